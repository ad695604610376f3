//! Finding the values in JSON text without parsing them.

use crate::diagnostic::{Diagnostic, Place, codes};
use std::ops::Range;

/// Why a value could not be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Problem {
    /// There is nothing.
    Empty,
    /// It is no JSON from the first byte on; the first characters.
    NoJson(String),
    /// The text ends within a value that begins in this line.
    Truncated(usize),
    /// This line of several is broken; the lines after it are read.
    Line(usize),
    /// Something else than a value stands in this line.
    Stray(usize),
}

impl Problem {
    /// As a diagnostic about this place.
    pub(super) fn diagnostic(&self, place: &Place) -> Diagnostic {
        match self {
            Self::Empty => Diagnostic::new(codes::FILE_EMPTY, place, "the file is empty")
                .hint("save the site's answer again"),
            Self::NoJson(start) if start.starts_with('<') => {
                let xml = start.starts_with("<?xml") || start.starts_with("<rss");
                let hint = if xml {
                    "this looks like XML; give an answer of the REST API"
                } else {
                    "the site sent a page (a login, a challenge): open the address in a browser, then save its JSON"
                };
                Diagnostic::new(codes::NOT_WORDPRESS, place, "this is markup, not JSON").hint(hint)
            }
            Self::NoJson(start) => Diagnostic::new(
                codes::NOT_WORDPRESS,
                place,
                format!("this is not JSON: it begins with `{start}`"),
            )
            .hint("give a saved answer of `/wp-json/wp/v2/posts`"),
            Self::Truncated(line) => Diagnostic::new(
                codes::INPUT_TRUNCATED,
                place,
                format!("broken JSON: the file ends within the value that begins in line {line}"),
            )
            .hint("the download was cut off: save the answer again"),
            Self::Line(line) => Diagnostic::new(
                codes::INVALID_JSON,
                place,
                format!("broken JSON in line {line}: the line was left out"),
            )
            .hint("mend that line; the other lines are read"),
            Self::Stray(line) => Diagnostic::new(
                codes::INVALID_JSON,
                place,
                format!("broken JSON: no value begins in line {line}"),
            )
            .hint("save the answer again, whole and as the site sent it"),
        }
    }
}

/// Where the JSON begins, and whether something else stood before it.
#[derive(Debug)]
pub(super) struct Start {
    pub(super) offset: usize,
    pub(super) junk: bool,
}

