//! Atom 1.0 (RFC 4287).

use crate::{
    content::title_to_html,
    feed::{Feed, epoch},
    item::Item,
    sheet::{Frame, Sheet},
    text::host,
    xml::Xml,
};
use offprint_core::{DateTime, Diagnostic, EditionInfo, Exporter, MediaStore, NoMedia, Post, Sink, Summary};

/// Atom 1.0, in one file.
pub struct Atom<'a> {
    path: String,
    media: &'a dyn MediaStore,
}

impl Default for Atom<'_> {
    /// `feed.atom`, without enclosures.
    fn default() -> Self {
        Self { path: "feed.atom".to_owned(), media: &NoMedia }
    }
}

impl<'a> Atom<'a> {
    /// The same, in a file at this path of the output folder.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The same, with enclosures for the sounds of a post that this store holds.
    #[must_use]
    pub fn media<'b>(self, media: &'b dyn MediaStore) -> Atom<'b> {
        Atom { path: self.path, media }
    }
}

impl Exporter for Atom<'_> {
    type Sheet = Sheet;

    fn render(&self, post: &Post, position: usize, edition: &EditionInfo) -> Result<Sheet, Diagnostic> {
        let item = Item::new(post, position, edition, self.media);
        let before = before_id(&item, edition);
        let after = after_id(&item, edition);
        let identifier = item.iri.clone();
        Ok(Sheet::new(item, identifier, before, after))
    }

    fn bind(
        &self,
        edition: &EditionInfo,
        sheets: &mut dyn Iterator<Item = Sheet>,
        out: &mut dyn Sink,
    ) -> Result<Summary, Diagnostic> {
        let (head, gap) = head(edition, &self.path);
        let frame = Frame {
            path: &self.path,
            head,
            date: Some((gap, updated(edition_date(edition)))),
            newest: updated,
            identifier: id,
            between: "",
            tail: "</feed>\n",
        };
        frame.bind(sheets, out)
    }
}

/// Everything before the first entry, and where the date of the newest post goes.
fn head(edition: &EditionInfo, path: &str) -> (String, usize) {
    let feed = Feed::new(edition, path);
    let mut xml = Xml::document();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", edition.language.as_str())]);
    xml.element("id", &[], &feed.identifier);
    xml.element("title", &[], &feed.title);
    if let Some(subtitle) = &feed.subtitle {
        xml.element("subtitle", &[], subtitle);
    }
    let gap = xml.gap(&updated(edition_date(edition)));
    // RFC 4287 §4.1.1: the author of every entry that names none.
    xml.open("author", &[]);
    xml.element("name", &[], &feed.author);
    xml.close("author");
    if let Some(home) = &feed.home {
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", home)]);
    }
    if let Some(own) = &feed.own {
        xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", own)]);
    }
    xml.element("generator", &[("version", env!("CARGO_PKG_VERSION"))], "offprint");
    (xml.finish(), gap)
}

/// As long for every date.
fn updated(date: DateTime) -> String {
    format!("<updated>{}</updated>", date.rfc3339_utc())
}

/// Atom wants a date where nothing is known of one.
fn edition_date(edition: &EditionInfo) -> DateTime {
    edition.date.unwrap_or_else(epoch)
}

fn id(identifier: &str, _permalink: bool) -> String {
    let mut xml = Xml::piece(2);
    xml.element("id", &[], identifier);
    xml.finish()
}

fn before_id(item: &Item, edition: &EditionInfo) -> String {
    let mut xml = Xml::piece(1);
    match &item.post.language {
        Some(language) if *language != edition.language => {
            xml.open("entry", &[("xml:lang", language.as_str())]);
        }
        _ => xml.open("entry", &[]),
    }
    xml.finish()
}

fn after_id(item: &Item, edition: &EditionInfo) -> String {
    let mut xml = Xml::piece(2);
    match title_to_html(&item.post.title.value) {
        Some(html) => xml.element("title", &[("type", "html")], &html),
        None => xml.element("title", &[], &item.title),
    }
    let changed = item.changed().unwrap_or_else(|| edition_date(edition));
    xml.element("updated", &[], &changed.rfc3339());
    if let Some(published) = item.published {
        xml.element("published", &[], &published.rfc3339());
    }
    for author in item.authors() {
        xml.open("author", &[]);
        xml.element("name", &[], &author.name);
        if let Some(url) = &author.url {
            xml.element("uri", &[], url);
        }
        xml.close("author");
    }
    if let Some(link) = &item.link {
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", link)]);
    }
    for sound in &item.enclosures {
        if let Some(length) = sound.length {
            let (length, kind) = (length.to_string(), &*sound.media_type);
            let attributes =
                [("rel", "enclosure"), ("type", kind), ("length", &length), ("href", &sound.url)];
            xml.empty("link", &attributes);
        }
    }
    for (taxonomy, slug, name) in item.terms() {
        let scheme = scheme(item, edition, &taxonomy);
        xml.empty(
            "category",
            &[("term", slug.as_deref().unwrap_or(&name)), ("scheme", &scheme), ("label", &name)],
        );
    }
    if let Some(summary) = &item.summary {
        xml.element("summary", &[], summary);
    }
    let base: Vec<_> = item.link.as_deref().map(|link| ("xml:base", link)).into_iter().collect();
    let attributes: Vec<_> = std::iter::once(("type", "html")).chain(base).collect();
    xml.html("content", &attributes, &item.content);
    xml.close("entry");
    xml.finish()
}

/// A taxonomy as an IRI (RFC 4287 §4.2.2.2): a name under the site's host (RFC 4151).
fn scheme(item: &Item, edition: &EditionInfo, taxonomy: &str) -> String {
    let site = item.post.site.as_ref().or(edition.site_url.as_ref());
    let host = site.and_then(|site| host(site)).unwrap_or_else(|| "localhost".to_owned());
    let clean = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    format!("tag:{host},2003:taxonomy:{}", taxonomy.chars().map(clean).collect::<String>())
}
