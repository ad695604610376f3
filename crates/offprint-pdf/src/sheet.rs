//! A sheet: one post laid out and painted, its page numbers still open.

use crate::{
    compose::{Breaking, Column, Composer},
    deflated::Unended,
    fonts::Family,
    frame::{Galley, Ink, KEEP, Mark, Row},
    line::Stand,
    options::{Flow, PdfOptions},
    paginate::{self, Depths, Page},
    paint::{Painter, Used},
    picture::Pictures,
    theme::Theme,
    tree::{NodeId, Role, Target, Tree},
    wording,
};
use offprint_core::{
    Diagnostic, Direction, EditionInfo, Heading, Inline, Link, Place, Post, anchors_of_headings, codes,
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, HashSet},
};

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
    /// The address of the featured picture.
    pub(crate) featured: Option<String>,
    /// The rows, where posts run on and pages are made when they are bound.
    pub(crate) galley: Option<Galley>,
}

/// What stands on a page, apart from its furniture.
pub(crate) struct PageContent {
    /// The content stream, to which furniture may be added.
    pub(crate) stream: Unended,
    /// The node of each marked content.
    pub(crate) marks: Vec<NodeId>,
    /// Boxes (left, bottom, right, top) that lead somewhere, and their `Link` nodes.
    pub(crate) links: Vec<([f32; 4], NodeId)>,
}

/// The column of a page's running text in this language.
pub(crate) fn text_column(language: &str, direction: Direction, node: NodeId, theme: &Theme) -> Column {
    Column {
        x: theme.left,
        width: theme.measure,
        node,
        language: language.into(),
        rtl: direction == Direction::Rtl,
        size: theme.text,
        leading: theme.leading,
        family: theme.family,
        italic: false,
        bold: false,
        colour: theme.ink,
        stand: if theme.justify { Stand::Justified } else { Stand::Start },
        paragraph: theme.paragraph,
        depth: 0,
        bars: Vec::new(),
    }
}

/// What is the same for all posts of an edition.
#[derive(Clone, Copy)]
pub(crate) struct Desk<'a> {
    pub(crate) edition: &'a EditionInfo,
    pub(crate) pictures: &'a Pictures<'a>,
    pub(crate) theme: &'a Theme,
    pub(crate) options: &'a PdfOptions,
}

/// A composer without anything yet.
pub(crate) fn composer(desk: Desk<'_>, root: Role) -> Composer<'_> {
    Composer {
        tree: Tree::new(root),
        galley: Galley::default(),
        spanning: Vec::new(),
        below_spanning: 0.0,
        columns: desk.theme.columns,
        marks_before: 0,
        rtl: false,
        edition: desk.edition,
        pictures: desk.pictures,
        theme: desk.theme,
        options: desk.options,
        place: Place::default(),
        page: None,
        anchors: HashSet::new(),
        diagnostics: Vec::new(),
        missing: BTreeMap::new(),
        levels: Vec::new(),
        base_level: 1,
        bars: 0,
        divided: crate::fit::Divided::default(),
        addresses: 0,
        in_note: 0,
    }
}

/// The rows of a post, not divided into pages yet.
pub(crate) fn composed<'a>(post: &Post, desk: Desk<'a>) -> Composer<'a> {
    let (edition, theme) = (desk.edition, desk.theme);
    let mut composer = composer(desk, Role::Sect);
    composer.place = post.place();
    composer.page = post.link.as_deref().and_then(|link| link.split('#').next()).map(str::to_owned);
    composer.anchors = anchors_of_headings(&post.body);
    let language = post.language_or(&edition.language).as_str().to_owned();
    let column = text_column(&language, post.direction_or(edition), 0, theme);
    composer.rtl = column.rtl;
    composer.tree.attributes(0).language = (language != edition.language.as_str()).then_some(language);
    title_block(&mut composer, post, &Column { width: theme.full, ..column.clone() });
    if theme.columns > 1 {
        composer.span_columns();
    }
    composer.blocks_to_rows(&post.body, &column);
    endnotes(&mut composer, &column);
    paginate::drop_thin_page_breaks(&mut composer.galley.rows, theme.leading);
    composer
}

