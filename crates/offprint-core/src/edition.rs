//! A digest: posts in order, under a title.

mod builder;

pub use builder::EditionInfoBuilder;

use crate::fingerprint;
use crate::front::{FrontMatter, excerpt_of};
use crate::invisible::{is_of_no_use_in_file_names, without_tricks};
use crate::model::{Block, DateTime, Direction, Language, Post};
use crate::outline::Outline;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A digest, as an editor declares it.
#[derive(Debug, Clone, Default)]
pub struct Edition {
    /// Everything but the posts.
    pub info: EditionInfo,
    /// The posts, in order; `info.entries` says which is which.
    pub posts: Vec<Post>,
}

/// What is known of an edition before its posts are rendered: the same for every exporter.
#[derive(Debug, Clone, Default, Serialize)]
#[non_exhaustive]
pub struct EditionInfo {
    /// The title.
    pub title: String,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// What it is about, in a few sentences.
    pub description: Option<String>,
    /// Which issue it is: `No. 12`.
    pub issue: Option<String>,
    /// The series that it belongs to.
    pub series: Option<Series>,
    /// Under which rights it is given: a licence's name or address, or a sentence.
    pub rights: Option<String>,
    /// Who made it, besides the posts' authors.
    pub contributors: Vec<Contributor>,
    /// The main language; `und` when it has none.
    pub language: Language,
    /// The direction, where it is not the language's.
    pub direction: Option<Direction>,
    /// The edition's date: as told, else the newest change of its posts. Never the clock's.
    pub date: Option<DateTime>,
    /// The site's address.
    pub site_url: Option<String>,
    /// The address that the feeds will be served from, of the folder they lie in or of the very feed.
    pub feed_url: Option<String>,
    /// The stem of single-file outputs: `NAME.epub`.
    pub name: String,
    /// What stands before the posts.
    pub front: FrontMatter,
    /// The sections, in order; without a division there is one, without a title.
    pub sections: Vec<Section>,
    /// The posts, in order, over all sections.
    pub entries: Vec<Entry>,
    #[serde(skip)]
    by_link: HashMap<u128, usize>,
}

/// A series of editions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Which place in it the edition has: `12`, `3.1`.
    pub position: Option<String>,
}

impl Series {
    /// A series of this name, and the position that the edition has in it, if it has one.
    pub fn new(name: impl Into<String>, position: Option<String>) -> Self {
        Self { name: name.into(), position }
    }
}

/// Somebody who made an edition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Contributor {
    /// The name.
    pub name: String,
    /// What they did, as a code of MARC's relators: `edt` for an editor, `ill`, `trl`, `pht`.
    pub role: String,
}

impl Contributor {
    /// A contributor with a MARC relator code.
    pub fn new(name: impl Into<String>, role: impl Into<String>) -> Self {
        Self { name: name.into(), role: role.into() }
    }
}

/// A part of an edition.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Section {
    /// Its title; `None` in an edition without sections.
    pub title: Option<String>,
    /// What tells it from others: a term's slug, an author's name, `2025-05`, a post type; `None` for the section of
    /// posts that belong nowhere.
    pub key: Option<String>,
    /// What the editor says of it, in the edition's language; stands before its posts.
    pub introduction: Vec<Block>,
    /// How many of the edition's entries are in it.
    pub posts: usize,
    /// Entries of other sections that belong to this one too: it refers to them.
    pub references: Vec<usize>,
}

impl Section {
    /// A section of this title, of so many posts.
    pub fn new(title: Option<String>, posts: usize) -> Self {
        Self { title, posts, ..Self::default() }
    }
}

/// What every post of an edition may know of the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entry {
    /// The title as text.
    pub title: String,
    /// The canonical address.
    pub link: Option<String>,
    /// A file name without its ending: unique in the edition (ignoring case), safe on every filesystem.
    pub stem: String,
    /// The language, if not the edition's.
    pub language: Option<Language>,
    /// The direction, where it is not the language's.
    pub direction: Option<Direction>,
    /// The post's slug as a file name, which other entries may share; empty when there is no letter in it.
    pub slug: String,
    /// WordPress's number.
    pub id: Option<u64>,
    /// WordPress's post type.
    pub kind: Arc<str>,
    /// When it was published.
    pub published: Option<DateTime>,
    /// The first author's name.
    pub author: Option<Arc<str>>,
    /// The name of the first category.
    pub category: Option<Arc<str>>,
    /// How it begins, on one line, when that is known and wanted.
    pub excerpt: Option<Box<str>>,
}

impl EditionInfo {
    /// The entry that this address leads to (`#fragment` and a slash at the end do not matter), as an index into
    /// `entries`.
    pub fn entry_of(&self, url: &str) -> Option<usize> {
        self.by_link.get(&link_key(url)).copied()
    }

