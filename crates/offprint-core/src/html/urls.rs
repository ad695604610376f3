//! Addresses: which may live, and how they are written.
//!
//! What is already percent-encoded stays byte for byte: it need not be UTF-8 (`%B0%FC` is GBK).

use std::borrow::Cow;
use url::Url;

/// An absolute URL of a living scheme, or a bare fragment; `None` for what must not leave the program.
pub(crate) fn link_url(raw: &str, base: Option<&Url>) -> Option<String> {
    let raw = trim(raw);
    if raw.is_empty() {
        return None;
    }
    if let Some(fragment) = raw.strip_prefix('#') {
        return (!fragment.is_empty()).then(|| format!("#{fragment}"));
    }
    match scheme(&raw) {
        Some("http" | "https") => web_url(&raw),
        Some("mailto" | "tel" | "irc") => Some(escape(&raw, false)).filter(|url| !url.ends_with(':')),
        Some(_) => None,
        None => relative(&raw, base),
    }
}

/// The URL of a link that leads nowhere: to the page itself (`#`, or nothing at all), to a host that cannot be, or relative
/// where no base is known.
pub(crate) fn dead_end(raw: &str, base: Option<&Url>) -> Option<String> {
    let raw = trim(raw);
    let url = escape(&raw, true);
    match (scheme(&raw), base) {
        _ if has_credentials(&url) => None,
        (Some("http" | "https"), _) => Url::parse(&url).is_ok().then_some(url),
        (Some(_), _) => None,
        (None, None) => Some(url),
        (None, Some(base)) => {
            let page = base.as_str().split('#').next().unwrap_or_default();
            matches!(&*raw, "" | "#").then(|| format!("{page}{url}"))
        }
    }
}

/// An absolute `http` or `https` URL, or a `data:` URL of a raster picture; `None` for anything else.
pub(crate) fn picture_url(raw: &str, base: Option<&Url>) -> Option<String> {
    let raw = trim(raw);
    match scheme(&raw) {
        Some("http" | "https") => web_url(&raw),
        Some("data") => is_raster_data(&raw).then(|| raw.into_owned()),
        Some(_) => None,
        None if raw.is_empty() || raw.starts_with('#') => None,
        None => relative(&raw, base),
    }
}

/// Whether a link may lead there: to `http` and `https` without credentials, `mailto`, `tel`, or an address without a
/// scheme. All that reading makes may; a model made by hand is asked.
pub fn is_living(url: &str) -> bool {
    lives(url, Use::Link)
}

/// The same for what is fetched to be shown, a picture or a sound: no `mailto`, no `tel`, but a raster picture in a
/// `data:` address.
pub fn is_living_file(url: &str) -> bool {
    lives(url, Use::File)
}

/// What an address is there for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Link,
    File,
}

fn lives(url: &str, wanted: Use) -> bool {
    let seen: String = url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    // A scheme ends before the first mark that can stand in none.
    let scheme = seen.split(['/', '?', '#']).next().and_then(|begin| begin.split_once(':'));
    match scheme.map(|(scheme, _)| scheme.to_ascii_lowercase()).as_deref() {
        Some("mailto" | "tel" | "irc") => wanted == Use::Link,
        None | Some("http" | "https") => !has_credentials(&seen),
        Some("data") => wanted == Use::File && is_raster_data(&seen),
        Some(_) => false,
    }
}

/// Whether a name or a password stands before the host, which [`link_url`] leaves out.
pub(crate) fn has_credentials(raw: &str) -> bool {
    let raw = trim(raw);
    let web = matches!(scheme(&raw), Some("http" | "https")) || raw.starts_with("//");
    let rest = raw.split_once("//").map_or("", |(_, rest)| rest);
    web && rest.split(['/', '?', '#', '\\']).next().is_some_and(|authority| authority.contains('@'))
}

