//! Where links lead, as Markdown writes it; and code within a line.

use crate::{options::Flavor, templates};

/// `](…)`: the address, byte for byte as a parser gives it back, and the title.
pub(crate) fn link_close(url: &str, title: Option<&str>) -> String {
    let mut out = String::with_capacity(url.len() + 3);
    out.push_str("](");
    destination(&mut out, url);
    if let Some(title) = title.filter(|title| !title.is_empty()) {
        out.push_str(" \"");
        title_text(&mut out, title);
        out.push('"');
    }
    out.push(')');
    out
}

/// A link whose text is its address, as `<…>`, if that says the same.
pub(crate) fn autolink(url: &str, text: &str, flavor: Flavor) -> Option<String> {
    // MDX has none, and a generator's tags cannot be escaped there.
    if flavor == Flavor::Mdx || templates::are_in(url, flavor) {
        return None;
    }
    let safe =
        |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '<' | '>' | '|' | '`' | '&' | '\\');
    if !url.chars().all(safe) {
        return None;
    }
    if let Some(address) = url.strip_prefix("mailto:") {
        return (address == text && is_mail_address(address)).then(|| format!("<{address}>"));
    }
    let scheme = url.split_once(':')?.0;
    let named = (2..=32).contains(&scheme.len())
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-'));
    (url == text && named).then(|| format!("<{url}>"))
}

fn is_mail_address(address: &str) -> bool {
    let Some((local, host)) = address.split_once('@') else { return false };
    let label = |label: &str| {
        !label.is_empty()
            && label.len() < 64
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    !local.is_empty()
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_{}~-".contains(&b))
        && host.contains('.')
        && host.split('.').all(label)
}

fn destination(out: &mut String, url: &str) {
    let bare = !url.is_empty()
        && !url.starts_with('<')
        && !url.chars().any(|c| c.is_whitespace() || c.is_control())
        && balanced(url);
    if !bare {
        out.push('<');
    }
    let bytes = url.as_bytes();
    for (index, c) in url.char_indices() {
        match c {
            '\\' if bytes.get(index + 1).is_none_or(u8::is_ascii_punctuation) => out.push_str("\\\\"),
            '<' | '>' => {
                out.push('\\');
                out.push(c);
            }
            // cmark decodes references before it takes backslashes away: `\&amp;` would be `&` to it.
            '&' if is_reference(&url[index..]) => out.push_str("&amp;"),
            // A back quote could be taken for the start of code.
            '`' => out.push_str("\\`"),
            '\n' => out.push_str("%0A"),
            '\r' => out.push_str("%0D"),
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    if !bare {
        out.push('>');
    }
}

/// Whether the parentheses of an address are balanced and not too deep for a bare destination.
fn balanced(url: &str) -> bool {
    let mut depth = 0_i32;
    for byte in url.bytes() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if !(0..=8).contains(&depth) {
            return false;
        }
    }
    depth == 0
}

fn title_text(out: &mut String, title: &str) {
    let bytes = title.as_bytes();
    for (index, c) in title.char_indices() {
        match c {
            '"' => out.push_str("\\\""),
            // cmark takes a second backslash together with the closing quote.
            '\\' if index + 1 == bytes.len() => out.push_str("&#92;"),
            '\\' if bytes[index + 1].is_ascii_punctuation() => out.push_str("\\\\"),
            '&' if is_reference(&title[index..]) => out.push_str("&amp;"),
            '`' => out.push_str("\\`"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// Whether this text, which starts with `&`, starts with what reads as a character reference.
pub(crate) fn is_reference(text: &str) -> bool {
    // The longest name of HTML's has 31 letters; text may go on for megabytes without a semicolon.
    let Some(end) = text.bytes().take(36).position(|b| b == b';') else { return false };
    let name = &text[1..end];
    if let Some(number) = name.strip_prefix('#') {
        // How many digits there may be differs between versions.
        return match number.strip_prefix(['x', 'X']) {
            Some(hex) => !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit()),
            None => !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()),
        };
    }
    (2..=32).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// A code span, its fence longer than the runs within; `None` for what none can hold.
pub(crate) fn code_span(code: &str) -> Option<String> {
    // Line endings become spaces, and a span of spaces alone is not the same everywhere.
    if code.chars().any(|c| matches!(c, '\n' | '\r' | '\0')) || code.trim_matches(' ').is_empty() {
        return None;
    }
    let runs: Vec<usize> = back_quote_runs(code);
    let mut length = 1;
    while runs.contains(&length) {
        length += 1;
    }
    let fence = "`".repeat(length);
    let edge = |c: char| c == '`' || c == ' ';
    let padded =
        code.starts_with('`') || code.ends_with('`') || (code.starts_with(edge) && code.ends_with(edge));
    let pad = if padded { " " } else { "" };
    Some(format!("{fence}{pad}{code}{pad}{fence}"))
}

/// The lengths of the runs of back quotes.
pub(crate) fn back_quote_runs(text: &str) -> Vec<usize> {
    text.split(|c| c != '`').map(str::len).filter(|&length| length > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations() {
        let close = |url: &str| link_close(url, None);
        assert_eq!(close("https://a.example/?q=%B0%FC&c=1"), "](https://a.example/?q=%B0%FC&c=1)");
        assert_eq!(close("https://a.example/a_(b)"), "](https://a.example/a_(b))");
        assert_eq!(close("https://a.example/a(b"), "](<https://a.example/a(b>)");
        assert_eq!(close("https://a.example/a b"), "](<https://a.example/a b>)");
        assert_eq!(close("<x>"), "](<\\<x\\>>)");
        assert_eq!(close("?a&copy;"), "](?a&amp;copy;)");
        assert_eq!(link_close("u", Some("say \"hi\"\nthere")), "](u \"say \\\"hi\\\"&#10;there\")");
    }

    #[test]
    fn autolinks_only_where_they_say_the_same() {
        assert_eq!(
            autolink("https://a.example/a_b", "https://a.example/a_b", Flavor::Gfm).as_deref(),
            Some("<https://a.example/a_b>")
        );
        assert_eq!(
            autolink("mailto:a@b.example", "a@b.example", Flavor::Gfm).as_deref(),
            Some("<a@b.example>")
        );
        assert_eq!(autolink("https://a.example/", "https://a.example", Flavor::Gfm), None);
        assert_eq!(autolink("https://a.example/?a&copy;", "https://a.example/?a&copy;", Flavor::Gfm), None);
        assert_eq!(autolink("#a", "#a", Flavor::Gfm), None);
    }

    #[test]
    fn code_spans() {
        assert_eq!(code_span("a").as_deref(), Some("`a`"));
        assert_eq!(code_span("a`b").as_deref(), Some("``a`b``"));
        assert_eq!(code_span("`").as_deref(), Some("`` ` ``"));
        assert_eq!(code_span(" a ").as_deref(), Some("`  a  `"));
        assert_eq!(code_span(" a").as_deref(), Some("` a`"));
    }
}
