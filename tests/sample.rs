//! A real post, read back from every format (`../shared/samples/news-archive-5096.json`; skipped where it is not).
//!
//! What is expected is read from the post itself at run time, by a parser that offprint does not use.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_tests::{archive, fragment, fragment::Fragment, places, poppler, program, words};
use pulldown_cmark::{Options, Parser};
use roxmltree::{Document, Node, ParsingOptions};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// The levels of the post's headings, in order.
const LEVELS: [u8; 6] = [2, 2, 3, 3, 3, 2];
/// The bytes of a name in GBK, percent-encoded, in one of its links.
const GBK: &str = "MODEL=%B0%FC%B8%D6%D0%C2%CE%C5&";
/// What plugins and the editor left in it, which is nobody's text.
const RESIDUE: [&str; 7] =
    ["(opens in a new tab)", "et_bloom", "wpil", "font-size", "revert", "wp-block", "external-link"];
const PUBLISHED: &str = "2025-04-30T12:11:12-06:00";
const MODIFIED: &str = "2025-05-11T09:50:11-06:00";

/// The post, what is in it, and its exports.
struct Sample {
    post: Value,
    source: Fragment,
    title: String,
    path: PathBuf,
    out: TempDir,
}

impl Sample {
    /// Exports the post in every format; `None` where it is not at hand.
    fn export() -> Option<Self> {
        let path = places::shared("samples/news-archive-5096.json")?;
        let post: Value =
            serde_json::from_str(&fs::read_to_string(&path).expect("the post is read")).expect("JSON");
        let source = fragment::read(post["content"]["rendered"].as_str().expect("a text"));
        let title = fragment::line(post["title"]["rendered"].as_str().expect("a title"));
        assert!(title.contains('’') && source.headings.len() == 6, "the post is the one that is meant");
        let out = TempDir::new().expect("a folder for the output");
        program::well(program::export_all(&[&path], out.path(), &["--name", "sample"]));
        Some(Self { post, source, title, path, out })
    }

