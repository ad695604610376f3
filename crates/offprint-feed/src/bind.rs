//! How sheets are bound into documents: one, the current one and its archives (RFC 5005), or many feeds.

use crate::{
    feed::{Channel, Links},
    opml,
    options::{FeedOptions, Group, Split},
    sheet::Sheet,
    stylesheet,
    text::epoch,
};
use offprint_core::{
    DateTime, Diagnostic, EditionInfo, Sink, SinkFile, Summary, codes, exporter::write_file,
};
use std::{
    collections::{BTreeMap, HashSet},
    io::SeekFrom,
};
use uuid::Uuid;

/// What a format puts round its items.
pub(crate) trait Frame {
    /// Everything before the first item; and where in it the date of the newest post goes, when it has one.
    fn head(
        &self,
        edition: &EditionInfo,
        channel: &Channel,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (String, Option<usize>);
    /// The date of the newest post; as long for every date.
    fn newest(&self, date: DateTime) -> String;
    /// Whether a date must be there, though none is known.
    fn must_have_date(&self) -> bool {
        false
    }
    /// An identifier; whether it is the post's own address.
    fn identifier(&self, identifier: &str, permalink: bool) -> String;
    /// Between two items.
    fn between(&self) -> &'static str;
    /// Everything after the last item; whether one of them is an episode of a podcast.
    fn tail(&self, edition: &EditionInfo, channel: &Channel, episodes: bool) -> String;
}

/// A binding: where to, and as what.
pub(crate) struct Binding<'a, F> {
    pub(crate) frame: &'a F,
    pub(crate) path: &'a str,
    pub(crate) edition: &'a EditionInfo,
    pub(crate) options: &'a FeedOptions,
    /// What stands before the posts, in every document but the archives, which never change.
    pub(crate) front: Option<Sheet>,
}

impl<F: Frame> Binding<'_, F> {
    /// Writes the sheets as they come; nothing but identifiers stays in memory.
    pub(crate) fn bind(
        &self,
        sheets: &mut dyn Iterator<Item = Sheet>,
        out: &mut dyn Sink,
    ) -> Result<Summary, Diagnostic> {
        let mut summary = Summary::default();
        match (&self.options.split, self.options.page_size) {
            (Some(split), _) => self.feeds(split, sheets, out, &mut summary)?,
            (None, Some(size)) => self.pages(size.max(1), sheets, out, &mut summary)?,
            (None, None) => {
                let mut document = self.open(self.channel(self.path, None), out, &mut summary)?;
                for sheet in sheets {
                    document.put(self.frame, &sheet, &mut summary)?;
                }
                document.close(self, &mut summary)?;
            }
        }
        if self.options.stylesheet {
            summary.files.push(write_file(out, stylesheet::PATH, stylesheet::CSS.as_bytes())?);
        }
        Ok(summary)
    }

    fn channel(&self, path: &str, group: Option<&Group>) -> Channel {
        Channel::new(self.edition, self.options, path, group)
    }

    /// The newest posts in the current document, the others in archives that are full and never change: they are
    /// counted from the oldest post on, which newer ones do not move.
    fn pages(
        &self,
        size: usize,
        sheets: &mut dyn Iterator<Item = Sheet>,
        out: &mut dyn Sink,
        summary: &mut Summary,
    ) -> Result<(), Diagnostic> {
        let total = self.edition.entries.len();
        let archives = total.saturating_sub(1) / size;
        let mut open: Option<(usize, Document)> = None;
        let mut taken = HashSet::new();
        for sheet in sheets {
            let page = total.saturating_sub(1 + sheet.position) / size;
            if open.as_ref().is_none_or(|(known, _)| *known != page) {
                if let Some((_, mut document)) = open.take() {
                    taken = std::mem::take(&mut document.taken);
                    document.close(self, summary)?;
                }
                let mut document = self.open(self.page(page, archives), out, summary)?;
                document.taken = std::mem::take(&mut taken);
                open = Some((page, document));
            }
            if let Some((_, document)) = &mut open {
                document.put(self.frame, &sheet, summary)?;
            }
        }
        match open {
            Some((_, document)) => document.close(self, summary),
            None => self.open(self.page(archives, archives), out, summary)?.close(self, summary),
        }
    }

    /// The document of a page: from 0, the oldest; the last is the current one.
    fn page(&self, page: usize, archives: usize) -> Channel {
        let path = |page: usize| {
            if page >= archives { self.path.to_owned() } else { archive_path(self.path, page + 1) }
        };
        let mut channel = self.channel(&path(page), None);
        let own = channel.links.own.clone();
        let main = self.channel(self.path, None).links.own;
        let address = |page: usize| {
            let name = archive_path(self.path, page + 1);
            main.as_deref().and_then(|main| crate::feed::sibling(main, &name))
        };
        let older = page.checked_sub(1).and_then(address);
        channel.archive = page < archives;
        channel.links = Links {
            own,
            first: main.clone().filter(|_| archives > 0),
            last: address(0).filter(|_| archives > 0),
            next: older.clone(),
            prev_archive: older,
            ..Links::default()
        };
        if channel.archive {
            // The address that the next archive has, or will have once it is full: this document stays as it is.
            let newer = address(page + 1);
            channel.links.previous.clone_from(&newer);
            channel.links.next_archive = newer;
            channel.links.current = main;
        }
        channel
    }

    /// One feed for each group, all open until the last post.
    fn feeds(
        &self,
        split: &Split,
        sheets: &mut dyn Iterator<Item = Sheet>,
        out: &mut dyn Sink,
        summary: &mut Summary,
    ) -> Result<(), Diagnostic> {
        let mut open: BTreeMap<String, Document> = BTreeMap::new();
        let ending = self.path.rsplit_once('.').map_or("xml", |(_, ending)| ending).to_owned();
        for sheet in sheets {
            for group in &sheet.groups {
                if !open.contains_key(&group.slug) {
                    let path = format!("{}/{}.{ending}", split.folder(), group.slug);
                    let document = self.open(self.channel(&path, Some(group)), out, summary)?;
                    open.insert(group.slug.clone(), document);
                }
                if let Some(document) = open.get_mut(&group.slug) {
                    document.put(self.frame, &sheet, summary)?;
                }
            }
        }
        let newest = open.values().filter_map(|document| document.newest).max();
        let mut list = opml::List::new(self.edition, newest.or(self.edition.date));
        for (_, document) in open {
            list.add(&document.channel);
            document.close(self, summary)?;
        }
        let path = format!("{}-{ending}.opml", split.folder());
        summary.files.push(write_file(out, &path, list.finish().as_bytes())?);
        Ok(())
    }

    fn open(
        &self,
        channel: Channel,
        out: &mut dyn Sink,
        summary: &mut Summary,
    ) -> Result<Document, Diagnostic> {
        let mut file = out.create(&channel.path)?;
        let (head, gap) = self.frame.head(self.edition, &channel, &mut summary.diagnostics);
        write(&mut *file, head.as_bytes())?;
        let mut document = Document {
            channel,
            file,
            gap,
            newest: None,
            items: 0,
            episodes: false,
            taken: HashSet::new(),
            bytes: Vec::new(),
        };
        if let Some(front) = self.front.as_ref().filter(|_| !document.channel.archive) {
            document.put(self.frame, front, summary)?;
        }
        Ok(document)
    }
}

