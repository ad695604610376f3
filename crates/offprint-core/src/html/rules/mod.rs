//! The rules of cleaning: what each is called, what it does, and which are switched on.
//!
//! [`table`] holds those that go by an element's name, class or id alone; [`local`] names those that need to look
//! around it. Reports count by these names, and `--keep` and `--drop` switch them. [`custom`] holds rules that users add.

mod custom;
pub(crate) mod local;
mod selector;
mod table;

use super::arena::{Arena, NodeId};
use crate::shortcodes::{ShortcodeRule, Shortcodes, Treatment};
use Test::{Class, ClassPrefix, Id, IdPrefix, Tag, Wrapper};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;
use table::TABLE;

pub use custom::{CustomRule, RuleError, RuleName};
pub(crate) use selector::{MatchingCaches, matching_context};
pub use selector::{Selector, SelectorError};

/// What a rule does with an element that it matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Removes the element with all it holds, and reports its words.
    Drop,
    /// Removes the element's tags; what it holds stays.
    Unwrap,
}

/// A way to recognise an element.
#[derive(Debug, Clone, Copy)]
enum Test {
    /// An element of this name.
    Tag(&'static str),
    /// A whole token of `class`.
    Class(&'static str),
    /// The start of a token of `class`.
    ClassPrefix(&'static str),
    /// The start of a token of `class`, of an element that can only be a wrapper.
    Wrapper(&'static str),
    /// The whole `id`.
    Id(&'static str),
    /// The start of the `id`.
    IdPrefix(&'static str),
}

/// A row of the table.
#[derive(Debug)]
pub(crate) struct Rule {
    /// What reports call it.
    pub(crate) name: &'static str,
    /// What it does.
    pub(crate) action: Action,
    about: &'static str,
    standing: Standing,
    level: Level,
    /// HTML that it must meet.
    case: &'static str,
    tests: &'static [Test],
}

impl Rule {
    /// The same, from this level on.
    const fn from(mut self, level: Level) -> Self {
        self.level = level;
        self
    }
}

/// How much cleaning does. Each rule names the least level at which it applies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Only what safety demands, and what puts content into the model's form (footnotes, embeds, formulas). Everything
    /// else stays as it was written, also what is empty, leads nowhere, or separates nothing.
    None,
    /// Also removes trackers and machine residue, but no words and no structure that a reader could see.
    Safe,
    /// Also removes what plugins, themes and editors left in the text, and normalizes its typing.
    #[default]
    Full,
}

/// Whether a rule is switched on when nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is, and can be switched off.
    On,
    /// It is not, and can be switched on.
    Off,
    /// It is, and stays so: without it the output would not be safe, or would say things twice.
    Fixed,
}

/// What may be known of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleInfo {
    /// Its name, as reports and options have it.
    pub name: &'static str,
    /// What it takes away, or unwraps.
    pub about: &'static str,
    /// Whether it is on.
    pub standing: Standing,
    /// The least level of cleaning at which it is on.
    pub level: Level,
    /// HTML that it meets; empty for those whose cases are too long to show.
    pub case: &'static str,
}

/// All rules, in the order of the specification: those that go by names, then those that look around.
pub fn rules() -> impl Iterator<Item = RuleInfo> {
    let named = TABLE.iter().map(|rule| (rule.name, rule.about, rule.standing, rule.level, rule.case));
    let looking =
        local::LOCAL.iter().map(|rule| (rule.name, rule.about, rule.standing, rule.level, rule.case));
    let info = |(name, about, standing, level, case)| RuleInfo { name, about, standing, level, case };
    named.chain(looking).map(info)
}

/// Which rules of cleaning are switched on and off. The default is the specification's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cleaning {
    level: Level,
    /// Rules that are off, of those that are on at [`Level::Full`].
    kept: BTreeSet<&'static str>,
    /// Rules that are on, of those that are off at every level.
    dropped: BTreeSet<&'static str>,
    shortcodes: Treatment,
    custom: Vec<CustomRule>,
}

impl Cleaning {
    /// The rules of a level. [`keep`](Self::keep) and [`drop`](Self::drop) switch single rules on top of it.
    #[must_use]
    pub fn at(level: Level) -> Self {
        let off = rules().filter(|rule| rule.standing != Standing::Off && rule.level > level);
        Self {
            level,
            kept: off.map(|rule| rule.name).collect(),
            dropped: BTreeSet::new(),
            shortcodes: Treatment::default(),
            custom: Vec::new(),
        }
    }

    /// The level that the rules were chosen by.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// The same, with this rule switched off; a fixed one stays on.
    #[must_use]
    pub fn keep(mut self, rule: &'static str) -> Self {
        if rules().any(|known| known.name == rule && known.standing == Standing::On) {
            self.kept.insert(rule);
        }
        self.dropped.remove(rule);
        self
    }

    /// The same, with this rule switched on.
    #[must_use]
    pub fn drop(mut self, rule: &'static str) -> Self {
        if rules().any(|known| known.name == rule && known.standing == Standing::Off) {
            self.dropped.insert(rule);
        }
        self.kept.remove(rule);
        self
    }

    /// The same, with all shortcodes treated so.
    #[must_use]
    pub fn with_shortcodes(mut self, shortcodes: Shortcodes) -> Self {
        self.shortcodes.all = shortcodes;
        self
    }

    /// The same, with the shortcode of this name treated so.
    #[must_use]
    pub fn with_shortcode(mut self, name: &str, rule: ShortcodeRule) -> Self {
        self.shortcodes.named.insert(name.to_ascii_lowercase(), rule);
        self
    }

    /// Adds a custom rule. It replaces an earlier one of the same name, and applies at every level.
    #[must_use]
    pub fn with_rule(mut self, rule: CustomRule) -> Self {
        self.custom.retain(|other| other.name() != rule.name());
        self.custom.push(rule);
        self
    }

    /// Returns the custom rules in the order in which they apply: the first that matches an element wins.
    pub fn custom_rules(&self) -> &[CustomRule] {
        &self.custom
    }

    /// How shortcodes are treated.
    pub(crate) fn shortcodes(&self) -> &Treatment {
        &self.shortcodes
    }

    /// Whether a rule that is on by default is on.
    pub(crate) fn applies(&self, rule: &str) -> bool {
        !self.kept.contains(rule)
    }

    /// Whether a rule that is off by default was switched on.
    pub(crate) fn wants(&self, rule: &str) -> bool {
        self.dropped.contains(rule)
    }

    /// Whether text, titles and code keep the form that their author typed.
    pub(crate) fn keeps_typing(&self) -> bool {
        self.level < Level::Full
    }
}

struct Index {
    tags: HashMap<&'static str, usize>,
    classes: HashMap<&'static str, usize>,
    class_prefixes: Vec<(&'static str, usize)>,
    wrappers: Vec<(&'static str, usize)>,
    ids: HashMap<&'static str, usize>,
    id_prefixes: Vec<(&'static str, usize)>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index {
        tags: HashMap::new(),
        classes: HashMap::new(),
        class_prefixes: Vec::new(),
        wrappers: Vec::new(),
        ids: HashMap::new(),
        id_prefixes: Vec::new(),
    };
    for (row, rule) in TABLE.iter().enumerate() {
        for test in rule.tests {
            match *test {
                Tag(name) => drop(index.tags.entry(name).or_insert(row)),
                Class(name) => drop(index.classes.entry(name).or_insert(row)),
                ClassPrefix(prefix) => index.class_prefixes.push((prefix, row)),
                Wrapper(prefix) => index.wrappers.push((prefix, row)),
                Id(name) => drop(index.ids.entry(name).or_insert(row)),
                IdPrefix(prefix) => index.id_prefixes.push((prefix, row)),
            }
        }
    }
    index
});

/// The rule that matches this element, if any that is switched on.
pub(crate) fn rule_of(arena: &Arena, node: NodeId, cleaning: &Cleaning) -> Option<&'static Rule> {
    let index = &*INDEX;
    let name = arena.name(node);
    let mut row: Option<usize> = None;
    let mut take = |found: Option<usize>| {
        let found = found.filter(|&found| cleaning.applies(TABLE[found].name));
        row = [row, found].into_iter().flatten().min();
    };
    take(index.tags.get(name).copied());
    let wraps = matches!(name, "div" | "section" | "article" | "main" | "aside");
    for class in arena.classes(node) {
        take(index.classes.get(class).copied());
        take(index.class_prefixes.iter().find(|(prefix, _)| class.starts_with(prefix)).map(|&(_, row)| row));
        if wraps {
            take(index.wrappers.iter().find(|(prefix, _)| class.starts_with(prefix)).map(|&(_, row)| row));
        }
    }
    if let Some(id) = arena.attribute(node, "id") {
        take(index.ids.get(id).copied());
        take(index.id_prefixes.iter().find(|(prefix, _)| id.starts_with(prefix)).map(|&(_, row)| row));
    }
    row.map(|row| &TABLE[row])
}

#[cfg(test)]
mod tests {
    use super::super::cleaner::{CleanContext, Cleaned, clean_blocks};
    use super::*;

    fn check(html: &str, expected: Option<&str>) {
        let arena = Arena::parse(html);
        let first = arena.children(arena.root()).next().unwrap();
        let rule = rule_of(&arena, first, &Cleaning::default());
        assert_eq!(rule.map(|rule| rule.name), expected, "{html}");
    }

    #[test]
    fn whole_tokens_or_stated_prefixes() {
        check("<span class='et_bloom_bottom_trigger'></span>", Some("bloom"));
        check("<span class='my_et_bloom'></span>", None);
        check("<div class='sharedaddy sd-sharing'>", Some("jetpack"));
        check("<div class='my-sharedaddy'>", None);
        check("<div id='div-gpt-ad-7'>", Some("advertisement"));
        check("<div class='wp-block-query is-layout-flow'>", Some("site-furniture"));
        check("<div class='wp-block-group'>", None);
        check("<span class='sr-only'> (opens)</span>", Some("screen-reader-text"));
        check("<script>1</script>", Some("script"));
        check("<div class='elementor-widget'>", Some("elementor"));
        check("<h2 class='elementor-heading-title'>a</h2>", None);
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = rules().map(|rule| rule.name).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    /// A level switches off the rules above it; single rules can be switched on top of it.
    #[test]
    fn levels_and_switches() {
        for level in [Level::None, Level::Safe, Level::Full] {
            let cleaning = Cleaning::at(level);
            for rule in rules().filter(|rule| rule.standing != Standing::Off) {
                assert_eq!(cleaning.applies(rule.name), rule.level <= level, "{} at {level:?}", rule.name);
                assert!(rule.level == Level::None || rule.standing == Standing::On, "{}", rule.name);
                assert!(cleaning.clone().drop(rule.name).applies(rule.name), "{} at {level:?}", rule.name);
            }
        }
        assert_eq!(Cleaning::at(Level::Full), Cleaning::default());
    }

    fn cleaned(html: &str, cleaning: Cleaning) -> Cleaned {
        clean_blocks(html, &CleanContext { cleaning, ..CleanContext::default() })
    }

    /// Every rule meets its case, and what it takes away is reported; switched off, it lets it stand.
    #[test]
    fn every_rule_meets_its_case() {
        let named =
            TABLE.iter().map(|rule| (rule.name, rule.case, rule.standing, rule.action == Action::Drop));
        let looking = local::LOCAL.iter().map(|rule| (rule.name, rule.case, rule.standing, true));
        for (name, case, standing, drops) in named.chain(looking) {
            if case.is_empty() {
                continue;
            }
            let on = cleaned(case, Cleaning::default().drop(name));
            assert!(on.report.rules.contains_key(name), "{name} does not meet {case}: {:?}", on.report);
            let text = crate::model::blocks_text(&on.blocks);
            assert!(!text.contains("gone"), "{name} leaves what should be gone: {text}");
            let off = cleaned(case, Cleaning::default().keep(name));
            match standing {
                Standing::Fixed => assert!(off.report.rules.contains_key(name), "{name} was switched off"),
                _ => assert!(!off.report.rules.contains_key(name), "{name} is not off: {:?}", off.report),
            }
            if drops && standing == Standing::On && case.contains(">gone<") {
                let kept = format!("{:?}", off.blocks);
                assert!(kept.contains("gone"), "{name} is off, and the words go all the same: {kept}");
            }
        }
    }
}
