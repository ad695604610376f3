//! What came of a run.

use crate::exit::Exit;
use crate::hashes::FileHash;
use offprint_core::selection::LeftOut;
use offprint_core::{Diagnostic, EditionInfo, Written};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The report of a run, as JSON for programs.
#[derive(Debug, Serialize)]
pub struct RunReport<'a> {
    /// The version of the program.
    pub offprint: &'static str,
    /// One for each edition, in order.
    pub editions: &'a [EditionReport],
}

/// What came of an edition.
#[derive(Debug, Default, Serialize)]
#[non_exhaustive]
pub struct EditionReport {
    /// Its name in `offprint.toml`, else that of its files where one was given.
    pub name: String,
    /// Its title.
    pub title: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Why something was or would be written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// The exit code that it alone would give.
    pub exit: Exit,
    /// The names of its formats.
    pub formats: Vec<&'static str>,
    /// The files and folders that were given.
    pub sources: Vec<String>,
    /// The files that were read, with their hashes; media and style sheets are among them.
    pub inputs: BTreeMap<String, FileHash>,
    /// The sections, in order.
    pub sections: Vec<SectionReport>,
    /// The posts, in order.
    pub posts: Vec<PostReport>,
    /// Posts that were left out, by reason.
    pub left_out: LeftOut,
    /// What was written, in order.
    #[serde(skip)]
    pub files: Vec<Written>,
    /// What was written, by path, with hashes, where the run was to tell them ([`Mode`](crate::Mode)); copies, too.
    pub outputs: BTreeMap<String, FileHash>,
    /// How often each rule of cleaning fired.
    pub cleaned: BTreeMap<Cow<'static, str>, usize>,
    /// How long it took.
    pub seconds: Seconds,
    /// Files of earlier runs that lie there as they were written, and were not written again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_behind: Vec<String>,
    /// What was said.
    pub diagnostics: Vec<Diagnostic>,
}

/// How long parts of a run took. It stands in this report alone: what is written does not hang on it.
#[derive(Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Seconds {
    /// Going through the inputs, with fetching what is fetched.
    pub read: f64,
    /// Choosing posts, and putting them in order.
    pub select: f64,
    /// Rendering and binding, by format. Posts that more than one format takes are made before the first, and are in none.
    pub formats: BTreeMap<&'static str, f64>,
    /// All of it.
    pub total: f64,
}

/// How an edition ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Outcome {
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
#[non_exhaustive]
pub struct SectionReport {
    /// Its title.
    pub title: Option<String>,
    /// How many posts are in it.
    pub posts: usize,
    /// To how many posts of other sections it refers.
    pub references: usize,
}

/// A post of an edition.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct PostReport {
    /// WordPress's number.
    pub id: Option<u64>,
    /// WordPress's post type.
    pub kind: String,
    /// Its slug.
    pub slug: String,
    /// Its URL.
    pub link: Option<String>,
    /// Its title.
    pub title: String,
}

impl<'a> RunReport<'a> {
    /// The report of these editions.
    pub fn new(editions: &'a [EditionReport]) -> Self {
        Self { offprint: env!("CARGO_PKG_VERSION"), editions }
    }
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
