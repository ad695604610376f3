//! Bounds on markup, before it is parsed.
//!
//! The standard's algorithm takes time that grows with the square of the nesting and of a tag's attributes. No author
//! nests a hundred deep; what does is an attack or an accident. So tags that would nest deeper than [`MAX_NESTING`]
//! and attributes past [`MAX_ATTRIBUTES`] are left out, in one pass; no character between tags is touched.

use std::borrow::Cow;
use std::collections::HashMap;

/// Elements that may be open at a time, those not counted that close by themselves.
const MAX_NESTING: usize = 256;
/// Attributes that a tag may have.
const MAX_ATTRIBUTES: usize = 256;

/// Elements that never stay open around others of their kind, however many are not closed.
const SELF_CLOSING: [&str; 36] = [
    "a", "area", "base", "br", "button", "caption", "col", "colgroup", "dd", "dt", "embed", "hr", "img",
    "input", "li", "link", "meta", "nobr", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody",
    "td", "tfoot", "th", "thead", "tr", "track", "wbr", "html", "head", "body",
];

/// Elements whose content is text, not markup.
const TEXT_ONLY: [&str; 9] =
    ["iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"];

/// The markup within bounds, and whether something had to be left out.
pub(super) fn within_bounds(html: &str) -> (Cow<'_, str>, bool) {
    let mut scan = Scan { html, at: 0, kept: 0, out: None, open: Vec::new(), counts: HashMap::new() };
    while let Some(found) = memchr::memchr(b'<', &html.as_bytes()[scan.at..]) {
        scan.at += found;
        scan.tag();
    }
    match scan.out {
        Some(mut out) => {
            out.push_str(&html[scan.kept..]);
            (Cow::Owned(out), true)
        }
        None => (Cow::Borrowed(html), false),
    }
}

struct Scan<'a> {
    html: &'a str,
    at: usize,
    /// All before this is in `out`, if there is an `out`.
    kept: usize,
    out: Option<String>,
    /// The open elements, and whether their tags were left out.
    open: Vec<(&'a str, bool)>,
    counts: HashMap<String, usize>,
}

impl<'a> Scan<'a> {
    /// Goes past what begins with `<` here.
    fn tag(&mut self) {
        let html = self.html;
        let start = self.at;
        let rest = &html.as_bytes()[start..];
        match rest.get(1) {
            Some(b'!') if rest.starts_with(b"<!--") => self.at = self.after(start + 4, "-->"),
            Some(b'!' | b'?') => self.at = self.after(start + 2, ">"),
            Some(b'/') if rest.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                let name = name_at(html, start + 2);
                self.at = self.after(start + 2 + name.len(), ">");
                if self.close(name) {
                    self.leave_out(start, self.at);
                }
            }
            Some(letter) if letter.is_ascii_alphabetic() => {
                let name = name_at(html, start + 1);
                let (end, cut) = attributes(html.as_bytes(), start + 1 + name.len());
                self.at = end;
                if self.open(name) {
                    self.leave_out(start, end);
                } else if let Some(cut) = cut {
                    self.leave_out(cut, end.saturating_sub(1).max(cut));
                }
                if is_one_of(name, &TEXT_ONLY) {
                    self.at = self.text_end(name);
                }
            }
            _ => self.at = start + 1,
        }
    }

    /// Opens an element; whether its tag must be left out.
    fn open(&mut self, name: &'a str) -> bool {
        if is_one_of(name, &SELF_CLOSING) || is_one_of(name, &TEXT_ONLY) {
            return false;
        }
        let too_deep = self.open.len() >= MAX_NESTING;
        self.open.push((name, too_deep));
        *self.counts.entry(name.to_ascii_lowercase()).or_default() += 1;
        too_deep
    }

    /// Closes an element and those within it; whether its tag was left out.
    fn close(&mut self, name: &str) -> bool {
        if self.counts.get(&name.to_ascii_lowercase()).is_none_or(|&count| count == 0) {
            return false;
        }
        while let Some((opened, left_out)) = self.open.pop() {
            if let Some(count) = self.counts.get_mut(&opened.to_ascii_lowercase()) {
                *count -= 1;
            }
            if opened.eq_ignore_ascii_case(name) {
                return left_out;
            }
        }
        false
    }

    fn leave_out(&mut self, from: usize, to: usize) {
        let out = self.out.get_or_insert_default();
        out.push_str(&self.html[self.kept..from]);
        self.kept = to;
    }

    fn after(&self, from: usize, end: &str) -> usize {
        let found = memchr::memmem::find(&self.html.as_bytes()[from.min(self.html.len())..], end.as_bytes());
        found.map_or(self.html.len(), |found| from + found + end.len())
    }

    /// Where the end tag of a text-only element begins.
    fn text_end(&self, name: &str) -> usize {
        end_tag(self.html, self.at, name).unwrap_or(self.html.len())
    }
}

