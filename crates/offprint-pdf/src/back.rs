//! Back matter: of each post its author, its date and where it stands on the web; then what is to be said of the whole.

use crate::{
    compose::{Breaking, Column, Composer},
    figures::shown_address,
    fonts::Family,
    frame::{KEEP, Mark},
    front,
    line::Stand,
    sheet::{self, Desk, Sheet},
    text::Style,
    tree::{NodeId, Role, Target},
    wording,
};
use offprint_core::Entry;

/// The faces of the crate and their licence, as a colophon tells them.
const FACES: &str = "Source Serif 4 · Source Sans 3 · Source Code Pro · SIL Open Font License 1.1";
const MAKER: &str = concat!("offprint ", env!("CARGO_PKG_VERSION"));

/// The sources and the colophon.
pub(crate) fn back_matter(desk: Desk<'_>) -> Sheet {
    let (edition, theme) = (desk.edition, desk.theme);
    let mut composer = sheet::composer(desk, Role::Sect);
    let language = edition.language.as_str().to_owned();
    let column = Column { width: theme.full, ..sheet::text_column(&language, edition.direction(), 0, theme) };
    let words = wording::sources(&language);
    let title = front::title_column(&composer, &column);
    let node = composer.tree.node(0, Role::Heading(1));
    let text = composer.plain(words, &title, node);
    let mut rows = composer.paragraph_rows(text, &title, Breaking::Balanced);
    let level = u8::from(edition.sections.iter().all(|section| section.title.is_none()));
    for row in &mut rows {
        row.penalty = KEEP;
    }
    if let Some(first) = rows.first_mut() {
        first.marks.push(Mark::Outline(level, words.to_owned()));
    }
    rows.into_iter().for_each(|row| composer.push(row, &column));
    composer.galley.after(16.0);
    let list = composer.tree.node(0, Role::List);
    for (index, entry) in edition.entries.iter().enumerate() {
        source(&mut composer, index, entry, list, &column);
    }
    colophon(&mut composer, &column);
    front::finished(composer, words, language, column.rtl)
}

/// Title, author and date, address of a post.
fn source(composer: &mut Composer<'_>, index: usize, entry: &Entry, list: NodeId, column: &Column) {
    let item = composer.tree.node(list, Role::Item);
    let body = composer.tree.node(item, Role::Body);
    let language = entry.language.as_ref().unwrap_or(&composer.edition.language).as_str().to_owned();
    let title = if entry.title.is_empty() { &entry.stem } else { &entry.title };
    let look = Column {
        size: composer.theme.text * 0.92,
        leading: composer.theme.leading * 0.92,
        language: language.as_str().into(),
        stand: Stand::Start,
        ..column.clone()
    };
    let uri = entry.link.clone().unwrap_or_default();
    let target = Target::Entry { entry: index, place: None, uri: uri.clone() };
    composer.galley.gap(7.0);
    let paragraph = composer.tree.node(body, Role::P);
    link(composer, title, target, paragraph, &look, Breaking::Listed);
    let small = small(composer, column);
    let date = entry.published.as_ref().map(|date| wording::date(date, &column.language));
    let facts: Vec<String> = entry.author.iter().map(ToString::to_string).chain(date).collect();
    if !facts.is_empty() {
        composer.galley.keep();
        let node = composer.tree.node(body, Role::P);
        let text = composer.plain(&facts.join(" · "), &small, node);
        composer.paragraph(text, &small, Breaking::Ragged);
    }
    if !uri.is_empty() {
        composer.galley.keep();
        let node = composer.tree.node(body, Role::P);
        link(composer, &shown_address(&uri), Target::Uri(uri), node, &small, Breaking::Ragged);
    }
}

/// A line that leads somewhere.
fn link(
    composer: &mut Composer<'_>,
    said: &str,
    target: Target,
    parent: NodeId,
    look: &Column,
    breaking: Breaking,
) {
    let node = composer.tree.node(parent, Role::Link);
    let attributes = composer.tree.attributes(node);
    attributes.target = Some(target);
    attributes.alt = Some(said.to_owned());
    let mut text = composer.plain(said, look, node);
    let colour = composer.link_colour(look.colour);
    text.styles.iter_mut().for_each(|style: &mut Style| {
        (style.link, style.hyphenate, style.colour) = (node, false, colour);
    });
    composer.paragraph(text, look, breaking);
}

/// What is to be said of the whole: rights, publisher and date, faces.
fn colophon(composer: &mut Composer<'_>, column: &Column) {
    let edition = composer.edition;
    composer.galley.gap(26.0);
    let rule = front::accent(composer, column);
    composer.push(rule, column);
    composer.galley.gap(12.0);
    let small = small(composer, column);
    let date = edition.date.as_ref().map(|date| wording::date(date, &column.language));
    let whole: Vec<String> = edition.publisher.iter().cloned().chain(date).collect();
    let english = Column { language: "en".into(), rtl: false, ..small.clone() };
    let said = [
        (edition.title.clone(), &small),
        (whole.join(" · "), &small),
        (edition.rights.clone().unwrap_or_default(), &small),
        (FACES.to_owned(), &english),
        (MAKER.to_owned(), &english),
    ];
    for (line, look) in said.into_iter().filter(|(line, _)| !line.is_empty()) {
        let node = composer.tree.node(0, Role::P);
        let apart = &*look.language != edition.language.as_str();
        composer.tree.attributes(node).language = apart.then(|| look.language.to_string());
        let text = composer.plain(&line, look, node);
        composer.paragraph(text, look, Breaking::Ragged);
        // The colophon stands in one piece.
        composer.galley.keep();
    }
    if let Some(last) = composer.galley.rows.last_mut() {
        last.penalty = 0.0;
    }
}

fn small(composer: &Composer<'_>, column: &Column) -> Column {
    Column {
        family: Family::Sans,
        colour: composer.theme.grey,
        stand: Stand::Start,
        ..column.small(composer.theme)
    }
}
