//! What GitHub Flavored Markdown cannot say, taken out of a model, each kind counted.

use offprint_core::*;
use std::collections::BTreeMap;

/// How often each kind was met.
pub(crate) type Unsaid = BTreeMap<&'static str, usize>;

/// Takes out of these blocks what GFM has no word for.
pub(crate) fn take(blocks: &mut [Block], unsaid: &mut Unsaid) {
    blocks.iter_mut().for_each(|block| one(block, unsaid));
}

fn none<T>(value: &mut Option<T>, kind: &'static str, unsaid: &mut Unsaid) {
    if value.take().is_some() {
        *unsaid.entry(kind).or_default() += 1;
    }
}

fn one(block: &mut Block, unsaid: &mut Unsaid) {
    match block {
        Block::Paragraph(line) | Block::Verse(line) | Block::Preformatted(line) => inlines(line, unsaid),
        Block::Heading(heading) => {
            none(&mut heading.anchor, "name of a heading", unsaid);
            inlines(&mut heading.content, unsaid);
        }
        Block::List(list) => list.items.iter_mut().for_each(|item| take(&mut item.blocks, unsaid)),
        Block::Definitions(groups) => {
            for group in groups {
                group.terms.iter_mut().for_each(|term| inlines(term, unsaid));
                group.details.iter_mut().for_each(|detail| take(detail, unsaid));
            }
        }
        Block::Quote(quote) | Block::PullQuote(quote) => {
            take(&mut quote.blocks, unsaid);
            inlines(&mut quote.attribution, unsaid);
        }
        Block::Table(table) => {
            inlines(&mut table.caption, unsaid);
            let rows = [&mut table.head, &mut table.body, &mut table.foot].into_iter().flatten();
            rows.flat_map(|row| &mut row.cells).for_each(|cell| take(&mut cell.blocks, unsaid));
        }
        Block::Figure(figure) => self::figure(figure, unsaid),
        Block::Gallery(gallery) => {
            gallery.figures.iter_mut().for_each(|figure| self::figure(figure, unsaid));
            inlines(&mut gallery.caption, unsaid);
        }
        Block::Media(media) => {
            if media.kind != MediaKind::File && !media.title.is_empty() {
                media.title.clear();
                *unsaid.entry("title of a sound or film").or_default() += 1;
            }
            if media.kind == MediaKind::File {
                none(&mut media.media_type, "type of a file", unsaid);
            }
            inlines(&mut media.caption, unsaid);
        }
        Block::Embed(embed) => {
            take(&mut embed.quote, unsaid);
            inlines(&mut embed.caption, unsaid);
        }
        Block::Details(details) => {
            inlines(&mut details.summary, unsaid);
            take(&mut details.blocks, unsaid);
        }
        Block::Division(division) => take(&mut division.blocks, unsaid),
        Block::Code(_) | Block::Math(_) | Block::Rule | Block::PageBreak => {}
    }
}

fn figure(figure: &mut Figure, unsaid: &mut Unsaid) {
    none(&mut figure.align, "alignment of a figure", unsaid);
    inlines(&mut figure.caption, unsaid);
    image(&mut figure.image, unsaid);
}

fn image(image: &mut Image, unsaid: &mut Unsaid) {
    let sized = image.height.take().is_some();
    none(&mut image.width, "size of a picture", unsaid);
    if sized {
        unsaid.entry("size of a picture").or_default();
    }
    none(&mut image.id, "number of a picture", unsaid);
    none(&mut image.large, "larger version of a picture", unsaid);
    if image.alt.is_none() {
        image.alt = Some(String::new());
        *unsaid.entry("that a picture has no alternative text").or_default() += 1;
    }
}

fn inlines(line: &mut [Inline], unsaid: &mut Unsaid) {
    for inline in line {
        match inline {
            Inline::Image(picture) => image(picture, unsaid),
            Inline::Note(note) => take(&mut note.body, unsaid),
            other => inlines(other.content_mut().map_or(&mut [], Vec::as_mut_slice), unsaid),
        }
    }
}

/// Whether there is mathematics, which cmark-gfm does not know.
pub(crate) fn has_mathematics(blocks: &[Block]) -> bool {
    struct Search(bool);
    impl Visitor for Search {
        fn block(&mut self, block: &Block) {
            self.0 |= matches!(block, Block::Math(_));
            walk_block(self, block);
        }

        fn inline(&mut self, inline: &Inline) {
            self.0 |= matches!(inline, Inline::Math(_));
            walk_inline(self, inline);
        }
    }
    let mut search = Search(false);
    walk_blocks(&mut search, blocks);
    search.0
}
