//! Where words may be divided (Liang's patterns, by the language of the text).

use crate::shape::{Break, Kind, Shaped};
use hypher::Lang;

/// Words shorter than this stay whole.
const SHORTEST: usize = 6;
/// No more clusters than these are looked at for the end of a word: what is longer is none, and may be endless.
const LONGEST: usize = 400;

/// Marks the places where a line may end with a hyphen.
pub(crate) fn mark(shaped: &mut Shaped) {
    mark_within(shaped, 0, shaped.clusters.len());
}

/// Marks the places of what is not parted by spaces, from this cluster on.
pub(crate) fn mark_from(shaped: &mut Shaped, from: usize) {
    let end = |at: &usize| matches!(shaped.clusters[*at].kind, Kind::Space | Kind::LineEnd);
    let most = shaped.clusters.len().min(from + LONGEST);
    let to = (from..most).find(end).unwrap_or(most);
    mark_within(shaped, from, to);
}

/// Whether all of these are letters of words that may be divided.
pub(crate) fn is_word(shaped: &Shaped, from: usize, to: usize) -> bool {
    (from..to).all(|at| is_letter(shaped, at) && may_be_divided(shaped, at))
}

fn may_be_divided(shaped: &Shaped, at: usize) -> bool {
    shaped.text.styles.get(usize::from(shaped.clusters[at].style)).is_some_and(|style| style.hyphenate)
}

fn mark_within(shaped: &mut Shaped, from: usize, to: usize) {
    let mut at = from;
    while at < to {
        if !is_letter(shaped, at) {
            at += 1;
            continue;
        }
        let from = at;
        while at < to && is_letter(shaped, at) && same_language(shaped, from, at) {
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

/// Marks the places behind hyphens that words have of their own, between this many letters and more.
pub(crate) fn mark_own(shaped: &mut Shaped) {
    const LETTERS: usize = 3;
    for at in LETTERS..shaped.clusters.len().saturating_sub(LETTERS) {
        let cluster = &shaped.clusters[at];
        let is_hyphen = matches!(shaped.text_of(cluster), "-" | "\u{2010}");
        if !is_hyphen || cluster.after != Break::No || !may_be_divided(shaped, at) {
            continue;
        }
        let mut letters = (at - LETTERS..at).chain(at + 1..at + 1 + LETTERS);
        let (start, end) = (cluster.start as usize, cluster.end as usize);
        if letters.all(|at| is_letter(shaped, at)) && !is_address(&shaped.text.text, start, end) {
            shaped.clusters[at].after = Break::Own;
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
    if !style.hyphenate
        || word.chars().count() < SHORTEST
        || (word.chars().skip(1).any(char::is_uppercase) && !word.chars().all(char::is_uppercase))
    {
        return;
    }
    if is_address(&shaped.text.text, start, end) {
        return;
    }
    // What goes on past an apostrophe or a digit is no word of the patterns.
    let Some(language) = language(&style.language) else { return };
    let (left, right) = language.bounds();
    let (left, right) = (left.max(2), right.max(3));
    let mut at = start;
    let mut ends = Vec::new();
    let lower = word.to_lowercase();
    // Capitals of a word in capitals are as long as its small letters, or the patterns do not fit.
    if lower.len() != word.len() {
        return;
    }
    for syllable in hypher::hyphenate_bounded(&lower, language, left, right) {
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

/// Whether the word between these bytes is part of an address: a hyphen there would be taken for one of its own.
pub(crate) fn is_address(text: &str, start: usize, end: usize) -> bool {
    const FAR: usize = 160;
    let before = text[..start].bytes().rev().take(FAR).position(|byte| byte.is_ascii_whitespace());
    let from = start - before.unwrap_or_else(|| start.min(FAR));
    let after = text[end..].bytes().take(FAR).position(|byte| byte.is_ascii_whitespace());
    let to = end + after.unwrap_or_else(|| (text.len() - end).min(FAR));
    let piece = &text.as_bytes()[from..to];
    let holds = |part: &[u8]| piece.windows(part.len()).any(|window| window == part);
    let dot = piece.windows(3).position(|window| {
        window[1] == b'.' && window[0].is_ascii_alphanumeric() && window[2].is_ascii_alphanumeric()
    });
    let is_path = dot.is_some_and(|dot| piece[dot..].contains(&b'/'));
    is_path || [&b"://"[..], b"@", b"_", b"www."].into_iter().any(holds)
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
