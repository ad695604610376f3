//! Where files go: a folder, a file, standard output, memory. Files on the disk appear whole or not at all.

mod compressed;
mod disk;
mod drafts;
mod guard;
mod target;

pub(crate) use compressed::Compressed;
pub use compressed::Compression;
pub(crate) use disk::open_as_many_as_allowed;
pub use drafts::remove_drafts;
pub(crate) use guard::{Guard, replaces, resolved};
pub use target::Target;
pub(crate) use target::is_special;
