//! Posts of hostile size: whatever can be repeated, nested, or left open, as often as fits.

use serde_json::{Value, json};

/// A post as WordPress would answer it, and what is hostile about it.
#[derive(Debug, Clone)]
pub struct Giant {
    /// A name, fit for files.
    pub name: String,
    /// The file's bytes.
    pub json: Vec<u8>,
}

/// Elements that are opened and never closed.
const OPENED: [&str; 34] = [
    "div",
    "p",
    "b",
    "i",
    "font",
    "a",
    "a href='#x'",
    "nobr",
    "span",
    "em",
    "sup",
    "q",
    "code",
    "pre",
    "h2",
    "ul><li",
    "ol><li",
    "li",
    "dl><dd",
    "blockquote",
    "table><tr><td",
    "table",
    "tr",
    "td",
    "details",
    "figure",
    "section",
    "svg><g",
    "math><mrow",
    "math><mi",
    "button",
    "select",
    "template",
    "font color=red><p",
];

/// Pieces that are written again and again. `{n}` is a number that grows.
const REPEATED: [(&str, &str); 48] = [
    ("paragraphs", "<p>Words in a row, and some more.</p>\n"),
    ("comments", "<!-- x -->"),
    ("open comments", "<!--"),
    ("less than", "<"),
    ("open tags", "<a "),
    ("end tags", "</p></div></b>"),
    ("breaks", "<br>"),
    ("references", "&amp;&nbsp;&#8217;"),
    ("half references", "&amp&#x&a"),
    ("misnested", "<b><p>x</b><i>y</p></i>"),
    ("adopted", "<a href='https://a.example/'><b><div>x"),
    ("adopted again", "<b><i><a href=x><p>x</b></i>"),
    ("cast out of tables", "<table>x<tr><td>y</table>"),
    ("cast out of a table", "x<tr><td>y</td></tr>"),
    ("cells", "<td>x</td>"),
    ("rows", "<tr><td>x<th>y"),
    ("items", "<li>x"),
    ("lists", "<ul><li>x</ul>"),
    ("definitions", "<dt>x<dd>y"),
    ("headings", "<h2 id='same'>x</h2>"),
    ("links to headings", "<h2 id='h{n}'>x</h2><a href='#h{n}'>y</a>"),
    ("links to nowhere", "<a href='#h{n}'>y</a> "),
    ("links", "<a href='https://a.example/{n}'>y</a> "),
    ("pictures", "<img src='https://a.example/{n}.png' alt='x'>"),
    ("figures", "<figure><img src='https://a.example/{n}.png'><figcaption>x</figcaption></figure>"),
    (
        "lazy pictures",
        "<img class='lazyload' data-src='https://a.example/{n}.png'><noscript><img src=y></noscript>",
    ),
    ("embeds", "<iframe src='https://www.youtube.com/embed/{n}'></iframe>"),
    ("notes", "<sup class='fn' data-fn='{n}'><a href='#{n}' id='{n}-link'>1</a></sup>"),
    ("scripts", "<script>x</script>"),
    ("shortcodes", "[caption id='x'"),
    ("closed shortcodes", "[x][/x]"),
    ("stars", "*"),
    ("stars apart", "*a **b _c __d "),
    ("backticks", "`a``b```c "),
    ("brackets", "["),
    ("pictures of brackets", "![[]("),
    ("dollars", "$x $$y "),
    ("pipes", "| - | "),
    ("word", "a"),
    ("words", "word "),
    ("ideographs", "漢字"),
    ("Hebrew and Latin", "שלום abc "),
    ("marks", "\u{301}"),
    ("joined pictures", "👩\u{200d}"),
    ("soft hyphens", "a\u{ad}"),
    ("no-break spaces", "\u{a0}"),
    ("line ends", "\n"),
    ("isolates", "\u{2067}a"),
];

/// Giants of about this many bytes each, by name; `ordinary` is what the others are compared with.
pub fn all(bytes: usize) -> Vec<Giant> {
    let mut giants = vec![giant("ordinary", &fill(ORDINARY, bytes))];
    for element in OPENED {
        giants.push(giant(&format!("opened {element}"), &fill(&format!("<{element}>"), bytes)));
        giants.push(giant(&format!("opened {element} with text"), &fill(&format!("<{element}>x "), bytes)));
    }
    for (name, piece) in REPEATED {
        giants.push(giant(name, &fill(piece, bytes)));
    }
    giants.extend(wrapped(bytes));
    giants.extend(odd_values(bytes));
    giants
}

