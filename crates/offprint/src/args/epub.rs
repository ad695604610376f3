//! What may be asked of EPUBs.

use super::Export;
use super::imprint::ThemeName;
use crate::inputs::shown;
use crate::sink::reason;
use clap::Args;
use offprint_core::{Diagnostic, Place};
use offprint_epub::{CoverAs, EpubOptions, Theme};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(next_help_heading = "EPUB")]
pub(crate) struct EpubArguments {
    /// Style sheet of your own, behind the theme's
    #[arg(long, value_name = "FILE")]
    css: Option<PathBuf>,
    /// Embed the theme's fonts, with their licences
    #[arg(long)]
    embed_fonts: bool,
    /// Levels of the posts' headings that the contents show
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(0..=5))]
    toc_depth: u8,
    /// Mark pages, so that places can be cited: `12.3` is the third page of the twelfth post
    #[arg(long)]
    page_list: bool,
    /// Width in pixels that wider pictures are sized down to
    #[arg(long, value_name = "PIXELS", default_value_t = 1600, value_parser = clap::value_parser!(u32).range(64..=10_000))]
    image_width: u32,
}

impl EpubArguments {
    /// The files that are named.
    pub(crate) fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.css.iter()
    }
}

/// The options of the book, with the files that they name.
///
/// # Errors
/// When one of the files cannot be read.
pub(crate) fn options(export: &Export) -> Result<EpubOptions, Diagnostic> {
    let arguments = &export.epub;
    let cover = match (&export.imprint.cover, export.imprint.no_cover) {
        (Some(path), _) => CoverAs::Given(read(path)?),
        (None, true) => CoverAs::None,
        (None, false) => CoverAs::Drawn,
    };
    let css = match &arguments.css {
        Some(path) => Some(String::from_utf8(read(path)?).map_err(|_| {
            Diagnostic::error(&Place::file(shown(path)), "is not UTF-8").hint("save the style sheet as UTF-8")
        })?),
        None => None,
    };
    let mut options = EpubOptions::default();
    options.cover = cover;
    options.css = css;
    options.theme = match export.imprint.theme {
        ThemeName::Plain => Theme::Plain,
        ThemeName::Magazine => Theme::Magazine,
        ThemeName::Journal => Theme::Journal,
    };
    options.fonts = arguments.embed_fonts;
    options.highlight = export.imprint.highlight;
    options.page_list = arguments.page_list;
    options.image_width = arguments.image_width;
    options.headings = arguments.toc_depth;
    Ok(options)
}

/// The bytes of a file that is named.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    std::fs::read(path).map_err(|error| {
        Diagnostic::error(&Place::file(shown(path)), format!("cannot be read: {}", reason(&error)))
    })
}
