//! Elements of podcasts, as Apple's directory wants them.

use super::{
    categories,
    document::{Document, child, children, qualified, text},
    namespaces::{ITUNES, XML},
    people, uri,
};
use roxmltree::Node;

const I: Option<&str> = Some(ITUNES);

const BOTH: &str = "author block explicit image keywords subtitle summary";
const CHANNEL: &str = "category owner type pubDate new-feed-url complete title applepodcastsverify";
const ITEM: &str = "duration title episode season episodeType order isClosedCaptioned pubDate category";

pub(super) fn channel(document: &mut Document<'_, '_>, channel: Node<'_, '_>) {
    let used = channel.descendants().any(|node| node.tag_name().namespace() == I);
    if !used {
        return;
    }
    for (namespace, name) in [(None, "language"), (I, "category"), (I, "explicit")] {
        let inherited =
            name == "language" && channel.ancestors().any(|node| node.has_attribute((XML, "lang")));
        if child(channel, namespace, name).is_none() && !inherited {
            document.say("MissingItunesElement", channel, &format!("the podcast's channel has no `{name}`"));
        }
    }
    document.only(channel, I, &format!("{BOTH} {CHANNEL}"));
    document.once(
        channel,
        I,
        &["author", "block", "explicit", "image", "keywords", "subtitle", "summary", "owner", "type"],
    );
    if let Some(owner) = child(channel, I, "owner") {
        document.no_text(owner);
        document.only(owner, I, "name email");
        document.once(owner, I, &["name", "email"]);
        match child(owner, I, "email") {
            None => document.say("MissingItunesEmail", owner, "the podcast's owner has no mail address"),
            Some(email) if people::address_fault(text(email).trim()) == Some("InvalidAddrSpec") => {
                document.say(
                    "InvalidContact",
                    email,
                    &format!("`itunes:email` is not a mail address: `{}`", text(email)),
                );
            }
            Some(_) => {}
        }
    }
    for category in children(channel, I, "category") {
        self::category(document, category, None);
    }
    elements(document, channel);
}

fn category(document: &mut Document<'_, '_>, node: Node<'_, '_>, within: Option<&str>) {
    document.attributes(node, &["text"]);
    let Some(text) = node.attribute("text") else {
        return document.say("MissingAttribute", node, "`itunes:category` has no `text`");
    };
    match categories::standing(text, within) {
        categories::Standing::Current => {}
        categories::Standing::Former => {
            document.say(
                "ObsoleteItunesCategory",
                node,
                &format!("the category `{text}` is one of before 2019"),
            );
        }
        categories::Standing::Unknown => {
            document.say("InvalidItunesCategory", node, &format!("the directory has no category `{text}`"));
        }
    }
    if within.is_none() {
        for inner in children(node, I, "category") {
            category(document, inner, Some(text));
        }
    }
}

pub(super) fn item(document: &mut Document<'_, '_>, item: Node<'_, '_>) {
    document.only(item, I, &format!("{BOTH} {ITEM}"));
    document.once(
        item,
        I,
        &[
            "author",
            "block",
            "duration",
            "episode",
            "episodeType",
            "explicit",
            "image",
            "keywords",
            "season",
            "subtitle",
            "summary",
            "title",
        ],
    );
    elements(document, item);
}

/// What elements hold, in a channel and in an item.
fn elements(document: &mut Document<'_, '_>, parent: Node<'_, '_>) {
    for node in parent.children().filter(|node| node.is_element() && node.tag_name().namespace() == I) {
        let value = text(node);
        let name = node.tag_name().name();
        let mut fault = |rule: &str, what: &str| {
            document.say(rule, node, &format!("`{}` is not {what}: `{}`", qualified(node), value.trim()));
        };
        match name {
            "explicit" | "block" => {
                let known = ["yes", "no", "true", "false", "clean", "explicit"];
                if !known.contains(&&*value.trim().to_ascii_lowercase()) {
                    fault("InvalidYesNo", "yes or no");
                }
            }
            "duration" => {
                let parts: Vec<_> = value.trim().split(':').collect();
                let number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
                let small = |part: &&str| part.len() == 2 && part.parse::<u8>().is_ok_and(|part| part < 60);
                if parts.len() > 3 || !parts.iter().all(number) || !parts[1..].iter().all(small) {
                    fault("InvalidDuration", "`HH:MM:SS`, `MM:SS` or seconds");
                }
            }
            "episode" | "season" => document.number(node, 1, "InvalidPositiveInteger"),
            "episodeType" if !matches!(value.trim(), "full" | "trailer" | "bonus") => {
                fault("InvalidItunesEpisodeType", "`full`, `trailer` or `bonus`");
            }
            "type" if !matches!(value.trim(), "episodic" | "serial") => {
                fault("InvalidItunesChannelType", "`episodic` or `serial`");
            }
            "keywords" if value.trim().contains(' ') && !value.contains(',') => {
                fault("InvalidKeywords", "a list with commas");
            }
            "author" | "subtitle" | "summary" => {
                let most = if name == "summary" { 4000 } else { 255 };
                let length = value.trim().chars().count();
                if length > most {
                    document.say(
                        "TooLong",
                        node,
                        &format!("`{}` has {length} characters, of {most}", qualified(node)),
                    );
                }
                document.plain(node, &value, "ContainsHTML");
            }
            "image" => {
                document.attributes(node, &["href"]);
                match node.attribute("href") {
                    None => document.say("MissingAttribute", node, "`itunes:image` has no `href`"),
                    Some(href) if !uri::is_http_url(href) => {
                        let message = format!("`href` is not a URL of the web: `{href}`");
                        document.say("InvalidURLAttribute", node, &message);
                    }
                    Some(_) => {}
                }
            }
            "new-feed-url" => document.full_link(node),
            "pubDate" => document.rfc822(node),
            _ => {}
        }
    }
}
