//! Pages, contents and drawings, as far as links need them.

use percent_encoding::percent_decode_str;
use quick_xml::Reader;
use quick_xml::escape::EscapeError;
use quick_xml::events::attributes::AttrError;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum Malformed {
    #[error("{0}")]
    Syntax(#[from] quick_xml::Error),
    #[error("{0}")]
    Attribute(#[from] AttrError),
    #[error("{0}")]
    Escape(#[from] EscapeError),
    #[error("an element is not closed")]
    Unclosed,
    #[error("it does not have one root element")]
    Roots,
}

/// What a document holds that others may name, and what it names.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) ids: HashSet<String>,
    /// Ids that more than one element has.
    pub(super) twice: Vec<String>,
    pub(super) references: Vec<Reference>,
}

/// An address that a document names.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    pub(super) address: String,
    /// Whether it is followed rather than shown.
    pub(super) is_link: bool,
}

impl Document {
    /// # Errors
    /// When it is not well-formed.
    pub(super) fn read(text: &str) -> Result<Self, Malformed> {
        let mut document = Self::default();
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        let mut depth = 0_usize;
        let mut roots = 0;
        loop {
            let event = reader.read_event()?;
            if depth == 0 && matches!(event, Event::Start(_) | Event::Empty(_)) {
                roots += 1;
            }
            match event {
                Event::Eof => break,
                Event::Start(tag) => {
                    depth += 1;
                    document.element(&tag)?;
                }
                Event::Empty(tag) => document.element(&tag)?,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        match (depth, roots) {
            (0, 1) => Ok(document),
            (0, _) => Err(Malformed::Roots),
            _ => Err(Malformed::Unclosed),
        }
    }

    fn element(&mut self, tag: &BytesStart<'_>) -> Result<(), Malformed> {
        let name = tag.local_name().as_ref().to_owned();
        for attribute in tag.attributes() {
            let attribute = attribute?;
            let value = quick_xml::escape::unescape(&attribute.value)?;
            let key = attribute.key.as_ref();
            match (&*name, key) {
                (_, "id") if !self.ids.insert(value.clone().into_owned()) => {
                    self.twice.push(value.into_owned());
                }
                ("a" | "area", "href" | "xlink:href") | ("content", "src") => self.refer(&value, true),
                ("link", "href")
                | ("image" | "use", "href" | "xlink:href")
                | ("img" | "source" | "audio" | "video" | "track" | "iframe" | "embed" | "script", "src")
                | ("video", "poster")
                | ("object", "data") => self.refer(&value, false),
                _ => {}
            }
        }
        Ok(())
    }

    fn refer(&mut self, address: &str, is_link: bool) {
        self.references.push(Reference { address: address.trim().to_owned(), is_link });
    }
}

/// Whether an address has a scheme: it leads out of the book.
pub(super) fn leads_out(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else { return address.starts_with("//") };
    let mut letters = scheme.chars();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// The path that an address relative to this folder names.
pub(super) fn resolved(folder: &str, address: &str) -> String {
    let mut parts: Vec<String> = match address.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect(),
    };
    for part in address.split(['?', '#']).next().unwrap_or_default().split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(decoded(part)),
        }
    }
    parts.join("/")
}

/// The text without percent-encoding.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        assert_eq!(resolved("OEBPS/text", "../images/a%20b.png?x#y"), "OEBPS/images/a b.png");
        assert_eq!(resolved("", "nav.xhtml"), "nav.xhtml");
        assert!(leads_out("https://a.example") && leads_out("mailto:a@b") && !leads_out("ch1.xhtml#a:b"));
    }

    #[test]
    fn ids_and_links() {
        let page = "<html><a id=\"x\" href=\"b.xhtml?a&amp;b\"/><img id=\"x\" src=\"p.png\"/></html>";
        let document = Document::read(page).unwrap();
        assert_eq!(document.twice, ["x"]);
        assert_eq!(document.references[0].address, "b.xhtml?a&b");
        assert!(Document::read("<a><b></a>").is_err() && Document::read("<a>").is_err());
    }
}
