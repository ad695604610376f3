//! Mathematics: TeX where the source has it, and MathML from a closed list.

use super::arena::{Arena, NodeId};
use super::cleaner::Cleaner;
use super::flow::Flow;
use super::rules::local;
use crate::model::{Block, Math, MathNode, mathml_attribute, mathml_element};

/// A formula set apart.
pub(super) fn block(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    if let Some(math) = rendered(cleaner, node) {
        flow.end_line();
        math.into_iter().for_each(|math| flow.push(Block::Math(math)));
        return;
    }
    if let Some(math) = math_of_picture(arena, node) {
        cleaner.report.fired(local::MATHS, "");
        flow.push(Block::Math(math));
        return;
    }
    let formula = if arena.name(node) == "math" { Some(node) } else { arena.find(node, "math") };
    if let Some(math) = formula.and_then(|formula| math_of(cleaner, formula)) {
        flow.push(Block::Math(math));
    }
}

/// A `math` element; `None` when there is nothing in it.
pub(super) fn math_of(cleaner: &mut Cleaner<'_>, node: NodeId) -> Option<Math> {
    let arena = cleaner.arena;
    let is_tex = |&inner: &NodeId| {
        arena.name(inner) == "annotation" && arena.attribute(inner, "encoding") == Some("application/x-tex")
    };
    // The theme's typography has been at the annotation, but not at the attribute.
    let annotated =
        || arena.descendants(node).find(is_tex).map(|inner| untexturized(&arena.text_content(inner)));
    let tex = arena.attribute(node, "data-latex").map(str::to_owned).or_else(annotated);
    let tex = tex.map(|tex| without_delimiters(&tex)).filter(|tex| !tex.is_empty());
    let mathml = tree(arena, node, 0).filter(|tree| !is_blank(tree));
    cleaner.drop_node(local::MATHS, node);
    (tex.is_some() || mathml.is_some()).then_some(Math { tex, mathml })
}

/// A formula of KaTeX or MathJax, with the copy that they set for the eye; whether it is set apart.
pub(super) fn rendered(cleaner: &mut Cleaner<'_>, node: NodeId) -> Option<Option<Math>> {
    let arena = cleaner.arena;
    if !is_rendered(arena, node) {
        return None;
    }
    if let Some(formula) = arena.find(node, "math") {
        let math = math_of(cleaner, formula);
        // `math_of` reports the formula's own words; the copy's are beside it.
        let copies = arena
            .descendants(node)
            .filter(|&inner| arena.has_class(inner, "katex-html") || arena.name(inner) == "mjx-math");
        for copy in copies.collect::<Vec<_>>() {
            cleaner.drop_node(local::MATHS, copy);
        }
        return Some(math);
    }
    let tex = untexturized(&without_delimiters(&arena.text_content(node)));
    let script = arena.name(node) == "script";
    if !script {
        cleaner.drop_node(local::MATHS, node);
    }
    // What MathJax drew has no notation in it: that is in the script beside it.
    let drawn =
        arena.classes(node).any(|class| class.starts_with("MathJax")) || arena.name(node) == "mjx-container";
    Some((!drawn && !tex.is_empty()).then_some(Math { tex: Some(tex), mathml: None }))
}

/// Whether KaTeX or MathJax made this element, or reads it.
pub(super) fn is_rendered(arena: &Arena, node: NodeId) -> bool {
    match arena.name(node) {
        "script" => is_tex_script(arena, node),
        "mjx-container" => true,
        "span" | "div" => arena.classes(node).any(|class| {
            matches!(
                class,
                "katex" | "katex-display" | "katex-eq" | "MathJax" | "MathJax_Display" | "MathJax_Preview"
            )
        }),
        _ => false,
    }
}

/// `script[type^="math/tex"]`: TeX for MathJax to read.
pub(super) fn is_tex_script(arena: &Arena, node: NodeId) -> bool {
    arena.name(node) == "script"
        && arena.attribute(node, "type").is_some_and(|kind| kind.trim().starts_with("math/tex"))
}

