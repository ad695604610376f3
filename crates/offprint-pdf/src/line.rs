//! Setting a line: order of writing, justification, ink.

use crate::{
    broken::{self, Broken},
    fill::Fill,
    fit::{self, Line},
    fonts,
    frame::{Colour, Glyph, Ink, LinkArea, TextRun},
    shape::{Cluster, Kind, Shaped},
    text::{NO_LINK, Object, Style},
};

/// How lines stand in their measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    /// From edge to edge, the last one at the side where reading begins.
    Justified,
    /// At the side where reading begins.
    Start,
    Left,
    Center,
    Right,
}

/// Behind marked text.
const MARKED: Colour = [0xff, 0xf1, 0xa8];
/// Draws a line whose baseline is at `y`, into `ink` and `links`.
pub(crate) fn set(
    shaped: &Shaped,
    line: &Line,
    place: (f32, f32, f32),
    stand: Stand,
    ink: &mut Vec<Ink>,
    links: &mut Vec<LinkArea>,
) {
    let (x, y, width) = place;
    let hyphen = fit::hyphen_width(shaped, line);
    let free = width - line.natural - hyphen;
    let fill =
        (stand == Stand::Justified && !(line.last && free >= 0.0)).then(|| Fill::new(shaped, line, free));
    let fill = fill.unwrap_or_default();
    let left_over = free - fill.used;
    let rtl = shaped.text.rtl;
    let shift = match stand {
        Stand::Left => 0.0,
        Stand::Right => left_over,
        Stand::Center => left_over / 2.0,
        Stand::Justified | Stand::Start if rtl => left_over,
        Stand::Justified | Stand::Start => 0.0,
    };
    let stretch = 1.0 + fill.wider;
    let tracking = fill.letter;
    let mut pen = Pen {
        shaped,
        x: x + shift - line.hung,
        y,
        stretch,
        tracking,
        ink,
        links,
        under: None,
        over: None,
        broken: broken::of_line(shaped, line),
        part: None,
    };
    let between = between_words(shaped, line).map(|at| &shaped.clusters[at]);
    if rtl && let Some(between) = between {
        pen.word_space(between);
    }
    let order = visual_order(shaped, line);
    for &at in &order {
        let cluster = &shaped.clusters[at];
        let extra = fill.extra(shaped, at, at + 1 == line.to);
        pen.cluster(cluster, extra);
    }
    if line.hyphen && line.to > line.from {
        pen.hyphen(&shaped.clusters[line.to - 1]);
    } else if !rtl && let Some(between) = between {
        pen.word_space(between);
    } else if let Some(before) = within_a_word(shaped, line).filter(|before| pen.part_of(before).is_none()) {
        pen.past_the_edge(before, Some("-"));
    }
}

/// The cluster that parts this line's last word from the next line's first: a space, or the author's line end.
fn between_words(shaped: &Shaped, line: &Line) -> Option<usize> {
    if line.from == line.to || line.end >= shaped.clusters.len() {
        return None;
    }
    let parts = |at: &usize| matches!(shaped.clusters[*at].kind, Kind::Space | Kind::LineEnd);
    (line.to..line.end).find(parts)
}

/// The last cluster of a line that ends within a word, without a hyphen that is drawn for it.
fn within_a_word<'s>(shaped: &'s Shaped, line: &Line) -> Option<&'s Cluster> {
    let last = line.end.checked_sub(1).filter(|_| line.parted && line.end < shaped.clusters.len())?;
    let cluster = &shaped.clusters[last];
    (cluster.level == 0 && shaped.clusters[line.end].kind == Kind::Text).then_some(cluster)
}

