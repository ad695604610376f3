//! Reading members leniently: what has the wrong shape is not there, and is told.

use crate::invisible::{without_controls, without_tricks};
use serde_json::Value;

/// A text: a string, or an object with `rendered` (else `raw`).
pub(super) fn rendered(value: Option<&Value>) -> Option<&str> {
    match value? {
        Value::String(text) => Some(text),
        Value::Object(object) => object.get("rendered").or_else(|| object.get("raw")).and_then(Value::as_str),
        _ => None,
    }
}

/// Whether [`rendered`] gives what the author typed, not what the site makes of it.
pub(super) fn is_raw(value: Option<&Value>) -> bool {
    value.is_some_and(|value| value.get("rendered").is_none() && value.get("raw").is_some())
}

/// A number: an integer, or a string of digits. Zero means none in WordPress.
pub(super) fn id(value: Option<&Value>) -> Option<u64> {
    let id = match value? {
        Value::Number(number) => number.as_u64(),
        Value::String(digits) => digits.trim().parse().ok(),
        _ => None,
    };
    id.filter(|&id| id != 0)
}

/// A text that is not blank.
pub(super) fn text<'a>(object: &'a Value, name: &str) -> Option<&'a str> {
    object.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// A number of pixels: an integer, or a string of digits.
pub(super) fn pixels(value: Option<&Value>) -> Option<u32> {
    id(value).and_then(|number| u32::try_from(number).ok())
}

/// Names are HTML-escaped in every answer: decoded once, as one line of text.
pub(super) fn plain(html: &str) -> String {
    if !html.contains(['&', '<']) {
        let line = html.split_whitespace().collect::<Vec<_>>().join(" ");
        return without_tricks(&without_controls(&line)).into_owned();
    }
    let (line, _) = crate::html::clean_inlines(html, &crate::html::CleanContext::default());
    crate::model::inlines_text(&line)
}

/// A slug as people read it: percent-decoded, when that gives UTF-8.
pub(super) fn decoded(slug: &str) -> String {
    match percent_encoding::percent_decode_str(slug).decode_utf8() {
        Ok(decoded) => without_tricks(&without_controls(&decoded)).into_owned(),
        Err(_) => without_controls(slug).into_owned(),
    }
}
