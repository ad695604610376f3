//! Languages and directions of writing.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The tag of an undetermined language (ISO 639-2).
const UNKNOWN: &str = "und";

/// A well-formed language tag (BCP 47): `en`, `pt-BR`, `zh-Hant`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Language(Arc<str>);

impl Language {
    /// A tag in the form BCP 47 recommends (`EN_us` becomes `en-US`); `None` if it is not well-formed.
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim().replace('_', "-");
        let mut parts = Vec::new();
        for (index, part) in tag.split('-').enumerate() {
            let alphanumeric =
                !part.is_empty() && part.len() <= 8 && part.bytes().all(|b| b.is_ascii_alphanumeric());
            let alphabetic = part.bytes().all(|b| b.is_ascii_alphabetic());
            if !alphanumeric || (index == 0 && !(alphabetic && (2..=3).contains(&part.len()))) {
                return None;
            }
            let lower = part.to_ascii_lowercase();
            parts.push(match (index, part.len(), alphabetic) {
                (0, ..) => lower,
                (_, 4, true) => lower[..1].to_ascii_uppercase() + &lower[1..],
                (_, 2, true) => lower.to_ascii_uppercase(),
                _ => lower,
            });
        }
        Some(Self(parts.join("-").into()))
    }

    /// The same language, with a tag that is shared.
    pub(crate) fn shared(tag: Arc<str>) -> Self {
        Self(tag)
    }

    /// Whether it is `und`: nobody states the language, and the text does not tell.
    pub fn is_unknown(&self) -> bool {
        self.primary() == UNKNOWN
    }

    /// The language, unless it is unknown: for formats that have no tag for that.
    pub fn known(&self) -> Option<&Self> {
        (!self.is_unknown()).then_some(self)
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary subtag: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The direction that the language is written in.
    pub fn direction(&self) -> Direction {
        const SCRIPTS: [&str; 8] = ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Samr"];
        const LANGUAGES: [&str; 14] =
            ["ar", "he", "iw", "fa", "ur", "yi", "ji", "ps", "sd", "ug", "dv", "ckb", "syr", "azb"];
        let script = self.0.split('-').skip(1).find(|part| part.len() == 4);
        let right = match script {
            Some(script) => SCRIPTS.contains(&script),
            None => LANGUAGES.contains(&self.primary()),
        };
        if right { Direction::Rtl } else { Direction::Ltr }
    }
}

impl Default for Language {
    /// `und`, the unknown language.
    fn default() -> Self {
        Self(UNKNOWN.into())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = String::deserialize(deserializer)?;
        Self::parse(&tag).ok_or_else(|| D::Error::custom(format!("`{tag}` is not a language tag")))
    }
}

impl JsonSchema for Language {
    fn schema_name() -> Cow<'static, str> {
        "Language".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A language tag (BCP 47); `und` when the language is unknown.",
            "type": "string",
            "pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$"
        })
    }
}

/// The direction of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// From left to right.
    #[default]
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// As HTML's `dir` has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        let tag = |s: &str| Language::parse(s).map(|l| l.as_str().to_owned());
        assert_eq!(tag("EN_us").as_deref(), Some("en-US"));
        assert_eq!(tag("zh-hant-tw").as_deref(), Some("zh-Hant-TW"));
        assert_eq!(tag("english"), None);
        assert_eq!(tag("e"), None);
        assert_eq!(tag("en--US"), None);
        assert!(Language::default().is_unknown() && Language::parse("UND").unwrap().known().is_none());
        assert_eq!(Language::parse("az-Arab").map(|l| l.direction()), Some(Direction::Rtl));
        assert_eq!(Language::parse("ar-Latn").map(|l| l.direction()), Some(Direction::Ltr));
    }
}
