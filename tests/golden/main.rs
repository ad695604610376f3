//! Fixtures × formats against golden files.
//!
//! `fixtures/golden/NAME/` holds what `fixtures/posts/NAME.json` or `fixtures/exports/NAME.xml` becomes: `feeds`,
//! `markdown`, `epub` (unpacked; pictures by size and hash), `pdf` (the text of its pages and its structure tree as poppler reads them) and `run` (exit code
//! and standard error); `editions` what the editions of `offprint.toml` make of them; `broken` and `lists` what `offprint inspect` says of the files of `fixtures/broken` and
//! `fixtures/lists`. `cargo xtask bless` alone rewrites them.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

mod editions;

use offprint_tests::{archive, golden, golden::Files, places, poppler, program};
use std::{fmt::Write as _, fs, path::Path};
use tempfile::TempDir;

/// So that posts that are not public are seen, too.
const WHATEVER: [&str; 3] = ["--status", "any", "--include-protected"];

/// Exports each fixture alone and compares what `files` makes of the folder with the golden folder of this name.
fn compare(kind: &str, format: &str, more: &[&str], files: impl Fn(&Path, &str, &str) -> Files) {
    let mut differences = String::new();
    for fixture in places::fixtures().into_iter().chain(places::exports()) {
        let name = places::stem(&fixture);
        let folder = TempDir::new().expect("a folder for the output");
        let out = folder.path().join("out");
        let mut command = program::offprint();
        command.arg("export").arg(&fixture).args(["--to", format, "--name", &name]);
        command.args(["--media", "fixtures/media", "--feed-url", "https://feeds.example/"]).args(more);
        command.arg("--out").arg(&out);
        let output = command.output().expect("offprint starts");
        let place = folder.path().to_string_lossy().into_owned();
        let code = output.status.code().map_or("none".to_owned(), |code| code.to_string());
        let run =
            format!("exit code {code}\n{}", without_sizes(&program::said(&output).replace(&place, "TMP")));
        if let Err(difference) = golden::compare(&format!("{name}/{kind}"), &files(&out, &name, &run)) {
            let _ = writeln!(differences, "{difference}");
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

/// The files of a folder that hold text.
fn texts(folder: &Path) -> Files {
    let read = |path: String| {
        let text = fs::read_to_string(folder.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        (path, text)
    };
    places::files_below(folder).into_iter().map(read).collect()
}

#[test]
fn feeds() {
    compare("feeds", "rss,atom,json-feed", &WHATEVER, |out, _, _| texts(out));
}

#[test]
fn markdown() {
    compare("markdown", "markdown", &WHATEVER, |out, _, _| {
        let mut files = Files::new();
        for path in places::files_below(out) {
            let bytes = fs::read(out.join(&path)).expect("the output is read");
            // Pictures may lie beside the text.
            let text = String::from_utf8(bytes).unwrap_or_else(|bytes| measure(bytes.as_bytes()));
            files.insert(path.trim_start_matches("markdown/").to_owned(), text);
        }
        files
    });
}

#[test]
fn epub() {
    compare("epub", "epub", &WHATEVER, |out, name, _| {
        let mut files = Files::new();
        let mut contents = String::new();
        for entry in archive::entries(&out.join(format!("{name}.epub"))) {
            if let Some(text) = entry.text() {
                let _ = writeln!(contents, "{}", entry.path);
                files.insert(entry.path.clone(), text.to_owned());
            } else {
                let _ = writeln!(contents, "{}: {}", entry.path, measure(&entry.bytes));
            }
        }
        files.insert("contents.txt".to_owned(), contents);
        files
    });
}

#[test]
fn pdf() {
    if !poppler::at_hand() {
        return;
    }
    compare("pdf", "pdf", &WHATEVER, |out, name, _| {
        let pdf = out.join(format!("{name}.pdf"));
        let text = poppler::layout(&pdf).replace('\u{c}', "\n── page ──\n");
        Files::from([
            ("text.txt".to_owned(), text),
            ("structure.txt".to_owned(), poppler::structure(&pdf)),
            ("links.txt".to_owned(), poppler::urls(&pdf).join("\n") + "\n"),
        ])
    });
}

#[test]
fn run() {
    compare("run", "all", &[], |_, _, run| Files::from([("stderr.txt".to_owned(), run.to_owned())]));
}

/// What stands in inputs of other forms, and what is said of broken ones.
#[test]
fn inspection() {
    let mut differences = String::new();
    for folder in ["broken", "lists"] {
        let files = places::files_below(&places::root().join("fixtures").join(folder));
        assert!(!files.is_empty(), "there is nothing in fixtures/{folder}");
        let inspect = |name: String| {
            let mut command = program::offprint();
            let output = command.arg("inspect").arg(Path::new("fixtures").join(folder).join(&name)).output();
            let output = output.expect("offprint starts");
            assert!(!program::said(&output).contains("panicked"), "{name}: {}", program::said(&output));
            let code = output.status.code().map_or("none".to_owned(), |code| code.to_string());
            let table = String::from_utf8_lossy(&output.stdout).into_owned();
            (format!("{name}.txt"), format!("exit code {code}\n{}\n{table}", program::said(&output)))
        };
        if let Err(difference) = golden::compare(folder, &files.into_iter().map(inspect).collect()) {
            let _ = writeln!(differences, "{difference}");
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn every_golden_folder_has_its_fixture() {
    if std::env::var_os("OFFPRINT_FIXTURE").is_some() {
        return;
    }
    let mut known: Vec<String> =
        places::fixtures().iter().chain(&places::exports()).map(|path| places::stem(path)).collect();
    known.extend(["broken", "lists", "editions"].map(str::to_owned));
    for path in places::files_below(&places::root().join("fixtures/golden")) {
        let folder = path.split('/').next().unwrap_or_default();
        assert!(known.iter().any(|name| name == folder), "fixtures/golden/{folder} belongs to no fixture");
    }
}

/// The lines that say what was written tell how large it is, which changes with every word.
fn without_sizes(said: &str) -> String {
    let cut = |line: &str| match line.rsplit_once(" (") {
        Some((before, _)) if line.starts_with("wrote ") => format!("{before}\n"),
        _ => format!("{line}\n"),
    };
    said.lines().map(cut).collect()
}

fn measure(bytes: &[u8]) -> String {
    format!("{} bytes, blake3 {}", bytes.len(), &blake3::hash(bytes).to_hex()[..16])
}
