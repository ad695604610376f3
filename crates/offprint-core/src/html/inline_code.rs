//! Code within a line: `code`, `tt` and `samp`.
//!
//! The model's inline code is text alone. What an author put into code beyond text (a link, emphasis, a picture, a
//! line break) is kept, and the text of it is code: `<code>a <a>b</a></code>` is code, a space, and a link around code.

use super::arena::{Arena, NodeId};
use super::cleaner::{Cleaner, is_block};
use super::{lines, tidy};
use crate::model::{Code, Inline};

/// Whether this element is code within a line.
pub(super) fn is_code(name: &str) -> bool {
    matches!(name, "code" | "tt" | "samp")
}

/// The inlines of an element that is code.
pub(super) fn code_to_inlines(cleaner: &mut Cleaner<'_>, node: NodeId, line: &mut Vec<Inline>) {
    let arena = cleaner.arena;
    if is_text_alone(arena, node) {
        push_code(&cleaner.visible_text(node), WhiteSpace::here(cleaner), line);
        return;
    }
    let content = lines::children_to_inlines(cleaner, node);
    into_code(content, WhiteSpace::here(cleaner), line);
}

/// What becomes of the white space of code.
#[derive(Debug, Clone, Copy)]
pub(super) enum WhiteSpace {
    /// Runs become one space; at the ends it is set beside the code.
    Folded,
    /// It is kept as typed; a line end is a space.
    Typed,
    /// It is kept, line ends included.
    Lines,
}

impl WhiteSpace {
    /// That of code where the cleaner is now.
    pub(super) fn here(cleaner: &Cleaner<'_>) -> Self {
        match (cleaner.keeps_space, cleaner.kept().typing) {
            (true, _) => Self::Lines,
            (false, true) => Self::Typed,
            (false, false) => Self::Folded,
        }
    }
}

/// Turns the text of these inlines into code, and keeps what is around it.
pub(super) fn into_code(content: Vec<Inline>, space: WhiteSpace, line: &mut Vec<Inline>) {
    for mut inline in content {
        match &mut inline {
            Inline::Text(text) => {
                push_code(text, space, line);
                continue;
            }
            other => {
                if let Some(content) = other.content_mut() {
                    let mut inner = Vec::with_capacity(content.len());
                    into_code(std::mem::take(content), space, &mut inner);
                    *content = inner;
                }
            }
        }
        line.push(inline);
    }
}

/// Adds code; the white space at its ends is set beside it, where all formats keep it.
fn push_code(text: &str, space: WhiteSpace, line: &mut Vec<Inline>) {
    if matches!(space, WhiteSpace::Typed) {
        let code = text.replace("\r\n", " ").replace(['\n', '\r', '\t', '\u{c}'], " ");
        line.extend((!code.is_empty()).then_some(Inline::Code(code)));
        return;
    }
    if matches!(space, WhiteSpace::Lines) {
        for (index, part) in text.split('\n').enumerate() {
            if index > 0 {
                line.push(Inline::Text("\n".to_owned()));
            }
            if !part.is_empty() {
                line.push(Inline::Code(part.to_owned()));
            }
        }
        return;
    }
    let folded = tidy::fold_spaces(text);
    let code = folded.trim_matches(' ');
    if folded.starts_with(' ') {
        line.push(Inline::Text(" ".to_owned()));
    }
    if !code.is_empty() {
        line.push(Inline::Code(code.to_owned()));
        if folded.ends_with(' ') {
            line.push(Inline::Text(" ".to_owned()));
        }
    }
}

