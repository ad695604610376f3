//! Cases by hand: what is written to the letter, and text that looks like markup in every place text can stand.

mod tree;

use offprint_core::*;

fn text(content: &str) -> Vec<Inline> {
    vec![Inline::Text(content.into())]
}

fn paragraph(content: &str) -> Block {
    Block::Paragraph(text(content))
}

fn post(body: Vec<Block>) -> Post {
    Post { slug: "any".into(), body, ..Post::default() }
}

fn written(body: Vec<Block>) -> String {
    let post = post(body);
    if let Some(difference) = tree::difference(&post) {
        panic!("{difference}");
    }
    tree::body(&offprint_markdown::post_to_markdown(&post)).trim_matches('\n').to_owned()
}

#[track_caller]
fn check(content: Vec<Inline>, want: &str) {
    assert_eq!(written(vec![Block::Paragraph(content)]), want);
}

#[track_caller]
fn check_text(content: &str, want: &str) {
    check(text(content), want);
}

fn em(content: &str) -> Inline {
    Inline::Emphasis(text(content))
}

fn strong(content: &str) -> Inline {
    Inline::Strong(text(content))
}

fn plain(content: &str) -> Inline {
    Inline::Text(content.into())
}

fn link(url: &str, content: &str) -> Inline {
    Inline::Link(Link { url: url.into(), title: None, content: text(content) })
}

fn list(kind: ListKind, tight: bool, items: Vec<Vec<Block>>) -> Block {
    let items = items.into_iter().map(|blocks| ListItem { blocks, checked: None }).collect();
    Block::List(List { kind, tight, items })
}

/// Text that a parser, an extension or a careless writer could take for something else.
const NASTY: [&str; 96] = [
    "# a",
    "## b ##",
    "#",
    "a #",
    "foo ###",
    "#hash",
    "- a",
    "-",
    "+ b",
    "* c",
    "*",
    "1. d",
    "1) e",
    "10. f",
    "1.",
    "> q",
    ">",
    "---",
    "- - -",
    "***",
    "* * *",
    "___",
    "===",
    "=",
    "--",
    "```",
    "```rust",
    "~~~",
    "`",
    "``a`",
    "a ` b",
    "| a | b |",
    "|",
    "|-|",
    "a | b",
    "[x] done",
    "[ ] open",
    "[x]",
    "[^1]",
    "[^1]: note",
    "[a]: /url",
    "[a](b)",
    "![a](b)",
    "[a][b]",
    "!",
    "[",
    "]",
    "\\",
    "a\\b",
    "\\*a\\*",
    "*a*",
    "**a**",
    "_a_",
    "__a__",
    "snake_case_name",
    "2*3*4",
    "2 * 3 * 4",
    "~a~",
    "~~a~~",
    "a~b",
    "~",
    "$5 and $6",
    "$a$",
    "$$a$$",
    "US$5 and US$6",
    "<div>",
    "<div",
    "</p>",
    "<!-- c -->",
    "<?x?>",
    "<a@b.c>",
    "<http://a.b>",
    "a < b > c",
    "<3",
    "&copy;",
    "&amp;ouml;",
    "&#42;",
    "R&D",
    "AT&T;",
    "&",
    "http://a.b/c",
    "https://a.b/c_d_e",
    "www.a.b",
    "ftp://a.b",
    "me@a.b",
    "a@b",
    "foo.bar@baz.com now",
    "[!NOTE] a",
    ":smile:",
    "@you",
    "a  b",
    "\u{a0}a\u{a0}",
    "a\u{a0}b",
    "“a”*b*",
    "€*a*",
    "(*a*)b",
];

