//! Feeds from end to end: they break no rule of `offprint check`, stay as they are when nothing changed, and lie in
//! the files that their options say.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_tests::{places, posts, program};
use std::{fs, path::Path, process::Command};
use tempfile::TempDir;

const FEEDS: [&str; 3] = ["feed.rss", "feed.atom", "feed.json"];

/// Exports with these options; whether anything was exported.
fn export(input: &Path, out: &Path, more: &[&str]) -> bool {
    let mut command = program::offprint();
    command.arg("export").arg(input).args([
        "--to",
        "rss,atom,json-feed",
        "--feed-url",
        "https://feeds.example/",
    ]);
    command.args(more).arg("--out").arg(out);
    let output = command.output().expect("offprint starts");
    assert!(!program::said(&output).contains("panicked"), "{}", program::said(&output));
    out.join("feed.rss").exists()
}

/// What `offprint check` says of the feeds of a folder, when it says anything.
fn faults(out: &Path) -> String {
    let mut command = program::offprint();
    command.args(["check", "--deny-warnings"]).args(FEEDS.map(|name| out.join(name)));
    let output = command.output().expect("offprint starts");
    if output.status.success() {
        return String::new();
    }
    // A post that is dated in years to come is what it is; what is said of it is no fault of the feed's.
    let said = program::said(&output);
    let dated = |line: &str| line.contains("(ImplausibleDate)");
    let faults: Vec<_> = said
        .lines()
        .filter(|line| (line.contains("warning:") || line.contains("error:")) && !dated(line))
        .collect();
    faults.join("\n")
}

#[test]
fn feeds_of_every_fixture_break_no_rule() {
    let mut faulty = String::new();
    for fixture in places::fixtures() {
        let out = TempDir::new().expect("a folder");
        let more = ["--status", "any", "--include-protected", "--media", "fixtures/media"];
        assert!(export(&fixture, out.path(), &more), "{fixture:?} gives no feed");
        faulty += &faults(out.path());
    }
    assert!(faulty.is_empty(), "{faulty}");
}

#[test]
fn feeds_of_other_peoples_posts_break_no_rule() {
    let Some(corpus) = places::shared("corpus") else { return };
    let (mut faulty, mut count) = (String::new(), 0);
    for folder in ["wp-rest", "wp-rest-7.1", "wp-rest-core"] {
        for file in places::files_below(&corpus.join(folder)) {
            let out = TempDir::new().expect("a folder");
            if export(
                &corpus.join(folder).join(&file),
                out.path(),
                &["--status", "any", "--include-protected"],
            ) {
                count += 1;
                let found = faults(out.path());
                if !found.is_empty() {
                    faulty += &format!("{folder}/{file}\n{found}\n");
                }
            }
        }
    }
    assert!(count > 50, "only {count} files gave feeds");
    assert!(faulty.is_empty(), "{faulty}");
}

/// Changed in the same second, all of them, as after an import.
#[test]
fn a_thousand_copies_of_a_post_break_no_rule() {
    let Some(sample) = places::shared("samples/news-archive-5096.json") else { return };
    let bytes = fs::read(sample).expect("the sample is read");
    let mut post: serde_json::Value = serde_json::from_slice(&bytes).expect("the sample is JSON");
    let folder = TempDir::new().expect("a folder");
    let input = folder.path().join("copies.ndjson");
    let mut lines = String::new();
    for id in 1..=1000 {
        post["id"] = id.into();
        lines += &format!("{post}\n");
    }
    fs::write(&input, lines).expect("the copies are written");
    let out = folder.path().join("out");
    assert!(export(&input, &out, &[]));
    let feed = fs::read_to_string(out.join("feed.atom")).expect("the feed is read");
    assert_eq!(feed.matches("<entry").count(), 1000);
    assert_eq!(faults(&out), "");
}

