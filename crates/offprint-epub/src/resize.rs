//! Pictures in another size.

use crate::image_error::ImageError;
use crate::spare::Spare;
use fast_image_resize::pixels::{U8, U8x2, U8x3, U8x4};
use fast_image_resize::{
    FilterType, IntoImageView, IntoImageViewMut, PixelTrait, ResizeAlg, ResizeError, ResizeOptions, Resizer,
};
use image::{ColorType, DynamicImage, ImageBuffer};

/// The picture in this size.
pub(crate) fn resized(
    picture: DynamicImage,
    width: u32,
    height: u32,
    spare: &Spare,
) -> Result<DynamicImage, ImageError> {
    if (picture.width(), picture.height()) == (width, height) {
        return Ok(picture);
    }
    let whole = (0.0, 0.0, f64::from(picture.width()), f64::from(picture.height()));
    let smaller = cut_and_resized(&picture, whole, width, height, spare)?;
    spare.give(picture.into_bytes());
    Ok(smaller)
}

/// A part of the picture (left, top, width and height) in this size; its colours have eight bits each.
pub(crate) fn cut_and_resized(
    picture: &DynamicImage,
    (left, top, wide, high): (f64, f64, f64, f64),
    width: u32,
    height: u32,
    spare: &Spare,
) -> Result<DynamicImage, ImageError> {
    let mut smaller = blank(width, height, picture.color(), spare).ok_or(ImageError::Depth)?;
    let options = ResizeOptions::new()
        .crop(left, top, wide, high)
        .resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    // Each kind by its name: compilers do not make the same code twice of some kernels for other kinds, and what is not
    // asked for does not come into the program.
    let resize = |resizer: &mut Resizer| match picture.color() {
        ColorType::L8 => resize_typed::<U8>(resizer, picture, &mut smaller, &options),
        ColorType::La8 => resize_typed::<U8x2>(resizer, picture, &mut smaller, &options),
        ColorType::Rgb8 => resize_typed::<U8x3>(resizer, picture, &mut smaller, &options),
        _ => resize_typed::<U8x4>(resizer, picture, &mut smaller, &options),
    };
    spare.resize(resize)?;
    Ok(smaller)
}

fn resize_typed<P: PixelTrait>(
    resizer: &mut Resizer,
    from: &DynamicImage,
    to: &mut DynamicImage,
    options: &ResizeOptions,
) -> Result<(), ResizeError> {
    match (from.image_view::<P>(), to.image_view_mut::<P>()) {
        (Some(from), Some(mut to)) => resizer.resize_typed(&from, &mut to, options),
        _ => Err(ResizeError::PixelTypesAreDifferent),
    }
}

/// A picture without points of its own, if it has eight bits for each colour.
pub(crate) fn blank(width: u32, height: u32, colour: ColorType, spare: &Spare) -> Option<DynamicImage> {
    let eight = matches!(colour, ColorType::L8 | ColorType::La8 | ColorType::Rgb8 | ColorType::Rgba8);
    let length = u64::from(width) * u64::from(height) * u64::from(colour.bytes_per_pixel());
    let length = usize::try_from(length).ok().filter(|_| eight)?;
    let mut points = spare.take(length);
    points.resize(length, 0);
    match colour {
        ColorType::L8 => ImageBuffer::from_raw(width, height, points).map(DynamicImage::ImageLuma8),
        ColorType::La8 => ImageBuffer::from_raw(width, height, points).map(DynamicImage::ImageLumaA8),
        ColorType::Rgb8 => ImageBuffer::from_raw(width, height, points).map(DynamicImage::ImageRgb8),
        _ => ImageBuffer::from_raw(width, height, points).map(DynamicImage::ImageRgba8),
    }
}
