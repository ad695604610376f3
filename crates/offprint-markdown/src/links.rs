//! Where links and pictures lead: other posts of the edition, files beside them, the site's address of today.

use crate::{
    options::{Flavor, MarkdownOptions},
    pages::{Page, between_pages},
    paths::{self, is_index, relative, safe_path, stem_of},
};
use offprint_core::{EditionInfo, MediaItem, MediaStore};
use std::cell::RefCell;

/// What the text of one post must know to lead elsewhere.
pub(crate) struct Links<'a> {
    pub(crate) edition: &'a EditionInfo,
    pub(crate) options: &'a MarkdownOptions,
    pub(crate) media: &'a dyn MediaStore,
    /// The paths of all posts.
    pub(crate) paths: &'a [String],
    /// The pages of all posts, where front matter says where they are.
    pub(crate) pages: &'a [Page],
    /// The path of this file.
    pub(crate) here: &'a str,
    /// The page of this post, where front matter says where it is.
    pub(crate) page: Option<&'a Page>,
    /// The files that this post's text leads to, each with its path.
    pub(crate) taken: RefCell<Vec<(String, MediaItem)>>,
}

impl Links<'_> {
    /// The address of today for one that the site had once; `None` when it is none of these.
    pub(crate) fn renamed(&self, url: &str) -> Option<String> {
        rename(&self.options.site_aliases, url)
    }

    /// Where a link leads, when that is elsewhere than it says: to a post's file or page, to a file, to the site's
    /// new address.
    pub(crate) fn address(&self, url: &str) -> Option<String> {
        let renamed = self.renamed(url);
        let url = renamed.as_deref().unwrap_or(url);
        if !is_web(url) {
            return renamed;
        }
        let (page, fragment) = url.split_once('#').map_or((url, None), |(page, name)| (page, Some(name)));
        let entry = self.edition.entry_of(page).filter(|&entry| entry < self.paths.len());
        if let (Some(entry), Some(name)) = (entry, fragment)
            && self.paths.get(entry).is_some_and(|path| path == self.here)
        {
            // A place in the very same text, as the author meant it.
            return Some(format!("#{name}"));
        }
        let address = match entry {
            Some(entry) => Some(self.page(entry)),
            // A link is no picture, and its file would not be copied.
            None if self.options.flavor.copies_pictures_alone() => None,
            None => self.file(page),
        };
        match (address, fragment) {
            (Some(address), Some(name)) => Some(format!("{address}#{name}")),
            (Some(address), None) => Some(address),
            (None, _) => renamed,
        }
    }

    /// The address of a post of the edition. Site generators keep the path that its link has, or make one of the file's;
    /// others are led to the file.
    pub(crate) fn page(&self, entry: usize) -> String {
        let path = &self.paths[entry];
        match (self.pages.get(entry), self.options.flavor) {
            (Some(page), _) => encoded(&page.path),
            (None, Flavor::Hugo | Flavor::Zola | Flavor::Astro) => encoded(&between_pages(self.here, path)),
            (None, _) => encoded(&relative(self.here, path)),
        }
    }

    /// What Obsidian calls a post: its path without an ending; `None` when this is no post, or a place within one.
    pub(crate) fn wiki_name(&self, url: &str) -> Option<String> {
        if self.options.flavor != Flavor::Obsidian || url.contains('#') {
            return None;
        }
        let renamed = self.renamed(url);
        let path = self.paths.get(self.edition.entry_of(renamed.as_deref().unwrap_or(url))?)?;
        let name = stem_of(path);
        (!name.contains(['|', '#', '^', '[', ']'])).then(|| name.to_owned())
    }

    /// The path of the file of a picture, a sound or a film, when the media folder has it.
    pub(crate) fn file(&self, url: &str) -> Option<String> {
        Some(self.way_to(&self.file_path(url)?))
    }

    /// The address of a file from this page.
    fn way_to(&self, path: &str) -> String {
        match self.options.flavor {
            // The page is elsewhere than the file of its text, but a bundle's files go with it.
            Flavor::Hugo | Flavor::Zola if !self.is_bundle() => format!("/{}", encoded(path)),
            Flavor::Jekyll => format!("/{}", encoded(path)),
            Flavor::Astro => {
                let way = encoded(&relative(self.here, path));
                if way.starts_with("../") { way } else { format!("./{way}") }
            }
            _ => encoded(&relative(self.here, path)),
        }
    }

    /// Where front matter says that a picture is. Templates show it on other pages, too, so it is a path of the site,
    /// if that is known.
    pub(crate) fn front_image(&self, url: &str) -> String {
        let Some(path) = self.file_path(url) else {
            return self.renamed(url).unwrap_or_else(|| url.to_owned());
        };
        let folder = self.page.and_then(|page| page.path.rsplit_once('/')).map(|(folder, _)| folder);
        match (self.options.flavor, folder) {
            (Flavor::Hugo | Flavor::Zola, Some(folder)) if self.is_bundle() => {
                // Zola makes a folder of any path.
                let own = self.page.map_or("", |page| page.path.trim_end_matches('/'));
                let folder = if self.options.flavor == Flavor::Zola { own } else { folder };
                let name = path.rsplit('/').next().unwrap_or(&path);
                encoded(&format!("{folder}/{name}"))
            }
            _ => self.way_to(&path),
        }
    }

    /// Whether files are beside the text.
    fn is_bundle(&self) -> bool {
        let section = matches!(self.options.flavor, Flavor::Hugo | Flavor::Zola) && self.here == "_index.md";
        let bundle = is_index(self.here) && self.here.contains('/') && self.options.flavor != Flavor::Jekyll;
        section || bundle
    }

    /// The path of the file of a URL, when the media folder has it; the file is copied.
    fn file_path(&self, url: &str) -> Option<String> {
        let renamed = self.renamed(url);
        let url = renamed.as_deref().unwrap_or(url);
        let item = self.media.find(url)?;
        let mut taken = self.taken.borrow_mut();
        if let Some((path, _)) = taken.iter().find(|(_, known)| known.key == item.key) {
            return Some(path.clone());
        }
        let path = if self.is_bundle() {
            let folder = self.here.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let name = self.beside(file_name(url));
            let is_free =
                |path: &str| taken.iter().all(|(known, _)| known.to_lowercase() != path.to_lowercase());
            let names = std::iter::once(name.clone())
                .chain((2..).map(|number| paths::with_number(&name, number)))
                .map(|name| format!("{folder}{name}"));
            names.take(10_000).find(|path| is_free(path)).unwrap_or_else(|| format!("{folder}{name}"))
        } else {
            let place = self.place_of(url);
            match self.options.flavor {
                // Jekyll copies no file or folder whose name begins so.
                Flavor::Jekyll => {
                    let mark = |part: &str| if part.starts_with(['_', '#', '~']) { "file" } else { "" };
                    let parts = place.split('/').map(|part| format!("{}{part}", mark(part)));
                    format!("media/{}", parts.collect::<Vec<_>>().join("/"))
                }
                _ => format!("media/{place}"),
            }
        };
        taken.push((path.clone(), item));
        Some(path)
    }

    /// The name of a file beside the text. Hugo puts the files of a page that has an ending where those of its
    /// neighbors are, too.
    fn beside(&self, name: String) -> String {
        let page = self.page.filter(|_| self.options.flavor == Flavor::Hugo);
        let last = page.and_then(|page| page.path.rsplit('/').next()).unwrap_or_default();
        match last.rsplit_once('.') {
            Some((stem, _)) => safe_path(&format!("{stem}-{name}")),
            // The text itself has this name.
            None if is_index(&name) || name == "_index.md" => format!("file-{name}"),
            None => name,
        }
    }

    /// Where a picture is: the file at hand, else the site's address of today.
    pub(crate) fn picture(&self, url: &str) -> Option<String> {
        self.file(url).or_else(|| self.renamed(url))
    }

    /// The path of a file among all media: as below `uploads`, under the host's name when that is not the site's.
    fn place_of(&self, url: &str) -> String {
        let rest = url.split("://").nth(1).unwrap_or(url).split(['?', '#']).next().unwrap_or_default();
        // A relative URL names no host.
        let (host, path) = match rest.split_once('/') {
            Some(parts) if is_web(url) => parts,
            _ => ("", rest),
        };
        let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        let path = path.split_once("/uploads/").map_or(&*path, |(_, path)| path);
        let site = self.edition.site_url.as_deref().unwrap_or_default();
        let at_home = host.is_empty()
            || site
                .split("://")
                .nth(1)
                .is_some_and(|site| bare_host(site.split('/').next().unwrap_or_default()) == bare_host(host));
        if at_home { safe_path(path) } else { safe_path(&format!("{}/{path}", bare_host(host))) }
    }
}

