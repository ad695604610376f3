//! The tables of a file: which keys there are, and the groups of options that they belong to.

use super::shared::{self, SHARED};
use super::sources::{Source, Sources};
use crate::document::Document;
use crate::format::{Formats, keys_of};
use crate::names;
use crate::resolve::ExportSettings;
use crate::settings::{
    EditionSettings, FrontSettings, ImprintSettings, InvalidValue, Kind, MessageSettings, NEEDED_OF_RULE,
    OutputSettings, PlainName, ReadingSettings, RuleSettings, SelectionSettings, Setting, Value, Word,
    one_or_many, with_spans,
};
use offprint_core::Diagnostic;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What a file declares.
pub(super) struct Tables {
    pub(super) editions: Vec<Edition>,
    pub(super) sources: Sources,
}

/// An edition, but for its options.
#[derive(Debug)]
pub(super) struct Edition {
    pub(super) name: String,
    pub(super) sources: Vec<Setting<Word>>,
    pub(super) out: Option<Setting<String>>,
    pub(super) after: Vec<Setting<String>>,
}

/// What an edition declares beside its options.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(super) struct Declaration {
    /// Name of the edition: of its folder, and of its files if nothing else names them
    name: Option<Setting<EditionName>>,
    /// Where its posts are read: names of `[source.NAME]`, files, folders; `*`, `?` and `**` stand for what matches
    #[serde(deserialize_with = "one_or_many")]
    sources: Option<Vec<Setting<Word>>>,
    /// Folder to write into, or a file for one format; may hold fields such as `{year}` [default: `export/NAME`]
    out: Option<Setting<String>>,
    /// Commands that are run, without a shell, after all was written: with `{file}` once for each file
    #[serde(deserialize_with = "one_or_many")]
    after: Option<Vec<Setting<String>>>,
}

/// The keys that an edition cannot be without.
pub(super) const NEEDED: [&str; 2] = ["name", "sources"];

#[derive(Debug, Clone)]
struct EditionName(String);

impl Value for EditionName {
    const KIND: Kind = Kind::Text;

    fn parse(name: &str) -> Result<Self, InvalidValue> {
        // `--edition` parts names by commas.
        let plain = PlainName::parse(name).ok().filter(|name| !name.0.contains(','));
        plain.map(|name| Self(name.0)).ok_or_else(|| InvalidValue::not("a plain file name"))
    }
}

/// Calls a macro with the groups whose keys are an edition's own: fields of [`ExportSettings`] and their types.
macro_rules! groups {
    ($with:ident) => {
        $with! {
            output: OutputSettings, messages: MessageSettings, reading: ReadingSettings,
            edition: EditionSettings, imprint: ImprintSettings, front: FrontSettings,
            selection: SelectionSettings,
        }
    };
}

/// The schemas of an edition's own keys, group by group.
pub(super) fn group_schemas() -> Vec<fn(&mut schemars::SchemaGenerator) -> schemars::Schema> {
    macro_rules! schemas {
        ($($field:ident: $type:ty),* $(,)?) => {
            vec![Declaration::json_schema, $(<$type>::json_schema),*]
        };
    }
    groups!(schemas)
}

