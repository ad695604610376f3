//! Text and addresses as feeds may hold them.

use offprint_core::{DateTime, html::is_living};
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

/// Plain text where HTML is read (RSS `description`).
pub(crate) fn as_html(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            _ => html.push(c),
        }
    }
    html
}

/// Whether a reader that looks for markup in plain text finds some.
pub(crate) fn looks_marked_up(text: &str) -> bool {
    crate::check::markup::in_plain_text(text).is_some()
}

/// Plain text in which a reader that looks for markup finds none: a word joiner (U+2060), which nobody sees, stands
/// after each `<` or `&` that would begin an end tag or the name of a character. RSS cannot say what its text is,
/// so that `&amp;` in a title is shown as `&` by some and as `&amp;` by others; this way all show the same.
pub(crate) fn as_plain(text: &str) -> Cow<'_, str> {
    if !looks_marked_up(text) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len() + 6);
    for (at, c) in text.char_indices() {
        plain.push(c);
        if matches!(c, '<' | '&') && crate::check::markup::begins_markup(&text[at..]) {
            plain.push('\u{2060}');
        }
    }
    Cow::Owned(plain)
}

/// The date where a date must stand and none is known: that of WordPress's first release, before which nothing was
/// published with it.
pub(crate) fn epoch() -> DateTime {
    DateTime::utc(jiff::Timestamp::from_second(1_053_993_600).unwrap_or(jiff::Timestamp::UNIX_EPOCH))
}

/// RFC 3339 with nine digits of a second.
pub(crate) fn exact_rfc3339(date: DateTime) -> String {
    let text = date.rfc3339();
    let (clock, offset) = text.split_at_checked(19).unwrap_or((&text, ""));
    format!("{clock}.{:09}{offset}", date.timestamp.subsec_nanosecond().max(0))
}

/// Text that is an absolute IRI (RFC 3987 §2.2) as it stands.
pub(crate) fn absolute_iri(text: &str) -> Option<&str> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let valid = text.char_indices().all(|(at, c)| match c {
        '%' => hex(at + 1) && hex(at + 2),
        '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | '[' | ']' => false,
        _ => !c.is_whitespace() && !c.is_control() && offprint_html::is_allowed(c),
    });
    (valid && text.matches('#').count() < 2 && Url::parse(text).is_ok()).then_some(text)
}

/// An address on the web, valid as a URI and without credentials; what needs no change stays byte for byte.
pub(crate) fn web_address(url: &str) -> Option<String> {
    let url = Some(url.trim()).filter(|url| is_living(url))?;
    let parsed = Url::parse(url).ok().filter(|parsed| matches!(parsed.scheme(), "http" | "https"))?;
    if url.is_ascii() && absolute_iri(url).is_some() {
        Some(url.to_owned())
    } else {
        Some(escape_brackets(parsed.as_str()))
    }
}

/// Brackets belong to the host alone (RFC 3986 §3.2.2); WordPress has them in queries.
fn escape_brackets(url: &str) -> String {
    let authority = url.find("://").map_or(0, |at| at + 3);
    let path = url[authority..].find(['/', '?', '#']).map_or(url.len(), |at| authority + at);
    let (host, rest) = url.split_at(path);
    format!("{host}{}", rest.replace('[', "%5B").replace(']', "%5D"))
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
    fn plain_text_is_taken_for_markup_by_nobody() {
        let same = |text: &str| assert_eq!(as_plain(text), text);
        same("Soil & Water, R&D; 1 < 2 > 0, a<3, <b>");
        assert_eq!(
            as_plain("<b>x</b> &amp; &#8217; &x"),
            "<b>x<\u{2060}/b> &\u{2060}amp; &\u{2060}#8217; &x"
        );
        assert_eq!(as_html("a <b> &amp;"), "a &lt;b&gt; &amp;amp;");
        assert!(!looks_marked_up(&as_plain("</div>&copy;")));
    }

    #[test]
    fn exact_dates() {
        let date = DateTime::parse("2025-04-30T12:11:12-06:00").unwrap();
        assert_eq!(exact_rfc3339(date), "2025-04-30T12:11:12.000000000-06:00");
        assert_eq!(epoch().rfc3339(), "2003-05-27T00:00:00Z");
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
        assert_eq!(
            web_address("https://a.example/?tag[]=x&y=[1]").as_deref(),
            Some("https://a.example/?tag%5B%5D=x&y=%5B1%5D")
        );
        assert_eq!(web_address("http://[::1]/a[1]").as_deref(), Some("http://[::1]/a%5B1%5D"));
        assert_eq!(web_address("javascript:alert(1)"), None);
        assert_eq!(web_address("https://u:p@a.example/"), None);
    }

    #[test]
    fn lines() {
        assert_eq!(line(" a\r\nb\u{0}\u{ffff}\tc\u{a0}d ").as_deref(), Some("a b c\u{a0}d"));
        assert_eq!(line("\u{1} \n"), None);
    }
}
