//! SVG, drawn: what comes out are points, so that scripts, addresses and fonts of the file stay behind.

use crate::image_error::ImageError;
use crate::recode::{Change, Fitted, encode_png};
use crate::spare::Spare;
use offprint_drawing::{LARGEST, drawn, parsed};

/// The memory that a drawing takes at most.
pub(crate) const MOST_BYTES: u64 = 16 << 20;

/// How many points are drawn for one of CSS, so that lines stay sharp on fine screens.
const DENSITY: f32 = 2.0;

/// The drawing as a PNG, at most as wide as this.
///
/// # Errors
/// When it cannot be drawn, or would be too large.
pub(crate) fn fit(bytes: &[u8], widest: u32) -> Result<Fitted, ImageError> {
    if bytes.len() > LARGEST {
        return Err(ImageError::TooManyBytes(LARGEST as u64));
    }
    let tree = parsed(bytes, |_| None)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let shown = (width.min(widest as f32)).max(1.0);
    let points = (width * DENSITY).min(widest as f32).max(1.0);
    // No higher than what a drawing may take.
    let most = MOST_BYTES as f32 / 4.0;
    let scale = (points / width).min((most / (width * height)).sqrt());
    let picture = drawn(&tree, scale).ok_or(ImageError::TooNarrow)?;
    let bytes = encode_png(&picture, &Spare::default())?;
    let to_whole = |length: f32| (length.round() as u32).max(1);
    Ok(Fitted {
        media_type: "image/png",
        width: to_whole(shown),
        height: to_whole(height * shown / width),
        animated: false,
        bytes,
        change: Change::Recoded,
        remark: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(body: &str) -> Vec<u8> {
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'>{body}</svg>").into_bytes()
    }

    #[test]
    fn drawings_become_points() {
        let fitted = fit(&drawing("<rect width='30' height='20' fill='red'/>"), 1600).unwrap();
        assert_eq!((fitted.media_type, fitted.width, fitted.height), ("image/png", 30, 20));
        let points = image::load_from_memory(&fitted.bytes).unwrap().into_rgb8();
        assert_eq!((points.dimensions(), points.get_pixel(31, 21).0), ((60, 40), [255, 0, 0]));
    }

    #[test]
    fn text_is_drawn_in_any_script() {
        for text in ["a", "ب", "日", "한", "ก"] {
            let fitted = fit(&drawing(&format!("<text x='5' y='15'>{text}</text>")), 1600).unwrap();
            let points = image::load_from_memory(&fitted.bytes).unwrap().into_rgba8();
            assert!(points.pixels().any(|point| point.0[3] > 200), "{text}");
        }
    }

    #[test]
    fn what_is_no_drawing_is_told() {
        assert!(matches!(fit(b"<svg", 1600).err(), Some(ImageError::Svg(_))));
    }
}
