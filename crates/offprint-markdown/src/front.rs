//! What the editor puts before the posts, and before those of a section; lists of posts that tell how they begin.

use crate::{
    body::{Standing, post_to_text, words_to_heading, words_to_line},
    links::Links,
    options::{MarkdownOptions, Style},
};
use offprint_core::{Block, EditionInfo, Inline, Link, Post};

/// Where the edition's own text stands.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) edition: &'a EditionInfo,
    pub(crate) options: &'a MarkdownOptions,
    /// What is known of files around.
    pub(crate) links: Option<&'a Links<'a>>,
    /// The level of the headings above it.
    pub(crate) level: u8,
}

impl Around<'_> {
    /// The editor's note under its title; empty when there is none.
    pub(crate) fn note(&self) -> String {
        let Some(note) = &self.edition.front.note else { return String::new() };
        let mut text = self.heading(self.edition.note_title());
        text.push_str(&self.below(&self.blocks(&note.body, "editors-note")));
        text
    }

    /// What the editor says of the section at this place; empty when that is nothing.
    pub(crate) fn introduction(&self, section: usize) -> String {
        let introduction =
            self.edition.sections.get(section).map_or(&[][..], |section| &section.introduction);
        self.below(&self.blocks(introduction, &format!("section-{}", section + 1)))
    }

    /// The highlights under their title, as items that `link` makes of entries; empty when there are none.
    pub(crate) fn highlights(&self, link: &dyn Fn(usize) -> Option<String>) -> String {
        let items =
            self.edition.front.highlights.iter().filter_map(|&place| self.item(place, &link(place)?, true));
        let items: Vec<String> = items.collect();
        if items.is_empty() {
            return String::new();
        }
        let mut text = self.heading(self.edition.front_words().highlights);
        text.push_str(&self.below(&items.join("\n")));
        text
    }

    /// An item of a list: what leads to the post, and how it begins.
    pub(crate) fn item(&self, place: usize, link: &str, excerpt: bool) -> Option<String> {
        let entry = self.edition.entries.get(place)?;
        let excerpt = entry.excerpt.as_ref().filter(|_| excerpt).map(|excerpt| {
            let words = words_to_line(&[Inline::Text(excerpt.to_string())], self.style());
            format!("\n{}", words.lines().map(|line| format!("  {line}\n")).collect::<String>())
        });
        Some(format!("- {link}\n{}", excerpt.unwrap_or_default()))
    }

    /// A heading at the level of the edition's own parts.
    pub(crate) fn heading(&self, words: &str) -> String {
        words_to_heading(words, usize::from(self.level), self.style())
    }

    fn style(&self) -> Style {
        self.options.style()
    }

    fn blocks(&self, blocks: &[Block], label: &str) -> String {
        let post = Post { body: blocks.to_vec(), ..Post::default() };
        let (style, links, shift) = (self.style(), self.links, self.level - 1);
        post_to_text(&post, Standing { style, links, label: Some(label), shift })
    }

    /// The text, parted from what stands above.
    fn below(&self, text: &str) -> String {
        if text.is_empty() { String::new() } else { format!("\n{text}") }
    }
}

/// A link to a place of the same file, or its words alone where headings can have no name.
pub(crate) fn link_within(title: &str, id: Option<&str>, style: Style) -> String {
    let words = vec![Inline::Text(title.to_owned())];
    let words = match id {
        Some(id) => vec![Inline::Link(Link { url: format!("#{id}"), title: None, content: words })],
        None => words,
    };
    words_to_line(&words, style)
}

/// Whether anything stands before the posts or those of a section.
pub(crate) fn is_any(edition: &EditionInfo) -> bool {
    !edition.front.is_empty() || edition.sections.iter().any(|section| !section.introduction.is_empty())
}
