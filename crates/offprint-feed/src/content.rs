//! The HTML of a post, as it stands in an item.

use crate::{
    guard::{guarded, guarded_with_players},
    options::EmbedsAs,
    players::player,
};
use offprint_core::{
    Block, Direction, EditionInfo, Embed, Figure, Image, Inline, Post, Visitor, inlines_text, walk_block,
    walk_blocks, walk_inline,
};
use offprint_html::{
    MathAs, MediaAs, Options, Own, Surroundings, Syntax, Vocabulary, blocks_to_html, inlines_to_html,
    picture_label,
};
use std::borrow::Cow;

/// The whole text, with no address that depends on where the feed lies.
pub(crate) fn post_to_content(
    post: &Post,
    link: Option<&str>,
    edition: &EditionInfo,
    embeds: EmbedsAs,
    xhtml: bool,
) -> String {
    let prefix = post.id.map_or_else(|| "p-".to_owned(), |id| format!("p{id}-"));
    let page = link.map(|link| link.split('#').next().unwrap_or(link));
    let language = post.language_or(&edition.language);
    let options = Options {
        syntax: if xhtml { Syntax::Xhtml } else { Syntax::Html },
        id_prefix: &prefix,
        // Readers strip the ids of headings; the post's own page has them.
        anchors: false,
        math: MathAs::Tex,
        media: MediaAs::Links,
        vocabulary: Vocabulary::Feeds,
        own: page.map_or(Own::Unlinked, Own::At),
        picture_label: picture_label(language),
        surroundings: &Page { page, embeds },
        ..Options::default()
    };
    let written = blocks_to_html(&post.body, &options);
    let mut html = match (xhtml, embeds) {
        // ammonia knows no XHTML: the model's own writer made these elements, and a test has them pass as HTML.
        (true, _) => written,
        (false, EmbedsAs::Links) => guarded(&written),
        (false, EmbedsAs::Iframes) => guarded_with_players(&written),
    };
    if post.direction_or(edition) == Direction::Rtl && !html.is_empty() {
        // No format of feeds says the direction, and few readers guess it.
        let language = post.language_or(&edition.language).known();
        let language = language.map_or_else(String::new, |language| format!(" lang=\"{language}\""));
        html = format!("<div{language} dir=\"rtl\">\n{html}\n</div>");
    }
    html
}

/// A title that has markup, as HTML without links and pictures; `None` when it is plain text.
pub(crate) fn title_to_html(title: &[Inline]) -> Option<String> {
    if !title.iter().any(has_markup) {
        return None;
    }
    let words =
        title.iter().filter(|inline| !matches!(inline, Inline::Image(_))).cloned().collect::<Vec<_>>();
    let options = Options {
        math: MathAs::Tex,
        vocabulary: Vocabulary::Feeds,
        surroundings: &Nowhere,
        ..Options::default()
    };
    let html = guarded(&inlines_to_html(&words, &options));
    // A picture deeper within has no place in a title either.
    (!html.contains("<img") && !html.trim().is_empty()).then_some(html)
}

/// What the pictures of a post without words show: their alternative texts and captions.
pub(crate) fn words_of_pictures(blocks: &[Block]) -> String {
    struct Pictures(Vec<String>);
    impl Visitor for Pictures {
        fn block(&mut self, block: &Block) {
            match block {
                Block::Figure(Figure { image, caption, .. }) => {
                    let caption = inlines_text(caption);
                    self.0.push(if caption.is_empty() {
                        image.alt.clone().unwrap_or_default()
                    } else {
                        caption
                    });
                }
                Block::Embed(Embed { title, url, .. }) => {
                    self.0.push(title.clone().unwrap_or_else(|| url.clone()));
                }
                Block::Media(media) => {
                    let title = inlines_text(&media.title);
                    let name = media.url.rsplit('/').next().unwrap_or_default().to_owned();
                    self.0.push(if title.is_empty() { name } else { title });
                }
                _ => walk_block(self, block),
            }
        }

        fn inline(&mut self, inline: &Inline) {
            if let Inline::Image(Image { alt: Some(alt), .. }) = inline {
                self.0.push(alt.clone());
            }
            walk_inline(self, inline);
        }
    }
    let mut pictures = Pictures(Vec::new());
    walk_blocks(&mut pictures, blocks);
    pictures.0.retain(|words| !words.trim().is_empty());
    pictures.0.join("; ")
}

fn has_markup(inline: &Inline) -> bool {
    match inline {
        Inline::Text(_) | Inline::Break | Inline::Image(_) | Inline::Note(_) | Inline::Math(_) => false,
        Inline::Link(link) => link.content.iter().any(has_markup),
        Inline::Span { content, .. } => content.iter().any(has_markup),
        _ => true,
    }
}

/// Fragments lead to the post's own page.
struct Page<'a> {
    page: Option<&'a str>,
    embeds: EmbedsAs,
}

impl Surroundings for Page<'_> {
    fn link<'a>(&self, url: &'a str) -> Cow<'a, str> {
        match self.page.filter(|_| url.starts_with('#')) {
            Some(page) => Cow::Owned(format!("{page}{url}")),
            None => Cow::Borrowed(url),
        }
    }

    fn player(&self, embed: &Embed) -> Option<String> {
        player(&embed.url).filter(|_| self.embeds == EmbedsAs::Iframes)
    }
}

struct Nowhere;

impl Surroundings for Nowhere {
    fn link<'a>(&self, _url: &'a str) -> Cow<'a, str> {
        Cow::Borrowed("")
    }
}
