//! What the input does not say of posts: told once for all of them, with what to do about it.

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::html::urls;
use crate::model::{
    Block, Image, Inline, Link, Post, Visitor, walk_block, walk_blocks, walk_inline, walk_inlines,
};
use std::collections::BTreeSet;

/// What the input does not say of a post, or of several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unknown {
    /// How many URLs of links, pictures and other files are relative, because the site's URL is not known.
    pub relative_urls: usize,
    /// Taxonomies and numbers of terms without a name.
    pub terms: BTreeSet<(String, u64)>,
    /// Numbers of authors without a name.
    pub authors: BTreeSet<u64>,
}

impl Unknown {
    /// Looks through a post.
    pub(super) fn of(post: &Post) -> Self {
        let nameless = post.terms.iter().filter(|term| term.name.value.is_empty());
        let authors = post.authors.iter().filter(|author| author.name.is_none());
        let mut relative = Relative(0);
        post.featured.iter().for_each(|image| relative.image(image));
        walk_blocks(&mut relative, &post.body);
        Self {
            relative_urls: relative.0,
            terms: nameless.filter_map(|term| Some((term.taxonomy.clone(), term.id?))).collect(),
            authors: authors.filter_map(|author| author.id).collect(),
        }
    }

    /// Adds what is not known of another post.
    pub fn absorb(&mut self, other: Self) {
        self.relative_urls += other.relative_urls;
        self.terms.extend(other.terms);
        self.authors.extend(other.authors);
    }

    /// Returns the diagnostics, one for each kind.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let place = Place::default();
        let mut all = Vec::new();
        if self.relative_urls > 0 {
            let message = format!(
                "{} relative, and the site's URL is not known: Markdown keeps them, other formats show their text",
                counted(self.relative_urls, "URL is", "URLs are")
            );
            let hint = "pass the site's URL with `--site-url`";
            all.push(Diagnostic::new(codes::SITE_URL_UNKNOWN, &place, message).hint(hint));
        }
        let without = match (self.terms.len(), self.authors.len()) {
            (0, 0) => return all,
            (terms, 0) => counted(terms, "term", "terms"),
            (0, authors) => counted(authors, "author", "authors"),
            (terms, authors) => {
                format!("{} and {}", counted(terms, "term", "terms"), counted(authors, "author", "authors"))
            }
        };
        let first = self.terms.first().map(|(taxonomy, id)| format!(" (first: {taxonomy} {id})"));
        let message = format!("the input has no name for {without}{}: left out", first.unwrap_or_default());
        // Authors without a name are common, and a site may keep them to itself.
        let code = if self.terms.is_empty() { codes::AUTHOR_NAME_MISSING } else { codes::TERM_NAME_MISSING };
        let hint = "add `_embed` to the request, or save the answers of `/wp-json/wp/v2/categories`, `tags` and \
                    `users` beside the posts";
        all.push(Diagnostic::new(code, &place, message).hint(hint));
        all
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Counts relative URLs.
struct Relative(usize);

impl Relative {
    fn count(&mut self, url: &str) {
        self.0 += usize::from(urls::is_relative(url));
    }
}

impl Visitor for Relative {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Media(media) => {
                self.count(&media.url);
                media.poster.iter().for_each(|url| self.count(url));
            }
            Block::Embed(embed) => self.count(&embed.url),
            Block::Figure(figure) => figure.link.iter().for_each(|url| self.count(url)),
            Block::Gallery(gallery) => {
                gallery
                    .figures
                    .iter()
                    .filter_map(|figure| figure.link.as_ref())
                    .for_each(|url| self.count(url));
            }
            _ => {}
        }
        walk_block(self, block);
    }

    fn inline(&mut self, inline: &Inline) {
        walk_inline(self, inline);
    }

    fn image(&mut self, image: &Image) {
        self.count(&image.url);
    }

    fn link(&mut self, link: &Link) {
        self.count(&link.url);
        walk_inlines(self, &link.content);
    }
}
