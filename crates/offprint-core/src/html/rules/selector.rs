//! CSS selectors on the parsed tree: the crate `selectors` parses and matches them, as it does for browsers.

use super::super::arena::{Arena, Kind, NodeId};
use cssparser::{BasicParseErrorKind, ParseErrorKind, ToCss};
use html5ever::{LocalName, Namespace, ns};
use precomputed_hash::PrecomputedHash;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
pub(crate) use selectors::matching::SelectorCaches as MatchingCaches;
use selectors::matching::{
    self, ElementSelectorFlags, MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags,
    QuirksMode,
};
use selectors::parser::{self, ParseRelative, SelectorList, SelectorParseErrorKind};
use selectors::{Element, OpaqueElement};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A list of CSS selectors (Selectors Level 4): `.box`, `p[id^=ad-], aside > .box:not(.kept)`.
///
/// Selectors match a post's HTML as it is parsed, in which the post has no `html` and no `body`. Pseudo-classes that
/// depend on a browser (`:hover`, `:link`), pseudo-elements and namespaces are invalid.
#[derive(Clone, PartialEq, Eq)]
pub struct Selector {
    text: String,
    list: SelectorList<Names>,
}

impl Selector {
    /// Parses a selector list.
    ///
    /// # Errors
    /// [`SelectorError`] with the reason.
    pub fn parse(text: &str) -> Result<Self, SelectorError> {
        let mut input = cssparser::Parser::new(text);
        match SelectorList::parse(&Syntax, &mut input, ParseRelative::No) {
            Ok(list) => Ok(Self { text: text.to_owned(), list }),
            Err(error) => Err(SelectorError(reason(&error.kind))),
        }
    }

    /// Returns the selector as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether an element of the tree matches.
    pub(crate) fn matches(&self, arena: &Arena, node: NodeId, context: &mut Context<'_>) -> bool {
        matching::matches_selector_list(&self.list, &ArenaElement { arena, node }, context)
    }
}

impl fmt::Debug for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl FromStr for Selector {
    type Err = SelectorError;

    fn from_str(text: &str) -> Result<Self, SelectorError> {
        Self::parse(text)
    }
}

/// Why a text is not a selector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a CSS selector: {0}")]
pub struct SelectorError(&'static str);

/// The state of matching one tree.
pub(crate) type Context<'a> = MatchingContext<'a, Names>;

/// A context for matching one tree, as long as it does not change.
pub(crate) fn matching_context(caches: &mut MatchingCaches) -> Context<'_> {
    MatchingContext::new(
        MatchingMode::Normal,
        None,
        caches,
        QuirksMode::NoQuirks,
        NeedsSelectorFlags::No,
        MatchingForInvalidation::No,
    )
}

/// Returns what is wrong with a selector.
fn reason(kind: &ParseErrorKind<SelectorParseErrorKind>) -> &'static str {
    use SelectorParseErrorKind as Kind;
    match kind {
        ParseErrorKind::Basic(BasicParseErrorKind::EndOfInput) => "unexpected end",
        ParseErrorKind::Basic(_) => "unexpected token",
        ParseErrorKind::Custom(kind) => match kind {
            Kind::EmptySelector => "expected a type, class, id, attribute or pseudo-class",
            Kind::DanglingCombinator => "expected a selector after a combinator",
            Kind::UnsupportedPseudoClassOrElement => "unknown pseudo-class or pseudo-element",
            Kind::ClassNeedsIdent => "expected a class name after `.`",
            Kind::NoQualifiedNameInAttributeSelector => "expected an attribute name after `[`",
            Kind::BadValueInAttr => "expected a quoted attribute value",
            Kind::UnexpectedTokenInAttributeSelector => "invalid attribute selector",
            Kind::ExpectedNamespace => "unknown namespace",
            _ => "unexpected token",
        },
    }
}

struct Syntax;

impl<'i> parser::Parser<'i> for Syntax {
    type Impl = Names;
    type Error = SelectorParseErrorKind;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }

    fn parse_nth_child_of(&self) -> bool {
        true
    }

    /// `:is(:hover)` is an error, too.
    fn allow_forgiving_selectors(&self) -> bool {
        false
    }
}

/// The types of names and values in selectors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Names;

impl parser::SelectorImpl for Names {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Text;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Namespace;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = Namespace;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = Never;
    type PseudoElement = Never;
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text(String);

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for Text {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        cssparser::serialize_string(&self.0, dest)
    }
}

/// The name of an element, an attribute, a class or an id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Name(LocalName);

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        cssparser::serialize_identifier(&self.0, dest)
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.0.precomputed_hash()
    }
}

/// A pseudo-class or pseudo-element of this program: there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Never {}

impl parser::NonTSPseudoClass for Never {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }

    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

impl parser::PseudoElement for Never {}

impl ToCss for Never {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

/// An element of the tree.
#[derive(Clone, Copy)]
struct ArenaElement<'a> {
    arena: &'a Arena,
    node: NodeId,
}

impl fmt::Debug for ArenaElement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", self.arena.name(self.node))
    }
}

impl ArenaElement<'_> {
    /// The first of these nodes that is an element.
    fn first(&self, mut nodes: impl Iterator<Item = NodeId>) -> Option<Self> {
        let node = nodes.find(|&node| is_element(self.arena, node))?;
        Some(Self { arena: self.arena, node })
    }
}

/// Whether a node is an element.
fn is_element(arena: &Arena, node: NodeId) -> bool {
    matches!(arena.kind(node), Kind::Element(..))
}

