//! Template syntax of site generators: `{{`, `{%` and shortcodes in the text of a post, which a generator would run
//! before it reads the Markdown.
//!
//! In code each generator's own escape is used, so that code stays code; elsewhere a brace becomes a character
//! reference. Hugo's divider `<!--more-->` has no escape: code that holds it is written as HTML.

mod zola;

use crate::{destination, options::Flavor};
use std::borrow::Cow;

/// Stands for `{` where it must stay one.
const KEPT: char = '\u{1}';

/// Where Hugo ends a page's summary. It looks for these very bytes, in code too, and whatever stands before them.
/// (Zola looks at comments of HTML alone, which neither code nor escaped text is.)
pub(crate) const DIVIDER: &str = "<!--more-->";

/// Code that a generator leaves alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Escaped {
    /// The code with the generator's escapes; its braces are kept.
    pub(crate) code: String,
    /// A comment to write before the code, in a line of its own; it begins an escape of the whole code.
    pub(crate) before: String,
    /// A comment to write right after the code; it ends an escape that the code does not end.
    pub(crate) after: String,
}

/// Whether the flavor's generator would find something of its own in this text.
pub(crate) fn are_in(text: &str, flavor: Flavor) -> bool {
    match flavor {
        Flavor::Hugo => text.contains("{{<") || text.contains("{{%"),
        Flavor::Jekyll => text.contains("{{") || text.contains("{%"),
        Flavor::Zola => zola::calls(text).next().is_some(),
        _ => false,
    }
}

/// Whether the flavor's generator would end a summary in this text, be it code or not.
pub(crate) fn divides(text: &str, flavor: Flavor) -> bool {
    flavor == Flavor::Hugo && text.contains(DIVIDER)
}

/// Code with the generator's own escapes; `None` when it has no escape for this code.
pub(crate) fn escaped(code: &str, flavor: Flavor) -> Option<Escaped> {
    let mut escaped = match flavor {
        Flavor::Hugo => hugo(code),
        Flavor::Zola => zola::escaped(code),
        _ => Some(Escaped::new(liquid(code))),
    }?;
    for text in [&mut escaped.code, &mut escaped.before, &mut escaped.after] {
        *text = text.replace('{', "\u{1}");
    }
    Some(escaped)
}

impl Escaped {
    fn new(code: String) -> Self {
        Self { code, before: String::new(), after: String::new() }
    }
}

/// A code span, with the escapes of the flavor's generator; `None` for what none can hold.
pub(crate) fn code_span(code: &str, flavor: Flavor) -> Option<String> {
    if divides(code, flavor) {
        return None;
    }
    if !are_in(code, flavor) {
        return destination::code_span(code);
    }
    // A comment before code would be a block of its own where the code begins a line.
    let escaped = escaped(code, flavor).filter(|escaped| escaped.before.is_empty())?;
    Some(destination::code_span(&escaped.code)? + &escaped.after)
}

/// Hugo's comments: `{{</* … */>}}` is `{{< … >}}` in the page, whatever is between them but for `*/`.
fn hugo(code: &str) -> Option<Escaped> {
    if code.contains("{{</") || code.contains("{{%/") {
        // With the slash of `{{</name>}}` the comment would begin and end at once, so it begins before the code.
        let escaped = Escaped {
            code: code.to_owned(),
            before: "<!-- {{</* -->".to_owned(),
            after: "<!-- */>}} -->".to_owned(),
        };
        return (!code.contains("*/")).then_some(escaped);
    }
    let mut out = Escaped::new(String::with_capacity(code.len() + 8));
    let mut rest = code;
    loop {
        let next = [rest.find("{{<"), rest.find("{{%")].into_iter().flatten().min();
        let Some(at) = next else {
            out.code.push_str(rest);
            return Some(out);
        };
        let (before, opening) = rest.split_at(at);
        let (opening, inner) = opening.split_at(3);
        let closing = if opening == "{{<" { ">}}" } else { "%}}" };
        out.code.push_str(before);
        out.code.push_str(opening);
        out.code.push_str("/*");
        let (inner, after) = match inner.split_once(closing) {
            Some((inner, after)) => (inner, Some(after)),
            None => (inner, None),
        };
        if inner.contains("*/") {
            return None;
        }
        out.code.push_str(inner);
        let Some(after) = after else {
            out.after = format!("<!-- */{closing} -->");
            return Some(out);
        };
        out.code.push_str("*/");
        out.code.push_str(closing);
        rest = after;
    }
}

/// Liquid's `{% raw %}`. It ends at the first `endraw` tag, so such a tag in the code is written as a string.
fn liquid(code: &str) -> String {
    let mut raw = String::with_capacity(code.len() + 24);
    let mut rest = code;
    while let Some(at) = rest.find("{%") {
        let (before, tag) = rest.split_at(at);
        raw.push_str(before);
        let name = tag[2..].trim_start_matches('-').trim_start();
        raw.push_str(if name.starts_with("endraw") { "{% endraw %}{{ \"{%\" }}{% raw %}" } else { "{%" });
        rest = &tag[2..];
    }
    format!("{{% raw %}}{raw}{rest}{{% endraw %}}")
}

