//! Pictures, galleries, sounds, films, files and what other sites show.
//!
//! Markdown has pictures and links; a caption makes them a `<figure>` with Markdown inside. Sounds and films are links,
//! a film's with its still picture: those who strip HTML lose nothing.

use crate::{
    body::{Body, Flow, blocks_to_lines},
    html,
    inline::Setting,
    lines::Lines,
};
use offprint_core::{Block, Embed, Figure, Gallery, Image, Inline, Link, Media, Quote};

/// A figure, a gallery, media or an embed.
pub(crate) fn figure_to_lines(lines: &mut Lines, block: &Block, tight: bool, body: &Body<'_>) {
    let (shown, caption) = parts(block);
    if caption.is_empty() && !matches!(block, Block::Gallery(_)) {
        blocks_to_lines(lines, &shown, Flow { tight, ..Flow::default() }, body);
        return;
    }
    if tight && !html::want_markdown(std::slice::from_ref(block)) {
        crate::body::block_to_html_lines(lines, block, body);
        return;
    }
    lines.line("<figure>");
    lines.separate();
    blocks_to_lines(lines, &shown, Flow::default(), body);
    if let Block::Gallery(gallery) = block {
        gallery_to_lines(lines, gallery, body);
    }
    lines.separate();
    caption_to_lines(lines, caption, body);
    lines.line("</figure>");
}

/// A line with the caption.
pub(crate) fn caption_to_lines(lines: &mut Lines, caption: &[Inline], body: &Body<'_>) {
    if caption.is_empty() {
        return;
    }
    let mut out = String::from("<figcaption>");
    html::phrase_to_html(&mut out, caption, body);
    out.push_str("</figcaption>");
    lines.lines(&out);
}

/// A picture, in its link, within a line.
pub(crate) fn picture_to_markdown(figure: &Figure, setting: Setting, body: &Body<'_>) -> String {
    body.markdown(&[picture(&figure.image, figure.link.as_deref())], setting)
}

fn gallery_to_lines(lines: &mut Lines, gallery: &Gallery, body: &Body<'_>) {
    for figure in &gallery.figures {
        lines.separate();
        figure_to_lines(lines, &Block::Figure(figure.clone()), false, body);
    }
}

/// The blocks that stand for it, and its caption.
fn parts(block: &Block) -> (Vec<Block>, &[Inline]) {
    match block {
        Block::Figure(Figure { image, link, caption, .. }) => {
            (vec![Block::Paragraph(vec![picture(image, link.as_deref())])], caption)
        }
        Block::Gallery(gallery) => (Vec::new(), &gallery.caption),
        Block::Media(media) => (vec![Block::Paragraph(vec![media_link(media)])], &media.caption),
        Block::Embed(embed) => (embed_blocks(embed), &embed.caption),
        _ => (Vec::new(), &[]),
    }
}

fn picture(image: &Image, link: Option<&str>) -> Inline {
    let image = Inline::Image(image.clone());
    match link {
        Some(url) => Inline::Link(Link { url: url.to_owned(), title: None, content: vec![image] }),
        None => image,
    }
}

/// A link to the file, by its title, else its name; a film's still picture is what is clicked on.
fn media_link(media: &Media) -> Inline {
    let name = || vec![Inline::Text(file_name(&media.url).to_owned())];
    let content = match &media.poster {
        Some(poster) => {
            let alt = match &*media.title {
                [] => file_name(&media.url).to_owned(),
                title => offprint_core::inlines_text(title),
            };
            vec![Inline::Image(Image { url: poster.clone(), alt: Some(alt), ..Image::default() })]
        }
        None if media.title.is_empty() => name(),
        None => media.title.clone(),
    };
    Inline::Link(Link { url: media.url.clone(), title: None, content })
}

/// The last part of an address, else the address.
fn file_name(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(url)
}

fn embed_blocks(embed: &Embed) -> Vec<Block> {
    let text = embed.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&embed.url);
    let content = vec![Inline::Text(text.to_owned())];
    let link = Block::Paragraph(vec![Inline::Link(Link { url: embed.url.clone(), title: None, content })]);
    if embed.quote.is_empty() {
        return vec![link];
    }
    let quote = Quote { blocks: embed.quote.clone(), attribution: Vec::new() };
    vec![Block::Quote(quote), link]
}

/// The same as HTML, without a blank line.
pub(crate) fn figure_to_html(out: &mut String, block: &Block, body: &Body<'_>) {
    let (shown, caption) = parts(block);
    if caption.is_empty() && !matches!(block, Block::Gallery(_)) {
        html::blocks_to_html(out, &shown, body);
        return;
    }
    out.push_str("<figure>\n");
    html::blocks_to_html(out, &shown, body);
    if let Block::Gallery(gallery) = block {
        let figures: Vec<Block> = gallery.figures.iter().cloned().map(Block::Figure).collect();
        html::blocks_to_html(out, &figures, body);
    }
    if !caption.is_empty() {
        out.push_str("\n<figcaption>");
        html::phrase_to_html(out, caption, body);
        out.push_str("</figcaption>");
    }
    out.push_str("\n</figure>");
}
