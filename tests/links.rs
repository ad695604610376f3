//! Links, pictures and names that the input tells only in part: what is known of the site completes them, and what
//! stays unknown is reported once, never shown as a number, and loses no words.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_tests::{archive, places, poppler, program};
use serde_json::{Value, json};
use std::{fs, path::Path, process::Output};
use tempfile::TempDir;

const BODY: &str = "<p>See <a href=\"/about/\">about us</a>, <a href=\"../wasps/\">the wasps</a>, \
    <a href=\"?p=12\">number twelve</a> and <a href=\"//cdn.example/list.pdf\">the list</a>.</p>\
    <figure><img src=\"/wp-content/uploads/2025/04/hive.png\" alt=\"A hive of straw\"></figure>\
    <p>Before <img src=\"comb.png\" alt=\"a comb of wax\"> after.</p>\
    <figure><img src=\"//cdn.example/x.png\" alt=\"A smoker\"></figure>\
    <p>Gone: <img alt=\"a lost drawing\"></p>";

fn post(link: Option<&str>, content: &str) -> Value {
    let mut post = json!({
        "id": 7, "slug": "bees", "status": "publish", "type": "post", "date_gmt": "2025-04-02T08:00:00",
        "title": { "rendered": "Of Bees" }, "content": { "rendered": content }, "excerpt": { "rendered": "" }
    });
    if let Some(link) = link {
        post["link"] = json!(link);
    }
    post
}

struct Run {
    folder: TempDir,
    output: Output,
}

impl Run {
    /// Exports these inputs, each a file of its name, in all formats.
    fn of(inputs: &[(&str, &[u8])], more: &[&str]) -> Self {
        let folder = TempDir::new().expect("a folder");
        let files = inputs.iter().map(|(name, bytes)| {
            let file = folder.path().join(name);
            fs::write(&file, bytes).expect("the input is written");
            file
        });
        let files: Vec<_> = files.collect();
        let output =
            program::export_all(&files, &folder.path().join("out"), &[&["--name", "x"], more].concat());
        Self { output, folder }
    }

    #[track_caller]
    fn well(inputs: &[(&str, &[u8])], more: &[&str]) -> Self {
        let run = Self::of(inputs, more);
        assert!(run.output.status.success(), "{}", run.said());
        run
    }

    fn one(post: &Value, more: &[&str]) -> Self {
        Self::well(&[("post.json", post.to_string().as_bytes())], more)
    }

    fn said(&self) -> String {
        program::said(&self.output)
    }

