//! Links: annotations over their words, and where they lead.

use super::{Assembly, height_of, text};
use crate::{
    sheet::Sheet,
    theme::Theme,
    tree::{NodeId, Target},
};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

/// A link whose place is known when all posts are in.
pub(super) struct Pending {
    id: ObjectId,
    annotation: Dictionary,
    entry: usize,
    place: Option<String>,
    uri: String,
}

impl Assembly<'_> {
    /// Writes the annotation of a link, unless it leads to a post that is not in yet.
    pub(super) fn link(
        &mut self,
        bounds: [f32; 4],
        node: NodeId,
        nodes: &[ObjectId],
        sheet: &Sheet,
        ids: &[ObjectId],
    ) -> ObjectId {
        let attributes = sheet.tree.nodes[node as usize].attributes.as_deref();
        let said = attributes.and_then(|attributes| attributes.alt.clone()).unwrap_or_default();
        let key = self.next_key;
        self.next_key += 1;
        self.parents.push((key, nodes[node as usize]));
        let rect: Vec<Object> =
            bounds.iter().map(|value| Object::Real((value * 100.0).round() / 100.0)).collect();
        let mut annotation = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => rect,
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "F" => 4,
            "StructParent" => key,
        };
        let id = self.file.reserve();
        let target = attributes.and_then(|attributes| attributes.target.clone());
        let address = match &target {
            Some(Target::Uri(uri)) => Some(uri.clone()),
            _ => None,
        };
        let contents = match &address {
            Some(uri) if said.trim().is_empty() || is_said(uri, said.trim()) => uri.clone(),
            Some(uri) => format!("{} ({uri})", said.trim()),
            None if said.trim().is_empty() => "link".to_owned(),
            None => said.trim().to_owned(),
        };
        annotation.set("Contents", text(&contents));
        match target {
            Some(Target::Uri(uri)) => annotation.set("A", action(&uri)),
            Some(Target::Place(place)) => {
                // A name that nothing bears leads to the beginning of the post.
                let (page, top) = sheet.places.get(&place).copied().unwrap_or((0, self.theme.top));
                let page = ids[usize::from(page).min(ids.len() - 1)];
                annotation.set("Dest", destination(self.theme, page, top));
            }
            Some(Target::Entry { entry, place, uri }) => {
                self.pending.push(Pending { id, annotation, entry, place, uri });
                return id;
            }
            None => {}
        }
        self.file.put(id, &annotation.into());
        id
    }

    /// Writes the links whose places are known now that all posts are in.
    pub(super) fn resolve_links(&mut self) {
        for mut pending in std::mem::take(&mut self.pending) {
            let entry = self.entries.get(&pending.entry);
            let place = entry.and_then(|entry| {
                let wanted = pending.place.as_ref().and_then(|place| entry.places.get(place));
                // The post's own beginning, a little above its title.
                let begin = entry.places.get("").map(|(page, top)| (*page, top - 20.0));
                let (page, top) = wanted.copied().or(begin).unwrap_or((0, self.theme.top - 20.0));
                Some(destination(self.theme, *entry.pages.get(usize::from(page))?, top))
            });
            match place {
                Some(place) => pending.annotation.set("Dest", place),
                None => pending.annotation.set("A", action(&pending.uri)),
            }
            self.file.put(pending.id, &pending.annotation.into());
        }
    }
}

/// Whether these words are the address itself, whole or as it is printed.
fn is_said(uri: &str, said: &str) -> bool {
    let bare = uri.split_once("://").map_or(uri, |(_, bare)| bare);
    said == uri || bare.trim_end_matches('/') == said.trim_end_matches('/')
}

fn action(uri: &str) -> Object {
    // ISO 32000-1 §12.6.4.7: a URI is ASCII; what is not is percent-encoded.
    let uri: String = uri
        .bytes()
        .map(|byte| {
            if (0x21..=0x7e).contains(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
        })
        .collect();
    Object::Dictionary(dictionary! { "S" => "URI", "URI" => Object::string_literal(uri) })
}

fn destination(theme: &Theme, page: ObjectId, top: f32) -> Object {
    Object::Array(vec![
        Object::Reference(page),
        "XYZ".into(),
        Object::Null,
        Object::Real(height_of(theme, top)),
        Object::Null,
    ])
}
