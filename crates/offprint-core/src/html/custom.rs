//! Custom rules at work: they change the tree before anything else looks at it, so that no built-in rule has to know of
//! them.

use super::arena::{Arena, Kind, NodeId};
use super::report::CleaningReport;
use super::rules::{self, Action, Cleaning, CustomRule, Level, Standing, rule_of};
use super::visible::{is_block, is_hidden, visible_text};
use html5ever::{local_name, ns};
use std::sync::LazyLock;

/// Applies the custom rules to a tree, and returns what they did.
///
/// Selectors match the tree as it was parsed. The first rule that matches an element applies; nothing inside a dropped
/// element is matched.
pub(super) fn apply(arena: &mut Arena, cleaning: &Cleaning) -> CleaningReport {
    let mut report = CleaningReport::default();
    if cleaning.custom_rules().is_empty() {
        return report;
    }
    let matches = matches_in(arena, cleaning.custom_rules());
    for (node, rule) in matches {
        let name = rule.name().as_str().to_owned();
        match rule.action() {
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

/// Returns the elements that rules apply to, in document order.
fn matches_in<'r>(arena: &Arena, custom: &'r [CustomRule]) -> Vec<(NodeId, &'r CustomRule)> {
    let mut caches = rules::MatchingCaches::default();
    let mut context = rules::matching_context(&mut caches);
    let mut matches = Vec::new();
    let mut dropped: Option<NodeId> = None;
    for node in arena.descendants(arena.root()) {
        if dropped.is_some_and(|top| arena.is_under(node, top)) || !is_element(arena, node) {
            continue;
        }
        dropped = None;
        let applies = |rule: &&CustomRule| rule.action() == Action::Drop || can_be_unwrapped(arena, node);
        let mut matching = custom.iter().filter(|rule| rule.selector().matches(arena, node, &mut context));
        let Some(rule) = matching.find(applies) else { continue };
        if rule.action() == Action::Drop {
            dropped = Some(node);
        }
        matches.push((node, rule));
    }
    matches
}

/// Whether an element can lose its tags: not the parts of a table or figure, not what a browser hides, and not what
/// built-in rules drop in any case.
fn can_be_unwrapped(arena: &Arena, node: NodeId) -> bool {
    static FIXED: LazyLock<Cleaning> = LazyLock::new(|| {
        let switched = rules::rules().filter(|rule| rule.standing == Standing::On);
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

fn is_element(arena: &Arena, node: NodeId) -> bool {
    matches!(arena.kind(node), Kind::Element(..))
}

#[cfg(test)]
mod tests {
    use super::super::cleaner::{CleanContext, Cleaned, clean_blocks, clean_inlines};
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
