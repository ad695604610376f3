//! Whatever the words, a feed stays a feed and says them.

use super::{
    all,
    odd_posts::{paragraph, plain, text},
};
use crate::text::{as_plain, clean, line};
use offprint_core::{Author, Edition, EditionInfo, Inline, Post, Sourced, Term};
use proptest::prelude::*;
use roxmltree::Document;

fn any_words() -> impl Strategy<Value = String> {
    let odd = "[<>&;#x!\\[\\]\"'/ a-z0-9\u{0}-\u{1f}\u{7f}-\u{a0}\u{2028}\u{feff}\u{fffd}-\u{ffff}]{0,12}";
    prop_oneof![3 => odd, 1 => any::<String>(), 1 => Just("]]>".to_owned()), 1 => Just("&#8217;&amp;".to_owned())]
}

fn post(words: [String; 5]) -> Post {
    let [title, name, term, excerpt, address] = words;
    Post {
        title: Sourced::read(vec![text(&title), Inline::Strong(vec![text(&name)])]),
        authors: vec![Author { name: Some(name), url: Some(address.clone()), ..Author::default() }],
        terms: vec![Term {
            taxonomy: term.clone(),
            slug: Some(address.clone()),
            name: Sourced::read(term),
            ..Term::default()
        }],
        excerpt: Some(Sourced::read(excerpt.clone())),
        guid: Some(address.clone()),
        link: Some(address),
        ..plain(1, "", vec![paragraph(&excerpt)])
    }
}

fn texts(xml: &str, name: &str) -> Vec<String> {
    let document = Document::parse(xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
    let found = document.descendants().filter(|node| node.tag_name().name() == name);
    found.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_come_through(words in [any_words(), any_words(), any_words(), any_words(), any_words()]) {
        let mut info = EditionInfo::default();
        info.title = words[0].clone();
        info.subtitle = Some(words[1].clone());
        info.publisher = Some(words[2].clone());
        info.site_url = Some(words[3].clone());
        info.feed_url = Some(words[4].clone());
        let posts = vec![post(words.clone()), post(words.clone())];
        let title = line(&posts[0].title_text());
        let [rss, atom, json] = all(&Edition::new(info, posts));
        for xml in [&rss, &atom] {
            prop_assert_eq!(&clean(xml), xml);
        }
        let json_text = json.clone();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        if let Some(title) = title {
            prop_assert_eq!(&texts(&rss, "title")[1], &as_plain(&title));
            prop_assert_eq!(&json["items"][1]["title"], &title);
        }
        let name = line(&words[1]);
        prop_assert_eq!(texts(&rss, "creator").first().cloned(), name.as_deref().map(|name| as_plain(name).into_owned()));
        prop_assert_eq!(json["items"][0]["authors"][0]["name"].as_str(), name.as_deref());
        let term = line(&words[2]);
        prop_assert_eq!(texts(&rss, "category").first().cloned(), term.map(|term| as_plain(&term).into_owned()));
        let summary = Some(clean(&words[3]).trim().to_owned()).filter(|summary| !summary.is_empty());
        if summary.as_deref().is_some_and(|summary| !crate::text::looks_marked_up(summary)) {
            prop_assert_eq!(texts(&atom, "summary").first().cloned(), summary);
        }
        for feed in [rss.as_bytes(), atom.as_bytes(), json_text.as_bytes()] {
            // Without an address a feed cannot name its own; and it is one post, given twice.
            let mut found = super::checked::findings(feed);
            let known = ["MissingAtomSelfLink", "MissingSelf", "DuplicateUpdated"];
            found.retain(|finding| !known.iter().any(|known| finding.starts_with(known)));
            prop_assert!(found.is_empty(), "{:?}", found);
        }
        for (xml, name) in [(&rss, "guid"), (&atom, "id")] {
            let ids = texts(xml, name);
            let distinct: std::collections::HashSet<_> = ids.iter().collect();
            prop_assert!(ids.iter().all(|id| !id.trim().is_empty()));
            prop_assert!(distinct.len() >= 2 && texts(xml, "title").iter().all(|title| !title.trim().is_empty()));
        }
        for id in texts(&atom, "id") {
            prop_assert!(url::Url::parse(&id).is_ok(), "{}", id);
        }
    }
}
