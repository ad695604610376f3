//! Covers: the editor's own picture, or one drawn for the edition in its theme.
//!
//! A cover is drawn as points, for that is what every shelf shows; its text is broken and sized until it fits.

mod design;
mod text;

use crate::metadata::Metadata;
use crate::recode::{encode_jpeg, encode_png, resized};
use crate::theme::Theme;
use image::DynamicImage;
use offprint_core::Direction;
use offprint_drawing::usvg::ImageKind;
use std::sync::Arc;

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
        (Some(picture), Some(place)) => {
            Some(encode_jpeg(&filling(picture, place.width, place.height)?).ok()?)
        }
        _ => None,
    };
    let svg = design::svg(&design, subject.metadata, subject.direction, subject.date.as_deref());
    let photographic = picture.is_some();
    let bytes = picture.map(Arc::new);
    let tree = offprint_drawing::parsed(svg.as_bytes(), move |href| match (href, &bytes) {
        (design::PICTURE, Some(bytes)) => Some(ImageKind::JPEG(Arc::clone(bytes))),
        _ => None,
    });
    let points = offprint_drawing::drawn(&tree.ok()?, 1.0)?;
    let points = DynamicImage::ImageRgb8(points.into_rgb8());
    if photographic {
        Some(("image/jpeg", encode_jpeg(&points).ok()?))
    } else {
        Some(("image/png", encode_png(&points).ok()?))
    }
}

/// The middle of the picture, in this size.
fn filling(picture: DynamicImage, width: u32, height: u32) -> Option<DynamicImage> {
    let (wide, high) = (u64::from(picture.width()), u64::from(picture.height()));
    let (to_wide, to_high) = (u64::from(width), u64::from(height));
    let (cut_wide, cut_high) = if wide * to_high > high * to_wide {
        ((high * to_wide / to_high).max(1), high)
    } else {
        (wide, (wide * to_high / to_wide).max(1))
    };
    let whole = |length: u64| u32::try_from(length).ok();
    let cut = picture.crop_imm(
        whole((wide - cut_wide) / 2)?,
        // Faces are in the upper half of most pictures.
        whole((high - cut_high) / 3)?,
        whole(cut_wide)?,
        whole(cut_high)?,
    );
    drop(picture);
    resized(cut, width, height).ok()
}
