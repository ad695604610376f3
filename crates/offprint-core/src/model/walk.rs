//! One way through the tree, in reading order.

use super::{Block, Image, Inline, Link, Note, Row};
use std::collections::HashSet;

/// What a walk over the tree calls. Each method's default goes on into the children; an own one that wants that too
/// calls [`walk_block`] or [`walk_inline`].
pub trait Visitor {
    /// A block, before its children.
    fn block(&mut self, block: &Block) {
        walk_block(self, block);
    }
    /// An inline, before its children.
    fn inline(&mut self, inline: &Inline) {
        walk_inline(self, inline);
    }
    /// A picture, of a figure, a gallery or a line.
    fn image(&mut self, _image: &Image) {}
    /// A link, before its content.
    fn link(&mut self, link: &Link) {
        walk_inlines(self, &link.content);
    }
    /// A note, at its mark.
    fn note(&mut self, note: &Note) {
        walk_blocks(self, &note.body);
    }
}

/// All of these, in order.
pub fn walk_blocks<V: Visitor + ?Sized>(visitor: &mut V, blocks: &[Block]) {
    for block in blocks {
        visitor.block(block);
    }
}

/// All of these, in order.
pub fn walk_inlines<V: Visitor + ?Sized>(visitor: &mut V, inlines: &[Inline]) {
    for inline in inlines {
        visitor.inline(inline);
    }
}

/// The children of a block, in reading order: captions after what they caption, a table's before it.
pub fn walk_block<V: Visitor + ?Sized>(visitor: &mut V, block: &Block) {
    match block {
        Block::Paragraph(content) | Block::Verse(content) | Block::Preformatted(content) => {
            walk_inlines(visitor, content);
        }
        Block::Heading(heading) => walk_inlines(visitor, &heading.content),
        Block::List(list) => list.items.iter().for_each(|item| walk_blocks(visitor, &item.blocks)),
        Block::Definitions(groups) => {
            for group in groups {
                group.terms.iter().for_each(|term| walk_inlines(visitor, term));
                group.details.iter().for_each(|detail| walk_blocks(visitor, detail));
            }
        }
        Block::Quote(quote) | Block::PullQuote(quote) => {
            walk_blocks(visitor, &quote.blocks);
            walk_inlines(visitor, &quote.attribution);
        }
        Block::Table(table) => {
            walk_inlines(visitor, &table.caption);
            let rows = [&table.head, &table.body, &table.foot];
            let cells = rows.into_iter().flatten().flat_map(|row: &Row| &row.cells);
            cells.for_each(|cell| walk_blocks(visitor, &cell.blocks));
        }
        Block::Figure(figure) => {
            visitor.image(&figure.image);
            walk_inlines(visitor, &figure.caption);
        }
        Block::Gallery(gallery) => {
            for figure in &gallery.figures {
                visitor.image(&figure.image);
                walk_inlines(visitor, &figure.caption);
            }
            walk_inlines(visitor, &gallery.caption);
        }
        Block::Media(media) => {
            walk_inlines(visitor, &media.title);
            walk_inlines(visitor, &media.caption);
        }
        Block::Embed(embed) => {
            walk_blocks(visitor, &embed.quote);
            walk_inlines(visitor, &embed.caption);
        }
        Block::Details(details) => {
            walk_inlines(visitor, &details.summary);
            walk_blocks(visitor, &details.blocks);
        }
        Block::Division(division) => walk_blocks(visitor, &division.blocks),
        Block::Code(_) | Block::Math(_) | Block::Rule | Block::PageBreak => {}
    }
}

/// The children of an inline.
pub fn walk_inline<V: Visitor + ?Sized>(visitor: &mut V, inline: &Inline) {
    match inline {
        Inline::Link(link) => visitor.link(link),
        Inline::Image(image) => visitor.image(image),
        Inline::Note(note) => visitor.note(note),
        other => walk_inlines(visitor, other.content().unwrap_or_default()),
    }
}

/// The anchors of all headings in these blocks.
pub fn anchors_of_headings(blocks: &[Block]) -> HashSet<String> {
    struct Anchors(HashSet<String>);
    impl Visitor for Anchors {
        fn block(&mut self, block: &Block) {
            if let Block::Heading(heading) = block {
                self.0.extend(heading.anchor.clone());
            }
            walk_block(self, block);
        }
    }
    let mut anchors = Anchors(HashSet::new());
    walk_blocks(&mut anchors, blocks);
    anchors.0
}
