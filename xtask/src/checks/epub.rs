//! EPUB: epubcheck, Ace, reading systems, Calibre, and the words read back from each.

use super::Context;
use crate::{editions::Edition, process, tally::Tally};
use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::{fmt::Write as _, path::Path, process::Command};

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
    read_by_others(context, &book, posts, &edition.name, "", tally);
}

/// What all but epubcheck say of a book; `name` is that of its files, `label` stands before those of the checks.
pub(crate) fn read_by_others(
    context: &Context<'_>,
    book: &Path,
    posts: &Path,
    name: &str,
    label: &str,
    tally: &mut Tally,
) {
    tally.check(&format!("{label}Ace"), || ace(context, book, name));
    tally.check(&format!("{label}epub: the words"), || context.conformance("epub.py", posts, book));
    for (system, shown_by) in [("epubjs", "epub.js"), ("foliate", "foliate-js")] {
        let check = format!("{label}{shown_by}: every chapter");
        tally.check(&check, || shown(context, book, posts, name, system));
    }
    tally.check(&format!("{label}Calibre: the words"), || converted(context, book, posts, name));
}

/// What a reading system shows, against the model; pictures of it stay in `target/checks/books`.
fn shown(context: &Context<'_>, book: &Path, posts: &Path, name: &str, system: &str) -> Result<String> {
    let scratch = context.workspace.scratch();
    let pictures = scratch.join("books").join(name);
    let mut reader = context.tools.reader(context.workspace, system);
    let said = process::text_of(reader.arg(book).arg(&pictures))?;
    let path = scratch.join(format!("{name}.{system}.json"));
    std::fs::write(&path, said)?;
    context.conformance_of("epub.py", &[posts, book, &path])
}

/// Calibre reads the book and writes its text.
fn converted(context: &Context<'_>, book: &Path, posts: &Path, name: &str) -> Result<String> {
    let text = context.workspace.scratch().join(format!("{name}.calibre.txt"));
    let mut calibre = Command::new("ebook-convert");
    // Nothing is to be shown, and nothing to be kept in the user's own folders.
    calibre.env("QT_QPA_PLATFORM", "offscreen");
    calibre.env("CALIBRE_CONFIG_DIRECTORY", context.workspace.scratch().join("calibre").join(name));
    process::output_of(
        calibre.arg(book).arg(&text).args(["--txt-output-formatting=plain", "--max-line-length=0"]),
    )?;
    context.conformance("calibre.py", posts, &text)
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
