//! Inline elements around whole blocks: a card that is a link, a list in bold.
//!
//! Paragraphs are wrapped line by line as they are made; this is for the blocks that make their own content.

use super::lines::Wrap;
use super::tidy::{self, Kept};
use crate::model::{Block, Code, Figure, Inline, Row, blocks_text};

/// Lays the meaning of an element around what this block holds.
pub(super) fn around_block(block: &mut Block, wrap: &Wrap, kept: Kept) {
    match block {
        // Made line by line, and wrapped then.
        Block::Paragraph(_) => {}
        Block::Division(division) => {
            division.blocks.iter_mut().for_each(|block| around_block(block, wrap, kept));
        }
        block => around_all(block, wrap, kept),
    }
}

fn around_all(block: &mut Block, wrap: &Wrap, kept: Kept) {
    match block {
        Block::Preformatted(line) if *wrap == Wrap::Code => {
            let text = blocks_text(&[Block::Preformatted(std::mem::take(line))]);
            let text = text.trim_end_matches('\n').to_owned();
            *block = Block::Code(Code { language: None, text });
        }
        Block::Paragraph(line) | Block::Verse(line) | Block::Preformatted(line) => {
            around_line(line, wrap, kept);
        }
        // A heading is set apart as it is: emphasis over all of it says nothing.
        Block::Heading(heading) if !matches!(wrap, Wrap::Emphasis | Wrap::Strong) => {
            around_line(&mut heading.content, wrap, kept);
        }
        Block::List(list) => {
            list.items.iter_mut().for_each(|item| around_blocks(&mut item.blocks, wrap, kept));
        }
        Block::Definitions(groups) => {
            for group in groups {
                group.terms.iter_mut().for_each(|term| around_line(term, wrap, kept));
                group.details.iter_mut().for_each(|detail| around_blocks(detail, wrap, kept));
            }
        }
        Block::Quote(quote) | Block::PullQuote(quote) => {
            around_blocks(&mut quote.blocks, wrap, kept);
            around_line(&mut quote.attribution, wrap, kept);
        }
        Block::Table(table) => {
            let rows = [&mut table.head, &mut table.body, &mut table.foot].into_iter().flatten();
            rows.flat_map(|row: &mut Row| &mut row.cells)
                .for_each(|cell| around_blocks(&mut cell.blocks, wrap, kept));
        }
        Block::Figure(figure) => around_figure(figure, wrap, kept),
        Block::Gallery(gallery) => {
            gallery.figures.iter_mut().for_each(|figure| around_figure(figure, wrap, kept));
        }
        Block::Details(details) => around_blocks(&mut details.blocks, wrap, kept),
        Block::Division(division) => around_blocks(&mut division.blocks, wrap, kept),
        Block::Heading(_)
        | Block::Code(_)
        | Block::Media(_)
        | Block::Embed(_)
        | Block::Math(_)
        | Block::Rule
        | Block::PageBreak => {}
    }
}

fn around_blocks(blocks: &mut [Block], wrap: &Wrap, kept: Kept) {
    blocks.iter_mut().for_each(|block| around_all(block, wrap, kept));
}

fn around_line(line: &mut Vec<Inline>, wrap: &Wrap, kept: Kept) {
    if !line.is_empty() {
        *line = tidy::line(vec![wrap.around(std::mem::take(line))], kept);
    }
}

fn around_figure(figure: &mut Figure, wrap: &Wrap, kept: Kept) {
    if let Wrap::Link(url, _) = wrap
        && figure.link.is_none()
    {
        super::figures::lead_to(figure, url, kept);
    }
}
