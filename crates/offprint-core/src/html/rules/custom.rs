//! Custom rules: data that a user adds to the built-in rules.
//!
//! They change the tree before anything else looks at it, so that no built-in rule has to know of them.

use super::super::arena::{Arena, Kind, NodeId};
use super::super::cleaner::{is_block, is_hidden, visible_text};
use super::super::report::CleaningReport;
use super::selector::{self, Selector};
use super::{Action, Cleaning, Level, Standing, rule_of, rules};
use html5ever::{local_name, ns};
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;
use thiserror::Error;

/// A cleaning rule of a user: what it is called, which elements it matches, and what it does with them.
///
/// ```
/// use offprint_core::html::{Action, Cleaning, CustomRule};
///
/// let rule = CustomRule::new("newsletter-box", ".newsletter-box", Action::Drop, "sign-up form of our theme")?;
/// let cleaning = Cleaning::default().with_rule(rule);
/// # Ok::<(), offprint_core::html::RuleError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomRule {
    name: RuleName,
    selector: Selector,
    action: Action,
    reason: String,
}

impl CustomRule {
    /// Parses a rule.
    ///
    /// # Errors
    /// When the name is not in kebab case or belongs to a built-in rule, or the selector is invalid.
    pub fn new(
        name: &str,
        selector: &str,
        action: Action,
        reason: impl Into<String>,
    ) -> Result<Self, RuleError> {
        Ok(Self::from_parts(RuleName::parse(name)?, Selector::parse(selector)?, action, reason))
    }

    /// Makes a rule of a parsed name and a parsed selector.
    pub fn from_parts(name: RuleName, selector: Selector, action: Action, reason: impl Into<String>) -> Self {
        Self { name, selector, action, reason: reason.into() }
    }

    /// Returns the name, as reports have it.
    pub fn name(&self) -> &RuleName {
        &self.name
    }

    /// Returns the selector of the elements that it matches.
    pub fn selector(&self) -> &Selector {
        &self.selector
    }

    /// Returns what it does with them.
    pub fn action(&self) -> Action {
        self.action
    }

    /// Returns why it exists, for people; it may be empty.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// The name of a custom rule: kebab case, and no built-in rule's.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleName(String);

impl RuleName {
    /// Parses a name.
    ///
    /// # Errors
    /// [`RuleError::Name`] or [`RuleError::BuiltIn`].
    pub fn parse(name: &str) -> Result<Self, RuleError> {
        let is_word = |word: &str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        let is_kebab = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.split('-').all(is_word);
        match is_kebab {
            false => Err(RuleError::Name),
            true if rules().any(|rule| rule.name == name) => Err(RuleError::BuiltIn),
            true => Ok(Self(name.to_owned())),
        }
    }

    /// Returns the name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RuleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for RuleName {
    type Err = RuleError;

    fn from_str(name: &str) -> Result<Self, RuleError> {
        Self::parse(name)
    }
}

/// Why a custom rule is invalid.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RuleError {
    /// The name is not in kebab case.
    #[error("not a rule name such as `newsletter-box` (lowercase letters, digits, single hyphens)")]
    Name,
    /// A built-in rule has this name.
    #[error("a built-in rule has this name")]
    BuiltIn,
    /// The selector is invalid.
    #[error("not a CSS selector: {0}")]
    Selector(&'static str),
}

/// Applies the custom rules to a tree, and returns what they did.
///
/// Selectors match the tree as it was parsed. Of the rules that match an element the first applies; what is in a dropped
/// element is not looked at.
pub(crate) fn apply(arena: &mut Arena, cleaning: &Cleaning) -> CleaningReport {
    let mut report = CleaningReport::default();
    if cleaning.custom.is_empty() {
        return report;
    }
    let matches = matches_in(arena, &cleaning.custom);
    for (node, rule) in matches {
        let name = rule.name.0.clone();
        match rule.action {
            Action::Drop => {
                report.fired(name, &visible_text(arena, node));
                arena.remove(node);
            }
            Action::Unwrap => {
                report.fired(name, "");
                let is_block = is_block(arena.name(node));
                arena.rename(node, if is_block { local_name!("div") } else { local_name!("span") });
            }
        }
    }
    report
}

/// The elements that rules apply to, in document order.
fn matches_in<'r>(arena: &Arena, rules: &'r [CustomRule]) -> Vec<(NodeId, &'r CustomRule)> {
    let mut caches = selectors::matching::SelectorCaches::default();
    let mut context = selector::context(&mut caches);
    let mut matches = Vec::new();
    let mut dropped: Option<NodeId> = None;
    for node in arena.descendants(arena.root()) {
        if dropped.is_some_and(|top| arena.is_under(node, top)) || !selector::is_element(arena, node) {
            continue;
        }
        dropped = None;
        let applies = |rule: &&CustomRule| rule.action == Action::Drop || can_be_unwrapped(arena, node);
        let mut matching = rules.iter().filter(|rule| rule.selector.matches(arena, node, &mut context));
        let Some(rule) = matching.find(applies) else { continue };
        if rule.action == Action::Drop {
            dropped = Some(node);
        }
        matches.push((node, rule));
    }
    matches
}

