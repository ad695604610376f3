//! Reading feeds back, also those made by others: what the W3C's feed validator would say of them.
//!
//! The rules, their names and which of them are errors follow the validator's own documentation
//! (<https://validator.w3.org/feed/docs/>); `docs/feeds.md` lists those that are here.

mod atom;
mod document;
mod history;
mod json;
pub(crate) mod markup;
mod podcast;
mod rss;
mod rules;
#[cfg(test)]
mod tests;
mod values;

pub use rules::{RULES, Rule};

use document::Document;
use jiff::Timestamp;
use offprint_core::Severity;

/// What a rule says about a place in a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule, of [`RULES`].
    pub rule: &'static Rule,
    /// From 1; 0 for the whole document.
    pub line: u32,
    /// From 1; 0 for the whole document.
    pub column: u32,
    /// What is wrong, with the value in question.
    pub message: String,
}

impl Finding {
    /// An error or a warning.
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }
}

/// What is known from outside of a feed that is checked.
#[derive(Debug, Clone, Copy, Default)]
pub struct CheckOptions<'a> {
    /// The address that the feed is served from.
    pub location: Option<&'a str>,
    /// The moment after which dates are in the future; without it none is.
    pub now: Option<Timestamp>,
}

/// Which format a feed was found to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// RSS 2.0 and its forerunners.
    Rss,
    /// Atom 1.0.
    Atom,
    /// JSON Feed 1.x.
    Json,
    /// Something else.
    Unknown,
}

/// What the validator's rules say of this feed, in the order of the document.
pub fn check(bytes: &[u8], options: &CheckOptions<'_>) -> (Kind, Vec<Finding>) {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if first == Some(&b'{') {
        return (Kind::Json, json::check(bytes, options));
    }
    let mut findings = Vec::new();
    let text = document::decode(bytes, &mut findings);
    // A document type is read, so that what it defines can be told of; it can name no file.
    let parsing = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let parsed = match roxmltree::Document::parse_with_options(&text, parsing) {
        Ok(parsed) => parsed,
        Err(error) => {
            let place = error.pos();
            findings.push(Finding {
                rule: rules::named("SAXError"),
                line: place.row,
                column: place.col,
                message: format!("not well-formed: {error}"),
            });
            return (Kind::Unknown, findings);
        }
    };
    let mut document = Document::new(&parsed, options, findings);
    let root = parsed.root_element();
    let kind = match (root.tag_name().namespace(), root.tag_name().name()) {
        (Some(document::ATOM), "feed" | "entry") => {
            atom::check(&mut document, root);
            Kind::Atom
        }
        (None, "rss") => {
            rss::check(&mut document, root);
            Kind::Rss
        }
        (_, name) => {
            document.say("InvalidNamespace", root, &format!("`{name}` is the root of no feed that is known"));
            Kind::Unknown
        }
    };
    (kind, document.finish())
}
