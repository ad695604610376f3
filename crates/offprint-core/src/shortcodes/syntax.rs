//! The syntax of shortcodes: `[name]`, `[name key="value" flag]`, `[name/]`, `[/name]`.
//!
//! Quotation marks may have been curled by the theme's typography, and a tag in HTML may have references, line breaks
//! and markup in it.

/// A tag is never longer, in bytes.
const LONGEST: usize = 20_000;
/// A name is never longer, in bytes.
const LONGEST_NAME: usize = 80;

/// What a tag is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// Text without markup.
    Text,
    /// HTML: `&#8221;` is a quotation mark, and `<br />` white space.
    Html,
}

/// A value of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribute {
    /// In lower case; empty for a value without a name.
    pub(crate) key: String,
    pub(crate) value: String,
    /// Whether the value was in quotation marks.
    pub(crate) quoted: bool,
}

/// A tag in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    /// In lower case.
    pub(crate) name: String,
    /// `[/name]`
    pub(crate) closes: bool,
    /// `[name/]` has no end of its own.
    pub(crate) closed: bool,
    pub(crate) attributes: Vec<Attribute>,
    /// Where it ends in the text.
    pub(crate) end: usize,
    /// Whether there is markup in it.
    pub(crate) has_markup: bool,
}

impl Tag {
    /// A value by its key.
    pub(crate) fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.key == key).map(|found| found.value.as_str())
    }

    /// The first value that has no name: `[youtube https://…]`, `[youtube=https://…]`.
    pub(crate) fn bare(&self) -> Option<&str> {
        self.attribute("")
    }

    /// Whether this can only be a shortcode, whatever its name: `[email]`, `[sic]` and `[see n=5]` are words.
    pub(crate) fn is_unmistakable(&self) -> bool {
        let mut named = self.attributes.iter().filter(|attribute| !attribute.key.is_empty()).peekable();
        if self.closes || named.peek().is_none() {
            return false;
        }
        let all_named = self.attributes.iter().all(|attribute| attribute.key.len() > 1);
        named.any(|attribute| attribute.quoted) || all_named
    }
}

/// The tag that begins at this `[`, if one does. `work` is what may still be looked at, in characters.
pub(crate) fn tag_at(text: &str, open: usize, source: Source, work: &mut usize) -> Option<Tag> {
    let rest = text.get(open + 1..)?;
    let closes = rest.starts_with('/');
    let named = rest.strip_prefix('/').unwrap_or(rest);
    let length = named.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))?;
    let begins = named.starts_with(|c: char| c.is_ascii_alphabetic());
    if length == 0 || length > LONGEST_NAME || !begins {
        return None;
    }
    let name = named[..length].to_ascii_lowercase();
    let from = text.len() - named.len() + length;
    let inner = &text[from..];
    let parted = inner.starts_with(|c: char| c.is_whitespace() || matches!(c, ']' | '/' | '='));
    if !(parted || source == Source::Html && inner.starts_with(['<', '&'])) {
        return None;
    }
    let found = inner_of(inner, source, work)?;
    let trimmed = found.text.trim_end();
    let (written, closed) = match trimmed.strip_suffix('/') {
        Some(written) if !written.ends_with('/') => (written, true),
        _ => (trimmed, false),
    };
    // `[name&]` has no space behind its name.
    if !written.is_empty() && !written.starts_with(|c: char| c.is_whitespace() || matches!(c, '=' | '/')) {
        return None;
    }
    if closes && !written.trim().is_empty() {
        return None;
    }
    let attributes = attributes(written);
    Some(Tag { name, closes, closed, attributes, end: from + found.end, has_markup: found.has_markup })
}

/// What is between a tag's name and its `]`.
struct Inner {
    text: String,
    end: usize,
    has_markup: bool,
}

