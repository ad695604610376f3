//! What goes wrong, goes wrong well: a diagnostic on standard error, the right exit code, no half-written file, the
//! earlier good file in its place, and the good posts exported all the same (invariants 6 and 7).
//!
//! Exit codes: 1 the input's fault, 2 wrong usage, 3 the environment's.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_tests::{archive, places, posts, program};
use serde_json::{Value, json};
use std::{
    fs::{self, OpenOptions},
    path::Path,
    process::{Output, Stdio},
};
use tempfile::TempDir;

fn folder() -> TempDir {
    TempDir::new().expect("a folder")
}

fn good_post() -> Value {
    posts::post(11, "bees", "Of Bees", "<p>They gather what the meadow gives.</p>")
}

fn run(arguments: &[&str]) -> Output {
    program::offprint().args(arguments).output().expect("offprint starts")
}

/// The run ended with this code, and said something on standard error that holds all of these words.
#[track_caller]
fn assert_failed(output: &Output, code: i32, words: &[&str]) {
    let said = program::said(output);
    assert_eq!(output.status.code(), Some(code), "the exit code; it said: {said}");
    assert!(said.contains("error: "), "no `error: ` in: {said}");
    for word in words {
        assert!(said.contains(word), "no `{word}` in: {said}");
    }
    assert!(!said.contains("panicked"), "{said}");
}

/// Whether nothing at all lies in this folder, or there is no such folder.
fn is_bare(folder: &Path) -> bool {
    places::files_below(folder).is_empty()
}

/// Exports an input that holds no good post: exit code 1, the file is named, nothing is written.
#[track_caller]
fn assert_no_post(name: &str, bytes: &[u8], words: &[&str]) {
    let folder = folder();
    let input = folder.path().join(name);
    fs::write(&input, bytes).expect("the input is written");
    let out = folder.path().join("out");
    let output = run(&["export", &input.to_string_lossy(), "--to", "all", "--out", &out.to_string_lossy()]);
    assert_failed(&output, 1, &[&[name], words].concat());
    assert!(is_bare(&out), "files were written: {:?}", places::files_below(&out));
}

#[test]
fn broken_json() {
    let whole = good_post().to_string();
    assert_no_post("cut.json", &whole.as_bytes()[..whole.len() / 2], &[]);
    assert_no_post("noise.json", b"\x00\xff\xfenot JSON at all", &[]);
    assert_no_post("page.json", b"<!doctype html><title>Not found</title>", &[]);
    assert_no_post("nothing.json", b"", &[]);
}

#[test]
fn an_error_of_wordpress_instead_of_a_post() {
    let error = json!({
        "code": "rest_post_invalid_id",
        "message": "Invalid post ID.",
        "data": { "status": 404 },
    });
    assert_no_post("answer.json", error.to_string().as_bytes(), &["rest_post_invalid_id"]);
}

#[test]
fn an_empty_array() {
    assert_no_post("none.json", b"[]", &[]);
}

#[test]
fn what_is_json_but_no_post() {
    for (name, text) in
        [("number.json", "17"), ("null.json", "null"), ("text.json", "\"post\""), ("object.json", "{}")]
    {
        assert_no_post(name, text.as_bytes(), &[]);
    }
}

#[test]
fn a_post_without_content() {
    let mut post = good_post();
    post.as_object_mut().expect("an object").remove("content");
    let folder = folder();
    let input = posts::write(folder.path(), "headless.json", &post);
    let out = folder.path().join("out");
    let output = run(&["export", &input, "--to", "markdown", "--out", &out.to_string_lossy()]);
    // The post may be refused or exported without a text; either way that is said, naming file and post.
    let said = program::said(&output);
    assert!(said.contains("headless.json"), "{said}");
    assert!(said.contains("`bees`") && said.contains("content"), "{said}");
    assert!(said.contains("warning: ") || output.status.code() == Some(1), "{said}");
    let denied = run(&["export", &input, "--to", "rss", "--deny-warnings", "--out", &out.to_string_lossy()]);
    assert_eq!(denied.status.code(), Some(1), "--deny-warnings; it said: {}", program::said(&denied));
}

