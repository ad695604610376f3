//! Text constructs and contents of Atom (RFC 4287 §3.1, §4.1.3).

use super::{
    document::{Document, qualified, text},
    markup,
    namespaces::{KNOWN, MATHML, SVG, XHTML, XML},
    uri::{Form, Letters},
    values,
};
use roxmltree::Node;

/// A title, a summary: `text`, `html` or `xhtml`.
pub(super) fn text_construct(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    document.attributes(node, &["type"]);
    match node.attribute("type").unwrap_or("text") {
        kind @ ("text" | "html" | "xhtml") => inline(document, node, kind),
        "" => document.say("AttrNotBlank", node, "`type` is blank"),
        other => {
            // A media type is one of a content only.
            let rule = if other.contains('/') { "InvalidTextType" } else { "InvalidMIMEType" };
            document.say(
                rule,
                node,
                &format!("`type` is not `text`, `html` or `xhtml` (RFC 4287 §3.1.1): `{other}`"),
            );
            document.leaf(node);
        }
    }
}

/// The content of an entry: as a text construct, of any media type, or elsewhere.
pub(super) fn content(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    document.attributes(node, &["type", "src"]);
    let kind = node.attribute("type");
    if let Some(src) = node.attribute("src") {
        return elsewhere(document, node, src, kind);
    }
    match kind.unwrap_or("text") {
        kind @ ("text" | "html" | "xhtml") => inline(document, node, kind),
        "" => {
            document.say("AttrNotBlank", node, "`type` is blank");
            inline(document, node, "text");
        }
        kind if !values::is_media_type(kind) || is_composite(kind) => media_type_fault(document, node, kind),
        kind if is_xml(kind) => xml(document, node, kind),
        kind => {
            document.leaf(node);
            document.not_blank(node);
            let value = text(node);
            if is_base64(kind) && !is_valid_base64(&value) {
                document.say("NotBase64", node, &format!("`{kind}` is not Base64 (RFC 4287 §4.1.3.3)"));
            } else if kind.ends_with("/html") {
                html(document, node);
                if !value.to_ascii_lowercase().contains("<html") {
                    document.say(
                        "HtmlFragment",
                        node,
                        "a piece of HTML has the type `html`, a document `text/html`",
                    );
                }
            }
        }
    }
}

fn media_type_fault(document: &mut Document<'_, '_>, node: Node<'_, '_>, kind: &str) {
    let message = format!("`type` is not a media type of one part (RFC 4287 §4.1.3.1): `{kind}`");
    document.say("InvalidMIMEType", node, &message);
}

/// A content with `src` is empty, and its type is a media type (RFC 4287 §4.1.3.2).
fn elsewhere(document: &mut Document<'_, '_>, node: Node<'_, '_>, src: &str, kind: Option<&str>) {
    document.uri(node, src, (Form::Reference, Letters::Unicode, "InvalidURIAttribute"), "`src`");
    document.no_text(node);
    document.leaf(node);
    match kind {
        None => document.say("MissingTypeAttr", node, "`content` has `src` and no `type`"),
        Some("") => document.say("AttrNotBlank", node, "`type` is blank"),
        Some(kind) if !values::is_media_type(kind) || is_composite(kind) => {
            media_type_fault(document, node, kind);
        }
        Some(_) => {}
    }
}

fn inline(document: &mut Document<'_, '_>, node: Node<'_, '_>, kind: &str) {
    if !document.not_blank(node) {
        return;
    }
    match kind {
        "html" => {
            document.leaf(node);
            html(document, node);
        }
        "xhtml" => xhtml(document, node),
        _ => {
            document.leaf(node);
            document.plain(node, &text(node), "ContainsUndeclaredHTML");
        }
    }
}

/// Content of an XML media type: one document, whose root is the only child.
fn xml(document: &mut Document<'_, '_>, node: Node<'_, '_>, kind: &str) {
    document.not_blank(node);
    let Some(root) = node.children().find(Node::is_element) else { return };
    document.no_text(node);
    if kind == "application/xhtml+xml" {
        if root.tag_name().name() != "html" {
            document.say(
                "HtmlFragment",
                node,
                "a piece of XHTML has the type `xhtml`, a document `application/xhtml+xml`",
            );
        } else if root.tag_name().namespace() != Some(XHTML) {
            document.say("NotHtml", root, "`html` is not in the namespace of XHTML");
        }
    }
}

/// Whether content of this media type is Base64: it is neither text nor XML.
pub(super) fn is_base64(kind: &str) -> bool {
    kind.contains('/') && !is_xml(kind) && !kind.to_ascii_lowercase().starts_with("text/")
}

fn is_xml(kind: &str) -> bool {
    let bare = kind.split(';').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    bare.ends_with("+xml") || bare.ends_with("/xml")
}

fn is_composite(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    kind.starts_with("multipart/") || kind.starts_with("message/")
}

/// RFC 4648 §4, with white space between.
fn is_valid_base64(value: &str) -> bool {
    let letters: Vec<u8> = value.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let data = letters.iter().rposition(|&byte| byte != b'=').map_or(0, |last| last + 1);
    letters.len().is_multiple_of(4)
        && letters.len() - data <= 2
        && letters[..data].iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

/// Whether a base says where relative references lead.
fn has_base(node: Node<'_, '_>) -> bool {
    node.ancestors().any(|node| node.has_attribute((XML, "base")))
}

fn html(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    let base = has_base(node);
    for (rule, message) in markup::faults(&text(node)) {
        if !(base && rule == "ContainsRelRef") {
            document.say(rule, node, &message);
        }
    }
}

fn xhtml(document: &mut Document<'_, '_>, node: Node<'_, '_>) {
    let mut elements = node.children().filter(Node::is_element);
    let first = elements.next();
    let framed = first.is_some_and(|first| first.has_tag_name((XHTML, "div"))) && elements.next().is_none();
    if !framed || !text(node).trim().is_empty() {
        let message = format!("`{}` is not one `div` of XHTML (RFC 4287 §3.1.1.3)", qualified(node));
        document.say("MissingXhtmlDiv", node, &message);
    }
    if let Some(div) = first.filter(|div| framed && !div.children().any(|child| child.is_element()))
        && let Some(markup) = markup::in_plain_text(&text(div))
    {
        document.say("NotInline", div, &format!("XHTML is not escaped: `{markup}`"));
    }
    let base = has_base(node);
    for element in node.descendants().skip(1).filter(Node::is_element) {
        let mut faults = Vec::new();
        let name = element.tag_name().name();
        match element.tag_name().namespace() {
            Some(XHTML) => {
                let attributes = element.attributes().filter(|attribute| attribute.namespace().is_none());
                let attributes = attributes.map(|attribute| (attribute.name(), attribute.value()));
                markup::element_faults(name, attributes, &mut faults);
            }
            None | Some("") => faults.push(("MissingNamespace", format!("`{name}` has no namespace"))),
            Some(SVG | MATHML) => {}
            Some(other) if KNOWN.iter().any(|(_, known)| *known == other) => {
                let described = element.ancestors().any(|node| node.has_tag_name((SVG, "metadata")));
                if !described {
                    faults.push((
                        "UndefinedElement",
                        format!("`{}` is not an element of XHTML", qualified(element)),
                    ));
                }
            }
            Some(_) => {}
        }
        for (rule, message) in faults {
            if !((base
                || element
                    .ancestors()
                    .take_while(|up| *up != node)
                    .any(|up| up.has_attribute((XML, "base"))))
                && rule == "ContainsRelRef")
            {
                document.say(rule, element, &message);
            }
        }
    }
}