/// What posts are mostly made of.
const ORDINARY: &str = "<h2 class=\"wp-block-heading\">A heading of some words</h2>\n\
    <p>The first <strong>paragraph</strong> has a <a href=\"https://garden.example/bees/{n}/\">link</a>, and a few \
    sentences that go on for more than a line, as paragraphs do. There is nothing special about it &#8211; or is \
    there?</p>\n<ul class=\"wp-block-list\">\n<li>One thing</li>\n<li>Another, <em>emphasized</em></li>\n</ul>\n\
    <figure class=\"wp-block-image size-large\"><img src=\"https://garden.example/{n}.jpg\" alt=\"A bee\" \
    width=\"800\" height=\"600\" class=\"wp-image-{n}\"/><figcaption>A bee at work</figcaption></figure>\n\
    <blockquote class=\"wp-block-quote\"><p>Bees do not talk.</p><cite>A beekeeper</cite></blockquote>\n\
    <p>Another paragraph follows, longer than the first one. It tells what the first one left out: the weather, the \
    flowers and the time of day, and that nobody had been stung.</p>\n";

/// What is within one element that has an end.
fn wrapped(bytes: usize) -> Vec<Giant> {
    let around = |name: &str, before: &str, piece: &str, after: &str| {
        giant(name, &format!("{before}{}{after}", fill(piece, bytes)))
    };
    vec![
        around("attributes", "<p ", "a{n}=x ", ">x</p>"),
        around("an attribute", "<p title='", "x", "'>x</p>"),
        around("classes", "<p class='", "c{n} ", "'>x</p>"),
        around("a style", "<p style='", "color:red;", "'>x</p>"),
        around(
            "spans without end",
            "<table>",
            "<tr><td colspan=1000000000 rowspan=1000000000>x</td></tr>",
            "</table>",
        ),
        around("wide spans", "<table>", "<tr><td colspan=1000>x</td></tr>", "</table>"),
        around("high spans", "<table><tr>", "<td rowspan=65534>x</td>", "</tr></table>"),
        around("one row", "<table><tr>", "<td>x</td>", "</tr></table>"),
        around("one column", "<table>", "<tr><td>x</td></tr>", "</table>"),
        around(
            "one column of words",
            "<table>",
            "<tr><td>some words</td><td>and more of them</td></tr>",
            "</table>",
        ),
        around("cast out in one table", "<table>", "x<tr><td>y</td></tr>", "</table>"),
        around("one list", "<ol>", "<li>x</li>", "</ol>"),
        around("one paragraph", "<p>", "Words in a row, and some more. ", "</p>"),
        around("one paragraph of pieces", "<p>", "<b>a</b> <i>b</i> <code>c</code> ", "</p>"),
        around(
            "one gallery",
            "<div class='gallery'>",
            "<figure><img src='https://a.example/{n}.png'></figure>",
            "</div>",
        ),
        around("preformatted", "<pre>", "a line of text\n", "</pre>"),
        around("preformatted without lines", "<pre>", "text ", "</pre>"),
        around("code", "<pre><code>", "let x = \"a\";\n", "</code></pre>"),
        around("fences", "<pre><code>", "`", "</code></pre>"),
        around("a heading", "<h2>", "word ", "</h2>"),
        around("a summary", "<details><summary>", "word ", "</summary>x</details>"),
        around("an address", "<a href='https://a.example/", "x", "'>x</a>"),
        around("an encoded address", "<a href='https://a.example/", "%", "'>x</a>"),
        around("a picture's data", "<img src='data:image/png;base64,", "AAAA", "'>"),
        around("a source set", "<img src='x' srcset='", "https://a.example/{n}.png {n}w, ", "'>"),
        around("mathematics", "<math>", "<mrow><mi>x</mi></mrow>", "</math>"),
        around(
            "TeX",
            "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>",
            "{x}",
            "</annotation></semantics></math>",
        ),
        around("nested well", "", "<div><p>x</p></div>", ""),
        around(
            "notes",
            "",
            "<sup data-fn='n{n}' class='fn'><a href='#n{n}' id='n{n}-link'>{n}</a></sup>",
            "<ol class='wp-block-footnotes'><li id='n1'>x</li></ol>",
        ),
        around(
            "notes and their texts",
            "<ol class='wp-block-footnotes'>",
            "<li id='n{n}'>x</li>",
            "</ol><p>x<sup data-fn='n1' class='fn'><a href='#n1' id='n1-link'>1</a></sup></p>",
        ),
    ]
}

