//! A sheet: one post laid out and painted, its page numbers still open.

use crate::{
    compose::{Breaking, Column, Composer},
    fonts::Family,
    frame::{Galley, Ink, KEEP, Mark, Row},
    line::Stand,
    paginate::{self, Page},
    paint::{Painter, Used},
    picture::Pictures,
    theme,
    tree::{NodeId, Role, Target, Tree},
    wording,
};
use offprint_core::{Diagnostic, Direction, EditionInfo, Heading, Inline, Link, Place, Post};
use std::collections::BTreeMap;

/// One post, finished but for its page numbers.
pub struct Sheet {
    pub(crate) position: usize,
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) rtl: bool,
    pub(crate) authors: Vec<String>,
    pub(crate) pages: Vec<PageContent>,
    pub(crate) tree: Tree,
    /// Level, title, page, height of the page's place from its top.
    pub(crate) outline: Vec<(u8, String, u16, f32)>,
    /// Page and height of each name that links lead to.
    pub(crate) places: BTreeMap<String, (u16, f32)>,
    pub(crate) used: Used,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// What stands on a page, apart from its furniture.
pub(crate) struct PageContent {
    /// The content stream, deflated.
    pub(crate) stream: Vec<u8>,
    /// The node of each marked content.
    pub(crate) marks: Vec<NodeId>,
    /// Boxes (left, bottom, right, top) that lead somewhere, and their `Link` nodes.
    pub(crate) links: Vec<([f32; 4], NodeId)>,
}

/// The column of a page's running text in this language.
pub(crate) fn text_column(language: &str, direction: Direction, node: NodeId) -> Column {
    Column {
        x: theme::LEFT,
        width: theme::MEASURE,
        node,
        language: language.into(),
        rtl: direction == Direction::Rtl,
        size: theme::TEXT,
        leading: theme::LEADING,
        family: Family::Serif,
        italic: false,
        bold: false,
        colour: theme::INK,
        stand: Stand::Justified,
        paragraph: theme::PARAGRAPH,
        depth: 0,
        bars: Vec::new(),
    }
}

/// A composer without anything yet.
pub(crate) fn composer<'a>(
    edition: &'a EditionInfo,
    pictures: &'a Pictures<'a>,
    system_fonts: bool,
    root: Role,
) -> Composer<'a> {
    Composer {
        tree: Tree::new(root),
        galley: Galley::default(),
        edition,
        pictures,
        system_fonts,
        place: Place::default(),
        diagnostics: Vec::new(),
        missing: BTreeMap::new(),
        levels: Vec::new(),
        base_level: 1,
        bars: 0,
    }
}

/// Lays a post out.
pub(crate) fn post_to_sheet(
    post: &Post,
    position: usize,
    edition: &EditionInfo,
    pictures: &Pictures<'_>,
    system_fonts: bool,
) -> Sheet {
    let mut composer = composer(edition, pictures, system_fonts, Role::Sect);
    composer.place = Place {
        origin: post.provenance.origin.clone(),
        post: Some(post.label()),
        pointer: post.provenance.pointer.clone(),
    };
    let language = post.language_or(&edition.language).as_str().to_owned();
    let direction = post.direction_or(&edition.language);
    let column = text_column(&language, direction, 0);
    let attributes = composer.tree.attributes(0);
    attributes.language = (language != edition.language.as_str()).then(|| language.clone());
    title_block(&mut composer, post, &column);
    composer.blocks_to_rows(&post.body, &column);
    endnotes(&mut composer, &column);
    let mut used = Used::default();
    let Laid { pages, outline, places } = lay(&mut composer, &mut used);
    let mut diagnostics = std::mem::take(&mut composer.diagnostics);
    diagnostics.extend(missing_characters(&composer));
    Sheet {
        position,
        title: post.title_text(),
        language,
        rtl: direction == Direction::Rtl,
        authors: post.author_names().map(str::to_owned).collect(),
        pages,
        tree: composer.tree,
        outline,
        places,
        used,
        diagnostics,
    }
}

