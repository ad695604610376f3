//! Excerpts: the site's own where an author wrote it, else the first words of the cleaned text.

use crate::model::{Sourced, first_words};
use std::borrow::Cow;

/// Words of an excerpt that is made from the text, as WordPress counts them.
const WORDS: usize = 55;
/// So many words begin as the text does where an excerpt with `…` is an automatic one.
const BEGINNING: usize = 5;
/// An excerpt with `…` that is this long is automatic, wherever it begins.
const LONG: usize = 50;
/// What is looked at of the text, in bytes: more than an excerpt can have.
const LOOKED_AT: usize = 16_000;

/// The site's own excerpt, cleaned.
#[derive(Debug)]
pub(super) struct Stated<'a> {
    /// Its text, on one line.
    pub(super) text: String,
    /// The HTML that it had.
    pub(super) html: &'a str,
}

impl Stated<'_> {
    /// The excerpt, or one made from the text (`body`, cleaned; `source`, as the site has it) where the site's own is
    /// automatic or damaged; `None` when there is no text either.
    pub(super) fn or_made_from(&self, body: &str, source: &str) -> Option<Sourced<String>> {
        let damaged = self.is_damaged();
        if !damaged && !self.is_automatic(body, source) {
            return Some(Sourced::read(on_one_line(&self.text)));
        }
        let made = first_words(body, WORDS);
        if !made.is_empty() {
            return Some(Sourced::derived(made));
        }
        // A locked post has no text to make one from.
        let text = on_one_line(&self.text);
        let text = if damaged { repaired(&text) } else { text };
        (!text.is_empty()).then(|| Sourced::read(text))
    }

    /// Whether WordPress or a theme made it: it ends in ` [&hellip;]` or the like, or has what cleaning
    /// took from the beginning of the text.
    fn is_automatic(&self, body: &str, source: &str) -> bool {
        if self.text.is_empty() {
            return true;
        }
        let (text, mark) = without_mark(&self.text);
        if mark == Mark::Bracketed {
            return true;
        }
        let linked = ["more-link", "read-more", "readmore", "continue-reading", "excerpt-more"];
        let linked = linked.iter().any(|class| self.html.contains(class));
        if linked && mark == Mark::Plain {
            return true;
        }
        let ends = mark == Mark::Plain || linked;
        let words = letters(text);
        let begins_as = |other: &[String], count: usize| {
            let count = count.min(words.len());
            count > 0 && other.len() >= count && other[..count] == words[..count]
        };
        let bodies = [letters(body), letters(&plain(source))];
        if ends {
            return words.len() >= LONG || bodies.iter().any(|body| begins_as(body, BEGINNING));
        }
        // Without a mark an author may have chosen the first sentences: it is replaced only where it has words that
        // cleaning took from the text.
        let [cleaned, source] = &bodies;
        begins_as(source, words.len()) && !begins_as(cleaned, words.len())
    }

    /// Whether it was cut within a shortcode, or holds what builders keep for themselves.
    fn is_damaged(&self) -> bool {
        is_cut(&self.text) || has_machine_text(&self.text)
    }
}

/// The excerpt without what damaged it.
fn repaired(text: &str) -> String {
    let begin = begin_of_cut(text).unwrap_or(text.len());
    let kept = text[..begin].split_whitespace().filter(|word| !is_packed(word)).collect::<Vec<_>>().join(" ");
    if kept.len() < text.trim().len() && !kept.is_empty() && !kept.ends_with('…') {
        format!("{}…", kept.trim_end_matches([',', ';', ':', '.', ' ']))
    } else {
        kept
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Mark {
    None,
    /// `…`
    Plain,
    /// `[…]`
    Bracketed,
}

/// The text before the mark that says that more follows.
fn without_mark(text: &str) -> (&str, Mark) {
    let text = text.trim_end();
    for mark in ["[…]", "[...]", "(…)", "(...)", "[&hellip;]", "[ … ]", "[…", "[..."] {
        if let Some(text) = text.strip_suffix(mark) {
            return (text.trim_end(), Mark::Bracketed);
        }
    }
    // Themes set words behind the mark: `… Read more`, `… Continue reading →`.
    if let Some((before, after)) = text.rsplit_once(['…']).or_else(|| text.rsplit_once("..."))
        && after.split_whitespace().count() <= 6
        && !after.contains(['.', '!', '?'])
    {
        let bracketed = before.trim_end().ends_with('[');
        let before = before.trim_end().trim_end_matches('[').trim_end();
        return (before, if bracketed { Mark::Bracketed } else { Mark::Plain });
    }
    (text, Mark::None)
}

/// Words as they are compared: letters and digits alone.
fn letters(text: &str) -> Vec<String> {
    let words = text.split_whitespace().take(LOOKED_AT / 8);
    let words =
        words.map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase());
    words.filter(|word| !word.is_empty()).collect()
}

/// The visible text at the beginning of HTML.
fn plain(html: &str) -> String {
    let end = (0..=LOOKED_AT.min(html.len())).rev().find(|&end| html.is_char_boundary(end));
    let mut text = String::new();
    let mut rest = &html[..end.unwrap_or(0)];
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let tag = &rest[at..];
        let hidden = ["script", "style"].iter().find(|name| tag[1..].starts_with(**name));
        let end = match hidden {
            Some(name) => tag.find(&format!("</{name}")),
            None => tag.find('>').map(|end| end + 1),
        };
        text.push(' ');
        rest = &tag[end.unwrap_or(tag.len()).max(1)..];
    }
    text.push_str(rest);
    match text.contains('&') {
        true => super::fields::plain(&text),
        false => text,
    }
}

