//! What is told of a run, and what a run does not take away.

use super::editions::{folder, run};
use offprint_tests::{places, program};
use std::fs;
use tempfile::TempDir;

const EDITION: &str = "[[edition]]\nname = 'a'\nsources = 'posts'\nformats = ['json-feed', 'md']\n";

fn report(folder: &TempDir, arguments: &[&str]) -> serde_json::Value {
    let output = program::well(run(folder, &[arguments, &["--json"]].concat()));
    let mut report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the report is JSON");
    report["editions"][0]["told"] = program::said(&output).into();
    report["editions"][0].take()
}

#[test]
fn times_are_in_the_report_alone() {
    let folder = folder(EDITION);
    let seconds = report(&folder, &[])["seconds"].clone();
    let of = |name: &str| seconds[name].as_f64().unwrap_or_else(|| panic!("no {name} in {seconds}"));
    assert!(of("total") >= of("read") + of("select"), "{seconds}");
    let formats: Vec<&String> = seconds["formats"].as_object().expect("formats").keys().collect();
    assert_eq!(formats, ["json-feed", "markdown"]);
    for path in places::files_below(&folder.path().join("export")) {
        let text = fs::read_to_string(folder.path().join("export").join(&path)).expect("the output is read");
        assert!(!text.contains("seconds"), "{path}");
    }
}

#[test]
fn what_is_not_written_again_is_named_and_stays() {
    let folder = folder(EDITION);
    report(&folder, &["--if-changed"]);
    let config = folder.path().join("offprint.toml");
    fs::write(&config, EDITION.replace("['json-feed', 'md']", "'md'")).expect("the file is written");
    let feed = folder.path().join("export/a/feed.json");
    let check = || {
        let mut command = program::offprint();
        let output = command.current_dir(folder.path()).args(["check", "export"]).output();
        program::said(&program::well(output.expect("offprint starts")))
    };
    let edition = report(&folder, &["--if-changed"]);
    assert_eq!(edition["left_behind"], serde_json::json!(["export/a/feed.json"]));
    let told = edition["told"].as_str().unwrap_or_default();
    assert!(
        told.contains("left export/a/feed.json of an earlier run, which this one did not write"),
        "{told}"
    );
    assert!(feed.exists());
    assert_eq!(check(), "export/a: 5 files are as written (and 1 of earlier runs)\n");
    // Nothing changed: nothing is told. Made for another reason, it is named again.
    assert_eq!(report(&folder, &["--if-changed"])["outcome"], "unchanged");
    assert_eq!(report(&folder, &[])["left_behind"], serde_json::json!(["export/a/feed.json"]));
    // What somebody else changed is not ours any more.
    fs::write(&feed, "mine").expect("the file is written");
    assert!(report(&folder, &[]).get("left_behind").is_none());
    assert_eq!(fs::read_to_string(&feed).expect("the file is there"), "mine");
    assert_eq!(check(), "export/a: 5 files are as written\n");
}

#[test]
fn names_may_have_commas() {
    let folder = folder("");
    let posts = folder.path().join("posts/all.json");
    let mut all: serde_json::Value =
        serde_json::from_slice(&fs::read(&posts).expect("the posts are read")).expect("JSON");
    let people = ["Doe, Jane", "Ada", "Roe, Jane", "Doe", "Jane"];
    for (post, name) in all.as_array_mut().expect("posts").iter_mut().zip(people) {
        post["_embedded"]["author"] = serde_json::json!([{ "id": 1, "name": name, "slug": "x" }]);
        post["_embedded"]["wp:term"][0][0]["slug"] = name.to_lowercase().into();
    }
    fs::write(&posts, all.to_string()).expect("the posts are written");
    let count = |config: &str, more: &[&str]| {
        fs::write(folder.path().join("offprint.toml"), format!("{EDITION}{config}\n"))
            .expect("it is written");
        let edition = report(&folder, &[&["--dry-run"], more].concat());
        let posts = edition["posts"].as_array().expect("posts").iter();
        let mut ids: Vec<u64> = posts.filter_map(|post| post["id"].as_u64()).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(count("authors = ['Doe, Jane', 'Ada']", &[]), [1, 2]);
    assert_eq!(count("authors = 'Roe, Jane'", &[]), [3]);
    assert_eq!(count("terms = ['category:doe, jane']", &[]), [1]);
    assert_eq!(count("", &["--author", "Doe,Jane"]), [4, 5]);
    assert_eq!(count("", &["--author", r"Doe\, Jane,Ada"]), [1, 2]);
}
