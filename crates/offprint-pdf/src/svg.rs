//! SVG as vectors where its shapes have plain colours, else as points. Nothing else of the file gets into the PDF: no
//! script, no address, no text but as outlines.

use crate::{
    drawing::{Drawing, Pen, Step},
    frame::Colour,
    picture_error::PictureError,
};
use image::DynamicImage;
use offprint_drawing::usvg::{
    BlendMode, FillRule, Group, LineCap, LineJoin, Node, Paint, PaintOrder, Path, Transform,
    tiny_skia_path::PathSegment,
};

/// Drawings of more steps are drawn as points: readers of PDF would take long to show them.
const MOST_STEPS: usize = 60_000;
/// Points of a drawing along its longer side.
const SIDE: f32 = 2000.0;

/// What an SVG became.
pub(crate) enum Read {
    Shapes(Drawing),
    /// Points, and the size that it is to be shown in, in pixels of CSS.
    Points(DynamicImage, (f32, f32)),
}

/// Reads an SVG.
///
/// # Errors
/// When it cannot be drawn.
pub(crate) fn read(bytes: &[u8]) -> Result<Read, PictureError> {
    if bytes.len() > offprint_drawing::LARGEST {
        return Err(PictureError::TooLarge);
    }
    let tree = offprint_drawing::parsed(bytes, |_| None)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let mut drawing = Drawing { width, height, steps: Vec::new() };
    // What reaches beyond the drawing is not seen.
    drawing.steps.extend([Step::Move(0.0, 0.0), Step::Line(width, 0.0), Step::Line(width, height)]);
    drawing.steps.extend([Step::Line(0.0, height), Step::Close, Step::Clip(false)]);
    if group(tree.root(), &mut drawing.steps).is_some() {
        return Ok(Read::Shapes(drawing));
    }
    let scale = SIDE / width.max(height).max(1.0);
    let points = offprint_drawing::drawn(&tree, scale).ok_or(PictureError::TooNarrow)?;
    Ok(Read::Points(points, (width, height)))
}

/// The steps of a group; `None` for what only points can show.
fn group(group: &Group, steps: &mut Vec<Step>) -> Option<()> {
    let plain = group.opacity().get() > 0.999
        && group.blend_mode() == BlendMode::Normal
        && group.mask().is_none()
        && group.filters().is_empty();
    if !plain || steps.len() > MOST_STEPS {
        return None;
    }
    let clip = group.clip_path();
    if let Some(clip) = clip {
        // A clip of one shape is a clip in PDF; one of many is the shapes together, which is not.
        let [Node::Path(path)] = clip.root().children() else { return None };
        if clip.clip_path().is_some() {
            return None;
        }
        let place = group.abs_transform().pre_concat(clip.transform()).pre_concat(path.abs_transform());
        let even_odd = path.fill().is_some_and(|fill| fill.rule() == FillRule::EvenOdd);
        steps.push(Step::Save);
        outline(path, Some(place), steps);
        steps.push(Step::Clip(even_odd));
    }
    for child in group.children() {
        match child {
            Node::Group(inner) => self::group(inner, steps)?,
            Node::Path(path) => shape(path, steps)?,
            Node::Text(text) => self::group(text.flattened(), steps)?,
            Node::Image(_) => return None,
        }
    }
    if clip.is_some() {
        steps.push(Step::Restore);
    }
    Some(())
}

