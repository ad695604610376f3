//! Sorting what stands in a file: posts are noted, what tells about them is taken in, the rest is told.

use super::shape::{self, Shape};
use super::side::SiteFacts;
use super::source::Source;
use super::{Dialect, Reader, Record, inspected, scan, split};
use crate::diagnostic::{Diagnostic, Place, codes};
use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::sync::OnceLock;

/// Arrays in arrays are opened to this depth.
const MAX_DEPTH: usize = 2;

/// Goes through the values of one source.
pub(super) fn values(reader: &mut Reader, place: &Place, source: &dyn Source) -> io::Result<()> {
    let head = match source.whole() {
        Some(whole) => Cow::Borrowed(whole),
        None => Cow::Owned(head(source)?),
    };
    let start = match split::start(&head) {
        Ok(split::Start { offset, junk }) => {
            if junk {
                let message = "text stands before the JSON and was skipped";
                let said = Diagnostic::new(codes::RESPONSE_PREFIXED, place, message);
                reader.say(said.hint("the site printed an error or a notice: look at the file's beginning"));
            }
            offset
        }
        Err(problem) => {
            reader.say(problem.diagnostic(place));
            return Ok(());
        }
    };
    let input = u32::try_from(reader.inputs.len()).unwrap_or(u32::MAX);
    scan::values(source, start, &mut |found| match found {
        Ok(found) => {
            let at = At { input, offset: found.offset, position: found.position, dialect: Dialect::Rest };
            reader.sort(place, found.bytes, 0..found.bytes.len(), &at, found.pointer, 0);
        }
        Err((problem, pointer)) => reader.say(problem.diagnostic(&place.at(&pointer))),
    })
}

/// The first bytes, enough to find where the JSON begins after what PHP printed.
fn head(source: &dyn Source) -> io::Result<Vec<u8>> {
    let length = usize::try_from(source.len()).unwrap_or(usize::MAX).min(1 << 20);
    let mut head = vec![0; length];
    source.read_at(0, &mut head)?;
    Ok(head)
}

/// Where a value at the top stands.
struct At {
    input: u32,
    offset: u64,
    position: (usize, usize),
    dialect: Dialect,
}

impl Reader {
    fn sort(
        &mut self,
        place: &Place,
        bytes: &[u8],
        range: Range<usize>,
        at: &At,
        pointer: String,
        depth: usize,
    ) {
        let here = place.at(&pointer);
        if bytes.get(range.start) == Some(&b'[') {
            self.sort_elements(place, bytes, range, at, &pointer, depth);
            return;
        }
        let value = &bytes[range.clone()];
        let shape = shape::of(value).or_else(|error| match split::mended(value) {
            Some(mended) => shape::of(&mended),
            None => Err(error),
        });
        let shape = match shape {
            Ok(shape) => shape,
            Err(error) => {
                self.say(broken(error, position(bytes, range.start, at), &here));
                return;
            }
        };
        match shape {
            Shape::Post => self.note(bytes, range, at, pointer, at.dialect),
            Shape::WordPressComPost => self.note(bytes, range, at, pointer, Dialect::WordPressCom),
            Shape::WordPressComList => {
                if let Some(posts) = split::member(bytes, range, "posts") {
                    self.sort_elements(place, bytes, posts, at, &format!("{pointer}/posts"), depth);
                }
            }
            Shape::Model => self.note(bytes, range, at, pointer, Dialect::Model),
            Shape::Inspected => self.sort_inspected(place, bytes, range, at, &pointer, depth),
            Shape::Envelope => {
                if let Some(body) = split::member(bytes, range, "body") {
                    self.sort(place, bytes, body, at, format!("{pointer}/body"), depth);
                }
            }
            Shape::Error { code, message } => {
                // A script that asks for pages until there is none saves the answer that ends it.
                let kind = match code.as_str() {
                    "rest_post_invalid_page_number" => codes::PAGE_OUT_OF_RANGE,
                    _ => codes::SITE_REFUSED,
                };
                let said = format!("the site answered with an error, not a post: `{code}`: {message}");
                self.say(Diagnostic::new(kind, &here, said).hint(shape::advice(&code)));
            }
            Shape::Unknown => {
                let message = "this is no post: it has neither content, title, link nor slug";
                let said = Diagnostic::new(codes::NOT_A_POST, &here, message);
                self.say(said.hint("give the answer of `/wp-json/wp/v2/posts` or of another post type"));
            }
            other => {
                *self.others.entry(other.name()).or_default() += 1;
                match parse(value) {
                    Ok((value, _)) => self.side.take(&other, &value),
                    Err(error) => {
                        self.say(broken(error, position(bytes, range.start, at), &here));
                    }
                }
            }
        }
    }

