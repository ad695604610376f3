//! The cleaning report: what went, by rule and post.

use offprint_core::html::{self, Fired};
use offprint_core::reader::ReadPost;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The whole report.
#[derive(Debug, Default, Serialize)]
pub(crate) struct CleaningReport {
    /// How often each rule fired, over all posts.
    pub(crate) totals: BTreeMap<Cow<'static, str>, usize>,
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
    rule: Cow<'static, str>,
    #[serde(flatten)]
    fired: Fired,
}

impl CleaningReport {
    /// A report of every post; else of the totals alone, which needs no more memory for more posts.
    pub(crate) fn new(of_posts: bool) -> Self {
        Self { totals_alone: !of_posts, ..Self::default() }
    }

    /// Adds a text that is no post's: the editor's note, the introduction of a section.
    pub(crate) fn add_text(&mut self, origin: &str, name: &str, cleaned: &html::CleaningReport) {
        self.count(cleaned);
        if !self.totals_alone {
            let (post, origin, pointer) = (name.to_owned(), origin.to_owned(), String::new());
            self.posts.push(PostReport { post, id: None, origin, pointer, rules: rules_of(cleaned) });
        }
    }

    fn count(&mut self, cleaned: &html::CleaningReport) {
        for (rule, fired) in &cleaned.rules {
            *self.totals.entry(rule.clone()).or_default() += fired.count;
        }
    }

    /// Adds a post.
    pub(crate) fn add(&mut self, read: &ReadPost) {
        self.count(&read.cleaned);
        if self.totals_alone {
            return;
        }
        self.posts.push(PostReport {
            post: read.post.label(),
            id: read.post.id,
            origin: read.post.provenance.origin.clone(),
            pointer: read.post.provenance.pointer.clone(),
            rules: rules_of(&read.cleaned),
        });
    }
}

fn rules_of(cleaned: &html::CleaningReport) -> Vec<RuleReport> {
    let rules = cleaned.rules.iter();
    rules.map(|(rule, fired)| RuleReport { rule: rule.clone(), fired: fired.clone() }).collect()
}
