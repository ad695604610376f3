//! Pictures that stand for themselves, alone or together.

use super::arena::{Arena, NodeId};
use super::cleaner::Cleaner;
use super::flow::Flow;
use super::rules::{Action, local};
use super::tidy::Kept;
use super::{embeds, lines, media, tables, tidy, urls};
use crate::model::{Align, Block, Figure, Gallery, Inline, Link};

/// `figure` and the captioned `div` of old editors: what it is, what it holds tells.
pub(super) fn figure(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    let has = |class: &str| arena.has_class(node, class);
    let inner_figures = arena.descendants(node).filter(|&inner| arena.name(inner) == "figure").count();
    if has("wp-block-pullquote") {
        pull_quote(cleaner, node, flow);
    } else if has("wp-block-gallery") || inner_figures > 0 {
        gallery(cleaner, node, flow);
    } else if has("wp-block-playlist") {
        media::track_list(cleaner, node, flow);
    } else if let Some(table) = arena.find(node, "table") {
        let caption = caption(cleaner, node);
        tables::table(cleaner, table, caption, flow);
    } else if let Some(player) = arena.find(node, "video").or_else(|| arena.find(node, "audio")) {
        let caption = caption(cleaner, node);
        media::player(cleaner, player, caption, flow);
    } else if has("wp-block-embed") || arena.find(node, "iframe").is_some() {
        let caption = caption(cleaner, node);
        embeds::embed(cleaner, node, caption, flow);
    } else {
        picture(cleaner, node, flow);
    }
}

/// Several pictures, whatever the plugin's markup: each picture with the caption nearest to it.
pub(super) fn gallery(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    let mut figures = Vec::new();
    let mut own_caption = Vec::new();
    let mut rest = Vec::new();
    let went = cleaner.deeper(|cleaner| {
        for child in parts(arena, node) {
            if arena.has_class(child, "blocks-gallery-caption") || arena.name(child) == "figcaption" {
                own_caption.extend(lines::children_to_inlines(cleaner, child));
                continue;
            }
            let mut inner = cleaner.flow();
            match arena.name(child) {
                "figure" | "dl" | "li" | "div" if holds_one_picture(arena, child) => {
                    picture(cleaner, child, &mut inner);
                }
                _ => inner.blocks = cleaner.blocks_of_nodes([child]),
            }
            inner.end_line();
            for block in inner.blocks {
                match block {
                    Block::Figure(figure) => figures.push(figure),
                    Block::Gallery(gallery) => {
                        figures.extend(gallery.figures);
                        own_caption.extend(gallery.caption);
                    }
                    other => rest.push(other),
                }
            }
        }
    });
    if went.is_none() {
        flow.push_inline(Inline::Text(cleaner.visible_text(node)));
        return;
    }
    let caption = tidy::line(own_caption, cleaner.kept());
    match figures.len() {
        0 if !caption.is_empty() => rest.push(Block::Paragraph(caption)),
        0 => {}
        1 if caption.is_empty() => flow.push(Block::Figure(figures.remove(0))),
        _ => flow.push(Block::Gallery(Gallery { figures, caption })),
    }
    rest.into_iter().for_each(|block| flow.push(block));
}

/// A cover: its picture, then what stands on it.
pub(super) fn cover(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    cleaner.flow_section(node, flow);
}

/// A line of nothing but pictures, as figures; any other line comes back as it is.
///
/// Where what was typed is kept, that is one picture, or one in a link, with nothing around it.
pub(super) fn pictures_alone(line: Vec<Inline>, kept: Kept) -> Result<Vec<Figure>, Vec<Inline>> {
    let alone = match line.as_slice() {
        [] => false,
        [Inline::Image(_)] => true,
        [Inline::Link(Link { title, content, .. })] if kept.typing => {
            title.is_none() && matches!(content.as_slice(), [Inline::Image(_)])
        }
        line => !kept.typing && line.iter().all(is_picture_or_blank),
    };
    if !alone {
        return Err(line);
    }
    let mut figures = Vec::new();
    take_figures(line, None, kept, &mut figures);
    Ok(figures)
}

/// A picture at the beginning of a line, with the rest of the line for its caption.
pub(super) fn captioned(line: &[Inline], kept: Kept) -> Option<Figure> {
    let line = tidy::line(line.to_vec(), kept);
    let first = line.iter().position(|inline| !matches!(inline, Inline::Break))?;
    let mut figures = pictures_alone(vec![line.get(first)?.clone()], kept).ok()?;
    let caption = tidy::line(line[first + 1..].to_vec(), kept);
    (figures.len() == 1).then(|| Figure { caption, ..figures.remove(0) })
}

/// Emphasis and the like around a picture alone mean nothing.
fn is_picture_or_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Image(_) | Inline::Break => true,
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Link(link) => link.content.iter().all(is_picture_or_blank),
        Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Underline(content)
        | Inline::Strike(content)
        | Inline::Superscript(content)
        | Inline::Subscript(content) => content.iter().all(is_picture_or_blank),
        _ => false,
    }
}

fn take_figures(line: Vec<Inline>, link: Option<&str>, kept: Kept, figures: &mut Vec<Figure>) {
    for inline in line {
        match inline {
            Inline::Image(image) => {
                let mut figure = Figure { image, ..Figure::default() };
                if let Some(url) = link {
                    lead_to(&mut figure, url, kept);
                }
                figures.push(figure);
            }
            Inline::Link(Link { url, content, .. }) => take_figures(content, Some(&url), kept, figures),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Underline(content)
            | Inline::Strike(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content) => take_figures(content, link, kept, figures),
            _ => {}
        }
    }
}

