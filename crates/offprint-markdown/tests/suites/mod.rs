//! The HTML of other projects' test suites, and of real posts. The folder lies outside of the project; where it is not,
//! there is nothing to do.
#![allow(dead_code, clippy::print_stderr, clippy::disallowed_methods)]

pub(crate) mod sayable;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The address that relative ones in the suites are resolved against.
pub(crate) const BASE: &str = "https://site.example/post/";

/// A piece of HTML.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// Where it is from: a file's name, and its number there.
    pub(crate) name: String,
    /// The HTML.
    pub(crate) html: String,
}

/// Cases of one kind.
#[derive(Debug)]
pub(crate) struct Suite {
    /// What it is called in tables.
    pub(crate) name: &'static str,
    /// The cases, in order.
    pub(crate) cases: Vec<Case>,
}

/// All suites there are; none where the corpus is not.
pub(crate) fn all() -> Vec<Suite> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(super::RELATIVE);
    if !root.is_dir() {
        eprintln!("skipped: there is no `../shared/corpus` beside the project");
        return Vec::new();
    }
    let of = |name: &'static str, cases: Vec<Case>| Suite { name, cases };
    let texts = root.join("html-md");
    let mut others = files(&texts, &["html", "enex"]);
    others.retain(|case| !case.name.starts_with("turndown"));
    let mut posts = files(&root.join("wp-rest"), &["html"]);
    for folder in ["wp-rest", "wp-rest-core", "wp-rest-7.1"] {
        posts.extend(rendered(&root.join(folder)));
    }
    vec![
        of("CommonMark", examples(&texts, "commonmark-spec")),
        of("GFM", examples(&texts, "cmark-gfm")),
        of("turndown", turndown(&texts)),
        of("other converters", others),
        of("Gutenberg blocks", files(&root.join("gutenberg-blocks"), &["html"])),
        of("posts", posts),
    ]
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whole files of HTML.
fn files(folder: &Path, endings: &[&str]) -> Vec<Case> {
    let fits = |path: &PathBuf| path.extension().is_some_and(|ending| endings.iter().any(|e| ending == *e));
    let paths = paths(folder).into_iter().filter(fits);
    paths
        .filter_map(|path| Some(Case { name: name_of(&path), html: fs::read_to_string(&path).ok()? }))
        .collect()
}

/// The HTML of a specification's examples: what stands after the `.` of each.
fn examples(folder: &Path, prefix: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    for path in paths(folder).into_iter().filter(|path| name_of(path).starts_with(prefix)) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let mut example: Option<(String, bool)> = None;
        let mut number = 0;
        for line in text.lines() {
            let fence = line.starts_with("````````````````````````````````");
            match &mut example {
                None if fence && line.contains("example") => example = Some((String::new(), false)),
                None => {}
                Some(_) if fence => {
                    number += 1;
                    let (html, _) = example.take().unwrap_or_default();
                    let html = html.replace('→', "\t");
                    cases.push(Case { name: format!("{prefix} {number}"), html });
                }
                Some((_, after)) if line == "." && !*after => *after = true,
                Some((html, true)) => {
                    html.push_str(line);
                    html.push('\n');
                }
                Some(_) => {}
            }
        }
    }
    cases
}

/// The inputs of turndown's page of tests.
fn turndown(folder: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    for path in paths(folder).into_iter().filter(|path| name_of(path).starts_with("turndown")) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        for case in text.split("<div class=\"case\" data-name=\"").skip(1) {
            let name = case.split('"').next().unwrap_or_default();
            let Some((_, rest)) = case.split_once("class=\"input\">") else { continue };
            let Some((html, _)) = rest.split_once("<pre class=\"expected\">") else { continue };
            let html = html.trim_end().strip_suffix("</div>").unwrap_or(html);
            cases.push(Case { name: format!("turndown: {name}"), html: html.to_owned() });
        }
    }
    cases
}

/// Every `rendered` with markup in JSON.
fn rendered(folder: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    for path in paths(folder) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        if let Ok(value) = serde_json::from_str(&text) {
            walk(&name_of(&path), &value, &mut cases);
        }
    }
    cases
}

fn walk(name: &str, value: &serde_json::Value, cases: &mut Vec<Case>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                match value.as_str() {
                    Some(html) if key == "rendered" && html.contains('<') => {
                        cases.push(Case { name: format!("{name}#{}", cases.len()), html: html.to_owned() });
                    }
                    _ => walk(name, value, cases),
                }
            }
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| walk(name, value, cases)),
        _ => {}
    }
}

/// The HTML that cmark-gfm makes of a text; `None` where the program is not there.
pub(crate) fn cmark_gfm(text: &str) -> Option<String> {
    let mut child = Command::new("cmark-gfm")
        .args(["-e", "footnotes", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist"])
        .arg("--unsafe")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take()?;
    let text = text.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
