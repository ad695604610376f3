//! The keys of an edition as flags of `offprint export`, so that each value is judged in one place.

use super::edition::Edition;
use super::site::Config;
use crate::args::front::is_file;
use crate::args::listed::escaped;
use serde::Serialize;
use serde_json::Value;
use std::path::Path;

/// One flag, and the key that it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flag {
    /// Its long name, without dashes.
    pub(crate) name: String,
    /// Its value; `None` for a switch.
    pub(crate) value: Option<String>,
    /// The path of the key.
    pub(crate) path: Vec<String>,
}

/// Keys that are read by the program itself, not as flags.
const OWN: [&str; 4] = ["name", "sources", "out", "after"];
/// Tables of an edition.
pub(crate) const TABLES: [&str; 4] = ["epub", "markdown", "pdf", "feeds"];
/// Flags whose value is a path, which is counted from the folder of the file.
const PATHS: [&str; 6] = ["media", "report", "cover", "css", "pdf-style", "note"];
/// Flags whose values are parted by commas, and may have commas of their own.
const LISTED: [&str; 5] = ["author", "term", "post", "exclude", "highlights"];
/// Flags whose text may hold fields.
pub(crate) const WITH_FIELDS: [&str; 6] =
    ["title", "subtitle", "description", "issue", "series-number", "report"];

/// The flag that a key of an edition or of one of its tables is.
pub(crate) fn flag_of(key: &str) -> &str {
    match key {
        "formats" => "to",
        "types" => "type",
        "terms" => "term",
        "authors" => "author",
        "posts" => "post",
        "statuses" => "status",
        "contributors" => "contributor",
        "site-aliases" => "site-alias",
        "hubs" => "hub",
        "introductions" => "introduction",
        _ => key,
    }
}

/// The flag that a key of `[site]`, `[theme]` or `[cleaning]` is.
pub(crate) fn flag_of_shared<'a>(table: &str, key: &'a str) -> &'a str {
    match (table, key) {
        ("site", "url") => "site-url",
        ("site", "aliases") => "site-alias",
        ("site", "licence") => "rights",
        ("theme", "name") => "theme",
        ("cleaning", "level") => "cleaning",
        _ => key,
    }
}

/// The flags of this edition: its own, then what holds for all editions where it says nothing itself.
pub(crate) fn of(config: &Config, index: usize, edition: &Edition, folder: &Path) -> Vec<Flag> {
    let here = vec!["edition".to_owned(), index.to_string()];
    let mut flags = Vec::new();
    for (key, value) in keys(edition) {
        let path = with(&here, &key);
        if TABLES.contains(&key.as_str()) {
            for (key, value) in value.as_object().into_iter().flatten() {
                add(&mut flags, flag_of(key), value, &with(&path, key));
            }
        } else if key == "introductions" {
            add_introductions(&mut flags, &value, &path, folder);
        } else if !OWN.contains(&key.as_str()) {
            add(&mut flags, flag_of(&key), &value, &path);
        }
    }
    let own = flags.clone();
    let shared =
        [("site", keys(&config.site)), ("theme", keys(&config.theme)), ("cleaning", keys(&config.cleaning))];
    for (table, keys) in shared {
        for (key, value) in keys {
            let name = flag_of_shared(table, &key);
            let said =
                own.iter().any(|flag| flag.name == name || (name == "cover" && flag.name == "no-cover"));
            if let ("cleaning", "shortcodes", Value::Object(rules)) = (table, key.as_str(), &value) {
                add_shortcodes(&mut flags, rules, &[table.to_owned(), key.clone()]);
            } else if !said {
                add(&mut flags, name, &value, &[table.to_owned(), key.clone()]);
            }
        }
    }
    for flag in &mut flags {
        if let Some(value) = flag.value.as_mut().filter(|_| PATHS.contains(&flag.name.as_str())) {
            *value = folder.join(&*value).to_string_lossy().into_owned();
        }
    }
    flags
}

/// Each section's key with its text, or with the file that it names.
fn add_introductions(flags: &mut Vec<Flag>, table: &Value, path: &[String], folder: &Path) {
    for (section, value) in table.as_object().into_iter().flatten() {
        let said = text(value);
        let said = if is_file(&said) { folder.join(said).to_string_lossy().into_owned() } else { said };
        let value = Some(format!("{section}={said}"));
        flags.push(Flag { name: "introduction".to_owned(), value, path: with(path, section) });
    }
}

/// Each name with its rule; `*` is what holds for all others.
fn add_shortcodes(flags: &mut Vec<Flag>, rules: &serde_json::Map<String, Value>, path: &[String]) {
    for (name, rule) in rules {
        let (flag, value) = match name.as_str() {
            "*" => ("shortcodes", text(rule)),
            name => ("shortcode", format!("{name}={}", text(rule))),
        };
        flags.push(Flag { name: flag.to_owned(), value: Some(value), path: with(path, name) });
    }
}

fn keys(table: &impl Serialize) -> Vec<(String, Value)> {
    match serde_json::to_value(table) {
        Ok(Value::Object(map)) => map.into_iter().collect(),
        _ => Vec::new(),
    }
}

fn with(path: &[String], key: &str) -> Vec<String> {
    path.iter().cloned().chain([key.to_owned()]).collect()
}

fn add(flags: &mut Vec<Flag>, name: &str, value: &Value, path: &[String]) {
    let flag = |value: Option<String>, path: Vec<String>| Flag { name: name.to_owned(), value, path };
    match value {
        Value::Bool(true) => flags.push(flag(None, path.to_vec())),
        Value::Bool(false) | Value::Null | Value::Object(_) => {}
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                flags.push(flag(Some(value_of(name, item)), with(path, &index.to_string())));
            }
        }
        value => flags.push(flag(Some(value_of(name, value)), path.to_vec())),
    }
}

/// The value of a flag; one of a list is one, whatever it holds.
fn value_of(name: &str, value: &Value) -> String {
    let text = text(value);
    if LISTED.contains(&name) { escaped(&text) } else { text }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
