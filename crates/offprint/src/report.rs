//! The cleaning report: what went, by rule and post.

use offprint_core::html::Fired;
use offprint_core::reader::ReadPost;
use serde::Serialize;
use std::collections::BTreeMap;

/// The whole report.
#[derive(Debug, Serialize)]
pub(crate) struct Report<'a> {
    /// How often each rule fired, over all posts.
    totals: BTreeMap<&'static str, usize>,
    /// Post by post; those in which no rule fired are there, too.
    posts: Vec<PostReport<'a>>,
}

#[derive(Debug, Serialize)]
struct PostReport<'a> {
    post: String,
    id: Option<u64>,
    origin: &'a str,
    pointer: &'a str,
    rules: Vec<RuleReport<'a>>,
}

#[derive(Debug, Serialize)]
struct RuleReport<'a> {
    rule: &'static str,
    #[serde(flatten)]
    fired: &'a Fired,
}

impl<'a> Report<'a> {
    /// Of these posts.
    pub(crate) fn new(posts: &'a [ReadPost]) -> Self {
        let mut totals = BTreeMap::new();
        let of_post = |read: &'a ReadPost| {
            let rules = read.cleaned.rules.iter().map(|(&rule, fired)| RuleReport { rule, fired });
            PostReport {
                post: read.post.label(),
                id: read.post.id,
                origin: &read.post.provenance.origin,
                pointer: &read.post.provenance.pointer,
                rules: rules.collect(),
            }
        };
        for read in posts {
            for (&rule, fired) in &read.cleaned.rules {
                *totals.entry(rule).or_default() += fired.count;
            }
        }
        Self { totals, posts: posts.iter().map(of_post).collect() }
    }
}
