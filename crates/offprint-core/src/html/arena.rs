//! One HTML5 parse into a flat tree: nodes in one vector, linked by index, text in one buffer.

use crate::invisible::without_controls;
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::{Ref, RefCell};

/// The index of a node.
pub(crate) type NodeId = u32;

const NONE: NodeId = NodeId::MAX;

/// What a node is.
#[derive(Debug)]
pub(crate) enum Kind {
    /// A document or a container that parsing leaves behind.
    Root,
    /// Characters: a range of the arena's text.
    Text(u32, u32),
    /// A comment: a range of the arena's text.
    Comment(u32, u32),
    /// An element: its name, and a range of the arena's attributes.
    Element(Namespace, LocalName, u32, u32),
}

#[derive(Debug)]
struct Node {
    kind: Kind,
    parent: NodeId,
    first: NodeId,
    last: NodeId,
    prev: NodeId,
    next: NodeId,
}

/// A parsed fragment.
#[derive(Debug, Default)]
pub(crate) struct Arena {
    nodes: Vec<Node>,
    attributes: Vec<(LocalName, StrTendril)>,
    text: String,
}

impl Arena {
    /// Parses a fragment as the content of `body`, by the HTML standard's algorithm, scripting off.
    pub(crate) fn parse(html: &str) -> Self {
        let sink = Sink { arena: RefCell::new(Self::default()) };
        sink.arena.borrow_mut().push(Kind::Root);
        let context = QualName::new(None, ns!(html), local_name!("body"));
        let mut options = ParseOpts::default();
        options.tree_builder.scripting_enabled = false;
        let parser = html5ever::parse_fragment(sink, options, context, Vec::new(), false);
        parser.one(html)
    }

    /// The node that holds the fragment.
    pub(crate) fn root(&self) -> NodeId {
        match self.nodes.first() {
            Some(node) if node.first != NONE => node.first,
            _ => 0,
        }
    }

    /// What a node is.
    pub(crate) fn kind(&self, node: NodeId) -> &Kind {
        &self.nodes[node as usize].kind
    }

    /// Takes a node out of the tree, with all that is under it.
    pub(crate) fn remove(&mut self, node: NodeId) {
        self.detach(node);
    }

    /// Makes a node an HTML element of this name without attributes; its children stay.
    pub(crate) fn rename(&mut self, node: NodeId, name: LocalName) {
        self.nodes[node as usize].kind = Kind::Element(ns!(html), name, 0, 0);
    }

