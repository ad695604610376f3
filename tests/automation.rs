//! What `docs/automation` gives to copy does what it says.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_tests::{places, posts, program};
use std::{fs, path::Path, process::Command};
use tempfile::TempDir;

const FOLDER: &str = "docs/automation";

fn file(name: &str) -> String {
    fs::read_to_string(places::root().join(FOLDER).join(name)).expect("the file is read")
}

/// The standard output of a command of the system.
fn said(command: &mut Command) -> String {
    let output = command.output().expect("the command starts");
    String::from_utf8(output.stdout).expect("text").trim().to_owned()
}

/// A folder with a post of yesterday and one of last month.
fn digests(folder: &Path) {
    let dated = |id, slug: &str, ago: &str| {
        let date = said(Command::new("date").args(["--utc", "--date", ago, "+%FT%T"]));
        let mut post = posts::post(id, slug, slug, "<p>They gather what the meadow gives.</p>");
        for field in ["date", "date_gmt", "modified", "modified_gmt"] {
            post[field] = date.clone().into();
        }
        post
    };
    let posts = serde_json::json!([dated(1, "bees", "yesterday"), dated(2, "wasps", "40 days ago")]);
    fs::create_dir_all(folder.join("posts")).expect("a folder for posts");
    fs::write(folder.join("posts/posts.json"), posts.to_string()).expect("the posts are written");
    let config = "[[edition]]\nname = 'all'\nsources = 'posts'\nformats = 'markdown'\n";
    fs::write(folder.join("offprint.toml"), config).expect("the file is written");
}

/// Runs a line as the scheduler would, in a home with `digests`; the folder, when it went well and quietly.
#[track_caller]
fn run(line: &str, stand_in: &str) -> TempDir {
    let home = TempDir::new().expect("a home");
    digests(&home.path().join("digests"));
    let bin = program::path().parent().expect("the program lies in a folder").to_owned();
    let path = format!("{}:/usr/local/bin:/usr/bin:/bin", bin.display());
    let mut sh = Command::new("/bin/sh");
    sh.args(["-c", line]).env_clear().env("HOME", home.path()).env("PATH", path);
    let output = sh.current_dir(home.path().join(stand_in)).output().expect("sh starts");
    assert!(output.status.success(), "`{line}` ended with {}\n{}", output.status, program::said(&output));
    assert!(output.stdout.is_empty() && output.stderr.is_empty(), "{}", program::said(&output));
    home
}

/// The digest is there in its formats, with the post of the week alone.
#[track_caller]
fn assert_of_the_week(home: &TempDir) {
    let public = home.path().join("digests/public");
    assert_eq!(places::files_below(&public), ["feed.rss", "the-week.epub", "the-week.pdf"]);
    let feed = fs::read_to_string(public.join("feed.rss")).expect("the feed is read");
    assert!(feed.contains("bees") && !feed.contains("wasps"), "{feed}");
}

/// The command of a crontab's line that runs on Mondays after six, as the shell gets it.
fn command_of_cron(name: &str) -> String {
    let crontab = file(name);
    let line = crontab.lines().find(|line| !line.starts_with('#')).expect("a line");
    let (times, command) = line.split_once("  ").expect("two spaces before the command");
    let times: Vec<&str> = times.split(' ').collect();
    assert!(times.len() == 5 && times[1..] == ["6", "*", "*", "1"], "{times:?}");
    // cron takes a bare `%` for a line end.
    let bare = command.match_indices('%').filter(|(at, _)| !command[..*at].ends_with('\\'));
    assert_eq!(bare.count(), 0, "{command}");
    command.replace("\\%", "%")
}

#[test]
fn the_line_of_cron_works() {
    assert_of_the_week(&run(&command_of_cron("crontab"), "."));
}

#[test]
fn the_line_of_cron_for_editions_works() {
    let home = run(&command_of_cron("crontab-of-editions"), ".");
    let lock = home.path().join("digests/export/all/offprint.lock.json");
    assert!(lock.exists(), "{:?}", places::files_below(home.path()));
}

#[test]
fn the_command_of_the_service_works() {
    let service = file("offprint-digest.service");
    let command = service.lines().find_map(|line| line.strip_prefix("ExecStart=")).expect("a command");
    assert_of_the_week(&run(&command.replace("%%", "%").replace("$$", "$"), "digests"));
}

#[test]
fn the_page_shows_the_files_as_they_are() {
    let page = fs::read_to_string(places::root().join("docs/automation.md")).expect("the page is read");
    let files = places::files_below(&places::root().join(FOLDER));
    assert!(files.len() >= 4, "{files:?}");
    for name in files {
        assert!(page.contains(&format!("\n{}```\n", file(&name))), "docs/automation.md does not show {name}");
    }
}
