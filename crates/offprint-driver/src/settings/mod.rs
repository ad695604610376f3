//! The options of an export: each is declared once, as a field of a group, and is a flag of the command line, a key of
//! `offprint.toml`, and a field that a program sets.
//!
//! A group says nothing where its field is `None`. [`Combine::combine`] lays one source over another; what the options
//! mean together is judged where they are resolved.

mod edition;
mod front;
mod group;
mod imprint;
mod listed;
mod macros;
mod output;
pub(crate) mod range;
mod reading;
mod rule;
mod selection;
mod value;
mod values;

pub use edition::EditionSettings;
pub use front::{FrontSettings, Introduction};
pub use group::{Arguments, Combine, Group};
pub use imprint::{Contributor, ImprintSettings, Theme};
pub use listed::Listed;
pub use output::{AllowedCode, DiagnosticCode, MessageSettings, OutputSettings};
pub use range::{Days, Range, Unit, When};
pub use reading::{CleaningLevel, DroppedRule, KeptRule, NamedTreatment, ReadingSettings, Treatment};
pub(crate) use rule::NEEDED_OF_RULE;
pub use rule::{RuleAction, RuleSettings};
pub use selection::{SelectionSettings, SortOrder};
#[cfg(feature = "clap")]
pub use value::SettingParser;
pub use value::{Choice, InvalidValue, Kind, Setting, Value, one_or_many};
pub(crate) use value::{no_choice, with_spans};
pub use values::{PlainName, TimeZone, Url, Whole, Word};