    /// The children of a node, in order.
    pub(crate) fn children(&self, node: NodeId) -> Children<'_> {
        Children { arena: self, next: self.nodes[node as usize].first }
    }

    /// The text of a text node.
    pub(crate) fn text(&self, node: NodeId) -> Option<&str> {
        match self.nodes[node as usize].kind {
            Kind::Text(from, to) => Some(&self.text[from as usize..to as usize]),
            _ => None,
        }
    }

    /// The text of a comment.
    pub(crate) fn comment(&self, node: NodeId) -> Option<&str> {
        match self.nodes[node as usize].kind {
            Kind::Comment(from, to) => Some(&self.text[from as usize..to as usize]),
            _ => None,
        }
    }

    /// The name of an element: of HTML's as is, of SVG's and MathML's too; empty for other nodes.
    pub(crate) fn name(&self, node: NodeId) -> &str {
        match &self.nodes[node as usize].kind {
            Kind::Element(_, name, ..) => name,
            _ => "",
        }
    }

    /// An attribute's value.
    pub(crate) fn attribute(&self, node: NodeId, name: &str) -> Option<&str> {
        match self.nodes[node as usize].kind {
            Kind::Element(_, _, from, to) => self.attributes[from as usize..to as usize]
                .iter()
                .find(|(key, _)| &**key == name)
                .map(|(_, value)| &**value),
            _ => None,
        }
    }

    /// All attributes of an element.
    pub(crate) fn attributes(&self, node: NodeId) -> impl Iterator<Item = (&str, &str)> {
        let range = match self.nodes[node as usize].kind {
            Kind::Element(_, _, from, to) => from as usize..to as usize,
            _ => 0..0,
        };
        self.attributes[range].iter().map(|(key, value)| (&**key, &**value))
    }

    /// The tokens of the `class` attribute.
    pub(crate) fn classes(&self, node: NodeId) -> impl Iterator<Item = &str> {
        self.attribute(node, "class").unwrap_or_default().split_ascii_whitespace()
    }

    /// Whether the `class` attribute holds this token.
    pub(crate) fn has_class(&self, node: NodeId, class: &str) -> bool {
        self.classes(node).any(|token| token == class)
    }

    /// The node before this one under the same parent.
    pub(crate) fn previous(&self, node: NodeId) -> Option<NodeId> {
        some(self.nodes[node as usize].prev)
    }

    /// The node after this one under the same parent.
    pub(crate) fn next(&self, node: NodeId) -> Option<NodeId> {
        some(self.nodes[node as usize].next)
    }

    /// The node after this one in document order.
    pub(crate) fn successor(&self, node: NodeId) -> Option<NodeId> {
        let mut at = node;
        if let Some(first) = some(self.nodes[at as usize].first) {
            return Some(first);
        }
        loop {
            if let Some(next) = some(self.nodes[at as usize].next) {
                return Some(next);
            }
            at = self.parent(at)?;
        }
    }

    /// The node that holds this one.
    pub(crate) fn parent(&self, node: NodeId) -> Option<NodeId> {
        some(self.nodes[node as usize].parent)
    }

    /// Whether this node stands somewhere under that one.
    pub(crate) fn is_under(&self, node: NodeId, top: NodeId) -> bool {
        std::iter::successors(self.parent(node), |&parent| self.parent(parent)).any(|parent| parent == top)
    }

    /// The nodes under this one, in document order, itself not among them.
    pub(crate) fn descendants(&self, node: NodeId) -> Descendants<'_> {
        Descendants { arena: self, top: node, next: some(self.nodes[node as usize].first) }
    }

    /// The first element under this one that has this name.
    pub(crate) fn find(&self, node: NodeId, name: &str) -> Option<NodeId> {
        self.descendants(node).find(|&inner| self.name(inner) == name)
    }

    /// The first element under this one that has this class.
    pub(crate) fn find_class(&self, node: NodeId, class: &str) -> Option<NodeId> {
        self.descendants(node).find(|&inner| self.has_class(inner, class))
    }

    /// All text under a node, as it stands.
    pub(crate) fn text_content(&self, node: NodeId) -> String {
        let mut content = self.text(node).unwrap_or_default().to_owned();
        content.extend(self.descendants(node).filter_map(|inner| self.text(inner)));
        content
    }

    fn push(&mut self, kind: Kind) -> NodeId {
        let id = NodeId::try_from(self.nodes.len()).unwrap_or(NONE);
        self.nodes.push(Node { kind, parent: NONE, first: NONE, last: NONE, prev: NONE, next: NONE });
        id
    }

    fn push_text(&mut self, text: &str) -> (u32, u32) {
        let from = self.text.len();
        self.text.push_str(text);
        (offset(from), offset(self.text.len()))
    }

    fn append(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let last = self.nodes[parent as usize].last;
        let node = &mut self.nodes[child as usize];
        (node.parent, node.prev, node.next) = (parent, last, NONE);
        match some(last) {
            Some(last) => self.nodes[last as usize].next = child,
            None => self.nodes[parent as usize].first = child,
        }
        self.nodes[parent as usize].last = child;
    }

    fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        self.detach(child);
        let (parent, prev) = (self.nodes[sibling as usize].parent, self.nodes[sibling as usize].prev);
        let node = &mut self.nodes[child as usize];
        (node.parent, node.prev, node.next) = (parent, prev, sibling);
        self.nodes[sibling as usize].prev = child;
        match (some(prev), some(parent)) {
            (Some(prev), _) => self.nodes[prev as usize].next = child,
            (None, Some(parent)) => self.nodes[parent as usize].first = child,
            (None, None) => {}
        }
    }

    fn detach(&mut self, child: NodeId) {
        let Node { parent, prev, next, .. } = self.nodes[child as usize];
        let Some(parent) = some(parent) else { return };
        match some(prev) {
            Some(prev) => self.nodes[prev as usize].next = next,
            None => self.nodes[parent as usize].first = next,
        }
        match some(next) {
            Some(next) => self.nodes[next as usize].prev = prev,
            None => self.nodes[parent as usize].last = prev,
        }
        let node = &mut self.nodes[child as usize];
        (node.parent, node.prev, node.next) = (NONE, NONE, NONE);
    }

    /// Lengthens a text node; `false` when it is not one, or is long and other text was pushed since: to move it
    /// again and again would take time that grows with the square of what tables cast out.
    fn extend(&mut self, node: NodeId, text: &str) -> bool {
        const MOVED: u32 = 256;
        let Kind::Text(from, to) = self.nodes[node as usize].kind else { return false };
        let from = if to as usize == self.text.len() {
            from as usize
        } else if to - from > MOVED {
            return false;
        } else {
            let start = self.text.len();
            self.text.extend_from_within(from as usize..to as usize);
            start
        };
        self.text.push_str(text);
        self.nodes[node as usize].kind = Kind::Text(offset(from), offset(self.text.len()));
        true
    }
}

fn some(node: NodeId) -> Option<NodeId> {
    (node != NONE).then_some(node)
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// See [`Arena::children`].
pub(crate) struct Children<'a> {
    arena: &'a Arena,
    next: NodeId,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let node = some(self.next)?;
        self.next = self.arena.nodes[node as usize].next;
        Some(node)
    }
}

/// See [`Arena::descendants`].
pub(crate) struct Descendants<'a> {
    arena: &'a Arena,
    top: NodeId,
    next: Option<NodeId>,
}

