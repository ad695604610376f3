//! RSS 2.0, by the RSS Advisory Board's specification and profile.

use crate::{
    bind::{Binding, Frame},
    feed::Channel,
    front,
    item::{Attachment, Item},
    options::FeedOptions,
    sheet::Sheet,
    stylesheet,
    text::{as_html, epoch, host, web_address},
    xml::Xml,
};
use offprint_core::{
    DateTime, Diagnostic, EditionInfo, Exporter, MediaKind, MediaStore, NoMedia, Place, Post, Sink, Summary,
    codes,
};

/// RSS 2.0 with `content:encoded`, `dc:creator`, `atom:updated`, Media RSS, and the tags of podcasts.
pub struct Rss<'a> {
    options: FeedOptions,
    media: &'a dyn MediaStore,
}

impl Rss<'_> {
    /// An exporter with these options, without media.
    pub fn new(options: FeedOptions) -> Self {
        Self { options, media: &NoMedia }
    }

    /// The same, with an enclosure for the first sound of a post that this store holds.
    #[must_use]
    pub fn media<'b>(self, media: &'b dyn MediaStore) -> Rss<'b> {
        Rss { options: self.options, media }
    }

    fn path(&self) -> &str {
        self.options.path.as_deref().unwrap_or("feed.rss")
    }
}

impl Exporter for Rss<'_> {
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
        let (before, after) = (before_guid(&item), after_guid(&item, edition, &self.options));
        Ok(Sheet::new(&item, position, &self.options, before, after))
    }

    fn bind(
        &self,
        edition: &&EditionInfo,
        sheets: &mut dyn Iterator<Item = Sheet>,
        out: &mut dyn Sink,
    ) -> Result<Summary, Diagnostic> {
        let front = front::sheet(edition, &self.options, |post| self.render(edition, post, 0))?;
        Binding { frame: self, path: self.path(), edition, options: &self.options, front }.bind(sheets, out)
    }
}

const NAMESPACES: [(&str, &str); 8] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:fh", "http://purl.org/syndication/history/1.0"),
    ("xmlns:itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("xmlns:media", "http://search.yahoo.com/mrss/"),
    ("xmlns:slash", "http://purl.org/rss/1.0/modules/slash/"),
];

impl Frame for Rss<'_> {
    fn head(
        &self,
        edition: &EditionInfo,
        channel: &Channel,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (String, Option<usize>) {
        let mut xml = Xml::document();
        if self.options.stylesheet {
            xml.stylesheet(&stylesheet::href(&channel.path));
        }
        xml.open("rss", &NAMESPACES);
        xml.open("channel", &[]);
        xml.plain("title", &[], &channel.title);
        let home = channel.home.clone().or_else(|| channel.links.own.clone()).unwrap_or_else(|| {
            let place = Place::file(&channel.path);
            let message = "the feed has no address of a site to name";
            let told = Diagnostic::new(codes::FEED_LINK_MISSING, &place, message);
            diagnostics.push(told.hint("say where the posts are published: RSS readers want a link"));
            "http://localhost/".to_owned()
        });
        xml.element("link", &[], &home);
        xml.plain("description", &[], channel.subtitle.as_ref().unwrap_or(&channel.title));
        // RSS has no code for an unknown language.
        if let Some(language) = edition.language.known() {
            xml.element("language", &[], language.as_str());
        }
        if let Some(rights) = &self.options.rights {
            xml.plain("copyright", &[], rights);
        }
        let gap = xml.gap(&self.newest(epoch()));
        xml.element("generator", &[], concat!("offprint ", env!("CARGO_PKG_VERSION")));
        xml.element("docs", &[], "https://www.rssboard.org/rss-specification");
        if let Some(ttl) = self.options.ttl {
            xml.element("ttl", &[], &ttl.to_string());
        }
        if let Some(image) = &self.options.image {
            xml.open("image", &[]);
            xml.element("url", &[], image);
            xml.plain("title", &[], &channel.title);
            xml.element("link", &[], &home);
            xml.close("image");
        }
        for (rel, address) in channel.links.iter() {
            xml.empty("atom:link", &[("href", address), ("rel", rel), ("type", "application/rss+xml")]);
        }
        for hub in &self.options.hubs {
            xml.empty("atom:link", &[("href", hub), ("rel", "hub")]);
        }
        if channel.archive {
            xml.empty("fh:archive", &[]);
        } else if channel.complete {
            xml.empty("fh:complete", &[]);
        }
        (xml.finish(), Some(gap))
    }

    fn newest(&self, date: DateTime) -> String {
        format!("<lastBuildDate>{}</lastBuildDate>", date.rfc822())
    }

    fn identifier(&self, identifier: &str, permalink: bool) -> String {
        let mut xml = Xml::piece(3);
        xml.element("guid", &[("isPermaLink", if permalink { "true" } else { "false" })], identifier);
        xml.finish()
    }

    fn between(&self) -> &'static str {
        ""
    }

    /// What directories want to know of a podcast: known only when all items are.
    fn tail(&self, _edition: &EditionInfo, channel: &Channel, episodes: bool) -> String {
        let mut xml = Xml::piece(2);
        if episodes {
            let category = self.options.podcast_category.as_deref().unwrap_or("News");
            xml.plain("itunes:author", &[], &channel.author);
            xml.empty("itunes:category", &[("text", category)]);
            xml.element("itunes:explicit", &[], if self.options.explicit { "true" } else { "false" });
            if let Some(image) = self.options.image.as_deref().filter(|image| is_artwork(image)) {
                xml.empty("itunes:image", &[("href", image)]);
            }
        }
        format!("{}  </channel>\n</rss>\n", xml.finish())
    }
}