/// What is hostile beside the content.
fn odd_values(bytes: usize) -> Vec<Giant> {
    let of = |name: &str, member: &str, value: Value| {
        let mut post = post("<p>Words.</p>");
        post[member] = value;
        Giant { name: name.to_owned(), json: post.to_string().into_bytes() }
    };
    let raw = |name: &str, text: String| Giant { name: name.to_owned(), json: text.into_bytes() };
    let many = bytes / 16;
    let keys: serde_json::Map<String, Value> = (0..many).map(|n| (format!("k{n}"), json!(1))).collect();
    let terms: Vec<Value> =
        (0..bytes / 80).map(|n| json!({"id": n, "name": format!("Term {n}"), "slug": format!("t{n}"), "taxonomy": "post_tag"})).collect();
    let whole = post("<p>Words.</p>").to_string();
    let head = whole.strip_suffix('}').unwrap_or(&whole);
    let digits = "9".repeat(bytes);
    vec![
        of("a title", "title", json!({"rendered": "word ".repeat(bytes / 5)})),
        of("a title of one word", "title", json!({"rendered": "w".repeat(bytes)})),
        of("a title of tags", "title", json!({"rendered": "<b>x ".repeat(bytes / 5)})),
        of("an excerpt", "excerpt", json!({"rendered": "word ".repeat(bytes / 5)})),
        of("a slug", "slug", json!("s".repeat(bytes))),
        of(
            "classes of a post",
            "class_list",
            json!((0..many).map(|n| format!("tag-t{n}")).collect::<Vec<_>>()),
        ),
        of("terms", "_embedded", json!({ "wp:term": [terms] })),
        of("numbers of terms", "tags", json!((1..many).collect::<Vec<_>>())),
        of("members", "meta", Value::Object(keys)),
        raw(
            "nested arrays",
            format!("{head}, \"meta\": {}{}}}", "[".repeat(bytes / 2), "]".repeat(bytes / 2)),
        ),
        raw(
            "nested objects",
            format!("{head}, \"acf\": {}1{}}}", "{\"a\":".repeat(bytes / 6), "}".repeat(bytes / 6)),
        ),
        raw("open arrays", "[".repeat(bytes)),
        raw("a number", format!("{head}, \"menu_order\": {digits}}}")),
        raw("many empty posts", format!("[{}{{}}]", "{},".repeat(bytes / 3))),
        raw("many strings", format!("[{}1]", "\"x\",".repeat(bytes / 4))),
        raw("many values end to end", "{} ".repeat(bytes / 3)),
        raw("an open string", format!("[\"{}", "x".repeat(bytes))),
        raw("backslashes", format!("[\"{}\"]", "\\\\".repeat(bytes / 2))),
        raw("junk before", format!("{}{whole}", "<br />Notice: x\n".repeat(bytes / 16))),
    ]
}

fn giant(name: &str, html: &str) -> Giant {
    Giant { name: name.to_owned(), json: post(html).to_string().into_bytes() }
}

fn post(html: &str) -> Value {
    json!({
        "id": 1, "type": "post", "status": "publish", "slug": "giant", "link": "https://hostile.example/giant/",
        "guid": {"rendered": "https://hostile.example/?p=1"}, "date_gmt": "2025-03-04T05:06:07",
        "title": {"rendered": "A giant"}, "excerpt": {"rendered": "Large."}, "content": {"rendered": html},
    })
}

/// The piece again and again, up to about so many bytes.
fn fill(piece: &str, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + piece.len());
    let counts = piece.contains("{n}");
    let mut number = 1;
    while text.len() < bytes {
        if counts {
            text.push_str(&piece.replace("{n}", &number.to_string()));
            number += 1;
        } else {
            text.push_str(piece);
        }
    }
    text
}
