//! What drives the system's Chromium, and DOMPurify, from npm.

use super::Missing;
use crate::{process, workspace::Workspace};
use anyhow::Result;
use std::{path::PathBuf, process::Command};

/// The last playwright that runs under Debian 12's Node, and a judge of HTML that browsers trust.
const PACKAGES: [&str; 2] = ["playwright-core@1.50.1", "dompurify@3.2.4"];

/// Installs them if they are not there; the folder that Node finds them in.
pub(super) fn ready(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.tools().join("browser");
    let modules = folder.join("node_modules");
    let stamp = folder.join("installed.txt");
    let wanted = PACKAGES.join(" ");
    if modules.is_dir() && std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(modules);
    }
    println!("installing into {}: {wanted}", workspace.shown(&folder));
    std::fs::create_dir_all(&folder)?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error", "--prefix"])
        .arg(&folder);
    npm.args(PACKAGES);
    process::output_of(&mut npm).map_err(|error| Missing::not_installed(&wanted, &error))?;
    std::fs::write(&stamp, wanted)?;
    Ok(modules)
}
