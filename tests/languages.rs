//! Posts that do not state their language: what is found, and what every format makes of it.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_core::model::{Direction, Language};
use offprint_tests::{archive, places, poppler, program};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The fixtures, each named by the language that it is written in.
const FIXTURES: [&str; 20] = [
    "ar", "de", "el", "en", "es", "fa", "fr", "he", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv",
    "th", "zh-Hans", "zh-Hant",
];

fn fixture(tag: &str) -> PathBuf {
    places::root().join(format!("fixtures/languages/{tag}.json"))
}

fn direction(tag: &str) -> &'static str {
    Language::parse(tag).map_or(Direction::Ltr, |language| language.direction()).as_str()
}

fn export(inputs: &[PathBuf], folder: &Path, more: &[&str]) -> String {
    let mut more = more.to_vec();
    more.push("--verbose");
    program::said(&program::well(program::export_all(inputs, folder, &more)))
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.as_ref().display()))
}

/// The text of a file within an EPUB.
fn within(book: &Path, name: &str) -> String {
    let entries = archive::entries(book);
    let entry = entries.iter().find(|entry| entry.path.ends_with(name));
    entry.and_then(|entry| entry.text()).unwrap_or_else(|| panic!("no {name}")).to_owned()
}

/// The only file with this ending in a folder.
fn only(folder: &Path, ending: &str) -> PathBuf {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|own| own == ending)).collect();
    assert_eq!(files.len(), 1, "{ending}");
    files.remove(0)
}

#[test]
fn each_language_is_detected_with_its_direction() {
    for tag in FIXTURES {
        let post = program::inspect(&[fixture(tag)]).remove(0);
        assert_eq!(post["language"], json!({ "value": tag, "derived": true }), "{tag}");
        assert_eq!(post["direction"], Value::Null, "{tag}");
    }
}

#[test]
fn parts_of_posts_are_in_their_language_or_an_unknown_one() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("part.json");
    let (mut known, mut all) = (0, 0);
    for tag in FIXTURES {
        let mut post: Value = serde_json::from_str(&read(fixture(tag))).unwrap();
        let paragraphs = post["content"]["rendered"].as_str().unwrap().to_owned();
        for paragraph in paragraphs.lines() {
            post["title"]["rendered"] = "—".into();
            post["content"]["rendered"] = paragraph.into();
            fs::write(&path, post.to_string()).unwrap();
            let found = program::inspect(&[&path]).remove(0)["language"]["value"].clone();
            assert!(found == tag || found == "und", "{tag}: {found}: {paragraph}");
            all += 1;
            known += usize::from(found == tag);
        }
    }
    assert!(known * 4 > all * 3, "{known} of {all}");
}

#[test]
fn formats_state_the_language_that_was_detected() {
    for tag in ["es", "he", "zh-Hant"] {
        let folder = TempDir::new().unwrap();
        let folder = folder.path();
        let said = export(&[fixture(tag)], folder, &[]);
        let expected = format!("note: detected the language of 1 post that does not state it: 1 {tag}");
        assert_eq!(said.matches("detected the language").count(), 1, "{said}");
        assert!(said.contains(&expected), "{said}");
        assert!(read(folder.join("feed.rss")).contains(&format!("<language>{tag}</language>")));
        assert!(read(folder.join("feed.atom")).contains(&format!("xml:lang=\"{tag}\"")));
        let feed: Value = serde_json::from_str(&read(folder.join("feed.json"))).unwrap();
        assert_eq!((&feed["language"], &feed["items"][0]["language"]), (&tag.into(), &tag.into()));
        let book = only(folder, "epub");
        let dir = direction(tag);
        let html = format!("lang=\"{tag}\" xml:lang=\"{tag}\" dir=\"{dir}\"");
        assert!(within(&book, "ch0001.xhtml").contains(&html));
        let package = within(&book, "content.opf");
        assert!(package.contains(&format!("<dc:language>{tag}</dc:language>")), "{package}");
        assert_eq!(package.matches("<dc:language>").count(), 1);
        assert!(package.contains(&format!("page-progression-direction=\"{dir}\"")), "{package}");
        let markdown = read(only(&folder.join("markdown"), "md"));
        assert!(markdown.contains(&format!("\nlanguage: {tag}\n")), "{markdown}");
    }
}

