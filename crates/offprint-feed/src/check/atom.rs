//! Atom 1.0 (RFC 4287).

use super::{
    atom_text::{self, text_construct},
    document::{Document, child, children, is_blank, qualified, text},
    extensions::{self, Place},
    links,
    namespaces::ATOM,
    people,
    uri::{self, Form, Letters},
    values,
};
use roxmltree::Node;
use std::collections::{HashMap, HashSet};

const A: Option<&str> = Some(ATOM);
const FEED: &str =
    "author category contributor generator icon id link logo rights subtitle title updated entry";
const ENTRY: &str =
    "author category content contributor id link published rights source summary title updated";

pub(super) fn check(document: &mut Document<'_, '_>, root: Node<'_, '_>) {
    document.needs(root, A, &["id", "title", "updated"]);
    metadata(document, root);
    if !children(root, A, "link").any(|link| links::relation(link) == "self") {
        document.say("MissingSelf", root, "the feed has no link to itself");
    }
    let authored = child(root, A, "author").is_some();
    for node in children(root, A, "entry") {
        entry(document, node, authored);
    }
    let late = |node: &Node<'_, '_>| node.tag_name().namespace() == A && node.tag_name().name() != "entry";
    if let Some(first) = child(root, A, "entry") {
        for node in first.next_siblings().filter(Node::is_element).filter(late) {
            let message = format!("`{}` is after an entry (RFC 4287 §4.1.1)", qualified(node));
            document.say("MisplacedMetadata", node, &message);
        }
    }
    links::history(document, root);
    identities(document, root);
}

/// What a feed says of itself; the source of an entry says the same of another feed.
fn metadata(document: &mut Document<'_, '_>, feed: Node<'_, '_>) {
    document.no_text(feed);
    document.attributes(feed, &[]);
    document.only(
        feed,
        A,
        if feed.tag_name().name() == "source" { FEED.trim_end_matches(" entry") } else { FEED },
    );
    document.once(feed, A, &["id", "title", "updated", "subtitle", "rights", "generator", "icon", "logo"]);
    for node in feed.children().filter(Node::is_element) {
        match (node.tag_name().namespace(), node.tag_name().name()) {
            (A, "entry") => {}
            (A, "link") => {
                links::link(document, node);
                if links::relation(node) == "self"
                    && let Some(href) = node.attribute("href")
                    && feed.tag_name().name() == "feed"
                {
                    links::location(document, node, href);
                }
            }
            (A, name) => common(document, node, name),
            _ => foreign(document, node, Place::Channel),
        }
    }
    alternates(document, feed);
}

fn foreign(document: &mut Document<'_, '_>, node: Node<'_, '_>, place: Place) {
    if node.tag_name().namespace().is_some_and(|namespace| !namespace.is_empty()) {
        extensions::element(document, node, place);
    } else {
        let message = format!("`{}` has no namespace", qualified(node));
        document.say("UndeterminableVocabulary", node, &message);
    }
}

pub(super) fn entry(document: &mut Document<'_, '_>, entry: Node<'_, '_>, authored: bool) {
    document.no_text(entry);
    document.attributes(entry, &[]);
    document.needs(entry, A, &["id", "title", "updated"]);
    document.only(entry, A, ENTRY);
    let single = ["id", "title", "updated", "published", "content", "summary", "rights", "source"];
    document.once(entry, A, &single);
    for node in entry.children().filter(Node::is_element) {
        match (node.tag_name().namespace(), node.tag_name().name()) {
            (A, "content") => atom_text::content(document, node),
            (A, "source") => source(document, node),
            (A, name) => common(document, node, name),
            _ => foreign(document, node, Place::Item),
        }
    }
    let sourced = child(entry, A, "source").and_then(|source| child(source, A, "author")).is_some();
    if !authored && !sourced && child(entry, A, "author").is_none() {
        document.say(
            "MissingElement",
            entry,
            "neither the entry nor the feed has an `author` (RFC 4287 §4.1.2)",
        );
    }
    let content = child(entry, A, "content");
    let summary = child(entry, A, "summary").is_some();
    match content {
        None => {
            if !children(entry, A, "link").any(|link| links::relation(link) == "alternate") {
                let message = "the entry has neither a content nor a link to one (RFC 4287 §4.1.2)";
                document.say("MissingContentOrAlternate", entry, message);
            }
            if !summary {
                let message = "the entry has neither `content` nor `summary` (RFC 4287 §4.1.1.1)";
                document.say("MissingTextualContent", entry, message);
            }
        }
        Some(content) if !summary => {
            if content.has_attribute("src") {
                let message = "the content is elsewhere and there is no `summary` (RFC 4287 §4.1.2)";
                document.say("MissingSummary", entry, message);
            } else if content.attribute("type").is_some_and(atom_text::is_base64) {
                let message = "the content is Base64 and there is no `summary` (RFC 4287 §4.1.2)";
                document.say("MissingSummary", entry, message);
            }
        }
        Some(_) => {}
    }
    alternates(document, entry);
}

/// The feed that an entry was copied from.
fn source(document: &mut Document<'_, '_>, source: Node<'_, '_>) {
    for name in ["id", "title", "updated"] {
        if child(source, A, name).is_none() {
            document.say("MissingSourceElement", source, &format!("`source` has no `{name}`"));
        }
    }
    metadata(document, source);
}

