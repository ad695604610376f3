//! Which formats are written, under which names, and how strictly.

use super::value::Setting;
use super::values::PlainName;
use crate::combine;
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::PathBuf;

/// Formats, names and folders.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct OutputSettings {
    /// Formats to write; `all` for all [default: all for editions of a file, else the one that the file name of `--out` ends
    /// with]
    #[cfg_attr(
        feature = "clap",
        arg(short = 't', long = "to", value_name = "FORMAT", value_delimiter = ',')
    )]
    #[serde(deserialize_with = "super::one_or_many")]
    pub formats: Option<Vec<Setting<String>>>,
    /// Stem of the EPUB's and PDF's file names [default: the edition's name or title, else the only post's slug]
    #[cfg_attr(feature = "clap", arg(long))]
    #[serde(skip)]
    pub name: Option<Setting<PlainName>>,
    /// Folder of pictures and other media [default: `media` beside an input]
    #[cfg_attr(feature = "clap", arg(long, value_name = "DIR"))]
    pub media: Option<Setting<PathBuf>>,
    /// Write what cleaning took away, by rule and post, as JSON to this file; in `offprint.toml` its name may hold fields
    #[cfg_attr(feature = "clap", arg(long, value_name = "FILE"))]
    pub report: Option<Setting<PathBuf>>,
}

combine!(OutputSettings { formats, name, media, report });

/// What diagnostics do to a run.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[cfg_attr(feature = "clap", command(next_help_heading = "Messages"))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct MessageSettings {
    /// Treat warnings as errors: exit with 1 when there is one
    #[cfg_attr(feature = "clap", arg(long, global = true, num_args = 0, default_missing_value = "true"))]
    pub deny_warnings: Option<Setting<bool>>,
}

combine!(MessageSettings { deny_warnings });
