//! The tree that a post's Markdown has to say, made from the model by plain rules.

use super::Node;
use offprint_core::*;

/// The tree of a post's body.
pub(crate) fn post_to_tree(post: &Post) -> Vec<Node> {
    blocks(&post.body)
}

fn text(text: &str) -> Node {
    Node::Text(text.replace('\0', "\u{fffd}"))
}

fn blocks(list: &[Block]) -> Vec<Node> {
    list.iter().flat_map(block).collect()
}

fn block(block: &Block) -> Vec<Node> {
    let one = |name: &str, children: Vec<Node>| vec![Node::new(name, children)];
    match block {
        Block::Paragraph(content) => one("p", inlines(content)),
        Block::Verse(content) if wants_markdown(content) => one("p", poem(content)),
        Block::Verse(content) => one("pre", verse(content)),
        Block::Heading(heading) => one(&format!("h{}", heading.level.clamp(1, 6)), inlines(&heading.content)),
        Block::List(list) => vec![self::list(list)],
        Block::Definitions(groups) => {
            let terms = |group: &Definition| {
                let terms = group.terms.iter().map(|term| Node::new("dt", inlines(term)));
                terms
                    .chain(group.details.iter().map(|detail| Node::new("dd", blocks(detail))))
                    .collect::<Vec<_>>()
            };
            one("dl", groups.iter().flat_map(terms).collect())
        }
        Block::PullQuote(quote) => one("figure", self::block(&Block::Quote(quote.clone()))),
        Block::Quote(quote) => {
            let mut children = blocks(&quote.blocks);
            if !quote.attribution.is_empty() {
                children.push(Node::new("p", vec![Node::new("cite", inlines(&quote.attribution))]));
            }
            one("blockquote", children)
        }
        Block::Code(code) => {
            let class = code.language.as_ref().map(|language| format!("language-{language}"));
            let attributes: Vec<_> = class.as_deref().map(|class| ("class", class)).into_iter().collect();
            one("pre", vec![Node::with("code", &attributes, vec![text(&code.text)])])
        }
        Block::Preformatted(content) => one("pre", inlines(content)),
        Block::Table(table) => vec![self::table(table)],
        Block::Figure(figure) => captioned(one("p", vec![picture(figure)]), &figure.caption),
        Block::Gallery(gallery) => {
            let mut children: Vec<Node> = gallery
                .figures
                .iter()
                .cloned()
                .flat_map(|figure| self::block(&Block::Figure(figure)))
                .collect();
            if !gallery.caption.is_empty() {
                children.push(Node::new("figcaption", inlines(&gallery.caption)));
            }
            one("figure", children)
        }
        Block::Media(media) if media.kind == MediaKind::File && media.caption.is_empty() => {
            let link = Node::new("p", vec![media_link(media)]);
            vec![Node::with("div", &[("class", "wp-block-file")], vec![link])]
        }
        Block::Media(media) if media.kind == MediaKind::File => {
            captioned(one("p", vec![media_link(media)]), &media.caption)
        }
        Block::Media(media) => captioned(vec![player(media)], &media.caption),
        Block::Embed(embed) => {
            let mut shown = Vec::new();
            if !embed.quote.is_empty() {
                shown.push(Node::new("blockquote", blocks(&embed.quote)));
            }
            let title = embed.title.clone().unwrap_or_else(|| embed.url.clone());
            let link = Node::with("a", &[("href", &embed.url)], vec![text(&title)]);
            shown.push(Node::new("p", vec![link]));
            if !embed.caption.is_empty() {
                shown.push(Node::new("figcaption", inlines(&embed.caption)));
            }
            one("figure", shown)
        }
        Block::Details(details) => {
            let mut children = vec![Node::new("summary", inlines(&details.summary))];
            children.extend(blocks(&details.blocks));
            let open: &[(&str, &str)] = if details.open { &[("open", "")] } else { &[] };
            vec![Node::with("details", open, children)]
        }
        Block::Math(math) => match (&math.tex, &math.mathml) {
            (Some(tex), _) => {
                one("pre", vec![Node::with("code", &[("class", "language-math")], vec![text(tex)])])
            }
            (None, Some(node)) => one("div", vec![math_node(node)]),
            (None, None) => Vec::new(),
        },
        Block::Rule => one("hr", Vec::new()),
        Block::PageBreak => one("pagebreak", Vec::new()),
        Block::Division(division) => {
            let attributes = language(division.language.as_ref(), division.direction);
            match attributes.is_empty() {
                true => blocks(&division.blocks),
                false => vec![element("div", attributes, blocks(&division.blocks))],
            }
        }
    }
}

