//! What Markdown cannot say without HTML, said with what it has: words are kept, their dress is not.

use crate::options::{Flavor, Style};
use offprint_core::{
    Block, Cell, Code, Figure, Image, Inline, Link, List, ListItem, ListKind, Media, Note, Numbering, Quote,
    Row, Table,
};

/// The blocks without those that want HTML.
pub(crate) fn blocks(list: &[Block], style: Style) -> Vec<Block> {
    let mut out = Vec::with_capacity(list.len());
    list.iter().for_each(|block| one(block, style, &mut out));
    out
}

fn one(block: &Block, style: Style, out: &mut Vec<Block>) {
    let line = |content: &[Inline]| inlines(content, style);
    match block {
        Block::Paragraph(content) => out.push(Block::Paragraph(line(content))),
        Block::Verse(content) => out.push(Block::Verse(line(content))),
        Block::Heading(heading) => {
            let content = line(&heading.content);
            out.push(Block::Heading(offprint_core::Heading { content, ..heading.clone() }));
        }
        Block::List(list) => out.push(Block::List(plain_list(list, style))),
        Block::Definitions(groups) => {
            for group in groups {
                out.extend(group.terms.iter().map(|term| Block::Paragraph(vec![Inline::Strong(line(term))])));
                group.details.iter().for_each(|detail| out.extend(blocks(detail, style)));
            }
        }
        Block::Quote(quote) | Block::PullQuote(quote) => {
            let mut inner = blocks(&quote.blocks, style);
            if !quote.attribution.is_empty() {
                let mut words = vec![Inline::Text("— ".to_owned())];
                words.extend(line(&quote.attribution));
                inner.push(Block::Paragraph(words));
            }
            out.push(Block::Quote(Quote { blocks: inner, attribution: Vec::new() }));
        }
        Block::Preformatted(content) => {
            let text = offprint_core::inlines_text(content);
            out.push(Block::Code(Code { language: None, text }));
        }
        Block::Table(table) => {
            out.push(Block::Table(plain_table(table, style)));
            caption(&table.caption, style, out);
        }
        Block::Figure(figure) => plain_figure(figure, style, out),
        Block::Gallery(gallery) => {
            gallery.figures.iter().for_each(|figure| plain_figure(figure, style, out));
            caption(&gallery.caption, style, out);
        }
        Block::Media(media) => {
            out.push(Block::Paragraph(vec![media_link(media)]));
            caption(&media.caption, style, out);
        }
        Block::Embed(embed) => {
            if !embed.quote.is_empty() {
                let blocks = blocks(&embed.quote, style);
                out.push(Block::Quote(Quote { blocks, attribution: Vec::new() }));
            }
            let text = embed.title.clone().unwrap_or_else(|| embed.url.clone());
            let link = Link { url: embed.url.clone(), title: None, content: vec![Inline::Text(text)] };
            out.push(Block::Paragraph(vec![Inline::Link(link)]));
            caption(&embed.caption, style, out);
        }
        Block::Details(details) => {
            if !details.summary.is_empty() {
                out.push(Block::Paragraph(vec![Inline::Strong(line(&details.summary))]));
            }
            out.extend(blocks(&details.blocks, style));
        }
        Block::Math(math) if math.tex.is_none() => {
            let content = inlines(&[Inline::Math(math.clone())], style);
            out.push(Block::Paragraph(content));
        }
        Block::PageBreak => out.push(Block::Rule),
        Block::Division(division) => out.extend(blocks(&division.blocks, style)),
        Block::Code(_) | Block::Math(_) | Block::Rule => out.push(block.clone()),
    }
}

fn caption(content: &[Inline], style: Style, out: &mut Vec<Block>) {
    if !content.is_empty() {
        out.push(Block::Paragraph(vec![Inline::Emphasis(inlines(content, style))]));
    }
}

fn plain_figure(figure: &Figure, style: Style, out: &mut Vec<Block>) {
    out.push(Block::Figure(Figure { caption: Vec::new(), ..figure.clone() }));
    caption(&figure.caption, style, out);
}

/// A link to the file, by its title, else its name; a film's still picture is what is clicked on.
pub(crate) fn media_link(media: &Media) -> Inline {
    let name = || vec![Inline::Text(file_name(&media.url).to_owned())];
    let content = match &media.poster {
        Some(poster) => {
            let alt = match &*media.title {
                [] => file_name(&media.url).to_owned(),
                title => offprint_core::inlines_text(title),
            };
            vec![Inline::Image(Image { url: poster.clone(), alt: Some(alt), ..Image::default() })]
        }
        None if media.title.is_empty() => name(),
        None => media.title.clone(),
    };
    Inline::Link(Link { url: media.url.clone(), title: None, content })
}

/// The last part of an address, else the address.
pub(crate) fn file_name(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(url)
}

