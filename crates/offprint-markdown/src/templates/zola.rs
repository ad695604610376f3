//! Zola's shortcodes: `{{ name(key="value") }}`, and `{% name() %}` with a body up to `{% end %}`.
//!
//! Zola knows a call by its grammar: a name, parentheses, arguments with names. All other braces are text to it, and its
//! escapes (`{{/* … */}}`, `{%/* … */%}`) work around such a call only.

use super::Escaped;
use std::ops::Range;

/// The comment after code that ends an escaped body.
const END: &str = "<!-- {%/* end */%} -->";

/// A tag that Zola would run, or takes for one that is escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call {
    /// Where it is, braces and all.
    pub(super) place: Range<usize>,
    /// Whether a body follows it.
    has_body: bool,
    /// Whether it is written as escaped: `{{/* … */}}`.
    is_escaped: bool,
}

/// The calls in a text, in order; those that overlap as well.
pub(super) fn calls(text: &str) -> impl Iterator<Item = Call> + '_ {
    text.match_indices('{').filter_map(|(at, _)| call(text, at))
}

/// The call that begins at this place.
fn call(text: &str, at: usize) -> Option<Call> {
    let (has_body, close) = match text.get(at..at + 2)? {
        "{{" => (false, "}}"),
        "{%" => (true, "%}"),
        _ => return None,
    };
    let rest = &text[at + 2..];
    let (rest, is_escaped) = rest.strip_prefix("/*").map_or((rest, false), |rest| (rest, true));
    let rest = definition(rest)?.trim_start_matches(is_space);
    let rest = if is_escaped { rest.strip_prefix("*/")? } else { rest };
    let rest = rest.strip_prefix(close)?;
    Some(Call { place: at..text.len() - rest.len(), has_body, is_escaped })
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// What follows the name and the arguments in parentheses.
fn definition(text: &str) -> Option<&str> {
    let mut rest = token(name(text.trim_start_matches(is_space))?, '(')?;
    loop {
        if let Some(rest) = token(rest, ')') {
            return Some(rest);
        }
        rest = literal(token(name(rest.trim_start_matches(is_space))?, '=')?, 0)?;
        // Arguments may follow each other without a comma, but not end with one.
        if let Some(next) = token(rest, ',') {
            name(next.trim_start_matches(is_space))?;
            rest = next;
        }
    }
}

fn token(text: &str, wanted: char) -> Option<&str> {
    text.trim_start_matches(is_space).strip_prefix(wanted)
}

fn name(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    (rest.len() < text.len() && !text.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
}

/// What follows a string, a number, a truth value or an array.
fn literal(text: &str, depth: usize) -> Option<&str> {
    /// Deeper arrays are nobody's.
    const DEEPEST: usize = 32;
    let text = text.trim_start_matches(is_space);
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) {
        return text[1..].split_once(quote).map(|(_, rest)| rest);
    }
    if let Some(mut rest) = text.strip_prefix('[').filter(|_| depth < DEEPEST) {
        loop {
            if let Some(rest) = token(rest, ']') {
                return Some(rest);
            }
            rest = literal(rest, depth + 1)?;
            match token(rest, ',') {
                Some(next) => rest = next,
                None => return token(rest, ']'),
            }
        }
    }
    if let Some(rest) = text.strip_prefix("true").or_else(|| text.strip_prefix("false")) {
        return Some(rest);
    }
    let number = text.strip_prefix('-').unwrap_or(text);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = if number.starts_with('0') { 1 } else { digits(number) };
    if whole == 0 {
        return None;
    }
    let rest = &number[whole..];
    let fraction = rest.strip_prefix('.').map_or(0, digits);
    Some(if fraction > 0 { &rest[1 + fraction..] } else { rest })
}

/// The end of the first `{% end %}` of the text, in its plain or its escaped form.
fn end_tag(text: &str, escaped: bool) -> Option<Range<usize>> {
    let (open, close) = if escaped { ("{%/*", "*/%}") } else { ("{%", "%}") };
    text.match_indices(open).find_map(|(at, _)| {
        let rest = text[at + open.len()..].trim_start_matches(is_space).strip_prefix("end")?;
        let rest = rest.trim_start_matches(is_space).strip_prefix(close)?;
        Some(at..text.len() - rest.len())
    })
}

/// Code in which each call is escaped. Code that has escaped calls is put between the tags of an escaped body as a
/// whole; `None` when it would end that body.
pub(super) fn escaped(code: &str) -> Option<Escaped> {
    if end_tag(code, true).is_some() {
        return None;
    }
    if calls(code).any(|call| call.is_escaped) {
        return Some(Escaped {
            code: code.to_owned(),
            before: "<!-- {%/* code() */%} -->".to_owned(),
            after: END.to_owned(),
        });
    }
    let mut out = String::with_capacity(code.len() + 8);
    let mut rest = code;
    while let Some(call) = calls(rest).next() {
        out.push_str(&rest[..call.place.start]);
        commented(&mut out, &rest[call.place.clone()]);
        rest = &rest[call.place.end..];
        if call.has_body {
            // What is in an escaped body is text, up to its end.
            let Some(end) = end_tag(rest, false).filter(|end| end.start > 0) else {
                out.push_str(rest);
                return Some(Escaped { after: END.to_owned(), ..Escaped::new(out) });
            };
            out.push_str(&rest[..end.start]);
            commented(&mut out, &rest[end.clone()]);
            rest = &rest[end.end..];
        }
    }
    out.push_str(rest);
    Some(Escaped::new(out))
}

/// A tag as Zola escapes it.
fn commented(out: &mut String, tag: &str) {
    let (open, inner) = tag.split_at(2);
    let (inner, close) = inner.split_at(inner.len() - 2);
    out.push_str(open);
    out.push_str("/*");
    out.push_str(inner);
    out.push_str("*/");
    out.push_str(close);
}

/// Markdown whose calls have a reference for their second brace.
pub(super) fn defused(text: String) -> String {
    if !text.contains("{{") && !text.contains("{%") {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for call in calls(&text) {
        let at = call.place.start;
        out.push_str(&text[done..at]);
        out.push_str(if call.has_body { "{&#37;" } else { "{&#123;" });
        done = at + 2;
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<&str> {
        calls(text).map(|call| &text[call.place]).collect()
    }

    #[test]
    fn calls_are_known_by_the_grammar() {
        let whole = [
            "{{ a() }}",
            "{{a()}}",
            "{% a(id=1, play=true, url='x', list=[[], \"y\"]) %}",
            "{{ a(\n  b = `c`) }}",
            "{{/* a() */}}",
            "{{ a(b=-1.5) }}",
        ];
        for text in whole {
            assert_eq!(places(text), [text]);
        }
        let none = [
            "{{ page.url }}",
            "{% if a %}",
            "{{ a(b) }}",
            "{{ a() ",
            "{{ 1a() }}",
            "{{ a(b=01) }}",
            "{# a #}",
        ];
        for text in none {
            assert!(places(text).is_empty(), "{text}");
        }
        assert_eq!(places("{{{ a() }}}"), ["{{ a() }}"]);
    }

    #[test]
    fn calls_in_code_take_zola_s_own_comments() {
        let check = |text: &str, want: &str, after: &str| {
            let escaped = escaped(text).unwrap();
            assert_eq!((&*escaped.code, &*escaped.after), (want, after));
        };
        check("{{ a(b=1) }} {{ c }}", "{{/* a(b=1) */}} {{ c }}", "");
        check("{% a() %}{{ b() }}{% end %}", "{%/* a() */%}{{ b() }}{%/* end */%}", "");
        check("{% a() %}x", "{%/* a() */%}x", "<!-- {%/* end */%} -->");
        check("{% end %}", "{% end %}", "");
        check("{{/* a() */}}", "{{/* a() */}}", "<!-- {%/* end */%} -->");
        assert_eq!(escaped("{%/* a() */%}b{%/* end */%}"), None);
    }
}
