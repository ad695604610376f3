//! Front matter: the title page and the contents.

use crate::{
    compose::{Breaking, Column, Composer},
    figures::shown_address,
    fonts::{self, Family},
    frame::{Colour, Glyph, Ink, KEEP, Row, TextRun},
    line::Stand,
    opening,
    paint::Used,
    sheet::{self, Desk, Laid, Sheet},
    text::StyledText,
    tree::{ARTIFACT, NodeId, Role, Target},
    wording,
};
use offprint_core::{Block, EditionInfo, Inline, Link};

/// Room for page numbers in the contents.
pub(crate) const NUMBERS: f32 = 34.0;

/// The title page, the editor's note, the highlights and the contents; `folios` gives the page of each entry.
pub(crate) fn front_matter(desk: Desk<'_>, folios: &dyn Fn(usize) -> Option<usize>) -> Sheet {
    let (edition, theme) = (desk.edition, desk.theme);
    let mut composer = sheet::composer(desk, Role::Sect);
    let language = edition.language.as_str().to_owned();
    let column = Column { width: theme.full, ..sheet::text_column(&language, edition.direction(), 0, theme) };
    title_page(&mut composer, edition, &column);
    if let Some(note) = &edition.front.note {
        composer.galley.new_page();
        opening::note(&mut composer, edition, &note.body, &column);
    }
    if edition.entries.len() > 1 {
        composer.galley.new_page();
        if !edition.front.highlights.is_empty() {
            opening::highlights(&mut composer, edition, &column, folios);
        }
        contents(&mut composer, edition, &column, folios);
    }
    finished(composer, &edition.title, language, column.rtl)
}

/// A page that opens a section, with what the editor says of it.
pub(crate) fn section_opener(desk: Desk<'_>, title: &str, introduction: &[Block]) -> Sheet {
    let (edition, theme) = (desk.edition, desk.theme);
    let mut composer = sheet::composer(desk, Role::Sect);
    let language = edition.language.as_str().to_owned();
    let column = Column { width: theme.full, ..sheet::text_column(&language, edition.direction(), 0, theme) };
    composer.push(Row { penalty: KEEP, ..Row::new(theme.depth * 0.3) }, &column);
    let look = Column {
        size: theme.edition_title.0 * 0.85,
        leading: theme.edition_title.1 * 0.85,
        family: theme.title_family,
        bold: true,
        stand: Stand::Start,
        ..column.clone()
    };
    paragraph(&mut composer, title, &look, Role::Heading(1), 0.0);
    composer.galley.gap(18.0);
    composer.push(accent(&composer, &column), &column);
    if !introduction.is_empty() {
        composer.galley.gap(26.0);
        opening::text(&mut composer, edition, introduction, title, &column);
    }
    finished(composer, title, language, column.rtl)
}

/// The short rule under a title.
pub(crate) fn accent(composer: &Composer<'_>, column: &Column) -> Row {
    let mut rule = Row::new(1.6);
    let x = if column.rtl { column.x + column.width - 64.0 } else { column.x };
    rule.ink.push(Ink::Fill { x, y: 0.0, width: 64.0, height: 1.6, colour: composer.theme.accent });
    rule.penalty = KEEP;
    rule
}

/// The pages of what is composed, as a sheet that is no post's.
pub(crate) fn finished(mut composer: Composer<'_>, title: &str, language: String, rtl: bool) -> Sheet {
    let mut used = Used::default();
    composer.columns = 1;
    let Laid { pages, outline, places, .. } = sheet::lay(&mut composer, &mut used, 0.0);
    Sheet {
        position: usize::MAX,
        title: title.to_owned(),
        rtl,
        language,
        authors: Vec::new(),
        pages,
        tree: composer.tree,
        outline,
        places,
        used,
        diagnostics: std::mem::take(&mut composer.diagnostics),
        featured: None,
        galley: None,
    }
}

