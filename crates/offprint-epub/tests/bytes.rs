//! The same posts make the same bytes, and the words that come out are those that went in.

mod opened;

use offprint_core::exporter::MemorySink;
use offprint_core::*;
use offprint_epub::{Epub, EpubOptions};
use opened::*;

fn sample() -> (Edition, Album) {
    let mut album = Album::default();
    for (name, width) in [("one", 40), ("two", 1700), ("three", 90)] {
        let points = image::RgbImage::from_fn(width, 30, |x, y| image::Rgb([x as u8, y as u8, 7]));
        let mut bytes = std::io::Cursor::new(Vec::new());
        points.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        album.0.insert(format!("https://a.example/{name}.png"), bytes.into_inner());
    }
    let body = |number: usize| {
        let mut body = specimen::blocks();
        let name = ["one", "two", "three"][number % 3];
        body.push(figure(&format!("https://a.example/{name}.png"), Some(name)));
        body.push(Block::Paragraph(vec![link(&format!("https://a.example/p{}/", number * 7 % 24))]));
        body
    };
    (edition((0..24).map(|number| post(&format!("p{number}"), body(number))).collect()), album)
}

#[test]
fn any_number_of_threads_makes_the_same_book() {
    let (edition, album) = sample();
    let first = bound(&edition, &album, &[]).0;
    assert_eq!(first, bound(&edition, &album, &[]).0);
    for threads in [2, 5] {
        let mut options = EpubOptions::default();
        options.path = Some("b".into());
        let epub = Epub::new(options).media(&album);
        let plan = epub.plan(&edition.info).unwrap();
        let mut sheets: Vec<_> = std::thread::scope(|scope| {
            let work = |thread: usize| {
                let (epub, edition, plan) = (&epub, &edition, &plan);
                scope.spawn(move || {
                    // Each begins at another end.
                    let mine = (0..edition.posts.len()).rev().filter(move |at| at % threads == thread);
                    mine.map(|at| (at, epub.render(plan, &edition.posts[at], at).unwrap()))
                        .collect::<Vec<_>>()
                })
            };
            let workers: Vec<_> = (0..threads).map(work).collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
        });
        sheets.sort_by_key(|(at, _)| *at);
        let mut out = MemorySink::default();
        epub.bind(&plan, &mut sheets.into_iter().map(|(_, sheet)| sheet), &mut out).unwrap();
        assert!(out.bytes("b").unwrap() == first, "{threads} threads");
        // The same plan may be bound another time: pictures it made are made again.
        let mut sheets =
            edition.posts.iter().enumerate().map(|(at, post)| epub.render(&plan, post, at).unwrap());
        epub.bind(&plan, &mut sheets, &mut out).unwrap();
        assert!(out.bytes("b").unwrap() == first, "bound again");
    }
}

#[test]
fn one_exporter_serves_several_editions() {
    specimen::keeps_editions_apart(|| Epub::new(EpubOptions::default()));
}

#[test]
fn the_identifier_outlives_the_content() {
    let (edition, album) = sample();
    let identifier = |edition: &Edition| Opened::new(&bound(edition, &album, &[]).0).dc("identifier");
    let one = identifier(&edition);
    assert!(one[0].starts_with("urn:uuid:"));
    let mut posts = edition.posts.clone();
    posts.truncate(3);
    assert_eq!(one, identifier(&Edition::new(edition.info.clone(), posts)));
}

/// The words of a page's text, without marks of notes and links back; those of its notes; as they stand.
fn words_of(page: &str) -> (Vec<String>, Vec<String>) {
    const BLOCKS: [&str; 19] = [
        "p",
        "li",
        "td",
        "th",
        "tr",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "dt",
        "dd",
        "pre",
        "figcaption",
        "caption",
        "summary",
        "blockquote",
        "br",
        "footer",
    ];
    fn walk(node: roxmltree::Node<'_, '_>, text: &mut [String; 2], within: usize) {
        let kind = node.attribute(("http://www.idpf.org/2007/ops", "type")).unwrap_or_default();
        if matches!(kind, "noteref" | "backlink") {
            return;
        }
        let within = if kind == "footnotes" { 1 } else { within };
        if node.is_text() {
            text[within].push_str(node.text().unwrap_or_default());
        }
        let block = BLOCKS.contains(&node.tag_name().name());
        if block {
            text[within].push(' ');
        }
        node.children().for_each(|child| walk(child, text, within));
        if block {
            text[within].push(' ');
        }
    }
    let document = parse(page);
    let body = document.descendants().find(|node| node.attribute("class") == Some("text")).unwrap();
    let mut text = [String::new(), String::new()];
    walk(body, &mut text, 0);
    text.map(|text| text.split_whitespace().map(str::to_owned).collect()).into()
}

#[test]
fn every_word_comes_out_in_order() {
    let note = |number, word: &str| Inline::Note(Note { number, body: vec![paragraph(word)] });
    let quote = Quote { blocks: vec![paragraph("q1 q2"), heading(4, "q3", None)], ..Quote::default() };
    let cell = |word: &str| Cell { blocks: vec![paragraph(word)], ..Cell::default() };
    let rows =
        (0..3).map(|row| Row { cells: (0..7).map(|column| cell(&format!("c{row}x{column} d"))).collect() });
    let items = ["i1", "i2 i3"].map(|words| ListItem { blocks: vec![paragraph(words)], checked: None });
    let body = vec![
        heading(5, "h1 h2", None),
        Block::Paragraph(vec![
            text("a & b <c>"),
            note(1, "n1 n2"),
            text(" d\u{a0}e"),
            Inline::Break,
            text("f"),
        ]),
        Block::Quote(quote),
        Block::Table(Table { caption: vec![text("t1")], body: rows.collect(), ..Table::default() }),
        Block::List(List { kind: ListKind::Bullet, tight: true, items: items.into() }),
        Block::Code(Code { language: None, text: "let x = 1;\n  y".into() }),
        Block::Verse(vec![text("v1"), Inline::Break, text("v2"), note(2, "n3")]),
        Block::Details(Details { summary: vec![text("s1")], open: false, blocks: vec![paragraph("s2")] }),
        paragraph("last"),
    ];
    let edition = edition(vec![post("a", body)]);
    let book = Opened::new(&bound(&edition, &NoMedia, &[]).0);
    let (text, notes) = words_of(book.text("ch0001.xhtml"));
    let is_note = |word: &&String| word.starts_with('n') && word.len() == 2;
    let words = words(&edition.posts[0].body);
    let in_text: Vec<_> = words.iter().filter(|word| !is_note(word)).cloned().collect();
    let in_notes: Vec<_> = words.iter().filter(is_note).cloned().collect();
    assert_eq!(in_notes.len(), 3);
    assert_eq!((text, notes), (in_text, in_notes));
}
