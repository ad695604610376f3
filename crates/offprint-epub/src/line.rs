//! Text on its way into the pages and the package: escaped, on one line, never invisible.

use offprint_html::{escape_attribute, is_allowed};

/// The text as it may stand between tags and within double quotes, white space as it is.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_attribute(text, &mut out);
    out
}

/// The text on one line, without characters that XML bars; `None` if nothing visible is left.
pub(crate) fn one_line(text: &str) -> Option<String> {
    let mut line = String::with_capacity(text.len());
    let parts = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    for word in text.split(|c: char| parts(c) || !is_allowed(c)) {
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    let visible = line.chars().any(|c| !c.is_whitespace() && !is_format(c));
    visible.then_some(line)
}

/// At most so many characters, cut between words where there are any.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = &text[..end];
    let head = match head.rfind(char::is_whitespace) {
        Some(space) if space > end / 2 => &head[..space],
        _ => head,
    };
    format!("{}…", head.trim_end())
}

/// Marks of direction and joining: there, but nothing to see.
fn is_format(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_is_visible_or_none() {
        assert_eq!(one_line(" a\n\u{1}b ").as_deref(), Some("a b"));
        assert_eq!(one_line("\u{200e}\u{a0}\u{feff}"), None);
        assert_eq!(one_line(""), None);
    }

    #[test]
    fn shortened_between_words() {
        assert_eq!(shortened("one two three", 9), "one two…");
        assert_eq!(shortened("日本語の投稿", 3), "日本語…");
        assert_eq!(shortened("short", 9), "short");
    }
}
