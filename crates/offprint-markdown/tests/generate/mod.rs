//! Models made at random, of text that looks like markup.

use offprint_core::*;
use proptest::{collection::vec, option, prelude::*, sample::select};

/// What text is made of: everything that Markdown or HTML could take for its own, and plain words between.
const PIECES: [&str; 112] = [
    "a",
    "b",
    "word",
    "Ünï",
    "日本",
    "x1",
    " ",
    " ",
    " ",
    "  ",
    "\u{a0}",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "~~~",
    "`",
    "``",
    "```",
    "\\",
    "\\\\",
    "[",
    "]",
    "(",
    ")",
    "[x]",
    "[ ]",
    "[^1]",
    "[^1]:",
    "[a](b)",
    "![",
    "!",
    "]:",
    "[a]: /u",
    "<",
    ">",
    "<b>",
    "</b>",
    "<div>",
    "<!--",
    "-->",
    "<a@b.c>",
    "<http://a.b>",
    "&",
    "&amp;",
    "&copy;",
    "&#35;",
    "&ouml",
    ";",
    "#",
    "##",
    " #",
    "-",
    "--",
    "---",
    "- ",
    "+ ",
    "* ",
    "=",
    "===",
    "1.",
    "1. ",
    "2) ",
    "10",
    ".",
    ":",
    "|",
    "| - |",
    "|-|",
    ":-:",
    "www.",
    "www.a.b",
    "http://",
    "https://a.b/c_d_e",
    "ftp://x",
    "://",
    "@",
    "a@b.c",
    "a.b-c@d.e",
    "$",
    "$$",
    "$5",
    "$x$",
    "{",
    "}",
    "\"",
    "'",
    "/",
    "?",
    "%20",
    "^",
    ",",
    "…",
    "“",
    "”",
    "—",
    "€",
    "→",
    "🙂",
    "\u{200b}",
    "\u{301}",
    "\u{3000}",
    "\u{2003}",
    "> ",
    "[!NOTE]",
    "\t",
    "4",
    "    ",
    ":smile:",
];

fn text() -> impl Strategy<Value = String> {
    vec(select(&PIECES[..]), 1..7).prop_map(|pieces| pieces.concat())
}

fn plain() -> impl Strategy<Value = String> {
    vec(
        select(
            &["a", "b c", "ü", "x_y", "\"", "&amp;", "`", "\\", "<", "]", "(", ")", "*", "|", "\n", " "][..],
        ),
        1..5,
    )
    .prop_map(|pieces| pieces.concat())
}

fn url() -> impl Strategy<Value = String> {
    select(
        &[
            "https://a.example/",
            "https://a.example/%B0%FC_a*b*",
            "https://a.example/a(b)c",
            "https://a.example/a(b",
            "https://a.example/a b",
            "https://a.example/?a=1&copy;2",
            "mailto:a@b.example",
            "#anchor",
            "tel:+123",
            "https://a.example/<x>",
            "https://a.example/a\\_b`c",
            "https://a.example/a|b",
            "https://é.example/ü",
            "https://a.example/)",
            "https://a.example/[x](y)",
            "https://a.example/$x$",
        ][..],
    )
    .prop_map(str::to_owned)
}

fn image() -> impl Strategy<Value = Image> {
    let file = url().prop_filter("can be fetched", |url| offprint_core::html::is_living_file(url));
    (file, option::of(text()), option::of(plain())).prop_map(|(url, alt, title)| Image {
        url,
        alt,
        title,
        ..Image::default()
    })
}

fn tex() -> impl Strategy<Value = Math> {
    select(&["x", "a^2_1", "\\{x\\}", "|x|", "\\alpha * \\beta", "a<b"][..])
        .prop_map(|tex| Math { tex: Some(tex.to_owned()), mathml: None })
}

fn leaf(links: bool) -> BoxedStrategy<Inline> {
    let mut choices = vec![
        (12, text().prop_map(Inline::Text).boxed()),
        (2, text().prop_map(|code| Inline::Code(code.replace('\t', " "))).boxed()),
        (1, image().prop_map(Inline::Image).boxed()),
        (2, Just(Inline::Break).boxed()),
        (1, tex().prop_map(Inline::Math).boxed()),
    ];
    if links {
        let own = url().prop_map(|url| {
            Inline::Link(Link { content: vec![Inline::Text(url.clone())], url, title: None })
        });
        choices.push((1, own.boxed()));
    }
    proptest::strategy::Union::new_weighted(choices).boxed()
}

/// Whether there is something to see; the model's links always have.
fn is_visible(content: &[Inline]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Text(text) => text.contains(|c: char| !matches!(c, ' ' | '\t')),
        Inline::Break => false,
        Inline::Code(code) => !code.is_empty(),
        Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Strike(content)
        | Inline::Underline(content)
        | Inline::Highlight(content)
        | Inline::Superscript(content)
        | Inline::Quote(content)
        | Inline::Abbreviation { content, .. }
        | Inline::Span { content, .. } => is_visible(content),
        _ => true,
    })
}

/// A line that shows something: a caption, a summary.
fn seen() -> impl Strategy<Value = Vec<Inline>> {
    inlines(0, true).prop_map(|mut content| {
        if !is_visible(&content) {
            content.push(Inline::Text("a".into()));
        }
        content
    })
}

