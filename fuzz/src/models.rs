//! Models of every shape, sound or not, made of the fuzzer's bytes.

use arbitrary::{Arbitrary, Result, Unstructured};
use offprint_core::*;

/// How deep blocks and inlines nest, at most.
const DEPTH: usize = 6;

/// A few posts, and what is said of their edition.
#[derive(Debug)]
pub struct Posts(pub Edition);

impl<'a> Arbitrary<'a> for Posts {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let mut info = EditionInfo::default();
        info.title = text(u)?;
        info.subtitle = optional(u, text)?;
        info.publisher = optional(u, text)?;
        info.language = language(u)?.unwrap_or_default();
        info.site_url = optional(u, url)?;
        info.feed_url = optional(u, url)?;
        let mut posts = Vec::new();
        for _ in 0..u.int_in_range(1..=3)? {
            posts.push(post(u)?);
        }
        Ok(Self(Edition::new(info, posts)))
    }
}

fn optional<'a, T>(
    u: &mut Unstructured<'a>,
    make: fn(&mut Unstructured<'a>) -> Result<T>,
) -> Result<Option<T>> {
    u.arbitrary::<bool>()?.then(|| make(u)).transpose()
}

/// Some, mostly few.
fn several<'a, T>(
    u: &mut Unstructured<'a>,
    depth: usize,
    make: fn(&mut Unstructured<'a>, usize) -> Result<T>,
) -> Result<Vec<T>> {
    if depth >= DEPTH || u.is_empty() {
        return Ok(Vec::new());
    }
    let many = u.int_in_range(0..=4)?;
    (0..many).map(|_| make(u, depth + 1)).collect()
}

/// Pieces that mean something to HTML, XML, Markdown, YAML, PDF or the eye.
const PIECES: [&str; 48] = [
    "a",
    "word",
    " ",
    "  ",
    "\n",
    "\t",
    "\u{a0}",
    "\u{0}",
    "\u{b}",
    "\u{85}",
    "\u{fffe}",
    "\u{200b}",
    "\u{202e}",
    "\u{2067}",
    "\u{ad}",
    "é",
    "e\u{301}",
    "שלום",
    "مرحبا",
    "日本語",
    "👩‍🌾",
    "ffi",
    "]]>",
    "<b>",
    "</p>",
    "<script>",
    "<!--",
    "&amp;",
    "&",
    "\"",
    "'",
    "*",
    "_",
    "`",
    "```",
    "[",
    "](",
    "~~",
    "|",
    "\\",
    "#",
    "- ",
    "1. ",
    "---",
    "$",
    "$$",
    "{{x}}",
    ": ",
];

fn text(u: &mut Unstructured<'_>) -> Result<String> {
    if u.ratio(1, 4)? {
        return u.arbitrary();
    }
    let many = u.int_in_range(0..=4)?;
    (0..many).map(|_| u.choose(&PIECES).copied()).collect()
}

/// Addresses that live, and many that must not.
const URLS: [&str; 24] = [
    "https://a.example/x",
    "https://a.example/a b?c=%B0&d=é#f",
    "https://a.example/film.mp4",
    "https://a.example/a(b)c_[d]",
    "#one",
    "#two%20x",
    "#fn-1",
    "#",
    "",
    "javascript:alert(1)",
    "data:text/html,x",
    "data:image/png;base64,iVBORw0KGgo=",
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
    "https://u:p@a.example/",
];

fn url(u: &mut Unstructured<'_>) -> Result<String> {
    if u.ratio(1, 8)? { u.arbitrary() } else { Ok((*u.choose(&URLS)?).to_owned()) }
}

fn language(u: &mut Unstructured<'_>) -> Result<Option<Language>> {
    let tags = ["", "en", "de", "he", "ar", "ja", "zh-Hant", "pt-BR", "x-private"];
    Ok(Language::parse(u.choose(&tags)?))
}

fn direction(u: &mut Unstructured<'_>) -> Result<Option<Direction>> {
    Ok(*u.choose(&[None, Some(Direction::Ltr), Some(Direction::Rtl)])?)
}

fn date(u: &mut Unstructured<'_>) -> Result<DateTime> {
    let dates =
        ["2025-02-03T04:05:06+05:45", "1969-12-31T23:59:59Z", "9999-12-31T00:00:00Z", "0001-01-01T00:00:00Z"];
    Ok(DateTime::parse(u.choose(&dates)?).unwrap_or_else(|| DateTime::parse(dates[0]).expect("a date")))
}

