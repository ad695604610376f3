//! A post and what is known about it.

use super::{Block, DateTime, Direction, Image, Inline, Language, inlines_text};
use crate::diagnostic::Place;
use crate::edition::EditionInfo;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A value, and whether it was read or made from something else.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Whether the input did not say it and offprint made it from something near: a term's name from its slug, a
    /// title from the first words.
    #[serde(default)]
    pub derived: bool,
}

impl<T> Sourced<T> {
    /// A value that the input says.
    pub fn read(value: T) -> Self {
        Self { value, derived: false }
    }

    /// A value made from something near.
    pub fn derived(value: T) -> Self {
        Self { value, derived: true }
    }
}

/// One WordPress post, page or entry of a custom type, cleaned.
///
/// | field | RSS 2.0 | Atom | JSON Feed | Markdown front matter | EPUB | PDF |
/// |---|---|---|---|---|---|---|
/// | `title` | `title` | `title` | `title` | `title` | chapter heading, nav | heading, outline, contents |
/// | `link` | `link` | `link[rel=alternate]` | `url` | `link` | source line, credits | source line |
/// | `kind`, `id`, `published` | `guid` | `id` | `id` | – | – | – |
/// | `published` | `pubDate` | `published` | `date_published` | `date` | byline | byline |
/// | `modified` | `atom:updated` | `updated` | `date_modified` | `lastmod` | – | – |
/// | `authors` | `dc:creator` | `author` | `authors` | `authors` | byline, `dc:creator` | byline |
/// | `terms` | `category` | `category` | `tags` | one key a taxonomy | `dc:subject` | – |
/// | `excerpt` | `description` | `summary` | `summary` | `description` | – | – |
/// | `featured` | `media:thumbnail` | – | `image` | `image` | – | – |
/// | `comments` | `slash:comments` | `thr:total` | `_offprint` | – | – | – |
/// | `language` | – | `xml:lang` | `language` | `language` | `xml:lang` | `Lang` |
/// | `body` | `content:encoded` | `content` | `content_html` | the text | the chapter | the pages |
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Post {
    /// WordPress's number; unique within a site.
    pub id: Option<u64>,
    /// The site's address, without a slash at the end: `https://example.org/blog`.
    pub site: Option<String>,
    /// WordPress's post type: `post`, `page`, `news-archive`.
    pub kind: String,
    /// Whether it is public.
    pub status: Status,
    /// Whether a password guards it.
    pub protected: bool,
    /// The slug, percent-decoded; the id when WordPress has none.
    pub slug: String,
    /// The canonical address; `None` for posts that have no public one.
    pub link: Option<String>,
    /// WordPress's opaque, lasting identifier. It looks like an address and must never be used as one.
    pub guid: Option<String>,
    /// The title; may hold markup. Derived from the first words or the slug when the post has none.
    pub title: Sourced<Vec<Inline>>,
    /// When it was published.
    pub published: Option<DateTime>,
    /// When it was last changed.
    pub modified: Option<DateTime>,
    /// Who wrote it; empty when the input names nobody.
    pub authors: Vec<Author>,
    /// The terms of all its taxonomies, in the order of the source.
    pub terms: Vec<Term>,
    /// The summary; `None` when there is no text to make one from.
    pub excerpt: Option<Sourced<String>>,
    /// The featured picture, if the input describes it.
    pub featured: Option<Image>,
    /// The language: as the post or its site states it, else derived from the text; `und` when the text does not tell
    /// either. `None` means the edition's language: text by an editor.
    pub language: Option<Sourced<Language>>,
    /// The direction, where it is not the language's.
    pub direction: Option<Direction>,
    /// How many comments it has, when the input says it or holds them.
    pub comments: Option<u32>,
    /// Position among pages (`menu_order`).
    pub menu_order: i64,
    /// Whether it is kept at the top of the site.
    pub sticky: bool,
    /// The post format, if not `standard`: `aside`, `gallery`…
    pub format: Option<String>,
    /// The text.
    pub body: Vec<Block>,
    /// Fields of plugins (`meta`, `acf`) as they came.
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    pub meta: serde_json::Map<String, serde_json::Value>,
    /// Where it was read.
    pub provenance: Provenance,
}

impl Post {
    /// The title as plain text, on one line.
    pub fn title_text(&self) -> String {
        inlines_text(&self.title.value)
    }

    /// The post's language, else the edition's.
    pub fn language_or<'a>(&'a self, edition: &'a Language) -> &'a Language {
        self.language.as_ref().map_or(edition, |language| &language.value)
    }

    /// The post's direction, else the edition's.
    pub fn direction_or(&self, edition: &EditionInfo) -> Direction {
        match (self.direction, &self.language) {
            (Some(direction), _) => direction,
            (None, Some(language)) => language.value.direction(),
            (None, None) => edition.direction(),
        }
    }

    /// What diagnostics call it: the slug, else the id.
    pub fn label(&self) -> String {
        match (&*self.slug, self.id) {
            ("", Some(id)) => id.to_string(),
            ("", None) => "(untitled)".to_owned(),
            (slug, _) => slug.to_owned(),
        }
    }

    /// Where diagnostics say that it is.
    pub fn place(&self) -> Place {
        Place::file(&*self.provenance.origin).at(&self.provenance.pointer).within(self.label())
    }

    /// The names of its known authors.
    pub fn author_names(&self) -> impl Iterator<Item = &str> {
        self.authors.iter().filter_map(|author| author.name.as_deref())
    }
}

/// WordPress's post status.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Public.
    #[default]
    Publish,
    /// To be public later.
    Future,
    /// Not finished.
    Draft,
    /// Waiting for review.
    Pending,
    /// For members only.
    Private,
    /// As its parent (attachments).
    Inherit,
    /// A plugin's own.
    Other(String),
}

impl Status {
    /// From WordPress's name.
    pub fn parse(name: &str) -> Self {
        match name {
            "publish" => Self::Publish,
            "future" => Self::Future,
            "draft" | "auto-draft" => Self::Draft,
            "pending" => Self::Pending,
            "private" => Self::Private,
            "inherit" => Self::Inherit,
            other => Self::Other(other.to_owned()),
        }
    }

    /// WordPress's name.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Publish => "publish",
            Self::Future => "future",
            Self::Draft => "draft",
            Self::Pending => "pending",
            Self::Private => "private",
            Self::Inherit => "inherit",
            Self::Other(name) => name,
        }
    }
}

/// Who wrote a post.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Author {
    /// WordPress's number.
    pub id: Option<u64>,
    /// The name to show; `None` when the input gives only the number.
    pub name: Option<String>,
    /// The name in addresses, percent-decoded.
    pub slug: Option<String>,
    /// The author's page.
    pub url: Option<String>,
}

/// A term of a taxonomy.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Term {
    /// The taxonomy's name: `category`, `post_tag`, `news-type`.
    pub taxonomy: String,
    /// WordPress's number.
    pub id: Option<u64>,
    /// The name in addresses, percent-decoded.
    pub slug: Option<String>,
    /// The name to show; derived when made from the slug, empty when the input gives only the number.
    pub name: Sourced<String>,
    /// The term's page.
    pub link: Option<String>,
}

/// Where a post was read.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Provenance {
    /// The file's name as the user gave it, or `-` for standard input.
    pub origin: String,
    /// A JSON pointer to the post in that file; empty when the file is the post.
    pub pointer: String,
}