fn inner_of(inner: &str, source: Source, work: &mut usize) -> Option<Inner> {
    let mut text = String::new();
    let mut quote: Option<char> = None;
    // Where the tag ends if its quotation never does.
    let mut first: Option<(usize, usize)> = None;
    let mut has_markup = false;
    let mut at = 0;
    while let Some(next) = inner[at..].chars().next() {
        if at > LONGEST || *work == 0 {
            break;
        }
        *work -= 1;
        let mut length = next.len_utf8();
        let mut letter = next;
        if source == Source::Html {
            if next == '<' {
                let (space, end) = markup(&inner[at..])?;
                has_markup = true;
                text.push_str(space);
                at += end;
                continue;
            }
            if next == '&'
                && let Some((decoded, end)) = reference(&inner[at..])
            {
                (letter, length) = (decoded, end);
            }
        }
        match (quote, quotation(letter)) {
            (None, Some(kind)) if text.trim_end().ends_with('=') || text.ends_with(char::is_whitespace) => {
                quote = Some(kind);
            }
            (Some(open), Some(kind)) if open == kind && is_end_of_value(&inner[at + length..], source) => {
                quote = None;
            }
            (None, _) if letter == ']' => return Some(Inner { text, end: at + 1, has_markup }),
            (None, _) if letter == '[' => break,
            (Some(_), _) if letter == ']' => first = first.or(Some((text.len(), at + 1))),
            _ => {}
        }
        text.push(letter);
        at += length;
    }
    // A quotation that never ends held nothing.
    first.map(|(length, end)| {
        text.truncate(length);
        Inner { text, end, has_markup }
    })
}

/// Whether a value ends before this: at a space, at the end of the tag.
fn is_end_of_value(rest: &str, source: Source) -> bool {
    let space = |c: char| c.is_whitespace() || matches!(c, ']' | '/');
    rest.is_empty()
        || rest.starts_with(space)
        || source == Source::Html && (rest.starts_with('<') || rest.starts_with("&nbsp;"))
}

/// Markup that may be within a tag: the white space that it is, and where it ends.
fn markup(rest: &str) -> Option<(&'static str, usize)> {
    const WITHIN: [&str; 14] =
        ["br", "p", "a", "em", "i", "strong", "b", "span", "u", "wbr", "font", "small", "sup", "div"];
    let end = rest.find('>')?;
    let inner = rest[1..end].trim_start_matches('/');
    let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let known = WITHIN.iter().find(|known| known.eq_ignore_ascii_case(name))?;
    let space = if matches!(*known, "br" | "p" | "div") { "\n" } else { "" };
    Some((space, end + 1))
}

/// The character that a reference stands for, and where the reference ends.
pub(crate) fn reference(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(12).position(|byte| byte == b';')?;
    let name = &rest[1..end];
    let letter = if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        char::from_u32(code).filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))?
    } else {
        match name {
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            "lt" => '<',
            "gt" => '>',
            "nbsp" => '\u{a0}',
            "ldquo" => '“',
            "rdquo" => '”',
            "lsquo" => '‘',
            "rsquo" => '’',
            "bdquo" => '„',
            "laquo" => '«',
            "raquo" => '»',
            "Prime" => '″',
            "prime" => '′',
            "ndash" => '–',
            "mdash" => '—',
            "hellip" => '…',
            "lbrack" | "lsqb" => '[',
            "rbrack" | "rsqb" => ']',
            "times" => '×',
            _ => return None,
        }
    };
    Some((letter, end + 1))
}

/// Quotation marks that replace the straight double or single one.
fn quotation(c: char) -> Option<char> {
    match c {
        '"' | '“' | '”' | '„' | '″' | '»' | '«' | '‟' => Some('"'),
        '\'' | '‘' | '’' | '′' | '‚' => Some('\''),
        _ => None,
    }
}

