//! Feeds that are sound, of every kind: they break no rule that makes a feed invalid.

use super::{DECLARATION, atom, is_error, rules_of};
use crate::check::{CheckOptions, Kind, check};

fn errors(feed: &str) -> Vec<&'static str> {
    rules_of(feed).into_iter().filter(|name| is_error(name)).collect()
}

#[test]
fn relative_references_are_allowed_in_atom() {
    let none: Vec<&str> = Vec::new();
    let relative = "<link rel=\"related\" href=\"2.html\"/><content src=\"../1.pdf\" type=\"application/pdf\"/>\
        <author><name>A</name><uri>/a</uri></author>";
    assert_eq!(
        errors(&atom("<icon>favicon.ico</icon><logo>/logo.png</logo><link href=\"\"/>", relative)),
        none
    );
    let based = atom("", relative).replacen("<feed ", "<feed xml:base=\"/blog/\" ", 1);
    assert_eq!(errors(&based), none);
}

#[test]
fn versions_of_one_entry_are_a_warning() {
    let entry = "<entry><id>tag:a.example,2003:1</id><title>One</title><updated>2025-01-01T00:00:00.5Z</updated>\
        <link href=\"https://a.example/1\"/><summary>S</summary></entry>";
    let found = rules_of(&atom(entry, ""));
    assert!(found.contains("DuplicateEntries") && !found.contains("DuplicateIds"), "{found:?}");
    assert!(errors(&atom(entry, "")).iter().all(|name| *name == "MisplacedMetadata"), "{found:?}");
}

#[test]
fn rss_1_0_and_its_kin_are_feeds() {
    let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    let old = format!(
        "{DECLARATION}<rdf:RDF xmlns:rdf=\"{rdf}\" xmlns=\"http://my.netscape.com/rdf/simple/0.9/\"><channel>\
         <title>T</title><link>https://a.example/</link><description>D</description></channel>\
         <item><title>One</title><link>https://a.example/1</link></item></rdf:RDF>"
    );
    let later = format!(
        "{DECLARATION}<Channel xmlns=\"http://purl.org/net/rss1.1#\" xmlns:rdf=\"{rdf}\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:foaf=\"http://xmlns.com/foaf/0.1/\" \
         rdf:about=\"https://a.example/feed\"><title>T</title><link>https://a.example/</link><description>D</description>\
         <items rdf:parseType=\"Collection\"><item rdf:about=\"https://a.example/1\"><title>One</title>\
         <link>https://a.example/1</link><dc:author><foaf:Person><foaf:name>Ada</foaf:name></foaf:Person></dc:author>\
         </item></items></Channel>"
    );
    for feed in [old, later] {
        let (kind, findings) = check(feed.as_bytes(), &CheckOptions::default());
        assert_eq!(kind, Kind::Rss);
        assert_eq!(findings, Vec::new(), "{feed}");
    }
}
