//! The headings of a chapter: levels without gaps, an anchor each, and what the contents say of them.

use crate::line::one_line;
use offprint_core::{
    Block, Heading, Image, Inline, Post, Visitor, anchors_of_headings, inlines_text, walk_block, walk_blocks,
    walk_inlines,
};
use std::borrow::Cow;
use std::collections::HashSet;

/// A heading that the contents lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// 1 for those right below the chapter's title.
    pub(crate) depth: u8,
    pub(crate) title: String,
    /// The anchor, without the prefix that ids of the chapter have.
    pub(crate) anchor: String,
}

/// A post's body as a chapter has it.
pub(crate) struct Outline<'a> {
    /// Each heading has a level of 2 to 6, never more than one below the heading before it, and an anchor that no
    /// other has.
    pub(crate) body: Cow<'a, [Block]>,
    /// The headings that part the text, in order; those within quotations, tables and notes do not.
    pub(crate) marks: Vec<Mark>,
    /// The anchors of all headings.
    pub(crate) anchors: HashSet<String>,
}

/// Brings the headings of a post in order (WCAG 2.1, 1.3.1 and 2.4.6; the chapter's title is the only `h1`).
pub(crate) fn outline(post: &Post) -> Outline<'_> {
    let mut body = Cow::Borrowed(&*post.body);
    if has_headings(&post.body) {
        let mut order = Order { taken: anchors_of_headings(&post.body), ..Order::default() };
        let blocks = body.to_mut();
        order.in_notes = false;
        order.blocks(blocks, false);
        // Notes stand behind the text.
        order.in_notes = true;
        order.blocks(blocks, false);
    }
    let mut marks = Vec::new();
    collect_marks(&body, &mut marks);
    let anchors = anchors_of_headings(&body);
    Outline { body, marks, anchors }
}

fn has_headings(blocks: &[Block]) -> bool {
    struct Any(bool);
    impl Visitor for Any {
        fn block(&mut self, block: &Block) {
            self.0 |= matches!(block, Block::Heading(_));
            if !self.0 {
                walk_block(self, block);
            }
        }
    }
    let mut any = Any(false);
    walk_blocks(&mut any, blocks);
    any.0
}

/// Whether there is anything to read in a heading.
fn is_visible(content: &[Inline]) -> bool {
    struct Alt(bool);
    impl Visitor for Alt {
        fn image(&mut self, image: &Image) {
            self.0 |= image.alt.as_deref().is_some_and(|alt| one_line(alt).is_some());
        }
    }
    let mut alt = Alt(one_line(&inlines_text(content)).is_some());
    walk_inlines(&mut alt, content);
    alt.0
}

fn collect_marks(blocks: &[Block], marks: &mut Vec<Mark>) {
    for block in blocks {
        match block {
            Block::Heading(Heading { level, content, anchor: Some(anchor) }) => {
                if let Some(title) = one_line(&inlines_text(content)) {
                    // Where a heading between was in a quotation, or without words.
                    let deepest = marks.last().map_or(1, |last: &Mark| last.depth + 1);
                    let depth = level.saturating_sub(1).clamp(1, deepest);
                    marks.push(Mark { depth, title, anchor: anchor.clone() });
                }
            }
            Block::Division(division) => collect_marks(&division.blocks, marks),
            _ => {}
        }
    }
}

/// A walk that puts headings in order, either those of the text or those of the notes.
#[derive(Default)]
struct Order {
    in_notes: bool,
    /// The levels, as written, of the headings that the place is under.
    above: Vec<u8>,
    /// Anchors that are in use.
    taken: HashSet<String>,
    /// Anchors met so far.
    met: HashSet<String>,
    number: usize,
}

impl Order {
    fn heading(&mut self, heading: &mut Heading) {
        let written = heading.level.clamp(1, 6);
        while self.above.last().is_some_and(|&level| level >= written) {
            self.above.pop();
        }
        self.above.push(written);
        heading.level = u8::try_from(self.above.len() + 1).unwrap_or(6).min(6);
        let fit = |anchor: &&String| !anchor.is_empty() && !anchor.contains(char::is_whitespace);
        let kept = heading.anchor.as_ref().filter(fit).is_some_and(|anchor| self.met.insert(anchor.clone()));
        if !kept {
            heading.anchor = Some(self.new_anchor());
        }
    }

    fn new_anchor(&mut self) -> String {
        loop {
            self.number += 1;
            let anchor = format!("heading-{}", self.number);
            if self.taken.insert(anchor.clone()) {
                self.met.insert(anchor.clone());
                return anchor;
            }
        }
    }

    fn blocks(&mut self, blocks: &mut [Block], in_note: bool) {
        for block in blocks {
            self.block(block, in_note);
        }
    }

