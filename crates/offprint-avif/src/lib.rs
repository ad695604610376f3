//! AVIF, decoded: the container by zenavif-parse, AV1 by rav1d; pictures of a grid put together, and turned upright.
#![forbid(unsafe_code)]

mod frame;
mod tiles;
mod upright;

use image::{DynamicImage, GrayAlphaImage, GrayImage, Rgb, RgbImage, Rgba, RgbaImage};
use tiles::{Grid, Tiles};
use upright::Upright;
use zenavif_parse::{AV1Metadata, AvifParser};

/// Why a picture cannot be decoded; the text is the end of a sentence about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The data ends within the picture.
    #[error("is cut off")]
    Truncated,
    /// It has more points than the caller takes.
    #[error("cannot be decoded: it is too large")]
    TooLarge,
    /// Its parts do not make a picture.
    #[error("cannot be decoded: {0}")]
    Malformed(&'static str),
    /// The container cannot be read.
    #[error("cannot be decoded: {}", one_line(.0))]
    Container(#[from] zenavif_parse::Error),
    /// The decoder of AV1 failed.
    #[error("cannot be decoded: {}", one_line(.0))]
    Av1(#[from] re_rav1d::dav1d::Error),
}

/// An error's text on one line, without its full stop.
fn one_line(error: &dyn std::fmt::Display) -> String {
    error.to_string().replace('\n', " ").trim_end_matches('.').to_owned()
}

/// How large the picture is, upright.
///
/// # Errors
/// When the container is broken.
pub fn dimensions(bytes: &[u8]) -> Result<(u32, u32), Error> {
    let container = container(bytes)?;
    let size = match Grid::of(&container)? {
        Some(grid) => grid.size,
        None => {
            let data = tiles::data(&container, 0)?;
            let head = AV1Metadata::parse_av1_bitstream(&data)?;
            (head.max_frame_width.get(), head.max_frame_height.get())
        }
    };
    Ok(Upright::of(&container).size(size))
}

/// The picture, upright, if it has no more points than this; of a moving one the still that stands for it.
///
/// # Errors
/// When the file is broken, or the picture has more points than this.
pub fn decode(bytes: &[u8], most_points: u32) -> Result<DynamicImage, Error> {
    let container = container(bytes)?;
    let colours = Tiles::new(&container, most_points)?;
    let alpha = Tiles::of_alpha(&container, most_points)?;
    let picture = match alpha {
        None => opaque(&colours),
        Some(alpha) if alpha.size() == colours.size() => {
            with_alpha(&colours, &alpha, container.premultiplied_alpha())
        }
        Some(_) => return Err(Error::Malformed("its transparency is of another size")),
    };
    Ok(Upright::of(&container).apply(picture))
}

fn opaque(colours: &Tiles) -> DynamicImage {
    let (width, height) = colours.size();
    if colours.is_coloured() {
        let point = |x, y| Rgb(colours.colour(x, y));
        return DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, point));
    }
    let point = |x, y| image::Luma([colours.light(x, y)]);
    DynamicImage::ImageLuma8(GrayImage::from_fn(width, height, point))
}

fn with_alpha(colours: &Tiles, alpha: &Tiles, premultiplied: bool) -> DynamicImage {
    let (width, height) = colours.size();
    let straight = |colour: u8, alpha: u8| match (premultiplied, u16::from(alpha)) {
        (true, alpha @ 1..) => u8::try_from(u16::from(colour) * 255 / alpha).unwrap_or(u8::MAX),
        _ => colour,
    };
    if colours.is_coloured() {
        let point = |x, y| {
            let alpha = alpha.light(x, y);
            let [red, green, blue] = colours.colour(x, y).map(|colour| straight(colour, alpha));
            Rgba([red, green, blue, alpha])
        };
        return DynamicImage::ImageRgba8(RgbaImage::from_fn(width, height, point));
    }
    let point = |x, y| {
        let alpha = alpha.light(x, y);
        image::LumaA([straight(colours.light(x, y), alpha), alpha])
    };
    DynamicImage::ImageLumaA8(GrayAlphaImage::from_fn(width, height, point))
}

fn container(bytes: &[u8]) -> Result<AvifParser<'_>, Error> {
    // Broken files may break assertions, too, in builds that have them.
    let read = std::panic::catch_unwind(|| AvifParser::from_bytes(bytes));
    Ok(read.map_err(|_| Error::Malformed("its parts contradict each other"))??)
}
