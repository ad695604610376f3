//! What is known of shortcodes, `[name key="value"]…[/name]`: their names ([`table`]) and their syntax ([`syntax`]).
//!
//! Reading raw text, cleaning HTML and finding notation in text all use this one table.

pub(crate) mod syntax;
pub(crate) mod table;
mod treatment;

pub(crate) use table::{Family, family_of};
pub(crate) use treatment::Treatment;
pub use treatment::{ShortcodeRule, Shortcodes};
