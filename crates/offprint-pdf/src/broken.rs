//! Text that is said other than glyph by glyph.
//!
//! Words of headings that no line holds and that go on in the next one without a hyphen, as names of files do. They are
//! said whole where they begin, and nowhere else, so that what is copied is the word as it was written. In running text
//! such words have a hyphen that is not seen, for whole lines would have nothing to say.
//!
//! Lines of pictures made of characters, and of single letters with spaces between them, are said as one: readers take
//! wide gaps for the gutters of columns, and letters apart for one word that is set wide. Words with zero width spaces,
//! which no glyph tells, and with letters that others are drawn for, are said as they were written, too.

use crate::{
    fit::{self, Line},
    shape::{Break, Cluster, Kind, Shaped, is_unseen},
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
        found.extend(apart(shaped, line));
    } else {
        if line.from > 0 && parts_word(shaped, line.from - 1) {
            found.extend(word(shaped, line.from).map(|word| broken(shaped, word, line.from)));
        }
        if line.end == line.to && line.end > line.from && parts_word(shaped, line.end - 1) {
            let word = word(shaped, line.end - 1).filter(|word| word.start >= line.from);
            found.extend(word.map(|word| broken(shaped, word, line.from)));
        }
    }
    if found.is_empty() {
        spaced(shaped, line, &mut found);
    }
    found
}

/// The line from its first letter on, if its parts stand so far apart that readers would tear them from each other.
fn apart(shaped: &Shaped, line: &Line) -> Option<Broken> {
    /// Spaces in a row that look like the gutter between columns.
    const GUTTER: usize = 3;
    let is_space = |at: usize| matches!(shaped.text_of(&shaped.clusters[at]), " " | "\u{a0}");
    let from = (line.from..line.to).find(|&at| !is_space(at))?;
    let to = line.to;
    let typed = !fit::gives(shaped, from);
    let torn = if typed {
        let mut row = 0;
        (from..to).any(|at| {
            row = if is_space(at) { row + 1 } else { 0 };
            row == GUTTER
        })
    } else {
        to - from > 4 && (from..to).all(|at| is_space(at) == ((at - from) % 2 == 1))
    };
    let one_piece = |at: usize| {
        let cluster = &shaped.clusters[at];
        cluster.level == 0
            && matches!(cluster.kind, Kind::Text | Kind::Space)
            && slot(shaped, cluster) == slot(shaped, &shaped.clusters[from])
    };
    (torn && (from..to).all(one_piece)).then(|| {
        let bytes = shaped.clusters[from].start..shaped.clusters[to - 1].end;
        let said = shaped.said(bytes.clone()).replace('\u{a0}', " ");
        Broken { bytes, said: said.into_boxed_str() }
    })
}

/// The words of the line that have zero width spaces, or letters that others are drawn for.
fn spaced(shaped: &Shaped, line: &Line, found: &mut Vec<Broken>) {
    let is_zero = |at: usize| shaped.text_of(&shaped.clusters[at]).starts_with('\u{200b}');
    let is_of_word = |at: usize| shaped.clusters[at].kind == Kind::Text || is_zero(at);
    let within = line.hyphen || line.parted;
    let has_other = !shaped.text.written.is_empty();
    let mut at = line.from;
    while at < line.to {
        let cluster = &shaped.clusters[at];
        let unlike = has_other && shaped.said(cluster.start..cluster.end) != shaped.text_of(cluster);
        if !unlike && (cluster.kind != Kind::Unseen || !is_zero(at)) {
            at += 1;
            continue;
        }
        let least = line.from.max(at.saturating_sub(LONGEST));
        let from = (least..at).rev().take_while(|&at| is_of_word(at)).last().unwrap_or(at);
        let to = (at..line.to).take_while(|&at| is_of_word(at)).last().unwrap_or(at) + 1;
        let word = &shaped.clusters[from..to];
        let first = word.iter().find(|cluster| cluster.kind == Kind::Text);
        let one_piece = first.is_some_and(|first| {
            word.iter().all(|cluster| cluster.level == 0 && slot(shaped, cluster) == slot(shaped, first))
        });
        if one_piece && to - from <= LONGEST && !(within && to == line.to) {
            let bytes = word[0].start..word[word.len() - 1].end;
            let said: String =
                shaped.written(bytes.clone()).filter(|&c| c == '\u{200b}' || !is_unseen(c)).collect();
            found.push(Broken { bytes, said: said.into_boxed_str() });
        }
        at = to;
    }
}

fn slot(shaped: &Shaped, cluster: &Cluster) -> Option<u32> {
    shaped.text.styles.get(usize::from(cluster.style)).map(|style| style.slot)
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