    fn block(&mut self, block: &mut Block, in_note: bool) {
        if let Block::Heading(heading) = block
            && !is_visible(&heading.content)
        {
            *block = Block::Paragraph(std::mem::take(&mut heading.content));
        }
        match block {
            Block::Heading(heading) => {
                if in_note == self.in_notes {
                    self.heading(heading);
                }
                self.inlines(&mut heading.content);
            }
            Block::Paragraph(content) | Block::Verse(content) | Block::Preformatted(content) => {
                self.inlines(content);
            }
            Block::List(list) => {
                list.items.iter_mut().for_each(|item| self.blocks(&mut item.blocks, in_note));
            }
            Block::Definitions(groups) => {
                for group in groups {
                    group.terms.iter_mut().for_each(|term| self.inlines(term));
                    group.details.iter_mut().for_each(|detail| self.blocks(detail, in_note));
                }
            }
            Block::Quote(quote) | Block::PullQuote(quote) => {
                self.blocks(&mut quote.blocks, in_note);
                self.inlines(&mut quote.attribution);
            }
            Block::Table(table) => {
                self.inlines(&mut table.caption);
                let rows = [&mut table.head, &mut table.body, &mut table.foot].into_iter().flatten();
                rows.flat_map(|row| &mut row.cells).for_each(|cell| self.blocks(&mut cell.blocks, in_note));
            }
            Block::Figure(figure) => self.inlines(&mut figure.caption),
            Block::Gallery(gallery) => {
                gallery.figures.iter_mut().for_each(|figure| self.inlines(&mut figure.caption));
                self.inlines(&mut gallery.caption);
            }
            Block::Media(media) => {
                self.inlines(&mut media.title);
                self.inlines(&mut media.caption);
            }
            Block::Embed(embed) => {
                self.blocks(&mut embed.quote, in_note);
                self.inlines(&mut embed.caption);
            }
            Block::Details(details) => {
                self.inlines(&mut details.summary);
                self.blocks(&mut details.blocks, in_note);
            }
            Block::Division(division) => self.blocks(&mut division.blocks, in_note),
            Block::Code(_) | Block::Math(_) | Block::Rule | Block::PageBreak => {}
        }
    }

    /// Only notes hold blocks here.
    fn inlines(&mut self, inlines: &mut [Inline]) {
        if !self.in_notes {
            return;
        }
        for inline in inlines {
            match inline {
                Inline::Note(note) => self.blocks(&mut note.body, true),
                other => {
                    if let Some(content) = other.content_mut() {
                        self.inlines(content);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use offprint_core::Quote;

    fn heading(level: u8, anchor: Option<&str>) -> Block {
        let content = vec![Inline::Text(format!("of level {level}"))];
        Block::Heading(Heading { level, content, anchor: anchor.map(str::to_owned) })
    }

    fn levels(blocks: &[Block]) -> Vec<u8> {
        struct Levels(Vec<u8>);
        impl Visitor for Levels {
            fn block(&mut self, block: &Block) {
                if let Block::Heading(heading) = block {
                    self.0.push(heading.level);
                }
                walk_block(self, block);
            }
        }
        let mut levels = Levels(Vec::new());
        walk_blocks(&mut levels, blocks);
        levels.0
    }

    fn ordered(written: &[u8]) -> Vec<u8> {
        let body = written.iter().map(|&level| heading(level, None)).collect();
        levels(&outline(&Post { body, ..Post::default() }).body)
    }

    #[test]
    fn levels_have_no_gaps() {
        assert_eq!(ordered(&[3, 3, 4]), [2, 2, 3]);
        assert_eq!(ordered(&[1, 2, 3]), [2, 3, 4]);
        assert_eq!(ordered(&[2, 4, 6, 2, 3]), [2, 3, 4, 2, 3]);
        assert_eq!(ordered(&[4, 3, 2, 6]), [2, 2, 2, 3]);
        assert_eq!(ordered(&[1, 2, 3, 4, 5, 6]), [2, 3, 4, 5, 6, 6]);
        assert_eq!(ordered(&[0, 9]), [2, 3]);
    }

    #[test]
    fn headings_in_quotations_count_for_levels_but_part_nothing() {
        let quote = Quote { blocks: vec![heading(3, None)], ..Quote::default() };
        let body = vec![heading(2, Some("a")), Block::Quote(quote), heading(4, Some("b"))];
        let post = Post { body, ..Post::default() };
        let outline = outline(&post);
        assert_eq!(levels(&outline.body), [2, 3, 4]);
        let marks: Vec<_> = outline.marks.iter().map(|mark| (mark.depth, &*mark.anchor)).collect();
        assert_eq!(marks, [(1, "a"), (2, "b")]);
    }

    #[test]
    fn anchors_are_given_and_unique() {
        let body = vec![heading(2, Some("heading-1")), heading(2, None), heading(2, Some("heading-1"))];
        let post = Post { body, ..Post::default() };
        let anchors: Vec<_> = outline(&post).marks.into_iter().map(|mark| mark.anchor).collect();
        assert_eq!(anchors, ["heading-1", "heading-2", "heading-3"]);
    }

    #[test]
    fn a_heading_without_words_is_none() {
        let empty = Heading { level: 2, content: vec![Inline::Text("\u{200b}".into())], anchor: None };
        let body = vec![Block::Heading(empty), heading(3, None)];
        let post = Post { body, ..Post::default() };
        let outline = outline(&post);
        assert!(matches!(outline.body[0], Block::Paragraph(_)));
        assert_eq!(outline.marks.len(), 1);
    }

    #[test]
    fn a_body_without_headings_is_not_copied() {
        let post = Post { body: vec![Block::Rule], ..Post::default() };
        assert!(matches!(outline(&post).body, Cow::Borrowed(_)));
    }
}
