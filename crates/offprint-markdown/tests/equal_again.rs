//! The way round: HTML, model, Markdown, cmark-gfm, HTML, model. Both models must be equal but for what GFM cannot say,
//! which is counted by kind.
#![allow(clippy::print_stderr)]

#[path = "suites/mod.rs"]
mod suites;

use offprint_core::{
    Block, Post,
    html::{CleanContext, clean_blocks},
};
use std::collections::BTreeMap;
use suites::cmark_gfm;

/// From this crate to the corpus.
const RELATIVE: &str = "../../../shared/corpus";

fn clean(html: &str) -> Vec<Block> {
    let context = CleanContext { base: suites::BASE.parse().ok(), ..CleanContext::default() };
    clean_blocks(html, &context).blocks
}

/// The first lines that differ, with some around.
fn difference(before: &[Block], after: &[Block]) -> String {
    let (before, after) = (format!("{before:#?}"), format!("{after:#?}"));
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let at = before.iter().zip(&after).position(|(a, b)| a != b).unwrap_or(0);
    let around = |lines: &[&str]| lines[at.saturating_sub(8)..(at + 8).min(lines.len())].join("\n");
    format!("--- before\n{}\n--- after\n{}", around(&before), around(&after))
}

#[test]
fn models_are_equal_again() {
    if cmark_gfm("").is_none() {
        eprintln!("skipped: `cmark-gfm` is not there");
        return;
    }
    let mut unsaid = BTreeMap::new();
    let mut failures = Vec::new();
    for suite in suites::all() {
        let (mut equal, mut held, mut formulas) = (0, 0, 0);
        let mut nothing = Vec::new();
        for case in &suite.cases {
            let mut body = clean(&case.html);
            if body.is_empty() {
                nothing.push(case.name.rsplit(' ').next().unwrap_or_default());
                continue;
            }
            if suites::sayable::has_mathematics(&body) {
                formulas += 1;
                continue;
            }
            held += 1;
            let post = Post { slug: "any".into(), body: body.clone(), ..Post::default() };
            let text = offprint_markdown::post_to_markdown(&post);
            let text = text.split_once("\n---\n").map_or("", |(_, text)| text);
            let html = cmark_gfm(text).unwrap_or_default();
            let mut again = clean(&html);
            suites::sayable::take(&mut body, &mut unsaid);
            suites::sayable::take(&mut again, &mut BTreeMap::new());
            if body == again {
                equal += 1;
                continue;
            }
            let start = |text: &str| text.chars().take(700).collect::<String>();
            failures.push(format!(
                "===== {}\n{}\n--- Markdown\n{}\n--- HTML\n{}\n{}",
                case.name,
                start(&case.html),
                start(text),
                start(&html),
                difference(&body, &again)
            ));
        }
        let empty = suite.cases.len() - held - formulas;
        eprintln!(
            "{:<18} {equal} of {held} equal ({} cases; nothing to hold: {empty}, mathematics: {formulas})",
            suite.name,
            suite.cases.len()
        );
        eprintln!("{:<18} nothing to hold: {}", "", nothing.join(" "));
    }
    for (kind, count) in &unsaid {
        eprintln!("not said: {kind}: {count}");
    }
    assert!(failures.is_empty(), "{} differ\n{}", failures.len(), failures.join("\n"));
}
