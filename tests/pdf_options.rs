//! What may be asked of the PDF, seen in the file by poppler.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_tests::{places, poppler, posts, program};
use std::path::PathBuf;
use tempfile::TempDir;

struct Made {
    folder: TempDir,
}

impl Made {
    fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder") }
    }

    /// The PDF of a few fixtures with these options.
    fn pdf(&self, name: &str, options: &[&str]) -> PathBuf {
        let path = self.folder.path().join(format!("{name}.pdf"));
        let mut command = program::offprint();
        command
            .arg("export")
            .args(["core-blocks", "long-read"].map(|name| format!("fixtures/posts/{name}.json")));
        command.args(["--media", "fixtures/media", "--quiet"]).args(options).arg("--out").arg(&path);
        program::well(command.output().expect("offprint starts"));
        path
    }
}

fn field(pdf: &std::path::Path, name: &str) -> String {
    let info = poppler::info(pdf);
    let line = info.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.trim_start_matches(':').trim().to_owned()
}

fn pages(pdf: &std::path::Path) -> usize {
    field(pdf, "Pages").parse().expect("a number of pages")
}

#[test]
fn options_change_what_they_say() {
    if !poppler::at_hand() {
        return;
    }
    let made = Made::new();
    let plain = made.pdf("plain", &[]);
    assert_eq!(field(&plain, "Page size"), "595.28 x 841.89 pts (A4)");
    let small = made.pdf("small", &["--paper", "6inx9in", "--margins", "15mm"]);
    assert_eq!(field(&small, "Page size"), "432 x 648 pts");
    let running = made.pdf("running", &["--flow", "continuous"]);
    assert!(pages(&running) <= pages(&plain));
    let two = made.pdf("two", &["--columns", "2"]);
    assert!(pages(&two) < pages(&plain));
    let large = made.pdf("large", &["--font-size", "15"]);
    assert!(pages(&large) > pages(&plain));
    // All say the same words: the order of reading is the posts'.
    let letters = |pdf: &std::path::Path| {
        let structure = poppler::structure(pdf);
        let texts = structure.lines().map(str::trim).filter(|line| line.starts_with('"'));
        // The numbers of pages in the contents differ.
        texts.flat_map(str::chars).filter(|c| c.is_alphabetic()).collect::<String>()
    };
    assert_eq!(letters(&plain), letters(&large));
    let told = made.pdf("told", &["--links", "footnotes"]);
    let url = poppler::urls(&told).into_iter().find(|url| url.starts_with("https://") && url.len() < 50);
    let url = url.expect("the fixtures have links");
    assert!(poppler::text(&told).contains(&url) && !poppler::text(&plain).contains(&url), "{url}");
    let cut = made.pdf("cut", &["--bleed", "3mm"]);
    assert_ne!(field(&cut, "Page size"), field(&plain, "Page size"));
}

#[test]
fn a_post_of_nothing_but_its_title_has_a_page_in_columns_too() {
    let made = Made::new();
    let (post, pdf) = (made.folder.path().join("post.json"), made.folder.path().join("title.pdf"));
    let said = r#"{"id":1,"slug":"gate","date":"2025-05-01T08:00:00","title":{"rendered":"The Gate"},"content":{"rendered":""}}"#;
    std::fs::write(&post, said).expect("the post is written");
    let mut command = program::offprint();
    command.arg("export").arg(&post).args(["--columns", "2", "--out"]).arg(&pdf);
    let output = command.output().expect("offprint starts");
    assert!(output.status.success(), "{}", program::said(&output));
    assert!(poppler::text(&pdf).contains("The Gate"));
}

#[test]
fn a_theme_of_ones_own_is_read_or_refused() {
    let made = Made::new();
    let theme = made.folder.path().join("theme.toml");
    let font = places::root().join("crates/offprint-fonts/fonts/DejaVuSans.ttf");
    std::fs::copy(font, made.folder.path().join("Own.ttf")).expect("the font is copied");
    std::fs::write(
        &theme,
        "leading = 1.5\n[colours]\nlinks = \"#1a5c3a\"\n[fonts.text]\nregular = \"Own.ttf\"\n",
    )
    .expect("the theme is written");
    let option = theme.display().to_string();
    let own = made.pdf("own", &["--pdf-style", &option]);
    let plain = made.pdf("plain", &[]);
    assert_ne!(std::fs::read(own).expect("a file"), std::fs::read(plain).expect("a file"));
    let wrongs = [
        "leeding = 2\n",
        "[colours]\nlinks = \"green\"\n",
        "[fonts.text]\nregular = \"none.ttf\"\n",
        "[fonts.text]\nregular = \"No Such Family\"\n",
    ];
    for wrong in wrongs {
        std::fs::write(&theme, wrong).expect("the theme is written");
        let mut command = program::offprint();
        command.args(["export", "fixtures/posts/core-blocks.json", "--out", "x.pdf", "--pdf-style", &option]);
        let output = command.output().expect("offprint starts");
        assert_eq!(output.status.code(), Some(2), "{wrong}: {}", program::said(&output));
    }
}

/// Below a picture at the side its caption is at the same side, not in the middle of the column.
#[test]
fn a_caption_is_below_its_picture() {
    if !poppler::at_hand() {
        return;
    }
    let folder = TempDir::new().expect("a folder");
    let caption_of = |align: &str, width: u32| {
        let figure = format!(
            "<p>a</p><figure class=\"{align}\"><img src=\"/wp-content/uploads/2025/05/bed-plan.png\" \
             alt=\"x\" width=\"{width}\" height=\"{}\"><figcaption>Plan of beds</figcaption></figure>",
            width * 688 / 1000
        );
        let input = posts::write(folder.path(), "post.json", &posts::post(1, "beds", "Beds", &figure));
        let out = folder.path().join("x.pdf");
        let mut command = program::offprint();
        command.args(["export", &input, "--media", "fixtures/media", "--quiet", "--out"]).arg(&out);
        program::well(command.output().expect("offprint starts"));
        let words = poppler::words(&out);
        let edge = |text: &str| words.iter().find(|word| word.2 == text).expect("the caption is set");
        let title = words.iter().find(|word| word.2 == "Beds").expect("the title is set").0;
        (edge("Plan").0 - title, edge("beds").1 - title)
    };
    let (middle, _) = caption_of("aligncenter", 240);
    let (left, end) = caption_of("alignleft", 240);
    // 240 CSS pixels are 180 points.
    assert!((left + end - 180.0).abs() < 2.0, "the caption of a picture at the left: {left} to {end}");
    let (right, beyond) = caption_of("alignright", 240);
    assert!(left < middle && middle < right, "{left}, {middle}, {right}");
    assert!(((right - left) - 2.0 * (middle - left)).abs() < 2.0, "{left}, {middle}, {right}");
    // Below a narrow picture the caption begins, or ends, where the picture does.
    let (narrow, _) = caption_of("alignleft", 80);
    assert!(narrow.abs() < 2.0, "{narrow}");
    let (_, edge) = caption_of("alignright", 80);
    assert!(edge > beyond, "{edge}, {beyond}");
}
