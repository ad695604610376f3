//! TeX between the delimiters of MathJax and of WordPress.com: `\(…\)`, `\[…\]`, `$$…$$`, `$latex …$`.
//!
//! A single `$` never begins a formula: it is money.

use super::{Cuts, Piece};
use crate::html::mathml::untexturized;
use crate::html::rules::local;
use crate::model::{Block, Inline, Math};

/// A formula is never longer, in bytes.
const LONGEST: usize = 8_000;
/// Lines that a formula may have.
const MOST_LINES: usize = 200;

struct Delimiter {
    open: &'static str,
    close: &'static str,
    display: bool,
}

const DELIMITERS: [Delimiter; 4] = [
    Delimiter { open: "\\(", close: "\\)", display: false },
    Delimiter { open: "\\[", close: "\\]", display: true },
    Delimiter { open: "$$", close: "$$", display: true },
    Delimiter { open: "$latex", close: "$", display: false },
];

/// Cuts every formula out of the text and puts its node there.
pub(super) fn find(cuts: &mut Cuts<'_>) {
    let mut from = (0, 0);
    while from.0 < cuts.texts.len() {
        let text = cuts.text(from.0);
        let rest = &text[from.1..];
        let next = rest.find(['\\', '$']).map(|at| from.1 + at);
        let Some(at) = next else {
            from = (from.0 + 1, 0);
            continue;
        };
        let delimiter = DELIMITERS.iter().find(|delimiter| text[at..].starts_with(delimiter.open));
        let Some(delimiter) = delimiter else {
            from.1 = at + 1;
            continue;
        };
        let begin = (from.0, at + delimiter.open.len());
        let Some(end) = end(cuts, begin, delimiter) else {
            from.1 = begin.1;
            continue;
        };
        let tex = untexturized(cuts.typed_between(begin, end).trim());
        let after = (end.0, end.1 + delimiter.close.len());
        if !is_formula(&tex, delimiter) {
            from.1 = begin.1;
            continue;
        }
        let math = Math { tex: Some(tex), mathml: None };
        let shown = if delimiter.display {
            Piece::Block(Block::Math(math))
        } else {
            Piece::Inline(Inline::Math(math))
        };
        cuts.cut(from.0, at..at, shown);
        cuts.take_between((from.0, at), after, Some(local::MATHS));
        from = after;
    }
}

/// Where the formula's end stands: in the same text, or beyond line breaks of the same paragraph.
fn end(cuts: &Cuts<'_>, begin: (usize, usize), delimiter: &Delimiter) -> Option<(usize, usize)> {
    let parent = cuts.arena.parent(cuts.texts[begin.0]);
    let mut length = 0;
    for index in (begin.0..cuts.texts.len()).take(MOST_LINES) {
        let node = cuts.texts[index];
        if cuts.arena.parent(node) != parent || (index > begin.0 && !follows_a_break(cuts, node)) {
            return None;
        }
        let start = if index == begin.0 { begin.1 } else { 0 };
        let text = &cuts.text(index)[start..];
        let near = text.char_indices().nth(LONGEST).map_or(text, |(at, _)| &text[..at]);
        if let Some(found) = near.find(delimiter.close) {
            return Some((index, start + found));
        }
        length += text.len();
        if length > LONGEST {
            return None;
        }
    }
    None
}

fn follows_a_break(cuts: &Cuts<'_>, node: super::NodeId) -> bool {
    cuts.arena.previous(node).is_some_and(|before| cuts.arena.name(before) == "br")
}

/// Between dollars there must be a sign of notation; between backslashes anything is.
fn is_formula(tex: &str, delimiter: &Delimiter) -> bool {
    let notation = || tex.contains(['\\', '^', '_', '=', '{', '+', '<', '>']);
    match delimiter.open {
        "$$" => !tex.is_empty() && notation(),
        "$latex" => tex.len() > 1,
        _ => !tex.is_empty(),
    }
}
