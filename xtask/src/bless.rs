//! `cargo xtask bless`: the golden files and the pages that tests make, rewritten. What changed is read in the review.

use crate::{process, workspace::Workspace};
use anyhow::Result;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only fixtures whose name holds this
    #[arg(value_name = "FIXTURE")]
    fixture: Option<String>,
}

/// Lets the golden tests write what they would otherwise compare.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut command = workspace.cargo();
    command
        .args([
            "test",
            "--quiet",
            "--workspace",
            "--test",
            "golden",
            "--test",
            "blocks",
            "--test",
            "cleaning",
            "--test",
            "config",
        ])
        .env("OFFPRINT_BLESS", "1");
    if let Some(fixture) = &options.fixture {
        command.env("OFFPRINT_FIXTURE", fixture);
    }
    process::run(&mut command)?;
    println!("the golden files are what offprint writes now; read them with `git diff -- fixtures/golden`");
    Ok(())
}
