//! The names of the files in a book: flat, ASCII, never made from what a post says.

/// The page of the entry at this place, from 0.
pub(crate) fn chapter(position: usize) -> String {
    format!("ch{:04}.xhtml", position + 1)
}

/// The page that opens the section at this place, from 0.
pub(crate) fn part(section: usize) -> String {
    format!("part{:02}.xhtml", section + 1)
}

pub(crate) const COVER: &str = "cover.xhtml";
pub(crate) const TITLE: &str = "title.xhtml";
/// The editor's note.
pub(crate) const NOTE: &str = "note.xhtml";
pub(crate) const HIGHLIGHTS: &str = "highlights.xhtml";
/// The contents with excerpts.
pub(crate) const OVERVIEW: &str = "contents.xhtml";
pub(crate) const CONTENTS: &str = "nav.xhtml";
pub(crate) const CREDITS: &str = "credits.xhtml";
pub(crate) const STYLE: &str = "stylesheet.css";
