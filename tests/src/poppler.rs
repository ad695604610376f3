//! PDF as poppler reads it.

use std::{
    path::Path,
    process::{Command, Stdio},
};

/// Whether poppler may be asked: it is there. When it is not, that is a failure, but for a run that is told to do
/// without by `OFFPRINT_OFFLINE=1`.
///
/// # Panics
/// When poppler is missing and the run is not told to do without.
pub fn at_hand() -> bool {
    let there = ["pdftotext", "pdfinfo"].iter().all(|program| {
        let mut command = Command::new(program);
        command.arg("-v").stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok()
    });
    let offline = std::env::var("OFFPRINT_OFFLINE").is_ok_and(|value| value == "1");
    assert!(
        there || offline,
        "`pdftotext` and `pdfinfo` are missing: install poppler-utils, or set OFFPRINT_OFFLINE=1 to do without"
    );
    if !there {
        eprintln!("skipped: no poppler, and OFFPRINT_OFFLINE=1");
    }
    there
}

/// The text, as it stands on the pages.
pub fn layout(pdf: &Path) -> String {
    run("pdftotext", &["-layout", "-enc", "UTF-8"], pdf, &["-"])
}

/// The text, in reading order.
pub fn text(pdf: &Path) -> String {
    run("pdftotext", &["-enc", "UTF-8"], pdf, &["-"])
}

/// Where the words stand: each with its left and right edge in points.
pub fn words(pdf: &Path) -> Vec<(f32, f32, String)> {
    let page = run("pdftotext", &["-bbox", "-enc", "UTF-8"], pdf, &["-"]);
    let word = |line: &str| {
        let (attributes, text) = line.trim().strip_prefix("<word ")?.split_once('>')?;
        let edge = |name: &str| attributes.split_once(name)?.1.split('"').nth(1)?.parse().ok();
        Some((edge("xMin=")?, edge("xMax=")?, text.trim_end_matches("</word>").to_owned()))
    };
    page.lines().filter_map(word).collect()
}

/// The structure tree, with its text. The numbers of objects are left out: they hang on all that was written before.
pub fn structure(pdf: &Path) -> String {
    let told = run("pdfinfo", &["-struct-text"], pdf, &[]);
    told.lines().map(|line| unnumbered(line) + "\n").collect()
}

fn unnumbered(line: &str) -> String {
    if let (Some(from), Some(to)) = (line.find(" <note-"), line.find("> ("))
        && from < to
    {
        return format!("{}{}", &line[..from], &line[to + 1..]);
    }
    let said = line.trim_start();
    match said.strip_prefix("Object ") {
        Some(number) if number.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ') => {
            format!("{}Object", &line[..line.len() - said.len()])
        }
        _ => line.to_owned(),
    }
}

/// Title, language, number of pages and so on.
pub fn info(pdf: &Path) -> String {
    run("pdfinfo", &[], pdf, &[])
}

/// The addresses that links lead to.
pub fn urls(pdf: &Path) -> Vec<String> {
    let table = run("pdfinfo", &["-url"], pdf, &[]);
    table.lines().skip(1).filter_map(|line| line.split_whitespace().nth(2)).map(str::to_owned).collect()
}

fn run(program: &str, options: &[&str], pdf: &Path, rest: &[&str]) -> String {
    let output = Command::new(program).args(options).arg(pdf).args(rest).output().expect("poppler starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} on {}: {said}", pdf.display());
    String::from_utf8_lossy(&output.stdout).into_owned()
}
