//! `cargo xtask bench markdown`: HTML to Markdown and back, beside pandoc, turndown, htmd and html-to-markdown-rs.
//!
//! All get the same HTML; one judge says whether cmark-gfm reads what each wrote as the model that the HTML was.

use crate::{process, tools, workspace::Workspace};
use anyhow::{Context, Result};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Prints the table of pass rates, and of CPU time.
pub(super) fn run(workspace: &Workspace) -> Result<()> {
    let home = workspace.root.join("xtask/bench/markdown");
    let peers = build(workspace, &home)?;
    let (python, node_modules) = tools::markdown_peers(workspace)?;
    let folder = workspace.scratch().join("bench-markdown");
    std::fs::create_dir_all(&folder)?;
    let cases = folder.join("cases.ndjson");
    process::output_of(Command::new(&peers).arg("cases").arg(&cases))?;
    let mut outputs = Vec::new();
    let mut costs = Vec::new();
    for name in ["offprint", "pandoc", "turndown", "htmd", "html-to-markdown-rs"] {
        let out = folder.join(format!("{name}.ndjson"));
        let mut command = Command::new(&python);
        command.arg(workspace.root.join("xtask/bench/measure.py"));
        match name {
            "pandoc" => command.arg(&python).arg(home.join("pandoc.py")),
            "turndown" => command.env("NODE_PATH", &node_modules).arg("node").arg(home.join("turndown.cjs")),
            name => command.arg(&peers).args(["convert", name]),
        };
        let said = process::text_of(command.arg(&cases).arg(&out))?;
        let seconds = said.split_whitespace().next().context("measure.py prints two numbers")?.to_owned();
        costs.push((name, seconds.parse::<f64>()?));
        outputs.push(format!("{name}={}", out.display()));
    }
    print!("{}", process::text_of(Command::new(&peers).arg("judge").args(&outputs))?);
    let own = costs.first().map_or(1.0, |(_, seconds)| *seconds).max(0.001);
    println!("\n{:<22} {:>8} {:>13}", "", "CPU s", "of offprint’s");
    for (name, seconds) in costs {
        println!("{name:<22} {seconds:>8.2} {:>13.1}", seconds / own);
    }
    println!("pandoc is started anew for each case, the others once");
    Ok(())
}

fn build(workspace: &Workspace, home: &Path) -> Result<PathBuf> {
    let target = workspace.cargo_target.join("markdown-peers");
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--release", "--quiet", "--manifest-path"]).arg(home.join("Cargo.toml"));
    process::run(cargo.arg("--target-dir").arg(&target))?;
    Ok(target.join("release").join(format!("markdown-peers{}", std::env::consts::EXE_SUFFIX)))
}
