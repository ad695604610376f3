//! The channel of RSS 2.0 and its parts.

use super::{
    document::{Document, child, children, is, text},
    extensions::{self, Place},
    links,
    namespaces::{ADMIN, ATOM, DC, DCTERMS},
    podcast,
    rss::Version,
    rss_item,
    uri::{Form, Letters},
    values,
};
use roxmltree::Node;
use std::collections::HashSet;

const CHANNEL: &str = "title link description language copyright managingEditor webMaster pubDate lastBuildDate \
    category generator docs cloud ttl image rating textInput skipHours skipDays item";

pub(super) fn check(document: &mut Document<'_, '_>, channel: Node<'_, '_>, version: Version<'_>) {
    document.no_text(channel);
    document.attributes(channel, &[]);
    document.needs(channel, None, &["title", "link", "description"]);
    document.only(channel, None, CHANNEL);
    let many = ["category", "item", "rating"];
    let single: Vec<_> = CHANNEL.split_whitespace().filter(|name| !many.contains(name)).collect();
    document.once(channel, None, &single);
    for node in channel.children().filter(Node::is_element) {
        match node.tag_name().namespace() {
            None => element(document, channel, node),
            Some(_) => extensions::element(document, node, Place::Channel),
        }
    }
    for (core, namespace, other) in [
        ("language", DC, "language"),
        ("copyright", DC, "rights"),
        ("managingEditor", DC, "creator"),
        ("webMaster", DC, "publisher"),
        ("pubDate", DC, "date"),
        ("category", DC, "subject"),
        ("generator", ADMIN, "generatorAgent"),
        ("lastBuildDate", DCTERMS, "modified"),
    ] {
        if let (Some(_), Some(twin)) = (child(channel, None, core), child(channel, Some(namespace), other)) {
            let message = format!("`{core}` and `{}` say the same", super::document::qualified(twin));
            document.say("DuplicateSemantics", twin, &message);
        }
    }
    extensions::licenses(document, channel, "DuplicateSemantics");
    let late = |node: &Node<'_, '_>| {
        node.is_element() && node.tag_name().namespace().is_none() && !is(*node, None, "item")
    };
    if let Some(item) = child(channel, None, "item")
        && item.next_siblings().any(|node| late(&node))
    {
        document.say("MisplacedItem", item, "an item stands before elements of the channel");
    }
    self_link(document, channel, version);
    links::history(document, channel);
    podcast::channel(document, channel);
    let mut guids = HashSet::new();
    for item in children(channel, None, "item") {
        rss_item::check(document, item, version, &mut guids);
    }
}

fn element(document: &mut Document<'_, '_>, channel: Node<'_, '_>, node: Node<'_, '_>) {
    let name = node.tag_name().name();
    let value = text(node);
    match name {
        "cloud" => return cloud(document, node),
        "image" => return image(document, channel, node),
        "textInput" => return text_input(document, node),
        "skipDays" | "skipHours" => return skip(document, node),
        "item" => return,
        _ => {}
    }
    document.attributes(node, if name == "category" { &["domain"] } else { &[] });
    match name {
        "title" => {
            document.leaf(node);
            document.not_blank(node);
            document.plain(node, &value, "ContainsHTML");
        }
        "description" | "copyright" | "category" => {
            document.leaf(node);
            document.plain(node, &value, "ContainsHTML");
        }
        "link" | "docs" => document.full_link(node),
        "language" => document.language(node),
        "managingEditor" | "webMaster" => {
            document.leaf(node);
            document.contact(node);
        }
        "pubDate" | "lastBuildDate" => document.rfc822(node),
        "ttl" => document.number(node, 1, "InvalidPositiveInteger"),
        "generator" | "rating" => document.leaf(node),
        _ => {}
    }
}

/// `rssCloud`: a service that tells readers of changes.
fn cloud(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    const ATTRIBUTES: [&str; 5] = ["domain", "port", "path", "registerProcedure", "protocol"];
    document.no_text(node);
    document.attributes(node, &ATTRIBUTES);
    document.leaf(node);
    for name in ATTRIBUTES {
        match node.attribute(name) {
            None => document.say("MissingAttribute", node, &format!("`cloud` has no `{name}`")),
            Some(port) if name == "port" && values::integer(port).is_none_or(|port| port < 1) => {
                document.say(
                    "InvalidIntegerAttribute",
                    node,
                    &format!("`port` of `cloud` is not a port: `{port}`"),
                );
            }
            Some(_) => {}
        }
    }
}

