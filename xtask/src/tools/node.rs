//! Ace, and reading systems for books, from npm.

use super::Missing;
use crate::{process, workspace::Workspace};
use anyhow::Result;
use std::{path::PathBuf, process::Command};

/// Ace; two reading systems that run in a browser; and what drives the browser. Later versions of epub.js are
/// unfinished.
const PACKAGES: [&str; 4] =
    ["@daisy/ace-cli@1.4.6", "epubjs@0.3.93", "foliate-js@1.0.1", "playwright-core@1.65.1"];

/// Installs what is not there; the folder of the modules.
pub(super) fn ready(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.tools().join("node");
    let modules = folder.join("node_modules");
    let stamp = folder.join("installed.txt");
    let wanted = PACKAGES.join(" ");
    if modules.exists() && std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(modules);
    }
    println!("installing into {}: {wanted}", workspace.shown(&folder));
    std::fs::create_dir_all(&folder)?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error", "--prefix"])
        .arg(&folder);
    // Books are shown in the system's Chromium; puppeteer need not fetch one of its own.
    npm.args(PACKAGES).env("PUPPETEER_SKIP_DOWNLOAD", "1").env("PUPPETEER_SKIP_CHROMIUM_DOWNLOAD", "1");
    process::output_of(&mut npm).map_err(|error| Missing::not_installed(&wanted, &error))?;
    std::fs::write(&stamp, wanted)?;
    Ok(modules)
}
