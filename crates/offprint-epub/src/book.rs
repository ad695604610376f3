//! Binding: chapters and pictures as they come, then the package that holds them together.

use crate::chapter::{About, Chapter, Crossing};
use crate::contents::{contents_to_ncx, contents_to_page};
use crate::metadata::Metadata;
use crate::outfile::OutFile;
use crate::package::{self, Parts};
use crate::packed::{Packed, options};
use crate::pictures::{Picture, Shelf};
use crate::plan::{self, Leaf};
use crate::{EpubOptions, frontmatter, links, names, opf};
use offprint_core::{Diagnostic, EditionInfo, Place, Sink, Summary};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Cursor, Read, Write};
use std::sync::Arc;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Writes the book.
///
/// # Errors
/// When there is no chapter, or the file cannot be written.
pub(crate) fn bind(
    options: &EpubOptions,
    shelf: &Shelf<'_>,
    edition: &EditionInfo,
    sheets: &mut dyn Iterator<Item = Chapter>,
    out: &mut dyn Sink,
) -> Result<Summary, Diagnostic> {
    let path = options.file_name(edition);
    let mut sheets = sheets.peekable();
    if sheets.peek().is_none() {
        let place = Place::file(&*path);
        return Err(Diagnostic::error(&place, "there is no post to make a book of")
            .hint("choose posts that can be read; see the messages above"));
    }
    let file = OutFile::new(out.create(&path)?);
    let mut book = Book::new(file, shelf, edition);
    let bound = book.begin().and_then(|()| book.chapters(&mut sheets)).and_then(|()| book.package(options));
    let Book { zip, diagnostics, .. } = book;
    let finished = bound.and_then(|()| Ok(zip.finish()?));
    match finished {
        Ok(file) => Ok(Summary { files: vec![file.finish()?], diagnostics }),
        Err(error) => Err(Diagnostic::error(&Place::file(path), error.to_string())),
    }
}