/// The URL without the parameters that only tell where readers came from; `None` when it has none of them.
pub(crate) fn without_tracking(url: &str) -> Option<String> {
    let (page, rest) = url.split_once('?')?;
    let (query, fragment) = rest.split_once('#').map_or((rest, None), |(query, part)| (query, Some(part)));
    let tracks = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        name.starts_with("utm_") || matches!(name, "fbclid" | "gclid" | "mc_cid" | "mc_eid")
    };
    if !query.split('&').any(|pair| tracks(&pair)) {
        return None;
    }
    let kept: Vec<_> = query.split('&').filter(|pair| !tracks(pair)).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    let fragment = fragment.map(|part| format!("#{part}")).unwrap_or_default();
    Some(format!("{page}{query}{fragment}"))
}

/// The host of an absolute URL, without `www.`.
pub(crate) fn host(url: &str) -> &str {
    let rest = url.split("://").nth(1).unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether the path of this URL ends as picture files do.
pub(crate) fn names_a_picture(url: &str) -> bool {
    const ENDINGS: [&str; 9] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp", "heic"];
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

/// White space around is of no meaning; tabs and line ends within are taken out, as browsers do.
fn trim(raw: &str) -> Cow<'_, str> {
    let raw = raw.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if raw.contains(|c: char| c.is_control()) {
        return Cow::Owned(raw.chars().filter(|c| !c.is_control()).collect());
    }
    Cow::Borrowed(raw)
}

fn scheme(url: &str) -> Option<&'static str> {
    let end = url.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')))?;
    if url.as_bytes()[end] != b':' || !url.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let known = ["http", "https", "mailto", "tel", "irc", "data"];
    Some(known.into_iter().find(|known| url[..end].eq_ignore_ascii_case(known)).unwrap_or("other"))
}

/// The host as browsers read it, without credentials; the rest as it was written.
fn web_url(raw: &str) -> Option<String> {
    let (scheme, rest) = raw.split_once(':')?;
    let rest = rest.trim_start_matches(['/', '\\']);
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let plain = !authority.is_empty()
        && authority.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    let scheme = scheme.to_ascii_lowercase();
    let authority = if plain {
        Cow::Borrowed(authority)
    } else {
        let parsed = Url::parse(&format!("{scheme}://{authority}/")).ok()?;
        let host = parsed.host_str()?.to_owned();
        // The URL standard lets marks stand in a host that no name of the net has.
        let odd =
            |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '~' | '[' | ']' | ':'));
        if host.contains(odd) {
            return None;
        }
        Cow::Owned(parsed.port().map_or_else(|| host.clone(), |port| format!("{host}:{port}")))
    };
    Some(format!("{scheme}://{authority}{}", escape(path, true)))
}

fn relative(raw: &str, base: Option<&Url>) -> Option<String> {
    let base = base?;
    if raw.starts_with("//") || raw.starts_with("\\\\") {
        return web_url(&format!("{}:{raw}", base.scheme()));
    }
    let joined = base.join(&escape(raw, true)).ok()?;
    matches!(joined.scheme(), "http" | "https").then(|| joined.to_string())
}

