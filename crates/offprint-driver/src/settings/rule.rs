//! Custom cleaning rules.

use super::value::{InvalidValue, Setting, Value};
use offprint_core::html::{Action, CustomRule, RuleName, Selector};
use schemars::JsonSchema;
use serde::Deserialize;

/// A custom cleaning rule.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RuleSettings {
    /// Name in reports: lowercase words joined by hyphens; not the name of a built-in rule
    pub name: Setting<RuleName>,
    /// Elements that the rule matches: a CSS selector such as `.newsletter-box, aside > p[id^=ad-]`
    pub selector: Setting<Selector>,
    /// What happens to them: `drop` removes an element with all it holds, `unwrap` only its tags
    pub action: Setting<RuleAction>,
    /// Why the rule exists, for people who read the file
    #[serde(default)]
    pub reason: Option<Setting<String>>,
}

/// The keys that a rule cannot be without.
pub(crate) const NEEDED_OF_RULE: [&str; 3] = ["name", "selector", "action"];

impl RuleSettings {
    /// Returns the rule.
    pub fn rule(&self) -> CustomRule {
        let action = match *self.action {
            RuleAction::Drop => Action::Drop,
            RuleAction::Unwrap => Action::Unwrap,
        };
        let reason = self.reason.as_deref().cloned().unwrap_or_default();
        CustomRule::from_parts((*self.name).clone(), (*self.selector).clone(), action, reason)
    }
}

impl From<CustomRule> for RuleSettings {
    fn from(rule: CustomRule) -> Self {
        let action = match rule.action() {
            Action::Drop => RuleAction::Drop,
            Action::Unwrap => RuleAction::Unwrap,
        };
        let reason = Some(rule.reason().to_owned()).filter(|reason| !reason.is_empty());
        Self {
            name: rule.name().clone().into(),
            selector: rule.selector().clone().into(),
            action: action.into(),
            reason: reason.map(Setting::from),
        }
    }
}

crate::choices! {
    /// What a custom rule does with an element.
    pub enum RuleAction {
        /// Remove the element with all it holds
        Drop = "drop",
        /// Remove the tags of the element only
        Unwrap = "unwrap",
    }
}

impl Value for RuleName {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        Self::parse(text).map_err(|error| InvalidValue::new(error.to_string()))
    }
}

impl Value for Selector {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        Self::parse(text).map_err(|error| InvalidValue::new(error.to_string()))
    }
}
