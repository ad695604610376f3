//! Each rule, broken once; and feeds that come close and are sound.

mod atom_pairs;
mod module_pairs;
mod rss_pairs;
mod sound;

use super::{CheckOptions, RULES, check};
use std::collections::BTreeSet;

fn rules_of(feed: &str) -> BTreeSet<&'static str> {
    let now = "2026-01-01T00:00:00Z".parse().ok();
    let options = CheckOptions { location: Some("https://a.example/feed"), now };
    check(feed.as_bytes(), &options).1.into_iter().map(|finding| finding.rule.name).collect()
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";

fn rss(channel: &str, item: &str) -> String {
    format!(
        "{DECLARATION}<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" xmlns:fh=\"http://purl.org/syndication/history/1.0\">\
         <channel><title>T</title><link>https://a.example/</link><description>D</description>\
         <atom:link rel=\"self\" href=\"https://a.example/feed\" type=\"application/rss+xml\"/>{channel}\
         <item><title>One</title><guid isPermaLink=\"false\">urn:uuid:1</guid>{item}</item></channel></rss>"
    )
}

fn atom(feed: &str, entry: &str) -> String {
    format!(
        "{DECLARATION}<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:fh=\"http://purl.org/syndication/history/1.0\">\
         <id>https://a.example/</id><title>T</title><updated>2025-01-01T00:00:00Z</updated>\
         <author><name>A</name></author><link rel=\"self\" href=\"https://a.example/feed\"/>{feed}\
         <entry><id>tag:a.example,2003:1</id><title>One</title><updated>2025-01-01T00:00:00.5Z</updated>\
         <link href=\"https://a.example/1\"/><summary>S</summary>{entry}</entry></feed>"
    )
}

#[test]
fn sound_feeds_break_no_rule() {
    let none = BTreeSet::new();
    assert_eq!(rules_of(&rss("", "")), none);
    assert_eq!(rules_of(&atom("", "<content type=\"html\">&lt;p&gt;x&lt;/p&gt;</content>")), none);
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "feed_url": "https://a.example/feed",
        "items": [{"id": "1", "content_html": "<p>x</p>"}]}"#;
    assert_eq!(rules_of(json), none);
}

