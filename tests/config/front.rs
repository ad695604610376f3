//! What an editor puts before the posts, in every format.

use super::editions::{folder, run};
use offprint_tests::{archive, poppler, program};
use std::fs;
use tempfile::TempDir;

const NOTE: &str = "A spring like *this* one[^1], with <b onclick=\"x()\">ferns</b>: see [the fern](/a-fern/).\n\n\
                    <script>alert(1)</script>\n\n[^1]: Nobody remembers another.\n";

const EDITION: &str = "[site]\nurl = 'https://garden.example'\n\n[[edition]]\nname = 'a'\ntitle = 'The Spring'\n\
     sources = 'posts'\nsort = 'date'\ngroup-by = 'category'\nnote = 'text/note.md'\n\
     highlights = ['d-oak', 1, 'gone', 'https://garden.example/d-oak']\nexcerpts = true\n\n\
     [edition.introductions]\nferns = 'About **ferns**, shortly.'\ntrees = 'text/trees.md'\nTress = 'Of plaits.'\nstones = '-'\n";

fn made(config: &str) -> (TempDir, String) {
    let folder = folder(config);
    fs::create_dir(folder.path().join("text")).expect("a folder");
    fs::write(folder.path().join("text/note.md"), NOTE).expect("the note is written");
    fs::write(folder.path().join("text/trees.md"), "Oaks alone.\n").expect("the introduction is written");
    let output = program::well(run(&folder, &["--verbose"]));
    (folder, program::said(&output))
}

/// Whether all of these stand in the text, in this order.
#[track_caller]
fn in_order(text: &str, words: &[&str]) {
    let mut rest = text;
    for word in words {
        let at = rest.find(word).unwrap_or_else(|| panic!("`{word}` does not follow in {text}"));
        rest = &rest[at + word.len()..];
    }
    assert!(!text.contains("alert(1)") && !text.contains("onclick"), "{text}");
}

#[test]
fn it_is_in_every_format() {
    let (folder, said) = made(EDITION);
    let place = |name: &str| folder.path().join("export/a").join(name);
    assert!(said.contains("warning: the highlight `gone` is not among the edition's posts"), "{said}");
    assert!(said.contains("warning: there is no section `Tress` to introduce; is it `trees`?"), "{said}");
    assert!(said.contains("note: there is no section `stones` to introduce"), "{said}");
    let ferns = "About <strong>ferns</strong>, shortly.";
    for feed in ["feed.rss", "feed.atom", "feed.json"] {
        let text = fs::read_to_string(place(feed)).expect("the feed is read");
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("\\\"", "\"");
        let note = "A spring like <em>this</em> one";
        let highlights = "<a href=\"https://garden.example/d-oak/\">D Oak</a>";
        in_order(
            &text,
            &["Editor’s note: The Spring", note, "<strong>ferns</strong>", "Highlights", highlights],
        );
        in_order(&text, &["Highlights", "A Fern", "<h2>ferns</h2>", ferns, "<h2>trees</h2>", "Oaks alone."]);
        in_order(&text, &["Nobody remembers another."]);
    }
    let index = fs::read_to_string(place("markdown/index.md")).expect("there is an index");
    let note = "A spring like *this* one[^editors-note-1], with **ferns**: see [the fern](a-fern.md).";
    in_order(
        &index,
        &["## Editor’s note", note, "## Highlights", "- [D Oak](d-oak.md)\n\n  word", "(a-fern.md)"],
    );
    in_order(
        &index,
        &["## ferns\n\nAbout **ferns**, shortly.\n\n- [A Fern](a-fern.md) (2025-04-28)\n\n  word word"],
    );
    in_order(&index, &["## trees\n\nOaks alone.\n\n- [D Oak]"]);
    let spine = archive::spine(&place("a.epub"));
    let names: Vec<&str> = spine.iter().map(|entry| entry.path.trim_start_matches("OEBPS/")).collect();
    assert_eq!(names[1..5], ["title.xhtml", "note.xhtml", "highlights.xhtml", "contents.xhtml"]);
    let page = |name: &str| {
        let entry = spine.iter().find(|entry| entry.path.ends_with(name)).expect("the page is there");
        entry.text().expect("the page is text").to_owned()
    };
    let link = "<a href=\"ch0001.xhtml\">the fern</a>";
    in_order(&page("note.xhtml"), &["doc-foreword", "Editor’s note", "A spring like <em>this</em>", link]);
    in_order(&page("/highlights.xhtml"), &["ch0004.xhtml", "D Oak", "word word", "A Fern"]);
    in_order(
        &page("/contents.xhtml"),
        &["part01.xhtml", "ferns", "A Fern", "word word", "trees", "D Oak", "word"],
    );
    in_order(&page("part01.xhtml"), &["ferns</h1>", ferns]);
    if poppler::at_hand() {
        let text = poppler::text(&place("a.pdf"));
        in_order(
            &text,
            &["The Spring", "Editor’s note", "A spring like this one", "Highlights", "D Oak", "word"],
        );
        in_order(
            &text,
            &["Highlights", "Contents", "A Fern", "word", "About ferns, shortly.", "Oaks alone."],
        );
        let structure = poppler::structure(&place("a.pdf"));
        in_order(
            &structure,
            &["H1", "Editor’s note", "P", "A spring like", "Highlights", "TOC", "TOCI", "D Oak"],
        );
    }
    let mut command = program::offprint();
    let feeds = ["feed.rss", "feed.atom", "feed.json", "a.epub"].map(place);
    program::well(command.arg("check").args(feeds).arg(place("")).output().expect("offprint starts"));
}

