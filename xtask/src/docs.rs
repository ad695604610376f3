//! `cargo xtask docs`: the pages that are made from the program's own definitions.

use crate::{process, workspace::Workspace};
use anyhow::{Context, Result, bail};
use std::{path::Path, process::Command};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Write nothing; fail when a page is not what it would be
    #[arg(long)]
    check: bool,
}

/// The pages, and what the program calls each.
const PAGES: [(&str, &str); 3] =
    [("docs/cli.md", "cli"), ("docs/config.md", "config"), ("docs/offprint.schema.json", "schema")];

/// Writes the pages, or looks whether they are up to date.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    process::run(workspace.cargo().args(["build", "--quiet", "--package", "offprint"]))?;
    let name = format!("offprint{}", std::env::consts::EXE_SUFFIX);
    let offprint = workspace.cargo_target.join("debug").join(name);
    if options.check {
        return check(workspace, &offprint).map(drop);
    }
    for (path, name) in PAGES {
        let file = workspace.root.join(path);
        std::fs::create_dir_all(file.parent().context("the page lies in a folder")?)?;
        std::fs::write(&file, page(&offprint, name)?)?;
        println!("wrote {path}");
    }
    Ok(())
}

/// Fails when a page is not what this program says of itself.
pub(crate) fn check(workspace: &Workspace, offprint: &Path) -> Result<String> {
    for (path, name) in PAGES {
        let there = std::fs::read_to_string(workspace.root.join(path)).unwrap_or_default();
        if there != page(offprint, name)? {
            bail!("`{path}` is not what the program says\nhint: run `cargo xtask docs`");
        }
    }
    Ok(format!("{} pages", PAGES.len()))
}

/// A page as the program describes itself; `__docs` is a subcommand that the help does not show.
fn page(offprint: &Path, name: &str) -> Result<String> {
    process::text_of(Command::new(offprint).args(["__docs", name]))
}
