//! The operations of drawings (ISO 32000-1 §8.5), and a drawing as a stream of its own.

use crate::{
    drawing::{Drawing, Pen, Step},
    frame::Colour,
    paint,
};
use printpdf::{DictItem, Op};

/// A drawing's operations.
pub(crate) fn ops(drawing: &Drawing) -> Vec<Op> {
    let mut ops = Vec::with_capacity(drawing.steps.len());
    // Colours and pens are set before the path that they are for: nothing may come between it and its painting.
    let mut outline = Vec::new();
    for step in &drawing.steps {
        add(step, &mut outline, &mut ops);
    }
    ops
}

/// The content stream of a drawing whose lower left corner is the origin.
pub(crate) fn form(drawing: &Drawing) -> Vec<u8> {
    let mut all = Vec::with_capacity(drawing.steps.len() + 1);
    path(&mut all, &[1.0, 0.0, 0.0, -1.0, 0.0, drawing.height].map(fine), "cm");
    all.extend(ops(drawing));
    paint::content(all, (drawing.width.max(1.0), drawing.height.max(1.0)))
}

fn add(step: &Step, outline: &mut Vec<Op>, ops: &mut Vec<Op>) {
    let rule =
        |even_odd: bool, plain: &'static str, other: &'static str| if even_odd { other } else { plain };
    match step {
        Step::Move(x, y) => path(outline, &[fine(*x), fine(*y)], "m"),
        Step::Line(x, y) => path(outline, &[fine(*x), fine(*y)], "l"),
        Step::Curve(points) => path(outline, &points.map(fine), "c"),
        Step::Close => path(outline, &[], "h"),
        Step::Fill(colour, even_odd) => {
            paint_colour(ops, *colour, "rg");
            ops.append(outline);
            path(ops, &[], rule(*even_odd, "f", "f*"));
        }
        Step::Stroke(colour, stroke) => {
            pen(ops, *colour, stroke);
            ops.append(outline);
            path(ops, &[], "S");
        }
        Step::FillStroke(fill, even_odd, colour, stroke) => {
            paint_colour(ops, *fill, "rg");
            pen(ops, *colour, stroke);
            ops.append(outline);
            path(ops, &[], rule(*even_odd, "B", "B*"));
        }
        Step::Clip(even_odd) => {
            ops.append(outline);
            path(ops, &[], rule(*even_odd, "W", "W*"));
            path(ops, &[], "n");
        }
        Step::Place(matrix) => path(ops, &matrix.map(exact), "cm"),
        Step::Save => ops.push(Op::SaveGraphicsState),
        Step::Restore => ops.push(Op::RestoreGraphicsState),
    }
}

fn path(ops: &mut Vec<Op>, operands: &[DictItem], operator: &str) {
    ops.push(Op::Unknown { key: operator.to_owned(), value: operands.to_vec() });
}

fn paint_colour(ops: &mut Vec<Op>, colour: Colour, operator: &str) {
    path(ops, &colour.map(|part| fine(f32::from(part) / 255.0)), operator);
}

fn pen(ops: &mut Vec<Op>, colour: Colour, pen: &Pen) {
    paint_colour(ops, colour, "RG");
    path(ops, &[fine(pen.width)], "w");
    path(ops, &[DictItem::Int(pen.cap.into())], "J");
    path(ops, &[DictItem::Int(pen.join.into())], "j");
    path(ops, &[fine(pen.mitre.max(1.0))], "M");
    let dashes = DictItem::Array(pen.dashes.iter().copied().map(fine).collect());
    path(ops, &[dashes, fine(pen.offset)], "d");
}

/// A number of a drawing, which may be scaled up.
pub(crate) fn fine(value: f32) -> DictItem {
    DictItem::Real((value * 1000.0).round() / 1000.0)
}

/// A number that others are multiplied with.
fn exact(value: f32) -> DictItem {
    DictItem::Real((value * 1.0e6).round() / 1.0e6)
}
