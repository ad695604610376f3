//! The file as a whole, and what holds for all its editions.

use super::edition::Edition;
use super::value::{ShortcodeRules, Words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Editions that are declared once and made for ever. Paths are counted from the folder of the file.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(title = "offprint.toml")]
pub(crate) struct Config {
    /// The site that the posts are of: what holds for every edition that does not say otherwise
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) site: Option<Site>,
    /// Places that posts are read from, by names that editions use
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) source: BTreeMap<String, Source>,
    /// What the editions look like
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) theme: Option<Theme>,
    /// Rules of cleaning that are switched
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cleaning: Option<Cleaning>,
    /// The editions
    pub(crate) edition: Vec<Edition>,
}

/// What is known of the site.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Site {
    /// URL of the site; relative links and pictures are resolved against it
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Title of editions that have none of their own
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// Publisher
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<String>,
    /// Main language, as a BCP 47 tag
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<String>,
    /// Time zone of the site, for dates that come without their offset, and for what today is
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timezone: Option<String>,
    /// Addresses that the site had once, and the one that it has: `old.example=https://new.example`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) aliases: Option<Words>,
    /// Under which rights the posts are given: a sentence, a licence's name or address
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) licence: Option<String>,
}

/// A place that posts are read from.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Source {
    /// Files and folders of saved answers or exports (WXR); `*`, `?` and `**` stand for what matches
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) paths: Option<Words>,
    /// Addresses to fetch, page by page: `https://example.org/wp-json/wp/v2/posts?_embed=1`; beside `paths`, or in place
    /// of them
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<Words>,
}

/// What editions look like.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Theme {
    /// The theme of books
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Picture for the cover of books
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cover: Option<String>,
    /// Style sheet for EPUBs, behind the theme's
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) css: Option<String>,
    /// Theme of your own for the PDF
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pdf_style: Option<String>,
    /// Embed the theme's fonts in EPUBs
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) embed_fonts: Option<bool>,
}

/// Rules of cleaning that are switched.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Cleaning {
    /// How much cleaning does: `full`, `safe` or `none`; `keep` and `drop` switch single rules on top of it
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) level: Option<String>,
    /// Rules to switch off: what they would drop stays
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) keep: Option<Words>,
    /// Rules to switch on that are off by default
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) drop: Option<Words>,
    /// What to do with shortcodes that are left in the text; a table (`[cleaning.shortcodes]`) names some of them, each
    /// with `keep`, `drop` or `unwrap`, and `"*"` stands for all others
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shortcodes: Option<ShortcodeRules>,
}
