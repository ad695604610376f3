//! Binding: chapters and pictures as they come, then the package that holds them together.

use crate::chapter::{About, Chapter, Crossing};
use crate::contents::{contents_to_ncx, contents_to_page};
use crate::image_error::ImageError;
use crate::labels::Labels;
use crate::metadata::Metadata;
use crate::outfile::OutFile;
use crate::package::{self, Parts};
use crate::packed::{Packed, options};
use crate::page::Writing;
use crate::pictures::{Picture, Shelf};
use crate::plan::{self, Leaf};
use crate::spare::Spare;
use crate::{CoverAs, EpubOptions, cover, front, frontmatter, intact, links, names, opf, page, recode};
use offprint_core::{Diagnostic, EditionInfo, Place, Sink, Summary, codes, media};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::io::{self, BufWriter, Cursor, Read, Write};
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
        return Err(Diagnostic::new(codes::BOOK_EMPTY, &place, "there is no post to make a book of")
            .hint("choose posts that can be read; see the messages above"));
    }
    let file = OutFile::new(out.create(&path)?);
    let mut book = Book::new(file, shelf, edition);
    let bound = book.begin().and_then(|()| book.chapters(&mut sheets)).and_then(|()| book.package(options));
    let Book { zip, diagnostics, .. } = book;
    let finished = bound.and_then(|()| Ok(zip.finish()?));
    match finished {
        Ok(file) => {
            let mut summary = Summary::new(vec![file.finish()?]);
            summary.diagnostics = diagnostics;
            Ok(summary)
        }
        Err(error) => {
            let place = Place::file(path);
            Err(Diagnostic::new(codes::OUTPUT_NOT_WRITABLE, &place, error.to_string()).caused_by(error))
        }
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

    fn cover(&mut self, options: &EpubOptions, metadata: &Metadata) -> io::Result<Option<Cover>> {
        let made = match &options.cover {
            CoverAs::None => return Ok(None),
            CoverAs::Drawn => cover::draw(self.subject(metadata), options.theme),
            CoverAs::Given(bytes) => match given(bytes) {
                Ok(made) => Some(made),
                Err(flaw) => {
                    let message = format!("the cover is not in the book: {flaw}");
                    let said = Diagnostic::new(codes::COVER_INVALID, &Place::default(), message)
                        .hint("give a whole JPEG, PNG, WebP, AVIF or SVG; one was drawn instead")
                        .caused_by(flaw);
                    self.diagnostics.push(said);
                    cover::draw(self.subject(metadata), options.theme)
                }
            },
        };
        let Some((media_type, bytes)) = made else { return Ok(None) };
        let size = image::ImageReader::new(Cursor::new(&bytes)).with_guessed_format()?.into_dimensions();
        let (width, height) = size.unwrap_or(cover::SIZE);
        let path = if media_type == "image/jpeg" { "images/cover.jpg" } else { "images/cover.png" };
        self.zip.start_file(format!("OEBPS/{path}"), self::options(CompressionMethod::Stored))?;
        self.zip.write_all(&bytes)?;
        Ok(Some(Cover { path, media_type, width, height }))
    }

    fn subject<'m>(&self, metadata: &'m Metadata) -> cover::Subject<'m> {
        let edition = self.edition;
        let labels = Labels::of(&edition.language);
        // The first posts' featured pictures that are large enough to fill a cover.
        let urls = self.abouts.iter().filter_map(|about| about.featured.as_deref()).take(8);
        let large = urls.filter_map(|url| self.shelf.picture(std::iter::once(url)).ok());
        let picture =
            large.filter(|picture| picture.width >= 600).find_map(|picture| self.shelf.decoded(&picture));
        cover::Subject {
            metadata,
            direction: edition.direction(),
            date: page::showable(edition.date.as_ref()).map(|date| labels.day(date)),
            picture,
        }
    }

    /// The rest of the book: the first pass makes it, the second corrects it on the way into the file.
    fn package(&mut self, options: &EpubOptions) -> io::Result<()> {
        let mut metadata = Metadata::new(self.edition, &self.abouts);
        let cover = self.cover(options, &metadata)?;
        metadata.access.pictures += usize::from(cover.is_some());
        let written = self.written(options, &mut metadata)?;
        let leaves = plan::leaves(self.edition, &self.abouts);
        let landmarks = plan::landmarks(&leaves, self.edition, cover.is_some());
        let made = package::build(&Parts {
            metadata: &metadata,
            edition: self.edition,
            leaves: &leaves,
            landmarks: &landmarks,
            pages: &self.pages(&metadata, cover.as_ref(), &leaves, &written),
            pictures: &self.pictures,
            cover: cover.as_ref().map(|cover| (cover.path, cover.media_type)),
            style: &options.theme.style(options.fonts, options.highlight, options.css.as_deref()),
            fonts: &if options.fonts { options.theme.font_files() } else { Vec::new() },
        });
        let made = made.map_err(io::Error::other)?;
        // Nobody asks for anchors any more.
        self.bound = HashMap::new();
        let writing = &Writing::of_edition(self.edition);
        let nodes = plan::nodes(&leaves, self.edition, options.headings);
        let mathml = self.abouts.iter().filter(|about| about.mathml);
        let mathml = mathml.map(|about| names::chapter(about.position));
        let of_edition =
            written.iter().filter(|(_, html)| html.contains("<math")).map(|(name, _)| name.clone());
        let mathml = mathml.chain(of_edition).collect();
        let mut archive = ZipArchive::new(Cursor::new(made))?;
        for index in 0..archive.len() {
            let entry = archive.by_index(index)?;
            let name = entry.name().to_owned();
            let deflated = self::options(CompressionMethod::Deflated);
            match &*name {
                "mimetype" | "META-INF/com.apple.ibooks.display-options.xml" => {}
                "OEBPS/content.opf" => {
                    let text = opf::correct(&text_of(entry)?, &metadata, self.edition, &mathml)?;
                    self.zip.start_file(name, deflated)?;
                    self.zip.write_all(text.as_bytes())?;
                }
                "OEBPS/nav.xhtml" => {
                    self.zip.start_file(name, deflated)?;
                    let mut out = Lines::new(&mut self.zip);
                    let written =
                        contents_to_page(&nodes, &landmarks, &plan::pages(&leaves), writing, &mut out);
                    out.finish(written)?;
                }
                "OEBPS/credits.xhtml" => {
                    self.zip.start_file(name, deflated)?;
                    let mut out = Lines::new(&mut self.zip);
                    let written =
                        frontmatter::credits_to_page(&self.abouts, &metadata, self.edition, &mut out);
                    out.finish(written)?;
                }
                "OEBPS/toc.ncx" => {
                    self.zip.start_file(name, deflated)?;
                    let mut out = Lines::new(&mut self.zip);
                    let (identifier, title) = (metadata.uuid.urn().to_string(), &metadata.title);
                    let written = contents_to_ncx(&nodes, &identifier, title, writing, &mut out);
                    out.finish(written)?;
                }
                // Placeholders: the book has the real ones already.
                _ if entry.size() == 0 => {}
                _ => {
                    drop(entry);
                    let entry = archive.by_index_raw(index)?;
                    self.zip.raw_copy_file_touch(entry, DateTime::default(), Some(0o644))?;
                }
            }
        }
        Ok(())
    }

    /// What the editor wrote, by the pages that it stands on; its pictures are in the book then.
    fn written(
        &mut self,
        options: &EpubOptions,
        metadata: &mut Metadata,
    ) -> io::Result<BTreeMap<String, String>> {
        let edition = self.edition;
        let note = edition.front.note.iter().map(|note| (names::NOTE.to_owned(), "editors-note", &note.body));
        let sections =
            edition.sections.iter().enumerate().filter(|(_, section)| !section.introduction.is_empty());
        let sections = sections.map(|(index, section)| {
            (names::part(index), section.title.as_deref().unwrap_or_default(), &section.introduction)
        });
        let mut written = BTreeMap::new();
        for (name, named, blocks) in note.chain(sections) {
            let matter = front::blocks_to_matter(blocks, named, edition, self.shelf, options);
            for picture in &matter.pictures {
                self.picture(picture)?;
                metadata.access.animated |= picture.animated;
            }
            metadata.access.pictures += matter.shown;
            metadata.access.without_alt += matter.without_alt;
            metadata.access.mathml |= matter.html.contains("<math");
            self.diagnostics.extend(matter.diagnostics);
            let repairs = links::repairs(&matter.crossings, &self.bound, edition);
            let html = if repairs.is_empty() { matter.html } else { links::repair(&matter.html, &repairs)? };
            written.insert(name, html);
        }
        Ok(written)
    }

    /// The pages that are not posts, save for those that grow with the book: contents and credits.
    fn pages(
        &self,
        metadata: &Metadata,
        cover: Option<&Cover>,
        leaves: &[Leaf<'_>],
        written: &BTreeMap<String, String>,
    ) -> Vec<(String, String)> {
        let edition = self.edition;
        let mut pages = vec![(names::TITLE.to_owned(), frontmatter::title_to_page(metadata, edition))];
        if let Some(cover) = cover {
            pages.push((names::COVER.to_owned(), frontmatter::cover_to_page(cover, metadata, edition)));
        }
        if let Some(note) = written.get(names::NOTE) {
            pages.push((names::NOTE.to_owned(), front::note_to_page(note, edition)));
        }
        if !edition.front.highlights.is_empty() {
            let page = front::highlights_to_page(&self.abouts, edition);
            pages.push((names::HIGHLIGHTS.to_owned(), page));
        }
        if edition.front.excerpts {
            pages.push((names::OVERVIEW.to_owned(), front::overview_to_page(leaves, &self.abouts, edition)));
        }
        for leaf in leaves {
            if let Leaf::Part(section, title) = leaf {
                let references =
                    edition.sections.get(*section).map_or(&[][..], |section| &section.references);
                let about = |&place: &usize| {
                    let at = self.abouts.binary_search_by_key(&place, |about| about.position);
                    at.ok().and_then(|at| self.abouts.get(at))
                };
                let references: Vec<_> = references.iter().filter_map(about).collect();
                let introduction = written.get(&leaf.name()).map_or("", |html| html);
                let page = frontmatter::part_to_page(title, introduction, &references, edition);
                pages.push((leaf.name(), page));
            }
        }
        pages
    }
}

