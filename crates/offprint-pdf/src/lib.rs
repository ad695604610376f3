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
mod back;
mod balance;
mod blocks;
mod broken;
mod compose;
mod cover;
mod deflated;
mod drawing;
mod embed;
mod figures;
mod file;
mod fill;
mod fit;
mod floats;
mod font_objects;
mod fonts;
mod frame;
mod front;
mod furniture;
mod glyph_text;
mod grid;
mod hyphens;
mod inlines;
#[cfg(test)]
mod judged;
mod letters;
mod line;
mod lists;
mod maths;
mod metadata;
mod notes;
mod opening;
mod options;
mod outline;
mod paginate;
mod paint;
mod picture;
mod picture_error;
mod picture_object;
mod qr;
mod shape;
mod sheet;
mod strokes;
mod structure;
mod style;
mod svg;
mod table;
mod text;
mod theme;
mod tree;
mod wording;

use assemble::Assembly;
use file::PdfFile;
use furniture::Heads;
use metadata::Metadata;
use offprint_core::{Diagnostic, EditionInfo, Exporter, MediaStore, NoMedia, Post, Sink, Summary};
pub use options::{Cover, Flow, Links, Look, Margins, Paper, PdfOptions, length as parse_length};
use picture::Pictures;
use sheet::Desk;
pub use sheet::Sheet;
pub use style::{Colour, ColourError, Colours, Faces, Fonts, Style};
use theme::Theme;

/// Whether these bytes are a font that can be set and embedded: one with TrueType outlines.
pub fn is_font(bytes: &[u8]) -> bool {
    fonts::of_file(bytes).is_some()
}

/// The file of a font that is installed, by the name of its family; `None` when there is none that is as bold and as
/// slanted.
pub fn installed_font(family: &str, bold: bool, italic: bool) -> Option<Vec<u8>> {
    fonts::named(family, bold, italic)
}

/// The exporter of PDF 1.7, PDF/UA-1 and PDF/A-2a.
pub struct Pdf<'a> {
    options: PdfOptions,
    theme: Theme,
    media: &'a dyn MediaStore,
}

/// What is known of one file before its posts are laid out: the edition, and the pictures seen so far.
pub struct Plan<'a> {
    edition: &'a EditionInfo,
    pictures: Pictures<'a>,
}

impl Pdf<'_> {
    /// An exporter with these options, without pictures. Fonts that cannot be read are left out; see [`is_font`].
    pub fn new(options: PdfOptions) -> Self {
        Self { theme: Theme::new(&options), options, media: &NoMedia }
    }

    /// The same, with the pictures of this store.
    #[must_use]
    pub fn media<'b>(self, media: &'b dyn MediaStore) -> Pdf<'b> {
        Pdf { options: self.options, theme: self.theme, media }
    }

    fn desk<'d>(&'d self, plan: &'d Plan<'_>) -> Desk<'d> {
        Desk { edition: plan.edition, pictures: &plan.pictures, theme: &self.theme, options: &self.options }
    }
}

impl Exporter for Pdf<'_> {
    type Plan<'e>
        = Plan<'e>
    where
        Self: 'e;
    type Sheet = Sheet;

    fn plan<'e>(&'e self, edition: &'e EditionInfo) -> Result<Plan<'e>, Diagnostic> {
        let most = self.theme.pixels(self.options.dpi);
        Ok(Plan { edition, pictures: Pictures::new(self.media, most) })
    }

    fn render(&self, plan: &Plan<'_>, post: &Post, position: usize) -> Result<Sheet, Diagnostic> {
        Ok(sheet::post_to_sheet(post, position, self.desk(plan)))
    }

    fn bind(
        &self,
        plan: &Plan<'_>,
        sheets: &mut dyn Iterator<Item = Sheet>,
        out: &mut dyn Sink,
    ) -> Result<Summary, Diagnostic> {
        let path = self.options.path.clone().unwrap_or_else(|| format!("{}.pdf", plan.edition.name));
        let mut summary = Summary::default();
        let mut file = out.create(&path)?;
        let written = {
            let mut buffer = std::io::BufWriter::with_capacity(1 << 16, &mut file);
            let assembly = Assembly::new(&self.theme, &plan.pictures, PdfFile::new(&mut buffer));
            self.write(assembly, plan, sheets, &mut summary)
        };
        if let Err(error) = written {
            return Err(file.failure(&error));
        }
        summary.files.push(file.finish()?);
        Ok(summary)
    }
}

