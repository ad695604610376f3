//! Links between the chapters of a book, and out of it.

use crate::chapter::{Crossing, ID_PREFIX};
use crate::names;
use offprint_core::{EditionInfo, Inline, Link};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use quick_xml::events::{BytesStart, Event, attributes::Attribute};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;

/// The address of a chapter, or of an anchor in it, within the book.
pub(crate) fn href(target: usize, anchor: Option<&str>) -> String {
    let page = names::chapter(target);
    match anchor {
        Some(anchor) => format!("{page}#{}", fragment(&format!("{ID_PREFIX}{anchor}"))),
        None => page,
    }
}

/// Whether the host of a web address can be one: a label within it must not be empty (RFC 1035 §2.3.1).
pub(crate) fn has_sound_host(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else { return true };
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or_default() };
    !host.is_empty() && !host.starts_with('.') && !host.contains("..")
}

/// An `id` as a fragment names it; letters of other scripts stay themselves.
pub(crate) fn fragment(id: &str) -> String {
    const KEPT: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');
    let mut out = String::with_capacity(id.len());
    for c in id.chars() {
        if c.is_ascii() {
            out.extend(utf8_percent_encode(c.encode_utf8(&mut [0; 4]), KEPT));
        } else {
            out.push(c);
        }
    }
    out
}

/// The anchor that a fragment (without `#`) names; `None` for those that themes make for comments.
pub(crate) fn anchor_of(fragment: &str) -> Option<String> {
    let anchor = percent_decode_str(fragment).decode_utf8().ok()?;
    let comments = matches!(&*anchor, "" | "comments" | "respond" | "main" | "content")
        || anchor.strip_prefix("comment-").or(anchor.strip_prefix("more-")).is_some_and(is_number);
    (!comments).then(|| anchor.into_owned())
}

/// A link out of the book, its address as its text, whatever the direction around it; `None` if the address cannot
/// be followed.
pub(crate) fn outward_to_html(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let shown = rest.trim_end_matches('/');
    if !has_sound_host(url) {
        return None;
    }
    let shown = percent_decode_str(shown).decode_utf8().map_or_else(|_| shown.to_owned(), Into::into);
    let content = vec![Inline::Text(shown)];
    let link = Inline::Link(Link { url: url.to_owned(), title: None, content });
    let options =
        offprint_html::Options { syntax: offprint_html::Syntax::Xhtml, ..offprint_html::Options::default() };
    let html = offprint_html::inlines_to_html(&[link], &options);
    html.starts_with("<a ").then(|| format!("<bdi dir=\"ltr\">{html}</bdi>"))
}

/// What has to be written instead of links to chapters or anchors that the book does not have: by the address
/// written, the address that there is.
pub(crate) fn repairs(
    crossings: &[Crossing],
    bound: &HashMap<usize, HashSet<String>>,
    edition: &EditionInfo,
) -> BTreeMap<String, String> {
    let mut repairs = BTreeMap::new();
    for Crossing { target, anchor } in crossings {
        let right = match bound.get(target) {
            Some(anchors) if anchor.as_ref().is_none_or(|anchor| anchors.contains(anchor)) => continue,
            Some(_) => href(*target, None),
            None => {
                let link = edition.entries.get(*target).and_then(|entry| entry.link.as_deref());
                let link = link.unwrap_or_default().split('#').next().unwrap_or_default();
                let fragment = anchor.as_ref().map(|anchor| format!("#{}", fragment(anchor)));
                format!("{link}{}", fragment.unwrap_or_default())
            }
        };
        repairs.insert(href(*target, anchor.as_deref()), right);
    }
    repairs
}

/// The page with these links replaced.
pub(crate) fn repair(page: &str, repairs: &BTreeMap<String, String>) -> io::Result<String> {
    let mut reader = quick_xml::Reader::from_str(page);
    let mut writer = quick_xml::Writer::new(Vec::with_capacity(page.len()));
    loop {
        match reader.read_event().map_err(io::Error::other)? {
            Event::Eof => break,
            Event::Start(tag) if tag.name().as_ref() == "a" => {
                writer.write_event(Event::Start(repaired(&tag, repairs)))?;
            }
            event => writer.write_event(event)?,
        }
    }
    String::from_utf8(writer.into_inner()).map_err(io::Error::other)
}

fn repaired<'a>(tag: &BytesStart<'a>, repairs: &BTreeMap<String, String>) -> BytesStart<'a> {
    let mut new = BytesStart::new("a");
    for attribute in tag.attributes().flatten() {
        let right = (attribute.key.as_ref() == "href").then(|| repairs.get(&*attribute.value)).flatten();
        match right {
            Some(right) => new.push_attribute(("href", &**right)),
            None => new.push_attribute(Attribute { key: attribute.key, value: attribute.value }),
        }
    }
    new
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_within_the_book() {
        assert_eq!(href(4, None), "ch0005.xhtml");
        assert_eq!(href(0, Some("soil & water")), "ch0001.xhtml#p-soil%20%26%20water");
        assert_eq!(href(9999, Some("日本")), "ch10000.xhtml#p-日本");
        assert_eq!(anchor_of("comment-12"), None);
        assert_eq!(anchor_of("so%C3%AFl").as_deref(), Some("soïl"));
    }

    #[test]
    fn hosts_that_can_be() {
        for sound in
            ["https://a.example./x", "http://[::1]:80/", "https://u:p@a.example:8/..", "mailto:a@..", "#x"]
        {
            assert!(has_sound_host(sound), "{sound}");
        }
        for unsound in ["https://../", "https://.a/", "http://a..b?x", "https://:80/"] {
            assert!(!has_sound_host(unsound), "{unsound}");
        }
    }

    #[test]
    fn only_links_are_repaired() {
        let page = "<p title=\"ch0002.xhtml\">href=\"ch0002.xhtml\" <a class=\"x\" href=\"ch0002.xhtml\">b &amp; c</a><br/></p>";
        let repairs = BTreeMap::from([("ch0002.xhtml".to_owned(), "https://a.example/?a=1&b=2".to_owned())]);
        assert_eq!(
            repair(page, &repairs).unwrap(),
            "<p title=\"ch0002.xhtml\">href=\"ch0002.xhtml\" \
             <a class=\"x\" href=\"https://a.example/?a=1&amp;b=2\">b &amp; c</a><br/></p>"
        );
    }

    #[test]
    fn links_out_of_the_book() {
        assert_eq!(
            outward_to_html("https://a.example/b%C3%A9/").as_deref(),
            Some("<bdi dir=\"ltr\"><a href=\"https://a.example/b%C3%A9/\">a.example/bé</a></bdi>")
        );
        assert_eq!(outward_to_html("javascript:alert(1)"), None);
        assert_eq!(outward_to_html("title.xhtml"), None);
    }
}