/// The cover that the editor gave, fit for reading systems.
fn given(bytes: &[u8]) -> Result<(&'static str, Vec<u8>), ImageError> {
    let media_type = media::sniff(bytes).ok_or(ImageError::NotAnImage)?;
    let format = recode::format_of(media_type).ok_or(ImageError::Unsupported(media_type))?;
    if let Some(flaw) = intact::flaw(media_type, bytes) {
        return Err(ImageError::Damaged(flaw));
    }
    let fitted = recode::fit(format, bytes.to_vec(), cover::SIZE.0, &Spare::default())?;
    Ok((fitted.media_type, fitted.bytes))
}

/// The cover in the book.
#[derive(Debug)]
pub(crate) struct Cover {
    pub(crate) path: &'static str,
    pub(crate) media_type: &'static str,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// Text on its way into an entry, which is never in memory as a whole.
struct Lines<W: Write>(BufWriter<W>);

impl<W: Write> Lines<W> {
    fn new(out: W) -> Self {
        Self(BufWriter::with_capacity(16 << 10, out))
    }

    fn finish(mut self, written: fmt::Result) -> io::Result<()> {
        written.map_err(io::Error::other)?;
        self.0.flush()
    }
}

impl<W: Write> fmt::Write for Lines<W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.write_all(text.as_bytes()).map_err(|_| fmt::Error)
    }
}

fn text_of(mut entry: impl Read) -> io::Result<String> {
    let mut text = String::new();
    entry.read_to_string(&mut text)?;
    Ok(text)
}
