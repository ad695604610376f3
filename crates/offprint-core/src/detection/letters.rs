//! How often letters occur, and the languages that are known by their letters alone.

use super::script::{COUNT, Script};

/// The letters of a text, by script.
#[derive(Debug, Default)]
pub(super) struct Letters {
    /// By [`Script`]; a letter of CJK weighs two or three of an alphabet, for it says as much.
    weights: [u32; COUNT],
    kana: u32,
    /// Kana between quotation marks or brackets, which may be the names that a Chinese text gives.
    quoted_kana: u32,
    han: u32,
    hangul: u32,
    /// Han characters that only GB 2312 has, and that only Big5 has.
    simplified: u32,
    traditional: u32,
    /// Han characters of Chinese that Japanese (JIS X 0208) does not have, and those that Japanese alone has.
    chinese: u32,
    japanese: u32,
    /// Letters that tell languages apart, by [`Mark`].
    marks: [u32; MARKS],
}

/// Groups of letters that tell languages of one script apart.
#[derive(Debug, Clone, Copy)]
enum Mark {
    Persian,
    /// Of Persian's letters, those that Arabic keyboards cannot stand in for.
    PersianAlone,
    Urdu,
    Pashto,
    Kurdish,
    Sindhi,
    Uyghur,
    Marathi,
    Assamese,
    Yiddish,
    Ayin,
    /// Cyrillic letters of languages that cannot be detected: Kazakh, Tajik, Mongolian…
    OtherCyrillic,
    /// Latin letters of languages that cannot be detected: Icelandic, Azerbaijani, Esperanto, Maltese…
    OtherLatin,
    /// `ë`, which is frequent in Albanian alone.
    Albanian,
}

const MARKS: usize = Mark::Albanian as usize + 1;

fn mark(c: char) -> Option<Mark> {
    Some(match c {
        'پ' | 'چ' | 'ژ' | 'گ' => Mark::PersianAlone,
        'ک' | 'ی' => Mark::Persian,
        'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' | 'ہ' | 'ھ' => Mark::Urdu,
        'ټ' | 'ډ' | 'ړ' | 'ږ' | 'ښ' | 'ګ' | 'ڼ' | 'ۍ' | 'ځ' | 'څ' => Mark::Pashto,
        'ڕ' | 'ڵ' | 'ۆ' | 'ێ' => Mark::Kurdish,
        'ڻ' | 'ڪ' | 'ٿ' | 'ڀ' | 'ڄ' | 'ڃ' | 'ڏ' | 'ٽ' | 'ڊ' => Mark::Sindhi,
        'ۇ' | 'ۈ' | 'ۋ' | 'ڭ' => Mark::Uyghur,
        'ळ' => Mark::Marathi,
        'ৰ' | 'ৱ' => Mark::Assamese,
        'װ' | 'ױ' | 'ײ' | '\u{fb1d}' | '\u{fb1f}' | '\u{fb2e}' | '\u{fb2f}' => Mark::Yiddish,
        'ע' => Mark::Ayin,
        'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'ҳ' | 'ҷ' | 'ӣ' | 'ӯ' | 'ӑ' | 'ӗ' | 'ҫ' | 'ҙ'
        | 'ҡ' | 'ӏ' => Mark::OtherCyrillic,
        'þ' | 'ð' | 'ə' | 'ħ' | 'ŵ' | 'ŷ' | 'ĉ' | 'ĝ' | 'ĵ' | 'ŝ' | 'ŭ' | 'ɓ' | 'ɗ' | 'ƙ' | 'ɛ' | 'ɔ'
        | 'ŋ' | 'ǁ' => Mark::OtherLatin,
        'ë' => Mark::Albanian,
        _ => return None,
    })
}

impl Letters {
    pub(super) fn count(text: &str) -> Self {
        let mut letters = Self::default();
        // What ends the quotation; a paragraph ends it too, for its mark may be missing.
        let mut quoted_until = None;
        for c in text.chars() {
            if c == '\n' || quoted_until == Some(c) {
                quoted_until = None;
            } else if quoted_until.is_none() {
                quoted_until = closing(c);
            }
            if c.is_ascii() {
                letters.weights[Script::Latin as usize] += u32::from(c.is_ascii_alphabetic());
                continue;
            }
            if let Some(script) = Script::of_letter(c) {
                letters.letter(c, script, quoted_until.is_some());
            }
        }
        letters
    }

