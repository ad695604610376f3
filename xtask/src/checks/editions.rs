//! Writing the editions, and the posts that they should hold.

use crate::{editions::Edition, export, process, tally::Tally, workspace::Workspace};
use anyhow::{Context as _, Result};
use serde_json::Value;
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

/// The posts of an edition as `offprint inspect` shows them, in a file.
fn inspect(workspace: &Workspace, offprint: &Path, edition: &Edition) -> Result<PathBuf> {
    let mut command = Command::new(offprint);
    command.current_dir(&workspace.root);
    edition.inspect_arguments(&mut command);
    let mut shown: Value = serde_json::from_slice(&process::output_of(&mut command)?.stdout)?;
    let mut command = Command::new(offprint);
    command.current_dir(&workspace.root);
    edition.export_arguments(&mut command, &workspace.exports());
    command.args(["--dry-run", "--json", "--quiet"]);
    let plan: Value = serde_json::from_slice(&process::output_of(&mut command)?.stdout)?;
    let chosen = plan["editions"][0]["posts"].as_array().context("the report names its posts")?;
    let posts = shown["posts"].as_array_mut().context("`inspect` shows posts")?;
    posts.retain(|post| {
        chosen.iter().any(|one| ["id", "kind", "link"].iter().all(|key| post[key] == one[key]))
    });
    std::fs::create_dir_all(workspace.scratch())?;
    let path = workspace.scratch().join(format!("{}.posts.json", edition.name));
    std::fs::write(&path, serde_json::to_vec(&shown)?)?;
    Ok(path)
}
