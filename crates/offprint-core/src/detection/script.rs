//! Scripts that identify a language.

use crate::model::{Direction, Language};

/// A script, or a family of scripts that languages mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    /// Han, kana and Hangul.
    Cjk,
    Devanagari,
    Bengali,
    Gurmukhi,
    Gujarati,
    Oriya,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Thai,
    Lao,
    Tibetan,
    Myanmar,
    Khmer,
    Georgian,
    Armenian,
    Ethiopic,
    Thaana,
}

/// How many scripts there are.
pub(super) const COUNT: usize = Script::Thaana as usize + 1;

impl Script {
    /// The script of a letter or of a mark that belongs to one; `None` for all else.
    pub(super) fn of_letter(c: char) -> Option<Self> {
        Some(match c {
            'A'..='Z' | 'a'..='z' => Self::Latin,
            '\0'..='\u{bf}' | '×' | '÷' => return None,
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{531}'..='\u{58f}' => Self::Armenian,
            '\u{591}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Self::Hebrew,
            '\u{620}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}' => Self::Arabic,
            '\u{780}'..='\u{7bf}' => Self::Thaana,
            '\u{900}'..='\u{97f}' => Self::Devanagari,
            '\u{980}'..='\u{9ff}' => Self::Bengali,
            '\u{a00}'..='\u{a7f}' => Self::Gurmukhi,
            '\u{a80}'..='\u{aff}' => Self::Gujarati,
            '\u{b00}'..='\u{b7f}' => Self::Oriya,
            '\u{b80}'..='\u{bff}' => Self::Tamil,
            '\u{c00}'..='\u{c7f}' => Self::Telugu,
            '\u{c80}'..='\u{cff}' => Self::Kannada,
            '\u{d00}'..='\u{d7f}' => Self::Malayalam,
            '\u{d80}'..='\u{dff}' => Self::Sinhala,
            '\u{e01}'..='\u{e4e}' => Self::Thai,
            '\u{e80}'..='\u{eff}' => Self::Lao,
            '\u{f40}'..='\u{fbc}' => Self::Tibetan,
            '\u{1000}'..='\u{109f}' => Self::Myanmar,
            '\u{10a0}'..='\u{10ff}' | '\u{1c90}'..='\u{1cbf}' => Self::Georgian,
            '\u{1200}'..='\u{139f}' => Self::Ethiopic,
            '\u{1780}'..='\u{17ff}' => Self::Khmer,
            '\u{1100}'..='\u{11ff}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3041}'..='\u{318f}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{323af}' => Self::Cjk,
            _ => return None,
        })
    }

    /// The language that alone uses the script, or the one that far most texts in it are of.
    pub(super) fn language(self) -> Option<&'static str> {
        Some(match self {
            Self::Greek => "el",
            Self::Hebrew => "he",
            Self::Arabic => "ar",
            Self::Devanagari => "hi",
            Self::Bengali => "bn",
            Self::Gurmukhi => "pa",
            Self::Gujarati => "gu",
            Self::Oriya => "or",
            Self::Tamil => "ta",
            Self::Telugu => "te",
            Self::Kannada => "kn",
            Self::Malayalam => "ml",
            Self::Sinhala => "si",
            Self::Thai => "th",
            Self::Lao => "lo",
            Self::Tibetan => "bo",
            Self::Myanmar => "my",
            Self::Khmer => "km",
            Self::Georgian => "ka",
            Self::Armenian => "hy",
            Self::Ethiopic => "am",
            Self::Thaana => "dv",
            Self::Latin | Self::Cyrillic | Self::Cjk => return None,
        })
    }

    /// The script that a language is written in; `None` when it has several or is not known here.
    pub(super) fn of_language(language: &Language) -> Option<Self> {
        let subtag = language.as_str().split('-').skip(1).find(|part| part.len() == 4);
        if let Some(subtag) = subtag {
            return Some(match subtag {
                "Latn" => Self::Latin,
                "Cyrl" => Self::Cyrillic,
                "Grek" => Self::Greek,
                "Hebr" => Self::Hebrew,
                "Arab" => Self::Arabic,
                "Hans" | "Hant" | "Hani" | "Jpan" | "Kore" | "Hang" | "Hira" | "Kana" => Self::Cjk,
                "Deva" => Self::Devanagari,
                _ => return None,
            });
        }
        let primary = language.primary();
        let is_one_of = |list: &str| list.split(' ').any(|known| known == primary);
        Some(match primary {
            "el" => Self::Greek,
            "he" | "iw" | "yi" | "ji" => Self::Hebrew,
            "ja" | "ko" | "zh" | "yue" => Self::Cjk,
            _ if is_one_of(LATIN) => Self::Latin,
            _ if is_one_of("ru uk be bg mk ky tt ba cv") => Self::Cyrillic,
            _ if is_one_of("ar fa ur ps ckb ug azb arz ary") => Self::Arabic,
            _ if is_one_of("hi mr ne sa mai bho") => Self::Devanagari,
            "bn" | "as" => Self::Bengali,
            "gu" => Self::Gujarati,
            "or" => Self::Oriya,
            "ta" => Self::Tamil,
            "te" => Self::Telugu,
            "kn" => Self::Kannada,
            "ml" => Self::Malayalam,
            "si" => Self::Sinhala,
            "th" => Self::Thai,
            "lo" => Self::Lao,
            "bo" | "dz" => Self::Tibetan,
            "my" => Self::Myanmar,
            "km" => Self::Khmer,
            "ka" => Self::Georgian,
            "hy" => Self::Armenian,
            "am" | "ti" => Self::Ethiopic,
            "dv" => Self::Thaana,
            _ => return None,
        })
    }
}

/// Languages that are written in Latin letters alone.
const LATIN: &str = "en de fr es pt it nl ca da nb nn no sv fi et lv lt pl cs sk sl hr hu ro tr vi id ms tl la eu gl ga \
                     cy is sq af eo mt lb br oc fy fo gd sw so zu xh st tn yo ig rw mg ht haw mi sm to qu gn ay rm fur \
                     sc co ast an wa hsb dsb szl kl se";

/// Whether words are written without spaces between them.
pub(super) fn has_no_spaces(script: Script) -> bool {
    matches!(script, Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar | Script::Tibetan)
}

/// Whether a language that can be detected is written from right to left.
pub(super) fn is_right_to_left(tag: &str) -> bool {
    Language::parse(tag).is_some_and(|language| language.direction() == Direction::Rtl)
}
