//! Front matter before it is written: keys and values, in order.

use offprint_core::DateTime;
use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};

/// A value of front matter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Moment(DateTime),
    Whole(i64),
    Fraction(f64),
    Truth(bool),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

/// Keys and values, in order.
pub(crate) type Fields = Vec<(String, Value)>;

impl Value {
    /// A list of texts.
    pub(super) fn texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        Self::List(texts.into_iter().map(|text| Self::Text(text.to_owned())).collect())
    }

    /// The same value of JSON; `null`, which TOML cannot say, is left out.
    pub(super) fn of_json(value: &serde_json::Value) -> Option<Self> {
        Some(match value {
            serde_json::Value::Null => return None,
            serde_json::Value::Bool(truth) => Self::Truth(*truth),
            serde_json::Value::String(text) => Self::Text(text.clone()),
            serde_json::Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => Self::Whole(whole),
                (None, Some(fraction)) => Self::Fraction(fraction),
                (None, None) => Self::Text(number.to_string()),
            },
            serde_json::Value::Array(list) => Self::List(list.iter().filter_map(Self::of_json).collect()),
            serde_json::Value::Object(map) => Self::Map(
                map.iter().filter_map(|(key, value)| Some((key.clone(), Self::of_json(value)?))).collect(),
            ),
        })
    }
}

/// A mapping for serializers; `moments` says what becomes of dates.
pub(super) struct Mapping<'f> {
    pub(super) pairs: &'f [(String, Value)],
    /// Whether dates are TOML's own; else they are text.
    pub(super) toml: bool,
}

struct One<'f> {
    value: &'f Value,
    toml: bool,
}

impl Serialize for Mapping<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.pairs.len()))?;
        for (key, value) in self.pairs {
            map.serialize_entry(key, &One { value, toml: self.toml })?;
        }
        map.end()
    }
}

impl Serialize for One<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            Value::Text(text) => serializer.serialize_str(text),
            Value::Moment(date) => {
                let text = date.rfc3339();
                match text.parse::<toml::value::Datetime>() {
                    Ok(moment) if self.toml => moment.serialize(serializer),
                    _ => serializer.serialize_str(&text),
                }
            }
            Value::Whole(number) => serializer.serialize_i64(*number),
            Value::Fraction(number) => serializer.serialize_f64(*number),
            Value::Truth(truth) => serializer.serialize_bool(*truth),
            Value::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for value in items {
                    list.serialize_element(&One { value, toml: self.toml })?;
                }
                list.end()
            }
            Value::Map(pairs) => Mapping { pairs, toml: self.toml }.serialize(serializer),
        }
    }
}
