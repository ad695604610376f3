//! Running text as a flat row of tokens: where markup stands, before it is decided how it is written.

use crate::options::{Flavor, Style};
use crate::{destination, html, mathml, templates};
use offprint_core::{Image, Inline, Link, MathNode};
use std::borrow::Cow;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token<'a> {
    /// Characters that must be read as these characters.
    Text(Cow<'a, str>),
    /// White space that parsers would take away, to be written as a character reference.
    Coded(char),
    /// The start of the span of this number.
    Open(usize),
    /// Its end.
    Close(usize),
    /// `[`, or `![` of a picture.
    LinkOpen {
        /// Whether it is a picture.
        image: bool,
    },
    /// `](…)`, as written.
    LinkClose(String),
    /// Markup that is finished; begins and ends with ASCII punctuation.
    Atom(Cow<'a, str>),
    /// The mark of a note, finished.
    Note(String),
    /// TeX.
    Math(&'a str),
    /// A line break that the author made.
    Break,
}

/// What a span says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Emphasis,
    Strong,
    Strike,
}

/// How a span is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `*`, `**`
    Star,
    /// `_`, `__`
    Underscore,
    /// `~~`
    Tilde,
    /// `<em>`
    Html,
}

/// A span: emphasis of some kind, with its tokens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    pub(crate) kind: Kind,
    pub(crate) form: Form,
    /// Where its tokens stand.
    pub(crate) open: usize,
    pub(crate) close: usize,
}

/// The tokens of some running text.
#[derive(Debug, Default)]
pub(crate) struct Tokens<'a> {
    pub(crate) list: Vec<Token<'a>>,
    pub(crate) spans: Vec<Span>,
}

/// What the making of tokens has to know of the post around.
pub(crate) trait Surroundings<'a> {
    /// The mark for a note, whose body is taken along.
    fn note(&mut self, note: &'a offprint_core::Note) -> String;
    /// The address that a link leads to.
    fn address(&self, url: &'a str) -> Cow<'a, str>;
    /// Where a picture is.
    fn picture(&self, url: &'a str) -> Cow<'a, str>;
    /// The name of the post that this address leads to, where posts are linked by name.
    fn wiki_name(&self, url: &str) -> Option<String>;
    /// For whom it is written.
    fn style(&self) -> Style;
}

/// Turns inlines into tokens. White space at the edges of spans goes outside, at the edges of the whole it goes away;
/// `wrap` are tags around what is left.
pub(crate) fn inlines_to_tokens<'a>(
    inlines: &'a [Inline],
    keep_space: bool,
    wrap: Option<(&'static str, &'static str)>,
    around: &mut dyn Surroundings<'a>,
) -> Tokens<'a> {
    let style = around.style();
    let mut maker = Maker { tokens: Tokens::default(), around, style, in_link: false, keep_space };
    maker.inlines(inlines);
    maker.trim_end();
    let mut tokens = maker.tokens;
    if let Some((open, close)) = wrap
        && !tokens.list.is_empty()
    {
        tokens.list.insert(0, Token::Atom(Cow::Borrowed(open)));
        tokens.list.push(Token::Atom(Cow::Borrowed(close)));
    }
    for (index, token) in tokens.list.iter().enumerate() {
        match token {
            Token::Open(span) => tokens.spans[*span].open = index,
            Token::Close(span) => tokens.spans[*span].close = index,
            _ => {}
        }
    }
    tokens
}

struct Maker<'a, 'b> {
    tokens: Tokens<'a>,
    around: &'b mut dyn Surroundings<'a>,
    style: Style,
    in_link: bool,
    /// Whether runs of spaces are kept (poems): they are written as no-break spaces.
    keep_space: bool,
}

