//! Hostile HTML and hostile sizes: nothing runs, nothing crashes, nothing takes forever.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]
#![allow(clippy::print_stderr, reason = "the figures are printed")]

use offprint_core::html::{CleanContext, Cleaning, Level, clean_blocks};
use offprint_core::reader::Reader;
use offprint_html::{Notes, Options, Syntax, blocks_to_html, inlines_to_html};
use offprint_tests::{archive, giants, harmless::harm_in, payloads, places, program};
use serde_json::Value;
use std::fs;

/// What our own list holds by itself, so that a checkout without the corpus still judges much.
const OWN: usize = 140;

#[test]
fn no_payload_leaves_anything_that_can_do_harm_at_any_level() {
    [Level::Full, Level::Safe, Level::None].into_iter().for_each(no_payload_leaves_anything_that_can_do_harm);
}

fn no_payload_leaves_anything_that_can_do_harm(level: Level) {
    let payloads = payloads::all();
    assert!(payloads.len() >= OWN, "only {} payloads", payloads.len());
    let mut reader = Reader::with_cleaning(Cleaning::at(level));
    reader.add("hostile.json", payloads::posts(&payloads).to_string().into_bytes());
    assert_eq!(reader.len(), payloads.len());
    let xhtml = Options { syntax: Syntax::Xhtml, notes: Notes::Popups, classes: true, ..Options::default() };
    let mut harm = Vec::new();
    for (index, payload) in payloads.iter().enumerate() {
        let post = reader.post(index).expect("a post").post;
        let html = blocks_to_html(&post.body, &Options::default());
        let title = inlines_to_html(&post.title.value, &Options::default());
        // Ammonia writes this one character by its name.
        let guarded = offprint_feed::guarded(&html).replace("&nbsp;", "\u{a0}");
        let found = harm_in(&html).or_else(|| harm_in(&title)).or_else(|| {
            (guarded != html).then(|| format!("ammonia removes something of\n{html}\nand leaves\n{guarded}"))
        });
        let page = blocks_to_html(&post.body, &xhtml);
        let page = format!("<body xmlns:epub=\"http://www.idpf.org/2007/ops\">{page}</body>");
        let broken = roxmltree::Document::parse(&page).err().map(|error| format!("XHTML: {error}"));
        if let Some(found) = found.or(broken) {
            harm.push(format!("{}: {found}\n  {}", payload.origin, payload.html));
        }
    }
    eprintln!("{level:?}: {} payloads, {} with harm", payloads.len(), harm.len());
    assert!(harm.is_empty(), "{}", harm.join("\n"));
}

#[test]
fn no_format_of_our_own_payloads_does_harm() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut own = payloads::all();
    own.retain(|payload| places::root().join("fixtures/hostile").join(payload.file()).is_file());
    let input = folder.path().join("hostile.json");
    fs::write(&input, payloads::posts(&own).to_string()).expect("the posts are written");
    let out = folder.path().join("out");
    let output = program::export_all(&[&input], &out, &["--name", "hostile"]);
    assert!(output.status.success(), "{}", program::said(&output));
    let read =
        |file: &str| fs::read_to_string(out.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));

    let feed: Value = serde_json::from_str(&read("feed.json")).expect("JSON Feed is JSON");
    let items = feed["items"].as_array().expect("items");
    assert_eq!(items.len(), own.len());
    for item in items {
        assert_eq!(harm_in(item["content_html"].as_str().unwrap_or_default()), None, "{item}");
    }
    for file in ["feed.rss", "feed.atom"] {
        let xml = read(file);
        let document = roxmltree::Document::parse(&xml).expect("a feed is XML");
        for node in
            document.descendants().filter(|node| ["encoded", "content"].contains(&node.tag_name().name()))
        {
            let html = node.text().unwrap_or_default();
            assert_eq!(harm_in(html), None, "{file}: {html}");
        }
    }
    for file in places::files_below(&out.join("markdown")) {
        let text = read(&format!("markdown/{file}"));
        let body = text.splitn(3, "---\n").nth(2).unwrap_or_else(|| panic!("{file}: no front matter"));
        let mut html = String::new();
        let options = pulldown_cmark::Options::all();
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(body, options));
        assert_eq!(harm_in(&html), None, "{file}:\n{body}\n{html}");
    }
    for entry in archive::entries(&out.join("hostile.epub")) {
        let name = &entry.path;
        if name.ends_with(".xhtml") {
            let doctypes =
                roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
            let page = entry.text().expect("a page is text");
            let document = roxmltree::Document::parse_with_options(page, doctypes)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            let body = document
                .descendants()
                .find(|node| node.has_tag_name("body"))
                .map_or(0..0, |body| body.range());
            assert_eq!(harm_in(&page[body]), None, "{name}");
        }
    }
    let pdf = fs::read(out.join("hostile.pdf")).expect("a PDF");
    for name in ["/JavaScript", "/SubmitForm", "/EmbeddedFile", "/RichMedia"] {
        assert!(!pdf.windows(name.len()).any(|part| part == name.as_bytes()), "the PDF holds `{name}`");
    }
}

