//! The tree as plain text and as words: what a reader sees, without the markup.

use super::{Block, Inline, Math, Note, Visitor, walk_block, walk_blocks, walk_inline, walk_inlines};

/// The text of these inlines on one line; notes are left out.
pub fn inlines_text(inlines: &[Inline]) -> String {
    let mut text = PlainText { text: String::new(), notes: false };
    walk_inlines(&mut text, inlines);
    text.text.split_whitespace_keeping_nbsp()
}

/// The text of these blocks, a line each; notes are left out.
pub fn blocks_text(blocks: &[Block]) -> String {
    let mut text = PlainText { text: String::new(), notes: false };
    walk_blocks(&mut text, blocks);
    text.text
}

/// The visible words of these blocks in reading order, a note's where its mark stands: runs of characters between
/// white space. Alternative texts are not visible; mathematics counts by its TeX.
pub fn words(blocks: &[Block]) -> Vec<String> {
    let mut text = PlainText { text: String::new(), notes: true };
    walk_blocks(&mut text, blocks);
    text.text.split_whitespace().map(str::to_owned).collect()
}

/// The first words of a text on one line; when there are more, an ellipsis stands for them.
///
/// Scripts without spaces have few words: no more than eight letters a word are taken.
pub fn first_words(text: &str, count: usize) -> String {
    let mut words = text.split_whitespace();
    let first = words.by_ref().take(count).collect::<Vec<_>>().join(" ");
    let end = first.char_indices().nth(count * 8).map(|(end, _)| end);
    if end.is_none() && words.next().is_none() {
        return first;
    }
    let line = &first[..end.unwrap_or(first.len())];
    let words = line.trim_end_matches([',', ';', ':', '.', ' ']);
    format!("{}…", if words.is_empty() { line } else { words })
}

struct PlainText {
    text: String,
    notes: bool,
}

trait OneLine {
    fn split_whitespace_keeping_nbsp(&self) -> String;
}

impl OneLine for String {
    fn split_whitespace_keeping_nbsp(&self) -> String {
        let mut line = String::with_capacity(self.len());
        for word in self.split(|c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')) {
            if !word.is_empty() {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
        }
        line
    }
}

impl PlainText {
    fn end_block(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn math(&mut self, math: &Math) {
        match (&math.tex, &math.mathml) {
            (Some(tex), _) => self.text.push_str(tex),
            (None, Some(node)) => self.text.push_str(&node.text()),
            (None, None) => {}
        }
    }
}

impl Visitor for PlainText {
    fn block(&mut self, block: &Block) {
        self.end_block();
        match block {
            Block::Code(code) => self.text.push_str(&code.text),
            Block::Math(math) => self.math(math),
            // Each part of these stands on a line of its own.
            Block::Definitions(groups) => {
                for group in groups {
                    for term in &group.terms {
                        walk_inlines(self, term);
                        self.end_block();
                    }
                    group.details.iter().for_each(|detail| walk_blocks(self, detail));
                }
            }
            Block::Quote(quote) | Block::PullQuote(quote) => {
                walk_blocks(self, &quote.blocks);
                self.end_block();
                walk_inlines(self, &quote.attribution);
            }
            Block::Table(table) => {
                walk_inlines(self, &table.caption);
                for row in [&table.head, &table.body, &table.foot].into_iter().flatten() {
                    for cell in &row.cells {
                        self.end_block();
                        walk_blocks(self, &cell.blocks);
                    }
                }
            }
            Block::Gallery(gallery) => {
                for figure in &gallery.figures {
                    self.end_block();
                    walk_inlines(self, &figure.caption);
                }
                self.end_block();
                walk_inlines(self, &gallery.caption);
            }
            Block::Media(media) => {
                walk_inlines(self, &media.title);
                self.end_block();
                walk_inlines(self, &media.caption);
            }
            Block::Embed(embed) => {
                walk_blocks(self, &embed.quote);
                self.end_block();
                walk_inlines(self, &embed.caption);
            }
            Block::Details(details) => {
                walk_inlines(self, &details.summary);
                self.end_block();
                walk_blocks(self, &details.blocks);
            }
            _ => walk_block(self, block),
        }
        self.end_block();
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) | Inline::Code(text) => self.text.push_str(text),
            Inline::Math(math) => self.math(math),
            Inline::Break => self.text.push('\n'),
            _ => walk_inline(self, inline),
        }
    }

    fn note(&mut self, note: &Note) {
        if self.notes {
            self.text.push('\n');
            walk_blocks(self, &note.body);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_words() {
        let inlines = vec![
            Inline::Text("a ".into()),
            Inline::Emphasis(vec![Inline::Text("b\u{a0}c".into())]),
            Inline::Break,
            Inline::Note(Note { number: 1, body: vec![Block::Paragraph(vec![Inline::Text("n".into())])] }),
            Inline::Text("d".into()),
        ];
        assert_eq!(inlines_text(&inlines), "a b\u{a0}c d");
        let blocks = vec![Block::Paragraph(inlines), Block::Rule];
        assert_eq!(blocks_text(&blocks), "a b\u{a0}c\nd\n");
        assert_eq!(words(&blocks), ["a", "b", "c", "n", "d"]);
    }
}
