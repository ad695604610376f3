//! The specimen as PDF: the same bytes every time, and the model's words when they are read back.
#![expect(clippy::disallowed_methods, reason = "a test may read what a tool wrote")]

use offprint_core::{
    Block, Edition, Figure, Image, Inline, Language, Post, blocks_text,
    exporter::{MemorySink, export},
    specimen,
};
use offprint_pdf::{Pdf, PdfOptions};
use std::process::Command;

fn pdf() -> Vec<u8> {
    pdf_of(&specimen::edition(), "leaf.png")
}

/// The PDF of an edition whose picture of this name is missing.
fn pdf_of(edition: &Edition, missing: &str) -> Vec<u8> {
    let mut options = PdfOptions::default();
    options.path = Some("out.pdf".into());
    let mut sink = MemorySink::default();
    let summary = export(&Pdf::new(options), edition, &mut sink).unwrap();
    assert_eq!(summary.files.len(), 1);
    assert!(
        summary.diagnostics.iter().any(|said| said.message.contains(missing)),
        "a missing picture is said"
    );
    sink.bytes("out.pdf").unwrap()
}

#[test]
fn one_exporter_serves_several_editions() {
    specimen::keeps_editions_apart(|| Pdf::new(PdfOptions::default()));
}

/// The text of the pages as poppler reads it, if poppler is installed.
fn text_of(pdf: &[u8], name: &str) -> Option<String> {
    Command::new("pdftotext").arg("-v").output().ok()?;
    let path = std::env::temp_dir().join(format!("offprint-pdf-{name}-{}.pdf", std::process::id()));
    std::fs::write(&path, pdf).unwrap();
    let output = Command::new("pdftotext").arg(&path).arg("-").output().unwrap();
    std::fs::remove_file(&path).unwrap();
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn missing_pictures_are_named_in_words_of_the_language() {
    let text = |text: &str| Inline::Text(text.to_owned());
    let image = |alt: Option<&str>| {
        let url = "https://garden.example/gone-1.jpg".to_owned();
        Image { url, alt: alt.map(str::to_owned), ..Image::default() }
    };
    let inline = |alt| Inline::Image(image(alt));
    let figure = |alt| Block::Figure(Figure { image: image(alt), ..Figure::default() });
    let body = vec![
        Block::Paragraph(vec![text("Anbieter"), inline(None), inline(Some("Logo")), text("verkauft")]),
        Block::Paragraph(vec![Inline::Strong(vec![text("Haus"), inline(Some(""))]), text(".")]),
        figure(None),
        figure(Some("Ein Garten")),
    ];
    let post =
        Post { body, language: Language::parse("de").map(offprint_core::Sourced::read), ..specimen::post() };
    let edition = Edition::new(specimen::edition().info, vec![post]);
    let Some(read) = text_of(&pdf_of(&edition, "gone-1.jpg"), "missing") else { return };
    let read = read.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(read.contains("Anbieter [Bild] [Logo] verkauft"), "{read}");
    assert!(read.contains("Haus [Bild]."), "{read}");
    assert!(read.contains("Bild: Ein Garten") && !read.contains("Bild: Bild"), "{read}");
    assert!(!read.contains("Picture"), "{read}");
}

#[test]
fn the_same_post_gives_the_same_bytes() {
    assert!(pdf() == pdf());
}

#[test]
fn the_words_are_read_back_in_order() {
    let Some(text) = text_of(&pdf(), "words") else { return };
    assert!(!text.contains('\u{ad}'), "no soft hyphen is left");
    // Marks of direction are the tool's own; quotation marks are not among the model's words.
    let text: String = text.chars().filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '“' | '”')).collect();
    let read: Vec<&str> = text.split_whitespace().collect();
    // A note's words stand at the foot of their page, its mark in the text.
    let note = ["What", "the", "note", "says."];
    let model = blocks_text(&specimen::blocks());
    let wanted: Vec<&str> = model.split_whitespace().collect();
    let mut at = 0;
    for word in &wanted {
        // Poppler takes one direction for a whole page: words of the other come in an order of its own.
        if word.chars().any(|c| ('\u{590}'..'\u{900}').contains(&c)) {
            assert!(read.iter().any(|read| same(read, word)), "`{word}` is not in {read:?}");
            continue;
        }
        let found = read[at..].iter().position(|read| same(read, word));
        assert!(found.is_some(), "`{word}` is not among {:?}, of {read:?}", &read[at..]);
        at += found.unwrap_or(0) + 1;
    }
    for word in note {
        assert!(read.contains(&word), "`{word}` of the note");
    }
}

/// Whether what was read is the word, its note's mark and the like cut away.
fn same(read: &str, word: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    // After a picture that is not at hand, a comma closes up to the words in its place.
    let comma = word == "," && read.ends_with("],");
    comma
        || read == word
        || plain(read) == plain(word)
        || (word.chars().any(|c| c > '\u{590}') && read.contains(word.trim_end_matches(['.', ',', '،'])))
}