/// Finds the JSON: after a byte order mark, within a JSONP call, or after what PHP printed before it.
pub(super) fn start(bytes: &[u8]) -> Result<Start, Problem> {
    let mut offset = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let rest = &bytes[offset..];
    let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    offset += blank;
    let rest = &bytes[offset..];
    match rest.first() {
        None => return Err(Problem::Empty),
        Some(b'{') => return Ok(Start { offset, junk: false }),
        // A log may begin so: `[01-May-2025 10:00:00 UTC] PHP Notice: …`.
        Some(b'[') if !begins_note(&rest[1..]) => return Ok(Start { offset, junk: false }),
        _ => {}
    }
    if rest.starts_with(b"/**/")
        && let Some(open) = memchr::memchr(b'(', rest)
    {
        return Ok(Start { offset: offset + open + 1, junk: false });
    }
    if !rest.starts_with(b"<?xml") && !rest.starts_with(b"<rss") {
        // PHP's notices are short; a whole page has braces in its scripts, which are not posts.
        let beginning = rest[..rest.len().min(4096)].to_ascii_lowercase();
        let page = ["<html", "<!doctype"]
            .iter()
            .any(|tag| memchr::memmem::find(&beginning, tag.as_bytes()).is_some());
        let open = memchr::memchr2_iter(b'{', b'[', rest).find(|&open| opens_answer(rest, open));
        if !page && let Some(open) = open {
            return Ok(Start { offset: offset + open, junk: true });
        }
    }
    let start: String = String::from_utf8_lossy(&rest[..rest.len().min(80)]).chars().take(20).collect();
    Err(Problem::NoJson(start.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// Whether what is in brackets is a note, not a list: a word, a date or an address, and text after the bracket.
fn begins_note(inside: &[u8]) -> bool {
    let line = &inside[..memchr::memchr(b'\n', inside).unwrap_or(inside.len())];
    let Some(close) = memchr::memchr(b']', line) else { return false };
    let inner = line[..close].trim_ascii();
    let plain = !inner.is_empty() && inner.iter().all(|byte| !matches!(byte, b'{' | b'[' | b'"' | b','));
    // A word is no value of JSON; a date or a number in brackets is a note where words follow it.
    let is_word =
        inner.first().is_some_and(u8::is_ascii_alphabetic) && !matches!(inner, b"true" | b"false" | b"null");
    let words_follow = line[close + 1..].trim_ascii_start().first().is_some_and(u8::is_ascii_alphabetic);
    plain && (is_word || words_follow)
}

/// Whether an answer begins with this bracket or brace: notices have brackets, too (`Undefined array key [0]`).
fn opens_answer(text: &[u8], open: usize) -> bool {
    let inside = skip(text, open + 1, b"");
    match (text[open], text.get(inside)) {
        (b'[', Some(b'{')) => matches!(text.get(skip(text, inside + 1, b"")), Some(b'"' | b'}')),
        (b'{', Some(b'"')) => true,
        // An empty answer is the last of the text.
        (b'[', Some(b']')) | (b'{', Some(b'}')) => skip(text, inside + 1, b"") >= text.len(),
        _ => false,
    }
}

/// Where the JSON of an answer begins: after a byte order mark, within a JSONP call, or after what PHP printed before
/// it; `None` when there is no JSON.
pub fn start_of_json(bytes: &[u8]) -> Option<usize> {
    start(bytes).ok().map(|start| start.offset)
}

/// The elements of the array in this range.
pub(super) fn elements(bytes: &[u8], array: Range<usize>) -> Vec<Result<Range<usize>, Problem>> {
    let text = &bytes[..array.end.saturating_sub(1)];
    let mut at = array.start + 1;
    let mut found = Vec::new();
    loop {
        at = skip(text, at, b",");
        if at >= text.len() {
            return found;
        }
        let line = || memchr::memchr_iter(b'\n', &text[..at]).count() + 1;
        match value_end(text, at) {
            Some(end) => {
                found.push(Ok(at..end));
                at = end;
            }
            None => {
                found.push(Err(Problem::Stray(line())));
                return found;
            }
        }
    }
}

/// The value of a member of the object in this range.
pub(super) fn member(bytes: &[u8], object: Range<usize>, name: &str) -> Option<Range<usize>> {
    let mut at = object.start + 1;
    while at < object.end {
        at = skip(bytes, at, b",");
        let key = string_end(bytes, at)?;
        let is_wanted = bytes.get(at + 1..key - 1)? == name.as_bytes();
        at = skip(bytes, key, b":");
        let end = value_end(bytes, at)?;
        if is_wanted {
            return Some(at..end);
        }
        at = end;
    }
    None
}

/// The value with what can be no character (bytes that are not UTF-8, halves of surrogate pairs) replaced by U+FFFD;
/// `None` when there is none of it.
pub(super) fn mended(value: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(value);
    let mut mended = Vec::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut changed = matches!(text, std::borrow::Cow::Owned(_));
    while let Some(backslash) = memchr::memchr(b'\\', &bytes[at..]).map(|found| at + found) {
        mended.extend_from_slice(&bytes[at..backslash]);
        let unit = |at: usize| {
            let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
            u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
        };
        let length = match (unit(backslash), unit(backslash + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                mended.extend_from_slice(b"\\ufffd");
                changed = true;
                at = backslash + 6;
                continue;
            }
            (Some(_), _) => 6,
            (None, _) => 2,
        };
        at = (backslash + length).min(bytes.len());
        mended.extend_from_slice(&bytes[backslash..at]);
    }
    mended.extend_from_slice(&bytes[at..]);
    changed.then_some(mended)
}

/// The next line that begins with `{` in the first column, as NDJSON's do.
pub(super) fn next_line_value(text: &[u8], at: usize) -> Option<usize> {
    let found = memchr::memmem::find(&text[at..], b"\n{")?;
    Some(at + found + 1)
}

pub(super) fn skip(bytes: &[u8], mut at: usize, separators: &[u8]) -> usize {
    while bytes.get(at).is_some_and(|byte| byte.is_ascii_whitespace() || separators.contains(byte)) {
        at += 1;
    }
    at
}

/// The index after the value that begins at `at`; `None` when it does not end, or is none.
pub(super) fn value_end(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'"' => string_end(bytes, at),
        b'{' | b'[' => container_end(bytes, at),
        b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => {
            let rest = &bytes[at..];
            let length = rest
                .iter()
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'.'))
                .count();
            Some(at + length)
        }
        _ => None,
    }
}