#[test]
fn an_edition_of_many_languages_has_none_and_its_chapters_have_theirs() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let inputs: Vec<_> = FIXTURES.iter().map(|tag| fixture(tag)).collect();
    let said = export(&inputs, folder, &["--sort", "date"]);
    assert_eq!(said.matches("detected the language").count(), 1, "{said}");
    assert!(said.contains("detected the language of 20 posts that do not state it: 1 ar, 1 de"), "{said}");
    let book = only(folder, "epub");
    let package = within(&book, "content.opf");
    assert!(package.contains("<package") && package.contains("xml:lang=\"und\""), "{package}");
    assert_eq!(package.find("<dc:language>und</dc:language>"), package.find("<dc:language>"));
    assert_eq!(package.matches("<dc:language>").count(), FIXTURES.len() + 1);
    assert!(within(&book, "nav.xhtml").contains("lang=\"en\" xml:lang=\"en\">Contents</h1>"));
    let chapters: Vec<_> =
        archive::spine(&book).into_iter().filter(|entry| entry.path.contains("/ch0")).collect();
    assert_eq!(chapters.len(), FIXTURES.len());
    for tag in FIXTURES {
        let html = format!(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
                            lang=\"{tag}\" xml:lang=\"{tag}\" dir=\"{}\">",
            direction(tag)
        );
        let count =
            chapters.iter().filter(|chapter| chapter.text().is_some_and(|text| text.contains(&html))).count();
        assert_eq!(count, 1, "{tag}");
    }
    assert!(!read(folder.join("feed.rss")).contains("<language>"));
    let atom = read(folder.join("feed.atom"));
    assert!(!atom.lines().find(|line| line.contains("<feed")).unwrap().contains("xml:lang"));
    assert!(atom.contains("<entry xml:lang=\"he\">") && !atom.contains("lang=\"und\""));
    let feed: Value = serde_json::from_str(&read(folder.join("feed.json"))).unwrap();
    assert_eq!(feed["language"], Value::Null);
}

#[test]
fn an_edition_is_in_the_language_of_three_words_in_five() {
    let language = |tags: &[&str], more: &[&str]| {
        let folder = TempDir::new().unwrap();
        let inputs: Vec<_> = tags.iter().map(|tag| fixture(tag)).collect();
        export(&inputs, folder.path(), more);
        let feed: Value = serde_json::from_str(&read(folder.path().join("feed.json"))).unwrap();
        feed["language"].as_str().map(str::to_owned)
    };
    assert_eq!(language(&["es", "fr"], &[]), None);
    assert_eq!(language(&["es", "fr"], &["--language", "fr"]).as_deref(), Some("fr"));
    let folder = TempDir::new().unwrap();
    let longer = folder.path().join("longer.json");
    let mut post: Value = serde_json::from_str(&read(fixture("es"))).unwrap();
    let content = post["content"]["rendered"].as_str().unwrap().repeat(2);
    post["content"]["rendered"] = content.into();
    fs::write(&longer, post.to_string()).unwrap();
    let inputs = [longer, fixture("he")];
    export(&inputs, folder.path(), &[]);
    let feed: Value = serde_json::from_str(&read(folder.path().join("feed.json"))).unwrap();
    assert_eq!(feed["language"], "es");
    let hebrew = feed["items"].as_array().unwrap().iter().find(|item| item["language"] == "he").unwrap();
    assert!(hebrew["content_html"].as_str().unwrap().starts_with("<div lang=\"he\" dir=\"rtl\">"));
}

#[test]
fn a_post_that_tells_too_little_is_unknown_and_runs_as_its_letters_do() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let input = folder.join("short.json");
    let post = |id: u64, title: &str, text: &str| {
        json!({ "id": id, "slug": format!("p{id}"), "date": "2025-03-01T08:00:00", "title": { "rendered": title },
                "link": format!("https://stories.example/p{id}/"), "content": { "rendered": text } })
    };
    let posts = [
        post(1, "Plan B", "<p>OK, via Internet.</p>"),
        post(2, "Mixed", "<p>שלום Internet via OK plan demo radio taxi hotel</p><p>בוקר</p><p>ערב</p>"),
    ];
    fs::write(&input, json!(posts).to_string()).unwrap();
    let said = export(std::slice::from_ref(&input), folder, &["--sort", "date"]);
    assert!(said.contains("2 posts that do not state it: 2 unknown"), "{said}");
    let book = only(folder, "epub");
    assert!(within(&book, "ch0001.xhtml").contains("lang=\"und\" xml:lang=\"und\" dir=\"ltr\""));
    assert!(within(&book, "ch0002.xhtml").contains("lang=\"und\" xml:lang=\"und\" dir=\"rtl\""));
    assert!(within(&book, "content.opf").contains("<dc:language>und</dc:language>"));
    let feed: Value = serde_json::from_str(&read(folder.join("feed.json"))).unwrap();
    assert!(feed["items"][1].get("language").is_none());
    assert!(feed["items"][1]["content_html"].as_str().unwrap().starts_with("<div dir=\"rtl\">"));
    // What the user states stands in for it, where the letters allow.
    let stated = folder.join("stated");
    export(&[input], &stated, &["--sort", "date", "--language", "nl"]);
    let feed: Value = serde_json::from_str(&read(stated.join("feed.json"))).unwrap();
    assert_eq!(feed["items"][0]["language"], "nl");
    assert_eq!(feed["items"][1]["language"], "und");
}

