//! What comes before the posts of an edition.

use super::listed::Listed;
use super::value::{InvalidValue, Kind, Setting, Value};
use crate::combine;
use offprint_core::selection::PostName;
use schemars::JsonSchema;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::path::{Path, PathBuf};

/// The editor's note, introductions of sections, highlights.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[cfg_attr(feature = "clap", command(next_help_heading = "Front matter"))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct FrontSettings {
    /// Editor's note before the posts: a file in Markdown; a heading at its beginning is its title
    #[cfg_attr(feature = "clap", arg(long, value_name = "FILE"))]
    pub note: Option<Setting<PathBuf>>,
    /// Text at the beginning of a section, in Markdown, or a file of it (`.md`); sections are named by their titles or
    /// slugs
    #[cfg_attr(feature = "clap", arg(long = "introduction", value_name = "SECTION=TEXT|FILE"))]
    #[serde(deserialize_with = "introductions")]
    #[schemars(with = "Option<std::collections::BTreeMap<String, String>>")]
    pub introductions: Option<Vec<Setting<Introduction>>>,
    /// Posts to recommend before all others, in this order: number, slug or URL
    #[cfg_attr(feature = "clap", arg(long, value_name = "POST"))]
    #[serde(deserialize_with = "super::value::one_or_many")]
    pub highlights: Option<Vec<Setting<Listed<PostName>>>>,
    /// Tell in the contents how each post begins
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub excerpts: Option<Setting<bool>>,
}

combine!(FrontSettings { note, introductions, highlights, excerpts });

/// What is said at the beginning of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// The section's title or slug.
    pub section: String,
    /// A text in Markdown, or a file of it.
    pub text: String,
}

impl Introduction {
    /// The file that the text names, if it is no text itself.
    pub fn file(&self) -> Option<&Path> {
        let path = Path::new(&self.text);
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let is_file = !self.text.contains('\n') && matches!(ending.as_deref(), Some("md" | "markdown"));
        is_file.then_some(path)
    }
}

impl Value for Introduction {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let (section, text) = text.split_once('=').unwrap_or_default();
        if section.trim().is_empty() || text.trim().is_empty() {
            let expected = "of the form `SECTION=TEXT`, such as `News=What happened in May`";
            return Err(InvalidValue::not(expected));
        }
        Ok(Self { section: section.trim().to_owned(), text: text.to_owned() })
    }
}

impl Value for PostName {
    const KIND: Kind = Kind::Word;

    fn parse(text: &str) -> Result<Self, InvalidValue> {
        Self::parse(text).ok_or_else(|| InvalidValue::not("a number, a slug or an address"))
    }
}

/// Reads a table of sections and their texts.
fn introductions<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<Setting<Introduction>>>, D::Error> {
    deserializer.deserialize_any(Table).map(Some)
}

struct Table;

impl<'de> Visitor<'de> for Table {
    type Value = Vec<Setting<Introduction>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Err(E::custom(format!("this is the text `{text}`, not a table")))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some((section, text)) = map.next_entry::<String, Setting<String>>()? {
            let introduction = Introduction { section: section.trim().to_owned(), text: (*text).clone() };
            all.push(Setting::written(introduction, text.span()));
        }
        Ok(all)
    }
}
