//! Posts that go wrong in feeds.

use offprint_core::{
    Author, Block, DateTime, Edition, EditionInfo, Image, Inline, Language, Link, Media, MediaKind, Note,
    Post, Sourced, Term, specimen,
};

/// An edition of the specimen and of all the odd posts.
pub(crate) fn edition() -> Edition {
    let mut info = EditionInfo::default();
    info.title = "Odds & “ends”".to_owned();
    info.language = Language::parse("en").unwrap();
    info.subtitle = Some("What goes wrong <sometimes>".to_owned());
    info.site_url = Some("https://garden.example".to_owned());
    info.feed_url = Some("https://garden.example/feeds/".to_owned());
    let mut posts = vec![specimen::post()];
    posts.extend(odd_posts());
    Edition::new(info, posts)
}

pub(crate) fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

pub(crate) fn paragraph(content: &str) -> Block {
    Block::Paragraph(vec![text(content)])
}

/// A whole, plain post.
pub(crate) fn plain(id: u64, title: &str, body: Vec<Block>) -> Post {
    Post {
        id: Some(id),
        site: Some("https://garden.example".into()),
        kind: "post".into(),
        slug: format!("post-{id}"),
        link: Some(format!("https://garden.example/post-{id}/")),
        guid: Some(format!("https://garden.example/?p={id}")),
        title: Sourced::read(vec![text(title)]),
        published: DateTime::parse("2025-02-03T04:05:06+05:45"),
        modified: DateTime::parse("2025-02-04T04:05:06+05:45"),
        body,
        ..Post::default()
    }
}

fn odd_posts() -> Vec<Post> {
    let nothing = Post::default();
    let undated = Post { published: None, modified: None, ..plain(20, "Undated", vec![paragraph("When?")]) };
    let published = Post { modified: None, ..plain(21, "Never changed", vec![paragraph("As it was.")]) };
    let quoted = "Baogang Group’s “rare” earths — 100 % & <b>bold</b> it's ]]> &amp; \"so\"";
    let hebrew = Post {
        language: Language::parse("he").map(Sourced::read),
        ..plain(23, "שלום", vec![paragraph("שלום עולם")])
    };
    let numbered = Post { guid: Some("12345".into()), ..plain(24, "A bare number", vec![]) };
    let unlinked = Post { guid: None, link: None, ..plain(25, "Nowhere", vec![fragment()]) };
    let own = Post { guid: None, ..plain(26, "Its own address", vec![fragment()]) };
    let twin = Post {
        slug: "post-27".into(),
        link: None,
        modified: DateTime::parse("2025-02-05T04:05:06+05:45"),
        ..plain(22, "A twin", vec![])
    };
    let old = Post {
        published: DateTime::parse("-000044-03-15T12:00:00Z"),
        modified: None,
        ..plain(28, "Ides", vec![])
    };
    vec![
        nothing,
        undated,
        published,
        plain(22, quoted, vec![paragraph(quoted), Block::Verse(vec![text("]]>]]]]>>")])]),
        hebrew,
        numbered,
        unlinked,
        own,
        twin,
        old,
        forbidden_characters(),
        nested(),
        sound(),
        marked_title(),
    ]
}

fn fragment() -> Block {
    let link = Link { url: "#there".into(), title: None, content: vec![text("over there")] };
    let heading =
        offprint_core::Heading { level: 2, content: vec![text("There")], anchor: Some("there".into()) };
    Block::Details(offprint_core::Details {
        blocks: vec![Block::Heading(heading), Block::Paragraph(vec![Inline::Link(link)])],
        ..Default::default()
    })
}

/// Control characters and noncharacters everywhere.
fn forbidden_characters() -> Post {
    let bad = "a\u{0}b\u{1}c\u{b}d\u{1f}e\u{7f}f\u{85}g\u{fffe}h\u{ffff}i\u{1fffe}j 🐝👩‍🌾";
    let author = Author { name: Some(bad.into()), url: Some("not an address".into()), ..Author::default() };
    let unknown = Author { id: Some(9), ..Author::default() };
    let term = Term {
        taxonomy: bad.into(),
        slug: Some(bad.into()),
        name: Sourced::read(bad.into()),
        ..Term::default()
    };
    let image =
        Image { url: "https://garden.example/a.png".into(), alt: Some(bad.into()), ..Image::default() };
    let note = Inline::Note(Note { number: 1, body: vec![paragraph(bad)] });
    Post {
        authors: vec![author, unknown],
        terms: vec![term],
        excerpt: Some(Sourced::read(bad.into())),
        ..plain(29, bad, vec![paragraph(bad), Block::Paragraph(vec![Inline::Image(image), note])])
    }
}

/// As deep as the reader lets blocks be.
fn nested() -> Post {
    let mut inlines = vec![text("core")];
    for _ in 0..50 {
        inlines = vec![Inline::Emphasis(vec![Inline::Strong(inlines)])];
    }
    let mut blocks = vec![Block::Paragraph(inlines)];
    for level in 0..50 {
        blocks = match level % 3 {
            0 => vec![Block::Quote(offprint_core::Quote { blocks, attribution: vec![text("She")] })],
            1 => vec![Block::List(offprint_core::List {
                kind: offprint_core::ListKind::Bullet,
                tight: true,
                items: vec![offprint_core::ListItem { blocks, checked: None }],
            })],
            _ => vec![Block::Division(offprint_core::Division {
                language: Language::parse("fr"),
                direction: None,
                blocks,
            })],
        };
    }
    plain(30, "Deep", blocks)
}

fn sound() -> Post {
    let media = Media {
        kind: MediaKind::Audio,
        url: "https://garden.example/birds.mp3".into(),
        media_type: Some("audio/mpeg".into()),
        title: Vec::new(),
        poster: None,
        caption: Vec::new(),
    };
    plain(31, "Birds", vec![Block::Media(media)])
}

fn marked_title() -> Post {
    let title = vec![Inline::Emphasis(vec![text("Apis")]), text(" & <i>co</i>")];
    Post { title: Sourced::read(title), ..plain(32, "", vec![paragraph("Bees.")]) }
}
