//! The formats that offprint comes with: each with its options, which become flags and keys of `offprint.toml`.

mod epub;
mod feeds;
mod markdown;
mod pdf;
mod pdf_style;

pub use epub::{EpubFormat, EpubSettings};
pub use feeds::{AtomFormat, FeedSettings, JsonFeedFormat, RssFormat};
pub use markdown::{MarkdownFormat, MarkdownSettings};
pub use pdf::{PdfFormat, PdfSettings};

use crate::format::Formats;

/// Adds all of them.
pub(crate) fn add_to(formats: &mut Formats) {
    formats.add(RssFormat);
    formats.add(AtomFormat);
    formats.add(JsonFeedFormat);
    formats.add(EpubFormat);
    formats.add(MarkdownFormat);
    formats.add(PdfFormat);
}
