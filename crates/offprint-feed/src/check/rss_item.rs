//! Items of RSS 2.0.

use super::{
    document::{Document, child, is, qualified, text},
    extensions::{self, Place},
    markup,
    namespaces::{ATOM, CONTENT, DC, SLASH, XHTML},
    podcast,
    rss::Version,
    rss_channel::url_attribute,
    uri, values,
};
use roxmltree::Node;
use std::collections::HashSet;

const ITEM: &str = "title link description author category comments enclosure guid pubDate source";

pub(super) fn check(
    document: &mut Document<'_, '_>,
    item: Node<'_, '_>,
    version: Version<'_>,
    guids: &mut HashSet<String>,
) {
    document.no_text(item);
    document.attributes(item, &[]);
    document.only(item, None, ITEM);
    let single: Vec<_> =
        ITEM.split_whitespace().filter(|name| !matches!(*name, "category" | "enclosure")).collect();
    document.once(item, None, &single);
    document.once(item, Some(CONTENT), &["encoded"]);
    if child(item, None, "title").or_else(|| child(item, None, "description")).is_none() {
        document.say(
            "ItemMustContainTitleOrDescription",
            item,
            "the item has neither `title` nor `description`",
        );
    }
    for node in item.children().filter(Node::is_element) {
        match node.tag_name().namespace() {
            None => core(document, node, version),
            Some(_) => extensions::element(document, node, Place::Item),
        }
    }
    order_and_twins(document, item);
    if let Some(second) = item.children().filter(|node| is(*node, None, "enclosure")).nth(1) {
        document.say("DuplicateEnclosure", second, "the item has more than one enclosure");
    }
    match child(item, None, "guid") {
        Some(node) => guid(document, node, guids),
        None if version.is_2() => document.say("MissingGuid", item, "the item has no `guid`"),
        None => {}
    }
    podcast::item(document, item);
}

/// Elements that say the same as others, and those that must come first.
fn order_and_twins(document: &mut Document<'_, '_>, item: Node<'_, '_>) {
    let place =
        |namespace: Option<&str>, name: &str| item.children().position(|node| is(node, namespace, name));
    let description = place(None, "description");
    if let Some(encoded) = child(item, Some(CONTENT), "encoded")
        && place(Some(CONTENT), "encoded") < description.or(Some(usize::MAX))
    {
        document.say(
            "NeedDescriptionBeforeContent",
            encoded,
            "`content:encoded` has no `description` before it",
        );
    }
    for (core, namespace, other) in [
        ("author", DC, "creator"),
        ("category", DC, "subject"),
        ("source", DC, "source"),
        ("pubDate", DC, "date"),
        ("pubDate", ATOM, "published"),
        ("guid", ATOM, "id"),
    ] {
        if let (Some(_), Some(twin)) = (child(item, None, core), child(item, Some(namespace), other)) {
            let message = format!("`{core}` and `{}` say the same", qualified(twin));
            document.say("DuplicateItemSemantics", twin, &message);
        }
    }
    extensions::licenses(document, item, "DuplicateItemSemantics");
    let atom = child(item, Some(ATOM), "content").filter(|content| !content.has_attribute("src"));
    if let Some(twin) = atom.or_else(|| child(item, Some(XHTML), "body")) {
        let message = format!("`{}` says what `description` says", qualified(twin));
        document.say("DuplicateDescriptionSemantics", twin, &message);
    }
    if let Some(comments) = child(item, Some(SLASH), "comments")
        && item.parent_element().is_some_and(|channel| child(channel, None, "lastBuildDate").is_none())
    {
        document.say("SlashDate", comments, "a number of comments without the channel's `lastBuildDate`");
    }
}

fn core(document: &mut Document<'_, '_>, node: Node<'_, '_>, version: Version<'_>) {
    let name = node.tag_name().name();
    let value = text(node);
    let attributes: &[&str] = match name {
        "enclosure" => &["url", "length", "type"],
        "guid" => &["isPermaLink"],
        "source" => &["url"],
        "category" => &["domain"],
        _ => &[],
    };
    document.attributes(node, attributes);
    match name {
        "link" | "comments" => document.full_link(node),
        "description" if version.is_091() => {
            document.leaf(node);
            document.plain(node, &value, "ContainsHTML");
        }
        "description" => html(document, node),
        "author" => {
            document.leaf(node);
            document.contact(node);
        }
        "pubDate" => document.rfc822(node),
        "enclosure" => enclosure(document, node),
        "source" => {
            url_attribute(document, node, "url");
            document.leaf(node);
            document.plain(node, &value, "ContainsHTML");
        }
        "title" | "category" => {
            document.leaf(node);
            document.not_blank(node);
            document.plain(node, &value, "ContainsHTML");
        }
        "guid" => document.leaf(node),
        _ => {}
    }
}

/// HTML, escaped.
pub(super) fn html(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    document.leaf(node);
    for (rule, message) in markup::faults(&text(node)) {
        document.say(rule, node, &message);
    }
}

fn enclosure(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    document.no_text(node);
    document.leaf(node);
    match node.attribute("url") {
        None => document.say("MissingAttribute", node, "`enclosure` has no `url`"),
        Some(url) if !uri::is_http_url(url) => {
            document.say("InvalidURLAttribute", node, &format!("`url` is not a URL of the web: `{url}`"));
        }
        Some(_) => {}
    }
    match node.attribute("length").map(|length| (length, values::integer(length))) {
        None => document.say("MissingAttribute", node, "`enclosure` has no `length`"),
        Some((length, None)) => {
            let message = format!("`length` is not a number of bytes: `{length}`");
            document.say("InvalidIntegerAttribute", node, &message);
        }
        Some((_, Some(-1))) => {
            document.say("UseZeroForUnknown", node, "`length` is -1: an unknown length is 0");
        }
        Some((length, Some(number))) if number < 0 => {
            document.say("InvalidNonNegativeInteger", node, &format!("`length` is negative: `{length}`"));
        }
        Some(_) => {}
    }
    match node.attribute("type") {
        None => document.say("MissingAttribute", node, "`enclosure` has no `type`"),
        Some(kind) if !values::is_media_type(kind) => {
            document.say("InvalidMIMEAttribute", node, &format!("`type` is not a media type: `{kind}`"));
        }
        Some(_) => {}
    }
}

fn guid(document: &mut Document<'_, '_>, node: Node<'_, '_>, guids: &mut HashSet<String>) {
    let value = text(node);
    let value = value.trim();
    let permalink = match node.attribute("isPermaLink") {
        None | Some("true") => true,
        Some("false") => false,
        Some(other) => {
            let message = format!("`isPermaLink` is neither `true` nor `false`: `{other}`");
            document.say("InvalidBooleanAttribute", node, &message);
            false
        }
    };
    if permalink {
        let lower = value.to_ascii_lowercase();
        match uri::fault(value, uri::Form::Absolute, uri::Letters::Ascii, "InvalidHttpGUID") {
            Some((rule, fault)) => document.say(rule, node, &format!("`guid` {fault}: `{value}`")),
            None if lower.starts_with("tag:") || lower.starts_with("urn:uuid:") => {
                document.say(
                    "InvalidPermalink",
                    node,
                    &format!("`guid` names a post, but nothing is there: `{value}`"),
                );
            }
            None => {}
        }
    } else if value.len() < 9 && !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        document.say("NotSufficientlyUnique", node, &format!("`guid` is a small number: `{value}`"));
    }
    if document.not_blank(node) && !guids.insert(value.to_owned()) {
        document.say("DuplicateValue", node, &format!("two items have the guid `{value}`"));
    }
}
