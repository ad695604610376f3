//! Links within a post: which headings need a name of their own.

use offprint_core::{Block, Heading, Link, Post, Visitor, inlines_text, walk_block, walk_inlines};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The names of a post's headings.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    /// The names that a heading must carry, each with what it is called in the file.
    ids: BTreeMap<String, String>,
}

impl Anchors {
    /// The anchors of a post. A heading whose name is the one that renderers give it by its text needs no other, except
    /// in a file with more posts (`prefix` keeps their names apart).
    pub(crate) fn of(post: &Post, prefix: Option<&str>) -> Self {
        let mut survey = Survey::default();
        offprint_core::walk_blocks(&mut survey, &post.body);
        let mut ids = BTreeMap::new();
        for (anchor, slug) in &survey.headings {
            let usual = prefix.is_none() && anchor == slug && survey.slugs.get(slug) == Some(&1);
            if survey.linked.contains(anchor) && !usual {
                let id = prefix.map_or_else(|| anchor.clone(), |prefix| format!("{prefix}-{anchor}"));
                ids.entry(anchor.clone()).or_insert(id);
            }
        }
        Self { ids }
    }

    /// The name that this heading must carry.
    pub(crate) fn id_of(&self, heading: &Heading) -> Option<&str> {
        self.ids.get(heading.anchor.as_deref()?).map(String::as_str)
    }

    /// The address that a link leads to, in the file.
    pub(crate) fn address<'a>(&self, url: &'a str) -> Cow<'a, str> {
        match url.strip_prefix('#').and_then(|anchor| self.ids.get(anchor)) {
            Some(id) if &url[1..] != id => Cow::Owned(format!("#{id}")),
            _ => Cow::Borrowed(url),
        }
    }
}

#[derive(Default)]
struct Survey {
    linked: BTreeSet<String>,
    headings: Vec<(String, String)>,
    slugs: BTreeMap<String, usize>,
}

impl Visitor for Survey {
    fn block(&mut self, block: &Block) {
        if let Block::Heading(heading) = block {
            let slug = github_slug(&inlines_text(&heading.content));
            if let Some(anchor) = &heading.anchor {
                self.headings.push((anchor.clone(), slug.clone()));
            }
            *self.slugs.entry(slug).or_default() += 1;
        }
        walk_block(self, block);
    }

    fn link(&mut self, link: &Link) {
        if let Some(anchor) = link.url.strip_prefix('#') {
            self.linked.insert(anchor.to_owned());
        }
        walk_inlines(self, &link.content);
    }
}

/// The name that GitHub gives a heading: lower case, punctuation away, hyphens for spaces.
fn github_slug(text: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    text.to_lowercase().chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn slugs_are_github_s() {
        assert_eq!(super::github_slug("What’s new, 2.0?"), "whats-new-20");
    }
}