/// Feeds, and the rule that each breaks.
#[expect(clippy::too_many_lines, reason = "a table")]
fn broken() -> Vec<(&'static str, String)> {
    let html = |html: &str| {
        let escaped = html.replace('&', "&amp;").replace('<', "&lt;");
        rss("", &format!("<description>{escaped}</description>"))
    };
    let item = |xml: &str| rss("", xml);
    let channel = |xml: &str| rss(xml, "");
    let entry = |xml: &str| atom("", xml);
    let feed = |xml: &str| atom(xml, "");
    let json = |text: &str| {
        let head = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "feed_url": "https://a.example/feed""#;
        format!("{head}, {text}}}")
    };
    let sound = rss("", "");
    vec![
        ("SAXError", sound.replace("</title>", "")),
        ("BadXmlVersion", sound.replace("version=\"1.0\" enc", "version=\"1.1\" enc")),
        ("ContainsSystemEntity", sound.replace("?><rss", "?><!DOCTYPE rss SYSTEM \"x.dtd\"><rss")),
        ("InvalidNamespace", format!("{DECLARATION}<feed xmlns=\"https://a.example/atom\"/>")),
        ("UndefinedElement", item("<titel>x</titel>")),
        ("UnexpectedText", channel("stray")),
        ("DuplicateElement", item("<title>Two</title>")),
        ("MissingElement", channel("<skipDays/>")),
        ("MissingAttribute", item("<enclosure url=\"https://a.example/x.mp3\" type=\"audio/mpeg\"/>")),
        ("MissingXmlDeclaration", sound.replace(DECLARATION, "")),
        ("MissingEncoding", sound.replace(" encoding=\"utf-8\"", "")),
        ("NotUTF8", sound.replace("utf-8", "iso-8859-1")),
        ("BadCharacters", html("<p>it&#146;s</p>")),
        ("ObsoleteVersion", sound.replace("version=\"2.0\"", "version=\"0.91\"")),
        ("UnknownNamespace", item("<x:y xmlns:x=\"https://unknown.example/\"/>")),
        ("ReservedPrefix", sound.replace("http://purl.org/dc/elements/1.1/", "http://purl.org/other/")),
        ("InvalidFullLink", item("<link>/one</link>")),
        ("InvalidIRI", entry("<link rel=\"related\" href=\"https://\"/>")),
        ("InvalidURN", sound_atom().replace("<id>https://a.example/</id>", "<id>urn:x</id>")),
        ("InvalidUUID", sound_atom().replace("<id>https://a.example/</id>", "<id>urn:uuid:1</id>")),
        ("InvalidTAG", sound_atom().replace("<id>https://a.example/</id>", "<id>tag:a.example:1</id>")),
        ("InvalidRFC2822Date", item("<pubDate>2025-01-01</pubDate>")),
        ("IncorrectDOW", item("<pubDate>Mon, 01 Jan 2025 00:00:00 +0000</pubDate>")),
        ("InvalidRFC3339Date", entry("<published>2025-01-01 00:00:00</published>")),
        ("InvalidLanguage", channel("<language>english</language>")),
        ("InvalidBooleanAttribute", sound.replace("isPermaLink=\"false\"", "isPermaLink=\"no\"")),
        ("InvalidMIMEAttribute", item("<enclosure url=\"https://a.example/x\" length=\"1\" type=\"mp3\"/>")),
        ("InvalidContact", item("<author>Ada</author>")),
        ("InvalidYesNo", item("<itunes:explicit>perhaps</itunes:explicit>")),
        (
            "InvalidWidth",
            channel(
                "<image><url>https://a.example/i.png</url><title>T</title><link>https://a.example/</link><width>500</width></image>",
            ),
        ),
        (
            "InvalidHeight",
            channel(
                "<image><url>https://a.example/i.png</url><title>T</title><link>https://a.example/</link><height>500</height></image>",
            ),
        ),
        ("InvalidTextType", feed("<rights type=\"text/plain\">x</rights>")),
        ("ImplausibleDate", item("<pubDate>Thu, 01 Jan 2099 00:00:00 +0000</pubDate>")),
        ("ProblematicalRFC822Date", item("<pubDate>Wed, 01 Jan 25 00:00:00 GMT</pubDate>")),
        ("NotBlank", sound.replace("<title>One", "<title> </title><description>One</description><x>").replace("<x></title>", "")),
        (
            "NonCanonicalURI",
            sound_atom().replace("<id>https://a.example/</id>", "<id>https://A.example</id>"),
        ),
        ("MissingRealName", item("<author>ada@a.example</author>")),
        ("InvalidHttpGUID", sound.replace(" isPermaLink=\"false\">urn:uuid:1", ">one")),
        (
            "DuplicateIds",
            feed(
                &"<entry><id>tag:a.example,2003:1</id><title>2</title><updated>2025-01-02T00:00:00Z</updated><link href=\"https://a.example/2\"/></entry>".repeat(9),
            ),
        ),
        (
            "DuplicateEntries",
            feed(
                "<entry><id>tag:a.example,2003:1</id><title>2</title><updated>2025-01-02T00:00:00Z</updated><link href=\"https://a.example/2\"/></entry>",
            ),
        ),
        (
            "DuplicateUpdated",
            feed(
                "<entry><id>tag:a.example,2003:2</id><title>2</title><updated>2025-01-01T00:00:00.5Z</updated><link href=\"https://a.example/2\"/></entry>",
            ),
        ),
        (
            "DuplicateValue",
            channel("<item><title>x</title><guid isPermaLink=\"false\">urn:uuid:1</guid></item>"),
        ),
        ("DuplicateAtomLink", entry("<link href=\"https://a.example/2\"/>")),
        ("AtomLinkNotEmpty", entry("<link rel=\"related\" href=\"https://a.example/2\">x</link>")),
        ("MissingContentOrAlternate", sound_atom().replace("<link href=\"https://a.example/1\"/>", "")),
        ("ItemMustContainTitleOrDescription", sound.replace("<title>One</title>", "")),
        ("FeedRelInCompleteFeed", feed("<fh:complete/><link rel=\"next\" href=\"https://a.example/2\"/>")),
        (
            "CurrentNotSelfInCompleteFeed",
            feed("<fh:complete/><link rel=\"current\" href=\"https://a.example/2\"/>"),
        ),
        ("MissingSelf", sound_atom().replace("rel=\"self\"", "rel=\"related\"")),
        ("MissingAtomSelfLink", sound.replace("rel=\"self\"", "rel=\"related\"")),
        ("SelfDoesntMatchLocation", sound.replace("https://a.example/feed", "https://a.example/other")),
        ("RelativeSelf", sound.replace("https://a.example/feed", "/feed")),
        ("MissingGuid", sound.replace("<guid isPermaLink=\"false\">urn:uuid:1</guid>", "")),
        ("NotSufficientlyUnique", sound.replace("urn:uuid:1", "17")),
        ("UnregisteredAtomLinkRel", entry("<link rel=\"friend\" href=\"https://a.example/2\"/>")),
        ("ArchiveIncomplete", feed("<fh:archive/>")),
        ("MissingCurrentInArchive", feed("<fh:archive/>")),
        ("FeedHistoryRelInEntry", entry("<link rel=\"prev-archive\" href=\"https://a.example/2\"/>")),
        ("ContainsHTML", sound.replace("One", "&lt;b&gt;One&lt;/b&gt;")),
        ("ContainsUndeclaredHTML", sound_atom().replace("One", "Tom &amp;amp; Jerry")),
        ("NotHtml", html("<blurb>x</blurb>")),
        ("SecurityRisk", html("<iframe src=\"https://a.example/\"></iframe>")),
        ("SecurityRiskAttr", html("<p onclick=\"x\">y</p>")),
        ("DangerousStyleAttr", html("<p style=\"position: fixed\">y</p>")),
        ("ContainsRelRef", html("<a href=\"/x\">y</a>")),
        ("MissingTextualContent", sound_atom().replace("<summary>S</summary>", "")),
        ("NeedDescriptionBeforeContent", item("<content:encoded>x</content:encoded>")),
        ("DuplicateItemSemantics", item("<author>ada@a.example (Ada)</author><dc:creator>Ada</dc:creator>")),
        ("DuplicateSemantics", channel("<language>en</language><dc:language>en</dc:language>")),
        (
            "DuplicateEnclosure",
            item(&"<enclosure url=\"https://a.example/x\" length=\"1\" type=\"audio/mpeg\"/>".repeat(2)),
        ),
        (
            "ImageTitleDoesntMatch",
            channel(
                "<image><url>https://a.example/i.png</url><title>X</title><link>https://a.example/</link></image>",
            ),
        ),
        (
            "ImageLinkDoesntMatch",
            channel(
                "<image><url>https://a.example/i.png</url><title>T</title><link>https://b.example/</link></image>",
            ),
        ),
        (
            "ImageUrlFormat",
            channel(
                "<image><url>https://a.example/i.webp</url><title>T</title><link>https://a.example/</link></image>",
            ),
        ),
        ("AvoidTextInput", channel("<textInput/>")),
        ("MissingItunesElement", item("<itunes:explicit>no</itunes:explicit>")),
        ("MissingItunesEmail", channel("<itunes:owner><itunes:name>A</itunes:name></itunes:owner>")),
        ("InvalidJSON", "{".to_owned()),
        ("InvalidJsonFeedVersion", json(r#""items": []"#).replace("version/1.1", "version/7")),
        ("InvalidJsonValue", json(r#""items": [{"id": 7, "content_text": "x"}]"#)),
        ("DeprecatedJsonMember", json(r#""author": {"name": "A"}, "items": []"#)),
    ]
}

fn sound_atom() -> String {
    atom("", "")
}

/// A rule, a feed that comes close to breaking it, and one that breaks it.
type Pair = (&'static str, String, String);

fn pairs() -> Vec<Pair> {
    [rss_pairs::pairs(), atom_pairs::pairs(), module_pairs::pairs()].concat()
}

fn is_error(name: &str) -> bool {
    RULES.iter().any(|rule| rule.name == name && rule.severity == offprint_core::Severity::Error)
}

#[test]
fn every_rule_is_broken_once_and_told() {
    let mut told = BTreeSet::new();
    let mut wrong = Vec::new();
    for (rule, feed) in broken() {
        let found = rules_of(&feed);
        if !found.contains(rule) {
            wrong.push(format!("{rule} is not reported: {found:?}\n{feed}"));
        }
        told.insert(rule);
    }
    for (rule, sound, broken) in pairs() {
        let found = rules_of(&broken);
        if !found.contains(rule) {
            wrong.push(format!("{rule} is not reported: {found:?}\n{broken}"));
        }
        told.insert(rule);
        let found = rules_of(&sound);
        let errors: Vec<_> = found.iter().filter(|name| is_error(name)).collect();
        if found.contains(rule) || !errors.is_empty() {
            wrong.push(format!("{rule}, {errors:?} reported without a reason\n{sound}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let all: BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(told, all, "rules without a feed that breaks them");
}

#[test]
fn nothing_makes_the_checker_panic() {
    for bytes in
        [&b""[..], b"\xff\xfe", b"<", b"<?xml", b"{\"items\": [1]}", b"<rss><channel/></rss>", b"<a>&#0;</a>"]
    {
        let _ = check(bytes, &CheckOptions::default());
    }
}

#[test]
fn every_rule_is_in_the_documentation() {
    let documentation = include_str!("../../../../../docs/feeds.md");
    for rule in RULES {
        let row = format!("| `{}` | {} | {} |", rule.name, rule.severity, rule.hint.replace('|', "\\|"));
        assert!(documentation.contains(&row), "{row}");
    }
}
