//! One form for trees that say the same: white space folded and outside of emphasis, paragraphs around running text,
//! notes in their place.

use super::Node;

const RUNNING: [&str; 26] = [
    "em",
    "strong",
    "del",
    "u",
    "mark",
    "sub",
    "sup",
    "kbd",
    "q",
    "code",
    "abbr",
    "a",
    "img",
    "note",
    "tex",
    "br",
    "span",
    "math",
    "cite",
    "softbreak",
    "mi",
    "mo",
    "mn",
    "mrow",
    "msup",
    "mtext",
];

/// The canonical form of a whole text.
pub(crate) fn canonical(nodes: Vec<Node>) -> Vec<Node> {
    let mut notes = Vec::new();
    let nodes = take_notes(nodes, &mut notes);
    let mut nodes = flow(nodes);
    let mut bodies: Vec<Node> = notes.into_iter().map(block).collect();
    bodies.sort_by_key(super::Node::label);
    bodies.dedup();
    nodes.append(&mut bodies);
    nodes
}

impl Node {
    fn label(&self) -> String {
        self.attribute("label").unwrap_or_default().to_owned()
    }

    pub(crate) fn attribute(&self, wanted: &str) -> Option<&str> {
        let Self::Element { attributes, .. } = self else { return None };
        attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| &**value)
    }

    fn children(&self) -> &[Node] {
        match self {
            Self::Element { children, .. } => children,
            Self::Text(_) => &[],
        }
    }
}

fn take_notes(nodes: Vec<Node>, notes: &mut Vec<Node>) -> Vec<Node> {
    let mut kept = Vec::new();
    for node in nodes {
        let Node::Element { name, attributes, children } = node else {
            kept.push(node);
            continue;
        };
        let children = take_notes(children, notes);
        let node = Node::Element { name, attributes, children };
        if node.name() == "notebody" { notes.push(node) } else { kept.push(node) }
    }
    kept
}

fn is_running(node: &Node) -> bool {
    matches!(node, Node::Text(_)) || RUNNING.contains(&node.name())
}

/// Blocks; runs of running text become paragraphs.
fn flow(nodes: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::new();
    let mut run = Vec::new();
    for node in nodes {
        if is_running(&node) {
            run.push(node);
            continue;
        }
        end_run(&mut run, &mut out);
        let node = block(node);
        let blank = node.name() == "p" && node.children().is_empty();
        if !blank {
            out.push(node);
        }
    }
    end_run(&mut run, &mut out);
    out
}

fn end_run(run: &mut Vec<Node>, out: &mut Vec<Node>) {
    let content = running(std::mem::take(run));
    if !content.is_empty() {
        out.push(Node::new("p", content));
    }
}

fn block(node: Node) -> Node {
    let Node::Element { name, mut attributes, children } = node else { return node };
    let children = match &*name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => running(children),
        "dt" | "summary" | "figcaption" | "caption" => phrase(children),
        "pre" => return pre(children),
        "ul" | "ol" => return list(&name, attributes, children),
        "table" => return table(children),
        "thead" | "tbody" | "tfoot" | "tr" | "dl" => {
            children.into_iter().filter(|child| !is_running(child)).map(block).collect()
        }
        "figure" => return figure(children),
        "th" | "td" => cell(children),
        _ => flow(children),
    };
    if matches!(&*name, "th" | "td") {
        attributes.retain(|(name, _)| !matches!(&**name, "align" | "scope"));
    }
    Node::Element { name, attributes, children }
}

/// A cell's blocks. A line of a pipe table parts its paragraphs by two breaks, which are read as two paragraphs.
fn cell(children: Vec<Node>) -> Vec<Node> {
    flow(children).into_iter().flat_map(parted).collect()
}

