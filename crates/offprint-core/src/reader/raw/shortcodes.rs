//! Shortcodes, `[name key="value"]…[/name]`: those of WordPress itself, whose meaning is known.

use crate::shortcodes::table::CODE;
pub(super) use crate::shortcodes::table::MEDIA as KNOWN;
use std::borrow::Cow;

/// A shortcode in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shortcode<'a> {
    pub(super) name: &'a str,
    pub(super) attributes: Vec<(String, String)>,
    /// What stands between it and its end; `None` when it has none.
    pub(super) content: Option<&'a str>,
    /// Where it ends in the text, its own end included.
    pub(super) end: usize,
}

impl Shortcode<'_> {
    /// A value by its key; values without one have their number.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.trim())
    }

    /// The same, when it is not blank.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.get(key).filter(|value| !value.is_empty())
    }
}

/// Names whose end was looked for and is not in the rest of the text.
#[derive(Debug, Default)]
pub(super) struct WithoutEnd(Vec<String>);

/// The shortcode that begins at this `[`, if its name is one of these.
pub(super) fn at<'a>(
    text: &'a str,
    start: usize,
    names: &[&str],
    without_end: &mut WithoutEnd,
) -> Option<Shortcode<'a>> {
    let inner = &text[start + 1..];
    let length = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))?;
    let name = &inner[..length];
    if !names.contains(&name) || !inner[length..].starts_with([']', ' ', '\n', '\t', '/', '=', '\u{a0}']) {
        return None;
    }
    let close = length + tag_end(&inner[length..])?;
    let written = &inner[length..close];
    let (written, alone) = written.strip_suffix('/').map_or((written, false), |written| (written, true));
    let after = start + 1 + close + 1;
    let ending = format!("[/{name}]");
    let mut content = None;
    let mut end = after;
    if !alone && !without_end.0.iter().any(|known| known == name) {
        match text[after..].find(&ending) {
            // Another one begins before: this one has no end of its own.
            Some(length) if text[after..after + length].contains(&format!("[{name} ")) => {}
            Some(length) => {
                content = Some(&text[after..after + length]);
                end = after + length + ending.len();
            }
            None => without_end.0.push(name.to_owned()),
        }
    }
    Some(Shortcode { name, attributes: attributes(written), content, end })
}

/// Where its `]` is; brackets within quotes do not count, and a tag is not longer than a page.
fn tag_end(inner: &str) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in inner.char_indices().take(20_000) {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if inner[..at].ends_with('=') => quote = Some(letter),
            (None, ']') => return Some(at),
            (None, '[') => return None,
            _ => {}
        }
    }
    None
}

fn attributes(written: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = written.trim_start_matches('=').trim_start();
    let mut number = 0;
    while !rest.is_empty() {
        let key = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).unwrap_or(rest.len());
        let after = rest[key..].trim_start();
        let (name, value) = match after.strip_prefix('=') {
            Some(value) if key > 0 => (rest[..key].to_ascii_lowercase(), value.trim_start()),
            _ => {
                number += 1;
                ((number - 1).to_string(), rest)
            }
        };
        let (value, next) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = &value[1..];
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            _ => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        found.push((name, value.to_owned()));
        rest = next.trim_start();
    }
    found
}

/// Text cut at the brackets of known shortcodes; those come with `true`.
pub(super) fn apart(text: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = text[at..].find('[') {
        let start = at + found;
        at = start + 1;
        let rest = &text[start..];
        let named = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
        let is_known = KNOWN.iter().any(|name| {
            named.strip_prefix(name).is_some_and(|after| after.starts_with([' ', ']', '\n', '\t', '/']))
        });
        if !is_known {
            continue;
        }
        let Some(end) = tag_end(named).map(|end| text.len() - named.len() + end + 1) else { continue };
        // `text` may go on after `rest`'s tag: the end is counted from the start of both.
        let end = end - (text.len() - (start + rest.len()));
        if from < start {
            parts.push((&text[from..start], false));
        }
        parts.push((&text[start..end], true));
        (from, at) = (end, end);
    }
    if from < text.len() {
        parts.push((&text[from..], false));
    }
    parts
}

/// Code in shortcodes becomes code before anything is made of its quotes and lines.
pub(super) fn code_to_pre(text: &str) -> Cow<'_, str> {
    if !text.contains("[/") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut without_end = WithoutEnd::default();
    let mut at = 0;
    while let Some(found) = text[at..].find('[') {
        let start = at + found;
        out.push_str(&text[at..start]);
        at = start;
        let code = at_code(text, start, &mut without_end);
        let Some((shortcode, content)) = code else {
            out.push('[');
            at += 1;
            continue;
        };
        let named = ["language", "lang"].iter().find_map(|key| shortcode.text(key));
        let language = match shortcode.name {
            "code" | "sourcecode" | "crayon" => named.unwrap_or(""),
            name => name,
        };
        out.push_str("<pre class=\"brush: ");
        out.push_str(&super::markup::escaped(language));
        out.push_str("; notranslate\">");
        // Editors store code escaped or as it is.
        if content.contains("&lt;") {
            out.push_str(content);
        } else {
            out.push_str(&content.replace('<', "&lt;").replace('>', "&gt;"));
        }
        out.push_str("</pre>");
        at = shortcode.end;
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// Code on lines of its own; within a line, and `latex`, it is for the cleaner.
fn at_code<'a>(
    text: &'a str,
    start: usize,
    without_end: &mut WithoutEnd,
) -> Option<(Shortcode<'a>, &'a str)> {
    let shortcode = at(text, start, &CODE, without_end).filter(|code| code.name != "latex")?;
    let content = shortcode.content?;
    content.trim().contains('\n').then_some((shortcode, content.trim_matches('\n')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = at(text, 0, &KNOWN, &mut WithoutEnd::default());
        let shown = found.map_or_else(String::new, |code| {
            let attributes: Vec<_> = code.attributes.iter().map(|(k, v)| format!("{k}={v}")).collect();
            format!("{} {} {:?} {}", code.name, attributes.join(","), code.content, code.end)
        });
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn names_attributes_and_contents() {
        check("[gallery]", "gallery  None 9");
        check("[gallery ids=\"1,2\" columns=3 /]", "gallery ids=1,2,columns=3 None 31");
        check("[embed]a[/embed].", "embed  Some(\"a\") 16");
        check("[youtube=https://youtu.be/x]", "youtube 0=https://youtu.be/x None 28");
        check("[caption caption='a [1]']b[/caption]", "caption caption=a [1] Some(\"b\") 36");
        check("[video src=a][video src=b]c[/video]", "video src=a None 13");
        check("[unknown]", "");
        check("[gallery", "");
        check("[1]", "");
    }

    #[test]
    fn brackets_apart() {
        let shown: Vec<_> = apart("a [embed x=\"]\"]b[/embed] [1]")
            .into_iter()
            .filter(|(_, is)| *is)
            .map(|(t, _)| t)
            .collect();
        assert_eq!(shown, ["[embed x=\"]\"]", "[/embed]"]);
    }

    #[test]
    fn code() {
        let made = code_to_pre("a [php]\nif (a < b)\n  \"c\"\n[/php] [sic] [code]x[/code]");
        assert_eq!(
            made,
            "a <pre class=\"brush: php; notranslate\">if (a &lt; b)\n  \"c\"</pre> [sic] [code]x[/code]"
        );
    }
}
