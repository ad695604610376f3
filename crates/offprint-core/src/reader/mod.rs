//! WordPress's bytes to posts.
//!
//! Reading has two steps. [`Reader::add`] splits what a file holds into JSON values without parsing them, and sorts
//! posts from users, terms, media and the site's own description; a bad value is one diagnostic, the rest is read.
//! [`Reader::post`] then makes one post, with all that the other values tell about it; it is pure, so that posts can
//! be made on every core.

mod attachments;
mod dates;
mod export;
mod fields;
mod post;
mod raw;
mod shape;
mod side;
mod split;
mod terms;
pub mod wxr;

pub use post::ReadPost;

use crate::diagnostic::{Diagnostic, Place, Severity};
use shape::Shape;
use side::SideTables;
use std::collections::BTreeMap;
use std::ops::Range;

/// What was given to read.
#[derive(Debug, Default)]
pub struct Reader {
    inputs: Vec<Input>,
    channels: Vec<wxr::Channel>,
    records: Vec<Record>,
    side: SideTables,
    diagnostics: Vec<Diagnostic>,
    others: BTreeMap<&'static str, usize>,
}

#[derive(Debug)]
struct Input {
    origin: String,
    bytes: Vec<u8>,
}

/// A post's place in the input, not parsed yet.
#[derive(Debug)]
struct Record {
    input: usize,
    range: Range<usize>,
    pointer: String,
    /// The channel of the export that it is an item of; without one it is JSON.
    channel: Option<usize>,
}

impl Reader {
    /// Takes in the bytes of one file; `origin` is what diagnostics call it.
    ///
    /// Takes one JSON value (a post, an array of posts, an envelope), several end to end, or one a line (NDJSON); or
    /// WordPress's export (WXR).
    pub fn add(&mut self, origin: &str, bytes: Vec<u8>) {
        let place = Place::file(origin);
        if wxr::is_xml(&bytes) {
            self.add_export(origin, bytes);
            return;
        }
        let before = (self.records.len(), self.diagnostics.len(), self.others.clone());
        let start = match split::start(&bytes) {
            Ok(split::Start { offset, junk }) => {
                if junk {
                    let said = Diagnostic::warning(&place, "text stands before the JSON and was skipped");
                    self.diagnostics.push(
                        said.hint("the site printed an error or a notice: look at the file's beginning"),
                    );
                }
                offset
            }
            Err(problem) => {
                self.diagnostics.push(problem.diagnostic(&place));
                return;
            }
        };
        let input = self.inputs.len();
        let values = split::values(&bytes, start);
        let several = values.len() > 1;
        for (index, value) in values.into_iter().enumerate() {
            match value {
                Ok(value) => {
                    // A second value at the top has no JSON pointer; it is named by its place.
                    let pointer = if several { format!("/{index}") } else { String::new() };
                    self.sort(input, &place, &bytes, value, pointer, 0);
                }
                Err(problem) => self.diagnostics.push(problem.diagnostic(&place)),
            }
        }
        let nothing = before == (self.records.len(), self.diagnostics.len(), self.others.clone());
        if nothing {
            self.diagnostics.push(Diagnostic::note(&place, "an empty page: there is no post in it"));
            *self.others.entry("empty page").or_default() += 1;
        }
        self.inputs.push(Input { origin: origin.to_owned(), bytes });
    }

    /// How many posts there are to make.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// What there is to say about the files, so far.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// What else was in the files: names of kinds, and how many of each.
    pub fn others(&self) -> &BTreeMap<&'static str, usize> {
        &self.others
    }

    /// The site's name, if its description was among the files.
    pub fn site_name(&self) -> Option<&str> {
        self.side.site.name.as_deref()
    }

    /// Makes the post at this index.
    ///
    /// # Errors
    /// When the value is no JSON or no post; the others are not touched by that.
    pub fn post(&self, index: usize) -> Result<ReadPost, Diagnostic> {
        let record = &self.records[index];
        let input = &self.inputs[record.input];
        let place = Place::file(&input.origin).at(&record.pointer);
        if let Some(channel) = record.channel {
            return self.exported(&input.bytes[record.range.clone()], channel, &place);
        }
        let (value, mended) = parse(&input.bytes, record.range.clone(), &place)?;
        let mut read = post::read(&value, &place, &self.side);
        if mended {
            read.diagnostics.push(self::mended(&place.within(read.post.label())));
        }
        Ok(read)
    }

    fn sort(
        &mut self,
        input: usize,
        place: &Place,
        bytes: &[u8],
        range: Range<usize>,
        pointer: String,
        depth: usize,
    ) {
        let here = place.at(&pointer);
        if bytes.get(range.start) == Some(&b'[') {
            for (index, value) in split::elements(bytes, range).into_iter().enumerate() {
                match value {
                    Ok(value) if depth < 2 => {
                        self.sort(input, place, bytes, value, format!("{pointer}/{index}"), depth + 1);
                    }
                    Ok(_) => {}
                    Err(problem) => self.diagnostics.push(problem.diagnostic(&here)),
                }
            }
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
                self.diagnostics.push(broken(&error, bytes, &range, &here));
                return;
            }
        };
        match shape {
            Shape::Post => self.records.push(Record { input, range, pointer, channel: None }),
            Shape::Envelope => {
                if let Some(body) = split::member(bytes, range, "body") {
                    self.sort(input, place, bytes, body, format!("{pointer}/body"), depth);
                }
            }
            Shape::Error { code, message } => {
                // A script that asks for pages until there is none saves the answer that ends it.
                let end = code == "rest_post_invalid_page_number";
                let severity = if end { Severity::Warning } else { Severity::Error };
                let said = format!("the site answered with an error, not a post: `{code}`: {message}");
                self.diagnostics.push(Diagnostic::new(severity, &here, said).hint(shape::advice(&code)));
            }
            Shape::Unknown => {
                let said =
                    Diagnostic::error(&here, "this is no post: it has neither content, title, link nor slug");
                self.diagnostics
                    .push(said.hint("give the answer of `/wp-json/wp/v2/posts` or of another post type"));
            }
            other => {
                *self.others.entry(other.name()).or_default() += 1;
                match parse(bytes, range, &here) {
                    Ok((value, _)) => self.side.take(&other, &value),
                    Err(diagnostic) => self.diagnostics.push(diagnostic),
                }
            }
        }
    }
}

fn mended(place: &Place) -> Diagnostic {
    Diagnostic::warning(place, "bytes that are no characters were replaced by `U+FFFD`")
        .hint("the file is not UTF-8, or was cut within a character: save it again")
}

/// The value, and whether something in it had to be mended to be read.
fn parse(bytes: &[u8], range: Range<usize>, place: &Place) -> Result<(serde_json::Value, bool), Diagnostic> {
    let value = &bytes[range.clone()];
    serde_json::from_slice(value).map(|value| (value, false)).or_else(|error| {
        let mended = split::mended(value).and_then(|mended| serde_json::from_slice(&mended).ok());
        mended.map(|value| (value, true)).ok_or_else(|| broken(&error, bytes, &range, place))
    })
}

/// A parse error, told by the line and column of the whole file.
fn broken(error: &serde_json::Error, bytes: &[u8], range: &Range<usize>, place: &Place) -> Diagnostic {
    let before = &bytes[..range.start];
    let lines = memchr::memchr_iter(b'\n', before).count();
    let line = lines + error.line();
    let line_start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    let column = if error.line() <= 1 { range.start - line_start + error.column() } else { error.column() };
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or(&message);
    Diagnostic::error(place, format!("broken JSON at line {line}, column {column}: {what}"))
        .hint("save the answer again, whole and as the site sent it")
}