#[test]
fn nasty_text_stays_text_wherever_it_stands() {
    for nasty in NASTY {
        let after_break = vec![plain("a"), Inline::Break, plain(nasty)];
        let cell = || Cell { blocks: vec![paragraph(nasty)], ..Cell::default() };
        let row = || Row { cells: vec![cell(), cell()] };
        let beside = vec![plain(nasty), em("e"), plain(nasty), strong("s"), plain(nasty)];
        let heading = Block::Heading(Heading { level: 2, content: text(nasty), anchor: None });
        let ordered = ListKind::Ordered { start: 1, reversed: false, numbering: Numbering::Decimal };
        let quote = Quote { blocks: vec![paragraph(nasty)], attribution: text(nasty) };
        let figure = Figure {
            image: Image {
                url: "https://a.example/x.png".into(),
                alt: Some(nasty.trim().into()),
                title: Some(nasty.into()),
                ..Image::default()
            },
            caption: text(nasty),
            ..Figure::default()
        };
        let details = Details { summary: text(nasty), open: false, blocks: vec![paragraph(nasty)] };
        let task = ListItem { blocks: vec![paragraph(nasty)], checked: Some(false) };
        written(vec![
            paragraph(nasty),
            paragraph(nasty),
            Block::Paragraph(after_break),
            heading,
            list(
                ListKind::Bullet,
                true,
                vec![
                    vec![paragraph(nasty)],
                    vec![paragraph(nasty), list(ordered, true, vec![vec![paragraph(nasty)]])],
                ],
            ),
            list(ordered, false, vec![vec![paragraph(nasty), paragraph(nasty)], vec![]]),
            Block::Quote(quote),
            Block::Table(Table { head: vec![row()], body: vec![row(), row()], ..Table::default() }),
            Block::Figure(figure),
            Block::Details(details),
            Block::List(List { kind: ListKind::Bullet, tight: true, items: vec![task] }),
            Block::Paragraph(beside),
            Block::Paragraph(vec![Inline::Emphasis(text(nasty)), plain("x"), Inline::Strong(text(nasty))]),
            Block::Paragraph(vec![
                Inline::Strike(text(nasty)),
                Inline::Underline(text(nasty)),
                link("https://a.example/", nasty),
            ]),
            Block::Paragraph(vec![Inline::Code(nasty.into()), plain(nasty), Inline::Code(nasty.into())]),
            Block::Code(Code { language: None, text: format!("{nasty}\n\n{nasty}") }),
        ]);
    }
}

#[test]
fn only_what_would_change_the_parse_is_escaped() {
    for same in [
        "snake_case_name",
        "2 * 3 = 6",
        "R&D and AT&T",
        "a < b",
        "I <3 it",
        "5 > 4",
        "[x] and [y]",
        "(a) [b] {c}",
        "a#b",
        "1.5",
        "#hash",
        "-5 and +5",
        "a | b",
        "$5 and $6",
        "~5 or ~6",
        "footnote*",
        "it`s",
        "C:\\dir",
        "wow!",
        "a_",
        "e.g. this",
        "12:30",
        "a@b",
    ] {
        check_text(same, same);
    }
    check_text("a *b* c", "a \\*b\\* c");
    check_text("1. a", "1\\. a");
    check_text("&copy;", "\\&copy;");
    check_text("<div>", "\\<div>");
    check_text("a\\*b", "a\\\\*b");
    check_text("[a](b)", "[a\\](b)");
    check_text("www.a.b and http://a.b", "www\\.a.b and http\\://a.b");
    check_text("me@a.b", "me<!-- -->@a.b");
    let heading = |content: &str| {
        written(vec![Block::Heading(Heading { level: 1, content: text(content), anchor: None })])
    };
    assert_eq!(heading("1. First"), "# 1. First");
    assert_eq!(heading("foo ###"), "# foo \\###");
    assert_eq!(heading("C#"), "# C#");
}

#[test]
fn emphasis() {
    check(vec![plain("a"), em("b"), plain("c")], "a*b*c");
    check(vec![Inline::Emphasis(vec![em("a")])], "*_a_*");
    check(vec![em("a"), em("b")], "*a*_b_");
    check(vec![em("a"), strong("b")], "*a*__b__");
    check(vec![plain("a"), strong("“b”"), plain("c")], "a<strong>“b”</strong>c");
    check(vec![plain("a"), em(" b "), plain("c")], "a *b* c");
    check(vec![Inline::Strong(vec![em("a")])], "**_a_**");
    check(vec![em(" ")], "");
    check(vec![em("a*b")], "*a\\*b*");
}

