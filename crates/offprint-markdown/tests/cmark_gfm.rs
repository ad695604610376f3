//! The same comparison by cmark-gfm itself, the program that defines GFM. Without it on the machine, comrak's reading
//! (`generated.rs`) has to do.
#![allow(clippy::print_stderr)]

mod tree;

#[path = "generate/mod.rs"]
mod generate;

use offprint_core::Post;
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// How many generated models cmark-gfm reads.
const CASES: usize = 400;

fn read_by_cmark(text: &str) -> Option<String> {
    let arguments =
        ["-e", "footnotes", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist"];
    let mut child = Command::new("cmark-gfm")
        .args(arguments)
        .args(["--unsafe", "-t", "xml"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(text.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    // It writes control characters as they are, which XML cannot hold; the generator makes none.
    String::from_utf8(output.stdout).ok()
}

/// Mathematics is not cmark-gfm's; it finds a task's box only where no other container stands before the marker; and
/// XML's attributes hold no line ends. It takes `[x]` in an address or in code behind an empty box for a tick.
fn is_beyond(markdown: &str) -> bool {
    let boxed = |line: &str| {
        let marker = line.find("[x] ").or_else(|| line.find("[ ] ")).map(|at| line[..at].trim());
        marker.is_some_and(|marker| {
            marker != "-" && !marker.trim_end_matches('.').bytes().all(|b| b.is_ascii_digit())
        })
    };
    let ticked = |line: &str| line.contains("[ ] ") && (line.contains("[x]") || line.contains("[X]"));
    markdown.lines().any(ticked)
        || markdown.contains('$')
        || markdown.contains("```math")
        || markdown.contains("&#10;")
        || markdown.lines().any(boxed)
}

fn difference(post: &Post) -> Option<String> {
    let markdown = offprint_markdown::post_to_markdown(post);
    let text = tree::body(&markdown);
    if is_beyond(text) {
        return None;
    }
    let xml = read_by_cmark(text)?;
    tree::compare(tree::expected::post_to_tree(post), tree::xml::xml_to_tree(&xml), text)
}

#[test]
fn cmark_gfm_reads_what_was_meant() {
    if read_by_cmark("").is_none() {
        eprintln!("cmark-gfm is not there");
        return;
    }
    let mut runner = if std::env::var_os("ANY_SEED").is_some() {
        TestRunner::default()
    } else {
        TestRunner::deterministic()
    };
    let cases = std::env::var("CMARK_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    for _ in 0..cases {
        let mut tree = generate::post().new_tree(&mut runner).expect("a model");
        if difference(&tree.current()).is_none() {
            continue;
        }
        let mut worst = tree.current();
        let mut more = tree.simplify();
        for _ in 0..3000 {
            if !more {
                break;
            }
            more = if difference(&tree.current()).is_some() {
                worst = tree.current();
                tree.simplify()
            } else {
                tree.complicate()
            };
        }
        panic!("{}\n--- body\n{:#?}", difference(&worst).unwrap_or_default(), worst.body);
    }
}

#[test]
fn cmark_gfm_reads_the_specimen() {
    let mut post = offprint_core::specimen::post();
    post.body.retain(|block| !format!("{block:?}").contains("tex: Some"));
    let difference = difference(&post);
    assert!(difference.is_none(), "{}", difference.unwrap_or_default());
}
