//! What is to be done, with nothing left to look up: the result of resolving settings.

use crate::format::ResolvedFormat;
use crate::output::Target;
use crate::policy::Policy;
use offprint_core::html::Cleaning;
use offprint_core::selection::{PostName, Selection};
use offprint_core::{EditionInfo, GroupBy, Language};
use std::path::PathBuf;

/// One edition: which posts, in which formats, to where.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ExportRequest {
    /// What the edition is called in messages and reports; not its title, nor the stem of its files.
    pub label: String,
    /// Files, folders, `-` for standard input, URLs of the REST API.
    pub sources: Vec<PathBuf>,
    /// The formats, with their options.
    pub formats: Vec<ResolvedFormat>,
    /// Where the files go.
    pub target: Target,
    /// The folder of pictures and other media.
    pub media: Option<PathBuf>,
    /// The file of the cleaning report; `-` for standard output.
    pub cleaning_report: Option<PathBuf>,
    /// The rules of cleaning.
    pub cleaning: Cleaning,
    /// The zone of dates that come without their offset, as the IANA database calls it.
    pub timezone: Option<String>,
    /// Which posts.
    pub selection: Selection,
    /// What the edition says of itself; what is empty is made from its posts.
    pub edition: EditionInfo,
    /// Its language, where it is not to be found from its posts.
    pub language: Option<Language>,
    /// How it is divided.
    pub group_by: GroupBy,
    /// What comes before its posts.
    pub front: Front,
    /// Which diagnostics make the run fail.
    pub policy: Policy,
    /// How the run is made.
    pub mode: Mode,
    /// Commands that are run, without a shell, when something was written: with `{file}` once for each file.
    pub after: Vec<Vec<String>>,
    /// Files that were read to make this request: they count as inputs.
    pub files: Vec<PathBuf>,
    /// What books look like, as text that is the same for the same; formats have made it theirs.
    pub(crate) looks: String,
}

impl ExportRequest {
    /// All that outputs depend on beside their inputs, as text that is the same for the same: neither which editions of a
    /// file are made, nor how a run goes about it. Relative ranges are in it as the days that they mean now.
    pub(crate) fn fingerprint(&self) -> String {
        // Without `..`, so that nothing is forgotten.
        let Self {
            label: _,
            sources,
            formats,
            target,
            media,
            cleaning_report,
            cleaning,
            timezone,
            selection,
            edition,
            language,
            group_by,
            front,
            policy: _,
            mode: _,
            after: _,
            files: _,
            looks,
        } = self;
        let formats: Vec<&str> = formats.iter().map(ResolvedFormat::fingerprint).collect();
        // What is in files, these tell.
        let text = |text: &EditorText| match &text.file {
            Some(file) => format!("file {}", file.to_string_lossy()),
            None => format!("text {}", text.text),
        };
        let introductions: Vec<_> =
            front.introductions.iter().map(|(section, said)| (section, text(said))).collect();
        let front = (front.note.as_ref().map(text), introductions, &front.highlights, front.excerpts);
        let places = (sources, target.shown(), media, cleaning_report);
        let edition = (edition, language, group_by, front, looks);
        format!("{places:?} {formats:?} {cleaning:?} {timezone:?} {selection:?} {edition:?}")
    }
}

/// What comes before the posts.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Front {
    /// The editor's note.
    pub note: Option<EditorText>,
    /// What is said at the beginning of sections, by their titles or slugs.
    pub introductions: Vec<(String, EditorText)>,
    /// Posts to recommend.
    pub highlights: Vec<PostName>,
    /// Whether the contents say how each post begins.
    pub excerpts: bool,
}

/// What an editor wrote, in Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditorText {
    /// The file that it is from; `None` when it was given in place.
    pub file: Option<PathBuf>,
    /// The text.
    pub text: String,
}

/// How a run is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mode {
    /// Nothing is written: events say what would be.
    pub dry_run: bool,
    /// Nothing is written unless an input, an option or an output has changed.
    pub if_changed: bool,
    /// The run is remembered beside its outputs.
    pub lock: bool,
    /// The report tells the hashes of inputs and outputs.
    pub hashes: bool,
}
