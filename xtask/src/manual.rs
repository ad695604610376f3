//! The man pages and completions: as the program writes them of itself, and as they lie in `docs/`.

use crate::{export::files_below, process, workspace::Workspace};
use anyhow::{Context, Result, bail};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
};

/// The folders below `docs/`, and below the folder that the program writes to.
const FOLDERS: [&str; 2] = ["man", "completions"];

/// Files by their paths below a folder.
pub(crate) type Files = BTreeMap<PathBuf, Vec<u8>>;

/// What the program writes of itself; `__manual` is a word that the help does not show.
pub(crate) fn of(workspace: &Workspace, mut offprint: Command) -> Result<Files> {
    let folder = workspace.scratch().join("manual");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    process::output_of(offprint.arg("__manual").arg(&folder))?;
    read(&folder)
}

/// Writes them to `docs/`, afresh.
pub(crate) fn write(workspace: &Workspace, offprint: Command) -> Result<()> {
    let files = of(workspace, offprint)?;
    let docs = workspace.root.join("docs");
    for folder in FOLDERS {
        let folder = docs.join(folder);
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
    }
    for (path, bytes) in files {
        let path = docs.join(path);
        std::fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
        std::fs::write(path, bytes)?;
    }
    Ok(())
}

/// Fails when those in `docs/` are not what this program says of itself.
pub(crate) fn check(workspace: &Workspace, offprint: Command) -> Result<()> {
    let stale = stale(&read(&workspace.root.join("docs"))?, &of(workspace, offprint)?);
    if let Some(path) = stale.first() {
        bail!("`docs/{}` is not what the command line says\nhint: run `cargo xtask docs`", path.display());
    }
    Ok(())
}

/// The files that are not alike, on one side only included.
fn stale(there: &Files, now: &Files) -> Vec<PathBuf> {
    let all: std::collections::BTreeSet<&PathBuf> = there.keys().chain(now.keys()).collect();
    all.into_iter().filter(|path| there.get(*path) != now.get(*path)).cloned().collect()
}

fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    for below in FOLDERS.map(|name| folder.join(name)).iter().filter(|below| below.is_dir()) {
        for path in files_below(below)? {
            files.insert(path.strip_prefix(folder)?.to_path_buf(), std::fs::read(&path)?);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_came_or_went_is_stale() {
        let files = |list: &[(&str, &str)]| -> Files {
            list.iter().map(|(path, text)| (PathBuf::from(path), text.as_bytes().to_vec())).collect()
        };
        let there = files(&[("man/a.1", "a"), ("man/b.1", "b"), ("man/c.1", "c")]);
        let now = files(&[("man/a.1", "a"), ("man/b.1", "B"), ("man/d.1", "d")]);
        assert_eq!(stale(&there, &now), ["man/b.1", "man/c.1", "man/d.1"].map(PathBuf::from));
        assert_eq!(stale(&there, &there), [] as [PathBuf; 0]);
    }
}
