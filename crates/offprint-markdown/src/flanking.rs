//! Delimiter runs: which spans `*`, `_` and `~~` can say, and which of these characters in text need an escape.
//!
//! CommonMark §6.2 decides by the characters on both sides. Parsers differ in two points, and what is written here is
//! read alike by all: whether symbols are punctuation (see [`classes`](crate::class::classes)), and whether a `~` beside a
//! run counts (cmark-gfm looks past it).

use crate::{
    class::{Classes, OTHER, PUNCT, SPACE, classes, maybe_left, maybe_right, surely_left, surely_right},
    options::Style,
    tokens::{Form, Kind, Span, Token, Tokens},
};

/// Gives every span the plainest form that says it. Where there may be no HTML, spans that want it go away.
pub(crate) fn choose_forms(tokens: &mut Tokens<'_>, lines: bool, style: Style) {
    loop {
        give_forms(tokens, lines, style);
        let is_html = |span: &Span| span.form == Form::Html && span.open != usize::MAX;
        if !style.no_html || !tokens.spans.iter().any(is_html) {
            return;
        }
        take_html_spans(tokens);
    }
}

/// Takes the marks of spans away that would be HTML, and closes the text over the gaps.
fn take_html_spans(tokens: &mut Tokens<'_>) {
    let mut kept: Vec<Token<'_>> = Vec::with_capacity(tokens.list.len());
    for token in std::mem::take(&mut tokens.list) {
        match (token, kept.last_mut()) {
            (Token::Open(span) | Token::Close(span), _) if tokens.spans[span].form == Form::Html => {
                tokens.spans[span].open = usize::MAX;
            }
            (Token::Text(text), Some(Token::Text(last))) => last.to_mut().push_str(&text),
            (token, _) => kept.push(token),
        }
    }
    for (index, token) in kept.iter().enumerate() {
        match token {
            Token::Open(span) => tokens.spans[*span].open = index,
            Token::Close(span) => tokens.spans[*span].close = index,
            _ => {}
        }
    }
    tokens.list = kept;
}

fn give_forms(tokens: &mut Tokens<'_>, lines: bool, style: Style) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..tokens.list.len() {
        match tokens.list[index] {
            Token::Open(span) => {
                tokens.spans[span].form = form(tokens, span, &open, lines, style);
                open.push(span);
            }
            Token::Close(_) => {
                open.pop();
            }
            _ => {}
        }
    }
}

fn form(tokens: &Tokens<'_>, number: usize, around: &[usize], lines: bool, style: Style) -> Form {
    let span = tokens.spans[number];
    let view = View { tokens, lines };
    let (outer_left, inner_left) = (view.before(span.open, 0), view.after(span.open + 1, 0));
    let (inner_right, outer_right) = (view.before(span.close, 0), view.after(span.close + 1, 0));
    let flanks = surely_left(outer_left, inner_left) && surely_right(inner_right, outer_right);
    let fits = |form: Form| {
        let nested = |&outer: &usize| {
            let outer = tokens.spans[outer];
            outer.form == form && outer.kind == span.kind
        };
        let touches = |index: Option<usize>| match index.and_then(|index| tokens.list.get(index)) {
            Some(Token::Open(other) | Token::Close(other)) => tokens.spans[*other].form == form,
            _ => false,
        };
        // A span inside one of its own kind, or right beside another, would join with it.
        !around.iter().any(nested) && !touches(span.open.checked_sub(1)) && !touches(Some(span.close + 1))
    };
    if !flanks {
        return Form::Html;
    }
    if span.kind == Kind::Strike {
        return if style.flavor.is_extended() && fits(Form::Tilde) { Form::Tilde } else { Form::Html };
    }
    if fits(Form::Star) {
        return Form::Star;
    }
    let apart = (outer_left | outer_right) & OTHER == 0;
    if apart && fits(Form::Underscore) { Form::Underscore } else { Form::Html }
}

/// A run of one of the characters, in the text or as markup.
struct Run {
    character: u8,
    opens: bool,
    closes: bool,
    /// Only runs of the text can be escaped; a run beside markup of its own character must be.
    text: bool,
    escaped: bool,
}

impl Run {
    /// A `$` that is markup, or not of the text.
    fn dollar() -> Self {
        Self { character: b'$', opens: true, closes: true, text: false, escaped: false }
    }
}

/// For each run of `*`, `_`, `~` or `$` in the texts, in order: whether it needs an escape. One does that could pair
/// with another.
pub(crate) fn literal_runs(tokens: &Tokens<'_>, lines: bool) -> Vec<bool> {
    let view = View { tokens, lines };
    let mut runs = Vec::new();
    for (index, token) in tokens.list.iter().enumerate() {
        match token {
            Token::Text(text) => text_runs(&view, index, text, &mut runs),
            Token::Open(span) | Token::Close(span) => {
                let character = match tokens.spans[*span].form {
                    Form::Star => b'*',
                    Form::Underscore => b'_',
                    Form::Tilde => b'~',
                    Form::Html => continue,
                };
                let (before, after) = (view.before(index, 0), view.after(index + 1, 0));
                let (opens, closes) = can(character, before, after);
                runs.push(Run { character, opens, closes, text: false, escaped: false });
            }
            Token::Math(_) => runs.push(Run::dollar()),
            // Mathematics may be looked for before code and addresses are.
            Token::Atom(text) if text.contains('$') => runs.push(Run::dollar()),
            Token::LinkClose(text) if text.contains('$') => runs.push(Run::dollar()),
            _ => {}
        }
    }
    escape_pairs(&mut runs);
    runs.iter().filter(|run| run.text).map(|run| run.escaped).collect()
}

