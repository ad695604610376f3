//! HTML as a tree that two documents can be compared by, read by `scraper`.
//!
//! What is normalized is what HTML itself calls equal, or what Markdown has one form for:
//!
//! - Comments, doctypes and processing instructions are left out. So is what never leaves offprint because it is not
//!   safe: `script`, `style`, `template`, `title`, form controls, foreign objects.
//! - White space outside of `pre` folds to one space (CSS Text 4.1.1), also across the borders of inline elements, and
//!   goes away at the ends of blocks and beside `br`. A no-break space is a character like any other.
//! - A run of phrasing content between blocks is a paragraph (HTML 3.2.5.4). In a list, `p` counts for the whole list:
//!   it is loose if any of its items has one.
//! - `div`, `section`, `span` and their like have no meaning of their own; they end a paragraph, or they do nothing.
//! - Inline elements and paragraphs without content show nothing, unless they are links; neither does an `img`
//!   without a source and alternative text, nor a `br` at the end of a block.
//! - `b` is `strong`, `i` is `em`, `s` and `strike` are `del`, `tt` and `samp` are `code`, `ins` is `u`.
//! - Attributes other than those that carry meaning in Markdown are left out: `href`, `src`, `alt`, `title`, `start`,
//!   the language of code, the alignment of cells, the state of a task. URLs are resolved and compared as the URL
//!   standard serializes them; alternative text is text, so its white space folds.
//! - The line end that closes a `pre` shows nothing. Tables, their parts and their rows show nothing without a cell; a
//!   head of empty cells is none, since Markdown's tables cannot be without one.
//!
//! Elements that offprint's model has no node for are replaced by their content and named in
//! [`Tree::unnamed`].

use scraper::{Html, Node as Dom};
use std::{collections::BTreeSet, fmt};
use url::Url;

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    /// Characters.
    Text(String),
    /// An element, its attributes sorted by name.
    Element {
        /// Its name.
        name: String,
        /// The attributes that count.
        attributes: Vec<(&'static str, String)>,
        /// What it holds.
        children: Vec<Node>,
    },
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tree {
    /// Its blocks.
    pub(crate) blocks: Vec<Node>,
    /// Names of the elements that were replaced by their content.
    pub(crate) unnamed: BTreeSet<String>,
}

impl fmt::Display for Tree {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.blocks.iter().try_for_each(|node| write_node(node, 0, out))
    }
}

fn write_node(node: &Node, depth: usize, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(out, "{:1$}", "", depth * 2)?;
    match node {
        Node::Text(text) => writeln!(out, "{text:?}"),
        Node::Element { name, attributes, children } => {
            write!(out, "{name}")?;
            attributes.iter().try_for_each(|(name, value)| write!(out, " {name}={value:?}"))?;
            writeln!(out)?;
            children.iter().try_for_each(|child| write_node(child, depth + 1, out))
        }
    }
}

impl Tree {
    /// Reads a piece of HTML; relative URLs are resolved against `base`.
    pub(crate) fn read(html: &str, base: &Url) -> Self {
        let document = Html::parse_fragment(html);
        let mut reader = Reader { base, unnamed: BTreeSet::new() };
        let raw = reader.children(document.root_element(), false);
        Self { blocks: blocks(raw), unnamed: reader.unnamed }
    }

    /// The words that a browser shows, and nothing else.
    pub(crate) fn words(&self) -> Vec<String> {
        let mut text = String::new();
        collect(&self.blocks, &mut text);
        text.split_whitespace().map(str::to_owned).collect()
    }
}

fn collect(nodes: &[Node], text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(own) => text.push_str(own),
            Node::Element { name, children, .. } => {
                let apart = is_block(name) || name == "br";
                text.push_str(if apart { "\n" } else { "" });
                collect(children, text);
                text.push_str(if apart { "\n" } else { "" });
            }
        }
    }
}

struct Reader<'a> {
    base: &'a Url,
    unnamed: BTreeSet<String>,
}

