//! Assembling: pages, structure, links, outline, fonts and metadata, written to the file as they come.

use crate::{
    file::PdfFile,
    font_objects,
    metadata::{Metadata, PRODUCER},
    outline::{self, Item},
    paint::{Used, utf16},
    picture::Pictures,
    picture_object::picture_object,
    sheet::{PageContent, Sheet},
    structure,
    theme::Theme,
    tree::{NodeId, Target},
};
use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};
use std::collections::BTreeMap;

/// Where a post begins, and its named places.
struct EntryPlaces {
    pages: Vec<ObjectId>,
    places: BTreeMap<String, (u16, f32)>,
}

/// A link whose place is known when all posts are in.
struct Pending {
    id: ObjectId,
    annotation: Dictionary,
    entry: usize,
    place: Option<String>,
    uri: String,
}

/// The page that is being filled.
struct OpenPage {
    id: ObjectId,
    contents: Vec<Object>,
    /// The node of each marked content.
    owners: Vec<ObjectId>,
    annotations: Vec<Object>,
}

/// Pages that stand together in the tree of pages: no more than a reader likes to look through.
struct Bundle {
    id: ObjectId,
    pages: Vec<ObjectId>,
}

/// Room for crop marks beyond the bleed.
const MARKS: f32 = 24.0;

/// Pages of a bundle.
const KIDS: usize = 64;

/// The file in the making.
pub(crate) struct Assembly<'a> {
    theme: &'a Theme,
    pictures: &'a Pictures<'a>,
    file: PdfFile<'a>,
    front: Vec<Bundle>,
    body: Vec<Bundle>,
    body_pages: usize,
    open: Option<OpenPage>,
    in_front: bool,
    tree: ObjectId,
    resources: ObjectId,
    root: ObjectId,
    sections: Vec<(bool, ObjectId)>,
    /// The tree that leads from content to structure: keys and objects, in the order of the keys.
    parents: Vec<(i64, ObjectId)>,
    next_key: i64,
    entries: BTreeMap<usize, EntryPlaces>,
    pending: Vec<Pending>,
    outline: Vec<Item>,
    used: Used,
    drawn: BTreeMap<std::sync::Arc<str>, ObjectId>,
}

impl<'a> Assembly<'a> {
    /// A file without pages.
    pub(crate) fn new(theme: &'a Theme, pictures: &'a Pictures<'a>, mut file: PdfFile<'a>) -> Self {
        let (tree, resources, root) = (file.reserve(), file.reserve(), file.reserve());
        Self {
            theme,
            pictures,
            file,
            front: Vec::new(),
            body: Vec::new(),
            body_pages: 0,
            open: None,
            in_front: false,
            tree,
            resources,
            root,
            sections: Vec::new(),
            parents: Vec::new(),
            next_key: 0,
            entries: BTreeMap::new(),
            pending: Vec::new(),
            outline: Vec::new(),
            used: Used::default(),
            drawn: BTreeMap::new(),
        }
    }

    /// How many pages of posts there are.
    pub(crate) fn body_pages(&self) -> usize {
        self.body_pages
    }

    /// How many marked contents the page that is being filled has.
    pub(crate) fn open_marks(&self) -> usize {
        self.open.as_ref().map_or(0, |page| page.owners.len())
    }

    /// Adds a post; `furniture` is painted on its pages. A post that runs on goes on where the page that is being filled ends.
    pub(crate) fn add_post(&mut self, sheet: Sheet, furniture: Vec<(Vec<u8>, Used)>, runs_on: bool) {
        let ids = self.ids(&sheet, runs_on);
        let (page, top) = sheet.places.get("").copied().unwrap_or((0, self.theme.top));
        if let Some(&first) = ids.get(usize::from(page)) {
            let height = height_of(self.theme, top);
            self.outline.push(Item::new(1, sheet.title.clone(), first, height));
        }
        self.outline.extend(headings(self.theme, &sheet, &ids));
        self.add(&sheet, &ids, furniture, runs_on);
        self.body_pages += ids.len() - usize::from(runs_on);
        self.entries.insert(sheet.position, EntryPlaces { pages: ids, places: sheet.places });
        self.used.merge(sheet.used);
    }

    /// Adds the page that opens a section.
    pub(crate) fn add_opener(&mut self, sheet: Sheet) {
        let ids = self.ids(&sheet, false);
        if let Some(&first) = ids.first() {
            let height = height_of(self.theme, self.theme.top);
            self.outline.push(Item::new(0, sheet.title.clone(), first, height));
        }
        self.add(&sheet, &ids, Vec::new(), false);
        self.body_pages += ids.len();
        self.used.merge(sheet.used);
    }

