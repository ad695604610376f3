//! HTML that builders keep in base64: `[vc_raw_html]`, `[fusion_code]`.

use super::super::bounds::{attributes_end, end_tag, is_text_only, tag_name};
use super::values::text_of;
use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

/// Base64 with or without its padding.
static BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);
/// What is longer is no markup that somebody wrote.
const LONGEST: usize = 4 << 20;
/// What a report holds of one shortcode, in bytes.
const REPORTED: usize = 8_000;

/// What was between the tags.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Decoded {
    Html(String),
    /// Text or HTML that is not encoded.
    Plain,
    Broken,
}

/// Decodes what is between the tags.
pub(super) fn html_of(inner: &str) -> Decoded {
    let has_elements = inner.split('<').skip(1).any(|tag| {
        let name = tag.trim_start_matches('/');
        !["p>", "br", "p ", "!--"].iter().any(|known| name.starts_with(known))
    });
    let text = text_of(inner);
    let words = text.split_whitespace().count();
    // Base64 may be in lines; words of people are shorter than those.
    let packed: String = text.split_whitespace().collect();
    if packed.is_empty() {
        return Decoded::Plain;
    }
    if packed.len() > LONGEST {
        return if has_elements { Decoded::Plain } else { Decoded::Broken };
    }
    let letters = packed.chars().map(|c| match c {
        '-' | '–' => '+',
        '_' => '/',
        // Typography makes `3x4` a product.
        '×' => 'x',
        c => c,
    });
    let packed: String = letters.collect();
    let encoded = packed.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='));
    let is_lines = words == 1 || text.split_whitespace().take(words - 1).all(is_one_word);
    if has_elements || !is_lines {
        return Decoded::Plain;
    }
    if !encoded {
        // One word that is no base64: HTML without its encoding has spaces or markup.
        return if is_plain_word(&packed) { Decoded::Plain } else { Decoded::Broken };
    }
    match BASE64.decode(&packed).ok().and_then(|bytes| String::from_utf8(bytes).ok()).and_then(unescaped) {
        Some(html) => Decoded::Html(contained(&html)),
        None if is_plain_word(&packed) => Decoded::Plain,
        None => Decoded::Broken,
    }
}

/// Whether this can only be base64: one long word with letters of both cases or digits.
pub(super) fn is_one_word(text: &str) -> bool {
    text.len() >= 16 && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
}

/// A word as people write it: `Hello`, `sold-out`.
fn is_plain_word(word: &str) -> bool {
    word.len() < 16
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.' | ',' | '!' | '?'))
        && word.chars().any(char::is_alphabetic)
        && word.chars().skip(1).filter(char::is_ascii_uppercase).count() == 0
}

/// Text, percent-decoded where all of it is encoded, twice at most; `None` for what is no text.
fn unescaped(text: String) -> Option<String> {
    let mut text = text;
    for _ in 0..3 {
        let is_encoded = text.contains('%') && !text.contains(['<', ' ', '\n', '"']);
        if !is_encoded {
            break;
        }
        let decoded = percent_decode_str(&text).decode_utf8().ok()?.into_owned();
        if decoded == text {
            break;
        }
        text = decoded;
    }
    let is_text = !text.chars().any(|c| c.is_control() && !c.is_whitespace());
    is_text.then_some(text)
}

/// HTML that cannot take in what follows it: what is begun and never ended is cut, and closed.
pub(super) fn contained(html: &str) -> String {
    /// Elements that an end of another one does not end.
    const OPEN: [&str; 12] = [
        "select", "template", "object", "applet", "marquee", "table", "td", "th", "caption", "svg", "math",
        "button",
    ];
    let bytes = html.as_bytes();
    let mut open: Vec<&str> = Vec::new();
    let (mut at, mut whole) = (0, html.len());
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + found;
        let rest = &html[start..];
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest.find('>').map(|end| end + 1)
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            let closes = rest[1..].starts_with('/');
            let name = tag_name(html, start + 1 + usize::from(closes));
            let end = attributes_end(bytes, start + 1 + usize::from(closes) + name.len());
            let ended = bytes[..end].ends_with(b">");
            let known = OPEN.iter().find(|known| known.eq_ignore_ascii_case(name));
            match known {
                Some(known) if closes => {
                    if let Some(last) = open.iter().rposition(|opened| opened == known) {
                        open.truncate(last);
                    }
                }
                Some(known) => open.push(known),
                None => {}
            }
            let text_only = ended && !closes && is_text_only(name);
            if text_only {
                end_tag(html, end, name).map(|close| close - start)
            } else {
                ended.then_some(end - start)
            }
        } else {
            Some(1)
        };
        match end {
            Some(end) => at = start + end,
            None => {
                whole = start;
                break;
            }
        }
    }
    let mut contained = html[..whole].to_owned();
    for name in open.iter().rev() {
        contained.push_str("</");
        contained.push_str(name);
        contained.push('>');
    }
    contained
}

/// What a report holds of a text.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().find(|(at, _)| *at >= REPORTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str) -> String {
        BASE64.encode(text)
    }

    #[test]
    fn base64_of_percent_encoded_html() {
        let html = |text: &str| Decoded::Html(text.to_owned());
        assert_eq!(html_of(&encoded("%3Cp%3EA%20b%3C%2Fp%3E")), html("<p>A b</p>"));
        assert_eq!(html_of(&encoded("%253Cp%253EA%253C%252Fp%253E")), html("<p>A</p>"));
        assert_eq!(html_of(&encoded("<p>100% a</p>")), html("<p>100% a</p>"));
        let long = encoded(&"%3Cp%3EA%20b%3C%2Fp%3E".repeat(9));
        let lines = format!("<p>{}<br />\n{}</p>", &long[..76], &long[76..]);
        assert_eq!(html_of(&lines), html(&"<p>A b</p>".repeat(9)));
        assert_eq!(html_of(&encoded("<p>A b</p>").replace('=', "")), html("<p>A b</p>"));
    }

    #[test]
    fn what_is_not_base64() {
        for plain in ["<b>Hello</b>", "Hello", "two words", ""] {
            assert_eq!(html_of(plain), Decoded::Plain, "{plain}");
        }
        for broken in ["JTNDcCU*zRQ==", "////////////////////////", "iVBORw0KGgoAAAANSUhEUg=="] {
            assert_eq!(html_of(broken), Decoded::Broken, "{broken}");
        }
    }

    #[test]
    fn nothing_reaches_what_follows() {
        for (html, expected) in [
            ("a<!-- b", "a"),
            ("a<script>b", "a"),
            ("a<select><option>b", "a<select><option>b</select>"),
            ("<table><tr><td>a", "<table><tr><td>a</td></table>"),
            ("a<a href='b", "a"),
            ("a < b <p>c</p>", "a < b <p>c</p>"),
            ("<TEXTAREA>a</textarea>b", "<TEXTAREA>a</textarea>b"),
            ("<plaintext>a", ""),
        ] {
            assert_eq!(contained(html), expected);
        }
    }
}
