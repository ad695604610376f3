//! Lists of items, and of terms with what they mean.

use crate::{options::Vocabulary, writer::Writer};
use offprint_core::{Block, Definition, List, ListItem, ListKind, Numbering};

impl<'a> Writer<'a> {
    pub(crate) fn list_to_html(&mut self, list: &'a List) {
        if list.items.is_empty() {
            return;
        }
        let name = match list.kind {
            ListKind::Bullet => {
                self.start("ul");
                "ul"
            }
            ListKind::Ordered { start, reversed, numbering } => {
                self.start("ol");
                self.numbering(start, reversed, numbering, list.items.len());
                "ol"
            }
        };
        if list.items.iter().any(|item| item.checked.is_some()) {
            self.class("task");
        }
        self.end();
        self.out.push('\n');
        for (index, item) in list.items.iter().enumerate() {
            self.start("li");
            if let ListKind::Ordered { start, reversed: true, .. } = list.kind
                && self.options.vocabulary == Vocabulary::Feeds
            {
                let index = i32::try_from(index).unwrap_or(i32::MAX);
                self.attribute("value", &start.saturating_sub(index).to_string());
            }
            self.end();
            self.item_to_html(item, list.tight);
            self.close_block("li");
        }
        self.close_block(name);
    }

    pub(crate) fn definitions_to_html(&mut self, groups: &'a [Definition]) {
        if groups.iter().all(|group| group.terms.is_empty() && group.details.is_empty()) {
            return;
        }
        self.open("dl");
        self.out.push('\n');
        // Terms before details, in every group (HTML §4.4.9): what is missing is there, empty.
        let (mut term, mut detail) = (false, false);
        for group in groups {
            for content in &group.terms {
                self.open("dt");
                self.inlines_to_html(content);
                self.close_block("dt");
                (term, detail) = (true, false);
            }
            for blocks in &group.details {
                if !term {
                    self.open("dt");
                    self.close_block("dt");
                }
                self.open("dd");
                self.cell_to_html(blocks);
                self.close_block("dd");
                (term, detail) = (true, true);
            }
        }
        if !detail {
            self.open("dd");
            self.close_block("dd");
        }
        self.close_block("dl");
    }

    fn numbering(&mut self, start: i32, reversed: bool, numbering: Numbering, items: usize) {
        let counts_down = reversed;
        let reversed = reversed && self.options.vocabulary == Vocabulary::Html;
        // A list that counts down begins at its length unless told otherwise.
        let usual = if reversed { i32::try_from(items).unwrap_or(i32::MAX) } else { 1 };
        if start != usual && counts_down == reversed {
            self.attribute("start", &start.to_string());
        }
        if reversed {
            self.attribute("reversed", "");
        }
        match numbering {
            Numbering::Decimal => {}
            Numbering::LowerAlpha => self.attribute("type", "a"),
            Numbering::UpperAlpha => self.attribute("type", "A"),
            Numbering::LowerRoman => self.attribute("type", "i"),
            Numbering::UpperRoman => self.attribute("type", "I"),
        }
    }

    fn item_to_html(&mut self, item: &'a ListItem, tight: bool) {
        let mark = match item.checked {
            Some(true) => "☑ ",
            Some(false) => "☐ ",
            None => "",
        };
        let paragraphs = item.blocks.iter().filter(|block| matches!(block, Block::Paragraph(_))).count();
        let Some((Block::Paragraph(content), rest)) = item.blocks.split_first() else {
            self.text(mark);
            return self.cell_to_html(&item.blocks);
        };
        if tight && paragraphs == 1 {
            self.text(mark);
            self.inlines_to_html(content);
        } else {
            self.out.push('\n');
            self.open("p");
            self.text(mark);
            self.inlines_to_html(content);
            self.close_block("p");
        }
        if !rest.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.blocks_to_html(rest);
    }
}