/// Running text; without links when it is a link's.
fn inlines(depth: u32, links: bool) -> BoxedStrategy<Vec<Inline>> {
    if depth == 0 {
        return vec(leaf(links), 1..4).boxed();
    }
    let content = inlines(depth - 1, links);
    let wrapped = (content, 0..14_u8, option::of(plain())).prop_map(|(content, kind, title)| match kind {
        0..=2 => Inline::Emphasis(content),
        3..=5 => Inline::Strong(content),
        6 | 7 => Inline::Strike(content),
        8 => Inline::Underline(content),
        9 => Inline::Superscript(content),
        10 => Inline::Quote(content),
        11 => Inline::Abbreviation { title, content },
        12 => Inline::Highlight(content),
        _ => Inline::Span { language: Language::parse("fr"), direction: None, content },
    });
    let linked =
        (inlines(depth - 1, false), url(), option::of(plain())).prop_map(|(mut content, url, title)| {
            if !is_visible(&content) {
                content.push(Inline::Text("a".into()));
            }
            Inline::Link(Link { url, title, content })
        });
    let mut choices = vec![(5, leaf(links).boxed()), (4, wrapped.boxed())];
    if links {
        choices.push((1, linked.boxed()));
    }
    vec(proptest::strategy::Union::new_weighted(choices), 1..5).boxed()
}

fn code() -> impl Strategy<Value = Block> {
    let line = select(&["", "a", "    b", "```", "~~~~", "````x", "- c", "\t", "&amp;", "|"][..]);
    (vec(line, 0..5), select(&[None, Some("rust"), Some("c++"), Some("a&b;"), Some("x_y*")][..])).prop_map(
        |(lines, language)| {
            Block::Code(Code { language: language.map(str::to_owned), text: lines.join("\n") })
        },
    )
}

fn table() -> impl Strategy<Value = Block> {
    let cell = (option::of(inlines(1, true)), 0..12_u8).prop_map(|(content, kind)| Cell {
        blocks: content.map(Block::Paragraph).into_iter().collect(),
        header: kind == 0,
        colspan: if kind == 1 { 2 } else { 1 },
        ..Cell::default()
    });
    let row = || vec(cell.clone(), 1..4).prop_map(|cells| Row { cells });
    (option::of(row()), vec(row(), 1..3), option::weighted(0.2, seen())).prop_map(|(head, body, caption)| {
        Block::Table(Table {
            caption: caption.unwrap_or_default(),
            head: head.into_iter().collect(),
            body,
            foot: Vec::new(),
        })
    })
}

fn simple_block() -> BoxedStrategy<Block> {
    let heading = (1..=6_u8, inlines(1, true))
        .prop_map(|(level, content)| Block::Heading(Heading { level, content, anchor: None }));
    let figure = (image(), option::weighted(0.3, seen()), option::weighted(0.3, url())).prop_map(
        |(image, caption, link)| {
            Block::Figure(Figure { image, caption: caption.unwrap_or_default(), link, align: None })
        },
    );
    prop_oneof![
        10 => inlines(2, true).prop_map(Block::Paragraph),
        2 => seen().prop_map(Block::Paragraph),
        2 => heading,
        2 => code(),
        1 => table(),
        1 => figure,
        1 => Just(Block::Rule),
        1 => Just(Block::PageBreak),
        1 => tex().prop_map(Block::Math),
    ]
    .boxed()
}

fn list(content: BoxedStrategy<Vec<Block>>) -> impl Strategy<Value = Block> {
    let kind = prop_oneof![
        4 => Just(ListKind::Bullet),
        3 => (0..12_i32).prop_map(|start| ListKind::Ordered { start, reversed: false, numbering: Numbering::Decimal }),
        1 => Just(ListKind::Ordered { start: 3, reversed: true, numbering: Numbering::UpperRoman }),
    ];
    let item = (content, option::weighted(0.2, any::<bool>())).prop_map(|(blocks, checked)| {
        let paragraph = matches!(blocks.first(), Some(Block::Paragraph(content)) if is_visible(content));
        ListItem { blocks, checked: checked.filter(|_| paragraph) }
    });
    (kind, any::<bool>(), vec(item, 1..4)).prop_map(|(kind, tight, items)| {
        // A tight list holds at most a paragraph an item.
        let one = |item: &ListItem| {
            item.blocks.iter().filter(|block| matches!(block, Block::Paragraph(_))).count() < 2
        };
        let tight = tight && items.iter().all(one);
        Block::List(List { kind, tight, items })
    })
}

fn block(depth: u32) -> BoxedStrategy<Block> {
    if depth == 0 {
        return simple_block();
    }
    let content = || vec(block(depth - 1), 0..4).boxed();
    let quote = (content(), option::weighted(0.2, seen())).prop_map(|(blocks, attribution)| {
        Block::Quote(Quote { blocks, attribution: attribution.unwrap_or_default() })
    });
    let details = (seen(), content(), any::<bool>())
        .prop_map(|(summary, blocks, open)| Block::Details(Details { summary, open, blocks }));
    let division = content().prop_map(|blocks| {
        Block::Division(Division { language: None, direction: Some(Direction::Rtl), blocks })
    });
    let items = prop_oneof![3 => seen().prop_map(|content| vec![Block::Paragraph(content)]), 2 => content()];
    prop_oneof![
        6 => simple_block(),
        3 => list(items.boxed()),
        1 => quote,
        1 => details,
        1 => division,
    ]
    .boxed()
}

/// A post with a body of every shape.
pub(crate) fn post() -> impl Strategy<Value = Post> {
    vec(block(2), 1..4).prop_map(|body| Post { slug: "any".into(), body, ..Post::default() })
}
