//! How posts are read and cleaned.

use super::rule::RuleSettings;
use super::value::{InvalidValue, Setting, Value};
use super::values::TimeZone;
use crate::combine;
use crate::names;
use offprint_core::html::{self, Cleaning, Level, ShortcodeRule, Shortcodes, Standing};
use schemars::JsonSchema;
use serde::Deserialize;

/// Time zone, level and rules of cleaning, shortcodes.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[cfg_attr(feature = "clap", command(next_help_heading = "Reading and cleaning"))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ReadingSettings {
    /// Time zone of the site, for dates that come without their offset, and for what today is: `Europe/Paris` [default: the
    /// site's own, else UTC]
    #[cfg_attr(feature = "clap", arg(long, value_name = "ZONE"))]
    pub timezone: Option<Setting<TimeZone>>,
    /// How much cleaning does; `--keep` and `--drop` switch single rules on top of it [default: full]
    #[cfg_attr(feature = "clap", arg(long, value_name = "LEVEL"))]
    pub cleaning: Option<Setting<CleaningLevel>>,
    /// Rules of cleaning to switch off: what they would drop stays (`offprint rules` lists them)
    #[cfg_attr(feature = "clap", arg(long, value_name = "RULE", value_delimiter = ','))]
    #[serde(deserialize_with = "super::value::one_or_many")]
    pub keep: Option<Vec<Setting<KeptRule>>>,
    /// Rules to switch on that are off by default, or at the level of `--cleaning`
    #[cfg_attr(feature = "clap", arg(long, value_name = "RULE", value_delimiter = ','))]
    #[serde(deserialize_with = "super::value::one_or_many")]
    pub drop: Option<Vec<Setting<DroppedRule>>>,
    /// What to do with shortcodes that are left in the text: convert them to what they stand for, keep them as text, or
    /// drop their tags [default: convert]
    #[cfg_attr(feature = "clap", arg(long, value_name = "HOW"))]
    pub shortcodes: Option<Setting<Treatment>>,
    /// Treat one shortcode by a rule of its own: `NAME=keep`, `NAME=drop` (with all it holds) or `NAME=unwrap` (its tags
    /// only); repeatable
    #[cfg_attr(feature = "clap", arg(long, value_name = "NAME=RULE", value_delimiter = ','))]
    #[serde(deserialize_with = "super::value::one_or_many")]
    pub shortcode: Option<Vec<Setting<NamedTreatment>>>,
    /// Custom rules, which apply before the built-in ones
    #[cfg_attr(feature = "clap", arg(skip))]
    pub rule: Option<Vec<RuleSettings>>,
}

combine!(ReadingSettings { timezone, cleaning, keep, drop, shortcodes, shortcode, rule });

impl ReadingSettings {
    fn level(&self) -> Level {
        match self.cleaning.as_deref() {
            None | Some(CleaningLevel::Full) => Level::Full,
            Some(CleaningLevel::Safe) => Level::Safe,
            Some(CleaningLevel::None) => Level::None,
        }
    }

    /// A rule of `drop` that the level has switched on anyway.
    pub(crate) fn on_already(&self) -> Option<&Setting<DroppedRule>> {
        let level = self.level();
        let is_on = |name: &str| {
            html::rules()
                .any(|known| known.name == name && known.standing != Standing::Off && known.level <= level)
        };
        self.drop.iter().flatten().find(|rule| is_on(rule.0))
    }

    /// Returns a custom rule that has the name of an earlier one.
    pub(crate) fn rule_again(&self) -> Option<&RuleSettings> {
        let rules = self.rule.as_deref().unwrap_or_default();
        let again = |&(index, rule): &(usize, &RuleSettings)| {
            rules[..index].iter().any(|earlier| earlier.name == rule.name)
        };
        rules.iter().enumerate().find(again).map(|(_, rule)| rule)
    }