impl Element for ArenaElement<'_> {
    type Impl = Names;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.arena.kind(self.node))
    }

    /// The element that the parser puts around a fragment is none of the post's.
    fn parent_element(&self) -> Option<Self> {
        let parent = self.arena.parent(self.node).filter(|&parent| parent != self.arena.root());
        self.first(parent.into_iter())
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.first(std::iter::successors(self.arena.previous(self.node), |&at| self.arena.previous(at)))
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.first(std::iter::successors(self.arena.next(self.node), |&at| self.arena.next(at)))
    }

    fn first_element_child(&self) -> Option<Self> {
        self.first(self.arena.children(self.node))
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.has_namespace(&ns!(html))
    }

    fn has_local_name(&self, name: &Name) -> bool {
        self.arena.name(self.node) == &*name.0
    }

    fn has_namespace(&self, namespace: &Namespace) -> bool {
        matches!(self.arena.kind(self.node), Kind::Element(own, ..) if own == namespace)
    }

    fn is_same_type(&self, other: &Self) -> bool {
        match (self.arena.kind(self.node), self.arena.kind(other.node)) {
            (Kind::Element(namespace, name, ..), Kind::Element(other_namespace, other_name, ..)) => {
                namespace == other_namespace && name == other_name
            }
            _ => false,
        }
    }

    fn attr_matches(
        &self,
        _: &NamespaceConstraint<&Namespace>,
        name: &Name,
        operation: &AttrSelectorOperation<&Text>,
    ) -> bool {
        self.arena.attribute(self.node, &name.0).is_some_and(|value| operation.eval_str(value))
    }

    fn match_non_ts_pseudo_class(&self, class: &Never, _: &mut Context<'_>) -> bool {
        match *class {}
    }

    fn match_pseudo_element(&self, element: &Never, _: &mut Context<'_>) -> bool {
        match *element {}
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        false
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        let own = self.arena.attribute(self.node, "id");
        own.is_some_and(|own| case.eq(own.as_bytes(), id.0.as_bytes()))
    }

    fn has_class(&self, class: &Name, case: CaseSensitivity) -> bool {
        self.arena.classes(self.node).any(|own| case.eq(own.as_bytes(), class.0.as_bytes()))
    }

    fn has_custom_state(&self, _: &Name) -> bool {
        false
    }

    fn imported_part(&self, _: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        let is_content =
            |node| is_element(self.arena, node) || self.arena.text(node).is_some_and(|text| !text.is_empty());
        !self.arena.children(self.node).any(is_content)
    }

    fn is_root(&self) -> bool {
        false
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POST: &str = "<div id='Top' class='box wide'><p lang='en-GB' data-kind='ad-7'>a <em>b</em></p><p>c</p></div>\
                        <aside><section class='box'><h2>d</h2></section></aside><svg><linearGradient/></svg>";

    /// The names of the elements that match, in document order.
    #[track_caller]
    fn check(selector: &str, expected: &str) {
        let arena = Arena::parse(POST);
        let selector = Selector::parse(selector).unwrap();
        let mut caches = MatchingCaches::default();
        let mut context = matching_context(&mut caches);
        let matching = arena
            .descendants(arena.root())
            .filter(|&node| is_element(&arena, node) && selector.matches(&arena, node, &mut context));
        let names: Vec<&str> = matching.map(|node| arena.name(node)).collect();
        assert_eq!(names.join(" "), expected, "{selector:?}");
    }

    #[test]
    fn simple_selectors() {
        check("p", "p p");
        check("P", "p p");
        check(".box", "div section");
        check(".Box", "");
        check("#Top.wide", "div");
        check("[lang]", "p");
        check("[LANG=en-GB]", "p");
        check("[lang|=en]", "p");
        check("[class~=wide]", "div");
        check("[data-kind^='ad-'], [data-kind$='-7'], [data-kind*=d]", "p");
        check("[data-kind='AD-7']", "");
        check("[data-kind='AD-7' i]", "p");
        check("section *", "h2");
        check("linearGradient", "linearGradient");
    }

    #[test]
    fn combinators_and_pseudo_classes() {
        check("aside h2", "h2");
        check("aside > h2", "");
        check("aside > .box > h2", "h2");
        check("p + p, div ~ aside", "p aside");
        check(".box:not(.wide)", "section");
        check("div:has(> p > em)", "div");
        check("p:first-child, p:nth-child(2)", "p p");
        check(":is(h1, h2)", "h2");
        check("linearGradient:empty", "linearGradient");
        check("html, body, :root", "");
        check("html p, :root > div", "");
    }

    #[track_caller]
    fn refused(selector: &str, message: &str) {
        let error = Selector::parse(selector).unwrap_err();
        assert_eq!(error.to_string(), format!("not a CSS selector: {message}"), "{selector}");
    }

    #[test]
    fn errors_have_their_reason() {
        refused("", "expected a type, class, id, attribute or pseudo-class");
        refused("p,,a", "expected a type, class, id, attribute or pseudo-class");
        refused("p:not()", "expected a type, class, id, attribute or pseudo-class");
        refused("p..box", "expected a class name after `.`");
        refused(".", "unexpected end");
        refused("div >", "expected a selector after a combinator");
        refused("p { color: red }", "expected a selector after a combinator");
        refused("a:hover", "unknown pseudo-class or pseudo-element");
        refused("a:is(:hover)", "unknown pseudo-class or pseudo-element");
        refused("p::before", "unknown pseudo-class or pseudo-element");
        refused("[=b]", "expected an attribute name after `[`");
        refused("[a=1]", "expected a quoted attribute value");
        refused("[a b]", "invalid attribute selector");
        refused("svg|a", "unknown namespace");
        refused(":nth-child(x)", "unexpected token");
    }
}