fn title_page(composer: &mut Composer<'_>, edition: &EditionInfo, column: &Column) {
    composer.push(Row { penalty: KEEP, ..Row::new(150.0) }, column);
    let title = Column {
        size: composer.theme.edition_title.0,
        leading: composer.theme.edition_title.1,
        family: composer.theme.title_family,
        bold: true,
        stand: Stand::Start,
        ..column.clone()
    };
    paragraph(composer, &edition.title, &title, Role::Heading(1), 0.0);
    if let Some(subtitle) = &edition.subtitle {
        let look = Column { size: 16.0, leading: 22.0, italic: true, stand: Stand::Start, ..column.clone() };
        paragraph(composer, subtitle, &look, Role::P, 10.0);
    }
    composer.galley.gap(20.0);
    let rule = accent(composer, column);
    composer.push(rule, column);
    let small = Column {
        family: Family::Sans,
        size: 10.6,
        leading: 15.0,
        colour: composer.theme.grey,
        stand: Stand::Start,
        ..column.clone()
    };
    if let Some(publisher) = &edition.publisher {
        paragraph(composer, publisher, &small, Role::P, 18.0);
    }
    if let Some(date) = &edition.date {
        paragraph(composer, &wording::date(date, edition.language.as_str()), &small, Role::P, 3.0);
    }
    if let Some(site) = &edition.site_url {
        composer.galley.gap(3.0);
        let node = composer.tree.node(0, Role::P);
        let link = Link { url: site.clone(), title: None, content: vec![Inline::Text(shown_address(site))] };
        let text = composer.inlines_to_text(&[Inline::Link(link)], &small, node);
        composer.paragraph(text, &small, Breaking::Ragged);
    }
}

/// The column of a title such as a post's.
pub(crate) fn title_column(composer: &Composer<'_>, column: &Column) -> Column {
    Column {
        size: composer.theme.title.0,
        leading: composer.theme.title.1,
        family: composer.theme.title_family,
        bold: true,
        stand: Stand::Start,
        ..column.clone()
    }
}

fn paragraph(composer: &mut Composer<'_>, said: &str, look: &Column, role: Role, above: f32) {
    composer.galley.gap(above);
    let node = composer.tree.node(0, role);
    let text = composer.plain(said, look, node);
    composer.paragraph(text, look, Breaking::Balanced);
    composer.galley.keep();
}

fn contents(
    composer: &mut Composer<'_>,
    edition: &EditionInfo,
    column: &Column,
    folios: &dyn Fn(usize) -> Option<usize>,
) {
    let words = wording::words(edition.language.as_str());
    opening::heading(composer, edition, words.contents, column);
    let list = composer.tree.node(0, Role::Toc);
    let listed = |index: usize, parent: NodeId, composer: &mut Composer<'_>| {
        let item = entry(composer, edition, index, parent, column, folios(index));
        if edition.front.excerpts {
            opening::excerpt(composer, edition, index, item, column);
        }
    };
    let mut next = 0;
    for section in &edition.sections {
        let mut parent = list;
        if let Some(title) = &section.title {
            let item = composer.tree.node(list, Role::TocItem);
            let look = Column {
                family: Family::Sans,
                bold: true,
                size: 11.0,
                leading: 15.0,
                stand: Stand::Start,
                ..column.clone()
            };
            let node = composer.tree.node(item, Role::P);
            let text = composer.plain(title, &look, node);
            composer.galley.gap(12.0);
            composer.paragraph(text, &look, Breaking::Balanced);
            composer.galley.keep();
            composer.galley.gap(5.0);
            parent = composer.tree.node(item, Role::Toc);
        }
        for index in next..(next + section.posts).min(edition.entries.len()) {
            listed(index, parent, composer);
        }
        // Posts of other sections that belong to this one as well.
        for &index in section.references.iter().filter(|&&index| index < edition.entries.len()) {
            entry(composer, edition, index, parent, column, folios(index));
        }
        next += section.posts;
    }
    for index in next..edition.entries.len() {
        listed(index, list, composer);
    }
}

