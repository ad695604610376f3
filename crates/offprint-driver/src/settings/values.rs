//! The values that several options take.

use super::value::{InvalidValue, Kind, Value};
use offprint_core::GroupBy;
use offprint_core::model::{DateTime, Language};
use std::ffi::OsStr;
use std::ops::Deref;
use std::path::PathBuf;

impl Value for String {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        Ok(text.to_owned())
    }
}

impl Value for PathBuf {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        Self::parse_os(OsStr::new(text))
    }

    fn parse_os(text: &OsStr) -> Result<Self, InvalidValue> {
        if text.is_empty() { Err(InvalidValue::not("a path")) } else { Ok(Self::from(text)) }
    }
}

impl Value for bool {
    const KIND: Kind = Kind::Switch;

    fn parse(text: &str) -> Result<Self, InvalidValue> {
        text.parse().map_err(|_| InvalidValue::not("`true` or `false`"))
    }
}

/// A whole number between two others, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole<const LEAST: u32, const MOST: u32>(u32);

impl<const LEAST: u32, const MOST: u32> Whole<LEAST, MOST> {
    /// The number, if it is between them.
    pub fn new(number: u32) -> Option<Self> {
        (LEAST..=MOST).contains(&number).then_some(Self(number))
    }
}

impl<const LEAST: u32, const MOST: u32> Deref for Whole<LEAST, MOST> {
    type Target = u32;

    fn deref(&self) -> &u32 {
        &self.0
    }
}

impl<const LEAST: u32, const MOST: u32> Value for Whole<LEAST, MOST> {
    const KIND: Kind = Kind::Whole;

    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let number = text.parse::<u64>().map_err(|_| InvalidValue::not("a whole number"))?;
        let fits = u32::try_from(number).ok().and_then(Self::new);
        fits.ok_or_else(|| {
            InvalidValue::not(match MOST {
                u32::MAX => format!("a whole number from {LEAST} to {MOST}"),
                _ => format!("in {LEAST}..={MOST}"),
            })
        })
    }
}

/// A text that may be written as a number in a file: a date, a place in a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word(pub String);

impl Value for Word {
    const KIND: Kind = Kind::Word;

    fn parse(text: &str) -> Result<Self, InvalidValue> {
        Ok(Self(text.to_owned()))
    }
}

/// A web address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url(pub String);

impl Value for Url {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        match rest {
            Some(rest) if !rest.is_empty() && !text.contains(char::is_whitespace) => {
                Ok(Self(text.to_owned()))
            }
            _ => Err(InvalidValue::not("an address that begins with `https://` or `http://`")),
        }
    }
}

/// A file name without folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainName(pub String);

impl Value for PlainName {
    const KIND: Kind = Kind::Word;

    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let plain = !text.trim().is_empty() && !text.starts_with('.') && !text.contains(['/', '\\', '\0']);
        if plain { Ok(Self(text.to_owned())) } else { Err(InvalidValue::not("a plain file name")) }
    }
}

/// A time zone of the IANA database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeZone(pub String);

impl Value for TimeZone {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        match jiff::tz::TimeZone::get(text) {
            Ok(_) => Ok(Self(text.to_owned())),
            Err(_) => Err(InvalidValue::not("a zone of the IANA database, such as `Europe/Paris`")),
        }
    }
}

impl Value for Language {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        Self::parse(text).ok_or_else(|| InvalidValue::not("a language tag such as `en` or `pt-BR`"))
    }
}

impl Value for DateTime {
    const KIND: Kind = Kind::Word;

    fn parse(text: &str) -> Result<Self, InvalidValue> {
        Self::parse(text)
            .ok_or_else(|| InvalidValue::not("a date such as `2025-04-30` or `2025-04-30T12:00:00Z`"))
    }
}

impl Value for GroupBy {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        match text.parse() {
            Ok(group_by) => Ok(group_by),
            Err(never) => match never {},
        }
    }
}
