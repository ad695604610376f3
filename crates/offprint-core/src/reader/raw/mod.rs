//! Raw text, as exports and `context=edit` hold it, to the HTML that the REST API would answer.
//!
//! WordPress's filters in their order: blocks, bare addresses, curly quotes, paragraphs, shortcodes. What comes out is
//! HTML for the one parse there is; nothing here judges markup. Written by hand, for no library knows these rules.

mod autop;
mod blocks;
mod embed_lines;
mod expand;
mod library;
mod markup;
mod shortcodes;
mod texturize;

use super::side::SideTables;
use crate::diagnostic::{Remark, codes};
use crate::html::{Cleaning, CleaningReport};
use crate::model::Language;
use std::borrow::Cow;

/// What raw text names by number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub(super) side: &'a SideTables,
    /// The post's own number.
    pub(super) id: Option<u64>,
    /// Ids and HTML of the footnotes in its meta.
    pub(super) footnotes: &'a [(String, String)],
    pub(super) language: Option<&'a Language>,
    /// Shortcodes that stay as text are not expanded.
    pub(super) cleaning: &'a Cleaning,
}

/// Raw text, made HTML.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    pub(super) html: String,
    /// What has no HTML, by rule.
    pub(super) report: CleaningReport,
    /// What there is to say to the author, each once.
    pub(super) warnings: Vec<Remark>,
}

impl Rendered {
    fn warn(&mut self, code: codes::Code, message: String) {
        let warning = Remark { code, message };
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}

/// A post's text.
pub(super) fn content(raw: &str, around: &Surroundings<'_>) -> Rendered {
    let mut rendered = Rendered::default();
    let raw = unix_lines(raw);
    let has_blocks = blocks::any(&raw);
    let html = if has_blocks {
        blocks::render(&raw, around, &mut rendered)
    } else {
        shortcodes::code_to_pre(&raw).into_owned()
    };
    let html = embed_lines::apart(&html);
    let html = texturize::curl(&html, around.language);
    // Text that has blocks has its paragraphs.
    let html = if has_blocks { html } else { autop::autop(&html) };
    let html = library::with_addresses(html, around, &mut rendered);
    rendered.html = expand::shortcodes(&html, around, &mut rendered);
    rendered
}

/// A title.
pub(super) fn title(raw: &str, language: Option<&Language>) -> String {
    texturize::curl(raw.trim(), language)
}

/// An excerpt.
pub(super) fn excerpt(raw: &str, language: Option<&Language>) -> String {
    if raw.trim().is_empty() {
        return String::new();
    }
    autop::autop(&texturize::curl(&unix_lines(raw), language))
}

fn unix_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests;