#[test]
fn a_site_that_states_another_script_is_not_believed() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let input = folder.join("site.xml");
    let item = |id: u32, tag: &str| {
        let post: Value = serde_json::from_str(&read(fixture(tag))).unwrap();
        format!(
            "<item><title>{tag}</title><link>https://stories.example/{tag}/</link><wp:post_id>{id}</wp:post_id>\
             <wp:post_type>post</wp:post_type><wp:status>publish</wp:status>\
             <content:encoded><![CDATA[{}]]></content:encoded></item>",
            post["content"]["rendered"].as_str().unwrap()
        )
    };
    let channel = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:wp=\"http://wordpress.org/export/1.2/\">\
         <channel><title>Stories</title><link>https://stories.example</link><language>en-US</language>\
         <wp:wxr_version>1.2</wp:wxr_version>{}{}</channel></rss>",
        item(1, "en"),
        item(2, "fa")
    );
    fs::write(&input, channel).unwrap();
    let posts = program::inspect(&[&input]);
    assert_eq!(posts[0]["language"], json!({ "value": "en-US", "derived": false }));
    assert_eq!(posts[1]["language"], json!({ "value": "fa", "derived": true }));
}

#[test]
fn conditions_select_by_the_language_that_was_detected() {
    let folder = TempDir::new().unwrap();
    let inputs = ["es", "fr", "ja"].map(fixture);
    export(&inputs, folder.path(), &["--where", "language = 'fr' or language = 'ja'", "--limit", "1"]);
    let feed: Value = serde_json::from_str(&read(folder.path().join("feed.json"))).unwrap();
    assert_eq!(feed["items"].as_array().unwrap().len(), 1);
    assert_eq!(feed["language"], "ja");
}

/// The ends of lines that a word was broken at: what is before the hyphen, and what is behind.
fn broken_words(pdf: &Path) -> Vec<(String, String)> {
    let text = poppler::layout(pdf);
    let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let letters = |word: &str| word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let ends = lines.windows(2).filter_map(|pair| {
        let start = pair[0].strip_suffix(['-', '‐', '\u{ad}'])?.split_whitespace().next_back()?;
        Some((letters(start), letters(pair[1].split_whitespace().next()?)))
    });
    ends.collect()
}

#[test]
fn words_are_broken_by_the_patterns_of_their_own_language_or_not_at_all() {
    if !poppler::at_hand() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let narrow = ["--theme", "journal", "--paper", "a5", "--font-size", "15"];
    let pdf = |input: &Path, more: &[&str]| {
        let path = folder.path().join("narrow.pdf");
        let mut command = program::offprint();
        command.arg("export").arg(input).args(narrow).args(more).arg("--out").arg(&path);
        program::well(command.output().expect("offprint starts"));
        path
    };
    let mut found = 0;
    for tag in FIXTURES {
        let patterns = <[u8; 2]>::try_from(tag.as_bytes()).ok().and_then(hypher::Lang::from_iso);
        let mut post: Value = serde_json::from_str(&read(fixture(tag))).unwrap();
        let content = post["content"]["rendered"].as_str().unwrap().repeat(4);
        post["content"]["rendered"] = content.into();
        let input = folder.path().join("long.json");
        fs::write(&input, post.to_string()).unwrap();
        for (start, end) in broken_words(&pdf(&input, &[])) {
            let word = format!("{start}{end}");
            let patterns = patterns.unwrap_or_else(|| panic!("{tag} has no patterns: {word}"));
            let mut at = 0;
            let ends: Vec<_> = hypher::hyphenate(&word, patterns)
                .map(|syllable| {
                    at += syllable.len();
                    at
                })
                .collect();
            assert!(ends.contains(&start.len()), "{tag}: {start}-{end}");
            found += 1;
        }
    }
    assert!(found > 5, "{found}");
    // The words of a language that nobody knows stay whole.
    let input = folder.path().join("unknown.json");
    let text = "Goizean portua oso isil dago eta lehen txalupak okina ireki baino lehen iristen dira, eta horregatik \
                arrantzaleen hitzaldiak etxeetako leihoetatik entzuten dira, kaioen oihuekin nahasita. "
        .repeat(4);
    let post = json!({ "id": 1, "slug": "kaia", "date": "2025-03-01T08:00:00", "title": { "rendered": "Kaia" },
                       "content": { "rendered": format!("<p>{text}</p>") } });
    fs::write(&input, post.to_string()).unwrap();
    assert_eq!(program::inspect(&[&input])[0]["language"]["value"], "und");
    assert_eq!(broken_words(&pdf(&input, &[])), []);
    assert!(!broken_words(&pdf(&input, &["--language", "es"])).is_empty());
}
