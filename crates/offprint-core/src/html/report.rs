//! What cleaning took away, counted by rule.

use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What cleaning did to one post: for each rule that fired, how often, and which visible words went.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct CleaningReport {
    /// By the rule's name.
    pub rules: BTreeMap<Cow<'static, str>, Fired>,
}

/// How a rule fired.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Fired {
    /// How often.
    pub count: usize,
    /// The visible words that are not in the model's running text any more, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

impl CleaningReport {
    /// Counts one firing of a rule, and the words of the text it took away.
    pub(crate) fn fired(&mut self, rule: impl Into<Cow<'static, str>>, text: &str) {
        let fired = self.rules.entry(rule.into()).or_default();
        fired.count += 1;
        fired.words.extend(text.split_whitespace().map(str::to_owned));
    }

    /// Adds another report's counts to this one's.
    pub fn absorb(&mut self, other: Self) {
        for (rule, fired) in other.rules {
            let sum = self.rules.entry(rule).or_default();
            sum.count += fired.count;
            sum.words.extend(fired.words);
        }
    }

    /// All words that went, whatever the rule.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.rules.values().flat_map(|fired| fired.words.iter().map(String::as_str))
    }
}
