//! The report of a run, for programs: `offprint export --json`.

use crate::exit::Exit;
use crate::lock::FileHash;
use offprint_core::selection::LeftOut;
use offprint_core::{Diagnostic, EditionInfo};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// The whole report.
#[derive(Debug, Serialize)]
struct RunReport<'a> {
    /// The version of the program.
    offprint: &'static str,
    /// One for each edition, in order.
    editions: &'a [EditionReport],
}

/// What came of an edition.
#[derive(Debug, Default, Serialize)]
pub(crate) struct EditionReport {
    /// Its name in `offprint.toml`, else that of its files.
    pub(crate) name: String,
    /// Its title.
    pub(crate) title: String,
    pub(crate) outcome: Outcome,
    /// Why something was or would be written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) because: Option<String>,
    /// The exit code that it alone would give.
    pub(crate) exit: u8,
    /// The names of its formats.
    pub(crate) formats: Vec<&'static str>,
    /// The files and folders that were given.
    pub(crate) sources: Vec<String>,
    /// The files that were read, with their hashes; media and style sheets are among them.
    pub(crate) inputs: BTreeMap<String, FileHash>,
    /// The sections, in order.
    pub(crate) sections: Vec<SectionReport>,
    /// The posts, in order.
    pub(crate) posts: Vec<PostReport>,
    /// Posts that were left out, by reason.
    pub(crate) left_out: LeftOut,
    /// What was written, by path.
    pub(crate) outputs: BTreeMap<String, FileHash>,
    /// How often each rule of cleaning fired.
    pub(crate) cleaned: BTreeMap<&'static str, usize>,
    /// How long it took.
    pub(crate) seconds: Seconds,
    /// Files of earlier runs that lie there as they were written, and were not written again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) left_behind: Vec<String>,
    /// What was said.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// How long parts of a run took. It stands in this report alone: what is written does not hang on it.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Seconds {
    /// Going through the inputs, with fetching what is fetched.
    pub(crate) read: f64,
    /// Choosing posts, and putting them in order.
    pub(crate) select: f64,
    /// Rendering and binding, by format. Posts that more than one format takes are made before the first, and are in none.
    pub(crate) formats: BTreeMap<&'static str, f64>,
    /// All of it.
    pub(crate) total: f64,
}

/// How an edition ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Outcome {
    /// Nothing, or not all of it, was written.
    #[default]
    Failed,
    /// All was written.
    Written,
    /// It would be written (`--dry-run`).
    Planned,
    /// Nothing had changed (`--if-changed`).
    Unchanged,
}

/// A section of an edition: how many of the posts are in it, and to how many of other sections it refers.
#[derive(Debug, Serialize)]
pub(crate) struct SectionReport {
    title: Option<String>,
    posts: usize,
    references: usize,
}

/// A post of an edition.
#[derive(Debug, Serialize)]
pub(crate) struct PostReport {
    id: Option<u64>,
    kind: String,
    slug: String,
    link: Option<String>,
    title: String,
}

impl EditionReport {
    /// Tells of the edition and its posts.
    pub(crate) fn tell(&mut self, info: &EditionInfo) {
        self.title.clone_from(&info.title);
        let sections = info.sections.iter().map(|section| SectionReport {
            title: section.title.clone(),
            posts: section.posts,
            references: section.references.len(),
        });
        self.sections = sections.collect();
        let entries = info.entries.iter().map(|entry| PostReport {
            id: entry.id,
            kind: entry.kind.to_string(),
            slug: entry.slug.clone(),
            link: entry.link.clone(),
            title: entry.title.clone(),
        });
        self.posts = entries.collect();
    }
}

/// Prints the report to standard output.
pub(crate) fn print(editions: &[EditionReport]) -> Exit {
    let report = RunReport { offprint: env!("CARGO_PKG_VERSION"), editions };
    let mut bytes = serde_json::to_vec_pretty(&report).unwrap_or_default();
    bytes.push(b'\n');
    match std::io::stdout().lock().write_all(&bytes) {
        Ok(()) => Exit::Done,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done,
        Err(_) => Exit::Environment,
    }
}
