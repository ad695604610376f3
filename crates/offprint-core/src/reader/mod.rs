//! WordPress's bytes to posts.
//!
//! Reading has two steps. [`Reader::add`] goes through what a file holds without keeping it, and sorts posts from
//! users, terms, media and the site's own description; a bad value is one diagnostic, the rest is read.
//! [`Reader::post`] then makes one post, with all that the other values tell about it; it is pure, so that posts can
//! be made on every core. [`Reader::outline`] makes the same post without its text, for selection: so the memory that
//! is needed is that of the posts at work, not of the input.

mod attachments;
mod dates;
mod excerpt;
mod export;
mod fields;
mod inspected;
mod language;
mod open;
mod post;
mod raw;
mod saved;
mod scan;
mod shape;
mod side;
mod source;
mod split;
mod terms;
mod unknown;
mod window;
mod wordpress_com;
pub mod wxr;

pub use inspected::{Site, post_schema};
pub use post::ReadPost;
pub use saved::utf8;
pub use source::{Sequential, Source};
pub use split::start_of_json;
pub use unknown::Unknown;

use crate::detection::Facts;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::html::Cleaning;
use crate::model::{Language, Post};
use side::SideTables;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

/// What was given to read.
#[derive(Debug, Default)]
pub struct Reader {
    inputs: Vec<Input>,
    channels: Vec<wxr::Channel>,
    records: Vec<Record>,
    side: SideTables,
    diagnostics: Vec<Diagnostic>,
    /// What was said of the file that is being read, and how much more there would have been to say.
    said: (usize, usize),
    others: BTreeMap<&'static str, usize>,
    cleaning: Cleaning,
    language: Option<Language>,
}

#[derive(Debug)]
struct Input {
    origin: String,
    source: Box<dyn Source>,
}

/// A post's place in the input, not parsed yet.
#[derive(Debug)]
struct Record {
    input: u32,
    range: Range<u64>,
    position: (usize, usize),
    pointer: Box<str>,
    dialect: Dialect,
    /// The language found by its letters, once it was needed.
    facts: OnceLock<Facts>,
}

/// In which of WordPress's ways a post is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    /// The REST API of WordPress itself, `wp/v2`.
    Rest,
    /// The older API of WordPress.com, `rest/v1.1`.
    WordPressCom,
    /// The model itself, as `offprint inspect --json` prints it.
    Model,
    /// An item of an export: XML, read with the channel of this number.
    Export(u32),
}

