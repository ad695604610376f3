//! What is to be done to a picture after it was decoded: cut, turned, mirrored, in this order (ISO/IEC 23000-22 §7.3.6.7).

use image::DynamicImage;
use zenavif_parse::{AvifParser, CleanAperture};

/// How the picture is to be shown.
pub(crate) struct Upright {
    aperture: Option<CleanAperture>,
    /// Degrees against the clock.
    angle: u16,
    mirror: Option<u8>,
}

impl Upright {
    /// What the file says of it.
    pub(crate) fn of(container: &AvifParser<'_>) -> Self {
        Self {
            aperture: container.clean_aperture().copied(),
            angle: container.rotation().map_or(0, |rotation| rotation.angle),
            mirror: container.mirror().map(|mirror| mirror.axis),
        }
    }

    /// How large a picture of this size becomes.
    pub(crate) fn size(&self, size: (u32, u32)) -> (u32, u32) {
        let (_, _, width, height) = self.cut(size);
        if self.angle % 180 == 90 { (height, width) } else { (width, height) }
    }

    /// The picture as it is to be shown.
    pub(crate) fn apply(&self, picture: DynamicImage) -> DynamicImage {
        let size = (picture.width(), picture.height());
        let (left, top, width, height) = self.cut(size);
        let cut = if (width, height) == size { picture } else { picture.crop_imm(left, top, width, height) };
        // The library turns with the clock.
        let turned = match self.angle {
            90 => cut.rotate270(),
            180 => cut.rotate180(),
            270 => cut.rotate90(),
            _ => cut,
        };
        match self.mirror {
            // Top and bottom are exchanged, or left and right (ISO/IEC 23008-12:2022 §6.5.12).
            Some(0) => turned.flipv(),
            Some(_) => turned.fliph(),
            None => turned,
        }
    }

    /// The part of a picture of this size that is shown: left, top, width, height. An aperture that does not lie within
    /// the picture is none.
    fn cut(&self, (width, height): (u32, u32)) -> (u32, u32, u32, u32) {
        let whole = (0, 0, width, height);
        let Some(aperture) = &self.aperture else { return whole };
        let across =
            range(width, (aperture.width_n, aperture.width_d), (aperture.horiz_off_n, aperture.horiz_off_d));
        let down =
            range(height, (aperture.height_n, aperture.height_d), (aperture.vert_off_n, aperture.vert_off_d));
        match (across, down) {
            (Some((left, width)), Some((top, height))) => (left, top, width, height),
            _ => whole,
        }
    }
}

/// Where an aperture begins and how long it is, of a side of this length; its middle is off the side's by so much.
fn range(side: u32, (length, of): (u32, u32), (off, off_of): (i32, u32)) -> Option<(u32, u32)> {
    let length = length.checked_div(of).filter(|&length| (1..=side).contains(&length))?;
    let off = i64::from(off).checked_div(i64::from(off_of))?;
    let start = u32::try_from(i64::from(side - length) / 2 + off).ok()?;
    (start.checked_add(length)? <= side).then_some((start, length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    /// One row: red, then blue.
    fn pair() -> DynamicImage {
        RgbImage::from_fn(2, 1, |x, _| Rgb(if x == 0 { [255, 0, 0] } else { [0, 0, 255] })).into()
    }

    fn is_red(picture: &DynamicImage, x: u32, y: u32) -> bool {
        picture.to_rgb8().get_pixel(x, y).0[0] > 128
    }

    #[test]
    fn pictures_are_turned_against_the_clock_and_then_mirrored() {
        let upright = |angle, mirror| Upright { aperture: None, angle, mirror };
        assert_eq!(upright(90, None).size((3, 2)), (2, 3));
        assert_eq!(upright(180, None).size((3, 2)), (3, 2));
        assert!(is_red(&upright(90, None).apply(pair()), 0, 1), "the left is below");
        assert!(is_red(&upright(270, None).apply(pair()), 0, 0), "the left is above");
        assert!(is_red(&upright(180, None).apply(pair()), 1, 0));
        assert!(is_red(&upright(0, Some(1)).apply(pair()), 1, 0), "left and right are exchanged");
        assert!(is_red(&upright(90, Some(0)).apply(pair()), 0, 0), "top and bottom are exchanged");
    }

    #[test]
    fn only_what_lies_within_the_picture_is_cut_out() {
        assert_eq!(range(10, (4, 1), (0, 1)), Some((3, 4)));
        assert_eq!(range(10, (8, 2), (-3, 1)), Some((0, 4)));
        assert_eq!(range(10, (4, 1), (-4, 1)), None);
        assert_eq!(range(10, (12, 1), (0, 1)), None);
        assert_eq!(range(10, (4, 0), (0, 1)), None);
        assert_eq!(range(10, (4, 1), (0, 0)), None);
        assert_eq!(range(10, (u32::MAX, 1), (i32::MAX, 1)), None);
    }
}
