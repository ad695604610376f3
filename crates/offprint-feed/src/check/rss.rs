//! RSS 2.0: the specification of the RSS Advisory Board, and its profile.

use super::{
    document::{ATOM, CONTENT, DC, Document, child, children, is, text},
    history, markup, podcast, values,
};
use roxmltree::Node;
use std::collections::HashSet;

const CHANNEL: &str = "title link description language copyright managingEditor webMaster pubDate lastBuildDate \
    category generator docs cloud ttl image rating textInput skipHours skipDays item";
const ITEM: &str = "title link description author category comments enclosure guid pubDate source";

pub(super) fn check(document: &mut Document<'_, '_>, root: Node<'_, '_>) {
    match root.attribute("version") {
        Some("2.0") => {}
        Some(_) => document.say("ObsoleteVersion", root, "this is an old version of RSS"),
        None => document.say("MissingAttribute", root, "`rss` has no `version`"),
    }
    document.once(root, None, &["channel"]);
    let Some(channel) = child(root, None, "channel") else {
        return document.say("MissingElement", root, "`rss` has no `channel`");
    };
    document.no_text(channel);
    document.needs(channel, None, &["title", "link", "description"]);
    let single = [
        "title",
        "link",
        "description",
        "language",
        "copyright",
        "managingEditor",
        "webMaster",
        "pubDate",
        "lastBuildDate",
        "generator",
        "docs",
        "ttl",
        "image",
        "textInput",
    ];
    document.once(channel, None, &single);
    for node in
        channel.children().filter(Node::is_element).filter(|node| node.tag_name().namespace().is_none())
    {
        channel_element(document, channel, node);
    }
    for (core, other) in [
        ("language", "language"),
        ("copyright", "rights"),
        ("managingEditor", "creator"),
        ("pubDate", "date"),
    ] {
        if let (Some(_), Some(twin)) = (child(channel, None, core), child(channel, Some(DC), other)) {
            document.say("DuplicateSemantics", twin, &format!("both `{core}` and `dc:{other}` are there"));
        }
    }
    self_link(document, channel);
    history::check(document, channel, Some(ATOM));
    podcast::channel(document, channel);
    let mut guids = HashSet::new();
    for item in children(channel, None, "item") {
        item_element(document, item, &mut guids);
    }
}

fn channel_element(document: &mut Document<'_, '_>, channel: Node<'_, '_>, node: Node<'_, '_>) {
    let name = node.tag_name().name();
    if !CHANNEL.split_whitespace().any(|known| known == name) {
        return document.say("UndefinedElement", node, &format!("RSS knows no `{name}` in a channel"));
    }
    let value = text(node);
    let value = value.trim();
    match name {
        "item" | "cloud" | "skipHours" | "skipDays" => return,
        "image" => return image(document, channel, node),
        "textInput" => return document.say("AvoidTextInput", node, "`textInput` is shown by no reader"),
        _ => {}
    }
    if !document.not_blank(node) {
        return;
    }
    match name {
        "link" | "docs" => document.full_link(node, value, &format!("`{name}`")),
        "language" if !values::is_language(value) => {
            document.say("InvalidLanguage", node, &format!("`language` is no language: `{value}`"));
        }
        "managingEditor" | "webMaster" => contact(document, node),
        "pubDate" | "lastBuildDate" => date(document, node),
        "ttl" if value.parse::<u32>().is_err() => {
            document.say("InvalidInteger", node, &format!("`ttl` is no number of minutes: `{value}`"));
        }
        "title" | "description" | "copyright" | "generator" | "category" => plain(document, node),
        _ => {}
    }
}