fn title_block(composer: &mut Composer<'_>, post: &Post, column: &Column) {
    let node = composer.tree.node(0, Role::Heading(1));
    let look = Column {
        size: theme::TITLE.0,
        leading: theme::TITLE.1,
        bold: true,
        stand: Stand::Start,
        ..column.clone()
    };
    let plain = [Inline::Text(post.label())];
    let title = if post.title_text().is_empty() { &plain[..] } else { &post.title.value };
    let text = composer.inlines_to_text(title, &look, node);
    let mut rows = composer.paragraph_rows(text, &look, Breaking::Balanced);
    rows.iter_mut().for_each(|row| row.penalty = KEEP);
    if let Some(first) = rows.first_mut() {
        first.marks.push(Mark::Place(String::new()));
    }
    rows.into_iter().for_each(|row| composer.push(row, column));
    byline(composer, post, column);
    let mut row = Row::new(1.0);
    let x = if column.rtl { column.x + column.width - 42.0 } else { column.x };
    row.ink.push(Ink::Fill { x, y: 0.0, width: 42.0, height: 1.2, colour: theme::LINK });
    row.penalty = KEEP;
    composer.galley.gap(11.0);
    composer.push(row, column);
    composer.galley.after(16.0);
}

/// Authors and date, and below them where the post came from.
fn byline(composer: &mut Composer<'_>, post: &Post, column: &Column) {
    let look = Column {
        family: Family::Sans,
        size: 9.6,
        leading: 13.2,
        colour: theme::GREY,
        stand: Stand::Start,
        ..column.clone()
    };
    let authors: Vec<&str> = post.author_names().collect();
    let date = post.published.or(post.modified).map(|date| wording::date(&date, &column.language));
    let mut said: Vec<String> = Vec::new();
    said.extend((!authors.is_empty()).then(|| authors.join(", ")));
    said.extend(date);
    let mut lines = Vec::new();
    if !said.is_empty() {
        lines.push(vec![Inline::Text(said.join(" · "))]);
    }
    if let Some(url) = &post.link {
        let content = vec![Inline::Text(crate::figures::shown_address(url))];
        lines.push(vec![Inline::Link(Link { url: url.clone(), title: None, content })]);
    }
    composer.galley.gap(8.0);
    for line in lines {
        let node = composer.tree.node(column.node, Role::P);
        let mut text = composer.inlines_to_text(&line, &look, node);
        // The line that says where the post came from leads there, not to the post itself.
        for id in 0..composer.tree.nodes.len() {
            if let Some(attributes) = &mut composer.tree.nodes[id].attributes
                && let Some(Target::Entry { uri, .. }) = &attributes.target
            {
                attributes.target = Some(Target::Uri(uri.clone()));
            }
        }
        text.styles.iter_mut().for_each(|style| style.hyphenate = false);
        for row in composer.paragraph_rows(text, &look, Breaking::Ragged) {
            composer.push(Row { penalty: KEEP, ..row }, column);
        }
        composer.galley.gap(1.5);
    }
}

/// Notes that are too high for the foot of a page, at the end of the post.
fn endnotes(composer: &mut Composer<'_>, column: &Column) {
    if !paginate::notes_too_high(&composer.galley) {
        return;
    }
    composer.galley.rows.iter_mut().for_each(|row| row.notes.clear());
    let notes = std::mem::take(&mut composer.galley.notes);
    composer.levels.clear();
    let words = wording::words(&column.language).notes;
    let heading = Heading { level: 2, content: vec![Inline::Text(words.to_owned())], anchor: None };
    composer.blocks_to_rows(&[offprint_core::Block::Heading(heading)], column);
    for rows in notes {
        composer.galley.gap(3.0);
        rows.into_iter().for_each(|row| composer.push(row, column));
    }
}

/// One diagnostic for each block of characters that no font has.
fn missing_characters(composer: &Composer<'_>) -> Vec<Diagnostic> {
    let mut ranges: BTreeMap<u32, Vec<char>> = BTreeMap::new();
    for &c in composer.missing.keys() {
        ranges.entry(u32::from(c) >> 8).or_default().push(c);
    }
    let say = |chars: Vec<char>| {
        let sample: String = chars.iter().take(8).collect();
        let codes = match (chars.first(), chars.last()) {
            (Some(&first), Some(&last)) if first != last => {
                format!("U+{:04X} to U+{:04X}", u32::from(first), u32::from(last))
            }
            (Some(&first), _) => format!("U+{:04X}", u32::from(first)),
            _ => String::new(),
        };
        let message = format!("no font has `{sample}` ({codes}); boxes stand in their place");
        Diagnostic::warning(&composer.place, message)
            .hint("allow the fonts of the system, and install one that has them")
    };
    ranges.into_values().map(say).collect()
}