fn post(u: &mut Unstructured<'_>) -> Result<Post> {
    Ok(Post {
        id: u.arbitrary()?,
        site: optional(u, url)?,
        kind: text(u)?,
        status: if u.arbitrary()? { Status::Publish } else { Status::Other(text(u)?) },
        protected: u.arbitrary()?,
        slug: text(u)?,
        link: optional(u, url)?,
        guid: optional(u, text)?,
        title: Sourced { value: inlines(u, DEPTH - 2)?, derived: u.arbitrary()? },
        published: optional(u, date)?,
        modified: optional(u, date)?,
        authors: several(u, DEPTH - 1, author)?,
        terms: several(u, DEPTH - 1, term)?,
        excerpt: optional(u, text)?.map(Sourced::read),
        featured: optional(u, image)?,
        language: language(u)?.map(Sourced::read),
        direction: direction(u)?,
        menu_order: u.arbitrary()?,
        comments: None,
        sticky: u.arbitrary()?,
        format: optional(u, text)?,
        body: several(u, 0, block)?,
        meta: several(u, DEPTH - 1, |u, _| Ok((text(u)?, serde_json::Value::from(text(u)?))))?
            .into_iter()
            .collect(),
        provenance: Provenance { origin: "input.json".to_owned(), pointer: String::new() },
    })
}

fn author(u: &mut Unstructured<'_>, _depth: usize) -> Result<Author> {
    Ok(Author {
        id: u.arbitrary()?,
        name: optional(u, text)?,
        slug: optional(u, text)?,
        url: optional(u, url)?,
    })
}

fn term(u: &mut Unstructured<'_>, _depth: usize) -> Result<Term> {
    Ok(Term {
        taxonomy: text(u)?,
        id: u.arbitrary()?,
        slug: optional(u, text)?,
        name: Sourced { value: text(u)?, derived: u.arbitrary()? },
        link: optional(u, url)?,
    })
}

fn image(u: &mut Unstructured<'_>) -> Result<Image> {
    Ok(Image {
        url: url(u)?,
        alt: optional(u, text)?,
        title: optional(u, text)?,
        width: u.arbitrary()?,
        height: u.arbitrary()?,
        large: optional(u, url)?,
        id: u.arbitrary()?,
    })
}

fn math(u: &mut Unstructured<'_>, depth: usize) -> Result<Math> {
    let mathml = u.arbitrary::<bool>()?.then(|| math_node(u, depth)).transpose()?;
    Ok(Math { tex: optional(u, text)?, mathml })
}

fn math_node(u: &mut Unstructured<'_>, depth: usize) -> Result<MathNode> {
    if u.ratio(1, 3)? {
        return Ok(MathNode::Text(text(u)?));
    }
    let name =
        *u.choose(&["math", "mrow", "mi", "mo", "mfrac", "msup", "mtable", "mtr", "mtd", "mtext", "none"])?;
    let attributes =
        if u.ratio(1, 4)? { vec![(*u.choose(&["display", "mathvariant"])?, text(u)?)] } else { Vec::new() };
    Ok(MathNode::Element { name, attributes, children: several(u, depth, math_node)? })
}

fn inlines(u: &mut Unstructured<'_>, depth: usize) -> Result<Vec<Inline>> {
    several(u, depth, inline)
}

fn inline(u: &mut Unstructured<'_>, depth: usize) -> Result<Inline> {
    Ok(match u.int_in_range(0..=21_u8)? {
        0 => Inline::Emphasis(inlines(u, depth)?),
        1 => Inline::Strong(inlines(u, depth)?),
        2 => Inline::Strike(inlines(u, depth)?),
        3 => Inline::Underline(inlines(u, depth)?),
        4 => Inline::Highlight(inlines(u, depth)?),
        5 => Inline::Subscript(inlines(u, depth)?),
        6 => Inline::Superscript(inlines(u, depth)?),
        7 => Inline::Code(text(u)?),
        8 => Inline::Keyboard(inlines(u, depth)?),
        9 => Inline::Quote(inlines(u, depth)?),
        10 => Inline::Abbreviation { title: optional(u, text)?, content: inlines(u, depth)? },
        11 | 12 => {
            Inline::Link(Link { url: url(u)?, title: optional(u, text)?, content: inlines(u, depth)? })
        }
        13 => Inline::Image(image(u)?),
        14 => Inline::Note(Note { number: u.int_in_range(0..=3)?, body: several(u, depth + 1, block)? }),
        15 => Inline::Math(math(u, depth)?),
        16 => Inline::Break,
        17 => Inline::Span { language: language(u)?, direction: direction(u)?, content: inlines(u, depth)? },
        _ => Inline::Text(text(u)?),
    })
}

