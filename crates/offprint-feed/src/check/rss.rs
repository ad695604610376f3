//! RSS 2.0 (the specification of the RSS Advisory Board, and its profile), 0.91 and 0.92.

use super::{
    doctype::DocumentType,
    document::{Document, child, qualified},
    namespaces::{ATOM, XHTML},
    rss_channel,
};
use roxmltree::Node;

/// Which RSS it is: what later versions want is no rule of earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Version<'a>(&'a str);

impl Version<'_> {
    pub(super) fn is_2(self) -> bool {
        self.0.starts_with("2.")
    }

    /// Text only, no HTML.
    pub(super) fn is_091(self) -> bool {
        self.0 == "0.91"
    }
}

pub(super) fn check(document: &mut Document<'_, '_>, root: Node<'_, '_>, document_type: DocumentType) {
    let version = root.attribute("version");
    match version {
        None => document.say("MissingAttribute", root, "`rss` has no `version`"),
        Some(version) if document_type.is_rss_091() => {
            if version != "0.91" {
                document.say(
                    "InvalidDoctype",
                    root,
                    &format!("the document type is that of RSS 0.91, not `{version}`"),
                );
            }
        }
        Some("2.0") => {}
        Some("0.91" | "0.92") => document.say("ObsoleteVersion", root, "this is an old version of RSS"),
        Some(other) => {
            document.say(
                "InvalidRSSVersion",
                root,
                &format!("`version` is not 0.91, 0.92 or 2.0: `{other}`"),
            );
        }
    }
    document.attributes(root, &["version"]);
    document.no_text(root);
    document.only(root, None, "channel");
    document.once(root, None, &["channel"]);
    unprefixed(document, root);
    let Some(channel) = child(root, None, "channel") else {
        return document.say("MissingElement", root, "`rss` has no `channel`");
    };
    rss_channel::check(document, channel, Version(version.unwrap_or("2.0")));
}

/// Elements of modules hold elements of modules (RSS 2.0, "Extending RSS").
fn unprefixed(document: &mut Document<'_, '_>, root: Node<'_, '_>) {
    let bare = |node: &Node<'_, '_>| {
        let parent = node.parent_element().and_then(|parent| parent.tag_name().namespace());
        node.tag_name().namespace().is_none() && parent.is_some_and(|parent| !matches!(parent, ATOM | XHTML))
    };
    if let Some(node) = root.descendants().filter(Node::is_element).find(bare) {
        let message = format!("`{}` is in the element of a module and has no namespace", qualified(node));
        document.say("NotInANamespace", node, &message);
    }
}
