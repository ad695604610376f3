//! Why a picture cannot be in a book.

use fast_image_resize::ResizeError;
use image::ImageError as DecodeError;
use offprint_core::{codes, diagnostic::Code};
use std::io;

/// Why a picture cannot be in a book; the text is the end of a sentence.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ImageError {
    #[error("it is not a picture")]
    NotAnImage,
    #[error("`{0}` cannot be shown in a book")]
    Unsupported(&'static str),
    /// Its structure is broken.
    #[error("{0}")]
    Damaged(&'static str),
    /// It has more bytes than this.
    #[error("it is larger than {} MiB", .0 >> 20)]
    TooManyBytes(u64),
    #[error("it is {0} × {1} points large")]
    TooManyPixels(u32, u32),
    #[error("it has no points")]
    Empty,
    #[error("it is too long and narrow")]
    TooNarrow,
    #[error("it is a drawing")]
    Drawing,
    #[error("it has more than eight bits")]
    Depth,
    #[error("it cannot be read: {0}")]
    Read(#[source] io::Error),
    #[error("it cannot be decoded: {}", one_line(.0))]
    Decode(#[from] DecodeError),
    #[error("it {0}")]
    Avif(#[from] offprint_avif::Error),
    #[error("it {0}")]
    Svg(#[from] offprint_drawing::Error),
    #[error("it cannot be sized down: {0}")]
    Resize(#[from] ResizeError),
    #[error("it cannot be encoded: {0}")]
    Encode(#[source] io::Error),
}

/// An error's text on one line, without its full stop.
fn one_line(error: &DecodeError) -> String {
    error.to_string().replace('\n', " ").trim_end_matches('.').to_owned()
}

impl ImageError {
    /// The code of a diagnostic about it.
    pub(crate) fn code(&self) -> Code {
        match self {
            Self::NotAnImage | Self::Unsupported(_) => codes::IMAGE_FORMAT_UNSUPPORTED,
            Self::TooManyBytes(_)
            | Self::TooManyPixels(..)
            | Self::Decode(DecodeError::Limits(_))
            | Self::Avif(offprint_avif::Error::TooLarge) => codes::MEDIA_TOO_LARGE,
            Self::Read(_) => codes::MEDIA_UNREADABLE,
            _ => codes::IMAGE_INVALID,
        }
    }
}
