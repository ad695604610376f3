//! Lists: bulleted, numbered, of tasks, of definitions.

use super::arena::{Arena, NodeId};
use super::cleaner::Cleaner;
use super::flow::Flow;
use super::rules::{Action, local};
use super::{lines, notes, tidy};
use crate::model::{Block, Definition, Division, List, ListItem, ListKind, Numbering};

/// `ul` and `ol`.
pub(super) fn list(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    if arena.has_class(node, "wp-block-footnotes") {
        notes::rest_of_list(cleaner, node, flow);
        return;
    }
    if arena.has_class(node, "blocks-gallery-grid") {
        super::figures::gallery(cleaner, node, flow);
        return;
    }
    let mut items: Vec<ListItem> = Vec::new();
    let mut loose = false;
    let mut told = false;
    // What stands in a list outside its items: a list belongs to the item before it, text is an item.
    for child in arena.children(node) {
        if arena.text(child).is_some_and(|text| text.trim().is_empty()) || arena.comment(child).is_some() {
            continue;
        }
        if cleaner.is_told_elsewhere(child) {
            told = true;
            continue;
        }
        if let Some((rule, Action::Drop)) = cleaner.action(child) {
            cleaner.drop_node(rule, child);
            continue;
        }
        let is_item = arena.name(child) == "li";
        let Some(blocks) = cleaner.deeper(|cleaner| {
            let (language, direction) = cleaner.stated_language(child);
            let blocks = cleaner.in_language(language.as_ref(), direction, |cleaner| {
                if is_item { cleaner.blocks_of(child) } else { cleaner.blocks_of_nodes([child]) }
            });
            let differs = is_item && !blocks.is_empty() && (language.is_some() || direction.is_some());
            if differs { vec![Block::Division(Division { language, direction, blocks })] } else { blocks }
        }) else {
            continue;
        };
        let inner_list = matches!(blocks.as_slice(), [Block::List(_)]) && !is_item;
        match items.last_mut() {
            Some(item) if inner_list => item.blocks.extend(blocks),
            _ if blocks.is_empty() && (!is_item || cleaner.applies(local::EMPTY)) => {
                cleaner.report.fired(local::EMPTY, "");
            }
            _ => items.push(ListItem { blocks, checked: if is_item { checked(arena, child) } else { None } }),
        }
        let paragraphs = arena.children(child).filter(|&inner| arena.name(inner) == "p").count();
        loose |= is_item && paragraphs > 0;
    }
    if items.is_empty() && told {
        return;
    }
    if items.is_empty() {
        cleaner.report.fired(local::EMPTY, "");
        return;
    }
    let paragraphs =
        |item: &ListItem| item.blocks.iter().filter(|b| matches!(b, Block::Paragraph(_))).count();
    let tight = !loose && items.iter().all(|item| paragraphs(item) < 2);
    flow.push(Block::List(List { kind: kind(arena, node, items.len()), tight, items }));
}

/// `dl`; groups may stand in `div`s.
pub(super) fn definitions(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    if arena.has_class(node, "gallery-item") {
        super::figures::gallery(cleaner, node, flow);
        return;
    }
    let mut groups: Vec<Definition> = Vec::new();
    let parts = arena.children(node).flat_map(|child| {
        let nested = arena.name(child) == "div";
        let inner: Vec<_> = if nested { arena.children(child).collect() } else { vec![child] };
        inner
    });
    for part in parts.collect::<Vec<_>>() {
        let blank =
            arena.text(part).is_some_and(|text| text.trim().is_empty()) || arena.comment(part).is_some();
        match arena.name(part) {
            _ if blank => {}
            "dt" => {
                let term = tidy::line(lines::children_to_inlines(cleaner, part), cleaner.kept());
                match groups.last_mut() {
                    _ if term.is_empty() => {}
                    Some(group) if group.details.is_empty() => group.terms.push(term),
                    _ => groups.push(Definition { terms: vec![term], details: Vec::new() }),
                }
            }
            name => {
                let blocks =
                    if name == "dd" { cleaner.blocks_of(part) } else { cleaner.blocks_of_nodes([part]) };
                if blocks.is_empty() {
                    continue;
                }
                match groups.last_mut() {
                    Some(group) => group.details.push(blocks),
                    None => groups.push(Definition { terms: Vec::new(), details: vec![blocks] }),
                }
            }
        }
    }
    if groups.is_empty() {
        cleaner.report.fired(local::EMPTY, "");
    } else {
        flow.push(Block::Definitions(groups));
    }
}

/// The box of a task: a checkbox that is the first thing in its item.
pub(super) fn is_task_box(arena: &Arena, node: NodeId) -> bool {
    arena.name(node) == "input"
        && arena.attribute(node, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"))
        && item_of(arena, node).is_some()
}

fn item_of(arena: &Arena, node: NodeId) -> Option<NodeId> {
    let mut at = node;
    loop {
        let first = std::iter::successors(arena.previous(at), |&n| arena.previous(n))
            .all(|n| arena.comment(n).is_some() || arena.text(n).is_some_and(|text| text.trim().is_empty()));
        let parent = arena.parent(at)?;
        match arena.name(parent) {
            _ if !first => return None,
            "li" => return Some(parent),
            "p" | "label" | "span" => at = parent,
            _ => return None,
        }
    }
}

fn checked(arena: &Arena, item: NodeId) -> Option<bool> {
    let is_own = |&node: &NodeId| is_task_box(arena, node) && item_of(arena, node) == Some(item);
    let node = arena.descendants(item).take(8).find(is_own)?;
    Some(arena.attribute(node, "checked").is_some())
}

fn kind(arena: &Arena, node: NodeId, items: usize) -> ListKind {
    if arena.name(node) != "ol" {
        return ListKind::Bullet;
    }
    let reversed = arena.attribute(node, "reversed").is_some();
    let start = arena.attribute(node, "start").and_then(|start| start.trim().parse().ok());
    let default = if reversed { i32::try_from(items).unwrap_or(i32::MAX) } else { 1 };
    let style = arena.attribute(node, "style").unwrap_or_default();
    let numbering = match arena.attribute(node, "type").unwrap_or_default() {
        "a" => Numbering::LowerAlpha,
        "A" => Numbering::UpperAlpha,
        "i" => Numbering::LowerRoman,
        "I" => Numbering::UpperRoman,
        _ if style.contains("lower-alpha") || style.contains("lower-latin") => Numbering::LowerAlpha,
        _ if style.contains("upper-alpha") || style.contains("upper-latin") => Numbering::UpperAlpha,
        _ if style.contains("lower-roman") => Numbering::LowerRoman,
        _ if style.contains("upper-roman") => Numbering::UpperRoman,
        _ => Numbering::Decimal,
    };
    ListKind::Ordered { start: start.unwrap_or(default), reversed, numbering }
}
