//! Drawings: paths with their colours, for formulas, drawings and codes. Coordinates are in points from the drawing's
//! upper left corner, y runs down.

use crate::frame::Colour;
use skrifa::outline::OutlinePen;

/// What is drawn, one after another.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    Move(f32, f32),
    Line(f32, f32),
    /// Two control points and the end.
    Curve([f32; 6]),
    Close,
    /// Fills the path so far; whether by the even-odd rule.
    Fill(Colour, bool),
    /// Strokes the path so far.
    Stroke(Colour, Pen),
    /// Fills the path so far, and strokes it.
    FillStroke(Colour, bool, Colour, Pen),
    /// Colours, pens and clips are as they were at the last of these after [`Step::Restore`].
    Save,
    Restore,
    /// Moves and scales what follows: a matrix as PDF writes it.
    Place([f32; 6]),
    /// What follows is drawn within the path so far; whether by the even-odd rule.
    Clip(bool),
}

/// How a path is stroked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pen {
    pub(crate) width: f32,
    /// As PDF numbers them: 0 butt, 1 round, 2 square (ISO 32000-1 §8.4.3.3).
    pub(crate) cap: u8,
    /// 0 mitre, 1 round, 2 bevel.
    pub(crate) join: u8,
    pub(crate) mitre: f32,
    pub(crate) dashes: Vec<f32>,
    pub(crate) offset: f32,
}

/// A drawing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Drawing {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) steps: Vec<Step>,
}

impl Drawing {
    /// A filled box.
    pub(crate) fn rectangle(&mut self, (x, y, width, height): (f32, f32, f32, f32), colour: Colour) {
        self.steps.extend([
            Step::Move(x, y),
            Step::Line(x + width, y),
            Step::Line(x + width, y + height),
            Step::Line(x, y + height),
            Step::Close,
            Step::Fill(colour, false),
        ]);
    }
}

/// A pen for the outlines of glyphs, whose y runs up.
pub(crate) struct GlyphPen<'d> {
    pub(crate) steps: &'d mut Vec<Step>,
    /// The glyph's origin.
    pub(crate) x: f32,
    pub(crate) y: f32,
    /// Whether it is drawn from right to left from its origin.
    pub(crate) mirrored: bool,
    /// Where the pen is, for curves of one control point.
    pub(crate) at: (f32, f32),
}

impl GlyphPen<'_> {
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        (if self.mirrored { self.x - x } else { self.x + x }, self.y - y)
    }
}

impl OutlinePen for GlyphPen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = self.place(x, y);
        self.steps.push(Step::Move(self.at.0, self.at.1));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = self.place(x, y);
        self.steps.push(Step::Line(self.at.0, self.at.1));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (from, control, to) = (self.at, self.place(cx, cy), self.place(x, y));
        let third = |a: f32, b: f32| a + (b - a) * 2.0 / 3.0;
        self.at = to;
        self.steps.push(Step::Curve([
            third(from.0, control.0),
            third(from.1, control.1),
            third(to.0, control.0),
            third(to.1, control.1),
            to.0,
            to.1,
        ]));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (a, b, to) = (self.place(ax, ay), self.place(bx, by), self.place(x, y));
        self.at = to;
        self.steps.push(Step::Curve([a.0, a.1, b.0, b.1, to.0, to.1]));
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}
