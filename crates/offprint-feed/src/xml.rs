//! XML, written by quick-xml.

use crate::text::{as_plain, clean};
use quick_xml::{
    Writer,
    escape::partial_escape,
    events::{BytesCData, BytesDecl, BytesEnd, BytesPI, BytesStart, BytesText, Event},
};

/// A document or a piece of one, an element a line.
pub(crate) struct Xml {
    writer: Writer<Vec<u8>>,
    depth: usize,
}

impl Xml {
    /// A whole document.
    pub(crate) fn document() -> Self {
        let mut xml = Self::piece(0);
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml.writer.get_mut().push(b'\n');
        xml
    }

    /// A piece that stands this many elements deep.
    pub(crate) fn piece(depth: usize) -> Self {
        Self { writer: Writer::new(Vec::new()), depth }
    }

    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.start(name, attributes);
        self.line();
        self.depth += 1;
    }

    pub(crate) fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.indent();
        self.write(Event::End(BytesEnd::new(name)));
        self.line();
    }

    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        let attributes = attributes.iter().map(|(name, value)| (*name, clean(value)));
        let attributes: Vec<_> = attributes.collect();
        let pairs = attributes.iter().map(|(name, value)| (*name, value.as_ref()));
        self.write(Event::Empty(BytesStart::new(name).with_attributes(pairs)));
        self.line();
    }

    pub(crate) fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.indent();
        self.start(name, attributes);
        self.write(Event::Text(BytesText::from_escaped(partial_escape(clean(text)))));
        self.write(Event::End(BytesEnd::new(name)));
        self.line();
    }

    /// An element of RSS or Atom that holds plain text, without anything that a reader would take for markup.
    pub(crate) fn plain(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.indent();
        self.start(name, attributes);
        // Hexadecimal references are what the most readers take for the characters themselves (RSS profile,
        // "Character Data").
        let escaped =
            as_plain(&clean(text)).replace('&', "&#x26;").replace('<', "&#x3C;").replace('>', "&#x3E;");
        self.write(Event::Text(BytesText::from_escaped(escaped)));
        self.write(Event::End(BytesEnd::new(name)));
        self.line();
    }

    /// An element that holds XHTML: a `div` of that namespace.
    pub(crate) fn xhtml(&mut self, name: &str, attributes: &[(&str, &str)], xhtml: &str) {
        self.indent();
        self.start(name, attributes);
        let escaped = format!("<div xmlns=\"http://www.w3.org/1999/xhtml\">{}</div>", clean(xhtml));
        self.write(Event::Text(BytesText::from_escaped(escaped)));
        self.write(Event::End(BytesEnd::new(name)));
        self.line();
    }

    /// The way to a style sheet; before the root.
    pub(crate) fn stylesheet(&mut self, href: &str) {
        let instruction = format!("xml-stylesheet type=\"text/css\" href=\"{href}\"");
        self.write(Event::PI(BytesPI::new(instruction)));
        self.line();
    }

    /// An element whose text is HTML.
    pub(crate) fn html(&mut self, name: &str, attributes: &[(&str, &str)], html: &str) {
        self.indent();
        self.start(name, attributes);
        // Splits at `]]>`, which a section cannot hold (XML 1.0 §2.7).
        for part in BytesCData::escaped(&clean(html)) {
            self.write(Event::CData(part));
        }
        self.write(Event::End(BytesEnd::new(name)));
        self.line();
    }

    /// As many spaces as this text is long, to be written over later; answers where they begin.
    pub(crate) fn gap(&mut self, text: &str) -> usize {
        self.indent();
        let start = self.writer.get_mut().len();
        self.writer.get_mut().extend(text.bytes().map(|_| b' '));
        self.line();
        start
    }

    pub(crate) fn finish(self) -> String {
        String::from_utf8(self.writer.into_inner()).unwrap_or_default()
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let attributes: Vec<_> = attributes.iter().map(|(name, value)| (*name, clean(value))).collect();
        let pairs = attributes.iter().map(|(name, value)| (*name, value.as_ref()));
        self.write(Event::Start(BytesStart::new(name).with_attributes(pairs)));
    }

    fn indent(&mut self) {
        let spaces = 2 * self.depth;
        self.writer.get_mut().extend(std::iter::repeat_n(b' ', spaces));
    }

    fn line(&mut self) {
        self.writer.get_mut().push(b'\n');
    }

    fn write(&mut self, event: Event) {
        // Memory takes every write.
        let _ = self.writer.write_event(event);
    }
}
