//! The tree of `cmark-gfm -t xml`.

use super::{Node, read::Builder};

/// The tree that the XML of cmark-gfm tells.
pub(crate) fn xml_to_tree(xml: &str) -> Result<Vec<Node>, String> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document =
        roxmltree::Document::parse_with_options(xml, options).map_err(|error| error.to_string())?;
    let mut builder = Builder::default();
    document.root_element().children().for_each(|node| walk(node, &mut builder));
    builder.finish()
}

fn walk(node: roxmltree::Node<'_, '_>, out: &mut Builder) {
    if !node.is_element() {
        return;
    }
    let text = node.text().unwrap_or_default();
    let inside = |out: &mut Builder, name: &str, attributes: &[(&str, &str)]| {
        out.open(name, attributes);
        node.children().for_each(|child| walk(child, out));
        out.close(name);
    };
    match node.tag_name().name() {
        "text" => out.text(text),
        "softbreak" => out.leaf("softbreak", &[]),
        "linebreak" => out.leaf("br", &[]),
        "code" => {
            out.open("code", &[]);
            out.text(text);
            out.close("code");
        }
        "html_inline" | "html_block" => out.raw(text),
        "emph" => inside(out, "em", &[]),
        "strong" => inside(out, "strong", &[]),
        "strikethrough" => inside(out, "del", &[]),
        "link" => inside(out, "a", &link(node, "href")),
        "image" => {
            let alt: String =
                node.descendants().filter(|n| n.has_tag_name("text")).filter_map(|n| n.text()).collect();
            let mut attributes = link(node, "src");
            attributes.insert(1, ("alt", &alt));
            out.leaf("img", &attributes);
        }
        "footnote_reference" => out.leaf("note", &[("label", text)]),
        "footnote_definition" => inside(out, "notebody", &[("label", node.attribute("id").unwrap_or(text))]),
        "paragraph" => inside(out, "p", &[]),
        "heading" => inside(out, &format!("h{}", node.attribute("level").unwrap_or("?")), &[]),
        "block_quote" => inside(out, "blockquote", &[]),
        "list" => {
            let tight = if node.attribute("tight") == Some("true") { "yes" } else { "no" };
            match node.attribute("start") {
                Some(start) => inside(out, "ol", &[("start", start), ("tight", tight)]),
                None if node.attribute("type") == Some("ordered") => inside(out, "ol", &[("tight", tight)]),
                None => inside(out, "ul", &[("tight", tight)]),
            }
        }
        "item" => inside(out, "li", &[]),
        "tasklist" | "taskitem" => {
            let done = if node.attribute("completed") == Some("true") { "yes" } else { "no" };
            inside(out, "li", &[("checked", done)]);
        }
        "code_block" => {
            let class = node.attribute("info").map(|info| format!("language-{info}"));
            let class = class.as_deref().map(|class| ("class", class));
            out.open("pre", &[]);
            out.open("code", class.as_slice());
            out.text(text.strip_suffix('\n').unwrap_or(text));
            out.close("code");
            out.close("pre");
        }
        "thematic_break" => out.leaf("hr", &[]),
        "table" => table(node, out),
        other => out.leaf(other, &[]),
    }
}

fn link<'a>(node: roxmltree::Node<'a, '_>, name: &'static str) -> Vec<(&'static str, &'a str)> {
    let mut attributes = vec![(name, node.attribute("destination").unwrap_or_default())];
    attributes
        .extend(node.attribute("title").filter(|title| !title.is_empty()).map(|title| ("title", title)));
    attributes
}

fn table(table: roxmltree::Node<'_, '_>, out: &mut Builder) {
    out.open("table", &[]);
    let rows: Vec<_> = table.children().filter(roxmltree::Node::is_element).collect();
    for (index, row) in rows.iter().enumerate() {
        if index < 2 {
            out.open(if index == 0 { "thead" } else { "tbody" }, &[]);
        }
        out.open("tr", &[]);
        for cell in row.children().filter(roxmltree::Node::is_element) {
            let name = if index == 0 { "th" } else { "td" };
            out.open(name, &[]);
            cell.children().for_each(|child| walk(child, out));
            out.close(name);
        }
        out.close("tr");
        if index == 0 {
            out.close("thead");
        }
    }
    if rows.len() > 1 {
        out.close("tbody");
    }
    out.close("table");
}
