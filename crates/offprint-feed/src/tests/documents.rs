//! Feeds of several documents: archives (RFC 5005), one feed a group, style sheets.

use super::{checked::findings, paragraph, plain};
use crate::{Atom, FeedOptions, JsonFeed, Rss, Split};
use offprint_core::{
    Author, DateTime, Edition, EditionInfo, Exporter, Post, Sourced, Term,
    exporter::{self, MemorySink},
};
use roxmltree::Document;
use std::collections::{BTreeMap, HashMap};

type Files = BTreeMap<String, String>;

fn files<E: Exporter>(format: &E, posts: Vec<Post>) -> Files {
    let mut info = EditionInfo::default();
    info.feed_url = Some("https://garden.example/feeds/".to_owned());
    info.site_url = Some("https://garden.example".to_owned());
    info.title = "Beds".to_owned();
    let edition = Edition::new(info, posts);
    let mut sink = MemorySink::default();
    exporter::export(format, &edition, &mut sink).unwrap();
    let files = sink.files.lock().unwrap();
    files.iter().map(|(path, bytes)| (path.clone(), String::from_utf8(bytes.clone()).unwrap())).collect()
}

/// So many posts, newest first.
fn posts(count: u64) -> Vec<Post> {
    let dated = |id: u64| {
        let start = DateTime::parse("2020-01-01T00:00:00Z").unwrap().timestamp;
        let moment = start + jiff::SignedDuration::from_hours(i64::try_from(id).unwrap());
        let date = Some(DateTime::utc(moment));
        Post { published: date, modified: date, ..plain(id, "Post", vec![paragraph("Words.")]) }
    };
    (1..=count).rev().map(dated).collect()
}

fn paged() -> FeedOptions {
    FeedOptions { page_size: Some(10), ..FeedOptions::default() }
}

/// The links of a document, by relation.
fn links(feed: &str) -> HashMap<String, String> {
    let document = Document::parse(feed).unwrap();
    let head =
        document.descendants().find(|node| matches!(node.tag_name().name(), "channel" | "feed")).unwrap();
    let links = head.children().filter(|node| node.tag_name().name() == "link");
    links
        .filter_map(|link| Some((link.attribute("rel")?.to_owned(), link.attribute("href")?.to_owned())))
        .collect()
}

/// The ids of all posts that a reader finds who begins at the current document and follows `prev-archive`.
fn walk(files: &Files, current: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = Some(current.to_owned());
    while let Some(path) = next {
        let feed = &files[&path];
        let entries = feed_rs::parser::parse(feed.as_bytes()).unwrap().entries;
        assert!(entries.len() <= 10, "{path} holds {} posts", entries.len());
        found.extend(entries.into_iter().map(|entry| entry.id));
        let older = links(feed).get("prev-archive").cloned();
        next = older.map(|address| address.trim_start_matches("https://garden.example/feeds/").to_owned());
    }
    found
}

#[test]
fn a_walk_through_the_archives_finds_every_post_once() {
    for count in [1, 10, 11, 1000] {
        for (current, files) in [
            ("feed.rss", files(&Rss::new(paged()), posts(count))),
            ("feed.atom", files(&Atom::new(paged()), posts(count))),
        ] {
            let found = walk(&files, current);
            let distinct: std::collections::HashSet<_> = found.iter().collect();
            assert_eq!((found.len() as u64, distinct.len() as u64), (count, count), "{current}");
            for (path, feed) in files {
                assert_eq!(findings(feed.as_bytes()), Vec::<String>::new(), "{path}");
                let archive = feed.contains("<fh:archive/>");
                assert_eq!(archive, path != current, "{path}");
                let links = links(&feed);
                assert_eq!(links["self"], format!("https://garden.example/feeds/{path}"));
                assert_eq!(links.contains_key("current"), archive);
            }
        }
    }
}

#[test]
fn new_posts_change_the_current_document_alone() {
    for count in [11, 15, 1000] {
        for (current, before, after) in [
            (
                "feed.rss",
                files(&Rss::new(paged()), posts(count)),
                files(&Rss::new(paged()), posts(count + 5)),
            ),
            (
                "feed.atom",
                files(&Atom::new(paged()), posts(count)),
                files(&Atom::new(paged()), posts(count + 5)),
            ),
        ] {
            let changed: Vec<_> = before.iter().filter(|(path, feed)| after[*path] != **feed).collect();
            assert_eq!(changed.len(), 1);
            assert_eq!(changed[0].0, current);
        }
    }
}

