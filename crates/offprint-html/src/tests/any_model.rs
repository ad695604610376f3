//! Models of every shape, sound or not: what the reader never makes is here too.

use offprint_core::*;
use proptest::{collection::vec, option, prelude::*, sample::select};

/// Some blocks, a few levels deep.
pub(super) fn any_blocks() -> impl Strategy<Value = Vec<Block>> {
    vec(any_block(), 0..5)
}

fn any_text() -> impl Strategy<Value = String> {
    let odd = select(vec![
        "",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\u{0}",
        "\u{b}\u{85}",
        "\u{fffe}\u{ffff}",
        "]]>",
        "<b>",
        "&amp;",
        "&",
        "\"'",
        "a\u{a0}b",
        "שלום",
        "日本語",
        "👩‍🌾",
        "\ta",
        "-- x --",
        "</p>",
        "{{x}}",
        "x",
    ]);
    prop_oneof![3 => "[a-z]{1,8}( [a-z]{1,8}){0,3}", 2 => odd.prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

fn any_url() -> impl Strategy<Value = String> {
    let known = select(vec![
        "https://a.example/x",
        "https://a.example/a b?c=%B0&d=é#f",
        "#one",
        "#two%20x",
        "#fn-1",
        "#nowhere",
        "#",
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.example",
        "tel:+1",
        "http://",
        "//b.example/x",
        "https://a.example/\"><script>",
        "HTTPS://A.EXAMPLE/%zz[1]",
        "vbscript:x",
        " https://a.example ",
        "java\nscript:x",
        "https://a.example/100%",
        "relative/path.png",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => "\\PC{0,8}"]
}

fn any_language() -> impl Strategy<Value = Option<Language>> {
    select(vec![None, Language::parse("he"), Language::parse("pt-BR")])
}

fn any_direction() -> impl Strategy<Value = Option<Direction>> {
    select(vec![None, Some(Direction::Ltr), Some(Direction::Rtl)])
}

fn any_image() -> impl Strategy<Value = Image> {
    let sizes = (option::of(0..900u32), option::of(0..900u32));
    (any_url(), option::of(any_text()), option::of(any_text()), sizes).prop_map(
        |(url, alt, title, (width, height))| Image { url, alt, title, width, height, ..Image::default() },
    )
}

fn any_math() -> impl Strategy<Value = Math> {
    let leaf = any_text().prop_map(|text| MathNode::Element {
        name: "mi",
        attributes: Vec::new(),
        children: vec![MathNode::Text(text)],
    });
    let name = select(vec!["math", "mrow"]);
    let tree = (name, vec(leaf, 0..3)).prop_map(|(name, children)| MathNode::Element {
        name,
        attributes: Vec::new(),
        children,
    });
    (option::of(any_text()), option::of(tree)).prop_map(|(tex, mathml)| Math { tex, mathml })
}

fn any_inlines() -> BoxedStrategy<Vec<Inline>> {
    vec(any_inline(), 0..4).boxed()
}

fn any_inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        6 => any_text().prop_map(Inline::Text),
        1 => any_text().prop_map(Inline::Code),
        1 => any_image().prop_map(Inline::Image),
        1 => any_math().prop_map(Inline::Math),
        1 => Just(Inline::Break),
        1 => (1..4u32, any_text()).prop_map(|(number, text)| {
            Inline::Note(Note { number, body: vec![Block::Paragraph(vec![Inline::Text(text)])] })
        }),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let content = vec(inner.clone(), 0..3);
        prop_oneof![
            (0..9usize, content.clone()).prop_map(|(which, content)| wrapped(which, content)),
            (any_url(), option::of(any_text()), content.clone())
                .prop_map(|(url, title, content)| Inline::Link(Link { url, title, content })),
            (option::of(any_text()), content.clone())
                .prop_map(|(title, content)| Inline::Abbreviation { title, content }),
            (any_language(), any_direction(), content.clone())
                .prop_map(|(language, direction, content)| Inline::Span { language, direction, content }),
            (1..4u32, content).prop_map(|(number, content)| {
                Inline::Note(Note { number, body: vec![Block::Rule, Block::Paragraph(content)] })
            }),
        ]
    })
}

fn wrapped(which: usize, content: Vec<Inline>) -> Inline {
    match which {
        0 => Inline::Emphasis(content),
        1 => Inline::Strong(content),
        2 => Inline::Strike(content),
        3 => Inline::Underline(content),
        4 => Inline::Highlight(content),
        5 => Inline::Subscript(content),
        6 => Inline::Superscript(content),
        7 => Inline::Keyboard(content),
        _ => Inline::Quote(content),
    }
}

fn any_figure() -> impl Strategy<Value = Figure> {
    (any_image(), any_inlines(), option::of(any_url())).prop_map(|(image, caption, link)| Figure {
        image,
        caption,
        link,
        align: None,
    })
}

