//! Characters of the text that a parser would take for markup: only these get a backslash.

use crate::{
    destination::is_reference,
    inline::{Setting, Writer},
    mdx,
    options::Flavor,
    tokens::{Token, Tokens},
};

/// Where in its block a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// At the start of the block.
    First,
    /// At the start of a further line.
    Further,
    /// Not at the start of a line.
    Middle,
}

impl Writer<'_, '_> {
    /// Writes the text of the token at `index`.
    pub(crate) fn text(&mut self, index: usize, text: &str) {
        let from = self.out.len();
        if self.style.flavor == Flavor::Mdx && self.line == Line::First && mdx::is_statement(text) {
            self.out.push_str(&format!("&#{};", u32::from(text.as_bytes()[0])));
            self.plain_text(index, &text[1..]);
        } else {
            self.plain_text(index, text);
        }
        if self.gaps {
            let (written, separator) = (self.out.split_off(from), self.style.separator());
            let marked = written.replace(separator, "\u{3}").replace(' ', "\u{2}");
            self.out.push_str(&marked.replace('\u{3}', separator));
        }
    }

    fn plain_text(&mut self, index: usize, text: &str) {
        let start = self.line_start(index, text);
        let bytes = text.as_bytes();
        let mut done = 0;
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            let forced = start.0 <= at && at < start.1;
            if !forced && !is_special(byte) {
                at += 1;
                continue;
            }
            self.out.push_str(&text[done..at]);
            done = at;
            let length = match byte {
                b'*' | b'_' | b'~' | b'$' | b'`' => bytes[at..].iter().take_while(|&&b| b == byte).count(),
                _ => 1,
            };
            let escaped = self.needs_escape(index, text, at) || forced;
            if byte == b'@' && self.links.is_empty() && !self.style.no_html && is_mail(bytes, at) {
                // No escape helps: cmark-gfm looks for addresses in the finished text.
                self.out.push_str(self.style.separator());
            }
            if escaped {
                for _ in 0..length {
                    self.out.push('\\');
                    self.out.push(char::from(byte));
                }
                at += length;
                done = at;
            } else {
                at += length;
            }
        }
        self.out.push_str(&text[done..]);
    }

    /// Whether `<` before this rest of the token is before what a parser takes for the name in a mail address
    /// (CommonMark §6.5), whose letters marks and back-quotes are, too.
    fn begins_mail(&self, index: usize, rest: &str) -> bool {
        let after = self.tokens.list[index + 1..].iter().map_while(|token| match token {
            Token::Text(text) | Token::Atom(text) => Some(&**text),
            Token::Open(_) | Token::Close(_) => Some(""),
            _ => None,
        });
        let end = std::iter::once(rest).chain(after).find_map(|part| {
            part.bytes().find(|byte| !byte.is_ascii_alphanumeric() && !b".!#$%&'*+/=?^_`{|}~-".contains(byte))
        });
        end == Some(b'@')
    }

    /// Whether the special character at this place would change the parse.
    fn needs_escape(&mut self, index: usize, text: &str, at: usize) -> bool {
        let bytes = text.as_bytes();
        let next = bytes.get(at + 1).copied();
        let follower = self.tokens.list.get(index + 1).filter(|_| next.is_none());
        match bytes[at] {
            b'\\' => next.is_some_and(|b| b.is_ascii_punctuation()) || follower.is_some(),
            b'*' | b'_' | b'~' | b'$' => self.runs.next().unwrap_or(true),
            b'`' => self.escape_back_quotes,
            b'[' => {
                let note = next == Some(b'^');
                let wiki = self.style.flavor == Flavor::Obsidian && next == Some(b'[');
                let escaped = note || wiki || self.odd_link() || self.is_box(bytes, at);
                self.after_bracket |= !escaped;
                escaped
            }
            b']' => {
                (next == Some(b'(') && self.after_bracket) || self.odd_link() || self.closes_box(bytes, at)
            }
            b'<' => {
                self.style.flavor == Flavor::Mdx
                    || next.is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?'))
                    || matches!(follower, Some(Token::LinkOpen { image: true }))
                    || self.begins_mail(index, &text[at + 1..])
            }
            // `[^` would be the mark of a note.
            b'^' => {
                self.is_of_flavor(bytes, at)
                    || at == 0
                        && index
                            .checked_sub(1)
                            .is_some_and(|before| matches!(self.tokens.list[before], Token::LinkOpen { .. }))
            }
            b'&' => is_reference(&text[at..]),
            b'!' => matches!(follower, Some(Token::LinkOpen { .. } | Token::Note(_))),
            b':' => self.links.is_empty() && is_scheme(bytes, at),
            b'.' => self.links.is_empty() && is_www(bytes, at),
            b'#' => {
                (self.setting == Setting::Heading && is_closing(index, text, at, self.tokens))
                    || self.is_of_flavor(bytes, at)
            }
            _ => self.is_of_flavor(bytes, at),
        }
    }

    /// Whether the character begins something that this flavour alone knows.
    fn is_of_flavor(&self, bytes: &[u8], at: usize) -> bool {
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        match (self.style.flavor, bytes[at]) {
            // A line with a pipe would be a table, `{:` attributes.
            (Flavor::Jekyll, b'|') => self.setting != Setting::Cell,
            (Flavor::Jekyll, b'{') => next == b':',
            // An expression.
            (Flavor::Mdx, b'{') => true,
            // Highlights, comments, tags.
            (Flavor::Obsidian, b'=' | b'%') => next == bytes[at],
            (Flavor::Obsidian, b'#') => {
                (next.is_ascii_alphanumeric() || !next.is_ascii()) && !before.is_ascii_alphanumeric()
            }
            // Citations, raised text, blocks of lines.
            (Flavor::Pandoc, b'@') => next.is_ascii_alphanumeric() || next == b'{',
            (Flavor::Pandoc, b'^') => true,
            (Flavor::Pandoc, b'|') => at == 0 && self.line != Line::Middle,
            _ => false,
        }
    }

    fn odd_link(&self) -> bool {
        self.links.iter().any(|&odd| odd)
    }

    /// A `[x]` in the line of a task whose box is empty.
    fn is_box(&self, bytes: &[u8], at: usize) -> bool {
        self.setting == Setting::Item { unticked: true }
            && matches!(bytes.get(at + 1..at + 3), Some([b'x' | b'X', b']']))
    }

    fn closes_box(&self, bytes: &[u8], at: usize) -> bool {
        self.setting == Setting::Item { unticked: true }
            && at >= 2
            && matches!(bytes[at - 2..at], [b'[', b'x' | b'X'])
    }

    /// The bytes of the text that need an escape because a line starts with it: from, to.
    fn line_start(&self, index: usize, text: &str) -> (usize, usize) {
        let bytes = text.as_bytes();
        if let Some(Token::Note(_)) = index.checked_sub(1).and_then(|index| self.tokens.list.get(index))
            && matches!(bytes[0], b'(' | b'[' | b':')
        {
            return (0, 1);
        }
        if self.line == Line::Middle {
            return (0, 0);
        }
        let whole = matches!(self.tokens.list.get(index + 1), None | Some(Token::Break));
        let first = self.line == Line::First;
        let only = |set: &[u8]| whole && bytes.iter().all(|b| set.contains(b));
        let run = bytes.iter().take_while(|&&b| b == bytes[0]).count();
        let spaced = |at: usize| bytes.get(at).map_or(whole, |&b| b == b' ');
        let count = |byte: u8| bytes.iter().filter(|&&b| b == byte).count();
        let row = !first && only(b"|:- ") && count(b'-') > 0;
        let rule = |byte: u8| only(&[byte, b' ']) && count(byte) >= 3;
        // With the marker of an item before it, one hyphen more may make a rule.
        let in_item = matches!(self.setting, Setting::Item { .. });
        let escaped = match bytes[0] {
            b'>' => true,
            b'#' => run <= 6 && spaced(run),
            b'+' => spaced(1),
            b'-' => spaced(1) || row || rule(b'-') || ((!first || in_item) && only(b"- ")),
            b'*' | b'_' => (bytes[0] == b'*' && spaced(1)) || rule(bytes[0]),
            b'=' => !first && only(b"= "),
            b'|' | b':' => row,
            b'[' => self.is_bracket_start(bytes),
            b'`' | b'~' => run >= 3,
            b'0'..=b'9' => {
                let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
                let marker =
                    digits <= 9 && matches!(bytes.get(digits), Some(b'.' | b')')) && spaced(digits + 1);
                return if marker { (digits, digits + 1) } else { (0, 0) };
            }
            b'(' if self.style.flavor == Flavor::Pandoc => {
                bytes.iter().position(|&b| b == b')').is_some_and(|end| end < 6 && spaced(end + 1))
            }
            letter if self.style.flavor == Flavor::Pandoc && letter.is_ascii_alphabetic() => {
                let roman = bytes.iter().take_while(|b| b"ivxlcdmIVXLCDM".contains(b)).count().max(1);
                let marker = matches!(bytes.get(roman), Some(b'.' | b')')) && spaced(roman + 1);
                return if marker { (roman, roman + 1) } else { (0, 0) };
            }
            _ => false,
        };
        (0, usize::from(escaped))
    }

    /// Whether `[` at the start of a line begins a definition, a task's box or an alert.
    fn is_bracket_start(&self, bytes: &[u8]) -> bool {
        if self.line != Line::First || !self.links.is_empty() {
            return false;
        }
        let definition = || {
            self.tokens.list.iter().any(|token| match token {
                Token::Text(text) | Token::Atom(text) => text.contains("]:"),
                _ => false,
            })
        };
        let task = matches!(self.setting, Setting::Item { .. })
            && matches!(bytes.get(1..3), Some([b'x' | b'X' | b' ', b']']));
        let alert = self.setting == Setting::Quotation && bytes.get(1) == Some(&b'!');
        task || alert || definition()
    }
}