impl<'a> Maker<'a, '_> {
    fn inlines(&mut self, inlines: &'a [Inline]) {
        inlines.iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Emphasis(content) => self.span(Kind::Emphasis, content),
            Inline::Strong(content) => self.span(Kind::Strong, content),
            Inline::Strike(content) => self.span(Kind::Strike, content),
            Inline::Underline(content) => self.element("<u>", "</u>", content),
            Inline::Highlight(content) if self.style.flavor == Flavor::Obsidian && is_plain(content) => {
                self.element("==", "==", content);
            }
            Inline::Highlight(content) => self.element("<mark>", "</mark>", content),
            Inline::Subscript(content) => self.element("<sub>", "</sub>", content),
            Inline::Superscript(content) => self.element("<sup>", "</sup>", content),
            Inline::Keyboard(content) => self.element(self.style.flavor.keyboard_tag(), "</kbd>", content),
            Inline::Quote(content) => self.element("<q>", "</q>", content),
            Inline::Abbreviation { title, content } => match title {
                Some(title) => {
                    let open = format!("<abbr title=\"{}\">", html::attribute(title));
                    self.tagged(open, "</abbr>", content);
                }
                None => self.element("<abbr>", "</abbr>", content),
            },
            Inline::Span { language, direction, content } => {
                match html::language_attributes(language.as_ref(), *direction) {
                    attributes if attributes.is_empty() => self.inlines(content),
                    attributes => self.tagged(format!("<span{attributes}>"), "</span>", content),
                }
            }
            Inline::Code(code) => self.code(code),
            Inline::Link(link) => self.link(link),
            Inline::Image(image) => self.image(image),
            Inline::Note(note) => {
                let mark = self.around.note(note);
                self.push(Token::Note(mark));
            }
            Inline::Math(math) => match (&math.tex, &math.mathml) {
                (Some(tex), _) if !tex.trim().is_empty() => self.push(Token::Math(tex.trim())),
                (_, Some(node)) if mathml::is_math(node) => self.math_node(node),
                (_, Some(node)) => {
                    self.push(Token::Atom("<math>".into()));
                    self.math_node(node);
                    self.push(Token::Atom("</math>".into()));
                }
                _ => {}
            },
            Inline::Break => self.line_break(),
        }
    }

    fn push(&mut self, token: Token<'a>) {
        self.tokens.list.push(token);
    }

    /// Where white space has to go that stands at the end: before the opening marks that stand there.
    fn before_openings(&self) -> usize {
        let list = &self.tokens.list;
        let openings = |token: &&Token| matches!(token, Token::Open(_) | Token::LinkOpen { .. });
        list.len() - list.iter().rev().take_while(openings).count()
    }

    fn text(&mut self, text: &'a str) {
        let line_start = matches!(
            self.before_openings().checked_sub(1).and_then(|index| self.tokens.list.get(index)),
            None | Some(Token::Break)
        );
        let mut folded = if self.keep_space { fold_poem(text, line_start) } else { fold(text) };
        if folded.starts_with(' ') {
            self.space();
            folded = match folded {
                Cow::Borrowed(text) => Cow::Borrowed(&text[1..]),
                Cow::Owned(text) => Cow::Owned(text[1..].to_owned()),
            };
        }
        let Some(first) = folded.chars().next() else { return };
        let at_edge = matches!(
            self.tokens.list.last(),
            None | Some(Token::Open(_) | Token::LinkOpen { .. } | Token::Break)
        );
        if at_edge && crate::class::is_wide_space(first) {
            self.push(Token::Coded(first));
            folded = Cow::Owned(folded[first.len_utf8()..].to_owned());
            if folded.is_empty() {
                return;
            }
        }
        match self.tokens.list.last_mut() {
            Some(Token::Text(last)) => last.to_mut().push_str(&folded),
            _ => self.push(Token::Text(folded)),
        }
    }

    /// One space, unless there is white space already.
    fn space(&mut self) {
        let at = self.before_openings();
        match at.checked_sub(1).and_then(|index| self.tokens.list.get_mut(index)) {
            None | Some(Token::Break) => {}
            Some(Token::Text(text)) => {
                if !text.ends_with(' ') {
                    text.to_mut().push(' ');
                }
            }
            Some(_) => self.tokens.list.insert(at, Token::Text(Cow::Borrowed(" "))),
        }
    }

    fn line_break(&mut self) {
        let at = self.before_openings();
        let mut rest = self.tokens.list.split_off(at);
        self.take_space();
        self.code_last();
        if !self.tokens.list.is_empty() {
            self.push(Token::Break);
        }
        self.tokens.list.append(&mut rest);
    }

    /// Takes a space from the end; tells whether there was one.
    fn take_space(&mut self) -> bool {
        let Some(Token::Text(text)) = self.tokens.list.last_mut() else { return false };
        let Some(shorter) = text.strip_suffix(' ') else { return false };
        if shorter.is_empty() {
            self.tokens.list.pop();
        } else {
            let length = shorter.len();
            match text {
                Cow::Borrowed(text) => *text = &text[..length],
                Cow::Owned(text) => text.truncate(length),
            }
        }
        true
    }

    /// Makes a no-break space at the end one that no parser takes for the end of a word.
    fn code_last(&mut self) {
        let Some(Token::Text(text)) = self.tokens.list.last_mut() else { return };
        let Some(last) = text.chars().next_back().filter(|&c| crate::class::is_wide_space(c)) else { return };
        let length = text.len() - last.len_utf8();
        text.to_mut().truncate(length);
        if length == 0 {
            self.tokens.list.pop();
        }
        self.push(Token::Coded(last));
    }

    /// Takes white space from the end, closes, and puts it behind. An empty pair goes away whole.
    fn close(&mut self, open: usize, token: Token<'a>) {
        let mut breaks = 0;
        let mut space = false;
        loop {
            if self.take_space() {
                space = true;
            } else if self.tokens.list.len() > open + 1 && self.tokens.list.last() == Some(&Token::Break) {
                self.tokens.list.pop();
                breaks += 1;
            } else {
                break;
            }
        }
        self.code_last();
        if self.tokens.list.len() == open + 1 {
            self.tokens.list.pop();
        } else {
            self.push(token);
        }
        (0..breaks).for_each(|_| self.line_break());
        if space && breaks == 0 {
            self.space();
        }
    }

    fn span(&mut self, kind: Kind, content: &'a [Inline]) {
        let span = self.tokens.spans.len();
        self.tokens.spans.push(Span { kind, form: Form::Html, open: usize::MAX, close: usize::MAX });
        self.push(Token::Open(span));
        self.inlines(content);
        self.close_at(&Token::Open(span), Token::Close(span));
    }

    fn close_at(&mut self, opening: &Token<'a>, closing: Token<'a>) {
        // White space that came meanwhile moved the opening, so it is looked for.
        match self.tokens.list.iter().rposition(|token| token == opening) {
            Some(open) => self.close(open, closing),
            None => self.push(closing),
        }
    }

    fn element(&mut self, open: &'static str, close: &'static str, content: &'a [Inline]) {
        let at = self.tokens.list.len();
        self.push(Token::Atom(Cow::Borrowed(open)));
        self.inlines(content);
        self.close_element(at, close);
    }

    fn tagged(&mut self, open: String, close: &'static str, content: &'a [Inline]) {
        let at = self.tokens.list.len();
        self.push(Token::Atom(Cow::Owned(open)));
        self.inlines(content);
        self.close_element(at, close);
    }

    fn close_element(&mut self, at: usize, close: &'static str) {
        if self.tokens.list.len() == at + 1 {
            self.tokens.list.pop();
        } else {
            self.push(Token::Atom(Cow::Borrowed(close)));
        }
    }

    fn code(&mut self, code: &'a str) {
        if code.is_empty() {
            return;
        }
        let beside_code = matches!(self.tokens.list.last(), Some(Token::Atom(atom)) if atom.ends_with('`'));
        // At the start of a block, `[` and this would be a definition.
        let defines = code.contains("]:") && matches!(self.tokens.list.first(), Some(Token::LinkOpen { .. }));
        let written = templates::code_span(code, self.style.flavor).filter(|_| !beside_code && !defines);
        let spaced = || {
            let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
            templates::code_span(&code, self.style.flavor).filter(|_| !beside_code).ok_or(code)
        };
        match written {
            Some(span) => self.push(Token::Atom(Cow::Owned(span))),
            None if self.style.no_html => match spaced() {
                Ok(span) => self.push(Token::Atom(Cow::Owned(span))),
                Err(code) => self.push(Token::Atom(Cow::Owned(html::coded(&code, self.style)))),
            },
            None => {
                self.push(Token::Atom(Cow::Borrowed("<code>")));
                self.push(Token::Atom(Cow::Owned(html::coded(code, self.style))));
                self.push(Token::Atom(Cow::Borrowed("</code>")));
            }
        }
    }

    fn link(&mut self, link: &'a Link) {
        if self.in_link {
            self.inlines(&link.content);
            return;
        }
        if let Some(name) = self.around.wiki_name(&link.url)
            && is_plain(&link.content)
        {
            let text = offprint_core::inlines_text(&link.content);
            let text = text.trim();
            let shown = if text == name { String::new() } else { format!("|{text}") };
            self.push(Token::Atom(Cow::Owned(format!("[[{name}{shown}]]"))));
            return;
        }
        let url = self.around.address(&link.url);
        if link.title.is_none()
            && let [Inline::Text(text)] = &*link.content
            && let Some(autolink) = destination::autolink(&url, text, self.style.flavor)
        {
            self.push(Token::Atom(Cow::Owned(autolink)));
            return;
        }
        let target = destination::link_close(&url, link.title.as_deref());
        self.push(Token::LinkOpen { image: false });
        if link.content.is_empty() {
            return self.push(Token::LinkClose(target));
        }
        self.in_link = true;
        self.inlines(&link.content);
        self.in_link = false;
        if matches!(self.tokens.list.last(), Some(Token::LinkOpen { .. })) {
            // A link without text could not be seen.
            self.push(Token::Text(url));
        }
        self.close_at(&Token::LinkOpen { image: false }, Token::LinkClose(target));
    }

    fn image(&mut self, image: &'a Image) {
        let alt = image.alt.as_deref().unwrap_or_default();
        if image.url.is_empty() {
            self.text(alt);
            return;
        }
        self.push(Token::LinkOpen { image: true });
        let alt = fold(alt);
        let alt = alt.trim_matches(' ');
        if !alt.is_empty() {
            self.push(Token::Text(Cow::Owned(alt.to_owned())));
        }
        let url = self.around.picture(&image.url);
        self.push(Token::LinkClose(destination::link_close(&url, image.title.as_deref())));
    }

    fn math_node(&mut self, node: &'a MathNode) {
        match node {
            MathNode::Text(text) => self.math_text(text),
            MathNode::Element { name, attributes, children } => {
                let open = html::open_tag(name, attributes.iter().map(|(name, value)| (*name, &**value)));
                self.push(Token::Atom(Cow::Owned(open)));
                for child in children {
                    if MathNode::is_token(name) {
                        self.math_text(&child.text());
                    } else {
                        self.math_node(child);
                    }
                }
                self.push(Token::Atom(Cow::Owned(format!("</{name}>"))));
            }
        }
    }

    /// The text of a formula never has a part in Markdown: as references.
    fn math_text(&mut self, text: &str) {
        if !text.is_empty() {
            self.push(Token::Atom(Cow::Owned(html::coded(text, self.style))));
        }
    }

    fn trim_end(&mut self) {
        while self.take_space() || self.tokens.list.last() == Some(&Token::Break) {
            if self.tokens.list.last() == Some(&Token::Break) {
                self.tokens.list.pop();
            }
        }
        self.code_last();
    }
}