/// Elements that feeds and entries have alike.
pub(super) fn common(document: &mut Document<'_, '_>, node: Node<'_, '_>, name: &str) {
    let full = text(node);
    let value = full.trim();
    match name {
        "id" => {
            document.attributes(node, &[]);
            document.leaf(node);
            document.no_white_space(node);
            document.uri(node, value, (Form::Absolute, Letters::Unicode, "InvalidFullLink"), "`id`");
            if let Some(canonical) = uri::canonical(value) {
                let message = format!("`id` is `{value}`; its canonical form is `{canonical}`");
                document.say("NonCanonicalURI", node, &message);
            }
        }
        "updated" | "published" => {
            document.attributes(node, &[]);
            document.no_white_space(node);
            document.rfc3339(node);
        }
        "title" | "subtitle" | "summary" | "rights" => text_construct(document, node),
        "author" | "contributor" => person(document, node),
        "link" => links::link(document, node),
        "icon" | "logo" => {
            document.attributes(node, &[]);
            document.leaf(node);
            document.no_white_space(node);
            if document.not_blank(node) {
                let what = format!("`{name}`");
                document.uri(node, value, (Form::Reference, Letters::Unicode, "InvalidLink"), &what);
            }
        }
        "category" => category(document, node),
        "generator" => {
            document.attributes(node, &["uri", "version"]);
            document.leaf(node);
            document.not_blank(node);
            document.plain(node, value, "ContainsHTML");
            if let Some(uri) = node.attribute("uri") {
                document.uri(node, uri, (Form::Reference, Letters::Unicode, "InvalidURIAttribute"), "`uri`");
            }
        }
        _ => {}
    }
}

fn category(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    document.attributes(node, &["term", "scheme", "label"]);
    match node.attribute("term") {
        None => document.say("MissingAttribute", node, "`category` has no `term` (RFC 4287 §4.2.2.1)"),
        Some(term) if term.trim().is_empty() => document.say("NotBlank", node, "`term` is blank"),
        Some(_) => {}
    }
    if let Some(scheme) = node.attribute("scheme") {
        document.uri(node, scheme, (Form::Absolute, Letters::Unicode, "InvalidFullLink"), "`scheme`");
    }
    if let Some(label) = node.attribute("label") {
        document.plain(node, label, "ContainsHTML");
    }
}

fn person(document: &mut Document<'_, '_>, person: Node<'_, '_>) {
    document.no_text(person);
    document.attributes(person, &[]);
    document.needs(person, A, &["name"]);
    document.only(person, A, "name uri email");
    document.once(person, A, &["name", "uri", "email"]);
    for node in person.children().filter(|node| node.is_element() && node.tag_name().namespace() == A) {
        document.attributes(node, &[]);
        document.leaf(node);
        let full = text(node);
        let value = full.trim();
        match node.tag_name().name() {
            "name" => {
                document.not_blank(node);
                document.plain(node, value, "ContainsHTML");
                if people::holds_address(value) {
                    document.say(
                        "ContainsEmail",
                        node,
                        &format!("`name` contains a mail address: `{value}`"),
                    );
                }
            }
            "uri" => {
                document.no_white_space(node);
                if document.not_blank(node) {
                    document.uri(node, value, (Form::Reference, Letters::Unicode, "InvalidIRI"), "`uri`");
                }
            }
            "email" => {
                if let Some(rule) = people::address_fault(value) {
                    document.say(rule, node, &format!("`email` is not a whole mail address: `{value}`"));
                }
            }
            _ => {}
        }
    }
}

/// One alternate link of each type and language (RFC 4287 §4.1.1).
fn alternates(document: &mut Document<'_, '_>, parent: Node<'_, '_>) {
    let mut seen = HashSet::new();
    for link in children(parent, A, "link").filter(|link| links::relation(*link) == "alternate") {
        let kind = link.attribute("type").unwrap_or_default();
        if !seen.insert((kind, link.attribute("hreflang").unwrap_or_default())) {
            document.say("DuplicateAtomLink", link, "two alternate links have one type and language");
        }
    }
}

/// Entries differ by their ids; those with the same id, by their dates (RFC 4287 §4.1.1).
fn identities(document: &mut Document<'_, '_>, root: Node<'_, '_>) {
    let entries: Vec<_> = children(root, A, "entry").collect();
    let mut ids: HashMap<String, usize> = HashMap::new();
    let mut moments = HashSet::new();
    let ids_of = entries.iter().filter_map(|entry| child(*entry, A, "id")).filter(|id| !is_blank(*id));
    let ids_of: Vec<_> = ids_of.map(|id| (id, text(id).trim().to_owned())).collect();
    for (_, id) in &ids_of {
        *ids.entry(id.clone()).or_default() += 1;
    }
    // A few may be versions of one post; a whole feed of them is a mistake of the program that wrote it.
    if entries.len() > 9 && ids.len() == 1 && ids_of.len() == entries.len() {
        return document.say("DuplicateIds", root, "all entries have the same id");
    }
    let mut seen = HashSet::new();
    for (node, id) in &ids_of {
        if !seen.insert(id) {
            document.say("DuplicateEntries", *node, &format!("two entries have the id `{id}`"));
        }
    }
    for updated in entries.iter().filter_map(|entry| child(*entry, A, "updated")) {
        let value = text(updated).trim().to_owned();
        let valid = values::rfc3339(&value).is_some();
        if valid && !moments.insert(value.clone()) {
            document.say("DuplicateUpdated", updated, &format!("two entries were updated at `{value}`"));
        }
    }
}
