//! What runs within a line.

use crate::{
    address::{is_absolute, link_address},
    options::Vocabulary,
    writer::Writer,
};
use offprint_core::{Image, Inline, Link, inlines_text};
use percent_encoding::percent_decode_str;
use std::slice;

impl<'a> Writer<'a> {
    pub(crate) fn inlines_to_html(&mut self, inlines: &'a [Inline]) {
        for (index, inline) in inlines.iter().enumerate() {
            // Words that are written for a picture are apart from those before and after.
            if edge_picture(inline, <[Inline]>::first)
                .is_some_and(|image| ends_in_word(&self.out) && self.is_missing(image))
            {
                self.text(" ");
            }
            self.inline_to_html(inline);
            let stands_in =
                edge_picture(inline, <[Inline]>::last).is_some_and(|image| self.is_missing(image));
            let joined = |next: &Inline| {
                matches!(next, Inline::Image(_))
                    || !inlines_text(slice::from_ref(next)).is_empty()
                        && !matches!(next, Inline::Text(text) if text.starts_with(begins_apart))
            };
            if stands_in && inlines.get(index + 1).is_some_and(joined) {
                self.text(" ");
            }
        }
    }

    fn inline_to_html(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text(text) if self.verse.is_some() => self.verse_text(text),
            Inline::Text(text) => self.text(text),
            Inline::Emphasis(content) => self.within("em", content),
            Inline::Strong(content) => self.within("strong", content),
            Inline::Strike(content) => self.within("s", content),
            Inline::Underline(content) => self.within("u", content),
            Inline::Highlight(content) => {
                let name = if self.options.vocabulary == Vocabulary::Feeds { "b" } else { "mark" };
                self.within(name, content);
            }
            Inline::Subscript(content) => self.within("sub", content),
            Inline::Superscript(content) => self.within("sup", content),
            Inline::Keyboard(content) => self.within("kbd", content),
            Inline::Quote(content) => self.within("q", content),
            Inline::Code(code) => {
                self.open("code");
                self.text(code);
                self.close("code");
                self.verse_goes_on();
            }
            Inline::Abbreviation { title, content } => {
                self.start("abbr");
                if let Some(title) = title {
                    self.attribute("title", title);
                }
                self.end();
                self.inlines_to_html(content);
                self.close("abbr");
            }
            Inline::Link(link) => self.link_to_html(link),
            Inline::Image(image) => {
                self.picture_to_html(image, None);
                self.verse_goes_on();
            }
            Inline::Note(note) => self.note_mark_to_html(note),
            Inline::Math(math) => {
                self.math_to_html(math);
                self.verse_goes_on();
            }
            Inline::Break => self.line_break(),
            Inline::Span { language: None, direction: None, content } => self.inlines_to_html(content),
            Inline::Span { language, direction, content } => {
                self.start("span");
                self.language(language.as_ref(), *direction);
                self.end();
                self.inlines_to_html(content);
                self.close("span");
            }
        }
    }

    pub(crate) fn line_break(&mut self) {
        self.start("br");
        self.end_void();
        if let Some(gap) = &mut self.verse {
            *gap = true;
        }
    }

    fn within(&mut self, name: &str, content: &'a [Inline]) {
        self.open(name);
        self.inlines_to_html(content);
        self.close(name);
    }

    fn link_to_html(&mut self, link: &'a Link) {
        if link.content.is_empty() {
            return;
        }
        let href = if self.in_link { None } else { self.href(&link.url) };
        let Some(href) = href else { return self.inlines_to_html(&link.content) };
        self.start("a");
        self.attribute("href", &href);
        if let Some(title) = &link.title {
            self.attribute("title", title);
        }
        self.end();
        self.in_link = true;
        self.pictures_name_link = inlines_text(&link.content).is_empty();
        self.inlines_to_html(&link.content);
        self.pictures_name_link = false;
        self.in_link = false;
        self.close("a");
    }

    /// Where a link really leads; `None` when it leads nowhere.
    pub(crate) fn href(&self, url: &str) -> Option<String> {
        if let Some(fragment) = url.strip_prefix('#') {
            if let Some(anchor) = self.anchor_named(fragment) {
                return self.own_address(&self.id_of(&anchor));
            }
        } else if !is_absolute(url) {
            return None;
        }
        let led = self.options.surroundings.link(url);
        if led.starts_with('#') { None } else { link_address(&led).map(String::from) }
    }

    /// The anchor that a fragment means: as it is written, else percent-decoded (HTML §7.4.6.4).
    fn anchor_named(&self, fragment: &str) -> Option<String> {
        if self.anchors.contains(fragment) {
            return Some(fragment.to_owned());
        }
        let decoded = percent_decode_str(fragment).decode_utf8().ok()?;
        self.anchors.contains(&*decoded).then(|| decoded.into_owned())
    }

    /// Text of a verse: indents and runs of spaces stay as wide as they are, by no-break spaces.
    fn verse_text(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            let (line, broken) = line.strip_suffix('\n').map_or((line, false), |line| (line, true));
            let mut kept = String::with_capacity(line.len());
            let mut gap = self.verse.unwrap_or_default();
            for c in line.chars() {
                let space = matches!(c, ' ' | '\t');
                kept.push(if space && gap { '\u{a0}' } else { c });
                gap = space;
            }
            // A tab has no width of its own in running text.
            self.text(&kept.replace('\t', " \u{a0}\u{a0}\u{a0}"));
            self.verse = Some(gap);
            if broken {
                self.line_break();
            }
        }
    }

    /// After something in a verse that is not text.
    fn verse_goes_on(&mut self) {
        if let Some(gap) = &mut self.verse {
            *gap = false;
        }
    }
}

/// Whether no space is wanted between words and this character after them.
fn begins_apart(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '»' | '”' | '’' | '…')
}

/// The picture at an edge of what this inline shows.
fn edge_picture<'i>(inline: &'i Inline, edge: fn(&'i [Inline]) -> Option<&'i Inline>) -> Option<&'i Image> {
    let mut at = inline;
    loop {
        match at {
            Inline::Image(image) => return Some(image),
            other => at = edge(other.content()?)?,
        }
    }
}

/// Whether the markup ends in a word, or in a picture, that more words would be joined to.
fn ends_in_word(html: &str) -> bool {
    let mut rest = html;
    while let Some(inside) = rest.strip_suffix('>') {
        let Some((before, tag)) = inside.rsplit_once('<') else { return true };
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        match name {
            "img" | "math" => return true,
            "a" | "abbr" | "b" | "code" | "em" | "kbd" | "mark" | "q" | "s" | "span" | "strong" | "sub"
            | "sup" | "u" => rest = before,
            _ => return false,
        }
    }
    rest.chars().next_back().is_some_and(|c| {
        !c.is_whitespace() && !matches!(c, '(' | '[' | '{' | '«' | '“' | '„' | '‘' | '‚' | '¿' | '¡')
    })
}