struct Book<'a> {
    zip: ZipWriter<OutFile>,
    shelf: &'a Shelf<'a>,
    edition: &'a EditionInfo,
    abouts: Vec<About>,
    /// The chapters in the book, with the anchors that links may name.
    bound: HashMap<usize, HashSet<String>>,
    /// Chapters that link to others not seen yet, by the last of those.
    waiting: BTreeMap<usize, Vec<(Packed, Vec<Crossing>)>>,
    /// The pictures in the book: paths and media types.
    pictures: Vec<(String, &'static str)>,
    met: HashSet<String>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Book<'a> {
    fn new(file: OutFile, shelf: &'a Shelf<'a>, edition: &'a EditionInfo) -> Self {
        Self {
            zip: ZipWriter::new(file),
            shelf,
            edition,
            abouts: Vec::new(),
            bound: HashMap::new(),
            waiting: BTreeMap::new(),
            pictures: Vec::new(),
            met: HashSet::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The media type, first and stored (EPUB 3.3 §4.2.6.3).
    fn begin(&mut self) -> io::Result<()> {
        self.zip.start_file("mimetype", options(CompressionMethod::Stored))?;
        self.zip.write_all(b"application/epub+zip")
    }

    fn chapters(&mut self, sheets: &mut dyn Iterator<Item = Chapter>) -> io::Result<()> {
        for chapter in sheets {
            let Chapter { about, packed, crossings, pictures, anchors, diagnostics } = chapter;
            let position = about.position;
            if self.bound.insert(position, anchors).is_some() {
                continue;
            }
            self.abouts.push(about);
            self.diagnostics.extend(diagnostics);
            for picture in pictures {
                self.picture(&picture)?;
            }
            let unseen = |crossing: &&Crossing| !self.bound.contains_key(&crossing.target);
            let last = crossings.iter().filter(unseen).map(|crossing| crossing.target).max();
            match last.filter(|&last| last > position) {
                Some(last) => self.waiting.entry(last).or_default().push((packed, crossings)),
                None => self.chapter(&packed, &crossings)?,
            }
            // Whatever waited for this one or one before it: those that did not come will not.
            let still = self.waiting.split_off(&(position + 1));
            let ready = std::mem::replace(&mut self.waiting, still);
            self.all(ready)?;
        }
        let rest = std::mem::take(&mut self.waiting);
        self.all(rest)?;
        self.abouts.sort_by_key(|about| about.position);
        Ok(())
    }

    fn all(&mut self, chapters: BTreeMap<usize, Vec<(Packed, Vec<Crossing>)>>) -> io::Result<()> {
        for (packed, crossings) in chapters.into_values().flatten() {
            self.chapter(&packed, &crossings)?;
        }
        Ok(())
    }

    fn chapter(&mut self, packed: &Packed, crossings: &[Crossing]) -> io::Result<()> {
        let repairs = links::repairs(crossings, &self.bound, self.edition);
        if repairs.is_empty() {
            return packed.copy_to(&mut self.zip);
        }
        let (name, text) = packed.unpack()?;
        Packed::new(&name, &links::repair(&text, &repairs)?)?.copy_to(&mut self.zip)
    }

    fn picture(&mut self, picture: &Picture) -> io::Result<()> {
        if self.met.insert(picture.path.clone()) {
            self.pictures.push((picture.path.clone(), picture.media_type));
            self.shelf.copy_to(picture, &mut self.zip)?;
        }
        Ok(())
    }

    fn cover(&mut self, options: &EpubOptions) -> io::Result<Option<Arc<Picture>>> {
        let Some(url) = options.cover.as_deref() else { return Ok(None) };
        match self.shelf.picture(std::iter::once(url)) {
            Ok(picture) => {
                self.picture(&picture)?;
                self.pictures.retain(|(path, _)| *path != picture.path);
                Ok(Some(picture))
            }
            Err(lack) => {
                let message = format!("the cover `{url}` is not in the book: {lack}");
                self.diagnostics.push(Diagnostic::warning(&Place::default(), message));
                Ok(None)
            }
        }
    }

    /// The rest of the book: the first pass makes it, the second corrects it on the way into the file.
    fn package(&mut self, options: &EpubOptions) -> io::Result<()> {
        let cover = self.cover(options)?;
        let metadata = Metadata::new(self.edition, &self.abouts, cover.is_some());
        let leaves = plan::leaves(self.edition, &self.abouts);
        let landmarks = plan::landmarks(&leaves, self.edition, cover.is_some());
        let parts = Parts {
            metadata: &metadata,
            edition: self.edition,
            leaves: &leaves,
            landmarks: &landmarks,
            pages: &self.pages(&metadata, cover.as_deref(), &leaves),
            pictures: &self.pictures,
            cover: cover.as_ref().map(|picture| (&*picture.path, picture.media_type)),
        };
        let made = package::build(&parts).map_err(io::Error::other)?;
        let language = &self.edition.language;
        let nodes = plan::nodes(&leaves, self.edition, options.headings);
        let mathml = self.abouts.iter().filter(|about| about.mathml);
        let mathml = mathml.map(|about| names::chapter(about.position)).collect();
        let mut archive = ZipArchive::new(Cursor::new(made))?;
        for index in 0..archive.len() {
            let entry = archive.by_index(index)?;
            let name = entry.name().to_owned();
            let text = match &*name {
                "mimetype" | "META-INF/com.apple.ibooks.display-options.xml" => continue,
                "OEBPS/content.opf" => opf::correct(&text_of(entry)?, &metadata, self.edition, &mathml)?,
                "OEBPS/nav.xhtml" => contents_to_page(&nodes, &landmarks, language),
                "OEBPS/toc.ncx" => {
                    contents_to_ncx(&nodes, &metadata.uuid.urn().to_string(), &metadata.title, language)
                }
                // Placeholders: the book has the real ones already.
                _ if entry.size() == 0 => continue,
                _ => {
                    drop(entry);
                    let entry = archive.by_index_raw(index)?;
                    self.zip.raw_copy_file_touch(entry, DateTime::default(), Some(0o644))?;
                    continue;
                }
            };
            self.zip.start_file(name, self::options(CompressionMethod::Deflated))?;
            self.zip.write_all(text.as_bytes())?;
        }
        Ok(())
    }

    /// The pages that are not posts.
    fn pages(
        &self,
        metadata: &Metadata,
        cover: Option<&Picture>,
        leaves: &[Leaf<'_>],
    ) -> Vec<(String, String)> {
        let edition = self.edition;
        let mut pages = vec![
            (names::TITLE.to_owned(), frontmatter::title_to_page(metadata, edition)),
            (names::CREDITS.to_owned(), frontmatter::credits_to_page(&self.abouts, edition)),
        ];
        if let Some(picture) = cover {
            pages.push((names::COVER.to_owned(), frontmatter::cover_to_page(picture, metadata, edition)));
        }
        for leaf in leaves {
            if let Leaf::Part(_, title) = leaf {
                pages.push((leaf.name(), frontmatter::part_to_page(title, edition)));
            }
        }
        pages
    }
}

fn text_of(mut entry: impl Read) -> io::Result<String> {
    let mut text = String::new();
    entry.read_to_string(&mut text)?;
    Ok(text)
}
