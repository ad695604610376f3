//! What must hold of every post there is: no visible word is lost, cleaning what was cleaned changes nothing, the
//! list's answer and the single one give the same model. Over the fixtures, and over real posts where they are at hand.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]
#![allow(clippy::print_stderr, reason = "the figures are printed")]

use offprint_core::html::{CleanContext, Cleaning, Level, clean_blocks};
use offprint_core::model::{Block, Inline, Visitor, walk_block, walk_blocks, walk_inline, words};
use offprint_core::reader::{ReadPost, Reader};
use offprint_html::{AsWritten, Options, blocks_to_html};
use offprint_tests::places;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every saved answer among the fixtures and, when it is there, the corpus.
fn answers() -> Vec<PathBuf> {
    let mut folders = vec![places::root().join("fixtures")];
    let corpus = places::shared("corpus");
    match corpus {
        Some(corpus) => {
            folders.extend(["wp-rest", "wp-rest-core", "wp-rest-7.1"].map(|name| corpus.join(name)));
        }
        None => eprintln!("the corpus of real posts is not here: only the fixtures are read"),
    }
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is read") {
            let path = entry.expect("the entry is read").path();
            if path.is_dir() && !path.ends_with("golden") {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "json" || ending == "ndjson") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

const LEVELS: [Level; 3] = [Level::Full, Level::Safe, Level::None];

fn read(path: &Path, level: Level) -> Vec<ReadPost> {
    let mut reader = Reader::with_cleaning(Cleaning::at(level));
    reader.add(&path.to_string_lossy(), fs::read(path).expect("the file is read"));
    (0..reader.len()).filter_map(|index| reader.post(index).ok()).collect()
}

/// The rendered content as the file has it.
fn source(path: &Path, post: &ReadPost) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let value: Value = serde_json::from_str(&text).ok()?;
    let content = value.pointer(&post.post.provenance.pointer)?.get("content")?.clone();
    match content {
        Value::String(html) => Some(html),
        content => content.get("rendered").or_else(|| content.get("raw"))?.as_str().map(str::to_owned),
    }
}

fn count(words: impl IntoIterator<Item = String>) -> BTreeMap<String, i64> {
    let mut counted = BTreeMap::new();
    for word in words {
        *counted.entry(word).or_default() += 1;
    }
    counted
}

/// Letters and digits alone: marks that stand where a word was cut (`x2` for `x²`) are no words.
fn letters(text: &str) -> BTreeMap<char, i64> {
    let mut counted = BTreeMap::new();
    for letter in text.chars().filter(|c| c.is_alphanumeric()) {
        *counted.entry(letter).or_default() += 1;
    }
    counted
}

#[test]
fn no_visible_word_is_lost_at_any_level() {
    LEVELS.into_iter().for_each(no_visible_word_is_lost);
}

fn no_visible_word_is_lost(level: Level) {
    let (mut posts, mut words_in, mut words_dropped, mut lost) = (0, 0, 0, 0);
    let mut by_rule: BTreeMap<String, usize> = BTreeMap::new();
    for path in answers() {
        for read in read(&path, level) {
            let Some(html) = source(&path, &read) else { continue };
            posts += 1;
            let visible = offprint_tests::fragment::all_text(&html);
            let model = words(&read.post.body);
            let dropped: Vec<String> = read.cleaned.words().map(str::to_owned).collect();
            words_in += visible.split_whitespace().count();
            words_dropped += dropped.len();
            for (rule, fired) in &read.cleaned.rules {
                *by_rule.entry(rule.to_string()).or_default() += fired.words.len();
            }
            // A rule that takes part of a word (a mark's number after it) leaves the rest: letters are compared.
            let mut left = letters(&visible);
            for (letter, count) in letters(&dropped.concat()).into_iter().chain(letters(&model.concat())) {
                *left.entry(letter).or_default() -= count;
            }
            let gone: i64 = left.values().filter(|&&count| count > 0).sum();
            if gone > 0 {
                let mut missing = count(visible.split_whitespace().map(str::to_owned));
                for word in dropped.into_iter().chain(model) {
                    *missing.entry(word).or_default() -= 1;
                }
                missing.retain(|_, &mut count| count > 0);
                eprintln!("{} {}: {missing:?}", path.display(), read.post.label());
                lost += 1;
            }
        }
    }
    eprintln!(
        "{level:?}: {posts} posts, {words_in} words in, {words_dropped} dropped by rule, lost in {lost} posts"
    );
    eprintln!("words dropped, by rule: {by_rule:?}");
    assert!(posts > 0, "there are posts to read");
    assert_eq!(lost, 0, "posts that lost words");
}

