//! An XML feed in the making of its findings: its bytes, its names, its elements.

use super::{CheckOptions, Finding, rules, values};
use roxmltree::Node;
use std::borrow::Cow;

pub(super) const ATOM: &str = "http://www.w3.org/2005/Atom";
pub(super) const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";
pub(super) const DC: &str = "http://purl.org/dc/elements/1.1/";
pub(super) const ITUNES: &str = "http://www.itunes.com/dtds/podcast-1.0.dtd";
pub(super) const HISTORY: &str = "http://purl.org/syndication/history/1.0";
pub(super) const XHTML: &str = "http://www.w3.org/1999/xhtml";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Namespaces that the validator knows, and the prefix that is usual for each.
const KNOWN: &[(&str, &str)] = &[
    ("access", "http://www.bloglines.com/about/specs/fac-1.0"),
    ("admin", "http://webns.net/mvcb/"),
    ("app", "http://www.w3.org/2007/app"),
    ("atom", ATOM),
    ("cc", "http://web.resource.org/cc/"),
    ("content", CONTENT),
    ("creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"),
    ("dc", DC),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("feedburner", "http://rssnamespace.org/feedburner/ext/1.0"),
    ("fh", HISTORY),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("georss", "http://www.georss.org/georss"),
    ("itunes", ITUNES),
    ("media", "http://search.yahoo.com/mrss/"),
    ("opensearch", "http://a9.com/-/spec/opensearch/1.1/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("slash", "http://purl.org/rss/1.0/modules/slash/"),
    ("sy", "http://purl.org/rss/1.0/modules/syndication/"),
    ("thr", "http://purl.org/syndication/thread/1.0"),
    ("trackback", "http://madskills.com/public/xml/rss/module/trackback/"),
    ("wfw", "http://wellformedweb.org/CommentAPI/"),
    ("xhtml", XHTML),
    ("mathml", "http://www.w3.org/1998/Math/MathML"),
    ("svg", "http://www.w3.org/2000/svg"),
];

/// The findings of one document, as they come.
pub(super) struct Document<'a, 'input> {
    parsed: &'a roxmltree::Document<'input>,
    pub(super) options: &'a CheckOptions<'a>,
    findings: Vec<Finding>,
}

impl<'a, 'input> Document<'a, 'input> {
    pub(super) fn new(
        parsed: &'a roxmltree::Document<'input>,
        options: &'a CheckOptions<'a>,
        findings: Vec<Finding>,
    ) -> Self {
        let mut document = Self { parsed, options, findings };
        document.names();
        document
    }

    pub(super) fn say(&mut self, rule: &str, at: Node<'_, '_>, message: &str) {
        let place = self.parsed.text_pos_at(at.range().start);
        let rule = rules::named(rule);
        self.findings.push(Finding { rule, line: place.row, column: place.col, message: message.to_owned() });
    }

    /// In the order of the document; what is found at one place by one rule is told once.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        self.findings.sort_by_key(|finding| (finding.line, finding.column));
        self.findings.dedup();
        self.findings
    }

    /// Every namespace that is used, and every language and base.
    fn names(&mut self) {
        let root = self.parsed.root_element();
        let mut unknown: Vec<&str> = Vec::new();
        for node in root.descendants().filter(Node::is_element) {
            let used = node.attributes().filter_map(|attribute| attribute.namespace());
            for uri in node.tag_name().namespace().into_iter().chain(used).filter(|uri| *uri != XML) {
                if !KNOWN.iter().any(|(_, known)| *known == uri) && !unknown.contains(&uri) {
                    unknown.push(uri);
                    let here: Node<'_, '_> = node;
                    self.say("UnknownNamespace", here, &format!("the namespace `{uri}` is not known"));
                }
            }
            if let Some(language) = node.attribute((XML, "lang"))
                && !values::is_language(language)
            {
                self.say("InvalidLanguage", node, &format!("`xml:lang` is no language: `{language}`"));
            }
            if let Some(base) = node.attribute((XML, "base"))
                && !values::is_full_link(base)
            {
                self.say("InvalidFullLink", node, &format!("`xml:base` is no whole address: `{base}`"));
            }
        }
        for namespace in root.namespaces() {
            let Some(prefix) = namespace.name() else { continue };
            let usual = KNOWN.iter().find(|(_, uri)| *uri == namespace.uri()).map(|(prefix, _)| *prefix);
            let reserved = KNOWN.iter().find(|(known, _)| *known == prefix).map(|(_, uri)| *uri);
            if reserved.is_some_and(|uri| uri != namespace.uri()) && usual.is_none() {
                let message = format!(
                    "the prefix `{prefix}` is usual for another namespace than `{}`",
                    namespace.uri()
                );
                self.say("ReservedPrefix", root, &message);
            }
        }
    }

    /// Says which of these elements stand more than once in their parent.
    pub(super) fn once(&mut self, parent: Node<'_, '_>, namespace: Option<&str>, names: &[&str]) {
        for name in names {
            let of_name = |node: &Node<'_, '_>| is(*node, namespace, name);
            if let Some(second) = parent.children().filter(of_name).nth(1) {
                let parent = parent.tag_name().name();
                self.say("DuplicateElement", second, &format!("`{parent}` contains more than one `{name}`"));
            }
        }
    }

    /// Says when an element has none of these children.
    pub(super) fn needs(&mut self, parent: Node<'_, '_>, namespace: Option<&str>, names: &[&str]) {
        for name in names {
            if child(parent, namespace, name).is_none() {
                let parent_name = parent.tag_name().name();
                self.say("MissingElement", parent, &format!("`{parent_name}` has no `{name}`"));
            }
        }
    }

    /// Says where characters stand between elements.
    pub(super) fn no_text(&mut self, parent: Node<'_, '_>) {
        let stray = parent.children().find(|node| {
            node.is_text()
                && node.text().is_some_and(|text| !text.trim_matches([' ', '\t', '\n', '\r']).is_empty())
        });
        if let Some(stray) = stray {
            let name = parent.tag_name().name();
            self.say("UnexpectedText", stray, &format!("`{name}` contains text between its elements"));
        }
    }

    pub(super) fn not_blank(&mut self, node: Node<'_, '_>) -> bool {
        let blank = text(node).trim().is_empty() && !node.has_children_elements();
        if blank {
            self.say("NotBlank", node, &format!("`{}` is blank", node.tag_name().name()));
        }
        !blank
    }

    pub(super) fn full_link(&mut self, node: Node<'_, '_>, value: &str, what: &str) {
        if !values::is_full_link(value) {
            self.say("InvalidFullLink", node, &format!("{what} is no whole address: `{value}`"));
        }
    }

    pub(super) fn media_type(&mut self, node: Node<'_, '_>, value: &str) {
        if !values::is_media_type(value) {
            self.say("InvalidMIMEAttribute", node, &format!("`type` is no media type: `{value}`"));
        }
    }

    pub(super) fn rfc3339(&mut self, node: Node<'_, '_>) {
        match values::rfc3339(text(node).as_ref()) {
            None => {
                let name = node.tag_name().name();
                self.say(
                    "InvalidRFC3339Date",
                    node,
                    &format!("`{name}` is no date of RFC 3339: `{}`", text(node)),
                );
            }
            Some(date) => self.plausible(node, date),
        }
    }

    pub(super) fn plausible(&mut self, node: Node<'_, '_>, date: jiff::Timestamp) {
        let day = jiff::SignedDuration::from_hours(24);
        let future = self.options.now.is_some_and(|now| now.checked_add(day).is_ok_and(|limit| date > limit));
        if future || date < jiff::Timestamp::UNIX_EPOCH {
            let name = node.tag_name().name();
            self.say("ImplausibleDate", node, &format!("`{name}` is an implausible date: `{}`", text(node)));
        }
    }
}

