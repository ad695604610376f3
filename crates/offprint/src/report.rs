//! The cleaning report: what went, by rule and post.

use offprint_core::html::Fired;
use offprint_core::reader::ReadPost;
use serde::Serialize;
use std::collections::BTreeMap;

/// The whole report.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    /// How often each rule fired, over all posts.
    pub(crate) totals: BTreeMap<&'static str, usize>,
    /// Post by post; those in which no rule fired are there, too.
    posts: Vec<PostReport>,
    /// Whether nobody asks for more than the totals.
    #[serde(skip)]
    totals_alone: bool,
}

#[derive(Debug, Serialize)]
struct PostReport {
    post: String,
    id: Option<u64>,
    origin: String,
    pointer: String,
    rules: Vec<RuleReport>,
}

#[derive(Debug, Serialize)]
struct RuleReport {
    rule: &'static str,
    #[serde(flatten)]
    fired: Fired,
}

impl Report {
    /// A report of the totals alone: it needs no more memory for more posts.
    pub(crate) fn of_totals() -> Self {
        Self { totals_alone: true, ..Self::default() }
    }

    /// Adds a post.
    pub(crate) fn add(&mut self, read: &ReadPost) {
        for (&rule, fired) in &read.cleaned.rules {
            *self.totals.entry(rule).or_default() += fired.count;
        }
        if self.totals_alone {
            return;
        }
        let rules = read.cleaned.rules.iter().map(|(&rule, fired)| RuleReport { rule, fired: fired.clone() });
        self.posts.push(PostReport {
            post: read.post.label(),
            id: read.post.id,
            origin: read.post.provenance.origin.clone(),
            pointer: read.post.provenance.pointer.clone(),
            rules: rules.collect(),
        });
    }
}