impl Iterator for Descendants<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let node = self.next?;
        let nodes = &self.arena.nodes;
        let mut following = nodes[node as usize].first;
        let mut at = node;
        while following == NONE && at != self.top {
            following = nodes[at as usize].next;
            at = nodes[at as usize].parent;
            if at == self.top && following == NONE {
                break;
            }
        }
        self.next = some(following);
        Some(node)
    }
}

/// Words for an attribute in which nothing looks like the end of a comment, a section or an element: parsers that take
/// the page for another kind of text than it is would find one (DOMPurify removes such attributes whole).
fn without_ends(words: &str) -> Cow<'_, str> {
    if !words.contains("->") && !words.contains("!>") && !words.contains("]>") && !words.contains("</") {
        return Cow::Borrowed(words);
    }
    let apart =
        words.replace("-->", "-- >").replace("--!>", "--! >").replace("]>", "] >").replace("</", "< /");
    Cow::Owned(apart)
}

static HTML: Namespace = ns!(html);
static NO_NAME: LocalName = local_name!("");

struct Sink {
    arena: RefCell<Arena>,
}

#[derive(Debug)]
struct Name<'a>(Ref<'a, Arena>, NodeId);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        match &self.0.nodes[self.1 as usize].kind {
            Kind::Element(namespace, ..) => namespace,
            _ => &HTML,
        }
    }

    fn local_name(&self) -> &LocalName {
        match &self.0.nodes[self.1 as usize].kind {
            Kind::Element(_, name, ..) => name,
            _ => &NO_NAME,
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Arena;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Arena {
        self.arena.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name<'a> {
        Name(self.arena.borrow(), *target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> NodeId {
        let mut arena = self.arena.borrow_mut();
        let from = offset(arena.attributes.len());
        // References bring back the control characters that the source was freed of.
        arena.attributes.extend(attributes.into_iter().map(|a| {
            let plain = without_controls(&a.value);
            let words = matches!(&*a.name.local, "alt" | "title");
            let plain = if words { Cow::Owned(without_ends(&plain).into_owned()) } else { plain };
            match plain {
                Cow::Owned(plain) => (a.name.local, plain.into()),
                Cow::Borrowed(_) => (a.name.local, a.value),
            }
        }));
        let to = offset(arena.attributes.len());
        arena.push(Kind::Element(name.ns, name.local, from, to))
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        let mut arena = self.arena.borrow_mut();
        let (from, to) = arena.push_text(&text);
        arena.push(Kind::Comment(from, to))
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.create_comment(StrTendril::new())
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let mut arena = self.arena.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => arena.append(*parent, node),
            NodeOrText::AppendText(text) => {
                let text = without_controls(&text);
                let last = arena.nodes[*parent as usize].last;
                if last == NONE || !arena.extend(last, &text) {
                    let (from, to) = arena.push_text(&text);
                    let node = arena.push(Kind::Text(from, to));
                    arena.append(*parent, node);
                }
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let attached = self.arena.borrow().nodes[*element as usize].parent != NONE;
        if attached { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let mut arena = self.arena.borrow_mut();
        let node = match child {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => {
                let text = without_controls(&text);
                let previous = arena.nodes[*sibling as usize].prev;
                if previous != NONE && arena.extend(previous, &text) {
                    return;
                }
                let (from, to) = arena.push_text(&text);
                arena.push(Kind::Text(from, to))
            }
        };
        arena.insert_before(*sibling, node);
    }

    fn add_attrs_if_missing(&self, _target: &NodeId, _attributes: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &NodeId) {
        self.arena.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut arena = self.arena.borrow_mut();
        while let Some(child) = some(arena.nodes[*node as usize].first) {
            arena.append(*new_parent, child);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(html: &str) -> String {
        let arena = Arena::parse(html);
        let mut line = String::new();
        for node in arena.descendants(arena.root()) {
            line.push_str(arena.name(node));
            line.push_str(arena.text(node).unwrap_or_default());
            line.push(' ');
        }
        line
    }

    #[test]
    fn the_tree_is_the_standards() {
        assert_eq!(outline("<p>a<b>c<p>d"), "p a b c p b d ");
        assert_eq!(outline("<table>x<tr><td>y"), "x table tbody tr td y ");
        assert_eq!(outline(""), "");
        assert_eq!(outline("<ul><li>1<li>2</ul>3"), "ul li 1 li 2 3 ");
    }

    #[test]
    fn attributes_and_classes() {
        let arena = Arena::parse("<a class='x  y' href='?a&amp;b'>t</a>");
        let link = arena.find(arena.root(), "a").unwrap();
        assert_eq!(arena.attribute(link, "href"), Some("?a&b"));
        assert!(arena.has_class(link, "y") && !arena.has_class(link, "xy"));
        assert_eq!(arena.text_content(arena.root()), "t");
    }
}