fn captioned(mut shown: Vec<Node>, caption: &[Inline]) -> Vec<Node> {
    if caption.is_empty() {
        return shown;
    }
    shown.push(Node::new("figcaption", inlines(caption)));
    vec![Node::new("figure", shown)]
}

fn element(name: &str, attributes: Vec<(String, String)>, children: Vec<Node>) -> Node {
    Node::Element { name: name.into(), attributes, children }
}

fn language(language: Option<&Language>, direction: Option<Direction>) -> Vec<(String, String)> {
    let language = language.map(|language| ("lang".to_owned(), language.to_string()));
    let direction = direction.map(|direction| ("dir".to_owned(), direction.as_str().to_owned()));
    language.into_iter().chain(direction).collect()
}

/// A list that Markdown has is tight when it says so and its items hold a paragraph and lists; loose when it says so.
/// What else a tight list may hold can want blank lines.
fn list(list: &List) -> Node {
    let items = list.items.iter().map(|item| {
        let checked =
            item.checked.map(|done| ("checked".to_owned(), if done { "yes" } else { "no" }.to_owned()));
        element("li", checked.into_iter().collect(), blocks(&item.blocks))
    });
    let items = items.collect();
    let simple = |item: &ListItem| match &*item.blocks {
        [] | [Block::Paragraph(_)] => true,
        [Block::Paragraph(_), Block::List(inner)] => {
            let first = inner.items[0].blocks.first();
            let shown = |content| !super::canon::canonical(inlines(content)).is_empty();
            inner.kind == ListKind::Bullet
                && matches!(first, Some(Block::Paragraph(content)) if shown(content))
        }
        _ => false,
    };
    let tight = match (list.tight, list.items.iter().all(simple)) {
        (false, _) => "no",
        (true, true) => "yes",
        (true, false) => "any",
    };
    let mut attributes = Vec::new();
    let name = match list.kind {
        ListKind::Bullet => "ul",
        ListKind::Ordered { start, reversed, numbering } => {
            let kind = match numbering {
                Numbering::Decimal => None,
                Numbering::LowerAlpha => Some("a"),
                Numbering::UpperAlpha => Some("A"),
                Numbering::LowerRoman => Some("i"),
                Numbering::UpperRoman => Some("I"),
            };
            attributes.extend(kind.map(|kind| ("type".to_owned(), kind.to_owned())));
            if reversed {
                attributes.push(("reversed".into(), String::new()));
            }
            attributes.push(("start".into(), start.to_string()));
            "ol"
        }
    };
    attributes.push(("tight".into(), tight.into()));
    element(name, attributes, items)
}

fn table(table: &Table) -> Node {
    let mut parts = Vec::new();
    if !table.caption.is_empty() {
        parts.push(Node::new("caption", inlines(&table.caption)));
    }
    for (name, rows) in [("thead", &table.head), ("tbody", &table.body), ("tfoot", &table.foot)] {
        let rows = rows.iter().map(|row| Node::new("tr", row.cells.iter().map(cell).collect()));
        parts.push(Node::new(name, rows.collect()));
    }
    Node::new("table", parts)
}

fn cell(cell: &Cell) -> Node {
    let mut attributes = Vec::new();
    if cell.colspan > 1 {
        attributes.push(("colspan".to_owned(), cell.colspan.to_string()));
    }
    if cell.rowspan > 1 {
        attributes.push(("rowspan".to_owned(), cell.rowspan.to_string()));
    }
    element(if cell.header { "th" } else { "td" }, attributes, blocks(&cell.blocks))
}

fn inlines(list: &[Inline]) -> Vec<Node> {
    list.iter().flat_map(inline).collect()
}

/// A poem's runs of spaces are no-break spaces but for the last; at the start of a line all are.
fn poem(list: &[Inline]) -> Vec<Node> {
    let mut start = true;
    list.iter()
        .flat_map(|inline| {
            let Inline::Text(words) = inline else {
                start = *inline == Inline::Break;
                return self::inline(inline);
            };
            let words: Vec<char> = words.chars().collect();
            let mut out = String::new();
            for (index, c) in words.iter().enumerate() {
                let more = words.get(index + 1) == Some(&' ');
                out.push(if *c == ' ' && (more || start) { '\u{a0}' } else { *c });
                start &= *c == ' ';
            }
            vec![text(&out)]
        })
        .collect()
}

