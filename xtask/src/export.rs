//! `cargo xtask export`: the editions of `offprint.toml`, written by the program as it is shipped.

use crate::{editions::Edition, process, workspace::Workspace};
use anyhow::{Context, Result, bail};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only these editions
    #[arg(value_name = "EDITION")]
    editions: Vec<String>,
}

/// Writes the editions and says what was written and how to look at it.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let known = Edition::read_all(&workspace.root)?;
    let names = || known.iter().map(|edition| format!("`{}`", edition.name)).collect::<Vec<_>>().join(", ");
    if let Some(unknown) =
        options.editions.iter().find(|name| known.iter().all(|edition| edition.name != **name))
    {
        bail!("offprint.toml declares no edition `{unknown}`; it has {}", names());
    }
    let offprint = workspace.build_release()?;
    for edition in &known {
        if options.editions.is_empty() || options.editions.contains(&edition.name) {
            println!("{}", edition.name);
            write(workspace, &offprint, edition)?;
            list(workspace, &workspace.exports().join(&edition.name))?;
        }
    }
    println!(
        "\nto look at them: feeds and Markdown in any editor, `NAME.epub` in an e-book reader, `NAME.pdf` in a PDF viewer"
    );
    Ok(())
}

/// Writes one edition, afresh.
pub(crate) fn write(workspace: &Workspace, offprint: &Path, edition: &Edition) -> Result<()> {
    let folder = workspace.exports().join(&edition.name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    let mut command = Command::new(offprint);
    command.current_dir(&workspace.root);
    edition.export_arguments(&mut command, &workspace.exports());
    process::output_of(&mut command).map(drop)
}

/// The files below a folder, in order.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn list(workspace: &Workspace, folder: &Path) -> Result<()> {
    for file in files_below(folder)? {
        let bytes = std::fs::metadata(&file)?.len();
        println!("{:>12}  {}", size(bytes), workspace.shown(&file));
    }
    Ok(())
}

fn size(bytes: u64) -> String {
    let whole = bytes / 1024;
    if whole == 0 { format!("{bytes} B") } else { format!("{whole} KiB") }
}
