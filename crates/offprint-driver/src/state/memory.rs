//! What an edition was made of the last time, and what is to be remembered of this time.

use super::lock::{self, Lock, State};
use crate::event::{Event, Journal};
use crate::exit::Exit;
use crate::hashes::FileHash;
use crate::output::Target;
use crate::report::EditionReport;
use crate::request::ExportRequest;
use crate::sources::Fetched;
use crate::words::shown;
use offprint_core::{EditionInfo, Written};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The lock of an edition's outputs, and the state of its inputs.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    lock: Option<PathBuf>,
    state: Option<State>,
    /// Why it has to be written; `None` when nothing changed, or when that was not asked.
    pub(crate) because: Option<String>,
}

impl Memory {
    /// Looks at the inputs and at what is remembered of them, if anything depends on it.
    pub(crate) fn of(request: &ExportRequest, fetched: &Fetched) -> Self {
        let mode = request.mode;
        if !(mode.dry_run || mode.if_changed || mode.hashes || mode.lock) {
            return Self::default();
        }
        let lock = Lock::path(&request.target);
        let state = State::of(request, fetched);
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

    /// Says what would be written, and why.
    pub(crate) fn tell_plan(&self, request: &ExportRequest, edition: &EditionInfo, journal: &Journal<'_>) {
        let because = self.because.as_deref().unwrap_or("nothing has changed, but it is asked for");
        for format in &request.formats {
            let path = match &request.target {
                Target::Folder(folder) => shown(&folder.join(format.info().output.path(&edition.name))),
                target => target.shown(),
            };
            journal.tell(&Event::Planned { path, posts: edition.entries.len(), because });
        }
    }

    /// Reports the outputs, and remembers them when all went well and it is asked for.
    pub(crate) fn remember(
        self,
        request: &ExportRequest,
        files: &[Written],
        exit: Exit,
        report: &mut EditionReport,
        journal: &Journal<'_>,
    ) -> Exit {
        let mode = request.mode;
        report.files = files.to_vec();
        let (true, Some(lock)) = (mode.hashes || mode.if_changed || mode.lock, self.lock) else {
            return Exit::Done;
        };
        let remembered = lock::hash_outputs(files.iter().map(|file| file.path.clone())).and_then(|outputs| {
            report.outputs = outputs;
            match self.state {
                Some(state) if exit == Exit::Done && (mode.if_changed || mode.lock) => {
                    report.left_behind = Lock::write(&lock, state, &report.outputs)?;
                    if !report.left_behind.is_empty() {
                        journal.tell(&Event::LeftBehind { files: &report.left_behind });
                    }
                    Ok(())
                }
                // What failed is not as the lock says; of a cancelled run, what was written is found to differ.
                _ if exit != Exit::Done && !journal.cancel().is_cancelled() => {
                    let _ = std::fs::remove_file(&lock);
                    Ok(())
                }
                _ => Ok(()),
            }
        });
        match remembered {
            Ok(()) => Exit::Done,
            Err(diagnostic) => {
                journal.say(&diagnostic);
                Exit::Environment
            }
        }
    }
}
