//! The structural check: silent on what is written here, and never on what is broken.

mod opened;

use offprint_core::*;
use offprint_epub::check;
use opened::*;
use std::io::{Cursor, Read, Write};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

fn book() -> Vec<u8> {
    let mut edition = specimen::edition();
    edition.info.title = "R&D".into();
    bound(&edition, &NoMedia, &[]).0
}

/// The book with each file changed, or left out, by this function.
fn changed(book: &[u8], change: impl Fn(&str, String) -> Option<String>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().to_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => match change(&name, text) {
                Some(text) => text.into_bytes(),
                None => continue,
            },
            Err(error) => error.into_bytes(),
        };
        let method = if name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn said(book: &[u8]) -> Vec<String> {
    check(Cursor::new(book), "book.epub").into_iter().map(|said| said.message).collect()
}

#[test]
fn sound_books_are_sound() {
    assert_eq!(said(&book()), [""; 0]);
}

#[test]
fn what_is_broken_is_told() {
    let book = book();
    let replaced = |file: &'static str, from: &'static str, to: &'static str| {
        let broken = changed(&book, |name, text| {
            let is_it = name == format!("OEBPS/{file}") || name == file;
            assert!(!is_it || text.contains(from), "{file} has {from}");
            Some(if is_it { text.replacen(from, to, 1) } else { text })
        });
        said(&broken).join("\n")
    };
    for (file, from, to, message) in [
        ("mimetype", "epub", "oepb", "does not begin with its media type"),
        ("META-INF/container.xml", "full-path", "half-path", "names no package document"),
        ("content.opf", "</metadata>", "", "is not well-formed"),
        ("content.opf", "<dc:language>en</dc:language>", "", "there is no `dc:language`"),
        ("content.opf", "properties=\"nav\"", "", "one item must be the contents"),
        ("content.opf", "idref=\"nav\"", "idref=\"gone\"", "the spine names `gone`"),
        (
            "content.opf",
            "href=\"title.xhtml\"",
            "href=\"other.xhtml\"",
            "`OEBPS/title.xhtml` is not in the manifest",
        ),
        (
            "nav.xhtml",
            "href=\"ch0001.xhtml\"",
            "href=\"ch0009.xhtml\"",
            "`OEBPS/nav.xhtml` links to `ch0009.xhtml`",
        ),
        ("nav.xhtml", "href=\"ch0001.xhtml\"", "href=\"ch0001.xhtml#gone\"", "links to `ch0001.xhtml#gone`"),
        (
            "ch0001.xhtml",
            "<h1 id=\"title\">",
            "<h1 id=\"title\"><i>",
            "`OEBPS/ch0001.xhtml` is not well-formed",
        ),
        (
            "ch0001.xhtml",
            "<div class=\"head\">",
            "<div class=\"head\" id=\"title\">",
            "has the id `title` twice",
        ),
        (
            "cover.xhtml",
            "src=\"images/cover.png\"",
            "src=\"https://a.example/c.png\"",
            "shows `https://a.example/c.png`",
        ),
    ] {
        let said = replaced(file, from, to);
        assert!(said.contains(message), "{message}: {said}");
    }
    let without = changed(&book, |name, text| (name != "OEBPS/credits.xhtml").then_some(text));
    assert!(said(&without).join("\n").contains("the manifest names `OEBPS/credits.xhtml`"));
    assert!(said(&book[..book.len() / 2]).join("\n").contains("is not a ZIP archive"));
    assert!(said(b"<html>").join("\n").contains("is not a ZIP archive"));
}

#[test]
fn damaged_bytes_are_found_by_their_checksums() {
    let mut book = book();
    let place =
        book.windows(8).position(|name| name == b"IDATx\x01\xed\x9d" || &name[..4] == b"IDAT").unwrap();
    book[place + 100] ^= 0xff;
    assert!(said(&book).join("\n").contains("cannot be read"));
}