/// Whether this is text alone, in which nothing is markup to anybody.
fn is_plain(content: &[Inline]) -> bool {
    let [Inline::Text(text)] = content else { return false };
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | ',' | '.' | '’' | '\'' | '(' | ')');
    !text.starts_with(' ') && !text.ends_with(' ') && text.chars().all(plain)
}

/// White space as single spaces; no-break spaces stay. What no file should hold becomes U+FFFD.
fn fold(text: &str) -> Cow<'_, str> {
    let blank = |c: char| c.is_ascii_whitespace() || c == '\x0b';
    let odd = text.bytes().zip(text.bytes().skip(1)).any(|(a, b)| a == b' ' && b == b' ')
        || text.bytes().any(|b| matches!(b, 0 | b'\t'..=b'\r'));
    if !odd {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if blank(c) => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            '\0' => folded.push('\u{fffd}'),
            c => folded.push(c),
        }
    }
    Cow::Owned(folded)
}

/// The white space of a poem: of a run, all but the last are no-break spaces; at the start of a line all are.
fn fold_poem(text: &str, line_start: bool) -> Cow<'_, str> {
    let blank = |c: char| c.is_ascii_whitespace() || c == '\x0b';
    let mut folded = String::with_capacity(text.len());
    let mut indented = line_start;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let run_goes_on = chars.peek().is_some_and(|&next| blank(next));
        match c {
            '\0' => folded.push('\u{fffd}'),
            c if blank(c) && (run_goes_on || indented) => folded.push('\u{a0}'),
            c if blank(c) => folded.push(' '),
            c => folded.push(c),
        }
        indented &= blank(c);
    }
    Cow::Owned(folded)
}
