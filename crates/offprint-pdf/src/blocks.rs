//! The model's blocks as rows: running text, headings, quotations, program text. Lists, tables and figures have
//! rooms of their own.

use crate::{
    compose::{Breaking, Column, Composer},
    fonts::Family,
    frame::{Bar, Colour, Ink, KEEP, Mark, Row},
    inlines::math_text,
    line::Stand,
    maths::{self, Formula},
    text::{Style, StyledText},
    tree::{NodeId, Role},
};
use offprint_core::{Block, Code, Details, Direction, Division, Heading, Inline, Math, Quote, inlines_text};
use offprint_highlight::Kind;
use std::sync::Arc;

/// Whether this is a paragraph wholly of bold letters: what authors write where they mean a heading.
fn is_bold(block: &Block) -> bool {
    let Block::Paragraph(content) = block else { return false };
    let blank = |inline: &Inline| match inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Break => true,
        _ => false,
    };
    let strong = |inline: &Inline| matches!(inline, Inline::Strong(_));
    content.iter().any(strong) && content.iter().all(|inline| strong(inline) || blank(inline))
}

impl Composer<'_> {
    /// These blocks, one below the other.
    pub(crate) fn blocks_to_rows(&mut self, blocks: &[Block], column: &Column) {
        for (at, block) in blocks.iter().enumerate() {
            let from = self.galley.rows.len();
            self.block_to_rows(block, column);
            let followed = blocks.get(at + 1).is_some_and(|next| !is_bold(next));
            if followed && is_bold(block) && self.galley.rows.len() - from <= 2 {
                self.galley.rows[from..].iter_mut().for_each(|row| row.penalty = KEEP);
            }
        }
    }

    fn block_to_rows(&mut self, block: &Block, column: &Column) {
        match block {
            Block::Paragraph(content) => self.text_block(content, column, Role::P, Breaking::Text),
            Block::Heading(heading) => self.heading(heading, column),
            Block::List(list) => self.list(list, column),
            Block::Definitions(groups) => self.definitions(groups, column),
            Block::Quote(quote) => self.quote(quote, column),
            Block::PullQuote(quote) => self.pull_quote(quote, column),
            Block::Verse(content) => self.verse(content, column),
            Block::Code(code) => self.code(code, column),
            Block::Preformatted(content) => self.preformatted(content, column),
            Block::Table(table) => self.table(table, column),
            Block::Figure(figure) => self.figure(figure, column),
            Block::Gallery(gallery) => self.gallery(gallery, column),
            Block::Media(media) => self.media(media, column),
            Block::Embed(embed) => self.embed(embed, column),
            Block::Details(details) => self.details(details, column),
            Block::Math(math) => self.formula(math, column),
            Block::Rule => self.rule(column),
            Block::PageBreak => self.page_break(column),
            Block::Division(division) => self.division(division, column),
        }
    }

    /// A paragraph of these inlines, with space around it.
    pub(crate) fn text_block(&mut self, content: &[Inline], column: &Column, role: Role, breaking: Breaking) {
        self.galley.gap(column.paragraph);
        let node = self.tree.node(column.node, role);
        let text = self.inlines_to_text(content, column, node);
        self.paragraph(text, column, breaking);
        self.galley.gap(column.paragraph);
    }

    fn heading(&mut self, heading: &Heading, column: &Column) {
        while self.levels.last().is_some_and(|&open| open >= heading.level) {
            self.levels.pop();
        }
        self.levels.push(heading.level);
        // PDF/UA-1 §7.4.2: no level is skipped, however the author numbered them.
        let depth = u8::try_from(self.levels.len()).unwrap_or(6);
        let level = self.base_level.saturating_add(depth).min(6);
        let (size, leading, above, below) = self.theme.heading(level);
        let scale = if column.size < self.theme.text { column.size / self.theme.text } else { 1.0 };
        let node = self.tree.node(column.node, Role::Heading(level));
        let look = Column {
            size: size * scale,
            leading: leading * scale,
            family: self.theme.heading_family,
            bold: true,
            stand: Stand::Start,
            ..column.clone()
        };
        let text = self.inlines_to_text(&heading.content, &look, node);
        let mut rows = self.paragraph_rows(text, &look, Breaking::Balanced);
        for row in &mut rows {
            row.penalty = KEEP;
        }
        if let Some(first) = rows.first_mut() {
            first.marks.push(Mark::Outline(level, inlines_text(&heading.content)));
            first.marks.extend(heading.anchor.clone().map(Mark::Place));
        }
        self.galley.gap(above * scale);
        // Nearer to what it heads than to the heading above.
        self.galley.at_least(below * scale + 6.0);
        rows.into_iter().for_each(|row| self.push(row, column));
        self.galley.after(below * scale);
    }

    fn quote(&mut self, quote: &Quote, column: &Column) {
        let node = self.tree.node(column.node, Role::BlockQuote);
        let mut inner = column.under(node).indented(self.theme.indent);
        let x = if column.rtl { column.x + column.width - 2.0 } else { column.x };
        let number = self.bar_number();
        inner.bars.push(Bar { x, width: 1.6, colour: self.theme.rule, number });
        inner.italic = column.italic;
        self.galley.gap(self.theme.block);
        self.blocks_to_rows(&quote.blocks, &inner);
        self.attribution(&quote.attribution, &inner, Stand::Start);
        self.galley.gap(self.theme.block);
    }

    fn attribution(&mut self, attribution: &[Inline], column: &Column, stand: Stand) {
        if attribution.is_empty() {
            return;
        }
        self.galley.keep();
        let look =
            Column { colour: self.theme.grey, stand, family: Family::Sans, ..column.small(self.theme) };
        self.galley.gap(4.0);
        let node = self.tree.node(column.node, Role::P);
        let dash = self.slot(node);
        let mut text = StyledText { rtl: column.rtl, ..StyledText::default() };
        text.push("— ", &look.style(dash));
        let said = self.inlines_to_text(attribution, &look, node);
        self.paragraph(joined(text, said), &look, Breaking::Ragged);
    }

    fn pull_quote(&mut self, quote: &Quote, column: &Column) {
        let node = self.tree.node(column.node, Role::BlockQuote);
        let mut look = column.under(node).indented(self.theme.indent);
        look.width -= self.theme.indent.min((look.width - 60.0).max(0.0));
        if column.rtl {
            look.x = column.x + self.theme.indent;
        }
        let scale = if column.size < self.theme.text { column.size / self.theme.text } else { 1.0 };
        look.size = 15.0 * scale;
        look.leading = 20.0 * scale;
        look.italic = true;
        look.stand = Stand::Center;
        self.galley.gap(self.theme.figure + 4.0);
        let from = self.galley.rows.len();
        self.blocks_to_rows(&quote.blocks, &look);
        let small = Column { size: column.size, ..look.clone() };
        self.attribution(&quote.attribution, &small, Stand::Center);
        // A pull quote is short, and stands in one piece.
        let last = self.galley.rows.len().saturating_sub(1);
        for row in self.galley.rows.iter_mut().take(last).skip(from) {
            row.penalty = row.penalty.max(2.0e3);
        }
        self.galley.gap(self.theme.figure + 4.0);
    }

    fn verse(&mut self, content: &[Inline], column: &Column) {
        self.galley.gap(self.theme.block);
        let look = Column { stand: Stand::Start, ..column.indented(self.theme.indent) };
        let node = self.tree.node(column.node, Role::P);
        let text = self.inlines_to_text(content, &look, node);
        self.paragraph(hard_spaces(text), &look, Breaking::Ragged);
        self.galley.gap(self.theme.block);
    }

    fn code(&mut self, code: &Code, column: &Column) {
        let parts = self.options.highlight.then(|| offprint_highlight::parts(code)).flatten();
        self.typed(column, Role::Code, |composer, look, node| match parts {
            Some(parts) => composer.coloured(&parts, look, node),
            None => composer.plain(&code.text, look, node),
        });
    }

    /// The parts of a program, each in its colour.
    fn coloured(&mut self, parts: &[(Option<Kind>, String)], column: &Column, node: NodeId) -> StyledText {
        let slot = self.slot(node);
        let mut text = StyledText::default();
        for (kind, part) in parts {
            let colour = kind.map_or(column.colour, colour_of);
            text.push(part, &Style { colour, ..column.style(slot) });
        }
        text
    }

    fn preformatted(&mut self, content: &[Inline], column: &Column) {
        self.typed(column, Role::P, |composer, look, node| composer.inlines_to_text(content, look, node));
    }

    /// Typewritten text on a shade: its lines and spaces stay, lines too long for the measure are wrapped.
    fn typed(
        &mut self,
        column: &Column,
        role: Role,
        said: impl FnOnce(&mut Self, &Column, NodeId) -> StyledText,
    ) {
        let pad = 8.0_f32.min(column.width / 8.0);
        let number = self.bar_number();
        let mut look = column.clone();
        look.bars.push(Bar { x: column.x, width: column.width, colour: self.theme.shade, number });
        look.x += pad;
        look.width -= 2.0 * pad;
        look.family = Family::Mono;
        look.size = self.theme.code.min(column.size * 0.86);
        look.leading = self.theme.code_leading.min(column.leading * 0.9);
        look.stand = Stand::Start;
        look.italic = false;
        look.rtl = false;
        // The paragraph keeps `Code` company: it is an inline element (ISO 32000-1 §14.8.4.4).
        let paragraph = self.tree.node(column.node, Role::P);
        let node = if role == Role::Code { self.tree.node(paragraph, Role::Code) } else { paragraph };
        let mut text = said(self, &look, node);
        for style in &mut text.styles {
            style.hyphenate = false;
        }
        text.rtl = false;
        let rows = self.paragraph_rows(hard_spaces(text), &look, Breaking::Ragged);
        self.galley.gap(self.theme.block);
        let count = rows.len();
        // Of a line that goes on, neither the first row nor the last one stands alone.
        let wrapped: Vec<bool> = rows.iter().map(|row| row.goes_on).collect();
        let edge = |composer: &mut Self| composer.push(Row { penalty: KEEP, ..Row::new(5.0) }, &look);
        edge(self);
        for (at, mut row) in rows.into_iter().enumerate() {
            if row.goes_on {
                row.ink.extend(wrap_mark(column.x + column.width - pad * 0.5, &row, self.theme.grey));
            }
            let parted = wrapped[at] && (!wrapped[at.max(1) - 1] || !wrapped[at + 1]);
            if count > 1 && (at == 0 || at + 2 == count) || at + 1 == count || parted {
                row.penalty = KEEP;
            } else if count <= 8 {
                row.penalty = 600.0;
            }
            self.push(row, &look);
        }
        edge(self);
        if let Some(last) = self.galley.rows.last_mut() {
            last.penalty = 0.0;
        }
        self.galley.gap(self.theme.block);
    }

    fn details(&mut self, details: &Details, column: &Column) {
        let node = self.tree.node(column.node, Role::Div);
        let column = column.under(node);
        self.galley.gap(self.theme.block);
        if !details.summary.is_empty() {
            let look = Column { bold: true, stand: Stand::Start, ..column.clone() };
            self.text_block(&details.summary, &look, Role::P, Breaking::Ragged);
            self.galley.keep();
        }
        self.blocks_to_rows(&details.blocks, &column);
        self.galley.gap(self.theme.block);
    }

    fn formula(&mut self, math: &Math, column: &Column) {
        let said = math_text(math);
        if said.is_empty() {
            return;
        }
        self.galley.gap(self.theme.block);
        let paragraph = self.tree.node(column.node, Role::P);
        let node = self.tree.node(paragraph, Role::Formula);
        self.tree.attributes(node).alt = Some(said.clone());
        // One that is too wide is set smaller, as far as it can still be read.
        let set = maths::set(math, column.size, column.colour, true);
        if let Some(Formula { drawing, ascent }) = set.filter(|set| set.drawing.width * 0.6 <= column.width) {
            let scale = (column.width / drawing.width).min(1.0);
            let (width, height) = (drawing.width * scale, drawing.height * scale);
            let mut row = Row::new(height);
            row.ink.push(Ink::Drawing {
                x: column.x + (column.width - width) / 2.0,
                y: 0.0,
                width,
                height,
                drawing: Arc::new(drawing),
                slot: self.slot(node),
                node,
                said: Some((said.into_boxed_str(), ascent * scale)),
            });
            self.push(row, column);
            self.galley.gap(self.theme.block);
            return;
        }
        self.say_unset(&said);
        let look =
            Column { family: Family::Mono, size: column.size * 0.86, stand: Stand::Center, ..column.clone() };
        let mut text = self.plain(&said, &look, node);
        text.styles.iter_mut().for_each(|style: &mut Style| style.hyphenate = false);
        self.paragraph(text, &look, Breaking::Ragged);
        self.galley.gap(self.theme.block);
    }

    fn rule(&mut self, column: &Column) {
        self.galley.gap(self.theme.block);
        let mut row = Row::new(12.0);
        let width = column.width * 0.24;
        let x = column.x + (column.width - width) / 2.0;
        row.ink.push(Ink::Fill { x, y: 5.6, width, height: 0.7, colour: self.theme.rule });
        row.penalty = 400.0;
        // A rule at the head or the foot of a page divides nothing.
        self.galley.keep();
        self.push(row, column);
        self.galley.gap(self.theme.block);
    }

    fn page_break(&mut self, column: &Column) {
        if !self.galley.rows.is_empty() && column.x == self.theme.left {
            self.galley.new_page();
        }
    }

    fn division(&mut self, division: &Division, column: &Column) {
        let node = self.tree.node(column.node, Role::Div);
        let mut inner = column.under(node);
        if let Some(language) = &division.language {
            inner.language = language.as_str().into();
            self.tree.attributes(node).language = Some(language.as_str().to_owned());
        }
        let told =
            division.direction.or_else(|| division.language.as_ref().map(offprint_core::Language::direction));
        inner.rtl = told.map_or(column.rtl, |direction| direction == Direction::Rtl);
        self.blocks_to_rows(&division.blocks, &inner);
    }
}

