//! The fonts that printpdf embeds, as objects of our file.

use crate::{embed, file::PdfFile, paint::Used};
use lopdf::{Dictionary, Object, ObjectId};

/// Brings in the fonts' objects.
pub(crate) fn fonts(file: &mut PdfFile<'_>, used: &Used) -> Dictionary {
    let embedded = embed::fonts(used);
    let mut source = embedded.document;
    let first = file.reserve().0;
    source.renumber_objects_with(first);
    while file.reserve().0 < source.max_id {}
    let mut out = Dictionary::new();
    let page = source.get_pages().into_values().next();
    let names = page.and_then(|page| {
        let resources = source.get_dictionary(page).ok()?.get(b"Resources").ok()?.as_reference().ok()?;
        let fonts = source.get_dictionary(resources).ok()?.get(b"Font").ok()?.as_reference().ok()?;
        source.get_dictionary(fonts).ok().cloned()
    });
    let mut wanted = Vec::new();
    for (name, font) in names.unwrap_or_default() {
        let Ok(font) = font.as_reference() else { continue };
        if let Some(map) = std::str::from_utf8(&name).ok().and_then(|name| embedded.maps.get(name)) {
            let map = file.add_deflated(Dictionary::new(), map);
            let descendants =
                source.get_dictionary_mut(font).and_then(|font| font.get_mut(b"DescendantFonts"));
            if let Ok(Object::Array(descendants)) = descendants
                && let Some(Object::Dictionary(descendant)) = descendants.first_mut()
            {
                descendant.set("CIDToGIDMap", map);
            }
        }
        wanted.push(font);
        out.set(name, font);
    }
    while let Some(id) = wanted.pop() {
        let Some(object) = source.objects.remove(&id) else { continue };
        references(&object, &mut wanted);
        match object {
            Object::Stream(mut stream) => {
                let _ = stream.compress();
                file.put_stream(id, stream.dict, &stream.content);
            }
            object => file.put(id, &object),
        }
    }
    out
}

fn references(object: &Object, out: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => out.push(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, out)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(_, item)| references(item, out)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, item)| references(item, out)),
        _ => {}
    }
}
