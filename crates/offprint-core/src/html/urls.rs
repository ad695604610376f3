//! URLs: which are allowed, how they are resolved, and how they are written.
//!
//! What is already percent-encoded stays byte for byte: it need not be UTF-8 (`%B0%FC` is GBK).

use std::borrow::Cow;
use url::Url;

/// The schemes that a link may have: those that WordPress itself allows (`wp_allowed_protocols`), and `geo` (RFC 5870).
/// Programs that open them show a page, a message, a place or a call; none runs what the URL holds.
pub const LINK_SCHEMES: [&str; 23] = [
    "http", "https", "ftp", "ftps", "mailto", "news", "irc", "irc6", "ircs", "gopher", "nntp", "feed",
    "telnet", "mms", "rtsp", "sms", "svn", "tel", "fax", "xmpp", "webcal", "urn", "geo",
];

/// Returns the URL of a link: absolute and of an allowed scheme, a bare fragment, or, without a base to resolve it
/// against, relative as it was. `None` for an empty one and for what must not leave the program.
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
        Some("other" | "data") => None,
        Some(scheme) => other_url(scheme, &raw),
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

/// Returns the URL of a picture: absolute `http` or `https`, the `data:` URL of a raster picture, or, without a base,
/// relative as it was. `None` for anything else.
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

/// Returns the absolute `http` or `https` URL that this is, or that it is relative to `base`.
pub(crate) fn absolute_url(raw: &str, base: Option<&Url>) -> Option<String> {
    link_url(raw, base).filter(|url| is_web(url))
}

/// Whether this is an absolute `http` or `https` URL.
pub(crate) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// Whether a URL needs a page to resolve it against. A bare fragment does not: it leads into the same text.
pub fn is_relative(url: &str) -> bool {
    !url.is_empty() && !url.starts_with('#') && scheme(url).is_none()
}

/// Whether a link may have this URL: a scheme of [`LINK_SCHEMES`] without credentials, or none. All URLs of a post that
/// was read qualify; ask for a model made by hand.
pub fn is_living(url: &str) -> bool {
    lives(url, Use::Link)
}

/// The same for what is fetched to be shown, a picture or a sound: `http`, `https`, a raster picture in a `data:` URL,
/// or a relative URL.
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
    let named = seen.split(['/', '?', '#']).next().is_some_and(|begin| begin.contains(':'));
    match scheme(&seen) {
        None => !named && !has_credentials(&seen),
        Some("http" | "https") => !has_credentials(&seen),
        Some("data") => wanted == Use::File && is_raster_data(&seen),
        Some("other") => false,
        Some("feed") => wanted == Use::Link && nests_no_script(&seen) && !has_credentials(&seen),
        Some(_) => wanted == Use::Link && !has_credentials(&seen),
    }
}

/// Whether a `feed:` URL holds a host or a web URL. `feed:javascript:…` would hand another scheme to its reader.
fn nests_no_script(url: &str) -> bool {
    let rest = url.split_once(':').map_or("", |(_, rest)| rest);
    rest.starts_with("//") || matches!(scheme(rest), Some("http" | "https"))
}

/// Whether a name or a password stands before the host, which [`link_url`] leaves out.
pub(crate) fn has_credentials(raw: &str) -> bool {
    let raw = trim(raw);
    let of_host = match scheme(&raw) {
        None => raw.starts_with("//"),
        // They have no host, or (`xmpp`, RFC 5122) a name that is no secret before it.
        Some("other" | "data" | "mailto" | "tel" | "sms" | "fax" | "urn" | "geo" | "xmpp") => false,
        Some(_) => true,
    };
    of_host && authority(&raw).contains('@')
}

/// The part of a URL between `//` and its path; empty for URLs that have none (`mailto:`).
fn authority(url: &str) -> &str {
    let Some((before, rest)) = url.split_once("//") else { return "" };
    if !before.is_empty() && !before.ends_with(':') {
        return "";
    }
    rest.split(['/', '?', '#', '\\']).next().unwrap_or_default()
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

/// The scheme in lower case, `other` for one that is not allowed, `None` for a relative URL.
fn scheme(url: &str) -> Option<&'static str> {
    let end = url.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')))?;
    if url.as_bytes()[end] != b':' || !url.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut known = LINK_SCHEMES.into_iter().chain(["data"]);
    Some(known.find(|known| url[..end].eq_ignore_ascii_case(known)).unwrap_or("other"))
}