#[test]
fn a_folder_without_a_post() {
    let folder = folder();
    let input = folder.path().join("empty");
    fs::create_dir(&input).expect("the folder is made");
    fs::write(input.join("notes.txt"), "nothing of WordPress").expect("a file is written");
    let out = folder.path().join("out");
    let output = run(&["export", &input.to_string_lossy(), "--to", "all", "--out", &out.to_string_lossy()]);
    assert_failed(&output, 1, &["empty"]);
    assert!(is_bare(&out));
}

#[test]
fn an_input_that_is_not_there() {
    let folder = folder();
    let input = folder.path().join("nowhere.json");
    let out = folder.path().join("out");
    let output = run(&["export", &input.to_string_lossy(), "--to", "all", "--out", &out.to_string_lossy()]);
    let code = output.status.code();
    assert!(matches!(code, Some(1 | 3)), "the exit code is {code:?}");
    assert_failed(&output, code.unwrap_or_default(), &["nowhere.json"]);
    assert!(is_bare(&out));
}

#[test]
fn one_bad_post_is_one_diagnostic_and_the_rest_are_exported() {
    let folder = folder();
    let mut bad = posts::post(12, "wasps", "Of Wasps", "");
    bad["content"] = json!(["neither", "text"]);
    let all =
        json!([good_post(), bad, 17, posts::post(13, "moths", "Of Moths", "<p>They keep the night.</p>")]);
    let input = posts::write(folder.path(), "mixed.json", &all);
    let broken = folder.path().join("broken.json");
    fs::write(&broken, "{\"id\": 14, ").expect("the input is written");
    let out = folder.path().join("out");
    let output = program::export_all(&[Path::new(&input), &broken], &out, &["--name", "insects"]);
    assert_eq!(output.status.code(), Some(1), "{}", program::said(&output));
    let said = program::said(&output);
    for place in ["mixed.json#/1", "mixed.json#/2", "broken.json"] {
        assert!(said.contains(place), "no `{place}` in: {said}");
    }
    for post in ["bees", "moths"] {
        assert!(out.join(format!("markdown/{post}.md")).is_file(), "{post}.md is missing");
    }
    for feed in ["feed.rss", "feed.atom", "feed.json"] {
        let text = fs::read_to_string(out.join(feed)).expect("the feed is written");
        assert!(text.contains("meadow gives") && text.contains("keep the night"), "{feed}");
    }
    let book: String =
        archive::spine(&out.join("insects.epub")).iter().filter_map(|entry| entry.text()).collect();
    assert!(book.contains("meadow gives") && book.contains("keep the night"));
    assert!(fs::read(out.join("insects.pdf")).expect("the PDF is written").starts_with(b"%PDF-"));
}

#[test]
fn wrong_usage() {
    let folder = folder();
    let input = posts::write(folder.path(), "bees.json", &good_post());
    let out = folder.path().join("out");
    let out = out.to_string_lossy();
    for arguments in [
        &["export", "--edition", "nobody"][..],
        &["export", &input, "--to", "docx", "--out", &out],
        &["export", &input, "--to", "pdf", "--out", &out, "--threads", "many"],
        &["export", &input, "--to", "pdf", "--out", &out, "--since", "lately"],
        &["export", &input, "--to", "pdf", "--out", &out, "--language", "not a language"],
        &["export", &input, "--to", "pdf", "--out", &out, "--sort", "colour"],
        &["export", &input, "--to", "pdf,epub", "--out", "-"],
        &["export", &input, "--to", "markdown,pdf", "--out", "both.pdf"],
        &["export", &input, "--out", "one.md", "--path", "{slug}.md"],
        &["export", &input, "--out", "one.md", "--index"],
        &["print", &input],
    ] {
        let output = run(arguments);
        assert_failed(&output, 2, &[]);
    }
    assert!(is_bare(Path::new(&*out)));
}

