//! An output never replaces what a run reads, nor what another edition of the same run writes: such a command is
//! refused before anything is written.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_tests::{places, posts, program};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};
use tempfile::TempDir;

/// A folder with posts, an export and a note.
fn site() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let root = folder.path().canonicalize().expect("its path");
    let post = posts::post(11, "bees", "Of Bees", "<p>They gather what the meadow gives.</p>");
    let post = post.to_string();
    for name in ["posts.json", "posts.md", "site/feed.json", "site/feed.json.gz", "site/category/news.rss"] {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, &post).expect("the posts are written");
    }
    fs::create_dir_all(root.join("site/markdown")).expect("the folder is made");
    fs::write(root.join("site/markdown/note.md"), "A word before.").expect("the note is written");
    fs::copy(places::root().join("fixtures/exports/export-classic.xml"), root.join("w.xml"))
        .expect("the export is copied");
    (folder, root)
}

/// Every file below a folder, with its bytes.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let names = places::files_below(root);
    names.into_iter().map(|name| (name.clone(), fs::read(root.join(&name)).expect("a file"))).collect()
}

#[track_caller]
fn refused(root: &Path, arguments: &[&str], words: &[&str]) {
    let before = files(root);
    let output = program::offprint().current_dir(root).args(arguments).output().expect("offprint starts");
    let said = program::said(&output);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
    words.iter().for_each(|word| assert!(said.contains(word), "no `{word}` in: {said}"));
    assert!(said.contains("hint: "), "{said}");
    assert_eq!(files(root), before, "{arguments:?} changed a file");
}

#[test]
fn an_input_is_no_output() {
    let (_folder, root) = site();
    let replaced = "would replace";
    refused(&root, &["export", "w.xml", "--out", "w.xml"], &["w.xml", replaced, "--out"]);
    refused(&root, &["export", "posts.json", "--out", "posts.json"], &["posts.json", replaced]);
    refused(&root, &["export", "posts.md", "--out", "posts.md"], &["posts.md", replaced]);
    // Other spellings of the path.
    refused(&root, &["export", "posts.json", "--out", "./site/../posts.json"], &[replaced]);
    refused(&root, &["export", "posts.json", "--out", "new/../posts.json"], &[replaced]);
    refused(&root, &["export", "site/feed.json", "--to", "json-feed", "--out", "new/../site"], &[replaced]);
    let whole = root.join("posts.json").to_string_lossy().into_owned();
    refused(&root, &["export", &whole, "--out", "posts.json"], &[replaced]);
    // One of several, one of a folder, and one that is read from standard input.
    refused(&root, &["export", "w.xml", "posts.json", "--out", "posts.json"], &[replaced]);
    refused(&root, &["export", ".", "--to", "json-feed", "--out", "posts.json"], &[replaced]);
    // What posts name, and what copies and archives are called.
    refused(
        &root,
        &["export", "site/feed.json", "--to", "md,json-feed", "--out", "site"],
        &["site/feed.json"],
    );
    refused(
        &root,
        &["export", "site/feed.json.gz", "--to", "json-feed", "--compress", "gz", "--out", "site"],
        &["site/feed.json.gz"],
    );
    refused(
        &root,
        &[
            "export",
            "site/category/news.rss",
            "--to",
            "rss",
            "--split-by",
            "category",
            "--feed-url",
            "https://garden.example/",
            "--out",
            "site",
        ],
        &["news.rss", replaced],
    );
    refused(
        &root,
        &["export", "posts.json", "--note", "site/markdown/note.md", "--to", "md", "--out", "site"],
        &["note.md", replaced],
    );
}

#[cfg(unix)]
#[test]
fn links_lead_to_the_same_file() {
    let (_folder, root) = site();
    let link =
        |from: &str, to: &str| std::os::unix::fs::symlink(root.join(to), root.join(from)).expect("a link");
    link("link.rss", "w.xml");
    link("folder", "site");
    fs::hard_link(root.join("w.xml"), root.join("hard.rss")).expect("a link");
    refused(&root, &["export", "w.xml", "--out", "link.rss"], &["link.rss", "w.xml"]);
    refused(&root, &["export", "link.rss", "--out", "w.xml"], &["w.xml"]);
    refused(&root, &["export", "w.xml", "--out", "hard.rss"], &["hard.rss", "w.xml"]);
    refused(&root, &["export", "site/feed.json", "--to", "json-feed", "--out", "folder"], &["feed.json"]);
    let input = fs::File::open(root.join("posts.json")).expect("the posts");
    let output = program::offprint()
        .current_dir(&root)
        .args(["export", "-", "--out", "posts.json"])
        .stdin(Stdio::from(input))
        .output()
        .expect("offprint starts");
    assert_eq!(output.status.code(), Some(2), "{}", program::said(&output));
}

