//! The editions of the repository's `offprint.toml`, in every format: `fixtures/golden/editions/NAME/`.
//!
//! What posts become is in the golden files of their fixtures. Here is what an edition makes of them: their order, its
//! sections, the pages, items and lists that are its own. So the texts of posts are left out, as `…`.

use super::measure;
use offprint_tests::{archive, golden, golden::Files, places, poppler, program};
use std::{fmt::Write as _, fs, path::Path};
use tempfile::TempDir;

/// A week, a month in sections with what an editor says, one author, all posts.
const EDITIONS: [&str; 4] = ["weekly", "monthly", "one-author", "everything"];

fn compare(format: &str, kind: &str, files: impl Fn(&Path, &str) -> Files) {
    let mut differences = String::new();
    for name in EDITIONS {
        let folder = TempDir::new().expect("a folder for the output");
        let mut command = program::offprint();
        command.args(["export", "--quiet", "--edition", name, "--to", format, "--out"]).arg(folder.path());
        program::well(command.output().expect("offprint starts"));
        let made = files(&folder.path().join(name), name);
        assert!(!made.is_empty(), "{name} has no {format}");
        if let Err(difference) = golden::compare(&format!("editions/{name}/{kind}"), &made) {
            let _ = writeln!(differences, "{difference}");
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn feeds() {
    compare("rss,atom,json-feed", "feeds", |out, name| {
        let read =
            |file: &str| fs::read_to_string(out.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        // The first item is the editor's.
        let kept = usize::from(name == "monthly");
        let rss = without(&read("feed.rss"), "<content:encoded>", "</content:encoded>", kept);
        let atom = without(&read("feed.atom"), "<content type=", "</content>", kept);
        let mut json: serde_json::Value = serde_json::from_str(&read("feed.json")).expect("JSON");
        for item in json["items"].as_array_mut().expect("items").iter_mut().skip(kept) {
            item["content_html"] = "…".into();
        }
        let json = format!("{json:#}\n");
        Files::from([("feed.rss".into(), rss), ("feed.atom".into(), atom), ("feed.json".into(), json)])
    });
}

#[test]
fn epub() {
    compare("epub", "epub", |out, name| {
        let mut files = Files::new();
        let mut contents = String::new();
        for entry in archive::entries(&out.join(format!("{name}.epub"))) {
            let _ = writeln!(contents, "{}", entry.path);
            let of_post = entry.path.contains("/ch") || entry.path.ends_with(".css");
            if let Some(text) = entry.text().filter(|_| !of_post) {
                files.insert(entry.path.clone(), text.to_owned());
            }
        }
        files.insert("contents.txt".to_owned(), contents);
        files
    });
}

#[test]
fn markdown() {
    compare("markdown", "markdown", |out, _| {
        let mut files = Files::new();
        let mut list = String::new();
        for path in places::files_below(&out.join("markdown")) {
            let bytes = fs::read(out.join("markdown").join(&path)).expect("the output is read");
            let is_text = path.ends_with(".md");
            let _ = if is_text {
                writeln!(list, "{path}")
            } else {
                writeln!(list, "{path}: {}", measure(&bytes))
            };
            if path == "index.md" {
                files.insert(path, String::from_utf8(bytes).expect("text"));
            }
        }
        files.insert("files.txt".to_owned(), list);
        files
    });
    // All in one file: what stands between the posts.
    compare_one_file();
}

/// The monthly edition as one file of Markdown, without the posts' texts.
fn compare_one_file() {
    let folder = TempDir::new().expect("a folder for the output");
    let file = folder.path().join("month.md");
    let mut command = program::offprint();
    command.args(["export", "fixtures/posts", "--quiet", "--range", "2025-05", "--group-by", "category"]);
    command.args(["--sort", "date", "--title", "May", "--note", "fixtures/editions/may.md", "--excerpts"]);
    command.args(["--highlights", "745", "--introduction", "harbour-life=Two pieces from the quay."]);
    program::well(command.arg("--out").arg(&file).output().expect("offprint starts"));
    let text = fs::read_to_string(&file).expect("the file is read");
    // A post's text is what follows its byline, to the next heading of a section or a post.
    let mut kept = String::new();
    let mut within = false;
    for line in text.lines() {
        let opens = line.starts_with("# ") || line.starts_with("## <a id=");
        if opens {
            within = false;
        }
        if !within {
            let _ = writeln!(kept, "{line}");
        }
        if line.starts_with('[') && line.contains("](http") && line.contains("2025-05") {
            kept.push_str("\n…\n\n");
            within = true;
        }
    }
    let made = Files::from([("month.md".to_owned(), kept)]);
    golden::compare("editions/one-file", &made).unwrap_or_else(|difference| panic!("{difference}"));
}

#[test]
fn pdf() {
    if !poppler::at_hand() {
        return;
    }
    compare("pdf", "pdf", |out, name| {
        let pdf = out.join(format!("{name}.pdf"));
        let mut pages = String::new();
        let mut first = None;
        for (index, page) in poppler::layout(&pdf).split_terminator('\u{c}').enumerate() {
            let lines: Vec<&str> = page.lines().filter(|line| !line.trim().is_empty()).collect();
            // Poppler says in which direction a number stands.
            let plain = |line: &&str| {
                line.trim_matches(|c: char| c.is_whitespace() || ('\u{202a}'..='\u{202e}').contains(&c))
                    .to_owned()
            };
            let folio = lines.last().map(plain).filter(|last| last.parse() == Ok(index + 1));
            let _ = writeln!(pages, "── page {} ──", index + 1);
            match folio {
                // A page without a number is the edition's own.
                None => pages.push_str(&format!("{}\n", page.trim_end())),
                Some(folio) => {
                    first.get_or_insert(index);
                    let _ = writeln!(pages, "{}\n…\n{folio}", lines.first().map_or("", |line| line.trim()));
                }
            }
        }
        // What stands before the posts, as it is tagged: the cover, then all the rest.
        let structure = poppler::structure(&pdf);
        let sections: Vec<usize> = structure.match_indices("\n  Sect").map(|(at, _)| at).collect();
        let end = if sections.len() > 2 { sections.get(2) } else { sections.get(1) };
        let front = end.map_or(&*structure, |&end| &structure[..=end]);
        assert!(first.is_some(), "{name} has no pages of posts");
        Files::from([("pages.txt".to_owned(), pages), ("front.txt".to_owned(), front.to_owned())])
    });
}

/// The text without what stands between these two, but for the first so many times.
fn without(text: &str, open: &str, close: &str, kept: usize) -> String {
    let mut out = String::new();
    let mut rest = text;
    let mut met = 0;
    while let Some(at) = rest.find(open) {
        let end = rest[at..].find(close).map_or(rest.len(), |end| at + end);
        out.push_str(&rest[..at + open.len()]);
        out.push_str(if met < kept { &rest[at + open.len()..end] } else { "…" });
        rest = &rest[end..];
        met += 1;
    }
    out + rest
}
