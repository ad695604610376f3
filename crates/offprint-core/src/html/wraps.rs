//! Inline elements around whole blocks: a card that is a link, a list in bold.
//!
//! Paragraphs are wrapped line by line as they are made; this is for the blocks that make their own content.

use super::lines::Wrap;
use super::tidy;
use crate::model::{Block, Code, Figure, Inline, Row, blocks_text};

/// Lays the meaning of an element around what this block holds.
pub(super) fn around_block(block: &mut Block, wrap: &Wrap) {
    match block {
        // Made line by line, and wrapped then.
        Block::Paragraph(_) => {}
        Block::Division(division) => division.blocks.iter_mut().for_each(|block| around_block(block, wrap)),
        block => around_all(block, wrap),
    }
}

fn around_all(block: &mut Block, wrap: &Wrap) {
    match block {
        Block::Preformatted(line) if *wrap == Wrap::Code => {
            let text = blocks_text(&[Block::Preformatted(std::mem::take(line))]);
            let text = text.trim_end_matches('\n').to_owned();
            *block = Block::Code(Code { language: None, text });
        }
        Block::Paragraph(line) | Block::Verse(line) | Block::Preformatted(line) => around_line(line, wrap),
        // A heading is set apart as it is: emphasis over all of it says nothing.
        Block::Heading(heading) if !matches!(wrap, Wrap::Emphasis | Wrap::Strong) => {
            around_line(&mut heading.content, wrap);
        }
        Block::List(list) => list.items.iter_mut().for_each(|item| around_blocks(&mut item.blocks, wrap)),
        Block::Definitions(groups) => {
            for group in groups {
                group.terms.iter_mut().for_each(|term| around_line(term, wrap));
                group.details.iter_mut().for_each(|detail| around_blocks(detail, wrap));
            }
        }
        Block::Quote(quote) | Block::PullQuote(quote) => {
            around_blocks(&mut quote.blocks, wrap);
            around_line(&mut quote.attribution, wrap);
        }
        Block::Table(table) => {
            let rows = [&mut table.head, &mut table.body, &mut table.foot].into_iter().flatten();
            rows.flat_map(|row: &mut Row| &mut row.cells)
                .for_each(|cell| around_blocks(&mut cell.blocks, wrap));
        }
        Block::Figure(figure) => around_figure(figure, wrap),
        Block::Gallery(gallery) => gallery.figures.iter_mut().for_each(|figure| around_figure(figure, wrap)),
        Block::Details(details) => around_blocks(&mut details.blocks, wrap),
        Block::Division(division) => around_blocks(&mut division.blocks, wrap),
        Block::Heading(_)
        | Block::Code(_)
        | Block::Media(_)
        | Block::Embed(_)
        | Block::Math(_)
        | Block::Rule
        | Block::PageBreak => {}
    }
}

fn around_blocks(blocks: &mut [Block], wrap: &Wrap) {
    blocks.iter_mut().for_each(|block| around_all(block, wrap));
}

fn around_line(line: &mut Vec<Inline>, wrap: &Wrap) {
    if !line.is_empty() {
        *line = tidy::line(vec![wrap.around(std::mem::take(line))]);
    }
}

fn around_figure(figure: &mut Figure, wrap: &Wrap) {
    if let Wrap::Link(url, _) = wrap
        && figure.link.is_none()
    {
        super::figures::lead_to(figure, url);
    }
}