/// Letters become numbers, and what counts down counts up.
fn plain_list(list: &List, style: Style) -> List {
    let kind = match list.kind {
        ListKind::Bullet => ListKind::Bullet,
        ListKind::Ordered { start, reversed, .. } => {
            let start = if reversed || start < 0 { 1 } else { start };
            ListKind::Ordered { start, reversed: false, numbering: Numbering::Decimal }
        }
    };
    let items = list.items.iter();
    let items =
        items.map(|item| ListItem { blocks: blocks(&item.blocks, style), checked: item.checked }).collect();
    List { kind, tight: list.tight, items }
}

/// One row of heads, every cell a line, no spans: what a span covered is empty.
fn plain_table(table: &Table, style: Style) -> Table {
    let columns = table.columns();
    let head = grid(&table.head, columns, style);
    let mut rows = head.into_iter();
    let first: Vec<Row> = rows.next().into_iter().collect();
    let mut body: Vec<Row> = rows.collect();
    body.extend(grid(&table.body, columns, style));
    body.extend(grid(&table.foot, columns, style));
    for cell in body.iter_mut().flat_map(|row| &mut row.cells).filter(|cell| cell.header) {
        cell.header = false;
        cell.scope = None;
        for block in &mut cell.blocks {
            if let Block::Paragraph(content) = block {
                *content = vec![Inline::Strong(std::mem::take(content))];
            }
        }
    }
    Table { caption: Vec::new(), head: first, body, foot: Vec::new() }
}

fn grid(rows: &[Row], columns: usize, style: Style) -> Vec<Row> {
    let mut covered: Vec<usize> = vec![0; columns];
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let mut cells: Vec<Cell> = Vec::with_capacity(columns);
        let mut given = row.cells.iter();
        while cells.len() < columns {
            let column = cells.len();
            if covered[column] > 0 {
                covered[column] -= 1;
                cells.push(Cell::default());
                continue;
            }
            let Some(cell) = given.next() else {
                cells.push(Cell::default());
                continue;
            };
            let wide = cell.columns().min(columns - column);
            covered[column..column + wide].fill(cell.rows() - 1);
            cells.push(Cell {
                blocks: cell_line(&cell.blocks, style),
                colspan: 1,
                rowspan: 1,
                ..cell.clone()
            });
            cells.extend(std::iter::repeat_n(Cell::default(), wide - 1));
        }
        out.push(Row { cells });
    }
    out
}

/// What a cell holds, in a line.
fn cell_line(content: &[Block], style: Style) -> Vec<Block> {
    let plain = blocks(content, style);
    if matches!(plain.as_slice(), [] | [Block::Paragraph(_) | Block::Figure(_)]) {
        return plain;
    }
    let mut line: Vec<Inline> = Vec::new();
    for block in plain {
        if !line.is_empty() {
            line.push(Inline::Text(" ".to_owned()));
        }
        match block {
            Block::Paragraph(content) => line.extend(content),
            Block::Figure(figure) => line.push(Inline::Image(figure.image)),
            other => {
                let text = offprint_core::blocks_text(&[other]);
                line.push(Inline::Text(text.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
        }
    }
    vec![Block::Paragraph(line)]
}

fn inlines(list: &[Inline], style: Style) -> Vec<Inline> {
    let mut out = Vec::with_capacity(list.len());
    list.iter().for_each(|inline| one_inline(inline, style, &mut out));
    out
}

fn one_inline(inline: &Inline, style: Style, out: &mut Vec<Inline>) {
    let inner = |content: &[Inline]| inlines(content, style);
    match inline {
        Inline::Emphasis(content) => out.push(Inline::Emphasis(inner(content))),
        Inline::Strong(content) => out.push(Inline::Strong(inner(content))),
        Inline::Strike(content) => out.push(Inline::Strike(inner(content))),
        Inline::Highlight(content) if style.flavor == Flavor::Obsidian => {
            out.push(Inline::Highlight(inner(content)));
        }
        Inline::Underline(content)
        | Inline::Highlight(content)
        | Inline::Subscript(content)
        | Inline::Superscript(content)
        | Inline::Keyboard(content)
        | Inline::Span { content, .. } => out.extend(inner(content)),
        Inline::Quote(content) => {
            out.push(Inline::Text("“".to_owned()));
            out.extend(inner(content));
            out.push(Inline::Text("”".to_owned()));
        }
        Inline::Abbreviation { title, content } => {
            out.extend(inner(content));
            if let Some(title) = title {
                out.push(Inline::Text(format!(" ({title})")));
            }
        }
        Inline::Link(link) => {
            let content = inner(&link.content);
            out.push(Inline::Link(Link { content, ..link.clone() }));
        }
        Inline::Note(note) => {
            out.push(Inline::Note(Note { number: note.number, body: blocks(&note.body, style) }));
        }
        Inline::Math(math) if math.tex.is_none() => {
            let text = offprint_core::inlines_text(std::slice::from_ref(inline));
            out.push(Inline::Text(text.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        Inline::Text(_) | Inline::Code(_) | Inline::Image(_) | Inline::Math(_) | Inline::Break => {
            out.push(inline.clone());
        }
    }
}
