//! The points of a cover, drawn in strips as the encoder asks for them: no more than one is in memory at a time.

use super::SIZE;
use super::design::Place;
use crate::recode;
use image::codecs::jpeg::JpegEncoder;
use image::{GenericImageView, Rgb, RgbImage};
use resvg::tiny_skia::{Color, Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::Tree;
use std::cell::RefCell;
use std::io::Write;

/// How high a strip is: a whole number of JPEG's blocks.
const STRIP: u32 = 128;

/// A cover before it is encoded: a ground, a picture on it if there is one, and on both a drawing.
pub(super) struct Canvas<'a> {
    ground: [u8; 3],
    picture: Option<(Place, RgbImage)>,
    drawing: &'a Tree,
    strip: RefCell<Strip>,
}

/// Some rows of the cover.
struct Strip {
    /// Where it begins; `None` before anything was drawn.
    top: Option<u32>,
    points: Pixmap,
}

impl<'a> Canvas<'a> {
    /// A picture is as large as its place. `None` when there is no memory for a strip.
    pub(super) fn new(
        ground: [u8; 3],
        picture: Option<(Place, RgbImage)>,
        drawing: &'a Tree,
    ) -> Option<Self> {
        let strip = RefCell::new(Strip { top: None, points: Pixmap::new(SIZE.0, STRIP)? });
        Some(Self { ground, picture, drawing, strip })
    }

    /// The cover as a JPEG if there is a picture on it, else as a PNG: the media type and the bytes.
    pub(super) fn encode(&self) -> Option<(&'static str, Vec<u8>)> {
        let mut bytes = Vec::new();
        if self.picture.is_some() {
            JpegEncoder::new_with_quality(&mut bytes, recode::QUALITY).encode_image(self).ok()?;
            return Some(("image/jpeg", bytes));
        }
        let rows = |out: &mut dyn Write| {
            let mut row = Vec::with_capacity(3 * SIZE.0 as usize);
            (0..SIZE.1).try_for_each(|y| {
                row.clear();
                self.with_row(y, |points| {
                    row.extend(points.iter().flat_map(|point| [point.red(), point.green(), point.blue()]));
                });
                out.write_all(&row)
            })
        };
        recode::write_png(&mut bytes, SIZE, png::ColorType::Rgb, png::Compression::Fast, rows).ok()?;
        Some(("image/png", bytes))
    }

    /// Calls this with the points of a row.
    fn with_row<T>(&self, y: u32, work: impl FnOnce(&[PremultipliedColorU8]) -> T) -> T {
        let mut strip = self.strip.borrow_mut();
        let top = y - y % STRIP;
        if strip.top != Some(top) {
            strip.top = Some(top);
            self.draw(top, &mut strip.points);
        }
        let width = SIZE.0 as usize;
        let from = (y - top) as usize * width;
        work(strip.points.pixels().get(from..from + width).unwrap_or_default())
    }

    fn draw(&self, top: u32, points: &mut Pixmap) {
        let [red, green, blue] = self.ground;
        points.fill(Color::from_rgba8(red, green, blue, u8::MAX));
        if let Some((place, picture)) = &self.picture {
            let width = SIZE.0 as usize;
            for (row, line) in (top..).zip(points.pixels_mut().chunks_exact_mut(width)) {
                let Some(y) = row.checked_sub(place.y).filter(|&y| y < picture.height()) else { continue };
                for (x, point) in (0..picture.width()).zip(line.iter_mut().skip(place.x as usize)) {
                    let Rgb([red, green, blue]) = *picture.get_pixel(x, y);
                    *point = PremultipliedColorU8::from_rgba(red, green, blue, u8::MAX).unwrap_or(*point);
                }
            }
        }
        resvg::render(self.drawing, Transform::from_translate(0.0, -(top as f32)), &mut points.as_mut());
    }
}

/// What the encoder of JPEG looks at, each point once and from top to bottom.
impl GenericImageView for Canvas<'_> {
    type Pixel = Rgb<u8>;

    fn dimensions(&self) -> (u32, u32) {
        SIZE
    }

    fn get_pixel(&self, x: u32, y: u32) -> Rgb<u8> {
        self.with_row(y, |points| {
            points
                .get(x as usize)
                .map_or(Rgb([0; 3]), |point| Rgb([point.red(), point.green(), point.blue()]))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_meet_without_a_seam() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='1600' height='2560'>\
                   <circle cx='800' cy='1280' r='777' fill='#a3402a'/>\
                   <text x='10' y='270' font-size='300'>Seams</text></svg>";
        let tree = offprint_drawing::parsed(svg.as_bytes(), |_| None).unwrap();
        let mut whole = Pixmap::new(SIZE.0, SIZE.1).unwrap();
        whole.fill(Color::WHITE);
        resvg::render(&tree, Transform::identity(), &mut whole.as_mut());
        let canvas = Canvas::new([255; 3], None, &tree).unwrap();
        let (media_type, bytes) = canvas.encode().unwrap();
        let read = image::load_from_memory(&bytes).unwrap().into_rgba8();
        assert_eq!((media_type, read.dimensions()), ("image/png", SIZE));
        // Curves are cut where strips end, and their edges drawn a fraction of a point off: what is lost or shifted
        // would differ by far more.
        let shades = read.as_raw().iter().zip(whole.data()).map(|(strip, whole)| strip.abs_diff(*whole));
        let off: Vec<u8> = shades.filter(|shade| *shade > 0).collect();
        let most = off.iter().max().copied().unwrap_or(0);
        assert!(
            most < 80 && off.len() < whole.data().len() / 1_000,
            "{} shades differ, by {most} at most",
            off.len()
        );
    }

    #[test]
    fn the_picture_is_below_the_drawing_and_above_the_ground() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='1600' height='2560'>\
                   <rect x='100' y='300' width='50' height='50' fill='#00f'/></svg>";
        let tree = offprint_drawing::parsed(svg.as_bytes(), |_| None).unwrap();
        let place = Place { x: 90, y: 250, width: 400, height: 300 };
        let picture = RgbImage::from_pixel(400, 300, Rgb([200, 0, 0]));
        let canvas = Canvas::new([0, 100, 0], Some((place, picture)), &tree).unwrap();
        let at = |x, y| canvas.get_pixel(x, y).0;
        assert_eq!(
            [at(89, 260), at(90, 250), at(110, 310), at(489, 549), at(489, 550)],
            [[0, 100, 0], [200, 0, 0], [0, 0, 255], [200, 0, 0], [0, 100, 0]]
        );
        assert_eq!(canvas.encode().unwrap().0, "image/jpeg");
    }
}
