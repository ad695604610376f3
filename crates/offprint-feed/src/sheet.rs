//! A rendered post, and how sheets are bound into a file.

use crate::item::Item;
use offprint_core::{DateTime, Diagnostic, Place, Sink, SinkFile, Summary};
use std::{collections::HashSet, io::SeekFrom};

/// One post as an item of a feed, finished but for its identifier, which must be unique in the feed.
#[derive(Debug, Clone)]
pub struct Sheet {
    place: Place,
    identifier: String,
    permalink: bool,
    changed: Option<DateTime>,
    before: String,
    after: String,
}

impl Sheet {
    /// A sheet of this item: its identifier, what stands before that, and after it.
    pub(crate) fn new(item: Item, identifier: String, before: String, after: String) -> Self {
        Self {
            permalink: item.link.as_ref() == Some(&identifier),
            changed: item.published.max(item.modified),
            place: item.place,
            identifier,
            before,
            after,
        }
    }
}

/// What a format puts round its items.
pub(crate) struct Frame<'a> {
    pub(crate) path: &'a str,
    pub(crate) head: String,
    /// Where the head has a gap for the date of the newest post, and what to write there, as long as the gap.
    pub(crate) date: Option<(usize, String)>,
    pub(crate) newest: fn(DateTime) -> String,
    /// An identifier as the format has it; whether it is the post's own address.
    pub(crate) identifier: fn(&str, bool) -> String,
    pub(crate) between: &'static str,
    pub(crate) tail: &'static str,
}

impl Frame<'_> {
    /// Writes the feed: its head, the sheets as they come, its tail; then the date into the head, for the head must
    /// come first and the newest post may come last.
    pub(crate) fn bind(
        self,
        sheets: &mut dyn Iterator<Item = Sheet>,
        out: &mut dyn Sink,
    ) -> Result<Summary, Diagnostic> {
        let mut summary = Summary::default();
        let mut file = out.create(self.path)?;
        put(&mut *file, self.head.as_bytes())?;
        let mut taken = HashSet::new();
        let mut newest: Option<DateTime> = None;
        let mut bytes = Vec::new();
        for (index, sheet) in sheets.enumerate() {
            newest = newest.max(sheet.changed);
            let identifier = unique(&sheet, &mut taken, &mut summary.diagnostics);
            let permalink = sheet.permalink && identifier == sheet.identifier;
            bytes.clear();
            bytes.extend_from_slice(if index > 0 { self.between.as_bytes() } else { b"" });
            bytes.extend_from_slice(sheet.before.as_bytes());
            bytes.extend_from_slice((self.identifier)(&identifier, permalink).as_bytes());
            bytes.extend_from_slice(sheet.after.as_bytes());
            put(&mut *file, &bytes)?;
        }
        put(&mut *file, self.tail.as_bytes())?;
        if let Some((gap, fallback)) = self.date {
            let date = newest.map_or(fallback, self.newest);
            let place = u64::try_from(gap).unwrap_or(u64::MAX);
            let back = file.seek(SeekFrom::Start(place)).map(drop);
            back.map_err(|error| file.failure(&error))?;
            put(&mut *file, date.as_bytes())?;
            let end = file.seek(SeekFrom::End(0)).map(drop);
            end.map_err(|error| file.failure(&error))?;
        }
        summary.files.push(file.finish()?);
        Ok(summary)
    }
}

fn put(file: &mut dyn SinkFile, bytes: &[u8]) -> Result<(), Diagnostic> {
    let written = file.write_all(bytes);
    written.map_err(|error| file.failure(&error))
}

/// The sheet's identifier, told apart from those before it.
fn unique(sheet: &Sheet, taken: &mut HashSet<String>, diagnostics: &mut Vec<Diagnostic>) -> String {
    if taken.insert(sheet.identifier.clone()) {
        return sheet.identifier.clone();
    }
    let joint = if sheet.identifier.contains('#') { '-' } else { '#' };
    let mut number = 2;
    let identifier = loop {
        let identifier = format!("{}{joint}{number}", sheet.identifier);
        if taken.insert(identifier.clone()) {
            break identifier;
        }
        number += 1;
    };
    let message =
        format!("two posts have the identifier `{}`; this one is now `{identifier}`", sheet.identifier);
    let told = Diagnostic::warning(&sheet.place, message);
    diagnostics.push(told.hint("give each post its own `guid`, or leave one of them out"));
    identifier
}
