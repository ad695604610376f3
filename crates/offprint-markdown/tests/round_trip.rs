//! Real HTML: read into the model, written as Markdown, read back. The folders lie outside of the project; where they
//! are not, there is nothing to do.
#![allow(clippy::print_stderr)]

mod tree;

use offprint_core::{
    Block, Post,
    html::{CleanContext, clean_blocks},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// All HTML of the corpora: whole files, and every `rendered` of JSON.
#[allow(clippy::disallowed_methods)]
fn inputs() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    if !root.is_dir() {
        eprintln!("skipped: there is no `../shared/corpus` beside the project");
    }
    let mut inputs = Vec::new();
    for folder in ["html-md", "gutenberg-blocks", "wp-rest", "hostile-html", "wp-rest-core"] {
        let Ok(entries) = fs::read_dir(root.join(folder)) else { continue };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match path.extension().and_then(|ending| ending.to_str()) {
                Some("html") => inputs.push((name, text)),
                Some("json") => {
                    if let Ok(value) = serde_json::from_str(&text) {
                        rendered(&name, &value, &mut inputs);
                    }
                }
                _ => {}
            }
        }
    }
    inputs
}

fn rendered(name: &str, value: &serde_json::Value, inputs: &mut Vec<(String, String)>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                match value.as_str() {
                    Some(html) if key == "rendered" && html.contains('<') => {
                        inputs.push((format!("{name}#{}", inputs.len()), html.to_owned()));
                    }
                    _ => rendered(name, value, inputs),
                }
            }
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| rendered(name, value, inputs)),
        _ => {}
    }
}

fn clean(html: &str) -> Vec<Block> {
    clean_blocks(html, &CleanContext::default()).blocks
}

fn post(body: Vec<Block>) -> Post {
    Post { slug: "any".into(), body, ..Post::default() }
}

#[test]
fn the_markdown_of_real_posts_reads_back() {
    let inputs = inputs();
    let mut failures = Vec::new();
    for (name, html) in &inputs {
        if let Some(difference) = tree::difference(&post(clean(html))) {
            failures.push(format!("===== {name}\n{difference}"));
        }
    }
    eprintln!("{} inputs, {} differ", inputs.len(), failures.len());
    assert!(failures.is_empty(), "{} of {}\n{}", failures.len(), inputs.len(), failures.join("\n"));
}

/// Words are the least that a round through HTML must keep: model, Markdown, HTML, model.
#[test]
fn no_word_is_lost_on_the_way_round() {
    let inputs = inputs();
    let (mut equal, mut failures) = (0, Vec::new());
    for (name, html) in &inputs {
        let body = clean(html);
        let markdown = offprint_markdown::post_to_markdown(&post(body.clone()));
        let again = clean(&comrak::markdown_to_html(tree::body(&markdown), &tree::read::options()));
        equal += usize::from(again == body);
        let (before, after) = (offprint_core::words(&body), offprint_core::words(&again));
        // A sound, a film or an embed without a title is a link that shows its name: words more, none less.
        let mut rest = after.iter();
        if let Some(lost) = before.iter().find(|word| !rest.any(|other| other == *word)) {
            failures.push(format!("{name}: {lost:?} is lost"));
        }
    }
    eprintln!("{} inputs, {equal} of them the same model again", inputs.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