impl Reader<'_> {
    fn children(&mut self, parent: scraper::ElementRef<'_>, kept: bool) -> Vec<Node> {
        let mut nodes = Vec::new();
        for child in parent.children() {
            match child.value() {
                Dom::Text(text) if kept => nodes.push(Node::Text(text.to_string())),
                Dom::Text(text) => nodes.push(Node::Text(folded(text))),
                Dom::Element(_) => {
                    let Some(element) = scraper::ElementRef::wrap(child) else { continue };
                    self.element(element, kept, &mut nodes);
                }
                _ => {}
            }
        }
        nodes
    }

    fn element(&mut self, element: scraper::ElementRef<'_>, kept: bool, nodes: &mut Vec<Node>) {
        let name = element.value().name();
        let attribute = |name: &str| element.value().attr(name);
        let name = match name {
            "b" => "strong",
            "i" | "cite" | "var" | "dfn" => "em",
            "s" | "strike" => "del",
            "tt" | "samp" => "code",
            "ins" => "u",
            "acronym" => "abbr",
            "xmp" | "listing" => "pre",
            name => name,
        };
        match name {
            "script" | "style" | "template" | "title" | "head" | "meta" | "link" | "base" | "object"
            | "embed" | "applet" | "svg" | "canvas" | "map" | "frameset" | "select" | "textarea"
            | "button" | "datalist" | "option" | "noframes" | "noembed" | "iframe" | "form" | "dialog"
            | "progress" | "meter" => {}
            "input" => {
                if attribute("type") == Some("checkbox") {
                    let state = if attribute("checked").is_some() { "yes" } else { "no" };
                    nodes.push(element_node("input", vec![("checked", state.to_owned())], Vec::new()));
                }
            }
            "html" | "body" | "span" | "bdi" | "bdo" | "font" | "big" | "small" | "nobr" | "wbr" | "a"
                if name != "a" || attribute("href").is_none() =>
            {
                nodes.extend(self.children(element, kept));
            }
            "div" | "section" | "article" | "main" | "aside" | "header" | "footer" | "nav" | "address"
            | "center" | "hgroup" | "figure" | "figcaption" | "fieldset" | "legend" | "search" => {
                let children = self.children(element, kept);
                nodes.push(element_node("div", Vec::new(), children));
            }
            "img" => self.picture(element, nodes),
            "a" => {
                let mut attributes = vec![("href", self.url(attribute("href").unwrap_or_default()))];
                attributes.extend(title(attribute("title")));
                let children = self.children(element, kept);
                nodes.push(element_node("a", attributes, children));
            }
            "ol" => {
                let start = attribute("start").and_then(|start| start.trim().parse::<i64>().ok());
                let start = start.filter(|&start| start != 1).map(|start| ("start", start.to_string()));
                let children = self.children(element, kept);
                nodes.push(element_node("ol", start.into_iter().collect(), children));
            }
            name if kept && is_block(name) => {
                // A `pre` holds phrasing content alone (HTML 4.4.3).
                self.unnamed.insert(format!("{name} in pre"));
                nodes.extend(self.children(element, kept));
            }
            "pre" => {
                let children = self.children(element, true);
                nodes.push(element_node("pre", Vec::new(), children));
            }
            "code" => {
                let language = element.value().classes().find_map(|class| class.strip_prefix("language-"));
                let language = language.filter(|_| kept).map(|language| ("language", language.to_owned()));
                let children = self.children(element, kept);
                nodes.push(element_node("code", language.into_iter().collect(), children));
            }
            "td" | "th" => {
                let align = attribute("align").map(|align| ("align", align.to_owned()));
                let children = self.children(element, kept);
                nodes.push(element_node(name, align.into_iter().collect(), children));
            }
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "ul" | "li" | "hr" | "br"
            | "strong" | "em" | "del" | "u" | "sub" | "sup" | "mark" | "kbd" | "q" | "abbr" | "table"
            | "thead" | "tbody" | "tfoot" | "tr" | "dl" | "dt" | "dd" | "details" | "summary" => {
                let children = self.children(element, kept);
                nodes.push(element_node(name, Vec::new(), children));
            }
            _ => {
                self.unnamed.insert(name.to_owned());
                nodes.extend(self.children(element, kept));
            }
        }
    }

    fn picture(&self, element: scraper::ElementRef<'_>, nodes: &mut Vec<Node>) {
        let attribute = |name: &str| element.value().attr(name);
        let alt = folded(attribute("alt").unwrap_or_default()).trim().to_owned();
        let source = attribute("src").unwrap_or_default().trim();
        if source.is_empty() {
            if !alt.is_empty() {
                nodes.push(Node::Text(alt));
            }
            return;
        }
        let mut attributes = vec![("alt", alt), ("src", self.url(source))];
        attributes.extend(title(attribute("title")));
        nodes.push(element_node("img", attributes, Vec::new()));
    }

    fn url(&self, raw: &str) -> String {
        self.base.join(raw.trim()).map_or_else(|_| raw.to_owned(), |url| url.to_string())
    }
}

fn title(title: Option<&str>) -> Option<(&'static str, String)> {
    title.filter(|title| !title.is_empty()).map(|title| ("title", title.to_owned()))
}

