//! RSS 2.0, by the RSS Advisory Board's specification and profile.

use crate::{
    feed::{Feed, epoch},
    item::Item,
    sheet::{Frame, Sheet},
    text::text_as_html,
    xml::Xml,
};
use offprint_core::{
    DateTime, Diagnostic, EditionInfo, Exporter, MediaStore, NoMedia, Place, Post, Sink, Summary,
};

/// RSS 2.0 with `content:encoded`, `dc:creator`, `atom:updated` and `media:thumbnail`, in one file.
pub struct Rss<'a> {
    path: String,
    media: &'a dyn MediaStore,
}

impl Default for Rss<'_> {
    /// `feed.rss`, without enclosures.
    fn default() -> Self {
        Self { path: "feed.rss".to_owned(), media: &NoMedia }
    }
}

impl<'a> Rss<'a> {
    /// The same, in a file at this path of the output folder.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The same, with an enclosure for the first sound of a post that this store holds.
    #[must_use]
    pub fn media<'b>(self, media: &'b dyn MediaStore) -> Rss<'b> {
        Rss { path: self.path, media }
    }
}

impl Exporter for Rss<'_> {
    type Sheet = Sheet;

    fn render(&self, post: &Post, position: usize, edition: &EditionInfo) -> Result<Sheet, Diagnostic> {
        let item = Item::new(post, position, edition, self.media);
        let before = before_guid(&item);
        let after = after_guid(&item);
        let identifier = item.identifier.clone();
        Ok(Sheet::new(item, identifier, before, after))
    }

    fn bind(
        &self,
        edition: &EditionInfo,
        sheets: &mut dyn Iterator<Item = Sheet>,
        out: &mut dyn Sink,
    ) -> Result<Summary, Diagnostic> {
        let mut diagnostics = Vec::new();
        let (head, gap) = head(edition, &self.path, &mut diagnostics);
        let frame = Frame {
            path: &self.path,
            head,
            date: Some((gap, String::new())),
            newest: build_date,
            identifier: guid,
            between: "",
            tail: "  </channel>\n</rss>\n",
        };
        let mut summary = frame.bind(sheets, out)?;
        diagnostics.append(&mut summary.diagnostics);
        Ok(Summary { diagnostics, ..summary })
    }
}

const NAMESPACES: [(&str, &str); 5] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:media", "http://search.yahoo.com/mrss/"),
];

/// Everything before the first item, and where the date of the newest post goes.
fn head(edition: &EditionInfo, path: &str, diagnostics: &mut Vec<Diagnostic>) -> (String, usize) {
    let feed = Feed::new(edition, path);
    let mut xml = Xml::document();
    xml.open("rss", &NAMESPACES);
    xml.open("channel", &[]);
    xml.element("title", &[], &feed.title);
    let home = feed.home_or_origin(edition).unwrap_or_else(|| {
        let told = Diagnostic::warning(&Place::file(path), "the feed has no address of a site to name");
        diagnostics.push(told.hint("say where the posts are published: RSS readers want a link"));
        "http://localhost/".to_owned()
    });
    xml.element("link", &[], &home);
    xml.element("description", &[], &text_as_html(feed.subtitle.as_ref().unwrap_or(&feed.title)));
    xml.element("language", &[], edition.language.as_str());
    let gap = xml.gap(&build_date(epoch()));
    xml.element("generator", &[], concat!("offprint ", env!("CARGO_PKG_VERSION")));
    xml.element("docs", &[], "https://www.rssboard.org/rss-specification");
    if let Some(own) = &feed.own {
        xml.empty("atom:link", &[("href", own), ("rel", "self"), ("type", "application/rss+xml")]);
    }
    (xml.finish(), gap)
}

fn build_date(date: DateTime) -> String {
    format!("<lastBuildDate>{}</lastBuildDate>", date.rfc822())
}

fn guid(identifier: &str, permalink: bool) -> String {
    let mut xml = Xml::piece(3);
    xml.element("guid", &[("isPermaLink", if permalink { "true" } else { "false" })], identifier);
    xml.finish()
}

fn before_guid(item: &Item) -> String {
    let mut xml = Xml::piece(2);
    xml.open("item", &[]);
    xml.element("title", &[], &item.title);
    if let Some(link) = &item.link {
        xml.element("link", &[], link);
    }
    xml.finish()
}

fn after_guid(item: &Item) -> String {
    let mut xml = Xml::piece(3);
    if let Some(published) = item.published {
        xml.element("pubDate", &[], &published.rfc822());
    }
    if let Some(modified) = item.modified {
        xml.element("atom:updated", &[], &modified.rfc3339());
    }
    for author in item.authors() {
        xml.element("dc:creator", &[], &author.name);
    }
    for (taxonomy, _, name) in item.terms() {
        xml.element("category", &[("domain", &taxonomy)], &name);
    }
    // Before the content, or readers may take the content for it (RSS profile, content:encoded).
    xml.element("description", &[], &text_as_html(item.summary.as_deref().unwrap_or_default()));
    if !item.content.is_empty() {
        xml.html("content:encoded", &[], &item.content);
    }
    let enclosure = item.enclosures.iter().find_map(|sound| Some((sound, sound.length?.to_string())));
    if let Some((sound, length)) = enclosure {
        let attributes = [("url", &*sound.url), ("length", &length), ("type", &sound.media_type)];
        xml.empty("enclosure", &attributes);
    }
    if let Some((url, image)) = &item.featured {
        let sizes = [("width", image.width), ("height", image.height)];
        let sizes = sizes.map(|(name, size)| (name, size.unwrap_or_default().to_string()));
        let sizes = sizes.iter().filter(|(_, size)| size != "0").map(|(name, size)| (*name, size.as_str()));
        let attributes: Vec<_> = std::iter::once(("url", url.as_str())).chain(sizes).collect();
        xml.empty("media:thumbnail", &attributes);
    }
    xml.close("item");
    xml.finish()
}
