//! EPUB as any program for ZIP reads it.

use std::{fs::File, io::Read, path::Path};

/// One file of a book.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its path in the book.
    pub path: String,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
}

impl Entry {
    /// Its text; `None` for pictures, fonts and other bytes.
    pub fn text(&self) -> Option<&str> {
        let ending = self.path.rsplit('.').next().unwrap_or_default();
        let is_text =
            matches!(ending, "xhtml" | "opf" | "ncx" | "css" | "xml" | "svg") || self.path == "mimetype";
        if is_text { std::str::from_utf8(&self.bytes).ok() } else { None }
    }
}

/// All files of a book, in the order of the archive.
///
/// # Panics
/// When it is no ZIP archive.
pub fn entries(book: &Path) -> Vec<Entry> {
    let file = File::open(book).unwrap_or_else(|error| panic!("{}: {error}", book.display()));
    let mut archive = zip::ZipArchive::new(file).expect("the book is a ZIP archive");
    let length = archive.len();
    let read = |index| {
        let mut file = archive.by_index(index).expect("an entry of the book opens");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("an entry of the book unpacks");
        Entry { path: file.name().to_owned(), bytes }
    };
    (0..length).map(read).collect()
}

/// The documents of a book's spine, in reading order.
///
/// # Panics
/// When the book has no package document, or one that names what is not there.
pub fn spine(book: &Path) -> Vec<Entry> {
    let entries = entries(book);
    let package =
        entries.iter().find(|entry| entry.path.ends_with(".opf")).expect("the book has a package document");
    let text = package.text().expect("the package document is text");
    let document = roxmltree::Document::parse(text).expect("the package document is XML");
    let folder = package.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let elements = |name: &'static str| {
        document.descendants().filter(move |node| node.has_tag_name(("http://www.idpf.org/2007/opf", name)))
    };
    elements("itemref")
        .map(|itemref| {
            let id = itemref.attribute("idref").expect("an itemref names an item");
            let item =
                elements("item").find(|item| item.attribute("id") == Some(id)).expect("the item is there");
            let path = format!("{folder}{}", item.attribute("href").expect("an item has an address"));
            entries
                .iter()
                .find(|entry| entry.path == path)
                .unwrap_or_else(|| panic!("the book lacks {path}"))
                .clone()
        })
        .collect()
}
