//! The second pass over the package document: what epub-builder gets wrong or cannot say (EPUB 3.3 §5).

use crate::metadata::Metadata;
use crate::{front, names};
use offprint_core::EditionInfo;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};
use std::collections::HashSet;
use std::io;

/// The package document, corrected.
///
/// - `xml:lang` and `dir` on `package`; no `id` on languages, for an author may have the same
/// - title and subtitle with their types, publisher, source, date, accessibility
/// - `properties="mathml"` on the pages that need it
/// - the contents in the spine, behind the title page and what stands before them; where readers have a page of their
///   own for them, these are for devices alone
///
/// # Errors
/// When the document is not well-formed.
pub(crate) fn correct(
    opf: &str,
    metadata: &Metadata,
    edition: &EditionInfo,
    mathml: &HashSet<String>,
) -> io::Result<String> {
    let mut reader = Reader::from_str(opf);
    let mut pass = Pass { out: Writer::new(Vec::with_capacity(opf.len() + 4096)), metadata, edition, mathml };
    loop {
        match reader.read_event().map_err(io::Error::other)? {
            Event::Eof => break,
            Event::Start(tag) => pass.start(&tag)?,
            Event::Empty(tag) => pass.empty(&tag)?,
            Event::End(tag) => pass.end(&tag)?,
            // The template leaves lines of nothing but spaces.
            Event::Text(text) if text.trim().is_empty() => {
                let space = text.rfind('\n').map_or(&*text, |last| &text[last..]);
                pass.out.write_event(Event::Text(BytesText::from_escaped(space)))?;
            }
            event => pass.out.write_event(event)?,
        }
    }
    String::from_utf8(pass.out.into_inner()).map_err(io::Error::other)
}

struct Pass<'a> {
    out: Writer<Vec<u8>>,
    metadata: &'a Metadata,
    edition: &'a EditionInfo,
    mathml: &'a HashSet<String>,
}

impl Pass<'_> {
    fn start(&mut self, tag: &BytesStart<'_>) -> io::Result<()> {
        let mut tag = tag.clone().into_owned();
        match tag.name().as_ref() {
            "package" => {
                tag.push_attribute(("xml:lang", self.edition.language.as_str()));
                tag.push_attribute(("dir", self.edition.direction().as_str()));
            }
            "dc:language" => tag = BytesStart::new("dc:language"),
            "dc:title" => tag.push_attribute(("id", "title")),
            _ => {}
        }
        self.out.write_event(Event::Start(tag))
    }

    fn empty(&mut self, tag: &BytesStart<'_>) -> io::Result<()> {
        let value = |name: &str| {
            let attribute = tag.try_get_attribute(name).ok().flatten();
            attribute.map(|attribute| attribute.value.into_owned())
        };
        let mut written = tag.clone().into_owned();
        let name = tag.name();
        if name.as_ref() == "item" && value("href").is_some_and(|href| self.mathml.contains(&href)) {
            written.push_attribute(("properties", "mathml"));
        }
        self.out.write_event(Event::Empty(written))?;
        let before = self.before_contents();
        if name.as_ref() == "itemref" && before.is_some() && value("idref") == before {
            self.new_line()?;
            let mut contents = BytesStart::new("itemref");
            contents.push_attribute(("idref", "nav"));
            self.out.write_event(Event::Empty(contents))?;
        }
        Ok(())
    }

    /// The page that the contents stand behind.
    fn before_contents(&self) -> Option<String> {
        let last = front::before_contents(self.edition).last().map_or(names::TITLE, |(name, _)| name);
        (!self.edition.front.excerpts).then(|| format!("id_{last}"))
    }

    fn end(&mut self, tag: &BytesEnd<'_>) -> io::Result<()> {
        if tag.name().as_ref() == "metadata" {
            self.more_metadata()?;
        }
        self.out.write_event(Event::End(tag.clone().into_owned()))?;
        if tag.name().as_ref() == "dc:title" {
            self.title_types()?;
        }
        Ok(())
    }

    /// EPUB 3.3 §D.3.9: which title is which.
    fn title_types(&mut self) -> io::Result<()> {
        let others = [("subtitle", &self.metadata.subtitle), ("edition", &self.metadata.issue)];
        if others.iter().all(|(_, title)| title.is_none()) {
            return Ok(());
        }
        self.line("meta", &[("refines", "#title"), ("property", "title-type")], "main")?;
        for (kind, title) in others {
            if let Some(title) = title {
                self.line("dc:title", &[("id", kind)], title)?;
                self.line("meta", &[("refines", &format!("#{kind}")), ("property", "title-type")], kind)?;
            }
        }
        Ok(())
    }

    fn more_metadata(&mut self) -> io::Result<()> {
        let metadata = self.metadata;
        let named = [
            ("dc:publisher", &metadata.publisher),
            ("dc:date", &metadata.date),
            ("dc:source", &metadata.source),
            ("dc:rights", &metadata.rights),
        ];
        for (name, value) in named {
            if let Some(value) = value {
                self.line(name, &[], value)?;
            }
        }
        for (number, (name, role)) in metadata.contributors.iter().enumerate() {
            let id = format!("contributor-{}", number + 1);
            self.line("dc:contributor", &[("id", &id)], name)?;
            let refines = format!("#{id}");
            let role_of = [("refines", &*refines), ("property", "role"), ("scheme", "marc:relators")];
            self.line("meta", &role_of, role)?;
        }
        if let Some((name, position)) = &metadata.series {
            self.series(name, position.as_deref())?;
        }
        let english = self.edition.language.primary() == "en";
        for (property, value) in metadata.access.statements() {
            let mut attributes = vec![("property", property)];
            if property == "schema:accessibilitySummary" && !english {
                attributes.extend([("xml:lang", "en"), ("dir", "ltr")]);
            }
            self.line("meta", &attributes, &value)?;
        }
        self.out.write_event(Event::Text(BytesText::from_escaped("\n  ")))
    }

    /// EPUB 3.3 §D.3.2; and as Calibre knew series before there was that.
    fn series(&mut self, name: &str, position: Option<&str>) -> io::Result<()> {
        self.line("meta", &[("property", "belongs-to-collection"), ("id", "series")], name)?;
        self.line("meta", &[("refines", "#series"), ("property", "collection-type")], "series")?;
        if let Some(position) = position {
            self.line("meta", &[("refines", "#series"), ("property", "group-position")], position)?;
        }
        self.old_meta("calibre:series", name)?;
        // Calibre's is a number.
        if let Some(position) = position.filter(|position| position.parse::<f64>().is_ok()) {
            self.old_meta("calibre:series_index", position)?;
        }
        Ok(())
    }

    /// A `meta` as EPUB 2 had it.
    fn old_meta(&mut self, name: &str, content: &str) -> io::Result<()> {
        self.new_line()?;
        let mut tag = BytesStart::new("meta");
        tag.push_attribute(("name", name));
        tag.push_attribute(("content", content));
        self.out.write_event(Event::Empty(tag))
    }

    fn line(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        self.new_line()?;
        let mut tag = BytesStart::new(name);
        attributes.iter().for_each(|&attribute| tag.push_attribute(attribute));
        self.out.write_event(Event::Start(tag))?;
        self.out.write_event(Event::Text(BytesText::new(text)))?;
        self.out.write_event(Event::End(BytesEnd::new(name)))
    }

    fn new_line(&mut self) -> io::Result<()> {
        self.out.write_event(Event::Text(BytesText::from_escaped("\n    ")))
    }
}
