//! Sizes, spaces and colours. Lengths are in points.

use crate::frame::Colour;

/// A4 (ISO 216).
pub(crate) const PAGE_WIDTH: f32 = 595.28;
/// A4 (ISO 216).
pub(crate) const PAGE_HEIGHT: f32 = 841.89;
/// Left edge of the text: a line of the measure holds 60 to 72 characters.
pub(crate) const LEFT: f32 = 116.0;
/// The measure.
pub(crate) const MEASURE: f32 = PAGE_WIDTH - 2.0 * LEFT;
/// Top edge of the text.
pub(crate) const TOP: f32 = 92.0;
/// Height of the text.
pub(crate) const DEPTH: f32 = 41.0 * LEADING;
/// Baseline of the running head.
pub(crate) const HEAD: f32 = 62.0;
/// Baseline of the folio.
pub(crate) const FOLIO: f32 = TOP + DEPTH + 38.0;

/// Running text.
pub(crate) const TEXT: f32 = 11.4;
/// Distance of its baselines.
pub(crate) const LEADING: f32 = 15.6;
/// Between paragraphs.
pub(crate) const PARAGRAPH: f32 = 7.0;
/// Around lists, quotations, tables.
pub(crate) const BLOCK: f32 = 10.0;
/// Around figures.
pub(crate) const FIGURE: f32 = 14.0;
/// Notes, captions.
pub(crate) const SMALL: f32 = 9.2;
/// Distance of their baselines.
pub(crate) const SMALL_LEADING: f32 = 12.4;
/// Program text.
pub(crate) const CODE: f32 = 8.8;
/// Distance of its baselines.
pub(crate) const CODE_LEADING: f32 = 12.2;
/// Tables.
pub(crate) const TABLE: f32 = 9.4;
/// Distance of their baselines.
pub(crate) const TABLE_LEADING: f32 = 12.6;
/// Running heads and folios.
pub(crate) const FURNITURE: f32 = 8.2;
/// How far lists and quotations stand in.
pub(crate) const INDENT: f32 = 18.0;

/// A post's title.
pub(crate) const TITLE: (f32, f32) = (23.0, 27.5);
/// The edition's title.
pub(crate) const EDITION_TITLE: (f32, f32) = (34.0, 40.0);

/// Size, leading, space above and below of the headings within a post, from the second level of the page on.
pub(crate) fn heading(level: u8) -> (f32, f32, f32, f32) {
    match level {
        0..=2 => (15.5, 19.5, 22.0, 6.0),
        3 => (13.0, 17.0, 18.0, 5.0),
        4 => (11.6, 15.6, 15.0, 4.0),
        _ => (10.6, 15.0, 13.0, 3.0),
    }
}

/// Text.
pub(crate) const INK: Colour = [0x1a, 0x1a, 0x1a];
/// Bylines, captions, furniture.
pub(crate) const GREY: Colour = [0x59, 0x59, 0x59];
/// Links: dark enough to be read as text (WCAG 2.2 §1.4.3), blue enough to be seen.
pub(crate) const LINK: Colour = [0x12, 0x4b, 0x8c];
/// Rules.
pub(crate) const RULE: Colour = [0xb0, 0xb0, 0xb0];
/// Behind code and the like.
pub(crate) const SHADE: Colour = [0xf4, 0xf4, 0xf2];
/// Behind marked text.
pub(crate) const MARKED: Colour = [0xff, 0xf1, 0xa8];
