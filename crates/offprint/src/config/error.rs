//! What is wrong with a file of editions: which line, which column, which key, and what was probably meant.

use super::place::{Places, line_and_column};
use offprint_core::{Diagnostic, Place};
use std::ops::Range;

/// A message about a place in the file.
pub(crate) fn at(file: &str, text: &str, offset: usize, key: &str, message: &str) -> Diagnostic {
    let (line, column) = line_and_column(text, offset);
    let place = Place::file(format!("{file}:{line}:{column}"));
    if key.is_empty() {
        return Diagnostic::error(&place, message);
    }
    Diagnostic::error(&place, format!("`{key}`: {message}"))
}

/// What TOML or the types of the keys have against the file.
pub(crate) fn of_toml(file: &str, text: &str, places: &Places, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().unwrap_or(0..0);
    let message = error.message().lines().collect::<Vec<_>>().join("; ");
    let above = places.at(&span).map(super::place::Key::shown).unwrap_or_default();
    if let Some(rest) = message.strip_prefix("unknown field `") {
        return unknown(file, text, &above, &span, rest);
    }
    if let Some(rest) = message.strip_prefix("missing field `") {
        let name = rest.trim_end_matches('`');
        let key = if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") };
        return at(file, text, span.start, &key, "this key is missing");
    }
    if let Some(rest) = message.strip_prefix("invalid type: ").or(message.strip_prefix("invalid value: "))
        && let Some((found, expected)) = rest.split_once(", expected ")
    {
        return at(
            file,
            text,
            span.start,
            &above,
            &format!("this is {}, not {}", found_as(found), plain(expected)),
        );
    }
    let key = if above.is_empty() { written_at(text, span.start) } else { above };
    let message = if message == "duplicate key" { "this key is there already" } else { &message };
    at(file, text, span.start, &key, message)
}

/// The key of the line that this offset is in, where the file is no TOML and has no keys yet.
fn written_at(text: &str, offset: usize) -> String {
    let before = text.get(..offset).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let Some((key, _)) = line.split_once('=') else { return line.trim().trim_matches(['[', ']']).to_owned() };
    let header = text[..start].lines().rev().map(str::trim).find(|line| line.starts_with('['));
    let header = header.map(|line| line.trim_matches(['[', ']']).trim()).filter(|header| !header.is_empty());
    header.into_iter().chain([key.trim()]).collect::<Vec<_>>().join(".")
}

fn unknown(file: &str, text: &str, above: &str, span: &Range<usize>, rest: &str) -> Diagnostic {
    let mut names = rest.split('`').step_by(2);
    let name = names.next().unwrap_or_default();
    let known: Vec<&str> = rest.split('`').skip(2).step_by(2).collect();
    let key = if above.is_empty() || above == name || above.ends_with(&format!(".{name}")) {
        if above.is_empty() { name.to_owned() } else { above.to_owned() }
    } else {
        format!("{above}.{name}")
    };
    let said = at(file, text, span.start, &key, &format!("there is no such key{}", is_it(name, &known)));
    said.hint("`docs/config.md` tells of all keys")
}

/// `; is it …?` with the name that is nearest, if one is near.
pub(crate) fn is_it<S: AsRef<str>>(name: &str, known: &[S]) -> String {
    let near = |other: &S| strsim::jaro_winkler(&name.replace('_', "-"), other.as_ref());
    let nearest = known.iter().max_by(|a, b| near(a).total_cmp(&near(b)));
    let nearest = nearest.filter(|other| near(other) > 0.75);
    nearest.map(|other| format!("; is it `{}`?", other.as_ref())).unwrap_or_default()
}

/// What was found, with the article that serde leaves out.
fn found_as(found: &str) -> String {
    match found.split_once(' ') {
        Some(("integer" | "floating", _)) => {
            format!("the number {}", found.rsplit(' ').next().unwrap_or(found))
        }
        Some(("string", text)) => format!("the text `{}`", text.trim_matches('"')),
        Some(("boolean", value)) => value.to_owned(),
        _ if found == "map" => "a table".to_owned(),
        _ if found == "sequence" => "a list".to_owned(),
        _ => found.to_owned(),
    }
}

/// Rust's names of types in words.
fn plain(expected: &str) -> String {
    match expected {
        "a string" => "a text".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "u32" | "u8" => "a whole number".to_owned(),
        "a sequence" => "a list of tables".to_owned(),
        "a map" => "a table".to_owned(),
        _ if expected.starts_with("struct ") => "a table".to_owned(),
        _ => expected.to_owned(),
    }
}
