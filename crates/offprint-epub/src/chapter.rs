//! One post as a page of the book: what an EPUB's sheet is.

use crate::front::Matter;
use crate::image_error::ImageError;
use crate::labels::Labels;
use crate::line::{escape, one_line};
use crate::outline::{self, Mark};
use crate::packed::Packed;
use crate::page::{self, Page, Writing};
use crate::pictures::{Lack, Picture, Shelf};
use crate::{EpubOptions, links, names, pages, tables};
use offprint_core::{
    Block, Code, DateTime, Diagnostic, EditionInfo, Image, Inline, Language, Place, Post, Remark, Visitor,
    codes, walk_blocks,
};
use offprint_highlight::Kind;
use offprint_html::{DetailsAs, MediaAs, Notes, Options, Surroundings, Syntax};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt::Write;
use std::sync::Arc;

/// What every `id` that comes from a post begins with; the pages' own ids never do.
pub(crate) const ID_PREFIX: &str = "p-";

/// A post, rendered and deflated, with what the rest of the book has to know of it.
#[derive(Debug)]
pub struct Chapter {
    pub(crate) about: About,
    pub(crate) packed: Packed,
    /// Links to other chapters, which may turn out not to be in the book.
    pub(crate) crossings: Vec<Crossing>,
    /// The pictures of the page, in order of first use.
    pub(crate) pictures: Vec<Arc<Picture>>,
    /// The anchors that links of other chapters may name.
    pub(crate) anchors: HashSet<String>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// What contents, credits and metadata say of a chapter.
#[derive(Debug)]
pub(crate) struct About {
    /// Its place among the edition's entries, from 0.
    pub(crate) position: usize,
    pub(crate) title: String,
    /// Language and direction, if not the edition's.
    pub(crate) writing: Option<Writing>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) link: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<DateTime>,
    /// When it was last changed.
    pub(crate) modified: Option<DateTime>,
    /// Under which rights it is given, if it says so itself.
    pub(crate) licence: Option<String>,
    pub(crate) terms: Vec<String>,
    pub(crate) excerpt: Option<String>,
    /// Whether there is MathML on the page.
    pub(crate) mathml: bool,
    /// Pictures shown, and how many of them the author gave no alternative text.
    pub(crate) shown: usize,
    pub(crate) without_alt: usize,
    pub(crate) animated: bool,
    /// How many pages are marked.
    pub(crate) pages: usize,
    /// The address of the featured picture.
    pub(crate) featured: Option<String>,
}

/// A link to another chapter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Crossing {
    /// The other's place among the edition's entries.
    pub(crate) target: usize,
    /// The anchor there.
    pub(crate) anchor: Option<String>,
}

/// Renders one post.
///
/// # Errors
/// Only if it cannot be deflated, which nothing in a post brings about.
pub(crate) fn post_to_chapter(
    post: &Post,
    position: usize,
    edition: &EditionInfo,
    shelf: &Shelf<'_>,
    options: &EpubOptions,
) -> Result<Chapter, Diagnostic> {
    let outline = outline::outline(post);
    let around = Around {
        position,
        edition,
        shelf,
        link: post.link.as_deref(),
        language: post.language_or(&edition.language),
        anchors: &outline.anchors,
        highlight: options.highlight,
        found: RefCell::default(),
    };
    let title = one_line(&post.title_text()).or_else(|| one_line(&post.label()));
    let title = title.unwrap_or_else(|| names::chapter(position));
    let (text, pages) = post_to_page(post, &outline.body, &title, options.page_list, &around);
    let place = post.place();
    let name = format!("OEBPS/{}", names::chapter(position));
    let packed = Packed::new(&name, &text).map_err(|error| {
        let message = format!("the chapter cannot be deflated: {error}");
        Diagnostic::new(codes::POST_NOT_RENDERED, &place, message).caused_by(error)
    })?;
    let found = around.found.into_inner();
    let (shown, without_alt) = found.counted(&outline.body, shelf);
    let about = About {
        position,
        title,
        writing: Some(Writing::of_post(post, edition)).filter(|own| *own != Writing::of_edition(edition)),
        marks: outline.marks,
        link: post.link.clone(),
        authors: post.author_names().filter_map(one_line).collect(),
        published: post.published,
        modified: post.modified,
        licence: licence_of(post),
        terms: post.terms.iter().filter_map(|term| one_line(&term.name.value)).collect(),
        excerpt: post.excerpt.as_ref().and_then(|excerpt| one_line(&excerpt.value)),
        // Within text, `<` is always escaped.
        mathml: text.contains("<math"),
        shown,
        without_alt,
        animated: found.pictures.iter().any(|picture| picture.animated),
        pages,
        featured: post.featured.as_ref().map(|image| image.url.clone()),
    };
    let diagnostics = found.lacks_to_diagnostics(&place);
    Ok(Chapter {
        about,
        packed,
        crossings: found.crossings,
        pictures: found.pictures,
        anchors: outline.anchors,
        diagnostics,
    })
}

