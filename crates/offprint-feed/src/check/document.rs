//! An XML feed in the making of its findings: its bytes, its names, its elements.

use super::{
    CheckOptions, Finding, markup,
    namespaces::{ATOM, KNOWN, XHTML, XML, usual_prefix},
    people, rules,
    uri::{self, Form, Letters},
    values,
};
use roxmltree::Node;
use std::borrow::Cow;

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
            for uri in node
                .tag_name()
                .namespace()
                .into_iter()
                .chain(used)
                .filter(|uri| *uri != XML && !uri.is_empty())
            {
                if !KNOWN.iter().any(|(_, known)| *known == uri) && !unknown.contains(&uri) {
                    unknown.push(uri);
                    let here: Node<'_, '_> = node;
                    self.say("UnknownNamespace", here, &format!("the namespace `{uri}` is not known"));
                }
            }
            if let Some(language) = node.attribute((XML, "lang")).filter(|language| !language.is_empty())
                && !values::is_language(language)
            {
                self.say("InvalidLanguage", node, &format!("`xml:lang` is not a language: `{language}`"));
            }
            if let Some(base) = node.attribute((XML, "base")) {
                self.uri(node, base, (Form::Reference, Letters::Unicode, "InvalidIRI"), "`xml:base`");
            }
        }
        for namespace in root.namespaces() {
            let (Some(prefix), uri) = (namespace.name(), namespace.uri()) else { continue };
            if uri == "http://search.yahoo.com/mrss" {
                self.say("MediaRssNamespace", root, "the namespace of Media RSS ends with a slash");
            }
            let reserved = KNOWN.iter().any(|(known, other)| *known == prefix && *other != uri);
            if reserved && usual_prefix(uri).is_none() {
                let message = format!("the prefix `{prefix}` is usual for another namespace than `{uri}`");
                self.say("ReservedPrefix", root, &message);
            }
            if root.tag_name().namespace() == Some(ATOM) && matches!(uri, ATOM | XHTML) {
                let message = format!("some readers do not know the prefix `{prefix}` for `{uri}`");
                self.say("AvoidNamespacePrefix", root, &message);
            }
        }
    }

    /// Reports which of these elements a parent has more than once.
    pub(super) fn once(&mut self, parent: Node<'_, '_>, namespace: Option<&str>, names: &[&str]) {
        for name in names {
            let of_name = |node: &Node<'_, '_>| is(*node, namespace, name);
            if let Some(second) = parent.children().filter(of_name).nth(1) {
                let message =
                    format!("`{}` contains more than one `{}`", qualified(parent), qualified(second));
                self.say("DuplicateElement", second, &message);
            }
        }
    }

    /// Reports which of these children an element lacks.
    pub(super) fn needs(&mut self, parent: Node<'_, '_>, namespace: Option<&str>, names: &[&str]) {
        for name in names {
            if child(parent, namespace, name).is_none() {
                let rule = match (namespace, *name) {
                    (Some(ATOM), _) => "MissingElement",
                    (_, "title") => "MissingTitle",
                    (_, "link") => "MissingLink",
                    (_, "description") => "MissingDescription",
                    _ => "MissingElement",
                };
                self.say(rule, parent, &format!("`{}` has no `{name}`", qualified(parent)));
            }
        }
    }

    /// Reports text between elements.
    pub(super) fn no_text(&mut self, parent: Node<'_, '_>) {
        let stray = parent.children().find(|node| {
            node.is_text()
                && node.text().is_some_and(|text| !text.trim_matches([' ', '\t', '\n', '\r']).is_empty())
        });
        if let Some(stray) = stray {
            let message = format!("`{}` contains text outside of its elements", qualified(parent));
            self.say("UnexpectedText", stray, &message);
        }
    }

    /// Reports elements in an element that holds text alone.
    pub(super) fn leaf(&mut self, node: Node<'_, '_>) {
        if let Some(inner) = node.children().find(Node::is_element) {
            let message =
                format!("`{}` contains the element `{}`: it holds text", qualified(node), qualified(inner));
            self.say("UndefinedElement", inner, &message);
        }
    }

    /// Reports children of this namespace that are none of these.
    pub(super) fn only(&mut self, parent: Node<'_, '_>, namespace: Option<&str>, names: &str) {
        for node in
            parent.children().filter(|node| node.is_element() && node.tag_name().namespace() == namespace)
        {
            if !names.split_whitespace().any(|known| known == node.tag_name().name()) {
                self.undefined(node);
            }
        }
    }

    pub(super) fn undefined(&mut self, node: Node<'_, '_>) {
        let parent = node
            .parent_element()
            .map_or_else(|| "a feed".to_owned(), |parent| format!("`{}`", qualified(parent)));
        self.say("UndefinedElement", node, &format!("`{}` is not defined in {parent}", qualified(node)));
    }

    /// Reports attributes without a namespace that are none of these.
    pub(super) fn attributes(&mut self, node: Node<'_, '_>, names: &[&str]) {
        for attribute in node.attributes().filter(|attribute| attribute.namespace().is_none()) {
            if !names.contains(&attribute.name()) {
                let message = format!("`{}` has no attribute `{}`", qualified(node), attribute.name());
                self.say("UnexpectedAttribute", node, &message);
            }
        }
    }

    /// Reports what is wrong with a URI or IRI.
    pub(super) fn uri(
        &mut self,
        node: Node<'_, '_>,
        value: &str,
        (form, letters, rule): (Form, Letters, &'static str),
        what: &str,
    ) {
        if let Some((rule, fault)) = uri::fault(value, form, letters, rule) {
            self.say(rule, node, &format!("{what} {fault}: `{value}`"));
        }
    }

    /// Reports text with HTML where a reader expects plain text.
    pub(super) fn plain(&mut self, node: Node<'_, '_>, value: &str, rule: &str) {
        if let Some(markup) = markup::in_plain_text(value) {
            self.say(rule, node, &format!("`{}` contains HTML: `{markup}`", qualified(node)));
        }
    }

    /// Reports a person of RSS that is not `name@example.org (Name)`.
    pub(super) fn contact(&mut self, node: Node<'_, '_>) {
        for (rule, fault) in people::contact_faults(text(node).trim()) {
            self.say(rule, node, &format!("`{}` {fault}", qualified(node)));
        }
    }

    /// Reports white space around a value that is compared as it is.
    pub(super) fn no_white_space(&mut self, node: Node<'_, '_>) {
        let value = text(node);
        if value.trim() != value {
            self.say(
                "UnexpectedWhitespace",
                node,
                &format!("`{}` has white space around its value", qualified(node)),
            );
        }
    }

    pub(super) fn not_blank(&mut self, node: Node<'_, '_>) -> bool {
        let blank = is_blank(node);
        if blank {
            self.say("NotBlank", node, &format!("`{}` is blank", qualified(node)));
        }
        !blank
    }

    /// A URL of RSS, in an element.
    pub(super) fn full_link(&mut self, node: Node<'_, '_>) {
        self.leaf(node);
        let what = format!("`{}`", qualified(node));
        self.uri(node, text(node).trim(), (Form::Absolute, Letters::Ascii, "InvalidFullLink"), &what);
    }

    pub(super) fn language(&mut self, node: Node<'_, '_>) {
        self.leaf(node);
        let value = text(node);
        if !values::is_language(value.trim()) {
            self.say("InvalidLanguage", node, &format!("`{}` is not a language: `{value}`", qualified(node)));
        }
    }

    pub(super) fn number(&mut self, node: Node<'_, '_>, least: i64, rule: &str) {
        self.leaf(node);
        let value = text(node);
        if values::integer(&value).is_none_or(|number| number < least) {
            let message = format!("`{}` is not a number of at least {least}: `{value}`", qualified(node));
            self.say(rule, node, &message);
        }
    }

    pub(super) fn rfc822(&mut self, node: Node<'_, '_>) {
        self.leaf(node);
        let (value, name) = (text(node), qualified(node));
        let Some(date) = values::rfc822(&value) else {
            return self.say(
                "InvalidRFC2822Date",
                node,
                &format!("`{name}` is not a date of RFC 822: `{value}`"),
            );
        };
        if date.wrong_weekday {
            self.say("IncorrectDOW", node, &format!("`{name}` has the wrong day of the week: `{value}`"));
        }
        if date.problematical {
            self.say("ProblematicalRFC822Date", node, &format!("`{name}` has an old form: `{value}`"));
        }
        self.plausible(node, date.moment);
    }

    pub(super) fn rfc3339(&mut self, node: Node<'_, '_>) {
        self.leaf(node);
        match values::rfc3339(text(node).trim()) {
            None => {
                let message = format!("`{}` is not a date of RFC 3339: `{}`", qualified(node), text(node));
                self.say("InvalidRFC3339Date", node, &message);
            }
            Some(date) => self.plausible(node, date),
        }
    }

    fn plausible(&mut self, node: Node<'_, '_>, date: jiff::Timestamp) {
        let day = jiff::SignedDuration::from_hours(24);
        let future = self.options.now.is_some_and(|now| now.checked_add(day).is_ok_and(|limit| date > limit));
        // Feeds are younger than 1990.
        if future || date.as_second() < 631_152_000 {
            self.say(
                "ImplausibleDate",
                node,
                &format!("`{}` is an implausible date: `{}`", qualified(node), text(node)),
            );
        }
    }
}

/// The name of an element, with the usual prefix of a module's namespace.
pub(super) fn qualified(node: Node<'_, '_>) -> String {
    let name = node.tag_name().name();
    let root = node.document().root_element().tag_name().namespace();
    let namespace = node.tag_name().namespace();
    let rss = |namespace| matches!(namespace, super::namespaces::RSS_10 | super::namespaces::RSS_090);
    match namespace.filter(|namespace| Some(*namespace) != root && !rss(namespace)).and_then(usual_prefix) {
        Some(prefix) => format!("{prefix}:{name}"),
        None => name.to_owned(),
    }
}

/// Whether an element holds neither elements nor text other than white space.
pub(super) fn is_blank(node: Node<'_, '_>) -> bool {
    text(node).trim().is_empty() && !node.children().any(|child| child.is_element())
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
