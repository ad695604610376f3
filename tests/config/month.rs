//! A month's digest of 300 posts of several sites: sections, order, versions and references, against what jq counts.

use offprint_tests::{places, program};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// The corpus's posts, by site, as if all of them had been published in May 2025: dates, addresses and categories are
/// made from their numbers, every third is in two categories; each site has a twin, whose posts are other posts.
const MONTH: &str = r#"
    def padded: tostring | if length < 2 then "0" + . else . end;
    def category($n): ["Soil", "Water", "Air", "Light", "Seeds"][$n % 5]
      | { id: ($n % 5 + 1), taxonomy: "category", name: ., slug: ascii_downcase };
    [ .[] | if type == "array" then .[] else . end
      | select(type == "object" and (.id | type) == "number" and has("content") and has("date") and has("link"))
      | . as $post | (.link | split("/")[2] | gsub("[^a-z0-9]+"; "-")) as $host
      | ("\($host).example", "twin-of-\($host).example") as $site
      | "2025-05-\(.id % 31 + 1 | padded)T\(.id * 5 % 24 | padded):\(.id * 7 % 60 | padded):00" as $date
      | del(._links, .guid, .class_list, .categories, .tags)
      | .date = $date | .date_gmt = $date | .link = "https://\($site)/\($post.id)/" | .site = $site
      | ._embedded = { "wp:term": [[category(.id), (select(.id % 3 == 0) | category(.id + 2))]] }
    ] | group_by(.site)
"#;

/// What the digest must be: the version of a post that was changed last, the first of equal ones; public posts alone,
/// by date, then site, type and number; three hundred of them, each under the first of its categories.
const COUNTED: &str = r#"
    def of_section($name): [.[] | select(.categories[0] == $name)];
    [ .[] | reverse | group_by([.type, .id])[] | max_by(.modified_gmt // .date_gmt)
      | select((.status // "publish") == "publish" and ((.content | objects | .protected) // false | not))
      | { link, type, id, date, site, categories: [._embedded["wp:term"][0][].name] } ]
    | sort_by([.date, .site, .type, .id])[:300] as $posts
    | reduce $posts[].categories[0] as $name ([]; if index([$name]) then . else . + [$name] end)
    | map(. as $name | { title: $name, posts: [$posts | of_section($name)[].link],
        references: [$posts[] | select(.categories[1] == $name).link] })
"#;

fn jq(program: &str, files: &[std::path::PathBuf]) -> serde_json::Value {
    let output = Command::new("jq").args(["-s", "-c", program]).args(files).output().expect("jq starts");
    serde_json::from_slice(&program::well(output).stdout).expect("jq answers")
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let sound = |path: &std::path::PathBuf| {
        fs::read(path).is_ok_and(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).is_ok())
    };
    places::files_below(folder).into_iter().map(|path| folder.join(path)).filter(sound).collect()
}

#[test]
fn a_month_of_300_posts_is_what_jq_counts() {
    let Some(corpus) = places::shared("corpus") else { return };
    let month = jq(MONTH, &[files(&corpus.join("wp-rest")), files(&corpus.join("wp-rest-7.1"))].concat());
    let folder = TempDir::new().expect("a folder");
    let mut config = String::new();
    let (mut sources, mut given) = (Vec::new(), Vec::new());
    for (number, posts) in month.as_array().expect("sites").iter().enumerate() {
        let file = folder.path().join(format!("site-{number}.json"));
        fs::write(&file, posts.to_string()).expect("the posts are written");
        config.push_str(&format!("[source.site-{number}]\npaths = 'site-{number}.json'\n"));
        sources.push(format!("'site-{number}'"));
        given.push(file);
    }
    assert!(sources.len() >= 4, "only {} sites", sources.len());
    config.push_str(&format!(
        "[[edition]]\nname = 'may'\nsources = [{}]\nrange = '2025-05'\nsort = 'date'\nlimit = 300\n\
         group-by = 'category'\nformats = ['rss', 'markdown']\nmarkdown.index = true\n",
        sources.join(", ")
    ));
    fs::write(folder.path().join("offprint.toml"), config).expect("the file is written");
    let counted = jq(COUNTED, &given);
    let counted: Vec<(String, Vec<String>, Vec<String>)> =
        counted.as_array().expect("sections").iter().map(section).collect();
    let all: Vec<&String> = counted.iter().flat_map(|(_, posts, _)| posts).collect();
    assert_eq!((all.len(), counted.len()), (300, 5), "the corpus has too few posts");
    assert!(counted.iter().all(|(_, _, references)| !references.is_empty()));

    let mut command = program::offprint();
    let output = command.current_dir(folder.path()).args(["export", "--json", "-q"]).output();
    let output = output.expect("offprint starts");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a report");
    let edition = &report["editions"][0];
    assert_eq!(edition["outcome"], "written", "{}", program::said(&output));
    let sections = edition["sections"].as_array().expect("sections");
    let told: Vec<_> = sections
        .iter()
        .map(|section| (&section["title"], &section["posts"], &section["references"]))
        .collect();
    let titles = serde_json::json!(counted.iter().map(|(title, ..)| title).collect::<Vec<_>>());
    let counts = serde_json::json!(counted.iter().map(|(_, posts, _)| posts.len()).collect::<Vec<_>>());
    let others = serde_json::json!(counted.iter().map(|(.., others)| others.len()).collect::<Vec<_>>());
    assert_eq!(serde_json::json!(told.iter().map(|told| told.0).collect::<Vec<_>>()), titles);
    assert_eq!(serde_json::json!(told.iter().map(|told| told.1).collect::<Vec<_>>()), counts);
    assert_eq!(serde_json::json!(told.iter().map(|told| told.2).collect::<Vec<_>>()), others);
    let posts = edition["posts"].as_array().expect("posts").iter();
    assert_eq!(posts.filter_map(|post| post["link"].as_str()).collect::<Vec<_>>(), all);

    let out = folder.path().join("export/may");
    let feed = fs::read_to_string(out.join("feed.rss")).expect("the feed is read");
    let links =
        feed.split("<item>").skip(1).filter_map(|item| item.split("<link>").nth(1)?.split("</link>").next());
    assert_eq!(links.collect::<Vec<_>>(), all);
    // Each post has one file; the index leads to it from its section, and from the others that refer to it.
    let written = places::files_below(&out.join("markdown"));
    assert_eq!(written.iter().filter(|path| path.ends_with(".md")).count(), 301);
    let index = fs::read_to_string(out.join("markdown/index.md")).expect("the index is read");
    let listed: Vec<(&str, usize)> = index
        .split("\n## ")
        .skip(1)
        .map(|section| (section.lines().next().unwrap_or_default(), section.matches("\n- [").count()))
        .collect();
    let wanted: Vec<(&str, usize)> =
        counted.iter().map(|(title, posts, others)| (&**title, posts.len() + others.len())).collect();
    assert_eq!(listed, wanted);
}

fn section(section: &serde_json::Value) -> (String, Vec<String>, Vec<String>) {
    let texts = |value: &serde_json::Value| {
        let all = value.as_array().expect("a list").iter();
        all.map(|text| text.as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    (
        section["title"].as_str().unwrap_or_default().to_owned(),
        texts(&section["posts"]),
        texts(&section["references"]),
    )
}
