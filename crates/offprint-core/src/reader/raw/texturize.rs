//! Curly quotes, dashes and the like: what WordPress's `wptexturize` makes of typewriter marks.
//!
//! Text between tags is judged stretch by stretch, as WordPress does it; code, and what stands in the brackets of a
//! shortcode, is left as it is.

use super::markup::{self, Piece};
use super::shortcodes;
use crate::model::Language;

/// Elements whose text is left alone.
const KEPT: [&str; 7] = ["pre", "code", "kbd", "style", "script", "tt", "textarea"];

// Marks that stand for a decision until the stretch is finished; these code points are no characters (Unicode 23.7).
const APOSTROPHE: char = '\u{fdd0}';
const OPEN_SINGLE: char = '\u{fdd1}';
const OPEN_DOUBLE: char = '\u{fdd2}';
const PRIME_OR_QUOTE: char = '\u{fdd3}';

const SINGLE: char = '\'';
const DOUBLE: char = '"';

/// The quotes of a language's translation of WordPress.
#[derive(Debug, Clone, Copy)]
struct Quotes {
    double: (char, char),
    single: (char, char),
}

fn quotes(language: Option<&Language>) -> Quotes {
    match language.map(Language::primary) {
        Some("de") => Quotes { double: ('„', '“'), single: ('‚', '‘') },
        _ => Quotes { double: ('“', '”'), single: ('‘', '’') },
    }
}

/// HTML with its typewriter marks made typographic.
pub(super) fn curl(html: &str, language: Option<&Language>) -> String {
    let quotes = quotes(language);
    let mut out = String::with_capacity(html.len() + 64);
    let mut kept: Vec<String> = Vec::new();
    for piece in markup::pieces(html) {
        match piece {
            Piece::Comment(comment) => out.push_str(comment),
            Piece::Tag(tag) => {
                let (name, closing) = markup::name_of(tag);
                if KEPT.contains(&name.as_str()) {
                    if !closing && !tag.ends_with("/>") {
                        kept.push(name);
                    } else if kept.last() == Some(&name) {
                        kept.pop();
                    }
                }
                out.push_str(tag);
            }
            Piece::Text(text) if !kept.is_empty() => out.push_str(text),
            Piece::Text(text) => {
                for (part, is_shortcode) in shortcodes::apart(text) {
                    if is_shortcode { out.push_str(part) } else { lines(part, quotes, &mut out) }
                }
            }
        }
    }
    out
}

/// A line that is an address is not text.
fn lines(text: &str, quotes: Quotes, out: &mut String) {
    if !text.contains("http") {
        out.push_str(&stretch(text, quotes));
        return;
    }
    let mut rest = text;
    while let Some((before, url)) = super::embed_lines::next_address(rest) {
        out.push_str(&stretch(before, quotes));
        out.push_str(url);
        rest = &rest[before.len() + url.len()..];
    }
    out.push_str(&stretch(rest, quotes));
}

fn stretch(text: &str, quotes: Quotes) -> String {
    if !text.contains(['\'', '"', '-', '.', 'x', '`', '(']) || text.trim().is_empty() {
        return text.to_owned();
    }
    let text = text.replace("...", "…").replace("``", "“").replace("''", "”").replace(" (tm)", " ™");
    let mut letters: Vec<char> = text.chars().collect();
    if letters.contains(&SINGLE) {
        letters = singles(&letters, quotes);
    }
    if letters.contains(&DOUBLE) {
        letters = doubles(&letters, quotes);
    }
    if letters.contains(&'-') {
        letters = dashes(&letters);
    }
    if letters.contains(&'x') {
        times(&mut letters);
    }
    letters.into_iter().collect()
}

fn singles(letters: &[char], quotes: Quotes) -> Vec<char> {
    let (open, close) = quotes.single;
    // '99' and '99": a year at the end of a quotation.
    let letters = replace(letters, |at, text| {
        let year = is(text, at, SINGLE) && digit(text, at + 1) && digit(text, at + 2);
        let end = match text.get(at + 3) {
            Some(&SINGLE) => close,
            Some(&DOUBLE) => quotes.double.1,
            _ => return None,
        };
        (year && ends_word(text, at + 4)).then(|| (4, vec![APOSTROPHE, text[at + 1], text[at + 2], end]))
    });
    // '99, '99s; never '9, '99%, '999 or '99.0.
    let letters = replace(&letters, |at, text| {
        let year = is(text, at, SINGLE) && digit(text, at + 1) && digit(text, at + 2);
        let more = digit(text, at + 3)
            || is(text, at + 3, '%')
            || (matches!(text.get(at + 3), Some('.' | ',')) && digit(text, at + 4));
        (year && !more).then(|| (1, vec![APOSTROPHE]))
    });
    let letters = replace(&letters, |at, text| quoted_number(at, text, SINGLE, OPEN_SINGLE, close));
    let letters = replace(&letters, |at, text| {
        let opens = at == 0
            || matches!(text[at - 1], '(' | '[' | '{' | '"' | '-')
            || space_before(text, at)
            || follows(text, at, "&lt;");
        (text[at] == SINGLE && opens).then(|| (1, vec![OPEN_SINGLE]))
    });
    let letters = replace(&letters, |at, text| {
        let ends = at + 1 >= text.len()
            || ".,:;!?\"'(){}[]-".contains(text[at + 1])
            || precedes(text, at + 1, "&lt;")
            || precedes(text, at + 1, "&gt;")
            || space_after(text, at + 1);
        (text[at] == SINGLE && !ends && !space_before(text, at)).then(|| (1, vec![APOSTROPHE]))
    });
    let mut letters = primes(&letters, SINGLE, '′', OPEN_SINGLE, close);
    for letter in &mut letters {
        match *letter {
            APOSTROPHE => *letter = '’',
            OPEN_SINGLE => *letter = open,
            _ => {}
        }
    }
    letters
}

