//! The formats that are known, and what is done with them.

use crate::event::Session;
use crate::exit::Refusal;
use crate::format::{Format, Formats};
use crate::project::Project;
use crate::report::EditionReport;
use crate::request::{ExportRequest, Mode};
use crate::resolve::{Destination, ExportSettings, Purpose, resolve};
use crate::settings::ReadingSettings;
use crate::sources::Input;
use crate::{run, sources};
use std::path::PathBuf;

/// Makes requests from settings, and files from requests.
#[derive(Debug, Clone)]
pub struct Driver {
    formats: Formats,
}

impl Default for Driver {
    fn default() -> Self {
        Self::new()
    }
}

impl Driver {
    /// A driver with the formats that offprint comes with.
    pub fn new() -> Self {
        let driver = Self::without_formats();
        #[cfg(feature = "formats")]
        let driver = {
            let mut driver = driver;
            crate::formats::add_to(&mut driver.formats);
            driver
        };
        driver
    }

    /// A driver that knows no format yet.
    pub fn without_formats() -> Self {
        Self { formats: Formats::default() }
    }

    /// The same, with a format more: it can be named, its options are options of an export and of editions.
    #[must_use]
    pub fn with_format(mut self, format: impl Format) -> Self {
        self.formats.add(format);
        self
    }

    /// The formats.
    pub fn formats(&self) -> &Formats {
        &self.formats
    }

    /// The requests of these editions of a file; of all of them when none is named.
    ///
    /// # Errors
    /// What is wrong with an edition, with file, line, column and key.
    pub fn requests(
        &self,
        project: &Project,
        editions: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Vec<ExportRequest>, Refusal> {
        let editions: Vec<String> = editions.into_iter().map(Into::into).collect();
        let given = ExportSettings::default();
        project.requests(&editions, &self.formats, &given, (None, Mode::default()))
    }

    /// The request of an export of these sources (files, folders, `-`, URLs).
    ///
    /// # Errors
    /// What is wrong with an option.
    pub fn request(
        &self,
        sources: impl IntoIterator<Item = impl Into<PathBuf>>,
        destination: impl Into<Destination>,
        settings: &ExportSettings,
        mode: Mode,
    ) -> Result<ExportRequest, Refusal> {
        let sources = sources.into_iter().map(Into::into).collect();
        let (formats, out) = (&self.formats, destination.into());
        resolve(settings, Purpose { formats, sources, out, mode, edition: None })
    }

    /// Makes an edition. What is wrong is in the report.
    pub fn run(&self, request: &ExportRequest) -> EditionReport {
        self.run_in(&Session::new(), request)
    }

    /// Makes an edition, and tells the session what happens meanwhile.
    pub fn run_in(&self, session: &Session<'_>, request: &ExportRequest) -> EditionReport {
        run::run(request, session)
    }

    /// Reads sources without exporting them.
    pub fn read(&self, sources: &[PathBuf], reading: &ReadingSettings, session: &Session<'_>) -> Input {
        let timezone = reading.timezone.as_deref().map(|zone| zone.0.as_str());
        sources::read(sources, reading.rules(), timezone, &session.fetched)
    }
}
