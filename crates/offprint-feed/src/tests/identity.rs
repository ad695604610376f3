//! Names that stay: whatever else of a post changes.

use super::{export, odd_posts::text, paragraph, plain};
use crate::{Atom, FeedOptions, Ids, JsonFeed, Rss, SiteId};
use offprint_core::{DateTime, Edition, EditionInfo, Post, Sourced};

/// The identifiers in each format, in order.
fn identifiers(posts: &[Post], options: &FeedOptions) -> [Vec<String>; 3] {
    let edition = Edition::new(EditionInfo::default(), posts.to_vec());
    let (rss, _) = export(&Rss::new(options.clone()), &edition);
    let (atom, _) = export(&Atom::new(options.clone()), &edition);
    let (json, _) = export(&JsonFeed::new(options.clone()), &edition);
    let between = |feed: &str, start: &str, end: &str| {
        feed.split(start).skip(1).filter_map(|rest| Some(rest.split(end).next()?.to_owned())).collect()
    };
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let json = json["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned());
    [
        between(&rss, "<guid isPermaLink=\"false\">", "</guid>"),
        between(&atom, "    <id>", "</id>"),
        json.collect(),
    ]
}

fn posts() -> Vec<Post> {
    (1..=3).map(|id| plain(id, "Bees", vec![paragraph("Words.")])).collect()
}

#[test]
fn all_formats_know_a_post_by_one_name() {
    let [rss, atom, json] = identifiers(&posts(), &FeedOptions::default());
    assert_eq!(rss.len(), 3);
    assert!(rss.iter().all(|id| id.starts_with("urn:uuid:")));
    assert_eq!(rss, atom);
    assert_eq!(rss, json);
}

#[test]
fn title_slug_host_text_and_order_do_not_change_names() {
    for site_id in [None, SiteId::parse("garden.example,2011")] {
        let options = FeedOptions { site_id, ..FeedOptions::default() };
        let before = identifiers(&posts(), &options);
        let changes: [fn(&mut Post); 7] = [
            |post| post.title = Sourced::read(vec![text("Wasps")]),
            |post| {
                post.slug = "wasps".into();
                post.link = Some(format!("https://garden.example/wasps-{}/", post.id.unwrap()));
            },
            |post| {
                post.link = post.link.as_ref().map(|link| link.replace("https://", "http://"));
                post.site = Some("http://garden.example".into());
            },
            |post| post.guid = post.guid.as_ref().map(|guid| guid.replace("garden.example", "staging.test")),
            |post| post.site = Some("https://moved.example".into()),
            |post| {
                post.body = vec![paragraph("Other words.")];
                post.modified = DateTime::parse("2026-01-01T00:00:00Z");
            },
            |post| post.guid = None,
        ];
        for change in changes {
            let mut changed = posts();
            changed.iter_mut().for_each(change);
            assert_eq!(identifiers(&changed, &options), before);
        }
        let mut turned = posts();
        turned.reverse();
        let after = identifiers(&turned, &options).map(|mut ids| {
            ids.reverse();
            ids
        });
        assert_eq!(after, before);
    }
}

#[test]
fn posts_of_different_type_number_or_site_have_different_names() {
    let other_type = Post { kind: "page".into(), ..plain(1, "x", vec![]) };
    let other_site =
        Post { published: DateTime::parse("2025-02-03T04:05:07+05:45"), ..plain(1, "x", vec![]) };
    let all = [plain(1, "x", vec![]), plain(2, "x", vec![]), other_type, other_site];
    let [rss, ..] = identifiers(&all, &FeedOptions::default());
    let distinct: std::collections::HashSet<_> = rss.iter().collect();
    assert_eq!(distinct.len(), 4);
}

#[test]
fn names_of_a_site_and_of_wordpress() {
    let site = FeedOptions { site_id: SiteId::parse("garden.example,2011"), ..FeedOptions::default() };
    assert_eq!(identifiers(&posts(), &site)[1][0], "tag:garden.example,2011:post:1");
    let guids = FeedOptions { ids: Ids::WordPress, ..FeedOptions::default() };
    assert_eq!(identifiers(&posts(), &guids)[2][0], "https://garden.example/?p=1");
    for odd in ["garden.example", "Garden.example,2011", "garden.example,20", "a b,2011", ",2011"] {
        assert_eq!(SiteId::parse(odd), None, "{odd}");
    }
}

#[test]
fn an_edit_changes_the_date_of_its_own_entry_alone() {
    let atom = |posts: Vec<Post>| {
        let edition = Edition::new(EditionInfo::default(), posts);
        export(&Atom::new(FeedOptions::default()), &edition)
            .0
            .split("<entry>")
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let before = atom(posts());
    let mut edited = posts();
    edited[1].modified = DateTime::parse("2026-01-01T00:00:00Z");
    let after = atom(edited);
    let differ: Vec<_> = (0..4).filter(|&index| before[index] != after[index]).collect();
    assert_eq!(differ, [0, 2]);
    let lines = |entry: &str| entry.lines().map(str::to_owned).collect::<Vec<_>>();
    let changed: Vec<_> =
        lines(&before[2]).into_iter().zip(lines(&after[2])).filter(|(one, other)| one != other).collect();
    assert_eq!(changed.len(), 1);
    assert!(changed[0].1.contains("<updated>2026-01-01T00:00:00.000000002Z"));
}
