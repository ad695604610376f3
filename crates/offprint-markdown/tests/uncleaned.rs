//! The way round without cleaning: HTML, the model that [`Level::None`] makes of it, Markdown, cmark-gfm, HTML. The tree
//! that comes back is compared with the tree that went in, by the rules of [`html_tree`].
#![allow(clippy::print_stderr)]

mod html_tree;
#[path = "suites/mod.rs"]
mod suites;

use html_tree::Tree;
use offprint_core::{
    Post,
    html::{CleanContext, Cleaning, Level, clean_blocks},
};
use suites::{Case, cmark_gfm};
use url::Url;

/// From this crate to the corpus.
const RELATIVE: &str = "../../../shared/corpus";

/// Of 1,000 cases, how many must come back.
const FLOOR: usize = 995;

const UNSAFE_SCHEME: &str = "the scheme of its link is not known to be harmless, so that only the text stays";

/// Cases that do not come back, and why.
const REASONS: [(&str, &str); 4] = [
    ("commonmark-spec 600", UNSAFE_SCHEME),
    ("commonmark-spec 601", UNSAFE_SCHEME),
    ("commonmark-spec 603", UNSAFE_SCHEME),
    ("cmark-gfm 13", "a note with two marks is one note in the model, the second mark its number"),
];

/// What became of a case.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// The trees are equal.
    Equal,
    /// It holds elements that the model has no node for, and its words are equal.
    Words,
    /// It differs.
    Differs(String),
}

/// The Markdown of a piece of HTML.
fn markdown_of(html: &str, base: &Url) -> String {
    let context = CleanContext {
        base: Some(base.clone()),
        cleaning: Cleaning::at(Level::None),
        ..CleanContext::default()
    };
    let body = clean_blocks(html, &context).blocks;
    let text = offprint_markdown::post_to_markdown(&Post { slug: "any".into(), body, ..Post::default() });
    text.split_once("\n---\n").map_or("", |(_, text)| text).to_owned()
}

fn outcome(case: &Case) -> Outcome {
    let base = Url::parse(suites::BASE).expect("a URL");
    let markdown = markdown_of(&case.html, &base);
    let html = cmark_gfm(&markdown).expect("cmark-gfm reads it");
    let (before, after) = (Tree::read(&case.html, &base), Tree::read(&html, &base));
    if before.blocks == after.blocks {
        return Outcome::Equal;
    }
    if !before.unnamed.is_empty() && before.words() == after.words() {
        return Outcome::Words;
    }
    Outcome::Differs(format!(
        "--- HTML\n{}\n--- Markdown\n{markdown}\n--- read by cmark-gfm\n{html}\n--- tree before\n{before}--- tree after\n{after}",
        case.html
    ))
}

#[test]
fn uncleaned_html_comes_back_as_it_went() {
    if cmark_gfm("").is_none() {
        eprintln!("skipped: `cmark-gfm` is not there");
        return;
    }
    // Of GFM's 19 examples each is more than five in a thousand: those are printed only.
    let mut short = Vec::new();
    let wanted = ["CommonMark", "GFM", "turndown"];
    for suite in suites::all().into_iter().filter(|suite| wanted.contains(&suite.name)) {
        let (mut equal, mut words) = (0, Vec::new());
        for case in &suite.cases {
            match outcome(case) {
                Outcome::Equal => equal += 1,
                Outcome::Words => words.push(case.name.as_str()),
                Outcome::Differs(how) => {
                    let known = REASONS.iter().find(|(name, _)| *name == case.name);
                    let why = known.map_or("no reason is known", |(_, reason)| reason);
                    eprintln!("===== {} differs: {why}\n{how}", case.name);
                }
            }
        }
        let all = suite.cases.len();
        let back = equal + words.len();
        let share = 100.0 * back as f64 / all as f64;
        eprintln!(
            "{}: {back} of {all} come back ({share:.2} %), {} of them by their words:",
            suite.name,
            words.len()
        );
        eprintln!("  {}", words.join(", "));
        if suite.name != "GFM" && back * 1000 < all * FLOOR {
            short.push(format!("{}: {share:.2} %", suite.name));
        }
    }
    assert!(short.is_empty(), "{}", short.join(", "));
}
