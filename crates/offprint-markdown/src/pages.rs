//! Where a generator puts the pages of posts: the paths that front matter keeps, and how pages lead to one another.

use crate::{
    options::{Flavor, MarkdownOptions},
    paths::{relative, safe_name, stem_of},
};
use offprint_core::EditionInfo;
use std::collections::HashSet;

/// The longest name of a folder, in bytes, that every filesystem takes.
const LONGEST: usize = 255;

/// A page whose path front matter keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    /// The path, beginning with `/`; percent-decoded, without the bytes that give no letters.
    pub(crate) path: String,
    /// The path that the site had, when it is written otherwise.
    pub(crate) alias: Option<String>,
}

/// The page of each entry of an edition; none when front matter does not say where pages are.
///
/// No two are alike: of posts that had one path on the site, the first published keeps it. A post without an address of
/// its own is at the path of its file.
pub(crate) fn pages_of(edition: &EditionInfo, options: &MarkdownOptions, files: &[String]) -> Vec<Page> {
    if !options.keeps_paths() {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..edition.entries.len().min(files.len())).collect();
    let of_site = |at: usize| {
        let link = edition.entries[at].link.as_deref()?;
        let link = crate::links::rename(&options.site_aliases, link).unwrap_or_else(|| link.to_owned());
        options.page_of(&link)
    };
    let wanted: Vec<Option<Page>> = order.iter().map(|&at| of_site(at)).collect();
    // What the site has comes before what is made up.
    order.sort_by_key(|&at| {
        let entry = &edition.entries[at];
        (wanted[at].is_none(), entry.published.map(|date| date.timestamp), entry.id, at)
    });
    let mut pages: Vec<Page> = wanted
        .into_iter()
        .zip(files)
        .map(|(page, file)| page.unwrap_or_else(|| Page { path: of_file(file), alias: None }))
        .collect();
    let mut taken = HashSet::new();
    for at in order {
        let page = &mut pages[at];
        if taken.insert(key_of(&page.path)) {
            continue;
        }
        let plain = page.path.clone();
        for number in 2.. {
            page.path = numbered(&plain, number);
            if taken.insert(key_of(&page.path)) {
                break;
            }
        }
        page.alias = None;
    }
    pages
}

/// Equal for paths that a filesystem may not tell apart, or that are one page.
fn key_of(path: &str) -> String {
    path.trim_matches('/').to_lowercase()
}

/// The path of the page that a generator would make of a file.
fn of_file(file: &str) -> String {
    let id = page_id(file.strip_prefix("_posts/").map_or(file, |name| {
        // `2025-04-30-bees.md`
        name.get(11..).filter(|_| name.get(10..11) == Some("-")).unwrap_or(name)
    }));
    if id.is_empty() { "/".to_owned() } else { format!("/{id}/") }
}

/// `/a/b/` as `/a/b-2/`, `/a/b.html` as `/a/b-2.html`.
fn numbered(path: &str, number: usize) -> String {
    let (path, slash) = path.strip_suffix('/').map_or((path, ""), |path| (path, "/"));
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{folder}/{stem}-{number}.{ending}{slash}"),
        None => format!("{folder}/{name}-{number}{slash}"),
    }
}

/// What a generator that goes by files calls a page: its path without the ending, or the folder of a bundle.
pub(crate) fn page_id(file: &str) -> &str {
    let stem = stem_of(file);
    for index in ["index", "_index"] {
        if stem == index {
            return "";
        }
        if let Some(folder) = stem.strip_suffix(index).and_then(|folder| folder.strip_suffix('/')) {
            return folder;
        }
    }
    stem
}

/// The way from one page to another, each at the path of its file.
pub(crate) fn between_pages(from: &str, to: &str) -> String {
    let (from, to) = (page_id(from), page_id(to));
    let from = if from.is_empty() { "page".to_owned() } else { format!("{from}/page") };
    match relative(&from, to) {
        way if to.is_empty() => way,
        way => format!("{way}/"),
    }
}

impl MarkdownOptions {
    /// Whether front matter says where a page is.
    fn keeps_paths(&self) -> bool {
        let key = crate::front_matter::permalink_key(self.flavor);
        let kept = self.fields.is_empty() || self.fields.iter().any(|field| Some(&**field) == key);
        self.flavor.keeps_paths() && kept && self.front_matter() != crate::FrontMatter::None
    }

