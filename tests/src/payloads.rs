//! Hostile HTML: what attackers and testers of parsers have thought of, piece by piece.

use crate::places;
use serde_json::{Value, json};
use std::{collections::HashSet, fs, path::Path};

/// A piece of hostile HTML, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payload {
    /// The file and the number of the piece in it, from 1.
    pub origin: String,
    /// The piece.
    pub html: String,
}

impl Payload {
    /// The name of the file that it stands in.
    pub fn file(&self) -> &str {
        self.origin.rsplit_once(' ').map_or(&*self.origin, |(file, _)| file)
    }
}

/// All pieces: our own of `fixtures/hostile`, and those of the corpus where it is; each once.
pub fn all() -> Vec<Payload> {
    let mut found = of_folder(&places::root().join("fixtures/hostile"));
    if let Some(corpus) = places::shared("corpus/hostile-html") {
        found.extend(of_folder(&corpus));
    }
    let mut seen = HashSet::new();
    found.retain(|payload| seen.insert(payload.html.clone()));
    found
}

/// Posts as WordPress would answer them, each with a payload for its title, its excerpt and its content.
pub fn posts(payloads: &[Payload]) -> Value {
    let post = |(index, payload): (usize, &Payload)| {
        let number = index + 1;
        json!({
            "id": number,
            "type": "post",
            "status": "publish",
            "slug": format!("payload-{number:05}"),
            "link": format!("https://hostile.example/payload-{number:05}/"),
            "guid": { "rendered": format!("https://hostile.example/?p={number}") },
            "date_gmt": "2025-03-04T05:06:07",
            "modified_gmt": "2025-03-04T05:06:07",
            "title": { "rendered": payload.html },
            "excerpt": { "rendered": payload.html },
            "content": { "rendered": payload.html, "protected": false },
        })
    };
    payloads.iter().enumerate().map(post).collect()
}

fn of_folder(folder: &Path) -> Vec<Payload> {
    let mut payloads = Vec::new();
    for file in places::files_below(folder) {
        let bytes = fs::read(folder.join(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let text = String::from_utf8_lossy(&bytes);
        let ending = file.rsplit('.').next().unwrap_or_default();
        let pieces = match ending {
            "dat" => of_tree_tests(&text),
            "test" => of_token_tests(&text),
            "json" => of_fixtures(&text),
            "xml" => of_attacks(&text),
            "md" if file == "README.md" => continue,
            "md" => of_code_blocks(&text),
            _ => text.lines().map(str::to_owned).collect(),
        };
        assert!(!pieces.is_empty(), "{file}: nothing was found in it");
        let named = |(index, html)| Payload { origin: format!("{file} {}", index + 1), html };
        payloads.extend(pieces.into_iter().enumerate().map(named));
    }
    payloads
}

/// The `#data` sections of html5lib's tests of trees and encodings.
fn of_tree_tests(text: &str) -> Vec<String> {
    let sections = format!("\n{text}");
    let piece = |section: &str| {
        let end = ["\n#errors", "\n#encoding", "\n#document", "\n#new-errors", "\n#script"]
            .iter()
            .filter_map(|mark| section.find(mark))
            .min();
        section[..end.unwrap_or(section.len())].trim_end_matches('\n').to_owned()
    };
    sections.split("\n#data\n").skip(1).map(piece).collect()
}

/// The `input`s of html5lib's tests of tokens; those of its serializer are tokens, whose expected markup is taken.
fn of_token_tests(text: &str) -> Vec<String> {
    let file: Value = serde_json::from_str(text).expect("a test file is JSON");
    let tests = file.as_object().and_then(|file| file.values().next()).and_then(Value::as_array);
    let mut pieces = Vec::new();
    for test in tests.into_iter().flatten() {
        match &test["input"] {
            Value::String(input) if test["doubleEscaped"] == true => pieces.push(unescaped(input)),
            Value::String(input) => pieces.push(input.clone()),
            _ => {
                let expected = test["expected"].as_array().into_iter().flatten();
                pieces.extend(expected.filter_map(Value::as_str).map(str::to_owned));
            }
        }
    }
    pieces
}

/// `\uXXXX` as the character that it names; halves of pairs alone are none.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\u") {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).and_then(|code| u32::from_str_radix(code, 16).ok());
        out.push(code.and_then(char::from_u32).unwrap_or('\u{fffd}'));
        rest = rest.get(at + 6..).unwrap_or_default();
    }
    out + rest
}

/// The payloads of DOMPurify's fixtures.
fn of_fixtures(text: &str) -> Vec<String> {
    let tests: Value = serde_json::from_str(text).expect("a fixture file is JSON");
    let tests = tests.as_array().into_iter().flatten();
    tests.filter_map(|test| test["payload"].as_str()).map(str::to_owned).collect()
}

/// The `code`s of a list of attacks.
fn of_attacks(text: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(text).expect("a list of attacks is XML");
    let codes = document.descendants().filter(|node| node.has_tag_name("code"));
    codes.filter_map(|node| node.text()).map(str::to_owned).collect()
}

/// The fenced blocks of a Markdown file, whole and line by line.
fn of_code_blocks(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for block in text.split("\n```").skip(1).step_by(2) {
        let code = block.split_once('\n').map_or("", |(_, code)| code);
        pieces.push(code.to_owned());
        pieces.extend(code.lines().filter(|line| line.contains('<')).map(str::to_owned));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_of_file_is_read() {
        assert_eq!(
            of_tree_tests("#data\n<b>\n\nx\n#errors\ny\n\n#data\n<i>\n#document\n"),
            ["<b>\n\nx", "<i>"]
        );
        let tokens = r#"{"tests": [{"input": "a\\u0041", "doubleEscaped": true}, {"input": [], "expected": ["<b>"]}]}"#;
        assert_eq!(of_token_tests(tokens), ["aA", "<b>"]);
        assert_eq!(of_attacks("<x><attack><code>&lt;b&gt;</code></attack></x>"), ["<b>"]);
        assert_eq!(of_code_blocks("a\n```html\n<b>\nc\n```\nd\n"), ["<b>\nc", "<b>"]);
        assert_eq!(of_fixtures(r#"[{"payload": "<b>", "expected": ""}]"#), ["<b>"]);
    }
}