fn attributes(written: &str) -> Vec<Attribute> {
    let mut found = Vec::new();
    let mut rest = written.trim();
    while !rest.is_empty() {
        let name_end = rest.find(|c: char| c == '=' || c.is_whitespace() || quotation(c).is_some());
        let (name, after) = rest.split_at(name_end.unwrap_or(rest.len()));
        let is_address = name.contains("://") || name.contains('/');
        // Spaces may be around the sign of equality.
        let value = after.trim_start().strip_prefix('=').map(str::trim_start);
        let (key, (value, quoted, next)) = match value {
            // An address without a name may hold an equals sign itself.
            Some(_) if is_address => ("", bare_word(rest)),
            Some(value) => (name, word(value)),
            None if name.is_empty() => ("", word(after)),
            None => ("", (name, false, after)),
        };
        found.push(Attribute { key: key.to_ascii_lowercase(), value: value.to_owned(), quoted });
        // What is not taken must get shorter.
        rest = if next.len() < rest.len() { next.trim_start() } else { "" };
    }
    found
}

/// A value, quoted or up to the next space; whether it was quoted; and what follows it.
fn word(text: &str) -> (&str, bool, &str) {
    let mut chars = text.chars();
    let Some(quote) = chars.next().and_then(quotation) else { return bare_word(text) };
    let inner = chars.as_str();
    let ends = inner.char_indices().filter(|(_, c)| quotation(*c) == Some(quote));
    let mut first = None;
    for (at, c) in ends {
        let after = &inner[at + c.len_utf8()..];
        if is_end_of_value(after, Source::Text) {
            return (&inner[..at], true, after);
        }
        first = first.or(Some((at, after)));
    }
    match first {
        Some((at, after)) => (&inner[..at], true, after),
        None => (inner, true, ""),
    }
}

fn bare_word(text: &str) -> (&str, bool, &str) {
    let (value, after) = text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()));
    (value, false, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, source: Source, expected: &str) {
        let shown = tag_at(text, 0, source, &mut 10_000).map_or_else(String::new, |tag| {
            let slash = if tag.closes { "/" } else { "" };
            let pairs = tag.attributes.iter().map(|found| format!("{}={}", found.key, found.value));
            format!("{slash}{} {}", tag.name, pairs.collect::<Vec<_>>().join("|")).trim().to_owned()
        });
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn tags_and_their_attributes() {
        let text = |written: &str, expected: &str| check(written, Source::Text, expected);
        text("[b] c", "b");
        text("[/b]", "/b");
        text("[vc_row el_class=”x y” id=″3″]", "vc_row el_class=x y|id=3");
        text("[a b='c]d' e=f]", "a b=c]d|e=f");
        text("[a b = \"c\" d= e]", "a b=c|d=e");
        text("[a b=‘it’s here’ c=”5″]", "a b=it’s here|c=5");
        text("[youtube https://youtu.be/x?t=1]", "youtube =https://youtu.be/x?t=1");
        text("[youtube=https://youtu.be/x?t=1]", "youtube =https://youtu.be/x?t=1");
        text("[gallery/]", "gallery");
        text("[x \"two words\" 5 /]", "x =two words|=5");
        text("[sc name=\"x]", "sc name=x");
        for none in ["[[gallery]]", "[1]", "[…]", "[a", "[a [b]]", "[a:b]", "[/a b]", "[a&b]"] {
            text(none, "");
        }
    }

    #[test]
    fn tags_in_html() {
        let html = |written: &str, expected: &str| check(written, Source::Html, expected);
        html("[a b=&#8221;c d&#8221; e=&#8243;5&#8243;]", "a b=c d|e=5");
        html("[a b=\"c\"<br />\nd=\"e\"]", "a b=c|d=e");
        html("[a b=\"<em>c</em> d</p>\n<p>e\"]", "a b=c d\n\n\ne");
        html("[a b=&quot;x &amp; &lt;i&gt;y&lt;/i&gt;&quot;]", "a b=x & <i>y</i>");
        html("[a b=\"<code>x</code>\"]", "");
    }
}