/// The colours of a program's parts: each dark enough on its shade to be read as text (WCAG 2.2 §1.4.3).
fn colour_of(kind: Kind) -> Colour {
    match kind {
        Kind::Comment => [0x5f, 0x63, 0x68],
        Kind::String => [0x2c, 0x66, 0x2a],
        Kind::Constant => [0x8a, 0x46, 0x0f],
        Kind::Keyword => [0x86, 0x1c, 0x74],
        Kind::Entity => [0x1a, 0x56, 0x96],
    }
}

/// The mark of a program's line that goes on below: a hook in the margin of its shade. It is drawn, not written, so
/// that nobody copies it.
fn wrap_mark(x: f32, row: &Row, colour: Colour) -> [Ink; 3] {
    let y = row.height * 0.58;
    let fill = |x, y, width, height| Ink::Fill { x, y, width, height, colour };
    [fill(x + 1.7, y - 4.0, 0.5, 4.0), fill(x - 2.2, y - 0.5, 4.4, 0.5), fill(x - 2.2, y - 1.3, 0.9, 2.1)]
}

/// One text after another.
pub(crate) fn joined(mut first: StyledText, second: StyledText) -> StyledText {
    let at = first.text.len();
    let styles = first.styles.len() as u16;
    first.text.push_str(&second.text);
    first.styles.extend(second.styles);
    first.runs.extend(second.runs.into_iter().map(|(end, style)| (end + at, style + styles)));
    first.objects.extend(second.objects);
    first.hyphens.extend(second.hyphens.into_iter().map(|byte| byte + at));
    first.written.extend(second.written.into_iter().map(|(byte, c)| (byte + at, c)));
    first.notes.extend(second.notes.into_iter().map(|(byte, note)| (byte + at, note)));
    first
}

