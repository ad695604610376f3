//! Characters that may stand in HTML and XML, and how.

/// Whether a character may stand in a document: XML 1.0 §2.2 (`Char`) and what HTML forbids besides, which are the
/// control characters and Unicode's noncharacters.
pub fn is_allowed(c: char) -> bool {
    let noncharacter = (u32::from(c) & 0xfffe) == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c);
    matches!(c, '\t' | '\n') || !(c.is_control() || noncharacter)
}

/// Appends text, escaped for both syntaxes; characters that may not stand are left out, `\r` becomes `\n`.
pub fn escape_text(text: &str, out: &mut String) {
    escape(text, out, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        _ => None,
    });
}

/// Appends an attribute's value (for `"` quotes), escaped for both syntaxes; on one line.
pub fn escape_attribute(text: &str, out: &mut String) {
    escape(text, out, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        // XML makes spaces of them (XML 1.0 §3.3.3), HTML does not.
        '\n' | '\r' | '\t' => Some(" "),
        _ => None,
    });
}

fn escape(text: &str, out: &mut String, entity: impl Fn(char) -> Option<&'static str>) {
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        let replacement = match entity(c) {
            Some(replacement) => replacement,
            None if c == '\r' && text[at + 1..].starts_with('\n') => "",
            None if c == '\r' => "\n",
            None if is_allowed(c) => continue,
            None => "",
        };
        out.push_str(&text[plain..at]);
        out.push_str(replacement);
        plain = at + c.len_utf8();
    }
    out.push_str(&text[plain..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_stand_is_left_out() {
        let mut out = String::new();
        escape_text("a\u{0}b\u{b}\u{85}c\u{fffe}\u{ffff}\u{1ffff}d\r\ne\rf<&>\"", &mut out);
        assert_eq!(out, "abcd\ne\nf&lt;&amp;&gt;\"");
        out.clear();
        escape_attribute("x\n\"y\"\t<&>\u{1}\u{a0}", &mut out);
        assert_eq!(out, "x &quot;y&quot; &lt;&amp;&gt;\u{a0}");
    }
}