    /// The rules as they are switched, and custom ones.
    pub(crate) fn rules(&self) -> Cleaning {
        let mut cleaning = Cleaning::at(self.level());
        for rule in self.keep.iter().flatten() {
            cleaning = cleaning.keep(rule.0);
        }
        for rule in self.drop.iter().flatten() {
            cleaning = cleaning.drop(rule.0);
        }
        cleaning = cleaning.with_shortcodes(match self.shortcodes.as_deref() {
            None | Some(Treatment::Convert) => Shortcodes::Convert,
            Some(Treatment::Keep) => Shortcodes::Keep,
            Some(Treatment::Drop) => Shortcodes::Drop,
        });
        for named in self.shortcode.iter().flatten() {
            cleaning = cleaning.with_shortcode(&named.name, named.rule);
        }
        self.rule.iter().flatten().fold(cleaning, |cleaning, rule| cleaning.with_rule(rule.rule()))
    }
}

crate::choices! {
    /// How much cleaning does.
    pub enum CleaningLevel {
        /// Remove what plugins, themes and editors left in the text
        Full = "full",
        /// Remove trackers and machine residue, but nothing that a reader could see
        Safe = "safe",
        /// Remove only what is not safe: scripts, forms, dangerous URLs
        None = "none",
    }
}

crate::choices! {
    /// How all shortcodes are treated.
    pub enum Treatment {
        /// What they stand for
        Convert = "convert",
        /// Their text as it is
        Keep = "keep",
        /// Nothing of their tags
        Drop = "drop",
    }
}

/// A rule of cleaning that may be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptRule(&'static str);

impl Value for KeptRule {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let rule = rule_called(text)?;
        match rule.standing {
            Standing::On => Ok(Self(rule.name)),
            Standing::Off => {
                Err(InvalidValue::new(format!("`{text}` is off already; switch it on with `--drop`")))
            }
            Standing::Fixed => Err(InvalidValue::new(format!(
                "`{text}` cannot be switched off: the output would not be sound"
            ))),
        }
    }
}

/// A rule of cleaning that may be switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DroppedRule(&'static str);

impl DroppedRule {
    /// Its name.
    pub fn name(&self) -> &'static str {
        self.0
    }
}

impl Value for DroppedRule {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let rule = rule_called(text)?;
        match rule.standing {
            // A rule that is on by default may be off at the level of `--cleaning`.
            Standing::Off | Standing::On => Ok(Self(rule.name)),
            Standing::Fixed => Err(InvalidValue::new(format!("`{text}` is on already, and stays so"))),
        }
    }
}

fn rule_called(text: &str) -> Result<html::RuleInfo, InvalidValue> {
    html::rules().find(|rule| rule.name == text).ok_or_else(|| {
        let names: Vec<&str> = html::rules().map(|rule| rule.name).collect();
        let near = names::suggestion(text, &names);
        InvalidValue::new(format!("there is no such rule{near}; `offprint rules` lists them"))
    })
}

/// How the shortcodes of one name are treated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedTreatment {
    /// The name of the shortcode.
    pub name: String,
    /// What is done with it.
    pub rule: ShortcodeRule,
}

impl Value for NamedTreatment {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let (name, rule) =
            text.split_once('=').ok_or_else(|| InvalidValue::not("`NAME=RULE`, such as `my_box=unwrap`"))?;
        let name = name.trim().trim_matches(['[', ']', '"']);
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        if !is_name {
            return Err(InvalidValue::not(format!("the name of a shortcode: `{name}`")));
        }
        let rule = match rule.trim() {
            "keep" => ShortcodeRule::Keep,
            "drop" => ShortcodeRule::Drop,
            "unwrap" => ShortcodeRule::Unwrap,
            other => {
                return Err(InvalidValue::not(format!("`keep`, `drop` or `unwrap`: `{other}`")));
            }
        };
        Ok(Self { name: name.to_ascii_lowercase(), rule })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_names_a_shortcode() {
        let check = |text: &str, rule: ShortcodeRule| {
            let expected = NamedTreatment { name: "my_box".to_owned(), rule };
            assert_eq!(NamedTreatment::parse(text), Ok(expected), "{text}");
        };
        check("My_Box=unwrap", ShortcodeRule::Unwrap);
        check("[my_box]=keep", ShortcodeRule::Keep);
        for wrong in ["my_box", "my_box=", "my_box=hide", "=drop", "my box=drop"] {
            assert!(NamedTreatment::parse(wrong).is_err(), "{wrong}");
        }
    }
}
