//! The XML of an item or of the channel as a small tree, leniently.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// What is wrong with the XML of an export.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// It cannot be parsed.
    #[error("{0}")]
    Syntax(#[from] quick_xml::Error),
    /// An element has no end tag.
    #[error("`<{0}>` is not closed")]
    Unclosed(String),
    /// The item has no end tag.
    #[error("it has no end")]
    NoEnd,
    /// The item has none of the elements that WordPress writes.
    #[error("it has no number, no type and no content")]
    NotAnItem,
}

/// An element: either it holds others, or text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name with the usual prefix, whatever the file's own is: `wp:post_id`, `content:encoded`.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    /// The text; elements within text stand in it as they were written.
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

impl Element {
    /// The child of this name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of the child of this name, when it is not blank.
    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim()).filter(|text| !text.is_empty())
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The prefixes that a file declares, and what they usually are.
#[derive(Debug, Clone, Default)]
pub(super) struct Prefixes(HashMap<String, &'static str>);

impl Prefixes {
    /// From `xmlns:prefix="address"`: the address tells, of whatever version it is.
    fn declare(&mut self, tag: &BytesStart<'_>) {
        for attribute in tag.attributes().with_checks(false).flatten() {
            let Some(prefix) = attribute.key.into_inner().strip_prefix("xmlns:") else { continue };
            let address = attribute.value.trim_end_matches('/');
            let usual = if address.contains("wordpress.org/export/") && address.ends_with("/excerpt") {
                "excerpt"
            } else if address.contains("wordpress.org/export/") {
                "wp"
            } else if address.ends_with("purl.org/rss/1.0/modules/content") {
                "content"
            } else if address.contains("purl.org/dc/") {
                "dc"
            } else {
                continue;
            };
            self.0.insert(prefix.to_owned(), usual);
        }
    }

    /// Whether the namespace of exports is declared.
    pub(super) fn of_exports(&self) -> bool {
        self.0.values().any(|usual| *usual == "wp")
    }

    fn usual(&self, name: &str) -> String {
        match name.split_once(':') {
            Some((prefix, local)) => {
                let prefix = self.0.get(prefix).copied().unwrap_or(prefix);
                format!("{prefix}:{local}")
            }
            None => name.to_owned(),
        }
    }
}

/// Elements that hold elements; all others hold text.
fn is_container(name: &str) -> bool {
    matches!(
        name,
        "rss"
            | "rdf:RDF"
            | "channel"
            | "item"
            | "image"
            | "wp:author"
            | "wp:category"
            | "wp:tag"
            | "wp:term"
            | "wp:termmeta"
            | "wp:postmeta"
            | "wp:comment"
            | "wp:commentmeta"
    )
}

/// Whether this can only be the next field, so that the one before was not closed.
fn begins_a_field(name: &str) -> bool {
    is_container(name) && name != "image"
        || name.starts_with("wp:")
        || matches!(name, "content:encoded" | "excerpt:encoded" | "dc:creator" | "pubDate")
}

/// After so many errors of syntax, what follows is given up.
const PATIENCE: usize = 16;

/// Parses as much as can be; what is wrong is told, once.
///
/// Declarations of prefixes are added to `prefixes`.
pub(super) fn parse(xml: &str, prefixes: &mut Prefixes) -> (Vec<Element>, Option<Problem>) {
    let mut parsing = Parsing { stack: vec![Element::default()], problem: None };
    let mut rest = xml;
    for _ in 0..PATIENCE {
        // The reader passes over a byte order mark without counting it.
        rest = rest.trim_start_matches('\u{feff}');
        let mut reader = Reader::from_str(rest);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let stopped = loop {
            let before = usize::try_from(reader.buffer_position()).unwrap_or(rest.len());
            match reader.read_event() {
                Ok(Event::Eof) => break None,
                Ok(event) => {
                    let after = usize::try_from(reader.buffer_position()).unwrap_or(rest.len());
                    parsing.event(event, rest.get(before..after).unwrap_or_default(), prefixes);
                }
                Err(error) => {
                    parsing.say(error.into());
                    break Some(before);
                }
            }
        };
        let Some(at) = stopped else { break };
        // What could not be read is text up to the next tag.
        let next = memchr::memchr(b'<', &rest.as_bytes()[at + 1..]).map(|next| at + 1 + next);
        let bad = &rest[at..next.unwrap_or(rest.len())];
        parsing.text(bad.strip_prefix("<![CDATA[").unwrap_or(bad));
        rest = &rest[next.unwrap_or(rest.len())..];
        if rest.is_empty() {
            break;
        }
    }
    parsing.end()
}

struct Parsing {
    stack: Vec<Element>,
    problem: Option<Problem>,
}

impl Parsing {
    fn say(&mut self, problem: Problem) {
        self.problem.get_or_insert(problem);
    }

    fn event(&mut self, event: Event<'_>, written: &str, prefixes: &mut Prefixes) {
        match event {
            Event::Start(tag) => {
                prefixes.declare(&tag);
                self.start(&tag, written, prefixes, false);
            }
            Event::Empty(tag) => {
                prefixes.declare(&tag);
                self.start(&tag, written, prefixes, true);
            }
            Event::End(tag) => self.close(&prefixes.usual(tag.name().into_inner()), written),
            Event::Text(_) => self.text(written),
            Event::GeneralRef(_) => {
                let resolved = reference(written);
                self.text(&resolved);
            }
            // Within text, a section is text.
            Event::CData(section) => self.text(&section),
            Event::Comment(_) if self.in_text() => self.text(written),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => {}
        }
    }

    fn in_text(&self) -> bool {
        self.stack.last().is_some_and(|open| self.stack.len() > 1 && !is_container(&open.name))
    }

    fn start(&mut self, tag: &BytesStart<'_>, written: &str, prefixes: &Prefixes, empty: bool) {
        let name = prefixes.usual(tag.name().into_inner());
        if self.in_text() {
            if !begins_a_field(&name) {
                self.text(written);
                return;
            }
            let open = self.stack.last().map(|open| open.name.clone()).unwrap_or_default();
            self.say(Problem::Unclosed(open));
            self.pop();
        }
        let mut written = tag.attributes();
        let attributes = written.with_checks(false).flatten().map(|attribute| {
            let value = quick_xml::escape::unescape(&attribute.value)
                .map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned);
            (attribute.key.into_inner().to_owned(), value)
        });
        let element = Element { name, attributes: attributes.collect(), ..Element::default() };
        self.stack.push(element);
        if empty {
            self.pop();
        }
    }

    fn close(&mut self, name: &str, written: &str) {
        let Some(index) = self.stack.iter().rposition(|open| open.name == name).filter(|&index| index > 0)
        else {
            if self.in_text() {
                self.text(written);
            }
            return;
        };
        if index + 1 < self.stack.len() {
            let open = self.stack.last().map(|open| open.name.clone()).unwrap_or_default();
            // An end of an element further out within text may be the text's own.
            if self.in_text() && !begins_a_field(name) {
                self.text(written);
                return;
            }
            self.say(Problem::Unclosed(open));
        }
        while self.stack.len() > index {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if let Some(element) = self.stack.pop()
            && let Some(parent) = self.stack.last_mut()
        {
            parent.children.push(element);
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text()
            && let Some(open) = self.stack.last_mut()
        {
            open.text.push_str(text);
        }
    }

    fn end(mut self) -> (Vec<Element>, Option<Problem>) {
        while self.stack.len() > 1 {
            self.pop();
        }
        (self.stack.pop().map(|root| root.children).unwrap_or_default(), self.problem)
    }
}

/// The character of a reference; a name that XML does not know is HTML's, and is left to it.
fn reference(written: &str) -> String {
    match written {
        "&amp;" => "&".to_owned(),
        "&lt;" => "<".to_owned(),
        "&gt;" => ">".to_owned(),
        "&quot;" => "\"".to_owned(),
        "&apos;" => "'".to_owned(),
        other => {
            let digits = other.trim_start_matches("&#").trim_end_matches(';');
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => digits.parse(),
            };
            let letter = number.ok().filter(|_| other.starts_with("&#")).and_then(char::from_u32);
            letter.map_or_else(|| other.to_owned(), |letter| letter.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(elements: &[Element]) -> String {
        let show = |element: &Element| {
            let inner =
                if element.children.is_empty() { element.text.clone() } else { shown(&element.children) };
            format!("{}({inner})", element.name)
        };
        elements.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    fn check(xml: &str, expected: &str, has_problem: bool) {
        let (elements, problem) = parse(xml, &mut Prefixes::default());
        assert_eq!(shown(&elements), expected, "{xml}");
        assert_eq!(problem.is_some(), has_problem, "{xml}: {problem:?}");
    }

    #[test]
    fn texts() {
        check("\u{feff}<a>b</a>", "a(b)", false);
        check("<title>a &amp; b &hellip; &#x2019;</title>", "title(a & b &hellip; ’)", false);
        check("<title><![CDATA[a &amp; <b>]]></title>", "title(a &amp; <b>)", false);
        check("<title><![CDATA[a]]]]><![CDATA[>b]]></title>", "title(a]]>b)", false);
        check("<item>\n<wp:post_id>1</wp:post_id>\n</item>", "item(wp:post_id(1))", false);
        check("<item><title/><link></link></item>", "item(title() link())", false);
    }

    #[test]
    fn the_address_tells_the_prefix() {
        let xml =
            "<rss xmlns:w='http://wordpress.org/export/1.0/'><channel><w:tag><w:tag_slug>a</w:tag_slug>";
        check(xml, "rss(channel(wp:tag(wp:tag_slug(a))))", false);
    }

    #[test]
    fn what_is_broken() {
        check("<item><title>a & b</title></item>", "item(title(a & b))", false);
        check("<item><title>a<wp:status>draft</wp:status></item>", "item(title(a) wp:status(draft))", true);
        check("<item><title>a</item>", "item(title(a))", true);
        check(
            "<item><title>a < b</title><wp:status>x</wp:status></item>",
            "item(title(a < b</title>) wp:status(x))",
            true,
        );
        check(
            "<content:encoded><p>a <b>b</b></p></content:encoded>",
            "content:encoded(<p>a <b>b</b></p>)",
            false,
        );
        check("<item><title><![CDATA[a</title></item>", "item(title(a))", true);
        check("<item><title>a\u{1}b</title></item>", "item(title(a\u{1}b))", false);
    }
}
