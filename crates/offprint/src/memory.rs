//! What an edition was made of the last time, and what is to be remembered of this time.

use crate::args::Export;
use crate::exit::Exit;
use crate::fetched::Fetched;
use crate::formats::Format;
use crate::lock::{self, FileHash, Lock, State};
use crate::printer::Printer;
use crate::run_report::EditionReport;
use crate::sink::Target;
use offprint_core::selection::Selection;
use offprint_core::{EditionInfo, Written};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The lock of an edition's outputs, and the state of its inputs.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    lock: Option<PathBuf>,
    state: Option<State>,
    /// Why it has to be written; `None` when nothing changed, or when that was not asked.
    pub(crate) because: Option<String>,
}

impl Memory {
    /// Looks at the inputs and at what is remembered of them, if anything hangs on it.
    pub(crate) fn of(
        export: &Export,
        selection: &Selection,
        target: &Target,
        media: Option<&Path>,
        fetched: &Fetched,
    ) -> Self {
        let run = &export.run;
        if !(run.dry_run || run.if_changed || run.json || run.lock) {
            return Self::default();
        }
        let lock = Lock::path(target);
        let state = State::of(export, selection, media, fetched);
        let because = match (&lock, &state) {
            (Some(lock), Some(state)) => Lock::difference(lock, state),
            (None, _) => Some("nothing is remembered of this place".to_owned()),
            (_, None) => Some("an input cannot be compared".to_owned()),
        };
        Self { lock, state, because }
    }

    /// Whether all is as it was.
    pub(crate) fn is_unchanged(&self) -> bool {
        self.because.is_none() && self.state.is_some()
    }

    /// The files that were read.
    pub(crate) fn inputs(&self) -> BTreeMap<String, FileHash> {
        self.state.as_ref().map(|state| state.inputs.clone()).unwrap_or_default()
    }

    /// Tells what would be written, and why.
    pub(crate) fn tell_plan(
        &self,
        formats: &[Format],
        target: &Target,
        edition: &EditionInfo,
        printer: &Printer,
    ) {
        let because = self.because.as_deref().unwrap_or("nothing has changed, but it is asked for");
        let posts = edition.entries.len();
        let many = if posts == 1 { "post" } else { "posts" };
        for format in formats {
            let place = match target {
                Target::Folder(folder) => {
                    folder.join(format.usual_file(&edition.name)).to_string_lossy().into_owned()
                }
                Target::File(_) | Target::Stdout => target.shown(),
            };
            printer.tell(&format!("would write {place} ({posts} {many}): {because}"));
        }
    }

    /// Reports the outputs, and remembers them when all went well and it is asked for.
    pub(crate) fn remember(
        self,
        export: &Export,
        files: &[Written],
        exit: Exit,
        told: &mut EditionReport,
        printer: &Printer,
    ) -> Exit {
        let run = &export.run;
        let (true, Some(lock)) = (run.json || run.if_changed || run.lock, self.lock) else {
            return Exit::Done;
        };
        let remembered = lock::hash_outputs(files.iter().map(|file| file.path.clone())).and_then(|outputs| {
            told.outputs = outputs;
            match self.state {
                Some(state) if exit == Exit::Done && (run.if_changed || run.lock) => {
                    told.left_behind = Lock::write(&lock, state, &told.outputs)?;
                    tell_left_behind(&told.left_behind, printer);
                    Ok(())
                }
                // What failed is not as the lock says.
                _ if exit != Exit::Done => {
                    let _ = std::fs::remove_file(&lock);
                    Ok(())
                }
                _ => Ok(()),
            }
        });
        match remembered {
            Ok(()) => Exit::Done,
            Err(diagnostic) => {
                printer.say(&diagnostic);
                Exit::Environment
            }
        }
    }
}

/// Says which files of earlier runs lie beside the outputs: they are somebody's to remove.
fn tell_left_behind(files: &[String], printer: &Printer) {
    const SHOWN: usize = 3;
    let Some(first) = files.first() else { return };
    let said = match files.len() {
        1 => format!("left {first} of an earlier run, which this one did not write"),
        count => {
            let names = files.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = if count > SHOWN { ", …" } else { "" };
            format!("left {count} files of earlier runs, which this one did not write: {names}{more}")
        }
    };
    printer.tell(&said);
}
