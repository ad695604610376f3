//! RSS, read by feed-rs and as XML.

use super::{OneSound, edition, export};
use crate::{FeedOptions, Rss, options::stable_id, text::as_plain};
use offprint_core::{Edition, EditionInfo, specimen};
use roxmltree::{Document, Node};

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<&'a str> {
    node.children()
        .find(|child| child.tag_name().name() == name)
        .map(|child| child.text().unwrap_or_default())
}

#[test]
fn every_field_of_the_specimen_is_read_back() {
    let mut edition = specimen::edition();
    edition.info.subtitle = Some("Beds & borders".into());
    edition.info.feed_url = Some("https://garden.example/".into());
    let (rss, said) = export(&Rss::new(FeedOptions::default()), &edition);
    assert!(said.is_empty(), "{said:?}");
    let post = specimen::post();
    let feed = feed_rs::parser::parse(rss.as_bytes()).unwrap();
    assert_eq!(feed.title.unwrap().content, edition.info.title);
    assert_eq!(feed.description.unwrap().content, "Beds & borders");
    assert_eq!(feed.language.as_deref(), Some("en"));
    assert!(feed.links.iter().any(|link| link.rel.as_deref() == Some("self")
        && link.href == "https://garden.example/feed.rss"));
    let newest = feed.updated.unwrap().timestamp();
    assert_eq!(newest, post.modified.unwrap().timestamp.as_second());
    let [entry] = &feed.entries[..] else { panic!() };
    assert_eq!(entry.id, stable_id(&post, None));
    assert_eq!(entry.title.as_ref().unwrap().content, post.title_text());
    assert_eq!(entry.links[0].href, post.link.clone().unwrap());
    assert_eq!(entry.published.unwrap().timestamp(), post.published.unwrap().timestamp.as_second());
    let authors: Vec<_> = entry.authors.iter().map(|author| author.name.as_deref().unwrap()).collect();
    assert_eq!(authors, post.author_names().collect::<Vec<_>>());
    let terms: Vec<_> =
        entry.categories.iter().map(|c| (c.scheme.clone().unwrap(), c.term.clone())).collect();
    let expected: Vec<_> =
        post.terms.iter().map(|term| (term.taxonomy.clone(), term.name.value.clone())).collect();
    assert_eq!(terms, expected);
    assert_eq!(entry.summary.as_ref().unwrap().content, post.excerpt.unwrap().value);
    let content = entry.content.as_ref().unwrap().body.clone().unwrap();
    assert!(content.starts_with("<h2>Running text</h2>") && content.ends_with("</ol>\n</div>"), "{content}");
    let document = Document::parse(&rss).unwrap();
    let thumbnail = document.descendants().find(|node| node.tag_name().name() == "thumbnail").unwrap();
    assert_eq!(thumbnail.tag_name().namespace(), Some("http://search.yahoo.com/mrss/"));
    assert_eq!(thumbnail.attribute("url"), Some(&*post.featured.unwrap().url));
    assert_eq!((thumbnail.attribute("width"), thumbnail.attribute("height")), (Some("320"), Some("200")));
}

#[test]
fn odd_posts_make_whole_items() {
    let edition = edition();
    let (rss, _) = export(&Rss::new(FeedOptions::default()).media(&OneSound), &edition);
    let document = Document::parse(&rss).unwrap();
    let items: Vec<_> = document.descendants().filter(|node| node.has_tag_name("item")).collect();
    assert_eq!(items.len(), edition.posts.len());
    let mut guids = std::collections::HashSet::new();
    for (item, post) in items.iter().zip(&edition.posts) {
        assert!(!child(*item, "title").unwrap().trim().is_empty());
        assert!(guids.insert(child(*item, "guid").unwrap().to_owned()));
        let guid = item.children().find(|child| child.has_tag_name("guid")).unwrap();
        assert_eq!(guid.attribute("isPermaLink"), Some("false"));
        assert_eq!(child(*item, "pubDate").is_some(), post.published.is_some() && post.id != Some(28));
        assert_eq!(child(*item, "creator").is_some(), post.author_names().next().is_some());
        let encoded = child(*item, "encoded");
        assert_eq!(encoded.is_some(), !post.body.is_empty());
        if encoded.is_some() {
            let names: Vec<_> = item.children().map(|child| child.tag_name().name()).collect();
            let place = |name| names.iter().position(|known| *known == name).unwrap();
            assert!(place("description") < place("encoded"));
        }
    }
    let quoted =
        items.iter().find(|item| child(**item, "link").is_some_and(|link| link.contains("post-22"))).unwrap();
    assert_eq!(
        child(*quoted, "title"),
        Some(&*as_plain("Baogang Group’s “rare” earths — 100 % & <b>bold</b> it's ]]> &amp; \"so\""))
    );
    let enclosures: Vec<_> = document.descendants().filter(|node| node.has_tag_name("enclosure")).collect();
    let [sound] = &enclosures[..] else { panic!("{enclosures:?}") };
    assert_eq!(sound.attribute("length"), Some("1234"));
    assert_eq!(sound.attribute("type"), Some("audio/mpeg"));
}

#[test]
fn a_feed_of_nothing_is_a_feed() {
    let (rss, said) =
        export(&Rss::new(FeedOptions::default()), &Edition::new(EditionInfo::default(), Vec::new()));
    let feed = feed_rs::parser::parse(rss.as_bytes()).unwrap();
    assert_eq!(feed.title.unwrap().content, "Posts");
    assert!(feed.updated.is_none() && feed.entries.is_empty());
    assert_eq!(said.len(), 1);
}