fn any_media() -> impl Strategy<Value = Media> {
    let kind = select(vec![MediaKind::Audio, MediaKind::Video, MediaKind::File]);
    (kind, any_url(), any_inlines(), option::of(any_url()), any_inlines()).prop_map(
        |(kind, url, title, poster, caption)| Media { kind, url, media_type: None, title, poster, caption },
    )
}

fn any_block() -> impl Strategy<Value = Block> {
    let anchor = option::of(select(vec!["one", "two x", "fn-1", "", "é\"%", "one"]));
    let heading = (0..9u8, any_inlines(), anchor).prop_map(|(level, content, anchor)| {
        Block::Heading(Heading { level, content, anchor: anchor.map(str::to_owned) })
    });
    let leaf = prop_oneof![
        4 => any_inlines().prop_map(Block::Paragraph),
        2 => heading,
        1 => any_inlines().prop_map(Block::Verse),
        1 => first_newline_apart(any_inlines()).prop_map(Block::Preformatted),
        1 => (option::of(any_text()), any_text()).prop_map(|(language, text)| Block::Code(Code { language, text })),
        1 => any_figure().prop_map(Block::Figure),
        1 => (vec(any_figure(), 0..3), any_inlines())
            .prop_map(|(figures, caption)| Block::Gallery(Gallery { figures, caption })),
        1 => any_media().prop_map(Block::Media),
        1 => any_math().prop_map(Block::Math),
        1 => select(vec![Block::Rule, Block::PageBreak]),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        let blocks = vec(inner, 0..3).boxed();
        prop_oneof![
            any_list(blocks.clone()),
            any_definitions(blocks.clone()),
            (blocks.clone(), any_inlines(), any::<bool>()).prop_map(|(blocks, attribution, pull)| {
                let quote = Quote { blocks, attribution };
                if pull { Block::PullQuote(quote) } else { Block::Quote(quote) }
            }),
            any_table(blocks.clone()),
            (any_url(), any_text(), option::of(any_text()), blocks.clone(), any_inlines()).prop_map(
                |(url, provider, title, quote, caption)| {
                    Block::Embed(Embed { url, provider, title, quote, caption })
                }
            ),
            (any_inlines(), any::<bool>(), blocks.clone())
                .prop_map(|(summary, open, blocks)| Block::Details(Details { summary, open, blocks })),
            (any_language(), any_direction(), blocks).prop_map(|(language, direction, blocks)| {
                Block::Division(Division { language, direction, blocks })
            }),
        ]
    })
}

/// ammonia writes back a `pre` without the newline that HTML's parser drops, so that it would lose another.
fn first_newline_apart(inlines: BoxedStrategy<Vec<Inline>>) -> impl Strategy<Value = Vec<Inline>> {
    inlines.prop_map(|inlines| [vec![Inline::Code("first".into())], inlines].concat())
}

fn any_list(blocks: BoxedStrategy<Vec<Block>>) -> impl Strategy<Value = Block> {
    let numbering = select(vec![Numbering::Decimal, Numbering::LowerAlpha, Numbering::UpperRoman]);
    let ordered = (-3..9i32, any::<bool>(), numbering)
        .prop_map(|(start, reversed, numbering)| ListKind::Ordered { start, reversed, numbering });
    let kind = prop_oneof![Just(ListKind::Bullet), ordered];
    let item = (blocks, option::of(any::<bool>())).prop_map(|(blocks, checked)| ListItem { blocks, checked });
    (kind, any::<bool>(), vec(item, 0..3))
        .prop_map(|(kind, tight, items)| Block::List(List { kind, tight, items }))
}

fn any_definitions(blocks: BoxedStrategy<Vec<Block>>) -> impl Strategy<Value = Block> {
    let group = (vec(any_inlines(), 0..3), vec(blocks, 0..3))
        .prop_map(|(terms, details)| Definition { terms, details });
    vec(group, 0..3).prop_map(Block::Definitions)
}

fn any_table(blocks: BoxedStrategy<Vec<Block>>) -> impl Strategy<Value = Block> {
    let scope = select(vec![None, Some(Scope::Row), Some(Scope::Column)]);
    let align = select(vec![None, Some(Align::Left), Some(Align::Right), Some(Align::Full)]);
    let cell = (blocks, any::<bool>(), scope, 0..3u32, 0..4u32, align).prop_map(
        |(blocks, header, scope, colspan, rowspan, align)| Cell {
            blocks,
            header,
            scope,
            colspan,
            rowspan,
            align,
        },
    );
    let rows = vec(vec(cell, 0..3).prop_map(|cells| Row { cells }), 0..3);
    (any_inlines(), rows.clone(), rows.clone(), rows)
        .prop_map(|(caption, head, body, foot)| Block::Table(Table { caption, head, body, foot }))
}
