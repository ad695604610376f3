//! Text and tags, told apart without a tree: raw text need not be whole HTML yet.

/// A piece of text with tags in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    /// `<…>`
    Tag(&'a str),
    /// `<!--…-->`
    Comment(&'a str),
}

/// The pieces in their order.
pub(super) fn pieces(text: &str) -> Pieces<'_> {
    Pieces { text, at: 0, quotes: true }
}

#[derive(Debug)]
pub(super) struct Pieces<'a> {
    text: &'a str,
    at: usize,
    /// Whether `>` within quotes is looked for: not any more once a quote did not end.
    quotes: bool,
}

impl<'a> Pieces<'a> {
    /// Where the next piece begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes on from there.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = at;
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        if let Some(comment) = rest.strip_prefix("<!--")
            && let Some(end) = comment.find("-->")
        {
            let comment = &rest[..4 + end + 3];
            self.at += comment.len();
            return Some(Piece::Comment(comment));
        }
        if begins_tag(rest) {
            let end = if self.quotes { quoted_end(rest) } else { None };
            self.quotes &= end.is_some();
            if let Some(end) = end.or_else(|| rest.find('>')) {
                let tag = &rest[..=end];
                self.at += tag.len();
                return Some(Piece::Tag(tag));
            }
        }
        let start = usize::from(rest.starts_with('<'));
        let next = memchr::memchr_iter(b'<', &rest.as_bytes()[start..])
            .map(|at| start + at)
            .find(|&at| begins_tag(&rest[at..]) || rest[at..].starts_with("<!--"));
        let text = &rest[..next.unwrap_or(rest.len())];
        self.at += text.len();
        Some(Piece::Text(text))
    }
}

fn begins_tag(rest: &str) -> bool {
    let mut bytes = rest.bytes();
    bytes.next() == Some(b'<') && matches!(bytes.next(), Some(b'/' | b'a'..=b'z' | b'A'..=b'Z' | b'!' | b'?'))
}

/// Where the tag ends; what stands in quotes may hold `>`.
fn quoted_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if rest.as_bytes()[at - 1] == b'=' => quote = Some(byte),
            (None, b'>') => return Some(at),
            (None, b'<') if at > 0 => return None,
            _ => {}
        }
    }
    None
}

/// The name of a tag in lower case, and whether it is an end.
pub(super) fn name_of(tag: &str) -> (String, bool) {
    let inner = tag.trim_start_matches('<');
    let (inner, closing) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    (inner[..end].to_ascii_lowercase(), closing)
}

/// Where the element that begins before `from` ends, its own end included.
pub(super) fn end_of(text: &str, from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    while let Some(found) = memchr::memmem::find(&text.as_bytes()[at..], b"</") {
        let start = at + found + 2;
        let rest = &text.as_bytes()[start..];
        if rest.get(..name.len()).is_some_and(|is| is.eq_ignore_ascii_case(name.as_bytes())) {
            return memchr::memchr(b'>', rest).map(|end| start + end + 1);
        }
        at = start;
    }
    None
}

/// For text that goes into an attribute.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let shown = pieces(text).map(|piece| match piece {
            Piece::Text(text) => format!("t{text}"),
            Piece::Tag(tag) => tag.to_owned(),
            Piece::Comment(comment) => format!("c{comment}"),
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn tags_and_text() {
        check("a<b>c</b>", &["ta", "<b>", "tc", "</b>"]);
        check("a < b<!-- <i> -->c", &["ta < b", "c<!-- <i> -->", "tc"]);
        check("<img alt=\"a > b\">c", &["<img alt=\"a > b\">", "tc"]);
        check("<img alt=\"a>b<i>c", &["<img alt=\"a>", "tb", "<i>", "tc"]);
        check("<!-- no end", &["t<!-- no end"]);
        check("a<", &["ta<"]);
    }
}
