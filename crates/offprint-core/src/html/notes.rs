//! Footnotes as WordPress's own block writes them.

use super::arena::{Arena, NodeId};
use super::cleaner::{CleanContext, Cleaner, clean_blocks};
use super::flow::Flow;
use super::lines;
use super::rules::local;
use crate::model::{Block, Inline, List, ListItem, ListKind, Note, Numbering};
use std::collections::HashMap;

/// The notes of a post: where each body stands, and which marks were met.
#[derive(Debug, Default)]
pub(super) struct Notes {
    bodies: HashMap<String, NodeId>,
    numbers: HashMap<String, u32>,
    last: u32,
    open: bool,
}

impl Notes {
    /// Finds the bodies.
    pub(super) fn find(arena: &Arena) -> Self {
        let mut notes = Self::default();
        for node in arena.descendants(arena.root()) {
            if is_list_of_notes(arena, node) {
                for item in arena.children(node) {
                    if let Some(id) = arena.attribute(item, "id") {
                        notes.bodies.insert(id.to_owned(), item);
                    }
                }
            }
        }
        notes
    }
}

/// Whether this is the list of a post's notes: the footnotes block's, or the one that Markdown's renderers write
/// (`section.footnotes`, `div.footnotes`).
pub(super) fn is_list_of_notes(arena: &Arena, node: NodeId) -> bool {
    arena.name(node) == "ol"
        && (arena.has_class(node, "wp-block-footnotes")
            || arena.parent(node).is_some_and(|parent| is_section_of_notes(arena, parent)))
}

/// The section around the list that Markdown's renderers write.
pub(super) fn is_section_of_notes(arena: &Arena, node: NodeId) -> bool {
    matches!(arena.name(node), "section" | "div") && arena.has_class(node, "footnotes")
}

/// Whether this `sup` marks a note: by its class, or as a link to one.
pub(super) fn is_mark(cleaner: &Cleaner<'_>, node: NodeId) -> bool {
    let arena = cleaner.arena;
    let leads_to_note = || {
        let mut children = arena.children(node);
        let link = children.next().filter(|&link| arena.name(link) == "a" && children.next().is_none());
        let id = link.and_then(|link| arena.attribute(link, "href")?.strip_prefix('#'));
        id.is_some_and(|id| cleaner.notes.bodies.contains_key(id))
    };
    arena.has_class(node, "fn") || leads_to_note()
}

/// Whether this is the way back from a note, as Markdown's renderers write it.
pub(super) fn is_way_back(arena: &Arena, node: NodeId) -> bool {
    arena.name(node) == "a"
        && (arena.has_class(node, "footnote-backref")
            || arena.has_class(node, "footnote-back")
            || arena.attribute(node, "role") == Some("doc-backlink"))
}

/// The mark `sup.fn[data-fn]`: the note itself, where it is first marked; a raised number after that.
pub(super) fn core_mark(cleaner: &mut Cleaner<'_>, node: NodeId, line: &mut Vec<Inline>) {
    let arena = cleaner.arena;
    let href = arena.find(node, "a").and_then(|link| arena.attribute(link, "href"));
    let id =
        arena.attribute(node, "data-fn").or_else(|| href?.strip_prefix('#')).unwrap_or_default().to_owned();
    if let Some(number) = cleaner.notes.numbers.get(&id) {
        line.push(Inline::Superscript(vec![Inline::Text(number.to_string())]));
        cleaner.drop_node(local::NOTE_MARK, node);
        return;
    }
    let body = if cleaner.notes.open { None } else { body(cleaner, &id) };
    let Some(body) = body else {
        line.push(Inline::Superscript(lines::children_to_inlines(cleaner, node)));
        return;
    };
    cleaner.drop_node(local::NOTE_MARK, node);
    cleaner.notes.last += 1;
    let number = cleaner.notes.last;
    cleaner.notes.numbers.insert(id, number);
    line.push(Inline::Note(Note { number, body }));
}

/// The list of notes: what was marked is told already, the rest stays a list.
pub(super) fn rest_of_list(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    let mut items = Vec::new();
    for item in arena.children(node).filter(|&item| arena.name(item) == "li") {
        let id = arena.attribute(item, "id").unwrap_or_default();
        if cleaner.notes.numbers.contains_key(id) {
            continue;
        }
        let blocks = body_of(cleaner, item);
        if !blocks.is_empty() {
            items.push(ListItem { blocks, checked: None });
        }
    }
    if !items.is_empty() {
        let kind = ListKind::Ordered { start: 1, reversed: false, numbering: Numbering::Decimal };
        flow.push(Block::List(List { kind, tight: true, items }));
    }
}

fn body(cleaner: &mut Cleaner<'_>, id: &str) -> Option<Vec<Block>> {
    if let Some(&item) = cleaner.notes.bodies.get(id) {
        cleaner.notes.open = true;
        let blocks = cleaner.deeper(|cleaner| body_of(cleaner, item));
        cleaner.notes.open = false;
        return blocks.filter(|blocks| !blocks.is_empty());
    }
    // The block was taken out of the text; the post's meta still has what it said.
    let (_, html) = cleaner.context.footnotes.iter().find(|(known, _)| known == id)?;
    let context = CleanContext { footnotes: Vec::new(), ..cleaner.context.clone() };
    let cleaned = clean_blocks(html, &context);
    cleaner.report.absorb(cleaned.report);
    (!cleaned.blocks.is_empty()).then_some(cleaned.blocks)
}

/// What a note's item says, without the way back.
fn body_of(cleaner: &mut Cleaner<'_>, item: NodeId) -> Vec<Block> {
    let arena = cleaner.arena;
    let is_back = |node: NodeId| {
        arena.name(node) == "a"
            && (arena.attribute(node, "aria-label").is_some_and(|label| label.starts_with("Jump to"))
                || arena
                    .attribute(node, "href")
                    .is_some_and(|href| href.starts_with('#') && href.ends_with("-link"))
                || arena.text_content(node).trim_start().starts_with('↩'))
    };
    let back: Vec<_> = arena.children(item).filter(|&child| is_back(child)).collect();
    for &link in &back {
        cleaner.drop_node(local::NOTE_BACK, link);
    }
    cleaner.blocks_of_nodes(arena.children(item).filter(|child| !back.contains(child)))
}
