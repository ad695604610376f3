//! Every file of the corpus of real answers, one by one: nothing panics, every post is exported to every format, and
//! what is no post is said to be none.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]
#![allow(clippy::print_stderr, reason = "the figures are printed")]

use offprint_tests::{archive, places, program};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// The files of a folder of the corpus, and of the folders in it.
fn files(folder: &str) -> Vec<PathBuf> {
    let Some(corpus) = places::shared("corpus") else {
        eprintln!("the corpus of real posts is not here: nothing of `{folder}` is read");
        return Vec::new();
    };
    let folder = corpus.join(folder);
    places::files_below(&folder).into_iter().map(|path| folder.join(path)).collect()
}

/// Exports one file to every format; how many posts it holds.
fn export(path: &Path) -> usize {
    let mut command = program::offprint();
    let inspected = command.arg("inspect").arg(path).arg("--json").output().expect("offprint starts");
    let said = program::said(&inspected);
    assert!(!said.contains("panicked"), "{}: {said}", path.display());
    let shown: Value = serde_json::from_slice(&inspected.stdout).expect("`inspect --json` prints JSON");
    let posts = shown["posts"].as_array().expect("posts").clone();
    // Of a post that is there twice, one is written.
    let mut identities: Vec<String> = posts
        .iter()
        .map(|post| format!("{} {} {} {}", post["site"], post["kind"], post["id"], post["link"]))
        .collect();
    identities.sort();
    identities.dedup();
    let folder = TempDir::new().expect("a folder");
    let all = ["--status", "any", "--include-protected", "--name", "all", "-v"];
    let output = program::export_all(&[path], folder.path(), &all);
    let said = program::said(&output);
    assert!(!said.contains("panicked"), "{}: {said}", path.display());
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}: {said}", path.display());
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    if posts.is_empty() {
        let told = said.contains(&name) || said.contains("beside the posts") || said.contains("no post");
        assert!(told, "{name} holds no post, and that is not said: {said}");
        return 0;
    }
    let written = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap_or_default();
    assert_eq!(written("feed.rss").matches("<item>").count(), identities.len(), "{name}, RSS: {said}");
    assert_eq!(written("feed.atom").matches("</entry>").count(), identities.len(), "{name}, Atom: {said}");
    let feed: Value = serde_json::from_str(&written("feed.json")).expect("the feed is JSON");
    assert_eq!(feed["items"].as_array().map(Vec::len), Some(identities.len()), "{name}, JSON Feed: {said}");
    let pages = places::files_below(&folder.path().join("markdown")).len();
    assert_eq!(pages, identities.len(), "{name}, Markdown: {said}");
    let chapters = archive::entries(&folder.path().join("all.epub"))
        .iter()
        .filter(|entry| entry.path.contains("/ch") && entry.path.ends_with(".xhtml"))
        .count();
    assert_eq!(chapters, identities.len(), "{name}, EPUB: {said}");
    let pdf = fs::read(folder.path().join("all.pdf")).expect("the PDF is written");
    assert!(pdf.starts_with(b"%PDF-"), "{name}, PDF");
    identities.len()
}

fn export_folder(folder: &str) {
    let files: Vec<PathBuf> = files(folder)
        .into_iter()
        .filter(|path| {
            let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
            matches!(ending.as_deref(), Some("json" | "xml"))
        })
        .collect();
    let posts: usize = files.iter().map(|path| export(path)).sum();
    eprintln!("{folder}: {} files, {posts} posts exported to every format", files.len());
}

#[test]
fn answers_of_sites() {
    export_folder("wp-rest");
}

#[test]
fn answers_of_core_tests() {
    export_folder("wp-rest-core");
}

#[test]
fn answers_of_a_whole_site() {
    export_folder("wp-rest-7.1");
}

#[test]
fn exports_of_sites() {
    export_folder("wxr");
}

/// The blocks, each as a post: rendered ones as `rendered`, serialized ones as `raw`.
#[test]
fn blocks() {
    let mut posts = Vec::new();
    for (index, path) in files("gutenberg-blocks").iter().enumerate() {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if !name.ends_with(".html") {
            continue;
        }
        let html = fs::read_to_string(path).expect("the block is read");
        let content =
            if name.ends_with(".server.html") { json!({ "rendered": html }) } else { json!({ "raw": html }) };
        posts.push(json!({
            "id": index + 1, "slug": format!("block-{index}"), "type": "post", "status": "publish",
            "date": "2025-05-01T10:00:00", "date_gmt": "2025-05-01T10:00:00",
            "link": format!("https://blocks.example/{index}/"), "title": { "rendered": name }, "content": content,
        }));
    }
    if posts.is_empty() {
        return;
    }
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("blocks.json");
    let count = posts.len();
    fs::write(&path, Value::from(posts).to_string()).expect("the posts are written");
    assert_eq!(export(&path), count);
    eprintln!("gutenberg-blocks: {count} posts exported to every format");
}