    /// Adds the back matter, behind all posts.
    pub(crate) fn add_back(&mut self, sheet: Sheet, furniture: Vec<(Vec<u8>, Used)>) {
        let ids = self.ids(&sheet, false);
        self.outline.extend(headings(self.theme, &sheet, &ids));
        self.add(&sheet, &ids, furniture, false);
        self.body_pages += ids.len();
        self.used.merge(sheet.used);
    }

    /// Adds the front matter, which stands before all posts.
    pub(crate) fn add_front(&mut self, sheet: Sheet) {
        self.close_page();
        self.in_front = true;
        let ids = self.ids(&sheet, false);
        self.outline.splice(0..0, headings(self.theme, &sheet, &ids));
        self.add(&sheet, &ids, Vec::new(), false);
        self.close_page();
        self.in_front = false;
        self.used.merge(sheet.used);
    }

    fn ids(&mut self, sheet: &Sheet, runs_on: bool) -> Vec<ObjectId> {
        let open = self.open.as_ref().filter(|_| runs_on).map(|page| page.id);
        let file = &mut self.file;
        let new = sheet.pages.iter().skip(usize::from(open.is_some())).map(|_| file.reserve());
        open.into_iter().chain(new).collect()
    }

    fn add(&mut self, sheet: &Sheet, ids: &[ObjectId], furniture: Vec<(Vec<u8>, Used)>, runs_on: bool) {
        self.draw(&sheet.used);
        let nodes: Vec<ObjectId> = sheet.tree.nodes.iter().map(|_| self.file.reserve()).collect();
        let mut objects: BTreeMap<u32, Vec<(ObjectId, ObjectId)>> = BTreeMap::new();
        let mut furniture = furniture.into_iter();
        for (at, (page, &id)) in sheet.pages.iter().zip(ids).enumerate() {
            let (stream, used) = furniture.next().unwrap_or_default();
            if at > 0 || !runs_on {
                self.close_page();
                self.open =
                    Some(OpenPage { id, contents: Vec::new(), owners: Vec::new(), annotations: Vec::new() });
                self.used.merge(used);
                if !stream.is_empty() {
                    let stream = self.stream(&stream);
                    self.open.iter_mut().for_each(|page| page.contents.push(stream.clone()));
                }
            }
            self.fill(page, id, &nodes, sheet, ids, &mut objects);
        }
        structure::add(&mut self.file, &sheet.tree, &nodes, ids, &objects, self.root);
        if let Some(&node) = nodes.first() {
            self.sections.push((self.in_front, node));
        }
    }

    /// Writes the pictures that are not in the file yet.
    fn draw(&mut self, used: &Used) {
        for key in &used.pictures {
            if !self.drawn.contains_key(key)
                && let Some(picture) = self.pictures.named(key)
            {
                let id = picture_object(&mut self.file, &picture);
                self.drawn.insert(key.clone(), id);
            }
            self.pictures.forget(key);
        }
    }

    /// Puts content on the page that is being filled.
    fn fill(
        &mut self,
        page: &PageContent,
        id: ObjectId,
        nodes: &[ObjectId],
        sheet: &Sheet,
        ids: &[ObjectId],
        objects: &mut BTreeMap<u32, Vec<(ObjectId, ObjectId)>>,
    ) {
        let stream = self.stream(&page.stream);
        let mut annotations = Vec::new();
        for (bounds, node) in &page.links {
            let annotation = self.link(*bounds, *node, id, nodes, sheet, ids);
            objects.entry(*node).or_default().push((id, annotation));
            annotations.push(Object::Reference(annotation));
        }
        if let Some(open) = &mut self.open {
            // Content before furniture, so that it is read first.
            let at = open
                .contents
                .len()
                .saturating_sub(usize::from(open.owners.is_empty() && !open.contents.is_empty()));
            open.contents.insert(at, stream);
            open.owners.extend(page.marks.iter().map(|&node| nodes[node as usize]));
            open.annotations.append(&mut annotations);
        }
    }

    /// Writes the page that is being filled.
    fn close_page(&mut self) {
        let Some(page) = self.open.take() else { return };
        let key = self.next_key;
        self.next_key += 1;
        let owners: Vec<Object> = page.owners.into_iter().map(Object::Reference).collect();
        let owners = self.file.add(owners);
        self.parents.push((key, owners));
        let bundles = if self.in_front { &mut self.front } else { &mut self.body };
        if bundles.last().is_none_or(|bundle| bundle.pages.len() >= KIDS) {
            bundles.push(Bundle { id: self.file.reserve(), pages: Vec::new() });
        }
        let Some(bundle) = bundles.last_mut() else { return };
        bundle.pages.push(page.id);
        let mut dictionary = dictionary! {
            "Type" => "Page",
            "Parent" => bundle.id,
            "MediaBox" => self.page_box(self.theme.bleed.map_or(0.0, |bleed| bleed + MARKS)),
            "Resources" => self.resources,
            "Contents" => page.contents,
            "StructParents" => key,
            "Tabs" => "S",
        };
        if let Some(bleed) = self.theme.bleed {
            dictionary.set("BleedBox", self.page_box(bleed));
            dictionary.set("TrimBox", self.page_box(0.0));
        }
        if !page.annotations.is_empty() {
            dictionary.set("Annots", page.annotations);
        }
        self.file.put(page.id, &dictionary.into());
    }