/// Code of several lines with nothing beside it: a block of code. Editors make it of lines within `code`.
pub(super) fn as_block(cleaner: &Cleaner<'_>, node: NodeId) -> Option<Code> {
    let arena = cleaner.arena;
    if !is_code(arena.name(node)) || cleaner.keeps_space || cleaner.in_link || cleaner.kept().typing {
        return None;
    }
    arena.find(node, "br")?;
    let plain = |inner: NodeId| {
        arena.text(inner).is_some()
            || arena.comment(inner).is_some()
            || matches!(arena.name(inner), "br" | "em" | "strong" | "i" | "b" | "var")
            || (is_text_alone_element(arena, inner) && !matches!(arena.name(inner), "script" | "style"))
    };
    let in_cell = || {
        std::iter::successors(Some(node), |&at| arena.parent(at))
            .any(|at| matches!(arena.name(at), "td" | "th"))
    };
    if !is_alone(arena, node) || !arena.descendants(node).all(plain) || in_cell() {
        return None;
    }
    let text = lines_of(arena, node);
    text.contains('\n').then(|| Code { language: super::code::language(arena, node, false), text })
}

/// The lines of the text, as `br` parts them. White space at the end of a line goes, and so does an indent that all
/// lines have, which is the page's and not the code's.
fn lines_of(arena: &Arena, node: NodeId) -> String {
    let mut lines = vec![String::new()];
    for inner in arena.descendants(node) {
        match arena.text(inner) {
            Some(text) => lines.last_mut().into_iter().for_each(|line| line.push_str(text)),
            None if arena.name(inner) == "br" => lines.push(String::new()),
            None => {}
        }
    }
    // A line end of the source is a space to a browser, and none beside a `br`.
    let clean = |line: String| {
        let line = line.replace('\u{a0}', " ").replace("\r\n", "\n");
        let line = line.trim_end().trim_start_matches('\n');
        line.split('\n').map(str::trim_end).collect::<Vec<_>>().join(" ")
    };
    let lines: Vec<String> = lines.into_iter().map(clean).collect();
    let indent = |line: &&String| line.len() - line.trim_start_matches([' ', '\t']).len();
    let filled = || lines.iter().filter(|line| !line.is_empty());
    let common = filled().map(|line| indent(&line)).min().unwrap_or_default();
    let lines = lines.iter().map(|line| line.get(common..).unwrap_or_default());
    let text = lines.collect::<Vec<_>>().join("\n");
    text.trim_matches('\n').to_owned()
}

/// Whether nothing but white space is in the same line, up to the nearest block; cells of tables hold lines.
fn is_alone(arena: &Arena, node: NodeId) -> bool {
    let blank = |n: NodeId| {
        arena.comment(n).is_some()
            || arena.text(n).map_or(arena.name(n) == "br", |text| text.trim().is_empty())
    };
    let line_ends = |n: &NodeId| !is_block(arena.name(*n));
    let before = std::iter::successors(arena.previous(node), |&n| arena.previous(n));
    let after = std::iter::successors(arena.next(node), |&n| arena.next(n));
    let parent = arena.parent(node);
    let holds_blocks = parent.is_none_or(|parent| {
        parent == arena.root()
            || matches!(
                arena.name(parent),
                "p" | "div" | "li" | "dd" | "blockquote" | "section" | "article" | "aside" | "center"
            )
    });
    holds_blocks && before.take_while(line_ends).all(blank) && after.take_while(line_ends).all(blank)
}

/// Whether there is nothing in this element but text and what only says how text looks.
fn is_text_alone(arena: &Arena, node: NodeId) -> bool {
    arena.descendants(node).all(|inner| {
        arena.text(inner).is_some() || arena.comment(inner).is_some() || is_text_alone_element(arena, inner)
    })
}