    /// Takes in a document of `offprint inspect --json`.
    fn sort_inspected(
        &mut self,
        place: &Place,
        bytes: &[u8],
        range: Range<usize>,
        at: &At,
        pointer: &str,
        depth: usize,
    ) {
        if let Some(site) = split::member(bytes, range.clone(), "site") {
            match inspected::site(&bytes[site]) {
                Ok(site) => self.side.site.take(SiteFacts {
                    name: site.name,
                    url: site.url,
                    language: site.language,
                    clock: None,
                }),
                Err(error) => {
                    let here = place.at(&format!("{pointer}/site"));
                    self.say(Diagnostic::new(
                        codes::FIELD_INVALID,
                        &here,
                        format!("what is said of the site cannot be read: {error}"),
                    ));
                }
            }
        }
        if let Some(posts) = split::member(bytes, range, "posts") {
            self.sort_elements(place, bytes, posts, at, &format!("{pointer}/posts"), depth);
        }
    }

    fn sort_elements(
        &mut self,
        place: &Place,
        bytes: &[u8],
        array: Range<usize>,
        at: &At,
        pointer: &str,
        depth: usize,
    ) {
        for (index, value) in split::elements(bytes, array).into_iter().enumerate() {
            match value {
                Ok(value) if depth < MAX_DEPTH => {
                    self.sort(place, bytes, value, at, format!("{pointer}/{index}"), depth + 1);
                }
                Ok(_) => {}
                Err(problem) => self.say(problem.diagnostic(&place.at(pointer))),
            }
        }
    }

    fn note(&mut self, bytes: &[u8], range: Range<usize>, at: &At, pointer: String, dialect: Dialect) {
        self.records.push(Record {
            input: at.input,
            position: position(bytes, range.start, at),
            range: at.offset + range.start as u64..at.offset + range.end as u64,
            pointer: pointer.into_boxed_str(),
            dialect,
            facts: OnceLock::new(),
        });
    }
}

/// Line and column of what stands at `start` of a value at the top.
fn position(bytes: &[u8], start: usize, at: &At) -> (usize, usize) {
    let before = &bytes[..start];
    match memchr::memrchr(b'\n', before) {
        Some(line_end) => (at.position.0 + memchr::memchr_iter(b'\n', before).count(), start - line_end),
        None => (at.position.0, at.position.1 + start),
    }
}

/// The value, and whether something in it had to be mended to be read.
pub(super) fn parse(value: &[u8]) -> Result<(serde_json::Value, bool), serde_json::Error> {
    serde_json::from_slice(value).map(|value| (value, false)).or_else(|error| {
        let mended = split::mended(value).and_then(|mended| serde_json::from_slice(&mended).ok());
        mended.map(|value| (value, true)).ok_or(error)
    })
}

/// A parse error in a value that begins at this line and column of the file.
pub(super) fn broken(error: serde_json::Error, begins: (usize, usize), place: &Place) -> Diagnostic {
    let line = begins.0 + error.line().saturating_sub(1);
    let column = if error.line() <= 1 { begins.1 + error.column().saturating_sub(1) } else { error.column() };
    let message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let what = message.strip_suffix(&position).unwrap_or(&message);
    let message = format!("broken JSON at line {line}, column {column}: {what}");
    Diagnostic::new(codes::INVALID_JSON, place, message)
        .hint("save the answer again, whole and as the site sent it")
        .caused_by(error)
}