#[test]
fn one_file_of_markdown_leads_to_its_own_posts() {
    let (folder, _) =
        made(&format!("{EDITION}\n").replace("sort = 'date'", "sort = 'date'\nout = 'a.md'\nformats = 'md'"));
    let text = fs::read_to_string(folder.path().join("a.md")).expect("the file is read");
    in_order(
        &text,
        &[
            "# Editor’s note",
            "# Highlights",
            "- [D Oak](#d-oak)\n\n  word",
            "# Contents",
            "- [A Fern](#a-fern)",
        ],
    );
    in_order(
        &text,
        &[
            "# ferns\n\nAbout **ferns**, shortly.\n",
            "## <a id=\"a-fern\"></a>A Fern",
            "# trees\n\nOaks alone.",
        ],
    );
}

/// The note is known by the edition's title: made again it is the same item, and another for the next issue.
#[test]
fn feeds_know_the_note_again() {
    let item = |title: &str, note: &str| {
        let config = "[[edition]]\nname = 'a'\nsources = 'posts'\nformats = 'json-feed'\nnote = 'note.md'\n";
        let folder = folder(&format!("{config}title = '{title}'\n"));
        fs::write(folder.path().join("note.md"), note).expect("the note is written");
        program::well(run(&folder, &["--date", "2025-06-02"]));
        let text = fs::read(folder.path().join("export/a/feed.json")).expect("the feed is read");
        let feed: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
        assert_eq!(feed["items"].as_array().map(Vec::len), Some(6));
        (feed["items"][0]["id"].clone(), feed["items"][0]["title"].clone())
    };
    let first = item("Week 18", "# Rain\n\nAt last.");
    assert_eq!(first.1, "Rain");
    assert_eq!(item("Week 18", "# Rain\n\nMore of it.").0, first.0);
    assert_ne!(item("Week 19", "# Rain\n\nAt last.").0, first.0);
}

#[test]
fn the_lock_knows_what_was_written_by_hand() {
    let (folder, _) = made(EDITION);
    let because = || {
        let output = program::well(run(&folder, &["--if-changed", "--json", "-q"]));
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a report");
        report["editions"][0]["because"].as_str().unwrap_or("-").to_owned()
    };
    assert_eq!(because(), "-");
    fs::write(folder.path().join("text/trees.md"), "Oaks, and one elm.\n").expect("the text is written");
    assert!(because().ends_with("text/trees.md is changed"));
    assert_eq!(because(), "-");
}