/// Elements of highlighters, and code within code.
fn is_text_alone_element(arena: &Arena, node: NodeId) -> bool {
    match arena.name(node) {
        "span" => !["lang", "xml:lang", "dir"].iter().any(|name| arena.attribute(node, name).is_some()),
        "font" | "big" | "small" | "nobr" | "wbr" | "script" | "style" => true,
        name => is_code(name),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cleaner::{CleanContext, clean_blocks};

    fn check(html: &str, expected: &str) {
        let cleaned = clean_blocks(html, &CleanContext::default());
        assert_eq!(format!("{:?}", cleaned.blocks), format!("[{expected}]"), "{html}");
    }

    fn check_line(html: &str, expected: &str) {
        check(&format!("<p>{html}</p>"), &format!("Paragraph([{expected}])"));
    }

    const LINK: &str = "<a href='https://b.example/'>b</a>";
    const LINKED: &str = r#"Link(Link { url: "https://b.example/", title: None, content: [Code("b")] })"#;

    #[test]
    fn a_link_in_code_holds_code() {
        check_line(&format!("<code>{LINK}</code>"), LINKED);
        check_line(&format!("<tt>{LINK}</tt>"), LINKED);
        check_line(&format!("<samp><b>{LINK}</b></samp>"), &format!("Strong([{LINKED}])"));
        check_line("<a href='https://b.example/'><code>b</code></a>", LINKED);
        let parts =
            format!(r#"Text("x "), Code("a"), Text(" "), {LINKED}, Text(" "), Code("c"), Text(" y")"#);
        check_line(&format!("x <code>a {LINK} c</code> y"), &parts);
        let parts = format!(r#"Code("a("), {LINKED}, Code(")")"#);
        check_line(&format!("<code>a({LINK})</code>"), &parts);
    }

    #[test]
    fn what_else_is_in_code_is_kept() {
        check_line("<code>a <em>b</em></code>", r#"Code("a"), Text(" "), Emphasis([Code("b")])"#);
        check_line("<code>a<sup>2</sup></code>", r#"Code("a"), Superscript([Code("2")])"#);
        check_line("<code>a <kbd>b</kbd></code>", r#"Code("a"), Text(" "), Keyboard([Code("b")])"#);
        check_line("<kbd>a <code>b</code></kbd>", r#"Keyboard([Text("a "), Code("b")])"#);
        check_line("<code>a <span style='color: red'>b</span> <tt>c</tt></code>", r#"Code("a b c")"#);
        let picture = "<code>a <img src='https://b.example/i.png' alt='i'> c</code>";
        let shown = format!("{:?}", clean_blocks(picture, &CleanContext::default()).blocks);
        assert!(shown.contains(r#"[Code("a"), Text(" "), Image("#), "{shown}");
        assert!(shown.contains(r#"), Text(" "), Code("c")]"#), "{shown}");
    }

    #[test]
    fn spaces_at_the_ends_of_code_part_words() {
        check_line("a<code> b </code>c", r#"Text("a "), Code("b"), Text(" c")"#);
        check_line("a <code> b</code>", r#"Text("a "), Code("b")"#);
        check_line("a<code> </code>b", r#"Text("a b")"#);
    }

    #[test]
    fn line_breaks_in_code_are_kept() {
        check_line("a <code>b<br>c</code>", r#"Text("a "), Code("b"), Break, Code("c")"#);
        check_line("<kbd>b<br>c</kbd>", r#"Keyboard([Text("b"), Break, Text("c")])"#);
        check_line("<code>b<br></code>", r#"Code("b")"#);
        let code = |text: &str| format!("Code(Code {{ language: None, text: {text:?} }})");
        check("<p><code>if b:<br />\n    c<br />\n&nbsp;&nbsp;d</code><br></p>", &code("if b:\n    c\n  d"));
        check("<p>\n  <code>\n    b<br>\n      c\n  </code>\n</p>", &code("b\n  c"));
        check("<code>b<br><br>c</code>", &code("b\n\nc"));
        check("<p>a</p><tt>b<br>c</tt>", &format!("Paragraph([Text(\"a\")]), {}", code("b\nc")));
        check(
            "<p>a <code>b<br><br>c</code></p>",
            r#"Paragraph([Text("a "), Code("b")]), Paragraph([Code("c")])"#,
        );
        check_line(&format!("<code>a<br>{LINK}</code>"), &format!(r#"Code("a"), Break, {LINKED}"#));
    }

    #[test]
    fn code_around_blocks_is_code() {
        check("<code><p>a</p><p>b</p></code>", r#"Paragraph([Code("a")]), Paragraph([Code("b")])"#);
        check("<code><pre>a\n b</pre></code>", r#"Code(Code { language: None, text: "a\n b" })"#);
        let kept = r#"Preformatted([Text("x "), Code("a  b"), Text("\n"), Code("c"), Text(" y")])"#;
        check("<pre>x <code>a  b\nc</code> y</pre>", kept);
    }
}
