//! What an export says of its site: addresses, authors, terms.

use super::element::{self, Element, Prefixes, Problem};
use std::collections::HashMap;

/// The facts of an export's channel.
#[derive(Debug, Clone, Default)]
pub struct Channel {
    pub(super) prefixes: Prefixes,
    /// The site's title, HTML-escaped.
    pub(crate) title: Option<String>,
    /// The site's address, without a slash at the end.
    pub(crate) url: Option<String>,
    /// The site's language as it says it: `en-US`.
    pub(crate) language: Option<String>,
    /// `wp:wxr_version`, if the file has one: `1.2`.
    pub(crate) version: Option<String>,
    /// By login.
    pub(super) authors: HashMap<String, WxrAuthor>,
    /// By taxonomy and slug: the number, if the file tells it, and the HTML-escaped name.
    pub(super) terms: HashMap<(String, String), (Option<u64>, String)>,
    generator: bool,
    is_feed: bool,
}

/// An author of an export; e-mail addresses are not read.
#[derive(Debug, Clone, Default)]
pub(super) struct WxrAuthor {
    pub(super) id: Option<u64>,
    pub(super) name: Option<String>,
}

impl Channel {
    /// Takes in what stands outside the items; what is wrong is told.
    pub fn read(&mut self, xml: &str) -> Option<Problem> {
        if xml.trim().is_empty() {
            return None;
        }
        let (elements, problem) = element::parse(xml, &mut self.prefixes);
        elements.iter().for_each(|element| self.take(element));
        // The tail holds ends alone; the head lacks its own.
        problem.filter(|_| !elements.is_empty())
    }

    /// Whether this is an export of WordPress's, not some other feed.
    pub fn is_export(&self) -> bool {
        self.version.is_some() || self.prefixes.of_exports()
    }

    /// Whether it is a feed at all.
    pub fn is_feed(&self) -> bool {
        self.is_feed
    }

    fn take(&mut self, element: &Element) {
        let once = |slot: &mut Option<String>| {
            let text = element.text.trim();
            if slot.is_none() && !text.is_empty() {
                *slot = Some(text.to_owned());
            }
        };
        match element.name.as_str() {
            "wp:author" => {
                if let Some(login) = element.text_of("wp:author_login") {
                    let id = element.text_of("wp:author_id").and_then(|id| id.parse().ok());
                    let name = element.text_of("wp:author_display_name").map(str::to_owned);
                    self.authors.insert(login.to_owned(), WxrAuthor { id, name });
                }
            }
            "wp:category" => {
                self.term(element, Some("category"), &["wp:category_nicename"], &["wp:cat_name"]);
            }
            "wp:tag" => self.term(element, Some("post_tag"), &["wp:tag_slug"], &["wp:tag_name"]),
            "wp:term" => self.term(element, None, &["wp:term_slug"], &["wp:term_name"]),
            // The title of the site's own picture is not the site's.
            "image" => {}
            "title" => once(&mut self.title),
            "language" => once(&mut self.language),
            "wp:wxr_version" => once(&mut self.version),
            "wp:base_blog_url" => self.url = address(&element.text).or(self.url.take()),
            "wp:base_site_url" | "link" if self.url.is_none() => self.url = address(&element.text),
            "generator" => self.generator = element.text.contains("wordpress"),
            name => {
                self.is_feed |= matches!(name, "rss" | "rdf:RDF" | "channel");
                element.children.iter().for_each(|child| self.take(child));
            }
        }
    }

    fn term(&mut self, element: &Element, taxonomy: Option<&str>, slugs: &[&str], names: &[&str]) {
        let first = |of: &[&str]| of.iter().find_map(|name| element.text_of(name));
        let Some(taxonomy) = taxonomy.or_else(|| element.text_of("wp:term_taxonomy")) else { return };
        let Some(slug) = first(slugs) else { return };
        let id = element.text_of("wp:term_id").and_then(|id| id.parse().ok()).filter(|id| *id != 0);
        let name = first(names).unwrap_or(slug).to_owned();
        self.terms.insert((taxonomy.to_owned(), slug.to_owned()), (id, name));
    }
}

fn address(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('/');
    text.starts_with("http").then(|| text.to_owned())
}
