//! Running text to Markdown: tokens, then the form of each span, then the characters that need an escape.

use crate::{
    escape::{self, Line},
    flanking,
    options::{Flavor, Formulas, Style, Wrap},
    templates,
    tokens::{Form, Kind, Surroundings, Token, Tokens, inlines_to_tokens},
    wrap,
};
use offprint_core::Inline;

/// Where running text stands: what may stand at its line starts, and how a line is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// A paragraph.
    Paragraph,
    /// The first paragraph of a list item, where `[x]` would be a task's box.
    Item {
        /// Whether it has a box that is not ticked: then no `[x]` may stand in its line (cmark-gfm looks for it
        /// anywhere).
        unticked: bool,
    },
    /// The first paragraph of a quotation, where `[!NOTE]` would be an alert.
    Quotation,
    /// A poem: a paragraph whose spaces are kept.
    Poem,
    /// Who said a quotation, in `<cite>`.
    Citation,
    /// A heading: one line.
    Heading,
    /// A cell of a pipe table: one line, pipes escaped.
    Cell,
}

impl Setting {
    /// Whether lines may start here, and so need a look at what they start with.
    fn has_lines(self) -> bool {
        !matches!(self, Self::Heading | Self::Cell)
    }
}

/// The Markdown of running text; lines are separated by `\n`. Empty when there is nothing to show.
pub(crate) fn inlines_to_markdown<'a>(
    inlines: &'a [Inline],
    setting: Setting,
    around: &mut dyn Surroundings<'a>,
) -> String {
    let wrap = (setting == Setting::Citation).then_some(("<cite>", "</cite>"));
    let mut tokens = inlines_to_tokens(inlines, setting == Setting::Poem, wrap, around);
    let style = around.style();
    flanking::choose_forms(&mut tokens, setting.has_lines(), style);
    let runs = flanking::literal_runs(&tokens, setting.has_lines());
    let mut writer = Writer::new(&tokens, setting, style, runs);
    writer.tokens();
    if writer.gaps { wrap::broken(&writer.out, style.wrap) } else { writer.out }
}

/// Writes tokens; knows what was written before and what comes next.
pub(crate) struct Writer<'t, 'a> {
    pub(crate) tokens: &'t Tokens<'a>,
    pub(crate) setting: Setting,
    pub(crate) style: Style,
    /// Whether spaces are marked, for lines to be broken at some of them.
    pub(crate) gaps: bool,
    pub(crate) out: String,
    /// Whether each run of `*`, `_`, `~` and `$` needs an escape, in the order of the text.
    pub(crate) runs: std::vec::IntoIter<bool>,
    /// Whether back quotes of the text need an escape.
    pub(crate) escape_back_quotes: bool,
    /// For each link or picture around: whether square brackets of its text need an escape.
    pub(crate) links: Vec<bool>,
    /// Whether a `[` of the text stands before.
    pub(crate) after_bracket: bool,
    /// Where in its block the next text stands.
    pub(crate) line: Line,
}

impl<'t, 'a> Writer<'t, 'a> {
    fn new(tokens: &'t Tokens<'a>, setting: Setting, style: Style, runs: Vec<bool>) -> Self {
        let running = matches!(setting, Setting::Paragraph | Setting::Item { .. } | Setting::Quotation);
        Self {
            tokens,
            setting,
            style,
            gaps: style.wrap != Wrap::None && running,
            out: String::new(),
            runs: runs.into_iter(),
            escape_back_quotes: escape::back_quotes_pair(&tokens.list),
            links: Vec::new(),
            after_bracket: false,
            line: if setting.has_lines() { Line::First } else { Line::Middle },
        }
    }

    fn tokens(&mut self) {
        for index in 0..self.tokens.list.len() {
            self.token(index);
            if !matches!(self.tokens.list[index], Token::Break) {
                self.line = Line::Middle;
            }
        }
    }