#[test]
fn what_did_not_change_is_not_touched() {
    let folder = TempDir::new().expect("a folder");
    let post = |title: &str| posts::post(7, "bees", title, "<p>Of bees.</p>");
    let input = posts::write(folder.path(), "bees.json", &post("Bees"));
    let out = folder.path().join("out");
    let more = ["--compress", "gz,br", "--stylesheet"];
    assert!(export(Path::new(&input), &out, &more));
    let files = places::files_below(&out);
    for name in ["feed.rss", "feed.rss.gz", "feed.rss.br", "feed.css", "feed.json.br"] {
        assert!(files.iter().any(|file| file == name), "{name} is not there: {files:?}");
    }
    let dates = || {
        let date =
            |file: &String| fs::metadata(out.join(file)).and_then(|data| data.modified()).expect("a date");
        files.iter().map(date).collect::<Vec<_>>()
    };
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    for file in &files {
        let file = fs::File::options().write(true).open(out.join(file)).expect("the file opens");
        file.set_modified(old).expect("its date is set");
    }
    assert!(export(Path::new(&input), &out, &more));
    assert!(dates().iter().all(|date| *date == old));
    posts::write(folder.path(), "bees.json", &post("Wasps"));
    assert!(export(Path::new(&input), &out, &more));
    let touched = files.iter().zip(dates()).filter(|(_, date)| *date != old).map(|(file, _)| file.as_str());
    let touched: Vec<_> = touched.filter(|file| !file.contains("feed.css")).collect();
    assert_eq!(touched.len(), 9, "{touched:?}");
    let unpacked =
        Command::new("gzip").arg("-dc").arg(out.join("feed.rss.gz")).output().expect("gzip starts");
    assert_eq!(unpacked.stdout, fs::read(out.join("feed.rss")).expect("the feed is read"));
}

/// Each group's feed stays open until the last post: more of them than a shell lets be open at first.
#[test]
#[cfg(unix)]
fn there_may_be_more_groups_than_open_files() {
    let folder = TempDir::new().unwrap();
    let post = |number: u32| {
        format!(
            r#"{{"id":{number},"slug":"p{number}","type":"post","status":"publish","date_gmt":"2025-01-01T00:00:00",
            "link":"https://beds.example/p{number}/","title":{{"rendered":"Bed {number}"}},
            "content":{{"rendered":"<p>Soil.</p>"}},
            "_embedded":{{"author":[{{"id":{number},"name":"Gardener {number}","slug":"g{number}"}}]}}}}"#
        )
    };
    let posts: Vec<_> = (1..=200).map(post).collect();
    let input = folder.path().join("posts.json");
    fs::write(&input, format!("[{}]", posts.join(","))).unwrap();
    let out = folder.path().join("out");
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(r#"ulimit -Sn 64 && exec "$0" "$@""#).arg(program::path());
    shell.arg("export").arg(&input).args(["--to", "rss", "--split-by", "author", "--out"]).arg(&out);
    program::well(shell.output().unwrap());
    assert_eq!(fs::read_dir(out.join("author")).unwrap().count(), 200);
}

#[test]
fn options_that_do_not_fit_are_told() {
    let folder = TempDir::new().expect("a folder");
    let input = posts::write(folder.path(), "bees.json", &posts::post(7, "bees", "Bees", "<p>Of bees.</p>"));
    let usage = |more: &[&str]| {
        let mut command = program::offprint();
        command.args(["export", &input, "--to", "rss"]).args(more);
        command.output().expect("offprint starts").status.code()
    };
    let out = folder.path().join("out").to_string_lossy().into_owned();
    assert_eq!(usage(&["--out", &out, "--page-size", "10"]), Some(2));
    let url = ["--feed-url", "https://feeds.example/"];
    assert_eq!(
        usage(&[&["--out", &out, "--page-size", "10", "--sort", "title"], &url[..]].concat()),
        Some(2)
    );
    assert_eq!(usage(&[&["--out", "-", "--page-size", "10"], &url[..]].concat()), Some(2));
    assert_eq!(usage(&["--out", &out, "--site-id", "garden"]), Some(2));
    assert_eq!(usage(&[&["--out", &out, "--page-size", "10"], &url[..]].concat()), Some(0));
}

#[test]
fn posts_that_are_not_public_never_appear() {
    for fixture in ["protected.json", "unpublished.json"] {
        let out = TempDir::new().expect("a folder");
        let input = places::root().join("fixtures/posts").join(fixture);
        if export(&input, out.path(), &[]) {
            let feed = fs::read_to_string(out.path().join("feed.rss")).expect("the feed is read");
            assert!(!feed.contains("<item>"), "{fixture}");
        }
    }
}
