//! Where shortcodes are in HTML: outside code, comments and tags.

use super::Found;
use crate::html::bounds::{attributes_end, end_tag, is_text_only, tag_name};
use crate::html::rules::Cleaning;
use crate::shortcodes::syntax::{Source, tag_at};
use crate::shortcodes::table::CODE;
use std::collections::HashMap;

/// Elements in whose text a shortcode is not one.
const VERBATIM: [&str; 15] = [
    "pre", "code", "kbd", "samp", "tt", "math", "svg", "template", "script", "style", "textarea", "iframe",
    "noembed", "noframes", "title",
];

/// Looks for shortcodes outside code.
pub(super) struct Scan<'s, 'a> {
    html: &'a str,
    cleaning: &'s Cleaning,
    work: &'s mut usize,
    found: Vec<Found>,
    open: HashMap<String, Vec<usize>>,
    /// The next `]`; where there is none, no shortcode ends.
    close: usize,
    /// Names of code whose end is not in the rest.
    without_end: Vec<String>,
}

impl<'s, 'a> Scan<'s, 'a> {
    pub(super) fn new(html: &'a str, cleaning: &'s Cleaning, work: &'s mut usize) -> Self {
        let (found, open, without_end) = (Vec::new(), HashMap::new(), Vec::new());
        Self { html, cleaning, work, found, open, close: 0, without_end }
    }

    pub(super) fn all(mut self) -> Vec<Found> {
        let bytes = self.html.as_bytes();
        let mut at = 0;
        while let Some(next) = memchr::memchr2(b'<', b'[', &bytes[at..]) {
            let start = at + next;
            at = if bytes[start] == b'<' { self.markup(start) } else { self.bracket(start) };
        }
        self.found
    }

    /// Goes past markup; where to go on.
    fn markup(&mut self, start: usize) -> usize {
        let html = self.html;
        let rest = &html[start..];
        let bytes = rest.as_bytes();
        let after = |end: &str| rest.find(end).map_or(html.len(), |found| start + found + end.len());
        match bytes.get(1) {
            Some(b'!') if rest.starts_with("<!--") => after("-->"),
            Some(b'!' | b'?') => after(">"),
            Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => after(">"),
            Some(letter) if letter.is_ascii_alphabetic() => {
                let name = tag_name(html, start + 1);
                let end = attributes_end(html.as_bytes(), start + 1 + name.len());
                let tag = &html[start..end];
                if tag.contains('[') || tag.contains("%5B") || tag.contains("%5b") {
                    self.found.push(Found::Element { start, end });
                }
                let verbatim = VERBATIM.iter().any(|known| known.eq_ignore_ascii_case(name));
                if verbatim || is_text_only(name) { self.end_of(name, end) } else { end }
            }
            _ => start + 1,
        }
    }

    /// Where an element ends whose text is not looked at.
    fn end_of(&self, name: &str, from: usize) -> usize {
        // An element that is not code's own ends with its block.
        let goes_on = is_text_only(name) || matches!(name, "pre" | "code" | "tt");
        let without_end = if goes_on { self.html.len() } else { from };
        end_tag(self.html, from, name).map_or(without_end, |end| end + 2)
    }

    /// Looks at a `[`; where to go on.
    fn bracket(&mut self, start: usize) -> usize {
        let (html, next) = (self.html, start + 1);
        // `\[` begins a formula.
        if html[..start].ends_with('\\') {
            return next;
        }
        if self.close <= start {
            let found = memchr::memchr(b']', &html.as_bytes()[start..]);
            self.close = found.map_or(usize::MAX, |found| start + found);
        }
        if self.close == usize::MAX {
            return next;
        }
        if html[next..].starts_with('[') {
            // `[[name a="b"]]` is how authors write about shortcodes: it is read after the parse.
            if let Some(tag) = tag_at(html, next, Source::Html, self.work) {
                if html[tag.end..].starts_with(']') {
                    return tag.end + 1;
                }
                let ending = format!("[/{}]]", tag.name);
                let near = &html.as_bytes()[tag.end..html.len().min(tag.end + 8_000)];
                let found = memchr::memmem::find(near, ending.as_bytes());
                return found.map_or(next, |found| tag.end + found + ending.len());
            }
            return next;
        }
        let Some(tag) = tag_at(html, start, Source::Html, self.work) else { return next };
        let end = tag.end;
        let name = tag.name.as_str();
        let is_own = self.cleaning.shortcodes().named.contains_key(name);
        if CODE.contains(&name)
            && !is_own
            && !tag.closes
            && !self.without_end.iter().any(|known| known == name)
        {
            let ending = format!("[/{name}]");
            match html[end..].find(&ending) {
                Some(found) => return end + found + ending.len(),
                None => self.without_end.push(name.to_owned()),
            }
        }
        let here = self.found.len();
        let mut partner = None;
        if tag.closes {
            partner = self.open.get_mut(name).and_then(Vec::pop);
            if let Some(begin) = partner
                && let Some(Found::Shortcode { partner, .. }) = self.found.get_mut(begin)
            {
                *partner = Some(here);
            }
        } else if !tag.closed {
            self.open.entry(name.to_owned()).or_default().push(here);
        }
        self.found.push(Found::Shortcode { start, tag, partner });
        end
    }
}
