//! Latin and Cyrillic languages, by how often sequences of three letters occur (`whatlang`).

use super::letters::Letters;
use super::script::Script;
use std::sync::LazyLock;
use whatlang::{Detector, Lang};

/// The least part of the letters that the script of a text has.
const LEAST_SHARE: f64 = 0.6;

/// The languages that may be found: those that can be hyphenated or labelled. `whatlang` knows more, and each of them
/// takes short texts away from its neighbours: Afrikaans from Dutch, Esperanto from Italian.
const ALLOWED: [(Lang, &str); 32] = [
    (Lang::Eng, "en"),
    (Lang::Deu, "de"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Nld, "nl"),
    (Lang::Cat, "ca"),
    (Lang::Dan, "da"),
    (Lang::Nob, "nb"),
    (Lang::Swe, "sv"),
    (Lang::Fin, "fi"),
    (Lang::Est, "et"),
    (Lang::Lav, "lv"),
    (Lang::Lit, "lt"),
    (Lang::Pol, "pl"),
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Slv, "sl"),
    (Lang::Hrv, "hr"),
    (Lang::Hun, "hu"),
    (Lang::Ron, "ro"),
    (Lang::Tur, "tr"),
    (Lang::Vie, "vi"),
    (Lang::Ind, "id"),
    (Lang::Lat, "la"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Bel, "be"),
    (Lang::Bul, "bg"),
    (Lang::Srp, "sr"),
    (Lang::Mkd, "mk"),
];

static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(ALLOWED.iter().map(|(lang, _)| *lang).collect()));
static DEVANAGARI: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(vec![Lang::Hin, Lang::Mar, Lang::Nep]));

/// The language of a Latin or Cyrillic text, and the confidence in it.
pub(super) fn language(letters: &Letters, text: &str) -> Option<(&'static str, f64)> {
    let (latin, cyrillic) = (letters.share(Script::Latin), letters.share(Script::Cyrillic));
    let script = if cyrillic > latin { Script::Cyrillic } else { Script::Latin };
    // Where another script has many of the letters, more than one language is written.
    if latin.max(cyrillic) < LEAST_SHARE || letters.are_of_other_languages(script) {
        return None;
    }
    // Names in Latin letters would make Russian doubtful.
    let other = if cyrillic > latin { Script::Latin } else { Script::Cyrillic };
    let alone: String;
    let text = if letters.share(other) > 0.0 {
        alone = text.chars().filter(|&c| Script::of_letter(c) != Some(other)).collect();
        &alone
    } else {
        text
    };
    let found = DETECTOR.detect(text)?;
    let (_, tag) = ALLOWED.iter().find(|(lang, _)| *lang == found.lang())?;
    Some((tag, found.confidence()))
}

/// Hindi, Marathi or Nepali; `None` for their neighbours, and where too little tells them apart.
pub(super) fn of_devanagari(text: &str) -> Option<&'static str> {
    let found = DEVANAGARI.detect(text).filter(whatlang::Info::is_reliable).map(|found| found.lang());
    let (hindi, others) = super::particles::of_hindi(text);
    match found {
        Some(Lang::Mar) => Some("mr"),
        Some(Lang::Nep) => Some("ne"),
        Some(Lang::Hin) if hindi >= others => Some("hi"),
        _ => (hindi > others * 2).then_some("hi"),
    }
}