    /// The direction of what is the edition's own.
    pub fn direction(&self) -> Direction {
        self.direction.unwrap_or_else(|| self.language.direction())
    }

    /// The language and the direction of an entry.
    pub fn language_of<'a>(&'a self, entry: &'a Entry) -> (&'a Language, Direction) {
        match &entry.language {
            Some(language) => (language, entry.direction.unwrap_or_else(|| language.direction())),
            None => (&self.language, self.direction()),
        }
    }
}

impl Edition {
    /// An edition of these posts; entries, and what `info` leaves open (title, date, site, name), are made from them.
    pub fn new(info: EditionInfo, posts: Vec<Post>) -> Self {
        let mut info = info.of_posts(posts.iter().map(Outline::from));
        for (place, (entry, post)) in info.entries.iter_mut().zip(&posts).enumerate() {
            let wanted = info.front.excerpts || info.front.highlights.contains(&place);
            entry.excerpt = if wanted { excerpt_of(post) } else { None };
        }
        Self { info, posts }
    }
}

impl EditionInfo {
    /// The same, with the entries of these posts, and with what was left open (title, date, site, name) made from
    /// them.
    #[must_use]
    pub fn of_posts(self, posts: impl IntoIterator<Item = Outline>) -> Self {
        let mut info = self;
        let mut taken = HashSet::new();
        let (mut newest, mut site) = (None, None);
        let entry = |post: Outline| {
            newest = newest.max(post.modified.max(post.published));
            site = site.take().or_else(|| post.site.clone());
            entry(post, &mut taken)
        };
        info.entries = posts.into_iter().map(entry).collect();
        info.by_link = HashMap::new();
        for (index, entry) in info.entries.iter().enumerate() {
            if let Some(link) = &entry.link {
                info.by_link.entry(link_key(link)).or_insert(index);
            }
        }
        if info.sections.is_empty() {
            info.sections = vec![Section { posts: info.entries.len(), ..Section::default() }];
        }
        info.date = info.date.or(newest);
        info.site_url = info.site_url.take().or_else(|| site.as_deref().map(str::to_owned));
        // The name follows the title that was given; the title of the only post is its slug already.
        let titled = !info.title.is_empty();
        if !titled {
            info.title = default_title(&info);
        }
        if info.name.is_empty() {
            let only = (info.entries.len() == 1 && !titled).then(|| info.entries[0].stem.clone());
            info.name = only.unwrap_or_else(|| slugify(&info.title));
        }
        if info.name.is_empty() {
            info.name = "edition".to_owned();
        }
        info
    }
}

fn default_title(info: &EditionInfo) -> String {
    match (info.entries.as_slice(), &info.site_url) {
        ([entry], _) => entry.title.clone(),
        (_, Some(site)) => {
            let host = site.split("://").nth(1).unwrap_or(site);
            host.trim_start_matches("www.").trim_end_matches('/').to_owned()
        }
        _ => "Posts".to_owned(),
    }
}

/// Addresses that lead to one place are equal in it: a hash of what counts, for there may be very many.
fn link_key(url: &str) -> u128 {
    let url = url.split('#').next().unwrap_or(url);
    let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    fingerprint::of(&*decoded(url.strip_prefix("www.").unwrap_or(url).trim_end_matches('/')))
}

/// An address to compare: `%ce%b5`, `%CE%B5` and `ε` are one letter. What would mean something else when decoded, like
/// `%2F`, stays.
fn decoded(url: &str) -> Cow<'_, [u8]> {
    if !url.contains('%') {
        return Cow::Borrowed(url.as_bytes());
    }
    let mut out: Vec<u8> = Vec::with_capacity(url.len());
    for (number, part) in url.split('%').enumerate() {
        let digits = part.get(..2).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let byte = digits.filter(|_| number > 0).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let Some(byte) = byte else {
            if number > 0 {
                out.push(b'%');
            }
            out.extend_from_slice(part.as_bytes());
            continue;
        };
        if !byte.is_ascii() || byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(byte);
        } else {
            out.push(b'%');
            out.extend(part.bytes().take(2).map(|digit| digit.to_ascii_lowercase()));
        }
        out.extend_from_slice(&part.as_bytes()[2..]);
    }
    Cow::Owned(out)
}

