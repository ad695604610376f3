//! Formulas: MathML, or TeX made into it, laid out by `formulary` in a face with the tables that mathematics needs, and
//! drawn as outlines.

use crate::{
    drawing::{Drawing, GlyphPen, Step},
    frame::Colour,
};
use formulary::{Item, LayoutOptions, MathFont};
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};
use offprint_core::{Math, MathNode};
use skrifa::{
    FontRef, GlyphId, MetadataProvider,
    instance::{LocationRef, Size},
    outline::DrawSettings,
};
use std::sync::LazyLock;

/// TeX longer than this is left as it is, and so is what nests deeper.
const LONGEST: usize = 4 << 10;
const DEEPEST: usize = 40;
/// More columns and rows than this are no cell's.
const WIDEST_SPAN: u32 = 60;
/// No formula is larger, in its own sizes.
const LARGEST: f32 = 400.0;

struct Face {
    maths: MathFont<'static>,
    outlines: FontRef<'static>,
}

static FACE: LazyLock<Option<Face>> = LazyLock::new(|| {
    let data = offprint_fonts::MATHEMATICS;
    Some(Face { maths: MathFont::new(data, 0).ok()?, outlines: FontRef::new(data).ok()? })
});

static TEX: LazyLock<Option<LatexToMathML>> =
    LazyLock::new(|| LatexToMathML::new(MathCoreConfig::default()).ok());

/// A formula that is set.
pub(crate) struct Formula {
    pub(crate) drawing: Drawing,
    /// How far down its baseline is from its top.
    pub(crate) ascent: f32,
}

/// Sets a formula at this size; `display` for one set apart. `None` for what cannot be set.
pub(crate) fn set(math: &Math, size: f32, colour: Colour, display: bool) -> Option<Formula> {
    let face = FACE.as_ref()?;
    let source = match (&math.mathml, &math.tex) {
        (Some(node), _) => mathml(node, display)?,
        (None, Some(tex)) => of_tex(tex, display)?,
        (None, None) => return None,
    };
    let root = formulary::parse(&source).ok()?;
    let laid = formulary::layout(&root, &face.maths, &LayoutOptions { font_size: size });
    let most = LARGEST * size;
    let sane = |length: f32| length.is_finite() && (0.0..most).contains(&length);
    if !(sane(laid.width) && sane(laid.ascent) && sane(laid.descent)) || laid.items.is_empty() {
        return None;
    }
    let mut drawing = Drawing { width: laid.width, height: laid.ascent + laid.descent, steps: Vec::new() };
    let colour_of = |own: Option<formulary::Color>| own.map_or(colour, |own| [own.r, own.g, own.b]);
    let outlines = face.outlines.outline_glyphs();
    for item in &laid.items {
        match *item {
            Item::Glyph { id, x, y, size, advance, color, mirrored } => {
                let Some(outline) = outlines.get(GlyphId::new(id.0.into())) else { continue };
                let x = if mirrored { x + advance } else { x };
                let (y, steps) = (y + laid.ascent, &mut drawing.steps);
                let mut pen = GlyphPen { steps, x, y, mirrored, at: (x, y) };
                let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
                if outline.draw(settings, &mut pen).is_ok() {
                    drawing.steps.push(Step::Fill(colour_of(color), false));
                }
            }
            Item::Rule { x, y, w, h, color } => {
                drawing.rectangle((x, y + laid.ascent, w, h), colour_of(color));
            }
            Item::Background { x, y, w, h, color } => {
                drawing.rectangle((x, y + laid.ascent, w, h), [color.r, color.g, color.b]);
            }
            _ => {}
        }
    }
    Some(Formula { drawing, ascent: laid.ascent })
}

/// TeX as MathML; `None` for what is not understood.
fn of_tex(tex: &str, display: bool) -> Option<String> {
    let depth = tex.bytes().fold((0_usize, 0_usize), |(now, most), byte| match byte {
        b'{' => (now + 1, most.max(now + 1)),
        b'}' => (now.saturating_sub(1), most),
        _ => (now, most),
    });
    let commands = tex.matches("\\left").count() + tex.matches("\\begin").count();
    if tex.len() > LONGEST || depth.1 + commands > DEEPEST || tex.trim().is_empty() {
        return None;
    }
    let way = if display { MathDisplay::Block } else { MathDisplay::Inline };
    let out = TEX.as_ref()?.convert_with_local_counter(tex, way).ok()?;
    // Spaces within text may come as references that XML does not know.
    Some(out.replace("&nbsp;", "\u{a0}"))
}

