//! Text whose white space is kept: code, poems, and the rest.

use super::arena::{Arena, NodeId};
use super::cleaner::Cleaner;
use super::flow::Flow;
use super::rules::local;
use super::{inline_code, lines, pictures, tidy};
use crate::model::{Block, Code, Inline};

/// A `pre`: a poem, code, or text that is kept as it stands.
pub(super) fn preformatted(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    let only_code = only_code(arena, node);
    let typed = cleaner.kept().typing;
    let language = language(arena, node, typed).or_else(|| language(arena, only_code?, typed));
    let is_code = only_code.is_some()
        || arena.has_class(node, "wp-block-code")
        || arena.has_class(node, "EnlighterJSRAW")
        || arena.classes(node).any(|class| class.starts_with("brush:") || class.starts_with("lang:"))
        || language.is_some();
    if is_code && !arena.has_class(node, "wp-block-verse") {
        let text = if typed { typed_code(arena, node) } else { code_text(arena, node) };
        if text.trim().is_empty() && cleaner.applies(local::EMPTY) {
            cleaner.report.fired(local::EMPTY, "");
            return;
        }
        flow.push(Block::Code(Code { language, text }));
        return;
    }
    let around = std::mem::replace(&mut cleaner.keeps_space, true);
    let content = tidy::kept_line(lines::children_to_inlines(cleaner, node), cleaner.kept());
    cleaner.keeps_space = around;
    if crate::model::inlines_text(&content).is_empty()
        && !content.iter().any(|i| matches!(i, Inline::Image(_)))
        && cleaner.applies(local::EMPTY)
    {
        cleaner.report.fired(local::EMPTY, "");
        return;
    }
    // White space of any kind shows nothing: nothing may be left.
    let is_verse = arena.has_class(node, "wp-block-verse");
    let content = if is_verse {
        trim_lines(split_lines(content))
    } else {
        tidy::kept_line(trim_ends(join_breaks(content), typed), cleaner.kept())
    };
    match content.is_empty() && cleaner.applies(local::EMPTY) {
        true => cleaner.report.fired(local::EMPTY, ""),
        false if is_verse => flow.push(Block::Verse(content)),
        false => flow.push(Block::Preformatted(content)),
    }
}

/// `div.crayon-syntax`: the plain text stands in a `textarea`, else line by line in the coloured copy.
pub(super) fn crayon(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    let plain = arena.find_class(node, "crayon-plain").map(|plain| arena.text_content(plain));
    let plain = plain.filter(|plain| !plain.trim().is_empty());
    let lines = || {
        let lines = arena.descendants(node).filter(|&inner| arena.has_class(inner, "crayon-line"));
        let lines: Vec<_> =
            lines.map(|line| arena.text_content(line).trim_end().replace('\u{a0}', " ")).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    };
    let Some(text) = plain.or_else(lines) else {
        cleaner.flow_section(node, flow);
        return;
    };
    let language = arena.find_class(node, "crayon-language").map(|name| arena.text_content(name));
    let language = language.map(|name| name.trim().to_ascii_lowercase()).filter(|name| !name.is_empty());
    cleaner.drop_node(local::CODE_TWIN, node);
    let text = text.replace("\r\n", "\n").trim_matches('\n').trim_end().to_owned();
    flow.push(Block::Code(Code { language, text }));
}

/// Nodes among which a cell must show that it holds code.
const NEAR: usize = 16;

/// A table that only sets numbers beside the lines of code: the code.
pub(super) fn numbered(cleaner: &mut Cleaner<'_>, table: NodeId) -> Option<Code> {
    let arena = cleaner.arena;
    let mut lines = Vec::new();
    let mut language_of = None;
    let mut marked = false;
    let parts = arena.children(table).filter(|&part| arena.name(part) == "tbody");
    let rows: Vec<_> =
        parts.flat_map(|part| arena.children(part)).filter(|&row| arena.name(row) == "tr").collect();
    for &row in &rows {
        let cells: Vec<_> =
            arena.children(row).filter(|&cell| matches!(arena.name(cell), "td" | "th")).collect();
        let &[numbers, code] = cells.as_slice() else { return None };
        let counts = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
        let mut texts = arena.descendants(numbers).filter_map(|inner| arena.text(inner));
        if !texts.all(counts) {
            return None;
        }
        let number = arena.attribute(numbers, "data-line-number").is_some();
        if arena.text_content(numbers).trim().is_empty() && !number {
            return None;
        }
        let is_code = |inner: NodeId| {
            matches!(arena.name(inner), "pre" | "code")
                || arena.has_class(inner, "code")
                || arena.has_class(inner, "blob-code")
                || arena.has_class(inner, "crayon-code")
        };
        marked |= is_code(code) || arena.descendants(code).take(NEAR).any(is_code);
        language_of = language_of
            .or_else(|| language(arena, code, false))
            .or_else(|| arena.descendants(code).take(NEAR).find_map(|inner| language(arena, inner, false)));
        lines.push(code_text(arena, code));
    }
    if !marked || lines.is_empty() {
        return None;
    }
    for &row in &rows {
        if let Some(numbers) = arena.children(row).find(|&cell| matches!(arena.name(cell), "td" | "th")) {
            cleaner.drop_node(local::GUTTER, numbers);
        }
    }
    Some(Code { language: language_of, text: lines.join("\n") })
}

