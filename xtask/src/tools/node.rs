//! Ace, from npm.

use super::Missing;
use crate::{process, workspace::Workspace};
use anyhow::Result;
use std::{path::PathBuf, process::Command};

const ACE: &str = "@daisy/ace-cli@1.4.6";

/// Installs Ace if it is not there; its program.
pub(super) fn ready(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.tools().join("node");
    let program = folder.join("node_modules/.bin/ace-cli");
    let stamp = folder.join("installed.txt");
    if program.exists() && std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == ACE) {
        return Ok(program);
    }
    println!("installing into {}: {ACE}", workspace.shown(&folder));
    std::fs::create_dir_all(&folder)?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error", "--prefix"])
        .arg(&folder);
    // Ace shows books in the system's Chromium; puppeteer need not fetch one of its own.
    npm.arg(ACE).env("PUPPETEER_SKIP_DOWNLOAD", "1").env("PUPPETEER_SKIP_CHROMIUM_DOWNLOAD", "1");
    process::output_of(&mut npm).map_err(|error| Missing::not_installed(ACE, &error))?;
    std::fs::write(&stamp, ACE)?;
    Ok(program)
}
