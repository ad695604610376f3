//! Marks of pages, so that a place can be cited whatever the size of the screen (EPUB Accessibility 1.1 §3.4).
//!
//! There is no printed book to take the pages from: a chapter has its own, numbered within it, a new one between two
//! paragraphs after so many characters.

use std::fmt::Write;

/// Characters on a page: those of a printed one, about.
const CHARACTERS: usize = 1800;

/// What a page is called: `12.3` is the third of chapter 12.
pub(crate) fn label(position: usize, page: usize) -> String {
    format!("{}.{page}", position + 1)
}

/// The `id` of its mark.
pub(crate) fn id(page: usize) -> String {
    format!("page-{page}")
}

/// The mark of a page.
pub(crate) fn mark(position: usize, page: usize) -> String {
    format!(
        "<div epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"{}\" aria-label=\"{}\"></div>\n",
        id(page),
        label(position, page)
    )
}

/// The fragment with marks of all its pages but the first, and how many pages there are.
pub(crate) fn marked(html: &str, position: usize) -> (String, usize) {
    let mut out = String::with_capacity(html.len() + 256);
    let (mut depth, mut characters, mut page) = (0_usize, 0, 1);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        out.push_str(text);
        characters += text.chars().count();
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let (tag, after) = tag.split_at(end);
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else {
            // The notes behind the text are not read in order.
            if depth == 0 && characters >= CHARACTERS && !tag.contains("epub:type=\"footnotes\"") {
                page += 1;
                let _ = write!(out, "{}", mark(position, page));
                characters = 0;
            }
            if !tag.ends_with("/>") {
                depth += 1;
            }
        }
        out.push_str(tag);
        rest = after;
    }
    out.push_str(rest);
    (out, page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_begin_between_blocks() {
        let paragraph = format!("<p>{}<br/><em>x</em></p>\n", "a".repeat(1000));
        let quote = format!("<blockquote>{}</blockquote>\n", paragraph.repeat(3));
        let (html, pages) = marked(&format!("{}{quote}<hr/>", paragraph.repeat(3)), 4);
        assert_eq!(pages, 3);
        assert!(html.contains("</p>\n<div epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page-2\" aria-label=\"5.2\"></div>\n<p>"));
        assert!(html.contains("aria-label=\"5.3\"></div>\n<hr/>"));
        assert_eq!(marked("<p>short</p>", 0), ("<p>short</p>".to_owned(), 1));
    }
}
