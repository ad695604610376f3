//! The driver: the same request by every way in, events, cancelling, formats of one's own.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_core::codes;
use offprint_core::exporter::MemorySink;
use offprint_driver::formats::{EpubSettings, FeedSettings, MarkdownSettings, PdfSettings};
use offprint_driver::settings::{Theme, Value, Whole};
use offprint_driver::{Driver, Event, Exit, ExportSettings, Mode, Outcome, Session, Target};
use offprint_tests::{places, program};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

fn posts() -> Vec<PathBuf> {
    ["core-blocks.json", "pictures.json", "classic.json"]
        .map(|name| places::root().join("fixtures/posts").join(name))
        .into()
}

fn value<T: Value>(text: &str) -> Option<offprint_driver::settings::Setting<T>> {
    Some(T::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).into())
}

/// What `OPTIONS` and `CONFIG` say, as a program says it.
fn settings() -> ExportSettings {
    let mut settings = ExportSettings::default();
    settings.output.formats = Some(vec!["all".to_owned().into()]);
    settings.output.media = Some(places::root().join("fixtures/media").into());
    settings.output.name = value("weekly");
    settings.edition.title = value("The Week");
    settings.edition.language = value("en");
    settings.edition.site_url = value("https://fieldnotes.example");
    settings.edition.feed_url = value("https://fieldnotes.example/feeds/");
    settings.edition.group_by = value("category");
    settings.edition.contributors = Some(vec![value("edt:Ada Gardener").expect("a contributor")]);
    settings.imprint.theme = Some(Theme::Magazine.into());
    settings.imprint.highlight = value("true");
    settings.selection.sort = value("date");
    settings.selection.exclude = Some(vec![value("seven-loaves").expect("a post")]);
    settings.reading.cleaning = value("safe");
    let formats = &mut settings.formats;
    let epub = EpubSettings { toc_depth: Whole::new(3).map(Into::into), ..EpubSettings::default() };
    let markdown =
        MarkdownSettings { front_matter: value("toml"), wrap: value("60"), ..MarkdownSettings::default() };
    let pdf = PdfSettings { paper: value("a5"), columns: value("2"), ..PdfSettings::default() };
    let compress = Some(vec![value("gz").expect("a kind")]);
    let feeds = FeedSettings { embeds: value("iframes"), compress, ..FeedSettings::default() };
    formats.set("epub", Box::new(epub));
    formats.set("markdown", Box::new(markdown));
    formats.set("pdf", Box::new(pdf));
    formats.set("feeds", Box::new(feeds));
    settings
}

const OPTIONS: &str = "--to all --name weekly --language en --site-url https://fieldnotes.example \
    --feed-url https://fieldnotes.example/feeds/ --group-by category --theme magazine --highlight --sort date \
    --exclude seven-loaves --cleaning safe --toc-depth 3 --front-matter toml --wrap 60 --paper a5 --columns 2 \
    --embeds iframes --compress gz";

const CONFIG: &str = r#"
[site]
url = "https://fieldnotes.example"
language = "en"

[theme]
name = "magazine"

[cleaning]
level = "safe"

[[edition]]
name = "weekly"
title = "The Week"
sources = SOURCES
media = MEDIA
formats = "all"
feed-url = "https://fieldnotes.example/feeds/"
group-by = "category"
contributors = "edt:Ada Gardener"
highlight = true
sort = "date"
exclude = ["seven-loaves"]
epub.toc-depth = 3
markdown = { front-matter = "toml", wrap = 60 }
pdf = { paper = "a5", columns = 2 }
feeds = { embeds = "iframes", compress = "gz" }
"#;

/// The files of a folder but the lock, which names the ways in.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let names = places::files_below(folder).into_iter().filter(|name| !name.ends_with(".lock.json"));
    names.map(|name| (name.clone(), fs::read(folder.join(name)).expect("the file is read"))).collect()
}

fn alike(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>, ways: &str) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{ways}");
    for (name, bytes) in one {
        assert!(*bytes == other[name], "{ways}: `{name}` differs");
    }
}