    fn file(&self, name: &str) -> String {
        let path = self.out.path().join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The body, read back as HTML, is what the post is when all residue is gone. `before` and `after` it other
    /// words may stand; `title` says how many headings of the post's title stand before its own.
    #[track_caller]
    fn assert_body(&self, format: &str, html: &str, titles: usize) {
        let body = fragment::read(html);
        let headings = &body.headings[titles.min(body.headings.len())..];
        assert_eq!(headings, self.source.headings, "{format}: headings");
        assert_eq!(headings.iter().map(|(level, _)| *level).collect::<Vec<_>>(), LEVELS, "{format}: levels");
        assert_eq!(body.nested, self.source.nested, "{format}: nested lists");
        let ends: Vec<_> =
            body.nested.iter().map(|(text, items)| (text.rsplit(' ').next(), *items)).collect();
        assert_eq!(ends, [(Some("offers:"), 3), (Some("represents:"), 2)], "{format}: nested lists");
        assert_eq!(body.rules, 1, "{format}: rules");
        assert_eq!(body.empty_lists, 0, "{format}: empty lists");
        self.assert_links(format, &body.links);
        self.assert_words(format, &body.text);
        for residue in RESIDUE {
            assert!(!html.contains(residue), "{format}: `{residue}` is left");
        }
    }

    /// The post's five links are there in order, addresses byte for byte; what else links is the format's own.
    #[track_caller]
    fn assert_links(&self, format: &str, links: &[(String, String)]) {
        assert_eq!(self.source.links.len(), 5);
        assert!(self.source.links.iter().any(|(url, _)| url.contains(GBK)));
        let own: Vec<_> = links.iter().filter(|link| self.source.links.contains(link)).cloned().collect();
        assert_eq!(own, self.source.links, "{format}: links; there are {links:?}");
    }

    /// All words of the body stand there, in order and without any between them.
    #[track_caller]
    fn assert_words(&self, format: &str, text: &str) {
        let wanted = words::pieces(&self.source.text);
        let found = words::pieces(text);
        assert!(wanted.len() > 400, "the post has a text");
        if let Some(lost) = words::first_lost(&wanted, &found) {
            panic!("{format}: the word `{lost}` is lost");
        }
        let whole = found.windows(wanted.len()).any(|window| window == wanted);
        assert!(whole, "{format}: words stand within the text that are not the author's");
    }
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Node<'a, 'input> {
    let found = node.children().find(|child| child.tag_name().name() == name);
    found.unwrap_or_else(|| panic!("no `{name}` in `{}`", node.tag_name().name()))
}

fn text_of(node: Node<'_, '_>, name: &str) -> String {
    child(node, name).text().unwrap_or_default().to_owned()
}

fn find<'a, 'input>(document: &'a Document<'input>, name: &str) -> Node<'a, 'input> {
    document
        .descendants()
        .find(|node| node.tag_name().name() == name)
        .unwrap_or_else(|| panic!("no `{name}`"))
}

#[test]
fn rss() {
    let Some(sample) = Sample::export() else { return };
    let text = sample.file("feed.rss");
    let document = Document::parse(&text).expect("the feed is XML");
    let item = find(&document, "item");
    assert_eq!(text_of(item, "title"), sample.title);
    assert_eq!(text_of(item, "pubDate"), "Wed, 30 Apr 2025 12:11:12 -0600");
    assert_eq!(text_of(item, "updated"), MODIFIED);
    assert_eq!(text_of(item, "link"), sample.post["link"]);
    assert!(text_of(item, "guid").starts_with("urn:uuid:"));
    assert_eq!(child(item, "guid").attribute("isPermaLink"), Some("false"));
    let categories: Vec<_> = item.children().filter(|node| node.has_tag_name("category")).collect();
    assert!(categories.iter().any(|node| node.text() == Some("Automotive Industry")), "{categories:?}");
    sample.assert_body("rss", &text_of(item, "encoded"), 0);
}

#[test]
fn atom() {
    let Some(sample) = Sample::export() else { return };
    let text = sample.file("feed.atom");
    let document = Document::parse(&text).expect("the feed is XML");
    let entry = find(&document, "entry");
    let title = child(entry, "title");
    let line = title.text().unwrap_or_default();
    let line = if title.attribute("type") == Some("html") { fragment::line(line) } else { line.to_owned() };
    assert_eq!(line, sample.title);
    assert_eq!(text_of(entry, "published"), PUBLISHED);
    // The fraction is the number of the post.
    assert_eq!(text_of(entry, "updated"), MODIFIED.replace("-06:00", ".000005096-06:00"));
    assert!(
        sample.file("feed.rss").contains(&text_of(entry, "id")),
        "the formats have one name for the post"
    );
    let is_term = |node: &Node<'_, '_>| {
        node.tag_name().name() == "category"
            && [node.attribute("term"), node.attribute("label")].contains(&Some("Automotive Industry"))
    };
    assert!(entry.children().any(|node| is_term(&node)), "no category `Automotive Industry`");
    let content = child(entry, "content");
    let html = match content.attribute("type") {
        Some("xhtml") => text[content.range()].to_owned(),
        _ => content.text().unwrap_or_default().to_owned(),
    };
    sample.assert_body("atom", &html, 0);
}

#[test]
fn json_feed() {
    let Some(sample) = Sample::export() else { return };
    let feed: Value = serde_json::from_str(&sample.file("feed.json")).expect("the feed is JSON");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let item = &feed["items"][0];
    assert_eq!(item["title"], sample.title);
    assert!(sample.file("feed.rss").contains(item["id"].as_str().expect("an id")));
    assert_eq!(item["url"], sample.post["link"]);
    assert_eq!(item["date_published"], PUBLISHED);
    assert_eq!(item["date_modified"], MODIFIED);
    let tags = item["tags"].as_array().expect("tags");
    assert!(tags.iter().any(|tag| tag == "Automotive Industry"), "{tags:?}");
    sample.assert_body("json-feed", item["content_html"].as_str().expect("HTML"), 0);
}

#[test]
fn markdown() {
    let Some(sample) = Sample::export() else { return };
    let slug = sample.post["slug"].as_str().expect("a slug");
    let text = sample.file(&format!("markdown/{slug}.md"));
    let front = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    let (front, body) = front.expect("there is front matter");
    let line = |key: &str| {
        let line = front.lines().find(|line| line.starts_with(&format!("{key}:")));
        let value =
            line.unwrap_or_else(|| panic!("no `{key}` in\n{front}")).split_once(':').expect("a colon").1;
        value.trim().trim_matches(['"', '\'']).to_owned()
    };
    assert_eq!(line("title"), sample.title);
    assert_eq!(line("date"), PUBLISHED);
    assert_eq!(line("lastmod"), MODIFIED);
    assert!(front.contains("Automotive Industry") && front.contains("news-type"), "{front}");
    let mut html = String::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(body, options));
    let titles = fragment::read(&html).headings.len().saturating_sub(LEVELS.len());
    assert!(titles <= 1, "more headings than the post has");
    sample.assert_body("markdown", &html, titles);
    assert!(body.contains("%B0%FC%B8%D6%D0%C2%CE%C5"), "the address is not what the author wrote");
    assert!(!body.contains("<"), "no HTML is needed for this post");
}

#[test]
fn epub() {
    let Some(sample) = Sample::export() else { return };
    let book = sample.out.path().join("sample.epub");
    let chapters: Vec<String> = archive::spine(&book)
        .iter()
        .filter_map(|entry| entry.text().map(str::to_owned))
        .filter(|text| fragment::read(text).headings.len() >= LEVELS.len())
        .collect();
    let [chapter] = &chapters[..] else { panic!("{} documents hold the post", chapters.len()) };
    // The document type names no entities; it only tells readers that this is HTML.
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(chapter, options).expect("the chapter is XHTML");
    let titles: Vec<_> = document.descendants().filter(|node| node.tag_name().name() == "h1").collect();
    let [title] = &titles[..] else { panic!("{} headings of level 1", titles.len()) };
    let line: String =
        title.descendants().filter_map(|node| if node.is_text() { node.text() } else { None }).collect();
    assert_eq!(line.trim(), sample.title);
    sample.assert_body("epub", chapter, 1);
    let entries = archive::entries(&book);
    let package = entries.iter().find(|entry| entry.path.ends_with(".opf")).and_then(archive::Entry::text);
    let package = Document::parse(package.expect("a package document")).expect("it is XML");
    let modified = package.descendants().find(|node| node.attribute("property") == Some("dcterms:modified"));
    assert_eq!(modified.and_then(|node| node.text()), Some("2025-05-11T15:50:11Z"));
    let subjects: Vec<_> = package.descendants().filter(|node| node.tag_name().name() == "subject").collect();
    assert!(subjects.iter().any(|node| node.text() == Some("Automotive Industry")), "{subjects:?}");
}

#[test]
fn pdf() {
    let Some(sample) = Sample::export() else { return };
    if !poppler::at_hand() {
        return;
    }
    let pdf = sample.out.path().join("sample.pdf");
    let text = poppler::text(&pdf);
    if let Some(lost) = words::first_lost(&words::of_pages(&sample.source.text), &words::of_pages(&text)) {
        panic!("pdf: the word `{lost}` is lost\n{text}");
    }
    for residue in RESIDUE {
        assert!(!text.contains(residue), "pdf: `{residue}` is left");
    }
    let info = poppler::info(&pdf);
    assert!(info.lines().any(|line| line.starts_with("Title:") && line.contains(&sample.title)), "{info}");
    assert!(info.lines().any(|line| line.starts_with("Tagged:") && line.contains("yes")), "{info}");
    let urls = poppler::urls(&pdf);
    for (url, text) in &sample.source.links {
        assert!(urls.contains(url), "the link `{text}` to {url} is lost; there are {urls:?}");
    }
    assert_pdf_headings(&sample, &poppler::structure(&pdf));
}

/// The structure tree has the title and then the headings, each with its level and its text.
fn assert_pdf_headings(sample: &Sample, structure: &str) {
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    let mut found: Vec<(u8, String)> = Vec::new();
    let mut within = None;
    for line in structure.lines() {
        let depth = line.len() - line.trim_start().len();
        let word = line.trim_start();
        if within.is_some_and(|at| depth <= at) {
            within = None;
        }
        let level = word.strip_prefix('H').and_then(|rest| rest.chars().next()).and_then(|c| c.to_digit(10));
        if let Some(level) = level {
            found.push((u8::try_from(level).expect("a digit"), String::new()));
            within = Some(depth);
        } else if within.is_some()
            && let (Some(start), Some(end)) = (word.find('"'), word.rfind('"'))
        {
            let (_, text) = found.last_mut().expect("there is a heading");
            text.push_str(&word[(start + 1).min(end)..end].replace('\u{ad}', ""));
        }
    }
    let found: Vec<_> = found.iter().map(|(level, text)| (*level, squeeze(text))).collect();
    let title = (1, squeeze(&sample.title));
    let start =
        found.iter().rposition(|heading| *heading == title).expect("the title is a heading of level 1");
    let wanted: Vec<_> = sample.source.headings.iter().map(|(level, text)| (*level, squeeze(text))).collect();
    assert_eq!(found[start + 1..], wanted, "pdf: headings");
}

#[test]
fn the_model() {
    let Some(sample) = Sample::export() else { return };
    let posts = program::inspect(&[&sample.path]);
    let [post] = &posts[..] else { panic!("{} posts", posts.len()) };
    assert_eq!(post["published"], PUBLISHED);
    assert_eq!(post["modified"], MODIFIED);
    assert_eq!(post["kind"], "news-archive");
    assert_eq!(post["link"], sample.post["link"]);
    assert_eq!(post["title"]["derived"], false);
    let terms = post["terms"].as_array().expect("terms");
    let ids = |taxonomy: &str| sample.post[taxonomy].as_array().expect("ids").len();
    for taxonomy in ["news-type", "organization", "regions"] {
        let of = terms.iter().filter(|term| term["taxonomy"] == taxonomy).count();
        assert_eq!(of, ids(taxonomy), "terms of `{taxonomy}`");
    }
    // The answer has numbers and classes only, so every name is made from a slug, and says so.
    assert!(terms.iter().all(|term| term["name"]["derived"] == true), "{terms:?}");
    let automotive =
        terms.iter().find(|term| term["name"]["value"] == "Automotive Industry").expect("the term");
    assert_eq!(automotive["taxonomy"], "news-type");
    assert_eq!(automotive["slug"], "automotive-industry");
    let classes = sample.post["class_list"].as_array().expect("classes");
    for class in classes.iter().filter_map(Value::as_str).filter_map(|class| class.strip_prefix("news-type-"))
    {
        let known = terms.iter().any(|term| term["slug"] == class && term["taxonomy"] == "news-type");
        assert!(known, "no term `{class}`");
    }
    let text = format!("{}{}{}", post["body"], post["title"], post["excerpt"]);
    for residue in RESIDUE {
        assert!(!text.contains(residue), "`{residue}` is left");
    }
}

#[test]
fn cleaning_what_is_clean_changes_nothing() {
    let Some(sample) = Sample::export() else { return };
    let feed: Value = serde_json::from_str(&sample.file("feed.json")).expect("the feed is JSON");
    let mut post = sample.post.clone();
    post["content"]["rendered"] = feed["items"][0]["content_html"].clone();
    let folder = TempDir::new().expect("a folder");
    let again = folder.path().join("again.json");
    fs::write(&again, post.to_string()).expect("the input is written");
    let body = |path: &Path| program::inspect(&[path])[0]["body"].clone();
    assert_eq!(body(&again), body(&sample.path));
}
