//! The outline: posts and their headings, nested (ISO 32000-1 §12.3.3).

use crate::{assemble::text, file::PdfFile};
use lopdf::{Object, ObjectId, dictionary};

/// An entry of the outline.
pub(crate) struct Item {
    level: u8,
    title: String,
    page: ObjectId,
    height: f32,
}

impl Item {
    /// An entry at this level (smaller is further out) that leads to a height of a page.
    pub(crate) fn new(level: u8, title: String, page: ObjectId, height: f32) -> Self {
        Self { level, title, page, height }
    }
}

/// Adds the outline; `None` when it has no entries.
pub(crate) fn add(file: &mut PdfFile<'_>, items: &[Item]) -> Option<ObjectId> {
    if items.is_empty() {
        return None;
    }
    let root = file.reserve();
    let ids: Vec<ObjectId> = items.iter().map(|_| file.reserve()).collect();
    // The kids of the root come first, those of the items after.
    let mut kids: Vec<Vec<usize>> = vec![Vec::new(); items.len() + 1];
    let mut parents = vec![0; items.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        while open.last().is_some_and(|&last| items[last].level >= item.level) {
            open.pop();
        }
        let parent = open.last().map_or(0, |last| last + 1);
        parents[at] = parent;
        kids[parent].push(at);
        open.push(at);
    }
    let id_of = |parent: usize| if parent == 0 { root } else { ids[parent - 1] };
    for siblings in &kids {
        for (place, &at) in siblings.iter().enumerate() {
            let item = &items[at];
            let top = vec![
                Object::Reference(item.page),
                "XYZ".into(),
                Object::Null,
                Object::Real(item.height),
                Object::Null,
            ];
            let mut entry =
                dictionary! { "Title" => text(&item.title), "Parent" => id_of(parents[at]), "Dest" => top };
            if place > 0 {
                entry.set("Prev", ids[siblings[place - 1]]);
            }
            if let Some(&next) = siblings.get(place + 1) {
                entry.set("Next", ids[next]);
            }
            if let (Some(&first), Some(&last)) = (kids[at + 1].first(), kids[at + 1].last()) {
                entry.set("First", ids[first]);
                entry.set("Last", ids[last]);
                // Closed: a negative number of the entries that opening it would show.
                entry.set("Count", -(kids[at + 1].len() as i64));
            }
            file.put(ids[at], &entry.into());
        }
    }
    let mut outlines = dictionary! { "Type" => "Outlines", "Count" => kids[0].len() as i64 };
    if let (Some(&first), Some(&last)) = (kids[0].first(), kids[0].last()) {
        outlines.set("First", ids[first]);
        outlines.set("Last", ids[last]);
    }
    file.put(root, &outlines.into());
    Some(root)
}
