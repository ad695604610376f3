//! `offprint.toml`: editions that are declared once and made for ever.

mod shared;
mod sources;
mod tables;
mod text;

pub mod reference;

use crate::document::Document;
use crate::exit::Refusal;
use crate::format::Formats;
use crate::names;
use crate::request::{ExportRequest, Mode};
use crate::resolve::{Declared, Destination, ExportSettings, Purpose, resolve};
use crate::run::command_words;
use crate::settings::{Combine, Setting};
use crate::state::{Reads, Writes};
use crate::words::{reason, shown};
use offprint_core::{Diagnostic, Place, codes};
use std::path::{Path, PathBuf};
use tables::{Edition, Tables};

/// A file that declares editions.
#[derive(Debug)]
pub struct Project {
    path: PathBuf,
    document: Document,
    editions: Vec<Edition>,
    sources: sources::Sources,
}

impl Project {
    /// Reads the file.
    ///
    /// # Errors
    /// When it cannot be read, is no TOML, or declares what no edition can be. Options are judged when requests are made of
    /// them.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Refusal> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|error| {
            let message = format!("cannot be read: {}", reason(&error));
            Refusal::environment(
                Diagnostic::new(codes::CONFIG_UNREADABLE, &Place::file(shown(path)), message)
                    .caused_by(error),
            )
        })?;
        let document = match String::from_utf8(bytes) {
            // A byte order mark is the editor's, not the file's.
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
                Document::parse(path, text)?
            }
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let good = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
                return Err(Document::not_utf8(path, good).into());
            }
        };
        let Tables { editions, sources } = tables::read(&document)?;
        Ok(Self { path: path.to_owned(), document, editions, sources })
    }

    /// The names of its editions, in order.
    pub fn editions(&self) -> impl Iterator<Item = &str> {
        self.editions.iter().map(|edition| edition.name.as_str())
    }

    /// The requests of these editions, in the order of the file; without names, of all of them. What `given` says comes
    /// before what the file says, and `out` is a folder in which each has one of its own.
    ///
    /// # Errors
    /// What is wrong with an edition; nothing was written then.
    pub fn requests(
        &self,
        wanted: &[String],
        formats: &Formats,
        given: &ExportSettings,
        (out, mode): (Option<&Path>, Mode),
    ) -> Result<Vec<ExportRequest>, Refusal> {
        tables::judge_formats(&self.document, formats)?;
        if let Some(unknown) = wanted.iter().find(|name| !self.editions().any(|known| known == *name)) {
            let names: Vec<&str> = self.editions().collect();
            let near = names::suggestion(unknown, &names);
            let place = Place::file(shown(&self.path));
            let diagnostic = Diagnostic::new(
                codes::EDITION_UNKNOWN,
                &place,
                format!("there is no edition `{unknown}`{near}"),
            );
            return Err(diagnostic.hint(format!("it declares {}", names.join(", "))).into());
        }
        // What is wrong with an edition that is not asked for does not matter today.
        let chosen: Vec<usize> = (0..self.editions.len())
            .filter(|&index| wanted.is_empty() || wanted.contains(&self.editions[index].name))
            .collect();
        if out.is_some_and(|out| out.as_os_str() == "-") && chosen.len() > 1 {
            let diagnostic = Diagnostic::new(
                codes::STDOUT_UNSUITABLE,
                &Place::default(),
                "standard output takes one edition",
            );
            return Err(diagnostic.hint("name it with `--edition`, or a folder with `--out`").into());
        }
        let requests = chosen.iter().map(|&index| self.request(index, formats, given, out, mode));
        let requests = requests.collect::<Result<Vec<_>, _>>()?;
        self.keep_apart(&chosen, &requests)?;
        Ok(requests)
    }

    fn request(
        &self,
        index: usize,
        formats: &Formats,
        given: &ExportSettings,
        out: Option<&Path>,
        mode: Mode,
    ) -> Result<ExportRequest, Refusal> {
        let edition = &self.editions[index];
        let declared = tables::settings(&self.document, index, formats)?;
        let mut settings = given.clone().combine(declared);
        settings.output.formats.get_or_insert_with(|| vec![Setting::from("all".to_owned())]);
        let after = edition.after.iter().map(|command| {
            command_words(command).map_err(|error| {
                crate::document::wrong_value(Some(&self.document), command, &error.to_string())
            })
        });
        let declared = Declared {
            document: &self.document,
            name: &edition.name,
            out: edition.out.as_ref(),
            after: after.collect::<Result<_, _>>()?,
        };
        resolve(
            &settings,
            Purpose {
                formats,
                sources: self.sources.named(&edition.sources, &self.document)?,
                out: out.map_or(Destination::Unstated, |out| Destination::Path(out.to_owned())),
                mode,
                edition: Some(declared),
            },
        )
    }

    /// Refuses editions that write to one place, or that replace what any of them reads.
    fn keep_apart(&self, chosen: &[usize], requests: &[ExportRequest]) -> Result<(), Diagnostic> {
        let mut reads = Reads::default();
        reads.add_file(&self.path);
        requests.iter().for_each(|request| reads.add(request));
        // What an edition reads that is not made today is to be read tomorrow.
        for index in (0..self.editions.len()).filter(|index| !chosen.contains(index)) {
            reads.add_sources(
                &self.sources.named(&self.editions[index].sources, &self.document).unwrap_or_default(),
            );
        }
        let mut before: Vec<(&ExportRequest, Writes<'_>)> = Vec::new();
        for (index, request) in chosen.iter().zip(requests) {
            let writes = Writes::new(request);
            writes.spare(&reads)?;
            for (other, earlier) in &before {
                if let Some(shared) = earlier.shared_with(&writes) {
                    let message = format!("edition `{}` writes to `{shared}`, too", other.label);
                    let path = ["edition", &index.to_string(), "out"];
                    let mut diagnostic = self.document.wrong(&path, &message);
                    diagnostic.code = codes::OUTPUTS_COLLIDE;
                    return Err(diagnostic.hint("give each edition an `out` of its own"));
                }
            }
            before.push((request, writes));
        }
        Ok(())
    }
}
