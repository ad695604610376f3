//! Frames: ink that has its place, and the rows that pages are made of. Lengths are in points; within a row, x is
//! from the left edge of the page and y runs down from the row's top.

use crate::{
    drawing::Drawing,
    fonts::Face,
    tree::{NodeId, Slot},
};
use std::sync::Arc;

/// A colour, red, green and blue.
pub(crate) type Colour = [u8; 3];

/// A glyph and how far the pen goes after it; `dx` and `dy` (up) move the glyph alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glyph {
    pub(crate) id: u16,
    pub(crate) advance: f32,
    pub(crate) dx: f32,
    pub(crate) dy: f32,
}

/// Glyphs of one face, size, colour and piece of content on one baseline.
#[derive(Clone)]
pub(crate) struct TextRun {
    pub(crate) face: &'static Face,
    pub(crate) size: f32,
    /// Whether the strokes are thickened, for want of a bold face.
    pub(crate) thicken: bool,
    /// How wide the glyphs are drawn, of their own width; the advances are those on the page.
    pub(crate) stretch: f32,
    /// The room after every glyph, which is part of the advances.
    pub(crate) tracking: f32,
    pub(crate) colour: Colour,
    pub(crate) slot: Slot,
    pub(crate) x: f32,
    pub(crate) y: f32,
    /// The characters, when the glyphs alone do not tell them.
    pub(crate) actual: Option<Box<str>>,
    pub(crate) glyphs: Vec<Glyph>,
}

/// What is drawn.
#[derive(Clone)]
pub(crate) enum Ink {
    Text(TextRun),
    /// A filled box: a rule, a bar, a shade. No content.
    Fill {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        colour: Colour,
    },
    /// A picture, by its key in the picture store.
    Picture {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        key: Arc<str>,
        slot: Slot,
        node: NodeId,
    },
    /// A drawing, in the size given; the text that it stands for is there for who searches and copies.
    Drawing {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        drawing: Arc<Drawing>,
        slot: Slot,
        node: NodeId,
        /// The text, and how far down its baseline is.
        said: Option<(Box<str>, f32)>,
    },
    /// An empty box in the place of characters that no font has.
    Missing {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        text: Box<str>,
        slot: Slot,
    },
    /// An empty box that is part of content: a task's check box, a placeholder's frame.
    Frame {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        slot: Slot,
        node: NodeId,
        ticked: bool,
    },
}

/// A place that a click leads away from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LinkArea {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
    /// The `Link` node.
    pub(crate) node: NodeId,
}

/// A colour that runs down beside or behind rows, over the space between them as well.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bar {
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) colour: Colour,
    /// Rows of the same number share it: it runs on over the space between them.
    pub(crate) number: u32,
}

/// Something that can be led to.
#[derive(Debug, Clone)]
pub(crate) enum Mark {
    /// A name for links.
    Place(String),
    /// An entry of the outline: level from 1, title.
    Outline(u8, String),
}

/// A strip across the page that is never divided.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) height: f32,
    /// Space above, left out at the top of a page.
    pub(crate) before: f32,
    pub(crate) ink: Vec<Ink>,
    pub(crate) links: Vec<LinkArea>,
    pub(crate) bars: Vec<Bar>,
    pub(crate) marks: Vec<Mark>,
    /// Notes whose marks stand in the row, by their place in the galley's notes.
    pub(crate) notes: Vec<usize>,
    /// How bad it is to end a page after this row; see `paginate`.
    pub(crate) penalty: f32,
    /// The heads of the tables (by place in the galley's heads) that are repeated when a page begins with this row.
    pub(crate) head: Option<usize>,
    /// Whether a page must begin with this row.
    pub(crate) page_break: bool,
    /// Whether it is a line that goes on in the next row.
    pub(crate) goes_on: bool,
    /// Whether the space above is neither more nor less than it is.
    pub(crate) fixed: bool,
    /// How much less high the row's picture may be, and where it then stands in its width: 0 left, 1 right.
    pub(crate) elastic: Option<(f32, f32)>,
}

