//! Block comments: `<!-- wp:name {"json"} -->`, their attributes, and what has no HTML of its own.

use super::{Rendered, Surroundings, autop, expand, markup};
use crate::diagnostic::codes;
use crate::html::{CleanContext, DYNAMIC_BLOCK, HIDDEN_BLOCK, clean_blocks};
use crate::model::blocks_text;
use serde_json::Value;
use std::fmt::Write as _;

/// Blocks named within blocks named within blocks.
const DEPTH: usize = 8;

/// Whether the text has blocks.
pub(super) fn any(raw: &str) -> bool {
    raw.contains("<!-- wp:")
}

/// The blocks' HTML, without their comments.
pub(super) fn render(raw: &str, around: &Surroundings<'_>, rendered: &mut Rendered) -> String {
    let mut writer = Writer { around, rendered, refs: Vec::new() };
    writer.blocks(raw)
}

/// A comment that begins, ends or is a block.
#[derive(Debug, PartialEq)]
struct Delimiter<'a> {
    name: &'a str,
    attributes: &'a str,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Begin,
    End,
    /// Both: it has no HTML.
    Void,
}

/// The delimiter that this comment is, if it is one.
fn delimiter(comment: &str) -> Option<Delimiter<'_>> {
    let inner = comment.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let (inner, end) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
    let inner = inner.strip_prefix("wp:")?;
    let (inner, void) = inner.strip_suffix('/').map_or((inner, false), |inner| (inner.trim_end(), true));
    let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let named = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_/".contains(&b));
    let kind = if end {
        Kind::End
    } else if void {
        Kind::Void
    } else {
        Kind::Begin
    };
    (named && !name.is_empty()).then(|| Delimiter {
        name: name.strip_prefix("core/").unwrap_or(name),
        attributes: attributes.trim(),
        kind,
    })
}

struct Open<'a> {
    name: &'a str,
    attributes: Value,
    /// Where its HTML begins in what is written.
    from: usize,
}

struct Writer<'a, 'r> {
    around: &'a Surroundings<'a>,
    rendered: &'r mut Rendered,
    /// The reusable blocks that are being written.
    refs: Vec<u64>,
}

impl Writer<'_, '_> {
    fn blocks(&mut self, raw: &str) -> String {
        let mut out = String::with_capacity(raw.len());
        let mut open: Vec<Open<'_>> = Vec::new();
        let mut at = 0;
        while let Some(found) = raw[at..].find("<!--") {
            let start = at + found;
            let Some(length) = raw[start..].find("-->").map(|end| end + 3) else { break };
            let comment = &raw[start..start + length];
            let Some(delimiter) = delimiter(comment) else {
                out.push_str(&raw[at..start + 4]);
                at = start + 4;
                continue;
            };
            out.push_str(&raw[at..start]);
            at = start + length;
            match delimiter.kind {
                Kind::Begin => open.push(Open {
                    name: delimiter.name,
                    attributes: serde_json::from_str(delimiter.attributes).unwrap_or_default(),
                    from: out.len(),
                }),
                Kind::Void => {
                    let attributes = serde_json::from_str(delimiter.attributes).unwrap_or_default();
                    self.void(delimiter.name, &attributes, &mut out);
                }
                Kind::End => {
                    // An end closes what was opened within its block and not closed.
                    if let Some(index) = open.iter().rposition(|block| block.name == delimiter.name) {
                        for block in open.drain(index..).rev() {
                            self.finish(&block, &mut out);
                        }
                    }
                }
            }
        }
        out.push_str(&raw[at..]);
        for block in open.drain(..).rev() {
            self.finish(&block, &mut out);
        }
        out
    }

    /// A block's HTML is whole: what its attributes know more is put there.
    fn finish(&mut self, block: &Open<'_>, out: &mut String) {
        if block.attributes.pointer("/metadata/blockVisibility") == Some(&Value::Bool(false)) {
            self.drop(HIDDEN_BLOCK, &out[block.from..]);
            out.truncate(block.from);
            return;
        }
        let text = |name: &str| block.attributes.get(name).and_then(Value::as_str);
        match block.name {
            "shortcode" => {
                let html = autop::autop(&out[block.from..]);
                out.truncate(block.from);
                out.push_str(&html);
            }
            "embed" => self.embed(block, out),
            name if name.starts_with("core-embed/") => self.embed(block, out),
            "list" => {
                if let Some(start) = block.attributes.get("start").and_then(Value::as_i64) {
                    add_attribute(out, block.from, "ol", "start", &start.to_string());
                }
            }
            "image" if !out[block.from..].contains("<img") => {
                let id = block.attributes.get("id").and_then(Value::as_u64);
                if let Some(picture) = id.and_then(|id| expand::picture(id, self.around)) {
                    let _ = write!(out, "<figure class=\"wp-block-image\">{picture}</figure>");
                }
            }
            "gallery" if !out[block.from..].contains("<img") => self.gallery(&block.attributes, out),
            name if name.contains("code") || name.contains("highlight") => {
                let language = ["language", "lang", "codeLanguage"].iter().find_map(|name| text(name));
                if let Some(language) = language {
                    add_attribute(out, block.from, "pre", "data-lang", language);
                }
            }
            _ => {}
        }
    }

