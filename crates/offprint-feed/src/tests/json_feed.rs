//! JSON Feed, read by feed-rs and as JSON.

use super::{OneSound, edition, export};
use crate::{FeedOptions, JsonFeed, options::stable_id};
use offprint_core::specimen;
use serde_json::Value;

#[test]
fn every_field_of_the_specimen_is_read_back() {
    let mut edition = specimen::edition();
    edition.info.subtitle = Some("Beds & borders".into());
    edition.info.feed_url = Some("https://garden.example/feeds".into());
    let (json, said) = export(&JsonFeed::new(FeedOptions::default()), &edition);
    assert!(said.is_empty(), "{said:?}");
    assert_eq!(feed_rs::parser::parse(json.as_bytes()).unwrap().entries.len(), 1);
    let post = specimen::post();
    let feed: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["title"], edition.info.title);
    assert_eq!(feed["home_page_url"], "https://garden.example");
    assert_eq!(feed["feed_url"], "https://garden.example/feeds/feed.json");
    assert_eq!(feed["description"], "Beds & borders");
    assert_eq!(feed["authors"][0]["name"], "Garden Press");
    assert_eq!(feed["language"], "en");
    let item = &feed["items"][0];
    assert_eq!(item["id"], stable_id(&post, None));
    assert_eq!(item["url"], post.link.unwrap());
    assert_eq!(item["title"], "Every node & its shape");
    assert_eq!(item["summary"], post.excerpt.unwrap().value);
    assert_eq!(item["image"], post.featured.unwrap().url);
    assert_eq!(item["date_published"], "2025-04-30T12:11:12-06:00");
    assert_eq!(item["date_modified"], "2025-05-11T09:50:11-06:00");
    assert_eq!(item["authors"][0]["name"], "Ada Gardener");
    assert_eq!(item["authors"][0]["url"], "https://garden.example/author/ada/");
    assert_eq!(item["tags"], serde_json::json!(["Soil & Water", "Late Spring"]));
    let taxonomies = serde_json::json!({ "category": ["Soil & Water"], "season": ["Late Spring"] });
    assert_eq!(item["_offprint"]["taxonomies"], taxonomies);
    assert!(item["content_html"].as_str().unwrap().contains("<em>emphasis</em>"));
}

#[test]
fn odd_posts_make_whole_items() {
    let edition = edition();
    let (json, _) = export(&JsonFeed::new(FeedOptions::default()).media(&OneSound), &edition);
    let feed: Value = serde_json::from_str(&json).unwrap();
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items.len(), edition.posts.len());
    for (item, post) in items.iter().zip(&edition.posts) {
        assert!(item["id"].is_string() && item["content_html"].is_string());
        assert!(!item["title"].as_str().unwrap().trim().is_empty());
        let dated = post.published.is_some() && post.id != Some(28);
        assert_eq!(item.get("date_published").is_some(), dated);
        assert_eq!(item.get("date_modified").is_some(), post.modified.is_some());
        assert_eq!(item.get("url").is_some(), post.link.is_some());
        assert_eq!(item.get("authors").is_some(), post.author_names().next().is_some());
    }
    let hebrew = items.iter().find(|item| item["language"] == "he").unwrap();
    assert!(hebrew["content_html"].as_str().unwrap().starts_with("<div lang=\"he\" dir=\"rtl\">"));
    let sound = items.iter().find(|item| item["title"] == "Birds").unwrap();
    assert_eq!(sound["attachments"][0]["size_in_bytes"], 1234);
}
