//! Assembling: pages, structure, links, outline, fonts and metadata as the objects of one file.

use crate::{
    embed,
    metadata::{Metadata, PRODUCER},
    outline::{self, Item},
    paint::{Used, utf16},
    picture::Pictures,
    picture_object::picture_object,
    sheet::{PageContent, Sheet},
    structure, theme,
    tree::Target,
};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use std::collections::BTreeMap;

/// The bytes of the only content stream of a document of one page.
pub(crate) fn only_stream(document: Document) -> Vec<u8> {
    let page = document.get_pages().into_values().next();
    let contents = page.and_then(|page| document.get_page_contents(page).first().copied());
    let Some(id) = contents else { return Vec::new() };
    let mut objects = document.objects;
    match objects.remove(&id) {
        Some(Object::Stream(stream)) => stream.content,
        _ => Vec::new(),
    }
}

/// Where a post begins, and its named places.
struct EntryPlaces {
    pages: Vec<ObjectId>,
    places: BTreeMap<String, (u16, f32)>,
}

/// A link whose place is known when all posts are in.
struct Pending {
    annotation: ObjectId,
    entry: usize,
    place: Option<String>,
    uri: String,
}

/// The file in the making.
pub(crate) struct Assembly {
    pub(crate) document: Document,
    /// Front matter, then posts.
    front: Vec<ObjectId>,
    body: Vec<ObjectId>,
    tree: ObjectId,
    resources: ObjectId,
    root: ObjectId,
    sections: Vec<(bool, ObjectId)>,
    pages_by_key: Vec<Object>,
    annotations_by_key: Vec<Object>,
    next_key: i64,
    entries: BTreeMap<usize, EntryPlaces>,
    pending: Vec<Pending>,
    outline: Vec<Item>,
    used: Used,
    hash: blake3::Hasher,
}

impl Assembly {
    /// A file without pages.
    pub(crate) fn new() -> Self {
        let mut document = Document::with_version("1.7");
        let (tree, resources, root) =
            (document.new_object_id(), document.new_object_id(), document.new_object_id());
        Self {
            document,
            front: Vec::new(),
            body: Vec::new(),
            tree,
            resources,
            root,
            sections: Vec::new(),
            pages_by_key: Vec::new(),
            annotations_by_key: Vec::new(),
            next_key: 0,
            entries: BTreeMap::new(),
            pending: Vec::new(),
            outline: Vec::new(),
            used: Used::default(),
            hash: blake3::Hasher::new(),
        }
    }

    /// How many pages of posts there are.
    pub(crate) fn body_pages(&self) -> usize {
        self.body.len()
    }

    /// Adds a post; `section` is the title of the section that it begins, `furniture` is painted on its pages.
    pub(crate) fn add_post(&mut self, sheet: Sheet, section: Option<&str>, furniture: Vec<(Vec<u8>, Used)>) {
        let ids: Vec<ObjectId> = sheet.pages.iter().map(|_| self.document.new_object_id()).collect();
        if let Some(&first) = ids.first() {
            let height = height_of(theme::TOP);
            self.outline.extend(section.map(|title| Item::new(0, title.to_owned(), first, height)));
            self.outline.push(Item::new(1, sheet.title.clone(), first, height));
        }
        self.outline.extend(headings(&sheet, &ids));
        self.add(&sheet, &ids, furniture, false);
        self.body.extend(&ids);
        self.used.merge(sheet.used);
        self.entries.insert(sheet.position, EntryPlaces { pages: ids, places: sheet.places });
    }

    /// Adds the front matter, which stands before all posts.
    pub(crate) fn add_front(&mut self, sheet: Sheet) {
        let ids: Vec<ObjectId> = sheet.pages.iter().map(|_| self.document.new_object_id()).collect();
        self.outline.splice(0..0, headings(&sheet, &ids));
        self.add(&sheet, &ids, Vec::new(), true);
        self.front.extend(&ids);
        self.used.merge(sheet.used);
    }

