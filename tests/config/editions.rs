//! What editions come to.

use offprint_tests::{golden, places, program};
use std::fmt::Write as _;
use std::fs;
use std::process::Output;
use tempfile::TempDir;

/// A folder with a few posts and this `offprint.toml`.
pub(crate) fn folder(config: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let posts = [
        (1, "a-fern", "2025-04-28T09:00:00", "A Fern", "ferns"),
        (2, "b-moss", "2025-05-02T09:00:00", "B Moss", "mosses"),
        (3, "c-fern", "2025-05-04T23:30:00", "C Fern", "ferns"),
        (4, "d-oak", "2025-05-05T00:10:00", "D Oak", "trees"),
        (5, "e-oak", "2025-06-01T08:00:00", "E Oak", "trees"),
    ];
    let posts: Vec<_> = posts
        .iter()
        .map(|(id, slug, date, title, term)| {
            let words = "word ".repeat(*id * 100);
            serde_json::json!({
                "id": id, "slug": slug, "date": date, "date_gmt": date, "type": "post", "status": "publish",
                "link": format!("https://garden.example/{slug}/"),
                "title": { "rendered": title }, "content": { "rendered": format!("<p>{words}</p>") },
                "_embedded": { "wp:term": [[{ "id": 9, "taxonomy": "category", "slug": term, "name": term }]] },
            })
        })
        .collect();
    fs::create_dir(folder.path().join("posts")).expect("a folder of posts");
    let text = serde_json::to_string(&posts).expect("posts are JSON");
    fs::write(folder.path().join("posts/all.json"), text).expect("the posts are written");
    fs::write(folder.path().join("offprint.toml"), config).expect("the file is written");
    folder
}

pub(crate) fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = program::offprint();
    command.current_dir(folder.path()).arg("export").args(arguments);
    command.output().expect("offprint starts")
}

/// The titles of a JSON feed's items, and its own.
fn feed(folder: &TempDir, path: &str) -> (String, Vec<String>) {
    let path = folder.path().join(path);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let feed: serde_json::Value = serde_json::from_str(&text).expect("the feed is JSON");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let items = feed["items"].as_array().expect("items").iter().map(|item| text(&item["title"]));
    (text(&feed["title"]), items.collect())
}

const WEEKLY: &str = "[[edition]]\nname = 'weekly'\nsources = 'posts'\nrange = 'last-week'\nformats = 'json-feed'\n\
                      title = 'Week {week} of {year}'\nout = 'weeks/{year}-{week}'\nsort = 'date'\n";

#[test]
fn a_week_is_counted_from_the_date() {
    let folder = folder(WEEKLY);
    program::well(run(&folder, &["--date", "2025-05-07"]));
    let (title, items) = feed(&folder, "weeks/2025-18/feed.json");
    assert_eq!(
        (title.as_str(), items),
        ("Week 18 of 2025", vec!["A Fern".into(), "B Moss".into(), "C Fern".into()])
    );
    program::well(run(&folder, &["--date", "2025-05-14"]));
    let (title, items) = feed(&folder, "weeks/2025-19/feed.json");
    assert_eq!((title.as_str(), items), ("Week 19 of 2025", vec!["D Oak".into()]));
}

