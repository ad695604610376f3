//! Two line breaks in a row are the end of a paragraph.

use super::tidy::{self, Kept};
use crate::model::Inline;

/// The paragraphs of a line that is not finished: parted wherever two or more breaks follow one another with nothing
/// to see between them, and finished. Emphasis, links and other elements around a gap are around both sides of it.
pub(super) fn paragraphs(line: Vec<Inline>, kept: Kept) -> Vec<Vec<Inline>> {
    if kept.typing || count_breaks(&line) < 2 {
        let line = tidy::line(line, kept);
        return if line.is_empty() { Vec::new() } else { vec![line] };
    }
    let parts = split(tidy::line_with_gaps(line, kept)).into_iter().map(|part| tidy::line(part, kept));
    parts.filter(|part| !part.is_empty()).collect()
}

fn count_breaks(line: &[Inline]) -> usize {
    let count = |inline: &Inline| match inline {
        Inline::Break => 1,
        other => other.content().map_or(0, count_breaks),
    };
    line.iter().map(count).sum()
}

/// The parts between gaps; at least one.
fn split(line: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut parts: Vec<Vec<Inline>> = Vec::new();
    let mut part = Vec::new();
    let mut line = line.into_iter().peekable();
    while let Some(mut inline) = line.next() {
        if inline == Inline::Break && line.peek() == Some(&Inline::Break) {
            while line.next_if_eq(&Inline::Break).is_some() {}
            parts.push(std::mem::take(&mut part));
            continue;
        }
        if inline.content().is_none_or(|content| count_breaks(content) < 2) {
            part.push(inline);
            continue;
        }
        let content = inline.content_mut().map(std::mem::take).unwrap_or_default();
        let inner = split(content);
        let last = inner.len() - 1;
        for (index, content) in inner.into_iter().enumerate() {
            let mut copy = inline.clone();
            if let Some(place) = copy.content_mut() {
                *place = content;
            }
            part.push(copy);
            if index < last {
                parts.push(std::mem::take(&mut part));
            }
        }
    }
    parts.push(part);
    parts
}

#[cfg(test)]
mod tests {
    use super::super::cleaner::{CleanContext, clean_blocks};

    /// What these blocks are, one a line; blocks within are in brackets.
    fn check(html: &str, expected: &str) {
        let cleaned = clean_blocks(html, &CleanContext::default());
        let blocks = format!("{:?}", cleaned.blocks);
        assert_eq!(blocks, expected, "{html}");
    }

    #[test]
    fn two_breaks_are_two_paragraphs() {
        let two = r#"[Paragraph([Text("a")]), Paragraph([Text("b")])]"#;
        for gap in [
            "<br><br>",
            "<br /><br />",
            "<br />\n<br />",
            "<br>&nbsp;<br>",
            "<br><br><br>",
            "<br> <br>&nbsp;&nbsp;<br>\n",
            "<span><br></span><br>",
            "<br><span> </span><br>",
            "<br clear='all'><br>",
            "<b><br><br></b>",
        ] {
            check(&format!("<p>a{gap}b</p>"), two);
            check(&format!("a{gap}b"), two);
            check(&format!("<div>{gap}a{gap}b{gap}</div>"), two);
        }
        check("<p>a<br>b</p>", r#"[Paragraph([Text("a"), Break, Text("b")])]"#);
        check(
            "<p>a<br>b<br><br>c<br>d</p>",
            r#"[Paragraph([Text("a"), Break, Text("b")]), Paragraph([Text("c"), Break, Text("d")])]"#,
        );
    }

    #[test]
    fn what_is_around_a_gap_is_around_both_sides() {
        check(
            "<p>x <em>a<br><br>b</em> y</p>",
            r#"[Paragraph([Text("x "), Emphasis([Text("a")])]), Paragraph([Emphasis([Text("b")]), Text(" y")])]"#,
        );
        check(
            "<p><b>a<br></b><br><i>b<br></i></p>",
            r#"[Paragraph([Strong([Text("a")])]), Paragraph([Emphasis([Text("b")])])]"#,
        );
        check(
            "<p><b><i>a<br><br>b</i> c<br><br>d</b></p>",
            r#"[Paragraph([Strong([Emphasis([Text("a")])])]), Paragraph([Strong([Emphasis([Text("b")]), Text(" c")])]), Paragraph([Strong([Text("d")])])]"#,
        );
        check(
            "<p><a href='https://b.example/'>a<br><br>b</a></p>",
            r#"[Paragraph([Link(Link { url: "https://b.example/", title: None, content: [Text("a")] })]), Paragraph([Link(Link { url: "https://b.example/", title: None, content: [Text("b")] })])]"#,
        );
        check(
            "<p><span lang='fr'>a<br><br>b</span></p>",
            r#"[Paragraph([Span { language: Some(Language("fr")), direction: None, content: [Text("a")] }]), Paragraph([Span { language: Some(Language("fr")), direction: None, content: [Text("b")] }])]"#,
        );
    }

    #[test]
    fn paragraphs_are_where_blocks_may_be() {
        let two = r#"[Paragraph([Text("a")]), Paragraph([Text("b")])]"#;
        check(
            "<blockquote>a<br><br>b</blockquote>",
            &format!("[Quote(Quote {{ blocks: {two}, attribution: [] }})]"),
        );
        check(
            "<ul><li>a<br><br>b</li></ul>",
            &format!(
                "[List(List {{ kind: Bullet, tight: false, items: [ListItem {{ blocks: {two}, checked: None }}] }})]"
            ),
        );
        check(
            "<dl><dt>t<br><br>u</dt><dd>a<br><br>b</dd></dl>",
            &format!(
                r#"[Definitions([Definition {{ terms: [[Text("t"), Break, Text("u")]], details: [{two}] }}])]"#
            ),
        );
        let cell = format!(
            "{:?}",
            clean_blocks("<table><tr><td>a<br><br>b</td></tr></table>", &CleanContext::default()).blocks
        );
        assert!(cell.contains(&format!("Cell {{ blocks: {two}")), "{cell}");
    }

    #[test]
    fn lines_stay_one() {
        check(
            "<h2>a<br><br>b</h2>",
            r#"[Heading(Heading { level: 2, content: [Text("a"), Break, Text("b")], anchor: None })]"#,
        );
        check(
            "<pre class='wp-block-verse'>a<br><br>b</pre>",
            r#"[Verse([Text("a"), Break, Break, Text("b")])]"#,
        );
        check("<pre>a<br><br>b</pre>", r#"[Preformatted([Text("a\n\nb")])]"#);
    }
}