    fn add(&mut self, sheet: &Sheet, ids: &[ObjectId], furniture: Vec<(Vec<u8>, Used)>, front: bool) {
        let nodes: Vec<ObjectId> = sheet.tree.nodes.iter().map(|_| self.document.new_object_id()).collect();
        let mut objects: BTreeMap<u32, Vec<(ObjectId, ObjectId)>> = BTreeMap::new();
        let mut furniture = furniture.into_iter();
        for (page, &id) in sheet.pages.iter().zip(ids) {
            let (stream, used) = furniture.next().unwrap_or_default();
            self.used.merge(used);
            self.page(page, id, stream, &nodes, sheet, ids, &mut objects);
        }
        structure::add(&mut self.document, &sheet.tree, &nodes, ids, &objects, self.root);
        if let Some(&node) = nodes.first() {
            self.sections.push((front, node));
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a page belongs to many tables")]
    fn page(
        &mut self,
        page: &PageContent,
        id: ObjectId,
        furniture: Vec<u8>,
        nodes: &[ObjectId],
        sheet: &Sheet,
        ids: &[ObjectId],
        objects: &mut BTreeMap<u32, Vec<(ObjectId, ObjectId)>>,
    ) {
        self.hash.update(&page.stream);
        let mut contents = vec![self.stream(page.stream.clone())];
        if !furniture.is_empty() {
            contents.push(self.stream(furniture));
        }
        let key = self.next_key;
        self.next_key += 1;
        let owners: Vec<Object> =
            page.marks.iter().map(|&node| Object::Reference(nodes[node as usize])).collect();
        let owners = self.document.add_object(owners);
        self.pages_by_key.extend([key.into(), Object::Reference(owners)]);
        let mut annotations = Vec::new();
        for (bounds, node) in &page.links {
            let annotation = self.link(*bounds, *node, id, nodes, sheet, ids);
            objects.entry(*node).or_default().push((id, annotation));
            annotations.push(Object::Reference(annotation));
        }
        let size =
            vec![0.into(), 0.into(), Object::Real(theme::PAGE_WIDTH), Object::Real(theme::PAGE_HEIGHT)];
        let mut dictionary = dictionary! {
            "Type" => "Page",
            "Parent" => self.tree,
            "MediaBox" => size,
            "Resources" => self.resources,
            "Contents" => contents,
            "StructParents" => key,
            "Tabs" => "S",
        };
        if !annotations.is_empty() {
            dictionary.set("Annots", annotations);
        }
        self.document.set_object(id, dictionary);
    }

    fn stream(&mut self, deflated: Vec<u8>) -> Object {
        let stream = Stream::new(dictionary! { "Filter" => "FlateDecode" }, deflated).with_compression(false);
        Object::Reference(self.document.add_object(stream))
    }

    fn link(
        &mut self,
        bounds: [f32; 4],
        node: u32,
        page: ObjectId,
        nodes: &[ObjectId],
        sheet: &Sheet,
        ids: &[ObjectId],
    ) -> ObjectId {
        let attributes = sheet.tree.nodes[node as usize].attributes.as_deref();
        let said = attributes.and_then(|attributes| attributes.alt.clone()).unwrap_or_default();
        let key = self.next_key;
        self.next_key += 1;
        self.annotations_by_key.extend([key.into(), Object::Reference(nodes[node as usize])]);
        let rect: Vec<Object> =
            bounds.iter().map(|value| Object::Real((value * 100.0).round() / 100.0)).collect();
        let mut annotation = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => rect,
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "F" => 4,
            "P" => page,
            "StructParent" => key,
        };
        let id = self.document.new_object_id();
        let target = attributes.and_then(|attributes| attributes.target.clone());
        let address = match &target {
            Some(Target::Uri(uri)) => Some(uri.clone()),
            _ => None,
        };
        let contents = match &address {
            Some(uri) if said.trim().is_empty() => uri.clone(),
            Some(uri) if said.trim() != uri => format!("{} ({uri})", said.trim()),
            _ if said.trim().is_empty() => "link".to_owned(),
            _ => said.trim().to_owned(),
        };
        annotation.set("Contents", text(&contents));
        match target {
            Some(Target::Uri(uri)) => annotation.set("A", action(&uri)),
            Some(Target::Place(place)) => {
                // A name that nothing bears leads to the beginning of the post.
                let (page, top) = sheet.places.get(&place).copied().unwrap_or((0, theme::TOP));
                annotation.set("Dest", destination(ids[usize::from(page).min(ids.len() - 1)], top));
            }
            Some(Target::Entry { entry, place, uri }) => {
                self.pending.push(Pending { annotation: id, entry, place, uri });
            }
            None => {}
        }
        self.document.set_object(id, annotation);
        id
    }

    /// Adds what is known at the end, and gives the whole document.
    pub(crate) fn finish(mut self, metadata: &Metadata, pictures: &Pictures<'_>) -> Document {
        self.resolve_links();
        self.page_tree();
        let fonts = self.fonts();
        let xobjects = self.pictures(pictures);
        let resources = dictionary! { "Font" => fonts, "XObject" => xobjects };
        self.document.set_object(self.resources, resources);
        let structure = self.structure();
        let outline = outline::add(&mut self.document, &self.outline);
        let xmp = metadata.xmp();
        self.hash.update(xmp.as_bytes());
        let xmp = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp.into_bytes());
        let xmp = self.document.add_object(xmp.with_compression(false));
        let profile = include_bytes!("../profiles/sRGB-v4.icc").to_vec();
        let profile = self.document.add_object(Stream::new(dictionary! { "N" => 3 }, profile));
        let intent = dictionary! {
            "Type" => "OutputIntent",
            "S" => "GTS_PDFA1",
            "OutputConditionIdentifier" => Object::string_literal("sRGB"),
            "Info" => Object::string_literal("sRGB"),
            "DestOutputProfile" => profile,
        };
        let mut catalog = dictionary! {
            "Type" => "Catalog",
            "Pages" => self.tree,
            "StructTreeRoot" => structure,
            "MarkInfo" => dictionary! { "Marked" => true },
            "Lang" => text(&metadata.language),
            "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
            "Metadata" => xmp,
            "OutputIntents" => vec![Object::Dictionary(intent)],
        };
        if let Some(outline) = outline {
            catalog.set("Outlines", outline);
            catalog.set("PageMode", "UseOutlines");
        }
        let catalog = self.document.add_object(catalog);
        let info = self.document.add_object(info(metadata));
        // The two halves of the identifier are made from the content, so the same content has the same (§14.4).
        let hash = self.hash.finalize();
        let id = Object::String(hash.as_bytes()[..16].to_vec(), StringFormat::Hexadecimal);
        self.document.trailer.set("Root", catalog);
        self.document.trailer.set("Info", info);
        self.document.trailer.set("ID", vec![id.clone(), id]);
        self.document
    }

