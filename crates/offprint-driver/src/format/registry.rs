//! The formats that a driver knows.

use super::definition::{Context, Format, FormatInfo};
use super::group::{FormatSettings, Table};
use super::resolver::Resolver;
use crate::output::Compression;
use crate::render::{Bound, Job, bind};
use crate::settings::{InvalidValue, no_choice};
use offprint_core::Diagnostic;
use std::fmt;
use std::sync::Arc;

/// The formats, in the order of their registration.
#[derive(Clone, Default)]
pub struct Formats(Vec<Arc<dyn Registered>>);

impl fmt::Debug for Formats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.infos().map(|info| info.name)).finish()
    }
}

impl Formats {
    /// Adds a format; one of the same name takes the place of an earlier one.
    pub(crate) fn add<F: Format>(&mut self, format: F) {
        let info = format.info();
        self.0.retain(|other| other.info().name != info.name);
        self.0.push(Arc::new(Registration { format: Arc::new(format), info }));
    }

    /// What is known of them.
    pub fn infos(&self) -> impl Iterator<Item = &FormatInfo> {
        self.0.iter().map(|format| format.info())
    }

    /// The tables of their options, each once.
    pub fn tables(&self) -> Vec<Table> {
        let mut tables: Vec<Table> = Vec::new();
        for format in &self.0 {
            let table = format.table();
            if tables.iter().all(|known| known.name != table.name) {
                tables.push(table);
            }
        }
        tables
    }

    /// The format that a file name with this extension says.
    pub(crate) fn of_extension(&self, extension: &str) -> Option<&FormatInfo> {
        self.infos().find(|info| info.has_extension(extension))
    }

    /// The formats that one word of `--to` names.
    pub(crate) fn named(&self, word: &str) -> Result<Vec<&FormatInfo>, InvalidValue> {
        if word == "all" {
            return Ok(self.infos().collect());
        }
        let named = self.infos().find(|info| info.name == word || info.alias == Some(word));
        let names = self.infos().map(|info| info.name).chain(["all"]);
        named.map(|info| vec![info]).ok_or_else(|| InvalidValue::new(no_choice(word, names)))
    }

    /// The option of any format that makes it write several files.
    pub(crate) fn several(&self, settings: &FormatSettings) -> Option<&'static str> {
        self.0.iter().find_map(|format| format.several(settings))
    }

    /// A format with its options.
    pub(crate) fn resolve(
        &self,
        name: &str,
        settings: &FormatSettings,
        resolver: &Resolver<'_>,
    ) -> Result<Option<ResolvedFormat>, Diagnostic> {
        let format = self.0.iter().find(|format| format.info().name == name);
        format.map(|format| Arc::clone(format).resolve(settings, resolver)).transpose()
    }
}

/// A format of some type.
trait Registered: Send + Sync {
    fn info(&self) -> &FormatInfo;
    fn table(&self) -> Table;
    fn several(&self, settings: &FormatSettings) -> Option<&'static str>;
    fn resolve(
        self: Arc<Self>,
        settings: &FormatSettings,
        resolver: &Resolver<'_>,
    ) -> Result<ResolvedFormat, Diagnostic>;
}

struct Registration<F> {
    format: Arc<F>,
    info: FormatInfo,
}

impl<F: Format> Registered for Registration<F> {
    fn info(&self) -> &FormatInfo {
        &self.info
    }

    fn table(&self) -> Table {
        Table::of::<F::Settings>(self.info.table, self.info.table_about)
    }

    fn several(&self, settings: &FormatSettings) -> Option<&'static str> {
        self.format.several(&settings.get(self.info.table))
    }

    fn resolve(
        self: Arc<Self>,
        settings: &FormatSettings,
        resolver: &Resolver<'_>,
    ) -> Result<ResolvedFormat, Diagnostic> {
        let settings: F::Settings = settings.get(self.info.table);
        let options = self.format.resolve(&settings, resolver)?;
        let fingerprint = format!("{} {settings:?}", self.info.name);
        let prepared = Prepared { format: Arc::clone(&self.format), options };
        Ok(ResolvedFormat { info: self.info.clone(), writer: Arc::new(prepared), fingerprint })
    }
}

/// A format with its options: all that a run must know of it.
#[derive(Clone)]
pub struct ResolvedFormat {
    info: FormatInfo,
    writer: Arc<dyn Writer>,
    /// Its name and its options, as text that is the same for the same.
    fingerprint: String,
}

impl fmt::Debug for ResolvedFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.info.name)
    }
}

impl ResolvedFormat {
    /// A format with options that were made by a program.
    pub fn new<F: Format>(format: F, options: F::Options) -> Self {
        let info = format.info();
        let fingerprint = format!("{} {options:?}", info.name);
        Self { info, writer: Arc::new(Prepared { format: Arc::new(format), options }), fingerprint }
    }

    /// What is known of the format.
    pub fn info(&self) -> &FormatInfo {
        &self.info
    }

    pub(crate) fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    pub(crate) fn may_write(&self, path: &str) -> bool {
        self.writer.may_write(path)
    }

    pub(crate) fn copies(&self) -> Vec<Compression> {
        self.writer.copies()
    }

    /// Renders and binds the edition.
    pub(crate) fn write(&self, job: &mut Job<'_>) -> Result<Bound, Diagnostic> {
        self.writer.write(job)
    }
}

trait Writer: Send + Sync {
    fn may_write(&self, path: &str) -> bool;
    fn copies(&self) -> Vec<Compression>;
    fn write(&self, job: &mut Job<'_>) -> Result<Bound, Diagnostic>;
}

struct Prepared<F: Format> {
    format: Arc<F>,
    options: F::Options,
}

impl<F: Format> Writer for Prepared<F> {
    fn may_write(&self, path: &str) -> bool {
        self.format.may_write(&self.options, path)
    }

    fn copies(&self) -> Vec<Compression> {
        self.format.copies(&self.options)
    }

    fn write(&self, job: &mut Job<'_>) -> Result<Bound, Diagnostic> {
        let file = job.file.clone();
        let context = Context { media: job.media, file: file.as_deref() };
        bind(&self.format.exporter(self.options.clone(), context), job)
    }
}
