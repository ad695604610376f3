//! The contents of a book: as a page that reading systems know too (EPUB 3.3 §7), and as the NCX of older ones.

use crate::labels::Labels;
use crate::line::escape;
use crate::page::{self, Page, Writing, language_attributes};
use std::fmt::{self, Write};

/// An entry of the contents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Node {
    pub(crate) label: String,
    pub(crate) href: String,
    /// Language and direction of the label, if not the book's.
    pub(crate) writing: Option<Writing>,
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

/// Writes the contents as a page of the book.
pub(crate) fn contents_to_page(
    nodes: &[Node],
    landmarks: &[Landmark],
    pages: &[(String, String)],
    writing: &Writing,
    out: &mut dyn Write,
) -> fmt::Result {
    let labels = Labels::of(&writing.language);
    let attributes = labels.attributes_within(writing);
    let title = labels.contents;
    let page = Page { title, writing, class: "contents", kind: "frontmatter", body: "" };
    out.write_str(&page::beginning(&page))?;
    writeln!(
        out,
        "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"contents\">\n\
         <h1 id=\"contents\"{attributes}>{}</h1>",
        labels.contents
    )?;
    list(nodes, out)?;
    writeln!(
        out,
        "</nav>\n<nav epub:type=\"landmarks\" id=\"landmarks\" hidden=\"hidden\" aria-label=\"{}\"{attributes}>\n<ol>",
        labels.landmarks
    )?;
    for Landmark { kind, label, href } in landmarks {
        let (href, label) = (escape(href), escape(label));
        writeln!(out, "<li><a epub:type=\"{kind}\" href=\"{href}\">{label}</a></li>")?;
    }
    out.write_str("</ol>\n</nav>")?;
    if !pages.is_empty() {
        writeln!(
            out,
            "\n<nav epub:type=\"page-list\" role=\"doc-pagelist\" id=\"page-list\" hidden=\"hidden\" aria-label=\"{}\"{attributes}>\n<ol>",
            labels.pages
        )?;
        for (label, href) in pages {
            writeln!(out, "<li><a href=\"{}\">{}</a></li>", escape(href), escape(label))?;
        }
        out.write_str("</ol>\n</nav>")?;
    }
    out.write_str(page::END)
}

fn list(nodes: &[Node], out: &mut dyn Write) -> fmt::Result {
    out.write_str("<ol>\n")?;
    for node in nodes {
        let attributes = language_attributes(node.writing.as_ref());
        let class = if node.part { " class=\"part\"" } else { "" };
        let (href, label) = (escape(&node.href), escape(&node.label));
        write!(out, "<li{class}><a href=\"{href}\"{attributes}>{label}</a>")?;
        if !node.children.is_empty() {
            out.write_str("\n")?;
            list(&node.children, out)?;
        }
        out.write_str("</li>\n")?;
    }
    out.write_str("</ol>\n")
}

/// Writes the contents as EPUB 2 had them (OPF 2.0.1 §2.4.1; ANSI/NISO Z39.86-2005 §8).
pub(crate) fn contents_to_ncx(
    nodes: &[Node],
    identifier: &str,
    title: &str,
    writing: &Writing,
    out: &mut dyn Write,
) -> fmt::Result {
    let Writing { language, direction } = writing;
    writeln!(
        out,
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
         <navMap>",
        direction.as_str(),
        escape(identifier),
        depth(nodes),
        escape(title),
    )?;
    nav_points(nodes, &mut 0, out)?;
    out.write_str("</navMap>\n</ncx>\n")
}

fn nav_points(nodes: &[Node], order: &mut usize, out: &mut dyn Write) -> fmt::Result {
    for node in nodes {
        *order += 1;
        let (href, label) = (escape(&node.href), escape(&node.label));
        writeln!(
            out,
            "<navPoint id=\"n{order}\" playOrder=\"{order}\"><navLabel><text>{label}</text></navLabel>\
             <content src=\"{href}\"/>"
        )?;
        nav_points(&node.children, order, out)?;
        out.write_str("</navPoint>\n")?;
    }
    Ok(())
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
        let mut ncx = String::new();
        let writing = Writing::of_edition(&offprint_core::EditionInfo::default());
        contents_to_ncx(&nodes, "urn:uuid:0", "T", &writing, &mut ncx).unwrap();
        assert!(ncx.contains("<meta name=\"dtb:depth\" content=\"2\"/>"));
        assert!(ncx.contains("playOrder=\"3\"><navLabel><text>d</text>"));
        assert!(ncx.contains("b &amp; c"));
    }
}