    fn resolve_links(&mut self) {
        for pending in std::mem::take(&mut self.pending) {
            let entry = self.entries.get(&pending.entry);
            let place = entry.and_then(|entry| {
                let place = pending.place.as_ref().and_then(|place| entry.places.get(place));
                let (page, top) = place.copied().unwrap_or((0, theme::TOP - 20.0));
                Some(destination(*entry.pages.get(usize::from(page))?, top))
            });
            if let Ok(annotation) = self.document.get_dictionary_mut(pending.annotation) {
                match place {
                    Some(place) => annotation.set("Dest", place),
                    None => annotation.set("A", action(&pending.uri)),
                }
            }
        }
    }

    /// A tree of pages, no node with more kids than a reader likes to look through.
    fn page_tree(&mut self) {
        const KIDS: usize = 64;
        let pages: Vec<ObjectId> = self.front.iter().chain(&self.body).copied().collect();
        let count = pages.len() as i64;
        let mut kids: Vec<Object> = Vec::new();
        if pages.len() <= KIDS {
            kids.extend(pages.into_iter().map(Object::Reference));
        } else {
            for chunk in pages.chunks(KIDS) {
                let node = self.document.new_object_id();
                for &page in chunk {
                    if let Ok(page) = self.document.get_dictionary_mut(page) {
                        page.set("Parent", node);
                    }
                }
                let chunk_kids: Vec<Object> = chunk.iter().copied().map(Object::Reference).collect();
                let part = dictionary! { "Type" => "Pages", "Parent" => self.tree, "Count" => chunk.len() as i64, "Kids" => chunk_kids };
                self.document.set_object(node, part);
                kids.push(Object::Reference(node));
            }
        }
        self.document
            .set_object(self.tree, dictionary! { "Type" => "Pages", "Count" => count, "Kids" => kids });
    }

