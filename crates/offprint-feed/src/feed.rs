//! What all three formats say of the edition.

use crate::text::{absolute_iri, host, line, web_address};
use jiff::Timestamp;
use offprint_core::{DateTime, EditionInfo};
use url::Url;
use uuid::Uuid;

/// An edition, made ready for a feed's head.
pub(crate) struct Feed {
    /// Plain text on one line; never blank.
    pub(crate) title: String,
    pub(crate) subtitle: Option<String>,
    /// The site's address.
    pub(crate) home: Option<String>,
    /// The feed's own address.
    pub(crate) own: Option<String>,
    pub(crate) publisher: Option<String>,
    /// The publisher, else the site's host, else the title: who stands behind a post that names nobody.
    pub(crate) author: String,
    /// An absolute IRI that stays the same when posts are added.
    pub(crate) identifier: String,
}

impl Feed {
    /// The feed of this edition in a file at `path`.
    pub(crate) fn new(edition: &EditionInfo, path: &str) -> Self {
        let home = edition.site_url.as_deref().and_then(web_address);
        let host = home.as_deref().and_then(host);
        let title = line(&edition.title).or_else(|| host.clone()).unwrap_or_else(|| "Posts".to_owned());
        let publisher = edition.publisher.as_deref().and_then(line);
        let own = edition.feed_url.as_deref().and_then(|url| own_address(url, path));
        let identifier = home.as_deref().map(canonical).or_else(|| own.clone()).unwrap_or_else(|| {
            let name = format!("offprint:{}:{}", edition.name, title);
            Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).urn().to_string()
        });
        Self {
            author: publisher.clone().or(host).unwrap_or_else(|| title.clone()),
            subtitle: edition.subtitle.as_deref().and_then(line),
            title,
            home,
            own,
            publisher,
            identifier,
        }
    }

    /// Where the posts come from: the site, else the first post that says where it is, else the feed.
    pub(crate) fn home_or_origin(&self, edition: &EditionInfo) -> Option<String> {
        let origin = |link: &str| {
            let url = Url::parse(link).ok()?;
            Some(format!("{}/", url.origin().ascii_serialization())).filter(|url| absolute_iri(url).is_some())
        };
        let links = || edition.entries.iter().filter_map(|entry| web_address(entry.link.as_deref()?));
        self.home.clone().or_else(|| links().find_map(|link| origin(&link))).or_else(|| self.own.clone())
    }
}

/// The date where a date must stand and none is known.
pub(crate) fn epoch() -> DateTime {
    DateTime::utc(Timestamp::UNIX_EPOCH)
}

/// With the slash that stands for an empty path, as identifiers are compared by their characters (RFC 4287 §4.2.6.1).
fn canonical(url: &str) -> String {
    let bare = url.split_once("://").is_some_and(|(_, rest)| !rest.contains(['/', '?', '#']));
    if bare { format!("{url}/") } else { url.to_owned() }
}

/// The address of the file at `path`, from that of a feed or of the folder that feeds lie in.
fn own_address(url: &str, path: &str) -> Option<String> {
    let mut url = Url::parse(&web_address(url)?).ok()?;
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = |name: &str| name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let last = url.path().rsplit('/').next().unwrap_or_default().to_owned();
    let this = last == name || (ending(&last).is_some() && matches!(ending(&last), e if e == ending(name)));
    let sibling = ending(&last).is_some_and(|ending| matches!(&*ending, "rss" | "atom" | "json" | "xml"));
    if this || (ending(&last).as_deref() == Some("xml") && ending(name).as_deref() != Some("json")) {
        return Some(url.to_string());
    }
    {
        let mut segments = url.path_segments_mut().ok()?;
        segments.pop_if_empty();
        if sibling {
            segments.pop();
        }
        segments.push(name);
    }
    url.set_query(None);
    url.set_fragment(None);
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
    }
}