impl Pdf<'_> {
    fn write(
        &self,
        mut assembly: Assembly<'_>,
        plan: &Plan<'_>,
        sheets: &mut dyn Iterator<Item = Sheet>,
        summary: &mut Summary,
    ) -> std::io::Result<()> {
        let edition = plan.edition;
        let many = edition.entries.len() > 1;
        // The number of pages of front matter does not depend on the numbers that stand in it.
        let front = |folios: &dyn Fn(usize) -> Option<usize>| front::front_matter(self.desk(plan), folios);
        let has_front = many || edition.front.note.is_some();
        let mut featured: Vec<String> = Vec::new();
        let cover = cover::is_wanted(self.desk(plan));
        let front_pages = usize::from(cover) + if has_front { front(&|_| Some(999)).pages.len() } else { 0 };
        let mut folios: Vec<Option<usize>> = vec![None; edition.entries.len()];
        let mut authors: Vec<String> = Vec::new();
        let mut section = None;
        let mut foot = 0.0;
        for mut sheet in sheets {
            summary.diagnostics.append(&mut sheet.diagnostics);
            featured.extend(sheet.featured.take().filter(|_| featured.len() < FEATURED));
            for author in &sheet.authors {
                if !authors.contains(author) {
                    authors.push(author.clone());
                }
            }
            let now = section_of(edition, sheet.position);
            if now != section
                && let Some(opened) = now.and_then(|at| edition.sections.get(at))
                && let Some(title) = opened.title.as_deref()
            {
                let mut opener = front::section_opener(self.desk(plan), title, &opened.introduction);
                summary.diagnostics.append(&mut opener.diagnostics);
                assembly.add_opener(opener);
                // What opens a section stands alone.
                foot = f32::INFINITY;
            }
            section = now;
            let mut runs_on = false;
            if let Some(galley) = sheet.galley.take() {
                runs_on = assembly.body_pages() > 0 && self.theme.has_room_below(foot);
                let taken = if runs_on { foot + self.theme.between_posts() } else { 0.0 };
                foot =
                    sheet.lay(galley, self.desk(plan), taken, assembly.open_marks() * usize::from(runs_on));
            }
            // The number of the page that the sheet's first page is, or is part of.
            let folio = front_pages + assembly.body_pages() + usize::from(!runs_on);
            let begins = sheet.places.get("").map_or(0, |place| usize::from(place.0));
            if let Some(slot) = folios.get_mut(sheet.position) {
                *slot = Some(folio + begins);
            }
            let heads = Heads {
                edition: if many { &edition.title } else { "" },
                post: &sheet.title,
                language: &sheet.language,
                rtl: sheet.rtl,
                system_fonts: self.options.system_fonts,
                theme: &self.theme,
            };
            let furniture = furniture::pages(&heads, sheet.pages.len(), folio);
            assembly.add_post(sheet, furniture, runs_on);
        }
        if cover {
            let (sheet, said) = cover::cover(self.desk(plan), &featured);
            summary.diagnostics.extend(said);
            assembly.add_front(sheet);
        }
        if many {
            let sheet = back::back_matter(self.desk(plan));
            let heads = Heads {
                edition: &edition.title,
                post: &sheet.title,
                language: edition.language.as_str(),
                rtl: sheet.rtl,
                system_fonts: self.options.system_fonts,
                theme: &self.theme,
            };
            let folio = front_pages + assembly.body_pages() + 1;
            let furniture = furniture::pages(&heads, sheet.pages.len(), folio);
            assembly.add_back(sheet, furniture);
        }
        if has_front {
            let mut sheet = front(&|entry| folios.get(entry).copied().flatten());
            summary.diagnostics.append(&mut sheet.diagnostics);
            assembly.add_front(sheet);
        }
        assembly.finish(&Metadata {
            title: edition.title.clone(),
            subject: edition.subtitle.clone(),
            authors,
            publisher: edition.publisher.clone(),
            language: edition.language.as_str().to_owned(),
            date: edition.date,
        })
    }
}

/// How many posts are asked for a picture for the cover.
const FEATURED: usize = 8;

/// The section that the entry at this position is in.
fn section_of(edition: &EditionInfo, position: usize) -> Option<usize> {
    let mut end = 0;
    edition.sections.iter().position(|section| {
        end += section.posts;
        position < end
    })
}