fn image(document: &mut Document<'_, '_>, channel: Node<'_, '_>, node: Node<'_, '_>) {
    document.needs(node, None, &["url", "title", "link"]);
    document.once(node, None, &["url", "title", "link", "width", "height", "description"]);
    let value =
        |parent: Node<'_, '_>, name: &str| child(parent, None, name).map(|node| text(node).trim().to_owned());
    for name in ["url", "link"] {
        if let Some(address) = value(node, name) {
            document.full_link(node, &address, &format!("`{name}` of the image"));
        }
    }
    let ending =
        value(node, "url").map(|url| url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase());
    if ending.is_some_and(|url| ![".gif", ".jpg", ".jpeg", ".png"].iter().any(|ending| url.ends_with(ending)))
    {
        document.say("ImageUrlFormat", node, "the image is no GIF, JPEG or PNG by its name");
    }
    for (name, rule) in [("title", "ImageTitleDoesntMatch"), ("link", "ImageLinkDoesntMatch")] {
        if let (Some(own), Some(channels)) = (value(node, name), value(channel, name))
            && own != channels
        {
            document.say(rule, node, &format!("the image has another `{name}` than the channel: `{own}`"));
        }
    }
    for (name, most, rule) in [("width", 144, "InvalidWidth"), ("height", 400, "InvalidHeight")] {
        if let Some(size) = value(node, name)
            && !size.parse::<u32>().is_ok_and(|size| (1..=most).contains(&size))
        {
            document.say(rule, node, &format!("`{name}` of the image is not between 1 and {most}: `{size}`"));
        }
    }
}

/// The feed's own address, and where it really is.
fn self_link(document: &mut Document<'_, '_>, channel: Node<'_, '_>) {
    for link in children(channel, Some(ATOM), "link") {
        history::link(document, link);
    }
    let own = children(channel, Some(ATOM), "link").find(|link| link.attribute("rel") == Some("self"));
    match own.and_then(|link| Some((link, link.attribute("href")?))) {
        None => document.say("MissingAtomSelfLink", channel, "the channel has no `atom:link` to itself"),
        Some((link, href)) => history::location(document, link, href),
    }
}

fn item_element(document: &mut Document<'_, '_>, item: Node<'_, '_>, guids: &mut HashSet<String>) {
    document.no_text(item);
    document.once(
        item,
        None,
        &["title", "link", "description", "author", "comments", "guid", "pubDate", "source"],
    );
    document.once(item, Some(CONTENT), &["encoded"]);
    if child(item, None, "title").or_else(|| child(item, None, "description")).is_none() {
        document.say("ItemMustContainTitleOrDescription", item, "the item has neither title nor description");
    }
    for node in item.children().filter(Node::is_element) {
        match (node.tag_name().namespace(), node.tag_name().name()) {
            (None, name) if !ITEM.split_whitespace().any(|known| known == name) => {
                document.say("UndefinedElement", node, &format!("RSS knows no `{name}` in an item"));
            }
            (None, name) => item_core(document, node, name),
            (Some(CONTENT), "encoded") => html(document, node),
            (Some(ATOM), "updated" | "published") => document.rfc3339(node),
            (Some(ATOM), "link") => history::link(document, node),
            (Some(DC), "creator" | "subject") => plain(document, node),
            _ => {}
        }
    }
    let place = |wanted: fn(&Node<'_, '_>) -> bool| item.children().position(|node| wanted(&node));
    let description = place(|node| is(*node, None, "description"));
    let encoded = place(|node| is(*node, Some(CONTENT), "encoded"));
    if encoded.is_some_and(|encoded| description.is_none_or(|description| description > encoded)) {
        document.say(
            "NeedDescriptionBeforeContent",
            item,
            "`content:encoded` has no `description` before it",
        );
    }
    for (core, other) in
        [("author", "creator"), ("category", "subject"), ("source", "source"), ("pubDate", "date")]
    {
        if let (Some(_), Some(twin)) = (child(item, None, core), child(item, Some(DC), other)) {
            document.say(
                "DuplicateItemSemantics",
                twin,
                &format!("both `{core}` and `dc:{other}` are there"),
            );
        }
    }
    if let Some(second) = children(item, None, "enclosure").nth(1) {
        document.say("DuplicateEnclosure", second, "the item has more than one enclosure");
    }
    guid(document, item, guids);
    podcast::item(document, item);
}