/// Percent-encodes what RFC 3986 lets stand nowhere; an encoding that is there already stays.
fn escape(url: &str, backslashes: bool) -> String {
    let mut out = String::with_capacity(url.len());
    let bytes = url.as_bytes();
    let mut fragment = false;
    for (index, &byte) in bytes.iter().enumerate() {
        let hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
        let stays = match byte {
            b'%' => hex(index + 1) && hex(index + 2),
            // A second one is not for RFC 3986, but addresses of applications have it: `/#/view#part`.
            b'#' => {
                fragment = true;
                true
            }
            b' ' | b'"' | b'<' | b'>' | b'`' | b'{' | b'}' | b'|' | b'^' | b'\\' => false,
            _ => byte.is_ascii_graphic(),
        };
        match byte {
            b'\\' if backslashes && !fragment => out.push('/'),
            _ if stays => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn is_raster_data(url: &str) -> bool {
    let Some((kind, data)) = url.split_once(',') else { return false };
    let kinds = ["png", "jpeg", "jpg", "gif", "webp"].map(|kind| format!("data:image/{kind};base64"));
    kinds.iter().any(|known| known.eq_ignore_ascii_case(kind))
        && data
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'%' | b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: Option<&str>) {
        let base = Url::parse("https://a.example/news/bees/").ok();
        assert_eq!(link_url(raw, base.as_ref()).as_deref(), expected, "{raw}");
    }

    #[test]
    fn what_may_leave() {
        for url in ["https://a.example/?x=a:b", "#a:b", "media/a:b.png", "mailto:a@b.example"] {
            assert!(is_living(url), "{url}");
        }
        for (url, is_link) in [("mailto:a@b.example", true), ("data:image/png;base64,AAAA", false)] {
            assert_eq!((is_living(url), is_living_file(url)), (is_link, !is_link), "{url}");
        }
        let dead = [
            "javascript:alert(1)",
            " java\u{3}script:x",
            "https://u:p@a.example/",
            "//u@a.example",
            "data:text/html,x",
        ];
        for url in dead {
            assert!(!is_living(url) && !is_living_file(url), "{url}");
        }
    }

    #[test]
    fn living_and_dying() {
        check("https://b.example/x?M=%B0%FC&c=%e4", Some("https://b.example/x?M=%B0%FC&c=%e4"));
        check("HTTP://B.example/ü /é?ö#ä", Some("http://B.example/%C3%BC%20/%C3%A9?%C3%B6#%C3%A4"));
        check("https://münchen.example/", Some("https://xn--mnchen-3ya.example/"));
        check("https://b.example/#/view#part", Some("https://b.example/#/view#part"));
        check("https://user:pass@b.example:8080/x", Some("https://b.example:8080/x"));
        check("/up.png", Some("https://a.example/up.png"));
        check("../ants/?x=%B0", Some("https://a.example/news/ants/?x=%B0"));
        check("//c.example/x", Some("https://c.example/x"));
        check("#top", Some("#top"));
        check("#", None);
        check("mailto:a@b.example", Some("mailto:a@b.example"));
        check("tel:+1 234", Some("tel:+1%20234"));
        check("java\tscript:alert(1)", None);
        check(" \u{1}javascript:alert(1)", None);
        check("data:text/html,x", None);
        check("vbscript:x", None);
        check("https://b.example/100%", Some("https://b.example/100%25"));
        check("https:", None);
        check("https://gard=\"http//x", None);
        check("", None);
    }

    #[test]
    fn dead_ends() {
        let base = Url::parse("https://a.example/news/#x").ok();
        let check = |raw: &str, base: Option<&Url>, expected: Option<&str>| {
            assert_eq!(dead_end(raw, base).as_deref(), expected, "{raw}");
        };
        check("", base.as_ref(), Some("https://a.example/news/"));
        check(" #\n", base.as_ref(), Some("https://a.example/news/#"));
        check("#", None, Some("#"));
        check("/a b", None, Some("/a%20b"));
        check("https://b.example.%60x", None, Some("https://b.example.%60x"));
        for raw in [
            "javascript:x()",
            "data:text/html,x",
            "//u:p@b.example/",
            "\\\\u@b.example",
            "x:y",
            "https://u@b",
        ] {
            check(raw, None, None);
            check(raw, base.as_ref(), None);
        }
    }

    #[test]
    fn tracking_parameters() {
        let check = |url: &str, expected: Option<&str>| {
            assert_eq!(without_tracking(url).as_deref(), expected, "{url}");
        };
        check("https://b.example/?utm_source=x&y=1&fbclid=2#z", Some("https://b.example/?y=1#z"));
        check("https://b.example/?gclid=2", Some("https://b.example/"));
        check("https://b.example/?y=1#?utm_source=x", None);
    }

    #[test]
    fn pictures() {
        assert_eq!(
            picture_url("data:image/png;base64,AAAA", None).as_deref(),
            Some("data:image/png;base64,AAAA")
        );
        assert_eq!(picture_url("data:image/svg+xml,<svg>", None), None);
        assert_eq!(picture_url("data:image/png;base64,AA\"onerror=x", None), None);
        assert!(names_a_picture("https://a.example/x/Y.JPG?w=1"));
        assert!(!names_a_picture("https://a.example/x.y/"));
        assert_eq!(host("https://www.a.example:80/x"), "a.example:80");
    }
}
