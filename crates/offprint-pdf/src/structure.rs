//! The structure pass: a sheet's logical tree as structure elements (ISO 32000-1 §14.7.2).

use crate::{
    assemble::text,
    file::{PdfFile, number, real, reference, write_object, write_string},
    tree::{Attributes, Kid, Node, Role, Tree},
};
use lopdf::ObjectId;
use std::collections::BTreeMap;

/// Adds the elements of a tree, whose root hangs under `root`; `objects` are the annotations of the nodes.
pub(crate) fn add(
    file: &mut PdfFile<'_>,
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
        file.put_with(ids[index], |out| {
            // The type may be left out (§14.7.2, table 323).
            out.extend(b"<</S/");
            out.extend(node.role.name().as_bytes());
            out.extend(b"/P ");
            reference(out, parents[index]);
            if node.role == Role::Note {
                out.extend(b"/ID");
                write_string(out, format!("note-{}-{index}", ids[index].0).as_bytes());
            }
            element(out, tree, node, ids, pages, own);
            out.extend(b">>");
        });
    }
}

/// Writes the kids, the page and the attributes of an element.
fn element(
    out: &mut Vec<u8>,
    tree: &Tree,
    node: &Node,
    ids: &[ObjectId],
    pages: &[ObjectId],
    objects: &[(ObjectId, ObjectId)],
) {
    let mut home: Option<ObjectId> = None;
    let start = out.len();
    out.extend(b"/K[");
    let empty = out.len();
    for kid in &node.kids {
        match kid {
            Kid::Node(kid) => {
                reference(out, ids[*kid as usize]);
                out.push(b' ');
            }
            Kid::Slot(slot) => {
                for &(page, mark) in &tree.slots[*slot as usize].marks {
                    let Some(&page) = pages.get(usize::from(page)) else { continue };
                    if *home.get_or_insert(page) == page {
                        number(out, mark.into());
                        out.push(b' ');
                    } else {
                        out.extend(b"<</Type/MCR/Pg ");
                        reference(out, page);
                        out.extend(b"/MCID ");
                        number(out, mark.into());
                        out.extend(b">>");
                    }
                }
            }
        }
    }
    for &(page, object) in objects {
        out.extend(b"<</Type/OBJR/Pg ");
        reference(out, page);
        out.extend(b"/Obj ");
        reference(out, object);
        out.extend(b">>");
    }
    if out.len() == empty {
        out.truncate(start);
    } else {
        out.push(b']');
    }
    if let Some(page) = home {
        out.extend(b"/Pg ");
        reference(out, page);
    }
    if let Some(attributes) = &node.attributes {
        write_attributes(out, node.role, attributes);
    }
}

fn write_text(out: &mut Vec<u8>, key: &[u8], said: &str) {
    out.extend(key);
    write_object(out, &text(said));
}

fn write_attributes(out: &mut Vec<u8>, role: Role, attributes: &Attributes) {
    if let Some(language) = &attributes.language {
        write_text(out, b"/Lang", language);
    }
    if let Some(alt) = &attributes.alt
        && matches!(role, Role::Figure | Role::Formula)
    {
        write_text(out, b"/Alt", alt);
    }
    if let Some(expansion) = &attributes.expansion {
        write_text(out, b"/E", expansion);
    }
    let start = out.len();
    out.extend(b"/A[");
    let empty = out.len();
    if let Some(numbering) = attributes.numbering {
        out.extend(b"<</O/List/ListNumbering/");
        out.extend(numbering.as_bytes());
        out.extend(b">>");
    }
    if attributes.spans.is_some() || attributes.scope.is_some() {
        out.extend(b"<</O/Table");
        if let Some((columns, rows)) = attributes.spans {
            out.extend(format!("/ColSpan {columns}/RowSpan {rows}").as_bytes());
        }
        if let Some(scope) = attributes.scope {
            out.extend(b"/Scope/");
            out.extend(scope.as_bytes());
        }
        out.extend(b">>");
    }
    if let Some(bounds) = attributes.bounds {
        let placement: &[u8] = if attributes.inline { b"Inline" } else { b"Block" };
        out.extend([b"<</O/Layout/Placement/", placement, b"/BBox["].concat());
        for value in bounds {
            real(out, (value * 100.0).round() / 100.0);
            out.push(b' ');
        }
        out.extend(b"]>>");
    }
    if out.len() == empty {
        out.truncate(start);
    } else {
        out.push(b']');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_within_a_line_is_placed_there() {
        for (inline, placement) in [(true, "/Placement/Inline/"), (false, "/Placement/Block/")] {
            let attributes = Attributes { bounds: Some([1.0; 4]), inline, ..Attributes::default() };
            let mut out = Vec::new();
            write_attributes(&mut out, Role::Formula, &attributes);
            let said = String::from_utf8_lossy(&out);
            assert!(said.contains(placement), "{said}");
        }
    }
}