/// A link to the picture's own file makes that the large version, unless what was typed is kept; a link elsewhere stays.
pub(super) fn lead_to(figure: &mut Figure, url: &str, kept: Kept) {
    if kept.typing || !urls::names_a_picture(url) {
        figure.link = Some(url.to_owned());
    } else if url != figure.image.url {
        figure.image.large = Some(url.to_owned());
    }
}

/// One picture with its caption; whatever else is in the element follows.
fn picture(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    let caption_node = caption_of(arena, node);
    let align = align(arena, node).or_else(|| align(arena, arena.find(node, "img")?));
    let went = cleaner.deeper(|cleaner| {
        let mut blocks =
            cleaner.blocks_of_nodes(arena.children(node).filter(|&child| Some(child) != caption_node));
        let nested = caption_node.filter(|&caption| arena.parent(caption) != Some(node));
        let caption = match nested {
            // The caption stands deeper: it was met on the way, as the last paragraph.
            Some(caption) => match blocks.last() {
                Some(Block::Paragraph(_)) => match blocks.pop() {
                    Some(Block::Paragraph(line)) => line,
                    _ => Vec::new(),
                },
                _ => tidy::line(lines::children_to_inlines(cleaner, caption), cleaner.kept()),
            },
            None => caption_node.map_or_else(Vec::new, |caption| caption_line(cleaner, caption)),
        };
        (blocks, caption)
    });
    let Some((mut blocks, caption)) = went else {
        flow.push_inline(Inline::Text(cleaner.visible_text(node)));
        return;
    };
    let figures = blocks.iter().filter(|block| matches!(block, Block::Figure(_))).count();
    if figures > 1 && blocks.len() == figures {
        let figures = blocks.into_iter().filter_map(|block| match block {
            Block::Figure(figure) => Some(figure),
            _ => None,
        });
        flow.push(Block::Gallery(Gallery { figures: figures.collect(), caption }));
        return;
    }
    let mut caption = Some(caption);
    if figures == 1 {
        for block in &mut blocks {
            if let Block::Figure(figure) = block {
                figure.align = align;
                figure.caption = caption.take().unwrap_or_default();
            }
        }
    }
    blocks.into_iter().for_each(|block| flow.push(block));
    if let Some(caption) = caption.filter(|caption| !caption.is_empty()) {
        flow.push(Block::Paragraph(caption));
    }
}

fn pull_quote(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    if cleaner.wants(local::PULL_QUOTE) {
        cleaner.drop_node(local::PULL_QUOTE, node);
        return;
    }
    let quote = cleaner.arena.find(node, "blockquote").unwrap_or(node);
    if let Some(quote) = cleaner.quote_of(quote) {
        flow.push(Block::PullQuote(quote));
    }
}

/// The caption of a figure as a finished line.
pub(super) fn caption(cleaner: &mut Cleaner<'_>, node: NodeId) -> Vec<Inline> {
    caption_of(cleaner.arena, node).map_or_else(Vec::new, |caption| caption_line(cleaner, caption))
}

fn caption_line(cleaner: &mut Cleaner<'_>, caption: NodeId) -> Vec<Inline> {
    let children: Vec<_> = cleaner.arena.children(caption).collect();
    let mut line = Vec::new();
    for child in children {
        if matches!(cleaner.action(child), Some((_, Action::Unwrap))) {
            line.extend(lines::children_to_inlines(cleaner, child));
        } else {
            lines::node_to_inlines(cleaner, child, &mut line);
        }
    }
    tidy::line(line, cleaner.kept())
}

fn caption_of(arena: &Arena, node: NodeId) -> Option<NodeId> {
    let is_caption = |&inner: &NodeId| {
        arena.name(inner) == "figcaption"
            || arena.has_class(inner, "wp-caption-text")
            || arena.has_class(inner, "gallery-caption")
    };
    arena.children(node).find(is_caption).or_else(|| arena.descendants(node).find(is_caption))
}

/// The children of a gallery, wrappers of its grid opened.
fn parts(arena: &Arena, node: NodeId) -> Vec<NodeId> {
    let mut parts = Vec::new();
    let mut pending: Vec<NodeId> = vec![node];
    while let Some(at) = pending.pop() {
        let mut inner: Vec<_> = Vec::new();
        for child in arena.children(at) {
            let grid = matches!(arena.name(child), "ul" | "div") && count_pictures(arena, child) > 1;
            inner.push((child, grid));
        }
        if at == node && inner.iter().filter(|(_, grid)| *grid).count() == 1 {
            for (child, grid) in inner {
                if grid { parts.extend(parts_of_grid(arena, child)) } else { parts.push(child) }
            }
        } else {
            parts.extend(inner.into_iter().map(|(child, _)| child));
        }
    }
    parts
}

fn parts_of_grid(arena: &Arena, grid: NodeId) -> Vec<NodeId> {
    arena.children(grid).collect()
}

fn count_pictures(arena: &Arena, node: NodeId) -> usize {
    arena.descendants(node).filter(|&inner| arena.name(inner) == "img").count()
}

fn holds_one_picture(arena: &Arena, node: NodeId) -> bool {
    count_pictures(arena, node) == 1
}

fn align(arena: &Arena, node: NodeId) -> Option<Align> {
    arena.classes(node).find_map(|class| match class {
        "alignleft" => Some(Align::Left),
        "alignright" => Some(Align::Right),
        "aligncenter" => Some(Align::Center),
        "alignwide" => Some(Align::Wide),
        "alignfull" => Some(Align::Full),
        _ => None,
    })
}