/// The language's name, if the markup says one.
pub(super) fn language(arena: &Arena, node: NodeId, typed: bool) -> Option<String> {
    let from_class = || {
        let mut classes = arena.classes(node).peekable();
        while let Some(class) = classes.next() {
            let named = class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-"));
            if let Some(name) = named.or_else(|| class.strip_prefix("lang:").filter(|name| !name.is_empty()))
            {
                return Some(name);
            }
            if let Some(rest) = class.strip_prefix("brush:") {
                return if rest.is_empty() { classes.peek().copied() } else { Some(rest) };
            }
        }
        None
    };
    let stated =
        arena.attribute(node, "data-enlighter-language").or_else(|| arena.attribute(node, "data-lang"));
    // On code, `lang` names a programming language.
    let lang = || arena.attribute(node, "lang").filter(|_| arena.name(node) == "code");
    let name = stated.or_else(from_class).or_else(lang)?;
    if typed {
        return Some(name.to_owned()).filter(|name| !name.is_empty());
    }
    let name = name.trim_matches([';', ' ', '"']).to_ascii_lowercase();
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.'));
    (plain && !matches!(name.as_str(), "" | "none" | "generic" | "null" | "plaintext" | "text" | "default"))
        .then_some(name)
}

fn only_code(arena: &Arena, node: NodeId) -> Option<NodeId> {
    let mut children =
        arena.children(node).filter(|&n| arena.text(n).is_none_or(|text| !text.trim().is_empty()));
    let first = children.next()?;
    (inline_code::is_code(arena.name(first)) && children.next().is_none()).then_some(first)
}

/// The text alone; `br` and the ends of `div`s are line ends.
fn code_text(arena: &Arena, node: NodeId) -> String {
    typed_code(arena, node).trim_end_matches(['\n', ' ', '\t']).to_owned()
}

/// The same with all its white space, but for the line end that closes it.
fn typed_code(arena: &Arena, node: NodeId) -> String {
    fn collect(arena: &Arena, node: NodeId, depth: usize, text: &mut String) {
        for child in arena.children(node) {
            match (arena.text(child), arena.name(child)) {
                (Some(own), _) => text.push_str(own),
                (None, "br") => text.push('\n'),
                (None, "img") => text.push_str(&pictures::emoji(arena, child).unwrap_or_default()),
                (None, "script" | "style") => {}
                (None, _) if depth > super::cleaner::MAX_DEPTH => text.push_str(&arena.text_content(child)),
                (None, name) => {
                    collect(arena, child, depth + 1, text);
                    if matches!(name, "div" | "p" | "li") && !text.ends_with('\n') {
                        text.push('\n');
                    }
                }
            }
        }
    }
    let mut text = String::new();
    collect(arena, node, 0, &mut text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.strip_suffix('\n').map(str::to_owned).unwrap_or(text)
}

/// A poem's line ends become breaks.
fn split_lines(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut lines = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                let text = text.replace("\r\n", "\n");
                for (index, part) in text.split('\n').enumerate() {
                    if index > 0 {
                        lines.push(Inline::Break);
                    }
                    if !part.is_empty() {
                        lines.push(Inline::Text(part.to_owned()));
                    }
                }
            }
            Inline::Emphasis(content) => lines.push(Inline::Emphasis(split_lines(content))),
            Inline::Strong(content) => lines.push(Inline::Strong(split_lines(content))),
            other => lines.push(other),
        }
    }
    lines
}

/// Breaks in kept text are line ends.
fn join_breaks(inlines: Vec<Inline>) -> Vec<Inline> {
    let to_text = |mut inline| match &mut inline {
        Inline::Break => Inline::Text("\n".to_owned()),
        other => {
            if let Some(content) = other.content_mut() {
                *content = join_breaks(std::mem::take(content));
            }
            inline
        }
    };
    inlines.into_iter().map(to_text).collect()
}

fn trim_lines(mut lines: Vec<Inline>) -> Vec<Inline> {
    let blank = |inline: Option<&Inline>| match inline {
        Some(Inline::Break) => true,
        Some(Inline::Text(text)) => text.trim().is_empty(),
        _ => false,
    };
    while blank(lines.last()) {
        lines.pop();
    }
    while matches!(lines.first(), Some(Inline::Break)) {
        lines.remove(0);
    }
    lines
}

fn trim_ends(mut inlines: Vec<Inline>, typed: bool) -> Vec<Inline> {
    if let Some(Inline::Text(text)) = inlines.last_mut() {
        let shorter = if typed { text.strip_suffix('\n').unwrap_or(text) } else { text.trim_end() };
        text.truncate(shorter.len());
    }
    inlines
}
