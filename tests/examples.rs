//! The examples of offprint-driver: each is built and run.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_tests::{places, program};
use std::fs;
use std::io::Read as _;
use tempfile::TempDir;

#[test]
fn a_folder_becomes_an_epub() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("quay.epub");
    let mut command = program::example("folder_to_epub");
    let output =
        program::well(command.arg("fixtures/rules").arg(&path).output().expect("the example starts"));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(printed.ends_with("quay.epub: 1 posts\n"), "{printed}");

    let mut book = zip::ZipArchive::new(fs::File::open(&path).expect("the book")).expect("a zip");
    let mut first = book.by_index(0).expect("an entry");
    assert_eq!((first.name(), first.compression()), ("mimetype", zip::CompressionMethod::Stored));
    let mut mimetype = String::new();
    first.read_to_string(&mut mimetype).expect("the entry is read");
    assert_eq!(mimetype, "application/epub+zip");
    drop(first);
    let chapters = book.file_names().filter(|name| name.ends_with(".xhtml")).count();
    assert!(chapters > 1, "{:?}", book.file_names().collect::<Vec<_>>());
}

#[test]
fn a_folder_without_posts_fails() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("none.epub");
    let output =
        program::example("folder_to_epub").arg(folder.path()).arg(&path).output().expect("it starts");
    assert!(!output.status.success() && !path.exists());
}

/// The whole example is what its page promises to be: short.
#[test]
fn the_example_is_short() {
    let path = places::root().join("crates/offprint-driver/examples/folder_to_epub.rs");
    let text = fs::read_to_string(path).expect("the example");
    assert!(text.lines().count() <= 20, "{} lines", text.lines().count());
}

#[test]
fn a_custom_rule_drops_a_box() {
    let mut command = program::example("cleaning_rule");
    let output = program::well(command.arg("fixtures/rules/tide-clock.json").output().expect("it starts"));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let (markdown, report) = printed.split_at(printed.find("newsletter-box: ").expect("the rule is named"));
    assert!(markdown.contains("==> markdown/the-tide-clock.md <==\n---\n"), "{markdown}");
    assert!(markdown.contains("ticks.") && !markdown.contains("DROP ME"), "{markdown}");
    let expected = "newsletter-box: 2 times\n\
                    newsletter-box: DROP ME: letters from the quay DROP ME once a month, with the ferry times. DROP ME DROP ME.\n";
    assert_eq!(report, expected);
}
