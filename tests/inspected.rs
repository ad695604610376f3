//! What `offprint inspect --json` prints is read as any input: the same files come of it as of what was inspected.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_core::reader::post_schema;
use offprint_tests::{places, program};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, path::Path, path::PathBuf};
use tempfile::TempDir;

type Written = BTreeMap<String, Vec<u8>>;

/// The files that an export of this input in all formats makes; nothing is left out of it.
fn exported(input: &Path, more: &[&str]) -> Written {
    let folder = TempDir::new().expect("a folder for the output");
    let all = ["--status", "any", "--include-protected", "--name", "digest", "--media", "fixtures/media"];
    // An input may be broken in places: what could be read is written.
    program::export_all(&[input], folder.path(), &[&all[..], more].concat());
    let files = places::files_below(folder.path()).into_iter();
    files
        .map(|path| (path.clone(), fs::read(folder.path().join(path)).expect("the output is read")))
        .collect()
}

fn inspected(input: &Path) -> Vec<u8> {
    let output = program::offprint().arg("inspect").arg(input).arg("--json").output();
    output.expect("offprint starts").stdout
}

fn assert_same(one: &Written, other: &Written, what: &str) {
    assert!(one.len() >= 6, "{what}: all formats are written, not only {:?}", one.keys());
    assert!(one.keys().eq(other.keys()), "{what}: {:?} and {:?}", one.keys(), other.keys());
    for (path, bytes) in one {
        assert!(*bytes == other[path], "{what}: {path} differs");
    }
}

fn inputs() -> Vec<PathBuf> {
    ["fixtures/posts", "fixtures/exports"]
        .into_iter()
        .flat_map(|folder| {
            let folder = places::root().join(folder);
            places::files_below(&folder).into_iter().map(move |name| folder.join(name))
        })
        .filter(|path| path.extension().is_some_and(|ending| ending == "json" || ending == "xml"))
        .collect()
}

#[test]
fn inspected_posts_make_the_same_files() {
    let folder = TempDir::new().expect("a folder");
    let inputs = inputs();
    assert!(inputs.len() > 20, "there are fixtures");
    for input in inputs {
        let model = folder.path().join("model.json");
        fs::write(&model, inspected(&input)).expect("the model is written");
        assert_same(&exported(&input, &[]), &exported(&model, &[]), &input.to_string_lossy());
    }
}

#[test]
fn arrays_and_lines_of_posts_are_read_too_and_a_stated_language_counts() {
    let folder = TempDir::new().expect("a folder");
    let input = places::root().join("fixtures/posts/core-blocks.json");
    let document: Value = serde_json::from_slice(&inspected(&input)).expect("JSON");
    let posts = document["posts"].as_array().expect("posts");
    let lines: String = posts.iter().map(|post| format!("{post}\n")).collect();
    for (name, text) in [("array.json", document["posts"].to_string()), ("lines.ndjson", lines)] {
        let model = folder.path().join(name);
        fs::write(&model, text).expect("the model is written");
        assert_same(&exported(&input, &[]), &exported(&model, &[]), name);
        let more = ["--language", "fr"];
        assert_same(&exported(&input, &more), &exported(&model, &more), name);
    }
}

#[test]
fn what_is_known_of_the_site_goes_with_the_posts() {
    let folder = TempDir::new().expect("a folder");
    let post = |id: u64| {
        json!({ "id": id, "slug": format!("p{id}"), "type": "post", "status": "publish", "date": "2025-01-02T03:04:05",
                "link": format!("https://a.example/p{id}/"), "title": { "rendered": "T" },
                "content": { "rendered": "<p>x</p>" } })
    };
    let site = json!({ "name": "Näme", "url": "https://a.example", "timezone_string": "Europe/Paris",
                       "namespaces": [], "routes": {} });
    let settings = json!({ "title": "Näme", "language": "cy", "start_of_week": 1 });
    let input = folder.path().join("posts.json");
    fs::write(&input, json!([site, settings, post(1), post(2)]).to_string()).expect("the posts are written");
    let text = inspected(&input);
    let document: Value = serde_json::from_slice(&text).expect("JSON");
    assert_eq!(document["site"], json!({ "name": "Näme", "url": "https://a.example", "language": "cy" }));
    let model = folder.path().join("model.json");
    fs::write(&model, text).expect("the model is written");
    let direct = exported(&input, &[]);
    assert!(String::from_utf8_lossy(&direct["feed.rss"]).contains("<title>Näme</title>"));
    assert_same(&direct, &exported(&model, &[]), "a site");
}

