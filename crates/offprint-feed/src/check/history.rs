//! Links of feeds, and archives (RFC 5005).

use super::{
    document::{ATOM, Document, HISTORY, child, children, is},
    values,
};
use roxmltree::Node;

/// Registered relations of links (IANA); `hub` is WebSub's.
const RELATIONS: &str = "alternate current enclosure edit edit-media first hub last license next next-archive payment \
    prev-archive previous related replies self service up via";

/// One link of Atom, anywhere.
pub(super) fn link(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    match node.attribute("href") {
        None => document.say("MissingAttribute", node, "`link` has no `href`"),
        Some(href) if node.attribute("rel") != Some("self") => document.full_link(node, href, "`href`"),
        Some(_) => {}
    }
    if let Some(rel) = node.attribute("rel")
        && !rel.contains(':')
        && !RELATIONS.split_whitespace().any(|known| known == rel)
    {
        document.say("UnregisteredAtomLinkRel", node, &format!("the relation `{rel}` is not registered"));
    }
    if let Some(kind) = node.attribute("type") {
        document.media_type(node, kind);
    }
    if let Some(language) = node.attribute("hreflang")
        && !values::is_language(language)
    {
        document.say("InvalidLanguage", node, &format!("`hreflang` is no language: `{language}`"));
    }
    if let Some(length) = node.attribute("length")
        && length.parse::<u64>().is_err()
    {
        document.say("InvalidInteger", node, &format!("`length` is no number of bytes: `{length}`"));
    }
    if node.children().any(|child| child.is_text()) {
        document.say("AtomLinkNotEmpty", node, "`link` holds text: its address belongs into `href`");
    }
}

/// The feed's own address: whole, and the one it is served from.
pub(super) fn location(document: &mut Document<'_, '_>, link: Node<'_, '_>, href: &str) {
    if !values::is_full_link(href) {
        document.say("RelativeSelf", link, &format!("the feed's own address is not whole: `{href}`"));
    } else if let Some(location) = document.options.location
        && location != href
    {
        let message = format!("the feed calls itself `{href}`, and is served from `{location}`");
        document.say("SelfDoesntMatchLocation", link, &message);
    }
}

/// What a feed says of being complete, or a part of an archive.
pub(super) fn check(document: &mut Document<'_, '_>, feed: Node<'_, '_>, links: Option<&str>) {
    let rel =
        |wanted: &str| children(feed, Some(ATOM), "link").find(|link| link.attribute("rel") == Some(wanted));
    let _ = links;
    if let Some(archive) = child(feed, Some(HISTORY), "archive") {
        if rel("prev-archive").or_else(|| rel("next-archive")).is_none() {
            document.say("ArchiveIncomplete", archive, "the archive links to no other part of it");
        }
        if rel("current").is_none() {
            document.say(
                "MissingCurrentInArchive",
                archive,
                "the archive does not link to the current document",
            );
        }
    }
    if child(feed, Some(HISTORY), "complete").is_some() {
        for name in ["prev-archive", "next-archive", "first", "last", "next", "previous"] {
            if let Some(link) = rel(name) {
                document.say("FeedRelInCompleteFeed", link, &format!("a complete feed has a link `{name}`"));
            }
        }
        if let (Some(own), Some(current)) = (rel("self"), rel("current"))
            && own.attribute("href") != current.attribute("href")
        {
            document.say(
                "CurrentNotSelfInCompleteFeed",
                current,
                "`current` is another document than `self`",
            );
        }
    }
    let entries = feed.children().filter(|node| is(*node, Some(ATOM), "entry") || is(*node, None, "item"));
    for link in entries.flat_map(|entry| children(entry, Some(ATOM), "link")) {
        if let Some(name @ ("prev-archive" | "next-archive" | "current")) = link.attribute("rel") {
            document.say("FeedHistoryRelInEntry", link, &format!("an entry has a link `{name}`"));
        }
    }
}
