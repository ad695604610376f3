//! HTML to model: one parse, one walk, by the rules of cleaning.
//!
//! What the walk does not know it unwraps, so no visible word is lost but by a rule, and every rule that fires is
//! counted in the [`CleaningReport`].

mod arena;
mod bounds;
mod cleaner;
mod code;
mod custom;
mod embeds;
mod figures;
mod flow;
mod inline_code;
mod lines;
mod lists;
mod mathml;
mod media;
mod notation;
mod notes;
mod own_title;
mod paragraphs;
mod pictures;
mod report;
mod rules;
mod shortcodes;
mod tables;
mod tidy;
mod trackers;
pub(crate) mod urls;
mod visible;
mod wraps;

pub use crate::shortcodes::{ShortcodeRule, Shortcodes};
pub use cleaner::{CleanContext, Cleaned, clean_blocks, clean_inlines};
pub use embeds::{embed_of_address, provider_of};
pub use report::{CleaningReport, Fired};
pub(crate) use rules::local::{DYNAMIC_BLOCK, HIDDEN_BLOCK};
pub use rules::{
    Action, Cleaning, CustomRule, Level, RuleError, RuleInfo, RuleName, Selector, SelectorError, Standing,
    rules,
};
pub use urls::{LINK_SCHEMES, is_living, is_living_file, is_relative};
