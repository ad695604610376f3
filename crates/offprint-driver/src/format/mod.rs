//! What a format is for the driver: a name, endings of file names, a group of options, and an exporter made from them.
//!
//! A format is one registration: `Driver::with_format` adds it to `--to`, its options to the command line and to
//! `offprint.toml`, and both to the generated pages.

mod definition;
mod group;
mod registry;
mod resolver;

pub use definition::{Context, Format, FormatInfo, Output};
pub(crate) use group::keys_of;
pub use group::{AnyGroup, FormatSettings, Table};
pub use registry::{Formats, ResolvedFormat};
pub use resolver::{Cover, Resolver};
