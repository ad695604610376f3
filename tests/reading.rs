//! Reading: every form of the same posts gives the same model, and the model's words are the input's.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_tests::{places, program};
use serde_json::Value;
use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Stdio,
};
use tempfile::TempDir;

/// The posts of all fixtures as they came, each alone.
fn single_answers() -> Vec<Value> {
    let mut answers = Vec::new();
    for fixture in places::fixtures() {
        let text = fs::read_to_string(places::root().join(&fixture)).expect("the fixture is read");
        match serde_json::from_str(&text).expect("the fixture is JSON") {
            Value::Array(posts) => answers.extend(posts),
            post => answers.push(post),
        }
    }
    answers
}

/// The posts without the place where they were read, which diagnostics name too.
fn without_place(mut posts: Vec<Value>) -> Vec<Value> {
    for post in &mut posts {
        let post = post.as_object_mut().expect("a post is an object");
        assert!(post.remove("provenance").is_some());
        let diagnostics = post.get_mut("diagnostics").and_then(Value::as_array_mut).into_iter().flatten();
        diagnostics.for_each(|diagnostic| diagnostic["place"] = Value::Null);
    }
    posts
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("the input is written");
    path
}

#[test]
fn list_answer_single_answers_and_lines_give_the_same_posts() {
    let answers = single_answers();
    let folder = TempDir::new().expect("a folder");
    let list = write(folder.path(), "list.json", &Value::from(answers.clone()).to_string());
    let lines: String = answers.iter().map(|post| format!("{post}\n")).collect();
    let lines = write(folder.path(), "lines.ndjson", &lines);
    let singles: Vec<PathBuf> = answers
        .iter()
        .enumerate()
        .map(|(index, post)| write(folder.path(), &format!("{index:03}.json"), &post.to_string()))
        .collect();
    let from_list = without_place(program::inspect(&[list]));
    assert_eq!(from_list.len(), answers.len(), "every post of the fixtures is read");
    assert_eq!(from_list, without_place(program::inspect(&singles)), "single answers");
    assert_eq!(from_list, without_place(program::inspect(&[lines])), "a line a post");
}

#[test]
fn standard_input_is_an_input() {
    let text = Value::from(single_answers()).to_string();
    let mut command = program::offprint();
    command
        .args(["inspect", "-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("offprint starts");
    child.stdin.take().expect("it is piped").write_all(text.as_bytes()).expect("offprint reads");
    let output = program::well(child.wait_with_output().expect("offprint ends"));
    let shown: Value = serde_json::from_slice(&output.stdout).expect("`inspect --json` prints JSON");
    let posts = shown["posts"].as_array().expect("posts").clone();
    let folder = TempDir::new().expect("a folder");
    let list = write(folder.path(), "list.json", &text);
    assert_eq!(without_place(posts), without_place(program::inspect(&[list])));
}

#[test]
fn a_folder_is_its_files() {
    let folder = TempDir::new().expect("a folder");
    for (index, post) in single_answers().iter().enumerate() {
        write(folder.path(), &format!("{index:03}.json"), &post.to_string());
    }
    let files: Vec<PathBuf> =
        places::files_below(folder.path()).iter().map(|path| folder.path().join(path)).collect();
    let inputs = [folder.path()];
    assert_eq!(without_place(program::inspect(&inputs)), without_place(program::inspect(&files)));
}
