//! What a browser shows of the tree: which elements begin blocks, which hide their text.

use super::arena::{Arena, NodeId};

/// The text under a node that a browser shows.
pub(super) fn visible_text(arena: &Arena, node: NodeId) -> String {
    let mut text = String::new();
    if let Some(own) = arena.text(node) {
        text.push_str(own);
    }
    let mut hidden_until: Option<NodeId> = is_hidden(arena.name(node)).then_some(node);
    for inner in arena.descendants(node) {
        if hidden_until.is_some_and(|hidden| !arena.is_under(inner, hidden)) {
            hidden_until = None;
        }
        if hidden_until.is_none() && is_hidden(arena.name(inner)) {
            hidden_until = Some(inner);
        }
        if hidden_until.is_some() {
            continue;
        }
        match arena.text(inner) {
            Some(own) => text.push_str(own),
            None if is_block(arena.name(inner)) || arena.name(inner) == "br" => text.push('\n'),
            None => {}
        }
    }
    text
}

/// Elements that begin a block of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "audio"
            | "blockquote"
            | "center"
            | "dd"
            | "details"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "iframe"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "video"
            | "xmp"
            | "listing"
            | "plaintext"
            | "lite-youtube"
    )
}

/// Elements whose text no browser shows.
pub(super) fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "template" | "title" | "annotation" | "iframe" | "noframes" | "noembed"
    )
}
