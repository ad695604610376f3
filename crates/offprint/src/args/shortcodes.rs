//! How shortcodes are treated that no plugin answered.

use clap::{Args, ValueEnum};
use offprint_core::html::{Cleaning, ShortcodeRule, Shortcodes};

/// Flags for shortcodes.
#[derive(Debug, Args)]
pub(crate) struct ShortcodeArguments {
    /// What to do with shortcodes that are left in the text: convert them to what they stand for, keep them as text, or
    /// drop their tags
    #[arg(long, value_name = "HOW", default_value = "convert")]
    pub(crate) shortcodes: Treatment,
    /// Treat one shortcode by a rule of its own: `NAME=keep`, `NAME=drop` (with all it holds) or `NAME=unwrap` (its tags
    /// only); repeatable
    #[arg(long, value_name = "NAME=RULE", value_delimiter = ',', value_parser = parse_rule)]
    pub(crate) shortcode: Vec<(String, ShortcodeRule)>,
}

impl ShortcodeArguments {
    /// These rules, with shortcodes treated as the flags say.
    pub(crate) fn apply(&self, cleaning: Cleaning) -> Cleaning {
        let all = match self.shortcodes {
            Treatment::Convert => Shortcodes::Convert,
            Treatment::Keep => Shortcodes::Keep,
            Treatment::Drop => Shortcodes::Drop,
        };
        let cleaning = cleaning.with_shortcodes(all);
        self.shortcode.iter().fold(cleaning, |cleaning, (name, rule)| cleaning.with_shortcode(name, *rule))
    }
}

/// How all shortcodes are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Treatment {
    Convert,
    Keep,
    Drop,
}

fn parse_rule(text: &str) -> Result<(String, ShortcodeRule), String> {
    let (name, rule) = text.split_once('=').ok_or("not `NAME=RULE`, such as `my_box=unwrap`".to_owned())?;
    let name = name.trim().trim_matches(['[', ']', '"']);
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    if !is_name {
        return Err(format!("not the name of a shortcode: `{name}`"));
    }
    let rule = match rule.trim() {
        "keep" => ShortcodeRule::Keep,
        "drop" => ShortcodeRule::Drop,
        "unwrap" => ShortcodeRule::Unwrap,
        other => return Err(format!("not `keep`, `drop` or `unwrap`: `{other}`")),
    };
    Ok((name.to_ascii_lowercase(), rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_names_a_shortcode() {
        assert_eq!(parse_rule("My_Box=unwrap"), Ok(("my_box".to_owned(), ShortcodeRule::Unwrap)));
        assert_eq!(parse_rule("[my_box]=keep"), Ok(("my_box".to_owned(), ShortcodeRule::Keep)));
        for wrong in ["my_box", "my_box=", "my_box=hide", "=drop", "my box=drop"] {
            assert!(parse_rule(wrong).is_err(), "{wrong}");
        }
    }
}
