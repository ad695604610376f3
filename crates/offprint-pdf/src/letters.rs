//! Letters and digits that Unicode has for formulas (U+1D400 to U+1D7FF), and that people write whole words with: no
//! built-in face with TrueType outlines has them, but for a few, and those of the text's own faces look the same.

use crate::{
    fonts::{self, Family},
    text::Style,
};

/// How a plain letter looks like the one of formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    bold: bool,
    italic: bool,
    family: Option<Family>,
}

impl Look {
    /// This style, with the look.
    pub(crate) fn of(self, style: &Style) -> Style {
        let family = self.family.unwrap_or(style.family);
        Style {
            family,
            bold: style.bold || self.bold,
            italic: style.italic || self.italic,
            hyphenate: false,
            ..style.clone()
        }
    }
}

/// The plain letter or digit for this character of formulas, if no built-in face has its own.
pub(crate) fn plain(c: char) -> Option<(char, Look)> {
    // Bold, italic and family of the alphabets, each 26 capitals and 26 small letters, in the order of Unicode.
    const ALPHABETS: [(bool, bool, Option<Family>); 13] = [
        (true, false, None),
        (false, true, None),
        (true, true, None),
        // Script, Fraktur and double-struck.
        (false, true, None),
        (true, true, None),
        (false, false, None),
        (true, false, None),
        (true, false, None),
        (false, false, Some(Family::Sans)),
        (true, false, Some(Family::Sans)),
        (false, true, Some(Family::Sans)),
        (true, true, Some(Family::Sans)),
        (false, false, Some(Family::Mono)),
    ];
    const DIGITS: [(bool, Option<Family>); 5] = [
        (true, None),
        (true, None),
        (false, Some(Family::Sans)),
        (true, Some(Family::Sans)),
        (false, Some(Family::Mono)),
    ];
    let code = u32::from(c);
    let (plain, bold, italic, family) = match code {
        0x1d400..=0x1d6a3 => {
            let (alphabet, letter) = ((code - 0x1d400) / 52, (code - 0x1d400) % 52);
            let (bold, italic, family) = ALPHABETS[alphabet as usize];
            let first = if letter < 26 { u32::from('A') } else { u32::from('a') - 26 };
            (first + letter, bold, italic, family)
        }
        0x1d7ce..=0x1d7ff => {
            let (bold, family) = DIGITS[((code - 0x1d7ce) / 10) as usize];
            (u32::from('0') + (code - 0x1d7ce) % 10, bold, false, family)
        }
        _ => return None,
    };
    let has_own = fonts::fallbacks(false, false).any(|face| face.glyph(c).is_some());
    let look = Look { bold, italic, family };
    char::from_u32(plain).filter(|_| !has_own).map(|plain| (plain, look))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_formulas_are_plain_ones_that_look_like_them() {
        let plain = |c| plain(c).map(|(plain, look)| (plain, look.bold, look.italic, look.family));
        assert_eq!(plain('𝐀'), Some(('A', true, false, None)));
        assert_eq!(plain('𝑀'), Some(('M', false, true, None)));
        assert_eq!(plain('𝗯'), Some(('b', true, false, Some(Family::Sans))));
        assert_eq!(plain('𝚣'), Some(('z', false, false, Some(Family::Mono))));
        assert_eq!(plain('𝟗'), Some(('9', true, false, None)));
        assert_eq!((plain('A'), plain('𝛑')), (None, None));
    }
}