/// Reads the whole file, but for the values of options.
pub(super) fn read(document: &Document) -> Result<Tables, Diagnostic> {
    let table = document.table();
    let known: Vec<String> = ["site", "source", "theme", "cleaning", "edition"].map(str::to_owned).into();
    judge_keys(document, &table, "", &known)?;
    for name in shared::TABLES {
        let Some(value) = table.get(name) else { continue };
        let keys = SHARED.iter().filter(|shared| shared.table == name);
        let keys: Vec<String> = keys.map(|shared| shared.key.to_owned()).collect();
        let table = as_table(document, name, value)?;
        judge_keys(document, table, name, &keys)?;
        judge_rules(document, table, name)?;
    }
    let sources = read_sources(document, &table)?;
    let list = match table.get("edition").map(Spanned::get_ref) {
        None => return Err(no_edition(document)),
        Some(DeValue::Array(list)) if list.is_empty() => return Err(no_edition(document)),
        Some(DeValue::Array(list)) => list,
        Some(other) => {
            let message = format!("this is {}, not a list of tables", shown(other));
            return Err(document.wrong(&["edition"], &message));
        }
    };
    let mut editions: Vec<Edition> = Vec::new();
    for (index, value) in list.iter().enumerate() {
        let table = as_table(document, "edition", value)?;
        judge_rules(document, table, "edition")?;
        let edition = declared(document, table, index, value.span())?;
        if editions.iter().any(|other| other.name.eq_ignore_ascii_case(&edition.name)) {
            let message = format!("there is an edition `{}` already", edition.name);
            return Err(document.wrong(&["edition", &index.to_string(), "name"], &message));
        }
        editions.push(edition);
    }
    Ok(Tables { editions, sources })
}

/// Refuses keys of editions that neither a group nor a format has.
pub(super) fn judge_formats(document: &Document, formats: &Formats) -> Result<(), Diagnostic> {
    let table = document.table();
    let mut known: Vec<String> = group_schemas().into_iter().flat_map(keys_of).collect();
    known.extend(formats.tables().iter().map(|table| table.name.to_owned()));
    let editions = table.get("edition").and_then(|value| value.get_ref().as_array());
    for value in editions.into_iter().flatten() {
        let table = as_table(document, "edition", value)?;
        judge_keys(document, table, "edition", &known)?;
        for format in formats.tables() {
            if let Some(value) = table.get(format.name) {
                let name = format!("edition.{}", format.name);
                judge_keys(document, as_table(document, &name, value)?, &name, &format.keys())?;
            }
        }
    }
    Ok(())
}

fn no_edition(document: &Document) -> Diagnostic {
    let diagnostic = document.at(0, "edition", "there is no edition in this file");
    diagnostic.hint("declare one: `[[edition]]` with `name` and `sources`")
}

fn read_sources(document: &Document, table: &DeTable<'_>) -> Result<Sources, Diagnostic> {
    let mut sources = Sources::default();
    let Some(value) = table.get("source") else { return Ok(sources) };
    for (name, value) in as_table(document, "source", value)? {
        let name = name.get_ref().to_string();
        let key = format!("source.{name}");
        let table = as_table(document, &key, value)?;
        judge_keys(document, table, &key, &keys_of(Source::json_schema))?;
        let source: Source = read_group(document, table.clone(), value.span())?;
        if source.is_empty() {
            return Err(document.wrong(&["source", &name], "a source needs `paths` or `url`"));
        }
        sources.0.insert(name, source);
    }
    Ok(sources)
}

/// What the edition declares beside its options.
fn declared(
    document: &Document,
    table: &DeTable<'_>,
    index: usize,
    span: Range<usize>,
) -> Result<Edition, Diagnostic> {
    let start = span.start;
    let own = only(table, &keys_of(Declaration::json_schema));
    let declaration: Declaration = read_group(document, own, span)?;
    let missing = |key: &str| document.at(start, &format!("edition.{key}"), "this key is missing");
    let name = declaration.name.ok_or_else(|| missing("name"))?;
    let sources = declaration.sources.ok_or_else(|| missing("sources"))?;
    if sources.is_empty() {
        let path = ["edition", &index.to_string(), "sources"];
        return Err(document.wrong(&path, "an edition needs a source"));
    }
    Ok(Edition {
        name: name.0.clone(),
        sources,
        out: declaration.out,
        after: declaration.after.unwrap_or_default(),
    })
}

