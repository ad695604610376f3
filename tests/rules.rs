//! Custom cleaning rules: declared in `offprint.toml` and made in code, they do the same.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_core::exporter::MemorySink;
use offprint_core::html::{Action, CustomRule};
use offprint_driver::{Driver, EditionReport, ExportSettings, Mode, Session, Target};
use offprint_tests::{places, program};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const POST: &str = "fixtures/rules/tide-clock.json";

const RULES: &str = r#"
[[cleaning.rule]]
name = "newsletter-box"
selector = ".newsletter-box"
action = "drop"
reason = "sign-up box of our theme"

[[cleaning.rule]]
name = "theme-wrappers"
selector = "div.theme-lead, p > em[class^=theme-]"
action = "unwrap"
"#;

/// A folder with the post and an `offprint.toml` of these tables.
fn folder(tables: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::copy(places::root().join(POST), folder.path().join("post.json")).expect("the post is copied");
    fs::write(folder.path().join("offprint.toml"), tables).expect("the file is written");
    folder
}

fn edition(more: &str) -> String {
    format!(
        "\n[[edition]]\nname = 'quay'\ntitle = 'Quay'\nsources = 'post.json'\nformats = 'markdown'\nout = 'out'\n\
         report = 'cleaned.json'\n{more}"
    )
}

/// The Markdown, the cleaning report and the run report of the edition.
fn declared(tables: &str) -> (String, Value, Value) {
    let folder = folder(tables);
    let mut command = program::offprint();
    let output = command.current_dir(folder.path()).args(["export", "--json"]).output();
    let output = program::well(output.expect("offprint starts"));
    let markdown =
        fs::read_to_string(folder.path().join("out/markdown/the-tide-clock.md")).expect("Markdown");
    let run: Value = serde_json::from_slice(&output.stdout).expect("the run's report");
    (markdown, json_of(&folder.path().join("cleaned.json")), run["editions"][0]["cleaned"].clone())
}

fn json_of(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("the file")).expect("JSON")
}

/// The same edition of rules made in code.
fn coded(rules: Vec<CustomRule>) -> (String, Value, EditionReport) {
    let folder = folder("");
    let report = folder.path().join("cleaned.json");
    let mut settings = ExportSettings::default();
    settings.reading.rule = Some(rules.into_iter().map(Into::into).collect());
    settings.output.formats = Some(vec!["markdown".to_owned().into()]);
    settings.output.report = Some(report.clone().into());
    settings.edition.title = Some("Quay".to_owned().into());
    let driver = Driver::new();
    let files = MemorySink::default();
    let target = Target::Memory(files.clone());
    let source = folder.path().join("post.json");
    let request = driver.request([source], target, &settings, Mode::default()).expect("a request");
    let edition = driver.run(&request);
    let markdown = files.bytes("markdown/the-tide-clock.md").expect("Markdown");
    (String::from_utf8(markdown).expect("UTF-8"), json_of(&report), edition)
}

fn rules() -> Vec<CustomRule> {
    let wrappers = "div.theme-lead, p > em[class^=theme-]";
    vec![
        CustomRule::new("newsletter-box", ".newsletter-box", Action::Drop, "").expect("a rule"),
        CustomRule::new("theme-wrappers", wrappers, Action::Unwrap, "").expect("a rule"),
    ]
}

/// A cleaning report without the path of the post, which is another one each time.
fn without_origin(mut report: Value) -> Value {
    report["posts"][0]["origin"] = Value::Null;
    report
}

#[test]
fn a_file_and_code_give_the_same() {
    let (declared_markdown, declared_report, declared_run) = declared(&(RULES.to_owned() + &edition("")));
    let (coded_markdown, coded_report, run) = coded(rules());
    assert_eq!(declared_markdown, coded_markdown);
    assert_eq!(without_origin(declared_report.clone()), without_origin(coded_report));
    assert_eq!(declared_run, serde_json::to_value(&run.cleaned).expect("JSON"));

    assert!(!declared_markdown.contains("DROP ME"), "{declared_markdown}");
    assert!(
        declared_markdown.contains("eleven minutes fast, which nobody minded: people"),
        "{declared_markdown}"
    );
    assert_eq!(declared_run, json!({ "newsletter-box": 2, "theme-wrappers": 2 }));
    assert_eq!(declared_report["totals"], declared_run);
    let fired = &declared_report["posts"][0]["rules"];
    assert_eq!((&fired[0]["rule"], &fired[0]["count"]), (&json!("newsletter-box"), &json!(2)));
    assert_eq!(fired[0]["words"].as_array().map(Vec::len), Some(19));
    assert_eq!(fired[1], json!({ "rule": "theme-wrappers", "count": 2 }));
}

/// Without the rules, the boxes stay.
#[test]
fn no_built_in_rule_knows_the_box() {
    let (markdown, report, run) = declared(&edition(""));
    assert!(
        markdown.contains("DROP ME once a month") && markdown.contains("*which nobody minded*"),
        "{markdown}"
    );
    assert_eq!((&report["totals"], &run), (&json!({}), &json!({})));
}

/// Custom rules apply at every level; an edition's own take the place of those of all editions.
#[test]
fn levels_and_editions() {
    for level in ["none", "safe", "full"] {
        let (markdown, ..) = declared(&(RULES.to_owned() + &edition(&format!("cleaning = '{level}'\n"))));
        assert!(
            !markdown.contains("DROP ME") && markdown.contains("which nobody minded:"),
            "{level}: {markdown}"
        );
    }
    let own = "[[edition.rule]]\nname = 'boxes'\nselector = 'aside'\naction = 'drop'\n";
    let (markdown, _, run) = declared(&(RULES.to_owned() + &edition(own)));
    assert_eq!(run, json!({ "boxes": 1 }));
    assert!(markdown.contains("DROP ME.") && markdown.contains("*which nobody minded*"), "{markdown}");
}

/// A change of a rule is a change of the options.
#[test]
fn a_changed_rule_makes_the_edition_again() {
    let config = RULES.to_owned() + &edition("");
    let folder = folder(&config);
    let outcome = || {
        let mut command = program::offprint();
        let output = command.current_dir(folder.path()).args(["export", "--if-changed", "--json"]).output();
        let output = program::well(output.expect("offprint starts"));
        let run: Value = serde_json::from_slice(&output.stdout).expect("the run's report");
        run["editions"][0]["outcome"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!((outcome(), outcome()), ("written".to_owned(), "unchanged".to_owned()));
    let changed = config.replace("selector = \".newsletter-box\"", "selector = \"aside.newsletter-box\"");
    fs::write(folder.path().join("offprint.toml"), changed).expect("the file is written");
    assert_eq!((outcome(), outcome()), ("written".to_owned(), "unchanged".to_owned()));
}

/// `inspect` and programs see the same names.
#[test]
fn posts_that_are_only_read_report_the_rules() {
    let mut settings = ExportSettings::default().reading;
    settings.rule = Some(rules().into_iter().map(Into::into).collect());
    let input = Driver::new().read(&[places::root().join(POST)], &settings, &Session::new());
    let mut counts = BTreeMap::new();
    input.posts(|post| {
        let cleaned = serde_json::to_value(post.expect("a post").cleaned).expect("JSON");
        for (rule, fired) in cleaned.as_object().expect("an object") {
            counts.insert(rule.clone(), fired["count"].clone());
        }
    });
    assert_eq!(json!(counts), json!({ "newsletter-box": 2, "theme-wrappers": 2 }));
}
