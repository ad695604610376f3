//! The model's inlines as styled text.

use crate::{
    compose::{Column, Composer},
    fonts::Family,
    maths::{self, Formula},
    picture_error::PictureError,
    text::{Object, Style, StyledText},
    tree::{Kid, NodeId, Role, Slot, Target},
    wording,
};
use offprint_core::html::is_relative;
use offprint_core::{Diagnostic, Direction, Image, Inline, Link, Math, codes, inlines_text};
use std::sync::Arc;

impl Composer<'_> {
    /// The text of these inlines, their content hanging under `node`.
    pub(crate) fn inlines_to_text(
        &mut self,
        content: &[Inline],
        column: &Column,
        node: NodeId,
    ) -> StyledText {
        let mut flow = Flow {
            text: StyledText { rtl: column.rtl, ..StyledText::default() },
            column: column.under(node),
        };
        let style = column.style(0);
        self.inlines(content, &style, node, &mut flow);
        flow.text
    }

    /// Plain characters as styled text.
    pub(crate) fn plain(&mut self, text: &str, column: &Column, node: NodeId) -> StyledText {
        let slot = self.slot(node);
        let mut out = StyledText { rtl: column.rtl, ..StyledText::default() };
        out.push(text, &column.style(slot));
        out
    }

    /// The last piece of content of a node, or a new one if something else came after it.
    pub(crate) fn slot(&mut self, node: NodeId) -> Slot {
        match self.tree.nodes[node as usize].kids.last() {
            Some(Kid::Slot(slot)) => *slot,
            _ => self.tree.slot(node),
        }
    }

    fn inlines(&mut self, content: &[Inline], style: &Style, node: NodeId, flow: &mut Flow) {
        for (index, inline) in content.iter().enumerate() {
            self.inline_to_text(inline, style, node, flow);
            // What stands for a picture is words, and apart from those that follow.
            let stands_in = ends_with_picture(inline) && flow.text.text.ends_with(']');
            if stands_in && content.get(index + 1).is_some_and(|next| !begins_apart(next)) {
                self.say(" ", style, node, flow);
            }
        }
    }

    fn inline_to_text(&mut self, inline: &Inline, style: &Style, node: NodeId, flow: &mut Flow) {
        match inline {
            Inline::Text(text) => self.say(text, style, node, flow),
            Inline::Emphasis(content) => {
                let style = Style { italic: !style.italic, ..style.clone() };
                self.inlines(content, &style, node, flow);
            }
            Inline::Strong(content) => {
                self.inlines(content, &Style { bold: true, ..style.clone() }, node, flow);
            }
            Inline::Strike(content) => {
                self.inlines(content, &Style { strike: true, ..style.clone() }, node, flow);
            }
            Inline::Underline(content) => {
                self.inlines(content, &Style { underline: true, ..style.clone() }, node, flow);
            }
            Inline::Highlight(content) => {
                self.inlines(content, &Style { marked: true, ..style.clone() }, node, flow);
            }
            Inline::Subscript(content) => self.inlines(content, &lifted(style, -0.16), node, flow),
            Inline::Superscript(content) => self.inlines(content, &lifted(style, 0.34), node, flow),
            Inline::Code(text) => {
                let node = self.tree.node(node, Role::Code);
                self.say(text, &typewriter(style), node, flow);
            }
            Inline::Keyboard(content) => {
                let node = self.tree.node(node, Role::Code);
                self.inlines(content, &typewriter(style), node, flow);
            }
            Inline::Quote(content) => {
                let (open, close) = wording::words(&style.language).quotes;
                let node = self.tree.node(node, Role::Quote);
                self.say(open, style, node, flow);
                self.inlines(content, style, node, flow);
                self.say(close, style, node, flow);
            }
            Inline::Abbreviation { title, content } => {
                let node = self.tree.node(node, Role::Span);
                self.tree.attributes(node).expansion.clone_from(title);
                self.inlines(content, style, node, flow);
            }
            Inline::Link(link) => self.link(link, style, node, flow),
            Inline::Image(image) => self.image(image, style, node, flow),
            Inline::Note(note) => self.note(note, style, node, flow),
            Inline::Math(math) => self.math(math, style, node, flow),
            Inline::Break => self.say("\n", style, node, flow),
            Inline::Span { language, direction, content } => {
                let node = self.tree.node(node, Role::Span);
                let mut style = style.clone();
                if let Some(language) = language {
                    style.language = language.as_str().into();
                    self.tree.attributes(node).language = Some(language.as_str().to_owned());
                }
                let isolate = direction
                    .map(|direction| if direction == Direction::Rtl { "\u{2067}" } else { "\u{2066}" });
                if let Some(isolate) = isolate {
                    self.say(isolate, &style, node, flow);
                }
                self.inlines(content, &style, node, flow);
                if isolate.is_some() {
                    self.say("\u{2069}", &style, node, flow);
                }
            }
        }
    }

    pub(crate) fn say(&mut self, text: &str, style: &Style, node: NodeId, flow: &mut Flow) {
        let slot = self.slot(node);
        flow.text.push(text, &Style { slot, ..style.clone() });
    }

    fn link(&mut self, link: &Link, style: &Style, parent: NodeId, flow: &mut Flow) {
        let Some(target) = self.target(&link.url) else {
            self.inlines(&link.content, style, parent, flow);
            return;
        };
        let node = self.tree.node(parent, Role::Link);
        let title = link.title.clone();
        let attributes = self.tree.attributes(node);
        attributes.target = Some(target);
        attributes.alt = Some(title.unwrap_or_else(|| inlines_text(&link.content)));
        let look = Style { link: node, colour: self.link_colour(style.colour), ..style.clone() };
        self.inlines(&link.content, &look, node, flow);
        self.address_note(link, style, parent, flow);
    }

    /// Where a URL leads: within the post, to another post of the edition, or out of the file. `None` for one that leads
    /// nowhere from a file: relative to a page that is not known.
    pub(crate) fn target(&self, url: &str) -> Option<Target> {
        if let Some(place) = url.strip_prefix('#') {
            if self.anchors.contains(place) {
                return Some(Target::Place(place.to_owned()));
            }
            // The post has no such place here; its page on the web may.
            return self.page.as_ref().map(|page| Target::Uri(format!("{page}#{place}")));
        }
        if is_relative(url) {
            return None;
        }
        let place = url.split_once('#').map(|(_, place)| place.to_owned()).filter(|place| !place.is_empty());
        let own = |entry| self.page.as_ref().and_then(|page| self.edition.entry_of(page)) == Some(entry);
        let is_elsewhere =
            |entry| own(entry) && place.as_ref().is_some_and(|place| !self.anchors.contains(place));
        Some(match self.edition.entry_of(url) {
            Some(entry) if !is_elsewhere(entry) => Target::Entry { entry, place, uri: url.to_owned() },
            _ => Target::Uri(url.to_owned()),
        })
    }

    fn image(&mut self, image: &Image, style: &Style, node: NodeId, flow: &mut Flow) {
        let Some(picture) = self.picture(image) else {
            // Words that are written for a picture are apart from those before.
            let joined = |c: char| !c.is_whitespace() && !matches!(c, '(' | '[' | '«' | '“' | '„' | '‘');
            if flow.text.text.ends_with(joined) {
                self.say(" ", style, node, flow);
            }
            let content = vec![Inline::Text(format!("[{}]", alt_of(image, &style.language)))];
            let link = Link { url: image.url.clone(), title: None, content };
            self.link(&link, style, node, flow);
            return;
        };
        let figure = self.tree.node(node, Role::Figure);
        self.tree.attributes(figure).alt = Some(alt_of(image, &style.language));
        let slot = self.tree.slot(figure);
        let (width, height) = picture.size(image, flow.column.width);
        let scale = (flow.column.width / width).min(120.0 / height).min(1.0);
        let (width, height) = (width * scale, height * scale);
        self.tree.attributes(figure).inline = true;
        let object = Object::Picture { key: picture.key.clone(), width, height, node: figure };
        flow.text.object(object, &Style { slot, ..style.clone() });
    }

    /// Says that a picture is not at hand, or cannot be read, and why.
    pub(crate) fn say_missing(&mut self, url: &str, why: Arc<PictureError>) {
        let message = format!("picture `{url}` {why}; its description and address stand in its place");
        let hint = match *why {
            PictureError::Missing => "fetch the media of the site, or give the folder that holds it",
            _ => "put a whole JPEG, PNG, GIF, WebP, AVIF or SVG file in its place",
        };
        let diagnostic = Diagnostic::new(why.code(), &self.place, message).hint(hint);
        self.diagnostics.push(diagnostic.caused_by(why));
    }

    fn math(&mut self, math: &Math, style: &Style, node: NodeId, flow: &mut Flow) {
        let node = self.tree.node(node, Role::Formula);
        let said = math_text(math);
        self.tree.attributes(node).alt = Some(said.clone());
        let room = flow.column.width;
        match maths::set(math, style.size, style.colour, false).filter(|set| set.drawing.width <= room) {
            Some(Formula { drawing, ascent }) => {
                let slot = self.slot(node);
                self.tree.attributes(node).inline = true;
                let object =
                    Object::Formula { drawing: Arc::new(drawing), ascent, said: said.into_boxed_str(), node };
                flow.text.object(object, &Style { slot, ..style.clone() });
            }
            None => {
                self.say_unset(&said);
                self.say(&said, &typewriter(style), node, flow);
            }
        }
    }

    /// Says that a formula stands as its source.
    pub(crate) fn say_unset(&mut self, said: &str) {
        let short: String = said.chars().take(60).collect();
        let message = format!("the formula `{short}` cannot be set; its source stands in its place");
        let hint = "write it in the TeX of LaTeX and AMS, or as MathML";
        self.diagnostics.push(Diagnostic::new(codes::FORMULA_INVALID, &self.place, message).hint(hint));
    }
}