#[test]
fn an_mdx_path_selects_the_flavor_and_takes_no_other() {
    let folder = folder();
    let input = posts::write(folder.path(), "braces.json", &posts::post(1, "braces", "B", "<p>a {b} c</p>"));
    let file = folder.path().join("one.mdx").to_string_lossy().into_owned();
    let out = folder.path().join("out").to_string_lossy().into_owned();
    for (named, arguments) in [
        ("--out", &["--out", &file, "--flavor", "gfm"][..]),
        ("--path", &["--to", "markdown", "--path", "{slug}.mdx", "--out", &out, "--flavor", "hugo"]),
    ] {
        let output = run(&[&["export", &input], arguments].concat());
        assert_failed(&output, 2, &[named, "--flavor mdx"]);
    }
    assert!(!Path::new(&file).exists() && is_bare(Path::new(&out)));
    program::well(run(&["export", &input, "--out", &file]));
    assert!(fs::read_to_string(&file).expect("a file").contains("a \\{b} c"));
    program::well(run(&["export", &input, "--to", "markdown", "--flavor", "mdx", "--out", &out]));
    assert!(Path::new(&out).join("markdown/braces.mdx").is_file());
}

/// Exports bees to all formats; then the output folder's contents.
fn exported(folder: &Path) -> (String, std::path::PathBuf) {
    let input = posts::write(folder, "bees.json", &good_post());
    let out = folder.join("out");
    program::well(program::export_all(&[&input], &out, &["--name", "bees"]));
    (input, out)
}

#[test]
fn an_output_folder_that_cannot_be() {
    let folder = folder();
    let input = posts::write(folder.path(), "bees.json", &good_post());
    let file = folder.path().join("file");
    fs::write(&file, "in the way").expect("the file is written");
    for place in [file.join("out"), "/proc/offprint".into(), file.clone()] {
        for format in ["rss", "atom", "json-feed", "epub", "markdown", "pdf"] {
            let out = place.to_string_lossy();
            let output = run(&["export", &input, "--to", format, "--out", &out]);
            let code = output.status.code();
            // A regular file where a folder should be may be seen before anything is tried.
            let expected = if place == file && code == Some(2) { 2 } else { 3 };
            assert_failed(&output, expected, &[&out]);
        }
    }
    assert_eq!(fs::read_to_string(&file).expect("it is still there"), "in the way");
}

#[test]
fn an_earlier_good_file_survives() {
    let folder = folder();
    let (_, out) = exported(folder.path());
    let before: Vec<_> =
        places::files_below(&out).into_iter().map(|path| (fs::read(out.join(&path)), path)).collect();
    assert!(before.len() >= 6, "{before:?}");
    // Nothing of the next input can be exported.
    let input = folder.path().join("broken.json");
    fs::write(&input, "[{]").expect("the input is written");
    let output = program::export_all(&[&input], &out, &["--name", "bees"]);
    assert_failed(&output, 1, &["broken.json"]);
    for (bytes, path) in &before {
        let now = fs::read(out.join(path)).expect("the earlier file is there");
        assert!(bytes.as_ref().is_ok_and(|bytes| *bytes == now), "{path} is no longer what it was");
    }
    assert_eq!(places::files_below(&out).len(), before.len(), "{:?}", places::files_below(&out));
}

#[test]
fn a_disk_that_is_full() {
    let folder = folder();
    let (input, out) = exported(folder.path());
    let before: Vec<_> =
        places::files_below(&out).into_iter().map(|path| (fs::read(out.join(&path)), path)).collect();
    // No file may grow past one block: what a full disk is to a writer. (`ulimit -f` counts blocks of 512 bytes in sh.)
    for format in ["rss", "epub", "pdf"] {
        let long = "<p>".to_owned() + &"many words of no weight ".repeat(4000) + "</p>";
        let heavy = posts::write(folder.path(), "heavy.json", &posts::post(15, "heavy", "Heavy", &long));
        let script = "trap '' XFSZ; ulimit -f 2; exec \"$0\" \"$@\"";
        let mut command = std::process::Command::new("sh");
        command
            .args(["-c", script])
            .arg(program::path())
            .args(["export", &heavy, "--to", format, "--name", "bees"]);
        command.arg("--out").arg(&out);
        let output = command.output().expect("sh starts");
        assert_failed(&output, 3, &[]);
    }
    for (bytes, path) in &before {
        let now = fs::read(out.join(path)).expect("the earlier file is there");
        assert!(bytes.as_ref().is_ok_and(|bytes| *bytes == now), "{path} is no longer what it was");
    }
    let after = places::files_below(&out);
    assert_eq!(after.len(), before.len(), "a half file is left: {after:?}");
    assert!(Path::new(&input).is_file());
}

