//! The contents of a book: as a page that reading systems know too (EPUB 3.3 §7), and as the NCX of older ones.

use crate::labels::Labels;
use crate::line::escape;
use crate::page::{self, Page, language_attributes};
use offprint_core::Language;
use std::fmt::Write;

/// An entry of the contents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Node {
    pub(crate) label: String,
    pub(crate) href: String,
    /// The language of the label, if not the book's.
    pub(crate) language: Option<Language>,
    /// Whether it is a section of the edition.
    pub(crate) part: bool,
    pub(crate) children: Vec<Node>,
}

/// A place that reading systems offer to go to.
#[derive(Debug, Clone)]
pub(crate) struct Landmark {
    /// Of EPUB 3 Structural Semantics: `bodymatter`.
    pub(crate) kind: &'static str,
    pub(crate) label: String,
    pub(crate) href: String,
}

/// The contents as a page of the book.
pub(crate) fn contents_to_page(
    nodes: &[Node],
    landmarks: &[Landmark],
    pages: &[(String, String)],
    language: &Language,
) -> String {
    let labels = Labels::of(language);
    let attributes = labels.attributes_within(language);
    let mut body = format!(
        "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"contents\">\n\
         <h1 id=\"contents\"{attributes}>{}</h1>\n",
        labels.contents
    );
    list(nodes, &mut body);
    let _ = writeln!(
        body,
        "</nav>\n<nav epub:type=\"landmarks\" id=\"landmarks\" hidden=\"hidden\" aria-label=\"{}\"{attributes}>\n<ol>",
        labels.landmarks
    );
    for Landmark { kind, label, href } in landmarks {
        let _ = writeln!(
            body,
            "<li><a epub:type=\"{kind}\" href=\"{}\">{}</a></li>",
            escape(href),
            escape(label)
        );
    }
    body.push_str("</ol>\n</nav>");
    if !pages.is_empty() {
        let _ = writeln!(
            body,
            "\n<nav epub:type=\"page-list\" role=\"doc-pagelist\" id=\"page-list\" hidden=\"hidden\" aria-label=\"{}\"{attributes}>\n<ol>",
            labels.pages
        );
        for (label, href) in pages {
            let _ = writeln!(body, "<li><a href=\"{}\">{}</a></li>", escape(href), escape(label));
        }
        body.push_str("</ol>\n</nav>");
    }
    page::page(&Page {
        title: labels.contents,
        language,
        class: "contents",
        kind: "frontmatter",
        body: &body,
    })
}

fn list(nodes: &[Node], out: &mut String) {
    out.push_str("<ol>\n");
    for node in nodes {
        let attributes = language_attributes(node.language.as_ref());
        let class = if node.part { " class=\"part\"" } else { "" };
        let _ = write!(
            out,
            "<li{class}><a href=\"{}\"{attributes}>{}</a>",
            escape(&node.href),
            escape(&node.label)
        );
        if !node.children.is_empty() {
            out.push('\n');
            list(&node.children, out);
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
}

/// The contents as EPUB 2 had them (OPF 2.0.1 §2.4.1; ANSI/NISO Z39.86-2005 §8).
pub(crate) fn contents_to_ncx(nodes: &[Node], identifier: &str, title: &str, language: &Language) -> String {
    let mut points = String::new();
    let mut order = 0;
    nav_points(nodes, &mut order, &mut points);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\" xml:lang=\"{language}\" \
         dir=\"{}\">\n\
         <head>\n\
         <meta name=\"dtb:uid\" content=\"{}\"/>\n\
         <meta name=\"dtb:depth\" content=\"{}\"/>\n\
         <meta name=\"dtb:totalPageCount\" content=\"0\"/>\n\
         <meta name=\"dtb:maxPageNumber\" content=\"0\"/>\n\
         </head>\n\
         <docTitle><text>{}</text></docTitle>\n\
         <navMap>\n{points}</navMap>\n\
         </ncx>\n",
        language.direction().as_str(),
        escape(identifier),
        depth(nodes),
        escape(title),
    )
}

fn nav_points(nodes: &[Node], order: &mut usize, out: &mut String) {
    for node in nodes {
        *order += 1;
        let _ = writeln!(
            out,
            "<navPoint id=\"n{order}\" playOrder=\"{order}\"><navLabel><text>{}</text></navLabel><content src=\"{}\"/>",
            escape(&node.label),
            escape(&node.href)
        );
        nav_points(&node.children, order, out);
        out.push_str("</navPoint>\n");
    }
}

fn depth(nodes: &[Node]) -> usize {
    nodes.iter().map(|node| 1 + depth(&node.children)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ncx_counts_depth_and_order() {
        let leaf = |label: &str| Node { label: label.into(), href: "a.xhtml".into(), ..Node::default() };
        let nodes = vec![Node { children: vec![leaf("b & c")], ..leaf("a") }, leaf("d")];
        let ncx = contents_to_ncx(&nodes, "urn:uuid:0", "T", &Language::default());
        assert!(ncx.contains("<meta name=\"dtb:depth\" content=\"2\"/>"));
        assert!(ncx.contains("playOrder=\"3\"><navLabel><text>d</text>"));
        assert!(ncx.contains("b &amp; c"));
    }
}
