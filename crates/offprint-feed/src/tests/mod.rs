//! Feeds read back by programs that share no code with the writers.

pub(crate) mod odd_posts;

mod any_words;
mod atom;
mod checked;
mod documents;
mod identity;
mod json_feed;
mod rss;

use crate::{Atom, EmbedsAs, FeedOptions, JsonFeed, Rss, content::post_to_content, text::clean};
use odd_posts::{edition, paragraph, plain};
use offprint_core::{
    Diagnostic, Edition, EditionInfo, Exporter, MediaItem, MediaStore, Severity,
    exporter::{self, MemorySink},
    specimen,
};

/// The file that this exporter makes of the edition, and what it says about it.
fn export<E: Exporter>(format: &E, edition: &Edition) -> (String, Vec<Diagnostic>) {
    let mut sink = MemorySink::default();
    let summary = exporter::export(format, edition, &mut sink).unwrap();
    let [file, ..] = &summary.files[..] else { panic!("{:?}", summary.files) };
    let bytes = sink.bytes(&file.path).unwrap();
    assert_eq!(file.bytes, bytes.len() as u64);
    (String::from_utf8(bytes).unwrap(), summary.diagnostics)
}

fn all(edition: &Edition) -> [String; 3] {
    [
        export(&Rss::new(FeedOptions::default()), edition).0,
        export(&Atom::new(FeedOptions::default()), edition).0,
        export(&JsonFeed::new(FeedOptions::default()), edition).0,
    ]
}

/// A store that holds one sound.
struct OneSound;

impl MediaStore for OneSound {
    fn find(&self, url: &str) -> Option<MediaItem> {
        let known = url == "https://garden.example/birds.mp3";
        known.then(|| MediaItem { key: url.into(), media_type: "audio/mpeg".into(), size: 1234 })
    }

    fn open(&self, _item: &MediaItem) -> std::io::Result<Box<dyn std::io::Read + Send>> {
        Ok(Box::new(std::io::empty()))
    }
}

#[test]
fn the_same_posts_make_the_same_bytes() {
    assert_eq!(all(&edition()), all(&edition()));
}

#[test]
fn no_forbidden_character_leaves() {
    for feed in all(&edition()) {
        assert!(clean(&feed) == feed);
        let decoded = feed.replace("\\u", "&#x");
        for reference in ["&#x0", "&#x1f", "&#8217;", "&#xfff", "&#x00"] {
            assert!(!decoded.contains(reference), "{reference}");
        }
        assert!(
            ["&", "&amp;", "&#x26;"]
                .iter()
                .any(|and| feed.contains(&format!("Baogang Group’s “rare” earths — 100 % {and} ")))
        );
        assert!(feed.contains("👩‍🌾"));
    }
}

#[test]
fn content_has_no_class_no_style_and_only_addresses_that_hold_anywhere() {
    for post in &edition().posts {
        let html = post_to_content(post, post.link.as_deref(), &edition().info, EmbedsAs::Links, false);
        assert!(!html.contains(" class=") && !html.contains(" style="), "{html}");
        for address in html.split(" href=\"").skip(1).chain(html.split(" src=\"").skip(1)) {
            assert!(address.starts_with("https://"), "{address}");
        }
    }
}

#[test]
fn the_guard_finds_nothing_to_remove() {
    use offprint_html::{MathAs, Options, blocks_to_html};
    for post in edition().posts {
        for math in [MathAs::Mathml, MathAs::Tex] {
            let html = blocks_to_html(&post.body, &Options { math, ..Options::default() });
            assert_eq!(crate::guard::guarded(&html), html);
        }
    }
}

#[test]
fn a_twin_is_told_apart_and_told_of() {
    for said in [
        export(&Rss::new(FeedOptions::default()), &edition()).1,
        export(&Atom::new(FeedOptions::default()), &edition()).1,
        export(&JsonFeed::new(FeedOptions::default()), &edition()).1,
    ] {
        let [twin] = &said[..] else { panic!("{said:?}") };
        assert_eq!(twin.severity, Severity::Warning);
        assert_eq!(twin.place.post.as_deref(), Some("post-27"));
    }
}

#[test]
fn a_feed_is_as_new_as_its_newest_post_wherever_it_stands() {
    let posts = |order: [u64; 3]| order.map(|id| plain(id, "x", vec![])).to_vec();
    let feeds = [[1, 2, 3], [3, 1, 2]].map(|order| {
        let mut posts = posts(order);
        for post in &mut posts {
            let day = post.id.unwrap_or(0);
            post.modified = offprint_core::DateTime::parse(&format!("2025-05-0{day}T23:00:00-05:00"));
        }
        all(&Edition::new(EditionInfo::default(), posts))
    });
    for [rss, atom, _] in feeds {
        assert!(rss.contains("\n    <lastBuildDate>Sat, 03 May 2025 23:00:00 -0500</lastBuildDate>\n"));
        assert!(atom.contains("\n  <updated>2025-05-04T04:00:00.000000003Z</updated>\n"));
    }
}

#[test]
fn one_exporter_serves_several_editions() {
    specimen::keeps_editions_apart(|| Rss::new(FeedOptions::default()));
    specimen::keeps_editions_apart(|| Atom::new(FeedOptions::default()));
    specimen::keeps_editions_apart(|| JsonFeed::new(FeedOptions::default()));
}

#[test]
fn a_path_of_ones_own() {
    let edition = specimen::edition();
    let mut sink = MemorySink::default();
    let options = FeedOptions { path: Some("feeds/all.xml".into()), ..FeedOptions::default() };
    exporter::export(&Rss::new(options), &edition, &mut sink).unwrap();
    assert!(sink.bytes("feeds/all.xml").is_some());
}

#[test]
fn a_thousand_posts_are_all_there() {
    let posts = (1..=1000).map(|id| plain(id, "Post", vec![paragraph("Words.")])).collect();
    let edition = Edition::new(EditionInfo::default(), posts);
    let [rss, atom, json] = all(&edition);
    assert_eq!(feed_rs::parser::parse(rss.as_bytes()).unwrap().entries.len(), 1000);
    assert_eq!(feed_rs::parser::parse(atom.as_bytes()).unwrap().entries.len(), 1000);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["items"].as_array().unwrap().len(), 1000);
}
