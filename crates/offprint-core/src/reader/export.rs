//! Exports among the files: their items become records, their media and reusable blocks side tables.

use super::shape::Shape;
use super::source::{Sequential, Source};
use super::wxr::{self, Channel, ItemKind, Part};
use super::{Dialect, Reader, Record, fields};
use crate::diagnostic::{Diagnostic, Place, codes};
use serde_json::Value;
use std::io::{self, BufReader};
use std::sync::OnceLock;

/// Bytes that are enough to tell XML.
const BEGINNING: u64 = 256;

/// Whether a source holds XML, not JSON.
pub(super) fn is_xml(source: &dyn Source) -> io::Result<bool> {
    let beginning = super::source::part(source, 0..source.len().min(BEGINNING))?;
    Ok(wxr::is_xml(&beginning))
}

impl Reader {
    /// Takes in an export, item by item.
    pub(super) fn take_export(&mut self, place: &Place, source: &dyn Source) -> io::Result<()> {
        let mut channel = Channel::default();
        let mut records = Vec::new();
        let input = u32::try_from(self.inputs.len()).unwrap_or(u32::MAX);
        let number = u32::try_from(self.channels.len()).unwrap_or(u32::MAX);
        let mut count = 0;
        wxr::scan(BufReader::new(Sequential::new(source)), &mut |part| match part {
            Part::Channel(xml) => {
                if let Some(problem) = channel.read(&String::from_utf8_lossy(xml)) {
                    self.say(Diagnostic::new(codes::MALFORMED_XML, place, format!("broken XML: {problem}")));
                }
            }
            Part::Item { bytes, range, line, whole } => {
                let pointer = format!("/item/{count}");
                count += 1;
                let here = place.at(&pointer);
                if self.sort_item(&String::from_utf8_lossy(bytes), &channel, &here, line, whole) {
                    let position = (usize::try_from(line).unwrap_or(usize::MAX), 1);
                    let dialect = Dialect::Export(number);
                    records.push(Record {
                        input,
                        range,
                        position,
                        pointer: pointer.into(),
                        dialect,
                        facts: OnceLock::new(),
                    });
                }
            }
        })?;
        if !channel.is_export() && records.is_empty() {
            self.say(no_export(&channel, place));
            return Ok(());
        }
        if channel.version.as_deref().is_none_or(|version| version.parse::<f32>().is_err()) {
            let said = "the export does not tell its version (`wp:wxr_version`): read as version 1.2";
            self.say(Diagnostic::new(codes::WXR_VERSION_MISSING, place, said));
        }
        if count == 0 {
            self.say(Diagnostic::new(
                codes::PAGE_EMPTY,
                place,
                "an export without items: there is no post in it",
            ));
            *self.others.entry("export without items").or_default() += 1;
        }
        let site = &mut self.side.site;
        site.name = site.name.take().or_else(|| channel.title.as_deref().map(fields::plain));
        self.records.append(&mut records);
        self.channels.push(channel);
        Ok(())
    }

    /// Whether this item is a post; what it is else goes to its table.
    fn sort_item(&mut self, xml: &str, channel: &Channel, place: &Place, line: u64, whole: bool) -> bool {
        let item = match wxr::item(xml, channel) {
            Ok(item) => item,
            // That the whole is no export is said once.
            Err(_) if !channel.is_export() => return false,
            Err(problem) => {
                let said = format!("the item at line {line} cannot be read: {problem}");
                let said = Diagnostic::new(codes::INVALID_WXR, place, said).caused_by(problem);
                self.say(said.hint("export the site again, or mend the XML there"));
                return false;
            }
        };
        let problem = item.problem.or_else(|| (!whole).then_some(wxr::Problem::NoEnd));
        if let Some(problem) = problem {
            let said = format!("broken XML in the item at line {line}: {problem}");
            self.say(
                Diagnostic::new(codes::MALFORMED_XML, place, said)
                    .hint("what could be read of it is here: compare it"),
            );
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

    /// An item in the shape of the REST API, and whether something in it had to be mended.
    pub(super) fn item(
        &self,
        xml: &[u8],
        channel: u32,
        place: Place,
    ) -> Result<(Place, Value, bool), Diagnostic> {
        let text = String::from_utf8_lossy(xml);
        let item = wxr::item(&text, &self.channels[channel as usize]).map_err(|problem| {
            let message = format!("the item cannot be read: {problem}");
            Diagnostic::new(codes::INVALID_WXR, &place, message).caused_by(problem)
        })?;
        let mended = matches!(text, std::borrow::Cow::Owned(_));
        Ok((place, item.value, mended))
    }
}

fn no_export(channel: &Channel, place: &Place) -> Diagnostic {
    let what = if channel.is_feed() {
        "this is a feed, but no export of WordPress's"
    } else {
        "this is XML or HTML, but no export of WordPress's"
    };
    Diagnostic::new(codes::NOT_WORDPRESS, place, what)
        .hint("use the file that Tools → Export makes, or answers of the REST API")
}
