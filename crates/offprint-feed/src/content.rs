//! The HTML of a post, as it stands in an item.

use crate::guard::guarded;
use offprint_core::{Direction, EditionInfo, Inline, Post};
use offprint_html::{MathAs, Options, Surroundings, blocks_to_html, inlines_to_html};
use std::borrow::Cow;

/// The whole text, with no address that depends on where the feed lies.
pub(crate) fn post_to_content(post: &Post, link: Option<&str>, stem: &str, edition: &EditionInfo) -> String {
    let prefix = post.id.map_or_else(|| format!("p-{stem}-"), |id| format!("p{id}-"));
    let options = Options {
        id_prefix: &prefix,
        // Readers strip the ids of headings; the post's own page has them.
        anchors: link.is_none(),
        math: MathAs::Tex,
        surroundings: &Page { link },
        ..Options::default()
    };
    let mut html = guarded(&blocks_to_html(&post.body, &options));
    let language = post.language_or(&edition.language);
    if language.direction() == Direction::Rtl && !html.is_empty() {
        // No format of feeds says the direction, and few readers guess it.
        html = format!("<div lang=\"{language}\" dir=\"rtl\">\n{html}\n</div>");
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
    let options = Options { math: MathAs::Tex, surroundings: &Nowhere, ..Options::default() };
    let html = guarded(&inlines_to_html(&words, &options));
    // A picture deeper within has no place in a title either.
    (!html.contains("<img") && !html.trim().is_empty()).then_some(html)
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
    link: Option<&'a str>,
}

impl Surroundings for Page<'_> {
    fn link<'a>(&self, url: &'a str) -> Cow<'a, str> {
        match self.link.filter(|_| url.starts_with('#')) {
            Some(link) => Cow::Owned(format!("{}{url}", link.split('#').next().unwrap_or(link))),
            None => Cow::Borrowed(url),
        }
    }
}

struct Nowhere;

impl Surroundings for Nowhere {
    fn link<'a>(&self, _url: &'a str) -> Cow<'a, str> {
        Cow::Borrowed("")
    }
}
