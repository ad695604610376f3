//! The model to bytes, and these read back by programs that share no code with the writers.

use crate::{models::Posts, soundness};
use offprint_core::{
    Block, Edition, Exporter, Severity,
    exporter::{self, MemorySink},
    reader::Reader,
};
use offprint_epub::{CoverAs, Epub, EpubOptions};
use offprint_feed::{Atom, FeedOptions, JsonFeed, Rss};
use offprint_html::{Notes, Options, Syntax, blocks_to_html};
use offprint_markdown::{Markdown, MarkdownOptions};
use offprint_pdf::{Pdf, PdfOptions};
use std::{collections::BTreeMap, io::Read};

/// HTML that ammonia finds clean, XHTML that an XML parser takes.
pub fn as_html(posts: &Posts) {
    for post in &posts.0.posts {
        nothing_to_remove(&post.body);
        let options = Options { syntax: Syntax::Xhtml, notes: Notes::Popups, ..Options::default() };
        let body = blocks_to_html(&post.body, &options);
        well_formed(&format!("<body xmlns:epub=\"http://www.idpf.org/2007/ops\">{body}</body>"));
    }
}

/// Posts that go through JSON are what they were: no model made by hand is refused, and none is changed but for the URLs
/// of the post itself, which must then be sound.
pub fn through_json(posts: &Posts) {
    let json = serde_json::json!({ "schema": 1, "posts": posts.0.posts }).to_string();
    let mut reader = Reader::default();
    reader.add("model.json", json.into_bytes());
    assert_eq!(reader.len(), posts.0.posts.len(), "{:?}", reader.diagnostics());
    for (index, post) in posts.0.posts.iter().enumerate() {
        let mut read = reader.post(index).unwrap_or_else(|said| panic!("not read: {said}")).post;
        if post.language.is_none() {
            // It was found in the text.
            (read.language, read.direction) = (None, post.direction);
        }
        let authors = read.authors.iter().map(|author| &author.url);
        let urls = [&read.link, &read.site].into_iter().chain(authors);
        let urls = urls.chain(read.terms.iter().map(|term| &term.link)).flatten();
        urls.filter(|url| !url.starts_with('#')).for_each(|url| soundness::of_url(url));
        (read.link, read.site) = (post.link.clone(), post.site.clone());
        read.featured.clone_from(&post.featured);
        read.authors.iter_mut().zip(&post.authors).for_each(|(read, was)| read.url.clone_from(&was.url));
        read.terms.iter_mut().zip(&post.terms).for_each(|(read, was)| read.link.clone_from(&was.link));
        assert!(read == *post, "{post:?}\nwas read as\n{read:?}");
    }
}

/// The differential: what these blocks are as HTML, cleaned by ammonia with the feeds' own list, is what they were.
pub fn nothing_to_remove(blocks: &[Block]) {
    let html = blocks_to_html(blocks, &Options::default());
    // A reference that may be written in two ways.
    let one_way = |html: &str| html.replace("&nbsp;", "\u{a0}");
    let left = offprint_feed::guarded(&html);
    assert!(one_way(&left) == one_way(&html), "ammonia removes something:\n{html}\n{left}");
}

/// All feeds: RSS and Atom are XML, JSON Feed is JSON, each with all posts.
pub fn as_feeds(posts: &Posts) {
    let entries = posts.0.posts.len();
    for (file, bytes) in export(&Rss::new(FeedOptions::default()), &posts.0)
        .into_iter()
        .chain(export(&Atom::new(FeedOptions::default()), &posts.0))
    {
        let xml = utf8(&file, bytes);
        let document = well_formed(&xml);
        // An entry may state its language.
        let found =
            ["<item>", "<entry>", "<entry "].map(|tag| document.matches(tag).count()).iter().sum::<usize>();
        assert!(found >= entries, "{found} of {entries} posts in {file}");
    }
    for (file, bytes) in export(&JsonFeed::new(FeedOptions::default()), &posts.0) {
        let feed: serde_json::Value =
            serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{file}: {error}"));
        let items = feed["items"].as_array().expect("a feed has items");
        assert_eq!(items.len(), entries);
        for html in items.iter().filter_map(|item| item["content_html"].as_str()) {
            harmless(html);
        }
    }
}

/// A book: the archive opens, and each of its documents is XML.
pub fn as_epub(posts: &Posts) {
    // A drawn cover takes longer than all the rest: few editions get one.
    let drawn = posts.0.info.title.len() % 16 == 1;
    let mut options = EpubOptions::default();
    options.cover = if drawn { CoverAs::Drawn } else { CoverAs::None };
    for (file, bytes) in export(&Epub::new(options), &posts.0) {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("the book is a zip file");
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).expect("an entry");
            let name = entry.name().to_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap_or_else(|error| panic!("{file}: {name}: {error}"));
            if ["xhtml", "opf", "ncx", "xml"].iter().any(|ending| name.ends_with(ending)) {
                well_formed(&utf8(&name, bytes));
            }
        }
    }
}

/// Markdown: what another program makes of it with raw HTML let through is harmless.
pub fn as_markdown(posts: &Posts) {
    for (file, bytes) in export(&Markdown::new(MarkdownOptions::default()), &posts.0) {
        let text = utf8(&file, bytes);
        let rest = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
        let (_, body) = rest.unwrap_or_else(|| panic!("no front matter in {file}"));
        let mut options = comrak::Options::default();
        options.render.r#unsafe = true;
        options.extension.table = true;
        options.extension.strikethrough = true;
        options.extension.tasklist = true;
        options.extension.footnotes = true;
        options.extension.autolink = true;
        harmless(&comrak::markdown_to_html(body, &options));
    }
}

/// Pages: another parser opens the file and finds them.
pub fn as_pdf(posts: &Posts) {
    for (file, bytes) in export(&Pdf::new(PdfOptions::default()), &posts.0) {
        let document = lopdf::Document::load_mem(&bytes).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(document.get_pages().len() >= posts.0.posts.len(), "a post has a page at least");
    }
}

fn export<E: Exporter>(format: &E, edition: &Edition) -> BTreeMap<String, Vec<u8>> {
    let mut sink = MemorySink::default();
    let summary =
        exporter::export(format, edition, &mut sink).unwrap_or_else(|said| panic!("not bound: {said:?}"));
    let errors = summary.diagnostics.iter().filter(|said| said.severity == Severity::Error);
    assert_eq!(errors.count(), 0, "not rendered: {:?}", summary.diagnostics);
    let files = sink.into_files();
    assert!(!files.is_empty(), "no file");
    files
}

fn utf8(file: &str, bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn well_formed(xml: &str) -> &str {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    if let Err(error) = roxmltree::Document::parse_with_options(xml, options) {
        panic!("{error} in\n{xml}");
    }
    xml
}

/// No element, attribute or address that runs or fetches anything but pictures and media.
pub fn harmless(html: &str) {
    if let Some(harm) = offprint_tests::harmless::harm_in(html) {
        panic!("{harm} in\n{html}");
    }
}