#[test]
fn the_clock_is_source_date_epoch() {
    let folder = folder(WEEKLY);
    let mut command = program::offprint();
    // 2025-05-07T12:00:00Z
    command.current_dir(folder.path()).arg("export").env("SOURCE_DATE_EPOCH", "1746619200");
    program::well(command.output().expect("offprint starts"));
    assert_eq!(feed(&folder, "weeks/2025-18/feed.json").1.len(), 3);
    let mut command = program::offprint();
    command.current_dir(folder.path()).arg("export").env("SOURCE_DATE_EPOCH", "noon");
    let output = command.output().expect("offprint starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(program::said(&output).contains("`SOURCE_DATE_EPOCH` is `noon`"), "{}", program::said(&output));
}

#[test]
fn flags_have_relative_ranges_too() {
    let folder = folder(WEEKLY);
    let export = |more: &[&str]| {
        let mut arguments = vec!["posts", "--to", "json-feed", "--out", "out", "--sort", "date"];
        arguments.extend(more);
        program::well(run(&folder, &arguments));
        feed(&folder, "out/feed.json").1.join(",")
    };
    assert_eq!(export(&["--range", "2025-W18"]), "A Fern,B Moss,C Fern");
    assert_eq!(export(&["--since", "-3d", "--date", "2025-05-05"]), "B Moss,C Fern,D Oak,E Oak");
    assert_eq!(export(&["--range", "-3d", "--date", "2025-05-05"]), "B Moss,C Fern");
    assert_eq!(export(&["--until", "2025-04"]), "A Fern");
    assert_eq!(export(&["--range", "2025-05-04..2025-05"]), "C Fern,D Oak");
}

#[test]
fn the_site_is_every_edition_s_and_the_command_line_comes_first() {
    let folder = folder(
        "[site]\ntitle = 'The Garden'\nurl = 'https://garden.example'\nlanguage = 'en'\n\n\
         [source.all]\npaths = 'posts/*.json'\n\n\
         [[edition]]\nname = 'ferns'\nsources = 'all'\nterms = 'category:ferns'\nformats = ['json-feed']\n\n\
         [[edition]]\nname = 'trees'\ntitle = 'Trees'\nsources = ['all']\nterms = ['category:trees']\nlimit = 1\n\
         formats = 'json-feed'\n",
    );
    program::well(run(&folder, &[]));
    assert_eq!(
        feed(&folder, "export/ferns/feed.json"),
        ("The Garden".into(), vec!["C Fern".into(), "A Fern".into()])
    );
    assert_eq!(feed(&folder, "export/trees/feed.json"), ("Trees".into(), vec!["E Oak".into()]));
    let arguments = ["--edition", "trees", "--out", "x", "--limit", "5", "--title", "Wood", "--sort", "date"];
    program::well(run(&folder, &arguments));
    assert_eq!(feed(&folder, "x/trees/feed.json"), ("Wood".into(), vec!["D Oak".into(), "E Oak".into()]));
    assert!(!folder.path().join("x/ferns").exists());
    // A range in other words takes the place of the file's.
    fs::write(folder.path().join("offprint.toml"), WEEKLY).unwrap();
    program::well(run(&folder, &["--since", "2025-05-05", "--date", "2025-05-07", "--out", "y"]));
    assert_eq!(feed(&folder, "y/weekly/feed.json").1, ["D Oak", "E Oak"]);
}

#[test]
fn conditions_and_picking_by_hand() {
    let edition =
        |keys: &str| format!("[[edition]]\nname = 'a'\nsources = 'posts'\nformats = 'json-feed'\n{keys}\n");
    let check = |keys: &str, expected: &[&str]| {
        let folder = folder(&edition(keys));
        let output = program::well(run(&folder, &[]));
        assert_eq!(feed(&folder, "export/a/feed.json").1, expected, "{keys}");
        program::said(&output)
    };
    check("sort = 'date'\nwhere = 'words >= 200 and words < 500'", &["B Moss", "C Fern", "D Oak"]);
    check("where = 'term(\"category\") contains \"trees\" and not title ~ /^e/i'", &["D Oak"]);
    check("where = 'date < \"2025-05-01\" or text contains \"word word\" and id > 4'", &["E Oak", "A Fern"]);
    check("exclude = ['d-oak', 1]\nsort = 'title'", &["B Moss", "C Fern", "E Oak"]);
    let said = check(
        "posts = ['https://garden.example/d-oak', 1, 'gone', 'c-fern']",
        &["D Oak", "A Fern", "C Fern"],
    );
    assert!(said.contains("warning: the hand-picked post `gone` is not in the input"), "{said}");
}

#[test]
fn paths_are_counted_from_the_file() {
    let folder = folder(WEEKLY);
    let config = folder.path().join("offprint.toml");
    let mut command = program::offprint();
    command.args(["export", "--date", "2025-05-07", "--config"]).arg(&config);
    program::well(command.output().expect("offprint starts"));
    assert_eq!(feed(&folder, "weeks/2025-18/feed.json").1.len(), 3);
}

#[test]
fn what_cannot_be_is_said() {
    let folder = folder(WEEKLY);
    let check = |arguments: &[&str], code: i32, expected: &str| {
        let output = run(&folder, arguments);
        let said = program::said(&output);
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(expected), "{said}");
    };
    check(&["--edition", "weakly"], 2, "there is no edition `weakly`; is it `weekly`?");
    check(&["--config", "none.toml"], 3, "none.toml: cannot be read: no such file or directory");
    check(&["posts", "--edition", "weekly", "--out", "x"], 2, "`--edition` is of no use beside an INPUT");
    check(&["posts", "--to", "rss"], 2, "there is no place to write to");
    let two = folder.path().join("two.toml");
    fs::write(two, WEEKLY.to_owned() + &WEEKLY.replace("weekly", "again")).expect("the file is written");
    check(&["--config", "two.toml", "--out", "-"], 2, "standard output takes one edition");
    let output = program::well(run(&folder, &["--out", "-", "--date", "2025-05-07", "-q"]));
    assert!(output.stdout.starts_with(b"{") && !folder.path().join("-").exists());
    fs::remove_file(folder.path().join("offprint.toml")).expect("the file goes");
    check(&[], 2, "no INPUT is given, and there is no `offprint.toml` here");
}

