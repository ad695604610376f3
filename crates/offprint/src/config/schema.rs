//! What `offprint.toml` may hold, for editors (JSON Schema) and for people (`docs/config.md`): made from the types, and
//! where a key is a flag, from the flag.

use super::fields::FIELDS;
use super::flags::{flag_of, flag_of_shared};
use super::site::Config;
use crate::args::Arguments;
use clap::{Arg, CommandFactory};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// The tables, in the order of the page: the name of the type, the header, and what is said of it.
const TABLES: [(&str, &str, &str); 9] = [
    ("Site", "[site]", "What holds for every edition that does not say otherwise."),
    ("Source", "[source.NAME]", "A place that posts are read from, under a name that `sources` can use."),
    ("Theme", "[theme]", "What editions look like that do not say otherwise."),
    ("Cleaning", "[cleaning]", "Rules of cleaning that are switched; `offprint rules` lists them."),
    (
        "Edition",
        "[[edition]]",
        "An edition: which posts, under which title, in which formats. Each is made by itself, in the order of the file.",
    ),
    ("EpubTable", "[edition.epub]", "Options of the EPUB."),
    ("MarkdownTable", "[edition.markdown]", "Options of Markdown."),
    ("PdfTable", "[edition.pdf]", "Options of the PDF."),
    ("FeedsTable", "[edition.feeds]", "Options of the feeds."),
];

/// The JSON Schema (draft 2020-12) of the file.
pub(crate) fn schema() -> Value {
    let mut schema = serde_json::to_value(schemars::schema_for!(Config)).unwrap_or_default();
    without_null(&mut schema);
    for (name, _, _) in TABLES {
        let properties = schema["$defs"][name]["properties"].as_object_mut();
        for (key, property) in properties.into_iter().flatten() {
            let Some(argument) = argument_of(name, key) else { continue };
            let Some(property) = property.as_object_mut() else { continue };
            describe(property, &argument);
        }
    }
    schema
}

/// The flag that a key is.
fn argument_of(table: &str, key: &str) -> Option<Arg> {
    let flag = match table {
        "Site" => flag_of_shared("site", key),
        "Theme" => flag_of_shared("theme", key),
        "Cleaning" => flag_of_shared("cleaning", key),
        "Source" => return None,
        _ => flag_of(key),
    };
    let command = Arguments::command();
    let export = command.find_subcommand("export")?.clone();
    let mut arguments = export.get_arguments().chain(command.get_arguments()).cloned().collect::<Vec<_>>();
    let at = arguments.iter().position(|argument| argument.get_long() == Some(flag))?;
    Some(arguments.swap_remove(at))
}

