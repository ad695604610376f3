//! Addresses that may be written.

use offprint_core::html::{LINK_SCHEMES, is_living};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::borrow::Cow;
use url::Url;

/// An address as a valid URL string (WHATWG URL §4.3), or `None` when it is empty, does not parse, or has another
/// scheme than those of [`LINK_SCHEMES`]. What is valid stays byte for byte.
pub(crate) fn link_address(url: &str) -> Option<Cow<'_, str>> {
    address(url, &LINK_SCHEMES).filter(|_| is_living(url))
}

/// The same for a picture or a sound, which can only be fetched: `http`, `https`, or relative to the page.
pub(crate) fn file_address(url: &str) -> Option<Cow<'_, str>> {
    address(url, &["http", "https"]).filter(|_| is_living(url))
}

/// Whether an address says where it leads without a page to start from.
pub(crate) fn is_absolute(url: &str) -> bool {
    Url::parse(url.trim()).is_ok()
}

/// What a fragment that names this `id` looks like, `#` included.
pub(crate) fn fragment_to(id: &str) -> String {
    const FRAGMENT: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'`').add(b'\\').add(b'^');
    const ALSO: &AsciiSet = &FRAGMENT.add(b'[').add(b']').add(b'{').add(b'|').add(b'}');
    // Letters of other scripts stay themselves, as in the `id`.
    let mut fragment = String::from("#");
    for c in id.chars() {
        if c.is_ascii() {
            fragment.extend(utf8_percent_encode(c.encode_utf8(&mut [0; 4]), ALSO));
        } else {
            fragment.push(c);
        }
    }
    fragment
}

/// The name of the file that an address leads to, for people to read; the host or the address when there is none.
pub(crate) fn file_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url).trim_end_matches('/');
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let name = path.rsplit('/').next().unwrap_or(path);
    let decoded = percent_decode_str(name).decode_utf8().map_or_else(|_| name.to_owned(), Cow::into_owned);
    if decoded.trim().is_empty() { url.to_owned() } else { decoded }
}

fn address<'a>(url: &'a str, schemes: &[&str]) -> Option<Cow<'a, str>> {
    let url = url.trim();
    if url.is_empty() {
        return None;
    }
    let before = url.split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = before.split_once(':').map(|(scheme, _)| scheme);
    let known = |scheme: &str| schemes.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    if scheme.is_some_and(|scheme| !known(scheme) || Url::parse(url).is_err()) {
        return None;
    }
    Some(encode(url))
}

fn encode(url: &str) -> Cow<'_, str> {
    let host_end = host_end(url);
    let mut fragment = false;
    let mut out = String::new();
    let mut plain = 0;
    for (at, c) in url.char_indices() {
        let valid = match c {
            '%' => {
                let hex = |n: usize| url.as_bytes().get(at + n).is_some_and(u8::is_ascii_hexdigit);
                hex(1) && hex(2)
            }
            '#' => !std::mem::replace(&mut fragment, true),
            '[' | ']' => at < host_end,
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
            _ => !c.is_control() && crate::is_allowed(c) && !c.is_whitespace(),
        };
        if valid {
            continue;
        }
        out.push_str(&url[plain..at]);
        plain = at + c.len_utf8();
        match c {
            // The URL parser leaves them out too.
            '\t' | '\n' | '\r' => {}
            '\\' if at < host_end => out.push('/'),
            _ => {
                let mut bytes = [0; 4];
                c.encode_utf8(&mut bytes)
                    .bytes()
                    .for_each(|byte| out.push_str(percent_encoding::percent_encode_byte(byte)));
            }
        }
    }
    if plain == 0 {
        return Cow::Borrowed(url);
    }
    out.push_str(&url[plain..]);
    Cow::Owned(out)
}

fn host_end(url: &str) -> usize {
    let Some(start) = url.find("//").map(|at| at + 2) else { return 0 };
    url[start..].find(['/', '?', '#']).map_or(url.len(), |at| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_can_be_followed() {
        let same = |url: &str| assert_eq!(link_address(url).as_deref(), Some(url));
        same("https://other.example/a?b=%B0%FC&c=1");
        same("http://[::1]:8080/x#y");
        same("mailto:ada@garden.example?subject=Beds");
        same("tel:+41-44-000");
        assert_eq!(link_address("https://u:p@a.example/"), None);
        assert_eq!(file_address("https://u:p@a.example/x.png"), None);
        same("ch0002.xhtml#p9-top");
        same("https://garden.example/каша/");
        let becomes = |url: &str, to: &str| assert_eq!(link_address(url).as_deref(), Some(to));
        becomes("https://a.example/a b|c[1]?q={x}#a#b", "https://a.example/a%20b%7Cc%5B1%5D?q=%7Bx%7D#a%23b");
        becomes("https://a.example/100%", "https://a.example/100%25");
        becomes("https://a.example/\u{2003}x", "https://a.example/%E2%80%83x");
        for url in
            ["", "  ", "javascript:alert(1)", "data:text/html,x", "http://", "http://a b/", "JAVASCRIPT:x"]
        {
            assert_eq!(link_address(url), None, "{url}");
        }
        assert_eq!(file_address("mailto:a@b.example"), None);
    }

    #[test]
    fn names_and_fragments() {
        assert_eq!(file_name("https://a.example/x/b%C3%A9b%C3%A9.mp3?x=1"), "bébé.mp3");
        assert_eq!(file_name("https://a.example/"), "a.example");
        assert_eq!(fragment_to("p7-a\"b%é"), "#p7-a%22b%25é");
    }
}