/// Whether what an element holds can be without it: neither the parts of a table or figure, nor what a browser does not show,
/// nor what is never part of a text.
fn can_be_unwrapped(arena: &Arena, node: NodeId) -> bool {
    static FIXED: LazyLock<Cleaning> = LazyLock::new(|| {
        let switched = rules().filter(|rule| rule.standing == Standing::On);
        switched.fold(Cleaning::at(Level::None), |cleaning, rule| cleaning.keep(rule.name))
    });
    let is_html = matches!(arena.kind(node), Kind::Element(namespace, ..) if *namespace == ns!(html));
    let name = arena.name(node);
    let is_part = matches!(
        name,
        "caption" | "figcaption" | "col" | "colgroup" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr"
    );
    let is_fixed = rule_of(arena, node, &FIXED).is_some_and(|rule| rule.action == Action::Drop);
    is_html && !is_part && !is_hidden(name) && !is_fixed
}

#[cfg(test)]
mod tests {
    use super::super::super::cleaner::{CleanContext, Cleaned, clean_blocks, clean_inlines};
    use super::*;
    use crate::model::{blocks_text, words};

    fn rule(name: &str, selector: &str, action: Action) -> CustomRule {
        CustomRule::new(name, selector, action, "").unwrap()
    }

    fn context(rules: &[(&str, &str, Action)]) -> CleanContext {
        let rules = rules.iter().map(|&(name, selector, action)| rule(name, selector, action));
        let cleaning = rules.fold(Cleaning::default(), Cleaning::with_rule);
        CleanContext { cleaning, ..CleanContext::default() }
    }

    fn cleaned(html: &str, rules: &[(&str, &str, Action)]) -> Cleaned {
        clean_blocks(html, &context(rules))
    }

