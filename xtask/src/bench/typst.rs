//! The same posts as a document for typst.

use serde_json::Value;
use std::fmt::Write as _;

/// A document that holds titles, headings, paragraphs, lists, quotations and code of these posts, with a contents and
/// a new page for every post, as offprint sets them.
pub(crate) fn document(shown: &Value) -> String {
    let posts = shown["posts"].as_array();
    let mut text = String::from(
        "#set page(paper: \"a4\", numbering: \"1\")\n#set text(lang: \"en\", hyphenate: true)\n\
         #set par(justify: true)\n#outline(depth: 1)\n",
    );
    for post in posts.into_iter().flatten() {
        let title = inlines(&post["title"]["value"]);
        let _ = writeln!(text, "#pagebreak()\n#heading(level: 1)[{}]\n", title.trim());
        blocks(&post["body"], &mut text);
    }
    text
}

fn blocks(value: &Value, text: &mut String) {
    for block in value.as_array().into_iter().flatten() {
        match block.as_object().and_then(|object| object.iter().next()) {
            Some((kind, inner)) => block_to_typst(kind, inner, text),
            None => text.push_str("#line(length: 100%)\n\n"),
        }
    }
}

fn block_to_typst(kind: &str, value: &Value, text: &mut String) {
    match kind {
        "heading" => {
            let _ = writeln!(text, "#heading(level: {})[{}]\n", value["level"], inlines(&value["content"]));
        }
        "list" => {
            let name = if value["kind"] == "bullet" { "list" } else { "enum" };
            let _ = write!(text, "#{name}(");
            for item in value["items"].as_array().into_iter().flatten() {
                text.push('[');
                blocks(&item["blocks"], text);
                text.push_str("], ");
            }
            text.push_str(")\n\n");
        }
        "quote" | "pull-quote" => {
            text.push_str("#quote(block: true)[");
            blocks(&value["blocks"], text);
            text.push_str("]\n\n");
        }
        "code" => {
            let _ = writeln!(text, "#raw(block: true, {})\n", value["text"]);
        }
        "division" | "details" => blocks(&value["blocks"], text),
        "table" => {
            for row in ["head", "body", "foot"].iter().filter_map(|part| value[part].as_array()).flatten() {
                for cell in row["cells"].as_array().into_iter().flatten() {
                    blocks(&cell["blocks"], text);
                }
            }
        }
        _ => {
            let content = if value.is_array() { value } else { &value["caption"] };
            let _ = writeln!(text, "{}\n", inlines(content));
        }
    }
}

fn inlines(value: &Value) -> String {
    let mut text = String::new();
    for inline in value.as_array().into_iter().flatten() {
        let Some((kind, inner)) = inline.as_object().and_then(|object| object.iter().next()) else {
            text.push_str(" \\\n");
            continue;
        };
        match kind.as_str() {
            "text" | "code" => text.push_str(&escaped(inner.as_str().unwrap_or_default())),
            "emphasis" => text.push_str(&format!("#emph[{}]", inlines(inner))),
            "strong" => text.push_str(&format!("#strong[{}]", inlines(inner))),
            "link" => text.push_str(&format!("#link({})[{}]", inner["url"], inlines(&inner["content"]))),
            "note" => {
                text.push_str("#footnote[");
                blocks(&inner["body"], &mut text);
                text.push(']');
            }
            _ => text.push_str(&inlines(if inner.is_array() { inner } else { &inner["content"] })),
        }
    }
    text
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