    fn structure(&mut self) -> ObjectId {
        let mut sections = std::mem::take(&mut self.sections);
        sections.sort_by_key(|section| !section.0);
        let kids: Vec<Object> = sections.iter().map(|section| Object::Reference(section.1)).collect();
        let mut numbers: Vec<(i64, Object)> = Vec::new();
        for pairs in [&self.pages_by_key, &self.annotations_by_key] {
            for pair in pairs.chunks_exact(2) {
                numbers.push((pair[0].as_i64().unwrap_or(0), pair[1].clone()));
            }
        }
        numbers.sort_by_key(|number| number.0);
        let numbers: Vec<Object> =
            numbers.into_iter().flat_map(|(key, object)| [key.into(), object]).collect();
        let parents = self.document.add_object(dictionary! { "Nums" => numbers });
        let root = self.document.new_object_id();
        self.document.set_object(
            self.root,
            dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => kids },
        );
        let tree = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => vec![Object::Reference(self.root)],
            "ParentTree" => parents,
            "ParentTreeNextKey" => self.next_key,
        };
        self.document.set_object(root, tree);
        root
    }

    /// Brings in the fonts' objects.
    fn fonts(&mut self) -> Dictionary {
        let embedded = embed::fonts(&self.used);
        let mut source = embedded.document;
        source.renumber_objects_with(self.document.max_id + 1);
        let mut out = Dictionary::new();
        let page = source.get_pages().into_values().next();
        let names = page.and_then(|page| {
            let resources = source.get_dictionary(page).ok()?.get(b"Resources").ok()?.as_reference().ok()?;
            let fonts = source.get_dictionary(resources).ok()?.get(b"Font").ok()?.as_reference().ok()?;
            source.get_dictionary(fonts).ok().cloned()
        });
        let mut wanted = Vec::new();
        for (name, font) in names.unwrap_or_default() {
            if let Ok(font) = font.as_reference() {
                wanted.push(font);
                out.set(name, font);
            }
        }
        self.document.max_id = self.document.max_id.max(source.max_id);
        while let Some(id) = wanted.pop() {
            let Some(mut object) = source.objects.remove(&id) else { continue };
            references(&object, &mut wanted);
            if let Object::Stream(stream) = &mut object {
                let _ = stream.compress();
            }
            self.document.objects.insert(id, object);
        }
        for (name, map) in &embedded.maps {
            let mut stream = Stream::new(Dictionary::new(), map.clone());
            let _ = stream.compress();
            let stream = self.document.add_object(stream);
            let font = out.get(name.as_bytes()).and_then(Object::as_reference);
            if let Ok(font) = font.and_then(|font| self.document.get_dictionary_mut(font))
                && let Ok(Object::Array(descendants)) = font.get_mut(b"DescendantFonts")
                && let Some(Object::Dictionary(descendant)) = descendants.first_mut()
            {
                descendant.set("CIDToGIDMap", stream);
            }
        }
        out
    }

    fn pictures(&mut self, pictures: &Pictures<'_>) -> Dictionary {
        let mut out = Dictionary::new();
        for picture in pictures.named(&self.used.pictures) {
            let id = picture_object(&mut self.document, &picture);
            out.set(picture.key.as_bytes(), id);
        }
        out
    }
}

fn headings(sheet: &Sheet, pages: &[ObjectId]) -> Vec<Item> {
    let item = |(level, title, page, top): &(u8, String, u16, f32)| {
        Some(Item::new(*level, title.clone(), *pages.get(usize::from(*page))?, height_of(*top)))
    };
    sheet.outline.iter().filter_map(item).collect()
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

fn info(metadata: &Metadata) -> Dictionary {
    let mut info = dictionary! {
        "Title" => text(&metadata.title),
        "Producer" => Object::string_literal(PRODUCER),
        "Creator" => Object::string_literal(PRODUCER),
    };
    if !metadata.authors.is_empty() {
        info.set("Author", text(&metadata.authors.join(", ")));
    }
    if let Some(subject) = &metadata.subject {
        info.set("Subject", text(subject));
    }
    if let Some(date) = metadata.info_date() {
        info.set("CreationDate", Object::string_literal(date.as_str()));
        info.set("ModDate", Object::string_literal(date.as_str()));
    }
    info
}

/// A text string.
pub(crate) fn text(said: &str) -> Object {
    if said.is_ascii() && !said.chars().any(|c| c.is_ascii_control()) {
        return Object::string_literal(said);
    }
    Object::String(utf16(said), StringFormat::Hexadecimal)
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

fn height_of(top: f32) -> f32 {
    (theme::PAGE_HEIGHT - top + 6.0).round()
}

fn destination(page: ObjectId, top: f32) -> Object {
    Object::Array(vec![
        Object::Reference(page),
        "XYZ".into(),
        Object::Null,
        Object::Real(height_of(top)),
        Object::Null,
    ])
}
