//! Elements of modules, and RSS 1.0.

use super::{DECLARATION, Pair, atom, rss};

fn with(feed: &str, prefix: &str, namespace: &str) -> String {
    let at = feed.find(" xmlns").unwrap_or_default();
    format!("{} xmlns:{prefix}=\"{namespace}\"{}", &feed[..at], &feed[at..])
}

/// RSS 1.0: a channel and one item.
fn rdf(channel: &str, item: &str) -> String {
    format!(
        "{DECLARATION}<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><channel rdf:about=\"https://a.example/feed\">\
         <title>T</title><link>https://a.example/</link><description>D</description>{channel}<items><rdf:Seq>\
         <rdf:li rdf:resource=\"https://a.example/1\"/></rdf:Seq></items></channel>\
         <item rdf:about=\"https://a.example/1\"><title>One</title><link>https://a.example/1</link>{item}</item></rdf:RDF>"
    )
}

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn pairs() -> Vec<Pair> {
    let mut pairs = Vec::new();
    let rdf_namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    for (prefix, namespace, rule, sound, broken) in [
        (
            "sy",
            "http://purl.org/rss/1.0/modules/syndication/",
            "InvalidUpdatePeriod",
            "<sy:updatePeriod> daily </sy:updatePeriod>",
            "<sy:updatePeriod>often</sy:updatePeriod>",
        ),
        (
            "sy",
            "http://purl.org/rss/1.0/modules/syndication/",
            "InvalidPositiveInteger",
            "<sy:updateFrequency>2</sy:updateFrequency>",
            "<sy:updateFrequency>0</sy:updateFrequency>",
        ),
        (
            "sy",
            "http://purl.org/rss/1.0/modules/syndication/",
            "InvalidW3CDTFDate",
            "<sy:updateBase>2000-01-01T12:00+00:00</sy:updateBase>",
            "<sy:updateBase>2000-13-01</sy:updateBase>",
        ),
        (
            "geo",
            "http://www.w3.org/2003/01/geo/wgs84_pos#",
            "InvalidLatitude",
            "<geo:lat>-33.1</geo:lat>",
            "<geo:lat>91</geo:lat>",
        ),
        (
            "geo",
            "http://www.w3.org/2003/01/geo/wgs84_pos#",
            "InvalidLongitude",
            "<geo:long>180</geo:long>",
            "<geo:long>east</geo:long>",
        ),
        (
            "admin",
            "http://webns.net/mvcb/",
            "MissingAttribute",
            "<admin:errorReportsTo rdf:resource=\"mailto:a@a.example\"/>",
            "<admin:errorReportsTo/>",
        ),
        (
            "blogChannel",
            "http://backend.userland.com/blogChannelModule",
            "InvalidFullLink",
            "<blogChannel:blink>https://a.example/</blogChannel:blink>",
            "<blogChannel:blink>a</blogChannel:blink>",
        ),
        (
            "creativeCommons",
            "http://backend.userland.com/creativeCommonsRssModule",
            "InvalidFullLink",
            "<creativeCommons:license>https://a.example/l</creativeCommons:license>",
            "<creativeCommons:license>by</creativeCommons:license>",
        ),
        (
            "media",
            "http://search.yahoo.com/mrss/",
            "UndefinedElement",
            "<media:title>x</media:title>",
            "<dc:titel>x</dc:titel>",
        ),
        (
            "itunes2",
            "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "InvalidItunesCategory",
            "<itunes:category text=\"Arts\"><itunes:category text=\"Books\"/></itunes:category>",
            "<itunes:category text=\"Beekeeping\"/>",
        ),
        (
            "itunes2",
            "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "ObsoleteItunesCategory",
            "<itunes:category text=\"News\"/>",
            "<itunes:category text=\"Talk Radio\"/>",
        ),
        (
            "itunes2",
            "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "InvalidItunesChannelType",
            "<itunes:type>serial</itunes:type>",
            "<itunes:type>weekly</itunes:type>",
        ),
        (
            "itunes2",
            "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "InvalidKeywords",
            "<itunes:keywords>a b, c</itunes:keywords>",
            "<itunes:keywords>a b c</itunes:keywords>",
        ),
    ] {
        let feed = |inner: &str| with(&with(&rss(inner, ""), prefix, namespace), "rdf", rdf_namespace);
        pairs.push((rule, feed(sound), feed(broken)));
    }
    for (prefix, namespace, rule, sound, broken) in [
        (
            "slash",
            "http://purl.org/rss/1.0/modules/slash/",
            "InvalidNonNegativeInteger",
            "<slash:comments>0</slash:comments>",
            "<slash:comments>few</slash:comments>",
        ),
        (
            "slash",
            "http://purl.org/rss/1.0/modules/slash/",
            "InvalidCommaSeparatedIntegers",
            "<slash:hit_parade>1, 2,3</slash:hit_parade>",
            "<slash:hit_parade>1,,3</slash:hit_parade>",
        ),
        (
            "slash",
            "http://purl.org/rss/1.0/modules/slash/",
            "SlashDate",
            "<slash:section>s</slash:section>",
            "<slash:comments>1</slash:comments>",
        ),
        (
            "wfw",
            "http://wellformedweb.org/CommentAPI/",
            "CommentRSS",
            "<wfw:commentRss>https://a.example/1/feed</wfw:commentRss>",
            "<wfw:commentRSS>https://a.example/1/feed</wfw:commentRSS>",
        ),
        (
            "trackback",
            "http://madskills.com/public/xml/rss/module/trackback/",
            "InvalidFullLink",
            "<trackback:ping>https://a.example/tb</trackback:ping>",
            "<trackback:ping>tb</trackback:ping>",
        ),
        (
            "ev",
            "http://purl.org/rss/1.0/modules/event/",
            "InvalidISO8601DateTime",
            "<ev:startdate>2025-01-01T10:00</ev:startdate>",
            "<ev:startdate>tomorrow</ev:startdate>",
        ),
        ("x", "https://unknown.example/", "NotInANamespace", "<x:a><x:b/></x:a>", "<x:a><b/></x:a>"),
        (
            "i",
            "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "InvalidDuration",
            "<itunes:duration>1:02:03</itunes:duration>",
            "<itunes:duration>1:99</itunes:duration>",
        ),
        (
            "i",
            "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "InvalidItunesEpisodeType",
            "<itunes:episodeType>full</itunes:episodeType>",
            "<itunes:episodeType>part</itunes:episodeType>",
        ),
        (
            "dcterms",
            "http://purl.org/dc/terms/",
            "InvalidW3CDTFDate",
            "<dcterms:modified>2025-01</dcterms:modified>",
            "<dcterms:modified>January</dcterms:modified>",
        ),
    ] {
        let feed = |inner: &str| with(&rss("", inner), prefix, namespace);
        pairs.push((rule, feed(sound), feed(broken)));
    }
    let long = |length: usize| rss("", &format!("<itunes:subtitle>{}</itunes:subtitle>", "a".repeat(length)));
    pairs.push(("TooLong", long(255), long(256)));
    pairs.push((
        "InvalidW3CDTFDate",
        rss("", "<dc:date>2003-09-24T11:36-07:00</dc:date>"),
        rss("", "<dc:date>2003-09-24T11:36</dc:date>"),
    ));
    let mrss = |namespace: &str| with(&rss("", ""), "media", namespace);
    pairs.push((
        "MediaRssNamespace",
        mrss("http://search.yahoo.com/mrss/"),
        mrss("http://search.yahoo.com/mrss"),
    ));
    let thread = |link: &str| with(&atom("", link), "thr", "http://purl.org/syndication/thread/1.0");
    let replies = "<link rel=\"replies\" href=\"/r\" thr:count=\"2\" thr:updated=\"2025-01-01T00:00:00Z\"/>";
    pairs.push(("UnexpectedAttribute", thread(replies), thread(&replies.replace("replies", "related"))));
    pairs.push(("NoThrWhen", thread(replies), thread(&replies.replace("thr:updated", "thr:when"))));
    pairs.push(("InvalidNonNegativeInteger", thread(replies), thread(&replies.replace("\"2\"", "\"two\""))));
    let trackback =
        |feed: String| with(&feed, "trackback", "http://madskills.com/public/xml/rss/module/trackback/");
    let ping = "<trackback:ping>https://a.example/tb</trackback:ping>";
    pairs.push(("UndefinedElement", trackback(atom("", ping)), trackback(atom(ping, ""))));
    let image = "<image rdf:about=\"https://a.example/i\"><title>T</title><url>https://a.example/i.png</url><link>https://a.example/</link></image>";
    let sound = rdf("", "<description>d</description>").replace("</rdf:RDF>", &format!("{image}</rdf:RDF>"));
    for (rule, from, to) in [
        ("MissingAttribute", "<item rdf:about=\"https://a.example/1\">", "<item>"),
        ("MissingAttribute", "<image rdf:about=\"https://a.example/i\">", "<image>"),
        ("MissingElement", "<link>https://a.example/1</link>", ""),
        ("MissingElement", "<title>One</title>", ""),
        ("MissingTitle", "<title>T</title><link>", "<link>"),
        ("MissingDescription", "<description>D</description>", ""),
        ("MissingElement", "<url>https://a.example/i.png</url>", ""),
        ("UndefinedElement", "<description>d</description>", "<guid>1</guid>"),
        ("UndefinedElement", "<description>D</description>", "<description>D</description><ttl>5</ttl>"),
        ("InvalidFullLink", "<link>https://a.example/1</link>", "<link>1</link>"),
        ("DuplicateElement", "<title>One</title>", "<title>One</title><title>One</title>"),
        ("InvalidRDF", "<description>d</description>", "<dc:creator>Ada <dc:title>B</dc:title></dc:creator>"),
        ("InvalidW3CDTFDate", "<description>d</description>", "<dc:date>today</dc:date>"),
    ] {
        assert!(sound.contains(from), "{from}");
        pairs.push((rule, sound.clone(), sound.replace(from, to)));
    }
    let second =
        "<item rdf:about=\"https://a.example/1\"><title>Two</title><link>https://a.example/1</link></item>";
    pairs.push((
        "DuplicateValue",
        sound.clone(),
        sound.replace("</rdf:RDF>", &format!("{second}</rdf:RDF>")),
    ));
    pairs.push((
        "MissingElement",
        sound.clone(),
        format!("{DECLARATION}<rdf:RDF xmlns:rdf=\"{rdf_namespace}\"/>"),
    ));
    pairs
}
