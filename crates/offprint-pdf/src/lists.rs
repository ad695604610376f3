//! Lists and definitions.

use crate::{
    compose::{Breaking, Column, Composer},
    frame::{Ink, Row},
    line::Stand,
    text::{Object, StyledText},
    tree::{NodeId, Role},
};
use offprint_core::{Definition, List, ListItem, ListKind, Numbering};

impl Composer<'_> {
    pub(crate) fn list(&mut self, list: &List, column: &Column) {
        let node = self.tree.node(column.node, Role::List);
        self.tree.attributes(node).numbering = Some(numbering(list));
        let around = if column.depth == 0 { column.paragraph.max(5.0) } else { tight(column) };
        self.galley.gap(around);
        let indent = indent(list, column, self.theme.indent);
        for (index, item) in list.items.iter().enumerate() {
            let item_node = self.tree.node(node, Role::Item);
            let label = self.tree.node(item_node, Role::Label);
            let mark = self.label_text(list, index, item, label, column);
            let body = self.tree.node(item_node, Role::Body);
            let mut inner = column.under(body).indented(indent);
            // In a narrow cell there is less room than was asked for.
            let indent = column.width - inner.width;
            inner.depth += 1;
            inner.paragraph = if list.tight { tight(column) } else { column.paragraph };
            self.galley.gap(inner.paragraph);
            self.item(item, mark, &inner, column, indent);
        }
        self.galley.gap(around);
    }

    /// An item: its blocks, and its label on the baseline of the first line.
    fn item(&mut self, item: &ListItem, mark: StyledText, inner: &Column, column: &Column, indent: f32) {
        let from = self.galley.rows.len();
        self.blocks_to_rows(&item.blocks, inner);
        let room = (indent - 6.0).max(indent * 0.7);
        let (x, stand) =
            if column.rtl { (column.x + column.width - room, Stand::Left) } else { (column.x, Stand::Right) };
        let place = Column { x, width: room, stand, ..column.clone() };
        let Some(mut label) = self.paragraph_rows(mark, &place, Breaking::Ragged).into_iter().next() else {
            return;
        };
        match self.galley.rows.get_mut(from) {
            Some(first) => {
                if let (Some(ours), Some(theirs)) = (baseline(&label), baseline(first)) {
                    label.shift(0.0, theirs - ours);
                }
                // What is read first is written first.
                label.ink.append(&mut first.ink);
                first.ink = label.ink;
            }
            None => self.push(label, column),
        }
    }

    fn label_text(
        &mut self,
        list: &List,
        index: usize,
        item: &ListItem,
        node: NodeId,
        column: &Column,
    ) -> StyledText {
        let mut text = StyledText { rtl: column.rtl, ..StyledText::default() };
        if let Some(ticked) = item.checked {
            let figure = self.tree.node(node, Role::Figure);
            self.tree.attributes(figure).alt = Some(if ticked { "\u{2611}" } else { "\u{2610}" }.to_owned());
            let slot = self.tree.slot(figure);
            self.tree.attributes(figure).inline = true;
            let object = Object::Task { ticked, size: column.size * 0.95, node: figure };
            text.object(object, &column.style(slot));
            return text;
        }
        let slot = self.tree.slot(node);
        let style = crate::text::Style { hyphenate: false, italic: false, bold: false, ..column.style(slot) };
        match list.label(index) {
            Some(label) => text.push(&format!("{label}."), &style),
            None => text.push(["•", "–", "•", "–"][column.depth % 4], &style),
        }
        text
    }

    pub(crate) fn definitions(&mut self, groups: &[Definition], column: &Column) {
        let node = self.tree.node(column.node, Role::List);
        self.galley.gap(column.paragraph.max(5.0));
        for group in groups {
            let item = self.tree.node(node, Role::Item);
            for term in &group.terms {
                let label = self.tree.node(item, Role::Label);
                let look = Column { bold: true, stand: Stand::Start, ..column.under(label) };
                self.galley.gap(column.paragraph.max(4.0));
                let text = self.inlines_to_text(term, &look, label);
                self.paragraph(text, &look, Breaking::Ragged);
                self.galley.keep();
            }
            for detail in &group.details {
                let body = self.tree.node(item, Role::Body);
                let inner = Column { paragraph: 2.0, ..column.under(body).indented(self.theme.indent) };
                self.galley.gap(2.0);
                self.blocks_to_rows(detail, &inner);
            }
        }
        self.galley.gap(column.paragraph.max(5.0));
    }
}

fn tight(column: &Column) -> f32 {
    (column.paragraph * 0.3).min(2.2)
}

/// How far the items' text stands in: as far as the widest label needs.
fn indent(list: &List, column: &Column, least: f32) -> f32 {
    let last = list.items.len().saturating_sub(1);
    let digits = |index: usize| list.label(index).map_or(0, |label| label.chars().count());
    // Roman numbers are longest in the middle, so all are looked at; lists are short.
    let widest = if last > 5000 { digits(last) } else { (0..=last).map(digits).max().unwrap_or(0) };
    least.max(widest as f32 * column.size * 0.54 + column.size * 0.3 + 7.0).min(column.width / 2.0)
}

fn numbering(list: &List) -> &'static str {
    match list.kind {
        ListKind::Bullet => "Disc",
        ListKind::Ordered { numbering, .. } => match numbering {
            Numbering::Decimal => "Decimal",
            Numbering::LowerAlpha => "LowerAlpha",
            Numbering::UpperAlpha => "UpperAlpha",
            Numbering::LowerRoman => "LowerRoman",
            Numbering::UpperRoman => "UpperRoman",
        },
    }
}

/// The baseline of the first text in a row.
fn baseline(row: &Row) -> Option<f32> {
    row.ink.iter().find_map(|ink| match ink {
        Ink::Text(run) => Some(run.y),
        Ink::Frame { y, height, .. } => Some(y + height),
        _ => None,
    })
}