fn element_node(name: &str, attributes: Vec<(&'static str, String)>, children: Vec<Node>) -> Node {
    Node::Element { name: name.to_owned(), attributes, children }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if !is_space(c) {
            folded.push(c);
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "ul"
            | "ol"
            | "li"
            | "pre"
            | "hr"
            | "table"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "dl"
            | "dt"
            | "dd"
            | "details"
            | "summary"
    )
}

fn holds_block(node: &Node) -> bool {
    match node {
        Node::Text(_) => false,
        Node::Element { name, children, .. } => is_block(name) || children.iter().any(holds_block),
    }
}

/// Blocks one below the other: what runs between them is paragraphs.
fn blocks(nodes: Vec<Node>) -> Vec<Node> {
    let mut done = Vec::new();
    let mut run = Vec::new();
    for node in nodes {
        match node {
            Node::Element { name, attributes, children } if is_block(&name) => {
                paragraph(&mut run, &mut done);
                block(name, attributes, children, &mut done);
            }
            // What an inline element says of blocks, it says of each line within.
            Node::Element { name, attributes, children } if children.iter().any(holds_block) => {
                paragraph(&mut run, &mut done);
                done.extend(blocks(children).into_iter().map(|inner| match inner {
                    Node::Element { name: outer, attributes: own, children } if outer == "p" => {
                        let line = element_node(&name, attributes.clone(), children);
                        element_node("p", own, vec![line])
                    }
                    inner => inner,
                }));
            }
            node => run.push(node),
        }
    }
    paragraph(&mut run, &mut done);
    done
}

fn paragraph(run: &mut Vec<Node>, done: &mut Vec<Node>) {
    let line = line(std::mem::take(run));
    if !line.is_empty() {
        done.push(element_node("p", Vec::new(), line));
    }
}

fn block(
    name: String,
    mut attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
    done: &mut Vec<Node>,
) {
    let children = match name.as_str() {
        "div" => {
            done.extend(blocks(children));
            return;
        }
        "p" => {
            // The parser lets no block stand in a paragraph.
            let mut run = children;
            paragraph(&mut run, done);
            return;
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "summary" => line(children),
        "hr" => Vec::new(),
        "pre" => kept(children),
        "table" | "thead" | "tbody" | "tfoot" | "tr" => {
            let inner = blocks(children);
            let is_empty = |cell: &Node| matches!(cell, Node::Element { name, children, .. } if name == "th" && children.is_empty());
            let blank =
                |row: &Node| matches!(row, Node::Element { children, .. } if children.iter().all(is_empty));
            if inner.is_empty() || (name == "thead" && inner.iter().all(blank)) {
                return;
            }
            inner
        }
        "ul" | "ol" => {
            let has_paragraph = |item: &Node| match item {
                Node::Element { children, .. } => {
                    children.iter().any(|child| matches!(child, Node::Element { name, .. } if name == "p"))
                }
                Node::Text(_) => false,
            };
            if children.iter().any(has_paragraph) {
                attributes.push(("loose", "yes".to_owned()));
            }
            blocks(children)
        }
        _ => blocks(children),
    };
    done.push(Node::Element { name, attributes, children });
}

/// Kept white space: neighbouring texts are one, the last line end goes.
fn kept(children: Vec<Node>) -> Vec<Node> {
    let mut nodes = merged_within(children);
    trim_line_end(&mut nodes);
    nodes
}

fn trim_line_end(nodes: &mut Vec<Node>) {
    match nodes.last_mut() {
        Some(Node::Text(text)) => {
            if let Some(shorter) = text.strip_suffix('\n') {
                *text = shorter.to_owned();
            }
            if text.is_empty() {
                nodes.pop();
            }
        }
        Some(Node::Element { children, .. }) => trim_line_end(children),
        None => {}
    }
}

fn merged_within(nodes: Vec<Node>) -> Vec<Node> {
    let mut nodes = merged(nodes);
    for node in &mut nodes {
        if let Node::Element { children, .. } = node {
            *children = merged_within(std::mem::take(children));
        }
    }
    nodes
}

fn merged(nodes: Vec<Node>) -> Vec<Node> {
    let mut done: Vec<Node> = Vec::new();
    for node in nodes {
        match (done.last_mut(), node) {
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, Node::Text(text)) if text.is_empty() => {}
            (_, node) => done.push(node),
        }
    }
    done
}

/// A line: white space folded across elements and moved out of them, nothing that shows nothing.
fn line(nodes: Vec<Node>) -> Vec<Node> {
    let mut pieces = Vec::new();
    flatten(nodes, &mut pieces);
    while let Some(last) = pieces.iter().rposition(shows) {
        if !matches!(&pieces[last], Piece::Leaf(Node::Element { name, .. }) if name == "br") {
            break;
        }
        pieces.remove(last);
    }
    let mut pieces = fold(pieces).into_iter();
    merged(build(&mut pieces))
}

/// Whether a piece ends what can stand behind a last `br`.
fn shows(piece: &Piece) -> bool {
    match piece {
        Piece::Text(text) => !text.trim_matches(' ').is_empty(),
        Piece::Leaf(_) => true,
        Piece::Open(name, _) => name == "a",
        Piece::Close => false,
    }
}

/// A line as a row of pieces.
enum Piece {
    Text(String),
    Leaf(Node),
    Open(String, Vec<(&'static str, String)>),
    Close,
}

fn flatten(nodes: Vec<Node>, pieces: &mut Vec<Piece>) {
    for node in nodes {
        match node {
            Node::Text(text) => pieces.push(Piece::Text(text)),
            Node::Element { ref name, .. } if matches!(name.as_str(), "br" | "img" | "input") => {
                pieces.push(Piece::Leaf(node));
            }
            Node::Element { name, attributes, children } => {
                pieces.push(Piece::Open(name, attributes));
                flatten(children, pieces);
                pieces.push(Piece::Close);
            }
        }
    }
}

/// Folds white space across elements: a space stands outside of the elements that it borders on.
fn fold(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut done: Vec<Piece> = Vec::new();
    // Whether a space is due, and whether one would show.
    let (mut due, mut shows) = (false, false);
    for piece in pieces {
        let seen = match &piece {
            Piece::Text(text) => {
                due |= text.starts_with(' ');
                !text.trim_matches(' ').is_empty()
            }
            Piece::Leaf(Node::Element { name, .. }) if name == "br" => {
                (due, shows) = (false, false);
                done.push(piece);
                continue;
            }
            Piece::Leaf(_) => true,
            Piece::Open(..) | Piece::Close => false,
        };
        if seen && due && shows {
            let opens = done.iter().rev().take_while(|piece| matches!(piece, Piece::Open(..))).count();
            done.insert(done.len() - opens, Piece::Text(" ".to_owned()));
        }
        match piece {
            Piece::Text(text) => {
                due = text.ends_with(' ') || (due && !seen);
                done.push(Piece::Text(text.trim_matches(' ').to_owned()));
            }
            piece => {
                due &= !seen;
                done.push(piece);
            }
        }
        shows |= seen;
    }
    done
}

fn build(pieces: &mut impl Iterator<Item = Piece>) -> Vec<Node> {
    let mut nodes = Vec::new();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Text(text) => nodes.push(Node::Text(text)),
            Piece::Leaf(node) => nodes.push(node),
            Piece::Open(name, attributes) => {
                let children = merged(build(pieces));
                if !children.is_empty() || name == "a" {
                    nodes.push(Node::Element { name, attributes, children });
                }
            }
            Piece::Close => break,
        }
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, equal: &str, different: &str) {
        let base = Url::parse("https://a.example/x/").expect("a URL");
        let tree = |html: &str| Tree::read(html, &base).blocks;
        assert_eq!(tree(html), tree(equal));
        assert_ne!(tree(html), tree(different));
    }

    #[test]
    fn what_html_calls_equal() {
        check("a <em> b </em>c", "<p>a <em>b</em> c</p>", "<p>a<em>b</em> c</p>");
        check("<div>a</div><b>b</b>", "<p>a<p><strong>b</strong>", "<p>a<strong>b</strong>");
        check("<ul><li>a<li><p>b</ul>", "<ul><li><p>a<li><p>b</ul>", "<ul><li>a<li>b</ul>");
        check("<a href='y'></a>", "<p><a href='https://a.example/x/y'></a>", "");
        check("<pre><code>a\n</code></pre>", "<pre><code>a</code></pre>", "<pre>a</pre>");
        check("a<br>b<br>", "<p>a<br> b", "<p>a b");
        check("<ul><li></ul><hr>", "<ul><li></li></ul><!-- --><hr>", "<hr>");
        check("<p>&nbsp;&nbsp;a", "&#160;\u{a0}a", "a");
        check("<h2></h2>", "<h2> </h2>", "");
        check("<img src=x title='a\nb'>", "<img src=x alt='' title='a&#10;b'>", "<img src=x title='a b'>");
    }
}
