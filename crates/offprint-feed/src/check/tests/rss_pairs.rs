//! RSS 2.0 and 0.91.

use super::{DECLARATION, Pair, rss};

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn pairs() -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut channel = |rule, sound: &str, broken: &str| pairs.push((rule, rss(sound, ""), rss(broken, "")));
    let cloud =
        "<cloud domain=\"a.example\" port=\"80\" path=\"/p\" registerProcedure=\"ping\" protocol=\"soap\"/>";
    for name in ["domain", "port", "path", "registerProcedure", "protocol"] {
        channel("MissingAttribute", cloud, &cloud.replace(&format!(" {name}="), &format!(" x-{name}=")));
    }
    for port in ["0", "-1", "8.5", "eighty", ""] {
        channel("InvalidIntegerAttribute", cloud, &cloud.replace("80", port));
    }
    channel("UnexpectedAttribute", cloud, &cloud.replace("path=", "x=\"1\" path="));
    channel("UnexpectedText", cloud, &cloud.replace("/>", ">x</cloud>"));
    channel("DuplicateElement", cloud, &cloud.repeat(2));
    for ttl in ["an hour", "0", "-5", "1.5", ""] {
        channel("InvalidPositiveInteger", "<ttl> 60 </ttl>", &format!("<ttl>{ttl}</ttl>"));
    }
    let days = |days: &[&str]| days.iter().map(|day| format!("<day>{day}</day>")).collect::<String>();
    let skip = |name: &str, inner: &str| format!("<{name}>{inner}</{name}>");
    let week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let sound = skip("skipDays", &days(&week));
    channel("InvalidDay", &sound, &skip("skipDays", &days(&["Mon"])));
    channel("DuplicateValue", &sound, &skip("skipDays", &days(&["Monday", "Monday"])));
    channel("EightDaysAWeek", &sound, &skip("skipDays", &days(&[&week[..], &["Monday"]].concat())));
    channel("UndefinedElement", &sound, &skip("skipDays", "<day>Monday</day><night/>"));
    channel("DuplicateElement", &sound, &sound.repeat(2));
    let hours = |hours: &[i32]| hours.iter().map(|hour| format!("<hour>{hour}</hour>")).collect::<String>();
    let day: Vec<i32> = (0..24).collect();
    let sound = skip("skipHours", &hours(&day));
    channel("InvalidHour", &sound, &skip("skipHours", &hours(&[25])));
    channel("InvalidHour", &sound, &skip("skipHours", "<hour>noon</hour>"));
    channel("DuplicateValue", &sound, &skip("skipHours", &hours(&[12, 12])));
    channel("DuplicateValue", &sound, &skip("skipHours", &hours(&[0, 24])));
    channel("NotEnoughHoursInTheDay", &sound, &skip("skipHours", &hours(&[&day[..], &[3]].concat())));
    channel("UseZeroForMidnight", &sound, &skip("skipHours", &hours(&[24])));
    channel("MissingElement", &sound, "<skipHours/>");
    let image =
        "<image><url>https://a.example/i</url><title>T</title><link>https://a.example/</link></image>";
    channel("UnexpectedText", image, "<image>https://a.example/i.png</image>");
    channel("MissingTitle", image, &image.replace("<title>T</title>", ""));
    channel("MissingLink", image, &image.replace("<link>https://a.example/</link>", ""));
    channel("UndefinedElement", image, &image.replace("</image>", "<alt>x</alt></image>"));
    channel("DuplicateElement", image, &image.replace("</image>", "<title>T</title></image>"));
    let input = "<textInput><title>T</title><description>D</description><name>q</name><link>https://a.example/s</link></textInput>";
    channel("MissingDescription", input, &input.replace("<description>D</description>", ""));
    channel("MissingElement", input, &input.replace("<name>q</name>", ""));
    channel("InvalidFormComponentName", input, &input.replace("q<", "7<"));
    channel("InvalidFullLink", input, &input.replace("https://a.example/s", "search"));
    channel("InvalidFullLink", "<docs>https://a.example/</docs>", "<docs/>");
    channel("InvalidUriChar", "<docs>https://a.example/a%20b</docs>", "<docs>https://a.example/a b</docs>");
    channel("InvalidUriChar", "<docs>https://[::1]/a</docs>", "<docs>https://a.example/?a[]=1</docs>");
    channel(
        "UriNotIri",
        "<docs>https://xn--bcher-kva.example/</docs>",
        "<docs>https://bücher.example/</docs>",
    );
    channel("InvalidLanguage", "<language>pt-BR</language>", "<language>en_US</language>");
    channel("InvalidLanguage", "<language>gsw</language>", "<language>qq</language>");
    channel(
        "InvalidContact",
        "<webMaster>ada@a.example (Ada)</webMaster>",
        "<webMaster>Ada (mailto:ada@a.example)</webMaster>",
    );
    channel(
        "EmailFormat",
        "<webMaster>ada.o'neill+x@a.example (A)</webMaster>",
        "<webMaster>Ada &lt;ada@a.example&gt;</webMaster>",
    );
    channel(
        "InvalidContact",
        "<webMaster>mailto:ada%40a.example%20(Ada)</webMaster>",
        "<webMaster>@ada</webMaster>",
    );
    channel(
        "UnknownHost",
        "<webMaster>ada@a.example (Ada)</webMaster>",
        "<webMaster>ada@localhost (Ada)</webMaster>",
    );
    channel("UndefinedElement", "<copyright>A</copyright>", "<copyright>A <b>B</b></copyright>");
    channel(
        "IncorrectDOW",
        "<pubDate>Wed, 01 Jan 2025 00:00:00 EST</pubDate>",
        "<pubDate>Mon, 01 Jan 2025 00:00:00 EST</pubDate>",
    );
    channel(
        "InvalidRFC2822Date",
        "<pubDate>1 Jan 2025 00:00 GMT</pubDate>",
        "<pubDate>31 Jun 2025 00:00 GMT</pubDate>",
    );
    channel(
        "InvalidRFC2822Date",
        "<pubDate>1 Jan 2025 00:00:60 -0030</pubDate>",
        "<pubDate>1 Jan 2025 00:00 -00:30</pubDate>",
    );
    for old in [
        "Wed (day), 1 Jan 2025 00:00 GMT",
        "Wed,1 Jan 2025 00:00 GMT",
        "1 jan 2025 00:00 GMT",
        "1 Jan 2025 00:00 A",
    ] {
        channel(
            "ProblematicalRFC822Date",
            "<pubDate>1 Jan 2025 00:00 Z</pubDate>",
            &format!("<pubDate>{old}</pubDate>"),
        );
    }
    let mut item = |rule, sound: &str, broken: &str| pairs.push((rule, rss("", sound), rss("", broken)));
    let enclosure = "<enclosure url=\"https://a.example:8080/x.mp3\" length=\"0\" type=\"audio/mpeg\"/>";
    item("InvalidURLAttribute", enclosure, &enclosure.replace("https:", "ftp:"));
    item("InvalidURLAttribute", enclosure, &enclosure.replace("https://", ""));
    item("InvalidIntegerAttribute", enclosure, &enclosure.replace("\"0\"", "\"\""));
    item("UseZeroForUnknown", enclosure, &enclosure.replace("\"0\"", "\"-1\""));
    item("InvalidNonNegativeInteger", enclosure, &enclosure.replace("\"0\"", "\"-2\""));
    item(
        "SchemeNotIANARegistered",
        "<source url=\"https://a.example/\"/>",
        "<source url=\"feed://a.example/\">x</source>",
    );
    item(
        "DuplicateElement",
        "<category>a</category><category>b</category>",
        "<pubDate>1 Jan 2025 00:00 Z</pubDate>".repeat(2).as_str(),
    );
    item(
        "UndefinedElement",
        "<description>&lt;b&gt;x&lt;/b&gt;</description>",
        "<description><b>x</b></description>",
    );
    item(
        "DuplicateItemSemantics",
        "<atom:updated>2025-01-01T00:00:00Z</atom:updated>",
        "<atom:id>urn:x-y:1</atom:id>",
    );
    item(
        "DuplicateDescriptionSemantics",
        "<atom:content src=\"https://a.example/1\" type=\"text/html\"/>",
        "<atom:content type=\"html\">x</atom:content>",
    );
    item(
        "UndefinedElement",
        "<atom:content type=\"html\">x</atom:content>",
        "<atom:content type=\"html\"><b/></atom:content>",
    );
    item(
        "MissingHref",
        "<atom:link rel=\"related\" href=\"https://a.example/2\"/>",
        "<atom:link rel=\"related\"/>",
    );
    let guid = |guid: &str| rss("", "").replace("<guid isPermaLink=\"false\">urn:uuid:1</guid>", guid);
    for (rule, broken) in [
        ("InvalidHttpGUID", "<guid/>"),
        ("InvalidHttpGUID", "<guid isPermaLink=\"true\">post 1</guid>".trim_end_matches(' ')),
        ("UnexpectedAttribute", "<guid isPermalink=\"true\">https://a.example/1</guid>"),
        ("InvalidPermalink", "<guid>tag:a.example,2003:1</guid>"),
    ] {
        let broken = broken.replace("post 1", "post1");
        pairs.push((rule, guid("<guid>https://a.example/1</guid>"), guid(&broken)));
    }
    let two = |second: &str| {
        let first = "<item><title>A</title><guid>https://a.example/?a&amp;b</guid></item>";
        rss(&format!("{first}<item><title>B</title><guid>{second}</guid></item>"), "")
    };
    pairs.push((
        "DuplicateValue",
        two("https://a.example/?a%26b"),
        two("<![CDATA[https://a.example/?a&b]]>"),
    ));
    let early = "<item><title>A</title><guid>https://a.example/2</guid></item>";
    pairs.push(("MisplacedItem", rss(early, ""), rss(&format!("{early}<ttl>5</ttl>"), "")));
    let old = |version: &str, declaration: &str| {
        format!(
            "{DECLARATION}{declaration}<rss version=\"{version}\"><channel><title>T</title>\
             <link>https://a.example/</link><description>D</description></channel></rss>"
        )
    };
    let declared =
        |at: &str| format!("<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" \"{at}\">");
    let board = declared("http://www.rssboard.org/rss-0.91.dtd");
    let netscape = declared("http://my.netscape.com/publish/formats/rss-0.91.dtd");
    pairs.push(("InvalidRSSVersion", old("0.92", ""), old("1.9", "")));
    pairs.push(("InvalidDoctype", old("0.91", &board), old("2.0", &board)));
    pairs.push(("DeprecatedDTD", old("0.91", &board), old("0.91", &netscape)));
    pairs.push((
        "SAXError",
        old("0.91", &board).replace(">D<", ">&copy; &amp;<"),
        old("0.91", "").replace(">D<", ">&copy;<"),
    ));
    pairs.push(("MissingAtomSelfLink", old("0.91", ""), old("2.0", "")));
    pairs.push(("UndefinedElement", rss("", ""), format!("{DECLARATION}<channel/>")));
    pairs.push(("UnexpectedAttribute", rss("", ""), rss("", "").replacen("<rss ", "<rss x=\"1\" ", 1)));
    pairs
}
