//! What `offprint.toml` may hold, for editors (JSON Schema) and for people (`docs/config.md`): made from the groups of
//! options and from the formats.

use super::shared::SHARED;
use super::sources::Source;
use super::tables::{NEEDED, group_schemas};
use super::text::{CONDITIONS, FIELDS_ABOUT, FRONT, INTRODUCTION, LIVE, RANGES};
use crate::format::Formats;
use crate::resolve::FIELDS;
use crate::settings::{NEEDED_OF_RULE, RuleSettings};
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

type Properties = Map<String, Value>;

/// A table of the page: its name in the schema, its header, what it is, and its keys.
struct Table {
    name: String,
    header: String,
    about: String,
    keys: Properties,
}

fn tables(formats: &Formats) -> Vec<Table> {
    let table = |name: &str, header: &str, about: &str, keys: Properties| Table {
        name: name.to_owned(),
        header: header.to_owned(),
        about: about.to_owned(),
        keys,
    };
    let mut options = Properties::new();
    for schema in group_schemas() {
        options.extend(properties(schema));
    }
    let groups: Vec<(&str, &str, Properties)> = formats
        .tables()
        .into_iter()
        .map(|table| (table.name, table.about, properties(table.schema)))
        .collect();
    let shared = |name: &str| -> Properties {
        let keys = SHARED.iter().filter(|shared| shared.table == name);
        let found = keys.filter_map(|shared| {
            let keys = match shared.group {
                None => &options,
                Some(group) => &groups.iter().find(|(name, ..)| *name == group)?.2,
            };
            let mut value = keys.get(shared.option)?.clone();
            if shared.option == "shortcodes" {
                value = shortcodes(&value);
            }
            Some((shared.key.to_owned(), value))
        });
        found.collect()
    };
    let mut tables = vec![
        table("Site", "[site]", "What holds for every edition that does not say otherwise.", shared("site")),
        table(
            "Source",
            "[source.NAME]",
            "A place that posts are read from, under a name that `sources` can use.",
            properties(Source::json_schema),
        ),
        table("Theme", "[theme]", "What editions look like that do not say otherwise.", shared("theme")),
        table(
            "Cleaning",
            "[cleaning]",
            "Rules of cleaning that are switched; `offprint rules` lists them.",
            shared("cleaning"),
        ),
        table(
            "Rule",
            "[[cleaning.rule]]",
            "A custom rule of cleaning; `[[edition.rule]]` declares those of one edition, which then has none of the others. \
             See [cleaning.md](cleaning.md).",
            properties(RuleSettings::json_schema),
        ),
        table(
            "Edition",
            "[[edition]]",
            "An edition: which posts, under which title, in which formats. Each is made by itself, in the order of the file.",
            options.clone(),
        ),
    ];
    for table in &mut tables {
        if let Some(rules) = table.keys.get_mut("rule") {
            *rules = json!({
                "description": rules["description"],
                "type": "array",
                "items": { "$ref": "#/$defs/Rule" },
            });
        }
    }
    for (name, about, keys) in groups {
        tables.push(table(name, &format!("[edition.{name}]"), about, keys));
    }
    tables
}

/// The keys of a struct, as TOML has them.
fn properties(schema: fn(&mut SchemaGenerator) -> schemars::Schema) -> Properties {
    let schema = schema(&mut SchemaGenerator::default());
    let keys = schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    keys.into_iter().map(|(key, value)| (key, of_toml(value))).collect()
}

/// TOML has no null, and a list of one may be written as that one; a default stands at the end of the description.
fn of_toml(mut value: Value) -> Value {
    without_null(&mut value);
    let Some(map) = value.as_object_mut() else { return value };
    map.remove("default");
    if map.get("type") == Some(&json!("array")) {
        let item = map.remove("items").unwrap_or_default();
        map.remove("type");
        map.insert("anyOf".into(), json!([item, { "type": "array", "items": item }]));
    }
    let about = map.get("description").and_then(Value::as_str).unwrap_or_default().replace('\n', " ");
    if let Some((rest, default)) = default_of(&about) {
        let number = default.parse::<u64>().map(Value::from);
        map.insert("default".into(), number.unwrap_or_else(|_| default.into()));
        map.insert("description".into(), rest.into());
    } else if !about.is_empty() {
        map.insert("description".into(), about.into());
    }
    value
}

/// A description, and the value of one word that it names as default.
fn default_of(about: &str) -> Option<(&str, &str)> {
    let (rest, default) = about.strip_suffix(']')?.rsplit_once(" [default: ")?;
    let one_word = default.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    one_word.then_some((rest, default))
}

/// What to do with all shortcodes, or a table of some.
fn shortcodes(option: &Value) -> Value {
    let about = option["description"].as_str().unwrap_or_default();
    let about = format!(
        "{about}; a table (`[cleaning.shortcodes]`) names some of them, each with `keep`, `drop` or `unwrap`, and `\"*\"` \
         stands for all others"
    );
    let all = &option["enum"];
    json!({
        "description": about,
        "default": option["default"],
        "oneOf": [
            { "enum": all },
            {
                "type": "object",
                "properties": { "*": { "enum": all } },
                "additionalProperties": { "enum": ["keep", "drop", "unwrap"] },
            },
        ],
    })
}

/// The keys that a table cannot be without.
fn needed(table: &Table) -> &'static [&'static str] {
    match table.name.as_str() {
        "Edition" => &NEEDED,
        "Rule" => &NEEDED_OF_RULE,
        _ => &[],
    }
}