fn before_guid(item: &Item<'_>) -> String {
    let mut xml = Xml::piece(2);
    xml.open("item", &[]);
    xml.plain("title", &[], &item.title);
    if let Some(link) = &item.link {
        xml.element("link", &[], link);
    }
    xml.finish()
}

fn after_guid(item: &Item<'_>, edition: &EditionInfo, options: &FeedOptions) -> String {
    let mut xml = Xml::piece(3);
    if let Some(published) = item.published {
        xml.element("pubDate", &[], &published.rfc822());
    }
    if let Some(modified) = item.modified {
        xml.element("atom:updated", &[], &modified.rfc3339());
    }
    for author in item.authors() {
        xml.plain("dc:creator", &[], &author.name);
    }
    for term in item.terms() {
        xml.plain("category", &[("domain", &term.taxonomy)], &term.name);
    }
    // Before the content, or readers may take the content for it (RSS profile, content:encoded); never blank.
    if item.summary.is_some() || !item.content.is_empty() {
        xml.element("description", &[], &as_html(item.summary.as_ref().unwrap_or(&item.title)));
    }
    if !item.content.is_empty() {
        xml.html("content:encoded", &[], &item.content);
    }
    if let Some((count, page)) = item.comments() {
        if let Some(page) = page {
            xml.element("comments", &[], &page);
        }
        xml.element("slash:comments", &[], &count.to_string());
    }
    if let Some((url, site)) = source(item, edition) {
        xml.plain("source", &[("url", &url)], &site);
    }
    if let Some((file, length)) = item.enclosure() {
        let length = length.to_string();
        xml.empty("enclosure", &[("url", &file.url), ("length", &length), ("type", &file.media_type)]);
    }
    media(&mut xml, item);
    if item.episode().is_some() {
        let authors = item.authors().map(|author| author.name).collect::<Vec<_>>().join(", ");
        if !authors.is_empty() {
            xml.plain("itunes:author", &[], &authors);
        }
        if let Some(summary) = &item.summary {
            xml.plain("itunes:summary", &[], &summary.chars().take(3900).collect::<String>());
        }
        xml.element("itunes:explicit", &[], if options.explicit { "true" } else { "false" });
    }
    xml.close("item");
    xml.finish()
}

/// Media RSS: the files of the post, and its featured picture.
fn media(xml: &mut Xml, item: &Item<'_>) {
    for file in &item.media {
        let Attachment { kind, url, media_type, length } = file;
        let medium = if *kind == MediaKind::Audio { "audio" } else { "video" };
        let length = length.map(|length| length.to_string());
        let mut attributes = vec![("url", url.as_str()), ("type", media_type.as_str()), ("medium", medium)];
        attributes.extend(length.as_deref().map(|length| ("fileSize", length)));
        xml.empty("media:content", &attributes);
    }
    if let Some((url, image)) = &item.featured {
        let sizes = [("width", image.width), ("height", image.height)];
        let sizes = sizes.map(|(name, size)| (name, size.unwrap_or_default().to_string()));
        let sizes = sizes.iter().filter(|(_, size)| size != "0").map(|(name, size)| (*name, size.as_str()));
        let sizes: Vec<_> = sizes.collect();
        let content = [("url", url.as_str()), ("medium", "image")];
        xml.empty("media:content", &[&content[..], &sizes[..]].concat());
        xml.empty("media:thumbnail", &[&content[..1], &sizes[..]].concat());
    }
}

/// The feed of the site that a post comes from, when that is another than the edition's.
fn source(item: &Item<'_>, edition: &EditionInfo) -> Option<(String, String)> {
    let site = web_address(item.post.site.as_deref()?)?;
    let name = host(&site)?;
    let own = edition.site_url.as_deref().and_then(host);
    // Every WordPress answers this address with its feed, however its addresses are made.
    (own.as_ref() != Some(&name)).then(|| (format!("{}/?feed=rss2", site.trim_end_matches('/')), name))
}

/// Whether podcast directories can show this picture.
fn is_artwork(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url).to_ascii_lowercase();
    [".jpg", ".jpeg", ".png"].iter().any(|ending| path.ends_with(ending))
}