/// What a field of the site's own, called for it, says of the rights to the post.
fn licence_of(post: &Post) -> Option<String> {
    let groups = post.meta.values().filter_map(serde_json::Value::as_object);
    let is_named = |name: &str| ["license", "licence", "rights", "copyright"].contains(&name);
    let mut said = groups.flatten().filter(|(name, _)| is_named(&name.to_ascii_lowercase()));
    said.find_map(|(_, value)| value.as_str().and_then(one_line))
}

/// The page, and how many marks of pages there are.
fn post_to_page(
    post: &Post,
    body: &[Block],
    title: &str,
    page_list: bool,
    around: &Around<'_>,
) -> (String, usize) {
    let options = around.options();
    let writing = Writing::of_post(post, around.edition);
    let labels = Labels::of(&writing.language);
    let mut out = String::with_capacity(4096);
    out.push_str("<section epub:type=\"chapter\" role=\"doc-chapter\" aria-labelledby=\"title\">\n");
    if page_list {
        out.push_str(&pages::mark(around.position, 1));
    }
    out.push_str("<div class=\"head\">\n");
    let heading = title_to_html(post, &options);
    let _ = writeln!(out, "<h1 id=\"title\">{}</h1>", heading.unwrap_or_else(|| escape(title)));
    byline_to_html(post, &writing, &mut out);
    // A section without a role: what quotations have for a footer would be the page's otherwise.
    out.push_str("</div>\n<section class=\"text\">\n");
    let text = tables::scrolling(offprint_html::blocks_to_html(body, &options));
    let (text, pages) = if page_list { pages::marked(&text, around.position) } else { (text, 0) };
    out.push_str(&text);
    out.push_str("\n</section>\n");
    if let Some(link) = post.link.as_deref().and_then(links::outward_to_html) {
        let attributes = labels.attributes_within(&writing);
        let _ = writeln!(
            out,
            "<div class=\"source\">\n<p><span{attributes}>{}</span> {link}</p>\n</div>",
            labels.source
        );
    }
    out.push_str("</section>");
    (page::page(&Page { title, writing: &writing, class: "chapter", kind: "bodymatter", body: &out }), pages)
}

/// The title with its markup; `None` when there is nothing to see in it.
fn title_to_html(post: &Post, options: &Options<'_>) -> Option<String> {
    one_line(&post.title_text())?;
    let plain = |inline: &Inline| !matches!(inline, Inline::Link(_) | Inline::Image(_) | Inline::Note(_));
    post.title.value.iter().all(plain).then(|| offprint_html::inlines_to_html(&post.title.value, options))
}