/// The address with a former site's beginning replaced; `None` when no alias is meant.
pub(crate) fn rename(aliases: &[crate::SiteAlias], url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    aliases.iter().find_map(|alias| {
        let old = alias.old.split("://").nth(1).unwrap_or(&alias.old);
        let old = old.strip_prefix("www.").unwrap_or(old).trim_end_matches('/');
        let after = rest
            .get(..old.len())
            .filter(|start| start.eq_ignore_ascii_case(old))
            .map(|_| &rest[old.len()..])?;
        let whole = after.is_empty() || after.starts_with(['/', '?', '#']);
        whole.then(|| format!("{}{after}", alias.new.trim_end_matches('/')))
    })
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn bare_host(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// The last part of an address as a file's name.
fn file_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    safe_path(&percent_encoding::percent_decode_str(name).decode_utf8_lossy().replace('/', "-"))
}

/// A path as a relative address.
pub(crate) fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            ' ' => out.push_str("%20"),
            '%' => out.push_str("%25"),
            '?' => out.push_str("%3F"),
            '#' => out.push_str("%23"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SiteAlias;

    #[test]
    fn aliases_are_whole_hosts_or_folders() {
        let alias = |old: &str| vec![SiteAlias { old: old.into(), new: "https://new.example/".into() }];
        let check = |old: &str, url: &str, want: Option<&str>| {
            assert_eq!(rename(&alias(old), url).as_deref(), want);
        };
        check("old.example", "http://www.old.example/a/?b#c", Some("https://new.example/a/?b#c"));
        check("https://old.example/blog/", "https://OLD.example/blog/a", Some("https://new.example/a"));
        check("old.example", "https://old.example.org/a", None);
        check("old.example", "mailto:me@old.example", None);
    }
}
