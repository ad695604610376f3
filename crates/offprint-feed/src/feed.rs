//! What all three formats say of the edition, or of one feed of it.

use crate::{
    options::{FeedOptions, Group, specific},
    text::{absolute_iri, host, line, web_address},
};
use offprint_core::EditionInfo;
use url::Url;
use uuid::Uuid;

/// One document of a feed, made ready for its head.
pub(crate) struct Channel {
    /// Its path in the output folder.
    pub(crate) path: String,
    /// Plain text on one line; never blank.
    pub(crate) title: String,
    pub(crate) subtitle: Option<String>,
    /// The site's address.
    pub(crate) home: Option<String>,
    pub(crate) publisher: Option<String>,
    /// The publisher, else the site's host, else the title: who stands behind a post that names nobody.
    pub(crate) author: String,
    /// An absolute IRI that is the same for all documents of a feed, and stays when posts are added.
    pub(crate) identifier: String,
    pub(crate) links: Links,
    /// Whether it is an archive (RFC 5005 §4): full, and never changed.
    pub(crate) archive: bool,
    /// Whether it holds all that there is (RFC 5005 §2).
    pub(crate) complete: bool,
}

/// Addresses of the feed's documents.
#[derive(Default)]
pub(crate) struct Links {
    pub(crate) own: Option<String>,
    /// The document with the newest posts.
    pub(crate) first: Option<String>,
    /// The document with the oldest posts.
    pub(crate) last: Option<String>,
    /// The next older document.
    pub(crate) next: Option<String>,
    /// The next newer document.
    pub(crate) previous: Option<String>,
    pub(crate) prev_archive: Option<String>,
    pub(crate) next_archive: Option<String>,
    pub(crate) current: Option<String>,
}

impl Links {
    /// Relations and addresses, in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let links = [
            ("self", &self.own),
            ("first", &self.first),
            ("last", &self.last),
            ("next", &self.next),
            ("previous", &self.previous),
            ("prev-archive", &self.prev_archive),
            ("next-archive", &self.next_archive),
            ("current", &self.current),
        ];
        links.into_iter().filter_map(|(rel, address)| Some((rel, address.as_deref()?)))
    }
}

impl Channel {
    /// The feed of this edition, or of one group of it, in a file at `path`.
    pub(crate) fn new(
        edition: &EditionInfo,
        options: &FeedOptions,
        path: &str,
        group: Option<&Group>,
    ) -> Self {
        let site = edition.site_url.as_deref().and_then(web_address);
        let site_host = site.as_deref().and_then(host);
        let title = line(&edition.title).or_else(|| site_host.clone()).unwrap_or_else(|| "Posts".to_owned());
        let publisher = edition.publisher.as_deref().and_then(line);
        let home = site.clone().or_else(|| origin(edition));
        let folder = group.and(path.rsplit_once('/')).map(|(folder, _)| folder);
        let base = edition.feed_url.as_deref().and_then(|url| match folder {
            Some(_) => in_folder(url, path),
            None => own_address(url, path),
        });
        // A feed must name itself; where none is told, it is taken to lie at the root of the site.
        let guessed = || sibling(&format!("{}/", home.as_deref()?.trim_end_matches('/')), path);
        let part = group.map(|_| path.rsplit_once('.').map_or(path, |(stem, _)| stem));
        let identifier = identifier(options, edition, site.as_deref(), &title, part);
        let full = match group.and_then(|group| line(&group.title)) {
            Some(group) => format!("{title}: {group}"),
            None => title.clone(),
        };
        Self {
            path: path.to_owned(),
            author: publisher.clone().or(site_host).unwrap_or(title),
            subtitle: edition.subtitle.as_deref().and_then(line),
            title: full,
            links: Links { own: base.or_else(guessed), ..Links::default() },
            home,
            publisher,
            identifier,
            archive: false,
            complete: options.complete,
        }
    }
}

