//! Where an edition is written to.

use crate::words::shown;
use offprint_core::exporter::MemorySink;
use std::path::{Path, PathBuf};

/// A folder; or, for a format of one file, a file, a device or standard output.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub enum Target {
    /// Files appear in this folder, whole or not at all.
    Folder(PathBuf),
    /// One file, device or pipe.
    File(PathBuf),
    /// Standard output.
    #[default]
    Stdout,
    /// Nowhere on the disk: the files are kept.
    Memory(MemorySink),
}

impl Target {
    /// Its name as messages say it.
    pub fn shown(&self) -> String {
        match self {
            Self::Folder(path) | Self::File(path) => shown(path),
            Self::Stdout => "standard output".to_owned(),
            Self::Memory(_) => "memory".to_owned(),
        }
    }
}

/// Whether something else than a plain file or folder is there: a device, a pipe.
pub(crate) fn is_special(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
}
