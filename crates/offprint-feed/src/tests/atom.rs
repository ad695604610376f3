//! Atom, read by feed-rs and as XML.

use super::{OneSound, edition, export};
use crate::{Atom, FeedOptions, item::exactly, options::stable_id, text::exact_rfc3339};
use offprint_core::{Edition, EditionInfo, Post, specimen};
use roxmltree::{Document, Node};
use std::collections::HashSet;

const ATOM: &str = "http://www.w3.org/2005/Atom";

fn children<'a>(node: Node<'a, 'a>, name: &'a str) -> Vec<Node<'a, 'a>> {
    node.children().filter(|child| child.has_tag_name((ATOM, name))).collect()
}

#[test]
fn every_field_of_the_specimen_is_read_back() {
    let mut edition = specimen::edition();
    edition.info.subtitle = Some("Beds & borders".into());
    edition.info.feed_url = Some("https://garden.example/feeds/feed.rss".into());
    let (atom, said) = export(&Atom::new(FeedOptions::default()), &edition);
    assert!(said.is_empty(), "{said:?}");
    let post = specimen::post();
    let feed = feed_rs::parser::parse(atom.as_bytes()).unwrap();
    assert!(feed.id.starts_with("urn:uuid:"));
    assert_eq!(feed.title.unwrap().content, edition.info.title);
    assert_eq!(feed.description.unwrap().content, "Beds & borders");
    assert_eq!(feed.authors[0].name.as_deref(), Some("Garden Press"));
    assert_eq!(feed.generator.unwrap().content, "offprint");
    let href =
        |rel: &str| feed.links.iter().find(|link| link.rel.as_deref() == Some(rel)).unwrap().href.clone();
    assert_eq!(href("self"), "https://garden.example/feeds/feed.atom");
    assert!(href("alternate").starts_with("https://garden.example"));
    assert_eq!(feed.updated.unwrap().timestamp(), post.modified.unwrap().timestamp.as_second());
    let [entry] = &feed.entries[..] else { panic!() };
    assert_eq!(entry.id, stable_id(&post, None));
    let title = entry.title.as_ref().unwrap();
    assert_eq!(title.content_type.to_string(), "text/html");
    assert_eq!(title.content, "Every node &amp; <em>its</em> shape");
    assert_eq!(entry.updated.unwrap().timestamp(), post.modified.unwrap().timestamp.as_second());
    assert_eq!(entry.published.unwrap().timestamp(), post.published.unwrap().timestamp.as_second());
    assert_eq!(entry.links[0].href, post.link.clone().unwrap());
    assert_eq!(entry.links[0].media_type.as_deref(), Some("text/html"));
    let author = &post.authors[0];
    assert_eq!(entry.authors[0].name, author.name);
    assert_eq!(entry.authors[0].uri, author.url);
    for (category, term) in entry.categories.iter().zip(&post.terms) {
        assert_eq!(Some(&category.term), term.slug.as_ref());
        assert_eq!(category.label.as_ref(), Some(&term.name.value));
        assert!(category.scheme.as_ref().unwrap().ends_with(&format!("taxonomy:{}", term.taxonomy)));
    }
    assert_eq!(entry.categories.len(), post.terms.len());
    let summary = entry.summary.as_ref().unwrap();
    assert_eq!(
        (summary.content_type.to_string(), &summary.content),
        ("text/plain".into(), &post.excerpt.unwrap().value)
    );
    let content = entry.content.as_ref().unwrap();
    assert_eq!(content.content_type.to_string(), "text/html");
    assert!(content.body.as_ref().unwrap().ends_with("</ol>\n</div>"));
}

#[test]
fn odd_posts_make_whole_entries() {
    let edition = edition();
    let (atom, _) = export(&Atom::new(FeedOptions::default()).media(&OneSound), &edition);
    let document = Document::parse(&atom).unwrap();
    let feed = document.root_element();
    let entries = children(feed, "entry");
    assert_eq!(entries.len(), edition.posts.len());
    let mut ids = HashSet::new();
    for (entry, post) in entries.iter().zip(&edition.posts) {
        let [id] = &children(*entry, "id")[..] else { panic!() };
        let id = id.text().unwrap();
        assert!(url::Url::parse(id).is_ok() && ids.insert(id.to_owned()), "{id}");
        let [updated] = &children(*entry, "updated")[..] else { panic!() };
        let expected = post.modified.or(post.published).filter(|_| post.id != Some(28)).or(edition.info.date);
        assert_eq!(updated.text(), expected.map(|date| exact_rfc3339(exactly(date, post))).as_deref());
        let [title] = &children(*entry, "title")[..] else { panic!() };
        assert!(!title.text().unwrap().trim().is_empty());
        let marked = post.id == Some(7) || post.id == Some(32) || post.title_text().contains("</b>");
        assert_eq!(title.attribute("type"), marked.then_some("html"));
        let content = children(*entry, "content").len();
        assert_eq!(content, usize::from(!post.body.is_empty() || post.link.is_none()));
        let language = entry.attribute(("http://www.w3.org/XML/1998/namespace", "lang"));
        assert_eq!(language, post.language.as_ref().map(|language| language.value.as_str()));
    }
    let text = |id: u64, name: &'static str| {
        let index = edition.posts.iter().position(|post| post.id == Some(id)).unwrap();
        children(entries[index], name)[0].text().unwrap().to_owned()
    };
    assert_eq!(text(32, "title"), "<em>Apis</em> &amp; &lt;i&gt;co&lt;/i&gt;");
    assert_eq!(text(23, "content"), "<div lang=\"he\" dir=\"rtl\">\n<p>שלום עולם</p>\n</div>");
    assert!(text(22, "content").contains("]]&gt;]]]]&gt;&gt;"));
    assert!(text(25, "content").contains("<h2>There</h2>\n<p>over there</p>"));
    assert!(
        text(26, "content").contains("<h2>There</h2>\n<p><a href=\"https://garden.example/post-26/#there\">")
    );
    let sound = document.descendants().find(|node| node.attribute("rel") == Some("enclosure")).unwrap();
    assert_eq!((sound.attribute("length"), sound.attribute("type")), (Some("1234"), Some("audio/mpeg")));
}

#[test]
fn undated_posts_of_an_undated_edition_still_have_a_date() {
    let posts = vec![Post { site: Some("https://www.garden.example/blog".into()), ..Post::default() }];
    let (atom, _) = export(&Atom::new(FeedOptions::default()), &Edition::new(EditionInfo::default(), posts));
    let feed = feed_rs::parser::parse(atom.as_bytes()).unwrap();
    assert_eq!(feed.updated.unwrap().timestamp(), 1_053_993_600);
    assert_eq!(feed.entries[0].updated.unwrap().timestamp(), 1_053_993_600);
    assert_eq!(feed.authors[0].name.as_deref(), Some("garden.example"));
}
