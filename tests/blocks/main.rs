//! Every block of WordPress's becomes a node of its own, and `docs/blocks.md` says how each format shows it.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]
#![allow(clippy::print_stderr, reason = "what is not there is told")]

mod shapes;

use offprint_core::html::{CleanContext, Cleaned, clean_blocks};
use offprint_core::{Inline, Visitor, walk_blocks, walk_inline};
use offprint_tests::{golden, places, poppler, posts, program};
use scraper::{ElementRef, Html};
use serde_json::Value;
use shapes::SHAPES;
use std::{collections::HashSet, fmt::Write as _, fs};
use tempfile::TempDir;

fn clean(html: &str) -> Cleaned {
    clean_blocks(html, &CleanContext::default())
}

/// The names of the nodes, or of the rule that took the block.
fn nodes(cleaned: &Cleaned) -> String {
    struct Notes(bool);
    impl Visitor for Notes {
        fn inline(&mut self, inline: &Inline) {
            self.0 |= matches!(inline, Inline::Note(_));
            walk_inline(self, inline);
        }
    }
    if cleaned.blocks.is_empty() {
        let rules: Vec<_> = cleaned.report.rules.keys().map(|rule| format!("`{rule}`")).collect();
        return format!("– ({})", rules.first().cloned().unwrap_or_default());
    }
    let mut notes = Notes(false);
    walk_blocks(&mut notes, &cleaned.blocks);
    let value = serde_json::to_value(&cleaned.blocks).expect("the model is JSON");
    let name = |block: &Value| match block {
        Value::String(name) => name.clone(),
        block => block.as_object().and_then(|block| block.keys().next().cloned()).unwrap_or_default(),
    };
    let names: Vec<_> = value.as_array().into_iter().flatten().map(name).collect();
    format!("{}{}", names.join(", "), if notes.0 { " with note" } else { "" })
}

#[test]
fn every_block_becomes_its_node() {
    for (block, html, expected) in SHAPES {
        let cleaned = clean(html);
        assert_eq!(nodes(&cleaned), *expected, "{block}: {html}\n{:?}", cleaned.report);
    }
}

/// What the corpus has of blocks is known here.
#[test]
fn the_blocks_of_the_corpus_are_in_the_table() {
    let Some(corpus) = places::shared("corpus") else {
        eprintln!("the corpus of blocks is not here: the table is not held against it");
        return;
    };
    let known: HashSet<&str> = SHAPES
        .iter()
        .flat_map(|(names, ..)| names.split([',', ' ', '(']))
        .filter(|name| !name.is_empty())
        .collect();
    // Names that WordPress's own tests make up, and the old name of the paragraph.
    let made_up = ["4-invalid-starting-letter", "invalid-Capitals", "invalid-special", "text", "block"];
    for file in places::files_below(&corpus.join("gutenberg-blocks")) {
        let name = file.rsplit("core__").next().unwrap_or(&file).split('.').next().unwrap_or_default();
        let name = name.split("__").next().unwrap_or(name);
        let name = name.strip_suffix("-with-caption").unwrap_or(name);
        assert!(known.contains(name) || made_up.contains(&name), "`{name}` is not in the table ({file})");
    }
    let sink = fs::read_to_string(corpus.join("wp-rest-7.1/kitchen-sink.json")).expect("the answer is read");
    let sink: Value = serde_json::from_str(&sink).expect("the answer is JSON");
    let html = sink.pointer("/0/content/rendered").or_else(|| sink.pointer("/content/rendered"));
    let cleaned = clean(html.and_then(Value::as_str).expect("content"));
    let found = nodes(&cleaned);
    for node in ["math", "gallery", "page-break", "embed", "paragraph", "with note"] {
        assert!(found.contains(node), "no `{node}` in {found}");
    }
    assert!(cleaned.report.rules.contains_key("site-furniture"));
}

/// Elements as `figure > img + figcaption`.
fn outline(html: &str) -> String {
    fn of(element: ElementRef<'_>, depth: usize) -> String {
        let children: Vec<_> = element.children().filter_map(ElementRef::wrap).collect();
        let name = element.value().name();
        if children.is_empty() || depth == 3 {
            return name.to_owned();
        }
        let inner: Vec<_> = children.into_iter().map(|child| of(child, depth + 1)).collect();
        format!(
            "{name} > {}",
            if inner.len() > 1 { format!("({})", inner.join(" + ")) } else { inner.join("") }
        )
    }
    let document = Html::parse_fragment(html);
    let top: Vec<_> =
        document.root_element().children().filter_map(ElementRef::wrap).map(|child| of(child, 0)).collect();
    top.join(", ")
}

/// The tags below a post's own heading, date and address, as `Figure, Caption`.
fn tags(structure: &str) -> String {
    let lines: Vec<&str> = structure.lines().collect();
    let mut names = Vec::new();
    // The first section of the post: `Sect` two deep; its own furniture is heading, date, address and credits.
    for line in lines {
        let depth = line.len() - line.trim_start().len();
        let name = line.trim().split([' ', ':', '(', '<']).next().unwrap_or_default();
        if depth == 4 && !line.trim().starts_with(['"', '/']) && !name.is_empty() {
            names.push(name.to_owned());
        }
    }
    let own = names.iter().position(|name| name == "H1").map_or(0, |at| at + 3);
    names.get(own..).unwrap_or_default().join(", ")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ⏎ ")
}

#[test]
fn the_table_says_what_each_format_shows() {
    if !poppler::at_hand() {
        return;
    }
    let mut table = String::from(
        "# Blocks\n\n\
         What becomes of each of WordPress's blocks: the node of the model, and how each format shows it. Feeds and EPUB\n\
         are told by their elements, Markdown as it stands (`⏎` is a line end), PDF by its structure. A block that only\n\
         describes the site goes, by the rule in parentheses. This page is made by a test; `cargo xtask bless` writes it.\n\n\
         | block | node | feeds, EPUB | Markdown | PDF |\n|---|---|---|---|---|\n",
    );
    let folder = TempDir::new().expect("a folder");
    for (index, (block, html, _)) in SHAPES.iter().enumerate() {
        let cleaned = clean(html);
        let node = nodes(&cleaned);
        if cleaned.blocks.is_empty() {
            let _ = writeln!(table, "| {block} | {node} | | | |");
            continue;
        }
        let input = posts::write(folder.path(), "block.json", &posts::post(7, "block", "A block", html));
        let out = folder.path().join(index.to_string());
        program::well(program::export_all(&[input], &out, &["--name", "block"]));
        let feed = fs::read_to_string(out.join("feed.json")).expect("the feed");
        let feed: Value = serde_json::from_str(&feed).expect("the feed is JSON");
        let shown = outline(feed["items"][0]["content_html"].as_str().unwrap_or_default());
        let markdown = fs::read_to_string(out.join("markdown/block.md")).expect("the page");
        let markdown = markdown.split_once("\n---\n").map_or("", |(_, body)| body).trim().to_owned();
        let structure = tags(&poppler::structure(&out.join("block.pdf")));
        let fence = if markdown.contains('`') { "`` " } else { "`" };
        let close: String = fence.chars().rev().collect();
        let _ = writeln!(
            table,
            "| {block} | {node} | `{}` | {fence}{}{close} | {structure} |",
            cell(&shown),
            cell(&markdown)
        );
    }
    golden::compare_file("docs/blocks.md", &table).unwrap_or_else(|difference| panic!("{difference}"));
}
