//! Editions as EPUB 3.3 books with EPUB Accessibility 1.1 metadata that is true of them.
//!
//! A post becomes a page of the book, deflated, where it is rendered; binding copies the pages as they come,
//! lets epub-builder make the package around them, and corrects that package on its way into the file.
#![forbid(unsafe_code)]

mod book;
mod chapter;
mod check;
mod contents;
mod cover;
mod drawing;
mod front;
mod frontmatter;
mod gate;
mod image_error;
mod intact;
mod labels;
mod line;
mod links;
mod metadata;
mod names;
mod opf;
mod outfile;
mod outline;
mod package;
mod packed;
mod page;
mod pages;
mod pictures;
mod plan;
mod recode;
mod resize;
mod spare;
mod strip;
mod tables;
mod theme;

pub use chapter::Chapter;
pub use check::check;
pub use theme::Theme;

use offprint_core::{Diagnostic, EditionInfo, Exporter, MediaStore, NoMedia, Post, Sink, Summary};
use pictures::Shelf;

/// The EPUB exporter: one book an edition.
///
/// ```
/// use offprint_core::{Exporter, exporter::MemorySink, specimen};
/// use offprint_epub::{Epub, EpubOptions};
///
/// let edition = specimen::edition();
/// let epub = Epub::new(EpubOptions::default());
/// let plan = epub.plan(&edition.info)?;
/// let chapter = epub.render(&plan, &edition.posts[0], 0)?;
/// let mut out = MemorySink::default();
/// let summary = epub.bind(&plan, &mut std::iter::once(chapter), &mut out)?;
/// assert_eq!(summary.files[0].path, "every-node.epub");
/// # Ok::<(), offprint_core::Diagnostic>(())
/// ```
pub struct Epub<'a> {
    options: EpubOptions,
    media: &'a dyn MediaStore,
}

/// What is known of one book before its chapters are made: the edition, and the pictures seen so far.
pub struct Plan<'a> {
    edition: &'a EditionInfo,
    shelf: Shelf<'a>,
}

/// How books are made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EpubOptions {
    /// The file's path in the output folder; `None` for `NAME.epub` with the edition's name.
    pub path: Option<String>,
    /// The cover.
    pub cover: CoverAs,
    /// What the book looks like.
    pub theme: Theme,
    /// The editor's own rules, behind those of the theme.
    pub css: Option<String>,
    /// Whether the theme's fonts, and their licences, travel with the book.
    pub fonts: bool,
    /// Whether program text is shown in its parts, by classes that the style sheet colours.
    pub highlight: bool,
    /// Whether there are marks of pages, and a list of them beside the contents.
    pub page_list: bool,
    /// The width in pixels that wider pictures are sized down to; moving ones stay as they are.
    pub image_width: u32,
    /// How many levels of the posts' headings the contents show, from 0 to 5.
    pub headings: u8,
}

/// The cover of a book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum CoverAs {
    /// Drawn for the edition in its theme, with a post's featured picture if one is at hand.
    #[default]
    Drawn,
    /// This picture, as its file's bytes.
    Given(Vec<u8>),
    /// None: the book begins with its title page.
    None,
}

impl Default for EpubOptions {
    /// `NAME.epub` in the plain theme with a drawn cover, pictures up to 1600 pixels wide, two levels of headings.
    fn default() -> Self {
        Self {
            path: None,
            cover: CoverAs::Drawn,
            theme: Theme::Plain,
            css: None,
            fonts: false,
            highlight: false,
            page_list: false,
            image_width: 1600,
            headings: 2,
        }
    }
}

impl EpubOptions {
    fn file_name(&self, edition: &EditionInfo) -> String {
        match (&self.path, &*edition.name) {
            (Some(path), _) => path.clone(),
            (None, "") => "edition.epub".to_owned(),
            (None, name) => format!("{name}.epub"),
        }
    }
}

impl Epub<'_> {
    /// An exporter with these options, without pictures.
    pub fn new(options: EpubOptions) -> Self {
        Self { options, media: &NoMedia }
    }

    /// The same, with the pictures of this store.
    #[must_use]
    pub fn media<'b>(self, media: &'b dyn MediaStore) -> Epub<'b> {
        Epub { options: self.options, media }
    }
}

impl Exporter for Epub<'_> {
    type Plan<'e>
        = Plan<'e>
    where
        Self: 'e;
    type Sheet = Chapter;

    fn plan<'e>(&'e self, edition: &'e EditionInfo) -> Result<Plan<'e>, Diagnostic> {
        Ok(Plan { edition, shelf: Shelf::new(self.media, self.options.image_width) })
    }

    fn render(&self, plan: &Plan<'_>, post: &Post, position: usize) -> Result<Chapter, Diagnostic> {
        chapter::post_to_chapter(post, position, plan.edition, &plan.shelf, &self.options)
    }

    fn bind(
        &self,
        plan: &Plan<'_>,
        sheets: &mut dyn Iterator<Item = Chapter>,
        out: &mut dyn Sink,
    ) -> Result<Summary, Diagnostic> {
        book::bind(&self.options, &plan.shelf, plan.edition, sheets, out)
    }
}
