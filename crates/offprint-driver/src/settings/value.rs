//! One value of an option, wherever it was given: on a command line, in a file, or by a program.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::cell::Cell;
use std::ffi::OsStr;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, Range};

/// Why a text is no value of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidValue {
    message: String,
    /// Whether the message says what the value is not.
    is_not: bool,
}

impl InvalidValue {
    /// An error of this wording.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), is_not: false }
    }

    /// That the value is not what it should be: `a date such as …`.
    pub fn not(expected: impl std::fmt::Display) -> Self {
        Self { message: format!("not {expected}"), is_not: true }
    }

    /// The same with the value before it, as a whole message: `` `a99` is not a paper size ``.
    pub fn about(&self, value: &str) -> String {
        let message = &self.message;
        if self.is_not { format!("`{value}` is {message}") } else { format!("`{value}`: {message}") }
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for InvalidValue {}

/// What a value may look like in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A text, a number or a date.
    Word,
    /// A whole number from 0.
    Whole,
    /// `true` or `false`.
    Switch,
}

/// One of the few values that an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// How it is written.
    pub name: &'static str,
    /// What it does; empty when the name says so.
    pub help: &'static str,
}

/// What the value of an option can be. Implement it for the types of your own options.
pub trait Value: Clone + fmt::Debug + Send + Sync + 'static {
    /// How it looks in a file.
    const KIND: Kind = Kind::Text;

    /// Reads it.
    ///
    /// # Errors
    /// When the text is no such value.
    fn parse(text: &str) -> Result<Self, InvalidValue>;

    /// Reads it from an argument, which may be no UTF-8.
    ///
    /// # Errors
    /// When it is no such value.
    fn parse_os(text: &OsStr) -> Result<Self, InvalidValue> {
        text.to_str().ok_or_else(|| InvalidValue::not("UTF-8")).and_then(Self::parse)
    }

    /// Reads an item of a list in a file, where commas have no meaning.
    ///
    /// # Errors
    /// When the text is no such value.
    fn parse_item(text: &str) -> Result<Self, InvalidValue> {
        Self::parse(text)
    }

    /// All values that there are, if they are few.
    fn choices() -> &'static [Choice] {
        &[]
    }
}

/// A value, and where in a file it is written.
#[derive(Clone)]
pub struct Setting<T> {
    value: T,
    span: Option<Range<usize>>,
}

impl<T> Setting<T> {
    /// The bytes of the file that the value is written in; `None` when it is from no file.
    pub fn span(&self) -> Option<Range<usize>> {
        self.span.clone()
    }

    /// A value that is written there.
    pub(crate) fn written(value: T, span: Option<Range<usize>>) -> Self {
        Self { value, span }
    }

    /// The value itself.
    pub fn into_value(self) -> T {
        self.value
    }
}

impl<T> From<T> for Setting<T> {
    fn from(value: T) -> Self {
        Self { value, span: None }
    }
}

impl<T> Deref for Setting<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

// Where a value is written makes it no other value.
impl<T: PartialEq> PartialEq for Setting<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Setting<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

thread_local! {
    /// Whether what is deserialized now is a document whose places are known. Only TOML's own deserializer tells them.
    static HAS_SPANS: Cell<bool> = const { Cell::new(false) };
}

/// Deserializes from a document: settings know where they are written.
pub(crate) fn with_spans<T>(read: impl FnOnce() -> T) -> T {
    let before = HAS_SPANS.replace(true);
    let read = read();
    HAS_SPANS.set(before);
    read
}

impl<'de, T: Value> Deserialize<'de> for Setting<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !HAS_SPANS.get() {
            return Judged::deserialize(deserializer).map(|judged| Self { value: judged.0, span: None });
        }
        let written = toml::Spanned::<Judged<T>>::deserialize(deserializer)?;
        let span = Some(written.span());
        Ok(Self { value: written.into_inner().0, span })
    }
}

/// That a value is none of those that there are.
pub(crate) fn no_choice<'a>(text: &str, choices: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = choices.collect();
    let all = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    format!("`{text}` is none of {all}{}", crate::names::suggestion(text, &names))
}

/// A value that is judged where it is written, so that an error has its place.
struct Judged<T>(T);

impl<'de, T: Value> Deserialize<'de> for Judged<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JudgedVisitor(PhantomData)).map(Self)
    }
}

struct JudgedVisitor<T>(PhantomData<T>);

impl<T: Value> JudgedVisitor<T> {
    fn words() -> Words {
        Words { expected: expected(T::KIND), kind: T::KIND }
    }
}

impl<'de, T: Value> Visitor<'de> for JudgedVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(expected(T::KIND))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        judged(&Self::words().visit_str::<E>(text)?)
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<T, E> {
        judged(&Self::words().visit_i64::<E>(number)?)
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<T, E> {
        judged(&Self::words().visit_u64::<E>(number)?)
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<T, E> {
        judged(&Self::words().visit_f64::<E>(number)?)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<T, E> {
        judged(&Self::words().visit_bool::<E>(value)?)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        judged(&Self::words().visit_seq(list)?)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        judged(&Self::words().visit_map(map)?)
    }
}

/// A value of a file, where commas have no meaning.
fn judged<T: Value, E: serde::de::Error>(text: &str) -> Result<T, E> {
    if !T::choices().is_empty() && T::choices().iter().all(|choice| choice.name != text) {
        return Err(E::custom(no_choice(text, T::choices().iter().map(|choice| choice.name))));
    }
    T::parse_item(text).map_err(|error| E::custom(error.about(text)))
}

fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "a text",
        Kind::Word => "a text, a number or a date",
        Kind::Whole => "a whole number",
        Kind::Switch => "`true` or `false`",
    }
}

