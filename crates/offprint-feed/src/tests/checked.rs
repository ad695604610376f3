//! What the writers make breaks no rule of the checker.

use super::{OneSound, edition, export};
use crate::{Atom, ContentAs, EmbedsAs, FeedOptions, JsonFeed, Rss, check};
use offprint_core::specimen;

/// What the rules say of a feed.
pub(super) fn findings(feed: &[u8]) -> Vec<String> {
    let (_, findings) = check::check(feed, &check::CheckOptions::default());
    findings.iter().map(|finding| format!("{}: {}", finding.rule.name, finding.message)).collect()
}

fn all_options() -> FeedOptions {
    FeedOptions {
        hubs: Vec::new(),
        ttl: Some(60),
        image: Some("https://garden.example/logo.png".into()),
        icon: Some("https://garden.example/icon.png".into()),
        rights: Some("© Garden & Sons".into()),
        contributors: vec!["Bo".into()],
        content: ContentAs::Xhtml,
        complete: true,
        stylesheet: true,
        ..FeedOptions::default()
    }
}

#[test]
fn odd_posts_and_the_specimen_break_no_rule() {
    for edition in [edition(), specimen::edition()] {
        for options in [FeedOptions::default(), all_options()] {
            let none: Vec<String> = Vec::new();
            let (rss, _) = export(&Rss::new(options.clone()).media(&OneSound), &edition);
            assert_eq!(findings(rss.as_bytes()), none, "{rss}");
            let (atom, _) = export(&Atom::new(options.clone()).media(&OneSound), &edition);
            assert_eq!(findings(atom.as_bytes()), none, "{atom}");
            let (json, _) = export(&JsonFeed::new(options).media(&OneSound), &edition);
            assert_eq!(findings(json.as_bytes()), none, "{json}");
        }
    }
}

#[test]
fn a_sound_at_hand_makes_a_podcast() {
    let (rss, _) = export(&Rss::new(FeedOptions::default()).media(&OneSound), &edition());
    for element in
        ["<enclosure ", "<itunes:explicit>false", "<itunes:category text=\"News\"/>", "medium=\"audio\""]
    {
        assert!(rss.contains(element), "{element}");
    }
    let (silent, _) = export(&Rss::new(FeedOptions::default()), &edition());
    assert!(!silent.contains("<itunes:") && !silent.contains("<enclosure "));
}

#[test]
fn an_entry_without_a_content_has_a_summary() {
    for link in [Some("https://a.example/closed"), None] {
        let mut post = super::plain(1, "Closed & locked", Vec::new());
        post.link = link.map(Into::into);
        let edition = offprint_core::Edition::new(edition().info, vec![post]);
        let (atom, _) = export(&Atom::new(FeedOptions::default()), &edition);
        let text = if link.is_some() {
            "<summary>Closed &amp; locked</summary>"
        } else {
            "<content>Closed &amp; locked</content>"
        };
        assert!(atom.contains(text), "{atom}");
        assert_eq!(findings(atom.as_bytes()), Vec::<String>::new(), "{atom}");
    }
}

#[test]
fn players_are_framed_only_when_asked_for() {
    let options = FeedOptions { embeds: EmbedsAs::Iframes, ..FeedOptions::default() };
    let embed = offprint_core::Embed {
        url: "https://www.youtube.com/watch?v=abc".into(),
        provider: "YouTube".into(),
        ..Default::default()
    };
    let post = super::plain(1, "A film", vec![offprint_core::Block::Embed(embed)]);
    let edition = offprint_core::Edition::new(offprint_core::EditionInfo::default(), vec![post]);
    let (framed, _) = export(&Rss::new(options), &edition);
    assert!(framed.contains("<iframe src=\"https://www.youtube-nocookie.com/embed/abc\""), "{framed}");
    let (linked, _) = export(&Rss::new(FeedOptions::default()), &edition);
    assert!(!linked.contains("iframe") && linked.contains("YouTube: <a href="));
}