/// The editions of this repository: which posts, in which sections and which order, under which title.
#[test]
fn the_editions_of_the_repository_come_out_right() {
    let mut command = program::offprint();
    let output = command.args(["export", "--dry-run", "--json", "-q"]).output().expect("offprint starts");
    let report: serde_json::Value = serde_json::from_slice(&program::well(output).stdout).expect("JSON");
    let mut text = String::new();
    for edition in report["editions"].as_array().expect("editions") {
        let shown = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
        let _ = writeln!(text, "{}: {}", shown(&edition["name"]), shown(&edition["title"]));
        let mut posts = edition["posts"].as_array().expect("posts").iter();
        for section in edition["sections"].as_array().expect("sections") {
            let _ = writeln!(text, "  {} (refers to {})", shown(&section["title"]), section["references"]);
            let count = usize::try_from(section["posts"].as_u64().unwrap_or_default()).unwrap_or_default();
            for post in posts.by_ref().take(count) {
                let _ = writeln!(text, "    {} {}", post["id"], shown(&post["slug"]));
            }
        }
        for (reason, count) in edition["left_out"].as_object().expect("what was left out") {
            let _ = writeln!(text, "  left out: {count} {reason}");
        }
    }
    golden::compare_file("tests/config/editions.txt", &text)
        .unwrap_or_else(|difference| panic!("{difference}"));
}

/// The report of a run.
fn report(folder: &TempDir, arguments: &[&str]) -> serde_json::Value {
    let output = program::well(run(folder, &[arguments, &["--json", "-q"]].concat()));
    assert!(program::said(&output).is_empty(), "{}", program::said(&output));
    serde_json::from_slice(&output.stdout).expect("the report is JSON")
}

#[test]
fn what_has_not_changed_is_left_alone() {
    let folder = folder(WEEKLY);
    let run = |date: &str| {
        let report = report(&folder, &["--if-changed", "--date", date]);
        let edition = &report["editions"][0];
        (
            edition["outcome"].as_str().unwrap().to_owned(),
            edition["because"].as_str().unwrap_or("-").to_owned(),
        )
    };
    let feed = folder.path().join("weeks/2025-18/feed.json");
    let lock = folder.path().join("weeks/2025-18/offprint.lock.json");
    assert_eq!(run("2025-05-07"), ("written".into(), "it was never written".into()));
    let (before, remembered) = (fs::metadata(&feed).unwrap().modified().unwrap(), fs::read(&lock).unwrap());
    assert_eq!(run("2025-05-07"), ("unchanged".into(), "-".into()));
    assert_eq!(fs::metadata(&feed).unwrap().modified().unwrap(), before);
    assert_eq!(fs::read(&lock).unwrap(), remembered);
    let posts = folder.path().join("posts/all.json");
    let text = fs::read_to_string(&posts).unwrap();
    fs::write(&posts, text.replace("A Fern", "A Fir")).unwrap();
    let (outcome, because) = run("2025-05-07");
    assert_eq!(outcome, "written");
    assert!(because.ends_with("posts/all.json is changed"), "{because}");
    fs::write(&feed, "{}").unwrap();
    let (outcome, because) = run("2025-05-07");
    assert!(outcome == "written" && because.contains("feed.json has 2 bytes, not "), "{because}");
    assert!(fs::read_to_string(&feed).unwrap().contains("A Fir"));
    let config = folder.path().join("offprint.toml");
    let text = fs::read_to_string(&config).unwrap();
    fs::write(&config, format!("{text}subtitle = 'Spring'\n")).unwrap();
    assert_eq!(run("2025-05-07"), ("written".into(), "the options are others".into()));
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let folder = folder(WEEKLY);
    let output = program::well(run(&folder, &["--dry-run", "--date", "2025-05-07"]));
    let said = program::said(&output);
    assert!(said.contains("would write weeks/2025-18/feed.json (3 posts): it was never written"), "{said}");
    assert!(!folder.path().join("weeks").exists());
    let report = report(&folder, &["--dry-run", "--date", "2025-05-07"]);
    let edition = &report["editions"][0];
    assert_eq!((edition["outcome"].as_str(), edition["name"].as_str()), (Some("planned"), Some("weekly")));
    assert_eq!(edition["posts"].as_array().map(Vec::len), Some(3));
    assert_eq!(edition["left_out"], serde_json::json!({ "too new": 2 }));
}