fn parted(block: Node) -> Vec<Node> {
    let Node::Element { children, .. } = &block else { return vec![block] };
    let is_break = |node: &Node| node.name() == "br";
    if block.name() != "p" || !children.windows(2).any(|pair| pair.iter().all(is_break)) {
        return vec![block];
    }
    let mut paragraphs: Vec<Vec<Node>> = vec![Vec::new()];
    for run in children.chunk_by(|one, other| is_break(one) == is_break(other)) {
        match paragraphs.last_mut() {
            Some(last) if !is_break(&run[0]) || run.len() < 2 => last.extend_from_slice(run),
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.into_iter().flat_map(flow).collect()
}

/// Running text that may have come as a paragraph.
fn phrase(children: Vec<Node>) -> Vec<Node> {
    let children = children.into_iter().flat_map(|child| match child {
        Node::Element { name, children, .. } if name == "p" => children,
        child => vec![child],
    });
    running(children.collect())
}

/// White space counts, and `<br>` is a line end; code stays as it is.
fn pre(children: Vec<Node>) -> Node {
    let mut out: Vec<Node> = Vec::new();
    for child in children {
        let child = match child {
            Node::Element { name, attributes, children } => {
                let Node::Element { children, .. } = pre(children) else { continue };
                Node::Element { name, attributes, children }
            }
            text => text,
        };
        match (child, out.last_mut()) {
            (Node::Text(text), Some(Node::Text(last))) => last.push_str(&text),
            (Node::Text(text), _) if text.is_empty() => {}
            (child, _) => out.push(child),
        }
    }
    // The first line end in `pre` is not seen.
    Node::new("pre", out)
}

fn list(name: &str, mut attributes: Vec<(String, String)>, children: Vec<Node>) -> Node {
    let explicit = children.iter().any(|item| item.children().iter().any(|child| child.name() == "p"));
    let items: Vec<Node> = children
        .into_iter()
        .filter(|child| child.name() == "li")
        .map(|item| {
            let Node::Element { name, mut attributes, mut children } = item else { return item };
            if let Some(Node::Element { name, attributes: own, .. }) = children.first()
                && name == "input"
            {
                let done = own.iter().any(|(name, _)| name == "checked");
                attributes.push(("checked".into(), if done { "yes" } else { "no" }.into()));
                children.remove(0);
            }
            Node::Element { name, attributes, children: flow(children) }
        })
        .collect();
    // What cmark goes by is the blank line after the last block of an item; behind a rule or a heading it sees none.
    fn ends(item: &Node) -> bool {
        match item.children().last() {
            Some(last) if matches!(last.name(), "ul" | "ol") => last.children().last().is_some_and(ends),
            Some(last) => last.name() == "p",
            None => false,
        }
    }
    let several = |item: &Node| matches!(item.children(), [first, _, ..] if first.name() == "p");
    let told = items.iter().rev().skip(1).any(ends) || items.iter().any(several);
    let paragraphs = items.iter().any(|item| item.children().iter().any(|child| child.name() == "p"));
    let stated = attributes.iter().find(|(name, _)| name == "tight").map(|(_, value)| value.clone());
    attributes.retain(|(name, value)| !(matches!(&**name, "tight") || (name == "start" && value == "1")));
    attributes.sort();
    let html = stated.is_none();
    let tight = stated.unwrap_or_else(|| if explicit { "no".into() } else { "yes".into() });
    // Without a paragraph nobody can see it.
    let tight = if !paragraphs || !told || html { "any".into() } else { tight };
    attributes.push(("tight".into(), tight));
    Node::Element { name: name.into(), attributes, children: items }
}

/// Without empty rows of headers and cells at the end of rows; the first row of pipes heads.
fn table(children: Vec<Node>) -> Node {
    let mut parts = Vec::new();
    for part in children.into_iter().filter(|part| !is_running(part)) {
        let head = part.name() == "thead";
        let Node::Element { name, attributes, children } = block(part) else { continue };
        let mut children = children;
        if name != "caption" {
            for row in &mut children {
                let Node::Element { children: cells, .. } = row else { continue };
                while cells
                    .last()
                    .is_some_and(|cell| cell.children().is_empty() && cell.attribute("colspan").is_none())
                {
                    cells.pop();
                }
                for cell in cells {
                    if let Node::Element { name, .. } = cell
                        && head
                    {
                        *name = "th".into();
                    }
                }
            }
        }
        let empty = children.iter().all(|row| row.children().is_empty()) && name != "caption";
        if !(empty && (head || children.is_empty())) {
            parts.push(Node::Element { name, attributes, children });
        }
    }
    Node::new("table", parts)
}

/// A figure of a table with a caption is a table with a caption.
fn figure(children: Vec<Node>) -> Node {
    let mut children = flow(children);
    if let [Node::Element { name, children: parts, .. }, caption] = &mut *children
        && name == "table"
        && caption.name() == "figcaption"
    {
        let mut all = vec![Node::new("caption", caption.children().to_vec())];
        all.append(parts);
        return Node::new("table", all);
    }
    Node::new("figure", children)
}

/// Running text: folded, nothing empty, white space outside of emphasis and links, none at the ends.
fn running(nodes: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::new();
    spread(nodes, &mut out);
    let mut joined = join(out);
    while matches!(joined.last(), Some(Node::Text(text)) if text == " ") || is_break(joined.last()) {
        joined.pop();
    }
    while matches!(joined.first(), Some(Node::Text(text)) if text == " ") || is_break(joined.first()) {
        joined.remove(0);
    }
    trim_edges(&mut joined);
    joined
}

fn is_break(node: Option<&Node>) -> bool {
    node.is_some_and(|node| node.name() == "br")
}

fn trim_edges(nodes: &mut [Node]) {
    if let Some(Node::Text(text)) = nodes.first_mut() {
        *text = text.trim_start_matches(' ').to_owned();
    }
    if let Some(Node::Text(text)) = nodes.last_mut() {
        *text = text.trim_end_matches(' ').to_owned();
    }
}

/// Moves spaces and breaks at the edges of emphasis and links outside.
fn spread(nodes: Vec<Node>, out: &mut Vec<Node>) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push(Node::Text(fold(&text))),
            Node::Element { name, mut attributes, children } => {
                if name == "a" && attributes.iter().any(|(name, _)| name == "id") {
                    continue;
                }
                if name == "img" {
                    for (name, value) in &mut attributes {
                        if name == "alt" {
                            *value = fold(value).trim_matches(' ').to_owned();
                        }
                    }
                    attributes.retain(|(name, value)| !(name == "title" && value.is_empty()));
                }
                if name == "code" {
                    if children.iter().any(|child| matches!(child, Node::Text(text) if !text.is_empty())) {
                        out.push(Node::Element { name, attributes, children: code(&children) });
                    }
                    continue;
                }
                let mut inner = Vec::new();
                spread(children, &mut inner);
                let mut inner = join(inner);
                let movable = matches!(&*name, "em" | "strong" | "del" | "a" | "cite");
                let mut after = Vec::new();
                if movable {
                    out.append(&mut leading(&mut inner));
                    after = trailing(&mut inner);
                }
                let holds =
                    !inner.is_empty() || matches!(&*name, "img" | "br" | "note" | "tex" | "softbreak");
                if holds || name.starts_with('m') && name != "mark" {
                    out.push(Node::Element { name, attributes, children: inner });
                }
                out.append(&mut after);
            }
        }
    }
}

