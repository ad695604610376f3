//! Comrak's tree of a Markdown text, its raw HTML read as elements.

use super::Node;
use comrak::{
    Arena, Options,
    nodes::{AstNode, ListType, NodeValue, TableAlignment},
    parse_document,
};

/// Options like cmark-gfm's, with mathematics.
pub(crate) fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.math_dollars = true;
    options.extension.math_code = true;
    options.extension.alerts = true;
    options.render.r#unsafe = true;
    options
}

/// The tree of a text; an error when its raw HTML is not well nested.
pub(crate) fn markdown_to_tree(text: &str) -> Result<Vec<Node>, String> {
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options());
    let mut builder = Builder::default();
    root.children().for_each(|node| walk(node, &mut builder));
    builder.finish()
}

/// Builds a tree from starts and ends, which must match.
#[derive(Default)]
pub(crate) struct Builder {
    open: Vec<Node>,
    done: Vec<Node>,
    error: Option<String>,
}

impl Builder {
    fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(Node::Element { children, .. }) => children.push(node),
            _ => self.done.push(node),
        }
    }

    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.open.push(Node::with(name, attributes, Vec::new()));
    }

    pub(crate) fn close(&mut self, name: &str) {
        match self.open.pop() {
            Some(node) if node.name() == name => self.push(node),
            other => {
                let open = other.map(|node| node.name().to_owned());
                self.error.get_or_insert_with(|| format!("</{name}> closes {open:?}"));
            }
        }
    }

    pub(crate) fn leaf(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.open(name, attributes);
        self.close(name);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.push(Node::Text(text.to_owned()));
    }

    pub(crate) fn finish(mut self) -> Result<Vec<Node>, String> {
        if let Some(node) = self.open.pop() {
            self.error.get_or_insert_with(|| format!("<{}> is not closed", node.name()));
        }
        self.error.map_or(Ok(self.done), Err)
    }

    /// Raw HTML: tags, references and comments.
    pub(crate) fn raw(&mut self, html: &str) {
        let mut rest = html;
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix("<!--") {
                let Some((comment, after)) = after.split_once("-->") else {
                    self.error.get_or_insert_with(|| format!("comment: {rest}"));
                    return;
                };
                if comment == "nextpage" {
                    self.leaf("pagebreak", &[]);
                }
                rest = after;
            } else if let Some(after) = rest.strip_prefix('<') {
                let Some((tag, after)) = after.split_once('>') else {
                    self.error.get_or_insert_with(|| format!("tag: {rest}"));
                    return;
                };
                self.tag(tag);
                rest = after;
            } else {
                let end = rest.find('<').unwrap_or(rest.len());
                self.text(&decode(&rest[..end]));
                rest = &rest[end..];
            }
        }
    }

    fn tag(&mut self, tag: &str) {
        if let Some(name) = tag.strip_prefix('/') {
            self.close(name);
            return;
        }
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while !rest.is_empty() {
            let end = rest.find(['=', ' ']).unwrap_or(rest.len());
            let name = &rest[..end];
            if let Some(value) = rest[end..].strip_prefix("=\"") {
                let (value, after) = value.split_once('"').unwrap_or((value, ""));
                attributes.push((name, decode(value)));
                rest = after.trim_start();
            } else {
                attributes.push((name, String::new()));
                rest = rest[end..].trim_start();
            }
        }
        let attributes: Vec<(&str, &str)> = attributes.iter().map(|(n, v)| (*n, v.as_str())).collect();
        self.open(name, &attributes);
        if matches!(name, "br" | "hr" | "img" | "input" | "source") {
            self.close(name);
        }
    }
}

/// Character references of the kinds that are written.
fn decode(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (name, after) = rest[at + 1..].split_once(';').unwrap_or_else(|| panic!("bare & in {text:?}"));
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "nbsp" => '\u{a0}',
            number => {
                let number = number.strip_prefix('#').unwrap_or_else(|| panic!("&{name};"));
                let code = number
                    .strip_prefix('x')
                    .map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
                code.and_then(char::from_u32).unwrap_or_else(|| panic!("&{name};"))
            }
        });
        rest = after;
    }
    out + rest
}

