//! What the editor puts before the posts: note, highlights, contents that tell how posts begin; and before those of a
//! section.

use crate::chapter::{About, Around, Crossing};
use crate::contents::{Landmark, Node};
use crate::labels::Labels;
use crate::line::{escape, one_line};
use crate::page::{self, Page, Writing, language_attributes};
use crate::pictures::{Picture, Shelf};
use crate::plan::Leaf;
use crate::{EpubOptions, names, outline, tables};
use offprint_core::{Block, Diagnostic, EditionInfo, Place, Post};
use std::fmt::Write;
use std::sync::Arc;

/// Blocks of the edition's own as XHTML, and what the book has to know of them.
#[derive(Debug, Default)]
pub(crate) struct Matter {
    pub(crate) html: String,
    pub(crate) crossings: Vec<Crossing>,
    pub(crate) pictures: Vec<Arc<Picture>>,
    /// Pictures shown, and how many of them have no alternative text.
    pub(crate) shown: usize,
    pub(crate) without_alt: usize,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The editor's text; `named` is what messages call it.
pub(crate) fn blocks_to_matter(
    body: &[Block],
    named: &str,
    edition: &EditionInfo,
    shelf: &Shelf<'_>,
    options: &EpubOptions,
) -> Matter {
    if body.is_empty() {
        return Matter::default();
    }
    let post = Post { body: body.to_vec(), ..Post::default() };
    let outline = outline::outline(&post);
    let around = Around::of_edition(edition, shelf, &outline.anchors, options.highlight);
    let html = tables::scrolling(around.blocks_to_html(&outline.body));
    around.finish(&outline.body, html, &Place::default().within(named))
}

/// The pages before the contents, in order: their names and their titles.
pub(crate) fn before_contents(edition: &EditionInfo) -> Vec<(&'static str, String)> {
    let mut pages = Vec::new();
    if edition.front.note.is_some() {
        pages.push((names::NOTE, note_title(edition)));
    }
    if !edition.front.highlights.is_empty() {
        pages.push((names::HIGHLIGHTS, edition.front_words().highlights.to_owned()));
    }
    pages
}

fn note_title(edition: &EditionInfo) -> String {
    one_line(edition.note_title()).unwrap_or_else(|| edition.front_words().note.to_owned())
}

/// The entries of the contents that lead to these pages.
pub(crate) fn nodes(edition: &EditionInfo) -> Vec<Node> {
    let node = |(name, label): (&str, String)| Node { label, href: name.to_owned(), ..Node::default() };
    before_contents(edition).into_iter().map(node).collect()
}

/// The landmarks that lead to them.
pub(crate) fn landmarks(edition: &EditionInfo) -> Vec<Landmark> {
    let of_note = |&(name, _): &(&str, String)| name == names::NOTE;
    let landmark =
        |(name, label): (&str, String)| Landmark { kind: "foreword", label, href: name.to_owned() };
    before_contents(edition).into_iter().filter(of_note).map(landmark).collect()
}

/// The attributes of words that offprint has for what stands before the posts.
fn attributes(edition: &EditionInfo) -> String {
    Labels::of(&edition.language).attributes_within(&Writing::of_edition(edition))
}

/// The page of the editor's note.
pub(crate) fn note_to_page(matter: &str, edition: &EditionInfo) -> String {
    let title = note_title(edition);
    let own = edition.front.note.as_ref().is_some_and(|note| note.title.is_some());
    let attributes = if own { String::new() } else { attributes(edition) };
    let body = format!(
        "<section epub:type=\"foreword\" role=\"doc-foreword\" class=\"foreword\" aria-labelledby=\"title\">\n\
         <h1 id=\"title\"{attributes}>{}</h1>\n{matter}\n</section>",
        escape(&title)
    );
    let writing = &Writing::of_edition(edition);
    page::page(&Page { title: &title, writing, class: "front", kind: "frontmatter", body: &body })
}

/// The page of the highlights: those of them that are in the book.
pub(crate) fn highlights_to_page(chapters: &[About], edition: &EditionInfo) -> String {
    let title = edition.front_words().highlights;
    let mut body = format!(
        "<section class=\"highlights\" aria-labelledby=\"title\">\n<h1 id=\"title\"{}>{title}</h1>\n\
         <ul class=\"entries\">\n",
        attributes(edition)
    );
    for about in edition.front.highlights.iter().filter_map(|&place| chapter_at(chapters, place)) {
        entry(about, edition, &mut body);
    }
    body.push_str("</ul>\n</section>");
    let writing = &Writing::of_edition(edition);
    page::page(&Page { title, writing, class: "front", kind: "frontmatter", body: &body })
}

/// The contents that tell how posts begin: a page for readers, beside the list for their devices.
pub(crate) fn overview_to_page(leaves: &[Leaf<'_>], chapters: &[About], edition: &EditionInfo) -> String {
    let labels = Labels::of(&edition.language);
    let mut body = format!(
        "<section role=\"doc-toc\" class=\"overview\" aria-labelledby=\"title\">\n<h1 id=\"title\"{}>{}</h1>\n",
        attributes(edition),
        labels.contents
    );
    let (mut section, mut open, mut end) = (None, false, usize::MAX);
    for leaf in leaves {
        match leaf {
            Leaf::Part(index, title) => {
                if open {
                    close(section, chapters, edition, &mut body);
                }
                (section, open) = (Some(*index), false);
                end = edition.sections.iter().take(index + 1).map(|section| section.posts).sum();
                let title = one_line(title).unwrap_or_default();
                let _ = writeln!(body, "<h2><a href=\"{}\">{}</a></h2>", leaf.name(), escape(&title));
            }
            Leaf::Chapter(about) => {
                // Posts without a section stand apart from those of the section before.
                if open && about.position >= end {
                    close(section, chapters, edition, &mut body);
                    body.push_str("<hr/>\n");
                    (section, open, end) = (None, false, usize::MAX);
                }
                body.push_str(if open { "" } else { "<ul class=\"entries\">\n" });
                open = true;
                entry(about, edition, &mut body);
            }
        }
    }
    if open {
        close(section, chapters, edition, &mut body);
    }
    body.push_str("</section>");
    let (title, writing) = (labels.contents, &Writing::of_edition(edition));
    page::page(&Page { title, writing, class: "contents", kind: "frontmatter", body: &body })
}

/// Ends the list of a section, with the posts of other sections that belong to it as well.
fn close(section: Option<usize>, chapters: &[About], edition: &EditionInfo, out: &mut String) {
    let places =
        section.and_then(|at| edition.sections.get(at)).map_or(&[][..], |section| &section.references);
    for about in places.iter().filter_map(|&place| chapter_at(chapters, place)) {
        let attributes = language_attributes(about.writing.as_ref());
        let (href, title) = (names::chapter(about.position), escape(&about.title));
        let _ =
            writeln!(out, "<li{attributes}><p class=\"entry also\"><a href=\"{href}\">{title}</a></p></li>");
    }
    out.push_str("</ul>\n");
}

fn chapter_at(chapters: &[About], place: usize) -> Option<&About> {
    chapters.binary_search_by_key(&place, |about| about.position).ok().map(|at| &chapters[at])
}

/// A post in a list: its title, and how it begins.
fn entry(about: &About, edition: &EditionInfo, out: &mut String) {
    let attributes = language_attributes(about.writing.as_ref());
    let href = names::chapter(about.position);
    let _ = write!(
        out,
        "<li{attributes}>\n<p class=\"entry\"><a href=\"{href}\">{}</a></p>\n",
        escape(&about.title)
    );
    let known = edition.entries.get(about.position).and_then(|entry| entry.excerpt.as_deref());
    if let Some(excerpt) = known.and_then(one_line) {
        let _ = writeln!(out, "<p class=\"excerpt\">{}</p>", escape(&excerpt));
    }
    out.push_str("</li>\n");
}
