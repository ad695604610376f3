//! Writing the editions, and the posts that they should hold.

use crate::{editions::Edition, export, process, tally::Tally, workspace::Workspace};
use anyhow::Result;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Exports every edition of `offprint.toml`; those that could be written, each with its posts as `offprint inspect`
/// shows them, in a file.
pub(crate) fn write_all(
    workspace: &Workspace,
    offprint: Option<&Path>,
    tally: &mut Tally,
) -> Vec<(Edition, PathBuf)> {
    let mut editions = Vec::new();
    tally.check("offprint.toml", || {
        editions = Edition::read_all(&workspace.root)?;
        Ok(format!("{} editions", editions.len()))
    });
    // Without a program that has been said already.
    let Some(offprint) = offprint else { return Vec::new() };
    let mut written = Vec::new();
    for edition in editions {
        let mut posts = None;
        tally.check(&format!("export of `{}`", edition.name), || {
            export::write(workspace, offprint, &edition)?;
            posts = Some(inspect(workspace, offprint, &edition)?);
            let files = export::files_below(&workspace.exports().join(&edition.name))?;
            Ok(format!("{} files", files.len()))
        });
        written.extend(posts.map(|posts| (edition, posts)));
    }
    written
}

fn inspect(workspace: &Workspace, offprint: &Path, edition: &Edition) -> Result<PathBuf> {
    let mut command = Command::new(offprint);
    command.current_dir(&workspace.root);
    edition.inspect_arguments(&mut command);
    let posts = process::output_of(&mut command)?.stdout;
    std::fs::create_dir_all(workspace.scratch())?;
    let path = workspace.scratch().join(format!("{}.posts.json", edition.name));
    std::fs::write(&path, posts)?;
    Ok(path)
}
