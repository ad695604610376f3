//! What actionlint and systemd say of the files that `docs/automation.md` gives to copy.

use super::Context;
use crate::{export::files_below, process, tally::Tally};
use anyhow::{Result, ensure};
use std::{path::PathBuf, process::Command};

/// Both, of all files there are.
pub(crate) fn all(context: &Context<'_>, tally: &mut Tally) {
    tally.part("automation, by those who run it");
    tally.check("workflows, by actionlint", || {
        let workflows = files(context, &["yml", "yaml"])?;
        let said = process::text_of(context.tools.actionlint().args(&workflows))?;
        // It is content with nothing, too.
        ensure!(said.contains(&format!("Checking {} workflow", workflows.len())), "{said}");
        Ok(format!("{} files", workflows.len()))
    });
    tally.check("units, by systemd-analyze verify", || {
        let units = files(context, &["service", "timer"])?;
        let mut verify = Command::new("systemd-analyze");
        let said = process::said(&process::output_of(verify.arg("verify").args(&units))?);
        // It succeeds when it ignores what it does not understand.
        let ours = |line: &&str| units.iter().any(|unit| line.contains(&*unit.to_string_lossy()));
        let remarks: Vec<&str> = said.lines().filter(ours).collect();
        ensure!(remarks.is_empty(), "{}", remarks.join("\n"));
        Ok(format!("{} files", units.len()))
    });
}

/// The files with one of these endings; an error when there is none.
fn files(context: &Context<'_>, endings: &[&str]) -> Result<Vec<PathBuf>> {
    let mut files = files_below(&context.workspace.root.join("docs/automation"))?;
    files.retain(|path| path.extension().is_some_and(|own| endings.iter().any(|ending| own == *ending)));
    ensure!(!files.is_empty(), "docs/automation has no file that ends in {}", endings.join(" or "));
    Ok(files)
}
