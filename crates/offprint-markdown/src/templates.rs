//! What site generators would take for their own before Markdown is read: `{{` and `{%`.

use crate::options::Flavor;
use std::borrow::Cow;

/// Stands for `{` where it must stay one.
const KEPT: char = '\u{1}';
/// Jekyll's line before what it must not look into, its brace kept.
pub(crate) const RAW: &str = "\u{1}% raw %}";
/// The line after.
pub(crate) const END_RAW: &str = "\u{1}% endraw %}";

/// Whether the flavour's generator would find something of its own in this text.
pub(crate) fn are_in(text: &str, flavor: Flavor) -> bool {
    match flavor {
        Flavor::Hugo => text.contains("{{<") || text.contains("{{%"),
        Flavor::Jekyll | Flavor::Zola => text.contains("{{") || text.contains("{%"),
        _ => false,
    }
}

/// The text with every `{` kept as it is.
pub(crate) fn kept(text: &str) -> String {
    text.replace('{', "\u{1}")
}

/// TeX with a space between its braces, which says the same.
pub(crate) fn spaced(tex: &str, flavor: Flavor) -> Cow<'_, str> {
    if !are_in(tex, flavor) {
        return Cow::Borrowed(tex);
    }
    Cow::Owned(tex.replace("{{", "{ {").replace("{{", "{ {").replace("{%", "{ %"))
}

/// A finished text in which no generator finds anything: of two characters the second is a reference.
pub(crate) fn defused(text: String, flavor: Flavor) -> String {
    if !flavor.has_templates() {
        return text;
    }
    let text =
        if are_in(&text, flavor) { text.replace("{{", "{&#123;").replace("{%", "{&#37;") } else { text };
    text.replace(KEPT, "{")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_defused_for_who_looks_for_them() {
        let check = |flavor: Flavor, want: &str| assert_eq!(defused("{{< a >}} {%".to_owned(), flavor), want);
        check(Flavor::Gfm, "{{< a >}} {%");
        check(Flavor::Hugo, "{&#123;< a >}} {&#37;");
        assert_eq!(defused("{{{%".to_owned(), Flavor::Jekyll), "{&#123;{&#37;");
        assert_eq!(spaced("x^{{{a}}}", Flavor::Jekyll), "x^{ { {a}}}");
        assert!(!are_in(&defused("{{{{%{{".to_owned(), Flavor::Jekyll), Flavor::Jekyll));
    }
}
