//! Assembling: pages, structure, links, outline, fonts and metadata, written to the file as they come.

mod links;

use crate::{
    deflated::Unended,
    file::PdfFile,
    font_objects,
    furniture::Furniture,
    metadata::{Metadata, PRODUCER},
    outline::{self, Item},
    paint::{Used, utf16},
    picture::Pictures,
    picture_object::picture_object,
    sheet::{PageContent, Sheet},
    structure,
    theme::Theme,
};
use links::Pending;
use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};
use std::collections::BTreeMap;

/// Where a post begins, and its named places.
struct EntryPlaces {
    pages: Vec<ObjectId>,
    places: BTreeMap<String, (u16, f32)>,
}

/// The page that is being filled.
struct OpenPage {
    id: ObjectId,
    contents: Vec<Object>,
    /// The last of the contents, which takes the folio with it.
    last: Option<Unended>,
    folio: Vec<u8>,
    /// What is painted after the contents, so that those are read first.
    heads: Vec<Object>,
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
    /// Content streams that several pages have, by the hash of their bytes.
    shared: BTreeMap<[u8; 32], ObjectId>,
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
            shared: BTreeMap::new(),
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
    pub(crate) fn add_post(&mut self, sheet: Sheet, furniture: Furniture, runs_on: bool) {
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
        self.add(&sheet, &ids, Furniture::default(), false);
        self.body_pages += ids.len();
        self.used.merge(sheet.used);
    }

    /// Adds the back matter, behind all posts.
    pub(crate) fn add_back(&mut self, sheet: Sheet, furniture: Furniture) {
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
        self.add(&sheet, &ids, Furniture::default(), false);
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

    fn add(&mut self, sheet: &Sheet, ids: &[ObjectId], furniture: Furniture, runs_on: bool) {
        self.draw(&sheet.used);
        let nodes: Vec<ObjectId> = sheet.tree.nodes.iter().map(|_| self.file.reserve()).collect();
        let mut objects: BTreeMap<u32, Vec<(ObjectId, ObjectId)>> = BTreeMap::new();
        for (at, (page, &id)) in sheet.pages.iter().zip(ids).enumerate() {
            if at > 0 || !runs_on {
                self.close_page();
                let heads = furniture.heads.iter().filter(|_| at > 0).map(|head| self.shared_stream(head));
                let heads = heads.collect();
                self.open = Some(OpenPage {
                    id,
                    contents: Vec::new(),
                    last: None,
                    folio: furniture.folios.get(at).cloned().unwrap_or_default(),
                    heads,
                    owners: Vec::new(),
                    annotations: Vec::new(),
                });
            }
            self.fill(page, id, &nodes, sheet, ids, &mut objects);
        }
        self.used.merge(furniture.used);
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
        let before = self.open.as_mut().and_then(|open| open.last.replace(page.stream.clone()));
        let before = before.map(|before| self.stream(before, &[]));
        let mut annotations = Vec::new();
        for (bounds, node) in &page.links {
            let annotation = self.link(*bounds, *node, nodes, sheet, ids);
            objects.entry(*node).or_default().push((id, annotation));
            annotations.push(Object::Reference(annotation));
        }
        if let Some(open) = &mut self.open {
            open.contents.extend(before);
            open.owners.extend(page.marks.iter().map(|&node| nodes[node as usize]));
            open.annotations.append(&mut annotations);
        }
    }

    /// Writes the page that is being filled.
    fn close_page(&mut self) {
        let Some(mut page) = self.open.take() else { return };
        let last = page.last.take().map(|last| self.stream(last, &page.folio));
        page.contents.extend(last);
        page.contents.append(&mut page.heads);
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
            // PDF/A-2 §6.2.2: these are not inherited.
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

    fn stream(&mut self, content: Unended, end: &[u8]) -> Object {
        Object::Reference(self.file.add_unended(content, end))
    }

    /// The stream of this content, which is written when it is first asked for.
    fn shared_stream(&mut self, content: &[u8]) -> Object {
        let key = *blake3::hash(content).as_bytes();
        let write = || self.file.add_deflated(Dictionary::new(), content);
        Object::Reference(*self.shared.entry(key).or_insert_with(write))
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
        // What all pages inherit (§7.7.3.4).
        let tree = dictionary! {
            "Type" => "Pages",
            "Count" => count,
            "Kids" => kids,
            "MediaBox" => self.page_box(self.theme.bleed.map_or(0.0, |bleed| bleed + MARKS)),
        };
        self.file.put(self.tree, &tree.into());
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

fn height_of(theme: &Theme, top: f32) -> f32 {
    (theme.page_height - top + 6.0).round()
}
