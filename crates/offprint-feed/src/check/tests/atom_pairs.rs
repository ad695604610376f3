//! Atom 1.0.

use super::{DECLARATION, Pair, atom};

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn pairs() -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut entry = |rule, sound: &str, broken: &str| pairs.push((rule, atom("", sound), atom("", broken)));
    let div = |inner: &str| {
        format!("<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">{inner}</div></content>")
    };
    let content = |kind: &str, inner: &str| format!("<content type=\"{kind}\">{inner}</content>");
    entry("MissingXhtmlDiv", &div("x"), &content("xhtml", "x"));
    entry("MissingXhtmlDiv", &div("<p>x</p>"), &div("x").replace("div", "span"));
    entry("MissingXhtmlDiv", &div("x"), &content("xhtml", "<div>x</div>"));
    entry("MissingXhtmlDiv", &div("x"), &div("x").replace("</content>", "<div/></content>"));
    entry("MissingNamespace", &div("<b>x</b>"), &div("<b xmlns=\"\">x</b>"));
    entry("UndefinedElement", &div("<b>x</b>"), &div("<name xmlns=\"http://www.w3.org/2005/Atom\">x</name>"));
    entry("NotInline", &div("<b>a</b> &lt;b&gt;x&lt;/b&gt;"), &div("&lt;b&gt;x&lt;/b&gt;"));
    for kind in ["text", "html", "text/plain"] {
        entry("UndefinedElement", &content(kind, "x"), &content(kind, "<b>x</b>"));
    }
    entry("NotBase64", &content("image/png", "\n aGVs\n bG8= \n"), &content("image/png", "a picture!"));
    entry("NotBase64", &content("application/pdf", "aGVsbG8="), &content("application/pdf", "aGVsbG8"));
    entry("InvalidMIMEType", &content("application/xml", "<a xmlns=\"\"/>"), &content("xml", "x"));
    entry(
        "InvalidMIMEType",
        &content("text/plain; charset=utf-8", "x"),
        &content("multipart/alternative", "x"),
    );
    entry(
        "HtmlFragment",
        &content("text/html", "&lt;html&gt;x&lt;/html&gt;"),
        &content("text/html", "&lt;b&gt;x&lt;/b&gt;"),
    );
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    entry("UnexpectedText", &content("image/svg+xml", svg), &content("image/svg+xml", &format!("x{svg}")));
    let elsewhere = "<content src=\"1.pdf\" type=\"application/pdf\"/>";
    entry("InvalidUriChar", elsewhere, &elsewhere.replace("1.pdf", " 1.pdf"));
    entry("InvalidURIAttribute", elsewhere, &elsewhere.replace("1.pdf", "https://"));
    entry("InvalidMIMEType", elsewhere, &elsewhere.replace("application/pdf", "html"));
    entry("MissingTypeAttr", elsewhere, "<content src=\"1.pdf\"/>");
    entry("UnexpectedText", elsewhere, &elsewhere.replace("/>", ">x</content>"));
    entry("UndefinedElement", elsewhere, &elsewhere.replace("/>", "><b/></content>"));
    entry("AttrNotBlank", elsewhere, &elsewhere.replace("application/pdf", ""));
    entry(
        "UnexpectedWhitespace",
        "<published>2025-01-01T00:00:00Z</published>",
        "<published> 2025-01-01T00:00:00Z</published>",
    );
    entry(
        "UndefinedElement",
        "<published>2025-01-01T00:00:00Z</published>",
        "<published>2025-01-01T00:00:00Z<b/></published>",
    );
    entry(
        "UnexpectedAttribute",
        "<rights type=\"text\" xml:lang=\"en\">x</rights>",
        "<rights mode=\"escaped\">x</rights>",
    );
    let category = "<category term=\"a\" scheme=\"https://a.example/\" label=\"A\"/>";
    entry("InvalidFullLink", category, &category.replace("https://a.example/", "mine"));
    entry("InvalidUriChar", category, &category.replace("https:", " https:"));
    entry("NotBlank", category, &category.replace("\"a\"", "\"\""));
    entry("ContainsHTML", category, &category.replace("\"A\"", "\"&lt;b&gt;A&lt;/b&gt;\""));
    let link = "<link rel=\"related\" href=\"/2?a=1:2#b\" title=\"T\" length=\"0\" hreflang=\"en\" type=\"text/html\"/>";
    entry("MissingHref", link, "<link rel=\"related\"/>");
    entry("InvalidUriChar", link, &link.replace("/2", " /2"));
    entry("InvalidNonNegativeInteger", link, &link.replace("\"0\"", "\"-1\""));
    entry("InvalidNonNegativeInteger", link, &link.replace("\"0\"", "\"\""));
    entry("InvalidMIMEType", link, &link.replace("text/html", "html"));
    entry("AttrNotBlank", link, &link.replace("\"T\"", "\"\""));
    entry("UnexpectedAttribute", link, &link.replace("title", "name"));
    entry("FeedHistoryRelInEntry", link, &link.replace("related", "next"));
    let person = "<author><name>Ada</name><uri>/ada</uri><email>ada@a.example</email></author>";
    entry("UnexpectedWhitespace", person, &person.replace("/ada<", " /ada<"));
    entry("InvalidUriChar", person, &person.replace("/ada<", "my site<"));
    entry("InvalidAddrSpec", person, &person.replace("ada@a.example", "ada@a.example (Ada)"));
    entry("UnknownHost", person, &person.replace("ada@a.example", "ada@a"));
    entry("ContainsEmail", person, &person.replace("Ada<", "Ada &lt;ada@a.example&gt;<"));
    entry("UndefinedElement", person, &person.replace("</author>", "<phone>1</phone></author>"));
    entry("UndefinedElement", person, &person.replace("Ada<", "<b>Ada</b><"));
    entry("UnexpectedText", person, "<author>Ada<name>Ada</name></author>");
    let source = "<source><id>urn:x-y:1</id><title>S</title><updated>2025-01-01T00:00:00Z</updated></source>";
    entry("MissingSourceElement", source, &source.replace("<id>urn:x-y:1</id>", ""));
    entry("UndefinedElement", source, &source.replace("</source>", "<entry/></source>"));
    entry(
        "DuplicateElement",
        source,
        &source.replace("<title>S</title>", "<title>S</title><title>S</title>"),
    );
    entry("MissingSummary", "<content>x</content>", "");
    entry("UndeterminableVocabulary", "", "<x xmlns=\"\">1</x>");
    // An entry without its summary.
    let bare = |content: &str| atom("", content).replace("<summary>S</summary>", "");
    pairs.retain(|(rule, ..)| *rule != "MissingSummary");
    pairs.push(("MissingSummary", bare("<content>x</content>"), bare(elsewhere)));
    pairs.push(("MissingSummary", atom("", elsewhere), bare(&content("image/png", "aGVsbG8="))));
    pairs.push(("MissingTextualContent", bare("<content>x</content>"), bare("")));
    let mut feed = |rule, sound: &str, broken: &str| pairs.push((rule, atom(sound, ""), atom(broken, "")));
    feed(
        "InvalidURIAttribute",
        "<generator uri=\"/g\">G</generator>",
        "<generator uri=\"https://\">G</generator>",
    );
    feed("UndefinedElement", "<generator version=\"1\">G</generator>", "<generator><b>G</b></generator>");
    feed("InvalidLink", "<icon>favicon.ico</icon>", "<icon>https://</icon>");
    feed("UnexpectedWhitespace", "<logo>/logo.png</logo>", "<logo> /logo.png </logo>");
    feed("SelfNotAtom", "", "<link rel=\"self\" type=\"text/html\" href=\"https://a.example/feed\"/>");
    feed(
        "DuplicateAtomLink",
        "<link href=\"/\"/><link href=\"/en\" hreflang=\"en\"/>",
        "<link href=\"/\"/><link rel=\"http://www.iana.org/assignments/relation/alternate\" href=\"/b\"/>",
    );
    feed(
        "LinkPastEnd",
        "",
        "<link rel=\"last\" href=\"https://a.example/feed\"/><link rel=\"next\" href=\"/2\"/>",
    );
    feed("UnexpectedText", "", "stray");
    let base = |base: &str| atom("", "").replace("<entry>", &format!("<entry xml:base=\"{base}\">"));
    pairs.push(("InvalidUriChar", base("/2025/"), base("a base")));
    let language = |tag: &str| atom("", "").replace("<entry>", &format!("<entry xml:lang=\"{tag}\">"));
    pairs.push(("InvalidLanguage", language(""), language("en_us")));
    let id = |id: &str| atom("", "").replace("<id>tag:a.example,2003:1</id>", &format!("<id>{id}</id>"));
    for (rule, sound, broken) in [
        ("UnexpectedWhitespace", "urn:x-y:1", " urn:x-y:1 "),
        ("InvalidFullLink", "https://a.example/é", "/posts/1"),
        ("InvalidUriChar", "https://a.example/a%20b", "a post"),
        ("InvalidURN", "urn:isbn:0-486-27557-4", "urn:i:1"),
        ("InvalidUUID", "urn:uuid:60a76c80-d399-11d9-b93C-0003939e0af6", "urn:uuid:60a76c80"),
        ("InvalidTAG", "tag:ada@a.example,2003-01-31:", "tag:a.example,2003-1-31:x"),
        ("NonCanonicalURI", "https://a.example/?a=%C3%A9", "https://a.example/?a=%c3%a9"),
        ("NonCanonicalURI", "https://a.example/1", "https://a.example/%31"),
        ("NonCanonicalURI", "https://a.example/a/b", "HTTPS://A.example:443/a/./b"),
    ] {
        pairs.push((rule, id(sound), id(broken)));
    }
    let late = atom("", "").replace("</feed>", "<logo>/l.png</logo></feed>");
    pairs.push(("MisplacedMetadata", atom("<logo>/l.png</logo>", ""), late));
    let prefixed = atom("", "").replacen("<feed ", "<feed xmlns:a=\"http://www.w3.org/2005/Atom\" ", 1);
    pairs.push(("AvoidNamespacePrefix", atom("", ""), prefixed));
    let other = |namespace: &str| atom("", "").replace("http://www.w3.org/2005/Atom", namespace);
    pairs.push(("ObsoleteNamespace", atom("", ""), other("http://purl.org/atom/ns#")));
    pairs.push(("InvalidNamespace", atom("", ""), other("http://www.w3.org/2005/atom")));
    pairs.push(("MissingNamespace", atom("", ""), format!("{DECLARATION}<feed/>")));
    let alone = |author: &str| {
        format!(
            "{DECLARATION}<entry xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:x-y:1</id><title>T</title>\
             <updated>2025-01-01T00:00:00Z</updated>{author}<content>x</content></entry>"
        )
    };
    pairs.push(("MissingElement", alone(person), alone("")));
    pairs
}
