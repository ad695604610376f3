//! Atom 1.0 (RFC 4287), with threading (RFC 4685).

use crate::{
    bind::{Binding, Frame},
    content::title_to_html,
    feed::Channel,
    front,
    item::{Item, exactly, own_language},
    options::{ContentAs, FeedOptions, specific},
    sheet::Sheet,
    stylesheet,
    text::{as_plain, clean, epoch, exact_rfc3339, host, looks_marked_up},
    xml::Xml,
};
use offprint_core::{DateTime, Diagnostic, EditionInfo, Exporter, MediaStore, NoMedia, Post, Sink, Summary};

/// Atom 1.0.
pub struct Atom<'a> {
    options: FeedOptions,
    media: &'a dyn MediaStore,
}

impl Atom<'_> {
    /// An exporter with these options, without media.
    pub fn new(options: FeedOptions) -> Self {
        Self { options, media: &NoMedia }
    }

    /// The same, with enclosures for the sounds and films of a post that this store holds.
    #[must_use]
    pub fn media<'b>(self, media: &'b dyn MediaStore) -> Atom<'b> {
        Atom { options: self.options, media }
    }

    fn path(&self) -> &str {
        self.options.path.as_deref().unwrap_or("feed.atom")
    }
}

impl Exporter for Atom<'_> {
    type Plan<'e>
        = &'e EditionInfo
    where
        Self: 'e;
    type Sheet = Sheet;

    fn plan<'e>(&'e self, edition: &'e EditionInfo) -> Result<&'e EditionInfo, Diagnostic> {
        Ok(edition)
    }

    fn render(&self, edition: &&EditionInfo, post: &Post, position: usize) -> Result<Sheet, Diagnostic> {
        let xhtml = self.options.content == ContentAs::Xhtml;
        let item = Item::new(post, edition, &self.options, self.media, xhtml);
        let (before, after) = (before_id(&item, edition), after_id(&item, edition, &self.options));
        let mut sheet = Sheet::new(&item, position, &self.options, before, after);
        sheet.changed = sheet.changed.map(|date| exactly(date, post));
        Ok(sheet)
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

impl Frame for Atom<'_> {
    fn head(
        &self,
        edition: &EditionInfo,
        channel: &Channel,
        _diagnostics: &mut Vec<Diagnostic>,
    ) -> (String, Option<usize>) {
        let mut xml = Xml::document();
        if self.options.stylesheet {
            xml.stylesheet(&stylesheet::href(&channel.path));
        }
        let names = [
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xmlns:fh", "http://purl.org/syndication/history/1.0"),
            ("xmlns:thr", "http://purl.org/syndication/thread/1.0"),
            ("xml:lang", edition.language.as_str()),
        ];
        // Without the attribute the language is unknown.
        let count = names.len() - usize::from(edition.language.is_unknown());
        xml.open("feed", &names[..count]);
        xml.element("id", &[], &channel.identifier);
        text_construct(&mut xml, "title", &channel.title);
        if let Some(subtitle) = &channel.subtitle {
            text_construct(&mut xml, "subtitle", subtitle);
        }
        let gap = xml.gap(&self.newest(epoch()));
        // RFC 4287 §4.1.1: the author of every entry that names none.
        xml.open("author", &[]);
        xml.plain("name", &[], &channel.author);
        xml.close("author");
        for name in &self.options.contributors {
            xml.open("contributor", &[]);
            xml.plain("name", &[], name);
            xml.close("contributor");
        }
        if let Some(home) = &channel.home {
            xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", home)]);
        }
        for (rel, address) in channel.links.iter() {
            xml.empty("link", &[("rel", rel), ("type", "application/atom+xml"), ("href", address)]);
        }
        for hub in &self.options.hubs {
            xml.empty("link", &[("rel", "hub"), ("href", hub)]);
        }
        if let Some(rights) = &self.options.rights {
            text_construct(&mut xml, "rights", rights);
        }
        if let Some(icon) = &self.options.icon {
            xml.element("icon", &[], icon);
        }
        if let Some(logo) = &self.options.image {
            xml.element("logo", &[], logo);
        }
        xml.element("generator", &[("version", env!("CARGO_PKG_VERSION"))], "offprint");
        if channel.archive {
            xml.empty("fh:archive", &[]);
        } else if channel.complete {
            xml.empty("fh:complete", &[]);
        }
        (xml.finish(), Some(gap))
    }

    fn newest(&self, date: DateTime) -> String {
        format!("<updated>{}</updated>", exact_rfc3339(DateTime::utc(date.timestamp)))
    }

    /// RFC 4287 §4.1.1.
    fn must_have_date(&self) -> bool {
        true
    }

    fn identifier(&self, identifier: &str, _permalink: bool) -> String {
        let mut xml = Xml::piece(2);
        xml.element("id", &[], identifier);
        xml.finish()
    }

    fn between(&self) -> &'static str {
        ""
    }

    fn tail(&self, _edition: &EditionInfo, _channel: &Channel, _episodes: bool) -> String {
        "</feed>\n".to_owned()
    }
}