/// A paragraph's text in the making.
pub(crate) struct Flow {
    pub(crate) text: StyledText,
    pub(crate) column: Column,
}

/// A superscript (or, below, subscript) of a style. What nests too small to be read is lifted no further: at no size
/// at all, a line would never be full.
pub(crate) fn lifted(style: &Style, by: f32) -> Style {
    const SMALLEST: f32 = 3.0;
    if style.size * 0.68 < SMALLEST {
        return style.clone();
    }
    Style { size: style.size * 0.68, rise: style.rise + style.size * by, hyphenate: false, ..style.clone() }
}

/// Program text within a line.
fn typewriter(style: &Style) -> Style {
    Style { family: Family::Mono, size: style.size * 0.86, hyphenate: false, ..style.clone() }
}

/// What somebody said that a picture shows.
pub(crate) fn said_of(image: &Image) -> Option<&str> {
    let said = [&image.alt, &image.title].into_iter().flatten();
    said.map(String::as_str).find(|text| !text.trim().is_empty())
}

/// The words for a picture; PDF/UA-1 §7.3 wants some for every one that is content. A file's name says nothing.
pub(crate) fn alt_of(image: &Image, language: &str) -> String {
    said_of(image).unwrap_or(wording::words(language).picture).to_owned()
}

/// A formula as text: its TeX, else the characters of its MathML.
pub(crate) fn math_text(math: &Math) -> String {
    let paragraph = [offprint_core::Block::Math(math.clone())];
    offprint_core::blocks_text(&paragraph).trim().to_owned()
}

/// Whether a picture is the last thing in this inline.
fn ends_with_picture(inline: &Inline) -> bool {
    match inline.content() {
        Some(content) => content.last().is_some_and(ends_with_picture),
        None => matches!(inline, Inline::Image(_)),
    }
}

/// Whether no space is wanted before this: white space, a sign that ends a sentence, or the end of a line comes first.
fn begins_apart(inline: &Inline) -> bool {
    let text = inlines_text(std::slice::from_ref(inline));
    matches!(inline, Inline::Break)
        || matches!(inline, Inline::Text(text) if text.starts_with(ends_sentence))
        || (text.is_empty() && !matches!(inline, Inline::Image(_)))
}

fn ends_sentence(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '»' | '”' | '’' | '…')
}