fn code(children: &[Node]) -> Vec<Node> {
    let text: String = children
        .iter()
        .map(|child| match child {
            Node::Text(text) => text.clone(),
            other => format!("{other:?}"),
        })
        .collect();
    vec![Node::Text(text)]
}

fn leading(inner: &mut Vec<Node>) -> Vec<Node> {
    let mut moved = Vec::new();
    loop {
        match inner.first_mut() {
            Some(Node::Text(text)) if text.starts_with(' ') => {
                text.remove(0);
                if text.is_empty() {
                    inner.remove(0);
                }
                moved.push(Node::Text(" ".into()));
            }
            node if is_break(node.as_deref()) => moved.push(inner.remove(0)),
            _ => return moved,
        }
    }
}

fn trailing(inner: &mut Vec<Node>) -> Vec<Node> {
    let mut moved = Vec::new();
    loop {
        match inner.last_mut() {
            Some(Node::Text(text)) if text.ends_with(' ') => {
                text.pop();
                if text.is_empty() {
                    inner.pop();
                }
                moved.insert(0, Node::Text(" ".into()));
            }
            node if is_break(node.as_deref()) => {
                let node = inner.pop().unwrap();
                moved.insert(0, node);
            }
            _ => return moved,
        }
    }
}

/// Joins texts, folds their spaces, and takes spaces beside breaks away.
fn join(nodes: Vec<Node>) -> Vec<Node> {
    let mut out: Vec<Node> = Vec::new();
    for node in nodes {
        match (node, out.last_mut()) {
            (Node::Text(text), Some(Node::Text(last))) => {
                last.push_str(&text);
                *last = fold(last);
            }
            (Node::Text(text), last) => {
                let text = if is_break(last.as_deref()) { text.trim_start_matches(' ') } else { &text };
                if !text.is_empty() {
                    out.push(Node::Text(text.to_owned()));
                }
            }
            (node, last) => {
                if is_break(Some(&node))
                    && let Some(Node::Text(text)) = last
                {
                    *text = text.trim_end_matches(' ').to_owned();
                    if text.is_empty() {
                        out.pop();
                    }
                }
                out.push(node);
            }
        }
    }
    out
}

/// White space as single spaces; a no-break space stays.
fn fold(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, ' ' | '\t'..='\r') {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out
}
