//! YAML, as every parser of 1.1 and 1.2 reads it.
//!
//! Scalars are serde_yaml_ng's, quoted where parsers of YAML 1.1 (Ruby's, Go's, Python's) would take them for something
//! else; the serializer itself knows 1.2 alone. Mappings and lists stand one below the other.

use super::fields::Value;
use std::fmt::Write as _;

/// A mapping in block style.
pub(super) fn mapping(out: &mut String, pairs: &[(String, Value)], indent: usize) {
    for (number, (key, value)) in pairs.iter().enumerate() {
        // The first pair of a mapping in a list stands beside the hyphen.
        if number > 0 || !out.ends_with("- ") {
            out.push_str(&" ".repeat(indent));
        }
        let _ = write!(out, "{}:", scalar(key));
        match value {
            Value::Map(inner) if !inner.is_empty() => {
                out.push('\n');
                mapping(out, inner, indent + 2);
            }
            Value::List(items) if !items.is_empty() => {
                out.push('\n');
                list(out, items, indent + 2);
            }
            value => {
                let _ = writeln!(out, " {}", plain(value));
            }
        }
    }
}

fn list(out: &mut String, items: &[Value], indent: usize) {
    for (number, item) in items.iter().enumerate() {
        if number > 0 || !out.ends_with("- ") {
            out.push_str(&" ".repeat(indent));
        }
        out.push_str("- ");
        match item {
            Value::Map(inner) if !inner.is_empty() => mapping(out, inner, indent + 2),
            Value::List(inner) if !inner.is_empty() => list(out, inner, indent + 2),
            item => {
                let _ = writeln!(out, "{}", plain(item));
            }
        }
    }
}

/// What stands on one line. A moment stays without quotes: parsers make a date of it, as generators expect.
fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => scalar(text),
        Value::Moment(date) => date.rfc3339(),
        Value::Whole(number) => number.to_string(),
        Value::Fraction(number) => serde_yaml_ng::to_string(number).unwrap_or_default().trim_end().to_owned(),
        Value::Truth(truth) => truth.to_string(),
        Value::List(_) => "[]".to_owned(),
        Value::Map(_) => "{}".to_owned(),
    }
}

/// A string that every YAML parser reads back as that string, on one line.
pub(super) fn scalar(text: &str) -> String {
    if text.chars().any(|c| !is_plainly_printable(c)) {
        // Line breaks and what YAML cannot hold as it is are written as escapes; JSON's are YAML's.
        return double_quoted(text);
    }
    let written = serde_yaml_ng::to_string(text).unwrap_or_default();
    let written = written.strip_suffix('\n').unwrap_or(&written);
    if written == text && !is_string_to_all(text) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    if written.is_empty() || written.contains('\n') { double_quoted(text) } else { written.to_owned() }
}

/// Whether a plain scalar is a string in YAML 1.1 and 1.2 alike. The serializer goes by 1.2, where dates, `12:30:00`
/// (base 60), `1_000`, `0b1`, `=` and `<<` are strings.
fn is_string_to_all(text: &str) -> bool {
    const WORDS: [&str; 10] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"];
    let number = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'))
        && text.chars().all(|c| c.is_ascii_hexdigit() || "xXoO_:.,+- tTzZinINfFaA".contains(c));
    // Some parsers see a number in an exponent alone.
    let exponent = text.strip_prefix(['e', 'E']).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    let word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    !number && !exponent && !word && !matches!(text, "=" | "<<")
}

/// Whether a character can stand in a scalar as it is: YAML 1.1 takes NEL and the Unicode separators for line breaks.
fn is_plainly_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn double_quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_plainly_printable(c) => out.push(c),
            c => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_that_look_like_something_else_are_quoted() {
        let quoted = [
            "yes",
            "On",
            "off",
            "y",
            "~",
            "null",
            "True",
            "2025-01-01",
            "12:30:00",
            "1_000",
            "0x1F",
            "1e3",
            "e5",
            ".5",
            "-1",
            "=",
            "<<",
            "",
        ];
        for text in quoted {
            assert!(scalar(text).starts_with(['\'', '"']), "{text}: {}", scalar(text));
        }
        for text in ["Bees", "a-b", "R&D", "It’s 5 o’clock"] {
            assert_eq!(scalar(text), text);
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let strange = [
            "a: b",
            "# no",
            "- no",
            "'q'",
            "\"q\"",
            "a\nb",
            "tab\there",
            "{x}",
            "[x]",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "%",
            "@",
            "`",
            " lead",
            "trail ",
            "\u{85}\u{2028}\u{feff}",
            "日本語",
            "🐝",
            "a #b",
            "\u{7}",
            "---",
            "...",
        ];
        for text in strange {
            let yaml = format!("k: {}\n", scalar(text));
            let read: serde_yaml_ng::Value = serde_yaml_ng::from_str(&yaml).expect(&yaml);
            assert_eq!(read["k"].as_str(), Some(text), "{yaml}");
        }
    }

    #[test]
    fn nested_values_read_back() {
        let inner = || vec![("a".to_owned(), Value::Whole(1)), ("b".to_owned(), Value::List(vec![]))];
        let list = Value::List(vec![
            Value::Map(inner()),
            Value::List(vec![Value::Text("yes".into()), Value::Map(inner())]),
            Value::Map(vec![("c".to_owned(), Value::Map(inner()))]),
        ]);
        let mut out = String::new();
        mapping(&mut out, &[("k".to_owned(), list), ("m".to_owned(), Value::Map(inner()))], 0);
        let read: serde_json::Value = serde_yaml_ng::from_str(&out).expect(&out);
        let inner = serde_json::json!({"a": 1, "b": []});
        let want = serde_json::json!({"k": [inner, ["yes", inner], {"c": inner}], "m": inner});
        assert_eq!(read, want, "{out}");
    }
}