fn figure(u: &mut Unstructured<'_>, depth: usize) -> Result<Figure> {
    let align = *u.choose(&[None, Some(Align::Left), Some(Align::Right), Some(Align::Wide)])?;
    Ok(Figure { image: image(u)?, caption: inlines(u, depth)?, link: optional(u, url)?, align })
}

fn quote(u: &mut Unstructured<'_>, depth: usize) -> Result<Quote> {
    Ok(Quote { blocks: several(u, depth, block)?, attribution: inlines(u, depth)? })
}

fn block(u: &mut Unstructured<'_>, depth: usize) -> Result<Block> {
    Ok(match u.int_in_range(0..=21_u8)? {
        0 => Block::Heading(Heading {
            level: u.int_in_range(0..=8)?,
            content: inlines(u, depth)?,
            anchor: optional(u, text)?,
        }),
        1 | 2 => Block::List(list(u, depth)?),
        3 => Block::Definitions(several(u, depth, definition)?),
        4 => Block::Quote(quote(u, depth)?),
        5 => Block::PullQuote(quote(u, depth)?),
        6 => Block::Verse(inlines(u, depth)?),
        7 => Block::Code(Code { language: optional(u, text)?, text: text(u)? }),
        8 => Block::Preformatted(inlines(u, depth)?),
        9 | 10 => Block::Table(Table {
            caption: inlines(u, depth)?,
            head: several(u, depth, row)?,
            body: several(u, depth, row)?,
            foot: several(u, depth, row)?,
        }),
        11 => Block::Figure(figure(u, depth)?),
        12 => Block::Gallery(Gallery { figures: several(u, depth, figure)?, caption: inlines(u, depth)? }),
        13 => Block::Media(Media {
            kind: *u.choose(&[MediaKind::Audio, MediaKind::Video, MediaKind::File])?,
            url: url(u)?,
            media_type: optional(u, text)?,
            title: inlines(u, depth)?,
            poster: optional(u, url)?,
            caption: inlines(u, depth)?,
        }),
        14 => Block::Embed(Embed {
            url: url(u)?,
            provider: text(u)?,
            title: optional(u, text)?,
            quote: several(u, depth, block)?,
            caption: inlines(u, depth)?,
        }),
        15 => Block::Details(Details {
            summary: inlines(u, depth)?,
            open: u.arbitrary()?,
            blocks: several(u, depth, block)?,
        }),
        16 => Block::Math(math(u, depth)?),
        17 => Block::Rule,
        18 => Block::PageBreak,
        19 => Block::Division(Division {
            language: language(u)?,
            direction: direction(u)?,
            blocks: several(u, depth, block)?,
        }),
        _ => Block::Paragraph(inlines(u, depth)?),
    })
}

fn list(u: &mut Unstructured<'_>, depth: usize) -> Result<List> {
    let numbering = [
        Numbering::Decimal,
        Numbering::LowerAlpha,
        Numbering::UpperAlpha,
        Numbering::LowerRoman,
        Numbering::UpperRoman,
    ];
    let kind = if u.arbitrary()? {
        ListKind::Bullet
    } else {
        ListKind::Ordered {
            start: u.arbitrary()?,
            reversed: u.arbitrary()?,
            numbering: *u.choose(&numbering)?,
        }
    };
    Ok(List { kind, tight: u.arbitrary()?, items: several(u, depth, item)? })
}

fn item(u: &mut Unstructured<'_>, depth: usize) -> Result<ListItem> {
    Ok(ListItem { blocks: several(u, depth, block)?, checked: u.arbitrary()? })
}

fn definition(u: &mut Unstructured<'_>, depth: usize) -> Result<Definition> {
    let details = |u: &mut Unstructured<'_>, depth| several(u, depth, block);
    Ok(Definition { terms: several(u, depth, inlines)?, details: several(u, depth, details)? })
}

fn row(u: &mut Unstructured<'_>, depth: usize) -> Result<Row> {
    Ok(Row { cells: several(u, depth, cell)? })
}

fn cell(u: &mut Unstructured<'_>, depth: usize) -> Result<Cell> {
    Ok(Cell {
        blocks: several(u, depth, block)?,
        header: u.arbitrary()?,
        scope: *u.choose(&[None, Some(Scope::Column), Some(Scope::Row)])?,
        colspan: *u.choose(&[1, 1, 1, 0, 2, 3, 1000, u32::MAX])?,
        rowspan: *u.choose(&[1, 1, 1, 0, 2, 3, 65534, u32::MAX])?,
        align: *u.choose(&[
            None,
            Some(Align::Left),
            Some(Align::Center),
            Some(Align::Right),
            Some(Align::Full),
        ])?,
    })
}