/// TeX with a space between its braces, which says the same.
pub(crate) fn spaced(tex: &str, flavor: Flavor) -> Cow<'_, str> {
    if !are_in(tex, flavor) && !(flavor == Flavor::Zola && (tex.contains("{{") || tex.contains("{%"))) {
        return Cow::Borrowed(tex);
    }
    Cow::Owned(tex.replace("{{", "{ {").replace("{{", "{ {").replace("{%", "{ %"))
}

/// Finished Markdown in which no generator finds anything: what would be one of its tags has a reference for its
/// second character.
pub(crate) fn defused(text: String, flavor: Flavor) -> String {
    if !flavor.has_templates() {
        return text;
    }
    let text = match flavor {
        Flavor::Hugo if are_in(&text, flavor) => {
            undivided(text.replace("{{<", "{&#123;<").replace("{{%", "{&#123;%"))
        }
        Flavor::Hugo => undivided(text),
        Flavor::Zola => zola::defused(text),
        Flavor::Jekyll if are_in(&text, flavor) => text.replace("{{", "{&#123;").replace("{%", "{&#37;"),
        _ => text,
    };
    if text.contains(KEPT) { text.replace(KEPT, "{") } else { text }
}

/// Markdown without Hugo's divider: its first character becomes a reference.
fn undivided(text: String) -> String {
    if !text.contains(DIVIDER) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (number, part) in text.split(DIVIDER).enumerate() {
        if number > 0 {
            let backslashes = out.len() - out.trim_end_matches('\\').len();
            if backslashes % 2 == 1 {
                // The escape of `<`; before a reference it would change that.
                out.pop();
            }
            out.push_str("&lt;");
            out.push_str(&DIVIDER[1..]);
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn code(flavor: Flavor, code: &str, want: &str, after: &str) {
        let escaped = escaped(code, flavor).unwrap();
        let plain = |text: &str| text.replace(KEPT, "{");
        assert_eq!((&*plain(&escaped.code), &*plain(&escaped.after)), (want, after));
    }

    #[test]
    fn code_takes_hugo_s_own_comments() {
        let check = |text: &str, want: &str, after: &str| code(Flavor::Hugo, text, want, after);
        check("{{< a \"b\" >}}", "{{</* a \"b\" */>}}", "");
        check("{{% a %}}x{{< /a >}}", "{{%/* a */%}}x{{</* /a */>}}", "");
        check("{{< a", "{{</* a", "<!-- */>}} -->");
        check("{{% a >}}", "{{%/* a >}}", "<!-- */%}} -->");
        check("{{< a {{< b >}} >}}", "{{</* a {{< b */>}} >}}", "");
        check("{{</a>}}", "{{</a>}}", "<!-- */>}} -->");
        assert_eq!(escaped("{{</* a */>}}", Flavor::Hugo), None);
        assert_eq!(escaped("{{< a */ b", Flavor::Hugo), None);
    }

    #[test]
    fn code_is_raw_to_liquid() {
        let check = |text: &str, want: &str| code(Flavor::Jekyll, text, want, "");
        check("{{ a }}", "{% raw %}{{ a }}{% endraw %}");
        check(
            "{% raw %}a{%- endraw %}",
            "{% raw %}{% raw %}a{% endraw %}{{ \"{%\" }}{% raw %}- endraw %}{% endraw %}",
        );
    }

    #[test]
    fn braces_are_defused_for_who_looks_for_them() {
        let check = |flavor: Flavor, text: &str, want: &str| {
            assert_eq!(defused(text.to_owned(), flavor), want);
        };
        check(Flavor::Gfm, "{{< a >}} {%", "{{< a >}} {%");
        check(Flavor::Hugo, "{{< a >}} {{{% b {{ c }} {% d %}", "{&#123;< a >}} {{&#123;% b {{ c }} {% d %}");
        check(Flavor::Hugo, "\\<!--more-->{{< a", "&lt;!--more-->{&#123;< a");
        check(Flavor::Hugo, "a\\\\\\<!--more--><!--more-->", "a\\\\&lt;!--more-->&lt;!--more-->");
        check(Flavor::Hugo, "\\<!-- more -->", "\\<!-- more -->");
        check(Flavor::Zola, "\\<!--more-->", "\\<!--more-->");
        check(Flavor::Jekyll, "{{{%", "{&#123;{&#37;");
        check(Flavor::Zola, "{{ a }} {{ a() }} {% b() %}", "{{ a }} {&#123; a() }} {&#37; b() %}");
        assert_eq!(spaced("x^{{{a}}}", Flavor::Jekyll), "x^{ { {a}}}");
        assert!(!are_in(&defused("{{{{%{{".to_owned(), Flavor::Jekyll), Flavor::Jekyll));
        assert!(!are_in(&defused("{{{{%{{<{{{<".to_owned(), Flavor::Hugo), Flavor::Hugo));
    }
}
