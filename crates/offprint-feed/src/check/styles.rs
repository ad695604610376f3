//! Styles in attributes: what readers keep of them.

/// Properties that cannot do harm.
const SAFE: &str = "azimuth background background-color border border-bottom border-bottom-color \
    border-bottom-style border-bottom-width border-collapse border-color border-left border-left-color \
    border-left-style border-left-width border-right border-right-color border-right-style border-right-width \
    border-spacing border-style border-top border-top-color border-top-style border-top-width border-width clear color \
    cursor direction display elevation float font font-family font-size font-style font-variant font-weight height \
    letter-spacing line-height list-style-type margin margin-bottom margin-left margin-right margin-top overflow padding \
    padding-bottom padding-left padding-right padding-top pause pause-after pause-before pitch pitch-range richness \
    speak speak-header speak-numeral speak-punctuation speech-rate stress text-align text-decoration text-indent \
    unicode-bidi vertical-align voice-family volume white-space width";

/// Words of backgrounds, borders, margins and paddings.
const WORDS: &str = "aqua auto black block blue bold both bottom brown center collapse dashed dotted fuchsia gray green \
    !important italic left lime maroon medium none navy normal nowrap olive pointer purple red right solid silver teal top \
    transparent underline white yellow";

const UNITS: [&str; 12] = ["", "cm", "em", "ex", "in", "mm", "pc", "pt", "px", "%", ",", ")"];

fn among(list: &str, name: &str) -> bool {
    list.split_whitespace().any(|known| known == name)
}

/// The properties and values that readers remove.
pub(super) fn faults(style: &str) -> Vec<String> {
    let style = style.to_ascii_lowercase();
    let mut odd = Vec::new();
    for part in style.split(';').filter(|part| !part.trim().is_empty()) {
        let (property, value) = part.split_once(':').unwrap_or((part, ""));
        let property = property.trim();
        if !among(SAFE, property) {
            odd.push(property.to_owned());
        } else if let Some("background" | "border" | "margin" | "padding") = property.split('-').next() {
            odd.extend(value.split_whitespace().filter(|word| !is_harmless(word)).map(str::to_owned));
        }
    }
    odd.dedup();
    odd
}

/// A word, a color, or a length of at most three digits.
fn is_harmless(word: &str) -> bool {
    if among(WORDS, word) {
        return true;
    }
    if let Some(digits) = word.strip_prefix('#') {
        return !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    if let Some(parts) = word.strip_prefix("rgb(") {
        return parts
            .trim_end_matches(')')
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '%' | '.'));
    }
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, '%' | ',' | ')'));
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let shape =
        number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && number.matches('.').count() < 2;
    (1..=3).contains(&digits) && shape && UNITS.contains(&&word[number.len()..])
}
