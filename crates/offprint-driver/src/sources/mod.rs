//! Where posts and pictures are read from: files, folders, standard input, sites.

mod fetched;
pub(crate) mod files;
mod input;
mod media_folder;

pub use fetched::is_url;
pub(crate) use fetched::{Fetched, judge};
pub use files::{extension_of, is_readable};
pub use input::Input;
pub(crate) use input::read;
pub(crate) use media_folder::MediaFolder;
