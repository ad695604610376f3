//! A quick check of a book's structure, so that a first gate needs no other program: the ZIP, the container, the
//! manifest against the files, the spine, identifiers, and every link within the book.
//!
//! It says nothing that epubcheck would not; it does not say all that epubcheck would.

mod document;
mod package;

use document::{Document, Reference};
use offprint_core::{Diagnostic, Place, codes};
use package::Package;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{Read, Seek};
use zip::{CompressionMethod, ZipArchive};

/// Files within the book larger than this are not read.
const LARGEST: u64 = 256 << 20;

/// What is wrong with this book, in its order; nothing if it is sound. `origin` is what messages call the file.
///
/// EPUB 3.3 §4 (the container), §5 (the package document), §6.1 (pages), §7 (the contents).
pub fn check(book: impl Read + Seek, origin: &str) -> Vec<Diagnostic> {
    let mut check = Check { place: Place::file(origin), said: Vec::new() };
    match ZipArchive::new(book) {
        Ok(archive) => check.archive(archive),
        Err(error) => check.error(format!("is not a ZIP archive: {error}"), "export the book again"),
    }
    check.said
}

struct Check {
    place: Place,
    said: Vec<Diagnostic>,
}

impl Check {
    fn error(&mut self, message: String, hint: &str) {
        self.said.push(Diagnostic::new(codes::BOOK_INVALID, &self.place, message).hint(hint));
    }

    fn archive<R: Read + Seek>(&mut self, mut archive: ZipArchive<R>) {
        self.first_entry(&mut archive);
        let mut names = BTreeSet::new();
        for index in 0..archive.len() {
            let Ok(entry) = archive.by_index_raw(index) else { continue };
            let name = entry.name().to_owned();
            let hostile =
                name.starts_with('/') || name.contains('\\') || name.split('/').any(|part| part == "..");
            if hostile {
                self.error(format!("`{name}` is a path out of the book"), "name files within the book only");
            }
            if entry.is_file() && !names.insert(name.clone()) {
                self.error(format!("`{name}` is in the archive twice"), "keep one of them");
            }
        }
        let Some(package_path) = self.package_path(&mut archive) else { return };
        let Some(text) = self.text(&mut archive, &package_path) else { return };
        let package = match Package::read(&text) {
            Ok(package) => package,
            Err(flaw) => {
                return self
                    .error(format!("`{package_path}` is not well-formed: {flaw}"), "export the book again");
            }
        };
        for flaw in package.flaws() {
            self.error(format!("`{package_path}`: {flaw}"), "see EPUB 3.3 §5");
        }
        let folder = package_path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let resources = self.manifest(&package, folder, &names, &package_path);
        self.documents(&mut archive, &resources, &names);
    }

    /// EPUB 3.3 §4.2.6.3.
    fn first_entry<R: Read + Seek>(&mut self, archive: &mut ZipArchive<R>) {
        let hint =
            "the first entry must be `mimetype`, stored, holding `application/epub+zip` and nothing else";
        let sound = archive.by_index(0).is_ok_and(|mut entry| {
            let mut text = String::new();
            entry.name() == "mimetype"
                && entry.compression() == CompressionMethod::Stored
                && entry.extra_data().is_none_or(<[u8]>::is_empty)
                && entry.size() == 20
                && entry.read_to_string(&mut text).is_ok()
                && text == "application/epub+zip"
        });
        if !sound {
            self.error("does not begin with its media type".to_owned(), hint);
        }
    }

    fn package_path<R: Read + Seek>(&mut self, archive: &mut ZipArchive<R>) -> Option<String> {
        const CONTAINER: &str = "META-INF/container.xml";
        let text = self.text(archive, CONTAINER)?;
        match package::rootfile(&text) {
            Ok(path) => Some(path),
            Err(flaw) => {
                self.error(format!("`{CONTAINER}`: {flaw}"), "name the package document in it");
                None
            }
        }
    }

