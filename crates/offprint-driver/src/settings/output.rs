//! Which formats are written, under which names, and how strictly.

use super::value::{InvalidValue, Setting, Value};
use super::values::PlainName;
use crate::combine;
use crate::names;
use offprint_core::Severity;
use offprint_core::codes::{self, Code};
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::PathBuf;

/// Formats, names and folders.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[cfg_attr(feature = "clap", command(next_help_heading = "Output"))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct OutputSettings {
    /// Formats to write; `all` for all [default: all for editions of a file, else the one that the file name of `--out` ends
    /// with]
    #[cfg_attr(
        feature = "clap",
        arg(short = 't', long = "to", value_name = "FORMAT", value_delimiter = ',')
    )]
    #[serde(deserialize_with = "super::value::one_or_many")]
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
    /// Treat diagnostics of these codes as errors (`docs/diagnostics.md` lists them): `media-missing`
    #[cfg_attr(feature = "clap", arg(long, global = true, value_name = "CODE", value_delimiter = ','))]
    #[serde(deserialize_with = "super::value::one_or_many")]
    pub deny: Option<Vec<Setting<DiagnosticCode>>>,
    /// Neither print warnings and notes of these codes nor fail for them
    #[cfg_attr(feature = "clap", arg(long, global = true, value_name = "CODE", value_delimiter = ','))]
    #[serde(deserialize_with = "super::value::one_or_many")]
    pub allow: Option<Vec<Setting<AllowedCode>>>,
}

combine!(MessageSettings { deny_warnings, deny, allow });

/// The code of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiagnosticCode(pub Code);

/// The code of a diagnostic that is no error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AllowedCode(pub Code);

impl Value for AllowedCode {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let DiagnosticCode(code) = DiagnosticCode::parse(text)?;
        if code.severity == Severity::Error {
            return Err(InvalidValue::new("this is an error, and errors cannot be allowed"));
        }
        Ok(Self(code))
    }
}

impl Value for DiagnosticCode {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        codes::find(text).map(Self).ok_or_else(|| {
            let names: Vec<&str> = codes::ALL.iter().map(|code| code.name).collect();
            let near = names::suggestion(text, &names);
            InvalidValue::new(format!("there is no such code{near}; `docs/diagnostics.md` lists them"))
        })
    }
}
