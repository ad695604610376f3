//! Notes: their marks in the text, and their bodies after it.

use crate::{
    address::fragment_to,
    options::{Notes, Own},
    writer::Writer,
};
use offprint_core::{Block, Inline, Note};

/// A note whose mark is written and whose body is not yet.
pub(crate) struct PendingNote<'a> {
    number: u32,
    id: String,
    /// The ids of its marks; a mark within a link has none.
    marks: Vec<String>,
    body: &'a [Block],
}

impl<'a> Writer<'a> {
    pub(crate) fn note_mark_to_html(&mut self, note: &'a Note) {
        let Some(mut notes) = self.notes.take() else { return };
        // The same note may be pointed at twice.
        let known = notes.iter().position(|known| known.number == note.number && known.body == note.body);
        let index = known.unwrap_or_else(|| {
            let id = self.new_id("fn-", note.number);
            notes.push(PendingNote { number: note.number, id, marks: Vec::new(), body: &note.body });
            notes.len() - 1
        });
        self.open("sup");
        if let Some(pending) = notes.get_mut(index) {
            if self.in_link || self.options.own == Own::Unlinked {
                self.text(&note.number.to_string());
            } else {
                let mark = self.new_id("fnref-", note.number);
                self.mark_link(note.number, &pending.id, &mark);
                pending.marks.push(mark);
            }
        }
        self.close("sup");
        self.notes = Some(notes);
    }

    /// All the bodies; those of notes within notes too.
    pub(crate) fn notes_to_html(&mut self) {
        if self.notes.as_ref().is_none_or(Vec::is_empty) {
            return;
        }
        let list = self.options.notes == Notes::Endnotes;
        let frame = if list { "div" } else { "section" };
        self.start(frame);
        self.class("notes");
        if list {
            self.end();
            self.out.push('\n');
            self.start("hr");
            self.end_void();
            self.out.push('\n');
            self.open("ol");
        } else {
            self.attribute("epub:type", "footnotes");
            self.end();
        }
        self.out.push('\n');
        let mut index = 0;
        let mut expected = 1;
        // Writing a body may add notes and marks.
        while let Some((number, id, body)) = self.pending(index) {
            if list {
                self.endnote_to_html(index, number, expected, &id, body);
            } else {
                self.popup_to_html(index, number, &id, body);
            }
            expected = number.saturating_add(1);
            index += 1;
        }
        if list {
            self.close_block("ol");
        }
        self.close_block(frame);
    }

    fn pending(&self, index: usize) -> Option<(u32, String, &'a [Block])> {
        let note = self.notes.as_ref()?.get(index)?;
        Some((note.number, note.id.clone(), note.body))
    }

    fn marks_of(&self, index: usize) -> Vec<String> {
        let note = self.notes.as_ref().and_then(|notes| notes.get(index));
        note.map(|note| note.marks.clone()).unwrap_or_default()
    }

    fn mark_link(&mut self, number: u32, id: &str, mark: &str) {
        self.start("a");
        if self.options.notes == Notes::Popups {
            self.attribute("epub:type", "noteref");
            self.attribute("role", "doc-noteref");
        }
        self.attribute("id", mark);
        if let Some(href) = self.own_address(id) {
            self.attribute("href", &href);
        }
        self.end();
        self.text(&number.to_string());
        self.close("a");
    }

    fn endnote_to_html(&mut self, index: usize, number: u32, expected: u32, id: &str, body: &'a [Block]) {
        self.start("li");
        self.class("note");
        self.attribute("id", id);
        if number != expected {
            self.attribute("value", &number.to_string());
        }
        self.end();
        self.out.push('\n');
        let (last, before) = match body.split_last() {
            Some((Block::Paragraph(last), before)) => (&last[..], before),
            _ => (&[][..], body),
        };
        self.blocks_to_html(before);
        self.last_paragraph(index, number, last);
        self.close_block("li");
    }

    /// The last words of a note, and the links back to its marks.
    fn last_paragraph(&mut self, index: usize, number: u32, content: &'a [Inline]) {
        if self.options.own == Own::Unlinked {
            return self.paragraph_to_html(content);
        }
        let empty = content.is_empty() && self.marks_of(index).is_empty();
        if empty {
            return;
        }
        self.open("p");
        self.inlines_to_html(content);
        for (place, mark) in self.marks_of(index).iter().enumerate() {
            if place > 0 || !content.is_empty() {
                self.text(" ");
            }
            self.start("a");
            // An arrow has no name to say aloud.
            self.attribute("title", &number.to_string());
            if let Some(href) = self.own_address(mark) {
                self.attribute("href", &href);
            }
            self.end();
            // The selector keeps it from being shown as a picture.
            self.text("↩\u{fe0e}");
            self.close("a");
        }
        self.close_block("p");
    }

    fn popup_to_html(&mut self, index: usize, number: u32, id: &str, body: &'a [Block]) {
        self.start("aside");
        self.class("note");
        self.attribute("epub:type", "footnote");
        self.attribute("role", "doc-footnote");
        self.attribute("id", id);
        self.end();
        self.out.push('\n');
        self.open("p");
        let label = format!("{number}.");
        match self.marks_of(index).first() {
            Some(mark) => {
                self.start("a");
                self.attribute("epub:type", "backlink");
                self.attribute("role", "doc-backlink");
                self.attribute("href", &fragment_to(mark));
                self.end();
                self.text(&label);
                self.close("a");
            }
            None => self.text(&label),
        }
        let rest = match body.split_first() {
            Some((Block::Paragraph(first), rest)) => {
                self.text(" ");
                self.inlines_to_html(first);
                rest
            }
            _ => body,
        };
        self.close_block("p");
        self.blocks_to_html(rest);
        self.close_block("aside");
    }
}
