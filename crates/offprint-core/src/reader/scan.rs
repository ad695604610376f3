//! Going through a source, value by value, without holding it.

use super::source::Source;
use super::split::{self, Problem};
use super::window::Window;
use std::io;

/// A value that stands at the top of a source, or in an array there.
#[derive(Debug)]
pub(super) struct Found<'a> {
    pub(super) bytes: &'a [u8],
    /// Where it begins in the source.
    pub(super) offset: u64,
    /// Its line and column, from 1.
    pub(super) position: (usize, usize),
    /// Its JSON pointer; values that stand one after the other are numbered as if they were in an array.
    pub(super) pointer: String,
}

/// Who is shown the values, and the problems between them.
pub(super) type Visit<'v> = &'v mut dyn FnMut(Result<Found<'_>, (Problem, String)>);

/// Visits every value from `start` on; arrays at the top are opened. Problems come with the pointer of their array.
pub(super) fn values(source: &dyn Source, start: usize, visit: Visit<'_>) -> io::Result<()> {
    let mut scan = Scan { window: Window::new(source)?, at: start, broken: 0, visit };
    let mut count = 0;
    while scan.skip(b",);")? {
        let begins_array = scan.window.bytes()[scan.at] == b'[';
        let pointer = if count > 0 { format!("/{count}") } else { String::new() };
        if begins_array {
            scan.array(&pointer)?;
        } else {
            scan.value(pointer, count == 0)?;
        }
        count += 1;
    }
    Ok(())
}

/// So many values may be looked for to the end of the source; after that each must end on its line. Without a bound
/// the search would take time that grows with the square of what is broken.
const PATIENCE: usize = 16;

struct Scan<'a, 'v> {
    window: Window<'a>,
    at: usize,
    /// Values at the top that did not end.
    broken: usize,
    visit: Visit<'v>,
}

impl Scan<'_, '_> {
    /// Goes past white space and separators; `false` at the end.
    fn skip(&mut self, separators: &[u8]) -> io::Result<bool> {
        loop {
            self.at = split::skip(self.window.bytes(), self.at, separators);
            if self.at < self.window.bytes().len() {
                return Ok(true);
            }
            self.at = self.window.pass(self.at);
            if !self.window.more()? {
                return Ok(false);
            }
        }
    }

    /// The index after the value that begins here, the window grown to hold it.
    fn end(&mut self) -> io::Result<Option<usize>> {
        if self.broken > PATIENCE {
            let line_end = self.line_end()?;
            return Ok(split::value_end(&self.window.bytes()[..line_end], self.at));
        }
        loop {
            let bytes = self.window.bytes();
            match split::value_end(bytes, self.at) {
                Some(end) if end < bytes.len() || self.window.at_end() => return Ok(Some(end)),
                Some(_) => {}
                // What is no value will not become one.
                None if !matches!(bytes[self.at], b'{' | b'[' | b'"') => return Ok(None),
                None if !self.window.may_grow(self.at) => return Ok(None),
                None => {}
            }
            self.window.more()?;
        }
    }

    fn line_end(&mut self) -> io::Result<usize> {
        loop {
            let rest = &self.window.bytes()[self.at..];
            if let Some(length) = memchr::memchr(b'\n', rest) {
                return Ok(self.at + length);
            }
            if !self.window.more()? {
                return Ok(self.window.bytes().len());
            }
        }
    }

    fn found(&mut self, end: usize, pointer: String) {
        let position = self.window.position(self.at);
        let offset = self.window.offset(self.at);
        let found = Found { bytes: &self.window.bytes()[self.at..end], offset, position, pointer };
        (self.visit)(Ok(found));
        self.at = self.window.pass(end);
    }

    /// A value at the top; the first of several is numbered, too.
    fn value(&mut self, mut pointer: String, first: bool) -> io::Result<()> {
        let Some(end) = self.end()? else { return self.broken_line(pointer) };
        if first {
            let begin = self.at;
            self.at = end;
            // The window only grows while nothing is passed.
            let more = loop {
                self.at = split::skip(self.window.bytes(), self.at, b",);");
                if self.at < self.window.bytes().len() {
                    break true;
                }
                if !self.window.more()? {
                    break false;
                }
            };
            self.at = begin;
            if more {
                pointer = "/0".to_owned();
            }
        }
        self.found(end, pointer);
        Ok(())
    }

    /// In NDJSON a bad line costs itself alone.
    fn broken_line(&mut self, pointer: String) -> io::Result<()> {
        self.broken += 1;
        let line = self.window.position(self.at).0;
        let byte = self.window.bytes()[self.at];
        let next = loop {
            match split::next_line_value(self.window.bytes(), self.at) {
                Some(next) => break Some(next),
                None if self.window.may_grow(self.at) => self.window.more()?,
                None => break None,
            };
        };
        let problem = match (byte, next) {
            (_, Some(_)) => Problem::Line(line),
            (b'{' | b'[' | b'"', None) => Problem::Truncated(line),
            (_, None) => Problem::Stray(line),
        };
        (self.visit)(Err((problem, pointer)));
        self.at = self.window.pass(next.unwrap_or(self.window.bytes().len()));
        if next.is_none() {
            // Nothing that could be read follows.
            while self.window.more()? {
                let end = self.window.bytes().len();
                self.at = self.window.pass(end);
            }
            self.at = self.window.bytes().len();
        }
        Ok(())
    }

    /// The elements of an array at the top, one by one.
    fn array(&mut self, pointer: &str) -> io::Result<()> {
        let begins = self.window.position(self.at).0;
        self.at += 1;
        for index in 0_usize.. {
            let go_on = self.skip(b",")?;
            if !go_on {
                (self.visit)(Err((Problem::Truncated(begins), pointer.to_owned())));
                return Ok(());
            }
            if self.window.bytes()[self.at] == b']' {
                self.at += 1;
                return Ok(());
            }
            match self.end()? {
                Some(end) => self.found(end, format!("{pointer}/{index}")),
                None => {
                    let line = self.window.position(self.at).0;
                    let byte = self.window.bytes()[self.at];
                    let cut = matches!(byte, b'{' | b'[' | b'"');
                    let problem = if cut { Problem::Truncated(line) } else { Problem::Stray(line) };
                    (self.visit)(Err((problem, format!("{pointer}/{index}"))));
                    if !self.past_stray(cut)? {
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }

    /// Goes on after something in an array that is no value; `false` when nothing can follow.
    fn past_stray(&mut self, cut: bool) -> io::Result<bool> {
        if cut {
            self.at = self.window.bytes().len();
            return Ok(false);
        }
        loop {
            let rest = &self.window.bytes()[self.at..];
            if let Some(next) = rest.iter().position(|byte| matches!(byte, b',' | b'{' | b'[' | b']')) {
                self.at += next;
                return Ok(true);
            }
            let end = self.window.bytes().len();
            self.at = self.window.pass(end);
            if !self.window.more()? {
                return Ok(false);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes that are not said to be in memory, so that the window must move.
    #[derive(Debug)]
    struct Far(Vec<u8>);

    impl Source for Far {
        fn len(&self) -> u64 {
            self.0.len() as u64
        }

        fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<()> {
            self.0.read_at(offset, into)
        }
    }

    fn of(source: &dyn Source) -> Vec<String> {
        let mut all = Vec::new();
        let mut visit = |found: Result<Found<'_>, (Problem, String)>| {
            all.push(match found {
                Ok(found) => format!("{} {}", found.pointer, String::from_utf8_lossy(found.bytes)),
                Err((problem, pointer)) => format!("{pointer} {problem:?}"),
            });
        };
        values(source, 0, &mut visit).unwrap();
        all
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(of(&text.as_bytes().to_vec()), expected, "{text}");
        assert_eq!(of(&Far(text.as_bytes().to_vec())), expected, "{text}, in parts");
    }

    #[test]
    fn values_one_by_one() {
        check(r#"{"a":1}"#, &[r#" {"a":1}"#]);
        check("[{}, 2 ,\"]\"]\n", &["/0 {}", "/1 2", "/2 \"]\""]);
        check("{\"a\":1}\n{\"b\":2}\n", &["/0 {\"a\":1}", "/1 {\"b\":2}"]);
        check("[1][2,3]", &["/0 1", "/1/0 2", "/1/1 3"]);
        check("[]", &[]);
        check("17", &[" 17"]);
    }

    #[test]
    fn what_is_broken_costs_itself_alone() {
        check("{\"a\":\n{\"b\":1}\n{\"c\":1}", &[" Line(1)", "/1 {\"b\":1}", "/2 {\"c\":1}"]);
        check("[{\"a\":1}, oops, {\"b\":2}]", &["/0 {\"a\":1}", "/1 Stray(1)", "/2 {\"b\":2}"]);
        check("[{\"a\":1},\n{\"b\":", &["/0 {\"a\":1}", "/1 Truncated(2)"]);
        check("[{\"a\":1},", &["/0 {\"a\":1}", " Truncated(1)"]);
    }

    #[test]
    fn much_that_is_broken_is_passed_in_one_go() {
        let lines = format!("{}{{\"id\":1}}\n", "{\n".repeat(200_000));
        let all = of(&lines.into_bytes());
        assert_eq!(all.len(), 200_001);
        assert_eq!(all[200_000], "/200000 {\"id\":1}");
    }

    #[test]
    fn a_long_source_is_seen_in_parts() {
        let long: String = (0..40_000).map(|n| format!("{{\"id\":{n},\"text\":\"words\"}}\n")).collect();
        let (near, far) = (of(&long.clone().into_bytes()), of(&Far(long.into_bytes())));
        assert_eq!(near.len(), 40_000);
        assert_eq!(near, far);
    }
}