/// Every format is written of what nobody would write: a diagnostic at most, never a crash.
#[test]
fn no_giant_crashes_any_format() {
    let folder = tempfile::tempdir().expect("a folder");
    // Small enough for a build without optimization; `cargo xtask bench hostile` takes megabytes.
    for giant in giants::all(12_000) {
        let input = folder.path().join("giant.json");
        fs::write(&input, &giant.json).expect("the post is written");
        let out = folder.path().join("out");
        let output = program::export_all(&[&input], &out, &["--name", "giant"]);
        let said = program::said(&output);
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 1)), "{}: {:?}\n{said}", giant.name, output.status);
        assert!(!said.contains("panicked"), "{}: {said}", giant.name);
    }
}

fn cleaned(html: &str) -> String {
    let context = CleanContext { base: "https://a.example/".parse().ok(), ..CleanContext::default() };
    blocks_to_html(&clean_blocks(html, &context).blocks, &Options::default()).replace('\n', "")
}

#[test]
fn what_fuzzing_found_stays_mended() {
    // References bring back control characters, which would then hide what an address is.
    assert_eq!(cleaned("<p>a&#2;b&#x81;c&#13;d</p>"), "<p>ab\u{81}cd</p>".replace('\u{81}', ""));
    assert_eq!(cleaned("<p><a href='java&#3;script:x'>a</a></p>"), "<p>a</p>");
    // Space within any element at its border is the line's.
    assert_eq!(cleaned("<p>a<q> <q>b</q></q>c</p>"), "<p>a <q><q>b</q></q>c</p>");
    // What ends a comment in an attribute is a trap for those who read it as another kind of text.
    let ends = "<p>x <img src='https://a.example/x.png' alt='a' title='--><b>'></p>";
    assert!(cleaned(ends).contains("title=\"-- &gt;&lt;b&gt;\""), "{}", cleaned(ends));
    // White space of any kind alone is no text.
    assert_eq!(cleaned("<p>a</p><pre> \u{a0} </pre><pre class='wp-block-verse'>\u{a0}</pre>"), "<p>a</p>");
    // A no-break space beside another space is an ordinary one, at an element's border, too.
    let hard = "<p>a<q>\u{a0} b</q></p>";
    assert_eq!(cleaned(hard), cleaned(&cleaned(hard)));
    let within = "<p><b>a\u{a0}<q><b> b</b></q></b></p>";
    assert_eq!(cleaned(within), "<p><strong>a <q><strong>b</strong></q></strong></p>");
    // A row of empty header cells is no head, whether it says so or not.
    let headless = "<table><tr><th></th></tr><tr><th>a</th></tr><tr><td>b</td></tr></table>";
    assert_eq!(cleaned(headless), cleaned(&cleaned(headless)));
    // A player within a link would be a link within a link: it stands below its line.
    let player = "<p>x <a href='https://a.example/x'>y <audio src='https://a.example/z.mp3'></audio></a></p>";
    let below = "<p>x <a href=\"https://a.example/x\">y</a></p><figure><audio ";
    assert!(cleaned(player).starts_with(below), "{}", cleaned(player));
}
