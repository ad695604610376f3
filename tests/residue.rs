//! What must not leave the program: residue of plugins, furniture of the site, anything that runs.
//!
//! The fixtures mark what is to be thrown away with words that stand nowhere else.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_tests::{archive, places, poppler, program};
use scraper::Html;
use std::{fs, path::Path};
use tempfile::TempDir;

/// Words of the fixtures that no output may hold.
const MARKED: [&str; 2] = ["DROP ME", "SITE FURNITURE"];
/// Elements that no HTML of ours may hold; MathML and SVG of our own making aside.
const ELEMENTS: [&str; 11] =
    ["script", "style", "iframe", "object", "embed", "form", "input", "button", "select", "textarea", "link"];

/// All outputs as text, by name, over all fixtures; posts that are not public, too.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let options = ["--name", "all", "--media", "fixtures/media", "--status", "any", "--include-protected"];
    program::well(program::export_all(&places::fixtures(), folder, &options));
    let mut texts = Vec::new();
    for path in places::files_below(folder) {
        if path.ends_with(".epub") {
            for entry in archive::entries(&folder.join(&path)) {
                texts.extend(entry.text().map(|text| (entry.path.clone(), text.to_owned())));
            }
        } else if path.ends_with(".pdf") {
            if poppler::at_hand() {
                texts.push((path.clone(), poppler::text(&folder.join(&path))));
            }
        } else if let Ok(text) = fs::read_to_string(folder.join(&path)) {
            texts.push((path, text));
        }
    }
    assert!(texts.len() > 60, "only {} texts were found", texts.len());
    texts
}

/// The pieces of HTML in an output.
fn markup(name: &str, text: &str) -> Vec<String> {
    if name.ends_with(".json") {
        let feed: serde_json::Value = serde_json::from_str(text).expect("the feed is JSON");
        let items = feed["items"].as_array().expect("items").iter();
        return items.filter_map(|item| item["content_html"].as_str().map(str::to_owned)).collect();
    }
    if name.ends_with(".rss") || name.ends_with(".atom") {
        let document = roxmltree::Document::parse(text).expect("the feed is XML");
        let is_content =
            |node: &roxmltree::Node<'_, '_>| matches!(node.tag_name().name(), "encoded" | "content");
        let contents = document.descendants().filter(is_content);
        return contents.filter_map(|node| node.text().map(str::to_owned)).collect();
    }
    // Of a chapter, what stands in its body; of Markdown, all, for that is where HTML might hide.
    let body = text.split_once("<body").map_or(text, |(_, body)| body);
    if name.ends_with(".xhtml") || name.ends_with(".md") { vec![body.to_owned()] } else { Vec::new() }
}

#[test]
fn what_is_marked_to_go_is_gone() {
    let folder = TempDir::new().expect("a folder for the output");
    for (name, text) in texts(folder.path()) {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in MARKED {
            let place = line.find(words);
            assert!(place.is_none(), "{name}: `{words}` is left, from byte {place:?} on");
        }
    }
}

#[test]
fn nothing_runs() {
    let folder = TempDir::new().expect("a folder for the output");
    let mut pieces = 0;
    for (name, text) in texts(folder.path()) {
        for html in markup(&name, &text) {
            pieces += 1;
            for node in Html::parse_fragment(&html).tree.nodes() {
                let Some(element) = node.value().as_element() else { continue };
                let tag = element.name();
                // Task lists of GFM show their boxes as inputs that cannot be ticked.
                let is_box = tag == "input" && element.attr("disabled").is_some();
                assert!(!ELEMENTS.contains(&tag) || is_box, "{name}: there is a `{tag}`");
                for (attribute, value) in element.attrs() {
                    let value = value.trim().to_ascii_lowercase();
                    let runs = attribute.starts_with("on")
                        || value.starts_with("javascript:")
                        || value.starts_with("vbscript:")
                        || value.starts_with("data:text");
                    assert!(!runs, "{name}: `{tag} {attribute}=\"{value}\"`");
                }
            }
        }
    }
    assert!(pieces > 100, "only {pieces} pieces of HTML were found");
}
