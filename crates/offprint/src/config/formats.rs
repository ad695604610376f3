//! What an edition asks of single formats: each key is the flag of `offprint export` that has its name.

use super::value::{Word, Words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of the EPUB.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct EpubTable {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) css: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) embed_fonts: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) toc_depth: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) page_list: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) image_width: Option<u32>,
}

/// Options of Markdown.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct MarkdownTable {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) flavor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) front_matter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fields: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rename: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) meta: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) no_html: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wrap: Option<Word>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) site_aliases: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) index: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) posts_ndjson: Option<bool>,
}

/// Options of the PDF.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct PdfTable {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) paper: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) font_size: Option<Word>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) margins: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) columns: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) flow: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pdf_style: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) links: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bleed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hanging_punctuation: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) qr_codes: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) dpi: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) system_fonts: Option<bool>,
}

/// Options of the feeds.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct FeedsTable {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) page_size: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) complete: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) split_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) stylesheet: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) embeds: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) atom_content: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) site_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ids: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hubs: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ttl: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) feed_image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) feed_icon: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) feed_rights: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) podcast_category: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) podcast_explicit: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) compress: Option<Words>,
}
