//! The last touch: white space folded, neighbours merged, empty shells dropped.
//!
//! Every function here gives back what it is given when it is given what it gave.

use super::report::CleaningReport;
use super::rules::{Cleaning, local};
use crate::model::{Block, Inline};

/// What of the form that its author gave to a line is kept.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Kept {
    /// No-break spaces, however many, and neighbouring elements of one kind: only what HTML itself folds is folded.
    pub(super) typing: bool,
    /// Links without text.
    pub(super) empty_links: bool,
}

/// White space runs become one space, as browsers show them; no-break spaces stay.
fn fold_white_space(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\n' | '\t' | '\r' | '\u{c}' if folded.ends_with(' ') => {}
            ' ' | '\n' | '\t' | '\r' | '\u{c}' => folded.push(' '),
            c => folded.push(c),
        }
    }
    folded
}

/// White space runs become one space; a run of no-break spaces, or one beside a space, does too, a lone one stays.
pub(super) fn fold_spaces(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut run = 0;
    for c in text.chars() {
        if !is_space(c) && !is_hard_space(c) {
            run = 0;
            folded.push(c);
            continue;
        }
        run += 1;
        if run == 1 {
            folded.push(if is_hard_space(c) { c } else { ' ' });
        } else {
            // Longer than one: an ordinary space stands for it.
            folded.pop();
            folded.push(' ');
        }
    }
    folded
}

/// A line, finished: folded, merged, trimmed; empty when there is nothing to see.
pub(super) fn line(inlines: Vec<Inline>, kept: Kept) -> Vec<Inline> {
    let mut line = merge(inlines, kept);
    loop {
        let mut state = Spaces { after_space: true, depth: 0, gaps: kept.typing, kept };
        line = merge(state.pass(line), kept);
        trim_end(&mut line, kept);
        if !state_is_open(&line, kept) {
            return line;
        }
    }
}

/// A line whose white space is where [`line`] has it, but all breaks in a row are left, and stand side by side.
pub(super) fn line_with_gaps(inlines: Vec<Inline>, kept: Kept) -> Vec<Inline> {
    let mut state = Spaces { after_space: true, depth: 0, gaps: true, kept };
    state.pass(merge(inlines, kept))
}

/// Changes every text of a line.
pub(super) fn each_text(inlines: &mut [Inline], change: &mut impl FnMut(&mut String)) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => change(text),
            other => {
                if let Some(content) = other.content_mut() {
                    each_text(content, change);
                }
            }
        }
    }
}

/// Lines of a poem or of text whose white space is kept: merged, empty shells dropped, nothing folded.
pub(super) fn kept_line(inlines: Vec<Inline>, kept: Kept) -> Vec<Inline> {
    merge(inlines, kept)
}

/// A heading's line that is wholly emphasis, without it, and whether there was any.
pub(super) fn without_whole_emphasis(mut line: Vec<Inline>) -> (Vec<Inline>, bool) {
    let mut unwrapped = false;
    while let [Inline::Emphasis(_) | Inline::Strong(_)] = line.as_slice() {
        if let Some(Inline::Emphasis(inner) | Inline::Strong(inner)) = line.pop() {
            line = inner;
            unwrapped = true;
        }
    }
    (line, unwrapped)
}

/// An attribution: without the dash that its author wrote before it, for writers set their own, and without emphasis
/// over all of it, for it is set apart anyway.
pub(super) fn attribution(inlines: Vec<Inline>, kept: Kept) -> Vec<Inline> {
    let mut attribution = line(inlines, kept);
    if kept.typing {
        return attribution;
    }
    loop {
        let dashed = matches!(attribution.first(), Some(Inline::Text(text)) if text.starts_with(is_dash));
        if dashed && let Some(Inline::Text(text)) = attribution.first_mut() {
            *text = text.trim_start_matches(is_dash).trim_start().to_owned();
            if text.is_empty() {
                attribution.remove(0);
            }
        }
        let unwrapped = matches!(attribution.as_slice(), [Inline::Emphasis(_)]);
        if unwrapped {
            attribution = without_whole_emphasis(attribution).0;
        }
        if !dashed && !unwrapped {
            return attribution;
        }
    }
}

