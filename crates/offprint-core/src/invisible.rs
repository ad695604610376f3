//! Characters that show nothing and change what is read: in titles and names they are a trick, or an accident.
//!
//! Overrides and embeddings turn the order of what follows (Unicode Standard Annex 9; `exe.gpj` reads as `jpg.exe`);
//! characters without width hide in words or make two names look the same (Unicode Technical Standard 39, 5.2).
//! What a script needs to join its letters, an emoji to be one, or a line to keep its direction stays.

use std::borrow::Cow;

/// This text without control characters: of those that HTML's references can bring back, none stays but line ends
/// and tabs.
pub(crate) fn without_controls(text: &str) -> Cow<'_, str> {
    let bad = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}')
    };
    if text.contains(bad) { Cow::Owned(text.replace(bad, "")) } else { Cow::Borrowed(text) }
}

/// A title or a name without what is invisible and of no use; isolates stay in pairs.
pub(crate) fn without_tricks(text: &str) -> Cow<'_, str> {
    if !text.contains(is_suspect) {
        return Cow::Borrowed(text);
    }
    let paired = isolates_are_paired(text);
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let stays = match c {
            '\u{2066}'..='\u{2069}' => paired,
            '\u{200c}' => kept.chars().next_back().is_some_and(joins),
            '\u{200d}' => {
                let before = kept.chars().next_back();
                let emoji = before.is_some_and(is_emoji) && rest.clone().next().is_some_and(is_emoji);
                emoji || before.is_some_and(joins)
            }
            '\u{180e}' => kept.chars().next_back().is_some_and(|c| ('\u{1800}'..='\u{18af}').contains(&c)),
            _ => !is_suspect(c),
        };
        if stays {
            kept.push(c);
        }
        if c == '\u{1f3f4}' {
            // The flag of a region is spelled in tags, and ends with one.
            let tags: String = rest.clone().take_while(|c| ('\u{e0030}'..='\u{e007a}').contains(c)).collect();
            let after = rest.as_str().strip_prefix(tags.as_str()).unwrap_or_default();
            if !tags.is_empty() && tags.chars().count() <= 6 && after.starts_with('\u{e007f}') {
                kept.push_str(&tags);
                kept.push('\u{e007f}');
                rest = after['\u{e007f}'.len_utf8()..].chars();
            }
        }
    }
    Cow::Owned(kept)
}

/// Whether this stands in file names for nothing that can be seen: marks of direction, selectors of a letter's form.
pub(crate) fn is_of_no_use_in_file_names(c: char) -> bool {
    is_suspect(c)
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{180b}'..='\u{180f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// What [`without_tricks`] takes out, or looks at more closely.
fn is_suspect(c: char) -> bool {
    matches!(c,
        '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{180e}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}'
        // Letters without a glyph.
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{17b4}' | '\u{17b5}'
        | '\u{e0000}'..='\u{e007f}')
}

fn isolates_are_paired(text: &str) -> bool {
    let mut open = 0_usize;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => open += 1,
            '\u{2069}' if open == 0 => return false,
            '\u{2069}' => open -= 1,
            _ => {}
        }
    }
    open == 0
}

/// Letters and marks of scripts whose letters join or stack: Arabic to Thaana and NKo, those of India and of Southeast
/// Asia, Mongolian.
fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{f00}'..='\u{109f}' | '\u{1780}'..='\u{18af}'
        | '\u{1900}'..='\u{1cff}' | '\u{a840}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10a00}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}')
}

/// Pictures, and what changes the one before them.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{20e3}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tricks_go() {
        let cases = [
            ("invoice\u{202e}gnp.exe", "invoicegnp.exe"),
            ("pay\u{200b}pal\u{2060}", "paypal"),
            ("a\u{2067}b", "ab"),
            ("a\u{200d}b\u{200c}c", "abc"),
            ("\u{e0001}\u{e0041}x", "x"),
            ("\u{3164}", ""),
            ("می\u{200c}\u{200c}خواهم", "می\u{200c}خواهم"),
        ];
        for (text, expected) in cases {
            assert_eq!(without_tricks(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_needed_stays() {
        for text in [
            "می\u{200c}خواهم",
            "ക്\u{200d}",
            "👩\u{200d}🌾 and 🏳️\u{200d}🌈",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} England",
            "by \u{2068}שלום\u{2069}, 1",
            "rtl\u{200f} mark",
            "plain",
        ] {
            assert_eq!(without_tricks(text), text, "{text:?}");
        }
    }
}