    /// A block without HTML.
    fn void(&mut self, name: &str, attributes: &Value, out: &mut String) {
        match name {
            "block" => self.reusable(attributes, out),
            "footnotes" => self.footnotes(out),
            "more" => out.push_str("<!--more-->"),
            "nextpage" => out.push_str("<!--nextpage-->"),
            "gallery" => self.gallery(attributes, out),
            name if name == "embed" || name.starts_with("core-embed/") => {
                let block = Open { name: "embed", attributes: attributes.clone(), from: out.len() };
                self.embed(&block, out);
            }
            "separator" => out.push_str("<hr />"),
            _ => {
                self.rendered.report.fired(DYNAMIC_BLOCK, "");
                if name.contains('/') {
                    let said = format!("the block `{name}` has no text in the file: its plugin makes it");
                    self.rendered.warn(codes::BLOCK_NOT_RENDERED, said);
                }
            }
        }
    }

    fn embed(&mut self, block: &Open<'_>, out: &mut String) {
        let inner = &out[block.from..];
        let Some(url) = block.attributes.get("url").and_then(Value::as_str) else { return };
        if inner.contains("http") || inner.contains("<iframe") || inner.contains("<blockquote") {
            return;
        }
        let provider = block.attributes.get("providerNameSlug").and_then(Value::as_str);
        let class =
            provider.map(|slug| format!(" is-provider-{}", markup::escaped(slug))).unwrap_or_default();
        let url = markup::escaped(url);
        let wrapper = format!("<div class=\"wp-block-embed__wrapper\">\n{url}\n</div>");
        // A figure that has lost its address alone keeps its caption.
        if let Some(end) = inner.find("<figure").and_then(|at| inner[at..].find('>').map(|end| at + end + 1))
        {
            out.insert_str(block.from + end, &wrapper);
        } else {
            let _ = write!(out, "<figure class=\"wp-block-embed{class}\">{wrapper}</figure>");
        }
    }

    fn gallery(&mut self, attributes: &Value, out: &mut String) {
        let ids = attributes.get("ids").and_then(Value::as_array);
        let ids: Vec<u64> = ids.into_iter().flatten().filter_map(Value::as_u64).collect();
        if !ids.is_empty() {
            out.push_str(&expand::gallery_of(&ids, "none", self.around, self.rendered));
        }
    }

    /// `wp:block {"ref":7}`: the text of that `wp_block`.
    fn reusable(&mut self, attributes: &Value, out: &mut String) {
        let Some(id) = attributes.get("ref").and_then(Value::as_u64) else {
            self.rendered.report.fired(DYNAMIC_BLOCK, "");
            return;
        };
        let Some(raw) = self.around.side.reusable_blocks.get(&id) else {
            self.rendered.report.fired(DYNAMIC_BLOCK, "");
            let said =
                format!("the reusable block {id} is not among the files: what it says is missing here");
            self.rendered.warn(codes::REUSABLE_BLOCK_MISSING, said);
            return;
        };
        if self.refs.contains(&id) || self.refs.len() >= DEPTH {
            let said = format!("the reusable block {id} holds itself");
            self.rendered.warn(codes::REUSABLE_BLOCK_RECURSIVE, said);
            return;
        }
        self.refs.push(id);
        let html = self.blocks(raw);
        self.refs.pop();
        out.push_str(&html);
    }

    /// The list of the notes, of the post's meta.
    fn footnotes(&mut self, out: &mut String) {
        if self.around.footnotes.is_empty() {
            return;
        }
        out.push_str("<ol class=\"wp-block-footnotes\">");
        for (index, (id, html)) in self.around.footnotes.iter().enumerate() {
            let id = markup::escaped(id);
            let number = index + 1;
            let _ = write!(
                out,
                "<li id=\"{id}\">{html} <a href=\"#{id}-link\" aria-label=\"Jump to footnote reference {number}\">↩︎</a></li>"
            );
        }
        out.push_str("</ol>");
    }

    /// Counts what goes with all its words.
    fn drop(&mut self, rule: &'static str, html: &str) {
        let cleaned = clean_blocks(html, &CleanContext::default());
        self.rendered.report.absorb(cleaned.report);
        self.rendered.report.fired(rule, &blocks_text(&cleaned.blocks));
    }
}

/// Puts an attribute on the first element of this name from `from` on, if it has none.
fn add_attribute(out: &mut String, from: usize, element: &str, name: &str, value: &str) {
    let Some(start) = out[from..].find(&format!("<{element}")).map(|at| from + at + 1 + element.len()) else {
        return;
    };
    let end = out[start..].find('>').map_or(out.len(), |end| start + end);
    if !out[start..end].contains(&format!(" {name}=")) {
        out.insert_str(start, &format!(" {name}=\"{}\"", markup::escaped(value)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(comment: &str, expected: Option<(&str, &str, Kind)>) {
        let found = delimiter(comment).map(|found| (found.name, found.attributes, found.kind));
        assert_eq!(found, expected, "{comment}");
    }

    #[test]
    fn delimiters() {
        check("<!-- wp:paragraph -->", Some(("paragraph", "", Kind::Begin)));
        check("<!-- wp:core/list {\"ordered\":true} -->", Some(("list", "{\"ordered\":true}", Kind::Begin)));
        check("<!-- /wp:list -->", Some(("list", "", Kind::End)));
        check("<!-- wp:a/b {\"x\":\"/\"} /-->", Some(("a/b", "{\"x\":\"/\"}", Kind::Void)));
        check("<!-- wp:latest-posts /-->", Some(("latest-posts", "", Kind::Void)));
        check("<!--more-->", None);
        check("<!-- wp:Bad -->", None);
    }

    #[test]
    fn attributes_are_put_once() {
        let mut out = "<ol class=\"x\"><li>".to_owned();
        add_attribute(&mut out, 0, "ol", "start", "3");
        add_attribute(&mut out, 0, "ol", "start", "4");
        assert_eq!(out, "<ol start=\"3\" class=\"x\"><li>");
    }
}
