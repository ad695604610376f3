//! Lists: markers, the space between items, and what must keep two lists apart.

use crate::{
    body::{Body, Flow, block_to_html_lines, blocks_to_lines, is_blank},
    html,
    inline::Setting,
    lines::Lines,
};
use offprint_core::{Block, Inline, List, ListItem, ListKind, Numbering};

/// A list. Letters, Roman numbers and counting down are HTML.
///
/// Of two lists in a row without anything between, the second takes the `other` kind of marker.
pub(crate) fn list_to_lines(lines: &mut Lines, list: &List, other: bool, body: &Body<'_>) {
    if !is_markdown(list) {
        block_to_html_lines(lines, &Block::List(list.clone()), body);
        return;
    }
    let tight = is_tight(list, body);
    for (index, item) in list.items.iter().enumerate() {
        if index > 0 && !tight {
            lines.separate();
        }
        let marker = match list.label(index) {
            Some(number) => format!("{number}{} ", if other { ')' } else { '.' }),
            None => if other { "* " } else { "- " }.to_owned(),
        };
        let rest = " ".repeat(marker.len());
        let container = lines.enter(&marker, &rest);
        let first = Some(Setting::Item { unticked: item.checked == Some(false) });
        blocks_to_lines(
            lines,
            &item.blocks,
            Flow { tight, first, checkbox: item.checked, other_marker: false },
            body,
        );
        lines.leave(container);
    }
}

/// Whether Markdown can number the list so: decimal, upwards, from 0 to 999,999,999.
fn is_markdown(list: &List) -> bool {
    match list.kind {
        ListKind::Bullet => true,
        ListKind::Ordered { start, reversed, numbering } => {
            let last = i64::from(start) + list.items.len() as i64;
            !reversed && numbering == Numbering::Decimal && start >= 0 && last <= 999_999_999
        }
    }
}

/// Whether a parser would read the second of two neighbours as going on with the first.
pub(crate) fn would_merge(first: &Block, second: &Block) -> bool {
    let (Block::List(first), Block::List(second)) = (first, second) else { return false };
    is_markdown(first)
        && is_markdown(second)
        && (first.kind == ListKind::Bullet) == (second.kind == ListKind::Bullet)
}

/// Whether the list can be written without blank lines.
fn is_tight(list: &List, body: &Body<'_>) -> bool {
    list.tight && list.items.iter().all(|item| item_is_tight(item, body))
}

fn item_is_tight(item: &ListItem, body: &Body<'_>) -> bool {
    item.blocks.iter().all(|block| !wants_blank_lines(block, body))
        && item.blocks.windows(2).all(|pair| can_follow(&pair[0], &pair[1], body))
}

/// Whether a block has blank lines of its own that stand in the item itself, not in a container within.
fn wants_blank_lines(block: &Block, body: &Body<'_>) -> bool {
    let html = match block {
        Block::List(list) if is_markdown(list) => return false,
        Block::List(_) | Block::Details(_) | Block::Division(_) | Block::Definitions(_) => true,
        Block::Figure(_) | Block::Gallery(_) | Block::Media(_) | Block::Embed(_) => true,
        Block::Table(_) | Block::PullQuote(_) => true,
        _ => false,
    };
    html && body.wants_markdown(block)
}

/// Whether a block can stand right below another, without a blank line, and both are still what they are.
fn can_follow(first: &Block, second: &Block, body: &Body<'_>) -> bool {
    let want_markdown = |content: &[Inline]| html::inlines_want_markdown(content, body.style.flavor);
    let ends_by_itself = match first {
        Block::Heading(_) | Block::Code(_) | Block::Rule | Block::PageBreak => true,
        Block::Math(math) => math.tex.is_some(),
        Block::Preformatted(content) | Block::Verse(content) => !want_markdown(content),
        // These go on until something begins that cannot be part of them.
        Block::Paragraph(_) | Block::List(_) | Block::Quote(_) => false,
        _ => return false,
    };
    let interrupts = match second {
        Block::Heading(_) | Block::Rule | Block::PageBreak => true,
        Block::Code(code) => code.language.as_deref() != Some("math") || ends_by_itself,
        Block::Math(math) => math.tex.is_some(),
        Block::List(list) => is_markdown(list) && list_interrupts(list),
        // Two quotations would be one.
        Block::Quote(_) => !matches!(first, Block::Quote(_)),
        Block::PullQuote(_) => true,
        Block::Preformatted(content) | Block::Verse(content) => !want_markdown(content),
        _ => false,
    };
    // An HTML list ends at a blank line only.
    let html_list = matches!(first, Block::List(list) if !is_markdown(list));
    !html_list && (interrupts || ends_by_itself)
}

/// Whether a list can begin right below a paragraph (CommonMark §5.2): numbered from 1, its first item not empty.
fn list_interrupts(list: &List) -> bool {
    let from_one = !matches!(list.kind, ListKind::Ordered { start, .. } if start != 1);
    let first = list.items.first().and_then(|item| item.blocks.first());
    let filled = match first {
        Some(Block::Paragraph(content)) => !is_blank(content),
        Some(Block::List(inner)) => list_interrupts(inner),
        Some(Block::Heading(_) | Block::Code(_) | Block::Quote(_)) => true,
        _ => false,
    };
    from_one && filled
}