/// The bytes that may need an escape wherever they stand.
fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b'\\'
            | b'*'
            | b'_'
            | b'~'
            | b'$'
            | b'`'
            | b'['
            | b']'
            | b'<'
            | b'&'
            | b'!'
            | b':'
            | b'.'
            | b'@'
            | b'#'
            | b'^'
            | b'|'
            | b'='
            | b'%'
            | b'{'
    )
}

/// Whether `#` here begins the closing sequence of a heading (CommonMark §4.2).
fn is_closing(index: usize, text: &str, at: usize, tokens: &Tokens<'_>) -> bool {
    let last = index + 1 == tokens.list.len();
    let alone = text[..at].ends_with(' ') || (at == 0 && index == 0);
    last && alone && text[at..].bytes().all(|b| b == b'#')
}

/// Whether back quotes in the text could find another run to pair with.
pub(crate) fn back_quotes_pair(tokens: &[Token<'_>]) -> bool {
    let mut runs = 0;
    for token in tokens {
        match token {
            Token::Text(text) => runs += crate::destination::back_quote_runs(text).len(),
            Token::Atom(text) if text.contains('`') => runs += 2,
            Token::LinkClose(text) if text.contains('`') => runs += 2,
            Token::Math(_) => runs += 1,
            _ => {}
        }
    }
    runs > 1
}

/// Whether the square brackets within the link that opens here are not pairs, or would make a link of their own.
pub(crate) fn brackets_are_odd(tokens: &Tokens<'_>, open: usize) -> bool {
    // The depth in each open link or picture: a pair does not reach over their ends.
    let mut depths: Vec<i32> = Vec::new();
    for token in &tokens.list[open..] {
        match token {
            Token::LinkOpen { .. } => depths.push(0),
            Token::LinkClose(_) => {
                if depths.pop() != Some(0) {
                    return true;
                }
                if depths.is_empty() {
                    break;
                }
            }
            Token::Text(text) if !depths.last_mut().is_some_and(|depth| count_brackets(text, depth)) => {
                return true;
            }
            _ => {}
        }
    }
    false
}

/// Counts brackets on; false when one closes that was not opened, or starts something of its own: `[^` has an escape
/// in any case, `](` would be a link, `]:` a definition.
fn count_brackets(text: &str, depth: &mut i32) -> bool {
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'[' => *depth += 1,
            b']' => *depth -= 1,
            _ => {}
        }
        if *depth < 0 || matches!((byte, bytes.get(at + 1)), (b']', Some(b'(' | b':')) | (b'[', Some(b'^'))) {
            return false;
        }
    }
    true
}

/// Whether `:` here ends the scheme of an address that GFM would make a link.
fn is_scheme(bytes: &[u8], at: usize) -> bool {
    let ends =
        |scheme: &[u8]| at >= scheme.len() && bytes[at - scheme.len()..at].eq_ignore_ascii_case(scheme);
    bytes[at + 1..].starts_with(b"//") && (ends(b"http") || ends(b"https") || ends(b"ftp"))
}

/// Whether `.` here ends the `www.` of an address that GFM would make a link.
fn is_www(bytes: &[u8], at: usize) -> bool {
    at >= 3
        && bytes[at - 3..at].eq_ignore_ascii_case(b"www")
        && at.checked_sub(4).is_none_or(|before| !bytes[before].is_ascii_alphanumeric())
}

/// Whether `@` here is of a mail address that GFM would make a link.
fn is_mail(bytes: &[u8], at: usize) -> bool {
    let local = at.checked_sub(1).map(|before| bytes[before]);
    local.is_some_and(|b| b.is_ascii_alphanumeric() || b".+-_".contains(&b))
        && bytes[at + 1..]
            .iter()
            .take_while(|&&b| b.is_ascii_alphanumeric() || b".-_@".contains(&b))
            .any(|&b| b == b'.')
}
