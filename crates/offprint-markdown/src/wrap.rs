//! Long paragraphs over several lines: by columns, or a sentence a line.

use crate::options::Wrap;
use unicode_width::UnicodeWidthStr;

/// Stands for a space of running text while a line is made: one that the line may be broken at.
pub(crate) const GAP: char = '\u{2}';

/// Breaks the lines at some of the gaps, and makes spaces of the others.
pub(crate) fn broken(text: &str, wrap: Wrap) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let mut width = 0;
        let mut last = "";
        for (number, word) in line.split(GAP).enumerate() {
            let due = match wrap {
                Wrap::None => false,
                Wrap::Sentence => ends_sentence(last) && begins_sentence(word),
                Wrap::Columns(columns) => width + 1 + word.width() > usize::from(columns),
            };
            if number > 0 && due && may_begin_line(word) {
                out.push('\n');
                width = 0;
            } else if number > 0 {
                out.push(' ');
                width += 1;
            }
            out.push_str(word);
            width += word.width();
            last = word;
        }
    }
    out
}

/// Whether a line that begins with this word goes on with the paragraph to every parser.
fn may_begin_line(word: &str) -> bool {
    let opens =
        |c: char| c.is_alphanumeric() || matches!(c, '“' | '‘' | '"' | '\'' | '(' | '«' | '„' | '¿' | '¡');
    let marker = word.ends_with(['.', ')'])
        && word.len() < 12
        && word[..word.len() - 1].bytes().all(|b| b.is_ascii_alphanumeric());
    // `Dr.` at the start of a line is no marker, `1.` and Pandoc's `A.` are.
    let marker = marker
        && (word.len() == 2
            || word.starts_with(|c: char| c.is_ascii_digit())
            || word.bytes().all(|b| b"ivxlcdmIVXLCDM.)".contains(&b)));
    word.starts_with(opens) && !marker
}

fn ends_sentence(word: &str) -> bool {
    let bare = word.trim_end_matches(['"', '\'', '”', '’', ')', '»', '“', '*', '_', ']']);
    if bare.ends_with(['!', '?', '…', '。', '！', '？']) {
        return true;
    }
    let Some(stem) = bare.strip_suffix('.') else { return false };
    const SHORT: [&str; 14] =
        ["Mr", "Mrs", "Ms", "Dr", "Prof", "St", "vs", "No", "Nr", "cf", "etc", "approx", "Fig", "pp"];
    let letters = stem.trim_start_matches(|c: char| !c.is_alphanumeric());
    let initial = letters.chars().count() == 1 && letters.chars().all(char::is_alphabetic);
    !letters.is_empty() && !initial && !letters.contains('.') && !SHORT.contains(&letters)
}

fn begins_sentence(word: &str) -> bool {
    let first = word.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wrap: Wrap, want: &str) {
        assert_eq!(broken(&text.replace(' ', "\u{2}"), wrap), want);
    }

    #[test]
    fn sentences() {
        check("One is. Two is! “Three?” Four", Wrap::Sentence, "One is.\nTwo is!\n“Three?”\nFour");
        check("See Dr. Bee, J. Doe, e.g. Here. it", Wrap::Sentence, "See Dr. Bee, J. Doe, e.g. Here. it");
        check(
            "It was so. 1. is no list. - Nor this.",
            Wrap::Sentence,
            "It was so. 1. is no list. - Nor this.",
        );
    }

    #[test]
    fn columns() {
        check("aaa bbb ccc - ddd", Wrap::Columns(7), "aaa bbb\nccc -\nddd");
        check("in the year 1999. It", Wrap::Columns(12), "in the year 1999.\nIt");
        check("a b", Wrap::None, "a b");
    }
}