/// A document in the making.
struct Document {
    channel: Channel,
    file: Box<dyn SinkFile>,
    gap: Option<usize>,
    newest: Option<DateTime>,
    items: usize,
    episodes: bool,
    /// The identifiers that are used.
    taken: HashSet<Uuid>,
    bytes: Vec<u8>,
}

impl Document {
    fn put<F: Frame>(&mut self, frame: &F, sheet: &Sheet, summary: &mut Summary) -> Result<(), Diagnostic> {
        self.newest = self.newest.max(sheet.changed);
        self.episodes |= sheet.episode;
        let identifier = unique(sheet, &mut self.taken, &mut summary.diagnostics);
        let permalink = sheet.permalink && identifier == sheet.identifier;
        self.bytes.clear();
        self.bytes.extend_from_slice(if self.items > 0 { frame.between().as_bytes() } else { b"" });
        self.bytes.extend_from_slice(sheet.before.as_bytes());
        self.bytes.extend_from_slice(frame.identifier(&identifier, permalink).as_bytes());
        self.bytes.extend_from_slice(sheet.after.as_bytes());
        self.items += 1;
        write(&mut *self.file, &self.bytes)
    }

    /// Writes the tail; then the date into the head, for the head comes first and the newest post may come last.
    fn close<F: Frame>(mut self, binding: &Binding<'_, F>, summary: &mut Summary) -> Result<(), Diagnostic> {
        let tail = binding.frame.tail(binding.edition, &self.channel, self.episodes);
        write(&mut *self.file, tail.as_bytes())?;
        if let Some(gap) = self.gap {
            let date = self.newest.or(binding.edition.date);
            let Some(date) = date.or_else(|| binding.frame.must_have_date().then(epoch)) else {
                summary.files.push(self.file.finish()?);
                return Ok(());
            };
            let place = u64::try_from(gap).unwrap_or(u64::MAX);
            let back = self.file.seek(SeekFrom::Start(place)).map(drop);
            back.map_err(|error| self.file.failure(&error))?;
            write(&mut *self.file, binding.frame.newest(date).as_bytes())?;
            let end = self.file.seek(SeekFrom::End(0)).map(drop);
            end.map_err(|error| self.file.failure(&error))?;
        }
        summary.files.push(self.file.finish()?);
        Ok(())
    }
}

fn write(file: &mut dyn SinkFile, bytes: &[u8]) -> Result<(), Diagnostic> {
    let written = file.write_all(bytes);
    written.map_err(|error| file.failure(&error))
}

/// The name of an archive, from 1: `feed-archive-1.rss`.
fn archive_path(path: &str, number: usize) -> String {
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, "xml"));
    format!("{stem}-archive-{number}.{ending}")
}

/// The sheet's identifier, told apart from those before it.
fn unique(sheet: &Sheet, taken: &mut HashSet<Uuid>, diagnostics: &mut Vec<Diagnostic>) -> String {
    // Of the identifiers only marks are kept: there may be very many.
    let mark = |identifier: &str| Uuid::new_v5(&Uuid::NAMESPACE_OID, identifier.as_bytes());
    if taken.insert(mark(&sheet.identifier)) {
        return sheet.identifier.clone();
    }
    let mut number = 2;
    let identifier = loop {
        let identifier = if sheet.identifier.starts_with("urn:uuid:") {
            let name = format!("{}#{number}", sheet.identifier);
            mark(&name).urn().to_string()
        } else {
            let joint = if sheet.identifier.contains('#') { '-' } else { '#' };
            format!("{}{joint}{number}", sheet.identifier)
        };
        if taken.insert(mark(&identifier)) {
            break identifier;
        }
        number += 1;
    };
    let message =
        format!("two posts have the identifier `{}`; this one is now `{identifier}`", sheet.identifier);
    let told = Diagnostic::new(codes::POST_ID_DUPLICATE, &sheet.place, message);
    diagnostics.push(told.hint("leave one of them out, or say whose posts they are with `--site-id`"));
    identifier
}