#[test]
fn outputs_are_checked_against_the_lock() {
    let folder = folder(WEEKLY);
    let report = report(&folder, &["--date", "2025-05-07"]);
    let outputs = report["editions"][0]["outputs"].as_object().unwrap();
    let feed = folder.path().join("weeks/2025-18/feed.json");
    let bytes = fs::read(&feed).unwrap();
    let hash = blake3::hash(&bytes).to_hex().to_string();
    assert_eq!(
        outputs["weeks/2025-18/feed.json"],
        serde_json::json!({ "bytes": bytes.len(), "blake3": hash })
    );
    let check = || {
        let mut command = program::offprint();
        let output =
            command.current_dir(folder.path()).args(["check", "weeks"]).output().expect("offprint starts");
        (output.status.code(), program::said(&output))
    };
    assert_eq!(check(), (Some(0), "weeks/2025-18: 1 file is as written\n".into()));
    fs::write(&feed, [&bytes[..bytes.len() - 2], b" }"].concat()).unwrap();
    let (code, said) = check();
    assert!(
        code == Some(1) && said.contains("weeks/2025-18/feed.json: has other bytes than were written"),
        "{said}"
    );
    fs::remove_file(&feed).unwrap();
    let (code, said) = check();
    assert!(code == Some(1) && said.contains("weeks/2025-18/feed.json: is gone"), "{said}");
}

#[cfg(unix)]
#[test]
fn commands_run_after_a_run() {
    let config = |after: &str| format!("{WEEKLY}after = [{after}]\n");
    let folder = folder(&config("'cp {file} \"copy of the feed.json\"'"));
    program::well(run(&folder, &["--date", "2025-05-07"]));
    let copy = fs::read(folder.path().join("copy of the feed.json")).expect("the command ran");
    assert_eq!(copy, fs::read(folder.path().join("weeks/2025-18/feed.json")).unwrap());
    fs::write(folder.path().join("offprint.toml"), config("'false', 'touch never'")).unwrap();
    let output = run(&folder, &["--date", "2025-05-07"]);
    assert_eq!(output.status.code(), Some(3), "{}", program::said(&output));
    assert!(program::said(&output).contains("`false` ended with 1"), "{}", program::said(&output));
    assert!(!folder.path().join("never").exists());
}

#[test]
fn init_writes_a_file_that_works() {
    let folder = folder("");
    let path = folder.path().join("offprint.toml");
    fs::remove_file(&path).unwrap();
    let init = |more: &[&str]| {
        let mut command = program::offprint();
        command.current_dir(folder.path()).arg("init").args(more).output().expect("offprint starts")
    };
    program::well(init(&[]));
    program::well(run(&folder, &["--to", "json-feed"]));
    assert_eq!(feed(&folder, "export/all/feed.json").1.len(), 5);
    let again = init(&[]);
    assert_eq!(again.status.code(), Some(2));
    assert!(program::said(&again).contains("there is such a file already"));
    program::well(init(&["--force", "posts/all.json"]));
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("paths = [\"posts/all.json\"]"), "{text}");
    // Every key that it shows can be used.
    let is_key = |line: &str| {
        line.starts_with("# [") || line.strip_prefix("# ").is_some_and(|key| key.contains(" = "))
    };
    let used: Vec<&str> =
        text.lines().map(|line| if is_key(line) { line.trim_start_matches("# ") } else { line }).collect();
    fs::write(&path, used.join("\n")).unwrap();
    fs::write(folder.path().join("note.md"), "Dear readers").unwrap();
    fs::write(folder.path().join("cover.jpg"), "a picture that nobody looks at today").unwrap();
    let output = run(&folder, &["--dry-run", "--date", "2025-05-07"]);
    let said = program::said(&output);
    assert!(output.status.code() != Some(2), "{said}");
    assert!(said.contains("no post is left to export"), "nobody called `ada` wrote: {said}");
}

