//! `cargo xtask docs`: the pages, the man pages and the completions that are made from the program's own definitions.

use crate::{manual, process, workspace::Workspace};
use anyhow::{Context, Result, bail};
use std::process::Command;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Write nothing; fail when a file is not what it would be
    #[arg(long)]
    check: bool,
}

/// The pages, and what the program calls each.
const PAGES: [(&str, &str); 5] = [
    ("docs/cli.md", "cli"),
    ("docs/config.md", "config"),
    ("docs/offprint.schema.json", "schema"),
    ("docs/diagnostics.md", "diagnostics"),
    ("docs/post.schema.json", "post-schema"),
];

/// Writes the pages, or looks whether they are up to date.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let program = workspace.build_for_tests("offprint")?;
    let offprint = || Command::new(&program);
    if options.check {
        return check(workspace, offprint).map(drop);
    }
    for (path, name) in PAGES {
        let file = workspace.root.join(path);
        std::fs::create_dir_all(file.parent().context("the page lies in a folder")?)?;
        std::fs::write(&file, page(offprint(), name)?)?;
        println!("wrote {path}");
    }
    manual::write(workspace, offprint())?;
    println!("wrote docs/man and docs/completions");
    Ok(())
}

/// Fails when a page, the man pages or the completions are not what this program says of itself.
pub(crate) fn check(workspace: &Workspace, offprint: impl Fn() -> Command) -> Result<String> {
    for (path, name) in PAGES {
        let there = std::fs::read_to_string(workspace.root.join(path)).unwrap_or_default();
        if there != page(offprint(), name)? {
            bail!("`{path}` is not what the program says\nhint: run `cargo xtask docs`");
        }
    }
    manual::check(workspace, offprint())?;
    Ok(format!("{} pages, man pages, completions", PAGES.len()))
}

/// A page as the program describes itself; `__docs` is a word that the help does not show.
fn page(mut offprint: Command, name: &str) -> Result<String> {
    process::text_of(offprint.args(["__docs", name]))
}