    fn letter(&mut self, c: char, script: Script, is_quoted: bool) {
        let weight = match (script, c) {
            (Script::Cjk, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}') => {
                self.hangul += 1;
                2
            }
            (Script::Cjk, '\u{3041}'..='\u{312f}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}') => {
                if is_quoted {
                    self.quoted_kana += 1;
                } else {
                    self.kana += 1;
                }
                3
            }
            (Script::Cjk, _) => {
                self.han += 1;
                let (gb2312, big5, jis) = encodings(c);
                self.simplified += u32::from(gb2312 && !big5);
                self.traditional += u32::from(big5 && !gb2312);
                self.chinese += u32::from((gb2312 || big5) && !jis);
                self.japanese += u32::from(jis && !gb2312 && !big5);
                3
            }
            _ => {
                if let Some(mark) = mark(c) {
                    self.marks[mark as usize] += 1;
                }
                1
            }
        };
        self.weights[script as usize] += weight;
    }

    fn weight(&self, script: Script) -> u32 {
        self.weights[script as usize]
    }

    fn all(&self) -> u32 {
        self.weights.iter().sum()
    }

    /// The script's part of all letters.
    pub(super) fn share(&self, script: Script) -> f64 {
        f64::from(self.weight(script)) / f64::from(self.all().max(1))
    }

    /// The script of more than two thirds of the letters.
    pub(super) fn leading(&self) -> Option<Script> {
        SCRIPTS.into_iter().find(|&script| self.share(script) > 2.0 / 3.0)
    }

    /// Whether the letters of this group are at least a `per_mille` of their script's.
    fn has(&self, mark: Mark, script: Script, per_mille: u32) -> bool {
        let count = u64::from(self.marks[mark as usize]);
        count > 0 && count * 1_000 >= u64::from(self.weight(script)) * u64::from(per_mille)
    }

    /// Whether a language is written here that shares its script with detectable ones but is none of them.
    pub(super) fn are_of_other_languages(&self, script: Script) -> bool {
        match script {
            Script::Cyrillic => self.has(Mark::OtherCyrillic, script, 10),
            _ => self.has(Mark::OtherLatin, script, 5) || self.has(Mark::Albanian, script, 25),
        }
    }

    /// The language that the script and its letters tell; `None` for Latin and Cyrillic texts, and where no script has
    /// most letters.
    pub(super) fn language(&self, text: &str) -> Option<&'static str> {
        if self.share(Script::Cjk) > 0.5 {
            return self.cjk();
        }
        let script = SCRIPTS.into_iter().find(|&script| self.share(script) > 0.5)?;
        Some(match script {
            Script::Arabic => self.arabic(text)?,
            Script::Hebrew if self.has(Mark::Yiddish, script, 10) || self.has(Mark::Ayin, script, 80) => "yi",
            Script::Bengali if self.has(Mark::Assamese, script, 5) => "as",
            Script::Devanagari if self.has(Mark::Marathi, script, 5) => "mr",
            Script::Devanagari => super::trigrams::of_devanagari(text)?,
            script => script.language()?,
        })
    }

    fn arabic(&self, text: &str) -> Option<&'static str> {
        let has = |mark, per_mille| self.has(mark, Script::Arabic, per_mille);
        Some(if has(Mark::Pashto, 10) {
            "ps"
        } else if has(Mark::Sindhi, 10) {
            "sd"
        } else if has(Mark::Uyghur, 20) {
            "ug"
        } else if has(Mark::Kurdish, 20) {
            "ckb"
        } else if has(Mark::Urdu, 20) {
            "ur"
        } else if has(Mark::Persian, 20) || has(Mark::PersianAlone, 10) {
            "fa"
        } else if super::particles::are_arabic(text) {
            "ar"
        } else {
            return None;
        })
    }

    fn cjk(&self) -> Option<&'static str> {
        let all_kana = self.kana + self.quoted_kana;
        if self.hangul * 2 > all_kana + self.han {
            return Some("ko");
        }
        // In a text of Chinese characters, kana between quotation marks are quoted.
        let kana = if self.chinese * 25 > self.han { self.kana } else { all_kana };
        if kana * 8 > self.han {
            return Some("ja");
        }
        // Chinese about Japan, or Japanese of names alone: that has no kana, but characters that Chinese does not have.
        if kana * 20 > self.han || self.japanese > self.chinese {
            return None;
        }
        let (fewer, more) = (self.simplified.min(self.traditional), self.simplified.max(self.traditional));
        // Japanese has simplified some characters as Chinese has, and left others as they were.
        let is_mixed = fewer * 5 > more;
        if self.chinese == 0 && (is_mixed || self.simplified > self.traditional) {
            return None;
        }
        Some(if is_mixed || more == 0 {
            "zh"
        } else if self.simplified > self.traditional {
            "zh-Hans"
        } else {
            "zh-Hant"
        })
    }
}

/// The mark that ends what this one begins.
fn closing(c: char) -> Option<char> {
    Some(match c {
        '「' => '」',
        '『' => '』',
        '（' => '）',
        '(' => ')',
        '《' => '》',
        '“' => '”',
        _ => return None,
    })
}

/// Whether GB 2312, Big5 and JIS X 0208 have the character: what only one of the first two has is simplified or
/// traditional.
fn encodings(c: char) -> (bool, bool, bool) {
    let mut bytes = [0; 4];
    let text: &str = c.encode_utf8(&mut bytes);
    // GB 2312 is the part of GBK from B0A1 to F7FE.
    let (gbk, _, lost) = encoding_rs::GBK.encode(text);
    let gb2312 = !lost && matches!(*gbk, [0xb0..=0xf7, 0xa1..=0xfe]);
    // The Han characters of JIS X 0208 are those of Shift JIS from 889F to EAA4; what follows are extensions.
    let (shift_jis, _, lost) = encoding_rs::SHIFT_JIS.encode(text);
    let jis = !lost && matches!(*shift_jis, [0x88..=0x9f | 0xe0..=0xea, _]);
    (gb2312, !encoding_rs::BIG5.encode(text).2, jis)
}

/// Every script.
const SCRIPTS: [Script; COUNT] = [
    Script::Latin,
    Script::Cyrillic,
    Script::Greek,
    Script::Hebrew,
    Script::Arabic,
    Script::Cjk,
    Script::Devanagari,
    Script::Bengali,
    Script::Gurmukhi,
    Script::Gujarati,
    Script::Oriya,
    Script::Tamil,
    Script::Telugu,
    Script::Kannada,
    Script::Malayalam,
    Script::Sinhala,
    Script::Thai,
    Script::Lao,
    Script::Tibetan,
    Script::Myanmar,
    Script::Khmer,
    Script::Georgian,
    Script::Armenian,
    Script::Ethiopic,
    Script::Thaana,
];