/// Lays a post out.
pub(crate) fn post_to_sheet(post: &Post, position: usize, desk: Desk<'_>) -> Sheet {
    let mut composer = composed(post, desk);
    let mut used = Used::default();
    let mut galley = None;
    let mut laid = Laid::default();
    if desk.options.flow == Flow::Continuous && desk.theme.columns == 1 {
        galley = Some(std::mem::take(&mut composer.galley));
    } else {
        laid = lay(&mut composer, &mut used, 0.0);
    }
    let Laid { pages, outline, places, .. } = laid;
    let mut diagnostics = std::mem::take(&mut composer.diagnostics);
    diagnostics.extend(missing_characters(&composer));
    Sheet {
        position,
        title: post.title_text(),
        language: post.language_or(&desk.edition.language).as_str().to_owned(),
        rtl: composer.rtl,
        authors: post.author_names().map(str::to_owned).collect(),
        pages,
        tree: composer.tree,
        outline,
        places,
        used,
        diagnostics,
        featured: post.featured.as_ref().map(|image| image.large.as_ref().unwrap_or(&image.url).clone()),
        galley,
    }
}

impl Sheet {
    /// Makes the pages of a post that begins where another one ends, and says how far down its last page goes.
    pub(crate) fn lay(&mut self, galley: Galley, desk: Desk<'_>, taken: f32, marks: usize) -> f32 {
        let mut composer = composer(desk, Role::Sect);
        composer.tree = std::mem::replace(&mut self.tree, Tree::new(Role::Sect));
        composer.galley = galley;
        composer.marks_before = u16::try_from(marks).unwrap_or(u16::MAX);
        composer.rtl = self.rtl;
        let laid = lay(&mut composer, &mut self.used, taken);
        self.tree = composer.tree;
        (self.pages, self.outline, self.places) = (laid.pages, laid.outline, laid.places);
        laid.foot
    }
}

fn title_block(composer: &mut Composer<'_>, post: &Post, column: &Column) {
    let node = composer.tree.node(0, Role::Heading(1));
    let look = Column {
        size: composer.theme.title.0,
        leading: composer.theme.title.1,
        family: composer.theme.title_family,
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
    row.ink.push(Ink::Fill { x, y: 0.0, width: 42.0, height: 1.2, colour: composer.theme.accent });
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
        colour: composer.theme.grey,
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
    if !paginate::notes_too_high(&composer.galley, composer.theme.depth) {
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
        Diagnostic::new(codes::GLYPH_MISSING, &composer.place, message)
            .hint("allow the fonts of the system, and install one that has them")
    };
    ranges.into_values().map(say).collect()
}

/// Pages, and what can be led to on them.
#[derive(Default)]
pub(crate) struct Laid {
    pub(crate) pages: Vec<PageContent>,
    pub(crate) outline: Vec<(u8, String, u16, f32)>,
    pub(crate) places: BTreeMap<String, (u16, f32)>,
    /// How far down the last page goes, from the top of its text.
    pub(crate) foot: f32,
}

/// Divides what is composed into pages and paints them; `taken` is how much of the first page's height is in use.
pub(crate) fn lay(composer: &mut Composer<'_>, used: &mut Used, taken: f32) -> Laid {
    let theme = composer.theme;
    let count = composer.columns;
    let mut galley = std::mem::take(&mut composer.galley);
    let mut laid = Laid { pages: Vec::new(), outline: Vec::new(), places: BTreeMap::new(), foot: 0.0 };
    // What stands over all columns makes the first ones shorter.
    let spanning = std::mem::take(&mut composer.spanning);
    let over =
        crate::frame::height(&spanning) + if spanning.is_empty() { 0.0 } else { composer.below_spanning };
    let over = (over / theme.leading).ceil() * theme.leading;
    let first = match (taken > 0.0, spanning.is_empty()) {
        (true, _) => vec![theme.depth - taken],
        (false, true) => Vec::new(),
        (false, false) => vec![theme.depth - over; count],
    };
    let depths = Depths { first, rest: theme.depth, leading: theme.leading };
    let mut columns = paginate::pages(&mut galley, &depths);
    if columns.is_empty() && !spanning.is_empty() {
        // A post of nothing but its title has a page all the same.
        columns.push(Page { from: 0, to: 0, head: None, notes: Vec::new() });
    }
    for (number, boxes) in columns.chunks(count).enumerate() {
        let page = u16::try_from(number).unwrap_or(u16::MAX);
        let mut stage = Stage { number: page, laid: &mut laid, links: Vec::new() };
        let from = if number == 0 { usize::from(composer.marks_before) } else { 0 };
        let mut painter = Painter::new(page, from, Some(&mut composer.tree), used, theme);
        if number == 0 {
            let mut y = theme.top;
            let mut placed = Vec::new();
            for (at, row) in spanning.iter().enumerate() {
                y += if at > 0 { row.before } else { 0.0 };
                placed.push((Cow::Borrowed(row), y));
                y += row.height;
            }
            stage.paint(&placed, 0.0, theme, &mut painter);
        }
        for (at, column) in boxes.iter().enumerate() {
            let index = number * count + at;
            let depth = depths.of(index);
            let top = theme.top + theme.depth - depth;
            let dx = theme.stride() * if composer.rtl { count - 1 - at } else { at } as f32;
            let (placed, text) = place(&galley, column, top, depth, theme);
            stage.paint(&placed, dx, theme, &mut painter);
            stage.laid.foot = placed.last().map_or(0.0, |(row, y)| y + row.height - theme.top);
            if let Some((_, y)) = placed.get(text) {
                let y = y - paginate::NOTES_GAP * 0.45;
                let rule = Ink::Fill { x: theme.left + dx, y, width: 64.0, height: 0.5, colour: theme.grey };
                painter.ink(&rule, 0.0, 0.0);
            }
        }
        let links = stage.links;
        let (stream, marks) = painter.finish();
        laid.pages.push(PageContent { stream: Unended::new(&stream), marks, links });
    }
    laid
}

/// A page in the making, and what can be led to on it.
struct Stage<'l> {
    number: u16,
    laid: &'l mut Laid,
    links: Vec<([f32; 4], NodeId)>,
}

