//! The formats that offprint comes with: each with its options, which become flags and keys of `offprint.toml`.

mod epub;
mod feeds;
mod markdown;
mod pdf;
mod pdf_style;

pub use epub::{EpubFormat, EpubSettings};
pub use feeds::{
    AtomContent, AtomFormat, Embeds, FeedSettings, IdKind, JsonFeedFormat, ResolvedFeed, RssFormat,
};
pub use markdown::{FlavorName, FrontMatterName, MarkdownFormat, MarkdownSettings, Rename};
pub use pdf::{Bleed, FlowName, FontSize, LinksName, PdfFormat, PdfSettings};
// Their types are in the settings.
pub use {offprint_epub, offprint_feed, offprint_markdown, offprint_pdf};

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