    #[test]
    fn names_are_in_kebab_case_and_new() {
        for good in ["a", "newsletter-box", "h2-of-2019"] {
            assert_eq!(RuleName::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", "-a", "a-", "a--b", "Box", "a_b", "a b", "2a", "ü"] {
            assert_eq!(RuleName::parse(bad), Err(RuleError::Name), "{bad}");
        }
        for built_in in rules() {
            assert_eq!(RuleName::parse(built_in.name), Err(RuleError::BuiltIn));
        }
    }

    #[test]
    fn a_drop_takes_all_and_reports_its_words() {
        let html = "<p>a</p><div class='box'>gone <p>with <b>it</b></p><script>x()</script></div><p>b <i class='box'>too</i></p>";
        let cleaned = cleaned(html, &[("our-box", ".box", Action::Drop)]);
        assert_eq!(words(&cleaned.blocks), ["a", "b"]);
        let fired = &cleaned.report.rules["our-box"];
        assert_eq!((fired.count, fired.words.join(" ").as_str()), (2, "gone with it too"));
        assert_eq!(cleaned.report.rules.keys().collect::<Vec<_>>(), ["our-box"]);
    }

    #[test]
    fn unwrapping_keeps_lines_apart() {
        let html = "<div class='x'><p>a</p></div><blockquote class='x'>b</blockquote><div class='x'>c</div><p>d<b class='x'>e</b>f</p>";
        let cleaned = cleaned(html, &[("plain", ".x", Action::Unwrap)]);
        assert_eq!(
            blocks_text(&cleaned.blocks).split_whitespace().collect::<Vec<_>>(),
            ["a", "b", "c", "def"]
        );
        assert_eq!(cleaned.blocks.len(), 4, "{:?}", cleaned.blocks);
        assert!(!format!("{:?}", cleaned.blocks).contains("Strong"), "{:?}", cleaned.blocks);
        assert_eq!(cleaned.report.rules["plain"].count, 4);
    }

    #[test]
    fn the_first_rule_wins_at_every_level() {
        let html = "<div class='sharedaddy'>Share</div>";
        for level in [Level::None, Level::Safe, Level::Full] {
            let cleaning = Cleaning::at(level).with_rule(rule("first", "div", Action::Drop)).with_rule(rule(
                "second",
                ".sharedaddy",
                Action::Unwrap,
            ));
            let context = CleanContext { cleaning, ..CleanContext::default() };
            let report = clean_blocks(html, &context).report;
            assert_eq!(report.rules.keys().collect::<Vec<_>>(), ["first"], "{level:?}");
        }
    }

    #[test]
    fn a_rule_replaces_its_namesake() {
        let cleaning = Cleaning::default().with_rule(rule("box", ".a", Action::Drop)).with_rule(rule(
            "box",
            ".b",
            Action::Drop,
        ));
        let [rule] = cleaning.custom_rules() else { panic!("{cleaning:?}") };
        assert_eq!((rule.name().as_str(), rule.selector().as_str()), ("box", ".b"));
        assert_ne!(cleaning, Cleaning::default());
    }

    #[test]
    fn built_in_rules_see_what_is_left() {
        let html = "<h2 id='t'><span class='x'>gone</span></h2><p>a <a href='#t'>b</a></p>";
        let cleaned = cleaned(html, &[("hidden", ".x", Action::Drop)]);
        assert_eq!(words(&cleaned.blocks), ["a", "b"]);
        assert!(cleaned.report.rules.contains_key("empty-element"), "{:?}", cleaned.report);
    }

    #[test]
    fn titles_are_cleaned_too() {
        let context = context(&[("badge", ".badge", Action::Drop)]);
        let (line, report) = clean_inlines("Bees <span class='badge'>New</span>", &context);
        assert_eq!(crate::model::inlines_text(&line).trim(), "Bees");
        assert_eq!(report.rules["badge"].words, ["New"]);
    }

    /// What is never text does not become text, and parts of a table stay in it.
    #[test]
    fn some_elements_cannot_be_unwrapped() {
        let html = "<p>a</p><script>x()</script><style>y</style><iframe>z</iframe><select><option>o</option></select>\
                    <svg><text>s</text></svg><table><tr><th>b</th><td>c</td></tr></table>";
        let with = cleaned(html, &[("all-of-it", "*:not(p, table)", Action::Unwrap)]);
        let without = cleaned(html, &[]);
        assert_eq!(with.blocks, without.blocks);
        assert!(!with.report.rules.contains_key("all-of-it"), "{:?}", with.report);
    }

    /// Unwrapping loses no word, whatever the element.
    #[test]
    fn unwrapping_loses_no_word() {
        let html = "<h2>a <em>b</em></h2><p><a href='/x'>c</a> <code>d</code></p><ul><li>e<ul><li>f</li></ul></li></ul>\
                    <dl><dt>g</dt><dd>h</dd></dl><blockquote><p>i</p><cite>j</cite></blockquote><pre><code>k</code></pre>\
                    <figure><img src='https://b.example/x.jpg' alt=''><figcaption>l</figcaption></figure>\
                    <table><caption>m</caption><tr><td><p>n</p></td></tr></table><details><summary>o</summary>p</details>\
                    <figure><table><tr><td>q</td></tr></table><figcaption>r</figcaption></figure><ruby>s<rt>t</rt></ruby>\
                    <div class='wp-caption'><img src='https://b.example/y.jpg'><p class='wp-caption-text'>u</p></div>";
        let sorted = |cleaned: &Cleaned| {
            let mut words: Vec<char> =
                words(&cleaned.blocks).concat().chars().filter(char::is_ascii_lowercase).collect();
            words.sort_unstable();
            words.into_iter().collect::<String>()
        };
        let all = sorted(&cleaned(html, &[]));
        assert_eq!(all, "abcdefghijklmnopqrstu");
        let names = "h2 em p a code ul li dl dt dd blockquote cite pre figure figcaption table details summary ruby rt div *";
        for name in names.split(' ') {
            let unwrapped = cleaned(html, &[("flat", name, Action::Unwrap)]);
            assert_eq!(sorted(&unwrapped), all, "{name}: {:?}", unwrapped.blocks);
        }
    }
}
