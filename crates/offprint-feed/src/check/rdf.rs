//! RSS 1.0 and 0.90, which are RDF, and RSS 1.1.

use super::{
    document::{Document, child, children, qualified, text},
    extensions::{self, Place},
    namespaces::{RDF, RSS_10, RSS_11, RSS_090},
    rss_channel::parts_of_text_input,
    uri::{Form, Letters},
};
use roxmltree::Node;
use std::collections::HashSet;

const CHANNEL: &str = "title link description image items textinput";
const ITEM: &str = "title link description";

/// `rdf:RDF` with a channel, its image, its items and its text input beside each other.
pub(super) fn check(document: &mut Document<'_, '_>, root: Node<'_, '_>) {
    let old = child(root, Some(RSS_090), "channel").is_some();
    let rss = Some(if old { RSS_090 } else { RSS_10 });
    document.no_text(root);
    document.only(root, rss, "channel image item textinput");
    document.once(root, rss, &["channel", "image", "textinput"]);
    let mut subjects = HashSet::new();
    match child(root, rss, "channel") {
        Some(node) => channel(document, node, rss, &mut subjects),
        None => document.say("MissingElement", root, "`rdf:RDF` has no `channel`"),
    }
    for node in root.children().filter(|node| node.is_element() && node.tag_name().namespace() == rss) {
        match node.tag_name().name() {
            "item" => item(document, node, rss, &mut subjects),
            "image" => {
                subject(document, node, rss, &mut subjects);
                document.no_text(node);
                document.needs(node, rss, &["title", "link", "url"]);
                document.only(node, rss, "title link url");
                document.once(node, rss, &["title", "link", "url"]);
                parts(document, node, rss, Place::Part);
            }
            "textinput" => {
                subject(document, node, rss, &mut subjects);
                parts_of_text_input(document, node, rss);
            }
            _ => {}
        }
    }
}

fn channel<'a>(
    document: &mut Document<'_, '_>,
    node: Node<'a, '_>,
    rss: Option<&str>,
    subjects: &mut HashSet<&'a str>,
) {
    subject(document, node, rss, subjects);
    document.no_text(node);
    document.needs(node, rss, &["title", "link", "description"]);
    document.only(node, rss, CHANNEL);
    document.once(node, rss, &["title", "link", "description", "image", "items", "textinput"]);
    if node.has_attribute((RDF, "about")) && child(node, rss, "items").is_none() {
        document.say("MissingElement", node, "`channel` has no `items`, the list of its items");
    }
    for items in children(node, rss, "items") {
        document.only(items, rss, "");
        if let Some(sequence) = child(items, Some(RDF), "Seq") {
            document.only(sequence, Some(RDF), "li");
        }
    }
    parts(document, node, rss, Place::Channel);
}

fn item<'a>(
    document: &mut Document<'_, '_>,
    node: Node<'a, '_>,
    rss: Option<&str>,
    subjects: &mut HashSet<&'a str>,
) {
    subject(document, node, rss, subjects);
    document.no_text(node);
    for name in ["title", "link"] {
        if child(node, rss, name).is_none() {
            document.say("MissingElement", node, &format!("`item` has no `{name}`"));
        }
    }
    document.only(node, rss, ITEM);
    document.once(node, rss, &["title", "link", "description"]);
    parts(document, node, rss, Place::Item);
}

/// What a node describes: a URI, and no other node's (RSS 1.0 §5.3 to §5.6).
fn subject<'a>(
    document: &mut Document<'_, '_>,
    node: Node<'a, '_>,
    rss: Option<&str>,
    subjects: &mut HashSet<&'a str>,
) {
    document.attributes(node, &[]);
    match node.attribute((RDF, "about")) {
        Some(about) => {
            document.uri(node, about, (Form::Reference, Letters::Unicode, "InvalidLink"), "`rdf:about`");
            if !subjects.insert(about) && node.tag_name().name() != "channel" {
                document.say("DuplicateValue", node, &format!("two elements are about `{about}`"));
            }
        }
        None if rss == Some(RSS_10) => {
            document.say("MissingAttribute", node, &format!("`{}` has no `rdf:about`", qualified(node)));
        }
        None => {}
    }
}

/// Values of elements, and elements of modules.
fn parts(document: &mut Document<'_, '_>, parent: Node<'_, '_>, rss: Option<&str>, place: Place) {
    for node in parent.children().filter(Node::is_element) {
        if node.tag_name().namespace() != rss {
            if node.tag_name().namespace().is_some_and(|namespace| !namespace.is_empty()) {
                extensions::element(document, node, place);
                described(document, node);
            } else {
                let message = format!("`{}` has no namespace", qualified(node));
                document.say("UndeterminableVocabulary", node, &message);
            }
            continue;
        }
        match (node.tag_name().name(), place) {
            ("link" | "url", _) => document.full_link(node),
            ("title", place) => {
                let filled = document.not_blank(node);
                if filled && !matches!(place, Place::Part) {
                    document.plain(node, &text(node), "ContainsHTML");
                }
            }
            ("description", Place::Channel) => document.plain(node, &text(node), "ContainsHTML"),
            ("description", _) => super::rss_item::html(document, node),
            ("image" | "textinput", Place::Channel) => resource(document, node),
            _ => {}
        }
    }
}

/// An element of a module is RDF: it holds text or elements, and those of no feed (RDF/XML §2.8, RSS 1.1 §3).
fn described(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    for node in node.descendants().filter(Node::is_element) {
        let literal = |node: Node<'_, '_>| node.attribute((RDF, "parseType")) == Some("Literal");
        if node.ancestors().any(literal) {
            continue;
        }
        if node.tag_name().namespace() == Some(RSS_11) {
            document.undefined(node);
        }
        if node.children().any(|child| child.is_element()) && !text(node).trim().is_empty() {
            let message = format!("`{}` contains text and elements", qualified(node));
            document.say("InvalidRDF", node, &message);
        }
    }
}

/// The link from a channel to its image or text input.
fn resource(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    document.no_text(node);
    if !node.has_attribute((RDF, "resource")) && !node.children().any(|child| child.is_element()) {
        document.say("MissingAttribute", node, &format!("`{}` has no `rdf:resource`", qualified(node)));
    }
}

/// RSS 1.1: a channel with its items inside.
pub(super) fn check_11(document: &mut Document<'_, '_>, root: Node<'_, '_>) {
    let rss = Some(RSS_11);
    let mut subjects = HashSet::new();
    document.no_text(root);
    if !root.has_attribute((RDF, "about")) {
        document.say("MissingAttribute", root, "`Channel` has no `rdf:about`");
    }
    document.needs(root, rss, &["title", "link", "description", "items"]);
    document.once(root, rss, &["title", "link", "description", "items"]);
    parts(document, root, rss, Place::Channel);
    for items in children(root, rss, "items") {
        document.no_text(items);
        for node in children(items, rss, "item") {
            item(document, node, rss, &mut subjects);
        }
    }
}