#[test]
fn a_run_that_is_killed() {
    let folder = folder();
    let (_, out) = exported(folder.path());
    let before: Vec<_> =
        places::files_below(&out).into_iter().map(|path| (fs::read(out.join(&path)), path)).collect();
    let long = "<p>".to_owned() + &"words enough to be caught at work ".repeat(2000) + "</p>";
    let all: Vec<Value> = (20..60).map(|id| posts::post(id, &format!("long-{id}"), "Long", &long)).collect();
    let input = posts::write(folder.path(), "long.json", &Value::from(all));
    let mut whole = None;
    for milliseconds in [0, 2, 5, 10, 20, 40, 80, 160, 320] {
        let mut command = program::offprint();
        command.args(["export", &input, "--to", "all", "--name", "bees", "--out"]).arg(&out);
        let mut child = command.stderr(Stdio::null()).spawn().expect("offprint starts");
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        for (bytes, path) in &before {
            let now = fs::read(out.join(path)).expect("the earlier file is there");
            let is_earlier = bytes.as_ref().is_ok_and(|bytes| *bytes == now);
            if !is_earlier {
                let whole = whole.get_or_insert_with(|| {
                    let out = folder.path().join("whole");
                    program::well(program::export_all(&[&input], &out, &["--name", "bees"]));
                    out
                });
                let is_new = fs::read(whole.join(path)).is_ok_and(|bytes| bytes == now);
                assert!(
                    is_new,
                    "{path} is neither the earlier file nor the new one, after {milliseconds} ms"
                );
            }
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_device_that_is_full() {
    let folder = folder();
    let input = posts::write(folder.path(), "bees.json", &good_post());
    for format in ["rss", "json-feed", "epub", "pdf"] {
        let output = run(&["export", &input, "--to", format, "--out", "/dev/full"]);
        let said = program::said(&output);
        assert_eq!(output.status.code(), Some(3), "{format}: it said: {said}");
        assert!(said.contains("error: ") && said.contains("/dev/full"), "{format}: {said}");
    }
    assert!(!Path::new("/dev/full").is_file(), "the device was replaced by a file");
}

#[test]
#[cfg(target_os = "linux")]
fn standard_output_that_is_full() {
    let folder = folder();
    let input = posts::write(folder.path(), "bees.json", &good_post());
    let runs: [&[&str]; 5] = [
        &["export", &input, "--to", "rss", "--out", "-"],
        &["export", &input, "--to", "epub", "--out", "-"],
        &["export", &input, "--to", "pdf", "--out", "-"],
        &["inspect", &input, "--json"],
        &["inspect", &input],
    ];
    for arguments in runs {
        let full = OpenOptions::new().write(true).open("/dev/full").expect("/dev/full opens");
        let mut command = program::offprint();
        let output =
            command.args(arguments).stdout(full).stderr(Stdio::piped()).output().expect("offprint starts");
        assert_failed(&output, 3, &[]);
    }
}

#[test]
fn a_reader_that_goes_away() {
    // More than any pipe holds, so that the writer must notice.
    let folder = folder();
    let long = "<p>".to_owned() + &"words that nobody waits for ".repeat(40_000) + "</p>";
    let input = posts::write(folder.path(), "long.json", &posts::post(16, "long", "Long", &long));
    for arguments in
        [["export", &input, "--to", "rss", "--out", "-"].as_slice(), &["inspect", &input, "--json"]]
    {
        let mut command = program::offprint();
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("offprint starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("offprint ends");
        let said = program::said(&output);
        assert!(!said.contains("panicked"), "{said}");
        // As `cat | head`: quiet, whichever way it ends; or said to be the environment's fault.
        assert!(said.is_empty() || output.status.code() == Some(3), "{}: {said}", output.status);
    }
}

#[test]
fn standard_output_holds_data_alone() {
    let folder = folder();
    let input = posts::write(folder.path(), "bees.json", &good_post());
    let output = program::well(run(&["export", &input, "--to", "atom", "--out", "-"]));
    let text = String::from_utf8(output.stdout).expect("the feed is UTF-8");
    roxmltree::Document::parse(&text).expect("nothing but the feed is printed");
    let output = program::well(run(&["export", &input, "--to", "pdf", "--out", "-"]));
    assert!(output.stdout.starts_with(b"%PDF-"));
    let out = folder.path().join("out");
    let output = program::well(program::export_all(&[&input], &out, &[]));
    assert!(output.stdout.is_empty(), "an export into a folder prints nothing to standard output");
}

#[test]
fn titles_that_are_names_of_nothing_good() {
    let folder = folder();
    let slugs =
        ["../../escape", "..%2F..%2Fescape", "/etc/offprint", "con", "a\\b", ".hidden", "", "x\u{0}y"];
    let all: Vec<Value> = slugs
        .iter()
        .zip(1..)
        .map(|(slug, id)| posts::post(id, slug, "<b></b>", "<p>Some words.</p>"))
        .collect();
    let input = posts::write(folder.path(), "names.json", &Value::from(all));
    let out = folder.path().join("deep/out");
    program::well(program::export_all(&[&input], &out, &["--name", "names"]));
    let written = places::files_below(folder.path());
    for path in &written {
        assert!(
            path == "names.json" || path.starts_with("deep/out/"),
            "{path} was written outside the folder"
        );
    }
    let markdown = written.iter().filter(|path| path.ends_with(".md")).count();
    assert_eq!(markdown, slugs.len(), "a file each: {written:?}");
}

/// A book is looked at before it is handed on.
#[test]
fn a_book_that_is_damaged_is_told() {
    let folder = folder();
    let input = posts::write(folder.path(), "bees.json", &good_post());
    let book = folder.path().join("bees.epub");
    program::well(run(&["export", &input, "--out", &book.to_string_lossy()]));
    let sound = program::well(run(&["check", &book.to_string_lossy()]));
    assert!(program::said(&sound).contains("0 errors"), "{}", program::said(&sound));
    let bytes = fs::read(&book).expect("the book is read");
    fs::write(&book, &bytes[..bytes.len() / 2]).expect("half a book is written");
    assert_failed(&run(&["check", &book.to_string_lossy()]), 1, &["bees.epub"]);
}

/// A file that is broken all over says so a thousand times at most.
#[test]
fn what_is_broken_all_over_is_told_once() {
    let folder = folder();
    let input = folder.path().join("numbers.json");
    let numbers: Vec<String> = (0..5_000).map(|number| number.to_string()).collect();
    fs::write(&input, format!("[{}]", numbers.join(","))).expect("the input is written");
    let output = run(&["inspect", &input.to_string_lossy()]);
    assert_failed(&output, 1, &["more like this", "4000 more places"]);
    assert!(program::said(&output).lines().count() < 200, "{}", program::said(&output).lines().count());
}

/// Programs know a message by its code.
#[test]
fn diagnostics_have_codes() {
    let folder = folder();
    let input = folder.path().join("cut.json");
    let whole = format!("[{}, {}", good_post(), good_post());
    fs::write(&input, &whole[..whole.len() - 9]).expect("the input is written");
    let output = run(&["inspect", "--json", &input.to_string_lossy()]);
    let told: Value = serde_json::from_slice(&output.stdout).expect("the report is JSON");
    let codes: Vec<&str> = told["diagnostics"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|diagnostic| diagnostic["code"].as_str())
        .collect();
    assert!(codes.contains(&"input-truncated"), "{told:#}");
}