/// Under the site's own name, else made of the site's address without its scheme, or of the edition's name.
fn identifier(
    options: &FeedOptions,
    edition: &EditionInfo,
    site: Option<&str>,
    title: &str,
    part: Option<&str>,
) -> String {
    let part = part.unwrap_or_default();
    if let Some(site) = &options.site_id {
        return site.tag(specific(&format!("feed/{part}")).trim_end_matches('/'));
    }
    let known = site.map(|site| site.split_once("://").map_or(site, |(_, rest)| rest));
    let name = match known {
        Some(site) => site.trim_start_matches("www.").trim_end_matches('/').to_owned(),
        None => format!("{}:{title}", edition.name),
    };
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("offprint:feed:{name}:{part}").as_bytes()).urn().to_string()
}

/// Where the posts come from, by the first that says where it is.
fn origin(edition: &EditionInfo) -> Option<String> {
    let links = edition.entries.iter().filter_map(|entry| web_address(entry.link.as_deref()?));
    links
        .filter_map(|link| Some(format!("{}/", Url::parse(&link).ok()?.origin().ascii_serialization())))
        .find(|url| absolute_iri(url).is_some())
}

fn ending(name: &str) -> Option<String> {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())
}

fn is_feed(ending: Option<&str>) -> bool {
    ending.is_some_and(|ending| matches!(ending, "rss" | "atom" | "json" | "xml"))
}

/// The address of the file at `path`, from that of a feed or of the folder that feeds lie in.
fn own_address(url: &str, path: &str) -> Option<String> {
    let url = web_address(url)?;
    let parsed = Url::parse(&url).ok()?;
    let name = path.rsplit('/').next().unwrap_or(path);
    let last = parsed.path().rsplit('/').next().unwrap_or_default().to_owned();
    let this = last == name || (ending(&last).is_some() && ending(&last) == ending(name));
    if this || (ending(&last).as_deref() == Some("xml") && ending(name).as_deref() != Some("json")) {
        return Some(parsed.to_string());
    }
    in_folder(&url, name)
}

/// The address of a file in the folder that this address names, or in the folder of the feed that it names.
fn in_folder(url: &str, path: &str) -> Option<String> {
    let mut folder = Url::parse(&web_address(url)?).ok()?;
    folder.set_query(None);
    folder.set_fragment(None);
    let last = folder.path().rsplit('/').next().unwrap_or_default().to_owned();
    {
        let mut segments = folder.path_segments_mut().ok()?;
        segments.pop_if_empty();
        if is_feed(ending(&last).as_deref()) {
            segments.pop();
        }
        segments.extend(path.split('/'));
    }
    Some(folder.to_string())
}

/// The address of a file beside this document.
pub(crate) fn sibling(document: &str, path: &str) -> Option<String> {
    let mut url = Url::parse(document).ok()?;
    url.set_query(None);
    url.set_fragment(None);
    let name = path.rsplit('/').next().unwrap_or(path);
    url.path_segments_mut().ok()?.pop().push(name);
    Some(url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_addresses() {
        let own = |url: &str, path: &str| own_address(url, path).unwrap_or_default();
        assert_eq!(own("https://a.example/feeds/", "feed.rss"), "https://a.example/feeds/feed.rss");
        assert_eq!(own("https://a.example/feeds", "out/feed.json"), "https://a.example/feeds/feed.json");
        assert_eq!(own("https://a.example", "feed.atom"), "https://a.example/feed.atom");
        assert_eq!(own("https://a.example/x/feed.rss", "feed.rss"), "https://a.example/x/feed.rss");
        assert_eq!(own("https://a.example/x/news.rss", "feed.rss"), "https://a.example/x/news.rss");
        assert_eq!(own("https://a.example/x/feed.rss", "feed.atom"), "https://a.example/x/feed.atom");
        assert_eq!(own("https://a.example/index.xml", "feed.rss"), "https://a.example/index.xml");
        assert_eq!(own("https://a.example/index.xml", "feed.json"), "https://a.example/feed.json");
        assert_eq!(own_address("feed.rss", "feed.rss"), None);
        let within = |url: &str| in_folder(url, "category/bees.rss");
        assert_eq!(within("https://a.example/f").as_deref(), Some("https://a.example/f/category/bees.rss"));
        assert_eq!(
            within("https://a.example/f/feed.rss").as_deref(),
            Some("https://a.example/f/category/bees.rss")
        );
        assert_eq!(
            sibling("https://a.example/f/x.rss?y", "z.rss").as_deref(),
            Some("https://a.example/f/z.rss")
        );
    }
}
