//! Values of shortcodes: what is a word, what an address, and how builders pack them.

use crate::html::mathml::untexturized;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// A link as builders write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) url: String,
    /// The title that was packed with it.
    pub(super) title: Option<String>,
}

/// The address in a value: plain, `url:https%3A%2F%2F…|title:…` of WPBakery, `manually,https://…` of Enfold.
pub(super) fn target_of(value: &str) -> Option<Target> {
    let value = value.trim();
    if value.starts_with("url:") || value.contains("|url:") {
        let part = |key: &str| {
            let parts = value.split('|').map(str::trim);
            let mut named = parts.filter_map(|part| part.strip_prefix(key)?.strip_prefix(':'));
            named.next().map(decoded).filter(|value| !value.trim().is_empty())
        };
        let url = address_of(&part("url")?)?;
        return Some(Target { url, title: part("title").map(|title| title.trim().to_owned()) });
    }
    let value = value.strip_prefix("manually,").unwrap_or(value);
    Some(Target { url: address_of(value)?, title: None })
}

/// An address; `None` for what only the site can resolve, and for words such as `lightbox`.
pub(super) fn address_of(value: &str) -> Option<String> {
    let plain = untexturized_address(value.trim());
    let plain = if plain.contains("%3A%2F%2F") || plain.contains("%3a%2f%2f") || plain.contains("%253A") {
        decoded(&plain)
    } else {
        plain
    };
    let plain = plain.trim();
    let has_scheme =
        ["http://", "https://", "mailto:", "tel:", "//", "ftp://", "sms:", "javascript:", "data:"]
            .iter()
            .any(|scheme| plain.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme)));
    let relative = plain.starts_with('/') && plain.len() > 1
        || plain.starts_with('#') && plain.len() > 1
        || plain.starts_with("./")
        || plain.starts_with("../")
        || plain.starts_with("www.")
        || plain.starts_with('?') && plain.contains('=')
        || plain.contains('/') && !plain.contains(char::is_whitespace);
    let spaced = plain.split_whitespace().count() > 1;
    let packed = plain.contains(['{', '}', '|', '[', ']']) && !plain.contains("://");
    if !(has_scheme || relative) || spaced || packed || is_color(plain) {
        return None;
    }
    Some(if plain.starts_with("www.") { format!("https://{plain}") } else { plain.to_owned() })
}

/// The number of a picture in the media library: `12`, `12|full`.
pub(super) fn number_of(value: &str) -> Option<u64> {
    value.split(['|', ',']).next()?.trim().parse().ok()
}

/// Percent-decoded, twice where it was encoded twice.
fn decoded(value: &str) -> String {
    let mut value = Cow::Borrowed(value);
    for _ in 0..2 {
        if !value.contains('%') {
            break;
        }
        match percent_decode_str(&value).decode_utf8() {
            Ok(once) if once != value => value = Cow::Owned(once.into_owned()),
            _ => break,
        }
        if value.contains("://") || value.contains(' ') {
            break;
        }
    }
    value.into_owned()
}

/// An address as it was typed: WordPress makes dashes of hyphens.
fn untexturized_address(value: &str) -> String {
    if value.is_ascii() {
        return value.to_owned();
    }
    untexturized(&value.replace('–', "--").replace('—', "---"))
}

/// The words of a value; `None` for switches, colors and measures.
pub(super) fn words_of(value: &str, of_builder: bool) -> Option<String> {
    /// What a switch says.
    const SWITCHES: [&str; 24] = [
        "true", "false", "yes", "no", "on", "off", "none", "null", "default", "auto", "left", "right",
        "center", "centre", "top", "bottom", "inherit", "custom", "0", "1", "show", "hide", "enable",
        "disable",
    ];
    let text = if of_builder { unpacked(value) } else { Cow::Borrowed(value) };
    let text = text_of_value(&text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = text.to_ascii_lowercase();
    let is_name = bare.contains('_') && !bare.contains(' ') && bare.is_ascii();
    let is_setting = SWITCHES.contains(&bare.as_str()) || is_color(&bare) || is_measure(&bare) || is_name;
    (!is_setting && text.chars().any(char::is_alphanumeric)).then_some(text)
}

/// Whether a value looks like prose: several words, or one that begins as a sentence does.
pub(super) fn is_prose(text: &str) -> bool {
    text.contains(' ') || text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_ascii())
}