/// Whether a formula is set apart from its line.
pub(super) fn is_display(arena: &Arena, node: NodeId) -> bool {
    match arena.name(node) {
        "math" => arena.attribute(node, "display") == Some("block"),
        "script" => arena.attribute(node, "type").is_some_and(|kind| kind.contains("mode=display")),
        "mjx-container" => arena.attribute(node, "display") == Some("true"),
        "img" => arena.has_class(node, "ql-img-displayed-equation"),
        "span" | "div" => {
            arena.has_class(node, "katex-display")
                || arena.has_class(node, "MathJax_Display")
                || (arena.has_class(node, "katex-eq")
                    && arena.attribute(node, "data-katex-display") == Some("true"))
        }
        _ => false,
    }
}

/// A formula that a plugin drew as a picture: the TeX is in the address or the alternative text.
pub(super) fn math_of_picture(arena: &Arena, node: NodeId) -> Option<Math> {
    let source = arena.attribute(node, "src").unwrap_or_default();
    let query = || {
        let raw =
            source.split_once("latex.php?")?.1.split('&').find_map(|pair| pair.strip_prefix("latex="))?;
        let spaced = raw.replace('+', " ");
        percent_encoding::percent_decode_str(&spaced).decode_utf8().ok().map(std::borrow::Cow::into_owned)
    };
    let drawn = arena.has_class(node, "latex") && source.contains("latex.php")
        || arena
            .classes(node)
            .any(|class| class == "ql-img-inline-formula" || class == "ql-img-displayed-equation");
    if !drawn {
        return None;
    }
    let tex = query().or_else(|| arena.attribute(node, "alt").map(str::to_owned))?;
    let tex = without_delimiters(&tex);
    (!tex.is_empty()).then_some(Math { tex: Some(tex), mathml: None })
}

/// TeX without the marks that tell it from text.
fn without_delimiters(tex: &str) -> String {
    let tex = tex.trim();
    let pairs = [("\\[", "\\]"), ("\\(", "\\)"), ("$$", "$$"), ("$", "$")];
    let inner = pairs.iter().find_map(|(open, close)| tex.strip_prefix(open)?.strip_suffix(close));
    inner.filter(|inner| !inner.contains("\\]") && !inner.contains("\\)")).unwrap_or(tex).trim().to_owned()
}

/// Takes WordPress's curly quotes and dashes out of TeX again.
pub(super) fn untexturized(tex: &str) -> String {
    let mut plain = String::with_capacity(tex.len());
    for c in tex.chars() {
        match c {
            '–' => plain.push('-'),
            '—' => plain.push_str("--"),
            '‘' | '’' | '′' => plain.push('\''),
            '“' | '”' | '″' => plain.push('"'),
            '…' => plain.push_str("..."),
            '×' => plain.push('x'),
            c => plain.push(c),
        }
    }
    plain
}

fn tree(arena: &Arena, node: NodeId, depth: usize) -> Option<MathNode> {
    if depth > super::cleaner::MAX_DEPTH {
        return None;
    }
    if let Some(text) = arena.text(node) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        return (!text.is_empty()).then_some(MathNode::Text(text));
    }
    let name = arena.name(node);
    if matches!(name, "annotation" | "annotation-xml" | "") {
        return None;
    }
    let children: Vec<_> = arena.children(node).filter_map(|child| tree(arena, child, depth + 1)).collect();
    let is_token = MathNode::is_token(name);
    let children = children
        .into_iter()
        .filter(|child| {
            if is_token {
                matches!(child, MathNode::Text(_))
            } else {
                matches!(child, MathNode::Element { .. })
            }
        })
        .collect::<Vec<_>>();
    let known = mathml_element(name);
    // `semantics` without its annotations is a row, and so is what the list does not know.
    let name = match known {
        Some("semantics" | "maction") | None => "mrow",
        Some(name) => name,
    };
    let mut attributes: Vec<(&'static str, String)> = arena
        .attributes(node)
        .filter_map(|(key, value)| Some((mathml_attribute(key)?, value.to_owned())))
        .collect();
    attributes.sort();
    attributes.dedup_by_key(|(key, _)| *key);
    Some(MathNode::Element { name, attributes, children })
}

fn is_blank(node: &MathNode) -> bool {
    match node {
        MathNode::Text(text) => text.trim().is_empty(),
        MathNode::Element { children, .. } => children.iter().all(is_blank),
    }
}