#[test]
fn links_pictures_and_code() {
    check(vec![plain("Look!"), link("https://a.example/", "here")], "Look\\![here](https://a.example/)");
    check(vec![link("https://a.example/a_b_", "https://a.example/a_b_")], "<https://a.example/a_b_>");
    check(vec![link("https://a.example/%B0%FC", "x")], "[x](https://a.example/%B0%FC)");
    check(vec![link("https://a.example/a (b", "x")], "[x](<https://a.example/a (b>)");
    check(vec![link("http://www.a.b", "www.a.b")], "[www.a.b](http://www.a.b)");
    check(vec![Inline::Code("``".into())], "` `` `");
    check(vec![Inline::Code("a".into()), Inline::Code("b".into())], "`a`<code>b</code>");
    // A back-quote may be of the name in a mail address.
    check(vec![plain("1 <2"), Inline::Code("a@b.c> ".into())], "1 \\<2`a@b.c> `");
    check(vec![plain("a"), Inline::Break, plain("b")], "a\\\nb");
    check(vec![Inline::Math(Math { tex: Some("x^2".into()), mathml: None })], "$x^2$");
    // To parsers that know no mathematics, what stands in it is text like any other.
    check(vec![Inline::Math(Math { tex: Some("x <b>y</b>".into()), mathml: None })], "$`x <b>y</b>`$");
}

#[test]
fn only_films_begin_with_a_picture_and_that_is_a_file() {
    let player = |kind, poster: &str| {
        let media = Media {
            kind,
            url: "https://a.example/x".into(),
            media_type: None,
            title: vec![],
            poster: Some(poster.into()),
            caption: vec![],
        };
        offprint_markdown::post_to_markdown(&post(vec![Block::Media(media)]))
    };
    assert!(player(MediaKind::Video, "https://a.example/y.jpg").contains("poster="));
    assert!(!player(MediaKind::Audio, "https://a.example/y.jpg").contains("poster="));
    assert!(!player(MediaKind::Video, "data:image/png;base64,AAAA").contains("poster="));
}

#[test]
fn blocks_beside_each_other() {
    let bullets = || list(ListKind::Bullet, true, vec![vec![paragraph("a")], vec![paragraph("b")]]);
    assert_eq!(written(vec![bullets(), bullets()]), "- a\n- b\n\n<!-- -->\n\n- a\n- b");
    let code = Block::Code(Code { language: None, text: "\n\n  x\n```".into() });
    assert_eq!(written(vec![bullets(), code]), "- a\n- b\n\n````\n\n\n  x\n```\n````");
    let quoted = Block::Quote(Quote { blocks: vec![bullets()], attribution: vec![] });
    assert_eq!(written(vec![quoted.clone(), quoted]), "> - a\n> - b\n\n> - a\n> - b");
    let seen =
        list(ListKind::Bullet, false, vec![vec![paragraph("b"), Block::Paragraph(vec![Inline::Break])]]);
    let around = list(ListKind::Bullet, true, vec![vec![paragraph("a"), seen], vec![paragraph("c")]]);
    assert_eq!(written(vec![around]), "- a\n  - b\n- c");
    let empty = list(ListKind::Bullet, true, vec![vec![], vec![paragraph("b")], vec![]]);
    assert_eq!(written(vec![empty]), "-\n- b\n-");
    let deep = list(
        ListKind::Bullet,
        true,
        vec![vec![list(ListKind::Bullet, true, vec![vec![list(ListKind::Bullet, true, vec![vec![]])]])]],
    );
    written(vec![deep]);
    let broken = Block::Heading(Heading {
        level: 2,
        content: vec![plain("a"), Inline::Break, plain("b")],
        anchor: None,
    });
    assert_eq!(written(vec![broken]), "## a<br>b");
    assert_eq!(
        written(vec![paragraph("a"), Block::Rule, paragraph("b"), Block::PageBreak]),
        "a\n\n---\n\nb\n\n<!--nextpage-->"
    );
}

