//! Words, as they can be compared between formats.

/// The words of a text, cut further after hyphens, dashes and slashes, where a line may break. Soft hyphens, joiners
/// and marks of direction are not seen, nor is the break of a line at a soft hyphen.
pub fn pieces(text: &str) -> Vec<String> {
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{ad}') {
        joined.push_str(before);
        rest = after.strip_prefix(['\n', ' ']).map_or(after, str::trim_start);
    }
    joined.push_str(rest);
    let mut pieces = Vec::new();
    for word in joined.split_whitespace() {
        let mut piece = String::new();
        for c in word.chars().filter(|c| !is_unseen(*c)) {
            piece.push(c);
            if matches!(c, '-' | '‐' | '–' | '—' | '/') {
                pieces.push(std::mem::take(&mut piece));
            }
        }
        if !piece.is_empty() {
            pieces.push(piece);
        }
    }
    pieces
}

/// The words of pages, as poppler reads them, or of what should stand on them. A word that goes on over the page is
/// whole again, without the number of the page and the running head between; hyphens are left out, for poppler drops
/// those at the end of a line, the author's own too.
pub fn of_pages(text: &str) -> Vec<String> {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{ad}') {
        whole.push_str(before);
        rest = over_page(after).unwrap_or_else(|| after.trim_start());
    }
    whole.push_str(rest);
    let mut words = String::with_capacity(whole.len());
    let mut rest = whole.as_str();
    while let Some((before, after)) = rest.split_once('-') {
        words.push_str(before);
        rest = if after.starts_with('\n') { after.trim_start() } else { after };
    }
    words.push_str(rest);
    pieces(&words)
}

/// What follows on the next page, when only the number of this one and a running head stand between.
fn over_page(text: &str) -> Option<&str> {
    let (foot, next) = text.split_once('\u{c}')?;
    let only_number = foot.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
    let (_head, next) = next.split_once('\n')?;
    only_number.then_some(next.trim_start())
}

/// The first of these words that is not found in order in the text; words of the text may stand between.
pub fn first_lost<'a>(wanted: &'a [String], text: &[String]) -> Option<&'a String> {
    let mut rest = text.iter();
    wanted.iter().find(|word| !rest.any(|other| other == *word))
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_lines_may_break() {
        assert_eq!(
            pieces("a well-\nknown magne\u{ad}\n  sium alloy"),
            ["a", "well-", "known", "magnesium", "alloy"]
        );
        assert_eq!(pieces("one—two \u{202b}three\u{202c}"), ["one—", "two", "three"]);
    }

    #[test]
    fn words_of_pages_are_whole() {
        let pages =
            "a magnesium-\naluminum al\u{ad}\nloy, ver\u{ad}\n\n12\n\n\u{c}Running head\n\ntically made";
        let wanted = of_pages("a magnesium-aluminum alloy, vertically made");
        assert_eq!(of_pages(pages), wanted);
        assert_eq!(wanted, ["a", "magnesiumaluminum", "alloy,", "vertically", "made"]);
    }

    #[test]
    fn a_lost_word_is_named() {
        let text = pieces("the quick brown 12 fox jumps");
        assert_eq!(first_lost(&pieces("the quick brown fox"), &text), None);
        assert_eq!(first_lost(&pieces("the brown quick fox"), &text).map(String::as_str), Some("quick"));
    }
}
