//! The syntax of shortcodes: `[name]`, `[name key="value" flag]`, `[name/]`, `[/name]`.
//!
//! Quotation marks may have been curled by the theme's typography.

use std::ops::Range;

/// A tag is never longer, in bytes.
const LONGEST: usize = 4_000;

/// A tag in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) closes: bool,
    /// `[name/]` needs no end.
    pub(super) closed: bool,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) range: Range<usize>,
}

impl Tag {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first value that has no name: `[youtube https://…]`, `[youtube=https://…]`.
    pub(super) fn bare(&self) -> Option<&str> {
        self.attribute("")
    }
}

/// The tags in this text, in order.
pub(super) fn tags(text: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('[').map(|open| at + open) {
        match tag_at(text, open) {
            Some(tag) => {
                at = tag.range.end;
                found.push(tag);
            }
            None => at = open + 1,
        }
    }
    found
}

fn tag_at(text: &str, open: usize) -> Option<Tag> {
    // `[[name]]` is how authors write about shortcodes.
    if text[..open].ends_with('[') {
        return None;
    }
    let mut rest = &text[open + 1..];
    let closes = rest.starts_with('/');
    rest = rest.strip_prefix('/').unwrap_or(rest);
    let length = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))
        .filter(|&length| length > 0 && rest.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let name = rest[..length].to_ascii_lowercase();
    let inner = &rest[length..];
    if !inner.starts_with(|c: char| c.is_whitespace() || matches!(c, ']' | '/' | '=')) {
        return None;
    }
    let end = end_of(inner)?;
    let (written, closed) = match inner[..end].trim_end().strip_suffix('/') {
        Some(written) => (written, true),
        None => (&inner[..end], false),
    };
    if closes && !written.trim().is_empty() {
        return None;
    }
    let start = text.len() - inner.len();
    Some(Tag { name, closes, closed, attributes: attributes(written), range: open..start + end + 1 })
}

/// Where the `]` stands that no quotation holds.
fn end_of(inner: &str) -> Option<usize> {
    let mut quote: Option<char> = None;
    let mut first = None;
    for (at, c) in inner.char_indices().take_while(|(at, _)| *at < LONGEST) {
        match (quote, family(c)) {
            (None, Some(family)) if inner[..at].ends_with('=') => quote = Some(family),
            (Some(open), Some(family)) if open == family => quote = None,
            (None, _) if c == ']' => return Some(at),
            (None, _) if c == '[' => return first,
            (Some(_), _) if c == ']' => first = first.or(Some(at)),
            _ => {}
        }
    }
    // A quotation that never ends held nothing.
    first
}

/// Marks that stand for the straight double or single one.
fn family(c: char) -> Option<char> {
    match c {
        '"' | '“' | '”' | '„' | '″' | '»' | '«' => Some('"'),
        '\'' | '‘' | '’' | '′' => Some('\''),
        _ => None,
    }
}

fn attributes(written: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = written.trim();
    while !rest.is_empty() {
        let name_end = rest.find(|c: char| c == '=' || c.is_whitespace() || family(c).is_some());
        let (name, after) = rest.split_at(name_end.unwrap_or(rest.len()));
        let (value, next) = match after.strip_prefix('=') {
            // An address without a name may hold an equals sign itself.
            Some(_) if name.contains("://") => word(rest),
            Some(value) => word(value),
            None if name.is_empty() => word(after),
            None => (name, after),
        };
        let named = after.starts_with('=') && !name.is_empty() && !name.contains("://");
        found.push((if named { name.to_ascii_lowercase() } else { String::new() }, value.to_owned()));
        rest = next.trim_start();
    }
    found
}

/// A value, quoted or up to the next space, and what follows it.
fn word(text: &str) -> (&str, &str) {
    let mut chars = text.chars();
    if let Some(quote) = chars.next().and_then(family) {
        let inner = chars.as_str();
        let end = inner.find(|c: char| family(c) == Some(quote));
        return match end {
            Some(end) => {
                let after = inner[end..].chars().next().map_or(0, char::len_utf8);
                (&inner[..end], &inner[end + after..])
            }
            None => (inner, ""),
        };
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let show = |tag: Tag| {
            let slash = if tag.closes { "/" } else { "" };
            let pairs: Vec<_> = tag.attributes.iter().map(|(key, value)| format!("{key}={value}")).collect();
            format!("{slash}{} {}", tag.name, pairs.join("|")).trim().to_owned()
        };
        assert_eq!(tags(text).into_iter().map(show).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn tags_and_their_attributes() {
        check("a [b] c [/b]", &["b", "/b"]);
        check("[vc_row el_class=”x y” id=″3″]", &["vc_row el_class=x y|id=3"]);
        check("[a b='c]d' e=f]", &["a b=c]d|e=f"]);
        check("[youtube https://youtu.be/x?t=1]", &["youtube =https://youtu.be/x?t=1"]);
        check("[youtube=https://youtu.be/x?t=1]", &["youtube =https://youtu.be/x?t=1"]);
        check("[gallery/]", &["gallery"]);
        check("[[gallery]] [1] […] [a", &[]);
        check("[sc name=\"x]", &["sc name=x"]);
    }
}
