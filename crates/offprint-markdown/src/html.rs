//! The HTML that stands in for what GFM cannot say: attributes and the whole of blocks without a blank line.

use crate::{
    body::Body,
    inline::Setting,
    mathml::math_to_html,
    mdx,
    options::{Flavor, Style},
};
use offprint_core::{
    Block, Cell, Code, Definition, Direction, Inline, Language, List, ListItem, ListKind, Math, Numbering,
    Quote, Row, Table,
};
use std::fmt::Write as _;

/// A value within double quotes. Nothing in it can end the tag, a line or a cell of a pipe table.
pub(crate) fn attribute(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\r' | '`' | '|' | '\\' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// ` lang="…" dir="…"`, as far as they are known.
pub(crate) fn language_attributes(language: Option<&Language>, direction: Option<Direction>) -> String {
    let mut out = String::new();
    if let Some(language) = language {
        let _ = write!(out, " lang=\"{}\"", attribute(language.as_str()));
    }
    if let Some(direction) = direction {
        let _ = write!(out, " dir=\"{}\"", direction.as_str());
    }
    out
}

/// A start tag.
pub(crate) fn open_tag<'a>(name: &str, attributes: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = format!("<{name}");
    for (name, value) in attributes {
        let _ = write!(out, " {name}=\"{}\"", attribute(value));
    }
    out.push('>');
    out
}

/// Text between tags in a line of Markdown, every mark of punctuation as a reference: no parser sees anything in it.
pub(crate) fn coded(text: &str, style: Style) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // The comment keeps mail addresses from being found.
            '@' => {
                out.push_str(style.separator());
                out.push('@');
            }
            '\0' => out.push('\u{fffd}'),
            c if c.is_ascii_punctuation() || (c.is_whitespace() && c != ' ') => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// Text within an HTML block.
pub(crate) fn text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\0' => out.push('\u{fffd}'),
            '\n' | '\r' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
}

/// Text whose lines are kept, without a blank line: that would end the HTML block.
fn kept_text(out: &mut String, content: &str) {
    let content = content.replace("\r\n", "\n");
    let mut blank_before = out.ends_with('>') && content.starts_with('\n');
    for (number, line) in content.split('\n').enumerate() {
        let blank = line.trim().is_empty();
        if number > 0 {
            out.push_str(if blank || blank_before { "&#10;" } else { "\n" });
        }
        for (number, piece) in line.split('\t').enumerate() {
            if number > 0 {
                out.push_str("&#9;");
            }
            text(out, piece);
        }
        blank_before = blank;
    }
}

/// Whether these blocks hold what only Markdown can say: notes, mathematics that renderers look for, and pictures where
/// a generator copies those of Markdown alone. In MDX there is Markdown within tags, too.
pub(crate) fn want_markdown(blocks: &[Block], flavor: Flavor) -> bool {
    let mut search = Search { found: false, pictures: flavor.copies_pictures_alone() };
    offprint_core::walk_blocks(&mut search, blocks);
    search.found && flavor != Flavor::Mdx
}

/// The same, of running text.
pub(crate) fn inlines_want_markdown(inlines: &[Inline], flavor: Flavor) -> bool {
    let mut search = Search { found: false, pictures: flavor.copies_pictures_alone() };
    offprint_core::walk_inlines(&mut search, inlines);
    search.found && flavor != Flavor::Mdx
}

struct Search {
    found: bool,
    pictures: bool,
}

impl offprint_core::Visitor for Search {
    fn block(&mut self, block: &Block) {
        self.found |= match block {
            Block::Math(Math { tex: Some(_), .. }) => true,
            Block::Figure(_) | Block::Gallery(_) => self.pictures,
            _ => false,
        };
        offprint_core::walk_block(self, block);
    }

    fn inline(&mut self, inline: &Inline) {
        self.found |= match inline {
            Inline::Note(_) | Inline::Math(Math { tex: Some(_), .. }) => true,
            Inline::Image(_) => self.pictures,
            _ => false,
        };
        offprint_core::walk_inline(self, inline);
    }
}

/// Blocks, a line each at least; no blank line.
pub(crate) fn blocks_to_html(out: &mut String, blocks: &[Block], body: &Body<'_>) {
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 && !out.ends_with('\n') {
            out.push('\n');
        }
        block_to_html(out, block, body);
    }
}

/// Content of a list item or a cell: the first paragraph stands without its tags when it is tight. What only Markdown
/// can say is Markdown between blank lines.
fn flow_to_html(out: &mut String, blocks: &[Block], tight: bool, body: &Body<'_>) {
    if want_markdown(blocks, body.style.flavor) {
        out.push_str(&body.island(blocks));
        return;
    }
    match blocks {
        [Block::Paragraph(content)] if tight => inlines_to_html(out, content, body),
        [Block::Paragraph(content), rest @ ..] if tight => {
            inlines_to_html(out, content, body);
            out.push('\n');
            blocks_to_html(out, rest, body);
        }
        blocks => blocks_to_html(out, blocks, body),
    }
}

/// Running text that is alone in its element.
pub(crate) fn phrase_to_html(out: &mut String, inlines: &[Inline], body: &Body<'_>) {
    if inlines_want_markdown(inlines, body.style.flavor) {
        out.push_str(&body.island(&[Block::Paragraph(inlines.to_vec())]));
    } else {
        inlines_to_html(out, inlines, body);
    }
}

fn block_to_html(out: &mut String, block: &Block, body: &Body<'_>) {
    match block {
        Block::Paragraph(content) => {
            wrap(out, "p", |out| inlines_to_html(out, content, body));
        }
        Block::Heading(heading) => {
            let level = body.level(heading.level);
            wrap(out, &format!("h{level}"), |out| {
                if let Some(id) = body.anchor_id(heading) {
                    let _ = write!(out, "<a id=\"{}\"></a>", attribute(&id));
                }
                inlines_to_html(out, &heading.content, body);
            });
        }
        Block::List(list) => list_to_html(out, list, body),
        Block::Definitions(groups) => definitions_to_html(out, groups, body),
        Block::Verse(content) => verse_to_html(out, content, body),
        Block::Quote(quote) => quote_to_html(out, quote, body),
        Block::PullQuote(quote) => {
            out.push_str(crate::body::PULL_QUOTE);
            out.push('\n');
            quote_to_html(out, quote, body);
            out.push_str("\n</figure>");
        }
        Block::Preformatted(content) => preformatted_to_html(out, content, body),
        Block::Code(code) => code_to_html(out, code),
        Block::Table(table) => table_to_html(out, table, body),
        Block::Figure(_) | Block::Gallery(_) | Block::Media(_) | Block::Embed(_) => {
            crate::figures::figure_to_html(out, block, body);
        }
        Block::Details(details) => {
            out.push_str(if details.open { "<details open>\n" } else { "<details>\n" });
            wrap(out, "summary", |out| phrase_to_html(out, &details.summary, body));
            out.push('\n');
            blocks_to_html(out, &details.blocks, body);
            end_line(out);
            out.push_str("</details>");
        }
        Block::Math(math) => wrap(out, "div", |out| math_to_html(out, math)),
        Block::Rule => out.push_str("<hr>"),
        Block::PageBreak => out.push_str("<!--nextpage-->"),
        Block::Division(division) => {
            let attributes = language_attributes(division.language.as_ref(), division.direction);
            let _ = writeln!(out, "<div{attributes}>");
            blocks_to_html(out, &division.blocks, body);
            end_line(out);
            out.push_str("</div>");
        }
    }
}

fn quote_to_html(out: &mut String, quote: &Quote, body: &Body<'_>) {
    wrap_lines(out, "blockquote", |out| {
        blocks_to_html(out, &quote.blocks, body);
        if !quote.attribution.is_empty() {
            end_line(out);
            out.push_str("<p><cite>");
            inlines_to_html(out, &quote.attribution, body);
            out.push_str("</cite></p>");
        }
    });
}

/// A poem, its lines as they stand.
fn verse_to_html(out: &mut String, content: &[Inline], body: &Body<'_>) {
    let mut lines: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content {
        let text = match inline {
            Inline::Break => "\n",
            Inline::Text(text) => text,
            inline => {
                lines.push(inline.clone());
                continue;
            }
        };
        match lines.last_mut() {
            Some(Inline::Text(last)) => last.push_str(text),
            _ => lines.push(Inline::Text(text.to_owned())),
        }
    }
    let mut kept = String::new();
    preformatted_to_html(&mut kept, &lines, body);
    out.push_str(&kept.replacen("<pre>", "<pre class=\"wp-block-verse\">", 1));
}

fn definitions_to_html(out: &mut String, groups: &[Definition], body: &Body<'_>) {
    wrap_lines(out, "dl", |out| {
        for group in groups {
            for term in &group.terms {
                wrap(out, "dt", |out| phrase_to_html(out, term, body));
                out.push('\n');
            }
            for detail in &group.details {
                wrap(out, "dd", |out| flow_to_html(out, detail, detail.len() == 1, body));
                out.push('\n');
            }
        }
    });
}

fn code_to_html(out: &mut String, code: &Code) {
    let class = code.language.as_deref().filter(|language| !language.is_empty());
    let class = class.map(|language| format!("language-{language}"));
    out.push_str("<pre>");
    out.push_str(&open_tag("code", class.as_deref().map(|class| ("class", class)).into_iter()));
    kept_text(out, &code.text);
    out.push_str("</code></pre>");
}

pub(crate) fn wrap(out: &mut String, name: &str, content: impl FnOnce(&mut String)) {
    let _ = write!(out, "<{name}>");
    content(out);
    let _ = write!(out, "</{name}>");
}

fn wrap_lines(out: &mut String, name: &str, content: impl FnOnce(&mut String)) {
    let _ = writeln!(out, "<{name}>");
    content(out);
    end_line(out);
    let _ = write!(out, "</{name}>");
}

fn end_line(out: &mut String) {
    if !out.ends_with('\n') {
        out.push('\n');
    }
}

/// `<pre>` with what it holds.
pub(crate) fn preformatted_to_html(out: &mut String, content: &[Inline], body: &Body<'_>) {
    out.push_str("<pre>");
    let mut inner = String::new();
    kept_inlines(&mut inner, content, body);
    if inner.starts_with(['\n']) || inner.starts_with("&#10;") {
        // The first line end in `pre` is not seen.
        out.push_str("&#10;");
    }
    out.push_str(&inner);
    out.push_str("</pre>");
}

fn kept_inlines(out: &mut String, content: &[Inline], body: &Body<'_>) {
    for inline in content {
        match inline {
            Inline::Text(content) => kept_text(out, content),
            Inline::Break => out.push_str("<br>"),
            inline => inline_to_html(out, inline, body, true),
        }
    }
}

/// A list as HTML, with what Markdown's cannot say: letters, Roman numbers, counting down.
pub(crate) fn list_to_html(out: &mut String, list: &List, body: &Body<'_>) {
    let name = if list.kind == ListKind::Bullet { "ul" } else { "ol" };
    let _ = write!(out, "<{name}");
    if let ListKind::Ordered { start, reversed, numbering } = list.kind {
        let kind = match numbering {
            Numbering::Decimal => "",
            Numbering::LowerAlpha => " type=\"a\"",
            Numbering::UpperAlpha => " type=\"A\"",
            Numbering::LowerRoman => " type=\"i\"",
            Numbering::UpperRoman => " type=\"I\"",
        };
        out.push_str(kind);
        // A list that counts down starts with the number of its items, when nothing is said.
        if reversed || start != 1 {
            let _ = write!(out, " start=\"{start}\"");
        }
        if reversed {
            out.push_str(" reversed");
        }
    }
    out.push_str(">\n");
    for item in &list.items {
        item_to_html(out, item, list.tight, body);
    }
    let _ = write!(out, "</{name}>");
}

fn item_to_html(out: &mut String, item: &ListItem, tight: bool, body: &Body<'_>) {
    out.push_str("<li>");
    match item.checked {
        Some(true) => out.push_str("<input type=\"checkbox\" checked disabled> "),
        Some(false) => out.push_str("<input type=\"checkbox\" disabled> "),
        None => {}
    }
    flow_to_html(out, &item.blocks, tight, body);
    out.push_str("</li>\n");
}

/// A table as HTML: with spans, a foot, headers of rows, blocks in cells.
pub(crate) fn table_to_html(out: &mut String, table: &Table, body: &Body<'_>) {
    wrap_lines(out, "table", |out| {
        if !table.caption.is_empty() {
            wrap(out, "caption", |out| phrase_to_html(out, &table.caption, body));
            out.push('\n');
        }
        for (name, rows) in [("thead", &table.head), ("tbody", &table.body), ("tfoot", &table.foot)] {
            if !rows.is_empty() {
                wrap_lines(out, name, |out| rows.iter().for_each(|row| row_to_html(out, row, body)));
                out.push('\n');
            }
        }
    });
}

fn row_to_html(out: &mut String, row: &Row, body: &Body<'_>) {
    out.push_str("<tr>");
    for cell in &row.cells {
        cell_to_html(out, cell, body);
    }
    out.push_str("</tr>\n");
}

fn cell_to_html(out: &mut String, cell: &Cell, body: &Body<'_>) {
    use offprint_core::{Align, Scope};
    let name = if cell.header { "th" } else { "td" };
    let _ = write!(out, "<{name}");
    if cell.columns() > 1 {
        let _ = write!(out, " colspan=\"{}\"", cell.columns());
    }
    if cell.rows() > 1 {
        let _ = write!(out, " rowspan=\"{}\"", cell.rows());
    }
    match cell.scope.filter(|_| cell.header) {
        Some(Scope::Column) => out.push_str(" scope=\"col\""),
        Some(Scope::Row) => out.push_str(" scope=\"row\""),
        None => {}
    }
    match cell.align {
        Some(Align::Left) => out.push_str(" align=\"left\""),
        Some(Align::Center) => out.push_str(" align=\"center\""),
        Some(Align::Right) => out.push_str(" align=\"right\""),
        _ => {}
    }
    out.push('>');
    flow_to_html(out, &cell.blocks, cell.blocks.len() == 1, body);
    let _ = write!(out, "</{name}>");
}

/// Running text as HTML, on one line.
pub(crate) fn inlines_to_html(out: &mut String, inlines: &[Inline], body: &Body<'_>) {
    inlines.iter().for_each(|inline| inline_to_html(out, inline, body, false));
}

fn inline_to_html(out: &mut String, inline: &Inline, body: &Body<'_>, kept: bool) {
    let mut element = |name: &str, content: &[Inline]| {
        wrap(out, name, |out| {
            if kept { kept_inlines(out, content, body) } else { inlines_to_html(out, content, body) }
        });
    };
    match inline {
        Inline::Emphasis(content) => element("em", content),
        Inline::Strong(content) => element("strong", content),
        Inline::Strike(content) => element("del", content),
        Inline::Underline(content) => element("u", content),
        Inline::Highlight(content) => element("mark", content),
        Inline::Subscript(content) => element("sub", content),
        Inline::Superscript(content) => element("sup", content),
        Inline::Keyboard(content) => element("kbd", content),
        Inline::Quote(content) => element("q", content),
        Inline::Text(content) => text(out, content),
        Inline::Break => out.push_str("<br>"),
        Inline::Code(code) => wrap(out, "code", |out| text(out, code)),
        Inline::Abbreviation { title, content } => {
            let title = title.as_deref().map(|title| ("title", title));
            tagged(out, &open_tag("abbr", title.into_iter()), "</abbr>", content, body, kept);
        }
        Inline::Span { language, direction, content } => {
            let open = format!("<span{}>", language_attributes(language.as_ref(), *direction));
            tagged(out, &open, "</span>", content, body, kept);
        }
        Inline::Link(link) => {
            let url = body.address_of(&link.url);
            let title = link.title.as_deref().map(|title| ("title", title));
            let open = open_tag("a", [("href", &*url)].into_iter().chain(title));
            tagged(out, &open, "</a>", &link.content, body, kept);
        }
        // Bundlers find the pictures of Markdown.
        Inline::Image(_) if body.style.flavor == Flavor::Mdx => {
            mdx::markdown(out, &body.markdown(std::slice::from_ref(inline), Setting::Cell));
        }
        Inline::Image(image) => image_to_html(out, image, body),
        Inline::Note(note) if body.style.flavor == Flavor::Mdx => mdx::markdown(out, &body.note(note)),
        Inline::Note(note) => {
            // Notes are written as Markdown; this is for one that stands where none can.
            out.push_str(" (");
            text(out, offprint_core::blocks_text(&note.body).trim());
            out.push(')');
        }
        Inline::Math(math) => math_to_html(out, math),
    }
}

fn tagged(out: &mut String, open: &str, close: &str, content: &[Inline], body: &Body<'_>, kept: bool) {
    out.push_str(open);
    if kept {
        kept_inlines(out, content, body);
    } else {
        inlines_to_html(out, content, body);
    }
    out.push_str(close);
}

/// `<img>`
pub(crate) fn image_to_html(out: &mut String, image: &offprint_core::Image, body: &Body<'_>) {
    let url = body.file_of(&image.url);
    let alt = image.alt.as_deref().unwrap_or_default();
    let title = image.title.as_deref().map(|title| ("title", title));
    out.push_str(&open_tag("img", [("src", &*url), ("alt", alt)].into_iter().chain(title)));
}
