//! What a key may hold where TOML has several ways to write it.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// A text, a number or a date, as its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Word(pub(crate) String);

/// One [`Word`], or a list of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Words(pub(crate) Vec<Word>);

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordVisitor)
    }
}

struct WordVisitor;

impl<'de> Visitor<'de> for WordVisitor {
    type Value = Word;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number or a date")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Word, E> {
        Ok(Word(text.to_owned()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Word, E> {
        Ok(Word(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Word, E> {
        Ok(Word(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Word, E> {
        Ok(Word(number.to_string()))
    }

    /// TOML's dates come as a table that only TOML's own type can read.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Word, A::Error> {
        let date = toml::value::Datetime::deserialize(MapAccessDeserializer::new(map));
        let date = date.map_err(|_| A::Error::invalid_type(serde::de::Unexpected::Map, &self))?;
        Ok(Word(date.to_string()))
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordsVisitor)
    }
}

struct WordsVisitor;

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = Words;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, or a list of them")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Words, E> {
        Ok(Words(vec![Word(text.to_owned())]))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Words, E> {
        Ok(Words(vec![Word(number.to_string())]))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Words, E> {
        Ok(Words(vec![Word(number.to_string())]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Words, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = list.next_element()? {
            words.push(word);
        }
        Ok(Words(words))
    }
}

/// How shortcodes are treated: all of them in one way, or some by their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum ShortcodeRules {
    /// `shortcodes = "drop"`
    All(String),
    /// `[cleaning.shortcodes]`
    Named(BTreeMap<String, String>),
}

impl<'de> Deserialize<'de> for ShortcodeRules {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShortcodeRulesVisitor)
    }
}

struct ShortcodeRulesVisitor;

impl<'de> Visitor<'de> for ShortcodeRulesVisitor {
    type Value = ShortcodeRules;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or a table of names of shortcodes")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<ShortcodeRules, E> {
        Ok(ShortcodeRules::All(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ShortcodeRules, A::Error> {
        BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(ShortcodeRules::Named)
    }
}

impl JsonSchema for ShortcodeRules {
    fn schema_name() -> Cow<'static, str> {
        "ShortcodeRules".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "oneOf": [
                { "enum": ["convert", "keep", "drop"] },
                {
                    "type": "object",
                    "properties": { "*": { "enum": ["convert", "keep", "drop"] } },
                    "additionalProperties": { "enum": ["keep", "drop", "unwrap"] },
                },
            ],
        })
    }
}

impl JsonSchema for Word {
    fn schema_name() -> Cow<'static, str> {
        "Word".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number"] })
    }
}

impl JsonSchema for Words {
    fn schema_name() -> Cow<'static, str> {
        "Words".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": ["string", "number"] },
                { "type": "array", "items": { "type": ["string", "number"] } },
            ],
        })
    }
}