#[test]
fn all_documents_of_a_feed_have_its_id() {
    let files = files(&Atom::new(paged()), posts(25));
    assert_eq!(files.len(), 3);
    let ids = files.values().map(|feed| feed_rs::parser::parse(feed.as_bytes()).unwrap().id);
    assert_eq!(ids.collect::<std::collections::HashSet<_>>().len(), 1);
}

#[test]
fn json_pages_lead_to_the_next() {
    let files = files(&JsonFeed::new(paged()), posts(25));
    let json = |path: &str| serde_json::from_str::<serde_json::Value>(&files[path]).unwrap();
    assert_eq!(json("feed.json")["next_url"], "https://garden.example/feeds/feed-archive-2.json");
    assert_eq!(json("feed-archive-2.json")["next_url"], "https://garden.example/feeds/feed-archive-1.json");
    assert!(json("feed-archive-1.json").get("next_url").is_none());
}

#[test]
fn a_complete_feed_says_so() {
    let options = FeedOptions { complete: true, ..FeedOptions::default() };
    let files = files(&Atom::new(options), posts(3));
    assert!(files["feed.atom"].contains("<fh:complete/>"));
}

fn grouped() -> Vec<Post> {
    let term = |slug: &str| Term {
        taxonomy: "season".into(),
        slug: Some(slug.into()),
        name: Sourced::read(slug.to_uppercase()),
        ..Term::default()
    };
    let mut posts = posts(3);
    posts[0].terms = vec![term("spring"), term("winter")];
    posts[1].terms = vec![term("winter")];
    posts[0].authors = vec![Author { name: Some("Ada".into()), ..Author::default() }];
    posts[2].kind = "page".into();
    posts
}

#[test]
fn one_feed_for_each_group_and_a_list_of_them() {
    let split = |split: Split| FeedOptions { split: Some(split), ..FeedOptions::default() };
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    let seasons = files(&Rss::new(split(Split::Taxonomy("season".into()))), grouped());
    assert_eq!(names(&seasons), ["season-rss.opml", "season/spring.rss", "season/winter.rss"]);
    let winter = feed_rs::parser::parse(seasons["season/winter.rss"].as_bytes()).unwrap();
    assert_eq!((winter.title.unwrap().content.as_str(), winter.entries.len()), ("Beds: WINTER", 2));
    assert_eq!(
        links(&seasons["season/winter.rss"])["self"],
        "https://garden.example/feeds/season/winter.rss"
    );
    let list = Document::parse(&seasons["season-rss.opml"]).unwrap();
    let outlines: Vec<_> = list.descendants().filter(|node| node.has_tag_name("outline")).collect();
    assert_eq!(outlines.len(), 2);
    assert_eq!(outlines[0].attribute("xmlUrl"), Some("https://garden.example/feeds/season/spring.rss"));
    assert_eq!(outlines[0].attribute("type"), Some("rss"));
    let by = |kind: Split| names(&files(&Atom::new(split(kind)), grouped()));
    assert_eq!(by(Split::Author), ["author-atom.opml", "author/ada.atom"]);
    assert_eq!(by(Split::Year), ["year-atom.opml", "year/2020.atom"]);
    assert_eq!(by(Split::Type), ["type-atom.opml", "type/page.atom", "type/post.atom"]);
    let ids = files(&Atom::new(split(Split::Type)), grouped());
    let ids: std::collections::HashSet<_> = ids
        .iter()
        .filter(|(path, _)| path.ends_with(".atom"))
        .map(|(_, feed)| feed_rs::parser::parse(feed.as_bytes()).unwrap().id)
        .collect();
    assert_eq!(ids.len(), 2);
}

#[test]
fn a_style_sheet_lies_beside_the_feed() {
    let options = FeedOptions { stylesheet: true, ..FeedOptions::default() };
    let files = files(&Rss::new(options), posts(1));
    assert!(files["feed.css"].contains("channel"));
    assert!(files["feed.rss"].starts_with(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?xml-stylesheet type=\"text/css\" href=\"feed.css\"?>\n<rss"
    ));
}