    fn bytes<R: Read + Seek>(&mut self, archive: &mut ZipArchive<R>, path: &str) -> Option<Vec<u8>> {
        let read = match archive.by_name(path) {
            Ok(entry) if entry.size() > LARGEST => Err(format!("is larger than {} MiB", LARGEST >> 20)),
            Ok(entry) => {
                let mut bytes = Vec::new();
                // Reading to the end checks the checksum, too.
                entry
                    .take(LARGEST)
                    .read_to_end(&mut bytes)
                    .map(|_| bytes)
                    .map_err(|error| format!("cannot be read: {error}"))
            }
            Err(_) => Err("is not in the book".to_owned()),
        };
        read.map_err(|flaw| self.error(format!("`{path}` {flaw}"), "export the book again")).ok()
    }

    fn text<R: Read + Seek>(&mut self, archive: &mut ZipArchive<R>, path: &str) -> Option<String> {
        let bytes = self.bytes(archive, path)?;
        let text = String::from_utf8(bytes);
        text.map_err(|_| self.error(format!("`{path}` is not UTF-8"), "save it as UTF-8")).ok()
    }

    /// The resources of the manifest by path, with their media types; says where manifest and files differ.
    fn manifest(
        &mut self,
        package: &Package,
        folder: &str,
        names: &BTreeSet<String>,
        package_path: &str,
    ) -> BTreeMap<String, String> {
        let mut resources = BTreeMap::new();
        for item in &package.items {
            // What lies elsewhere is allowed for some types; it is no file of the book.
            if item.href.contains("://") {
                continue;
            }
            let path = document::resolved(folder, &item.href);
            if !names.contains(&path) {
                self.error(
                    format!("the manifest names `{path}`, which is not in the book"),
                    "add the file, or take it out of the manifest",
                );
            }
            if resources.insert(path.clone(), item.media_type.clone()).is_some() {
                self.error(format!("the manifest names `{path}` twice"), "keep one of the items");
            }
        }
        for name in names {
            let own = name == "mimetype" || name.starts_with("META-INF/") || name == package_path;
            if !own && !resources.contains_key(name) {
                self.error(
                    format!("`{name}` is not in the manifest"),
                    "add an item for it, or take the file out",
                );
            }
        }
        resources
    }

    fn documents<R: Read + Seek>(
        &mut self,
        archive: &mut ZipArchive<R>,
        resources: &BTreeMap<String, String>,
        names: &BTreeSet<String>,
    ) {
        let mut ids: BTreeMap<&str, HashSet<String>> = BTreeMap::new();
        let mut references: Vec<(&str, Reference)> = Vec::new();
        for (path, media_type) in resources.iter().filter(|(path, _)| names.contains(*path)) {
            let is_document = matches!(
                &**media_type,
                "application/xhtml+xml" | "application/x-dtbncx+xml" | "image/svg+xml"
            );
            if !is_document {
                // Read for its checksum.
                self.bytes(archive, path);
                continue;
            }
            let Some(text) = self.text(archive, path) else { continue };
            match Document::read(&text) {
                Ok(document) => {
                    for id in document.twice {
                        self.error(
                            format!("`{path}` has the id `{id}` twice"),
                            "give each element an id of its own",
                        );
                    }
                    references.extend(document.references.into_iter().map(|reference| (&**path, reference)));
                    ids.insert(path, document.ids);
                }
                Err(flaw) => {
                    self.error(format!("`{path}` is not well-formed: {flaw}"), "export the book again");
                }
            }
        }
        let mut told = HashSet::new();
        for (page, Reference { address, is_link }) in references {
            let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
            if document::leads_out(&address) {
                if !is_link && !address.starts_with("data:") {
                    self.error(
                        format!("`{page}` shows `{address}`, which is not in the book"),
                        "put the file into the book",
                    );
                }
                continue;
            }
            let (file, fragment) =
                address.split_once('#').map_or((&*address, None), |(file, id)| (file, Some(id)));
            let path = if file.is_empty() { page.to_owned() } else { document::resolved(folder, file) };
            let lost = if !resources.contains_key(&path) {
                true
            } else {
                let id = fragment.map(document::decoded).filter(|id| !id.is_empty());
                id.is_some_and(|id| ids.get(&*path).is_some_and(|ids| !ids.contains(&id)))
            };
            if lost && told.insert((page, address.clone())) {
                self.error(
                    format!("`{page}` links to `{address}`, which is not in the book"),
                    "mend the link, or add what it leads to",
                );
            }
        }
    }
}