/// A line of the contents: title, leader, page. Its node in the list.
pub(crate) fn entry(
    composer: &mut Composer<'_>,
    edition: &EditionInfo,
    index: usize,
    list: NodeId,
    column: &Column,
    folio: Option<usize>,
) -> NodeId {
    let entry = &edition.entries[index];
    let item = composer.tree.node(list, Role::TocItem);
    let reference = composer.tree.node(item, Role::Reference);
    let node = composer.tree.node(reference, Role::Link);
    let attributes = composer.tree.attributes(node);
    attributes.target =
        Some(Target::Entry { entry: index, place: None, uri: entry.link.clone().unwrap_or_default() });
    attributes.alt = Some(entry.title.clone());
    let language = entry.language.as_ref().unwrap_or(&edition.language);
    let text_x = if column.rtl { column.x + NUMBERS } else { column.x };
    let look = Column {
        x: text_x,
        width: column.width - NUMBERS,
        stand: Stand::Start,
        size: 10.8,
        leading: 14.6,
        language: language.as_str().into(),
        ..column.clone()
    };
    let title = if entry.title.is_empty() { &entry.stem } else { &entry.title };
    let slot = composer.slot(node);
    let style = crate::text::Style { link: node, hyphenate: false, ..look.style(slot) };
    let mut text = StyledText { rtl: column.rtl, ..StyledText::default() };
    text.push(title, &style);
    let mut rows = composer.paragraph_rows(text, &look, Breaking::Listed);
    if let (Some(last), Some(folio)) = (rows.last_mut(), folio) {
        number(composer, last, folio, column, &look, &style);
    }
    composer.galley.gap(4.4);
    let count = rows.len();
    for (at, mut row) in rows.into_iter().enumerate() {
        row.penalty = if at + 1 < count { KEEP } else { 0.0 };
        composer.push(row, column);
    }
    item
}

fn number(
    composer: &mut Composer<'_>,
    row: &mut Row,
    folio: usize,
    column: &Column,
    look: &Column,
    style: &crate::text::Style,
) {
    let mut text = StyledText::default();
    text.push(&folio.to_string(), style);
    let stand = if column.rtl { Stand::Left } else { Stand::Right };
    let place = Column { x: column.x, width: column.width, stand, rtl: false, ..look.clone() };
    let Some(number) = composer.paragraph_rows(text, &place, Breaking::Ragged).into_iter().next() else {
        return;
    };
    let width = number.links.first().map_or(0.0, |link| link.width);
    let edges = row.links.iter().fold((f32::INFINITY, 0.0_f32), |edges, link| {
        (edges.0.min(link.x), edges.1.max(link.x + link.width))
    });
    let (from, to) = if column.rtl {
        (column.x + width + 5.0, edges.0 - 5.0)
    } else {
        (edges.1 + 5.0, column.x + column.width - width - 5.0)
    };
    row.ink.extend(leader(from, to, &number, look, composer.theme.rule));
    row.ink.extend(number.ink);
    row.links.extend(number.links);
}

/// Dots on the baseline of a row; those of all rows stand below one another.
fn leader(from: f32, to: f32, row: &Row, look: &Column, colour: Colour) -> Option<Ink> {
    const STEP: f32 = 5.2;
    let face = fonts::face_of(Family::Serif, false, false);
    let y = row.ink.iter().find_map(|ink| if let Ink::Text(run) = ink { Some(run.y) } else { None })?;
    let first = (from / STEP).ceil() * STEP;
    let count = ((to - first) / STEP).floor();
    let id = face.glyph('.')?;
    if count < 2.0 {
        return None;
    }
    Some(Ink::Text(TextRun {
        face,
        size: look.size * 0.9,
        thicken: false,
        stretch: 1.0,
        tracking: 0.0,
        colour,
        slot: ARTIFACT,
        x: first,
        y,
        actual: None,
        glyphs: vec![Glyph { id, advance: STEP, dx: 0.0, dy: 0.0 }; count as usize],
    }))
}
