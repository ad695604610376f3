//! A post that holds every node of the model, for the tests of every format.

use crate::model::*;

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn paragraph(content: &str) -> Block {
    Block::Paragraph(vec![text(content)])
}

fn item(content: &str) -> ListItem {
    ListItem { blocks: vec![paragraph(content)], checked: None }
}

fn figure(name: &str, caption: &str) -> Figure {
    let image = Image {
        url: format!("https://garden.example/wp-content/uploads/2025/04/{name}.png"),
        alt: Some(format!("A drawing of {name}")),
        width: Some(320),
        height: Some(200),
        ..Image::default()
    };
    let caption = if caption.is_empty() { Vec::new() } else { vec![text(caption)] };
    Figure { image, caption, link: None, align: None }
}

/// The specimen: each block and each inline at least once.
pub fn post() -> Post {
    Post {
        id: Some(7),
        site: Some("https://garden.example".into()),
        kind: "post".into(),
        slug: "every-node".into(),
        link: Some("https://garden.example/2025/04/every-node/".into()),
        guid: Some("https://garden.example/?p=7".into()),
        title: Sourced::read(vec![
            text("Every node & "),
            Inline::Emphasis(vec![text("its")]),
            text(" shape"),
        ]),
        published: DateTime::parse("2025-04-30T12:11:12-06:00"),
        modified: DateTime::parse("2025-05-11T09:50:11-06:00"),
        authors: vec![Author {
            id: Some(2),
            name: Some("Ada Gardener".into()),
            slug: Some("ada".into()),
            url: Some("https://garden.example/author/ada/".into()),
        }],
        terms: vec![
            Term {
                taxonomy: "category".into(),
                id: Some(3),
                slug: Some("soil-water".into()),
                name: Sourced::read("Soil & Water".into()),
                link: None,
            },
            Term {
                taxonomy: "season".into(),
                id: Some(9),
                slug: Some("late-spring".into()),
                name: Sourced::derived("Late Spring".into()),
                link: None,
            },
        ],
        excerpt: Some(Sourced::read("A short summary of every node.".into())),
        featured: Some(figure("beans", "").image),
        body: blocks(),
        ..Post::default()
    }
}

/// The specimen's body.
pub fn blocks() -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading(Heading {
            level: 2,
            content: vec![text("Running text")],
            anchor: Some("running".into()),
        }),
        Block::Paragraph(inlines()),
    ];
    blocks.extend(lists());
    blocks.extend(quotations());
    blocks.push(table());
    blocks.extend(media());
    blocks.extend(odds_and_ends());
    blocks
}

fn inlines() -> Vec<Inline> {
    let boxed = |content: &str| vec![text(content)];
    vec![
        text("Plain & <simple> text with "),
        Inline::Emphasis(boxed("emphasis")),
        text(", "),
        Inline::Strong(vec![text("strong "), Inline::Emphasis(boxed("nested"))]),
        text(", "),
        Inline::Strike(boxed("struck")),
        text(", "),
        Inline::Underline(boxed("underlined")),
        text(", "),
        Inline::Highlight(boxed("marked")),
        text(", H"),
        Inline::Subscript(boxed("2")),
        text("O, E = mc"),
        Inline::Superscript(boxed("2")),
        text(", "),
        Inline::Code("let x = `y` < 3;".into()),
        text(", "),
        Inline::Keyboard(boxed("Ctrl+C")),
        text(", "),
        Inline::Quote(boxed("said softly")),
        text(", "),
        Inline::Abbreviation { title: Some("World Health Organization".into()), content: boxed("WHO") },
        text(", a "),
        Inline::Link(Link {
            url: "https://other.example/a?b=%B0%FC&c=1".into(),
            title: Some("A title".into()),
            content: vec![text("link with "), Inline::Emphasis(boxed("stress"))],
        }),
        text(", one "),
        Inline::Link(Link { url: "#running".into(), title: None, content: boxed("to the heading") }),
        text(", a note"),
        Inline::Note(Note { number: 1, body: vec![paragraph("What the note says.")] }),
        text(", a small picture "),
        Inline::Image(figure("leaf", "").image),
        text(", maths "),
        Inline::Math(Math { tex: Some("a^2 + b^2 = c^2".into()), mathml: None }),
        text(" and"),
        Inline::Break,
        text("a new line, "),
        Inline::Span { language: Language::parse("fr"), direction: None, content: boxed("déjà vu") },
        text(" and "),
        Inline::Span {
            language: Language::parse("he"),
            direction: Some(Direction::Rtl),
            content: boxed("שלום עולם"),
        },
        text("."),
    ]
}

