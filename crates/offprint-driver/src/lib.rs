//! From settings to files: what mdbook-driver is to mdBook, offprint-driver is to the program `offprint`.
//!
//! ```no_run
//! use offprint_driver::{Driver, Project};
//!
//! let driver = Driver::new();
//! let project = Project::load("offprint.toml")?;
//! for request in driver.requests(&project, ["weekly"])? {
//!     let report = driver.run(&request);
//!     println!("{}: {} files", report.title, report.files.len());
//! }
//! # Ok::<(), offprint_driver::Refusal>(())
//! ```
//!
//! A request goes one way: settings → sources → selection → arrangement → rendering and binding → state and report. No
//! part of it knows a command line; what happens is told as [`Event`]s.
#![forbid(unsafe_code)]
#![expect(clippy::disallowed_methods, reason = "the driver is where the disk is")]

mod cancel;
mod clock;
mod document;
mod driver;
mod event;
mod exit;
pub mod format;
#[cfg(feature = "formats")]
pub mod formats;
mod hashes;
mod names;
mod output;
mod policy;
pub mod project;
mod render;
mod report;
mod request;
mod resolve;
mod run;
pub mod settings;
mod sources;
pub mod state;
mod words;

pub use cancel::CancelToken;
pub use driver::Driver;
pub use event::{Event, Session};
pub use exit::{Exit, Refusal};
pub use format::{Context, Format, FormatInfo, Resolver};
pub use hashes::FileHash;
pub use offprint_core;
pub use output::{Compression, Target, remove_drafts};
pub use policy::{Policy, Treatment};
pub use project::Project;
pub use report::{EditionReport, Outcome, PostReport, RunReport, Seconds, SectionReport};
pub use request::{EditorText, ExportRequest, Front, Mode};
pub use resolve::{Destination, ExportSettings};
pub use sources::{Input, extension_of, is_readable, is_url};
pub use words::reason;
