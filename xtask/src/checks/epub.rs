//! EPUB: epubcheck, Ace, and the words read back.

use super::Context;
use crate::{editions::Edition, process, tally::Tally};
use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::{fmt::Write as _, path::Path};

/// All checks of an edition's book.
pub(crate) fn all(context: &Context<'_>, edition: &Edition, folder: &Path, posts: &Path, tally: &mut Tally) {
    if !edition.has("epub") {
        return;
    }
    let book = folder.join(format!("{}.epub", edition.name));
    tally.check("epubcheck", || {
        process::output_of(context.tools.epubcheck().arg(&book).args(["--failonwarnings", "--quiet"]))?;
        Ok("no error, no warning".to_owned())
    });
    tally.check("Ace", || ace(context, &book, &edition.name));
    tally.check("epub: the words", || context.conformance("epub.py", posts, &book));
}

/// Ace ends with 0 under `-E` only when it found nothing; what it found is in its report.
fn ace(context: &Context<'_>, book: &Path, name: &str) -> Result<String> {
    let out = context.workspace.scratch().join(format!("{name}.ace"));
    std::fs::create_dir_all(&out)?;
    let report = out.join("report.json");
    if report.exists() {
        std::fs::remove_file(&report)?;
    }
    let mut command = context.tools.ace();
    command.args(["--silent", "-E", "--force", "--outdir"]).arg(&out).arg(book);
    let output = command.output().context("Ace does not start")?;
    let Ok(text) = std::fs::read_to_string(&report) else {
        bail!("Ace wrote no report\n{}", process::said(&output));
    };
    let report: Value = serde_json::from_str(&text)?;
    let found = findings(&report);
    if !found.is_empty() || !output.status.success() {
        bail!("Ace ended with {}\n{found}{}", output.status, process::said(&output));
    }
    let documents = report["assertions"].as_array().map_or(0, Vec::len);
    Ok(format!("nothing found in {documents} documents"))
}

fn findings(report: &Value) -> String {
    let mut text = String::new();
    for document in report["assertions"].as_array().into_iter().flatten() {
        let place = document["earl:testSubject"]["url"].as_str().unwrap_or("?");
        for assertion in document["assertions"].as_array().into_iter().flatten() {
            let rule = assertion["earl:test"]["dct:title"].as_str().unwrap_or("?");
            let what = assertion["earl:result"]["dct:description"].as_str().unwrap_or_default();
            let html = assertion["earl:result"]["html"].as_str().unwrap_or_default();
            let _ = writeln!(text, "{place}: {rule}: {what} {html}");
        }
    }
    text
}