/// A URL of an allowed scheme that is not the web's, without credentials.
fn other_url(scheme: &'static str, raw: &str) -> Option<String> {
    let (_, rest) = raw.split_once(':')?;
    if scheme == "feed" && !rest.starts_with("//") {
        return web_url(matches!(self::scheme(rest), Some("http" | "https")).then_some(rest)?)
            .map(|url| format!("feed:{url}"));
    }
    if matches!(scheme, "mailto" | "tel") {
        return Some(escape(raw, false)).filter(|url| !url.ends_with(':'));
    }
    let rest = match authority(raw) {
        with if has_credentials(raw) => {
            let host = with.rsplit_once('@').map_or(with, |(_, host)| host);
            Cow::Owned(rest.replacen(with, host, 1))
        }
        _ => Cow::Borrowed(rest),
    };
    let url = escape(&format!("{scheme}:{rest}"), false);
    let is_bare = rest.trim_start_matches('/').trim().is_empty();
    (!is_bare && Url::parse(&url).is_ok()).then_some(url)
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
    // Two slashes of either kind begin a host, as browsers read them.
    if raw.len() - raw.trim_start_matches(['/', '\\']).len() >= 2 {
        return web_url(&format!("{}:{raw}", base.map_or("https", Url::scheme)));
    }
    let escaped = escape(raw, true);
    let Some(base) = base else {
        let before = escaped.split(['/', '?', '#']).next().unwrap_or_default();
        return (!before.contains(':')).then_some(escaped);
    };
    let joined = base.join(&escaped).ok()?;
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
        for url in
            ["https://a.example/?x=a:b", "#a:b", "media/a:b.png", "mailto:a@b.example", "/a.png", "?p=1"]
        {
            assert!(is_living(url), "{url}");
        }
        for (url, is_link) in [
            ("mailto:a@b.example", true),
            ("ftp://b.example/x.zip", true),
            ("geo:48.2,16.3", true),
            ("data:image/png;base64,AAAA", false),
        ] {
            assert_eq!((is_living(url), is_living_file(url)), (is_link, !is_link), "{url}");
        }
        let dead = [
            "javascript:alert(1)",
            " java\u{3}script:x",
            "https://u:p@a.example/",
            "//u@a.example",
            "data:text/html,x",
            "file:///etc/passwd",
            "feed:javascript:alert(1)",
            "feed:feed:javascript:alert(1)",
            "ftp://u:p@b.example/",
            "view-source:https://a.example/",
            "intent://x",
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
    fn schemes_that_do_no_harm() {
        for url in [
            "ftp://b.example/x.zip",
            "sms:+43123?body=hi",
            "irc://b.example/#bees",
            "geo:48.2,16.3;u=35",
            "xmpp:ada@b.example?message",
            "news:comp.bees",
            "urn:isbn:9780000000000",
            "webcal://b.example/x.ics",
            "feed://b.example/rss",
            "feed:https://b.example/rss",
        ] {
            check(url, Some(url));
        }
        check("FTP://b.example/a b", Some("ftp://b.example/a%20b"));
        check("ftp://u:p@b.example/x", Some("ftp://b.example/x"));
        check("feed:https://u:p@b.example/x", Some("feed:https://b.example/x"));
        for url in
            ["ftp:", "ftp://", "irc:", "feed:javascript:alert(1)", "file:///x", "magnet:?xt=x", "blob:x"]
        {
            check(url, None);
        }
        assert_eq!(picture_url("ftp://b.example/x.png", None), None);
    }

    #[test]
    fn relative_urls_without_a_base() {
        let check = |raw: &str, expected: Option<&str>| {
            assert_eq!(link_url(raw, None).as_deref(), expected, "{raw}");
        };
        for url in ["/a/b.jpg", "../a.jpg", "a.jpg", "?p=12", "a/b:c.jpg", "/ä"] {
            check(url, Some(&escape(url, true)));
            assert!(is_relative(&escape(url, true)), "{url}");
        }
        check("//cdn.example/x.png", Some("https://cdn.example/x.png"));
        check("/\\cdn.example/x.png", Some("https://cdn.example/x.png"));
        check("//u:p@cdn.example/x.png", Some("https://cdn.example/x.png"));
        check("java script:x", None);
        check("b:c.jpg", None);
        assert!(!is_relative("#a") && !is_relative("https://a.example/") && !is_relative(""));
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
