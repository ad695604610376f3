//! Text that fits: lines broken where its script allows, in the largest size that holds them all.

use crate::line::escape;
use offprint_drawing::usvg::Node;
use std::fmt::Write;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) family: &'static str,
    pub(super) weight: u16,
    pub(super) italic: bool,
    pub(super) fill: &'static str,
    /// The sizes that may be taken, the largest first.
    pub(super) sizes: &'static [u32],
    /// As a part of the size.
    pub(super) leading: f32,
    pub(super) most_lines: usize,
    /// Space between letters, as a part of the size; scripts that join their letters get none.
    pub(super) spacing: f32,
}

/// Lines and the size they fit in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Set {
    pub(super) lines: Vec<String>,
    pub(super) size: u32,
}

/// The size at which text is measured.
const MEASURED: f32 = 100.0;

/// More characters than a cover has room for, in any size.
const MOST: usize = 1_000;

/// The text in lines of at most this width.
pub(super) fn set(text: &str, style: &Style, width: f32) -> Set {
    let cut = text.char_indices().nth(MOST).map(|(at, _)| format!("{}…", text[..at].trim_end()));
    let text = cut.as_deref().unwrap_or(text);
    let pieces = pieces(text, style);
    let mut smallest = 10;
    for &size in style.sizes {
        smallest = size;
        let limit = width * MEASURED / size as f32;
        if pieces.iter().any(|piece| piece.width > limit) {
            continue;
        }
        let lines = balanced(&pieces, limit);
        if lines.len() <= style.most_lines {
            return Set { lines, size };
        }
    }
    // Too long in any size: what fits, broken within words where it must be.
    let limit = width * MEASURED / smallest as f32;
    let letters = text.chars().map(String::from);
    let letters = measured(letters.collect(), style);
    let mut lines =
        greedy(if pieces.iter().all(|piece| piece.width <= limit) { &pieces } else { &letters }, limit);
    if lines.len() > style.most_lines {
        lines.truncate(style.most_lines);
        if let Some(last) = lines.last_mut() {
            // Room for the sign that there is more.
            last.pop();
            last.push('…');
        }
    }
    Set { lines, size: smallest }
}

/// What must stand on one line, with the space behind it.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    width: f32,
}

fn pieces(text: &str, style: &Style) -> Vec<Piece> {
    let mut texts = Vec::new();
    let mut start = 0;
    for (at, opportunity) in linebreaks(text) {
        if opportunity == BreakOpportunity::Allowed || at == text.len() {
            texts.push(text[start..at].to_owned());
            start = at;
        }
    }
    measured(texts, style)
}

/// Each text with its width, as it is drawn.
fn measured(texts: Vec<String>, style: &Style) -> Vec<Piece> {
    let mut svg = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">");
    for (index, text) in texts.iter().enumerate() {
        let shown = text.trim_end();
        let _ = write!(
            svg,
            "<text id=\"t{index}\" xml:space=\"preserve\" {}>{}</text>",
            attributes(style, MEASURED),
            escape(shown)
        );
    }
    svg.push_str("</svg>");
    let tree = offprint_drawing::parsed(svg.as_bytes(), |_| None).ok();
    let width_of = |index: usize| {
        let node = tree.as_ref()?.node_by_id(&format!("t{index}"))?;
        matches!(node, Node::Text(_)).then(|| node.bounding_box().width())
    };
    let piece = |(index, text): (usize, String)| {
        // A guess for what cannot be measured: nothing visible, or no face has it.
        let width =
            width_of(index).unwrap_or_else(|| text.trim_end().chars().count() as f32 * 0.6 * MEASURED);
        Piece { text, width }
    };
    texts.into_iter().enumerate().map(piece).collect()
}

const SPACE: f32 = 0.24 * MEASURED;

fn greedy(pieces: &[Piece], limit: f32) -> Vec<String> {
    let mut lines: Vec<(String, f32)> = Vec::new();
    for piece in pieces {
        let space = if piece.text.ends_with(char::is_whitespace) { SPACE } else { 0.0 };
        match lines.last_mut() {
            Some((line, width)) if *width + piece.width <= limit => {
                line.push_str(&piece.text);
                *width += piece.width + space;
            }
            _ => lines.push((piece.text.clone(), piece.width + space)),
        }
    }
    lines.into_iter().map(|(line, _)| line.trim_end().to_owned()).collect()
}

/// As few lines as there must be, none much longer than the others.
fn balanced(pieces: &[Piece], limit: f32) -> Vec<String> {
    let lines = greedy(pieces, limit);
    let widest = pieces.iter().map(|piece| piece.width).fold(0.0, f32::max);
    let (mut low, mut high) = (widest, limit);
    for _ in 0..12 {
        let middle = f32::midpoint(low, high);
        if greedy(pieces, middle).len() <= lines.len() {
            high = middle;
        } else {
            low = middle;
        }
    }
    greedy(pieces, high)
}

/// The attributes of a `text` in this style.
pub(super) fn attributes(style: &Style, size: f32) -> String {
    let slant = if style.italic { " font-style=\"italic\"" } else { "" };
    let spacing = match style.spacing {
        0.0 => String::new(),
        spacing => format!(" letter-spacing=\"{}\"", spacing * size),
    };
    format!(
        "font-family=\"'{}'\" font-weight=\"{}\" font-size=\"{size}\" fill=\"{}\"{slant}{spacing}",
        style.family, style.weight, style.fill
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style {
        family: "Source Serif 4",
        weight: 700,
        italic: false,
        fill: "#000",
        sizes: &[200, 100, 50],
        leading: 1.1,
        most_lines: 4,
        spacing: 0.0,
    };

    #[test]
    fn short_titles_are_large_and_long_ones_fit() {
        let short = set("May", &STYLE, 1200.0);
        assert_eq!((short.size, &*short.lines), (200, &["May".to_owned()][..]));
        let long = set(&"A title of many words ".repeat(6), &STYLE, 1200.0);
        assert!(long.size < 200 && long.lines.len() <= 4);
        let endless = set(&"Donaudampfschifffahrt".repeat(40), &STYLE, 1200.0);
        assert_eq!((endless.size, endless.lines.len()), (50, 4));
        assert!(endless.lines[3].ends_with('…'));
    }

    #[test]
    fn what_no_cover_holds_is_not_measured() {
        let set = set(&"word & more ".repeat(100_000), &STYLE, 1000.0);
        assert!(set.lines.len() <= STYLE.most_lines);
        assert!(set.lines.last().unwrap().ends_with('…'));
    }

    #[test]
    fn every_script_is_broken_by_its_own_rules() {
        let japanese = set("庭と畑の一年間の記録、春から冬までの観察", &STYLE, 1200.0);
        assert!(japanese.lines.len() > 1);
        assert!(japanese.lines.iter().all(|line| !line.starts_with('、')));
        let arabic = set("بستان الربيع وما فيه من زهر", &STYLE, 900.0);
        assert!(arabic.lines.iter().all(|line| line == line.trim()));
    }
}