/// The clusters of a line from left to right (UAX #9, rule L2).
fn visual_order(shaped: &Shaped, line: &Line) -> Vec<usize> {
    let mut order: Vec<usize> = (line.from..line.to).collect();
    if !shaped.mixed && !shaped.text.rtl {
        return order;
    }
    let level = |at: usize| shaped.clusters[at].level;
    let highest = order.iter().map(|&at| level(at)).max().unwrap_or(0);
    for step in (1..=highest).rev() {
        let mut from = 0;
        while from < order.len() {
            if level(order[from]) < step {
                from += 1;
                continue;
            }
            let mut to = from;
            while to < order.len() && level(order[to]) >= step {
                to += 1;
            }
            order[from..to].reverse();
            from = to;
        }
    }
    order
}

struct Pen<'a> {
    shaped: &'a Shaped,
    x: f32,
    y: f32,
    /// How wide letters are drawn, of their own width.
    stretch: f32,
    /// The room between letters, in ems.
    tracking: f32,
    ink: &'a mut Vec<Ink>,
    links: &'a mut Vec<LinkArea>,
    /// Where in `ink` the underline and the strike-through that may be lengthened are.
    under: Option<usize>,
    over: Option<usize>,
    /// The words that the line has only a part of.
    broken: Vec<Broken>,
    /// The one of those whose glyphs came last.
    part: Option<usize>,
}

