//! Finding the marks and bodies of notes: of WordPress's own block, of plugins, and of authors who set them by hand.

use super::{Body, Notes, separators};
use crate::html::arena::{Arena, NodeId};
use std::collections::HashMap;

/// Nodes that a note set by hand may have.
const LARGEST: usize = 500;

/// Finds all of them.
pub(super) fn find(arena: &Arena) -> Notes {
    let mut notes = Notes::default();
    let mut ids: HashMap<&str, NodeId> = HashMap::new();
    let mut links = Vec::new();
    for node in arena.descendants(arena.root()) {
        for name in ["id", "name"] {
            if let Some(id) = arena.attribute(node, name).filter(|id| !id.is_empty()) {
                ids.entry(id).or_insert(node);
            }
        }
        match arena.name(node) {
            "a" if fragment(arena, node).is_some() => links.push(node),
            "ol" if arena.has_class(node, "wp-block-footnotes") => core_bodies(arena, node, &mut notes),
            "sup" if arena.has_class(node, "modern-footnotes-footnote") => modern(arena, node, &mut notes),
            _ if arena.has_class(node, "footnotes_reference_container") => {
                reference_rows(arena, node, &mut notes);
            }
            _ => {}
        }
    }
    for node in arena.descendants(arena.root()) {
        if arena.name(node) == "sup" && arena.has_class(node, "fn") {
            core_mark(arena, node, &mut notes);
        } else if arena.has_class(node, "easy-footnote") {
            easy(arena, node, &ids, &mut notes);
        } else if arena.has_class(node, "easy-footnote-title") {
            notes.twins.insert(node);
        } else if arena.has_class(node, "footnote_referrer") {
            referrer(arena, node, &mut notes);
        } else if arena.has_class(node, "footnote_tooltip") {
            notes.twins.insert(node);
        }
    }
    for &link in &links {
        by_hand(arena, link, &ids, &mut notes);
    }
    separators::find_separators(arena, &mut notes);
    notes
}

/// The name that a link within the page leads to.
pub(super) fn fragment(arena: &Arena, link: NodeId) -> Option<&str> {
    arena.attribute(link, "href")?.trim().strip_prefix('#').filter(|name| !name.is_empty())
}

/// `ol.wp-block-footnotes > li#UUID`.
fn core_bodies(arena: &Arena, list: NodeId, notes: &mut Notes) {
    for item in arena.children(list) {
        if let Some(id) = arena.attribute(item, "id") {
            notes.add_body(id, item, Body::Element(item));
        }
    }
}

/// `sup.fn[data-fn=UUID] > a[href=#UUID]`; the body may be known from elsewhere.
fn core_mark(arena: &Arena, mark: NodeId, notes: &mut Notes) {
    let href = arena.find(mark, "a").and_then(|link| fragment(arena, link));
    if let Some(id) = arena.attribute(mark, "data-fn").or(href) {
        notes.marks.insert(mark, id.to_owned());
    }
}

/// Easy Footnotes: `span.easy-footnote > a[href*=#easy-footnote-bottom-…][title] > sup`; the address may be absolute.
fn easy(arena: &Arena, mark: NodeId, ids: &HashMap<&str, NodeId>, notes: &mut Notes) {
    let Some(link) = arena.find(mark, "a") else { return };
    let href = arena.attribute(link, "href").unwrap_or_default();
    let Some((_, id)) = href.split_once('#').filter(|(_, id)| id.starts_with("easy-footnote-bottom-")) else {
        return;
    };
    let item = ids.get(id).and_then(|&target| nearest(arena, target, &["li", "p"]));
    if let Some(item) = item {
        notes.add_body(id, item, Body::Element(item));
    } else if let Some(title) = arena.attribute(link, "title").filter(|title| !title.trim().is_empty()) {
        notes.bodies.entry(id.to_owned()).or_insert_with(|| Body::Html(title.to_owned()));
    } else {
        return;
    }
    notes.marks.insert(mark, id.to_owned());
}

/// Modern Footnotes: the note stands right behind the mark.
fn modern(arena: &Arena, mark: NodeId, notes: &mut Notes) {
    let number = arena.attribute(mark, "data-mfn").unwrap_or_default();
    let scope = arena.attribute(mark, "data-mfn-post-scope").unwrap_or_default();
    let is_note = |&node: &NodeId| {
        arena.has_class(node, "modern-footnotes-footnote__note")
            && arena.attribute(node, "data-mfn").unwrap_or_default() == number
    };
    let after = std::iter::successors(arena.next(mark), |&node| arena.next(node)).take(4);
    let Some(note) = after.into_iter().find(is_note) else { return };
    let key = format!("modern-footnote {scope} {number}");
    notes.add_body(&key, note, Body::Element(note));
    notes.marks.insert(mark, key);
}

