//! Where things lie.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

const FIXTURES: &str = "fixtures/posts";
const EXPORTS: &str = "fixtures/exports";

/// The workspace's root.
///
/// # Panics
/// When the tests do not lie below one.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        // Where cargo runs the tests, for a build may be shared between checkouts; else where they were built.
        let here =
            std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        Path::new(&here).parent().expect("the tests lie below the root").to_path_buf()
    })
}

/// The fixtures: the JSON files of `fixtures/posts`, in order, relative to the root.
///
/// `OFFPRINT_FIXTURE` narrows them to those whose name holds its value.
pub fn fixtures() -> Vec<PathBuf> {
    let files = files_of(FIXTURES, "json");
    assert!(!(files.is_empty() && exports().is_empty()), "there is no fixture in {FIXTURES}");
    files
}

/// WordPress's exports among the fixtures, likewise.
pub fn exports() -> Vec<PathBuf> {
    files_of(EXPORTS, "xml")
}

fn files_of(place: &str, wanted: &str) -> Vec<PathBuf> {
    let only = std::env::var("OFFPRINT_FIXTURE").unwrap_or_default();
    let folder = root().join(place);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry is read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == wanted))
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().contains(&only)))
        .map(|path| Path::new(place).join(path.file_name().expect("a file has a name")))
        .collect();
    files.sort();
    files
}

/// The file's name without its ending.
pub fn stem(path: &Path) -> String {
    path.file_stem().expect("a file has a name").to_string_lossy().into_owned()
}

/// A file of the folder `shared` beside the workspace, which not every checkout has; says so when it is not there.
pub fn shared(path: &str) -> Option<PathBuf> {
    // A worktree may lie deeper than the main checkout.
    let found =
        root().ancestors().skip(1).map(|folder| folder.join("shared").join(path)).find(|file| file.exists());
    if found.is_none() {
        eprintln!("skipped: there is no `../shared/{path}`");
    }
    found
}

/// All files below a folder, in order, as paths relative to it with `/` between folders.
pub fn files_below(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    collect(folder, "", &mut files);
    files.sort();
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let entry = entry.expect("an entry is read");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else {
            files.push(path);
        }
    }
}