    /// The page that a generator gives to a post of this address: the site's own path, kept.
    pub(crate) fn page_of(&self, link: &str) -> Option<Page> {
        let path = link.split("://").nth(1)?.split_once('/').map_or("", |(_, path)| path);
        if !self.keeps_paths() || path.contains(['?', '#']) || path.trim_matches('/').is_empty() {
            return None;
        }
        let site = format!("/{path}");
        let mut kept: String = site.split('/').map(page_name).collect::<Vec<_>>().join("/");
        // Without an ending these two make a folder of it.
        let is_folder = !kept.rsplit('/').next().unwrap_or_default().contains('.');
        if is_folder && !kept.ends_with('/') && self.flavor != Flavor::Jekyll {
            kept.push('/');
        }
        let short = site.split('/').all(|name| name.len() <= LONGEST);
        // Jekyll ends with an error at an address that does not decode to UTF-8.
        let valid = percent_encoding::percent_decode_str(&site).decode_utf8().is_ok();
        let moved = kept.trim_end_matches('/') != site.trim_end_matches('/');
        let alias = (short && valid && moved).then_some(site);
        Some(Page { path: kept, alias })
    }
}

/// A part of a path as the name of a folder: percent-decoded, without what is no UTF-8 (WordPress cuts long slugs within
/// a letter) and what filesystems and addresses refuse.
fn page_name(part: &str) -> String {
    if !part.contains('%') && part.len() <= LONGEST {
        return part.to_owned();
    }
    let bytes: Vec<u8> = percent_encoding::percent_decode_str(part).collect();
    let decoded: String = bytes.utf8_chunks().map(|chunk| chunk.valid()).collect();
    let refused = |c: char| matches!(c, '%' | '#' | '?' | '&' | '+' | ';' | '=' | '{' | '}' | '[' | ']');
    let decoded: String = decoded.chars().map(|c| if refused(c) { '-' } else { c }).collect();
    let name = safe_name(&decoded, LONGEST);
    if name.is_empty() { "-".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(flavor: Flavor, link: &str) -> Option<(String, Option<String>)> {
        let options = MarkdownOptions { flavor, ..MarkdownOptions::default() };
        options.page_of(link).map(|page| (page.path, page.alias))
    }

    #[test]
    fn pages_keep_the_site_s_path_decoded() {
        let check = |link: &str, path: &str, alias: Option<&str>| {
            assert_eq!(page(Flavor::Hugo, link), Some((path.to_owned(), alias.map(str::to_owned))));
        };
        check("https://a.example/2025/bees/", "/2025/bees/", None);
        check("https://a.example/2025/bees", "/2025/bees/", None);
        check("https://a.example/bees.html", "/bees.html", None);
        check("https://a.example/%ce%b5%CE%BD/", "/εν/", Some("/%ce%b5%CE%BD/"));
        check("https://a.example/e%cc%81/", "/é/", Some("/e%cc%81/"));
        check("https://a.example/a%2F..%2Fb%00%25/", "/a-..-b--/", Some("/a%2F..%2Fb%00%25/"));
        check("https://a.example/%e6%97/x/", "/-/x/", None);
        check("https://a.example/trunc-%d0%bf%d1%80%d0/", "/trunc-пр/", None);
        check("https://a.example/100%/", "/100-/", Some("/100%/"));
        check("https://a.example/%63on/", "/_con/", Some("/%63on/"));
        assert_eq!(page(Flavor::Hugo, "https://a.example/?p=1"), None);
        assert_eq!(page(Flavor::Hugo, "https://a.example/"), None);
        assert_eq!(page(Flavor::Gfm, "https://a.example/bees/"), None);
        let long = format!("https://a.example/{}/", "%e6%97%a5".repeat(100));
        let (path, alias) = page(Flavor::Hugo, &long).unwrap();
        assert!(path.len() <= 257 && alias.is_none(), "{path}");
    }

    #[test]
    fn pages_lead_to_one_another() {
        assert_eq!(between_pages("a.md", "b/index.md"), "../b/");
        assert_eq!(between_pages("2025/a.md", "2025/b.md"), "../b/");
        assert_eq!(between_pages("index.md", "a.md"), "a/");
        assert_eq!(between_pages("_index.md", "a/index.md"), "a/");
        assert_eq!(of_file("_posts/2025-04-30-bees.md"), "/bees/");
        assert_eq!(numbered("/a/b/", 2), "/a/b-2/");
        assert_eq!(numbered("/a/b.html", 3), "/a/b-3.html");
    }
}