impl Row {
    /// An empty row.
    pub(crate) fn new(height: f32) -> Self {
        Self {
            height,
            before: 0.0,
            ink: Vec::new(),
            links: Vec::new(),
            bars: Vec::new(),
            marks: Vec::new(),
            notes: Vec::new(),
            penalty: 0.0,
            head: None,
            page_break: false,
            goes_on: false,
            fixed: false,
            elastic: None,
        }
    }

    /// The row with its picture less high by this much, and less wide in proportion.
    pub(crate) fn with_smaller_picture(&self, less: f32) -> Self {
        let mut row = self.clone();
        let scale = if self.height > less { 1.0 - less / self.height } else { 1.0 };
        let anchor = self.elastic.map_or(0.5, |elastic| elastic.1);
        row.height *= scale;
        let narrow = |x: &mut f32, width: &mut f32, height: &mut f32| {
            *x += *width * (1.0 - scale) * anchor;
            *width *= scale;
            *height *= scale;
        };
        for ink in &mut row.ink {
            if let Ink::Picture { x, width, height, .. } | Ink::Drawing { x, width, height, .. } = ink {
                narrow(x, width, height);
            }
        }
        for link in &mut row.links {
            narrow(&mut link.x, &mut link.width, &mut link.height);
        }
        row
    }

    /// Moves everything in the row.
    pub(crate) fn shift(&mut self, dx: f32, dy: f32) {
        for ink in &mut self.ink {
            ink.shift(dx, dy);
        }
        for link in &mut self.links {
            link.x += dx;
            link.y += dy;
        }
        for bar in &mut self.bars {
            bar.x += dx;
        }
    }
}

impl Ink {
    /// Moves it.
    pub(crate) fn shift(&mut self, dx: f32, dy: f32) {
        let (x, y) = match self {
            Self::Text(run) => (&mut run.x, &mut run.y),
            Self::Fill { x, y, .. }
            | Self::Picture { x, y, .. }
            | Self::Drawing { x, y, .. }
            | Self::Missing { x, y, .. }
            | Self::Frame { x, y, .. } => (x, y),
        };
        *x += dx;
        *y += dy;
    }
}

/// Rows in reading order, and what belongs to them.
#[derive(Default)]
pub(crate) struct Galley {
    pub(crate) rows: Vec<Row>,
    /// The rows of each note.
    pub(crate) notes: Vec<Vec<Row>>,
    /// The rows of each table's head, as furniture.
    pub(crate) heads: Vec<Vec<Row>>,
    gap: f32,
    fixed: Option<f32>,
    page_break: bool,
}

impl Galley {
    /// Asks for space above the next row; of several askings the largest counts.
    pub(crate) fn gap(&mut self, space: f32) {
        self.gap = self.gap.max(space);
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, mut row: Row) {
        let fixed = self.fixed.take();
        row.fixed |= fixed.is_some();
        row.before = fixed.unwrap_or_else(|| row.before.max(self.gap));
        row.page_break |= std::mem::take(&mut self.page_break);
        self.gap = 0.0;
        self.rows.push(row);
    }

    /// Sets the space above the next row to this much, whatever it asks for.
    pub(crate) fn after(&mut self, space: f32) {
        self.gap = 0.0;
        self.fixed = Some(space);
    }

    /// If the space above the next row is set already, it is no less than this.
    pub(crate) fn at_least(&mut self, space: f32) {
        if let Some(fixed) = &mut self.fixed {
            *fixed = fixed.max(space);
        }
    }

    /// The space that was asked for above the next row, which is then not there.
    pub(crate) fn take_gap(&mut self) -> f32 {
        self.fixed.take().unwrap_or(std::mem::take(&mut self.gap))
    }

    /// The next row begins a page.
    pub(crate) fn new_page(&mut self) {
        self.page_break = true;
    }

    /// The next row must stand on the same page as the last one.
    pub(crate) fn keep(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.penalty = KEEP;
        }
    }
}

/// The penalty of a page break that must not be.
pub(crate) const KEEP: f32 = 1.0e9;

/// Height of rows set one below the other.
pub(crate) fn height(rows: &[Row]) -> f32 {
    let before: f32 = rows.iter().skip(1).map(|row| row.before).sum();
    before + rows.iter().map(|row| row.height).sum::<f32>()
}
