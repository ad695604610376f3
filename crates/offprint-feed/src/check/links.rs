//! Links of feeds (RFC 4287 §4.2.7), and archives (RFC 5005).

use super::{
    document::{Document, child, children},
    namespaces::{ATOM, HISTORY, THREADING, XML},
    uri::{self, Form, Letters},
    values,
};
use roxmltree::Node;

/// Registered relations of links (IANA) that feeds have; `hub` is WebSub's.
const RELATIONS: &str = "alternate author canonical current describedby edit edit-media enclosure first hub last latest-version \
    license monetization next next-archive payment predecessor-version prev prev-archive previous related replies search \
    self service successor-version tag up via working-copy";

/// Relations between documents of one feed.
const HISTORY_RELATIONS: [&str; 7] =
    ["current", "first", "last", "next", "next-archive", "prev-archive", "previous"];

const REGISTRY: &str = "http://www.iana.org/assignments/relation/";

/// The relation of a link, also when it is written as a URI.
pub(super) fn relation<'a>(link: Node<'a, '_>) -> &'a str {
    let rel = link.attribute("rel").unwrap_or("alternate");
    rel.strip_prefix(REGISTRY).unwrap_or(rel)
}

/// One link of Atom, anywhere.
pub(super) fn link(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    document.attributes(node, &["href", "rel", "type", "hreflang", "title", "length"]);
    let rel = relation(node);
    match node.attribute("href") {
        None => document.say("MissingHref", node, "`link` has no `href` (RFC 4287 §4.2.7.1)"),
        Some(href) => document.uri(node, href, (Form::Reference, Letters::Unicode, "InvalidIRI"), "`href`"),
    }
    for name in ["rel", "title"] {
        if node.attribute(name).is_some_and(|value| value.trim().is_empty()) {
            document.say("AttrNotBlank", node, &format!("`{name}` of `link` is blank"));
        }
    }
    let registered = RELATIONS.split_whitespace().any(|known| known == rel);
    let full = || uri::fault(rel, Form::Absolute, Letters::Unicode, "InvalidIRI").is_none();
    if !rel.is_empty() && !registered && !full() {
        document.say("UnregisteredAtomLinkRel", node, &format!("the relation `{rel}` is not registered"));
    }
    let entry =
        node.parent_element().is_some_and(|parent| matches!(parent.tag_name().name(), "entry" | "item"));
    if entry && HISTORY_RELATIONS.contains(&rel) {
        document.say("FeedHistoryRelInEntry", node, &format!("an entry has the link `{rel}` of a feed"));
    }
    if let Some(kind) = node.attribute("type") {
        let bare = kind.split(';').next().unwrap_or_default().trim();
        if !values::is_media_type(kind) {
            document.say("InvalidMIMEType", node, &format!("`type` is not a media type: `{kind}`"));
        } else if rel == "self"
            && !matches!(bare, "application/atom+xml" | "application/rss+xml" | "application/rdf+xml")
        {
            document.say("SelfNotAtom", node, &format!("`type` of the feed is not that of a feed: `{kind}`"));
        }
    }
    if let Some(title) = node.attribute("title") {
        document.plain(node, title, "ContainsHTML");
    }
    if let Some(language) = node.attribute("hreflang")
        && !values::is_language(language)
    {
        document.say("InvalidLanguage", node, &format!("`hreflang` is not a language: `{language}`"));
    }
    threading(document, node, rel);
    for (name, namespace) in [("length", None), ("count", Some(THREADING))] {
        let value = match namespace {
            Some(namespace) => node.attribute((namespace, name)),
            None => node.attribute(name),
        };
        if let Some(value) = value.filter(|value| values::integer(value).is_none_or(|number| number < 0)) {
            document.say("InvalidNonNegativeInteger", node, &format!("`{name}` is not a number: `{value}`"));
        }
    }
    let text = node.children().filter_map(|child| child.text().filter(|_| child.is_text()));
    if text.into_iter().any(|text| !text.trim().is_empty()) {
        document.say("AtomLinkNotEmpty", node, "`link` contains text: its URL is in `href`");
    }
}

/// RFC 4685 §4.
fn threading(document: &mut Document<'_, '_>, node: Node<'_, '_>, rel: &str) {
    if node.has_attribute((THREADING, "when")) {
        document.say("NoThrWhen", node, "`thr:when` is `thr:updated` (RFC 4685)");
    }
    for name in ["count", "updated"] {
        if node.has_attribute((THREADING, name)) && rel != "replies" {
            let message = format!("`thr:{name}` belongs to a link with `rel=\"replies\"`");
            document.say("UnexpectedAttribute", node, &message);
        }
    }
    if let Some(updated) = node.attribute((THREADING, "updated"))
        && values::rfc3339(updated).is_none()
    {
        document.say(
            "InvalidRFC3339Date",
            node,
            &format!("`thr:updated` is not a date of RFC 3339: `{updated}`"),
        );
    }
}

/// The feed's own address: absolute, at least with its base, and the one it is served from.
pub(super) fn location(document: &mut Document<'_, '_>, link: Node<'_, '_>, href: &str) {
    let base = |node: Node<'_, '_>| node.attribute((XML, "base")).is_some_and(|base| base.contains("//"));
    if !href.contains("//") && !link.ancestors().any(base) {
        document.say("RelativeSelf", link, &format!("the feed's own address is relative: `{href}`"));
    } else if let Some(location) = document.options.location
        && href.contains("//")
        && location != href
    {
        let message = format!("the feed calls itself `{href}`, and is served from `{location}`");
        document.say("SelfDoesntMatchLocation", link, &message);
    }
}

/// Whether a feed is complete, or a part of an archive.
pub(super) fn history(document: &mut Document<'_, '_>, feed: Node<'_, '_>) {
    let rel = |wanted: &str| children(feed, Some(ATOM), "link").find(|link| relation(*link) == wanted);
    let complete = child(feed, Some(HISTORY), "complete").is_some();
    if let Some(archive) = child(feed, Some(HISTORY), "archive").filter(|_| !complete) {
        if rel("prev-archive").or_else(|| rel("next-archive")).is_none() {
            document.say("ArchiveIncomplete", archive, "the archive links to no other part of it");
        }
        if rel("current").is_none() {
            let message = "the archive does not link to the current document";
            document.say("MissingCurrentInArchive", archive, message);
        }
    }
    if complete {
        for name in HISTORY_RELATIONS.iter().filter(|name| **name != "current") {
            if let Some(link) = rel(name) {
                document.say(
                    "FeedRelInCompleteFeed",
                    link,
                    &format!("a complete feed has the link `{name}`"),
                );
            }
        }
        let own = rel("self").and_then(|link| link.attribute("href")).or(document.options.location);
        if let Some(current) = rel("current")
            && own.is_none_or(|own| current.attribute("href") != Some(own))
        {
            document.say("CurrentNotSelfInCompleteFeed", current, "`current` is another document than this");
        }
    }
    let own = rel("self").and_then(|link| link.attribute("href"));
    for (end, beyond) in [("first", "previous"), ("last", "next")] {
        let here = rel(end).and_then(|link| link.attribute("href")).is_some_and(|href| Some(href) == own);
        if let Some(link) = rel(beyond).filter(|_| here) {
            document.say("LinkPastEnd", link, &format!("the `{end}` document has the link `{beyond}`"));
        }
    }
}
