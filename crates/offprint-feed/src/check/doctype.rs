//! The document type: that of RSS 0.91 defines the names of characters, any other names a file that no reader fetches.

use std::borrow::Cow;

const RSS_091: &str = "-//Netscape Communications//DTD RSS 0.91//EN";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DocumentType {
    /// None, or one that names no file.
    Plain,
    /// That of RSS 0.91, where the RSS Advisory Board keeps it.
    Rss091,
    /// That of RSS 0.91, where Netscape kept it.
    Rss091Gone,
    /// Another file.
    External,
}

impl DocumentType {
    pub(super) fn is_rss_091(self) -> bool {
        matches!(self, Self::Rss091 | Self::Rss091Gone)
    }
}

pub(super) fn document_type(text: &str) -> DocumentType {
    let Some(declaration) = declaration(text) else { return DocumentType::Plain };
    if declaration.contains(RSS_091) {
        if declaration.contains("http://my.netscape.com/") {
            DocumentType::Rss091Gone
        } else {
            DocumentType::Rss091
        }
    } else if [" SYSTEM ", " PUBLIC "].iter().any(|keyword| declaration.contains(keyword)) {
        DocumentType::External
    } else {
        DocumentType::Plain
    }
}

/// The declaration before the root, without its internal subset.
fn declaration(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\u{feff}');
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else {
            break;
        };
        rest = rest.split_once(end)?.1;
    }
    rest.starts_with("<!DOCTYPE").then(|| rest.split(['>', '[']).next().unwrap_or_default())
}

/// Text whose names of characters are references by number, as the document type of RSS 0.91 has it.
pub(super) fn resolve_names(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut resolved = String::with_capacity(text.len());
    let mut parts = text.split('&');
    resolved.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let name = part
            .split_once(';')
            .map(|(name, _)| name)
            .filter(|name| !matches!(*name, "amp" | "lt" | "gt" | "quot" | "apos"));
        let code = name
            .and_then(|name| html5ever::data::NAMED_ENTITIES.get(&format!("{name};")))
            .map(|&(code, _)| code);
        match (name, code.filter(|&code| code != 0)) {
            (Some(name), Some(code)) => {
                resolved.push_str(&format!("&#{code}"));
                resolved.push_str(&part[name.len()..]);
            }
            _ => {
                resolved.push('&');
                resolved.push_str(part);
            }
        }
    }
    Cow::Owned(resolved)
}