/// The source of a MathML tree.
fn mathml(node: &MathNode, display: bool) -> Option<String> {
    let mut out = String::new();
    let root = matches!(node, MathNode::Element { name: "math", .. });
    if !root {
        out.push_str("<math>");
    }
    write(node, display, 0, &mut out)?;
    if !root {
        out.push_str("</math>");
    }
    Some(out)
}

fn write(node: &MathNode, display: bool, depth: usize, out: &mut String) -> Option<()> {
    if depth > 2 * DEEPEST || out.len() > 64 * LONGEST {
        return None;
    }
    match node {
        MathNode::Text(text) => escape(text, out),
        MathNode::Element { name, attributes, children } => {
            out.push('<');
            out.push_str(name);
            for (key, value) in attributes.iter().filter(|(key, _)| !matches!(*key, "xmlns" | "display")) {
                let span = matches!(*key, "columnspan" | "rowspan");
                if span && value.parse::<u32>().is_ok_and(|span| span > WIDEST_SPAN) {
                    continue;
                }
                out.push(' ');
                out.push_str(key);
                out.push_str("=\"");
                escape(value, out);
                out.push('"');
            }
            if *name == "math" && display {
                out.push_str(" display=\"block\"");
            }
            out.push('>');
            for child in children {
                write(child, display, depth + 1, out)?;
            }
            out.push_str("</");
            out.push_str(name);
            out.push('>');
        }
    }
    Some(())
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tex(said: &str, display: bool) -> Option<Formula> {
        set(&Math { tex: Some(said.to_owned()), mathml: None }, 10.0, [0; 3], display)
    }

    #[test]
    fn tex_is_set() {
        let plain = tex("a + b", false).unwrap();
        let fraction = tex(r"\frac{a + b}{\sqrt{c}}", true).unwrap();
        assert!(plain.drawing.width > 20.0 && plain.drawing.height < 12.0, "{:?}", plain.drawing.width);
        assert!(fraction.drawing.height > 1.6 * plain.drawing.height);
        assert!(fraction.ascent > 10.0 && fraction.ascent < fraction.drawing.height);
        let fills = |formula: &Formula| {
            formula.drawing.steps.iter().filter(|step| matches!(step, Step::Fill(..))).count()
        };
        assert_eq!(fills(&plain), 3);
    }

    #[test]
    fn mathml_is_set() {
        let leaf = |name, text: &str| MathNode::Element {
            name,
            attributes: Vec::new(),
            children: vec![MathNode::Text(text.to_owned())],
        };
        let children = vec![leaf("mi", "x"), leaf("mo", "<"), leaf("mn", "2")];
        let root = MathNode::Element { name: "math", attributes: Vec::new(), children };
        let formula = set(&Math { tex: None, mathml: Some(root) }, 10.0, [0; 3], false).unwrap();
        assert!(formula.drawing.width > 15.0);
    }

    #[test]
    fn what_is_not_understood_is_left() {
        for wrong in [r"\frac{a}", r"\nonsense{a}", "", "{", r"\left( a"] {
            assert!(tex(wrong, false).is_none(), "{wrong}");
        }
        let deep = format!("{}x{}", "{".repeat(50), "}".repeat(50));
        assert!(tex(&deep, false).is_none());
    }

    #[test]
    fn no_tex_stops_the_program() {
        const PIECES: [&str; 40] = [
            "a",
            "x^",
            "_2",
            "{",
            "}",
            "\\frac",
            "\\sqrt[3]",
            "\\left(",
            "\\right)",
            "\\begin{matrix}",
            "\\end{matrix}",
            "&",
            "\\\\",
            "\\text{ü}",
            "\\mathbb",
            "\\sum",
            "\\limits",
            "'",
            "\\overline",
            "\\color{red}",
            "\\hspace{1em}",
            "$",
            "%c\n",
            "#1",
            "~",
            "\\def\\a#1{#1}",
            "\\a",
            "\\not",
            "\\big|",
            "\\underbrace",
            "\\stackrel",
            "\\char",
            "\"41",
            "\\hat",
            "\\cases",
            "^{",
            "_{",
            "\\kern-3pt",
            "\\u",
            "𝑃",
        ];
        let mut lot = 5_u32;
        let mut below = |end: usize| {
            lot = lot.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (lot >> 8) as usize % end
        };
        let mut set = 0;
        for _ in 0..6000 {
            let said: String = (0..1 + below(14)).map(|_| PIECES[below(PIECES.len())]).collect();
            set += usize::from(tex(&said, below(2) == 0).is_some());
        }
        assert!(set > 100, "{set} were set");
    }
}
