//! How books hang together. What every book must hold is checked whenever one is opened.

mod opened;

use offprint_core::*;
use offprint_epub::{CoverAs, EpubOptions};
use opened::*;

fn open(edition: &Edition) -> Opened {
    Opened::new(&bound(edition, &NoMedia, &[]).0)
}

#[test]
fn the_specimen_is_whole() {
    let book = open(&specimen::edition());
    assert_eq!(book.spine(), ["cover.xhtml", "title.xhtml", "nav.xhtml", "ch0001.xhtml", "credits.xhtml"]);
    assert_eq!(book.dc("creator"), ["Ada Gardener"]);
    assert_eq!(book.dc("publisher"), ["Garden Press"]);
    assert_eq!(book.dc("subject"), ["Soil & Water", "Late Spring"]);
    assert_eq!(book.dc("description"), ["A short summary of every node."]);
    assert_eq!(book.dc("source"), ["https://garden.example/2025/04/every-node/"]);
    assert_eq!(book.meta("dcterms:modified"), ["2025-05-11T15:50:11Z"]);
    assert_eq!(book.meta("role"), ["aut"]);
    let mathml = book.each("content.opf", "item", |item| {
        (item.attribute("properties") == Some("mathml")).then(|| item.attribute("href").unwrap().to_owned())
    });
    assert_eq!(mathml.into_iter().flatten().collect::<Vec<_>>(), ["ch0001.xhtml"]);
    let page = book.text("ch0001.xhtml");
    for part in [
        "epub:type=\"noteref\"",
        "epub:type=\"footnote\"",
        "<em>its</em>",
        "<time datetime=\"2025-04-30T12:11:12-06:00\">",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn sections_hold_their_posts() {
    let mut edition = edition(["a", "b", "c", "d"].map(|name| post(name, vec![])).into());
    let section = |title: Option<&str>, posts| Section::new(title.map(str::to_owned), posts);
    edition.info.sections = vec![
        section(Some("First & best"), 2),
        section(Some("Empty"), 0),
        section(None, 1),
        section(Some("Last"), 1),
    ];
    let book = open(&edition);
    assert_eq!(
        book.spine()[3..],
        [
            "part01.xhtml",
            "ch0001.xhtml",
            "ch0002.xhtml",
            "ch0003.xhtml",
            "part04.xhtml",
            "ch0004.xhtml",
            "credits.xhtml"
        ]
    );
    let depths = book.each("nav.xhtml", "a", |link| {
        let lists = link.ancestors().filter(|node| node.tag_name().name() == "ol").count();
        (link.text().unwrap().to_owned(), lists)
    });
    let expected = [
        ("First & best", 1),
        ("Post a", 2),
        ("Post b", 2),
        ("Post c", 1),
        ("Last", 1),
        ("Post d", 2),
        ("Sources", 1),
    ];
    for ((label, depth), (title, lists)) in depths.iter().zip(expected) {
        assert_eq!((&**label, *depth), (title, lists));
    }
    // Without the posts of a section, there is no page for it.
    let without = Opened::new(&bound(&edition, &NoMedia, &[3]).0);
    assert!(!without.entries.contains_key("OEBPS/part04.xhtml"));
}

#[test]
fn headings_are_in_the_contents_as_deep_as_asked() {
    let body = vec![heading(3, "One", Some("one")), heading(4, "Two", None), heading(6, "Three", None)];
    let edition = edition(vec![post("a", body)]);
    let labels = |headings| {
        let mut options = EpubOptions::default();
        (options.headings, options.cover) = (headings, CoverAs::None);
        let book = Opened::new(&bound_with(options, &edition, &NoMedia, &[]).0);
        let toc = book.each("nav.xhtml", "a", |link| link.text().unwrap().to_owned());
        let depth = book.each("toc.ncx", "meta", |meta| {
            (meta.attribute("name") == Some("dtb:depth"))
                .then(|| meta.attribute("content").unwrap().to_owned())
        });
        (toc[..toc.len() - 4].join("/"), depth.into_iter().flatten().next().unwrap())
    };
    assert_eq!(labels(0), ("Post a/Sources".into(), "1".into()));
    assert_eq!(labels(2), ("Post a/One/Two/Sources".into(), "3".into()));
    assert_eq!(labels(5), ("Post a/One/Two/Three/Sources".into(), "4".into()));
}

#[test]
fn links_stay_in_the_book_where_it_has_their_target() {
    let all = [
        "https://a.example/b/",
        "http://www.a.example/b#part",
        "https://a.example/c#nowhere",
        "https://a.example/c#comments",
        "https://a.example/a/#own",
        "https://a.example/zz/",
        "#own",
        "#nowhere",
    ];
    let mut body = vec![heading(2, "Own", Some("own"))];
    body.extend(all.map(|url| Block::Paragraph(vec![link(url)])));
    let posts = vec![post("a", body), post("b", vec![heading(2, "Part", Some("part"))]), post("c", vec![])];
    let edition = edition(posts);
    let hrefs = |lost: &[usize]| {
        let book = Opened::new(&bound(&edition, &NoMedia, lost).0);
        let mut hrefs = book.attributes("ch0001.xhtml", "a", "href");
        assert_eq!(hrefs.pop().as_deref(), Some("https://a.example/a/"), "the source comes last");
        (hrefs, book.chapters().len())
    };
    let rest = ["ch0001.xhtml#p-own", "https://a.example/zz/", "#p-own", "https://a.example/a/#nowhere"];
    let (whole, chapters) = hrefs(&[]);
    assert_eq!(whole[..4], ["ch0002.xhtml", "ch0002.xhtml#p-part", "ch0003.xhtml", "ch0003.xhtml"]);
    assert_eq!((&whole[4..], chapters), (&rest.map(str::to_owned)[..], 3));
    // A post that could not be rendered: the numbers of the others stay, links to it leave the book.
    let (part, chapters) = hrefs(&[1]);
    assert_eq!(
        part[..4],
        ["https://a.example/b/", "https://a.example/b/#part", "ch0003.xhtml", "ch0003.xhtml"]
    );
    assert_eq!((&part[4..], chapters), (&rest.map(str::to_owned)[..], 2));
    let (last, _) = hrefs(&[2]);
    assert_eq!(last[2..4], ["https://a.example/c/#nowhere", "https://a.example/c/"]);
}

#[test]
fn books_turn_their_pages_as_their_language_does() {
    let mut arabic = edition(vec![
        post("a", vec![]),
        Post { language: Language::parse("en").map(Sourced::read), ..post("b", vec![]) },
    ]);
    arabic.info.language = Language::parse("ar").unwrap();
    let book = open(&arabic);
    assert_eq!(book.attributes("content.opf", "spine", "page-progression-direction"), ["rtl"]);
    assert_eq!(book.dc("language"), ["ar", "en"]);
    assert!(book.text("ch0001.xhtml").contains("lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\""));
    assert!(book.text("ch0002.xhtml").contains("lang=\"en\" xml:lang=\"en\" dir=\"ltr\""));
    assert!(book.text("nav.xhtml").contains("المحتويات"));
    assert!(book.text("nav.xhtml").contains("lang=\"en\" xml:lang=\"en\" dir=\"ltr\">Post b</a>"));
}

#[test]
fn titles_are_never_empty_and_nothing_barred_is_left() {
    let hostile = "\u{0}\u{1}\u{b}\u{1f}\u{7f}\u{fffe}";
    let mut bad = post("", vec![paragraph(&format!("a{hostile}b")), heading(2, hostile, Some("a b\"<%"))]);
    bad.title = Sourced::read(vec![text(hostile)]);
    bad.authors = vec![Author { name: Some(format!("A{hostile} & <B>")), ..Author::default() }];
    bad.terms = vec![Term { name: Sourced::read(hostile.into()), ..Term::default() }];
    bad.published = DateTime::parse("-000044-03-15T00:00:00Z");
    let mut edition = edition(vec![bad, post("\u{2}", vec![])]);
    edition.info.title = hostile.into();
    edition.info.subtitle = Some(hostile.into());
    edition.info.sections = vec![Section::new(Some(hostile.into()), 2)];
    let book = open(&edition);
    assert_eq!(book.dc("title").len(), 1);
    assert_eq!(book.dc("creator"), ["A & <B>"]);
    assert!(book.dc("subject").is_empty());
    for (name, bytes) in book.entries.iter().filter(|(name, _)| !name.contains("/images/")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{name}");
    }
}

#[test]
fn nothing_to_bind_is_an_error_and_no_file() {
    let epub = offprint_epub::Epub::new(EpubOptions::default());
    let mut out = exporter::MemorySink::default();
    let edition = edition(vec![post("a", vec![])]);
    let said = epub.bind(&epub.plan(&edition.info).unwrap(), &mut std::iter::empty(), &mut out).unwrap_err();
    assert_eq!(said.severity, Severity::Error);
    assert!(out.files.lock().unwrap().is_empty());
}

#[test]
fn deep_nesting_does_not_overflow() {
    let mut block = heading(2, "deep", None);
    for _ in 0..100 {
        block = Block::Quote(Quote { blocks: vec![block], ..Quote::default() });
    }
    open(&edition(vec![post("a", vec![block])]));
}

#[test]
fn credits_tell_of_each_post_where_it_stands_its_days_and_its_rights() {
    let date = |text: &str| DateTime::parse(text);
    let mut old = post("old", vec![]);
    old.link = Some("https://a.example/old/".into());
    old.published = date("2025-04-30T12:00:00Z");
    old.modified = date("2025-05-11T12:00:00Z");
    old.authors = vec![Author { name: Some("Ada".into()), ..Author::default() }];
    let acf = serde_json::json!({"License": "https://licences.example/by/4.0/"});
    old.meta.insert("acf".into(), acf);
    let mut new = post("new", vec![]);
    new.published = date("2025-05-02T09:00:00Z");
    new.modified = date("2025-05-02T21:00:00Z");
    let mut edition = edition(vec![old, new]);
    edition.info.rights = Some("All rights with the press".into());
    let book = open(&edition);
    let items = book.each("credits.xhtml", "li", |item| {
        let text: String = item.descendants().filter_map(|node| node.text()).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    assert!(items[0].contains("Ada"), "{}", items[0]);
    for part in ["30 April 2025", "Updated:", "11 May 2025", "licences.example/by/4.0", "a.example/old"] {
        assert!(items[0].contains(part), "{part} in {}", items[0]);
    }
    assert!(items[1].contains("2 May 2025") && !items[1].contains("Updated"), "{}", items[1]);
    let links = book.attributes("credits.xhtml", "a", "href");
    assert!(links.contains(&"https://licences.example/by/4.0/".to_owned()));
    assert!(book.text("credits.xhtml").contains("All rights with the press"));
}
