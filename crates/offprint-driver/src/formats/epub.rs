//! EPUB.

use crate::combine;
use crate::format::{Context, Cover, Format, FormatInfo, Resolver};
use crate::settings::{Setting, Theme, Whole};
use offprint_core::Diagnostic;
use offprint_epub::{CoverAs, Epub, EpubOptions};
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::PathBuf;

/// Options of the EPUB.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[cfg_attr(feature = "clap", command(next_help_heading = "EPUB"))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct EpubSettings {
    /// Style sheet of your own, behind the theme's
    #[cfg_attr(feature = "clap", arg(long, value_name = "FILE"))]
    pub css: Option<Setting<PathBuf>>,
    /// Embed the theme's fonts, with their licences
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub embed_fonts: Option<Setting<bool>>,
    /// Levels of the posts' headings that the contents show [default: 2]
    #[cfg_attr(feature = "clap", arg(long, value_name = "N"))]
    pub toc_depth: Option<Setting<Whole<0, 5>>>,
    /// Mark pages, so that places can be cited: `12.3` is the third page of the twelfth post
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub page_list: Option<Setting<bool>>,
    /// Width in pixels that wider pictures are sized down to [default: 1600]
    #[cfg_attr(feature = "clap", arg(long, value_name = "PIXELS"))]
    pub image_width: Option<Setting<Whole<64, 10_000>>>,
}

combine!(EpubSettings { css, embed_fonts, toc_depth, page_list, image_width });

/// EPUB 3.3.
#[derive(Debug, Clone, Copy)]
pub struct EpubFormat;

impl Format for EpubFormat {
    type Settings = EpubSettings;
    type Options = EpubOptions;
    type Exporter<'a> = Epub<'a>;

    fn info(&self) -> FormatInfo {
        let mut info = FormatInfo::new("epub", "epub", "EPUB 3.3: `NAME.epub`");
        info.table_about = "Options of the EPUB.";
        info
    }

    fn resolve(&self, settings: &EpubSettings, resolver: &Resolver<'_>) -> Result<EpubOptions, Diagnostic> {
        let is_on = |setting: &Option<Setting<bool>>| setting.as_deref().copied().unwrap_or(false);
        let mut options = EpubOptions::default();
        options.cover = match resolver.cover()? {
            Cover::Drawn => CoverAs::Drawn,
            Cover::None => CoverAs::None,
            Cover::Given(picture) => CoverAs::Given(picture),
        };
        options.css = settings.css.as_ref().map(|path| style_sheet(path, resolver)).transpose()?;
        options.theme = match resolver.theme() {
            Theme::Plain => offprint_epub::Theme::Plain,
            Theme::Magazine => offprint_epub::Theme::Magazine,
            Theme::Journal => offprint_epub::Theme::Journal,
        };
        options.fonts = is_on(&settings.embed_fonts);
        options.highlight = resolver.highlight();
        options.page_list = is_on(&settings.page_list);
        if let Some(width) = &settings.image_width {
            options.image_width = ***width;
        }
        if let Some(depth) = &settings.toc_depth {
            options.headings = u8::try_from(***depth).unwrap_or(u8::MAX);
        }
        Ok(options)
    }

    fn exporter<'a>(&'a self, mut options: EpubOptions, context: Context<'a>) -> Epub<'a> {
        options.path = context.file.map(str::to_owned);
        Epub::new(options).media(context.media)
    }
}

fn style_sheet(path: &Setting<PathBuf>, resolver: &Resolver<'_>) -> Result<String, Diagnostic> {
    let bytes = resolver.read_setting(path)?;
    String::from_utf8(bytes).map_err(|_| {
        let message = format!("`{}` is not UTF-8", path.to_string_lossy());
        resolver.wrong(path, &message).hint("save the style sheet as UTF-8")
    })
}
