//! Shortcodes of builders in whole posts: what every format shows of them, and how they can be switched.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_tests::{archive, places, program};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const BODY: &str = "<p>[vc_row][vc_column][nectar_btn text=&#8221;Ring the bell&#8221; url=&#8221;https://quay.example/bell&#8221;]\
    [vc_column_text]The lamp is lit at dusk, and it is put out when the baker says so.[/vc_column_text]\
    [/vc_column][/vc_row]</p><p>[my_box title=&#8221;Hours&#8221;]Six to nine.[/my_box]</p>\
    <p><code>[nectar_btn text=\"x\"]</code></p>";

fn post(slug: &str, excerpt: &str) -> Value {
    json!({
        "id": 1, "slug": slug, "type": "post", "status": "publish",
        "date": "2025-05-01T10:00:00", "date_gmt": "2025-05-01T10:00:00",
        "link": format!("https://quay.example/{slug}/"), "title": { "rendered": "Lamps [tide_box id=&#8221;3&#8243;]" },
        "content": { "rendered": BODY }, "excerpt": { "rendered": excerpt },
    })
}

fn inspected(folder: &Path, excerpt: &str) -> Value {
    let path = folder.join("post.json");
    fs::write(&path, post("lamps", excerpt).to_string()).expect("the post is written");
    program::inspect(&[&path]).remove(0)
}

#[test]
fn an_excerpt_is_made_of_the_cleaned_text_unless_an_author_wrote_it() {
    let folder = TempDir::new().expect("a folder");
    let made =
        "Ring the bell The lamp is lit at dusk, and it is put out when the baker says so. Hours Six to nine.";
    for excerpt in [
        "",
        "<p>[vc_row][vc_column][nectar_btn text=&#8221;Ring [&hellip;]</p>\n",
        "<p>The lamp is lit at dusk, and it [&hellip;]</p>\n",
        "<p>The lamp is lit at dusk, and it is put out&hellip; <a class='more-link' href='#'>Continue reading</a></p>",
        "<p>JTNDZGl2JTIwY2xhc3MlM0QlMjJub3RlJTIyJTNFJTNDcCUzRVNl</p>",
        "<p>Tea and [nectar_btn size=&#8221;large&#8221; text=&#8221;a</p>",
    ] {
        let shown = inspected(folder.path(), excerpt);
        let (value, derived) = (&shown["excerpt"]["value"], &shown["excerpt"]["derived"]);
        assert!(value.as_str().is_some_and(|text| text.starts_with(made)), "{excerpt}: {value}");
        assert_eq!(derived, &json!(true), "{excerpt}");
    }
    let shown = inspected(folder.path(), "<p>Who lights our lamp, and why he is late.</p>");
    assert_eq!(
        shown["excerpt"],
        json!({ "value": "Who lights our lamp, and why he is late.", "derived": false })
    );
}

#[test]
fn no_format_shows_a_tag() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("post.json");
    let cut = "<p>[vc_row css=&#8221;.vc_custom_1{padding: 1px}&#8221;][vc_column [&hellip;]</p>";
    fs::write(&path, post("lamps", cut).to_string()).expect("the post is written");
    let out = folder.path().join("out");
    program::well(program::export_all(
        &[&path],
        &out,
        &["--name", "lamps", "--excerpts", "--title", "Lamps"],
    ));
    let mut texts: Vec<(String, String)> = Vec::new();
    for file in places::files_below(&out) {
        if file.ends_with(".epub") {
            let entries = archive::entries(&out.join(&file));
            texts.extend(
                entries.iter().filter_map(|entry| Some((entry.path.clone(), entry.text()?.to_owned()))),
            );
        } else if let Ok(text) = fs::read_to_string(out.join(&file)) {
            texts.push((file, text));
        }
    }
    assert!(texts.iter().any(|(_, text)| text.contains("Ring the bell")), "the words are there");
    for (name, text) in &texts {
        let outside_code =
            text.replace("[nectar_btn text=\"x\"]", "").replace("[nectar_btn text=&quot;x&quot;]", "");
        let outside_code = outside_code.replace("[nectar_btn text=\\\"x\\\"]", "");
        for tag in ["[vc_", "[/vc_", "[my_box", "[tide_box", "vc_custom"] {
            assert!(!outside_code.contains(tag), "{name} shows `{tag}`");
        }
    }
}

#[test]
fn they_can_be_kept_dropped_and_unwrapped() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("post.json");
    fs::write(&path, post("lamps", "").to_string()).expect("the post is written");
    let markdown = |more: &[&str]| {
        let mut command = program::offprint();
        command.arg("export").arg(&path).args(["--to", "md", "--out", "-"]).args(more);
        let output = program::well(command.output().expect("offprint starts"));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(
        markdown(&["--shortcodes", "keep"]).contains("vc\\_row")
            || markdown(&["--shortcodes", "keep"]).contains("[vc_row]")
    );
    let dropped = markdown(&["--shortcodes", "drop"]);
    assert!(!dropped.contains("Ring the bell") && dropped.contains("Six to nine."), "{dropped}");
    let unwrapped = markdown(&["--shortcode", "my_box=unwrap"]);
    assert!(!unwrapped.contains("Hours") && unwrapped.contains("Six to nine."), "{unwrapped}");
    let one = markdown(&["--shortcode", "my_box=drop"]);
    assert!(!one.contains("Six to nine.") && one.contains("Ring the bell"), "{one}");
    let mut command = program::offprint();
    command.arg("export").arg(&path).args(["--to", "md", "--out", "-", "--shortcode", "my_box=hide"]);
    let output = command.output().expect("offprint starts");
    assert_eq!(output.status.code(), Some(2), "{}", program::said(&output));
}

#[test]
fn the_configuration_names_single_ones() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("post.json"), post("lamps", "").to_string()).expect("the post is written");
    let edition = "[[edition]]\nname = \"all\"\nsources = [\"post.json\"]\nformats = [\"markdown\"]\n";
    let run = |cleaning: &str| {
        fs::write(folder.path().join("offprint.toml"), format!("{cleaning}\n{edition}"))
            .expect("the file is written");
        let mut command = program::offprint();
        command.current_dir(folder.path()).args(["export", "--out", "out"]);
        let output = command.output().expect("offprint starts");
        let found = places::files_below(&folder.path().join("out"));
        let text = found.iter().find(|file| file.ends_with(".md"));
        let text =
            text.map(|file| fs::read_to_string(folder.path().join("out").join(file)).unwrap_or_default());
        (output.status.code(), program::said(&output), text.unwrap_or_default())
    };
    let (code, said, text) = run("[cleaning.shortcodes]\n\"my_box\" = \"unwrap\"\n");
    assert!(code == Some(0) && !text.contains("Hours") && text.contains("Six to nine."), "{said}\n{text}");
    let (code, said, text) = run("[cleaning]\nshortcodes = \"drop\"\n");
    assert!(code == Some(0) && !text.contains("Ring the bell"), "{said}\n{text}");
    let (code, said, text) = run("[cleaning.shortcodes]\n\"*\" = \"drop\"\nmy_box = \"drop\"\n");
    assert!(code == Some(0) && !text.contains("Six to nine."), "{said}\n{text}");
    let (code, said, _) = run("[cleaning.shortcodes]\nmy_box = \"hide\"\n");
    assert!(code == Some(2) && said.contains("my_box"), "{said}");
}