    fn out(&self) -> std::path::PathBuf {
        self.folder.path().join("out")
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.out().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    fn markdown(&self) -> String {
        let folder = self.out().join("markdown");
        let read = |file: &String| fs::read_to_string(folder.join(file)).expect("the file is read");
        let files = places::files_below(&folder);
        let text: Vec<_> =
            files.iter().filter(|file| Path::new(file).extension().is_some_and(|e| e == "md")).collect();
        text.into_iter().map(read).collect()
    }

    fn feed(&self) -> Value {
        serde_json::from_str(&self.read("feed.json")).expect("JSON Feed is JSON")
    }

    fn html(&self) -> String {
        self.feed()["items"][0]["content_html"].as_str().unwrap_or_default().to_owned()
    }

    fn chapters(&self) -> String {
        archive::spine(&self.out().join("x.epub"))
            .iter()
            .filter_map(|page| page.text().map(str::to_owned))
            .collect()
    }

    /// Text of all formats, for words that none may lose.
    fn texts(&self) -> Vec<(&'static str, String)> {
        let mut texts = vec![("feed", self.html()), ("Markdown", self.markdown()), ("EPUB", self.chapters())];
        if poppler::at_hand() {
            let text = poppler::text(&self.out().join("x.pdf"));
            texts.push(("PDF", text.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        texts
    }

    #[track_caller]
    fn holds_in_all(&self, words: &[&str]) {
        for (format, text) in self.texts() {
            for word in words {
                assert!(text.contains(word), "{format} has lost `{word}`:\n{text}");
            }
        }
    }

    #[track_caller]
    fn holds_in_none(&self, words: &[&str]) {
        let front = ["feed.rss", "feed.atom", "feed.json"].map(|file| ("feed", self.read(file)));
        for (format, text) in self.texts().into_iter().chain(front) {
            for word in words {
                assert!(!text.contains(word), "{format} holds `{word}`:\n{text}");
            }
        }
    }
}

const WORDS: [&str; 8] = [
    "about us",
    "the wasps",
    "number twelve",
    "the list",
    "A hive of straw",
    "a comb of wax",
    "A smoker",
    "a lost drawing",
];

#[test]
fn relative_urls_are_resolved_against_the_site() {
    for (link, base) in [
        (Some("/news/bees/"), "https://garden.example/news/bees/"),
        (Some("news/bees/"), "https://garden.example/news/bees/"),
        (Some("https://garden.example/news/bees/"), "https://garden.example/news/bees/"),
        (None, "https://garden.example/"),
    ] {
        let run = Run::one(&post(link, BODY), &["--site-url", "https://garden.example"]);
        let joined = |relative: &str| match (base, relative) {
            ("https://garden.example/", "../wasps/") => "https://garden.example/wasps/".to_owned(),
            (_, "../wasps/") => "https://garden.example/news/wasps/".to_owned(),
            (base, relative) => format!("{base}{relative}"),
        };
        let wanted = [
            "https://garden.example/about/".to_owned(),
            joined("../wasps/"),
            joined("?p=12"),
            "https://cdn.example/list.pdf".to_owned(),
            "https://garden.example/wp-content/uploads/2025/04/hive.png".to_owned(),
            joined("comb.png"),
            "https://cdn.example/x.png".to_owned(),
        ];
        for (format, text) in run.texts().into_iter().take(3) {
            for url in &wanted {
                assert!(text.contains(url.as_str()), "{link:?}: {format} has no `{url}`:\n{text}");
            }
        }
        if poppler::at_hand() {
            let urls = poppler::urls(&run.out().join("x.pdf"));
            assert!(wanted.iter().all(|url| urls.contains(url)), "{link:?}: {urls:?}");
        }
        run.holds_in_all(&WORDS);
        assert!(!run.said().contains("relative"), "{}", run.said());
        if link.is_some() {
            assert_eq!(run.feed()["items"][0]["url"], base);
        }
    }
}

#[test]
fn the_input_itself_tells_the_site() {
    let bare = || post(Some("/news/bees/"), BODY);
    let with = |pointer: &str, value: Value| {
        let mut post = bare();
        post[pointer] = value;
        post.to_string()
    };
    let links = json!({ "self": [{ "href": "https://garden.example/wp-json/wp/v2/posts/7" }] });
    let index = json!({
        "name": "Garden", "home": "https://garden.example", "url": "https://garden.example",
        "namespaces": ["wp/v2"], "routes": {}
    });
    let wxr = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Garden</title>\
         <wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://garden.example</wp:base_blog_url>\
         <item><title>Of Bees</title><link>/news/bees/</link><content:encoded><![CDATA[{BODY}]]></content:encoded>\
         <wp:post_id>7</wp:post_id><wp:post_name>bees</wp:post_name><wp:status>publish</wp:status>\
         <wp:post_type>post</wp:post_type></item></channel></rss>"
    );
    for inputs in [
        vec![("post.json", with("_links", links))],
        vec![("post.json", bare().to_string()), ("site.json", index.to_string())],
        vec![("export.xml", wxr)],
    ] {
        let inputs: Vec<_> = inputs.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        let run = Run::well(&inputs, &[]);
        let html = run.html();
        assert!(html.contains("https://garden.example/about/"), "{}: {html}", inputs[0].0);
        assert!(html.contains("https://garden.example/wp-content/uploads/2025/04/hive.png"), "{html}");
        assert_eq!(run.feed()["items"][0]["url"], "https://garden.example/news/bees/");
    }
}

#[test]
fn a_draft_is_resolved_against_its_preview() {
    let mut draft = post(Some("https://garden.example/?p=7"), BODY);
    draft["status"] = json!("draft");
    let run = Run::one(&draft, &["--status", "draft"]);
    assert!(run.html().contains("https://garden.example/about/"), "{}", run.html());
}

#[test]
fn without_a_site_markdown_keeps_them_and_no_format_loses_words() {
    for link in [Some("/news/bees/"), None] {
        let run = Run::one(&post(link, BODY), &[]);
        let markdown = run.markdown();
        for part in
            ["(/about/)", "(../wasps/)", "(?p=12)", "(/wp-content/uploads/2025/04/hive.png)", "(comb.png)"]
        {
            assert!(markdown.contains(part), "{part} is not in\n{markdown}");
        }
        run.holds_in_all(&WORDS);
        // What leads nowhere without its page is no link.
        let (html, chapters) = (run.html(), run.chapters());
        for url in ["\"/about/\"", "\"../wasps/\"", "\"?p=12\"", "hive.png\"", "\"comb.png\""] {
            assert!(!html.contains(url) && !chapters.contains(url), "`{url}` is in\n{html}\n{chapters}");
        }
        let said = run.said();
        // The post's own link counts, too.
        let wanted = if link.is_some() { "6 URLs are relative" } else { "5 URLs are relative" };
        assert_eq!(said.matches(wanted).count(), 1, "{said}");
        assert!(said.contains("hint: pass the site's URL with `--site-url`"), "{said}");
    }
}

#[test]
fn pictures_are_found_by_their_relative_path() {
    let folder = TempDir::new().expect("a folder");
    let media = places::root().join("fixtures/media");
    let file =
        places::files_below(&media).into_iter().find(|file| file.ends_with(".png")).expect("a picture");
    let upload = folder.path().join("uploads/2025/04");
    fs::create_dir_all(&upload).expect("the folder is made");
    for name in ["hive.png", "comb.png"] {
        fs::copy(media.join(&file), upload.join(name)).expect("the picture is copied");
    }
    let media = folder.path().to_string_lossy().into_owned();
    let run = Run::one(&post(Some("/news/bees/"), BODY), &["--media", &media]);
    let book: Vec<_> =
        archive::entries(&run.out().join("x.epub")).into_iter().map(|entry| entry.path).collect();
    assert!(book.iter().any(|path| path.ends_with(".png")), "{book:?}");
    let shown = run.chapters();
    let is_shown = |alt: &str| shown.contains(&format!(".png\" alt=\"{alt}\""));
    assert!(is_shown("A hive of straw") && is_shown("a comb of wax"), "{shown}");
    let files = places::files_below(&run.out().join("markdown"));
    assert!(files.iter().any(|path| path.ends_with("2025/04/hive.png")), "{files:?}");
}

#[test]
fn a_featured_picture_may_be_relative() {
    let mut relative = post(Some("/news/bees/"), "<p>a</p>");
    relative["featured_media"] = json!(3);
    let media = json!({
        "id": 3, "source_url": "/wp-content/uploads/hive.png", "media_details": { "width": 900, "height": 600 },
        "media_type": "image", "mime_type": "image/png", "title": { "rendered": "x" }
    });
    let inputs = [relative.to_string(), media.to_string()];
    let inputs = [("post.json", inputs[0].as_bytes()), ("media.json", inputs[1].as_bytes())];
    let run = Run::well(&inputs, &["--site-url", "https://garden.example/"]);
    assert_eq!(run.feed()["items"][0]["image"], "https://garden.example/wp-content/uploads/hive.png");
}

#[test]
fn numbers_are_no_names() {
    let mut numbered = post(Some("https://garden.example/bees/"), "<p>a</p>");
    numbered["categories"] = json!([118, 119]);
    numbered["tags"] = json!([4]);
    numbered["author"] = json!(5);
    numbered["featured_media"] = json!(31);
    numbered["class_list"] = json!(["post-7", "category-118", "tag-4"]);
    let mut other = numbered.clone();
    (other["id"], other["slug"], other["link"]) =
        (json!(8), json!("wasps"), json!("https://garden.example/wasps/"));
    let both = json!([numbered, other]).to_string();
    let both = [("posts.json", both.as_bytes())];
    let numbers = ["term 118", "term 4", ">118<", "author 5", "\"118\"", "- 118", "- term", "category-118"];
    for more in [
        &["--group-by", "category"][..],
        &["--path", "{category}/{slug}.md"],
        &["--group-by", "author", "--path", "{author}-{slug}.md"],
    ] {
        let run = Run::well(&both, more);
        let said = run.said();
        run.holds_in_none(&numbers);
        let files = places::files_below(&run.out());
        assert!(!files.iter().any(|file| file.contains("118")), "{files:?}");
        assert_eq!(said.matches("no name for 3 terms and 1 author").count(), 1, "{said}");
        assert!(said.contains("_embed") && said.contains("/wp-json/wp/v2/categories"), "{said}");
    }
    // A feed for each category: there is none for a number.
    let run = Run::of(&both, &["--split-by", "category"]);
    let files = places::files_below(&run.out());
    assert!(!files.iter().any(|file| file.contains("118") || file.contains("term")), "{files:?}");
    // The number still selects.
    let run = Run::well(&both, &["--term", "category:118"]);
    assert_eq!(run.feed()["items"].as_array().map(Vec::len), Some(2));
    let names = json!([
        { "id": 118, "name": "Apiary", "slug": "apiary", "taxonomy": "category" },
        { "id": 119, "name": "Hives", "slug": "hives", "taxonomy": "category" },
        { "id": 4, "name": "wax", "slug": "wax", "taxonomy": "post_tag" }
    ])
    .to_string();
    let run = Run::well(&[both[0], ("terms.json", names.as_bytes())], &["--group-by", "category"]);
    assert!(run.read("feed.rss").contains(">Apiary</category>"));
    assert!(!run.said().contains("no name"), "{}", run.said());
}

#[test]
fn a_post_shows_its_title_once() {
    let bees = post(Some("https://garden.example/bees/"), "<h1>OF  BEES:</h1><p>They fly.</p>");
    let run = Run::one(&bees, &["--report", "-"]);
    let report = String::from_utf8_lossy(&run.output.stdout).into_owned();
    assert!(report.contains("\"repeated-title\""), "{report}");
    run.holds_in_none(&["OF BEES", "OF  BEES"]);
    let run = Run::one(&bees, &["--keep", "repeated-title"]);
    run.holds_in_all(&["OF BEES"]);
}

#[test]
fn harmless_schemes_stay_links() {
    let harmless = [
        "ftp://files.example/x.zip",
        "sms:+43123",
        "irc://chat.example/bees",
        "geo:48.2,16.3",
        "xmpp:ada@garden.example",
        "webcal://garden.example/x.ics",
        "urn:isbn:9780000000002",
        "news:comp.bees",
        "feed://garden.example/rss",
        "mailto:ada@garden.example",
        "tel:+43123",
    ];
    let harmful = [
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "feed:javascript:alert(1)",
        "jar:https://a.example/x!/y",
    ];
    let link = |url: &&str| format!("<p><a href=\"{url}\">words</a></p>");
    let content: String = harmless.iter().chain(&harmful).map(link).collect();
    let run = Run::one(&post(Some("https://garden.example/bees/"), &content), &[]);
    let mut texts = run.texts();
    texts.truncate(3);
    if poppler::at_hand() {
        texts.push(("PDF", poppler::urls(&run.out().join("x.pdf")).join(" ")));
    }
    for (format, text) in texts {
        for url in harmless {
            assert!(text.contains(url), "{format} has no `{url}`:\n{text}");
        }
        for url in harmful {
            assert!(!text.contains(url), "{format} has `{url}`:\n{text}");
        }
    }
}

#[test]
fn a_fragment_without_a_target_leads_to_the_posts_page() {
    let content = "<h2 id=\"here\">Here</h2><p><a href=\"#here\">in</a> <a href=\"#nope\">out</a></p>";
    let run = Run::one(&post(Some("https://garden.example/bees/"), content), &[]);
    assert!(run.markdown().contains("[out](#nope)"), "{}", run.markdown());
    assert!(run.html().contains("<a href=\"https://garden.example/bees/#nope\">out</a>"), "{}", run.html());
    let chapters = run.chapters();
    assert!(chapters.contains("<a href=\"https://garden.example/bees/#nope\">out</a>"), "{chapters}");
    if poppler::at_hand() {
        let urls = poppler::urls(&run.out().join("x.pdf"));
        assert!(urls.contains(&"https://garden.example/bees/#nope".to_owned()), "{urls:?}");
    }
    let run = Run::one(&post(None, content), &[]);
    assert!(run.markdown().contains("[out](#nope)"), "{}", run.markdown());
    assert!(!run.html().contains("nope") && !run.chapters().contains("nope"), "{}", run.chapters());
    run.holds_in_all(&["out"]);
    assert!(!run.said().contains("taken out"), "{}", run.said());
}

#[test]
fn files_as_other_programs_save_them() {
    let text = post(Some("https://garden.example/bees/"), "<p>Größe „ja“ 日本</p>").to_string();
    let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
    let little = |text: &str| units(text).into_iter().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let big = |text: &str| units(text).into_iter().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let headers =
        "HTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\nHTTP/2 200 \r\ncontent-type: application/json\r\n\r\n";
    let export =
        fs::read_to_string(places::root().join("fixtures/exports/export-blocks.xml")).expect("it is read");
    for (name, bytes) in [
        ("posts.json", little(&text)),
        ("posts.json", big(&format!("\u{feff}{text}"))),
        ("posts.json", little(&format!("\u{feff}{headers}[{text}]"))),
        ("posts.json", format!("{headers}[{text}]").into_bytes()),
    ] {
        let run = Run::well(&[(name, &bytes)], &[]);
        run.holds_in_all(&["Größe „ja“"]);
        assert!(run.said().lines().all(|line| !line.starts_with("warning")), "{}", run.said());
    }
    let plain = Run::well(&[("export.xml", export.as_bytes())], &[]);
    for bytes in
        [little(&format!("\u{feff}{export}")), big(&export), format!("{headers}{export}").into_bytes()]
    {
        let run = Run::well(&[("export.xml", &bytes)], &[]);
        assert_eq!(run.read("feed.rss"), plain.read("feed.rss"));
    }
    let utf32: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
    let run = Run::of(&[("posts.json", &utf32)], &[]);
    assert_eq!(run.output.status.code(), Some(1));
    assert!(run.said().contains("UTF-32") && run.said().contains("iconv"), "{}", run.said());
}
