//! Posts that are fetched: pages, their end, waiting, and what a site may have against it.

use offprint_tests::program;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::Output;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// A site on this machine that answers as a test says, and remembers what it was asked for.
struct Site {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

/// A status, headers and a body.
type Answer = (u16, String, String);

impl Site {
    fn new(answer: impl Fn(&str, usize) -> Answer + Send + 'static) -> Self {
        Self::at(TcpListener::bind("127.0.0.1:0").expect("a port of this machine"), answer)
    }

    fn at(listener: TcpListener, answer: impl Fn(&str, usize) -> Answer + Send + 'static) -> Self {
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let remembered = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let mut lines =
                    BufReader::new(stream.try_clone().expect("a stream")).lines().map_while(Result::ok);
                let first = lines.next().unwrap_or_default();
                // The rest of the head, to the blank line.
                let head: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
                assert!(
                    head.iter().any(|line| line.to_lowercase().starts_with("user-agent: offprint/")),
                    "{head:?}"
                );
                let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                let count = {
                    let mut asked = remembered.lock().expect("what was asked");
                    asked.push(path.clone());
                    asked.len()
                };
                let (status, headers, body) = answer(&path, count);
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n{body}",
                    body.len()
                );
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("what was asked").clone()
    }

    /// Exports an edition of this path of the site.
    fn export(&self, path: &str, more: &[&str]) -> (TempDir, Output) {
        let folder = TempDir::new().expect("a folder");
        let editions = "sources = 'live'\nsort = 'date'\nformats = 'json-feed'\n";
        let config = format!(
            "[source.live]\nurl = '{}{path}'\n\n[[edition]]\nname = 'a'\n{editions}\n[[edition]]\nname = 'b'\n{editions}",
            self.address
        );
        fs::write(folder.path().join("offprint.toml"), config).expect("the file is written");
        let output = export(&folder, more);
        (folder, output)
    }
}

fn export(folder: &TempDir, more: &[&str]) -> Output {
    let mut command = program::offprint();
    command.current_dir(folder.path()).arg("export").args(more);
    // The way to this machine leads over no other.
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env_remove(name);
    }
    command.output().expect("offprint starts")
}

/// Posts of these numbers as the API lists them.
fn posts(numbers: std::ops::RangeInclusive<u32>) -> String {
    let post = |number: u32| {
        serde_json::json!({
            "id": number, "slug": format!("post-{number}"), "type": "post", "status": "publish",
            "date": format!("2025-05-{number:02}T09:00:00"), "date_gmt": format!("2025-05-{number:02}T09:00:00"),
            "link": format!("https://garden.example/post-{number}/"),
            "title": { "rendered": format!("Post {number}") }, "content": { "rendered": "<p>Peas.</p>" },
        })
    };
    serde_json::to_string(&numbers.map(post).collect::<Vec<_>>()).expect("JSON")
}

fn titles(folder: &TempDir) -> usize {
    let feed = fs::read(folder.path().join("export/a/feed.json")).expect("the feed is read");
    let feed: serde_json::Value = serde_json::from_slice(&feed).expect("JSON");
    feed["items"].as_array().map_or(0, Vec::len)
}

fn page_of(path: &str) -> u32 {
    path.split("page=").last().and_then(|page| page.parse().ok()).unwrap_or(0)
}