/// Marks that builders write in other ways: a quotation mark or a bracket would end the value.
fn unpacked(value: &str) -> Cow<'_, str> {
    if !value.contains(['`', '%']) {
        return Cow::Borrowed(value);
    }
    let mut plain = value.replace("`{`", "[").replace("`}`", "]").replace("``", "\"");
    for (packed, letter) in [("%22", "\""), ("%91", "["), ("%93", "]"), ("%5B", "["), ("%5D", "]")] {
        plain = plain.replace(packed, letter);
    }
    Cow::Owned(plain)
}

fn is_color(text: &str) -> bool {
    let hex = |text: &str| matches!(text.len(), 3 | 4 | 6 | 8) && text.bytes().all(|b| b.is_ascii_hexdigit());
    text.strip_prefix('#').is_some_and(hex) || text.starts_with("rgb(") || text.starts_with("rgba(")
}

fn is_measure(text: &str) -> bool {
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = &text[number.len()..];
    matches!(unit, "px" | "em" | "rem" | "vh" | "vw" | "pt" | "ms") && number.parse::<f64>().is_ok()
}

/// The text of a value, which may hold markup of its own.
fn text_of_value(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let tag = &rest[at..];
        let is_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        match tag.find('>').filter(|_| is_tag) {
            Some(end) => {
                let name = super::tag_name_of(tag);
                if super::is_block(&name) || name == "br" {
                    text.push(' ');
                }
                rest = &tag[end + 1..];
            }
            None => {
                text.push('<');
                rest = &tag[1..];
            }
        }
    }
    text.push_str(rest);
    text
}

/// The visible text of a piece of HTML: without tags, with its references as they are.
pub(super) fn text_of(html: &str) -> String {
    let text = text_of_value(html);
    if !text.contains('&') {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        match crate::shortcodes::syntax::reference(&rest[at..]) {
            Some((letter, end)) => {
                plain.push(letter);
                rest = &rest[at + end..];
            }
            None => {
                plain.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// Text as HTML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Text as a value of an attribute in HTML.
pub(super) fn quoted(text: &str) -> String {
    escaped(text).replace('"', "&quot;").replace('[', "&#91;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let url = |value: &str| target_of(value).map(|target| target.url).unwrap_or_default();
        assert_eq!(url("https://a.example/x"), "https://a.example/x");
        assert_eq!(
            url("url:https%3A%2F%2Fa.example%2Fx|title:Go%20on|target:%20_blank"),
            "https://a.example/x"
        );
        assert_eq!(url("title:Go|url:%2Fx"), "/x");
        assert_eq!(url("manually,https://a.example/"), "https://a.example/");
        assert_eq!(url("https%253A%252F%252Fa.example%252Fx"), "https://a.example/x");
        assert_eq!(url("https://a.example/x–y"), "https://a.example/x--y");
        assert_eq!(url("/x"), "/x");
        for none in ["post,12", "lightbox", "", "#", "#fff", "yes", "two words/x", "_blank", "||"] {
            assert_eq!(url(none), "", "{none}");
        }
        let packed = target_of("url:%2Fx|title:Go%20on").unwrap();
        assert_eq!(packed.title.as_deref(), Some("Go on"));
    }

    #[test]
    fn words() {
        let words = |value: &str| words_of(value, true).unwrap_or_default();
        assert_eq!(words("High  water"), "High water");
        assert_eq!(words("<em>High</em><br>water"), "High water");
        assert_eq!(words("say ``no`` `{`now`}`"), "say \"no\" [now]");
        for none in ["true", "#fff", "12px", "rgba(0,0,0,1)", "title_left", "", "1", "…"] {
            assert_eq!(words(none), "", "{none}");
        }
    }
}
