//! Atom 1.0: RFC 4287.

use super::{
    document::{ATOM, Document, XHTML, child, children, text},
    history, markup, values,
};
use roxmltree::Node;
use std::collections::{HashMap, HashSet};

const A: Option<&str> = Some(ATOM);
const FEED: &str =
    "author category contributor generator icon id link logo rights subtitle title updated entry";
const ENTRY: &str =
    "author category content contributor id link published rights source summary title updated";

pub(super) fn check(document: &mut Document<'_, '_>, root: Node<'_, '_>) {
    if root.tag_name().name() == "entry" {
        return entry(document, root, true);
    }
    document.no_text(root);
    document.needs(root, A, &["id", "title", "updated"]);
    document.once(root, A, &["id", "title", "updated", "subtitle", "rights", "generator", "icon", "logo"]);
    let authored = child(root, A, "author").is_some();
    for node in root.children().filter(Node::is_element).filter(|node| node.tag_name().namespace() == A) {
        match node.tag_name().name() {
            "entry" => entry(document, node, authored),
            name if !FEED.split_whitespace().any(|known| known == name) => {
                document.say("UndefinedElement", node, &format!("Atom knows no `{name}` in a feed"));
            }
            name => common(document, node, name),
        }
    }
    let own = children(root, A, "link").find(|link| link.attribute("rel") == Some("self"));
    match own.and_then(|link| Some((link, link.attribute("href")?))) {
        None => document.say("MissingSelf", root, "the feed has no link to itself"),
        Some((link, href)) => history::location(document, link, href),
    }
    alternates(document, root);
    history::check(document, root, A);
    identities(document, root);
}

fn entry(document: &mut Document<'_, '_>, entry: Node<'_, '_>, authored: bool) {
    document.no_text(entry);
    document.needs(entry, A, &["id", "title", "updated"]);
    document.once(
        entry,
        A,
        &["id", "title", "updated", "published", "content", "summary", "rights", "source"],
    );
    for node in entry.children().filter(Node::is_element).filter(|node| node.tag_name().namespace() == A) {
        match node.tag_name().name() {
            "content" => content(document, entry, node),
            "source" => {}
            name if !ENTRY.split_whitespace().any(|known| known == name) => {
                document.say("UndefinedElement", node, &format!("Atom knows no `{name}` in an entry"));
            }
            name => common(document, node, name),
        }
    }
    let sourced = child(entry, A, "source").and_then(|source| child(source, A, "author")).is_some();
    if !authored && !sourced && child(entry, A, "author").is_none() {
        document.say("MissingElement", entry, "neither the entry nor the feed has an `author`");
    }
    let alternate =
        children(entry, A, "link").any(|link| matches!(link.attribute("rel"), None | Some("alternate")));
    if !alternate && child(entry, A, "content").is_none() {
        document.say("MissingContentOrAlternate", entry, "the entry has neither a content nor a link to one");
    }
    alternates(document, entry);
}

/// What stands in feeds and entries alike.
fn common(document: &mut Document<'_, '_>, node: Node<'_, '_>, name: &str) {
    let value = text(node).into_owned();
    match name {
        "id" => identifier(document, node, &value),
        "updated" | "published" => document.rfc3339(node),
        "title" | "subtitle" | "summary" | "rights" => text_construct(document, node),
        "author" | "contributor" => person(document, node),
        "link" => history::link(document, node),
        "icon" | "logo" => document.full_link(node, value.trim(), &format!("`{name}`")),
        "category" => match node.attribute("term") {
            None => document.say("MissingAttribute", node, "`category` has no `term`"),
            Some(_) => {
                if let Some(scheme) = node.attribute("scheme") {
                    iri(document, node, scheme, "`scheme`");
                }
            }
        },
        "generator" => {
            if document.not_blank(node)
                && let Some(uri) = node.attribute("uri")
            {
                document.full_link(node, uri, "`uri` of the generator");
            }
        }
        _ => {}
    }
}

fn identifier(document: &mut Document<'_, '_>, node: Node<'_, '_>, value: &str) {
    iri(document, node, value, "`id`");
    if let Some(canonical) = values::canonical(value) {
        let message = format!("`id` is `{value}`; its canonical form is `{canonical}`");
        document.say("NonCanonicalURI", node, &message);
    }
}

fn iri(document: &mut Document<'_, '_>, node: Node<'_, '_>, value: &str, what: &str) {
    if let Some((rule, kind)) = values::identifier_fault(value) {
        document.say(rule, node, &format!("{what} is {kind}: `{value}`"));
    }
}

