//! The way round: HTML, model, Markdown, cmark-gfm, HTML, model. Both models must be equal.
#![allow(clippy::print_stderr)]

#[path = "suites/mod.rs"]
mod suites;

/// From this crate to the corpus.
const RELATIVE: &str = "../../../shared/corpus";

use offprint_core::{
    Block, Post,
    html::{CleanContext, clean_blocks},
};
use std::{
    io::Write,
    process::{Command, Stdio},
};

fn clean(html: &str) -> Vec<Block> {
    let context = CleanContext { base: suites::BASE.parse().ok(), ..CleanContext::default() };
    clean_blocks(html, &context).blocks
}

fn cmark(text: &str) -> String {
    let mut child = Command::new("cmark-gfm")
        .args(["-e", "footnotes", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist"])
        .arg("--unsafe")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("cmark-gfm");
    let mut stdin = child.stdin.take().expect("a pipe");
    let text = text.to_owned();
    std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("an answer");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn models_are_equal_again() {
    let show: usize = std::env::var("SHOW").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let only = std::env::var("SUITE").unwrap_or_default();
    for suite in suites::all() {
        if !suite.name.contains(&only) { continue }
        let mut equal = 0;
        let mut filled = 0;
        let mut shown = 0;
        for case in &suite.cases {
            let body = clean(&case.html);
            if body.is_empty() {
                continue;
            }
            filled += 1;
            let post = Post { slug: "any".into(), body, ..Post::default() };
            let text = offprint_markdown::post_to_markdown(&post);
            let text = text.split_once("\n---\n").map_or("", |(_, text)| text);
            let html = cmark(text);
            let again = clean(&html);
            if again == post.body {
                equal += 1;
            } else if shown < show {
                shown += 1;
                let a = format!("{:#?}", post.body);
                let b = format!("{again:#?}");
                let la: Vec<&str> = a.lines().collect();
                let lb: Vec<&str> = b.lines().collect();
                let at = la.iter().zip(&lb).position(|(a, b)| a != b).unwrap_or(0);
                let cut = |l: &[&str]| l[at.saturating_sub(6)..(at + 6).min(l.len())].join("\n");
                let short = |s: &str| s.chars().take(500).collect::<String>();
                eprintln!("===== {}\n{}\n--- markdown\n{}\n--- back\n{}\n--- wanted\n{}\n--- got\n{}", case.name, short(&case.html), short(text), short(&html), cut(&la), cut(&lb));
            }
        }
        eprintln!("{}: {equal} of {filled} ({} cases)", suite.name, suite.cases.len());
    }
}