/// footnotes (MCI): a table whose rows hold the notes.
fn reference_rows(arena: &Arena, container: NodeId, notes: &mut Notes) {
    for row in arena.descendants(container).filter(|&node| arena.name(node) == "tr") {
        let suffix = arena
            .descendants(row)
            .find_map(|inner| arena.attribute(inner, "id")?.strip_prefix("footnote_plugin_reference_"));
        let text = arena.find_class(row, "footnote_plugin_text");
        if let Some((suffix, text)) = suffix.zip(text) {
            let key = format!("footnote_plugin {suffix}");
            notes.add_body(&key, row, Body::Element(text));
            notes.containers.entry(container).or_default().push(key);
        }
    }
}

/// footnotes (MCI): `span.footnote_referrer`, with the number and, mostly, the note again as a tooltip.
fn referrer(arena: &Arena, mark: NodeId, notes: &mut Notes) {
    let suffix = arena.descendants(mark).find_map(|inner| {
        let id = arena.attribute(inner, "id")?.strip_prefix("footnote_plugin_tooltip_")?;
        Some(id.strip_prefix("text_").unwrap_or(id))
    });
    let Some(suffix) = suffix else { return };
    let key = format!("footnote_plugin {suffix}");
    if !notes.bodies.contains_key(&key) {
        // Without the table the tooltip is all there is.
        let Some(tooltip) = arena.find_class(mark, "footnote_tooltip") else { return };
        notes.bodies.insert(key.clone(), Body::Element(tooltip));
    }
    notes.marks.insert(mark, key);
}

/// `sup > a[href=#x]` or `a[href=#x] > sup`, where what is called x leads back.
fn by_hand(arena: &Arena, link: NodeId, ids: &HashMap<&str, NodeId>, notes: &mut Notes) {
    let raised = arena.parent(link).filter(|&parent| arena.name(parent) == "sup");
    if raised.is_none() && arena.children(link).all(|child| arena.name(child) != "sup") {
        return;
    }
    // A `sup` with several links holds as many marks.
    let several = raised.filter(|&raised| {
        arena.descendants(raised).filter(|&inner| fragment(arena, inner).is_some()).nth(1).is_some()
    });
    let mark = if several.is_some() { link } else { raised.unwrap_or(link) };
    if notes.marks.contains_key(&mark) || is_in_mark(arena, mark, notes) {
        return;
    }
    let Some(name) = fragment(arena, link) else { return };
    let Some(&target) = ids.get(name) else { return };
    let Some(body) = nearest(arena, target, &["li", "p", "dd", "div", "aside"]) else { return };
    let own: Vec<&str> = [Some(link), raised, arena.children(link).find(|&child| arena.name(child) == "sup")]
        .into_iter()
        .flatten()
        .chain(arena.parent(mark).filter(|&parent| matches!(arena.name(parent), "span" | "a")))
        .flat_map(|node| [arena.attribute(node, "id"), arena.attribute(node, "name")])
        .flatten()
        .collect();
    let leads_back = |&inner: &NodeId| fragment(arena, inner).is_some_and(|name| own.contains(&name));
    // What is told after its mark is a note; a place above it is only a place.
    let is_later =
        body > mark && !std::iter::successors(Some(mark), |&at| arena.parent(at)).any(|at| at == body);
    if is_later && arena.descendants(body).take(LARGEST).any(|inner| leads_back(&inner)) {
        notes.add_body(name, body, Body::Element(body));
        notes.marks.insert(mark, name.to_owned());
        notes.groups.extend(several);
        notes.ways_back.extend(own.iter().map(|name| (*name).to_owned()));
    }
}

fn is_in_mark(arena: &Arena, node: NodeId, notes: &Notes) -> bool {
    std::iter::successors(arena.parent(node), |&at| arena.parent(at)).any(|at| notes.marks.contains_key(&at))
}

/// The element itself or the nearest around it that has one of these names.
fn nearest(arena: &Arena, node: NodeId, names: &[&str]) -> Option<NodeId> {
    std::iter::successors(Some(node), |&at| arena.parent(at)).find(|&at| names.contains(&arena.name(at)))
}
