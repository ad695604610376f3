//! Blocks of code: fences, with the escapes of generators.

use crate::{
    body::{Body, block_to_html_lines},
    destination::back_quote_runs,
    lines::Lines,
    templates,
};
use offprint_core::{Block, Code};
use std::borrow::Cow;

/// A block of code.
pub(crate) fn code_to_lines(lines: &mut Lines, code: &Code, body: &Body<'_>) {
    let language = code.language.as_deref().unwrap_or_default();
    if language == "math" && !body.style.no_html {
        // A fence of this name is mathematics.
        block_to_html_lines(lines, &Block::Code(code.clone()), body);
        return;
    }
    let mut text = Cow::Borrowed(&*code.text);
    if templates::divides(&text, body.style.flavor) {
        if !body.style.no_html {
            block_to_html_lines(lines, &Block::Code(code.clone()), body);
            return;
        }
        // Without HTML nothing else keeps the page whole, and to readers this is the same.
        text = Cow::Owned(text.replace(templates::DIVIDER, "<!-- more -->"));
    }
    if !templates::are_in(&text, body.style.flavor) {
        fenced(lines, language, &text);
        return;
    }
    match templates::escaped(&text, body.style.flavor) {
        Some(escaped) => {
            if !escaped.before.is_empty() {
                lines.line(&escaped.before);
            }
            fenced(lines, language, &escaped.code);
            if !escaped.after.is_empty() {
                lines.line(&escaped.after);
            }
        }
        None if body.style.no_html => fenced(lines, language, &text),
        None => block_to_html_lines(lines, &Block::Code(code.clone()), body),
    }
}

/// A fence longer than any within.
pub(crate) fn fenced(lines: &mut Lines, language: &str, text: &str) {
    let longest = back_quote_runs(text).into_iter().max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let mut info = String::new();
    for c in language.chars() {
        match c {
            c if c.is_whitespace() || c.is_control() || c == '`' => info.push('-'),
            '\\' => info.push_str("\\\\"),
            '&' => info.push_str("&amp;"),
            c => info.push(c),
        }
    }
    lines.line(&format!("{fence}{info}"));
    if !text.is_empty() {
        lines.lines(&text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}"));
    }
    lines.line(&fence);
}