/// The dashes that stand before a name.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―')
}

/// A body, finished: rules merged, none at the start or end, and without the line that feeds add.
pub(super) fn body(mut blocks: Vec<Block>, report: &mut CleaningReport, cleaning: &Cleaning) -> Vec<Block> {
    if cleaning.applies(local::APPEARED)
        && let Some(Block::Paragraph(line)) = blocks.last()
        && says_where_it_appeared(line)
    {
        report.fired(local::APPEARED, &crate::model::inlines_text(line));
        blocks.pop();
    }
    if !cleaning.applies(local::SEPARATOR) {
        return blocks;
    }
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let stray = match block {
            Block::Rule => kept.last().is_none_or(|last| matches!(last, Block::Rule | Block::PageBreak)),
            Block::PageBreak => matches!(kept.last(), None | Some(Block::PageBreak)),
            _ => false,
        };
        if stray {
            report.fired(local::SEPARATOR, "");
            continue;
        }
        if matches!(block, Block::PageBreak) && matches!(kept.last(), Some(Block::Rule)) {
            kept.pop();
            report.fired(local::SEPARATOR, "");
        }
        kept.push(block);
    }
    while matches!(kept.last(), Some(Block::Rule | Block::PageBreak)) {
        kept.pop();
        report.fired(local::SEPARATOR, "");
    }
    kept
}

/// “The post X appeared first on Y.”, with a link each.
fn says_where_it_appeared(line: &[Inline]) -> bool {
    let links = line.iter().filter(|inline| matches!(inline, Inline::Link(_))).count();
    let text = crate::model::inlines_text(line);
    links == 2 && text.starts_with("The post ") && text.contains(" appeared first on ")
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}' | '\u{2028}' | '\u{2029}')
}

fn is_hard_space(c: char) -> bool {
    matches!(c, '\u{a0}')
}

/// White space that folds.
fn is_folded(c: char, kept: Kept) -> bool {
    if kept.typing { matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}') } else { is_space(c) }
}

/// White space that shows nothing at the ends of a line.
fn is_trimmed(c: char, kept: Kept) -> bool {
    is_folded(c, kept) || (!kept.typing && is_hard_space(c))
}

/// Neighbouring texts and neighbouring wrappers of one kind become one; empty ones go.
fn merge(inlines: Vec<Inline>, kept: Kept) -> Vec<Inline> {
    let mut merged: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        push(&mut merged, inline, kept);
    }
    for inline in &mut merged {
        if let Some(content) = inline.content_mut() {
            *content = merge(std::mem::take(content), kept);
        }
    }
    merged.retain(|inline| !is_empty(inline, kept));
    // Dropping an empty one may have brought two texts together.
    let adjacent = merged.windows(2).any(|pair| matches!(pair, [Inline::Text(_), Inline::Text(_)]));
    if adjacent { merge(merged, kept) } else { merged }
}

