//! JSON Feed 1.1.

use crate::{
    bind::{Binding, Frame},
    feed::Channel,
    front,
    item::{Item, own_language},
    options::FeedOptions,
    sheet::Sheet,
    text::clean,
};
use indexmap::{IndexMap, IndexSet};
use offprint_core::{
    DateTime, Diagnostic, EditionInfo, Exporter, Image, Language, MediaStore, NoMedia, Post, Sink, Summary,
    codes,
};
use serde::Serialize;

/// JSON Feed 1.1, in one file; the taxonomies of a post are in its `_offprint`.
pub struct JsonFeed<'a> {
    options: FeedOptions,
    media: &'a dyn MediaStore,
}

impl JsonFeed<'_> {
    /// An exporter with these options, without media.
    pub fn new(options: FeedOptions) -> Self {
        Self { options, media: &NoMedia }
    }

    /// The same, with the type and size of every sound that this store holds.
    #[must_use]
    pub fn media<'b>(self, media: &'b dyn MediaStore) -> JsonFeed<'b> {
        JsonFeed { options: self.options, media }
    }

    fn path(&self) -> &str {
        self.options.path.as_deref().unwrap_or("feed.json")
    }
}

impl Exporter for JsonFeed<'_> {
    type Plan<'e>
        = &'e EditionInfo
    where
        Self: 'e;
    type Sheet = Sheet;

    fn plan<'e>(&'e self, edition: &'e EditionInfo) -> Result<&'e EditionInfo, Diagnostic> {
        Ok(edition)
    }

    fn render(&self, edition: &&EditionInfo, post: &Post, position: usize) -> Result<Sheet, Diagnostic> {
        let item = Item::new(post, edition, &self.options, self.media, false);
        let after = after_id(&item, edition).map_err(|error| {
            let message = format!("the post cannot be written as JSON: {error}");
            Diagnostic::new(codes::POST_NOT_RENDERED, &item.place, message).caused_by(error)
        })?;
        let before = "\n    {\n      \"id\": ".to_owned();
        Ok(Sheet::new(&item, position, &self.options, before, after))
    }

    fn bind(
        &self,
        edition: &&EditionInfo,
        sheets: &mut dyn Iterator<Item = Sheet>,
        out: &mut dyn Sink,
    ) -> Result<Summary, Diagnostic> {
        // Style sheets are for XML.
        let options = FeedOptions { stylesheet: false, ..self.options.clone() };
        let front = front::sheet(edition, &options, |post| self.render(edition, post, 0))?;
        Binding { frame: self, path: self.path(), edition, options: &options, front }.bind(sheets, out)
    }
}

impl Frame for JsonFeed<'_> {
    fn head(
        &self,
        edition: &EditionInfo,
        channel: &Channel,
        _diagnostics: &mut Vec<Diagnostic>,
    ) -> (String, Option<usize>) {
        let author = |name: String| JsonAuthor { name, url: None };
        let head = JsonHead {
            version: "https://jsonfeed.org/version/1.1",
            title: &channel.title,
            home_page_url: channel.home.as_deref(),
            feed_url: channel.links.own.as_deref(),
            next_url: channel.links.next.as_deref(),
            description: channel.subtitle.as_deref(),
            icon: self.options.image.as_deref(),
            favicon: self.options.icon.as_deref(),
            authors: channel.publisher.clone().map(author).into_iter().collect(),
            language: edition.language.known().map(Language::as_str),
            hubs: self.options.hubs.iter().map(|url| Hub { kind: "WebSub", url }).collect(),
        };
        let object = serde_json::to_string_pretty(&head).unwrap_or_default();
        (format!("{},\n  \"items\": [", object.trim_end_matches(['\n', '}'])), None)
    }

    fn newest(&self, _date: DateTime) -> String {
        String::new()
    }

    fn identifier(&self, identifier: &str, _permalink: bool) -> String {
        serde_json::Value::from(identifier).to_string()
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn tail(&self, _edition: &EditionInfo, _channel: &Channel, _episodes: bool) -> String {
        "\n  ]\n}\n".to_owned()
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
    next_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    favicon: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<JsonAuthor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hubs: Vec<Hub<'a>>,
}

/// Where changes are told (WebSub).
#[derive(Serialize)]
struct Hub<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    url: &'a str,
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
    banner_image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<DateTime>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<JsonAuthor>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
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
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    taxonomies: IndexMap<String, Vec<String>>,
    /// How many comments there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    comments: Option<u32>,
}

fn extension(item: &Item<'_>, taxonomies: IndexMap<String, Vec<String>>) -> Option<Extension> {
    let comments = item.post.comments;
    (comments.is_some() || !taxonomies.is_empty()).then_some(Extension { taxonomies, comments })
}

/// At least 1200 pixels wide, and wider than high.
fn is_banner(image: &Image) -> bool {
    image.width.zip(image.height).is_some_and(|(width, height)| width >= 1200 && width > height)
}

fn after_id(item: &Item<'_>, edition: &EditionInfo) -> serde_json::Result<String> {
    let mut tags: IndexSet<String> = IndexSet::new();
    let mut taxonomies: IndexMap<String, Vec<String>> = IndexMap::new();
    for term in item.terms() {
        tags.insert(term.name.clone());
        taxonomies.entry(term.taxonomy).or_default().push(term.name);
    }
    let attachments = item.media.iter().map(|sound| Attachment {
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
        // A picture wide enough to stand above the text.
        banner_image: item
            .featured
            .as_ref()
            .filter(|(_, image)| is_banner(image))
            .map(|(url, _)| url.as_str()),
        date_published: item.published,
        date_modified: item.modified,
        authors: item.authors().map(|author| JsonAuthor { name: author.name, url: author.url }).collect(),
        tags: tags.into_iter().collect(),
        language: own_language(item.post, edition),
        attachments: attachments.collect(),
        extension: extension(item, taxonomies),
    })?;
    // Four spaces further in, after the `id`. Text holds no newlines in JSON.
    let fields = object.strip_prefix('{').unwrap_or(&object);
    Ok(format!(",{}", fields.replace('\n', "\n    ")))
}