fn byline_to_html(post: &Post, writing: &Writing, out: &mut String) {
    let authors: Vec<_> = post
        .author_names()
        .filter_map(one_line)
        .map(|name| format!("<bdi>{}</bdi>", escape(&name)))
        .collect();
    let date = page::showable(post.published.as_ref());
    if authors.is_empty() && date.is_none() {
        return;
    }
    out.push_str("<p class=\"byline\">");
    if !authors.is_empty() {
        let _ = write!(out, "<span class=\"author\">{}</span>", authors.join(", "));
    }
    if let Some(date) = date {
        let between = if authors.is_empty() { "" } else { " <span class=\"dot\">·</span> " };
        let _ = write!(out, "{between}{}", page::time(date, writing));
    }
    out.push_str("</p>\n");
}

/// What the writer asks of the book while it writes a chapter.
pub(crate) struct Around<'a> {
    position: usize,
    edition: &'a EditionInfo,
    shelf: &'a Shelf<'a>,
    link: Option<&'a str>,
    /// The language of the text.
    language: &'a Language,
    anchors: &'a HashSet<String>,
    highlight: bool,
    found: RefCell<Found>,
}

impl<'a> Around<'a> {
    /// Around text that is the edition's own, no post's.
    pub(crate) fn of_edition(
        edition: &'a EditionInfo,
        shelf: &'a Shelf<'a>,
        anchors: &'a HashSet<String>,
        highlight: bool,
    ) -> Self {
        let (position, link, found) = (usize::MAX, None, RefCell::default());
        let language = &edition.language;
        Self { position, edition, shelf, link, language, anchors, highlight, found }
    }

    fn options(&self) -> Options<'_> {
        Options {
            syntax: Syntax::Xhtml,
            id_prefix: ID_PREFIX,
            notes: Notes::Popups,
            // A closed one cannot be opened on paper-like screens.
            details: DetailsAs::Open,
            media: MediaAs::Links,
            classes: true,
            styles: true,
            picture_label: offprint_html::picture_label(self.language),
            surroundings: self,
            ..Options::default()
        }
    }

    pub(crate) fn blocks_to_html(&self, body: &[Block]) -> String {
        offprint_html::blocks_to_html(body, &self.options())
    }

    /// What was written of these blocks, with what was met on the way.
    pub(crate) fn finish(self, body: &[Block], html: String, place: &Place) -> Matter {
        let found = self.found.into_inner();
        let (shown, without_alt) = found.counted(body, self.shelf);
        let diagnostics = found.lacks_to_diagnostics(place);
        let (crossings, pictures) = (found.crossings, found.pictures);
        Matter { html, crossings, pictures, shown, without_alt, diagnostics }
    }
}

/// What was met on the way.
#[derive(Default)]
struct Found {
    pictures: Vec<Arc<Picture>>,
    crossings: Vec<Crossing>,
    missing: Vec<String>,
    unfit: Vec<(String, Arc<ImageError>)>,
    remarks: Vec<(String, Remark)>,
}

impl Surroundings for Around<'_> {
    fn picture(&self, image: &Image) -> offprint_html::Picture {
        let mut found = self.found.borrow_mut();
        match self.shelf.picture(urls_of(image)) {
            Ok(picture) => {
                let answer = sized(image, &picture);
                if !found.pictures.iter().any(|known| known.path == picture.path) {
                    if let Some(remark) = &picture.remark {
                        found.remarks.push((image.url.clone(), remark.clone()));
                    }
                    found.pictures.push(picture);
                }
                answer
            }
            Err(lack) => {
                let url = &image.url;
                match lack {
                    Lack::Missing if !found.missing.contains(url) => found.missing.push(url.clone()),
                    Lack::Unfit(flaw) if !found.unfit.iter().any(|(known, _)| known == url) => {
                        found.unfit.push((url.clone(), flaw));
                    }
                    _ => {}
                }
                offprint_html::Picture::Missing
            }
        }
    }

    fn code(&self, code: &Code) -> Option<Vec<(Option<&'static str>, String)>> {
        let parts = self.highlight.then(|| offprint_highlight::parts(code)).flatten()?;
        Some(parts.into_iter().map(|(kind, text)| (kind.map(Kind::class), text)).collect())
    }

    fn link<'u>(&self, url: &'u str) -> Cow<'u, str> {
        let (address, anchor) =
            url.split_once('#').map_or((url, None), |(address, anchor)| (address, Some(anchor)));
        if address.is_empty() {
            // An anchor that the post does not have: the site may.
            return match self.link {
                Some(link) => Cow::Owned(format!("{}{url}", link.split('#').next().unwrap_or(link))),
                None => Cow::Borrowed(""),
            };
        }
        let Some(target) = self.edition.entry_of(url) else {
            // Nothing is no link: the text stands alone.
            return Cow::Borrowed(if links::has_sound_host(url) { url } else { "" });
        };
        let anchor = anchor.and_then(links::anchor_of);
        if target == self.position {
            return match anchor {
                // The chapter has no such place; the post's page on the web may.
                Some(anchor) if !self.anchors.contains(&anchor) => Cow::Borrowed(url),
                own => Cow::Owned(links::href(target, own.as_deref())),
            };
        }
        let href = links::href(target, anchor.as_deref());
        let crossing = Crossing { target, anchor };
        let mut found = self.found.borrow_mut();
        if !found.crossings.contains(&crossing) {
            found.crossings.push(crossing);
        }
        Cow::Owned(href)
    }
}

