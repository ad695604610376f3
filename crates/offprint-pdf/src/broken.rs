//! Words of headings that no line holds and that go on in the next one without a hyphen, as names of files do. They are
//! said whole where they begin, and nowhere else, so that what is copied is the word as it was written. In running text
//! such words have a hyphen that is not seen, for whole lines would have nothing to say.

use crate::{
    fit::{self, Line},
    shape::{Break, Kind, Shaped},
};
use std::ops::Range;

/// What is longer than this many clusters is not looked at whole.
const LONGEST: usize = 400;

/// A word of which a line has only a part.
pub(crate) struct Broken {
    /// Its bytes.
    pub(crate) bytes: Range<u32>,
    /// What the part says: the whole word, or nothing.
    pub(crate) said: Box<str>,
}

/// The words that this line has only a part of, and that have seams.
pub(crate) fn of_line(shaped: &Shaped, line: &Line) -> Vec<Broken> {
    let mut found = Vec::new();
    if !shaped.whole {
        return found;
    }
    if line.from > 0 && parts_word(shaped, line.from - 1) {
        found.extend(word(shaped, line.from).map(|word| broken(shaped, word, line.from)));
    }
    if line.end == line.to && line.end > line.from && parts_word(shaped, line.end - 1) {
        let word = word(shaped, line.end - 1).filter(|word| word.start >= line.from);
        found.extend(word.map(|word| broken(shaped, word, line.from)));
    }
    found
}

/// Whether a line that ends behind this cluster ends within a word.
fn parts_word(shaped: &Shaped, at: usize) -> bool {
    at + 1 < shaped.clusters.len()
        && matches!(shaped.clusters[at].after, Break::Seam | Break::Own | Break::Hyphen)
}

fn broken(shaped: &Shaped, word: Range<usize>, from: usize) -> Broken {
    let bytes = shaped.clusters[word.start].start..shaped.clusters[word.end - 1].end;
    let said = if word.start >= from { shaped.said(bytes.clone()) } else { String::new() };
    Broken { bytes, said: said.into_boxed_str() }
}

/// The clusters of the word that this one belongs to, if it has seams and is one piece to who draws it.
fn word(shaped: &Shaped, at: usize) -> Option<Range<usize>> {
    let word = around(shaped, at)?;
    let style = shaped.clusters[at].style;
    let clusters = &shaped.clusters[word.clone()];
    let whole = clusters.iter().all(|cluster| cluster.style == style && cluster.level == 0);
    (whole && clusters.iter().any(|cluster| cluster.after == Break::Seam)).then_some(word)
}

/// The clusters between the spaces on both sides of this one.
fn around(shaped: &Shaped, at: usize) -> Option<Range<usize>> {
    let is_of_word = |at: usize| shaped.clusters[at].kind == Kind::Text && !fit::is_spaceless(shaped, at);
    if !is_of_word(at) {
        return None;
    }
    let (least, most) = (at.saturating_sub(LONGEST), shaped.clusters.len().min(at + LONGEST));
    let from = (least..at).rev().take_while(|&at| is_of_word(at)).last().unwrap_or(at);
    let to = (at..most).take_while(|&at| is_of_word(at)).last().unwrap_or(at) + 1;
    (to - from <= LONGEST).then_some(from..to)
}
