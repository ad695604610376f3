//! JSON Feed 1.1.

use crate::{
    feed::Feed,
    item::Item,
    sheet::{Frame, Sheet},
    text::clean,
};
use indexmap::IndexMap;
use offprint_core::{DateTime, Diagnostic, EditionInfo, Exporter, MediaStore, NoMedia, Post, Sink, Summary};
use serde::Serialize;

/// JSON Feed 1.1, in one file; the taxonomies of a post are in its `_offprint`.
pub struct JsonFeed<'a> {
    path: String,
    media: &'a dyn MediaStore,
}

impl Default for JsonFeed<'_> {
    /// `feed.json`, attachments without sizes.
    fn default() -> Self {
        Self { path: "feed.json".to_owned(), media: &NoMedia }
    }
}

impl<'a> JsonFeed<'a> {
    /// The same, in a file at this path of the output folder.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The same, with the type and size of every sound that this store holds.
    #[must_use]
    pub fn media<'b>(self, media: &'b dyn MediaStore) -> JsonFeed<'b> {
        JsonFeed { path: self.path, media }
    }
}

impl Exporter for JsonFeed<'_> {
    type Sheet = Sheet;

    fn render(&self, post: &Post, position: usize, edition: &EditionInfo) -> Result<Sheet, Diagnostic> {
        let item = Item::new(post, position, edition, self.media);
        let after = after_id(&item, edition).map_err(|error| {
            Diagnostic::error(&item.place, format!("the post cannot be written as JSON: {error}"))
        })?;
        let identifier = item.identifier.clone();
        Ok(Sheet::new(item, identifier, "\n    {\n      \"id\": ".to_owned(), after))
    }

    fn bind(
        &self,
        edition: &EditionInfo,
        sheets: &mut dyn Iterator<Item = Sheet>,
        out: &mut dyn Sink,
    ) -> Result<Summary, Diagnostic> {
        let frame = Frame {
            path: &self.path,
            head: head(edition, &self.path),
            date: None,
            newest: |_| String::new(),
            identifier: |identifier, _| serde_json::Value::from(identifier).to_string(),
            between: ",",
            tail: "\n  ]\n}\n",
        };
        frame.bind(sheets, out)
    }
}

#[derive(Serialize)]
struct JsonHead<'a> {
    version: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_page_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<JsonAuthor>,
    language: &'a str,
}

/// An item but for its `id`, which stands before these.
#[derive(Serialize)]
struct JsonItem<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    title: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<DateTime>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<JsonAuthor>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
    #[serde(rename = "_offprint", skip_serializing_if = "Option::is_none")]
    extension: Option<Extension>,
}

#[derive(Serialize)]
struct JsonAuthor {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
}

/// What JSON Feed has no name for.
#[derive(Serialize)]
struct Extension {
    /// The names of the terms of each taxonomy.
    taxonomies: IndexMap<String, Vec<String>>,
}

/// Everything before the first item.
fn head(edition: &EditionInfo, path: &str) -> String {
    let feed = Feed::new(edition, path);
    let head = JsonHead {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: feed.home.as_deref(),
        feed_url: feed.own.as_deref(),
        description: feed.subtitle.as_deref(),
        authors: feed.publisher.clone().map(|name| JsonAuthor { name, url: None }).into_iter().collect(),
        language: edition.language.as_str(),
    };
    let object = serde_json::to_string_pretty(&head).unwrap_or_default();
    format!("{},\n  \"items\": [", object.trim_end_matches(['\n', '}']))
}

fn after_id(item: &Item, edition: &EditionInfo) -> serde_json::Result<String> {
    let mut tags: Vec<String> = Vec::new();
    let mut taxonomies: IndexMap<String, Vec<String>> = IndexMap::new();
    for (taxonomy, _, name) in item.terms() {
        if !tags.contains(&name) {
            tags.push(name.clone());
        }
        taxonomies.entry(taxonomy).or_default().push(name);
    }
    let attachments = item.enclosures.iter().map(|sound| Attachment {
        url: &sound.url,
        mime_type: &sound.media_type,
        size_in_bytes: sound.length,
    });
    let content = clean(&item.content);
    let object = serde_json::to_string_pretty(&JsonItem {
        url: item.link.as_deref(),
        title: &item.title,
        content_html: &content,
        summary: item.summary.as_deref(),
        image: item.featured.as_ref().map(|(url, _)| url.as_str()),
        date_published: item.published,
        date_modified: item.modified,
        authors: item.authors().map(|author| JsonAuthor { name: author.name, url: author.url }).collect(),
        tags,
        language: item.post.language_or(&edition.language).as_str(),
        attachments: attachments.collect(),
        extension: (!taxonomies.is_empty()).then_some(Extension { taxonomies }),
    })?;
    // Four spaces further in, after the `id`. Text holds no newlines in JSON.
    let fields = object.strip_prefix('{').unwrap_or(&object);
    Ok(format!(",{}", fields.replace('\n', "\n    ")))
}