#[test]
fn all_pages_are_read_once_in_a_run() {
    let site = Site::new(|path, _| match page_of(path) {
        1 => (200, "X-WP-TotalPages: 3\r\n".into(), posts(1..=2)),
        // Posts that nobody may see are left out after they were counted.
        2 => (200, "X-WP-TotalPages: 3\r\n".into(), "[]".into()),
        3 => (200, "X-WP-TotalPages: 3\r\n".into(), posts(3..=5)),
        _ => (500, String::new(), String::new()),
    });
    let (folder, output) = site.export("/wp-json/wp/v2/posts?_embed=1", &["--json", "-q"]);
    let output = program::well(output);
    assert_eq!(titles(&folder), 5);
    let pages = |page| format!("/wp-json/wp/v2/posts?_embed=1&per_page=100&page={page}");
    assert_eq!(site.asked(), [pages(1), pages(2), pages(3)]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a report");
    let inputs = report["editions"][1]["inputs"].as_object().expect("inputs");
    assert!(inputs.contains_key(&format!("{}{}", site.address, pages(3))), "{inputs:?}");
    // What the site answers is compared as files are.
    let again = export(&folder, &["--if-changed"]);
    assert!(program::said(&program::well(again)).contains("unchanged export/b"));
    let other = Site::new(|_, _| (200, "X-WP-TotalPages: 1\r\n".into(), posts(1..=1)));
    let config = fs::read_to_string(folder.path().join("offprint.toml")).expect("the file is read");
    let config = config.replace(&site.address, &other.address);
    fs::write(folder.path().join("offprint.toml"), config).expect("the file is written");
    program::well(export(&folder, &["--if-changed"]));
    assert_eq!(titles(&folder), 1);
}

#[test]
fn the_end_is_known_without_headers() {
    let past = r#"{"code":"rest_post_invalid_page_number","message":"past the end","data":{"status":400}}"#;
    let site = Site::new(move |path, _| match page_of(path) {
        1 => (200, String::new(), posts(1..=2)),
        2 => (200, String::new(), posts(3..=3)),
        _ => (400, String::new(), past.into()),
    });
    let (folder, output) = site.export("/?rest_route=/wp/v2/posts", &[]);
    program::well(output);
    assert_eq!((titles(&folder), site.asked().len()), (3, 3));
    let empty = Site::new(|path, _| {
        (200, String::new(), if page_of(path) == 1 { posts(1..=2) } else { "[]".into() })
    });
    let (folder, output) = empty.export("/posts", &[]);
    program::well(output);
    assert_eq!((titles(&folder), empty.asked().len()), (2, 2));
}

#[test]
fn one_page_one_post_and_an_address_on_the_command_line() {
    let site = Site::new(|_, _| (200, "X-WP-TotalPages: 9\r\n".into(), posts(4..=6)));
    let (folder, output) = site.export("/posts?page=2&per_page=3", &[]);
    program::well(output);
    assert_eq!((titles(&folder), site.asked()), (3, vec!["/posts?page=2&per_page=3".to_owned()]));
    let one = Site::new(|_, _| (200, String::new(), posts(7..=7).trim_matches(['[', ']']).to_owned()));
    let address = format!("{}/wp-json/wp/v2/posts/7", one.address);
    let output = export(&folder, &[&address, "--to", "md", "--out", "-"]);
    assert!(String::from_utf8_lossy(&program::well(output).stdout).contains("title: Post 7"));
}

#[test]
fn a_site_at_work_is_asked_again() {
    let site = Site::new(|_, count| match count {
        1 => (503, "Retry-After: 0\r\n".into(), "at work".into()),
        2 => (429, "Retry-After: 0\r\n".into(), String::new()),
        3 => (500, "Retry-After: 0\r\n".into(), "database is away".into()),
        _ => (200, "X-WP-TotalPages: 1\r\n".into(), posts(1..=2)),
    });
    let (folder, output) = site.export("/posts", &[]);
    program::well(output);
    assert_eq!((titles(&folder), site.asked().len()), (2, 4));
}

#[test]
fn a_refused_connection_is_tried_again() {
    let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let folder = TempDir::new().expect("a folder");
    let late = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(500));
        Site::at(TcpListener::bind(port).expect("the same port"), |_, _| {
            (200, "X-WP-TotalPages: 1\r\n".into(), posts(1..=2))
        })
    });
    let address = format!("http://{port}/posts");
    let output = program::well(export(&folder, &[&address, "--to", "json-feed", "--out", "export/a"]));
    assert_eq!(late.join().expect("the site").asked().len(), 1, "{}", program::said(&output));
    assert_eq!(titles(&folder), 2);
}

