//! The language and the direction of a text that states neither.
//!
//! The script decides first: a language that alone uses its script needs no more, and those that share Arabic,
//! Devanagari or Han letters differ in letters of their own. Latin and Cyrillic texts go to `whatlang`, which compares
//! sequences of three letters with those of the [languages allowed](trigrams). Below a confidence of 0.5 (0.8 for
//! texts of fewer than 40 words) the language stays unknown: a wrong one is worse, for it hyphenates by wrong patterns
//! and is read aloud in the wrong voice.
//!
//! The direction is that of the first strong letter of each paragraph (UAX #9, rules P2 and P3); most paragraphs decide.

mod common_words;
mod letters;
mod particles;
mod sample;
mod script;
mod statement;
#[cfg(test)]
mod tests;
mod trigrams;

pub(crate) use statement::{Stated, resolve};

use crate::model::{Direction, Language};
use letters::Letters;
use sample::Sample;
use script::Script;

/// Texts of fewer words are short.
const LONG: u32 = 40;
/// The least confidence in the language of a long text.
const LONG_FLOOR: f64 = 0.5;
/// The least confidence in the language of a short text.
const SHORT_FLOOR: f64 = 0.8;
/// Texts of fewer words have no language that their letters alone tell.
const FEWEST: u32 = 5;

/// What the letters of a text tell. Small, for one is kept of every post that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Facts {
    /// The language, if it was looked for and is certain enough.
    pub(crate) language: Option<Tag>,
    /// Whether the text is long enough for its language to count more than what is stated of the whole edition.
    pub(crate) is_long: bool,
    /// The direction of most paragraphs; `None` when no paragraph has a letter.
    pub(crate) direction: Option<Direction>,
    /// The script of more than two thirds of the letters.
    pub(crate) script: Option<Script>,
    /// How many words the whole text has, about: scripts without spaces are counted by letters.
    pub(crate) words: u32,
}

/// The place of a language in [`TAGS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag(u8);

/// Every language that can be detected.
static TAGS: [&str; 67] = [
    "am", "ar", "as", "be", "bg", "bn", "bo", "ca", "ckb", "cs", "da", "de", "dv", "el", "en", "es", "et",
    "fa", "fi", "fr", "gu", "he", "hi", "hr", "hu", "hy", "id", "it", "ja", "ka", "km", "kn", "ko", "la",
    "lo", "lt", "lv", "mk", "ml", "mr", "my", "nb", "ne", "nl", "or", "pa", "pl", "ps", "pt", "ro", "ru",
    "sd", "si", "sk", "sl", "sr", "sv", "ta", "te", "th", "tr", "ug", "uk", "ur", "vi", "yi", "zh",
];
/// Chinese whose characters tell how it is written.
static CHINESE: [&str; 2] = ["zh-Hans", "zh-Hant"];

impl Tag {
    fn new(tag: &str) -> Option<Self> {
        let all = TAGS.iter().chain(&CHINESE);
        let place = all.into_iter().position(|known| *known == tag)?;
        u8::try_from(place).ok().map(Self)
    }

    /// The language tag (BCP 47).
    pub(crate) fn as_str(self) -> &'static str {
        let place = usize::from(self.0);
        TAGS.get(place).or_else(|| CHINESE.get(place - TAGS.len())).copied().unwrap_or("und")
    }
}

impl Facts {
    /// The same with this language as the detected one; none if it cannot be detected.
    pub(crate) fn with_language(self, language: &Language) -> Self {
        Self { language: Tag::new(language.as_str()), ..self }
    }
}

/// The HTML of a post's parts, as they are in the input.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Texts<'a> {
    pub(crate) title: &'a str,
    pub(crate) excerpt: &'a str,
    pub(crate) content: &'a str,
}

/// Looks at a post's letters; at its language only if `wants_language` asks for it, given the script that leads.
pub(crate) fn facts(texts: &Texts<'_>, wants_language: impl FnOnce(Option<Script>) -> bool) -> Facts {
    let sample = Sample::new(texts);
    let letters = Letters::count(sample.text());
    let script = letters.leading();
    let is_long = sample.sampled_words() >= LONG;
    let direction = direction(sample.text());
    let found = wants_language(script).then(|| certain(&sample, &letters)).flatten();
    // Most letters run one way, most paragraphs the other: whose text it is stays open.
    let language =
        found.filter(|found| direction != Some(Direction::Rtl) || script::is_right_to_left(found.as_str()));
    // A paragraph may begin with a name in other letters.
    let direction = match language {
        Some(found) if script::is_right_to_left(found.as_str()) => Some(Direction::Rtl),
        _ => direction,
    };
    Facts { language, is_long, direction, script, words: sample.words() }
}

/// The language, if it is certain enough for a text of this length.
fn certain(sample: &Sample, letters: &Letters) -> Option<Tag> {
    // A language of its own script needs no more than to be most of the text.
    if let Some(tag) = letters.language(sample.text()) {
        return Tag::new(tag);
    }
    let words = sample.sampled_words();
    if words < FEWEST {
        return None;
    }
    let floor = if words >= LONG { LONG_FLOOR } else { SHORT_FLOOR };
    let (tag, confidence) = trigrams::language(letters, sample.text())?;
    if confidence < floor || !common_words::agree(tag, sample.text()) { None } else { Tag::new(tag) }
}

/// The direction of most paragraphs, each by its first strong letter; as many letters go if neither has more.
fn direction(text: &str) -> Option<Direction> {
    let (mut left, mut right) = (0_usize, 0_usize);
    let (mut left_bytes, mut right_bytes) = (0, 0);
    for paragraph in text.lines() {
        match unicode_bidi::get_base_direction(paragraph) {
            unicode_bidi::Direction::Ltr => {
                left += 1;
                left_bytes += paragraph.len();
            }
            unicode_bidi::Direction::Rtl => {
                right += 1;
                right_bytes += paragraph.len();
            }
            unicode_bidi::Direction::Mixed => {}
        }
    }
    if left + right == 0 {
        return None;
    }
    let is_right = right > left || (right == left && right_bytes > left_bytes);
    Some(if is_right { Direction::Rtl } else { Direction::Ltr })
}