fn entry(post: Outline, taken: &mut HashSet<String>) -> Entry {
    let slug = slugify(&post.slug);
    let kind =
        || Some(slugify(&post.kind)).filter(|kind| !kind.is_empty()).unwrap_or_else(|| "post".to_owned());
    let base = if slug.is_empty() { format!("{}-{}", kind(), post.id.unwrap_or(0)) } else { slug.clone() };
    let mut stem = base.clone();
    let mut number = 2;
    while !taken.insert(stem.to_lowercase()) {
        stem = format!("{base}-{number}");
        number += 1;
    }
    let category = post.terms.iter().find(|term| &*term.taxonomy == "category" && !term.name.is_empty());
    Entry {
        category: category.map(|term| term.name.clone()),
        title: post.title.into_string(),
        link: post.link.map(str::into_string),
        stem,
        language: post.language.map(|language| language.value),
        direction: post.direction,
        slug,
        id: post.id,
        kind: post.kind,
        published: post.published,
        author: post.authors.first().cloned(),
        excerpt: None,
    }
}

/// A name for files and anchors: lower case, letters and digits of any script joined by hyphens, at most 120 bytes,
/// never a name that Windows keeps for devices. Empty when there is no letter or digit.
pub fn slugify(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::new();
    for c in without_tricks(text).nfc().flat_map(char::to_lowercase) {
        // What joins the letters of a script is within a word; all else that is invisible parts none.
        if matches!(c, '\u{200c}' | '\u{200d}') && slug.ends_with(char::is_alphanumeric) {
            slug.push(c);
        } else if is_of_no_use_in_file_names(c) {
            continue;
        } else if c.is_alphanumeric() || c == '_' || is_mark(c) {
            slug.push(c);
        } else if !matches!(c, '\'' | '’' | '‘') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() > 120 {
            break;
        }
    }
    while slug.len() > 120 {
        slug.pop();
    }
    let slug = slug.trim_matches(|c| matches!(c, '-' | '\u{200c}' | '\u{200d}')).to_owned();
    let device = ["con", "prn", "aux", "nul"].contains(&&*slug)
        || (slug.len() == 4
            && (slug.starts_with("com") || slug.starts_with("lpt"))
            && slug.ends_with(|c: char| c.is_ascii_digit()));
    if device { format!("{slug}-") } else { slug }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        assert_eq!(slugify("Baogang Group’s R&D: 2025!"), "baogang-groups-r-d-2025");
        assert_eq!(slugify("日本語 の 投稿"), "日本語-の-投稿");
        assert_eq!(slugify("  ../..  "), "");
        assert_eq!(slugify("NUL"), "nul-");
        assert_eq!(slugify("invoice\u{202e}gnp\u{200b}.exe\u{e0041}"), "invoicegnp-exe");
        assert_eq!(slugify("می\u{200c}خواهم 👩\u{200d}🌾"), "می\u{200c}خواهم");
        assert!(slugify(&"é".repeat(200)).len() <= 120);
    }

    #[test]
    fn the_name_follows_the_title_that_was_given() {
        let name = |title: &str, posts: usize| {
            let post = Post { slug: "bees".into(), ..Post::default() };
            let info = EditionInfo { title: title.into(), ..EditionInfo::default() };
            Edition::new(info, vec![post; posts]).info.name
        };
        assert_eq!(name("The Week", 1), "the-week");
        assert_eq!(name("", 1), "bees");
        assert_eq!(name("", 2), "posts");
        assert_eq!(name("!", 2), "edition");
    }

    #[test]
    fn stems_are_unique_and_links_are_found() {
        let post =
            |slug: &str, link: &str| Post { slug: slug.into(), link: Some(link.into()), ..Post::default() };
        let posts = vec![post("Bees", "https://a.example/bees/"), post("bees", "https://a.example/b/bees/")];
        let edition = Edition::new(EditionInfo::default(), posts);
        assert_eq!(edition.info.entries[0].stem, "bees");
        assert_eq!(edition.info.entries[1].stem, "bees-2");
        assert_eq!(edition.info.entry_of("http://a.example/b/bees#x"), Some(1));
        assert_eq!(edition.info.entry_of("https://a.example/wasps"), None);
    }

    #[test]
    fn links_are_found_however_their_letters_are_written() {
        let post = |link: &str| Post { link: Some(link.into()), ..Post::default() };
        let links =
            ["https://a.example/%ce%b5%ce%bd/", "https://a.example/ν/", "https://a.example/b%2fc-%d0/"];
        let edition = Edition::new(EditionInfo::default(), Vec::from(links.map(post)));
        let check = |url: &str, want: Option<usize>| assert_eq!(edition.info.entry_of(url), want, "{url}");
        check("https://a.example/%CE%B5%CE%BD", Some(0));
        check("http://www.a.example/εν/#x", Some(0));
        check("https://a.example/%ce%BD/", Some(1));
        check("https://a.example/%62%2Fc%2D%D0/", Some(2));
        check("https://a.example/b/c-%d0/", None);
        check("https://a.example/%", None);
        check("https://a.example/%ε%ce%b", None);
    }
}