/// Pages, and what can be led to on them.
pub(crate) struct Laid {
    pub(crate) pages: Vec<PageContent>,
    pub(crate) outline: Vec<(u8, String, u16, f32)>,
    pub(crate) places: BTreeMap<String, (u16, f32)>,
}

/// Divides what is composed into pages and paints them.
pub(crate) fn lay(composer: &mut Composer<'_>, used: &mut Used) -> Laid {
    let galley = std::mem::take(&mut composer.galley);
    let mut laid = Laid { pages: Vec::new(), outline: Vec::new(), places: BTreeMap::new() };
    for (number, page) in paginate::pages(&galley, theme::DEPTH).into_iter().enumerate() {
        let number = u16::try_from(number).unwrap_or(u16::MAX);
        let placed = place(&galley, &page);
        let mut painter = Painter::new(number, Some(&mut composer.tree), used);
        bars(&placed).iter().for_each(|ink| painter.ink(ink, 0.0));
        let mut links = Vec::new();
        for (row, top) in &placed {
            row.ink.iter().for_each(|ink| painter.ink(ink, *top));
            for link in &row.links {
                let above = theme::PAGE_HEIGHT - top - link.y;
                links.push(([link.x, above - link.height, link.x + link.width, above], link.node));
            }
            for mark in &row.marks {
                match mark {
                    Mark::Place(name) => {
                        laid.places.entry(name.clone()).or_insert((number, *top));
                    }
                    Mark::Outline(level, title) => laid.outline.push((*level, title.clone(), number, *top)),
                }
            }
        }
        if let Some((_, top)) =
            placed.get(page.to - page.from + page.head.map_or(0, |head| galley.heads[head].len()))
        {
            let y = top - paginate::NOTES_GAP * 0.45;
            painter.ink(&Ink::Fill { x: theme::LEFT, y, width: 64.0, height: 0.5, colour: theme::GREY }, 0.0);
        }
        let (stream, marks) = painter.finish();
        laid.pages.push(PageContent { stream, marks, links });
    }
    laid
}

/// The rows of a page and the heights of their tops: head, text, notes.
fn place<'g>(galley: &'g Galley, page: &Page) -> Vec<(&'g Row, f32)> {
    let mut out = Vec::new();
    let mut y = theme::TOP;
    if let Some(head) = page.head.and_then(|head| galley.heads.get(head)) {
        for row in head {
            out.push((row, y));
            y += row.height;
        }
    }
    for (at, row) in galley.rows[page.from..page.to].iter().enumerate() {
        if at > 0 {
            y += row.before;
        }
        out.push((row, y));
        y += row.height;
    }
    let mut y = theme::TOP + theme::DEPTH - paginate::notes_height(galley, &page.notes) + paginate::NOTES_GAP;
    for rows in page.notes.iter().filter_map(|&note| galley.notes.get(note)) {
        for (at, row) in rows.iter().enumerate() {
            if at > 0 {
                y += row.before;
            }
            out.push((row, y));
            y += row.height;
        }
        y += paginate::NOTE_GAP;
    }
    out
}

/// The bars of a page's rows; rows that share one make it run on.
fn bars(placed: &[(&Row, f32)]) -> Vec<Ink> {
    let mut open: Vec<(u32, usize)> = Vec::new();
    let mut out: Vec<Ink> = Vec::new();
    for (row, top) in placed {
        let mut now = Vec::new();
        for bar in &row.bars {
            let bottom = top + row.height;
            let at = match open.iter().find(|(number, _)| *number == bar.number) {
                Some(&(_, at)) => at,
                None => {
                    out.push(Ink::Fill {
                        x: bar.x,
                        y: *top,
                        width: bar.width,
                        height: 0.0,
                        colour: bar.colour,
                    });
                    out.len() - 1
                }
            };
            if let Some(Ink::Fill { y, height, .. }) = out.get_mut(at) {
                *height = bottom - *y;
            }
            now.push((bar.number, at));
        }
        open = now;
    }
    out
}
