//! Notes: their marks in the text, their bodies at the foot of the page, and the ways there and back. The addresses of
//! links are notes, too, when they are asked for.

use crate::{
    compose::{Breaking, Column, Composer},
    frame::{Mark, Row},
    inlines::{Flow, lifted},
    options::Links,
    text::{Style, StyledText},
    tree::{NodeId, Role, Target},
};
use offprint_core::{Block, Inline, Link, Note, inlines_text};

impl Composer<'_> {
    pub(crate) fn note(&mut self, note: &Note, style: &Style, node: NodeId, flow: &mut Flow) {
        self.note_with_body(&note.number.to_string(), &note.body, style, node, flow);
    }

    /// The address of a link as a note, where that is asked for and the link does not show it anyway.
    pub(crate) fn address_note(&mut self, link: &Link, style: &Style, node: NodeId, flow: &mut Flow) {
        let told = self.options.links == Links::Footnotes && self.in_note == 0 && !link.url.starts_with('#');
        let shown = inlines_text(&link.content);
        if !told || shown.trim().is_empty() || same_address(&shown, &link.url) {
            return;
        }
        self.addresses += 1;
        let label = letters(self.addresses);
        let address = link.url.strip_prefix("mailto:").unwrap_or(&link.url).to_owned();
        let body = [Block::Paragraph(vec![Inline::Text(address)])];
        self.note_with_body(&label, &body, style, node, flow);
    }

    fn note_with_body(&mut self, label: &str, body: &[Block], style: &Style, node: NodeId, flow: &mut Flow) {
        let reference = self.tree.node(node, Role::Reference);
        let link = self.tree.node(reference, Role::Link);
        let attributes = self.tree.attributes(link);
        attributes.target = Some(Target::Place(format!("note {label}")));
        attributes.alt = Some(label.to_owned());
        let mark = Style { link, colour: self.link_colour(style.colour), ..lifted(style, 0.34) };
        self.say("\u{2060}", &mark, link, flow);
        let at = flow.text.text.len();
        self.say(label, &mark, link, flow);
        let node = self.tree.node(node, Role::Note);
        let place = self.galley.notes.len();
        let rows = self.note_rows((label, place), body, node, &flow.column);
        flow.text.notes.push((at, place));
        self.galley.notes.push(rows);
    }

    /// The text of a note, set small over the whole measure.
    fn note_rows(
        &mut self,
        (said, place): (&str, usize),
        body: &[Block],
        node: NodeId,
        column: &Column,
    ) -> Vec<Row> {
        let column = Column {
            x: self.theme.left,
            width: self.theme.measure,
            size: self.theme.small,
            leading: self.theme.small_leading,
            paragraph: 3.0,
            family: self.theme.family,
            bold: false,
            italic: false,
            colour: self.theme.ink,
            bars: Vec::new(),
            depth: 0,
            stand: column.text_stand(),
            node,
            ..column.clone()
        };
        let outer = std::mem::take(&mut self.galley);
        // Notes in a note come after it, and have their places after those of the text so far.
        self.galley.heads = outer.heads.clone();
        let label = self.tree.node(node, Role::Label);
        // The number leads back to where the note is marked.
        let back = self.tree.node(label, Role::Link);
        let attributes = self.tree.attributes(back);
        attributes.target = Some(Target::Place(mark_place(place)));
        attributes.alt = Some(said.to_owned());
        let slot = self.slot(back);
        let mut number = StyledText { rtl: column.rtl, ..StyledText::default() };
        let style = column.style(slot);
        number.push(said, &Style { link: back, colour: self.link_colour(style.colour), ..style });
        let body_column = column.under(node).indented(14.0);
        self.in_note += 1;
        self.blocks_to_rows(body, &body_column);
        self.in_note -= 1;
        let numbers = self.paragraph_rows(
            number,
            &Column { stand: column.plain_stand(), ..column.clone() },
            Breaking::Ragged,
        );
        let inner = std::mem::replace(&mut self.galley, outer);
        let mut rows = inner.rows;
        rows.extend(inner.notes.into_iter().flatten());
        for row in &mut rows {
            row.notes.clear();
            row.head = None;
        }
        if rows.is_empty() {
            rows.push(Row::new(column.leading));
        }
        if let (Some(first), Some(number)) = (rows.first_mut(), numbers.into_iter().next()) {
            let drop = (first.height - number.height).min(0.0);
            let mut number = number;
            number.shift(0.0, drop);
            // What is read first is written first.
            number.ink.append(&mut first.ink);
            first.ink = number.ink;
            first.links.append(&mut number.links);
            first.marks.push(Mark::Place(format!("note {said}")));
        }
        rows
    }
}

/// The name of the place where a note is marked, by the note's place in the galley.
pub(crate) fn mark_place(note: usize) -> String {
    format!("mark of note {note}")
}

/// Whether what a link shows is its address.
fn same_address(shown: &str, url: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim().trim_end_matches('/');
        let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
        let rest = rest.strip_prefix("mailto:").unwrap_or(rest);
        rest.strip_prefix("www.").unwrap_or(rest).to_lowercase()
    };
    bare(shown) == bare(url)
}

/// `a` to `z`, then `aa`, `ab`…
fn letters(mut number: usize) -> String {
    let mut out = Vec::new();
    while number > 0 {
        number -= 1;
        out.push(b'a' + (number % 26) as u8);
        number /= 26;
    }
    out.iter().rev().map(|&byte| char::from(byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::{letters, same_address};

    #[test]
    fn addresses_are_lettered_and_told_once() {
        assert_eq!([1, 26, 27, 703].map(letters), ["a", "z", "aa", "aaa"]);
        assert!(same_address("Example.org/a/", "https://www.example.org/a"));
        assert!(same_address("me@example.org", "mailto:me@example.org"));
        assert!(!same_address("here", "https://example.org/"));
    }
}