#[test]
fn every_way_in_gives_the_same_bytes() {
    let folder = TempDir::new().expect("a folder");
    let by_binary = folder.path().join("binary");
    let mut command = program::offprint();
    command.arg("export").args(posts()).args(OPTIONS.split_whitespace());
    command.args(["--title", "The Week", "--contributor", "edt:Ada Gardener", "--media", "fixtures/media"]);
    program::well(command.arg("--out").arg(&by_binary).output().expect("offprint starts"));

    let media = places::root().join("fixtures/media");
    let text = CONFIG.replace("SOURCES", &format!("{:?}", posts())).replace("MEDIA", &format!("{media:?}"));
    fs::write(folder.path().join("offprint.toml"), text).expect("the file is written");
    let mut command = program::offprint();
    command.current_dir(folder.path()).arg("export");
    program::well(command.output().expect("offprint starts"));

    let driver = Driver::new();
    let by_library = folder.path().join("library");
    let target = Target::Folder(by_library.clone());
    let request =
        driver.request(posts(), target, &settings(), Mode::default()).expect("the options are sound");
    let report = driver.run(&request);
    assert_eq!((report.exit, report.outcome), (Exit::Done, Outcome::Written), "{:?}", report.diagnostics);

    let memory = MemorySink::default();
    let target = Target::Memory(memory.clone());
    let request =
        driver.request(posts(), target, &settings(), Mode::default()).expect("the options are sound");
    assert_eq!(driver.run(&request).exit, Exit::Done);

    let binary = files(&by_binary);
    assert!(binary.len() > 10, "only {} files", binary.len());
    alike(&binary, &files(&folder.path().join("export/weekly")), "the binary and `offprint.toml`");
    alike(&binary, &files(&by_library), "the binary and the library");
    alike(&binary, &memory.into_files(), "a folder and memory");
}

#[test]
fn events_say_what_happens_in_order() {
    let heard = RefCell::new(Vec::new());
    let session = Session::new().on_event(|event| {
        heard.borrow_mut().push(match event {
            Event::Progress { format, done, total } => format!("{format} {done}/{total}"),
            Event::Written { format, files } => format!("{format} wrote {}", files.len()),
            Event::Diagnostic { diagnostic, .. } => diagnostic.code.name.to_owned(),
            other => format!("{other:?}"),
        });
    });
    let mut settings = ExportSettings::default();
    settings.output.formats = Some(vec!["rss".to_owned().into(), "epub".to_owned().into()]);
    settings.edition.language = value("en");
    settings.edition.site_url = value("https://fieldnotes.example");
    let driver = Driver::new();
    let target = Target::Memory(MemorySink::default());
    let sources = [places::root().join("fixtures/posts/classic.json")];
    let request = driver.request(sources, target, &settings, Mode::default()).expect("the options are sound");
    driver.run_in(&session, &request);
    drop(session);
    let heard: Vec<String> =
        heard.into_inner().into_iter().filter(|event| event.contains(['/', ' '])).collect();
    assert_eq!(heard, ["rss 1/1", "rss wrote 1", "epub 1/1", "epub wrote 1"]);
}

