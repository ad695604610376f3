//! How much memory exports take: that of the posts at work, not of all posts.
#![forbid(unsafe_code)]
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the tests look at files and print figures"
)]
#![cfg(unix)]

use offprint_tests::{posts, program};
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    process::Stdio,
};
use tempfile::TempDir;
use wait4::Wait4;

const MIB: u64 = 1 << 20;

/// So many posts of some two thousand bytes each, one a line.
fn input(folder: &Path, count: u64) -> PathBuf {
    let path = folder.join(format!("{count}.ndjson"));
    let mut file = BufWriter::new(File::create(&path).unwrap());
    let paragraph =
        "<p>Beans go in <em>after</em> the frost, <strong>two</strong> to a hole, an inch deep.</p>";
    let content = format!("<h2>Rows</h2>{}<ul><li>String</li><li>Labels</li></ul>", paragraph.repeat(15));
    for id in 1..=count {
        let post =
            posts::post(id, &format!("a-row-of-beans-{id}"), &format!("A row of beans, {id}"), &content);
        writeln!(file, "{post}").unwrap();
    }
    file.into_inner().unwrap().sync_all().unwrap();
    path
}

/// The most memory that an export to this format holds at a time, in bytes.
fn peak(input: &Path, format: &str, out: &Path) -> u64 {
    let mut command = program::offprint();
    command.arg("export").arg(input).args(["--quiet", "--to", format, "--out"]).arg(out);
    let child = command.stderr(Stdio::piped()).spawn().expect("offprint starts");
    let ended = child.wait4().expect("it ends");
    assert!(ended.status.success(), "{format}: {}", ended.status);
    ended.rusage.maxrss
}

#[test]
fn feeds_of_very_many_posts_take_little_memory() {
    let folder = TempDir::new().unwrap();
    let few = input(folder.path(), 100);
    let many = input(folder.path(), 10_000);
    for format in ["rss", "atom", "json-feed"] {
        let base = peak(&few, format, &folder.path().join("few"));
        let whole = peak(&many, format, &folder.path().join("many"));
        println!("{format}: {} MiB of 100 posts, {} MiB of 10,000", base / MIB, whole / MIB);
        assert!(whole <= 40 * MIB, "{format}: {} MiB", whole / MIB);
        assert!(whole - base.min(whole) <= 20 * MIB, "{format}: {base} to {whole} bytes");
    }
}

#[test]
fn books_grow_by_little_a_post() {
    let folder = TempDir::new().unwrap();
    let few = input(folder.path(), 100);
    let many = input(folder.path(), 2_000);
    let base = peak(&few, "epub", &folder.path().join("few"));
    let whole = peak(&many, "epub", &folder.path().join("many"));
    println!("epub: {} MiB of 100 posts, {} MiB of 2,000", base / MIB, whole / MIB);
    assert!(whole - base.min(whole) <= 1_900 * 10 * 1024, "{base} to {whole} bytes");
}
