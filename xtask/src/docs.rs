//! `cargo xtask docs`: `docs/cli.md`, the man pages and the completions, made from the command line's own definition.

use crate::{manual, process, workspace::Workspace};
use anyhow::{Context, Result, bail};
use std::process::Command;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Write nothing; fail when a file is not what it would be
    #[arg(long)]
    check: bool,
}

const PAGE: &str = "docs/cli.md";

/// Writes the page, or looks whether it is up to date.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let offprint = || {
        let mut offprint = workspace.cargo();
        offprint.args(["run", "--quiet", "--package", "offprint", "--"]);
        offprint
    };
    if options.check {
        return check(workspace, offprint).map(drop);
    }
    let path = workspace.root.join(PAGE);
    std::fs::create_dir_all(path.parent().context("the page lies in a folder")?)?;
    std::fs::write(&path, page(offprint())?)?;
    manual::write(workspace, offprint())?;
    println!("wrote {PAGE}, docs/man and docs/completions");
    Ok(())
}

/// Fails when the page, the man pages or the completions are not what this program says of itself.
pub(crate) fn check(workspace: &Workspace, offprint: impl Fn() -> Command) -> Result<String> {
    let there = std::fs::read_to_string(workspace.root.join(PAGE)).unwrap_or_default();
    if there != page(offprint())? {
        bail!("`{PAGE}` is not what the command line says\nhint: run `cargo xtask docs`");
    }
    manual::check(workspace, offprint())?;
    Ok(String::new())
}

/// The page as the program describes itself; `__docs` is a word that the help does not show.
fn page(mut offprint: Command) -> Result<String> {
    process::text_of(offprint.arg("__docs"))
}
