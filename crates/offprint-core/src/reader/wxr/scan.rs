//! Finding the items of an export without parsing them.
//!
//! An XML parser stops at the first error; here an item that is broken costs itself alone. What ends an item is looked
//! for outside of CDATA sections and comments, and where one of those was never closed, at the next item.

use memchr::{memchr, memmem};
use std::io::{self, BufRead};
use std::ops::Range;

/// A part of an export.
#[derive(Debug)]
pub enum Part<'a> {
    /// What stands before, between and after the items: the channel's facts.
    Channel(&'a [u8]),
    /// From `<item` to `</item>`.
    Item {
        /// The item's XML.
        bytes: &'a [u8],
        /// Where it stands in the input, in bytes.
        range: Range<u64>,
        /// The line it begins on, from 1.
        line: u64,
        /// Whether its end was found where it should be.
        whole: bool,
    },
}

/// Visits the parts of an export in their order, holding one of them at a time.
///
/// # Errors
/// When the input cannot be read.
pub fn scan(input: impl BufRead, visit: &mut dyn FnMut(Part<'_>)) -> io::Result<()> {
    Scan { input, held: Vec::new(), base: 0, line: 1, begin: 0, at: 0, in_item: false, ended: false }
        .run(visit)
}

const CDATA: &[u8] = b"<![CDATA[";

struct Scan<R> {
    input: R,
    held: Vec<u8>,
    /// Where in the input `held` begins.
    base: u64,
    /// The line of `held[0]`.
    line: u64,
    /// Where in `held` the part begins.
    begin: usize,
    /// What was looked at already.
    at: usize,
    in_item: bool,
    ended: bool,
}

impl<R: BufRead> Scan<R> {
    fn run(&mut self, visit: &mut dyn FnMut(Part<'_>)) -> io::Result<()> {
        while let Some(at) = self.find(|held, from| memchr(b'<', &held[from..]).map(|at| from + at))? {
            self.at = at;
            // Enough to tell what begins here.
            self.ahead(at + 16)?;
            let here = &self.held[at..];
            if here.starts_with(CDATA) {
                self.section(visit)?;
            } else if here.starts_with(b"<!--") {
                self.comment()?;
            } else if is_tag(here, b"<item") {
                if self.in_item {
                    self.item(at, false, visit);
                } else {
                    self.channel(at, visit);
                }
                self.in_item = true;
                self.at = self.begin + 1;
            } else if is_tag(here, b"</item") && self.in_item {
                let end = self.find(|held, from| memchr(b'>', &held[from..]).map(|end| from + end + 1))?;
                let end = end.unwrap_or(self.held.len());
                self.item(end, true, visit);
            } else {
                self.at = at + 1;
            }
        }
        let end = self.held.len();
        if self.in_item {
            self.item(end, false, visit);
        } else {
            self.channel(end, visit);
        }
        Ok(())
    }

    /// A CDATA section; one that was never closed would take the items behind it along.
    fn section(&mut self, visit: &mut dyn FnMut(Part<'_>)) -> io::Result<()> {
        let from = self.at + CDATA.len();
        self.at = from;
        let end = self.find(|held, from| memmem::find(&held[from..], b"]]>").map(|end| from + end))?;
        if let Some(end) = end {
            self.ahead(end + 16)?;
        }
        let body = &self.held[from..end.unwrap_or(self.held.len())];
        let split = end.is_some_and(|end| {
            self.held[..end].ends_with(b"]]") && self.held[end + 3..].starts_with(b"<![CDATA[>")
        });
        let cut = if self.in_item && !split { item_end_in(body, end.is_none()) } else { None };
        match (cut, end) {
            (Some(cut), _) => self.item(from + cut, false, visit),
            (None, Some(end)) => self.at = end + 3,
            (None, None) => self.at = self.held.len(),
        }
        Ok(())
    }

    fn comment(&mut self) -> io::Result<()> {
        let from = self.at + 4;
        self.at = from;
        let end = self.find(|held, from| memmem::find(&held[from..], b"-->").map(|end| from + end + 3))?;
        let body = &self.held[from..end.unwrap_or(self.held.len())];
        let takes_items = self.in_item && memmem::find(body, b"</item>").is_some();
        self.at = end.filter(|_| !takes_items).unwrap_or(from);
        Ok(())
    }

    fn channel(&mut self, end: usize, visit: &mut dyn FnMut(Part<'_>)) {
        visit(Part::Channel(&self.held[self.begin..end]));
        self.drop_to(end);
    }

    fn item(&mut self, end: usize, whole: bool, visit: &mut dyn FnMut(Part<'_>)) {
        let bytes = &self.held[self.begin..end];
        let offset = self.base + self.begin as u64;
        let before = memchr::memchr_iter(b'\n', &self.held[..self.begin]).count() as u64;
        let range = offset..offset + bytes.len() as u64;
        visit(Part::Item { bytes, range, line: self.line + before, whole });
        self.in_item = false;
        self.drop_to(end);
    }

    /// What was visited need not be held any more.
    fn drop_to(&mut self, end: usize) {
        self.begin = end;
        self.at = self.at.max(end);
        if self.at > self.held.len() {
            self.at = self.held.len();
        }
        // Moving what is left costs as much as it is long: only when it is the smaller part.
        if end * 2 > self.held.len() || self.ended {
            self.line += memchr::memchr_iter(b'\n', &self.held[..end]).count() as u64;
            self.held.drain(..end);
            self.base += end as u64;
            self.at -= end;
            self.begin = 0;
        }
    }

    /// Looks from `at` on, and reads on until it is found or the input ends.
    fn find(&mut self, look: impl Fn(&[u8], usize) -> Option<usize>) -> io::Result<Option<usize>> {
        let mut from = self.at;
        loop {
            if let Some(found) = look(&self.held, from) {
                return Ok(Some(found));
            }
            if self.ended {
                return Ok(None);
            }
            // What is looked for has three bytes at most; it may have begun.
            from = from.max(self.held.len().saturating_sub(2));
            self.more()?;
        }
    }

    /// Holds the bytes up to this place, if there are so many.
    fn ahead(&mut self, to: usize) -> io::Result<()> {
        while !self.ended && self.held.len() < to {
            self.more()?;
        }
        Ok(())
    }

    fn more(&mut self) -> io::Result<()> {
        let read = self.input.fill_buf()?;
        let count = read.len();
        self.held.extend_from_slice(read);
        self.input.consume(count);
        self.ended = count == 0;
        Ok(())
    }
}

fn is_tag(here: &[u8], tag: &[u8]) -> bool {
    here.starts_with(tag)
        && matches!(here.get(tag.len()), None | Some(b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'/'))
}

/// Where in a CDATA section that was not closed the item ends: at `</item>`, when another item and a section of its
/// own follow. Text about feeds may hold `</item>`, too, but no section of its own.
fn item_end_in(body: &[u8], to_the_end: bool) -> Option<usize> {
    let limit = match memmem::find(body, CDATA) {
        Some(next) => next,
        None if to_the_end => body.len(),
        None => return None,
    };
    memmem::find_iter(&body[..limit], b"</item>").map(|at| at + b"</item>".len()).find(|&end| {
        let rest = body[end..].trim_ascii_start();
        is_tag(rest, b"<item") || is_tag(rest, b"</channel") || (to_the_end && rest.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Items are shown in brackets, those without their end with a `!`; the channel as it is.
    fn shown(xml: &str, chunk: usize) -> String {
        let mut shown = String::new();
        let input = io::BufReader::with_capacity(chunk, xml.as_bytes());
        scan(input, &mut |part| match part {
            Part::Channel(bytes) => shown.push_str(&String::from_utf8_lossy(bytes)),
            Part::Item { bytes, range, whole, line } => {
                let (from, to) = (usize::try_from(range.start).unwrap(), usize::try_from(range.end).unwrap());
                assert_eq!(&xml.as_bytes()[from..to], bytes);
                assert_eq!(line, 1 + xml[..from].matches('\n').count() as u64);
                shown.push('[');
                shown.push_str(&String::from_utf8_lossy(bytes).replace("<item>", "").replace("</item>", ""));
                shown.push_str(if whole { "]" } else { "!]" });
            }
        })
        .unwrap();
        shown
    }

    fn check(xml: &str, expected: &str) {
        for chunk in [1, 3, 7, 4096] {
            assert_eq!(shown(xml, chunk), expected, "{xml} in pieces of {chunk}");
        }
    }

    #[test]
    fn items_and_what_is_around_them() {
        check("<a>\n<item>1</item>\n<item>2</item></a>", "<a>\n[1]\n[2]</a>");
        check("<items><item x='1'>1</item></items>", "<items>[<item x='1'>1]</items>");
        check("", "");
        check("no items", "no items");
    }

    #[test]
    fn sections_and_comments_hide_tags() {
        check("<item><![CDATA[<item></item>]]></item>.", "[<![CDATA[]]>].");
        check("<item><![CDATA[a]]]]><![CDATA[></item>]]></item>", "[<![CDATA[a]]]]><![CDATA[>]]>]");
        check("<!-- <item> --><item>1</item>", "<!-- <item> -->[1]");
        check("<item>1<!-- </item><item>2</item> -->", "[1<!-- ][2] -->");
    }

    #[test]
    fn broken_items_cost_themselves() {
        check("<item>1<item>2</item>", "[1!][2]");
        check("<item>1</item><item>2", "[1][2!]");
        check("<item>1<![CDATA[x</item> <item>2<![CDATA[y]]></item>.", "[1<![CDATA[x!] [2<![CDATA[y]]>].");
        check("<item>1<![CDATA[x</item><item>2</item>", "[1<![CDATA[x!][2]");
    }
}
