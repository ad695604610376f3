//! Links within a post: which headings need a name of their own.

use offprint_core::{Block, Heading, Link, Post, Visitor, walk_block, walk_inlines};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The names of a post's headings.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    /// The names that a heading must carry, each with what it is called in the file.
    ids: BTreeMap<String, String>,
}

impl Anchors {
    /// The anchors of a post: of the headings that links lead to. Renderers name headings by their text, each in its own
    /// way and some in none, so these carry their names; in a file with more posts `prefix` keeps them apart.
    pub(crate) fn of(post: &Post, prefix: Option<&str>) -> Self {
        let mut survey = Survey::default();
        offprint_core::walk_blocks(&mut survey, &post.body);
        let linked = survey.headings.into_iter().filter(|anchor| survey.linked.contains(anchor));
        let named = |anchor: String| {
            let id = prefix.map_or_else(|| anchor.clone(), |prefix| format!("{prefix}-{anchor}"));
            (anchor, id)
        };
        Self { ids: linked.map(named).collect() }
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
    headings: Vec<String>,
}

impl Visitor for Survey {
    fn block(&mut self, block: &Block) {
        if let Block::Heading(heading) = block {
            self.headings.extend(heading.anchor.clone());
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