fn shape(path: &Path, steps: &mut Vec<Step>) -> Option<()> {
    if !path.is_visible() {
        return Some(());
    }
    let fill = path.fill().map(|fill| Some((plain(fill.paint(), fill.opacity().get())?, fill.rule())));
    let fill = match fill {
        Some(fill) => Some(fill?),
        None => None,
    };
    let stroke = path.stroke().map(|stroke| {
        let pen = Pen {
            width: stroke.width().get(),
            cap: match stroke.linecap() {
                LineCap::Butt => 0,
                LineCap::Round => 1,
                LineCap::Square => 2,
            },
            join: match stroke.linejoin() {
                LineJoin::Miter | LineJoin::MiterClip => 0,
                LineJoin::Round => 1,
                LineJoin::Bevel => 2,
            },
            mitre: stroke.miterlimit().get(),
            dashes: stroke.dasharray().map(<[f32]>::to_vec).unwrap_or_default(),
            offset: stroke.dashoffset(),
        };
        Some((plain(stroke.paint(), stroke.opacity().get())?, pen))
    });
    let stroke = match stroke {
        Some(stroke) => Some(stroke?),
        None => None,
    };
    let place = path.abs_transform();
    steps.push(Step::Save);
    steps.push(Step::Place([place.sx, place.ky, place.kx, place.sy, place.tx, place.ty]));
    let even_odd = fill.as_ref().is_some_and(|fill| fill.1 == FillRule::EvenOdd);
    match (fill, stroke) {
        (Some((fill, _)), Some((stroke, pen))) if path.paint_order() == PaintOrder::StrokeAndFill => {
            outline(path, None, steps);
            steps.push(Step::Stroke(stroke, pen));
            outline(path, None, steps);
            steps.push(Step::Fill(fill, even_odd));
        }
        (Some((fill, _)), Some((stroke, pen))) => {
            outline(path, None, steps);
            steps.push(Step::FillStroke(fill, even_odd, stroke, pen));
        }
        (Some((fill, _)), None) => {
            outline(path, None, steps);
            steps.push(Step::Fill(fill, even_odd));
        }
        (None, Some((stroke, pen))) => {
            outline(path, None, steps);
            steps.push(Step::Stroke(stroke, pen));
        }
        (None, None) => {}
    }
    steps.push(Step::Restore);
    Some(())
}

/// A colour that is one, and covers what is below it.
fn plain(paint: &Paint, opacity: f32) -> Option<Colour> {
    match paint {
        Paint::Color(colour) if opacity > 0.999 => Some([colour.red, colour.green, colour.blue]),
        _ => None,
    }
}

/// The path itself, moved into its place where one is given.
fn outline(path: &Path, place: Option<Transform>, steps: &mut Vec<Step>) {
    let moved = place.and_then(|place| path.data().clone().transform(place));
    let data = moved.as_ref().unwrap_or_else(|| path.data());
    let mut at = (0.0, 0.0);
    for segment in data.segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                at = (to.x, to.y);
                steps.push(Step::Move(to.x, to.y));
            }
            PathSegment::LineTo(to) => {
                at = (to.x, to.y);
                steps.push(Step::Line(to.x, to.y));
            }
            PathSegment::QuadTo(control, to) => {
                let third = |a: f32, b: f32| a + (b - a) * 2.0 / 3.0;
                steps.push(Step::Curve([
                    third(at.0, control.x),
                    third(at.1, control.y),
                    third(to.x, control.x),
                    third(to.y, control.y),
                    to.x,
                    to.y,
                ]));
                at = (to.x, to.y);
            }
            PathSegment::CubicTo(a, b, to) => {
                at = (to.x, to.y);
                steps.push(Step::Curve([a.x, a.y, b.x, b.y, to.x, to.y]));
            }
            PathSegment::Close => steps.push(Step::Close),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(body: &str) -> Read {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'>{body}</svg>");
        read(svg.as_bytes()).unwrap()
    }

    #[test]
    fn plain_shapes_and_text_are_vectors() {
        for body in [
            "<rect width='30' height='20' fill='red'/>",
            "<g transform='scale(2 3)'><circle cx='5' cy='3' r='2' stroke='blue' fill='none'/></g>",
            "<text x='5' y='15'>abc</text>",
            "<clipPath id='c'><rect width='5' height='5'/></clipPath><g clip-path='url(#c)'><rect width='30' height='20'/></g>",
        ] {
            let Read::Shapes(drawing) = drawing(body) else { panic!("{body}") };
            assert_eq!((drawing.width, drawing.height), (30.0, 20.0));
            let painted =
                |step: &&Step| matches!(step, Step::Fill(..) | Step::Stroke(..) | Step::FillStroke(..));
            assert!(drawing.steps.iter().filter(painted).count() >= 1, "{body}");
            let count = |step: &Step| drawing.steps.iter().filter(|other| *other == step).count();
            assert_eq!(count(&Step::Save), count(&Step::Restore), "{body}");
        }
    }

    #[test]
    fn what_is_seen_through_is_drawn_as_points() {
        for body in [
            "<rect width='30' height='20' fill='red' opacity='0.5'/>",
            "<linearGradient id='g'><stop stop-color='red'/><stop offset='1'/></linearGradient><rect width='30' height='20' fill='url(#g)'/>",
        ] {
            let Read::Points(points, size) = drawing(body) else { panic!("{body}") };
            assert_eq!((points.width(), size), (2000, (30.0, 20.0)));
        }
    }

    #[test]
    fn what_is_no_drawing_is_told() {
        assert!(matches!(read(b"<svg").err(), Some(PictureError::Svg(_))));
    }
}
