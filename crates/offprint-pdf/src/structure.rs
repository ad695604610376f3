//! The structure pass: a sheet's logical tree as structure elements (ISO 32000-1 §14.7.2).

use crate::{
    assemble::text,
    tree::{Attributes, Kid, Node, Role, Tree},
};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// Adds the elements of a tree, whose root hangs under `root`; `objects` are the annotations of the nodes.
pub(crate) fn add(
    document: &mut Document,
    tree: &Tree,
    ids: &[ObjectId],
    pages: &[ObjectId],
    objects: &BTreeMap<u32, Vec<(ObjectId, ObjectId)>>,
    root: ObjectId,
) {
    let mut parents = vec![root; ids.len()];
    for (node, &id) in tree.nodes.iter().zip(ids) {
        for kid in &node.kids {
            if let Kid::Node(kid) = kid {
                parents[*kid as usize] = id;
            }
        }
    }
    for (index, node) in tree.nodes.iter().enumerate() {
        let own = objects.get(&(index as u32)).map_or(&[][..], Vec::as_slice);
        let mut element = element(tree, node, ids, pages, own);
        element.set("P", parents[index]);
        if node.role == Role::Note {
            element.set("ID", Object::string_literal(format!("note-{}-{}", ids[index].0, index)));
        }
        document.set_object(ids[index], element);
    }
}

fn element(
    tree: &Tree,
    node: &Node,
    ids: &[ObjectId],
    pages: &[ObjectId],
    objects: &[(ObjectId, ObjectId)],
) -> Dictionary {
    let mut element = dictionary! { "Type" => "StructElem", "S" => node.role.name() };
    let mut kids: Vec<Object> = Vec::new();
    let mut home: Option<ObjectId> = None;
    for kid in &node.kids {
        match kid {
            Kid::Node(kid) => kids.push(Object::Reference(ids[*kid as usize])),
            Kid::Slot(slot) => {
                for &(page, mark) in &tree.slots[*slot as usize].marks {
                    let Some(&page) = pages.get(usize::from(page)) else { continue };
                    let mark = i64::from(mark);
                    if *home.get_or_insert(page) == page {
                        kids.push(mark.into());
                    } else {
                        kids.push(Object::Dictionary(
                            dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => mark },
                        ));
                    }
                }
            }
        }
    }
    for &(page, object) in objects {
        kids.push(Object::Dictionary(dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => object }));
    }
    if let Some(page) = home {
        element.set("Pg", page);
    }
    match kids.len() {
        0 => {}
        1 => element.set("K", kids.swap_remove(0)),
        _ => element.set("K", kids),
    }
    if let Some(attributes) = &node.attributes {
        set_attributes(&mut element, node.role, attributes);
    }
    element
}

fn set_attributes(element: &mut Dictionary, role: Role, attributes: &Attributes) {
    if let Some(language) = &attributes.language {
        element.set("Lang", text(language));
    }
    if let Some(alt) = &attributes.alt
        && matches!(role, Role::Figure | Role::Formula)
    {
        element.set("Alt", text(alt));
    }
    if let Some(expansion) = &attributes.expansion {
        element.set("E", text(expansion));
    }
    let mut own: Vec<Object> = Vec::new();
    if let Some(numbering) = attributes.numbering {
        own.push(Object::Dictionary(dictionary! { "O" => "List", "ListNumbering" => numbering }));
    }
    if attributes.spans.is_some() || attributes.scope.is_some() {
        let mut table = dictionary! { "O" => "Table" };
        if let Some((columns, rows)) = attributes.spans {
            table.set("ColSpan", i64::from(columns));
            table.set("RowSpan", i64::from(rows));
        }
        if let Some(scope) = attributes.scope {
            table.set("Scope", scope);
        }
        own.push(Object::Dictionary(table));
    }
    if let Some(bounds) = attributes.bounds {
        let bounds: Vec<Object> =
            bounds.iter().map(|value| Object::Real((value * 100.0).round() / 100.0)).collect();
        own.push(Object::Dictionary(
            dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => bounds },
        ));
    }
    match own.len() {
        0 => {}
        1 => element.set("A", own.swap_remove(0)),
        _ => element.set("A", own),
    }
}
