//! Golden files: what offprint wrote when someone last looked.

use crate::places;
use similar::TextDiff;
use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

/// Files by path, as text.
pub type Files = BTreeMap<String, String>;

/// Lines of difference that are shown for a file.
const SHOWN: usize = 60;

/// Compares the files that were made with those of a folder below `fixtures/golden`; how they differ.
///
/// With `OFFPRINT_BLESS=1` the folder becomes what was made, and nothing differs.
///
/// # Errors
/// The differences, as a unified diff of each file.
///
/// # Panics
/// When the golden files cannot be written.
pub fn compare(folder: &str, made: &Files) -> Result<(), String> {
    let golden = places::root().join("fixtures/golden").join(folder);
    if std::env::var("OFFPRINT_BLESS").is_ok_and(|value| value == "1") {
        bless(&golden, made);
        return Ok(());
    }
    let mut report = String::new();
    let there = places::files_below(&golden);
    for path in there.iter().filter(|path| !made.contains_key(*path)) {
        let _ = writeln!(report, "{folder}/{path}: is no longer written");
    }
    for (path, text) in made {
        match fs::read_to_string(golden.join(path)) {
            Ok(before) if before == *text => {}
            Ok(before) => report.push_str(&difference(&format!("{folder}/{path}"), &before, text)),
            Err(_) => {
                let _ = writeln!(report, "{folder}/{path}: there is no golden file of it");
            }
        }
    }
    if report.is_empty() {
        return Ok(());
    }
    report.push_str("hint: if this is as it should be, run `cargo xtask bless` and read `git diff`\n");
    Err(report)
}

/// Compares one file that tests make with what the repository holds at this path; with `OFFPRINT_BLESS=1` writes it.
///
/// # Errors
/// The differences, as a unified diff.
///
/// # Panics
/// When the file cannot be written.
pub fn compare_file(path: &str, made: &str) -> Result<(), String> {
    let file = places::root().join(path);
    if std::env::var("OFFPRINT_BLESS").is_ok_and(|value| value == "1") {
        fs::write(&file, made).expect("the file is written");
        return Ok(());
    }
    let before = fs::read_to_string(&file).unwrap_or_default();
    if before == made {
        return Ok(());
    }
    let difference = difference(path, &before, made);
    Err(format!(
        "{difference}hint: if this is as it should be, run `cargo xtask bless` and read `git diff`\n"
    ))
}

fn bless(golden: &Path, made: &Files) {
    if golden.exists() {
        fs::remove_dir_all(golden).expect("the old golden files go");
    }
    for (path, text) in made {
        let path = golden.join(path);
        fs::create_dir_all(path.parent().expect("a golden file lies in a folder"))
            .expect("the folder is made");
        fs::write(path, text).expect("the golden file is written");
    }
}

fn difference(path: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let text = diff.unified_diff().context_radius(2).header(&format!("golden {path}"), "now").to_string();
    let mut lines: Vec<&str> = text.lines().collect();
    let more = lines.len().saturating_sub(SHOWN);
    lines.truncate(SHOWN);
    let mut shown = lines.join("\n") + "\n";
    if more > 0 {
        let _ = writeln!(shown, "… and {more} more lines");
    }
    shown
}
