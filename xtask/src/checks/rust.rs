//! What cargo checks: format, lints, documentation, tests.

use crate::{process, tally::Tally, workspace::Workspace};
use anyhow::Result;
use std::path::Path;

/// Format, lints, documentation.
pub(crate) fn lints(workspace: &Workspace, tally: &mut Tally) {
    tally.part("format, lints, documentation");
    tally.check("cargo fmt --check", || quietly(workspace.cargo().args(["fmt", "--all", "--check"])));
    tally.check("clippy", || {
        let arguments = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"];
        quietly(workspace.cargo().args(arguments))
    });
    tally.check("rustdoc", || {
        let arguments = ["doc", "--quiet", "--workspace", "--no-deps"];
        quietly(workspace.cargo().args(arguments).env("RUSTDOCFLAGS", "-D warnings"))
    });
}

/// Runs all tests, shows them, and counts each for itself. Those that run the program run this one, when it is there.
pub(crate) fn tests(workspace: &Workspace, tally: &mut Tally, offprint: Option<&Path>, offline: bool) {
    if let Err(error) = counted(workspace, tally, offprint, offline) {
        tally.check("cargo test", || Err(error));
    }
}

fn counted(workspace: &Workspace, tally: &mut Tally, offprint: Option<&Path>, offline: bool) -> Result<()> {
    let mut command = workspace.cargo();
    command.args(["test", "--workspace", "--no-fail-fast"]);
    if offline {
        command.env("OFFPRINT_OFFLINE", "1");
    }
    if let Some(offprint) = offprint {
        command.env("OFFPRINT_BIN", offprint);
    }
    let mut passed = 0;
    let mut failed = Vec::new();
    let success = process::watch(&mut command, |line| {
        if let Some(score) = line.strip_prefix("test result: ") {
            passed += number_before(score, " passed");
        } else if let Some(name) =
            line.strip_prefix("test ").and_then(|line| line.strip_suffix(" ... FAILED"))
        {
            failed.push(format!("test {name}"));
        }
    })?;
    if !success && failed.is_empty() {
        // It did not compile, or a test ended the whole process.
        failed.push("cargo test --workspace".to_owned());
    }
    tally.add(passed, failed);
    Ok(())
}

fn number_before(line: &str, label: &str) -> usize {
    let words = line.split(label).next().unwrap_or_default();
    words.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn quietly(command: &mut std::process::Command) -> Result<String> {
    process::output_of(command).map(|_| String::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_read() {
        assert_eq!(number_before("ok. 12 passed; 0 failed; 1 ignored", " passed"), 12);
        assert_eq!(number_before("nothing", " passed"), 0);
    }
}
