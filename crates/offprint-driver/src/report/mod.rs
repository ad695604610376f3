//! What came of a run: of its posts and files, and of cleaning.

mod cleaning;
mod edition;

pub(crate) use cleaning::CleaningReport;
pub use edition::{EditionReport, Outcome, PostReport, RunReport, Seconds, SectionReport};