#[test]
fn posts_nested_as_deep_as_cleaning_allows() {
    let nested = |open: &str, close: &str| format!("{}<p>x</p>{}", open.repeat(150), close.repeat(150));
    let pairs = [
        ("<blockquote>", "</blockquote>"),
        ("<ul><li>a", "</li></ul>"),
        ("<table><tr><td>a</td><td>", "</td></tr></table>"),
        ("<dl><dt>t</dt><dd>", "</dd></dl>"),
        ("<details><summary>s</summary>", "</details>"),
        ("<em><strong>", "</strong></em>"),
    ];
    let posts = pairs.iter().enumerate().map(|(number, (open, close))| {
        offprint_tests::posts::post(number as u64 + 1, &format!("p{number}"), "T", &nested(open, close))
    });
    let folder = TempDir::new().expect("a folder");
    let (input, model) = (folder.path().join("posts.json"), folder.path().join("model.json"));
    fs::write(&input, Value::from_iter(posts).to_string()).expect("the posts are written");
    fs::write(&model, inspected(&input)).expect("the model is written");
    assert_same(&exported(&input, &[]), &exported(&model, &[]), "deep posts");
    let quote =
        (0..1000).fold("\"rule\"".to_owned(), |inner, _| format!(r#"{{"quote":{{"blocks":[{inner}]}}}}"#));
    fs::write(&model, format!(r#"{{"kind":"post","slug":"a","body":[{quote}]}}"#)).expect("it is written");
    let output = program::export_all(&[&model], &folder.path().join("out"), &[]);
    assert_eq!(output.status.code(), Some(1), "{}", program::said(&output));
    assert!(program::said(&output).contains("levels deep"), "{}", program::said(&output));
}

#[test]
fn errors_name_the_file_and_the_place_in_it() {
    let folder = TempDir::new().expect("a folder");
    let model = folder.path().join("model.json");
    let good =
        json!({ "kind": "post", "slug": "good", "title": { "value": [{ "text": "Good" }] }, "body": [] });
    let bad = json!({ "kind": "post", "slug": "bad", "body": ["rule", { "heading": { "level": "two" } }] });
    fs::write(&model, json!({ "posts": [good, bad] }).to_string()).expect("it is written");
    let output = program::export_all(&[&model], &folder.path().join("out"), &[]);
    let said = program::said(&output);
    assert!(said.contains("model.json#/posts/1/body/1/heading/level: invalid type"), "{said}");
    assert!(said.contains("hint: compare the post with `docs/post.schema.json`"), "{said}");
    assert!(folder.path().join("out/markdown/good.md").exists(), "the other post is written");
}

#[test]
fn nothing_unsafe_comes_out_of_json_made_by_hand() {
    let folder = TempDir::new().expect("a folder");
    let model = folder.path().join("model.json");
    let evil = "javascript:alert(1)";
    let image = json!({ "url": evil, "alt": "<script>alert(1)</script>" });
    let post = json!({
        "kind": "post", "slug": "../../evil", "link": evil, "site": evil,
        "title": { "value": [{ "link": { "url": evil, "content": [{ "text": "<script>t</script>" }] } }] },
        "featured": image, "authors": [{ "name": "A", "url": evil }],
        "terms": [{ "taxonomy": "category", "name": { "value": "T" }, "link": evil }],
        "body": [
            { "paragraph": [{ "link": { "url": evil, "content": [{ "text": "l" }] } }, { "image": image }] },
            { "figure": { "image": image, "link": evil } },
            { "media": { "kind": "video", "url": evil, "poster": evil } },
            { "embed": { "url": evil, "provider": "P" } },
            { "heading": { "level": 200, "content": [{ "text": "h" }], "anchor": "\"><script>" } },
        ],
    });
    fs::write(&model, post.to_string()).expect("it is written");
    let out = folder.path().join("out");
    let output = program::well(program::export_all(&[&model], &out, &["--media", "fixtures/media"]));
    let said = program::said(&output);
    for pointer in ["/link", "/site", "/featured/url", "/authors/0/url", "/terms/0/link"] {
        assert!(said.contains(&format!("model.json#{pointer} (post")), "{pointer}: {said}");
    }
    let pdf = fs::read(out.join("evil.pdf")).expect("a PDF");
    assert!(!String::from_utf8_lossy(&pdf).contains("/URI (javascript"), "a link of the PDF");
    let feed = fs::read(out.join("feed.json")).expect("a feed");
    let feed: Value = serde_json::from_slice(&feed).expect("JSON");
    let html = feed["items"][0]["content_html"].as_str().expect("content");
    assert_eq!(offprint_tests::harmless::harm_in(html), None, "{html}");
    for path in places::files_below(&out)
        .into_iter()
        .filter(|path| !path.ends_with(".pdf") && !path.ends_with(".epub"))
    {
        assert!(!path.contains(".."), "{path}");
        let text = fs::read_to_string(out.join(&path)).expect("text");
        // As text it is what the author wrote.
        let places =
            ["=\"", "](", "](<", "\nurl: ", "\nimage: ", "\nlink: ", "url\": \"", "<link>", "<guid>", "<id>"];
        for place in places {
            assert!(!text.contains(&format!("{place}{evil}")), "{path}: {place} in {text}");
        }
    }
}

#[test]
fn the_schema_describes_what_is_printed() {
    let schema = post_schema().to_value();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let mut count = 0;
    for input in inputs() {
        let document: Value = serde_json::from_slice(&inspected(&input)).expect("JSON");
        for post in document["posts"].as_array().expect("posts") {
            count += 1;
            let errors: Vec<_> = validator.iter_errors(post).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{}: {errors:?}", input.display());
        }
    }
    assert!(count > 20, "{count} posts");
    let bad = json!({ "body": [{ "math": { "mathml": { "element": { "name": "script" } } } }] });
    assert!(!validator.is_valid(&bad));
}
