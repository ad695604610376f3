//! What may be asked of the PDF.

use crate::style::{Fonts, Style};

/// How the PDF is made.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PdfOptions {
    /// The file's path in the sink; `NAME.pdf` by the edition's name when it is not given.
    pub path: Option<String>,
    /// Whether characters that no font of the crate has may be set in fonts of the system. The bytes then depend
    /// on the machine. Without it, boxes that carry the characters stand in their place.
    pub system_fonts: bool,
    /// The size of the pages.
    pub paper: Paper,
    /// The space around the text; `None` for what gives lines of 60 to 72 characters.
    pub margins: Option<Margins>,
    /// The size of running text in points; `None` for 11.4, or what suits the paper.
    pub font_size: Option<f32>,
    /// How many columns a page has: 1 or 2.
    pub columns: u8,
    /// Where a post begins.
    pub flow: Flow,
    /// What is seen of links.
    pub links: Links,
    /// The named theme.
    pub look: Look,
    /// What a theme of one's own changes of it.
    pub style: Style,
    /// The fonts of that theme, as the bytes of their files.
    pub fonts: Fonts<Vec<u8>>,
    /// How many pixels of a picture are kept for an inch of paper; `0` for all.
    pub dpi: u32,
    /// The cover.
    pub cover: Cover,
    /// Whether program text is coloured, as far as its language is known.
    pub highlight: bool,
    /// Whether punctuation at the edges of justified lines hangs a little beyond them.
    pub hanging_punctuation: bool,
    /// Whether the cards of films, sounds and embeds show their address as a QR code (ISO/IEC 18004).
    pub qr_codes: bool,
    /// How far the page's colour may reach beyond its edge, in points; with it come crop marks (ISO 32000-1 §14.11.2).
    pub bleed: Option<f32>,
}

impl Default for PdfOptions {
    fn default() -> Self {
        Self {
            path: None,
            system_fonts: false,
            paper: Paper::A4,
            margins: None,
            font_size: None,
            columns: 1,
            flow: Flow::NewPage,
            links: Links::Visible,
            look: Look::Plain,
            style: Style::default(),
            fonts: Fonts::default(),
            dpi: 220,
            cover: Cover::Drawn,
            highlight: false,
            hanging_punctuation: false,
            qr_codes: false,
            bleed: None,
        }
    }
}

/// The size of a page, in points (1/72 inch).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// From side to side.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

impl Paper {
    /// ISO 216: 210 mm by 297 mm.
    pub const A4: Self = Self { width: 595.28, height: 841.89 };
    /// ISO 216: 148 mm by 210 mm.
    pub const A5: Self = Self { width: 419.53, height: 595.28 };
    /// ANSI/ASME Y14.1: 8.5 by 11 inches.
    pub const LETTER: Self = Self { width: 612.0, height: 792.0 };

    /// The paper of a name (`a4`, `a5`, `letter`) or of two lengths (`170mmx240mm`, `6inx9in`, `432x648`; points where
    /// no unit is given). `None` for anything else, and for what is under 2 or over 200 inches (PDF's own limit).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        match text.as_str() {
            "a4" => return Some(Self::A4),
            "a5" => return Some(Self::A5),
            "letter" => return Some(Self::LETTER),
            _ => {}
        }
        let (width, height) = text.split_once(['x', '×'])?;
        let (width, height) = match (length(width), length(height)) {
            // `170x240mm`: the unit stands for both.
            (Some(_), Some(height)) if has_no_unit(width) => {
                (length(&format!("{width}{}", unit(&text)))?, height)
            }
            (Some(width), Some(height)) => (width, height),
            _ => return None,
        };
        let fits = |length: f32| (144.0..=14_400.0).contains(&length);
        (fits(width) && fits(height)).then_some(Self { width, height })
    }
}

/// The space around the text, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    /// Above.
    pub top: f32,
    /// On the right.
    pub right: f32,
    /// Below.
    pub bottom: f32,
    /// On the left.
    pub left: f32,
}

impl Margins {
    /// Margins as CSS has them: one length for all sides, two (above and below, right and left), or four (from above
    /// clockwise), parted by spaces or commas.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<f32> =
            text.split([' ', ',']).filter(|part| !part.is_empty()).map(length).collect::<Option<_>>()?;
        match parts[..] {
            [all] => Some(Self { top: all, right: all, bottom: all, left: all }),
            [high, wide] => Some(Self { top: high, right: wide, bottom: high, left: wide }),
            [top, right, bottom, left] => Some(Self { top, right, bottom, left }),
            _ => None,
        }
    }
}

/// The cover of an edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Cover {
    /// None: the file begins with its title page.
    None,
    /// Set in the theme, for editions of more than one post, with a post's featured picture if one is large enough.
    #[default]
    Drawn,
    /// This picture, as the bytes of its file.
    Given(Vec<u8>),
}

/// Where a post begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Flow {
    /// On a page of its own.
    #[default]
    NewPage,
    /// Below the one before it.
    Continuous,
}

/// What is seen of links. All of them work, in any way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Links {
    /// They stand out by their colour.
    #[default]
    Visible,
    /// As `Visible`, with their addresses at the foot of the page, for readers of paper.
    Footnotes,
    /// They look like the text around them.
    Plain,
}

/// The named themes, shared with EPUB's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Look {
    /// A serif for text, a sans for headings, blue links.
    #[default]
    Plain,
    /// Large sans titles and a red accent.
    Magazine,
    /// Serif throughout, and quieter.
    Journal,
}

/// A length in points: a number and `pt`, `mm`, `cm`, `in`, or nothing for points.
pub fn length(text: &str) -> Option<f32> {
    let text = text.trim();
    let (number, factor) = if let Some(number) = text.strip_suffix("mm") {
        (number, 72.0 / 25.4)
    } else if let Some(number) = text.strip_suffix("cm") {
        (number, 72.0 / 2.54)
    } else if let Some(number) = text.strip_suffix("in") {
        (number, 72.0)
    } else {
        (text.strip_suffix("pt").unwrap_or(text), 1.0)
    };
    let value = number.trim().parse::<f32>().ok()? * factor;
    (value.is_finite() && value >= 0.0).then_some(value)
}

fn has_no_unit(text: &str) -> bool {
    !text.trim().ends_with(|c: char| c.is_ascii_alphabetic())
}

fn unit(text: &str) -> &str {
    let at = text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    &text[at..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_and_margins_are_read() {
        assert_eq!(Paper::parse("A5"), Some(Paper::A5));
        assert_eq!(Paper::parse("6inx9in"), Some(Paper { width: 432.0, height: 648.0 }));
        assert_eq!(Paper::parse("6x9in"), Some(Paper { width: 432.0, height: 648.0 }));
        let paper = Paper::parse("210x297mm").unwrap();
        assert!((paper.width - 595.28).abs() < 0.01 && (paper.height - 841.89).abs() < 0.01);
        for wrong in ["a9", "10x10mm", "nanxinf", "x", "100x", "1e9x1e9"] {
            assert_eq!(Paper::parse(wrong), None, "{wrong}");
        }
        assert_eq!(
            Margins::parse("1in 2in"),
            Some(Margins { top: 72.0, right: 144.0, bottom: 72.0, left: 144.0 })
        );
        assert_eq!(Margins::parse("1in,2in,3in"), None);
    }
}