    /// The page with this much around it.
    fn page_box(&self, around: f32) -> Object {
        let (width, height) = (self.theme.page_width, self.theme.page_height);
        [-around, -around, width + around, height + around].map(Object::Real).to_vec().into()
    }

    fn stream(&mut self, deflated: &[u8]) -> Object {
        Object::Reference(self.file.add_stream(dictionary! { "Filter" => "FlateDecode" }, deflated))
    }

    fn link(
        &mut self,
        bounds: [f32; 4],
        node: NodeId,
        page: ObjectId,
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
            "P" => page,
            "StructParent" => key,
        };
        let id = self.file.reserve();
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

    /// Writes what is known at the end.
    pub(crate) fn finish(mut self, metadata: &Metadata) -> std::io::Result<()> {
        self.close_page();
        self.resolve_links();
        self.page_tree();
        let fonts = font_objects::fonts(&mut self.file, &self.used);
        let mut xobjects = Dictionary::new();
        self.drawn.iter().for_each(|(key, id)| xobjects.set(key.as_bytes(), *id));
        let resources = dictionary! { "Font" => fonts, "XObject" => xobjects };
        self.file.put(self.resources, &resources.into());
        let structure = self.structure();
        let outline = outline::add(&mut self.file, &self.outline);
        // Metadata is not deflated, so that programs that know nothing of PDF find it (PDF/A-2 §6.6.2.1).
        let xmp = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        let xmp = self.file.add_stream(xmp, metadata.xmp().as_bytes());
        let profile =
            self.file.add_deflated(dictionary! { "N" => 3 }, include_bytes!("../profiles/sRGB-v4.icc"));
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
        let catalog = self.file.add(catalog);
        let info = self.file.add(info(metadata));
        self.file.finish(catalog, info)
    }

    fn resolve_links(&mut self) {
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

    fn page_tree(&mut self) {
        let mut count = 0;
        let mut kids: Vec<Object> = Vec::new();
        for bundle in self.front.drain(..).chain(self.body.drain(..)) {
            count += bundle.pages.len() as i64;
            kids.push(Object::Reference(bundle.id));
            let pages: Vec<Object> = bundle.pages.iter().copied().map(Object::Reference).collect();
            let node = dictionary! { "Type" => "Pages", "Parent" => self.tree, "Count" => pages.len() as i64, "Kids" => pages };
            self.file.put(bundle.id, &node.into());
        }
        self.file.put(self.tree, &dictionary! { "Type" => "Pages", "Count" => count, "Kids" => kids }.into());
    }

    fn structure(&mut self) -> ObjectId {
        const NUMBERS: usize = 256;
        let mut sections = std::mem::take(&mut self.sections);
        sections.sort_by_key(|section| !section.0);
        let kids: Vec<Object> = sections.iter().map(|section| Object::Reference(section.1)).collect();
        let mut numbers = std::mem::take(&mut self.parents);
        numbers.sort_by_key(|number| number.0);
        let mut leaves: Vec<Object> = Vec::new();
        for chunk in numbers.chunks(NUMBERS) {
            let pairs: Vec<Object> =
                chunk.iter().flat_map(|&(key, id)| [key.into(), Object::Reference(id)]).collect();
            let limits: Vec<Object> =
                vec![chunk[0].0.into(), chunk.last().map_or(chunk[0].0, |last| last.0).into()];
            leaves
                .push(Object::Reference(self.file.add(dictionary! { "Limits" => limits, "Nums" => pairs })));
        }
        let parents = self.file.add(dictionary! { "Kids" => leaves });
        let root = self.file.reserve();
        let document = dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => kids };
        self.file.put(self.root, &document.into());
        let tree = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => vec![Object::Reference(self.root)],
            "ParentTree" => parents,
            "ParentTreeNextKey" => self.next_key,
        };
        self.file.put(root, &tree.into());
        root
    }
}

fn headings(theme: &Theme, sheet: &Sheet, pages: &[ObjectId]) -> Vec<Item> {
    let item = |(level, title, page, top): &(u8, String, u16, f32)| {
        Some(Item::new(*level, title.clone(), *pages.get(usize::from(*page))?, height_of(theme, *top)))
    };
    sheet.outline.iter().filter_map(item).collect()
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

fn height_of(theme: &Theme, top: f32) -> f32 {
    (theme.page_height - top + 6.0).round()
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