#[test]
fn the_report_and_the_lock_are_outputs_too() {
    let (_folder, root) = site();
    refused(&root, &["export", "w.xml", "--out", "a.rss", "--report", "w.xml"], &["w.xml", "would replace"]);
    refused(&root, &["export", "w.xml", "--out", "a.rss", "--report", "./a.rss"], &["a.rss", "report"]);
    refused(
        &root,
        &["export", "w.xml", "--out", "a.rss", "--if-changed", "--report", "a.rss.lock.json"],
        &["a.rss.lock.json", "report"],
    );
    refused(
        &root,
        &["export", "posts.json", "--to", "md", "--out", "site", "--report", "site/markdown/bees.md"],
        &["report"],
    );
    refused(&root, &["export", "w.xml", "--out", "a.rss", "--report", "new/../w.xml"], &["would replace"]);
    fs::create_dir(root.join("media")).expect("the folder is made");
    fs::write(root.join("media/a.png"), "a picture").expect("the picture is written");
    refused(&root, &["export", "w.xml", "--out", "a.rss", "--report", "media/a.png"], &["would replace"]);
    fs::copy(root.join("posts.json"), root.join("b.rss.lock.json")).expect("the posts are copied");
    refused(
        &root,
        &["export", "b.rss.lock.json", "--out", "b.rss", "--if-changed"],
        &["b.rss.lock.json", "would replace"],
    );
}

#[test]
fn editions_have_outputs_of_their_own() {
    let (_folder, root) = site();
    let config = |editions: &[(&str, &str)]| {
        let one = |(source, out): &(&str, &str)| {
            format!(
                "[[edition]]\nname = 'e{}'\nsources = '{source}'\nformats = ['rss', 'markdown']\n{out}\n",
                out.len()
            )
        };
        let text: String = editions.iter().map(one).collect();
        fs::write(root.join("offprint.toml"), text).expect("the file is written");
    };
    config(&[("posts.json", "out = 'same'"), ("w.xml", "out = './x/../same'")]);
    refused(&root, &["export"], &["offprint.toml:10:", "`out`", "edition `e12`", "same"]);
    config(&[("posts.json", "out = 'same'"), ("w.xml", "out = 'same/feed.rss'\nformats = 'rss'")]);
    let text = fs::read_to_string(root.join("offprint.toml")).expect("the file is read");
    let (first, second) = text.rsplit_once("formats = ['rss', 'markdown']\n").expect("two editions");
    fs::write(root.join("offprint.toml"), format!("{first}{second}")).expect("the file is written");
    refused(&root, &["export"], &["edition `e12`", "feed.rss"]);
    // What one reads, another must not replace; nor the file that declares them.
    config(&[("posts.json", "out = 'site'"), ("site/category", "out = 'other/place'")]);
    let output =
        program::offprint().current_dir(&root).args(["export", "--dry-run"]).output().expect("starts");
    assert_eq!(output.status.code(), Some(1), "no post is in that folder: {}", program::said(&output));
    config(&[("posts.json", "out = 'site'"), ("site/feed.json", "out = 'other/place'\nnote = 'n.md'")]);
    fs::write(root.join("n.md"), "A word.").expect("the note is written");
    let text = fs::read_to_string(root.join("offprint.toml")).expect("the file is read");
    fs::write(root.join("offprint.toml"), text.replace("['rss', 'markdown']", "'json-feed'"))
        .expect("written");
    refused(&root, &["export"], &["site/feed.json", "would replace"]);
    let first = places::files_below(&root);
    assert!(first.iter().any(|name| name.ends_with("offprint.toml")));
    refused(&root, &["export", "--edition", "e12"], &["site/feed.json", "would replace"]);
}

/// Inputs and outputs may share a folder where no name is the same.
#[test]
fn a_folder_may_hold_both() {
    let (_folder, root) = site();
    let arguments = ["export", "posts.json", "w.xml", "--to", "all", "--title", "Both", "--out", "."];
    program::well(program::offprint().current_dir(&root).args(arguments).output().expect("starts"));
    program::well(program::offprint().current_dir(&root).args(arguments).output().expect("starts"));
    assert!(root.join("feed.rss").is_file() && root.join("posts.json").is_file());
}
