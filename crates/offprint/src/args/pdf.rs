//! What may be asked of the PDF.

use super::imprint::{ImprintArguments, ThemeName};
use clap::{Args, ValueEnum};
use offprint_core::Diagnostic;
use offprint_pdf::{Cover, Faces, Flow, Fonts, Links, Look, Margins, Paper, PdfOptions, Style};
use std::path::Path;

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "PDF")]
pub(crate) struct PdfArguments {
    /// Size of the pages: `a4`, `a5`, `letter`, or width and height, such as `170mmx240mm` or `6inx9in`
    #[arg(long, value_name = "SIZE", default_value = "a4", value_parser = parse_paper)]
    pub(crate) paper: Paper,
    /// Size of the text in points [default: 11.4, less on small paper and in two columns]
    #[arg(long, value_name = "POINTS", value_parser = parse_font_size)]
    pub(crate) font_size: Option<f32>,
    /// Space around the text, as in CSS: one length, two (above and below, beside) or four (from above clockwise),
    /// such as `20mm,25mm` [default: what gives lines of 60 to 72 characters]
    #[arg(long, value_name = "LENGTHS", value_parser = parse_margins)]
    pub(crate) margins: Option<Margins>,
    /// Columns of a page
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=2))]
    pub(crate) columns: u8,
    /// Where a post begins
    #[arg(long, value_name = "WHERE", default_value = "new-page")]
    pub(crate) flow: FlowArgument,
    /// Theme of your own, in TOML: sizes, spaces, colours, fonts (see `docs/pdf.md`)
    #[arg(long, value_name = "FILE", value_parser = read_style)]
    pub(crate) pdf_style: Option<Dressing>,
    /// What is seen of links; they work in any way
    #[arg(long, value_name = "HOW", default_value = "visible")]
    pub(crate) links: LinksArgument,
    /// Add crop marks and this much bleed around the page, such as `3mm`
    #[arg(long, value_name = "LENGTH", value_parser = parse_bleed)]
    pub(crate) bleed: Option<f32>,
    /// Let punctuation at the edges of justified lines hang a little beyond them
    #[arg(long)]
    pub(crate) hanging_punctuation: bool,
    /// Show the addresses of films, sounds and embeds as QR codes on their cards
    #[arg(long)]
    pub(crate) qr_codes: bool,
    /// Pixels of a picture that are kept for an inch of paper; 0 for all
    #[arg(long, value_name = "N", default_value_t = 220)]
    pub(crate) dpi: u32,
    /// Set characters that no built-in font has in fonts of this machine; the bytes then depend on it
    #[arg(long)]
    pub(crate) system_fonts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FlowArgument {
    /// On a page of its own
    NewPage,
    /// Below the one before it (in one column)
    Continuous,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LinksArgument {
    /// Their colour
    Visible,
    /// Their colour, and their addresses at the foot of the page
    Footnotes,
    /// Nothing
    Plain,
}

impl PdfArguments {
    /// As the exporter takes them, with the file to write.
    ///
    /// # Errors
    /// When the cover's picture cannot be read.
    pub(crate) fn options(
        &self,
        path: Option<String>,
        imprint: &ImprintArguments,
    ) -> Result<PdfOptions, Diagnostic> {
        let mut options = PdfOptions::default();
        options.cover = match (&imprint.cover, imprint.no_cover) {
            (Some(path), _) => Cover::Given(super::epub::read(path)?),
            (None, true) => Cover::None,
            (None, false) => Cover::Drawn,
        };
        options.look = match imprint.theme {
            ThemeName::Plain => Look::Plain,
            ThemeName::Magazine => Look::Magazine,
            ThemeName::Journal => Look::Journal,
        };
        options.path = path;
        options.system_fonts = self.system_fonts;
        options.paper = self.paper;
        options.margins = self.margins;
        options.font_size = self.font_size;
        options.columns = self.columns;
        options.flow = match self.flow {
            FlowArgument::NewPage => Flow::NewPage,
            FlowArgument::Continuous => Flow::Continuous,
        };
        options.links = match self.links {
            LinksArgument::Visible => Links::Visible,
            LinksArgument::Footnotes => Links::Footnotes,
            LinksArgument::Plain => Links::Plain,
        };
        options.dpi = self.dpi;
        options.highlight = imprint.highlight;
        options.hanging_punctuation = self.hanging_punctuation;
        options.qr_codes = self.qr_codes;
        options.bleed = self.bleed;
        options.style = self.pdf_style.as_ref().map(|dressing| dressing.style.clone()).unwrap_or_default();
        options.fonts = self.pdf_style.as_ref().map(|dressing| dressing.fonts.clone()).unwrap_or_default();
        Ok(options)
    }
}

/// A theme file, and the font files that it names.
#[derive(Debug, Clone)]
pub(crate) struct Dressing {
    style: Style,
    fonts: Fonts<Vec<u8>>,
}

fn read_style(path: &str) -> Result<Dressing, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let style: Style = toml::from_str(&text).map_err(|error| error.to_string().trim_end().to_owned())?;
    // Fonts are named as they lie from the theme's own folder.
    let folder = Path::new(path).parent().unwrap_or(Path::new(""));
    let load = |file: &String| {
        let bytes = std::fs::read(folder.join(file)).map_err(|error| format!("font `{file}`: {error}"))?;
        let known = offprint_pdf::is_font(&bytes);
        known.then_some(bytes).ok_or_else(|| format!("font `{file}` has no TrueType outlines"))
    };
    let family = |faces: &Option<Faces<String>>| match faces {
        Some(faces) if is_family(&faces.regular) => installed(faces, &load).map(Some),
        Some(faces) => faces.try_map(&mut |file| load(file)).map(Some),
        None => Ok(None),
    };
    let fonts = Fonts { text: family(&style.fonts.text)?, headings: family(&style.fonts.headings)? };
    Ok(Dressing { style, fonts })
}

