//! The language of an edition, and how those of its posts were found.

use crate::render::BATCH;
use offprint_core::reader::Reader;
use offprint_core::selection::Taken;
use offprint_core::{Diagnostic, Direction, Language, Place, codes};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The edition's language is that of so many percent of its words.
const MOST: u64 = 60;

/// Finds the languages of those posts whose text was not looked at while they were picked.
pub(super) fn find(posts: &mut [Taken], reader: &Reader) {
    for part in posts.chunks_mut(BATCH) {
        part.par_iter_mut().filter(|taken| reader.words(taken.index).is_none()).for_each(|taken| {
            // What cannot be read is said when it is wanted whole.
            if let Ok(post) = reader.outline(taken.index) {
                (taken.outline.language, taken.outline.direction) = (post.language, post.direction);
            }
        });
    }
}

/// The edition's language, and its direction where that is not the language's: as stated, else that of most of its
/// words, else the site's, else `und`.
pub(super) fn of_edition(
    stated: Option<&Language>,
    posts: &[Taken],
    reader: &Reader,
) -> (Language, Option<Direction>) {
    if let Some(stated) = stated {
        return (stated.clone(), None);
    }
    let (mut by_tag, mut by_primary) = (BTreeMap::new(), BTreeMap::new());
    let (mut all, mut right) = (0, 0);
    for taken in posts {
        // A post without text counts as well.
        let words = u64::from(reader.words(taken.index).unwrap_or(0)).max(1);
        all += words;
        let language = taken.outline.language.as_ref().map(|language| &language.value);
        let own = taken.outline.direction.or(language.map(Language::direction));
        right += if own == Some(Direction::Rtl) { words } else { 0 };
        if let Some(language) = language.and_then(Language::known) {
            *by_tag.entry(language.as_str()).or_insert(0) += words;
            *by_primary.entry(language.primary()).or_insert(0) += words;
        }
    }
    let most = |counts: &BTreeMap<&str, u64>| {
        let found = counts.iter().find(|(_, words)| **words * 100 >= all * MOST)?.0;
        Language::parse(found)
    };
    let found = most(&by_tag).or_else(|| most(&by_primary)).or_else(|| reader.site_language().cloned());
    let language = found.unwrap_or_default();
    let direction = if right * 2 > all { Direction::Rtl } else { Direction::Ltr };
    let direction = Some(direction).filter(|&own| language.is_unknown() && own != language.direction());
    (language, direction)
}

/// Says once which languages were detected, and of how many posts none could be.
pub(super) fn detected(posts: &[Taken]) -> Option<Diagnostic> {
    let mut counts = BTreeMap::<&str, usize>::new();
    let mut unknown = 0;
    let languages = posts.iter().filter_map(|taken| taken.outline.language.as_ref());
    for language in languages.filter(|language| language.derived) {
        match language.value.known() {
            Some(known) => *counts.entry(known.as_str()).or_default() += 1,
            None => unknown += 1,
        }
    }
    let count = counts.values().sum::<usize>() + unknown;
    if count == 0 {
        return None;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(tag, count)| (std::cmp::Reverse(count), tag));
    let mut found: Vec<_> = counts.into_iter().map(|(tag, count)| format!("{count} {tag}")).collect();
    if unknown > 0 {
        found.push(format!("{unknown} unknown"));
    }
    let posts =
        if count == 1 { "1 post that does not".to_owned() } else { format!("{count} posts that do not") };
    let message = format!("detected the language of {posts} state it: {}", found.join(", "));
    let said = Diagnostic::new(codes::LANGUAGE_DETECTED, &Place::default(), message);
    Some(if unknown > 0 { said.hint("set `--language TAG` to the language of the posts") } else { said })
}