impl Stage<'_> {
    fn paint(&mut self, placed: &[(Cow<'_, Row>, f32)], dx: f32, theme: &Theme, painter: &mut Painter<'_>) {
        bars(placed).iter().for_each(|ink| painter.ink(ink, dx, 0.0));
        for (row, top) in placed {
            row.ink.iter().for_each(|ink| painter.ink(ink, dx, *top));
            for link in &row.links {
                let above = theme.page_height - top - link.y;
                let left = link.x + dx;
                self.links.push(([left, above - link.height, left + link.width, above], link.node));
            }
            for mark in &row.marks {
                match mark {
                    Mark::Place(name) => {
                        self.laid.places.entry(name.clone()).or_insert((self.number, *top));
                    }
                    Mark::Outline(level, title) => {
                        self.laid.outline.push((*level, title.clone(), self.number, *top));
                    }
                }
            }
        }
    }
}

/// The rows of a page or column and the heights of their tops: head, text, notes; and how many there are before the
/// notes.
pub(crate) fn place<'g>(
    galley: &'g Galley,
    page: &Page,
    top: f32,
    depth: f32,
    theme: &Theme,
) -> (Vec<(Cow<'g, Row>, f32)>, usize) {
    let mut out = Vec::new();
    if let Some(head) = page.head.and_then(|head| galley.heads.get(head)) {
        let mut y = top;
        for row in head {
            out.push((Cow::Borrowed(row), y));
            y += row.height;
        }
    }
    let (tops, smaller) = paginate::tops(galley, page, depth, theme.leading);
    for ((row, y), less) in galley.rows[page.from..page.to].iter().zip(tops).zip(smaller) {
        let row = if less > 0.01 { Cow::Owned(row.with_smaller_picture(less)) } else { Cow::Borrowed(row) };
        out.push((row, top + y));
    }
    let text = out.len();
    let mut y = top + depth - paginate::notes_height(galley, &page.notes) + paginate::NOTES_GAP;
    for rows in page.notes.iter().filter_map(|&note| galley.notes.get(note)) {
        for (at, row) in rows.iter().enumerate() {
            if at > 0 {
                y += row.before;
            }
            out.push((Cow::Borrowed(row), y));
            y += row.height;
        }
        y += paginate::NOTE_GAP;
    }
    (out, text)
}

/// The bars of a page's rows; rows that share one make it run on.
fn bars(placed: &[(Cow<'_, Row>, f32)]) -> Vec<Ink> {
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
