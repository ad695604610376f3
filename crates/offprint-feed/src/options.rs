//! What a feed is told beside its posts.

use offprint_core::Post;
use uuid::Uuid;

/// The options of feeds; the default is one document, of HTML, with links for embeds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct FeedOptions {
    /// The path of the feed in the output folder; `None` for `feed.rss`, `feed.atom` or `feed.json`.
    pub path: Option<String>,
    /// What names are made from: the tagging entity of RFC 4151.
    pub site_id: Option<SiteId>,
    /// What items are known by.
    pub ids: Ids,
    /// WebSub hubs that tell of changes.
    pub hubs: Vec<String>,
    /// Minutes that a reader may keep the feed (RSS `ttl`).
    pub ttl: Option<u32>,
    /// The address of a picture of the feed: at most 144 × 400 pixels, GIF, JPEG or PNG, for RSS.
    pub image: Option<String>,
    /// The address of a small square picture.
    pub icon: Option<String>,
    /// Who may do what with the posts.
    pub rights: Option<String>,
    /// Who else had a hand in the feed (Atom `contributor`).
    pub contributors: Vec<String>,
    /// How Atom holds the text.
    pub content: ContentAs,
    /// How what other sites show is shown.
    pub embeds: EmbedsAs,
    /// Posts in a document; the rest goes into archives (RFC 5005 §4).
    pub page_size: Option<usize>,
    /// Whether the document holds all that there is (RFC 5005 §2).
    pub complete: bool,
    /// One feed for each of these.
    pub split: Option<Split>,
    /// Whether browsers are given a style sheet.
    pub stylesheet: bool,
    /// The podcast's category, where posts have sounds [default: `News`].
    pub podcast_category: Option<String>,
    /// Whether the podcast is not for children.
    pub explicit: bool,
}

/// A tagging entity: a domain, and a date when it belonged to the site (RFC 4151 §2.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteId(String);

impl SiteId {
    /// Reads `garden.example,2011` or `garden.example,2011-05-01`.
    pub fn parse(text: &str) -> Option<Self> {
        let (domain, date) = text.split_once(',')?;
        let label = |label: &str| {
            !label.is_empty()
                && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let parts: Vec<&str> = date.split('-').collect();
        let dated = match parts[..] {
            [year] => year.len() == 4,
            [year, month] => year.len() == 4 && month.len() == 2,
            [year, month, day] => year.len() == 4 && month.len() == 2 && day.len() == 2,
            _ => false,
        };
        let whole = domain.split('.').all(label) && dated && parts.iter().all(|part| digits(part));
        whole.then(|| Self(text.to_owned()))
    }

    /// A name under this entity.
    pub(crate) fn tag(&self, specific: &str) -> String {
        format!("tag:{}:{specific}", self.0)
    }
}

/// What items are known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ids {
    /// A name that neither the title, the slug, the host nor the order of the input changes.
    #[default]
    Stable,
    /// WordPress's `guid`: for readers who come from the site's own feed.
    WordPress,
}

/// How Atom holds the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ContentAs {
    /// Escaped HTML.
    #[default]
    Html,
    /// XHTML, as elements.
    Xhtml,
}

/// How what other sites show is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EmbedsAs {
    /// A card with a link.
    #[default]
    Links,
    /// A card, and the player in an `iframe` where the site is on the list.
    Iframes,
}

/// One feed for each of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Split {
    /// The terms of a taxonomy.
    Taxonomy(String),
    /// Authors.
    Author,
    /// Years of publication, by the site's clock.
    Year,
    /// Types of posts.
    Type,
}

impl Split {
    /// The folder of its feeds.
    pub fn folder(&self) -> String {
        let folder = match self {
            Self::Taxonomy(name) => offprint_core::edition::slugify(name),
            Self::Author => "author".to_owned(),
            Self::Year => "year".to_owned(),
            Self::Type => "type".to_owned(),
        };
        if folder.is_empty() { "feeds".to_owned() } else { folder }
    }

    /// The feeds that a post belongs to: the name of a file, and a title.
    pub(crate) fn groups(&self, post: &Post) -> Vec<Group> {
        let group = |slug: Option<&str>, title: &str| {
            let slug = slug.map(offprint_core::edition::slugify).filter(|slug| !slug.is_empty());
            let slug = slug.unwrap_or_else(|| offprint_core::edition::slugify(title));
            (!slug.is_empty()).then(|| Group { slug, title: title.to_owned() })
        };
        let mut groups: Vec<Group> = match self {
            Self::Taxonomy(name) => {
                let terms = post.terms.iter().filter(|term| term.taxonomy == *name);
                terms.filter_map(|term| group(term.slug.as_deref(), &term.name.value)).collect()
            }
            Self::Author => {
                let named = post.authors.iter().filter_map(|author| Some((author, author.name.as_deref()?)));
                named.filter_map(|(author, name)| group(author.slug.as_deref(), name)).collect()
            }
            Self::Year => {
                let year = post.published.map(|date| date.civil().year().to_string());
                year.and_then(|year| group(None, &year)).into_iter().collect()
            }
            Self::Type => group(None, &post.kind).into_iter().collect(),
        };
        let mut seen = std::collections::HashSet::new();
        groups.retain(|group| seen.insert(group.slug.clone()));
        groups
    }
}

/// One feed of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) slug: String,
    pub(crate) title: String,
}

/// What readers know a post by: a name made of what never changes about it.
///
/// Under a site's own name that is the type and the number. Without one, the moment of publication stands for the
/// site: no two sites published a post of one type under one number in the same second.
pub(crate) fn stable_id(post: &Post, site: Option<&SiteId>) -> String {
    let kind = if post.kind.is_empty() { "post" } else { &post.kind };
    let number = post.id.map(|id| id.to_string());
    // Without a number: the guid, the link or the slug, but for the host.
    let path = |url: &String| {
        url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].to_owned()))
    };
    let name = number
        .or_else(|| [&post.guid, &post.link].into_iter().flatten().find_map(path))
        .unwrap_or_else(|| if post.slug.is_empty() { post.title_text() } else { post.slug.clone() });
    if let Some(site) = site {
        return site.tag(&format!("{}:{}", specific(kind), specific(&name)));
    }
    let moment = post.published.map(|date| date.rfc3339_utc()).unwrap_or_default();
    let name = format!("wordpress:{kind}:{name}:{moment}");
    Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).urn().to_string()
}

/// Characters that a tag URI may hold (RFC 4151 §2.1); others percent-encoded.
pub(crate) fn specific(name: &str) -> String {
    let mut specific = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '~' | '/') {
            specific.push(c);
        } else {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| specific.push_str(&format!("%{byte:02X}")));
        }
    }
    specific
}

/// A part of a second that tells posts apart that were changed in the same one, in the order of their numbers:
/// WordPress keeps whole seconds, and an import or a bulk edit changes many posts in one.
pub(crate) fn nanoseconds(post: &Post) -> i64 {
    let number = post.id.unwrap_or_else(|| {
        let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, stable_id(post, None).as_bytes());
        u64::from_be_bytes(id.as_bytes()[..8].try_into().unwrap_or_default())
    });
    i64::try_from(number % 1_000_000_000).unwrap_or(0)
}