fn item_core(document: &mut Document<'_, '_>, node: Node<'_, '_>, name: &str) {
    if name == "enclosure" {
        return enclosure(document, node);
    }
    if !document.not_blank(node) {
        return;
    }
    let value = text(node);
    let value = value.trim();
    match name {
        "link" | "comments" => document.full_link(node, value, &format!("`{name}`")),
        "description" => html(document, node),
        "author" => contact(document, node),
        "pubDate" => date(document, node),
        "source" => match node.attribute("url") {
            Some(url) => document.full_link(node, url, "`url` of the source"),
            None => document.say("MissingAttribute", node, "`source` has no `url`"),
        },
        "title" | "category" => plain(document, node),
        _ => {}
    }
}

fn enclosure(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    for name in ["url", "length", "type"] {
        match (name, node.attribute(name)) {
            (_, None) => document.say("MissingAttribute", node, &format!("`enclosure` has no `{name}`")),
            ("url", Some(url)) => document.full_link(node, url, "`url` of the enclosure"),
            ("length", Some(length)) if length.parse::<u64>().is_err() => {
                document.say("InvalidInteger", node, &format!("`length` is no number of bytes: `{length}`"));
            }
            ("type", Some(kind)) => document.media_type(node, kind),
            _ => {}
        }
    }
}

fn guid(document: &mut Document<'_, '_>, item: Node<'_, '_>, guids: &mut HashSet<String>) {
    let Some(node) = child(item, None, "guid") else {
        return document.say("MissingGuid", item, "the item has no `guid`");
    };
    let value = text(node);
    let value = value.trim();
    let permalink = match node.attribute("isPermaLink") {
        None | Some("true") => true,
        Some("false") => false,
        Some(other) => {
            document.say(
                "InvalidBooleanAttribute",
                node,
                &format!("`isPermaLink` is neither true nor false: `{other}`"),
            );
            false
        }
    };
    if permalink && !(value.starts_with("http") && values::is_full_link(value)) {
        document.say("InvalidHttpGUID", node, &format!("the guid is no whole address: `{value}`"));
    } else if !permalink && value.len() < 10 && value.bytes().all(|byte| byte.is_ascii_digit()) {
        document.say("NotSufficientlyUnique", node, &format!("the guid is a small number: `{value}`"));
    }
    if !value.is_empty() && !guids.insert(value.to_owned()) {
        document.say("DuplicateValue", node, &format!("two items have the guid `{value}`"));
    }
}

fn contact(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    let value = text(node);
    match values::contact(&value) {
        (false, _) => {
            let name = node.tag_name().name();
            document.say("InvalidContact", node, &format!("`{name}` holds no mail address: `{value}`"));
        }
        (true, false) => document.say("MissingRealName", node, "the mail address stands without a name"),
        _ => {}
    }
}

fn date(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    let value = text(node);
    let name = node.tag_name().name();
    let Some(date) = values::rfc822(&value) else {
        return document.say(
            "InvalidRFC2822Date",
            node,
            &format!("`{name}` is no date of RFC 822: `{value}`"),
        );
    };
    if date.wrong_weekday {
        document.say("IncorrectDOW", node, &format!("`{name}` has the wrong day of the week: `{value}`"));
    }
    if date.problematical {
        document.say("ProblematicalRFC822Date", node, &format!("`{name}` is of an old form: `{value}`"));
    }
    document.plausible(node, date.moment);
}

fn plain(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    if let Some(markup) = markup::in_plain_text(&text(node)) {
        let name = node.tag_name().name();
        document.say("ContainsHTML", node, &format!("`{name}` contains HTML: `{markup}`"));
    }
}

fn html(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    for (rule, message) in markup::faults(&text(node)) {
        document.say(rule, node, &message);
    }
}