/// What the flag says of the key: its help, where the type is silent, its default, and the values that it takes.
fn describe(property: &mut Map<String, Value>, argument: &Arg) {
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    property.entry("description").or_insert_with(|| help.into());
    let values = argument.get_possible_values();
    let is_switch = property.get("type") == Some(&json!("boolean"));
    // What may be a table as well says by itself what it takes.
    let has_own = property.contains_key("oneOf");
    if !values.is_empty() && !is_switch && !has_own {
        let names: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
        let one = json!({ "enum": names });
        if property.remove("anyOf").is_some() {
            property.insert("anyOf".into(), json!([one, { "type": "array", "items": one }]));
        } else {
            property.insert("enum".into(), json!(names));
        }
    }
    if let [default] = argument.get_default_values()
        && !is_switch
    {
        let default = default.to_string_lossy();
        let number = default.parse::<u64>().map(Value::from);
        property.insert("default".into(), number.unwrap_or_else(|_| default.into()));
    }
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
pub(crate) fn page() -> String {
    let schema = schema();
    let mut page = String::from(INTRODUCTION);
    for (name, header, about) in TABLES {
        let _ = write!(page, "\n## `{header}`\n\n{about}\n\n| key | value | what |\n|---|---|---|\n");
        let table = &schema["$defs"][name];
        for (key, property) in table["properties"].as_object().into_iter().flatten() {
            let needed =
                table["required"].as_array().is_some_and(|keys| keys.iter().any(|known| known == key));
            let what =
                property["description"].as_str().unwrap_or_default().replace('|', "\\|").replace('\n', " ");
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
    page.push_str(RANGES);
    page.push_str(CONDITIONS);
    page.push_str(FRONT);
    page.push_str(LIVE);
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
        _ => "table".to_owned(),
    }
}

const INTRODUCTION: &str = "\
# `offprint.toml`

Editions that are declared once and made for ever: `offprint export` without an INPUT makes those of `offprint.toml` in
the folder where it is called, or of `--config FILE`; `--edition NAME` picks some of them, `offprint init` writes a file
to begin with. Flags of the command line come before what the file says: `offprint export --edition weekly --to pdf`.

Paths are counted from the folder of the file; with `--out DIR` each edition has a folder of its name in DIR. A key
without a story of its own is the flag of `offprint export` that has its name, with the same values. A key that does not
exist, or a value that cannot be, ends the run before anything is written (exit code 2), and names line, column and key.

Beside the outputs lies `offprint.lock.json`, with hashes of inputs, options and outputs. With `--if-changed` an edition
is made only when one of them is not as it was; `--dry-run` tells what would be written and why, `--json` reports a run
for programs, and `offprint check DIR` compares outputs with their locks. Files are remembered as they were named: a run
from another folder is another one. How long reading, choosing and each format took is in that report alone: outputs and
lock are the same however long it takes.

What an earlier run wrote and this one does not – a format that was taken out, a post that fell out of the range – stays
where it is: offprint removes no file. As long as it lies there as it was written, the lock knows it as `left_behind`; each
run that writes names it, and so does the report.

`docs/offprint.schema.json` is the JSON Schema of the file: editors that know Taplo's comments complete keys and values
after `#:schema docs/offprint.schema.json` in its first line. This page and the schema are made by `cargo xtask docs`.
";

const FRONT: &str = r#"
## Before the posts

```toml
note = "may.md"
highlights = ["six-jobs", 745, "https://garden.example/2025/05/before-the-gulls/"]
excerpts = true

[edition.introductions]
harbour-life = "Two pieces from the quay, one of them *very* early."
"Kitchen Garden" = "kitchen.md"
```

`note` is what the editor says to the readers: a file in CommonMark, with tables, task lists and footnotes as GitHub has
them. A heading of the first level at its beginning is its title; without one it is called what notes are called in the
edition's language. HTML in it is cleaned as a post's is, addresses are counted from the site's, and a link to a post of
the edition leads there. `introductions` stand at the beginnings of sections, which are named by their titles or slugs: a
text in CommonMark, or a file of it (`.md`). A section that is empty this time needs none; one whose name is nearly
another's is a warning. `highlights` are named as `posts` are; those that are not in the edition are named by a warning.
With `excerpts`, contents tell how each post begins.

| | note and highlights | introductions | excerpts |
|---|---|---|---|
| EPUB | pages of their own behind the title page, in contents and landmarks (`foreword`) | on the page that opens the section | a page of contents; the list for devices stays as it is |
| PDF | pages behind the title page, tagged and in the outline | on the page that opens the section | in the contents |
| Markdown | in the index (written then without `--index`, too) and at the beginning of one file | under the section's heading | in the index; in one file a list of contents |
| feeds | the first item, with the edition's date | in the same item | – (items have summaries) |

In feeds the note is an item, for readers show little else: the descriptions of channels are seen once, if ever. Its id
hangs on the edition's `name`, `title` and `issue`: made again, it is the same item; a title such as `Week {week}` makes it a
new one each week. Archives (`page-size`) have none.
"#;

const LIVE: &str = r#"
## Posts of a live site

```toml
[source.garden]
url = "https://garden.example/wp-json/wp/v2/posts?_embed=author,wp:term,wp:featuredmedia"
```

`url` is fetched page by page (`per_page=100` unless it says otherwise) to the last, told by `X-WP-TotalPages` or by a page
that is not there; an address with `page=` is that page alone. What the address names is what is asked for, and nothing
else; `_embed` brings the names of authors and terms with the posts. A site that is at work (429, 502, 503, 504) or does not
answer in time is asked again, four times in all, after as long as `Retry-After` says. What cannot be fetched ends the
edition with exit code 3: its earlier outputs stay as they are. Editions that share an address fetch it once in a run, and
`--if-changed` compares what was fetched. `offprint export` and `inspect` take such addresses as INPUT, too. An address with
a name or a password in it is refused: posts that are not public are read from a file that another program saved.
"#;

const FIELDS_ABOUT: &str = "\
`title`, `subtitle`, `description`, `issue`, `series-number`, `out` and `report` may hold fields. They tell of the last day
of the edition's range: of a week's Sunday, of a month's last; without a range, of the edition's date. `{{` and `}}` are
braces.

| field | what |
|---|---|
";

const RANGES: &str = "
## Ranges

`since`, `until` and `range` (and the flags of these names) take

| | |
|---|---|
| `2025-05-01` | a day of the site's calendar |
| `2025-05-01T12:00:00Z` | a moment (not for `range` alone) |
| `2025-W18` | a week, from Monday to Sunday (ISO 8601) |
| `2025-05`, `2025-Q2`, `2025` | a month, a quarter, a year |
| `today`, `yesterday` | |
| `this-week`, `last-week`, also `-month`, `-quarter`, `-year` | the one that the date is in, the one before it |
| `-7d`, `-2w`, `-3m`, `-1y` | so many days, weeks, months or years back |
| `A..B` | for `range`: from the first day of A to the last of B |

`since` takes the first day of what it is given, `until` the last. `range = \"-7d\"` is the seven days that end with
yesterday: run every day or every week, no post is told twice, nor left out. What is relative is counted from `date`, else
from `SOURCE_DATE_EPOCH`, else from today, in the site's time zone (UTC without one).
";

const CONDITIONS: &str = r#"
## Conditions

`where` (and `--where`) takes an expression:

    term("news-type") contains "ree-news" and words > 300 and not title ~ /sponsored/i

```text
condition = both { "or" both }
both      = not { "and" not }
not       = "not" not | "(" condition ")" | test
test      = "protected" | "sticky"
          | number-field ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) number
          | date-field   ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) 'day or moment'
          | text-field   ( "=" | "!=" | "contains" ) 'text'
          | text-field   ( "~" | "!~" ) /regular expression/ or /regular expression/i
```

| fields | |
|---|---|
| numbers | `id`, `words`, `comments`, `menu-order` |
| dates | `date`, `modified`: days are of the site's calendar |
| texts | `title`, `slug`, `type`, `status`, `link`, `site`, `language`, `format`, `text` |
| texts of several values | `author` (slug and name), `term("taxonomy")` (slug and name) |

Texts stand between `"` or `'`. `=` minds letter case, `contains` does not; of several values, `contains` has one as a
whole, and a test holds when it does for one of them, `!=` and `!~` when it does for all. Regular expressions are
Rust's. What a post does not have is neither less nor more nor equal.

## Posts picked by hand

`posts = [5096, "slug", "https://example.org/news/bees/"]` takes these posts alone, by number, slug or address, in this
order; `exclude` leaves out. A post that is not there, or that is held back, is named by a warning.

A value of a list is one value, whatever it holds: `authors = ["Doe, Jane"]`. On the command line, where commas part
values, `\,` is a comma within one: `--author 'Doe\, Jane'`.
"#;

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys that are the program's own.
    const OWN: [&str; 8] = ["name", "sources", "out", "after", "epub", "markdown", "pdf", "feeds"];

    #[test]
    fn every_key_is_a_flag() {
        let schema = schema();
        for (name, header, _) in TABLES {
            let properties =
                schema["$defs"][name]["properties"].as_object().unwrap_or_else(|| panic!("{name}"));
            for (key, property) in properties {
                let own = name == "Source" || (name == "Edition" && OWN.contains(&key.as_str()));
                assert!(own || argument_of(name, key).is_some(), "{header} {key}");
                let described = property["description"].as_str().is_some_and(|text| !text.is_empty());
                assert!(described, "{header} {key} is not described");
            }
        }
    }

    #[test]
    fn nothing_is_null() {
        let schema = schema().to_string();
        assert!(!schema.contains("null"), "{schema}");
    }
}
