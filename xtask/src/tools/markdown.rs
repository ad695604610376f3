//! Readers of Markdown, MDX's compiler and Astro, from npm.

use super::Missing;
use crate::{process, workspace::Workspace};
use anyhow::Result;
use std::{path::PathBuf, process::Command};

const PACKAGES: [&str; 12] = [
    "@mdx-js/mdx@3.1.1",
    "astro@5.18.2",
    "gray-matter@4.0.3",
    "markdownlint-cli2@0.18.1",
    "parse5@8.1.1",
    "preact@10.29.8",
    "preact-render-to-string@6.8.2",
    "remark-frontmatter@5.0.0",
    "remark-gfm@4.0.1",
    "remark-parse@11.0.0",
    "remark-wiki-link@2.0.1",
    "unified@11.0.5",
];

/// The converter that is measured against, and its plugin.
const PEERS: [&str; 2] = ["turndown@7.2.1", "turndown-plugin-gfm@1.0.2"];

/// Installs the readers if they are not there; the folder that `node_modules` is in.
pub(super) fn ready(workspace: &Workspace) -> Result<PathBuf> {
    install(workspace, "markdown", &PACKAGES)
}

/// Installs the converter; its `node_modules`.
pub(super) fn peers(workspace: &Workspace) -> Result<PathBuf> {
    Ok(install(workspace, "markdown-peers", &PEERS)?.join("node_modules"))
}

fn install(workspace: &Workspace, name: &str, packages: &[&str]) -> Result<PathBuf> {
    let folder = workspace.tools().join(name);
    let stamp = folder.join("installed.txt");
    let wanted = packages.join("\n");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(folder);
    }
    println!("installing into {}: {}", workspace.shown(&folder), packages.join(", "));
    std::fs::create_dir_all(&folder)?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error", "--prefix"])
        .arg(&folder)
        .args(packages);
    process::output_of(&mut npm).map_err(|error| Missing::not_installed(&packages.join(", "), &error))?;
    std::fs::write(&stamp, wanted)?;
    Ok(folder)
}