fn lists() -> Vec<Block> {
    let inner = List { kind: ListKind::Bullet, tight: true, items: vec![item("deeper"), item("deepest")] };
    let ordered = ListKind::Ordered { start: 3, reversed: false, numbering: Numbering::LowerAlpha };
    let mut nested = item("with a list");
    nested.blocks.push(Block::List(inner));
    let mut loose = item("two paragraphs");
    loose.blocks.push(paragraph("of one item"));
    let task = |done| ListItem { checked: Some(done), ..item("a task") };
    vec![
        Block::List(List { kind: ListKind::Bullet, tight: true, items: vec![item("one"), nested] }),
        Block::List(List { kind: ordered, tight: false, items: vec![item("third"), loose] }),
        Block::List(List { kind: ListKind::Bullet, tight: true, items: vec![task(true), task(false)] }),
        Block::Definitions(vec![Definition {
            terms: vec![vec![text("Loam")]],
            details: vec![vec![paragraph("Soil of sand, silt and clay.")]],
        }]),
    ]
}

fn quotations() -> Vec<Block> {
    let quote = Quote {
        blocks: vec![paragraph("A garden is a friend you can visit any time.")],
        attribution: vec![text("An old saying")],
    };
    vec![
        Block::Quote(quote.clone()),
        Block::PullQuote(quote),
        Block::Verse(vec![text("The rain it raineth"), Inline::Break, text("    every day,")]),
        Block::Code(Code {
            language: Some("rust".into()),
            text: "fn main() {\n    println!(\"hi\");\n}".into(),
        }),
        Block::Preformatted(vec![text("kept   as\n  it "), Inline::Strong(vec![text("stands")])]),
    ]
}

fn table() -> Block {
    let cell = |content: &str| Cell { blocks: vec![paragraph(content)], ..Cell::default() };
    let head = |content: &str| Cell { header: true, scope: Some(Scope::Column), ..cell(content) };
    let number = |content: &str| Cell { align: Some(Align::Right), ..cell(content) };
    Block::Table(Table {
        caption: vec![text("Yields of the plot")],
        head: vec![Row { cells: vec![head("Crop"), head("Kilograms")] }],
        body: vec![
            Row { cells: vec![cell("Beans"), number("12")] },
            Row { cells: vec![Cell { rowspan: 2, ..cell("Kale") }, number("7")] },
            Row { cells: vec![number("8")] },
        ],
        foot: vec![Row { cells: vec![Cell { colspan: 2, ..cell("Weighed at home") }] }],
    })
}

fn media() -> Vec<Block> {
    let audio = Media {
        kind: MediaKind::Audio,
        url: "https://garden.example/wp-content/uploads/2025/04/birds.mp3".into(),
        media_type: Some("audio/mpeg".into()),
        title: Vec::new(),
        poster: None,
        caption: vec![text("Birds at dawn")],
    };
    let file = Media {
        kind: MediaKind::File,
        url: "https://garden.example/wp-content/uploads/2025/04/plan.pdf".into(),
        media_type: None,
        title: vec![text("The plan")],
        caption: Vec::new(),
        ..audio.clone()
    };
    let video = Media {
        kind: MediaKind::Video,
        url: "https://garden.example/wp-content/uploads/2025/04/bees.mp4".into(),
        media_type: Some("video/mp4".into()),
        poster: Some("https://garden.example/wp-content/uploads/2025/04/bees.png".into()),
        caption: vec![text("Bees at work")],
        ..audio.clone()
    };
    vec![
        Block::Figure(figure("beans", "Beans in May")),
        Block::Gallery(Gallery {
            figures: vec![figure("kale", "Kale"), figure("leek", "")],
            caption: vec![text("Two beds")],
        }),
        Block::Media(audio),
        Block::Media(video),
        Block::Media(file),
        Block::Embed(Embed {
            url: "https://www.youtube.com/watch?v=abc123".into(),
            provider: "YouTube".into(),
            title: Some("How to dig".into()),
            quote: Vec::new(),
            caption: vec![text("A film about digging")],
        }),
    ]
}