/// What a run of all formats comes to that is cancelled by an event of this kind.
fn cancelled(when: fn(&Event<'_>) -> bool) -> (offprint_driver::EditionReport, Vec<String>) {
    let folder = TempDir::new().expect("a folder");
    let session = Session::new();
    let cancel = session.cancel_token();
    let session = session.on_event(move |event| {
        if when(event) {
            cancel.cancel();
        }
    });
    let mut settings = ExportSettings::default();
    settings.output.formats = Some(vec!["all".to_owned().into()]);
    settings.edition.language = value("en");
    let driver = Driver::new();
    let mut mode = Mode::default();
    mode.lock = true;
    let target = Target::Folder(folder.path().join("out"));
    let request = driver.request(posts(), target, &settings, mode).expect("the options are sound");
    let report = driver.run_in(&session, &request);
    let said = report.diagnostics.iter().filter(|diagnostic| diagnostic.is(codes::CANCELLED)).count();
    assert_eq!((report.exit, report.outcome, said), (Exit::Environment, Outcome::Failed, 1), "{report:?}");
    (report, places::files_below(folder.path()))
}

#[test]
fn a_cancelled_run_puts_no_file_in_its_place() {
    let (_, written) = cancelled(|event| matches!(event, Event::Progress { .. }));
    assert!(written.is_empty(), "{written:?}");
}

#[test]
fn a_run_that_is_cancelled_between_formats_is_no_success() {
    let (report, written) = cancelled(|event| matches!(event, Event::Written { .. }));
    // The first format is whole; nothing remembers a run that was not.
    assert_eq!((written, report.files.len()), (vec!["out/feed.rss".to_owned()], 1));
}

#[test]
fn a_run_may_be_cancelled_before_it_begins() {
    let session = Session::new();
    session.cancel_token().cancel();
    let driver = Driver::new();
    let mut settings = ExportSettings::default();
    settings.output.formats = Some(vec!["rss".to_owned().into()]);
    let target = Target::Memory(MemorySink::default());
    let request = driver.request(posts(), target, &settings, Mode::default()).expect("the options are sound");
    let report = driver.run_in(&session, &request);
    let said: Vec<_> = report.diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect();
    assert_eq!((report.exit, said), (Exit::Environment, vec!["cancelled"]));
}

#[test]
fn settings_are_read_from_json_as_well() {
    let pdf: PdfSettings =
        serde_json::from_str(r#"{"paper": "a5", "columns": 2, "qr-codes": true}"#).unwrap();
    assert_eq!(pdf.columns.map(|columns| **columns), Some(2));
    let wrong =
        serde_json::from_str::<PdfSettings>(r#"{"paper": "a99"}"#).expect_err("there is no such paper");
    assert!(wrong.to_string().contains("`a99` is not `a4`"), "{wrong}");
}

#[test]
fn a_request_that_is_changed_is_another_one() {
    let folder = TempDir::new().expect("a folder");
    let mut settings = ExportSettings::default();
    settings.output.formats = Some(vec!["rss".to_owned().into()]);
    let driver = Driver::new();
    let mut mode = Mode::default();
    mode.if_changed = true;
    let target = Target::Folder(folder.path().join("out"));
    let mut request = driver.request(posts(), target, &settings, mode).expect("the options are sound");
    assert_eq!(driver.run(&request).outcome, Outcome::Written);
    assert_eq!(driver.run(&request).outcome, Outcome::Unchanged);
    request.edition.title = "Another title".to_owned();
    assert_eq!(driver.run(&request).outcome, Outcome::Written);
}

fn custom_format(arguments: &[&str]) -> Output {
    let mut command = program::example("custom_format");
    program::well(command.args(arguments).output().expect("the example starts"))
}

#[test]
fn a_format_is_one_registration() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().to_str().expect("a path of letters");
    custom_format(&[
        "export",
        "fixtures/posts/classic.json",
        "--to",
        "text",
        "--text-width",
        "40",
        "--out",
        out,
    ]);
    let names = places::files_below(folder.path());
    assert_eq!(names.len(), 1, "{names:?}");
    let text = fs::read_to_string(folder.path().join(&names[0])).expect("the text is read");
    let widest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    assert!((30..=40).contains(&widest) && text.lines().count() > 10, "{text}");

    let help = String::from_utf8_lossy(&custom_format(&["export", "--help"]).stdout).into_owned();
    assert!(help.contains("Plain text: `NAME.txt`") && help.contains("--text-width <N>"), "{help}");
    let reference = String::from_utf8_lossy(&custom_format(&["__docs", "config"]).stdout).into_owned();
    let table = reference.split("## `[edition.text]`").nth(1).unwrap_or_default();
    assert!(table.contains("| `text-width` | whole number | Columns of a line"), "{reference}");

    // Its table is read, and judged, as others are.
    let config = folder.path().join("offprint.toml");
    let sources = places::root().join("fixtures/posts/classic.json");
    let edition = format!("[[edition]]\nname = 'e'\nsources = {sources:?}\nformats = 'text'\n");
    fs::write(&config, format!("{edition}text.text-width = 30\n")).expect("the file is written");
    custom_format(&["export", "--config", config.to_str().expect("a path of letters")]);
    let text = fs::read_to_string(folder.path().join("export/e/e.txt")).expect("the text is read");
    let narrow = |line: &str| line.chars().count() <= 30 || !line.contains(' ');
    assert!(text.lines().all(narrow), "{text}");

    // Nobody else knows of it.
    for root in ["crates", "xtask", "docs"] {
        let root = places::root().join(root);
        for file in places::files_below(&root).iter().filter(|file| !file.ends_with("custom_format.rs")) {
            let text = fs::read(root.join(file)).expect("the file is read");
            assert!(!String::from_utf8_lossy(&text).contains("text-width"), "{file} knows the format");
        }
    }
}

#[test]
fn diagnostics_are_denied_and_allowed_by_code() {
    let folder = TempDir::new().expect("a folder");
    let run = |more: &[&str]| {
        let mut command = program::offprint();
        command.args(["export", "fixtures/posts/pictures.json", "--to", "epub", "--media"]);
        command.arg(folder.path()).args(more).arg("--out").arg(folder.path().join("out"));
        command.output().expect("offprint starts")
    };
    let code = |more: &[&str]| run(more).status.code();
    assert_eq!(code(&[]), Some(0), "{}", program::said(&run(&[])));
    assert_eq!(code(&["--deny", "media-missing"]), Some(1));
    assert_eq!(code(&["--deny", "media-missing", "--allow", "media-missing"]), Some(0));
    assert_eq!(code(&["--deny-warnings"]), Some(1));
    let allowed = run(&["--allow", "media-missing"]);
    assert!(!program::said(&allowed).contains("not in the media folder"), "{}", program::said(&allowed));
    let error = run(&["--allow", "nothing-selected"]);
    assert_eq!(error.status.code(), Some(2), "errors cannot be allowed");
    let wrong = run(&["--deny", "media-mising"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(program::said(&wrong).contains("is it `media-missing`?"), "{}", program::said(&wrong));
}
