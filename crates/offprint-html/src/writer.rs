//! The state of one fragment, and how tags are written.

use crate::{
    address::fragment_to,
    escape::{escape_attribute, escape_text, is_allowed},
    note::PendingNote,
    options::{Options, Own, Syntax},
};
use offprint_core::{Block, Direction, Heading, Language, Visitor, walk_block, walk_blocks};
use std::collections::HashSet;

pub(crate) struct Writer<'a> {
    pub(crate) options: &'a Options<'a>,
    pub(crate) out: String,
    /// Within an `a`, where no other may stand.
    pub(crate) in_link: bool,
    /// Within a link that has no text: its pictures must name it.
    pub(crate) pictures_name_link: bool,
    /// Within a `th`, where neither headings nor footers may stand (HTML §4.9.10).
    pub(crate) in_header_cell: bool,
    /// In a verse: whether the last character written begins or lengthens a run of white space.
    pub(crate) verse: Option<bool>,
    /// The notes met so far; `None` where notes are left out.
    pub(crate) notes: Option<Vec<PendingNote<'a>>>,
    /// The anchors of the fragment's headings.
    pub(crate) anchors: HashSet<String>,
    /// The ids of those anchors, which nothing else may take.
    pub(crate) reserved: HashSet<String>,
    /// The ids that are written.
    pub(crate) ids: HashSet<String>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(options: &'a Options<'a>, blocks: &'a [Block]) -> Self {
        let mut writer = Self::without_notes(options);
        writer.notes = Some(Vec::new());
        if options.anchors {
            let mut anchors = Anchors(HashSet::new());
            walk_blocks(&mut anchors, blocks);
            writer.reserved = anchors.0.iter().map(|anchor| writer.id_of(anchor)).collect();
            writer.anchors = anchors.0;
        }
        writer
    }

    pub(crate) fn without_notes(options: &'a Options<'a>) -> Self {
        Self {
            options,
            out: String::new(),
            in_link: false,
            pictures_name_link: false,
            in_header_cell: false,
            verse: None,
            notes: None,
            anchors: HashSet::new(),
            reserved: HashSet::new(),
            ids: HashSet::new(),
        }
    }

    pub(crate) fn finish(mut self) -> String {
        self.out.truncate(self.out.trim_end_matches('\n').len());
        self.out
    }

    /// `<name`, to be followed by attributes and [`Writer::end`] or [`Writer::end_void`].
    pub(crate) fn start(&mut self, name: &str) {
        self.out.push('<');
        self.out.push_str(name);
    }

    pub(crate) fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape_attribute(value, &mut self.out);
        self.out.push('"');
    }

    pub(crate) fn class(&mut self, name: &str) {
        if self.options.classes {
            self.attribute("class", name);
        }
    }

    pub(crate) fn language(&mut self, language: Option<&Language>, direction: Option<Direction>) {
        if let Some(language) = language {
            self.attribute("lang", language.as_str());
            if self.options.syntax == Syntax::Xhtml {
                self.attribute("xml:lang", language.as_str());
            }
        }
        if let Some(direction) = direction {
            self.attribute("dir", direction.as_str());
        }
    }

    pub(crate) fn end(&mut self) {
        self.out.push('>');
    }

    pub(crate) fn end_void(&mut self) {
        self.out.push_str(match self.options.syntax {
            Syntax::Html => ">",
            Syntax::Xhtml => "/>",
        });
    }

    pub(crate) fn open(&mut self, name: &str) {
        self.start(name);
        self.end();
    }

    pub(crate) fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// The end tag of a block, and a new line.
    pub(crate) fn close_block(&mut self, name: &str) {
        self.close(name);
        self.out.push('\n');
    }

    pub(crate) fn text(&mut self, text: &str) {
        escape_text(text, &mut self.out);
    }

    /// The address of an id of this fragment; `None` when it cannot be named.
    pub(crate) fn own_address(&self, id: &str) -> Option<String> {
        match self.options.own {
            Own::Within => Some(fragment_to(id)),
            Own::At(page) => Some(format!("{page}{}", fragment_to(id))),
            Own::Unlinked => None,
        }
    }

    /// `id` as an attribute's value: with the prefix, without white space.
    pub(crate) fn id_of(&self, anchor: &str) -> String {
        let clean = |c: char| if c.is_whitespace() { '-' } else { c };
        let name = anchor.chars().filter(|&c| is_allowed(c)).map(clean);
        self.options.id_prefix.chars().chain(name).collect()
    }

    /// An id for a note or its mark that nothing else in the fragment has.
    pub(crate) fn new_id(&mut self, kind: &str, number: u32) -> String {
        let base = format!("{kind}{}{number}", self.options.id_prefix);
        let mut id = base.clone();
        let mut again = 2;
        while self.reserved.contains(&id) || self.ids.contains(&id) {
            id = format!("{base}-{again}");
            again += 1;
        }
        self.ids.insert(id.clone());
        id
    }
}

struct Anchors(HashSet<String>);

impl Visitor for Anchors {
    fn block(&mut self, block: &Block) {
        if let Block::Heading(Heading { anchor: Some(anchor), content, .. }) = block
            && !content.is_empty()
            && anchor.chars().any(is_allowed)
        {
            self.0.insert(anchor.clone());
        }
        walk_block(self, block);
    }
}
