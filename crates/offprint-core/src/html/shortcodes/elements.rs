//! Shortcodes among the attributes of elements, and elements among what goes with a shortcode.

use super::super::bounds::{attributes_end, end_tag, is_text_only, tag_name};
use super::tag_name_of;
use crate::shortcodes::syntax::{Source, tag_at};
use crate::shortcodes::table::is_known_alone;

/// Attributes with an address.
const ADDRESSES: [&str; 8] =
    ["href", "src", "data-src", "data-lazy-src", "poster", "action", "cite", "srcset"];
/// Attributes with words.
const WORDS: [&str; 3] = ["alt", "title", "aria-label"];
/// Shortcodes for the URL of the site.
const SITE: [&str; 20] = [
    "site_url",
    "siteurl",
    "site-url",
    "home_url",
    "homeurl",
    "home-url",
    "home",
    "url",
    "blog_url",
    "blogurl",
    "base_url",
    "baseurl",
    "root_url",
    "wpurl",
    "wp_url",
    "site_link",
    "site",
    "bloginfo",
    "domain",
    "wordpress_url",
];
/// Shortcodes for the URL of the uploads folder.
const UPLOADS: [&str; 5] = ["upload_url", "uploads_url", "upload_dir", "uploads", "media_url"];

/// A tag of an element without the shortcodes in its values, and an address that could not be resolved.
pub(super) fn without_shortcodes(tag: &str) -> (String, Option<String>) {
    let mut out = String::with_capacity(tag.len());
    let mut unresolved = None;
    let bytes = tag.as_bytes();
    let mut from = 0;
    let mut at = 1 + tag_name(tag, 1).len();
    while at < bytes.len() {
        let begin = at + bytes[at..].iter().take_while(|b| b.is_ascii_whitespace() || **b == b'/').count();
        let name_end = begin
            + bytes[begin..]
                .iter()
                .take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/'))
                .count();
        if name_end == begin {
            at = begin + 1;
            continue;
        }
        let sign = name_end + bytes[name_end..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        if bytes.get(sign) != Some(&b'=') {
            at = name_end;
            continue;
        }
        let value = sign + 1 + bytes[sign + 1..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let (start, end) = match bytes.get(value) {
            Some(quote @ (b'"' | b'\'')) => {
                let end =
                    memchr::memchr(*quote, &bytes[value + 1..]).map_or(bytes.len(), |end| value + 1 + end);
                (value + 1, end)
            }
            _ => {
                let length =
                    bytes[value..].iter().take_while(|b| !b.is_ascii_whitespace() && **b != b'>').count();
                (value, value + length)
            }
        };
        at = (end + 1).min(bytes.len());
        let (Some(name), Some(written)) = (tag.get(begin..name_end), tag.get(start..end)) else { continue };
        let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        let changed = if is(&ADDRESSES) {
            match address(written) {
                Address::Plain => None,
                Address::Resolved(url) => Some(url),
                Address::Unresolved => {
                    unresolved = Some(written.chars().take(60).collect());
                    Some(String::new())
                }
            }
        } else if is(&WORDS) {
            words(written)
        } else {
            None
        };
        if let Some(changed) = changed {
            out.push_str(&tag[from..start]);
            out.push_str(&changed);
            from = end;
        }
    }
    out.push_str(&tag[from..]);
    (out, unresolved)
}

enum Address {
    Plain,
    Resolved(String),
    Unresolved,
}

/// An address that begins with a shortcode: `[site_url]/contact/`.
fn address(written: &str) -> Address {
    let plain = written.trim();
    let decoded;
    let plain = match plain.get(..3) {
        Some(begin) if begin.eq_ignore_ascii_case("%5b") => {
            decoded = format!("[{}", plain[3..].replacen("%5D", "]", 1).replacen("%5d", "]", 1));
            &decoded
        }
        _ => plain,
    };
    // Behind a protocol that an editor added, too: `http://[site_url]/`.
    let bare =
        ["https://", "http://", "//"].iter().find_map(|scheme| plain.strip_prefix(scheme)).unwrap_or(plain);
    let begins = bare.starts_with('[') && bare[1..].starts_with(|c: char| c.is_ascii_alphabetic());
    if !begins {
        return Address::Plain;
    }
    let tag = tag_at(bare, 0, Source::Html, &mut 10_000);
    // `http://[fe80::1]/` is an address of the sixth version.
    let Some(tag) = tag else {
        return if bare.len() == plain.len() { Address::Unresolved } else { Address::Plain };
    };
    let rest = bare[tag.end..].trim_start_matches('/');
    if rest.contains('[') && rest.contains(']') && !rest.contains('?') {
        return Address::Unresolved;
    }
    if SITE.contains(&tag.name.as_str()) {
        Address::Resolved(format!("/{rest}"))
    } else if UPLOADS.contains(&tag.name.as_str()) {
        Address::Resolved(format!("/wp-content/uploads/{rest}"))
    } else {
        Address::Unresolved
    }
}

/// Words without shortcodes; `None` when there are none.
fn words(written: &str) -> Option<String> {
    let mut out = String::with_capacity(written.len());
    let (mut from, mut at) = (0, 0);
    while let Some(found) = written[at..].find('[') {
        let start = at + found;
        at = start + 1;
        let Some(tag) = tag_at(written, start, Source::Html, &mut 10_000) else { continue };
        if tag.is_unmistakable() || is_known_alone(&tag.name) {
            out.push_str(&written[from..start]);
            (from, at) = (tag.end, tag.end);
        }
    }
    if from == 0 {
        return None;
    }
    out.push_str(&written[from..]);
    Some(out.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The tags of the elements that begin or end here: what goes with a shortcode must not leave others open.
pub(super) fn structure_of(html: &str) -> String {
    /// Elements that show something by themselves.
    const SHOWN: [&str; 10] = ["img", "input", "br", "hr", "source", "track", "wbr", "embed", "link", "meta"];
    let mut out = String::new();
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + found;
        let rest = &html[start..];
        let closes = rest[1..].starts_with('/');
        if !rest[1..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = start + 1;
            continue;
        }
        let name = tag_name(html, start + 1 + usize::from(closes));
        let end = attributes_end(bytes, start + 1 + usize::from(closes) + name.len());
        at = end;
        let lower = tag_name_of(rest);
        if is_text_only(name) && !closes {
            at = end_tag(html, end, name).map_or(html.len(), |close| close + 2 + name.len());
        } else if !SHOWN.contains(&lower.as_str()) && !is_text_only(name) {
            out.push_str(&html[start..end]);
        }
    }
    // A pair that begins and ends here needs no tag.
    if out.is_empty() { out } else { without_empty_pairs(out) }
}

fn without_empty_pairs(mut tags: String) -> String {
    for pair in ["<p></p>", "<em></em>", "<strong></strong>", "<span></span>"] {
        while tags.contains(pair) {
            tags = tags.replace(pair, "");
        }
    }
    tags
}