/// The time zone database has no such zone.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{0}")]
pub struct UnknownTimeZone(#[source] jiff::Error);

impl Reader {
    /// A reader that cleans by these rules.
    pub fn with_cleaning(cleaning: Cleaning) -> Self {
        Self { cleaning, ..Self::default() }
    }

    /// Takes in the bytes of one file; `origin` is what diagnostics call it.
    ///
    /// Takes one JSON value (a post, an array of posts, an envelope), several end to end, or one a line (NDJSON); or
    /// WordPress's export (WXR). HTTP headers may stand before it (`curl -i`), and it may be UTF-16.
    pub fn add(&mut self, origin: &str, bytes: Vec<u8>) {
        self.add_source(origin, Box::new(bytes));
    }

    /// Takes in one file that need not be in memory.
    pub fn add_source(&mut self, origin: &str, source: Box<dyn Source>) {
        let place = Place::file(origin);
        match saved::answers(source, &place) {
            Ok(saved) => {
                self.diagnostics.extend(saved.said);
                saved.answers.into_iter().for_each(|answer| self.add_answer(origin, answer));
            }
            Err(error) => self.diagnostics.push(unreadable(&place, error)),
        }
    }

    fn add_answer(&mut self, origin: &str, source: Box<dyn Source>) {
        let place = Place::file(origin);
        let before = (self.records.len(), self.diagnostics.len(), self.others.clone());
        let taken = match export::is_xml(source.as_ref()) {
            Ok(true) => self.take_export(&place, source.as_ref()),
            Ok(false) => open::values(self, &place, source.as_ref()),
            Err(error) => Err(error),
        };
        if let Err(error) = taken {
            self.say(unreadable(&place, error));
        }
        let (_, more) = std::mem::take(&mut self.said);
        if more > 0 {
            let said = format!("{more} more places of this file are broken or hold no post");
            self.diagnostics.push(
                Diagnostic::new(codes::TOO_MANY_ERRORS, &place, said)
                    .hint("most of it is no saved answer of WordPress: look at the file"),
            );
        }
        let nothing = before == (self.records.len(), self.diagnostics.len(), self.others.clone());
        if nothing {
            let said = "an empty page: there is no post in it";
            self.diagnostics.push(Diagnostic::new(codes::PAGE_EMPTY, &place, said));
            *self.others.entry("empty page").or_default() += 1;
        }
        self.inputs.push(Input { origin: origin.to_owned(), source });
    }

    /// Says something about the file that is being read; of a file that is broken all over only the first places.
    fn say(&mut self, diagnostic: Diagnostic) {
        const MOST: usize = 1_000;
        self.said.0 += 1;
        if self.said.0 <= MOST {
            self.diagnostics.push(diagnostic);
        } else {
            self.said.1 += 1;
        }
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

    /// What is known of the site: what an inspected document says of it beside its posts.
    pub fn site(&self) -> Site {
        let side::SiteFacts { name, url, language, .. } = &self.side.site;
        Site { name: name.clone(), url: url.clone(), language: language.clone() }
    }

    /// The site's language, if its settings were among the files.
    pub fn site_language(&self) -> Option<&Language> {
        self.side.site.language.as_ref()
    }

    /// Says which clock the sites have, for dates that come without their offset; what a site says itself goes
    /// before.
    ///
    /// # Errors
    /// When there is no such zone: the names are those of the IANA time zone database.
    pub fn set_timezone(&mut self, name: &str) -> Result<(), UnknownTimeZone> {
        let zone = jiff::tz::TimeZone::get(name).map_err(UnknownTimeZone)?;
        self.side.site.clock.get_or_insert(zone);
        Ok(())
    }

    /// States the language of the edition that is made: posts in it whose own language is neither stated nor plain to
    /// see are taken to be in it.
    pub fn set_language(&mut self, language: Language) {
        self.language = Some(language);
    }

    /// Sets the site's URL, for posts whose own link is relative or missing: their relative links and pictures are
    /// resolved against it.
    pub fn set_site_url(&mut self, url: &str) {
        self.side.site_url = Some(url.to_owned());
    }

    /// How many bytes of the input the post at this index takes.
    pub fn size(&self, index: usize) -> u64 {
        let range = &self.records[index].range;
        range.end - range.start
    }

    /// Makes the post at this index.
    ///
    /// # Errors
    /// When the value is no JSON or no post; the others are not touched by that.
    pub fn post(&self, index: usize) -> Result<ReadPost, Diagnostic> {
        if let Some((place, json, position)) = self.model(index)? {
            return inspected::read(&json, position, &place, &self.around(index));
        }
        let (place, value, mended) = self.value(index)?;
        let mut read = post::read(&value, &place, &self.around(index));
        if mended {
            let place = place.within(read.post.label());
            let message = "bytes that are no characters were replaced by `U+FFFD`";
            let said = Diagnostic::new(codes::ENCODING_INVALID, &place, message);
            read.diagnostics
                .push(said.hint("the file is not UTF-8, or was cut within a character: save it again"));
        }
        Ok(read)
    }

    /// The post at this index as far as selection and order need it: without body, summary, picture and fields.
    ///
    /// # Errors
    /// As [`Reader::post`].
    pub fn outline(&self, index: usize) -> Result<Post, Diagnostic> {
        self.outline_with_language(index, &|_| true)
    }

    /// The same; the language of a post that does not state it is found only if `wants_language` asks for it, given the
    /// rest: it takes longer than all else in an outline.
    ///
    /// # Errors
    /// As [`Reader::post`].
    pub fn outline_with_language(
        &self,
        index: usize,
        wants_language: &dyn Fn(&Post) -> bool,
    ) -> Result<Post, Diagnostic> {
        if let Some((place, json, position)) = self.model(index)? {
            return inspected::outline(&json, position, &place, &self.around(index), wants_language);
        }
        let (place, value, _) = self.value(index)?;
        Ok(post::outline(&value, &place, &self.around(index), wants_language))
    }

    /// How many words the post at this index has, about; `None` until its language was looked at.
    pub fn words(&self, index: usize) -> Option<u32> {
        self.records[index].facts.get().map(|facts| facts.words)
    }

    fn around(&self, index: usize) -> post::Around<'_> {
        post::Around {
            side: &self.side,
            cleaning: &self.cleaning,
            language: self.language.as_ref(),
            facts: &self.records[index].facts,
        }
    }

    /// The bytes of the record at this index, and their place.
    fn bytes(&self, index: usize) -> Result<(Place, Cow<'_, [u8]>), Diagnostic> {
        let record = &self.records[index];
        let input = &self.inputs[record.input as usize];
        let place = Place::file(&input.origin).at(&record.pointer);
        let bytes = source::part(input.source.as_ref(), record.range.clone())
            .map_err(|error| unreadable(&place, error))?;
        Ok((place, bytes))
    }

    /// The JSON of a record that is a model, with its line and column.
    #[expect(clippy::type_complexity, reason = "used twice, above")]
    fn model(&self, index: usize) -> Result<Option<(Place, Cow<'_, [u8]>, (usize, usize))>, Diagnostic> {
        let record = &self.records[index];
        if record.dialect != Dialect::Model {
            return Ok(None);
        }
        let (place, bytes) = self.bytes(index)?;
        Ok(Some((place, bytes, record.position)))
    }

    /// The JSON of a post in the shape of the REST API, and whether something in it had to be mended.
    fn value(&self, index: usize) -> Result<(Place, serde_json::Value, bool), Diagnostic> {
        let record = &self.records[index];
        let (place, bytes) = self.bytes(index)?;
        if let Dialect::Export(channel) = record.dialect {
            return self.item(&bytes, channel, place);
        }
        let (value, mended) =
            open::parse(&bytes).map_err(|error| open::broken(error, record.position, &place))?;
        let value = match record.dialect {
            Dialect::Rest | Dialect::Model | Dialect::Export(_) => value,
            Dialect::WordPressCom => wordpress_com::to_rest(&value),
        };
        Ok((place, value, mended))
    }
}

fn unreadable(place: &Place, error: std::io::Error) -> Diagnostic {
    Diagnostic::new(codes::FILE_UNREADABLE, place, format!("cannot be read: {error}"))
        .hint("the file was changed or taken away while it was read")
        .caused_by(error)
}
