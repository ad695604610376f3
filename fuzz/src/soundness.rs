//! What a model that was read must be, whatever it was read from.

use offprint_core::{Block, Image, Inline, Visitor, walk_block, walk_blocks, walk_inline, walk_inlines};

/// Deeper than this no block nests, nor any inline in a block.
const MAX_DEPTH: usize = 220;

/// A body.
pub fn of_blocks(blocks: &[Block]) {
    let mut judge = Judge::default();
    walk_blocks(&mut judge, blocks);
}

/// A title or another line.
pub fn of_line(line: &[Inline]) {
    let mut judge = Judge::default();
    no_twins(line);
    walk_inlines(&mut judge, line);
}

/// Text: no control character, but those that end lines and move to stops.
pub fn of_text(text: &str) {
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    assert!(!text.contains(control), "a control character in {text:?}");
}

/// Schemes that browsers do not run.
const SCHEMES: [&str; 23] = [
    "http", "https", "ftp", "ftps", "mailto", "news", "irc", "irc6", "ircs", "gopher", "nntp", "feed",
    "telnet", "mms", "rtsp", "sms", "svn", "tel", "fax", "xmpp", "webcal", "urn", "geo",
];

/// The scheme of a URL; `None` for a relative one.
fn scheme_of(url: &str) -> Option<String> {
    let begin = url.split(['/', '?', '#']).next().unwrap_or_default();
    begin.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase())
}

/// Not the URL of another host without a scheme (`//host`), which is absolute to browsers.
fn of_relative_url(url: &str) {
    assert!(!url.is_empty() && !url.starts_with("//") && !url.contains('\\'), "the relative URL {url:?}");
}

/// A URL of a scheme that does no harm, or relative.
pub fn of_url(url: &str) {
    match scheme_of(url) {
        Some(scheme) => assert!(SCHEMES.contains(&&*scheme), "the URL {url:?}"),
        None => of_relative_url(url),
    }
    if let Some(rest) = url.strip_prefix("feed:").filter(|rest| !rest.starts_with("//")) {
        assert!(rest.starts_with("http"), "the feed {url:?}");
    }
    of_address_text(url);
}

fn of_picture_url(url: &str) {
    match scheme_of(url) {
        Some(scheme) => {
            let lives = matches!(&*scheme, "http" | "https") || url.starts_with("data:image/");
            assert!(lives, "the URL of a picture {url:?}");
        }
        None => of_relative_url(url),
    }
    assert!(!url.starts_with("data:image/svg"), "a picture that may hold scripts: {url:?}");
    of_address_text(url);
}

fn of_address_text(url: &str) {
    let odd = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\');
    assert!(!url.contains(odd), "the address {url:?}");
    if let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) {
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        assert!(!authority.contains('@'), "credentials in {url:?}");
        assert!(!authority.is_empty(), "no host in {url:?}");
    }
}

fn no_twins(inlines: &[Inline]) {
    let twins = |pair: &[Inline]| matches!(pair, [Inline::Text(_), Inline::Text(_)]);
    assert!(!inlines.windows(2).any(twins), "two texts side by side: {inlines:?}");
}

#[derive(Default)]
struct Judge {
    depth: usize,
    links: usize,
}

impl Visitor for Judge {
    fn block(&mut self, block: &Block) {
        self.depth += 1;
        assert!(self.depth < MAX_DEPTH, "nested too deep");
        match block {
            Block::Paragraph(line) | Block::Verse(line) | Block::Preformatted(line) => {
                assert!(!line.is_empty(), "an empty {block:?}");
                no_twins(line);
            }
            Block::Heading(heading) => {
                assert!(!heading.content.is_empty() && (1..=6).contains(&heading.level), "{heading:?}");
                no_twins(&heading.content);
            }
            Block::List(list) => assert!(!list.items.is_empty(), "a list without items"),
            Block::Gallery(gallery) => assert!(!gallery.figures.is_empty(), "a gallery without pictures"),
            Block::Code(code) => of_text(&code.text),
            Block::Media(media) => of_url(&media.url),
            Block::Embed(embed) => of_url(&embed.url),
            Block::Math(math) => {
                assert!(math.tex.is_some() || math.mathml.is_some(), "mathematics of nothing")
            }
            Block::Table(table) => {
                let rows = table.head.iter().chain(&table.body).chain(&table.foot);
                for cell in rows.flat_map(|row| &row.cells) {
                    assert!(
                        (1..=1000).contains(&cell.colspan) && (1..=65534).contains(&cell.rowspan),
                        "{cell:?}"
                    );
                }
            }
            Block::Figure(figure) => figure.link.iter().for_each(|url| of_url(url)),
            _ => {}
        }
        walk_block(self, block);
        self.depth -= 1;
    }

    fn inline(&mut self, inline: &Inline) {
        self.depth += 1;
        assert!(self.depth < MAX_DEPTH, "nested too deep");
        let link = matches!(inline, Inline::Link(_));
        match inline {
            Inline::Text(text) | Inline::Code(text) => {
                assert!(!text.is_empty(), "an empty text");
                of_text(text);
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Underline(content)
            | Inline::Highlight(content)
            | Inline::Subscript(content)
            | Inline::Superscript(content)
            | Inline::Keyboard(content)
            | Inline::Quote(content)
            | Inline::Abbreviation { content, .. }
            | Inline::Span { content, .. } => {
                assert!(!content.is_empty(), "an empty {inline:?}");
                no_twins(content);
            }
            Inline::Link(link) => {
                assert_eq!(self.links, 0, "a link within a link");
                of_url(&link.url);
                link.title.iter().for_each(|title| of_text(title));
                no_twins(&link.content);
            }
            _ => {}
        }
        self.links += usize::from(link);
        // A note's body stands elsewhere: it may hold links of its own.
        let outside = if matches!(inline, Inline::Note(_)) { std::mem::take(&mut self.links) } else { 0 };
        walk_inline(self, inline);
        self.links += outside;
        self.links -= usize::from(link);
        self.depth -= 1;
    }

    fn image(&mut self, image: &Image) {
        of_picture_url(&image.url);
        image.large.iter().for_each(|url| of_picture_url(url));
        image.alt.iter().chain(&image.title).for_each(|text| of_text(text));
    }
}
