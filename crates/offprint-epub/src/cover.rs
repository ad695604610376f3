//! Covers: the editor's own picture, or one drawn for the edition in its theme.
//!
//! A cover is drawn as points, for that is what every shelf shows; its text is broken and sized until it fits.

mod canvas;
mod design;
mod text;

use crate::metadata::Metadata;
use crate::resize;
use crate::spare::Spare;
use crate::theme::Theme;
use canvas::Canvas;
use image::{DynamicImage, RgbImage};
use offprint_core::Direction;

/// Width and height of a drawn cover in points: what shops ask for.
pub(crate) const SIZE: (u32, u32) = (1600, 2560);

/// What stands on a cover.
pub(crate) struct Subject<'a> {
    pub(crate) metadata: &'a Metadata,
    pub(crate) direction: Direction,
    /// The date as people write it.
    pub(crate) date: Option<String>,
    pub(crate) picture: Option<DynamicImage>,
}

/// The cover as a file: its media type and bytes. `None` if it cannot be drawn, which nothing in a post brings about.
pub(crate) fn draw(subject: Subject<'_>, theme: Theme) -> Option<(&'static str, Vec<u8>)> {
    let design = design::of(theme, subject.picture.is_some());
    let picture = match (subject.picture, design.picture) {
        (Some(picture), Some(place)) => Some((place, filling(&picture, place.width, place.height)?)),
        _ => None,
    };
    let svg = design::svg(&design, subject.metadata, subject.direction, subject.date.as_deref());
    let tree = offprint_drawing::parsed(svg.as_bytes(), |_| None).ok()?;
    Canvas::new(design.ground, picture, &tree)?.encode()
}

/// The middle of the picture, in this size.
fn filling(picture: &DynamicImage, width: u32, height: u32) -> Option<RgbImage> {
    let (wide, high) = (f64::from(picture.width()), f64::from(picture.height()));
    let (to_wide, to_high) = (f64::from(width), f64::from(height));
    let scale = (wide / to_wide).min(high / to_high);
    let (cut_wide, cut_high) = (to_wide * scale, to_high * scale);
    // Faces are in the upper half of most pictures.
    let (left, top) = ((wide - cut_wide) / 2.0, (high - cut_high) / 3.0);
    resize::cut_and_resized(picture, (left, top, cut_wide, cut_high), width, height, &Spare::default())
        .ok()
        .map(DynamicImage::into_rgb8)
}