/// Where the next end tag of this name begins.
pub(super) fn end_tag(html: &str, from: usize, name: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"</") {
        at += found;
        let ends = bytes.get(at + 2..at + 2 + name.len());
        if ends.is_some_and(|ends| ends.eq_ignore_ascii_case(name.as_bytes())) {
            return Some(at);
        }
        at += 2;
    }
    None
}

/// The name of the tag that begins before `from`.
pub(super) fn tag_name(html: &str, from: usize) -> &str {
    name_at(html, from)
}

/// Where a tag ends whose attributes begin here.
pub(super) fn attributes_end(bytes: &[u8], from: usize) -> usize {
    attributes(bytes, from).0
}

/// Whether the content of this element is text, not markup.
pub(super) fn is_text_only(name: &str) -> bool {
    is_one_of(name, &TEXT_ONLY)
}

fn name_at(html: &str, from: usize) -> &str {
    let end =
        html.as_bytes()[from..].iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'));
    // A name ends before an ASCII byte, so the cut is at a character's border.
    &html[from..end.map_or(html.len(), |end| from + end)]
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    name.len() <= 10 && names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The index after the tag, and where the attributes begin that are too many.
fn attributes(bytes: &[u8], from: usize) -> (usize, Option<usize>) {
    let mut at = from;
    let mut count = 0;
    let mut cut = None;
    loop {
        while bytes.get(at).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/') {
            at += 1;
        }
        match bytes.get(at) {
            None => return (bytes.len(), cut),
            Some(b'>') => return (at + 1, cut),
            Some(_) => {}
        }
        count += 1;
        if count > MAX_ATTRIBUTES && cut.is_none() {
            cut = Some(at);
        }
        // The name: an equals sign may begin it.
        at += 1;
        while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>' | b'=')) {
            at += 1;
        }
        let mut value = at;
        while bytes.get(value).is_some_and(u8::is_ascii_whitespace) {
            value += 1;
        }
        if bytes.get(value) != Some(&b'=') {
            continue;
        }
        value += 1;
        while bytes.get(value).is_some_and(u8::is_ascii_whitespace) {
            value += 1;
        }
        at = match bytes.get(value) {
            Some(&quote @ (b'"' | b'\'')) => {
                let end = memchr::memchr(quote, &bytes[value + 1..]);
                end.map_or(bytes.len(), |end| value + 1 + end + 1)
            }
            _ => {
                let end = bytes[value.min(bytes.len())..]
                    .iter()
                    .position(|b| b.is_ascii_whitespace() || *b == b'>');
                end.map_or(bytes.len(), |end| value + end)
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_within_bounds_is_not_touched() {
        for html in [
            "",
            "a < b",
            "<p>a<b>c",
            "<!-- <div> --><x y='>'>",
            "<script>'<div>'</script>",
            "<br/>",
            "</",
            "<a b",
        ] {
            assert_eq!(within_bounds(html), (Cow::Borrowed(html), false));
        }
        let items = "<p>a<li>".repeat(1_000);
        assert!(!within_bounds(&items).1);
        let closed = "<div><em>x</em></div>".repeat(1_000);
        assert!(!within_bounds(&closed).1);
    }

    #[test]
    fn deep_nesting_and_many_attributes_are_cut() {
        let deep = format!("{}word{}tail", "<div>".repeat(1_000), "</div>".repeat(1_000));
        let (cut, changed) = within_bounds(&deep);
        assert!(changed && cut.contains("word") && cut.ends_with("</div>tail"));
        assert_eq!(cut.matches("<div>").count(), MAX_NESTING);
        assert_eq!(cut.matches("</div>").count(), MAX_NESTING);
        let many: String = (0..1_000).map(|n| format!(" x{n}='é>'")).collect();
        let tag = format!("<a href=x{many}>é</a>");
        let (cut, changed) = within_bounds(&tag);
        assert!(changed && cut.ends_with(">é</a>") && cut.matches("'é>'").count() == MAX_ATTRIBUTES - 1);
    }
}