/// Plain text; as HTML, escaped, where a reader would find markup in it.
fn text_construct(xml: &mut Xml, name: &str, text: &str) {
    if looks_marked_up(text) {
        let mut html = String::new();
        offprint_html::escape_text(text, &mut html);
        xml.element(name, &[("type", "html")], &html);
    } else {
        xml.element(name, &[], text);
    }
}

fn before_id(item: &Item<'_>, edition: &EditionInfo) -> String {
    let mut xml = Xml::piece(1);
    match own_language(item.post, edition).filter(|own| *own != edition.language.as_str()) {
        Some(language) => xml.open("entry", &[("xml:lang", language)]),
        None => xml.open("entry", &[]),
    }
    xml.finish()
}

fn after_id(item: &Item<'_>, edition: &EditionInfo, options: &FeedOptions) -> String {
    let mut xml = Xml::piece(2);
    match title_to_html(&item.post.title.value) {
        Some(html) => xml.element("title", &[("type", "html")], &html),
        None => text_construct(&mut xml, "title", &item.title),
    }
    let otherwise = edition.date.unwrap_or_else(epoch);
    xml.element("updated", &[], &exact_rfc3339(item.changed(otherwise)));
    if let Some(published) = item.published {
        xml.element("published", &[], &published.rfc3339());
    }
    for author in item.authors() {
        xml.open("author", &[]);
        xml.plain("name", &[], &author.name);
        if let Some(url) = &author.url {
            xml.element("uri", &[], url);
        }
        xml.close("author");
    }
    links(&mut xml, item);
    for term in item.terms() {
        let scheme = scheme(item, edition, options, &term.taxonomy);
        let label = as_plain(&term.name).into_owned();
        let name = term.slug.as_deref().unwrap_or(&term.name);
        xml.empty("category", &[("term", name), ("scheme", &scheme), ("label", &label)]);
    }
    // RFC 4287 §4.1.1.1: an entry without a content says in words what it is; its title is all that is known.
    let bare = (item.content.is_empty() && item.link.is_some()).then_some(&item.title);
    if let Some(summary) = item.summary.as_ref().or(bare) {
        text_construct(&mut xml, "summary", summary);
    }
    content(&mut xml, item, options);
    xml.close("entry");
    xml.finish()
}

fn links(xml: &mut Xml, item: &Item<'_>) {
    if let Some(link) = &item.link {
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", link)]);
    }
    for file in &item.media {
        if let Some(length) = file.length {
            let (length, kind) = (length.to_string(), &*file.media_type);
            xml.empty(
                "link",
                &[("rel", "enclosure"), ("type", kind), ("length", &length), ("href", &file.url)],
            );
        }
    }
    // The pages of its terms, for readers who want more of the kind.
    for term in item.terms() {
        if let Some(page) = &term.link {
            let title = as_plain(&term.name).into_owned();
            xml.empty(
                "link",
                &[("rel", "related"), ("type", "text/html"), ("title", &title), ("href", page)],
            );
        }
    }
    if let Some((count, page)) = item.comments() {
        let count = count.to_string();
        if let Some(page) = page {
            xml.empty(
                "link",
                &[("rel", "replies"), ("type", "text/html"), ("thr:count", &count), ("href", &page)],
            );
        }
        xml.element("thr:total", &[], &count);
    }
}

/// RFC 4287 §4.1.2: an entry without an alternate link must have a content; none may be blank.
fn content(xml: &mut Xml, item: &Item<'_>, options: &FeedOptions) {
    let base: Vec<_> = item.link.as_deref().map(|link| ("xml:base", link)).into_iter().collect();
    let with = |kind| std::iter::once(("type", kind)).chain(base.iter().copied()).collect::<Vec<_>>();
    if item.content.is_empty() {
        if item.link.is_none() {
            let text = item.summary.as_ref().unwrap_or(&item.title);
            text_construct(xml, "content", &clean(text));
        }
    } else if options.content == ContentAs::Xhtml {
        xml.xhtml("content", &with("xhtml"), &item.content);
    } else {
        xml.html("content", &with("html"), &item.content);
    }
}

/// A taxonomy as an IRI (RFC 4287 §4.2.2.2): a name under the site's own, else under its host (RFC 4151).
fn scheme(item: &Item<'_>, edition: &EditionInfo, options: &FeedOptions, taxonomy: &str) -> String {
    let name = format!("taxonomy:{}", specific(taxonomy));
    if let Some(site) = &options.site_id {
        return site.tag(&name);
    }
    let site = item.post.site.as_ref().or(edition.site_url.as_ref());
    let plain = |host: &String| host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    let host = site.and_then(|site| host(site)).filter(plain).unwrap_or_else(|| "localhost".to_owned());
    format!("tag:{host},2003:{name}")
}
