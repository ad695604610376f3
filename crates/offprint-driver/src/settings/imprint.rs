//! What the books look like: EPUB and PDF share it.

use super::group::Combine;
use super::value::{InvalidValue, Setting, Value};
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::PathBuf;

/// Theme, cover and coloured program text.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[cfg_attr(feature = "clap", command(next_help_heading = "Books (EPUB and PDF)"))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ImprintSettings {
    /// Theme of the books [default: plain]
    #[cfg_attr(feature = "clap", arg(long, value_name = "NAME"))]
    pub theme: Option<Setting<Theme>>,
    /// Picture for the cover of books: JPEG, PNG, WebP or SVG [default: one is drawn, in the theme]
    #[cfg_attr(feature = "clap", arg(long, value_name = "FILE"))]
    pub cover: Option<Setting<PathBuf>>,
    /// No cover: books begin with their title page
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub no_cover: Option<Setting<bool>>,
    /// Colour program text in books, as far as its language is known
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub highlight: Option<Setting<bool>>,
}

impl Combine for ImprintSettings {
    fn combine(self, other: Self) -> Self {
        let Self { theme, cover, no_cover, highlight } = self;
        let covered = cover.is_some() || no_cover.is_some();
        Self {
            theme: theme.or(other.theme),
            cover: cover.or(other.cover.filter(|_| !covered)),
            no_cover: no_cover.or(other.no_cover.filter(|_| !covered)),
            highlight: highlight.or(other.highlight),
        }
    }
}

crate::choices! {
    /// The themes that EPUB and PDF share by name.
    pub enum Theme {
        /// A quiet book
        Plain = "plain",
        /// Large headings without serifs
        Magazine = "magazine",
        /// Centred headings, indented and justified paragraphs
        Journal = "journal",
    }
}

/// Somebody who made an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributor(pub offprint_core::Contributor);

impl Value for Contributor {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let (role, name) = text.split_once(':').unwrap_or_default();
        let known = role.len() == 3 && role.bytes().all(|byte| byte.is_ascii_lowercase());
        if !known || name.trim().is_empty() {
            return Err(InvalidValue::not("of the form `ROLE:NAME`, such as `edt:Ada Gardener`"));
        }
        Ok(Self(offprint_core::Contributor::new(name.trim(), role)))
    }
}
