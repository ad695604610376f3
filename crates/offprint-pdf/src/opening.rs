//! What the editor puts before the posts: a note, highlights, how posts begin; and before those of a section.

use crate::{
    compose::{Breaking, Column, Composer},
    frame::{KEEP, Mark},
    front,
    line::Stand,
    sheet::text_column,
    tree::{NodeId, Role},
};
use offprint_core::{Block, EditionInfo, Place};

/// The editor's note, under its title.
pub(crate) fn note(composer: &mut Composer<'_>, edition: &EditionInfo, body: &[Block], column: &Column) {
    heading(composer, edition, edition.note_title(), column);
    text(composer, edition, body, "editors-note", column);
}

/// The highlights, as a list that leads to them; `folios` gives the page of each.
pub(crate) fn highlights(
    composer: &mut Composer<'_>,
    edition: &EditionInfo,
    column: &Column,
    folios: &dyn Fn(usize) -> Option<usize>,
) {
    heading(composer, edition, edition.front_words().highlights, column);
    let list = composer.tree.node(0, Role::Toc);
    for &index in edition.front.highlights.iter().filter(|&&index| index < edition.entries.len()) {
        let item = front::entry(composer, edition, index, list, column, folios(index));
        excerpt(composer, edition, index, item, column);
    }
    composer.galley.gap(34.0);
}

/// Blocks of the edition's own; `named` is what messages call them.
pub(crate) fn text(
    composer: &mut Composer<'_>,
    edition: &EditionInfo,
    body: &[Block],
    named: &str,
    column: &Column,
) {
    let theme = composer.theme;
    composer.place = Place::default().within(named);
    composer.levels.clear();
    // Pages of several columns have no measure that a text over all of them could have.
    let measure = if theme.columns == 1 { theme.measure } else { theme.full.min(theme.text * 34.0) };
    let plain = text_column(edition.language.as_str(), edition.direction(), 0, theme);
    let x = if column.rtl { column.x + column.width - measure } else { column.x };
    composer.blocks_to_rows(body, &Column { x, width: measure, ..plain });
}

/// How a post begins, below its title in a list.
pub(crate) fn excerpt(
    composer: &mut Composer<'_>,
    edition: &EditionInfo,
    index: usize,
    item: NodeId,
    column: &Column,
) {
    let entry = &edition.entries[index];
    let Some(excerpt) = &entry.excerpt else { return };
    let language = entry.language.as_ref().unwrap_or(&edition.language);
    let width = column.width - front::NUMBERS;
    let look = Column {
        x: if column.rtl { column.x + front::NUMBERS } else { column.x },
        width,
        stand: Stand::Start,
        size: 9.4,
        leading: 13.0,
        colour: composer.theme.grey,
        language: language.as_str().into(),
        ..column.clone()
    };
    let node = composer.tree.node(item, Role::P);
    let text = composer.plain(excerpt, &look, node);
    composer.galley.keep();
    composer.galley.gap(1.5);
    composer.paragraph(text, &look, Breaking::Ragged);
    composer.galley.gap(6.0);
}

/// The title of a part before the posts, as large as a post's.
pub(crate) fn heading(composer: &mut Composer<'_>, edition: &EditionInfo, title: &str, column: &Column) {
    let look = Column {
        size: composer.theme.title.0,
        leading: composer.theme.title.1,
        family: composer.theme.title_family,
        bold: true,
        stand: Stand::Start,
        ..column.clone()
    };
    let node = composer.tree.node(0, Role::Heading(1));
    let text = composer.plain(title, &look, node);
    let mut rows = composer.paragraph_rows(text, &look, Breaking::Balanced);
    // Beside the sections, or beside the posts where there are none.
    let level = u8::from(edition.sections.iter().all(|section| section.title.is_none()));
    rows.iter_mut().for_each(|row| row.penalty = KEEP);
    if let Some(first) = rows.first_mut() {
        first.marks.push(Mark::Outline(level, title.to_owned()));
    }
    rows.into_iter().for_each(|row| composer.push(row, column));
    composer.galley.after(18.0);
}
