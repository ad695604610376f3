//! Keeps outputs from replacing what a run reads.

use crate::words::shown;
use offprint_core::{Diagnostic, Place, codes};
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

/// Files that must not be replaced, by their resolved paths.
#[derive(Debug, Default)]
pub(crate) struct Guard {
    pub(crate) files: HashMap<PathBuf, String>,
}

impl Guard {
    /// Refuses a path whose file is read.
    ///
    /// # Errors
    /// When a file that is read would be replaced.
    pub(crate) fn judge(&self, output: &Path) -> Result<(), Diagnostic> {
        if self.files.is_empty() {
            return Ok(());
        }
        let found = self.files.get(&resolved(output));
        found.map_or(Ok(()), |file| Err(replaces(output, Path::new(file))))
    }
}

pub(crate) fn replaces(output: &Path, file: &Path) -> Diagnostic {
    let (output, file) = (shown(output), shown(file));
    let message = if output == file {
        "this file is read: the output would replace it".to_owned()
    } else {
        format!("the output would replace `{file}`, which is read")
    };
    Diagnostic::new(codes::OUTPUT_REPLACES_INPUT, &Place::file(output), message)
        .hint("name another file or folder with `--out`")
}

/// A path as the disk knows it, with `.`, `..` and links resolved as far as the path exists.
pub(crate) fn resolved(path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    let start = if path.is_absolute() { None } else { std::env::current_dir().ok() };
    for part in start.iter().flat_map(|folder| folder.components()).chain(path.components()) {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            part => {
                whole.push(part);
                if let Ok(real) = whole.canonicalize() {
                    whole = real;
                }
            }
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_path_are_one() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir(root.join("a")).unwrap();
        let plain = resolved(&root.join("a/feed.rss"));
        assert_eq!(plain, root.join("a/feed.rss"));
        assert_eq!(resolved(&root.join("./a/../a/./feed.rss")), plain);
        assert_eq!(resolved(&root.join("new/../a/feed.rss")), plain);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.join("a"), root.join("link")).unwrap();
            assert_eq!(resolved(&root.join("link/feed.rss")), plain);
        }
    }
}