fn odds_and_ends() -> Vec<Block> {
    let row = MathNode::Element {
        name: "math",
        attributes: vec![("display", "block".into())],
        children: vec![MathNode::Element {
            name: "mi",
            attributes: Vec::new(),
            children: vec![MathNode::Text("x".into())],
        }],
    };
    vec![
        Block::Details(Details {
            summary: vec![text("More about soil")],
            open: false,
            blocks: vec![paragraph("It is alive.")],
        }),
        Block::Math(Math { tex: Some("x".into()), mathml: Some(row) }),
        Block::Rule,
        Block::Division(Division {
            language: Language::parse("ar"),
            direction: Some(Direction::Rtl),
            blocks: vec![paragraph("مرحبا بالعالم، هذه فقرة قصيرة.")],
        }),
        Block::PageBreak,
        Block::Paragraph(vec![text("日本語の段落です。改行の位置を確かめます。")]),
        paragraph("The last paragraph."),
    ]
}

/// An edition of the specimen alone.
pub fn edition() -> crate::Edition {
    let mut info = crate::EditionInfo::default();
    info.publisher = Some("Garden Press".into());
    info.language = Language::parse("en").unwrap_or_default();
    crate::Edition::new(info, vec![post()])
}

/// Two editions that have hardly anything in common: titles, languages, names, numbers and addresses of posts differ.
pub fn editions() -> [crate::Edition; 2] {
    let info = crate::EditionInfo::builder()
        .title("Autre chose")
        .subtitle("Numéro deux")
        .language(Language::parse("fr").unwrap_or_default())
        .site_url("https://jardin.example")
        .build();
    let posts = ["haies", "mares"].map(|slug| Post {
        slug: slug.into(),
        link: Some(format!("https://jardin.example/{slug}/")),
        title: Sourced::read(vec![text(slug)]),
        published: DateTime::parse("2024-02-03T04:05:06Z"),
        body: blocks(),
        ..post()
    });
    [edition(), crate::Edition::new(info, posts.into())]
}

/// Exports [`editions`] by one exporter at once, their steps interleaved, and each by an exporter of its own.
///
/// # Panics
/// When the files differ, or cannot be made: an exporter must keep nothing of an edition outside its plan.
pub fn keeps_editions_apart<E: crate::Exporter>(make: impl Fn() -> E) {
    use crate::exporter::{MemorySink, export};
    let editions = editions();
    let fresh = editions.each_ref().map(|edition| {
        let mut sink = MemorySink::default();
        export(&make(), edition, &mut sink).expect("an edition can be exported");
        sink.into_files()
    });
    let shared = make();
    let plans = editions.each_ref().map(|edition| shared.plan(&edition.info).expect("an edition has a plan"));
    let rendered: Vec<Vec<E::Sheet>> = editions
        .iter()
        .zip(&plans)
        .rev()
        .map(|(edition, plan)| {
            let render = |(at, post)| shared.render(plan, post, at).expect("a post can be rendered");
            edition.posts.iter().enumerate().map(render).collect()
        })
        .collect();
    for ((sheets, plan), fresh) in rendered.into_iter().rev().zip(&plans).zip(&fresh) {
        let mut sink = MemorySink::default();
        shared.bind(plan, &mut sheets.into_iter(), &mut sink).expect("sheets can be bound");
        let files = sink.into_files();
        assert!(files.keys().eq(fresh.keys()), "{:?} and {:?}", files.keys(), fresh.keys());
        for (path, bytes) in files {
            assert!(fresh[&path] == bytes, "{path} differs");
        }
    }
    for (edition, fresh) in editions.iter().zip(&fresh) {
        let mut sink = MemorySink::default();
        export(&shared, edition, &mut sink).expect("an edition can be exported");
        assert!(sink.into_files() == *fresh, "a second edition differs");
    }
}