/// The options of an edition: its own, then what holds for all editions where it says nothing itself.
pub(super) fn settings(
    document: &Document,
    index: usize,
    formats: &Formats,
) -> Result<ExportSettings, Diagnostic> {
    let table = document.table();
    let list = table.get("edition").and_then(|value| value.get_ref().as_array());
    let Some(value) = list.and_then(|list| list.get(index)) else { return Ok(ExportSettings::default()) };
    let mut edition = value.get_ref().as_table().cloned().unwrap_or_default();
    shared::add(&mut edition, &table);
    let mut settings = ExportSettings::default();
    macro_rules! read {
        ($($field:ident: $type:ty),* $(,)?) => {
            $(
                let own = only(&edition, &keys_of(<$type>::json_schema));
                settings.$field = read_group::<$type>(document, own, value.span())?;
            )*
        };
    }
    groups!(read);
    for format in formats.tables() {
        if let Some(DeValue::Table(own)) = edition.get(format.name).map(Spanned::get_ref) {
            let own = toml::Deserializer::from(Spanned::new(value.span(), own.clone()));
            let group = with_spans(|| (format.read)(own)).map_err(|error| document.of_toml(&error))?;
            settings.formats.set(format.name, group);
        }
    }
    Ok(settings)
}

/// These keys of a table.
fn only<'i>(table: &DeTable<'i>, keys: &[String]) -> DeTable<'i> {
    let own = table.iter().filter(|(key, _)| keys.iter().any(|known| known == key.get_ref()));
    own.map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn read_group<T: DeserializeOwned>(
    document: &Document,
    table: DeTable<'_>,
    span: Range<usize>,
) -> Result<T, Diagnostic> {
    let table = toml::Deserializer::from(Spanned::new(span, table));
    with_spans(|| T::deserialize(table)).map_err(|error| document.of_toml(&error))
}

fn as_table<'t, 'i>(
    document: &Document,
    key: &str,
    value: &'t Spanned<DeValue<'i>>,
) -> Result<&'t DeTable<'i>, Diagnostic> {
    value.get_ref().as_table().ok_or_else(|| {
        document.at(value.span().start, key, &format!("this is {}, not a table", shown(value.get_ref())))
    })
}

/// Refuses keys that nobody reads.
fn judge_keys(
    document: &Document,
    table: &DeTable<'_>,
    above: &str,
    known: &[String],
) -> Result<(), Diagnostic> {
    for (key, _) in table {
        let name: &Cow<'_, str> = key.get_ref();
        if !known.iter().any(|known| known == name) {
            let shown = if above.is_empty() { name.to_string() } else { format!("{above}.{name}") };
            let message = format!("there is no such key{}", names::suggestion(name, known));
            let diagnostic = document.at(key.span().start, &shown, &message);
            return Err(diagnostic.hint("`docs/config.md` tells of all keys"));
        }
    }
    Ok(())
}

/// Refuses custom rules with unknown or missing keys.
fn judge_rules(document: &Document, table: &DeTable<'_>, above: &str) -> Result<(), Diagnostic> {
    let Some(value) = table.get("rule") else { return Ok(()) };
    let key = format!("{above}.rule");
    let DeValue::Array(list) = value.get_ref() else {
        let message = format!("this is {}, not a list of tables", shown(value.get_ref()));
        let diagnostic = document.at(value.span().start, &key, &message);
        return Err(diagnostic.hint(format!("begin each rule with `[[{key}]]`")));
    };
    for rule in list {
        let table = as_table(document, &key, rule)?;
        judge_keys(document, table, &key, &keys_of(RuleSettings::json_schema))?;
        if let Some(missing) = NEEDED_OF_RULE.into_iter().find(|&name| !table.contains_key(name)) {
            return Err(document.at(rule.span().start, &format!("{key}.{missing}"), "this key is missing"));
        }
    }
    Ok(())
}

/// What a value is, in words.
fn shown(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text `{text}`"),
        DeValue::Integer(number) => format!("the number `{}`", number.as_str()),
        DeValue::Float(number) => format!("the number `{}`", number.as_str()),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Datetime(date) => format!("the date `{date}`"),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}
