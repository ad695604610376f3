//! Custom rules: data that a user adds to the built-in rules.

use super::selector::{Selector, SelectorError};
use super::{Action, rules};
use std::fmt;
use std::str::FromStr;
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
    #[error(transparent)]
    Selector(#[from] SelectorError),
}

#[cfg(test)]
mod tests {
    use super::super::Cleaning;
    use super::*;

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
    fn a_rule_replaces_its_namesake() {
        let rule = |selector| CustomRule::new("box", selector, Action::Drop, "").unwrap();
        let cleaning = Cleaning::default().with_rule(rule(".a")).with_rule(rule(".b"));
        let [rule] = cleaning.custom_rules() else { panic!("{cleaning:?}") };
        assert_eq!((rule.name().as_str(), rule.selector().as_str()), ("box", ".b"));
        assert_ne!(cleaning, Cleaning::default());
    }
}
