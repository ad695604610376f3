//! What the driver must know of a format, and what a format does.

use super::resolver::Resolver;
use crate::output::Compression;
use crate::settings::Group;
use offprint_core::{Diagnostic, Exporter, MediaStore};
use std::fmt::Debug;

/// What the driver must know of a format before it is asked for.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FormatInfo {
    /// Its name in `--to`.
    pub name: &'static str,
    /// Another name.
    pub alias: Option<&'static str>,
    /// What it is, in a few words.
    pub about: &'static str,
    /// The extensions of file names that say it.
    pub extensions: &'static [&'static str],
    /// What it writes.
    pub output: Output,
    /// Whether its bytes are text, fit for a terminal.
    pub is_text: bool,
    /// The table of its options in `offprint.toml`: `[edition.TABLE]`; formats may share one.
    pub table: &'static str,
    /// What that table holds.
    pub table_about: &'static str,
}

/// What a format writes into a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Output {
    /// One file of this name.
    File(&'static str),
    /// One file that is named after the edition, with this extension.
    Named(&'static str),
    /// A folder of files.
    Folder(&'static str),
}

impl Output {
    /// The path of the file, or of the folder with a slash behind it.
    pub fn path(self, name: &str) -> String {
        match self {
            Self::File(file) => file.to_owned(),
            Self::Named(extension) => format!("{name}.{extension}"),
            Self::Folder(folder) => format!("{folder}/"),
        }
    }

    /// Whether a path below the output folder (`/` between its parts) may be one of its files.
    pub fn may_be(self, path: &str) -> bool {
        match self {
            Self::File(file) => path == file,
            Self::Named(extension) => {
                !path.contains('/') && path.rsplit_once('.').is_some_and(|(_, own)| own == extension)
            }
            Self::Folder(folder) => path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')),
        }
    }
}

impl FormatInfo {
    /// A format that writes one file, `NAME.EXTENSION`, and has a table of options of its own name.
    pub fn new(name: &'static str, extension: &'static str, about: &'static str) -> Self {
        Self {
            name,
            alias: None,
            about,
            extensions: &[],
            output: Output::Named(extension),
            is_text: false,
            table: name,
            table_about: about,
        }
    }

    /// The same, of text that is fit for a terminal.
    #[must_use]
    pub fn text(self) -> Self {
        Self { is_text: true, ..self }
    }

    /// Whether a file name with this extension says the format.
    pub(crate) fn has_extension(&self, extension: &str) -> bool {
        let extension = extension.to_ascii_lowercase();
        self.extensions.contains(&extension.as_str())
            || matches!(self.output, Output::Named(own) if own == extension)
    }
}

/// What an exporter is made for.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Context<'a> {
    /// Pictures and other media.
    pub media: &'a dyn MediaStore,
    /// The one file to write, in place of the format's usual ones.
    pub file: Option<&'a str>,
}

/// A format.
pub trait Format: Send + Sync + 'static {
    /// Its options as they are given.
    type Settings: Group;
    /// Its options as the exporter takes them.
    type Options: Clone + Debug + Send + Sync;
    /// What writes it.
    type Exporter<'a>: Exporter
    where
        Self: 'a;

    /// Its name and what it writes.
    fn info(&self) -> FormatInfo;

    /// Judges the options, and reads the files that they name.
    ///
    /// # Errors
    /// What is wrong with an option.
    fn resolve(
        &self,
        settings: &Self::Settings,
        resolver: &Resolver<'_>,
    ) -> Result<Self::Options, Diagnostic>;

    /// Makes the exporter of a run.
    fn exporter<'a>(&'a self, options: Self::Options, context: Context<'a>) -> Self::Exporter<'a>;

    /// The option that makes it write several files, if it was given.
    fn several(&self, _settings: &Self::Settings) -> Option<&'static str> {
        None
    }

    /// Whether a path below the output folder (`/` between its parts) may be one of its files.
    fn may_write(&self, _options: &Self::Options, path: &str) -> bool {
        self.info().output.may_be(path)
    }

    /// How its files are compressed, beside themselves.
    fn copies(&self, _options: &Self::Options) -> Vec<Compression> {
        Vec::new()
    }
}
