//! The heart of offprint: the document model, the reader that brings WordPress posts into it, the
//! selection of posts into an edition, and the [`Exporter`] trait that every format implements.
//!
//! ```text
//! bytes ──read──▶ wire post ──normalize──▶ Post ──select──▶ Edition ──render──▶ Sheet ──bind──▶ files
//! ```
//!
//! Nothing runs back up this line, and nothing here touches a disk, a network or a clock.
#![forbid(unsafe_code)]

pub mod commonmark;
mod detection;
pub mod diagnostic;
pub mod edition;
pub mod exporter;
mod fingerprint;
pub mod front;
pub mod grouping;
pub mod html;
mod invisible;
pub mod media;
pub mod model;
pub mod outline;
pub mod reader;
pub mod selection;
mod shortcodes;
pub mod specimen;

pub use diagnostic::{Diagnostic, Place, Remark, Severity, codes};
pub use edition::{Contributor, Edition, EditionInfo, EditionInfoBuilder, Entry, Section, Series};
pub use exporter::{Exporter, Sink, SinkFile, Summary, Written};
pub use front::{EditorNote, FrontMatter, FrontWords};
pub use grouping::GroupBy;
pub use media::{MediaItem, MediaStore, NoMedia};
pub use model::*;
pub use outline::Outline;