/// Spaces that stand at the beginning of a line or side by side stay as wide as they are, wherever lines end: all
/// but the last of them become no-break spaces.
fn hard_spaces(mut text: StyledText) -> StyledText {
    let mut out = String::with_capacity(text.text.len());
    let mut map = vec![0; text.text.len() + 1];
    let mut chars = text.text.char_indices().peekable();
    let mut line_start = true;
    while let Some((at, c)) = chars.next() {
        map[at] = out.len();
        let next_is_space = chars.peek().is_some_and(|&(_, next)| next == ' ');
        if c == ' ' && (line_start || next_is_space) {
            out.push('\u{a0}');
        } else {
            out.push(c);
            line_start = c == crate::text::LINE_END;
        }
    }
    map[text.text.len()] = out.len();
    text.runs.iter_mut().for_each(|run| run.0 = map[run.0]);
    text.notes.iter_mut().for_each(|note| note.0 = map[note.0]);
    text.hyphens.iter_mut().for_each(|byte| *byte = map[*byte]);
    text.written.iter_mut().for_each(|written| written.0 = map[written.0]);
    text.text = out;
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        options::PdfOptions,
        picture::Pictures,
        sheet::{self, Desk},
        theme::Theme,
    };
    use offprint_core::{EditionInfo, NoMedia};

    /// WCAG 2.2, relative luminance.
    fn luminance(colour: Colour) -> f32 {
        let part = |value: u8| {
            let value = f32::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])
    }

    #[test]
    fn the_parts_of_programs_are_dark_enough_to_be_read() {
        for kind in [Kind::Comment, Kind::String, Kind::Constant, Kind::Keyword, Kind::Entity] {
            for shade in [[0xf4, 0xf4, 0xf2], [0xf7, 0xf1, 0xee]] {
                let contrast = (luminance(shade) + 0.05) / (luminance(colour_of(kind)) + 0.05);
                assert!(contrast >= 4.5, "{kind:?}: {contrast}");
            }
        }
    }

    #[test]
    fn a_bold_line_stays_with_what_it_heads() {
        let options = PdfOptions::default();
        let theme = Theme::new(&options);
        let pictures = Pictures::new(&NoMedia, None);
        let edition = EditionInfo::default();
        let desk = Desk { edition: &edition, pictures: &pictures, theme: &theme, options: &options };
        let column = sheet::text_column("en", Direction::Ltr, 0, &theme);
        let plain = |said: &str| Block::Paragraph(vec![Inline::Text(said.to_owned())]);
        let bold = |said: &str| {
            let strong = Inline::Strong(vec![Inline::Text(said.to_owned())]);
            Block::Paragraph(vec![strong, Inline::Text(" ".to_owned())])
        };
        let is_kept = |first: Block, next: Option<Block>| {
            let mut composer = sheet::composer(desk, Role::Sect);
            let blocks: Vec<Block> = std::iter::once(first).chain(next).collect();
            composer.blocks_to_rows(&blocks, &column);
            composer.galley.rows[0].penalty >= KEEP
        };
        assert!(is_kept(bold("What is to be done"), Some(plain("The wall is mended."))));
        assert!(!is_kept(plain("What is to be done"), Some(plain("The wall is mended."))));
        assert!(!is_kept(bold("What is to be done"), None), "nothing follows");
        assert!(
            !is_kept(bold("One of many"), Some(bold("Another one"))),
            "a list of bold lines may be parted"
        );
        let long = bold(&"It is a long paragraph. ".repeat(30));
        let last_but_one = |first: Block| {
            let mut composer = sheet::composer(desk, Role::Sect);
            composer.blocks_to_rows(&[first, plain("The wall is mended.")], &column);
            composer.galley.rows[2].penalty
        };
        assert!(last_but_one(long) < KEEP, "no line of its own");
    }
}
