//! HTML to the model.

use crate::{soundness, written::nothing_to_remove};
use offprint_core::html::{CleanContext, clean_blocks, clean_inlines};
use offprint_core::{Block, Inline, Visitor, walk_block, walk_blocks, walk_inline};
use offprint_html::{Options, blocks_to_html};

/// Cleans this HTML as a body and as a title: the models are sound, and cleaning what was cleaned changes nothing.
pub fn html(html: &str) {
    let context =
        CleanContext { base: "https://garden.example/bees/".parse().ok(), ..CleanContext::default() };
    let (line, _) = clean_inlines(html, &context);
    soundness::of_line(&line);
    let blocks = clean_blocks(html, &context).blocks;
    soundness::of_blocks(&blocks);
    nothing_to_remove(&blocks);
    let options = Options { classes: true, styles: true, ..Options::default() };
    let once = blocks_to_html(&blocks, &options);
    let again = clean_blocks(&once, &context).blocks;
    let twice = blocks_to_html(&again, &options);
    if once != twice && !is_beyond_html(&blocks) && !has_notation(&blocks) {
        panic!("cleaned again, this differs:\n{once}\n{twice}");
    }
}

/// Whether the text holds the beginning of a formula or a shortcode. One whose pieces stood in different elements is
/// none, and becomes one when cleaning has brought them together.
fn has_notation(blocks: &[Block]) -> bool {
    let text = offprint_core::blocks_text(blocks);
    ["[", "$$", "$latex", "\\("].iter().any(|begin| text.contains(begin))
}

/// Whether HTML alone cannot say all of this model, so that reading it back gives something near.
fn is_beyond_html(blocks: &[Block]) -> bool {
    struct Beyond(bool);
    impl Visitor for Beyond {
        fn block(&mut self, block: &Block) {
            self.0 |= matches!(
                block,
                Block::Embed(_)
                    | Block::Media(_)
                    | Block::PullQuote(_)
                    | Block::PageBreak
                    | Block::Math(_)
                    | Block::Verse(_)
                    | Block::Preformatted(_)
                    | Block::Gallery(_)
            );
            walk_block(self, block);
        }

        fn inline(&mut self, inline: &Inline) {
            self.0 |= matches!(inline, Inline::Note(_) | Inline::Math(_));
            walk_inline(self, inline);
        }
    }
    let mut beyond = Beyond(false);
    walk_blocks(&mut beyond, blocks);
    beyond.0
}
