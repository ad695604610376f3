//! Posts as a PDF that is pleasant to read, and that everyone can read: tagged (PDF/UA-1, ISO 14289-1) and made to
//! last (PDF/A-2a, ISO 19005-2).
//!
//! ```text
//! model → shape → lines → blocks → pages → frames → paint (printpdf) ┐
//!                               logical tree ────────────────────────┴→ structure pass (lopdf) → bytes
//! ```
//!
//! [`Exporter::render`] lays one post out and paints its pages; [`Exporter::bind`] adds what is known when all posts
//! are in: front matter, page numbers, links between posts, the fonts, the outline. The fonts are in the crate, so
//! the same posts give the same bytes on any machine.
#![forbid(unsafe_code)]

mod assemble;
mod blocks;
mod compose;
mod embed;
mod figures;
mod fit;
mod fonts;
mod frame;
mod front;
mod furniture;
mod glyph_text;
mod grid;
mod hyphens;
mod inlines;
mod line;
mod lists;
mod metadata;
mod outline;
mod paginate;
mod paint;
mod picture;
mod picture_object;
mod shape;
mod sheet;
mod structure;
mod table;
mod text;
mod theme;
mod tree;
mod wording;

use assemble::Assembly;
use furniture::Heads;
use metadata::Metadata;
use offprint_core::{Diagnostic, EditionInfo, Exporter, MediaStore, Post, Sink, Summary};
use picture::Pictures;
pub use sheet::Sheet;

/// How the PDF is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PdfOptions {
    /// The file's path in the sink; `NAME.pdf` by the edition's name when it is not given.
    pub path: Option<String>,
    /// Whether characters that no font of the crate has may be set in fonts of the system. The bytes then depend
    /// on the machine. Without it, boxes that carry the characters stand in their place.
    pub system_fonts: bool,
}

/// The exporter of PDF 1.7, PDF/UA-1 and PDF/A-2a.
pub struct Pdf<'a> {
    options: PdfOptions,
    pictures: Pictures<'a>,
}

impl<'a> Pdf<'a> {
    /// An exporter that takes pictures from `media`.
    pub fn new(options: PdfOptions, media: &'a dyn MediaStore) -> Self {
        Self { options, pictures: Pictures::new(media) }
    }
}

impl Exporter for Pdf<'_> {
    type Sheet = Sheet;

    fn render(&self, post: &Post, position: usize, edition: &EditionInfo) -> Result<Sheet, Diagnostic> {
        Ok(sheet::post_to_sheet(post, position, edition, &self.pictures, self.options.system_fonts))
    }

    fn bind(
        &self,
        edition: &EditionInfo,
        sheets: &mut dyn Iterator<Item = Sheet>,
        out: &mut dyn Sink,
    ) -> Result<Summary, Diagnostic> {
        let system_fonts = self.options.system_fonts;
        let mut summary = Summary::default();
        let mut assembly = Assembly::new();
        let many = edition.entries.len() > 1;
        // The number of pages of front matter does not depend on the numbers that stand in it.
        let front = |folios: &dyn Fn(usize) -> Option<usize>| {
            front::front_matter(edition, &self.pictures, system_fonts, folios)
        };
        let front_pages = if many { front(&|_| Some(999)).pages.len() } else { 0 };
        let mut folios: Vec<Option<usize>> = vec![None; edition.entries.len()];
        let mut authors: Vec<String> = Vec::new();
        let mut section = None;
        for mut sheet in sheets {
            summary.diagnostics.append(&mut sheet.diagnostics);
            for author in &sheet.authors {
                if !authors.contains(author) {
                    authors.push(author.clone());
                }
            }
            let folio = front_pages + assembly.body_pages() + 1;
            if let Some(slot) = folios.get_mut(sheet.position) {
                *slot = Some(folio);
            }
            let heads = Heads {
                edition: if many { &edition.title } else { "" },
                post: &sheet.title,
                language: &sheet.language,
                rtl: sheet.rtl,
                system_fonts,
            };
            let furniture = furniture::pages(&heads, sheet.pages.len(), folio);
            let now = section_of(edition, sheet.position);
            let begun =
                now.filter(|_| now != section).and_then(|at| edition.sections.get(at)?.title.as_deref());
            section = now;
            assembly.add_post(sheet, begun, furniture);
        }
        if many {
            let sheet = front(&|entry| folios.get(entry).copied().flatten());
            assembly.add_front(sheet);
        }
        let metadata = Metadata {
            title: edition.title.clone(),
            subject: edition.subtitle.clone(),
            authors,
            publisher: edition.publisher.clone(),
            language: edition.language.as_str().to_owned(),
            date: edition.date,
        };
        let mut document = assembly.finish(&metadata, &self.pictures);
        let path = self.options.path.clone().unwrap_or_else(|| format!("{}.pdf", edition.name));
        let mut file = out.create(&path)?;
        if let Err(error) = document.save_modern(&mut file) {
            return Err(file.failure(&std::io::Error::other(error.to_string())));
        }
        summary.files.push(file.finish()?);
        Ok(summary)
    }
}

/// The section that the entry at this position is in.
fn section_of(edition: &EditionInfo, position: usize) -> Option<usize> {
    let mut end = 0;
    edition.sections.iter().position(|section| {
        end += section.posts;
        position < end
    })
}
