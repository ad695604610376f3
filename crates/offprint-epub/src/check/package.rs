//! The container and the package document, as far as the check needs them.

use super::document::Malformed;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;

/// Why the container names no package document; the text is the end of a sentence.
#[derive(Debug, thiserror::Error)]
pub(super) enum RootfileError {
    #[error("is not well-formed: {0}")]
    Syntax(#[from] quick_xml::Error),
    #[error("{0}")]
    Value(#[from] Malformed),
    #[error("names no package document")]
    Missing,
}

/// A package document.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub(super) items: Vec<Item>,
    spine: Vec<String>,
    ids: Vec<String>,
    unique_identifier: Option<String>,
    identifiers: Vec<Option<String>>,
    /// Names of the metadata's elements with text, and properties of its `meta`s.
    metadata: HashSet<String>,
}

/// An item of the manifest.
#[derive(Debug, Default)]
pub(super) struct Item {
    id: String,
    pub(super) href: String,
    pub(super) media_type: String,
    properties: String,
}

impl Package {
    /// # Errors
    /// When it is not well-formed.
    pub(super) fn read(text: &str) -> Result<Self, Malformed> {
        let mut package = Self::default();
        let mut reader = Reader::from_str(text);
        let mut open: Vec<String> = Vec::new();
        loop {
            match reader.read_event()? {
                Event::Eof => break,
                Event::Start(tag) => {
                    let property = value(&tag, "property")?;
                    package.element(&tag)?;
                    open.push(property.unwrap_or_else(|| tag.name().as_ref().to_owned()));
                }
                Event::Empty(tag) => package.element(&tag)?,
                Event::End(_) => {
                    open.pop();
                }
                Event::Text(text) if !text.trim().is_empty() => {
                    package.metadata.extend(open.last().cloned());
                }
                _ => {}
            }
        }
        if open.is_empty() { Ok(package) } else { Err(Malformed::Unclosed) }
    }

    fn element(&mut self, tag: &BytesStart<'_>) -> Result<(), Malformed> {
        let name = tag.local_name().as_ref().to_owned();
        let id = value(tag, "id")?;
        self.ids.extend(id.clone());
        match &*name {
            "package" => self.unique_identifier = value(tag, "unique-identifier")?,
            "identifier" => self.identifiers.push(id),
            "item" => self.items.push(Item {
                id: id.unwrap_or_default(),
                href: value(tag, "href")?.unwrap_or_default(),
                media_type: value(tag, "media-type")?.unwrap_or_default(),
                properties: value(tag, "properties")?.unwrap_or_default(),
            }),
            "itemref" => self.spine.push(value(tag, "idref")?.unwrap_or_default()),
            _ => {}
        }
        Ok(())
    }

    /// What is wrong with it by itself.
    pub(super) fn flaws(&self) -> Vec<String> {
        let mut flaws = Vec::new();
        for required in ["dc:identifier", "dc:title", "dc:language", "dcterms:modified"] {
            if !self.metadata.contains(required) {
                flaws.push(format!("there is no `{required}`"));
            }
        }
        if !self.identifiers.iter().any(|id| id.is_some() && *id == self.unique_identifier) {
            flaws.push("`unique-identifier` names no `dc:identifier`".to_owned());
        }
        let mut met = HashSet::new();
        flaws.extend(
            self.ids.iter().filter(|id| !met.insert(*id)).map(|id| format!("the id `{id}` is there twice")),
        );
        let navs =
            self.items.iter().filter(|item| item.properties.split(' ').any(|word| word == "nav")).count();
        if navs != 1 {
            flaws.push(format!("one item must be the contents (`nav`), and there are {navs}"));
        }
        if self.spine.is_empty() {
            flaws.push("the spine is empty".to_owned());
        }
        let mut read = HashSet::new();
        for idref in &self.spine {
            match self.items.iter().find(|item| item.id == *idref) {
                None => flaws.push(format!("the spine names `{idref}`, which is not in the manifest")),
                Some(_) if !read.insert(idref) => flaws.push(format!("the spine names `{idref}` twice")),
                Some(_) => {}
            }
        }
        flaws
    }
}

/// The path of the package document, as the container tells.
///
/// # Errors
/// When it does not.
pub(super) fn rootfile(container: &str) -> Result<String, RootfileError> {
    let mut reader = Reader::from_str(container);
    loop {
        match reader.read_event()? {
            Event::Eof => return Err(RootfileError::Missing),
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "rootfile" => {
                return value(&tag, "full-path")?.ok_or(RootfileError::Missing);
            }
            _ => {}
        }
    }
}

fn value(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Malformed> {
    let attribute = tag.try_get_attribute(name)?;
    let unescaped = attribute
        .map(|attribute| quick_xml::escape::unescape(&attribute.value).map(|value| value.trim().to_owned()));
    Ok(unescaped.transpose()?)
}