fn escape_pairs(runs: &mut [Run]) {
    let slot = |character: u8| match character {
        b'*' => 0,
        b'_' => 1,
        b'~' => 2,
        _ => 3,
    };
    let mut opened = [false; 4];
    for run in runs.iter_mut() {
        run.escaped |= run.closes && opened[slot(run.character)];
        opened[slot(run.character)] |= run.opens;
    }
    let mut closed = [false; 4];
    for run in runs.iter_mut().rev() {
        run.escaped |= run.opens && closed[slot(run.character)];
        closed[slot(run.character)] |= run.closes;
    }
}

fn text_runs(view: &View<'_, '_>, index: usize, text: &str, runs: &mut Vec<Run>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let character = bytes[at];
        if !matches!(character, b'*' | b'_' | b'~' | b'$') {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().take_while(|&&b| b == character).count();
        let (before, after) = (view.before(index, at), view.after(index, at + length));
        let (opens, closes) = match (character, length) {
            (b'$', 2..) => (true, true),
            _ => can(character, before, after),
        };
        let at_start = at == 0 && index.checked_sub(1).is_some_and(|index| view.marks_with(index, character));
        let at_end = at + length == bytes.len() && view.marks_with(index + 1, character);
        runs.push(Run { character, opens, closes, text: true, escaped: at_start || at_end });
        at += length;
    }
}

/// Whether a run could open and could close, in some reading.
fn can(character: u8, before: Classes, after: Classes) -> (bool, bool) {
    let (left, right) = (maybe_left(before, after), maybe_right(before, after));
    match character {
        // Within a word `_` does nothing.
        b'_' => (left && before & (SPACE | PUNCT) != 0, right && after & (SPACE | PUNCT) != 0),
        b'$' => (after & !SPACE != 0, before & !SPACE != 0),
        _ => (left, right),
    }
}

/// Looks from a place to both sides.
struct View<'t, 'a> {
    tokens: &'t Tokens<'a>,
    /// Whether a break is `\` and a line end (else `<br>`).
    lines: bool,
}

impl View<'_, '_> {
    /// What a parser sees before the byte at `offset` of token `index`.
    fn before(&self, index: usize, offset: usize) -> Classes {
        let mut seen = 0;
        if let Some(Token::Text(text)) = self.tokens.list.get(index)
            && offset > 0
        {
            match last_but_tildes(&text[..offset], &mut seen) {
                Some(c) => return seen | classes(c),
                None => seen |= PUNCT,
            }
        }
        for token in self.tokens.list[..index].iter().rev() {
            match token {
                Token::Text(text) => match last_but_tildes(text, &mut seen) {
                    Some(c) => return seen | classes(c),
                    None => seen |= PUNCT,
                },
                Token::Open(span) | Token::Close(span) if self.tokens.spans[*span].kind == Kind::Strike => {
                    seen |= PUNCT;
                }
                Token::Break if self.lines => return seen | SPACE,
                _ => return seen | PUNCT,
            }
        }
        seen | SPACE
    }

    /// What a parser sees from the byte at `offset` of token `index` on.
    fn after(&self, index: usize, offset: usize) -> Classes {
        let mut seen = 0;
        for (number, token) in self.tokens.list.iter().enumerate().skip(index) {
            match token {
                Token::Text(text) => {
                    let text = if number == index { &text[offset..] } else { text };
                    let rest = text.trim_start_matches('~');
                    if rest.len() < text.len() {
                        seen |= PUNCT;
                    }
                    if let Some(c) = rest.chars().next() {
                        return seen | classes(c);
                    }
                }
                Token::Open(span) | Token::Close(span) if self.tokens.spans[*span].kind == Kind::Strike => {
                    seen |= PUNCT;
                }
                _ => return seen | PUNCT,
            }
        }
        seen | SPACE
    }

    /// Whether the token is markup of this character.
    fn marks_with(&self, index: usize, character: u8) -> bool {
        match self.tokens.list.get(index) {
            Some(Token::Open(span) | Token::Close(span)) => match self.tokens.spans[*span].form {
                Form::Star => character == b'*',
                Form::Underscore => character == b'_',
                Form::Tilde => character == b'~',
                Form::Html => false,
            },
            Some(Token::Math(_)) => character == b'$',
            _ => false,
        }
    }
}

/// The last character that is no tilde; a tilde adds punctuation to what is seen.
fn last_but_tildes(text: &str, seen: &mut Classes) -> Option<char> {
    let rest = text.trim_end_matches('~');
    if rest.len() < text.len() {
        *seen |= PUNCT;
    }
    rest.chars().next_back()
}
