//! Addresses that stand alone on a line: WordPress puts the thing itself there.

use crate::html::embed_of_address;
use std::borrow::Cow;

/// A line of nothing but the address of something to embed gets a paragraph of its own.
pub(super) fn apart(text: &str) -> Cow<'_, str> {
    if !text.contains("http") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut changed = false;
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let url = line.trim();
        if is_address(url) && embed_of_address(url).is_some() {
            changed = true;
            out.push('\n');
            out.push_str(url);
            out.push('\n');
        } else {
            out.push_str(line);
        }
    }
    if changed { Cow::Owned(out) } else { Cow::Borrowed(text) }
}

/// The next line that is an address: what stands before it, and the address.
pub(super) fn next_address(text: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let url = line.trim();
        if is_address(url) {
            let start = at + (line.len() - line.trim_start().len());
            return Some((&text[..start], &text[start..start + url.len()]));
        }
        at += line.len();
    }
    None
}

fn is_address(line: &str) -> bool {
    let rest = line.strip_prefix("https://").or_else(|| line.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty())
        && !line.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '['))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(apart(text), expected, "{text}");
    }

    #[test]
    fn lines_of_their_own() {
        check("a\nhttps://youtu.be/x\nb", "a\n\nhttps://youtu.be/x\n\nb");
        check("a https://youtu.be/x", "a https://youtu.be/x");
        check("a\nhttps://site.example/x", "a\nhttps://site.example/x");
        check("https://notyoutu.be/x\na", "https://notyoutu.be/x\na");
    }
}