/// The JSON Schema (draft 2020-12) of the file.
pub fn schema(formats: &Formats) -> Value {
    let mut definitions = Map::new();
    let tables = tables(formats);
    for table in &tables {
        let mut keys = table.keys.clone();
        if table.name == "Edition" {
            for format in tables.iter().filter(|table| table.header.starts_with("[edition.")) {
                keys.insert(
                    format.name.clone(),
                    json!({ "description": format.about, "$ref": format!("#/$defs/{}", format.name) }),
                );
            }
        }
        let mut definition = json!({
            "description": table.about,
            "type": "object",
            "properties": keys,
            "additionalProperties": false,
        });
        if let needed @ [_, ..] = needed(table) {
            definition["required"] = json!(needed);
        }
        definitions.insert(table.name.clone(), definition);
    }
    let reference = |name: &str| json!({ "$ref": format!("#/$defs/{name}") });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "offprint.toml",
        "description": "Editions that are declared once and made for ever. Paths are counted from the folder of the file.",
        "type": "object",
        "properties": {
            "site": reference("Site"),
            "source": { "type": "object", "additionalProperties": reference("Source") },
            "theme": reference("Theme"),
            "cleaning": reference("Cleaning"),
            "edition": { "type": "array", "items": reference("Edition"), "minItems": 1 },
        },
        "required": ["edition"],
        "additionalProperties": false,
        "$defs": definitions,
    })
}

/// TOML has no null: what may be left out is not written.
fn without_null(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|key, value| !(key == "default" && (value.is_null() || value == &json!({}))));
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|kind| kind != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    map.insert("type".into(), only);
                }
            }
            if let Some(Value::Array(values)) = map.get_mut("enum") {
                values.retain(|value| !value.is_null());
            }
            if let Some(Value::Array(kinds)) = map.get_mut("anyOf") {
                kinds.retain(|kind| kind["type"] != "null");
                if let [Value::Object(only)] = kinds.as_slice() {
                    let only = only.clone();
                    map.remove("anyOf");
                    map.extend(only);
                }
            }
            map.values_mut().for_each(without_null);
        }
        Value::Array(values) => values.iter_mut().for_each(without_null),
        _ => {}
    }
}

/// `docs/config.md`.
pub fn page(formats: &Formats) -> String {
    let mut page = String::from(INTRODUCTION);
    for table in tables(formats) {
        let needed = needed(&table);
        let Table { header, about, keys, .. } = table;
        let _ = write!(page, "\n## `{header}`\n\n{about}\n\n| key | value | what |\n|---|---|---|\n");
        for (key, property) in &keys {
            let needed = needed.contains(&key.as_str());
            let what = property["description"].as_str().unwrap_or_default().replace('|', "\\|");
            let what = if needed { format!("**needed** – {what}") } else { what };
            let default = match &property["default"] {
                Value::Null => String::new(),
                Value::String(text) => format!(" [default: `{text}`]"),
                other => format!(" [default: `{other}`]"),
            };
            let _ = writeln!(page, "| `{key}` | {} | {what}{default} |", kind(property));
        }
    }
    page.push_str("\n## Fields\n\n");
    page.push_str(FIELDS_ABOUT);
    for (name, about) in FIELDS {
        let _ = writeln!(page, "| `{{{name}}}` | {about} |");
    }
    for text in [RANGES, CONDITIONS, FRONT, LIVE] {
        page.push_str(text);
    }
    page
}

/// What a value looks like.
fn kind(property: &Value) -> String {
    let names = |value: &Value| {
        let names = value.as_array().into_iter().flatten().filter_map(Value::as_str);
        names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    };
    if property["enum"].is_array() {
        return names(&property["enum"]);
    }
    if let Some(kinds) = property["oneOf"].as_array() {
        let one = kinds.first().map(|kind| names(&kind["enum"])).unwrap_or_default();
        return format!("{one}, or a table of names");
    }
    if let Some(kinds) = property["anyOf"].as_array() {
        let one = kinds.first().map(|kind| names(&kind["enum"])).filter(|names| !names.is_empty());
        return one.map_or_else(|| "text or list".to_owned(), |names| format!("one or a list of {names}"));
    }
    match &property["type"] {
        Value::String(kind) if kind == "boolean" => "`true` or `false`".to_owned(),
        Value::String(kind) if kind == "integer" => "whole number".to_owned(),
        Value::String(kind) if kind == "string" => "text".to_owned(),
        Value::Array(_) => "text or number".to_owned(),
        Value::String(kind) if kind == "array" => "tables".to_owned(),
        _ => "table".to_owned(),
    }
}

#[cfg(all(test, feature = "formats"))]
mod tests {
    use super::*;

    fn formats() -> Formats {
        let mut formats = Formats::default();
        crate::formats::add_to(&mut formats);
        formats
    }

    #[test]
    fn every_key_is_described() {
        for table in tables(&formats()) {
            for (key, property) in &table.keys {
                let described = property["description"].as_str().is_some_and(|text| !text.is_empty());
                assert!(described, "{} {key} is not described", table.header);
            }
        }
    }

    #[test]
    fn every_shared_key_is_an_option() {
        let tables = tables(&formats());
        for shared in &SHARED {
            let table = tables.iter().find(|table| table.name.eq_ignore_ascii_case(shared.table));
            assert!(table.is_some_and(|table| table.keys.contains_key(shared.key)), "{}", shared.key);
        }
    }

    #[test]
    fn nothing_is_null() {
        let schema = schema(&formats()).to_string();
        assert!(!schema.contains("null"));
    }
}