fn urls_of(image: &Image) -> impl Iterator<Item = &str> {
    std::iter::once(&*image.url).chain(image.large.as_deref())
}

/// The size that the model says, where it is of the picture's shape and does not enlarge it; else the picture's.
fn sized(image: &Image, picture: &Picture) -> offprint_html::Picture {
    let src = picture.path.clone();
    if let (Some(width @ 1..), Some(height @ 1..)) = (image.width, image.height) {
        let across = u64::from(width) * u64::from(picture.height);
        let down = u64::from(height) * u64::from(picture.width);
        if width <= picture.width && across.abs_diff(down) * 20 <= across {
            return offprint_html::Picture::At { src };
        }
    }
    offprint_html::Picture::Sized { src, width: picture.width, height: picture.height }
}

impl Found {
    /// How many pictures the page shows, and how many of them the author gave no alternative text. Stills of films
    /// count as shown only: their links' texts say what they are.
    fn counted(&self, body: &[Block], shelf: &Shelf<'_>) -> (usize, usize) {
        struct Count<'a> {
            shelf: &'a Shelf<'a>,
            shown: usize,
            without_alt: usize,
        }
        impl Visitor for Count<'_> {
            fn image(&mut self, image: &Image) {
                if self.shelf.picture(urls_of(image)).is_ok() {
                    self.shown += 1;
                    self.without_alt += usize::from(image.alt.is_none());
                }
            }
        }
        let mut count = Count { shelf, shown: 0, without_alt: 0 };
        if !self.pictures.is_empty() {
            walk_blocks(&mut count, body);
        }
        (count.shown.max(self.pictures.len()), count.without_alt)
    }

    fn lacks_to_diagnostics(&self, place: &Place) -> Vec<Diagnostic> {
        let mut said = Vec::new();
        if let Some(first) = self.missing.first() {
            let message = match self.missing.len() {
                1 => format!("the picture `{first}` is not at hand"),
                count => format!("{count} pictures are not at hand, `{first}` first"),
            };
            let hint = "give the folder of the site's pictures (`--media`); \
                        their alternative texts and links stand for them";
            said.push(Diagnostic::new(codes::MEDIA_MISSING, place, message).hint(hint));
        }
        for (url, Remark { code, message }) in &self.remarks {
            said.push(Diagnostic::new(*code, place, format!("the picture `{url}`: {message}")));
        }
        for (url, flaw) in &self.unfit {
            let message = format!("the picture `{url}` is not in the book: {flaw}");
            let hint = "replace the file with a whole JPEG, PNG, GIF, WebP, AVIF or SVG; \
                        its alternative text and link stand for it";
            let diagnostic = Diagnostic::new(flaw.code(), place, message).hint(hint);
            said.push(diagnostic.caused_by(Arc::clone(flaw)));
        }
        said
    }
}