fn walk<'a>(node: &'a AstNode<'a>, out: &mut Builder) {
    let value = node.data.borrow().value.clone();
    let inside = |out: &mut Builder, name: &str, attributes: &[(&str, &str)]| {
        out.open(name, attributes);
        node.children().for_each(|child| walk(child, out));
        out.close(name);
    };
    match value {
        NodeValue::Text(text) => out.text(&text),
        NodeValue::SoftBreak => out.leaf("softbreak", &[]),
        NodeValue::LineBreak => out.leaf("br", &[]),
        NodeValue::Code(code) => {
            out.open("code", &[]);
            out.text(&code.literal);
            out.close("code");
        }
        NodeValue::HtmlInline(html) => out.raw(&html),
        NodeValue::HtmlBlock(html) => out.raw(&html.literal),
        NodeValue::Emph => inside(out, "em", &[]),
        NodeValue::Strong => inside(out, "strong", &[]),
        NodeValue::Strikethrough => inside(out, "del", &[]),
        NodeValue::Link(link) => inside(out, "a", &link_attributes("href", &link.url, &link.title)),
        NodeValue::Image(link) => {
            let alt = text_of(node);
            let mut attributes = link_attributes("src", &link.url, &link.title);
            attributes.insert(1, ("alt", &alt));
            out.leaf("img", &attributes);
        }
        NodeValue::Math(math) => out.leaf("tex", &[("tex", &math.literal)]),
        NodeValue::FootnoteReference(note) => out.leaf("note", &[("label", &note.name)]),
        NodeValue::FootnoteDefinition(note) => inside(out, "notebody", &[("label", &note.name)]),
        NodeValue::Paragraph => inside(out, "p", &[]),
        NodeValue::Heading(heading) => inside(out, &format!("h{}", heading.level), &[]),
        NodeValue::BlockQuote => inside(out, "blockquote", &[]),
        NodeValue::List(list) => {
            let tight = if list.tight { "yes" } else { "no" };
            let start = list.start.to_string();
            match list.list_type {
                ListType::Bullet => inside(out, "ul", &[("tight", tight)]),
                ListType::Ordered => inside(out, "ol", &[("start", &start), ("tight", tight)]),
            }
        }
        NodeValue::Item(_) => inside(out, "li", &[]),
        NodeValue::TaskItem(task) => {
            let done = if task.symbol.is_some() { "yes" } else { "no" };
            inside(out, "li", &[("checked", done)]);
        }
        NodeValue::CodeBlock(code) => {
            let text = code.literal.strip_suffix('\n').unwrap_or(&code.literal);
            let language = format!("language-{}", code.info);
            let class = Some(("class", &*language)).filter(|_| !code.info.is_empty());
            out.open("pre", &[]);
            out.open("code", class.as_slice());
            out.text(text);
            out.close("code");
            out.close("pre");
        }
        NodeValue::ThematicBreak => out.leaf("hr", &[]),
        NodeValue::Table(table) => table_rows(node, &table.alignments, out),
        other => out.leaf(&format!("{other:?}"), &[]),
    }
}

fn link_attributes<'s>(name: &'static str, url: &'s str, title: &'s str) -> Vec<(&'static str, &'s str)> {
    let mut attributes = vec![(name, url)];
    if !title.is_empty() {
        attributes.push(("title", title));
    }
    attributes
}

fn text_of<'a>(node: &'a AstNode<'a>) -> String {
    let mut text = String::new();
    for node in node.descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(part) => text.push_str(part),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::HtmlInline(html) if html == "<!-- -->" => {}
            NodeValue::Image(_) | NodeValue::Link(_) => {}
            other => text.push_str(&format!("{other:?}")),
        }
    }
    text
}

fn table_rows<'a>(table: &'a AstNode<'a>, alignments: &[TableAlignment], out: &mut Builder) {
    out.open("table", &[]);
    for (index, row) in table.children().enumerate() {
        if index < 2 {
            out.open(if index == 0 { "thead" } else { "tbody" }, &[]);
        }
        out.open("tr", &[]);
        for (cell, align) in row.children().zip(alignments) {
            let name = if index == 0 { "th" } else { "td" };
            let align = match align {
                TableAlignment::None => None,
                TableAlignment::Left => Some(("align", "left")),
                TableAlignment::Center => Some(("align", "center")),
                TableAlignment::Right => Some(("align", "right")),
            };
            out.open(name, align.as_slice());
            cell.children().for_each(|child| walk(child, out));
            out.close(name);
        }
        out.close("tr");
        if index == 0 {
            out.close("thead");
        }
    }
    if table.children().count() > 1 {
        out.close("tbody");
    }
    out.close("table");
}