fn image(document: &mut Document<'_, '_>, channel: Node<'_, '_>, node: Node<'_, '_>) {
    const PARTS: [&str; 6] = ["url", "title", "link", "width", "height", "description"];
    document.no_text(node);
    document.attributes(node, &[]);
    document.needs(node, None, &PARTS[..3]);
    document.only(node, None, &PARTS.join(" "));
    document.once(node, None, &PARTS);
    for part in node.children().filter(Node::is_element) {
        let value = text(part);
        let value = value.trim();
        if part.tag_name().namespace().is_some() {
            extensions::element(document, part, Place::Part);
            continue;
        }
        document.attributes(part, &[]);
        match part.tag_name().name() {
            "url" => {
                document.full_link(part);
                let ending = value.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
                let word = !ending.is_empty() && ending.chars().all(|c| c.is_alphanumeric() || c == '_');
                if word && value.contains('.') && !matches!(&*ending, "jpg" | "jpeg" | "gif" | "png") {
                    document.say("ImageUrlFormat", part, "the image is not a GIF, JPEG or PNG by its name");
                }
            }
            "link" => document.full_link(part),
            "title" => {
                document.leaf(part);
                document.not_blank(part);
                document.plain(part, value, "ContainsHTML");
            }
            "description" => {
                document.leaf(part);
                document.plain(part, value, "ContainsHTML");
            }
            name @ ("width" | "height") => {
                document.leaf(part);
                let (most, rule) =
                    if name == "width" { (144, "InvalidWidth") } else { (400, "InvalidHeight") };
                if values::integer(value).is_none_or(|size| !(1..=most).contains(&size)) {
                    document.say(rule, part, &format!("`{name}` is not between 1 and {most}: `{value}`"));
                }
            }
            _ => {}
        }
    }
    let value =
        |parent: Node<'_, '_>, name: &str| child(parent, None, name).map(|node| text(node).trim().to_owned());
    for (name, rule) in [("title", "ImageTitleDoesntMatch"), ("link", "ImageLinkDoesntMatch")] {
        if let (Some(own), Some(channels)) = (value(node, name), value(channel, name))
            && own != channels
            && !channels.is_empty()
        {
            document.say(rule, node, &format!("the image has another `{name}` than the channel: `{own}`"));
        }
    }
}

fn text_input(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    document.say("AvoidTextInput", node, "no reader shows `textInput`");
    document.attributes(node, &[]);
    parts_of_text_input(document, node, None);
}

/// The same in RSS 2.0 and 1.0.
pub(super) fn parts_of_text_input(
    document: &mut Document<'_, '_>,
    node: Node<'_, '_>,
    namespace: Option<&str>,
) {
    const PARTS: [&str; 4] = ["title", "link", "description", "name"];
    document.no_text(node);
    document.needs(node, namespace, &PARTS);
    document.only(node, namespace, &PARTS.join(" "));
    document.once(node, namespace, &PARTS);
    for part in node.children().filter(|part| part.is_element() && part.tag_name().namespace() == namespace) {
        let value = text(part);
        match part.tag_name().name() {
            "link" => document.full_link(part),
            "title" => {
                document.leaf(part);
                document.plain(part, &value, "ContainsHTML");
            }
            "name" => {
                document.leaf(part);
                if !value.trim().starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_')) {
                    let message = format!("`name` is not the name of a form's field: `{value}`");
                    document.say("InvalidFormComponentName", part, &message);
                }
            }
            _ => document.leaf(part),
        }
    }
}

/// Days or hours when readers may stay away.
fn skip(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let days = is(node, None, "skipDays");
    let (name, most, rule) =
        if days { ("day", 7, "EightDaysAWeek") } else { ("hour", 24, "NotEnoughHoursInTheDay") };
    document.no_text(node);
    document.attributes(node, &[]);
    document.needs(node, None, &[name]);
    document.only(node, None, name);
    if node.children().filter(Node::is_element).count() > most {
        document.say(rule, node, &format!("`{}` has more than {most} elements", node.tag_name().name()));
    }
    let mut seen = HashSet::new();
    for part in children(node, None, name) {
        document.leaf(part);
        let value = text(part);
        let value = value.trim();
        // Midnight is 0; 24 is what it was in RSS 0.91.
        let number = if days { None } else { values::integer(value).map(|hour| hour % 24) };
        let known = if days {
            DAYS.contains(&value)
        } else {
            values::integer(value).is_some_and(|hour| (0..=24).contains(&hour))
        };
        if !known {
            let rule = if days { "InvalidDay" } else { "InvalidHour" };
            document.say(rule, part, &format!("`{name}` is not one: `{value}`"));
        } else if !seen.insert(number.map_or_else(|| value.to_owned(), |number| number.to_string())) {
            document.say("DuplicateValue", part, &format!("the {name} `{value}` is there twice"));
        }
        if known && value == "24" {
            document.say("UseZeroForMidnight", part, "midnight is hour 0, not 24");
        }
    }
}

/// The feed's own address, and where it really is.
fn self_link(document: &mut Document<'_, '_>, channel: Node<'_, '_>, version: Version<'_>) {
    let own = children(channel, Some(ATOM), "link").find(|link| links::relation(*link) == "self");
    match own.and_then(|link| Some((link, link.attribute("href")?))) {
        None if version.is_2() => {
            document.say("MissingAtomSelfLink", channel, "the channel has no `atom:link` to itself");
        }
        None => {}
        Some((link, href)) => links::location(document, link, href),
    }
}

/// The address of an enclosed file or of a feed, in an attribute.
pub(super) fn url_attribute(document: &mut Document<'_, '_>, node: Node<'_, '_>, name: &str) {
    let element = node.tag_name().name();
    match node.attribute(name) {
        None => document.say("MissingAttribute", node, &format!("`{element}` has no `{name}`")),
        Some(url) => {
            let what = format!("`{name}` of `{element}`");
            document.uri(node, url, (Form::Absolute, Letters::Ascii, "InvalidFullLink"), &what);
        }
    }
}
