//! PDF.

use super::pdf_style;
use crate::combine;
use crate::format::{Context, Cover, Format, FormatInfo, Resolver};
use crate::settings::{InvalidValue, Kind, Setting, Theme, Value, Whole};
use offprint_core::Diagnostic;
use offprint_pdf::{Flow, Links, Look, Margins, Paper, Pdf, PdfOptions};
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::PathBuf;

/// Options of the PDF.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[cfg_attr(feature = "clap", command(next_help_heading = "PDF"))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct PdfSettings {
    /// Size of the pages: `a4`, `a5`, `letter`, or width and height, such as `170mmx240mm` or `6inx9in` [default: a4]
    #[cfg_attr(feature = "clap", arg(long, value_name = "SIZE"))]
    pub paper: Option<Setting<Paper>>,
    /// Size of the text in points [default: 11.4, less on small paper and in two columns]
    #[cfg_attr(feature = "clap", arg(long, value_name = "POINTS"))]
    pub font_size: Option<Setting<FontSize>>,
    /// Space around the text, as in CSS: one length, two (above and below, beside) or four (from above clockwise),
    /// such as `20mm,25mm` [default: what gives lines of 60 to 72 characters]
    #[cfg_attr(feature = "clap", arg(long, value_name = "LENGTHS"))]
    pub margins: Option<Setting<Margins>>,
    /// Columns of a page [default: 1]
    #[cfg_attr(feature = "clap", arg(long, value_name = "N"))]
    pub columns: Option<Setting<Whole<1, 2>>>,
    /// Where a post begins [default: new-page]
    #[cfg_attr(feature = "clap", arg(long, value_name = "WHERE"))]
    pub flow: Option<Setting<FlowName>>,
    /// Theme of your own, in TOML: sizes, spaces, colours, fonts (see `docs/pdf.md`)
    #[cfg_attr(feature = "clap", arg(long, value_name = "FILE"))]
    pub pdf_style: Option<Setting<PathBuf>>,
    /// What is seen of links; they work in any case [default: visible]
    #[cfg_attr(feature = "clap", arg(long, value_name = "HOW"))]
    pub links: Option<Setting<LinksName>>,
    /// Add crop marks and this much bleed around the page, such as `3mm`
    #[cfg_attr(feature = "clap", arg(long, value_name = "LENGTH"))]
    pub bleed: Option<Setting<Bleed>>,
    /// Let punctuation at the edges of justified lines hang a little beyond them
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub hanging_punctuation: Option<Setting<bool>>,
    /// Show the URLs of films, sounds and embeds as QR codes on their cards
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub qr_codes: Option<Setting<bool>>,
    /// Pixels of a picture that are kept for an inch of paper; 0 for all [default: 220]
    #[cfg_attr(feature = "clap", arg(long, value_name = "N"))]
    pub dpi: Option<Setting<Whole<0, { u32::MAX }>>>,
    /// Set characters that no built-in font has in fonts of this machine; the bytes then depend on it
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub system_fonts: Option<Setting<bool>>,
}

combine!(PdfSettings {
    paper,
    font_size,
    margins,
    columns,
    flow,
    pdf_style,
    links,
    bleed,
    hanging_punctuation,
    qr_codes,
    dpi,
    system_fonts,
});

crate::choices! {
    /// Where a post begins.
    pub enum FlowName {
        /// On a page of its own
        NewPage = "new-page",
        /// Below the one before it (in one column)
        Continuous = "continuous",
    }
}

crate::choices! {
    /// What is seen of links.
    pub enum LinksName {
        /// Their colour
        Visible = "visible",
        /// Their colour, and their URLs at the foot of the page
        Footnotes = "footnotes",
        /// Nothing
        Plain = "plain",
    }
}

/// A tagged PDF.
#[derive(Debug, Clone, Copy)]
pub struct PdfFormat;

impl Format for PdfFormat {
    type Settings = PdfSettings;
    type Options = PdfOptions;
    type Exporter<'a> = Pdf<'a>;

