//! A theme of one's own: what it changes of the named one.

use serde::Deserialize;

/// What a theme file says; whatever it leaves out stays as the named theme has it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Style {
    /// Size of running text in points, unless the options give one.
    pub font_size: Option<f32>,
    /// Distance of baselines, in sizes of the text: 1 to 3.
    pub leading: Option<f32>,
    /// Space between paragraphs, in lines: 0 to 3.
    pub paragraph_space: Option<f32>,
    /// What the sizes of titles and headings are multiplied with: 0.5 to 2.
    pub heading_scale: Option<f32>,
    /// Whether running text is justified.
    pub justify: Option<bool>,
    /// Colours.
    pub colours: Colours,
    /// Files of fonts with TrueType outlines, or names of families that are installed. Whoever reads the theme loads
    /// them into `PdfOptions::fonts`.
    pub fonts: Fonts<String>,
}

/// Colours, as `#rrggbb`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Colours {
    /// Running text.
    pub text: Option<Colour>,
    /// Bylines, captions, running heads.
    pub quiet: Option<Colour>,
    /// Links.
    pub links: Option<Colour>,
    /// The rules under titles.
    pub accent: Option<Colour>,
    /// Behind program text and cards.
    pub shade: Option<Colour>,
}

/// A colour, red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Colour(pub [u8; 3]);

/// A text is not a colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no colour such as `#1a5c3a`")]
pub struct ColourError(String);

impl TryFrom<String> for Colour {
    type Error = ColourError;

    fn try_from(text: String) -> Result<Self, ColourError> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii());
        let part = |from: usize| u8::from_str_radix(digits?.get(from..from + 2)?, 16).ok();
        match (part(0), part(2), part(4)) {
            (Some(red), Some(green), Some(blue)) => Ok(Self([red, green, blue])),
            _ => Err(ColourError(text)),
        }
    }
}

/// The faces of the families.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fonts<T> {
    /// Running text.
    pub text: Option<Faces<T>>,
    /// Titles and headings.
    pub headings: Option<Faces<T>>,
}

/// The faces of one family. A face that is missing is stood for by the regular one.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Faces<T> {
    /// Upright and of usual weight.
    pub regular: T,
    /// Bold.
    pub bold: Option<T>,
    /// Italic.
    pub italic: Option<T>,
    /// Bold and italic.
    pub bold_italic: Option<T>,
}

impl<T> Faces<T> {
    /// The same faces, each made into something else.
    ///
    /// # Errors
    /// The first that occurs.
    pub fn try_map<U, E>(&self, make: &mut dyn FnMut(&T) -> Result<U, E>) -> Result<Faces<U>, E> {
        Ok(Faces {
            regular: make(&self.regular)?,
            bold: self.bold.as_ref().map(&mut *make).transpose()?,
            italic: self.italic.as_ref().map(&mut *make).transpose()?,
            bold_italic: self.bold_italic.as_ref().map(&mut *make).transpose()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_or_refused() {
        assert_eq!(Colour::try_from("#1A5c3a".to_owned()), Ok(Colour([0x1a, 0x5c, 0x3a])));
        for wrong in ["1a5c3a", "#1a5c3", "#1a5c3g", "#é5c3a"] {
            assert!(Colour::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