fn doubles(letters: &[char], quotes: Quotes) -> Vec<char> {
    let (open, close) = quotes.double;
    let letters = replace(letters, |at, text| quoted_number(at, text, DOUBLE, OPEN_DOUBLE, close));
    let letters = replace(&letters, |at, text| {
        let opens = at == 0
            || matches!(text[at - 1], '(' | '[' | '{' | '-')
            || space_before(text, at)
            || follows(text, at, "&lt;");
        (text[at] == DOUBLE && opens && !space_after(text, at + 1)).then(|| (1, vec![OPEN_DOUBLE]))
    });
    let mut letters = primes(&letters, DOUBLE, '″', OPEN_DOUBLE, close);
    letters.iter_mut().filter(|letter| **letter == OPEN_DOUBLE).for_each(|letter| *letter = open);
    letters
}

/// `"42"` after a space.
fn quoted_number(
    at: usize,
    text: &[char],
    quote: char,
    open: char,
    close: char,
) -> Option<(usize, Vec<char>)> {
    if text[at] != quote || !(at == 0 || space_before(text, at)) || !digit(text, at + 1) {
        return None;
    }
    let number = text[at + 1..].iter().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).count();
    is(text, at + 1 + number, quote).then(|| {
        let mut made = vec![open];
        made.extend(&text[at + 1..at + 1 + number]);
        made.push(close);
        (number + 2, made)
    })
}

/// What is left of a mark: after an opening quote it closes, after a digit it is a prime.
fn primes(letters: &[char], mark: char, prime: char, open: char, close: char) -> Vec<char> {
    let mut out = Vec::with_capacity(letters.len());
    for (index, sentence) in letters.split(|letter| *letter == open).enumerate() {
        if index > 0 {
            out.push(open);
        }
        if !sentence.contains(&mark) {
            out.extend(sentence);
            continue;
        }
        let mut sentence = sentence.to_vec();
        if index > 0 && !sentence.contains(&close) {
            close_quotation(&mut sentence, mark, prime, close);
        } else {
            set(&mut sentence, mark, prime, |text, at| at > 0 && text[at - 1].is_ascii_digit());
            set(&mut sentence, mark, close, |text, at| ends_word(text, at + 1));
        }
        if mark == DOUBLE {
            set(&mut sentence, mark, close, |_, _| true);
        }
        out.append(&mut sentence);
    }
    out
}

/// A quotation was opened and has no end yet: which of the marks is it?
fn close_quotation(sentence: &mut [char], mark: char, prime: char, close: char) {
    let after_digit = |text: &[char], at: usize| at > 0 && text[at - 1].is_ascii_digit();
    let candidates = set(sentence, mark, PRIME_OR_QUOTE, |text, at| ends_word(text, at + 1));
    match candidates {
        0 => {
            set(sentence, mark, prime, after_digit);
        }
        1 => {
            set(sentence, PRIME_OR_QUOTE, close, |_, _| true);
            set(sentence, mark, prime, after_digit);
        }
        _ => {
            let closed = set(sentence, PRIME_OR_QUOTE, close, |text, at| !after_digit(text, at));
            if closed == 0 {
                let is_candidate = |&at: &usize| sentence[at] == PRIME_OR_QUOTE;
                let last = |at: &usize| is_candidate(at) && sentence.get(at + 1) == Some(&'.');
                let places = 0..sentence.len();
                let found = places.clone().rev().find(last).or_else(|| places.rev().find(is_candidate));
                if let Some(at) = found {
                    sentence[at] = close;
                }
            }
            set(sentence, mark, prime, after_digit);
            set(sentence, PRIME_OR_QUOTE, prime, after_digit);
            set(sentence, PRIME_OR_QUOTE, close, |_, _| true);
        }
    }
}

/// Replaces a mark where it is right to, and counts.
fn set(text: &mut [char], from: char, to: char, fits: impl Fn(&[char], usize) -> bool) -> usize {
    let places: Vec<_> = (0..text.len()).filter(|&at| text[at] == from && fits(text, at)).collect();
    places.iter().for_each(|&at| text[at] = to);
    places.len()
}

