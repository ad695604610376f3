//! The files of every format, one format after the other.

use crate::cancel::cancelled;
use crate::clock::Started;
use crate::event::{Event, Journal};
use crate::exit::Exit;
use crate::output::{Compressed, Guard, Target};
use crate::render::{Job, Posts};
use crate::report::CleaningReport;
use crate::request::ExportRequest;
use crate::words::shown;
use offprint_core::{EditionInfo, MediaStore, Written, codes, exporter};
use std::collections::BTreeMap;

/// What came of the formats.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) exit: Exit,
    pub(super) files: Vec<Written>,
    pub(super) seconds: BTreeMap<&'static str, f64>,
}

/// Renders and binds each format; one that fails does not keep the others.
pub(super) fn write(
    request: &ExportRequest,
    (edition, posts): (&EditionInfo, &Posts<'_>),
    media: &dyn MediaStore,
    guard: &Guard,
    journal: &Journal<'_>,
) -> Outcome {
    let mut outcome = Outcome::default();
    for format in &request.formats {
        if journal.cancel().is_cancelled() {
            journal.say(&cancelled());
            outcome.exit = Exit::Environment;
            break;
        }
        let name = format.info().name;
        let progress = |done: usize| {
            journal.tell(&Event::Progress { format: name, done, total: posts.len() });
            !journal.cancel().is_cancelled()
        };
        let kinds = format.copies();
        let target = request.target.clone();
        let mut sink = Compressed { target, kinds: &kinds, guard, cancel: journal.cancel().clone() };
        let file = match &request.target {
            Target::Folder(_) | Target::Memory(_) => None,
            Target::File(path) => Some(shown(path)),
            Target::Stdout => Some("-".to_owned()),
        };
        let mut job = Job { edition, posts, media, sink: &mut sink, file, progress: &progress };
        let writing = Started::now();
        let bound = format.write(&mut job);
        outcome.seconds.insert(name, writing.seconds());
        journal.say_all(&posts.take_said());
        match bound {
            Ok(bound) => {
                journal.say_all(bound.failures.iter().chain(&bound.summary.diagnostics));
                journal.tell(&Event::Written { format: name, files: &bound.summary.files });
                outcome.files.extend(bound.summary.files);
            }
            Err(diagnostic) => {
                let is_cancelled = diagnostic.is(codes::CANCELLED);
                journal.say(&diagnostic);
                outcome.exit = Exit::Environment;
                if is_cancelled {
                    break;
                }
            }
        }
    }
    outcome
}

/// Writes what cleaning took away, where that was asked.
pub(super) fn write_cleaning_report(
    request: &ExportRequest,
    report: &CleaningReport,
    journal: &Journal<'_>,
) -> Exit {
    let path = request.cleaning_report.as_ref().filter(|_| !journal.cancel().is_cancelled());
    let Some(path) = path else { return Exit::Done };
    let mut sink = if path.as_os_str() == "-" { Target::Stdout } else { Target::File(path.clone()) };
    let mut bytes = serde_json::to_vec_pretty(report).unwrap_or_default();
    bytes.push(b'\n');
    match exporter::write_file(&mut sink, &shown(path), &bytes) {
        Ok(_) => Exit::Done,
        Err(diagnostic) => {
            journal.say(&diagnostic);
            Exit::Environment
        }
    }
}