/// Whether a node is an element of this name.
pub(super) fn is(node: Node<'_, '_>, namespace: Option<&str>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name && node.tag_name().namespace() == namespace
}

pub(super) fn child<'a, 'input>(
    parent: Node<'a, 'input>,
    namespace: Option<&str>,
    name: &str,
) -> Option<Node<'a, 'input>> {
    parent.children().find(|node| is(*node, namespace, name))
}

pub(super) fn children<'a, 'input>(
    parent: Node<'a, 'input>,
    namespace: Option<&'a str>,
    name: &'a str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    parent.children().filter(move |node| is(*node, namespace, name))
}

/// All text of an element, sections put together.
pub(super) fn text<'a>(node: Node<'a, '_>) -> Cow<'a, str> {
    let mut texts = node.children().filter(Node::is_text).filter_map(|node| node.text());
    let Some(first) = texts.next() else { return Cow::Borrowed("") };
    let rest: String = texts.collect();
    if rest.is_empty() { Cow::Borrowed(first) } else { Cow::Owned(format!("{first}{rest}")) }
}

trait HasElements {
    fn has_children_elements(&self) -> bool;
}

impl HasElements for Node<'_, '_> {
    fn has_children_elements(&self) -> bool {
        self.children().any(|child| child.is_element())
    }
}

/// The text of a document, by its declaration; what that leaves out or has wrong is told.
pub(super) fn decode<'a>(bytes: &'a [u8], findings: &mut Vec<Finding>) -> Cow<'a, str> {
    let mut say = |rule: &str, message: String| {
        findings.push(Finding { rule: rules::named(rule), line: 1, column: 1, message });
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]);
    let declaration =
        head.strip_prefix("<?xml ").and_then(|rest| rest.split_once("?>")).map(|(inner, _)| inner);
    let encoding = declaration.and_then(|inner| pseudo_attribute(inner, "encoding"));
    match declaration {
        None => say("MissingXmlDeclaration", "there is no XML declaration".to_owned()),
        Some(inner) => {
            if pseudo_attribute(inner, "version").as_deref() != Some("1.0") {
                say("BadXmlVersion", "the XML declaration names another version than 1.0".to_owned());
            }
            match &encoding {
                None => say("MissingEncoding", "the XML declaration names no encoding".to_owned()),
                Some(name) if !name.eq_ignore_ascii_case("utf-8") => {
                    say("NotUTF8", format!("the encoding is `{name}`, not UTF-8"));
                }
                Some(_) => {}
            }
        }
    }
    if head.contains("<!DOCTYPE") && head.contains("SYSTEM") {
        say("ContainsSystemEntity", "the document type names a file".to_owned());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            if let Some(c) = text.chars().find(|c| ('\u{80}'..='\u{9f}').contains(c)) {
                say(
                    "BadCharacters",
                    format!("a control character stands in the text: `U+{:04X}`", u32::from(c)),
                );
            }
            Cow::Borrowed(text)
        }
        Err(_)
            if encoding
                .as_deref()
                .is_some_and(|name| name.to_ascii_lowercase().starts_with("iso-8859-1")) =>
        {
            Cow::Owned(bytes.iter().map(|&byte| char::from(byte)).collect())
        }
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count() + 1;
            say("NotUTF8", format!("bytes in line {line} are no UTF-8"));
            String::from_utf8_lossy(bytes)
        }
    }
}

fn pseudo_attribute(declaration: &str, name: &str) -> Option<String> {
    let rest = declaration.split_once(&format!("{name}="))?.1;
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest[1..].split(quote).next().map(str::to_owned)
}