/// `---` and ` -- ` are long dashes, `--` and ` - ` short ones; not in `xn--`.
fn dashes(letters: &[char]) -> Vec<char> {
    let alone = |at: usize, length: usize, text: &[char]| {
        let begins = at == 0 || space_before(text, at);
        begins && (at + length >= text.len() || space_after(text, at + length))
    };
    let letters = replace(letters, |at, text| precedes(text, at, "---").then(|| (3, vec!['—'])));
    let letters = replace(&letters, |at, text| {
        (precedes(text, at, "--") && alone(at, 2, text)).then(|| (2, vec!['—']))
    });
    let letters = replace(&letters, |at, text| {
        (precedes(text, at, "--") && !follows(text, at, "xn")).then(|| (2, vec!['–']))
    });
    replace(&letters, |at, text| (text[at] == '-' && alone(at, 1, text)).then(|| (1, vec!['–'])))
}

/// `3x4`; never `0x4`, which is a number.
fn times(letters: &mut [char]) {
    for at in 1..letters.len() {
        let between = letters[at] == 'x' && letters[at - 1].is_ascii_digit() && digit(letters, at + 1);
        if !between {
            continue;
        }
        let number = |c: &&char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let before = letters[..at].iter().rev().take_while(number).count();
        let start = at - before;
        let in_word = start > 0 && (letters[start - 1].is_alphanumeric() || letters[start - 1] == '_');
        let zero = before == 1 && letters[start] == '0';
        let after = letters[at + 1..].iter().take_while(number).count();
        let goes_on = letters.get(at + 1 + after).is_some_and(|c| c.is_alphanumeric() || *c == '_');
        if !in_word && !zero && !goes_on {
            letters[at] = '×';
        }
    }
}

/// Goes through the text once; what `made` gives for a place stands there instead of so many letters.
fn replace(text: &[char], made: impl Fn(usize, &[char]) -> Option<(usize, Vec<char>)>) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        if let Some((length, instead)) = made(at, text) {
            out.extend(instead);
            at += length;
        } else {
            out.push(text[at]);
            at += 1;
        }
    }
    out
}

fn is(text: &[char], at: usize, letter: char) -> bool {
    text.get(at) == Some(&letter)
}

fn digit(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(char::is_ascii_digit)
}

fn precedes(text: &[char], at: usize, what: &str) -> bool {
    what.chars().enumerate().all(|(index, letter)| is(text, at + index, letter))
}

fn follows(text: &[char], at: usize, what: &str) -> bool {
    at >= what.len() && precedes(text, at - what.len(), what)
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\n' | '\t' | '\u{a0}')
}

fn space_before(text: &[char], at: usize) -> bool {
    at > 0 && (is_space(text[at - 1]) || follows(text, at, "&nbsp;"))
}

fn space_after(text: &[char], at: usize) -> bool {
    text.get(at).copied().is_some_and(is_space) || precedes(text, at, "&nbsp;")
}

/// Whether a word ends before this place.
fn ends_word(text: &[char], at: usize) -> bool {
    at >= text.len() || ".,:;!?)}-]".contains(text[at]) || precedes(text, at, "&gt;") || space_after(text, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(curl(text, None), expected, "{text}");
    }

    #[test]
    fn quotes_and_apostrophes() {
        check("'a' \"b\"", "‘a’ “b”");
        check("it's the dogs' day", "it’s the dogs’ day");
        check("(\"a,\" she said, \"b.\")", "(“a,” she said, “b.”)");
        check("\"'a' b\"", "“‘a’ b”");
        check("the '90s and '05, not '9", "the ’90s and ’05, not ‘9");
        check("<em>\"a\"</em> \"b <i>c</i>\"", "<em>“a”</em> “b <i>c</i>“");
        check("``a''", "“a”");
        check("a \"42\" b '4.2' c", "a “42” b ‘4.2’ c");
        let german = Language::parse("de-DE");
        assert_eq!(curl("\"a\" 'b'", german.as_ref()), "„a“ ‚b‘");
    }

    #[test]
    fn primes_are_no_quotes() {
        check("a 6' 2\" man", "a 6′ 2″ man");
        check("\"it is 6\"", "“it is 6”");
        check("\"a 6\" pipe\" b", "“a 6″ pipe” b");
    }

    #[test]
    fn dashes_dots_and_times() {
        check("a -- b --- c--d e-f - g", "a — b — c–d e-f – g");
        check("xn--a", "xn--a");
        check("wait... 3x4 0x4 1024x768px a3x4 10x10", "wait… 3×4 0x4 1024x768px a3x4 10×10");
        check("offprint (tm)", "offprint ™");
    }

    #[test]
    fn what_is_left_alone() {
        check("<code>\"a\" -- b</code> \"c\"", "<code>\"a\" -- b</code> “c”");
        check("<a title='\"a\"'>b</a>", "<a title='\"a\"'>b</a>");
        check("[gallery ids=\"1\"] \"a\"", "[gallery ids=\"1\"] “a”");
        check("<!-- \"a\" -->", "<!-- \"a\" -->");
        check("https://a.example/b--c", "https://a.example/b--c");
    }
}
