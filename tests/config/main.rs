//! `offprint.toml`: what it makes, and what is said of one that is wrong.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

mod corpus;
mod editions;
mod front;
mod live;
mod month;
mod runs;

use offprint_tests::{golden, places, program};
use tempfile::TempDir;

/// Each file of `broken` has its message beside it: line, column and key, and what was meant.
#[test]
fn what_is_wrong_is_said_with_its_place() {
    let folder = places::root().join("tests/config/broken");
    let names: Vec<String> =
        places::files_below(&folder).into_iter().filter(|path| path.ends_with(".toml")).collect();
    assert!(names.len() >= 30, "only {} broken files", names.len());
    let out = TempDir::new().expect("a folder to write to");
    let mut differences = String::new();
    for name in names {
        let mut command = program::offprint();
        command.current_dir(&folder).args(["export", "--config", &name, "--date", "2025-05-07", "--out"]);
        let output = command.arg(out.path()).output().expect("offprint starts");
        let said = program::said(&output);
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
        assert!(output.stdout.is_empty(), "{name}");
        let place = said.strip_prefix(&format!("error: {name}:")).unwrap_or_else(|| panic!("{name}: {said}"));
        let mut parts = place.splitn(3, ':');
        for part in ["line", "column"] {
            let number = parts.next().and_then(|number| number.parse::<usize>().ok());
            assert!(number.is_some_and(|number| number > 0), "{name} has no {part}: {said}");
        }
        let golden = format!("tests/config/broken/{}.txt", name.trim_end_matches(".toml"));
        if let Err(difference) = golden::compare_file(&golden, &said) {
            differences.push_str(&difference);
        }
    }
    assert!(differences.is_empty(), "{differences}");
    let written = places::files_below(out.path());
    assert!(written.is_empty(), "something was written: {written:?}");
}
