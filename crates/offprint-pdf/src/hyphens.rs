//! Where words may be divided (Liang's patterns, by the language of the text).

use crate::shape::{Break, Kind, Shaped};
use hypher::Lang;

/// Words shorter than this stay whole.
const SHORTEST: usize = 6;

/// Marks the places where a line may end with a hyphen.
pub(crate) fn mark(shaped: &mut Shaped) {
    let mut at = 0;
    while at < shaped.clusters.len() {
        if !is_letter(shaped, at) {
            at += 1;
            continue;
        }
        let from = at;
        while at < shaped.clusters.len() && is_letter(shaped, at) && same_language(shaped, from, at) {
            at += 1;
        }
        mark_word(shaped, from, at);
    }
}

/// Marks the places that the author gives by soft hyphens.
pub(crate) fn mark_soft(shaped: &mut Shaped) {
    for index in 0..shaped.text.hyphens.len() {
        let byte = shaped.text.hyphens[index] as u32;
        let at = shaped.clusters.partition_point(|cluster| cluster.end <= byte);
        if let Some(cluster) = at.checked_sub(1).and_then(|before| shaped.clusters.get_mut(before))
            && cluster.end == byte
            && cluster.after == Break::No
            && cluster.level % 2 == 0
        {
            cluster.after = Break::Hyphen;
        }
    }
}

fn is_letter(shaped: &Shaped, at: usize) -> bool {
    let cluster = &shaped.clusters[at];
    cluster.kind == Kind::Text
        && cluster.level.is_multiple_of(2)
        && shaped.text_of(cluster).chars().next().is_some_and(|c| c.is_alphabetic() && u32::from(c) < 0x600)
}

fn same_language(shaped: &Shaped, a: usize, b: usize) -> bool {
    let style = |at: usize| shaped.text.styles.get(usize::from(shaped.clusters[at].style));
    match (style(a), style(b)) {
        (Some(a), Some(b)) => a.language == b.language && a.hyphenate == b.hyphenate,
        _ => false,
    }
}

fn mark_word(shaped: &mut Shaped, from: usize, to: usize) {
    let Some(style) = shaped.text.styles.get(usize::from(shaped.clusters[from].style)) else { return };
    let (start, end) = (shaped.clusters[from].start as usize, shaped.clusters[to - 1].end as usize);
    let word = shaped.text.text.get(start..end).unwrap_or_default();
    if !style.hyphenate || word.chars().count() < SHORTEST || word.chars().skip(1).any(char::is_uppercase) {
        return;
    }
    // What goes on past an apostrophe or a digit is no word of the patterns.
    let Some(language) = language(&style.language) else { return };
    let (left, right) = language.bounds();
    let (left, right) = (left.max(2), right.max(3));
    let mut at = start;
    let mut ends = Vec::new();
    for syllable in hypher::hyphenate_bounded(word, language, left, right) {
        at += syllable.len();
        ends.push(at as u32);
    }
    ends.pop();
    let mut ends = ends.into_iter().peekable();
    for cluster in &mut shaped.clusters[from..to] {
        while ends.next_if(|&end| end < cluster.end).is_some() {}
        if ends.peek() == Some(&cluster.end) && cluster.after == Break::No {
            cluster.after = Break::Hyphen;
        }
    }
}

/// The patterns for a language tag.
fn language(tag: &str) -> Option<Lang> {
    let primary = tag.split('-').next().unwrap_or_default();
    let code: [u8; 2] = primary.as_bytes().try_into().ok()?;
    let code = match &code {
        b"no" => *b"nb",
        other => *other,
    };
    Lang::from_iso(code)
}
