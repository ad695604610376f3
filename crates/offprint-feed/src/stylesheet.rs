//! The page that browsers show in place of raw XML: a style sheet in CSS.
//!
//! Not XSLT: browsers have given it up (Chromium took it out in version 155).

/// Where it lies, beside the feeds; feeds in folders point up to it.
pub(crate) const PATH: &str = "feed.css";

pub(crate) const CSS: &str = include_str!("feed.css");

/// The way from a document to the style sheet.
pub(crate) fn href(document: &str) -> String {
    format!("{}{PATH}", "../".repeat(document.matches('/').count()))
}