/// Files that are saved later are read as well; a site is asked itself.
#[test]
fn init_names_what_there_is() {
    let folder = TempDir::new().expect("a folder");
    for name in ["page-1.json", "page-2.JSON", "export.xml.gz", "notes.txt", "old.lock.json"] {
        fs::write(folder.path().join(name), "[]").expect("the file is written");
    }
    let init = |more: &[&str]| {
        let mut command = program::offprint();
        let output = command.current_dir(folder.path()).args(["init", "--force"]).args(more).output();
        program::well(output.expect("offprint starts"));
        fs::read_to_string(folder.path().join("offprint.toml")).expect("the file is there")
    };
    let text = init(&[]);
    assert!(text.contains("\npaths = [\"*.JSON\", \"*.json\", \"*.xml.gz\"]\n\n"), "{text}");
    let text = init(&["https://garden.example/wp-json/wp/v2/posts", "page-1.json"]);
    let url = "url = [\"https://garden.example/wp-json/wp/v2/posts\"]";
    assert!(text.contains(&format!("\npaths = [\"page-1.json\"]\n{url}\n\n")), "{text}");
}

/// The pages that are made from the program's definitions are what the program says.
#[test]
fn the_pages_are_up_to_date() {
    for (path, page) in [
        ("docs/cli.md", "cli"),
        ("docs/config.md", "config"),
        ("docs/offprint.schema.json", "schema"),
        ("docs/diagnostics.md", "diagnostics"),
        ("docs/post.schema.json", "post-schema"),
    ] {
        let output =
            program::well(program::offprint().args(["__docs", page]).output().expect("offprint starts"));
        let there = fs::read(places::root().join(path)).unwrap_or_default();
        assert!(there == output.stdout, "`{path}` is stale: run `cargo xtask docs`");
    }
}

/// The level of cleaning is a key of `[cleaning]` and of each edition, and a flag; the nearest counts.
#[test]
fn the_level_of_cleaning() {
    let config = "[cleaning]\nlevel = 'none'\n\n[[edition]]\nname = 'kept'\nsources = 'posts'\nformats = 'markdown'\n\n\
                  [[edition]]\nname = 'cleaned'\nsources = 'posts'\nformats = 'markdown'\ncleaning = 'full'\n";
    let folder = folder(config);
    let html = "<p><a href='#'>word</a></p><ul><li></li><li>a</li></ul><script>gone()</script><hr>";
    let post = offprint_tests::posts::post(1, "fern", "Fern", html);
    fs::write(folder.path().join("posts/all.json"), post.to_string()).expect("the post is written");
    let written = |path: &str| {
        let text =
            fs::read_to_string(folder.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        text.split_once("\n---\n").map(|(_, text)| text.trim().to_owned()).unwrap_or_default()
    };
    let (kept, cleaned) = ("[word](#)\n\n-\n- a\n\n---", "word\n\n- a");
    program::well(run(&folder, &[]));
    assert_eq!(written("export/kept/markdown/fern.md"), kept);
    assert_eq!(written("export/cleaned/markdown/fern.md"), cleaned);
    let by_flag = |level: &[&str], out: &str| {
        let arguments = [&["posts/all.json", "--to", "markdown", "--out", out], level].concat();
        program::well(run(&folder, &arguments));
        written(&format!("{out}/markdown/fern.md"))
    };
    assert_eq!(by_flag(&["--cleaning", "none"], "a"), kept);
    assert_eq!(by_flag(&[], "b"), cleaned);
    let separators = &["--cleaning", "none", "--drop", "stray-separator"];
    assert_eq!(by_flag(separators, "c"), kept.trim_end_matches(['-', '\n']));
    let wrong = run(&folder, &["posts/all.json", "--to", "markdown", "--drop", "spacer", "--out", "d"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(program::said(&wrong).contains("on already"), "{}", program::said(&wrong));
}
