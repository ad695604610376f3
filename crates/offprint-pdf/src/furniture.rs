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
    theme::Theme,
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
    pub(crate) theme: &'a Theme,
}

/// The furniture of a post's pages, as content that is not deflated yet.
#[derive(Default)]
pub(crate) struct Furniture {
    /// What stands at the head of all pages but the first: the edition's title and the rule, which other posts may have
    /// just so, and the post's title.
    pub(crate) heads: Vec<Vec<u8>>,
    /// The folio of each page.
    pub(crate) folios: Vec<Vec<u8>>,
    pub(crate) used: Used,
}

/// The furniture of pages, of which the first has no head; `folio` is the number of the first.
pub(crate) fn pages(heads: &Heads<'_>, count: usize, folio: usize) -> Furniture {
    let theme = heads.theme;
    let direction = if heads.rtl { Direction::Rtl } else { Direction::Ltr };
    let column = Column {
        family: Family::Sans,
        size: theme.furniture,
        leading: theme.furniture,
        colour: theme.grey,
        width: theme.full,
        ..text_column(heads.language, direction, 0, theme)
    };
    let mut furniture = Furniture::default();
    let mut stream = |ink: &[Ink]| {
        let mut painter = Painter::new(0, 0, None, &mut furniture.used, theme);
        ink.iter().for_each(|ink| painter.ink(ink, 0.0, 0.0));
        painter.finish().0
    };
    if count > 1 {
        let (side, other) = if heads.rtl { (Stand::Left, Stand::Right) } else { (Stand::Right, Stand::Left) };
        let head = |said: &str, wide: f32, stand: Stand| {
            set(
                &cut(said, theme.full * wide, theme.furniture),
                &column,
                stand,
                theme.head,
                heads.system_fonts,
            )
        };
        let mut edition = head(heads.edition, 0.36, other);
        edition.push(Ink::Fill {
            x: theme.left,
            y: theme.head + 6.0,
            width: theme.full,
            height: 0.4,
            colour: theme.rule,
        });
        let wide = if heads.edition.is_empty() { 1.0 } else { 0.6 };
        furniture.heads = vec![stream(&edition), stream(&head(heads.post, wide, side))];
    }
    let marks = crop_marks(theme);
    let plain = Column { rtl: false, size: theme.furniture + 0.8, ..column.clone() };
    let number = |at: usize| {
        let mut ink = marks.clone();
        ink.extend(set(&(folio + at).to_string(), &plain, Stand::Center, theme.folio, false));
        stream(&ink)
    };
    furniture.folios = (0..count).map(number).collect();
    furniture
}

/// Where the page is to be cut: two strokes at each corner, beyond the bleed.
fn crop_marks(theme: &Theme) -> Vec<Ink> {
    const LENGTH: f32 = 18.0;
    const LINE: f32 = 0.25;
    let Some(bleed) = theme.bleed else { return Vec::new() };
    let (width, height) = (theme.page_width, theme.page_height);
    let colour = [0; 3];
    let mut marks = Vec::new();
    for (edge, beyond) in [(0.0, -bleed - 3.0 - LENGTH), (width, width + bleed + 3.0)] {
        for y in [0.0, height] {
            marks.push(Ink::Fill { x: beyond, y: y - LINE / 2.0, width: LENGTH, height: LINE, colour });
        }
        for y in [-bleed - 3.0 - LENGTH, height + bleed + 3.0] {
            marks.push(Ink::Fill { x: edge - LINE / 2.0, y, width: LINE, height: LENGTH, colour });
        }
    }
    marks
}

/// One line of text at a height of the page.
fn set(said: &str, column: &Column, stand: Stand, y: f32, system_fonts: bool) -> Vec<Ink> {
    let mut ink = Vec::new();
    let mut text = StyledText { rtl: column.rtl, ..StyledText::default() };
    text.push(said, &column.style(ARTIFACT));
    if text.text.is_empty() {
        return ink;
    }
    let mut shaped = shape::shape(text, system_fonts);
    if let Some(line) = fit::ragged(&mut shaped, 10_000.0).into_iter().next() {
        line::set(&shaped, &line, (column.x, y, column.width), stand, &mut ink, &mut Vec::new());
    }
    ink
}

/// A title that is as long as a head has room for.
fn cut(title: &str, room: f32, size: f32) -> String {
    let face = crate::fonts::face_of(Family::Sans, false, false);
    let wide = |c: char| face.glyph(c).map_or(size, |glyph| face.advance(glyph, size));
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