fn container_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = string_end(bytes, at)?;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// The index after the string that begins with the quotation mark at `at`.
fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes.get(at) != Some(&b'"') {
        return None;
    }
    let mut at = at + 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_the_json_begins() {
        let begin =
            |text: &str| start(text.as_bytes()).map(|start| (text[start.offset..].to_owned(), start.junk));
        assert_eq!(begin("\u{feff} {\"a\":1}"), Ok(("{\"a\":1}".to_owned(), false)));
        assert_eq!(begin("/**/call({\"a\":1});"), Ok(("{\"a\":1});".to_owned(), false)));
        assert_eq!(begin("<br />Notice: x in y<br />[{}]"), Ok(("[{}]".to_owned(), true)));
        assert_eq!(
            begin("\nWarning: Undefined array key [0] in /srv/a{b}.php on line 3\n[ {\"id\":1}]"),
            Ok(("[ {\"id\":1}]".to_owned(), true))
        );
        assert_eq!(begin("<b>Deprecated</b>: use [] instead<br />\n[]\n"), Ok(("[]\n".to_owned(), true)));
        assert!(start(b"Warning: nothing [0] follows").is_err());
        for note in ["[01-May-2025 10:00:00 UTC] PHP Notice: x\n", "[::1] x\n", "[error] [client ::1] y\n"] {
            assert_eq!(
                begin(&format!("{note}[{{\"id\":1}}]")),
                Ok(("[{\"id\":1}]".to_owned(), true)),
                "{note}"
            );
        }
        assert_eq!(begin("[1, 2] x"), Ok(("[1, 2] x".to_owned(), false)));
    }

    #[test]
    fn strings_and_what_they_hide() {
        let text = br#"{"a":"}\"]"} "#;
        assert_eq!(value_end(text, 0), Some(text.len() - 1));
    }

    #[test]
    fn elements_and_members() {
        let text = br#"[{"a":[1,2]}, 3 ,{"body" : [4]}]"#;
        let ranges: Vec<_> = elements(text, 0..text.len()).into_iter().map(Result::unwrap).collect();
        assert_eq!(ranges.len(), 3);
        let body = member(text, ranges[2].clone(), "body").unwrap();
        assert_eq!(&text[body], b"[4]");
        assert_eq!(member(text, ranges[0].clone(), "body"), None);
    }

    #[test]
    fn what_is_no_character_is_mended() {
        let mend = |text: &[u8]| mended(text).map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(mend(br#"{"a":"\ud83d\ude00 \\ud800"}"#), None);
        assert_eq!(mend(br#"["\ud800x","\udc00"]"#).as_deref(), Some(r#"["\ufffdx","\ufffd"]"#));
        assert_eq!(mend(b"[\"\xff\"]").as_deref(), Some("[\"\u{fffd}\"]"));
    }

    #[test]
    fn no_json() {
        assert_eq!(start(b" \n").unwrap_err(), Problem::Empty);
        assert!(matches!(start(b"<!DOCTYPE html><html>{}").unwrap_err(), Problem::NoJson(_)));
        assert!(matches!(start(b"hello").unwrap_err(), Problem::NoJson(_)));
    }
}