#[test]
fn tables() {
    let cell = |content: &str| Cell { blocks: vec![paragraph(content)], ..Cell::default() };
    let head = |content: &str| Cell { header: true, ..cell(content) };
    let right = |content: &str| Cell { align: Some(Align::Right), ..cell(content) };
    let row = |cells: Vec<Cell>| Row { cells };
    let table = |head: Vec<Row>, body: Vec<Row>| vec![Block::Table(Table { head, body, ..Table::default() })];
    assert_eq!(
        written(table(
            vec![row(vec![head("Crop"), head("kg")])],
            vec![row(vec![cell("日本 | x"), right("7")])]
        )),
        "| Crop      |  kg |\n| --------- | --: |\n| 日本 \\| x |   7 |"
    );
    assert_eq!(written(table(vec![], vec![row(vec![cell("a")])])), "|     |\n| --- |\n| a   |");
    let spans = table(vec![], vec![row(vec![Cell { colspan: 2, ..cell("a") }])]);
    assert!(written(spans).starts_with("<table>"));
    let blocks = Cell {
        blocks: vec![paragraph("a"), list(ListKind::Bullet, true, vec![vec![paragraph("b")]])],
        ..Cell::default()
    };
    assert!(written(table(vec![], vec![row(vec![blocks])])).contains("<ul>\n<li>b</li>"));
}

#[test]
fn notes_stand_at_the_end_also_from_tables_and_notes() {
    let note = |number: u32, body: Vec<Block>| Inline::Note(Note { number, body });
    let inner = note(2, vec![paragraph("inner")]);
    let outer = note(1, vec![Block::Paragraph(vec![plain("outer"), inner]), paragraph("more")]);
    assert_eq!(
        written(vec![Block::Paragraph(vec![plain("a"), outer, plain("(b)")])]),
        "a[^1]\\(b)\n\n[^1]: outer[^2]\n\n    more\n\n[^2]: inner"
    );
    let cell = Cell {
        blocks: vec![Block::Paragraph(vec![plain("c"), note(1, vec![paragraph("n")])])],
        colspan: 2,
        ..Cell::default()
    };
    let table = Block::Table(Table { body: vec![Row { cells: vec![cell] }], ..Table::default() });
    assert!(written(vec![table]).ends_with("[^1]: n"));
    let starts = note(1, vec![list(ListKind::Bullet, true, vec![vec![paragraph("a")]])]);
    written(vec![Block::Paragraph(vec![starts, plain(": b")])]);
}

#[test]
fn one_file_for_many_posts_keeps_them_apart() {
    let note = Inline::Note(Note { number: 1, body: vec![paragraph("n")] });
    let heading = Block::Heading(Heading { level: 2, content: text("H"), anchor: Some("h1".into()) });
    let body = vec![heading, Block::Paragraph(vec![plain("a"), note, plain(" "), link("#h1", "up")])];
    let one = |slug: &str| Post {
        slug: slug.into(),
        title: Sourced::read(text("T *x*")),
        body: body.clone(),
        ..Post::default()
    };
    let mut info = EditionInfo::default();
    info.title = "Both".into();
    info.language = offprint_core::Language::parse("en").unwrap();
    let edition = Edition::new(info, vec![one("a"), one("b")]);
    let mut options = offprint_markdown::MarkdownOptions::default();
    options.path = Some("both.md".into());
    let mut sink = exporter::MemorySink::default();
    exporter::export(&offprint_markdown::Markdown::new(options), &edition, &mut sink).unwrap();
    let file = String::from_utf8(sink.bytes("both.md").unwrap()).unwrap();
    let part = |slug: &str| {
        format!(
            "\n# T \\*x\\*\n\n## <a id=\"{slug}-h1\"></a>H\n\na[^{slug}-1] [up](#{slug}-h1)\n\n[^{slug}-1]: n\n"
        )
    };
    assert_eq!(file, format!("---\ntitle: Both\nlanguage: en\n---\n{}{}", part("a"), part("b")));
}

#[test]
fn nesting_of_a_hundred_levels_is_written() {
    let mut block = paragraph("deep");
    for _ in 0..50 {
        block = Block::Quote(Quote {
            blocks: vec![list(ListKind::Bullet, false, vec![vec![block]])],
            attribution: vec![],
        });
    }
    let mut inline = plain("deep");
    for _ in 0..100 {
        inline = Inline::Strong(vec![Inline::Emphasis(vec![inline])]);
    }
    let markdown = offprint_markdown::post_to_markdown(&post(vec![block, Block::Paragraph(vec![inline])]));
    assert!(markdown.contains("deep"));
}
