//! Text and addresses as feeds may hold them.

use std::borrow::Cow;
use url::Url;

/// Text without the characters that XML forbids.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(offprint_html::is_allowed) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(text.chars().filter(|&c| offprint_html::is_allowed(c)).collect())
}

/// The same on one line, without space around it; `None` when nothing is left.
pub(crate) fn line(text: &str) -> Option<String> {
    let clean = clean(text);
    let mut line = String::with_capacity(clean.len());
    // No-break spaces are the author's.
    for word in clean.split(|c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')) {
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    (!line.trim().is_empty()).then_some(line)
}

/// Plain text where HTML is read (RSS `description`): only what a parser would take for markup is escaped, so that
/// it reads the same to those who take it for text.
pub(crate) fn text_as_html(text: &str) -> String {
    let bytes = text.as_bytes();
    let after = |at: usize, n: usize| bytes.get(at + n).copied().unwrap_or(b' ');
    let mut html = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '<' if after(at, 1).is_ascii_alphabetic() || matches!(after(at, 1), b'/' | b'!' | b'?') => {
                html.push_str("&lt;");
            }
            // No name of a character has one letter; two may begin one, even without a semicolon.
            '&' if after(at, 1) == b'#'
                || (after(at, 1).is_ascii_alphanumeric() && after(at, 2).is_ascii_alphanumeric()) =>
            {
                html.push_str("&amp;");
            }
            _ => html.push(c),
        }
    }
    html
}

/// Text that is an absolute IRI (RFC 3987 §2.2) as it stands.
pub(crate) fn absolute_iri(text: &str) -> Option<&str> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let valid = text.char_indices().all(|(at, c)| match c {
        '%' => hex(at + 1) && hex(at + 2),
        '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' => false,
        _ => !c.is_whitespace() && !c.is_control() && offprint_html::is_allowed(c),
    });
    (valid && text.matches('#').count() < 2 && Url::parse(text).is_ok()).then_some(text)
}

/// An address on the web, valid as a URI; what needs no change stays byte for byte.
pub(crate) fn web_address(url: &str) -> Option<String> {
    let url = url.trim();
    let parsed = Url::parse(url).ok().filter(|parsed| matches!(parsed.scheme(), "http" | "https"))?;
    if url.is_ascii() && absolute_iri(url).is_some() {
        Some(url.to_owned())
    } else {
        Some(parsed.to_string())
    }
}

/// The host of an address, as people write it.
pub(crate) fn host(url: &str) -> Option<String> {
    let parsed = Url::parse(url.trim()).ok()?;
    let host = parsed.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_markup_is_escaped() {
        let same = |text: &str| assert_eq!(text_as_html(text), text);
        same("Soil & Water, R&D; 1 < 2 > 0, a<3 \"q\"");
        assert_eq!(
            text_as_html("a <b> &lt; &#65; &copy2 </b>"),
            "a &lt;b> &amp;lt; &amp;#65; &amp;copy2 &lt;/b>"
        );
        assert_eq!(text_as_html("x<"), "x<");
    }

    #[test]
    fn iris() {
        for iri in
            ["https://a.example/?p=7", "tag:a.example,2003:post:7", "urn:uuid:1", "https://a.example/é"]
        {
            assert_eq!(absolute_iri(iri), Some(iri));
        }
        for not in ["7", "a b:c", "/x", "https://a.example/ x", "https://a.example/%zz", "", "http://x/#a#b"]
        {
            assert_eq!(absolute_iri(not), None, "{not}");
        }
        assert_eq!(
            web_address("https://bücher.example/ä").as_deref(),
            Some("https://xn--bcher-kva.example/%C3%A4")
        );
        assert_eq!(web_address("javascript:alert(1)"), None);
    }

    #[test]
    fn lines() {
        assert_eq!(line(" a\r\nb\u{0}\u{ffff}\tc\u{a0}d ").as_deref(), Some("a b c\u{a0}d"));
        assert_eq!(line("\u{1} \n"), None);
    }
}
