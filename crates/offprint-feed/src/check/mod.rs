//! Reading feeds back, also those made by others: what the W3C's feed validator would say of them.
//!
//! The rules, their names and which of them are errors follow the validator's own documentation
//! (<https://validator.w3.org/feed/docs/>); `docs/feeds.md` lists those that are here.

mod atom;
mod atom_text;
mod categories;
mod doctype;
mod document;
mod extensions;
mod json;
mod links;
pub(crate) mod markup;
mod namespaces;
mod people;
mod podcast;
mod rdf;
mod rss;
mod rss_channel;
mod rss_item;
mod rules;
mod styles;
#[cfg(test)]
mod tests;
mod uri;
mod values;

pub use rules::{RULES, Rule};

use doctype::DocumentType;
use document::Document;
use jiff::Timestamp;
use namespaces::{ATOM, ATOM_03, RDF, RSS_11};
use offprint_core::Severity;
use std::borrow::Cow;

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
    /// RSS 2.0 and its forerunners, RSS 1.0 among them.
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
    let document_type = doctype::document_type(&text);
    let text: Cow<'_, str> = match &text {
        text if document_type.is_rss_091() => doctype::resolve_names(text),
        text => Cow::Borrowed(text),
    };
    // A document type is read for what it defines; the file that it names is not.
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
    match document_type {
        DocumentType::External => {
            document.say(
                "ContainsSystemEntity",
                root,
                "the document type names a file that no reader fetches",
            );
        }
        DocumentType::Rss091Gone => {
            document.say("DeprecatedDTD", root, "Netscape serves this document type no longer");
        }
        DocumentType::Plain | DocumentType::Rss091 => {}
    }
    let kind = match (root.tag_name().namespace(), root.tag_name().name()) {
        (Some(ATOM), "feed") => {
            atom::check(&mut document, root);
            Kind::Atom
        }
        (Some(ATOM), "entry") => {
            atom::entry(&mut document, root, false);
            Kind::Atom
        }
        (None, "rss") => {
            rss::check(&mut document, root, document_type);
            Kind::Rss
        }
        (Some(RDF), "RDF") => {
            rdf::check(&mut document, root);
            Kind::Rss
        }
        (Some(RSS_11), "Channel") => {
            rdf::check_11(&mut document, root);
            Kind::Rss
        }
        (Some(ATOM_03), _) => {
            document.say("ObsoleteNamespace", root, "this is Atom 0.3, which no reader has to know any more");
            Kind::Unknown
        }
        (None, "feed" | "entry" | "Channel") => {
            let message = format!("`{}` has no namespace (RFC 4287 §1.2)", root.tag_name().name());
            document.say("MissingNamespace", root, &message);
            Kind::Unknown
        }
        (Some(namespace), name @ ("feed" | "entry" | "rss" | "Channel")) => {
            let message = format!("`{name}` has the namespace `{namespace}`, which is that of no feed");
            document.say("InvalidNamespace", root, &message);
            Kind::Unknown
        }
        (_, name) => {
            document.say("UndefinedElement", root, &format!("`{name}` is not the root of a feed"));
            Kind::Unknown
        }
    };
    (kind, document.finish())
}
