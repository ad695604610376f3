//! How CommonMark sees a character beside a delimiter: as white space, as punctuation or as neither.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// A set of the classes that a neighbour may have; more than one where parsers differ.
pub(crate) type Classes = u8;
/// Unicode white space, or the start or end of a line.
pub(crate) const SPACE: Classes = 1;
/// Punctuation.
pub(crate) const PUNCT: Classes = 2;
/// Letters, digits and all else.
pub(crate) const OTHER: Classes = 4;

/// White space beyond ASCII, which is none to readers of mathematics.
pub(crate) const WIDE: Classes = 8;

/// The classes of a character. Symbols (`€`, `→`) are punctuation since CommonMark 0.31 and were not before, so they
/// are both here: what is written must be read alike by old and new parsers.
pub(crate) fn classes(c: char) -> Classes {
    if c.is_ascii() {
        return match c {
            ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c' => SPACE,
            _ if c.is_ascii_punctuation() => PUNCT,
            _ => OTHER,
        };
    }
    if is_wide_space(c) {
        return SPACE | WIDE;
    }
    match c.general_category_group() {
        GeneralCategoryGroup::Punctuation => PUNCT,
        GeneralCategoryGroup::Symbol => PUNCT | OTHER,
        // Some parsers go by a wider notion of white space.
        GeneralCategoryGroup::Separator => SPACE | OTHER,
        _ if c.is_whitespace() => SPACE | OTHER,
        _ => OTHER,
    }
}

/// Unicode's space separators beyond ASCII: kept in text, but white space to a parser.
pub(crate) fn is_wide_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Whether a run between these neighbours is left-flanking (CommonMark §6.2) in every reading.
pub(crate) fn surely_left(before: Classes, after: Classes) -> bool {
    after & SPACE == 0 && (after & PUNCT == 0 || before & OTHER == 0)
}

/// Whether a run between these neighbours is right-flanking in every reading.
pub(crate) fn surely_right(before: Classes, after: Classes) -> bool {
    surely_left(after, before)
}

/// Whether a run between these neighbours is left-flanking in some reading.
pub(crate) fn maybe_left(before: Classes, after: Classes) -> bool {
    after & OTHER != 0 || (after & PUNCT != 0 && before & (SPACE | PUNCT) != 0)
}

/// Whether a run between these neighbours is right-flanking in some reading.
pub(crate) fn maybe_right(before: Classes, after: Classes) -> bool {
    maybe_left(after, before)
}