fn inline(inline: &Inline) -> Vec<Node> {
    let one = |name: &str, content: &[Inline]| vec![Node::new(name, inlines(content))];
    match inline {
        Inline::Text(words) => vec![text(words)],
        Inline::Emphasis(content) => one("em", content),
        Inline::Strong(content) => one("strong", content),
        Inline::Strike(content) => one("del", content),
        Inline::Underline(content) => one("u", content),
        Inline::Highlight(content) => one("mark", content),
        Inline::Subscript(content) => one("sub", content),
        Inline::Superscript(content) => one("sup", content),
        Inline::Keyboard(content) => one("kbd", content),
        Inline::Quote(content) => one("q", content),
        Inline::Code(code) => vec![Node::new("code", vec![text(code)])],
        Inline::Abbreviation { title, content } => {
            let title = title.iter().map(|title| ("title".to_owned(), title.clone())).collect();
            vec![element("abbr", title, inlines(content))]
        }
        Inline::Link(link) => {
            let mut attributes = vec![("href".to_owned(), link.url.clone())];
            attributes.extend(link.title.iter().map(|title| ("title".to_owned(), title.clone())));
            vec![element("a", attributes, inlines(&link.content))]
        }
        Inline::Image(image) => vec![self::image(image)],
        Inline::Note(note) => {
            let label = note.number.to_string();
            let body = Node::with("notebody", &[("label", &label)], blocks(&note.body));
            vec![Node::with("note", &[("label", &label)], vec![]), body]
        }
        Inline::Math(math) => match (&math.tex, &math.mathml) {
            (Some(tex), _) => vec![Node::with("tex", &[("tex", tex)], Vec::new())],
            (None, Some(node)) => vec![math_node(node)],
            (None, None) => Vec::new(),
        },
        Inline::Break => vec![Node::new("br", Vec::new())],
        Inline::Span { language, direction, content } => {
            let attributes = self::language(language.as_ref(), *direction);
            match attributes.is_empty() {
                true => inlines(content),
                false => vec![element("span", attributes, inlines(content))],
            }
        }
    }
}

fn image(image: &Image) -> Node {
    let alt = image.alt.clone().unwrap_or_default();
    let mut attributes = vec![("src", &*image.url), ("alt", &*alt)];
    attributes.extend(image.title.as_deref().map(|title| ("title", title)));
    Node::with("img", &attributes, Vec::new())
}

fn picture(figure: &Figure) -> Node {
    match &figure.link {
        Some(url) => Node::with("a", &[("href", url)], vec![image(&figure.image)]),
        None => image(&figure.image),
    }
}

/// A player, with a link for those who cannot play.
fn player(media: &Media) -> Node {
    let name = if media.kind == MediaKind::Video { "video" } else { "audio" };
    let mut attributes = vec![("controls", "")];
    let mut inner = Vec::new();
    match &media.media_type {
        Some(kind) => inner.push(Node::with("source", &[("src", &media.url), ("type", kind)], Vec::new())),
        None => attributes.push(("src", &media.url)),
    }
    attributes.extend(media.poster.as_deref().map(|poster| ("poster", poster)));
    let words = match &*inlines_text(&media.title) {
        "" => media.url.rsplit('/').next().unwrap_or_default().to_owned(),
        title => title.to_owned(),
    };
    inner.push(Node::with("a", &[("href", &media.url)], vec![text(&words)]));
    Node::with(name, &attributes, inner)
}

fn wants_markdown(content: &[Inline]) -> bool {
    let shown = format!("{content:?}");
    shown.contains("Note(") || shown.contains("tex: Some")
}

/// The lines of a poem.
fn verse(list: &[Inline]) -> Vec<Node> {
    let line = |inline: &Inline| match inline {
        Inline::Break => vec![text("\n")],
        inline => self::inline(inline),
    };
    list.iter().flat_map(line).collect()
}

fn media_link(media: &Media) -> Node {
    let name = media.url.rsplit('/').next().unwrap_or_default();
    let content = match &media.poster {
        Some(poster) => {
            let title = inlines_text(&media.title);
            let alt = if title.is_empty() { name } else { &title };
            vec![Node::with("img", &[("src", poster), ("alt", alt)], Vec::new())]
        }
        None if media.title.is_empty() => vec![text(name)],
        None => inlines(&media.title),
    };
    Node::with("a", &[("href", &media.url)], content)
}

fn math_node(node: &MathNode) -> Node {
    match node {
        MathNode::Text(words) => text(words),
        MathNode::Element { name, attributes, children } => {
            let attributes = attributes.iter().map(|(n, v)| ((*n).to_owned(), v.clone())).collect();
            element(name, attributes, children.iter().map(math_node).collect())
        }
    }
}
