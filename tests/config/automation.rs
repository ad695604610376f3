//! What `docs/automation.md` shows works as it stands there.

use offprint_tests::{places, program};
use std::fs;
use std::process::Command;
use tempfile::TempDir;

/// The blocks of a language in the page, in order.
fn blocks(language: &str) -> Vec<String> {
    let page = fs::read_to_string(places::root().join("docs/automation.md")).expect("the page is read");
    let opening = format!("```{language}\n");
    let blocks = page.split(&opening).skip(1).filter_map(|rest| rest.split("```").next());
    blocks.map(str::to_owned).collect()
}

#[test]
fn the_line_of_cron_runs() {
    let block = blocks("cron").remove(0);
    let line = block.lines().find(|line| !line.starts_with('#')).expect("a line of cron");
    // Five fields of time, then the command.
    let command: Vec<&str> = line.split_whitespace().skip(5).collect();
    let home = TempDir::new().expect("a home");
    let digest = home.path().join("digest");
    fs::create_dir(&digest).expect("a folder");
    let posts = places::root().join("fixtures/posts/news-archive.json");
    let config =
        format!("[[edition]]\nname = 'one'\nsources = {:?}\nformats = 'markdown'\n", posts.to_string_lossy());
    fs::write(digest.join("offprint.toml"), config).expect("the file is written");
    let program = program::path();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths =
        program.parent().map(std::path::Path::to_path_buf).into_iter().chain(std::env::split_paths(&path));
    let mut shell = Command::new("sh");
    shell.args(["-ec", &command.join(" ")]).env("HOME", home.path());
    shell.env("PATH", std::env::join_paths(paths).expect("the path can be joined")).current_dir("/");
    let output = program::well(shell.output().expect("sh starts"));
    assert!(output.stdout.is_empty() && output.stderr.is_empty(), "{}", program::said(&output));
    assert!(digest.join("export/one/offprint.lock.json").exists());
}