    fn token(&mut self, index: usize) {
        let tokens = self.tokens;
        match &tokens.list[index] {
            Token::Text(text) => self.text(index, text),
            Token::Coded('\u{a0}') => self.out.push_str("&nbsp;"),
            Token::Coded(c) => self.out.push_str(&format!("&#x{:X};", u32::from(*c))),
            Token::Open(span) => {
                let span = tokens.spans[*span];
                self.out.push_str(mark(span.kind, span.form, true));
            }
            Token::Close(span) => {
                let span = tokens.spans[*span];
                self.out.push_str(mark(span.kind, span.form, false));
            }
            Token::LinkOpen { image } => {
                self.out.push_str(if *image { "![" } else { "[" });
                self.links.push(escape::brackets_are_odd(tokens, index));
            }
            Token::LinkClose(target) => {
                self.out.push_str(target);
                self.links.pop();
            }
            Token::Atom(atom) => self.out.push_str(atom),
            Token::Note(mark) => self.out.push_str(mark),
            Token::Math(tex) => self.math(index, tex),
            Token::Break => self.line_break(),
        }
    }

    fn line_break(&mut self) {
        if self.setting.has_lines() {
            // kramdown knows no backslash here.
            self.out.push_str(if self.style.flavor == Flavor::Jekyll { "  \n" } else { "\\\n" });
            self.line = Line::Further;
        } else {
            self.out.push_str(match (self.style.no_html, self.style.flavor) {
                (true, _) => " ",
                (false, Flavor::Mdx) => "<br />",
                (false, _) => "<br>",
            });
        }
    }

    /// `$…$` where all who know it read it so, else GitHub's `` $`…`$ ``, else code.
    fn math(&mut self, index: usize, tex: &str) {
        let list = &self.tokens.list;
        let before = index.checked_sub(1).and_then(|index| list.get(index));
        let beside = matches!(before, Some(Token::Text(text)) if text.ends_with(char::is_alphanumeric))
            || matches!(list.get(index + 1), Some(Token::Text(text)) if text.starts_with(char::is_alphanumeric));
        if self.out.ends_with('$') || (self.out.ends_with('`') && !self.out.ends_with("\\`")) {
            self.out.push_str(self.style.separator());
        }
        let tex = tex.split(['\n', '\r', '\0']).map(str::trim).collect::<Vec<_>>().join(" ");
        let tex = templates::spaced(&tex, self.style.flavor);
        let dollars = tex.contains('$') || tex.ends_with('\\');
        let simple = !dollars && !tex.contains('`') && !reads_as_markup(&tex);
        match self.style.flavor.formulas() {
            Formulas::Fence | Formulas::Dollars if simple && !beside => {
                self.out.push_str(&format!("${tex}$"));
                return;
            }
            Formulas::Dollars | Formulas::Doubled if simple => {
                self.out.push_str(&format!("$${tex}$$"));
                return;
            }
            Formulas::Code if !self.style.no_html => {
                let code = crate::html::coded(&tex, self.style);
                let class = if self.style.flavor == Flavor::Mdx { "className" } else { "class" };
                self.out.push_str(&format!("<code {class}=\"language-math\">{code}</code>"));
                return;
            }
            _ => {}
        }
        if let Some(code) = crate::destination::code_span(&tex) {
            let single = code.starts_with('`') && !code.starts_with("``") && !dollars;
            let dollar = if single && self.style.flavor.formulas() == Formulas::Fence { "$" } else { "" };
            self.out.push_str(&format!("{dollar}{code}{dollar}"));
        }
    }
}

/// Whether a parser that knows no mathematics takes something in TeX for a tag or a link: what is in code is neither.
fn reads_as_markup(tex: &str) -> bool {
    let bytes = tex.as_bytes();
    let opens = |at: usize| {
        bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
    };
    let tag = (0..bytes.len()).find(|&at| bytes[at] == b'<' && opens(at));
    tag.is_some_and(|at| tex[at..].contains('>')) || tex.contains("](") || tex.contains("][")
}

/// What opens or closes a span.
fn mark(kind: Kind, form: Form, open: bool) -> &'static str {
    match (form, kind, open) {
        (Form::Star, Kind::Strong, _) => "**",
        (Form::Star, ..) => "*",
        (Form::Underscore, Kind::Strong, _) => "__",
        (Form::Underscore, ..) => "_",
        (Form::Tilde, ..) => "~~",
        (Form::Html, Kind::Emphasis, true) => "<em>",
        (Form::Html, Kind::Emphasis, false) => "</em>",
        (Form::Html, Kind::Strong, true) => "<strong>",
        (Form::Html, Kind::Strong, false) => "</strong>",
        (Form::Html, Kind::Strike, true) => "<del>",
        (Form::Html, Kind::Strike, false) => "</del>",
    }
}