/// Whether this names a family of fonts rather than a file.
fn is_family(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    !["ttf", "otf", "ttc", "otc", "woff", "woff2"].contains(&ending.to_ascii_lowercase().as_str())
}

/// The faces of an installed family; those that are named apart are files.
fn installed(
    faces: &Faces<String>,
    load: &dyn Fn(&String) -> Result<Vec<u8>, String>,
) -> Result<Faces<Vec<u8>>, String> {
    let name = &faces.regular;
    let found = |bold, italic| {
        offprint_pdf::installed_font(name, bold, italic).filter(|bytes| offprint_pdf::is_font(bytes))
    };
    let other = |file: &Option<String>, bold, italic| match file {
        Some(file) => load(file).map(Some),
        None => Ok(found(bold, italic)),
    };
    let regular = found(false, false).ok_or_else(|| {
        format!("no font `{name}` with TrueType outlines is installed, and no file is named so")
    })?;
    Ok(Faces {
        regular,
        bold: other(&faces.bold, true, false)?,
        italic: other(&faces.italic, false, true)?,
        bold_italic: other(&faces.bold_italic, true, true)?,
    })
}

fn parse_paper(text: &str) -> Result<Paper, String> {
    Paper::parse(text)
        .ok_or_else(|| "not `a4`, `a5`, `letter` or two lengths such as `170mmx240mm`".to_owned())
}

fn parse_margins(text: &str) -> Result<Margins, String> {
    Margins::parse(text).ok_or_else(|| "not one, two or four lengths such as `20mm,25mm`".to_owned())
}

fn parse_bleed(text: &str) -> Result<f32, String> {
    let length = offprint_pdf::parse_length(text).filter(|length| *length <= 72.0);
    length.ok_or_else(|| "not a length of at most an inch, such as `3mm`".to_owned())
}

fn parse_font_size(text: &str) -> Result<f32, String> {
    let size = text.strip_suffix("pt").unwrap_or(text).parse::<f32>().ok();
    size.filter(|size| (5.0..=40.0).contains(size)).ok_or_else(|| "not a size from 5 to 40 points".to_owned())
}
