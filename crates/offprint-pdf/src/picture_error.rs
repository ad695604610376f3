//! Why a picture cannot be in a document.

use image::ImageError;
use offprint_core::{codes, diagnostic::Code};
use std::io;

/// Why a picture cannot be in a document; the text is the end of a sentence about it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PictureError {
    /// The media store does not have it.
    #[error("is not at hand")]
    Missing,
    #[error("cannot be read ({0})")]
    Read(#[source] io::Error),
    /// Another thread failed while it read it.
    #[error("cannot be read")]
    Poisoned,
    #[error("is too large")]
    TooLarge,
    #[error("is too long and narrow")]
    TooNarrow,
    #[error("is empty")]
    Empty,
    /// Its structure is broken.
    #[error("{0}")]
    Damaged(&'static str),
    #[error("cannot be decoded")]
    Undecodable,
    #[error("cannot be decoded ({0})")]
    Decode(#[from] ImageError),
    #[error("{0}")]
    Avif(#[from] offprint_avif::Error),
    #[error("{0}")]
    Svg(#[from] offprint_drawing::Error),
    #[error("cannot be encoded ({0})")]
    Encode(#[source] ImageError),
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl PictureError {
    /// The code of a diagnostic about it.
    pub(crate) fn code(&self) -> Code {
        match self {
            Self::Missing => codes::MEDIA_MISSING,
            Self::Read(_) | Self::Poisoned => codes::MEDIA_UNREADABLE,
            Self::TooLarge
            | Self::Decode(ImageError::Limits(_))
            | Self::Avif(offprint_avif::Error::TooLarge) => codes::MEDIA_TOO_LARGE,
            Self::Decode(ImageError::Unsupported(_)) => codes::IMAGE_FORMAT_UNSUPPORTED,
            _ => codes::IMAGE_INVALID,
        }
    }
}
