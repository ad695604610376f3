//! `cargo xtask bench hostile`: what a megabyte of hostile input takes, in parts of what an ordinary megabyte takes.

use super::{Cost, cost_of};
use crate::{process, workspace::Workspace};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What is measured apart: reading alone, what is written from the tree, and pages.
const WAYS: [(&str, &str); 3] =
    [("inspect", ""), ("others", "rss,atom,json-feed,epub,markdown"), ("PDF", "pdf")];
/// More than this many times what ordinary input takes is too much.
const BOUND: f64 = 10.0;
/// No run may take longer, in seconds.
const PATIENCE: &str = "300";

/// Measures giants of this many bytes each; an error when one is out of bounds.
pub(super) fn run(workspace: &Workspace, offprint: &Path, bytes: usize) -> Result<()> {
    let folder = workspace.scratch().join("giants");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut giants = Command::new(workspace.build_for_tests("hostile-giants")?);
    giants.current_dir(&workspace.root);
    let names = process::text_of(giants.arg(&folder).arg(bytes.to_string()))?;
    let mut ordinary = Vec::new();
    let mut beyond = Vec::new();
    println!("CPU time per byte, ordinary posts being 1 (and seconds for {bytes} bytes)\n");
    println!("{:<36} {:>16} {:>16} {:>16}", "", WAYS[0].0, WAYS[1].0, WAYS[2].0);
    for (index, name) in names.lines().enumerate() {
        let input = folder.join(format!("{index:03}.json"));
        let size = fs::metadata(&input)?.len();
        let mut line = format!("{name:<36}");
        for (way, (label, formats)) in WAYS.iter().enumerate() {
            let out = folder.join("out");
            let cost = measure(workspace, offprint, &input, formats, &out);
            let Ok(cost) = cost else {
                beyond.push(format!("{name}, {label}: {:#}", cost.err().context("an error")?));
                line.push_str(&format!(" {:>16}", "failed"));
                continue;
            };
            #[allow(clippy::cast_precision_loss, reason = "a file's size")]
            let rate = cost.seconds / size as f64;
            if index == 0 {
                ordinary.push(rate);
            }
            let ratio = rate / ordinary[way];
            line.push_str(&format!(" {ratio:>6.2} ({:>5.2} s)", cost.seconds));
            // The start of a program is not the input's.
            if ratio > BOUND && cost.seconds > 0.2 {
                beyond.push(format!("{name}, {label}: {ratio:.1}"));
            }
        }
        println!("{line}");
    }
    if beyond.is_empty() {
        println!("\nall within {BOUND:.0} times");
        return Ok(());
    }
    bail!("beyond {BOUND:.0} times what is ordinary:\n{}", beyond.join("\n"))
}

fn measure(
    workspace: &Workspace,
    offprint: &Path,
    input: &Path,
    formats: &str,
    out: &PathBuf,
) -> Result<Cost> {
    let mut command = Command::new("python3");
    command.arg(workspace.root.join("xtask/bench/measure.py"));
    // 1 says that the input is at fault, as it is.
    command.args(["sh", "-c", "\"$@\"; test $? -le 1", "sh", "timeout", PATIENCE]).arg(offprint);
    if formats.is_empty() {
        command.args(["inspect", "--threads", "1"]).arg(input);
    } else {
        command.arg("export").arg(input).args([
            "--to",
            formats,
            "--name",
            "giant",
            "--threads",
            "1",
            "--quiet",
        ]);
        command.arg("--out").arg(out);
    }
    cost_of(&mut command)
}