/// Whether a shortcode begins and never ends, or ends without having begun.
fn is_cut(text: &str) -> bool {
    begin_of_cut(text).is_some() || {
        // `width=”1/2″]Text`: the beginning was cut off.
        let close = text.find(']').map(|close| &text[..close]);
        close.is_some_and(|before| {
            !before.contains('[') && before.contains(['=']) && before.ends_with(['"', '”', '″', '\'', '’'])
        })
    }
}

/// Where a shortcode begins that does not end.
fn begin_of_cut(text: &str) -> Option<usize> {
    let begin = text.rfind('[')?;
    let rest = &text[begin + 1..];
    let named = rest.strip_prefix('/').unwrap_or(rest);
    let length =
        named.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(named.len());
    let (name, rest) = named.split_at(length);
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let open = !rest.contains(']');
    let known = crate::shortcodes::table::is_known_alone(&name.to_ascii_lowercase());
    (is_name && open && (known || rest.contains('=') || rest.trim_matches(['…', '.', ' ']).is_empty()))
        .then_some(begin)
}

/// Whether it holds what no author wrote: encoded HTML, style sheets, data of builders.
fn has_machine_text(text: &str) -> bool {
    let styles =
        [".vc_custom_", "!important", "%7B%22", "{\"", "@media", "function(", "var _", "data:image/"];
    text.split_whitespace().any(is_packed) || styles.iter().any(|sign| text.contains(sign))
}

/// A word that only machines read: base64, percent-encoded text.
fn is_packed(word: &str) -> bool {
    let word = word.trim_end_matches(['…', '.', ']', '[']);
    let is_base64 = word.len() >= 40
        && !word.contains("://")
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
        && word.bytes().any(|b| b.is_ascii_digit())
        && word.bytes().any(|b| b.is_ascii_uppercase());
    is_base64 || word.matches('%').count() >= 6 && !word.contains("://")
}

/// A text on one line.
fn on_one_line(text: &str) -> String {
    let line = text.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    let marks = ["[…]", "[...]"];
    let short = marks.iter().find_map(|mark| line.strip_suffix(mark)).map(str::trim_end);
    let short = short.map_or(Cow::Borrowed(line.as_str()), |start| Cow::Owned(format!("{start}…")));
    short.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn automatic(text: &str, body: &str) -> bool {
        let source = format!("<p>Share this! {body}</p>");
        Stated { text: text.to_owned(), html: text }.is_automatic(body, &source)
    }

    #[test]
    fn what_wordpress_made_is_known() {
        let body = "The lamp is lit at dusk, and the kettle at dawn. Nobody asks why.";
        for text in [
            "",
            "The lamp is lit […]",
            "The lamp is lit at dusk, [...]",
            "The lamp is lit at dusk… Continue reading →",
            "Share this! The lamp is lit at dusk",
        ] {
            assert!(automatic(text, body), "{text}");
        }
        for text in [
            "A note on lamps.",
            "Why is the lamp lit…",
            "The lamp of our harbour, and who lights it.",
            "The lamp is lit at dusk, and the kettle at dawn.",
        ] {
            assert!(!automatic(text, body), "{text}");
        }
    }

    #[test]
    fn damage_is_known() {
        let damaged = |text: &str| Stated { text: text.to_owned(), html: text }.is_damaged();
        for text in [
            "Tea [vc_row css=”.vc_custom_1{padding…",
            "Tea [tide text=”a",
            "Tea [vc_col…",
            "Tea [/vc_column",
            "width=”1/2″]Tea",
            "Tea JTNDZGl2JTIwY2xhc3MlM0QlMjJub3RlJTIyJTNFJTNDcCUzRVNl",
        ] {
            assert!(damaged(text), "{text}");
        }
        for text in [
            "Tea [sic] and more",
            "Tea at [the quay",
            "https://quay.example/a-very-long-address/of/a/page/2024/",
            "a = b]",
        ] {
            assert!(!damaged(text), "{text}");
        }
        assert_eq!(repaired("Tea is late, [vc_row css=”x"), "Tea is late…");
    }
}
