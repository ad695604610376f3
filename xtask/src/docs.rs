//! `cargo xtask docs`: `docs/cli.md`, made from the command line's own definition.

use crate::{process, workspace::Workspace};
use anyhow::{Context, Result, bail};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Write nothing; fail when the file is not what it would be
    #[arg(long)]
    check: bool,
}

const PAGE: &str = "docs/cli.md";

/// Writes the page, or looks whether it is up to date.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    if options.check {
        return check(workspace).map(drop);
    }
    let path = workspace.root.join(PAGE);
    std::fs::create_dir_all(path.parent().context("the page lies in a folder")?)?;
    std::fs::write(&path, page(workspace)?)?;
    println!("wrote {PAGE}");
    Ok(())
}

/// Fails when the page is stale.
pub(crate) fn check(workspace: &Workspace) -> Result<String> {
    let there = std::fs::read_to_string(workspace.root.join(PAGE)).unwrap_or_default();
    if there != page(workspace)? {
        bail!("`{PAGE}` is not what the command line says\nhint: run `cargo xtask docs`");
    }
    Ok(String::new())
}

/// The page as the program describes itself; `__docs` is a subcommand that the help does not show.
fn page(workspace: &Workspace) -> Result<String> {
    process::text_of(workspace.cargo().args(["run", "--quiet", "--package", "offprint", "--", "__docs"]))
}