/// Whatever PHP prints before a list, and in whatever the list is wrapped, all pages are read.
#[test]
fn a_list_is_a_list_wherever_it_begins() {
    let notices = [
        "<br />\n<b>Warning</b>:  Undefined array key [0] in <b>/srv/plugin{1}.php</b> on line <b>3</b><br />\n",
        "\nNotice: Trying to access array offset in /srv/theme.php on line 8\n",
        "\u{feff}",
        "/**/call(",
    ];
    for notice in notices {
        let past = r#"{"code":"rest_post_invalid_page_number","message":"past the end"}"#;
        let site = Site::new(move |path, _| match page_of(path) {
            page @ 1..=3 => (200, String::new(), format!("{notice}{}", posts(page..=page))),
            _ => (400, String::new(), format!("{notice}{past}")),
        });
        let (folder, output) = site.export("/wp-json/wp/v2/posts", &[]);
        program::well(output);
        assert_eq!(titles(&folder), 3, "after `{notice}`");
    }
    let utf16 = |text: &str| -> String {
        // Bytes of UTF-16 that are all ASCII are a text, too.
        text.encode_utf16().flat_map(u16::to_le_bytes).map(char::from).collect()
    };
    let site = Site::new(move |path, _| match page_of(path) {
        page @ 1..=3 => (200, String::new(), utf16(&posts(page..=page))),
        _ => (200, String::new(), utf16("[]")),
    });
    let (folder, output) = site.export("/wp-json/wp/v2/posts", &[]);
    program::well(output);
    assert_eq!(titles(&folder), 3, "in UTF-16");
    let envelope = |page: u32| match page {
        1..=3 => format!(
            r#"{{"body":{},"status":200,"headers":{{"X-WP-Total":3,"X-WP-TotalPages":3}}}}"#,
            posts(page..=page)
        ),
        _ => r#"{"body":{"code":"rest_post_invalid_page_number"},"status":400,"headers":{}}"#.to_owned(),
    };
    let site = Site::new(move |path, _| (200, String::new(), envelope(page_of(path))));
    let (folder, output) = site.export("/wp-json/wp/v2/posts?_envelope=1", &[]);
    program::well(output);
    assert_eq!((titles(&folder), site.asked().len()), (3, 3));
    let post = |number: u32| {
        serde_json::json!({ "ID": number, "title": "Peas", "content": "<p>Peas.</p>", "type": "post",
            "status": "publish", "date": "2025-05-01T09:00:00+00:00", "slug": format!("peas-{number}"),
            "URL": format!("https://garden.example/peas-{number}/") })
    };
    let site = Site::new(move |path, _| {
        let posts = (1..=3).contains(&page_of(path)).then(|| post(page_of(path)));
        let list = serde_json::json!({ "found": 3, "posts": posts.into_iter().collect::<Vec<_>>() });
        (200, String::new(), list.to_string())
    });
    let (folder, output) = site.export("/rest/v1.1/sites/1/posts/", &[]);
    program::well(output);
    assert_eq!(titles(&folder), 3);
    assert_eq!(site.asked().first().map(String::as_str), Some("/rest/v1.1/sites/1/posts/?number=100&page=1"));
}

#[test]
fn what_a_site_has_against_it_is_the_environments_fault() {
    let check = |answer: Answer, expected: &[&str]| {
        let site = Site::new(move |_, _| answer.clone());
        let (folder, output) = site.export("/wp-json/wp/v2/posts", &[]);
        let said = program::said(&output);
        assert_eq!(output.status.code(), Some(3), "{said}");
        expected.iter().for_each(|words| assert!(said.contains(words), "`{words}` is not in {said}"));
        assert!(!folder.path().join("export").exists(), "something was written");
    };
    let closed = r#"{"code":"rest_cannot_access","message":"Only members may.","data":{"status":401}}"#;
    check(
        (401, String::new(), closed.into()),
        &["/wp-json/wp/v2/posts?per_page=100&page=1", "answered 401: Only members may.", "export (WXR)"],
    );
    let missing = r#"{"code":"rest_no_route","message":"No route was found.","data":{"status":404}}"#;
    check(
        (404, String::new(), missing.into()),
        &["answered 404: No route was found.", "wp-json/wp/v2/types"],
    );
    let page = "<!DOCTYPE html>\n<html><title>Log in</title></html>";
    check((200, String::new(), page.into()), &["the answer is a web page, not posts", "wp-json/wp/v2/posts"]);
    check((500, "Retry-After: 0\r\n".into(), String::new()), &["the site answered 500"]);
    // A digest that lacks what a site did not give takes no other's place.
    let site = Site::new(|_, _| (500, "Retry-After: 0\r\n".into(), String::new()));
    let (folder, _) = site.export("/posts", &[]);
    fs::write(folder.path().join("here.json"), posts(1..=2)).expect("posts are written");
    let config = fs::read_to_string(folder.path().join("offprint.toml")).expect("the file is read");
    let config = config.replace("sources = 'live'", "sources = ['here.json', 'live']");
    fs::write(folder.path().join("offprint.toml"), config).expect("the file is written");
    assert_eq!(export(&folder, &[]).status.code(), Some(3));
    assert!(!folder.path().join("export").exists(), "something was written");
    let output = export(&folder, &["https://ada:secret@garden.example/posts", "--to", "md", "--out", "x"]);
    let said = program::said(&output);
    assert!(output.status.code() == Some(2) && !said.contains("secret"), "{said}");
    let gone = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let site = Site { address: format!("http://{gone}"), asked: Arc::default() };
    let (_, output) = site.export("/posts", &[]);
    let said = program::said(&output);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("cannot be fetched: connection refused"), "{said}");
}
