//! Furniture: running heads and folios, which belong to no post and are read by nobody twice.

use crate::{
    compose::Column,
    fit,
    fonts::Family,
    frame::Ink,
    line::{self, Stand},
    paint::{Painter, Used},
    shape,
    sheet::text_column,
    text::StyledText,
    theme,
    tree::ARTIFACT,
};
use offprint_core::Direction;

/// What the heads of a post's pages say.
pub(crate) struct Heads<'a> {
    /// The edition's title; empty in an edition of one post.
    pub(crate) edition: &'a str,
    /// The post's title.
    pub(crate) post: &'a str,
    /// BCP 47.
    pub(crate) language: &'a str,
    pub(crate) rtl: bool,
    pub(crate) system_fonts: bool,
}

/// The furniture of pages, of which the first has no head; `folio` is the number of the first.
pub(crate) fn pages(heads: &Heads<'_>, count: usize, folio: usize) -> Vec<(Vec<u8>, Used)> {
    let direction = if heads.rtl { Direction::Rtl } else { Direction::Ltr };
    let column = Column {
        family: Family::Sans,
        size: theme::FURNITURE,
        leading: theme::FURNITURE,
        colour: theme::GREY,
        ..text_column(heads.language, direction, 0)
    };
    let mut head: Vec<Ink> = Vec::new();
    if count > 1 {
        let wide = if heads.edition.is_empty() { 1.0 } else { 0.6 };
        let post = cut(heads.post, theme::MEASURE * wide);
        let (side, other) = if heads.rtl { (Stand::Left, Stand::Right) } else { (Stand::Right, Stand::Left) };
        set(&post, &column, side, theme::HEAD, heads.system_fonts, &mut head);
        set(
            &cut(heads.edition, theme::MEASURE * 0.36),
            &column,
            other,
            theme::HEAD,
            heads.system_fonts,
            &mut head,
        );
        let rule = Ink::Fill {
            x: theme::LEFT,
            y: theme::HEAD + 6.0,
            width: theme::MEASURE,
            height: 0.4,
            colour: theme::RULE,
        };
        head.push(rule);
    }
    let number = |at: usize| {
        let mut used = Used::default();
        let mut painter = Painter::new(0, None, &mut used);
        if at > 0 {
            head.iter().for_each(|ink| painter.ink(ink, 0.0));
        }
        let mut ink = Vec::new();
        let plain = Column { rtl: false, size: theme::FURNITURE + 0.8, ..column.clone() };
        set(&(folio + at).to_string(), &plain, Stand::Center, theme::FOLIO, false, &mut ink);
        ink.iter().for_each(|ink| painter.ink(ink, 0.0));
        let (stream, _) = painter.finish();
        (stream, used)
    };
    (0..count).map(number).collect()
}

/// One line of text at a height of the page.
fn set(said: &str, column: &Column, stand: Stand, y: f32, system_fonts: bool, ink: &mut Vec<Ink>) {
    let mut text = StyledText { rtl: column.rtl, ..StyledText::default() };
    text.push(said, &column.style(ARTIFACT));
    if text.text.is_empty() {
        return;
    }
    let mut shaped = shape::shape(text, system_fonts);
    let Some(line) = fit::ragged(&mut shaped, 10_000.0).into_iter().next() else { return };
    // Ink of its own: what stands on the same baseline is not to be taken for one line.
    let mut own = Vec::new();
    line::set(&shaped, &line, (column.x, y, column.width), stand, &mut own, &mut Vec::new());
    ink.append(&mut own);
}

/// A title that is as long as a head has room for.
fn cut(title: &str, room: f32) -> String {
    let face = crate::fonts::face_of(Family::Sans, false, false);
    let wide =
        |c: char| face.glyph(c).map_or(theme::FURNITURE, |glyph| face.advance(glyph, theme::FURNITURE));
    let whole: f32 = title.chars().map(wide).sum();
    if whole <= room {
        return title.to_owned();
    }
    let mut sum = wide('…');
    let mut out = String::new();
    for c in title.chars() {
        sum += wide(c);
        if sum > room {
            break;
        }
        out.push(c);
    }
    // Whole words, unless the script has no spaces.
    if let Some(space) = out.rfind(' ').filter(|&space| space > out.len() / 2) {
        out.truncate(space);
    }
    format!("{}…", out.trim_end_matches([' ', ',', ':', ';', '–', '—', '-']))
}