fn person(document: &mut Document<'_, '_>, person: Node<'_, '_>) {
    document.needs(person, A, &["name"]);
    document.once(person, A, &["name", "uri", "email"]);
    if let Some(name) = child(person, A, "name")
        && document.not_blank(name)
        && let Some(markup) = markup::in_plain_text(&text(name))
    {
        document.say("ContainsHTML", name, &format!("`name` contains HTML: `{markup}`"));
    }
    if let Some(uri) = child(person, A, "uri") {
        document.full_link(uri, text(uri).trim(), "`uri`");
    }
    if let Some(email) = child(person, A, "email")
        && !values::contact(&text(email)).0
    {
        document.say("InvalidContact", email, &format!("`email` is no mail address: `{}`", text(email)));
    }
}

fn text_construct(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    if !document.not_blank(node) {
        return;
    }
    match node.attribute("type") {
        None | Some("text") => {
            if let Some(markup) = markup::in_plain_text(&text(node)) {
                let name = node.tag_name().name();
                document.say("ContainsUndeclaredHTML", node, &format!("`{name}` contains HTML: `{markup}`"));
            }
        }
        Some("html") => html(document, node),
        Some("xhtml") => xhtml(document, node),
        Some(other) => {
            document.say("InvalidTextType", node, &format!("`type` is none of text, html, xhtml: `{other}`"));
        }
    }
}

fn content(document: &mut Document<'_, '_>, entry: Node<'_, '_>, node: Node<'_, '_>) {
    if let Some(src) = node.attribute("src") {
        document.full_link(node, src, "`src`");
        if child(entry, A, "summary").is_none() {
            document.say("MissingTextualContent", entry, "the content is elsewhere and there is no summary");
        }
        return;
    }
    match node.attribute("type") {
        None | Some("text" | "html" | "xhtml") => text_construct(document, node),
        Some(kind) => document.media_type(node, kind),
    }
}

fn html(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    let base =
        node.ancestors().any(|node| node.has_attribute(("http://www.w3.org/XML/1998/namespace", "base")));
    for (rule, message) in markup::faults(&text(node)) {
        // A base says where relative addresses lead.
        if !(base && rule == "ContainsRelRef") {
            document.say(rule, node, &message);
        }
    }
}

fn xhtml(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    let mut elements = node.children().filter(Node::is_element);
    let first = elements.next();
    let framed = first.is_some_and(|first| first.has_tag_name((XHTML, "div"))) && elements.next().is_none();
    if !framed {
        document.say("NotHtml", node, "XHTML stands in one `div` of its own namespace");
    }
    for element in node.descendants().skip(1).filter(Node::is_element) {
        let mut faults = Vec::new();
        if element.tag_name().namespace() == Some(XHTML) {
            let attributes = element.attributes().filter(|attribute| attribute.namespace().is_none());
            let attributes = attributes.map(|attribute| (attribute.name(), attribute.value()));
            markup::element_faults(element.tag_name().name(), attributes, &mut faults);
        } else if element.tag_name().namespace() == Some(ATOM) {
            faults.push((
                "NotHtml",
                format!("`{}` is not in the namespace of XHTML", element.tag_name().name()),
            ));
        }
        for (rule, message) in faults {
            document.say(rule, element, &message);
        }
    }
}

/// One alternate link of each type and language (RFC 4287 §4.1.1).
fn alternates(document: &mut Document<'_, '_>, parent: Node<'_, '_>) {
    let mut seen = HashSet::new();
    for link in children(parent, A, "link") {
        let alternate = matches!(link.attribute("rel"), None | Some("alternate"));
        if alternate && !seen.insert((link.attribute("type"), link.attribute("hreflang"))) {
            document.say("DuplicateAtomLink", link, "there are two alternate links of one type and language");
        }
    }
}

/// Entries told apart by ids, and by the moments of their changes.
fn identities(document: &mut Document<'_, '_>, root: Node<'_, '_>) {
    let entries: Vec<_> = children(root, A, "entry").collect();
    let mut ids: HashMap<String, usize> = HashMap::new();
    let mut moments = HashSet::new();
    for entry in &entries {
        if let Some(id) = child(*entry, A, "id") {
            let count = ids.entry(text(id).into_owned()).or_default();
            *count += 1;
            if *count == 2 {
                document.say("DuplicateEntries", id, &format!("two entries have the id `{}`", text(id)));
            }
        }
        if let Some(updated) = child(*entry, A, "updated")
            && !moments.insert(text(updated).into_owned())
        {
            document.say(
                "DuplicateUpdated",
                updated,
                &format!("two entries were updated at `{}`", text(updated)),
            );
        }
    }
    if entries.len() > 1 && ids.len() == 1 {
        document.say("DuplicateIds", root, "all entries have the same id");
    }
}
