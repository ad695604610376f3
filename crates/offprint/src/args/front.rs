//! What stands before the posts of a digest.

use super::listed::{Listed, listed};
use super::selection::parse_post;
use crate::sink::reason;
use clap::Args;
use offprint_core::selection::PostName;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(next_help_heading = "Front matter")]
pub(crate) struct FrontArguments {
    /// Editor's note, to stand before the posts: a file in Markdown; a heading at its beginning is its title
    #[arg(long, value_name = "FILE", value_parser = read_note)]
    pub(crate) note: Option<Written>,
    /// What is said at the beginning of a section, in Markdown or in a file of it (`.md`); sections are named by their
    /// titles or slugs
    #[arg(long = "introduction", value_name = "SECTION=TEXT|FILE", value_parser = read_introduction)]
    pub(crate) introductions: Vec<(String, Written)>,
    /// Posts to recommend before all others, in this order: number, slug or address
    #[arg(long, value_name = "POST", value_parser = listed(parse_post))]
    pub(crate) highlights: Vec<Listed<PostName>>,
    /// Tell in the contents how each post begins
    #[arg(long)]
    pub(crate) excerpts: bool,
}

/// What an editor wrote, in Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// The file that it stands in; `None` when it was given in place.
    pub(crate) file: Option<PathBuf>,
    pub(crate) text: String,
}

impl FrontArguments {
    /// The files that are named.
    pub(crate) fn files(&self) -> impl Iterator<Item = &PathBuf> {
        let introductions = self.introductions.iter().map(|(_, written)| written);
        self.note.iter().chain(introductions).filter_map(|written| written.file.as_ref())
    }

    /// What is asked for, as text that is the same for the same; what stands in files, these tell.
    pub(crate) fn fingerprint(&self) -> String {
        let Self { note, introductions, highlights, excerpts } = self;
        let place = |written: &Written| match &written.file {
            Some(file) => format!("file {}", file.to_string_lossy()),
            None => format!("text {}", written.text),
        };
        let introductions: Vec<_> =
            introductions.iter().map(|(section, written)| (section, place(written))).collect();
        format!("{:?}", (note.as_ref().map(place), introductions, highlights, excerpts))
    }
}

/// Whether a text names a file of Markdown, and is none itself.
pub(crate) fn is_file(text: &str) -> bool {
    let ending = Path::new(text).extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    !text.contains('\n') && matches!(ending.as_deref(), Some("md" | "markdown"))
}

fn read_note(path: &str) -> Result<Written, String> {
    let cannot = |why: &str| format!("cannot be read: {why}");
    let bytes = std::fs::read(path).map_err(|error| cannot(&reason(&error)))?;
    let text = String::from_utf8(bytes).map_err(|_| cannot("it is not UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    if text.trim().is_empty() {
        return Err("there is nothing in this file".to_owned());
    }
    Ok(Written { file: Some(PathBuf::from(path)), text })
}

fn read_introduction(value: &str) -> Result<(String, Written), String> {
    let (section, text) = value.split_once('=').unwrap_or_default();
    if section.trim().is_empty() || text.trim().is_empty() {
        return Err("not of the form `SECTION=TEXT`, such as `News=What happened in May`".to_owned());
    }
    let written =
        if is_file(text) { read_note(text)? } else { Written { file: None, text: text.to_owned() } };
    Ok((section.trim().to_owned(), written))
}