impl Pen<'_> {
    fn cluster(&mut self, cluster: &Cluster, extra: f32) {
        let Some(style) = self.shaped.text.styles.get(usize::from(cluster.style)) else { return };
        let advance = cluster.advance * self.stretch_of(cluster) + extra;
        let y = self.y - style.rise;
        match cluster.kind {
            Kind::LineEnd | Kind::Unseen => return,
            Kind::Object(number) => self.object(number, style),
            Kind::Missing => {
                let text: Box<str> = self.shaped.text_of(cluster).into();
                let (width, height) = (cluster.advance * 0.84, style.size * 0.7);
                let x = self.x + cluster.advance * 0.08;
                self.ink.push(Ink::Missing { x, y: y - height, width, height, text, slot: style.slot });
            }
            Kind::Text | Kind::Space => self.glyphs(cluster, style, y, extra),
        }
        self.decorate(style, advance);
        if style.link != NO_LINK {
            self.link(style, advance);
        }
        self.x += advance;
    }

    fn stretch_of(&self, cluster: &Cluster) -> f32 {
        if cluster.kind == Kind::Text { self.stretch } else { 1.0 }
    }

    fn glyphs(&mut self, cluster: &Cluster, style: &Style, y: f32, extra: f32) {
        let face = self.shaped.faces[usize::from(cluster.face)];
        let glyphs = &self.shaped.glyphs[cluster.glyphs.0 as usize..cluster.glyphs.1 as usize];
        if glyphs.is_empty() {
            return;
        }
        let stretch = self.stretch_of(cluster);
        let part = self.part_of(cluster);
        let goes_on = part.is_some() && self.part == part;
        let actual = match part {
            Some(part) => Some(std::mem::take(&mut self.broken[part].said)),
            None => {
                let said = self.shaped.said(cluster.start..cluster.end);
                (!tells(face, glyphs, &said, cluster.level)).then(|| said.into_boxed_str())
            }
        };
        self.part = part;
        let thicken = style.bold && !face.bold;
        let tracking = if cluster.level.is_multiple_of(2) { style.size * self.tracking } else { 0.0 };
        let continues = (actual.is_none() || goes_on)
            && matches!(self.ink.last(), Some(Ink::Text(run)) if run.slot == style.slot && run.face.is(face)
                && run.size == style.size && run.y == y && run.colour == style.colour
                && run.actual.is_some() == goes_on
                && run.thicken == thicken && run.stretch == self.stretch
                && run.tracking == tracking);
        if !continues {
            let run = TextRun {
                face,
                size: style.size,
                thicken,
                stretch: self.stretch,
                tracking,
                colour: style.colour,
                slot: style.slot,
                x: self.x,
                y,
                actual,
                glyphs: Vec::with_capacity(24),
            };
            self.ink.push(Ink::Text(run));
        }
        if let Some(Ink::Text(run)) = self.ink.last_mut() {
            run.glyphs.extend(glyphs.iter().map(|glyph| Glyph {
                advance: glyph.advance * stretch,
                dx: glyph.dx * stretch,
                ..*glyph
            }));
            if let Some(last) = run.glyphs.last_mut() {
                last.advance += extra;
            }
        }
    }

    /// A space past the edge of the line, so that who listens or copies hears two words; nothing is seen of it.
    fn word_space(&mut self, between: &Cluster) {
        self.past_the_edge(between, None);
    }

    /// A space past the edge of the line, in the style of this cluster. Where it stands for a hyphen, the word that goes
    /// on in the next line is whole again for who copies it, as one with a hyphen that is seen.
    fn past_the_edge(&mut self, cluster: &Cluster, stands_for: Option<&str>) {
        let Some(style) = self.shaped.text.styles.get(usize::from(cluster.style)) else { return };
        let faces =
            [self.shaped.faces[usize::from(cluster.face)], fonts::face_of(style.family, false, false)];
        let found = faces.into_iter().find_map(|face| face.glyph(' ').map(|glyph| (face, glyph)));
        let Some((face, id)) = found else { return };
        // What stands for something is as narrow as can be, so that it is not taken for ink outside the measure.
        let stretch = if stands_for.is_some() { 0.15 } else { self.stretch };
        let advance = face.advance(id, style.size) * if stands_for.is_some() { stretch } else { 1.0 };
        let glyph = Glyph { id, advance, dx: 0.0, dy: 0.0 };
        let y = self.y - style.rise;
        let tells = stands_for.is_none() && face.text_of(id) == Some(" ");
        if tells
            && let Some(Ink::Text(run)) = self.ink.last_mut()
            && (run.slot, run.size, run.y) == (style.slot, style.size, y)
            && run.face.is(face)
            && run.actual.is_none()
        {
            run.glyphs.push(glyph);
            return;
        }
        self.ink.push(Ink::Text(TextRun {
            face,
            size: style.size,
            thicken: false,
            stretch,
            tracking: 0.0,
            colour: style.colour,
            slot: style.slot,
            // Where reading runs to the left it stands before all that is seen.
            x: if self.shaped.text.rtl { self.x - advance } else { self.x },
            y,
            actual: (!tells).then(|| stands_for.unwrap_or(" ").into()),
            glyphs: vec![glyph],
        }));
    }

    /// Which of the words that the line has only a part of this cluster belongs to.
    fn part_of(&self, cluster: &Cluster) -> Option<usize> {
        self.broken.iter().position(|word| word.bytes.contains(&cluster.start))
    }

    fn object(&mut self, number: u16, style: &Style) {
        match self.shaped.text.objects.get(usize::from(number)) {
            Some(Object::Picture { key, width, height, node }) => {
                let y = self.y - height + style.size * 0.12;
                let (x, key) = (self.x, key.clone());
                self.ink.push(Ink::Picture {
                    x,
                    y,
                    width: *width,
                    height: *height,
                    key,
                    slot: style.slot,
                    node: *node,
                });
            }
            Some(Object::Formula { drawing, ascent, said, node }) => {
                self.ink.push(Ink::Drawing {
                    x: self.x,
                    y: self.y - ascent,
                    width: drawing.width,
                    height: drawing.height,
                    drawing: drawing.clone(),
                    slot: style.slot,
                    node: *node,
                    said: Some((said.clone(), *ascent)),
                });
            }
            Some(Object::Task { ticked, size, node }) => {
                let side = size * 0.8;
                let (x, y) = (self.x, self.y - side);
                self.ink.push(Ink::Frame {
                    x,
                    y,
                    width: side,
                    height: side,
                    slot: style.slot,
                    node: *node,
                    ticked: *ticked,
                });
            }
            None => {}
        }
    }

    fn decorate(&mut self, style: &Style, advance: f32) {
        let line = (style.size * 0.055).max(0.4);
        let under = style.underline.then_some((self.y + style.size * 0.14, line));
        let over = style.strike.then_some((self.y - style.rise - style.size * 0.24, line));
        if style.marked {
            let (y, height) = (self.y - style.size * 0.82, style.size * 1.08);
            let fill = Ink::Fill { x: self.x, y, width: advance + 0.05, height, colour: MARKED };
            // Behind the glyphs, which are in the ink already.
            let at =
                self.ink.iter().rposition(|ink| !matches!(ink, Ink::Fill { .. })).unwrap_or(self.ink.len());
            self.ink.insert(at, fill);
            self.under = None;
            self.over = None;
        }
        self.under = self.stroke(under, self.under, advance, style);
        self.over = self.stroke(over, self.over, advance, style);
    }

    fn stroke(
        &mut self,
        wanted: Option<(f32, f32)>,
        open: Option<usize>,
        advance: f32,
        style: &Style,
    ) -> Option<usize> {
        let (y, height) = wanted?;
        let x = self.x;
        if let Some(Ink::Fill { x: from, width, y: at, colour, .. }) =
            open.and_then(|at| self.ink.get_mut(at))
            && *at == y
            && *colour == style.colour
        {
            *width = x + advance - *from;
            return open;
        }
        // Before the glyphs it goes with: between them it would part a word in two.
        let at = self.ink.len().saturating_sub(1);
        self.ink.insert(at, Ink::Fill { x, y, width: advance, height, colour: style.colour });
        Some(at)
    }

    fn link(&mut self, style: &Style, advance: f32) {
        let (x, y, height) = (self.x, self.y - style.rise - style.size * 0.8, style.size * 1.08);
        match self.links.last_mut() {
            Some(link) if link.node == style.link && (link.x + link.width - x).abs() < 0.5 && link.y == y => {
                link.width += advance;
            }
            _ => self.links.push(LinkArea { x, y, width: advance, height, node: style.link }),
        }
    }

    fn hyphen(&mut self, before: &Cluster) {
        let Some(style) = self.shaped.text.styles.get(usize::from(before.style)) else { return };
        let face = self.shaped.faces[usize::from(before.face)];
        let Some(glyph) = face.hyphen() else { return };
        let advance = face.advance(glyph, style.size);
        self.ink.push(Ink::Text(TextRun {
            face,
            size: style.size,
            thicken: false,
            stretch: self.stretch,
            tracking: 0.0,
            colour: style.colour,
            slot: style.slot,
            x: self.x,
            y: self.y - style.rise,
            // A plain hyphen at the end of a line is taken away by what copies text, and the word is whole again; a
            // soft one (U+00AD) would stay. A word that is said whole needs none.
            actual: Some(if self.part_of(before).is_some() { "" } else { "-" }.into()),
            glyphs: vec![Glyph { id: glyph, advance, dx: 0.0, dy: 0.0 }],
        }));
        if style.link != NO_LINK {
            self.link(style, advance);
        }
    }
}

/// Whether the glyphs tell these characters by themselves.
fn tells(face: &crate::fonts::Face, glyphs: &[Glyph], said: &str, level: u8) -> bool {
    let mut rest = said;
    // White space is white space to who copies: a space's glyph tells a no-break space.
    if said == "\u{a0}" && glyphs.len() == 1 {
        rest = " ";
    }
    let mut told = |glyph: &Glyph| match face.text_of(glyph.id).and_then(|text| rest.strip_prefix(text)) {
        Some(after) => {
            rest = after;
            true
        }
        None => false,
    };
    let all = if level % 2 == 1 { glyphs.iter().rev().all(&mut told) } else { glyphs.iter().all(&mut told) };
    all && rest.is_empty()
}

#[cfg(test)]
mod tests;
