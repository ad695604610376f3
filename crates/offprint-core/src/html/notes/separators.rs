//! What stands between the marks of notes and around the links back: commas, semicolons and brackets, which mean nothing
//! once what they part is gone.

use super::{Notes, find};
use crate::html::arena::{Arena, NodeId};
use crate::html::cleaner::Cleaner;
use crate::html::lines;
use crate::html::rules::local;
use crate::model::{Block, Inline, inlines_text};

/// Marks separators beside the marks of notes, and where a mark shows nothing.
pub(super) fn find_separators(arena: &Arena, notes: &mut Notes) {
    for node in arena.descendants(arena.root()) {
        let text = match arena.text(node) {
            Some(text) => text.trim(),
            None if arena.name(node) == "sup" && !notes.marks.contains_key(&node) => {
                if !is_separator_text(arena, node) {
                    continue;
                }
                // Brackets and commas around links that show nothing, or between marks.
                let hollow = arena.find(node, "a").is_some();
                let beside = [beside(arena, node, Arena::previous), beside(arena, node, Arena::next)];
                if hollow || beside.into_iter().flatten().any(|other| notes.marks.contains_key(&other)) {
                    notes.separators.insert(node);
                }
                continue;
            }
            None => continue,
        };
        if text.is_empty() || text.len() > 2 || !text.chars().all(|c| matches!(c, ',' | ';')) {
            continue;
        }
        let [before, after] = [Arena::previous, Arena::next].map(|to| beside(arena, node, to));
        if let (Some(before), Some(after)) = (before, after)
            && [before, after].into_iter().all(|other| is_like_a_mark(arena, other))
            && [before, after].into_iter().any(|other| shows_nothing(arena, other, notes))
        {
            notes.separators.insert(node);
        }
    }
}

/// The nearest sibling that is more than white space.
fn beside(arena: &Arena, node: NodeId, to: impl Fn(&Arena, NodeId) -> Option<NodeId>) -> Option<NodeId> {
    std::iter::successors(to(arena, node), |&at| to(arena, at))
        .find(|&at| arena.text(at).is_none_or(|text| !text.trim().is_empty()))
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '[' | ']' | '(' | ')' | '|')
}

fn is_separator_text(arena: &Arena, node: NodeId) -> bool {
    let text = arena.text_content(node);
    !text.trim().is_empty()
        && text.chars().all(is_separator)
        && arena.descendants(node).all(|inner| !matches!(arena.name(inner), "img" | "math" | "svg"))
}

fn is_like_a_mark(arena: &Arena, node: NodeId) -> bool {
    let leads_within = |node: NodeId| arena.name(node) == "a" && find::fragment(arena, node).is_some();
    leads_within(node) || arena.name(node) == "sup" && arena.descendants(node).any(leads_within)
}

fn shows_nothing(arena: &Arena, node: NodeId, notes: &Notes) -> bool {
    !notes.marks.contains_key(&node)
        && arena.text_content(node).chars().all(is_separator)
        && arena.find(node, "img").is_none()
}

/// A separator: it stays between two notes, and goes elsewhere.
pub(super) fn separator(cleaner: &mut Cleaner<'_>, node: NodeId, line: &mut Vec<Inline>) {
    let arena = cleaner.arena;
    let live = |other: Option<NodeId>| other.is_some_and(|other| cleaner.notes.is_live(other));
    let text = arena.text_content(node);
    let parts = text.contains([',', ';']);
    if parts && live(beside(arena, node, Arena::previous)) && live(beside(arena, node, Arena::next)) {
        line.push(Inline::Superscript(vec![Inline::Text(text.trim().to_owned())]));
    } else {
        cleaner.drop_node(local::NOTE_MARK, node);
    }
}

/// A `sup` that holds several marks: the notes, with what parts them. Marks whose note is not here go with their
/// separators: the others are numbered again.
pub(super) fn group(cleaner: &mut Cleaner<'_>, node: NodeId, line: &mut Vec<Inline>) {
    let arena = cleaner.arena;
    let mut found: Vec<Inline> = Vec::new();
    let mut between = String::new();
    let mut inside: Option<NodeId> = None;
    let mut dropped: Vec<NodeId> = Vec::new();
    for inner in arena.descendants(node) {
        if inside.is_some_and(|mark| arena.is_under(inner, mark)) {
            continue;
        }
        inside = None;
        if cleaner.notes.marks.contains_key(&inner) {
            inside = Some(inner);
            if !cleaner.notes.is_live(inner) {
                dropped.push(inner);
                continue;
            }
            let mut mark = Vec::new();
            super::mark(cleaner, inner, &mut mark);
            if !found.is_empty() {
                let sign = if between.contains(';') { ";" } else { "," };
                found.push(Inline::Superscript(vec![Inline::Text(sign.to_owned())]));
            }
            found.append(&mut mark);
            between.clear();
        } else if let Some(text) = arena.text(inner) {
            between.push_str(text);
            dropped.push(inner);
        }
    }
    if found.is_empty() {
        let children = lines::children_to_inlines(cleaner, node);
        line.push(Inline::Superscript(children));
        return;
    }
    for inner in dropped {
        cleaner.drop_node(local::NOTE_MARK, inner);
    }
    line.append(&mut found);
}