/// Whether HTML alone cannot say all of this model, so that reading it back gives something near.
fn is_beyond_html(blocks: &[Block]) -> bool {
    struct Beyond(bool);
    impl Visitor for Beyond {
        fn block(&mut self, block: &Block) {
            self.0 |=
                matches!(block, Block::Embed(_) | Block::Media(_) | Block::PullQuote(_) | Block::PageBreak);
            self.0 |= matches!(
                block,
                Block::Math(_) | Block::Verse(_) | Block::Preformatted(_) | Block::Gallery(_)
            );
            walk_block(self, block);
        }
        fn inline(&mut self, inline: &Inline) {
            self.0 |= matches!(inline, Inline::Note(_) | Inline::Math(_));
            walk_inline(self, inline);
        }
    }
    let mut beyond = Beyond(false);
    walk_blocks(&mut beyond, blocks);
    beyond.0
}

/// HTML whose texts have their shortcodes escaped as authors do who write about them: `[[gallery ids="1"]]`.
fn with_escaped_shortcodes(html: &str) -> String {
    let escape = |text: &str| {
        let mut parts = text.split('[');
        let mut escaped = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let tag = part.split_once(']').filter(|(tag, _)| {
                let name = tag.split(' ').next().unwrap_or_default();
                let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
                named && tag.contains('=') && !tag.contains('<')
            });
            match tag {
                Some((tag, rest)) => escaped.extend(["[[", tag, "]]", rest]),
                None => escaped.extend(["[", part]),
            }
        }
        escaped
    };
    let parts = html.split_inclusive("</code>").map(|part| match part.find("<code") {
        Some(code) => escape(&part[..code]) + &part[code..],
        None => escape(part),
    });
    parts.collect()
}

#[test]
fn cleaning_what_was_cleaned_changes_nothing_at_any_level() {
    LEVELS.into_iter().for_each(cleaning_what_was_cleaned_changes_nothing);
}

fn cleaning_what_was_cleaned_changes_nothing(level: Level) {
    let options = || Options { classes: true, styles: true, surroundings: &AsWritten, ..Options::default() };
    let (mut equal, mut beyond) = (0, 0);
    let mut changed = Vec::new();
    for path in answers() {
        for read in read(&path, level) {
            let base = read.post.link.as_deref().and_then(|link| link.parse().ok());
            let language = read.post.language.as_ref().map(|language| language.value.clone());
            let cleaning = Cleaning::at(level);
            let context = CleanContext { base, language, cleaning, ..CleanContext::default() };
            let once = blocks_to_html(&read.post.body, &options());
            // Without cleaning, shortcodes are text like any other.
            let html = if level == Level::None { once.clone() } else { with_escaped_shortcodes(&once) };
            let again = clean_blocks(&html, &context);
            let twice = blocks_to_html(&again.blocks, &options());
            if once == twice {
                equal += 1;
            } else if is_beyond_html(&read.post.body) {
                beyond += 1;
                let before = words(&read.post.body).len();
                let after = words(&again.blocks).len();
                assert!(
                    after >= before,
                    "{} {}: {before} words became {after}",
                    path.display(),
                    read.post.label()
                );
            } else {
                let at = once.bytes().zip(twice.bytes()).take_while(|(a, b)| a == b).count();
                let near = |text: &str| {
                    text.get(at.saturating_sub(60)..)
                        .unwrap_or_default()
                        .chars()
                        .take(160)
                        .collect::<String>()
                };
                changed.push(format!(
                    "{} {}\n  {}\n  {}",
                    path.display(),
                    read.post.label(),
                    near(&once),
                    near(&twice)
                ));
            }
        }
    }
    eprintln!(
        "{level:?}: {equal} posts equal, {beyond} hold what HTML alone cannot say, {} changed",
        changed.len()
    );
    assert!(changed.is_empty(), "cleaned again, these differ:\n{}", changed.join("\n"));
}

#[test]
fn the_lists_answer_and_the_single_one_give_the_same_model() {
    let single = read(&places::root().join("fixtures/posts/news-archive.json"), Level::Full);
    let alone =
        fs::read_to_string(places::root().join("fixtures/posts/news-archive.json")).expect("the fixture");
    let mut reader = Reader::default();
    reader.add("list.json", format!("[{alone},{alone}]").into_bytes());
    for index in 0..reader.len() {
        let mut listed = reader.post(index).expect("the post is read").post;
        listed.provenance = single[0].post.provenance.clone();
        assert_eq!(listed, single[0].post);
    }
}

/// Every post is what it was after a way through JSON, by serde alone and by the reader.
#[test]
fn posts_go_through_json() {
    let mut posts = 0;
    for path in answers() {
        for read in read(&path, Level::Full) {
            let post = read.post;
            posts += 1;
            let json = serde_json::to_string(&post).expect("a post is JSON");
            let place = format!("{} {}", path.display(), post.label());
            match serde_json::from_str::<offprint_core::Post>(&json) {
                Ok(again) => assert!(again == post, "{place}: another post"),
                Err(error) => assert!(error.to_string().contains("recursion limit"), "{place}: {error}"),
            }
            let mut reader = Reader::default();
            reader.add("model.json", json.into_bytes());
            let again = reader.post(0).unwrap_or_else(|said| panic!("{place}: {said}"));
            assert!(again.is_model && again.post == post, "{place}: another post is read");
        }
    }
    eprintln!("{posts} posts went through JSON");
    assert!(posts > 0, "there are posts to read");
}
