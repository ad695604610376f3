//! A run that is told to end – by Ctrl-C, by the system – leaves what was there, and nothing of what it was writing
//! (invariant 7).
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_tests::{places, posts, program};
use std::{
    fs,
    os::unix::process::{CommandExt, ExitStatusExt},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

const EARLIER: &str = "the book of last week";

/// Enough posts that an export takes a while.
fn many_posts(folder: &Path, count: u32) -> PathBuf {
    let paragraph = "<p>They gather what the <em>meadow</em> gives, and bring it home before the rain.</p>\n";
    let lines = (1..=count).map(|id| {
        let title = format!("Of Bees, {id}");
        posts::post(id.into(), &format!("bees-{id}"), &title, &paragraph.repeat(60)).to_string() + "\n"
    });
    let input = folder.join("posts.ndjson");
    fs::write(&input, lines.collect::<String>()).expect("the input is written");
    input
}

/// Waits until a file in the making lies in one of these folders.
#[track_caller]
fn wait_for_a_draft(child: &mut Child, folders: &[&Path]) {
    let begun = Instant::now();
    let is_draft = |path: &String| path.ends_with(".part");
    while !folders.iter().any(|folder| places::files_below(folder).iter().any(is_draft)) {
        assert!(child.try_wait().expect("the run can be asked").is_none(), "the run was over too soon");
        assert!(begun.elapsed() < Duration::from_secs(120), "no draft appeared");
        thread::sleep(Duration::from_millis(2));
    }
}

fn send(signal: &str, child: &Child) {
    let status = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill starts");
    assert!(status.success());
}

/// Begins an export over an earlier book, sends a signal while the new one is being written; how the run ended.
#[track_caller]
fn interrupted(signal: &str, format: &str, out: &str) -> (TempDir, ExitStatus) {
    let folder = TempDir::new().expect("a folder");
    let input = many_posts(folder.path(), 2500);
    let made = folder.path().join("made");
    let spool = folder.path().join("spool");
    fs::create_dir_all(&made).expect("a folder for the book");
    fs::create_dir_all(&spool).expect("a folder for temporary files");
    fs::write(made.join("book.epub"), EARLIER).expect("the earlier book is written");
    // Whoever runs the tests may have told them not to mind Ctrl-C, which programs inherit.
    let mut command = Command::new("env");
    command.arg("--default-signal=INT,TERM").arg(program::path());
    command.current_dir(folder.path()).env("TMPDIR", &spool);
    command.args(["export", &input.to_string_lossy(), "--to", format, "--name", "book", "--out", out]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("offprint starts");
    wait_for_a_draft(&mut child, &[&made, &spool]);
    send(signal, &child);
    let status = child.wait().expect("the run ends");
    (folder, status)
}

#[track_caller]
fn assert_only_the_earlier_book(folder: &TempDir) {
    assert_eq!(places::files_below(folder.path()), ["made/book.epub", "posts.ndjson"]);
    let book = fs::read_to_string(folder.path().join("made/book.epub")).expect("the book is read");
    assert_eq!(book, EARLIER);
}

#[test]
fn ctrl_c_leaves_no_half_file() {
    let (folder, status) = interrupted("-INT", "epub", "made/");
    assert_eq!(status.signal(), Some(2), "shells see that it was interrupted: {status}");
    assert_only_the_earlier_book(&folder);
}

#[test]
fn nor_does_a_stop_by_the_system() {
    let (folder, status) = interrupted("-TERM", "pdf", "made/");
    assert_eq!(status.signal(), Some(15), "{status}");
    assert_only_the_earlier_book(&folder);
}

#[test]
fn nor_on_the_way_to_standard_output() {
    let (folder, status) = interrupted("-INT", "rss", "-");
    assert_eq!(status.signal(), Some(2), "{status}");
    assert_only_the_earlier_book(&folder);
}

#[test]
fn a_signal_that_is_ignored_stays_so() {
    let folder = TempDir::new().expect("a folder");
    let input = many_posts(folder.path(), 300);
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' INT; exec \"$0\" \"$@\""]).arg(program::path());
    command.args(["export", &input.to_string_lossy(), "--to", "epub", "--name", "book", "--out", "made/"]);
    command.current_dir(folder.path()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    let mut child = command.spawn().expect("sh starts");
    fs::create_dir_all(folder.path().join("made")).expect("a folder for the book");
    wait_for_a_draft(&mut child, &[&folder.path().join("made")]);
    send("-INT", &child);
    let status = child.wait().expect("the run ends");
    assert!(status.success(), "{status}");
    assert_eq!(places::files_below(folder.path()), ["made/book.epub", "posts.ndjson"]);
}