/// Which ends of a note's element are links back, with nothing but separators beyond them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    leading: bool,
    trailing: bool,
}

/// Where the links back of this note are.
pub(super) fn ends(arena: &Arena, item: NodeId, back: &[NodeId]) -> Ends {
    let (Some(&first), Some(&last)) = (back.first(), back.last()) else {
        return Ends { leading: false, trailing: false };
    };
    let text = |inner: NodeId| arena.text(inner).unwrap_or_default();
    let before = arena.descendants(item).take_while(|&inner| inner < first);
    let after = arena.descendants(item).filter(|&inner| inner > last && !arena.is_under(inner, last));
    let mark = |c: char| is_separator(c) || matches!(c, '^' | '↑');
    Ends {
        leading: before.into_iter().all(|inner| text(inner).chars().all(mark)),
        trailing: after.into_iter().all(|inner| text(inner).chars().all(|c| is_separator(c) || c == '.')),
    }
}

/// Takes the separators away that stood around the links back, and reports them.
pub(super) fn without_separators(cleaner: &mut Cleaner<'_>, blocks: &mut Vec<Block>, ends: Ends) {
    let mut gone = String::new();
    if ends.leading
        && let Some(Block::Paragraph(line)) = blocks.first_mut()
    {
        trim_start(line, &mut gone);
        if line.is_empty() {
            blocks.remove(0);
        }
    }
    if ends.trailing
        && let Some(Block::Paragraph(line)) = blocks.last_mut()
    {
        trim_end(line, &mut gone);
        if line.is_empty() {
            blocks.pop();
        }
    }
    if !gone.is_empty() {
        cleaner.report.fired(local::NOTE_BACK, &gone);
    }
}

/// `[] One` and `. One` are `One`; a bracket that closes later stays.
fn trim_start(line: &mut Vec<Inline>, gone: &mut String) {
    take_hollow(line, 0, gone);
    let Some(Inline::Text(text)) = line.first_mut() else { return };
    let mut rest = text.trim_start();
    loop {
        let shorter = ["[]", "()", "^", "↑", ",", ";", "|", ":", ")", "]"]
            .iter()
            .find_map(|sign| rest.strip_prefix(sign))
            .or_else(|| rest.strip_prefix('.').filter(|rest| rest.starts_with(char::is_whitespace)));
        match shorter {
            Some(shorter) => rest = shorter.trim_start(),
            None => break,
        }
    }
    let cut = text.len() - rest.len();
    gone.push_str(&text[..cut]);
    *text = rest.to_owned();
    if text.is_empty() {
        line.remove(0);
    }
}

/// `One. []`, `One ,` and `One ().` are `One.` and `One`.
fn trim_end(line: &mut Vec<Inline>, gone: &mut String) {
    let Some(last) = line.len().checked_sub(1) else { return };
    take_hollow(line, last, gone);
    let Some(Inline::Text(text)) = line.last_mut() else { return };
    let mut rest = text.trim_end();
    let mut stop = "";
    if let Some(before) = rest.strip_suffix('.')
        && before.trim_end().ends_with([']', ')'])
    {
        (rest, stop) = (before.trim_end(), ".");
    }
    let whole = rest;
    while let Some(shorter) = ["[]", "()", ",", ";", "|"].iter().find_map(|sign| rest.strip_suffix(sign)) {
        rest = shorter.trim_end();
    }
    if rest.len() == whole.len() {
        return;
    }
    gone.push_str(&whole[rest.len()..]);
    let stop = if rest.ends_with(['.', '!', '?']) { "" } else { stop };
    *text = format!("{rest}{stop}");
    if text.is_empty() {
        line.pop();
    }
}

/// Takes an element away that holds separators alone: `<sup>[]</sup>`.
fn take_hollow(line: &mut Vec<Inline>, at: usize, gone: &mut String) {
    let Some(inline) = line.get(at).filter(|inline| inline.content().is_some()) else { return };
    let text = inlines_text(std::slice::from_ref(inline));
    if text.chars().all(is_separator) {
        gone.push_str(&text);
        line.remove(at);
    }
}