fn push(merged: &mut Vec<Inline>, inline: Inline, kept: Kept) {
    match (merged.last_mut(), inline) {
        (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
        (_, Inline::Span { language: None, direction: None, content }) => {
            content.into_iter().for_each(|inner| push(merged, inner, kept));
        }
        (_, inline) if kept.typing => merged.push(inline),
        (Some(Inline::Code(before)), Inline::Code(text)) => before.push_str(&text),
        (Some(Inline::Emphasis(before)), Inline::Emphasis(content))
        | (Some(Inline::Strong(before)), Inline::Strong(content))
        | (Some(Inline::Strike(before)), Inline::Strike(content))
        | (Some(Inline::Underline(before)), Inline::Underline(content))
        | (Some(Inline::Highlight(before)), Inline::Highlight(content))
        | (Some(Inline::Subscript(before)), Inline::Subscript(content))
        | (Some(Inline::Superscript(before)), Inline::Superscript(content)) => before.extend(content),
        (Some(Inline::Link(before)), Inline::Link(link))
            if before.url == link.url && before.title == link.title =>
        {
            before.content.extend(link.content);
        }
        (_, inline) => merged.push(inline),
    }
}

fn is_empty(inline: &Inline, kept: Kept) -> bool {
    match inline {
        Inline::Link(_) if kept.empty_links => false,
        Inline::Text(text) | Inline::Code(text) => text.is_empty(),
        other => other.content().is_some_and(<[Inline]>::is_empty),
    }
}

/// White space across a line: folded over the borders of elements, and moved out of them.
struct Spaces {
    after_space: bool,
    /// How many elements are around.
    depth: usize,
    /// Whether breaks in a row are left.
    gaps: bool,
    kept: Kept,
}

impl Spaces {
    fn pass(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        let mut line = Vec::with_capacity(inlines.len());
        for inline in inlines {
            self.one(inline, &mut line);
        }
        line
    }

    fn one(&mut self, mut inline: Inline, line: &mut Vec<Inline>) {
        match &mut inline {
            Inline::Text(text) => {
                let kept = self.kept;
                let mut folded = if kept.typing { fold_white_space(text) } else { fold_spaces(text) };
                if self.after_space {
                    let rest = folded.trim_start_matches(|c| is_trimmed(c, kept));
                    folded = rest.to_owned();
                }
                if let Some(last) = folded.chars().last() {
                    self.after_space = is_folded(last, kept);
                    line.push(Inline::Text(folded));
                }
            }
            Inline::Break => self.line_break(line),
            // A mark belongs to the word before it.
            Inline::Note(_) | Inline::Image(_) | Inline::Math(_) | Inline::Code(_) => {
                self.after_space = false;
                line.push(inline);
            }
            _ => self.wrapper(inline, line),
        }
    }

    /// A break, unless it would be the first thing in the line.
    fn line_break(&mut self, line: &mut Vec<Inline>) {
        trim_spaces(line);
        self.after_space = true;
        let repeats = !self.gaps && line.last() == Some(&Inline::Break);
        if !repeats && (!line.is_empty() || self.depth > 0) {
            line.push(Inline::Break);
        }
    }

    fn wrapper(&mut self, mut inline: Inline, line: &mut Vec<Inline>) {
        let Some(content) = inline.content_mut() else { return };
        let leading = !self.after_space && starts_with_space(content, self.kept);
        if leading {
            line.push(Inline::Text(" ".to_owned()));
            self.after_space = true;
        }
        self.depth += 1;
        let mut inner = self.pass(std::mem::take(content));
        self.depth -= 1;
        let trailing = take_trailing_space(&mut inner, self.kept);
        // Breaks at the borders belong outside.
        let before = inner.iter().take_while(|inline| **inline == Inline::Break).count();
        inner.drain(..before);
        let mut after = 0;
        while matches!(inner.last(), Some(Inline::Break)) {
            inner.pop();
            after += 1;
        }
        let outside = self.after_space;
        (0..before).for_each(|_| self.line_break(line));
        if !inner.is_empty() || (self.kept.empty_links && matches!(inline, Inline::Link(_))) {
            if let Some(content) = inline.content_mut() {
                *content = inner;
            }
            line.push(inline);
            self.after_space = outside;
        }
        (0..after).for_each(|_| self.line_break(line));
        if trailing && after == 0 && !line.is_empty() {
            line.push(Inline::Text(" ".to_owned()));
        }
    }
}

fn starts_with_space(content: &[Inline], kept: Kept) -> bool {
    match content.first() {
        Some(Inline::Text(text)) if kept.typing => text.starts_with(|c| is_folded(c, kept)),
        Some(Inline::Text(text)) => {
            let mut first = text.chars();
            match first.next() {
                // A run of no-break spaces, or one beside a space, is an ordinary one.
                Some(c) if is_hard_space(c) => first.next().is_some_and(|c| is_space(c) || is_hard_space(c)),
                Some(c) => is_space(c),
                None => false,
            }
        }
        Some(other) => other.content().is_some_and(|content| starts_with_space(content, kept)),
        None => false,
    }
}

fn take_trailing_space(content: &mut Vec<Inline>, kept: Kept) -> bool {
    let Some(Inline::Text(text)) = content.last_mut() else { return false };
    let space = |c| is_folded(c, kept);
    if !text.ends_with(space) {
        return false;
    }
    text.truncate(text.trim_end_matches(space).len());
    if text.is_empty() {
        content.pop();
    }
    true
}

/// White space before a break shows nothing.
fn trim_spaces(line: &mut Vec<Inline>) {
    while let Some(Inline::Text(text)) = line.last_mut() {
        text.truncate(text.trim_end_matches(|c| is_space(c) || is_hard_space(c)).len());
        if !text.is_empty() {
            return;
        }
        line.pop();
    }
}

/// White space and breaks at the end of a line show nothing.
fn trim_end(line: &mut Vec<Inline>, kept: Kept) {
    loop {
        match line.last_mut() {
            Some(Inline::Text(text)) => {
                text.truncate(text.trim_end_matches(|c| is_trimmed(c, kept)).len());
                if !text.is_empty() {
                    return;
                }
                line.pop();
            }
            Some(Inline::Break) => {
                line.pop();
            }
            _ => return,
        }
    }
}

/// Whether another pass has something to do: breaks in a row, or a space beside a border.
fn state_is_open(line: &[Inline], kept: Kept) -> bool {
    let is_space = |c| is_folded(c, kept);
    let border = |pair: &[Inline]| match pair {
        [Inline::Text(a), Inline::Text(b)] => !a.is_empty() && !b.is_empty(),
        [Inline::Break, Inline::Break] => false,
        [Inline::Text(text), Inline::Break] => text.ends_with(is_space),
        [Inline::Break, Inline::Text(text)] => text.starts_with(is_space),
        _ => false,
    };
    // White space that was moved out may stand beside a no-break space now.
    let doubled = |text: &str| !kept.typing && (text.contains("\u{a0} ") || text.contains(" \u{a0}"));
    line.windows(2).any(border)
        || any_text(line, &doubled)
        || matches!(line.first(), Some(Inline::Text(text)) if text.starts_with(is_space))
}

fn any_text(line: &[Inline], holds: &impl Fn(&str) -> bool) -> bool {
    line.iter().any(|inline| match inline {
        Inline::Text(text) => holds(text),
        other => other.content().is_some_and(|content| any_text(content, holds)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::cleaner::{CleanContext, clean_blocks};
    use super::*;

    #[test]
    fn spaces() {
        assert_eq!(fold_spaces("a \n b\tc"), "a b c");
        assert_eq!(fold_spaces("time. \u{a0}\u{a0}But"), "time. But");
        assert_eq!(fold_spaces("10\u{a0}km « \u{a0}x"), "10\u{a0}km « x");
        assert_eq!(fold_spaces("\u{a0}\u{a0}"), " ");
    }

    fn check(html: &str, expected: &str) {
        let cleaned = clean_blocks(html, &CleanContext::default());
        assert_eq!(format!("{:?}", cleaned.blocks), expected, "{html}");
    }

    #[test]
    fn borders() {
        check("<p>a<em> b </em>c</p>", r#"[Paragraph([Text("a "), Emphasis([Text("b")]), Text(" c")])]"#);
        check("<p>a <em> b</em></p>", r#"[Paragraph([Text("a "), Emphasis([Text("b")])])]"#);
        check("<p><b>a</b><b>b</b> <i></i></p>", r#"[Paragraph([Strong([Text("ab")])])]"#);
        check("<p>a<br> <br>\n</p><p>&nbsp;</p>", r#"[Paragraph([Text("a")])]"#);
        check(
            "<h2><em>a<br> <br>b</em></h2>",
            r#"[Heading(Heading { level: 2, content: [Text("a"), Break, Text("b")], anchor: None })]"#,
        );
        check("<p>a <br> b</p>", r#"[Paragraph([Text("a"), Break, Text("b")])]"#);
        check("<p><em>a<br></em>b</p>", r#"[Paragraph([Emphasis([Text("a")]), Break, Text("b")])]"#);
        check("<p>a<em><br>b</em></p>", r#"[Paragraph([Text("a"), Break, Emphasis([Text("b")])])]"#);
        check(
            "<h2><em><br>a<b><br> b</b></em></h2>",
            r#"[Heading(Heading { level: 2, content: [Text("a"), Break, Strong([Text("b")])], anchor: None })]"#,
        );
        check("<p>a<em> </em>b</p>", r#"[Paragraph([Text("a b")])]"#);
    }
}
