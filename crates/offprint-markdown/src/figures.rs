//! Pictures, galleries, sounds, films, files and what other sites show.
//!
//! Markdown has pictures and links; what is more stands in the element that HTML has for it, with Markdown inside.
//! Players hold a link, so that those who strip HTML lose nothing.

use crate::{
    body::{Body, Flow, block_to_html_lines, blocks_to_lines},
    html,
    inline::Setting,
    lines::Lines,
    without_html::{file_name, media_link},
};
use offprint_core::{Block, Embed, Figure, Image, Inline, Link, Media, MediaKind, Quote};

/// A figure, a gallery, media or an embed.
pub(crate) fn figure_to_lines(lines: &mut Lines, block: &Block, tight: bool, body: &Body<'_>) {
    let Some((open, close)) = element(block, body) else {
        match block {
            Block::Media(media) => lines.lines(body.html(&player(media, body)).trim_end()),
            block => blocks_to_lines(lines, &shown(block), Flow { tight, ..Flow::default() }, body),
        }
        return;
    };
    if tight && !body.wants_markdown(block) {
        block_to_html_lines(lines, block, body);
        return;
    }
    lines.line(&body.open_tag(&open));
    lines.separate();
    match block {
        Block::Media(media) if media.kind != MediaKind::File => {
            lines.lines(body.html(&player(media, body)).trim_end());
        }
        block => blocks_to_lines(lines, &shown(block), Flow::default(), body),
    }
    lines.separate();
    caption_to_lines(lines, caption(block), body);
    lines.line(close);
}

/// A line with the caption.
pub(crate) fn caption_to_lines(lines: &mut Lines, caption: &[Inline], body: &Body<'_>) {
    if caption.is_empty() {
        return;
    }
    let mut out = String::from("<figcaption>");
    html::phrase_to_html(&mut out, caption, body);
    out.push_str("</figcaption>");
    lines.lines(&body.html(&out));
}

/// A picture, in its link, within a line.
pub(crate) fn picture_to_markdown(figure: &Figure, setting: Setting, body: &Body<'_>) -> String {
    body.markdown(&[picture(&figure.image, figure.link.as_deref())], setting)
}

/// The element around it, if it needs one.
fn element(block: &Block, body: &Body<'_>) -> Option<(String, &'static str)> {
    let figure = |class: &str| match class {
        "" => ("<figure>".to_owned(), "</figure>"),
        class => (format!("<figure class=\"{}\">", html::attribute(class)), "</figure>"),
    };
    if body.style.no_html {
        return None;
    }
    match block {
        // One picture would be a figure.
        Block::Gallery(gallery) if gallery.figures.len() == 1 => Some(figure("wp-block-gallery")),
        Block::Gallery(_) => Some(figure("")),
        // Its address by itself says all of it.
        Block::Embed(embed) if offprint_core::html::embed_of_address(&embed.url).as_ref() == Some(embed) => {
            None
        }
        Block::Embed(embed) => Some(figure(&format!("wp-block-embed{}", provider_class(embed)))),
        Block::Media(media) if media.kind == MediaKind::File && media.caption.is_empty() => {
            Some(("<div class=\"wp-block-file\">".to_owned(), "</div>"))
        }
        block => (!caption(block).is_empty()).then(|| figure("")),
    }
}

/// A class that names the provider, where the address does not tell it.
fn provider_class(embed: &Embed) -> String {
    if embed.provider.is_empty() || offprint_core::html::provider_of(&embed.url) == embed.provider {
        return String::new();
    }
    format!(" is-provider-{}", offprint_core::edition::slugify(&embed.provider))
}

fn caption(block: &Block) -> &[Inline] {
    match block {
        Block::Figure(figure) => &figure.caption,
        Block::Gallery(gallery) => &gallery.caption,
        Block::Media(media) => &media.caption,
        Block::Embed(embed) => &embed.caption,
        _ => &[],
    }
}

/// The blocks that stand for it.
fn shown(block: &Block) -> Vec<Block> {
    match block {
        Block::Figure(Figure { image, link, .. }) => {
            vec![Block::Paragraph(vec![picture(image, link.as_deref())])]
        }
        Block::Gallery(gallery) => gallery.figures.iter().cloned().map(Block::Figure).collect(),
        Block::Media(media) => vec![Block::Paragraph(vec![media_link(media)])],
        Block::Embed(embed) => embed_blocks(embed),
        _ => Vec::new(),
    }
}

fn picture(image: &Image, link: Option<&str>) -> Inline {
    let image = Inline::Image(image.clone());
    match link {
        Some(url) => Inline::Link(Link { url: url.to_owned(), title: None, content: vec![image] }),
        None => image,
    }
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

/// `<audio>` or `<video>`, a link within it.
fn player(media: &Media, body: &Body<'_>) -> String {
    let name = if media.kind == MediaKind::Video { "video" } else { "audio" };
    let url = body.file_of(&media.url);
    // What is shown until a film begins: a file, as elsewhere.
    let poster = media.poster.as_deref().filter(|poster| {
        let inlined = poster.trim_start().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
        media.kind == MediaKind::Video && !inlined
    });
    let poster = poster.map(|poster| body.file_of(poster));
    let source = media.media_type.is_none().then_some(&*url);
    let attributes = [("src", source), ("poster", poster.as_deref())];
    let attributes = attributes.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let tag = html::open_tag(name, attributes);
    let mut out = tag.replacen(&format!("<{name}"), &format!("<{name} controls"), 1);
    out.push('\n');
    if let Some(kind) = &media.media_type {
        out.push_str(&html::open_tag("source", [("src", &*url), ("type", &**kind)].into_iter()));
        out.push('\n');
    }
    let words = match &*media.title {
        [] => vec![Inline::Text(file_name(&media.url).to_owned())],
        title => vec![Inline::Text(offprint_core::inlines_text(title))],
    };
    let link = Inline::Link(Link { url: media.url.clone(), title: None, content: words });
    html::inlines_to_html(&mut out, &[link], body);
    out.push_str(&format!("\n</{name}>\n"));
    out
}

/// The same as HTML, without a blank line.
pub(crate) fn figure_to_html(out: &mut String, block: &Block, body: &Body<'_>) {
    let inner = |out: &mut String| match block {
        Block::Media(media) if media.kind != MediaKind::File => out.push_str(&player(media, body)),
        block => html::blocks_to_html(out, &shown(block), body),
    };
    let Some((open, close)) = element(block, body) else {
        inner(out);
        return;
    };
    out.push_str(&open);
    out.push('\n');
    inner(out);
    if !caption(block).is_empty() {
        if !out.ends_with('\n') {
            out.push('\n');
        }
        out.push_str("<figcaption>");
        html::phrase_to_html(out, caption(block), body);
        out.push_str("</figcaption>");
    }
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out.push_str(close);
}