struct Words {
    kind: Kind,
    expected: &'static str,
}

impl Words {
    fn or_not<E: serde::de::Error>(&self, fits: bool, text: String, shown: &str) -> Result<String, E> {
        if fits { Ok(text) } else { Err(E::custom(format!("this is {shown}, not {}", self.expected))) }
    }
}

impl<'de> Visitor<'de> for Words {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<String, E> {
        let fits = matches!(self.kind, Kind::Text | Kind::Word);
        self.or_not(fits, text.to_owned(), &format!("the text `{text}`"))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<String, E> {
        let fits = self.kind == Kind::Word || (self.kind == Kind::Whole && number >= 0);
        self.or_not(fits, number.to_string(), &format!("the number `{number}`"))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<String, E> {
        let fits = matches!(self.kind, Kind::Word | Kind::Whole);
        self.or_not(fits, number.to_string(), &format!("the number `{number}`"))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<String, E> {
        self.or_not(self.kind == Kind::Word, number.to_string(), &format!("the number `{number}`"))
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<String, E> {
        self.or_not(self.kind == Kind::Switch, value.to_string(), &value.to_string())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<String, A::Error> {
        self.or_not(false, String::new(), "a list")
    }

    /// TOML's dates come as a table that only TOML's own type can read.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<String, A::Error> {
        match toml::value::Datetime::deserialize(MapAccessDeserializer::new(map)) {
            Ok(date) => self.or_not(self.kind == Kind::Word, date.to_string(), &format!("the date `{date}`")),
            Err(_) => self.or_not(false, String::new(), "a table"),
        }
    }
}

/// Reads a list, or one value in place of a list of one.
pub fn one_or_many<'de, T: Value, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<Setting<T>>>, D::Error> {
    let (written, span) = if HAS_SPANS.get() {
        let written = toml::Spanned::<OneOrMany<T>>::deserialize(deserializer)?;
        let span = Some(written.span());
        (written.into_inner(), span)
    } else {
        (OneOrMany::deserialize(deserializer)?, None)
    };
    Ok(Some(match written {
        OneOrMany::Many(many) => many,
        OneOrMany::One(value) => vec![Setting { value, span }],
    }))
}

enum OneOrMany<T> {
    One(T),
    Many(Vec<Setting<T>>),
}

impl<'de, T: Value> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrManyVisitor(PhantomData))
    }
}

struct OneOrManyVisitor<T>(PhantomData<T>);

const LIST: Words = Words { kind: Kind::Word, expected: "a text, a number, or a list of them" };

impl<'de, T: Value> Visitor<'de> for OneOrManyVisitor<T> {
    type Value = OneOrMany<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(LIST.expected)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut many = Vec::new();
        while let Some(item) = list.next_element::<Setting<T>>()? {
            many.push(item);
        }
        Ok(OneOrMany::Many(many))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        one(text)
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Self::Value, E> {
        one(&LIST.visit_i64::<E>(number)?)
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Self::Value, E> {
        one(&LIST.visit_u64::<E>(number)?)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Self::Value, E> {
        one(&LIST.visit_bool::<E>(value)?)
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Self::Value, E> {
        one(&LIST.visit_f64::<E>(number)?)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        one(&LIST.visit_map(map)?)
    }
}

fn one<T: Value, E: serde::de::Error>(text: &str) -> Result<OneOrMany<T>, E> {
    judged(text).map(OneOrMany::One)
}

impl<T: Value> JsonSchema for Setting<T> {
    fn schema_name() -> Cow<'static, str> {
        "Setting".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = T::choices().iter().map(|choice| choice.name).collect();
        match T::KIND {
            _ if !names.is_empty() => json_schema!({ "enum": names }),
            Kind::Text => json_schema!({ "type": "string" }),
            Kind::Word => json_schema!({ "type": ["string", "number"] }),
            Kind::Whole => json_schema!({ "type": "integer", "minimum": 0 }),
            Kind::Switch => json_schema!({ "type": "boolean" }),
        }
    }
}

#[cfg(feature = "clap")]
mod argument {
    use crate::settings::value::{Setting, Value};
    use clap::builder::{OsStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
    use std::ffi::{OsStr, OsString};
    use std::marker::PhantomData;

    /// Reads a [`Setting`] from an argument of a command line.
    #[derive(Debug, Clone)]
    pub struct SettingParser<T>(PhantomData<T>);

    impl<T: Value> clap::builder::ValueParserFactory for Setting<T> {
        type Parser = SettingParser<T>;

        fn value_parser() -> Self::Parser {
            SettingParser(PhantomData)
        }
    }

    fn possible<T: Value>() -> impl Iterator<Item = PossibleValue> {
        T::choices().iter().map(|choice| {
            let value = PossibleValue::new(choice.name);
            if choice.help.is_empty() { value } else { value.help(choice.help) }
        })
    }

    impl<T: Value> TypedValueParser for SettingParser<T> {
        type Value = Setting<T>;

        fn parse_ref(
            &self,
            command: &clap::Command,
            argument: Option<&clap::Arg>,
            value: &OsStr,
        ) -> Result<Setting<T>, clap::Error> {
            if T::choices().is_empty() {
                let parse = |text: OsString| T::parse_os(&text).map(Setting::from);
                return OsStringValueParser::new().try_map(parse).parse_ref(command, argument, value);
            }
            let parse = |text: String| T::parse(&text).map(Setting::from);
            PossibleValuesParser::new(possible::<T>()).try_map(parse).parse_ref(command, argument, value)
        }

        fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
            if T::choices().is_empty() { None } else { Some(Box::new(possible::<T>())) }
        }
    }
}

#[cfg(feature = "clap")]
pub use argument::SettingParser;
