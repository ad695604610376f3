//! Exports among the files: their items become records, their media and reusable blocks side tables.

use super::shape::Shape;
use super::wxr::{self, Channel, ItemKind, Part};
use super::{Input, ReadPost, Reader, Record, fields, post};
use crate::diagnostic::{Diagnostic, Place};

impl Reader {
    /// Takes in an export, item by item.
    pub(super) fn add_export(&mut self, origin: &str, bytes: Vec<u8>) {
        let place = Place::file(origin);
        let mut channel = Channel::default();
        let mut records = Vec::new();
        let (input, number) = (self.inputs.len(), self.channels.len());
        let mut count = 0;
        let scanned = wxr::scan(bytes.as_slice(), &mut |part| match part {
            Part::Channel(xml) => {
                if let Some(problem) = channel.read(&String::from_utf8_lossy(xml)) {
                    self.diagnostics.push(Diagnostic::warning(&place, format!("broken XML: {problem}")));
                }
            }
            Part::Item { bytes, range, line, whole } => {
                let pointer = format!("/item/{count}");
                count += 1;
                let here = place.at(&pointer);
                if self.sort_item(&String::from_utf8_lossy(bytes), &channel, &here, line, whole) {
                    // The input is in memory: its places fit.
                    let range =
                        usize::try_from(range.start).unwrap_or(0)..usize::try_from(range.end).unwrap_or(0);
                    records.push(Record { input, range, pointer, channel: Some(number) });
                }
            }
        });
        if let Err(error) = scanned {
            self.diagnostics.push(Diagnostic::error(&place, format!("cannot be read: {error}")));
        }
        if !channel.is_export() && records.is_empty() {
            let (what, hint) = if channel.is_feed() {
                ("this is a feed, but no export of WordPress's", "a feed holds the last posts only")
            } else {
                ("this is XML or HTML, but no export of WordPress's", "nothing in it is a post")
            };
            let hint = format!("{hint}: use the file that Tools → Export makes, or answers of the REST API");
            self.diagnostics.push(Diagnostic::error(&place, what).hint(hint));
            return;
        }
        if channel.version.as_deref().is_none_or(|version| version.parse::<f32>().is_err()) {
            let said = "the export does not tell its version (`wp:wxr_version`): read as version 1.2";
            self.diagnostics.push(Diagnostic::warning(&place, said));
        }
        if count == 0 {
            self.diagnostics
                .push(Diagnostic::note(&place, "an export without items: there is no post in it"));
            *self.others.entry("export without items").or_default() += 1;
        }
        let site = &mut self.side.site;
        site.name = site.name.take().or_else(|| channel.title.as_deref().map(fields::plain));
        self.records.append(&mut records);
        self.channels.push(channel);
        self.inputs.push(Input { origin: origin.to_owned(), bytes });
    }

    /// Whether this item is a post; what it is else goes to its table.
    fn sort_item(&mut self, xml: &str, channel: &Channel, place: &Place, line: u64, whole: bool) -> bool {
        let item = match wxr::item(xml, channel) {
            Ok(item) => item,
            Err(problem) => {
                let said = format!("the item at line {line} cannot be read: {problem}");
                self.diagnostics.push(
                    Diagnostic::error(place, said).hint("export the site again, or mend the XML there"),
                );
                return false;
            }
        };
        let problem = item.problem.or_else(|| (!whole).then(|| "it has no end".to_owned()));
        if let Some(problem) = problem {
            let said = format!("broken XML in the item at line {line}: {problem}");
            self.diagnostics
                .push(Diagnostic::warning(place, said).hint("what could be read of it is here: compare it"));
        }
        if item.comments > 0 {
            *self.others.entry("comment").or_default() += item.comments;
        }
        let other = match item.kind {
            ItemKind::Post => return true,
            ItemKind::Media => {
                self.side.take(&Shape::Media, &item.value);
                Shape::Media.name()
            }
            ItemKind::ReusableBlock => {
                self.side.take_reusable_block(&item.value);
                "reusable block"
            }
            ItemKind::Other(name) => name,
        };
        *self.others.entry(other).or_default() += 1;
        false
    }

    /// The post of an item.
    pub(super) fn exported(&self, xml: &[u8], channel: usize, place: &Place) -> Result<ReadPost, Diagnostic> {
        let text = String::from_utf8_lossy(xml);
        let item = wxr::item(&text, &self.channels[channel])
            .map_err(|problem| Diagnostic::error(place, format!("the item cannot be read: {problem}")))?;
        let mut read = post::read(&item.value, place, &self.side);
        if text.contains('\u{fffd}') && std::str::from_utf8(xml).is_err() {
            read.diagnostics.push(super::mended(&place.within(read.post.label())));
        }
        Ok(read)
    }
}