    fn info(&self) -> FormatInfo {
        let mut info = FormatInfo::new("pdf", "pdf", "PDF, tagged (PDF/UA-1, PDF/A-2a): `NAME.pdf`");
        info.table_about = "Options of the PDF.";
        info
    }

    fn resolve(&self, settings: &PdfSettings, resolver: &Resolver<'_>) -> Result<PdfOptions, Diagnostic> {
        let is_on = |setting: &Option<Setting<bool>>| setting.as_deref().copied().unwrap_or(false);
        let mut options = PdfOptions::default();
        options.cover = match resolver.cover()? {
            Cover::Drawn => offprint_pdf::Cover::Drawn,
            Cover::None => offprint_pdf::Cover::None,
            Cover::Given(picture) => offprint_pdf::Cover::Given(picture),
        };
        options.look = match resolver.theme() {
            Theme::Plain => Look::Plain,
            Theme::Magazine => Look::Magazine,
            Theme::Journal => Look::Journal,
        };
        if let Some(path) = &settings.pdf_style {
            (options.style, options.fonts) = pdf_style::read(path, resolver)?;
        }
        options.system_fonts = is_on(&settings.system_fonts);
        if let Some(paper) = &settings.paper {
            options.paper = **paper;
        }
        options.margins = settings.margins.as_deref().copied();
        options.font_size = settings.font_size.as_deref().map(|size| size.0);
        options.columns = settings.columns.as_deref().map_or(1, |columns| if **columns == 2 { 2 } else { 1 });
        options.flow = match settings.flow.as_deref() {
            None | Some(FlowName::NewPage) => Flow::NewPage,
            Some(FlowName::Continuous) => Flow::Continuous,
        };
        options.links = match settings.links.as_deref() {
            None | Some(LinksName::Visible) => Links::Visible,
            Some(LinksName::Footnotes) => Links::Footnotes,
            Some(LinksName::Plain) => Links::Plain,
        };
        options.dpi = settings.dpi.as_deref().map_or(220, |dpi| **dpi);
        options.highlight = resolver.highlight();
        options.hanging_punctuation = is_on(&settings.hanging_punctuation);
        options.qr_codes = is_on(&settings.qr_codes);
        options.bleed = settings.bleed.as_deref().map(|bleed| bleed.0);
        Ok(options)
    }

    fn exporter<'a>(&'a self, mut options: PdfOptions, context: Context<'a>) -> Pdf<'a> {
        options.path = context.file.map(str::to_owned);
        Pdf::new(options).media(context.media)
    }
}

/// A size of text, in points, from 5 to 40.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FontSize(f32);

impl FontSize {
    /// This size, if text can be read at it.
    pub fn new(points: f32) -> Option<Self> {
        (5.0..=40.0).contains(&points).then_some(Self(points))
    }
}

/// How far the paper goes beyond the page, in points: at most an inch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bleed(f32);

impl Bleed {
    /// This length, if it is at most an inch.
    pub fn new(points: f32) -> Option<Self> {
        (0.0..=72.0).contains(&points).then_some(Self(points))
    }
}

impl Value for Paper {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let expected = "`a4`, `a5`, `letter` or two lengths such as `170mmx240mm`";
        Self::parse(text).ok_or_else(|| InvalidValue::not(expected))
    }
}

impl Value for Margins {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let expected = "one, two or four lengths such as `20mm,25mm`";
        Self::parse(text).ok_or_else(|| InvalidValue::not(expected))
    }
}

impl Value for Bleed {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let length = offprint_pdf::parse_length(text).filter(|length| *length <= 72.0);
        let expected = "a length of at most an inch, such as `3mm`";
        length.map(Self).ok_or_else(|| InvalidValue::not(expected))
    }
}

impl Value for FontSize {
    const KIND: Kind = Kind::Word;

    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let size = text.strip_suffix("pt").unwrap_or(text).parse::<f32>().ok();
        size.and_then(Self::new).ok_or_else(|| InvalidValue::not("a size from 5 to 40 points"))
    }
}
