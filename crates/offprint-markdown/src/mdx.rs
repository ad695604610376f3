//! HTML as MDX takes it: tags are JSX, and what is between them is Markdown.
//!
//! MDX has no HTML. Tags must be closed, attributes have React's names, `{` begins an expression, and a line of text
//! within a tag that is open in another line is a paragraph, which the end tag may not be in. So a block is one line here,
//! and no character of its text is markup.

use std::fmt::Write as _;

/// Stands around Markdown within HTML.
const MARKDOWN: char = '\u{5}';

/// Elements without an end tag.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

/// Adds Markdown to HTML that is to be MDX.
pub(crate) fn markdown(out: &mut String, markdown: &str) {
    out.push(MARKDOWN);
    out.push_str(markdown);
    out.push(MARKDOWN);
}

/// The HTML of this crate as MDX, in one line.
pub(crate) fn from_html(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 4);
    let mut rest = html;
    let mut preformatted = 0_usize;
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("<!--") {
            let (inner, after) = comment.split_once("-->").unwrap_or((comment, ""));
            let inner = inner.trim();
            let gap = if inner.is_empty() { "" } else { " " };
            let _ = write!(out, "{{/* {inner}{gap}*/}}");
            rest = after;
        } else if first == MARKDOWN {
            let (inner, after) = rest[1..].split_once(MARKDOWN).unwrap_or((&rest[1..], ""));
            out.push_str(inner);
            rest = after;
        } else if first == '<' {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            tag(&mut out, &rest[..end]);
            if rest.starts_with("<pre") {
                preformatted += 1;
            } else if rest.starts_with("</pre") {
                preformatted = preformatted.saturating_sub(1);
            }
            rest = &rest[end..];
        } else {
            let end = rest.find(['<', MARKDOWN]).unwrap_or(rest.len());
            let plain = decoded(&rest[..end]);
            if preformatted > 0 {
                expression(&mut out, &plain);
            } else {
                text(&mut out, &plain);
            }
            rest = &rest[end..];
        }
    }
    out
}

/// A tag: closed, its attributes by React's names. Styles are objects to React, and none is written here.
fn tag(out: &mut String, tag: &str) {
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let name = inner.split(' ').next().unwrap_or_default();
    out.push('<');
    out.push_str(name);
    let mut rest = &inner[name.len()..];
    while let Some(attribute) = rest.strip_prefix(' ') {
        let (key, after) = match attribute.find(['=', ' ']) {
            Some(end) => attribute.split_at(end),
            None => (attribute, ""),
        };
        let end = match after.strip_prefix("=\"") {
            Some(value) => value.find('"').map_or(after.len(), |end| end + 3),
            None => 0,
        };
        let (value, after) = after.split_at(end);
        if key != "style" {
            out.push(' ');
            out.push_str(match key {
                "class" => "className",
                "colspan" => "colSpan",
                "rowspan" => "rowSpan",
                key => key,
            });
            out.push_str(value);
        }
        rest = after;
    }
    let is_void = VOID.contains(&name) || name == "source";
    out.push_str(if is_void { " />" } else { ">" });
}

/// Text in which nothing is Markdown, and no line ends.
fn text(out: &mut String, text: &str) {
    if text.trim_matches('\n').is_empty() {
        return;
    }
    // Readers of GFM look for addresses in the finished text, where no reference helps.
    if text.contains("://") || text.contains("www.") || text.contains('@') {
        expression(out, text);
        return;
    }
    for c in text.chars() {
        match c {
            '\n' => out.push(' '),
            '&' | '<' | '>' | '{' | '}' | '*' | '_' | '~' | '`' | '[' | ']' | '\\' | '$' | '|' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
}

/// Text as a string within braces: not a character of it is anything else.
fn expression(out: &mut String, text: &str) {
    let _ = write!(out, "{{{}}}", serde_json::Value::from(text));
}

/// Text without its character references.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').unwrap_or(0);
        let c = match rest.get(1..end).unwrap_or_default() {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            name => name.strip_prefix('#').and_then(|number| char::from_u32(number.parse().ok()?)),
        };
        match c {
            Some(c) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Whether text at the start of a block is a statement of JavaScript to MDX.
pub(crate) fn is_statement(text: &str) -> bool {
    text.starts_with("import ") || text.starts_with("export ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_jsx() {
        let check = |html: &str, want: &str| assert_eq!(from_html(html), want);
        check(
            "<table>\n<tr><td colspan=\"2\">a*b</td></tr>\n</table>",
            "<table><tr><td colSpan=\"2\">a&#42;b</td></tr></table>",
        );
        check("a<br>b<hr>", "a<br />b<hr />");
        check(
            "<input type=\"checkbox\" checked disabled> a",
            "<input type=\"checkbox\" checked disabled /> a",
        );
        check(
            "<p class=\"a b\" style=\"color:red\" title=\"x {y}\">",
            "<p className=\"a b\" title=\"x {y}\">",
        );
        check("<!--nextpage--><!-- -->", "{/* nextpage */}{/* */}");
    }

    #[test]
    fn text_is_no_markup() {
        let check = |html: &str, want: &str| assert_eq!(from_html(html), want);
        check("{a} &lt;b&gt; &amp;amp;", "&#123;a&#125; &#60;b&#62; &#38;amp;");
        check("<pre>a&#10;  {b} \"c\"</pre>", "<pre>{\"a\\n  {b} \\\"c\\\"\"}</pre>");
        check("see https://a.example", "{\"see https://a.example\"}");
        let mut out = String::from("<td>");
        markdown(&mut out, "[^1]");
        check(&(out + "</td>"), "<td>[^1]</td>");
    }
}
