//! One edition: which posts, under which title, in which formats.

use super::formats::{EpubTable, FeedsTable, MarkdownTable, PdfTable};
use super::value::{Word, Words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An edition. A key without words of its own is the flag of `offprint export` that has its name.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Edition {
    /// Name of the edition: of its folder, and of its files if nothing else names them
    pub(crate) name: String,
    /// Where its posts are read: names of `[source.NAME]`, files, folders; `*`, `?` and `**` stand for what matches
    pub(crate) sources: Words,
    /// Folder to write into, or a file for one format; may hold fields such as `{year}` [default: `export/NAME`]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) out: Option<String>,
    /// Formats to write [default: all]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) formats: Option<Words>,
    /// Commands that are run, without a shell, after all was written: with `{file}` once for each file
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<Words>,
    /// Title of the edition; may hold fields such as `{week}`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// Subtitle; may hold fields
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) subtitle: Option<String>,
    /// What the edition is about, in a few sentences; may hold fields
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    /// Which issue it is, in words: `No. {week}`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) issue: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) series: Option<String>,
    /// Its place in the series; may hold fields
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) series_number: Option<Word>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<String>,
    /// Date of the edition, and the one that relative ranges are counted from [default: the newest change of its posts; ranges from today]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Word>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) site_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) feed_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rights: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) contributors: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) since: Option<Word>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<Word>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) range: Option<Word>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) types: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) terms: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) authors: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) statuses: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) posts: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) exclude: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "where")]
    pub(crate) condition: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) limit: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sort: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) include_protected: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) group_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    /// What is said at the beginning of sections, by their titles or slugs: a text in Markdown, or a file of it (`.md`)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) introductions: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) highlights: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) excerpts: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) theme: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cover: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) no_cover: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) highlight: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) media: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) report: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timezone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cleaning: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) keep: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) drop: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) deny_warnings: Option<bool>,
    /// Options of the EPUB
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) epub: Option<EpubTable>,
    /// Options of Markdown
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) markdown: Option<MarkdownTable>,
    /// Options of the PDF
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pdf: Option<PdfTable>,
    /// Options of the feeds
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) feeds: Option<FeedsTable>,
}
