//! How shortcodes are treated: all of them, and those that have a rule of their own.

use std::collections::BTreeMap;

/// How shortcodes are treated that no plugin answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shortcodes {
    /// Decode and convert what can be, drop what only a site can show.
    #[default]
    Convert,
    /// Leave every tag as text.
    Keep,
    /// Remove every tag, and the words of its attributes; text between a pair stays.
    Drop,
}

/// How one shortcode is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShortcodeRule {
    /// Leave its tags as text.
    Keep,
    /// Remove it with all it holds.
    Drop,
    /// Remove its tags; what is between them stays.
    Unwrap,
}

/// The treatment of all shortcodes, with exceptions by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Treatment {
    pub(crate) all: Shortcodes,
    pub(crate) named: BTreeMap<String, ShortcodeRule>,
}

impl Treatment {
    /// Whether a rule names this shortcode.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.named.contains_key(name)
    }

    /// The rule for this name; `None` for a conversion.
    pub(crate) fn rule_for(&self, name: &str) -> Option<ShortcodeRule> {
        self.named.get(name).copied().or(match self.all {
            Shortcodes::Convert => None,
            Shortcodes::Keep => Some(ShortcodeRule::Keep),
            Shortcodes::Drop => Some(ShortcodeRule::Unwrap),
        })
    }

    /// Whether this name's tags stay as text.
    pub(crate) fn keeps(&self, name: &str) -> bool {
        self.rule_for(name) == Some(ShortcodeRule::Keep)
    }
}
