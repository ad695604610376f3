//! What podcast directories want.

use super::document::{Document, ITUNES, child, children, text};
use roxmltree::Node;

pub(super) fn channel(document: &mut Document<'_, '_>, channel: Node<'_, '_>) {
    let used = channel.descendants().any(|node| node.tag_name().namespace() == Some(ITUNES));
    if !used {
        return;
    }
    for (namespace, name) in [(None, "language"), (Some(ITUNES), "category"), (Some(ITUNES), "explicit")] {
        if child(channel, namespace, name).is_none() {
            document.say("MissingItunesElement", channel, &format!("the podcast's channel has no `{name}`"));
        }
    }
    if let Some(owner) = child(channel, Some(ITUNES), "owner")
        && child(owner, Some(ITUNES), "email").is_none()
    {
        document.say("MissingItunesEmail", owner, "the podcast's owner has no mail address");
    }
    for category in children(channel, Some(ITUNES), "category") {
        if category.attribute("text").is_none_or(|text| text.trim().is_empty()) {
            document.say("MissingAttribute", category, "`itunes:category` has no `text`");
        }
    }
    yes_no(document, channel);
}

pub(super) fn item(document: &mut Document<'_, '_>, item: Node<'_, '_>) {
    document.once(
        item,
        Some(ITUNES),
        &["author", "duration", "explicit", "image", "subtitle", "summary", "title"],
    );
    yes_no(document, item);
}

fn yes_no(document: &mut Document<'_, '_>, parent: Node<'_, '_>) {
    for name in ["explicit", "block"] {
        if let Some(node) = child(parent, Some(ITUNES), name)
            && !matches!(
                &*text(node).trim().to_ascii_lowercase(),
                "yes" | "no" | "true" | "false" | "clean" | "explicit"
            )
        {
            document.say(
                "InvalidYesNo",
                node,
                &format!("`itunes:{name}` is neither yes nor no: `{}`", text(node)),
            );
        }
    }
}
