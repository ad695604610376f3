//! The same input and options give the same bytes: at any number of threads, at any time, alone or beside other
//! formats, in any order of the formats (invariant 3 of `docs/architecture.md`).
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_tests::{places, posts, program};
use std::{collections::BTreeMap, fs, path::Path};
use tempfile::TempDir;

type Written = BTreeMap<String, Vec<u8>>;

const OPTIONS: [&str; 4] = ["--name", "digest", "--media", "fixtures/media"];

/// Every fixture in one edition, in the formats and with the options given.
fn export(formats: &str, more: &[&str]) -> Written {
    let folder = TempDir::new().expect("a folder for the output");
    let mut command = program::offprint();
    command.arg("export").args(places::fixtures()).args(["--to", formats]).args(OPTIONS).args(more);
    program::well(command.arg("--out").arg(folder.path()).output().expect("offprint starts"));
    read(folder.path())
}

fn read(folder: &Path) -> Written {
    let files = places::files_below(folder).into_iter();
    files.map(|path| (path.clone(), fs::read(folder.join(path)).expect("the output is read"))).collect()
}

fn assert_same(one: &Written, other: &Written, what: &str) {
    let names = |written: &Written| written.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other), "{what}: other files");
    for (path, bytes) in one {
        let place = bytes.iter().zip(&other[path]).position(|(a, b)| a != b);
        assert!(*bytes == other[path], "{what}: {path} differs, from byte {place:?} on");
    }
}

#[test]
fn threads_do_not_show() {
    let one = export("all", &["--threads", "1"]);
    assert!(
        one.contains_key("feed.rss") && one.contains_key("digest.epub") && one.contains_key("digest.pdf")
    );
    assert_same(&one, &export("all", &["--threads", "1"]), "a second run");
    assert_same(&one, &export("all", &["--threads", "2"]), "two threads");
    assert_same(&one, &export("all", &["--threads", "7"]), "seven threads");
}

#[test]
fn a_format_is_the_same_alone() {
    let all = export("all", &[]);
    let formats = ["pdf", "markdown", "epub", "json-feed", "atom", "rss"];
    let mut alone = Written::new();
    for format in formats {
        let written = export(format, &[]);
        assert!(!written.is_empty(), "{format}: nothing was written");
        alone.extend(written);
    }
    assert_same(&all, &alone, "formats one by one");
    assert_same(&all, &export(&formats.join(","), &[]), "formats in another order");
}

#[test]
fn the_folder_and_the_day_do_not_show() {
    let folder = TempDir::new().expect("a folder");
    let input = posts::write(
        folder.path(),
        "bees.json",
        &posts::post(7, "bees", "Bees", "<p>Of bees, and of what they gather.</p>"),
    );
    let run = |day: &str, zone: &str, locale: &str| {
        let out = TempDir::new().expect("a folder for the output");
        let mut command = program::offprint();
        command.args(["export", &input, "--to", "all", "--out"]).arg(out.path());
        // A program that asks for the day would take the one that reproducible builds tell it.
        command.env("SOURCE_DATE_EPOCH", day).env("TZ", zone).env("LC_ALL", locale).env("LANG", locale);
        program::well(command.output().expect("offprint starts"));
        read(out.path())
    };
    let here = run("86400", "UTC", "C.UTF-8");
    assert_same(&here, &run("1900000000", "Asia/Tokyo", "de_DE.UTF-8"), "another day, zone and locale");
}
