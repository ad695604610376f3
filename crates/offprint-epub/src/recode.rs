//! Pictures made fit for reading systems: in a format that all of them show, upright, without what cameras and editors
//! say of them, and no larger than a page can use.

use crate::image_error::ImageError;
use crate::resize::{blank, resized};
use crate::spare::Spare;
use crate::{drawing, strip};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{AnimationDecoder, DynamicImage, ImageDecoder, ImageFormat, Limits};
use img_parts::Bytes;
use offprint_core::{Remark, codes};
use std::io::{self, BufReader, Cursor, Write};

/// Pictures of more points are not decoded, and not given to reading systems either.
const MOST_POINTS: u32 = 60_000_000;

/// Memory that one decoding may take.
const MOST_MEMORY: u64 = 320 << 20;

/// Quality of JPEG (of 100) that keeps photographs without visible loss.
pub(crate) const QUALITY: u8 = 84;

/// A picture that may go into a book.
pub(crate) struct Fitted {
    pub(crate) media_type: &'static str,
    /// As shown upright.
    pub(crate) width: u32,
    /// As shown upright.
    pub(crate) height: u32,
    pub(crate) animated: bool,
    pub(crate) bytes: Vec<u8>,
    pub(crate) change: Change,
    /// What the editor should know of it, as the end of a sentence.
    pub(crate) remark: Option<Remark>,
}

/// What was done to a picture's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// Nothing.
    None,
    /// What the file says beside the picture was taken out, which costs next to nothing.
    Stripped,
    /// It was decoded and encoded.
    Recoded,
}

/// The types of files that can be made fit.
pub(crate) fn format_of(media_type: &str) -> Option<Format> {
    Some(match media_type {
        "image/jpeg" => Format::Raster(ImageFormat::Jpeg),
        "image/png" => Format::Raster(ImageFormat::Png),
        "image/gif" => Format::Raster(ImageFormat::Gif),
        "image/webp" => Format::Raster(ImageFormat::WebP),
        "image/bmp" => Format::Raster(ImageFormat::Bmp),
        "image/x-icon" => Format::Raster(ImageFormat::Ico),
        "image/tiff" => Format::Raster(ImageFormat::Tiff),
        "image/avif" => Format::Avif,
        "image/svg+xml" => Format::Drawing,
        _ => return None,
    })
}

/// A type of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Points.
    Raster(ImageFormat),
    /// Points of AV1.
    Avif,
    /// SVG.
    Drawing,
}

/// The memory that decoding and encoding this file takes, about; 0 if it stays as it is.
///
/// # Errors
/// As `fit`.
pub(crate) fn weight(format: Format, bytes: &[u8], widest: u32) -> Result<u64, ImageError> {
    let format = match format {
        Format::Raster(format) => format,
        Format::Avif => {
            let (width, height) = small_enough(offprint_avif::dimensions(bytes)?)?;
            // Planes of colours and of transparency, what the decoder notes of them, and what is made of them.
            return Ok(12 * u64::from(width) * u64::from(height) + 2 * bytes.len() as u64);
        }
        Format::Drawing => return Ok(drawing::MOST_BYTES),
    };
    let head = head(format, bytes)?;
    if head.kept_as(format, bytes, widest).is_some() {
        return Ok(0);
    }
    let decoded = decoder(format, bytes)?.total_bytes();
    let narrow = u64::from(widest.min(head.width));
    let narrower = narrow * narrow * decoded / u64::from(head.width).pow(2);
    // Encoders write while the picture is there.
    Ok(decoded + 2 * narrower + bytes.len() as u64)
}

/// The picture in JPEG, PNG or GIF, upright, and at most as wide as this.
///
/// What is so already stays as it is, save for what the file says beside the picture.
///
/// # Errors
/// When it cannot be shown.
pub(crate) fn fit(format: Format, bytes: Vec<u8>, widest: u32, spare: &Spare) -> Result<Fitted, ImageError> {
    let format = match format {
        Format::Raster(format) => format,
        Format::Avif => {
            small_enough(offprint_avif::dimensions(&bytes)?)?;
            let picture = offprint_avif::decode(&bytes, MOST_POINTS)?;
            spare.give(bytes);
            let (width, height) = narrowed(picture.width(), picture.height(), widest);
            return recoded(resized(picture, width, height, spare)?, true, spare);
        }
        Format::Drawing => return drawing::fit(&bytes, widest),
    };
    let head = head(format, &bytes)?;
    let moving = moves(format, &bytes);
    if let Some(media_type) = head.kept_as(format, &bytes, widest) {
        let remark = moving.then(|| {
            Remark::new(codes::IMAGE_ANIMATED, "it moves; reading systems may show its first frame only")
        });
        let Head { width, height, .. } = head;
        let bytes = Bytes::from(bytes);
        let (bytes, change) = match strip::stripped(format, &bytes) {
            Some(stripped) => (stripped, Change::Stripped),
            None => (bytes.into(), Change::None),
        };
        return Ok(Fitted { media_type, width, height, animated: moving, bytes, change, remark });
    }
    let lossy = offprint_core::media::is_lossy(&bytes);
    let mut picture = decode(format, &bytes, spare)?;
    spare.give(bytes);
    picture.apply_orientation(head.orientation);
    let (width, height) = narrowed(head.width, head.height, widest);
    let fitted = recoded(resized(eight_bit(picture), width, height, spare)?, lossy, spare)?;
    let remark =
        moving.then(|| Remark::new(codes::IMAGE_ANIMATED, "it moves; only its first frame is in the book"));
    Ok(Fitted { remark, ..fitted })
}

/// Width and height with a width of no more than this.
fn narrowed(width: u32, height: u32, widest: u32) -> (u32, u32) {
    if width <= widest { (width, height) } else { (widest, scaled(height, widest, width)) }
}

/// The picture as a file: a JPEG if it came from one that loses shades and has no transparency, else a PNG.
fn recoded(picture: DynamicImage, lossy: bool, spare: &Spare) -> Result<Fitted, ImageError> {
    let (width, height) = (picture.width(), picture.height());
    let jpeg = lossy && !picture.color().has_alpha();
    let bytes = if jpeg { encode_jpeg(&picture) } else { encode_png(&picture, spare) }?;
    spare.give(picture.into_bytes());
    let media_type = if jpeg { "image/jpeg" } else { "image/png" };
    let (animated, change, remark) = (false, Change::Recoded, None);
    Ok(Fitted { media_type, width, height, animated, bytes, change, remark })
}

/// A picture decoded, upright; drawings are none.
///
/// # Errors
/// As `fit`.
pub(crate) fn decoded(format: Format, bytes: &[u8]) -> Result<DynamicImage, ImageError> {
    let format = match format {
        Format::Raster(format) => format,
        Format::Avif => {
            small_enough(offprint_avif::dimensions(bytes)?)?;
            return Ok(offprint_avif::decode(bytes, MOST_POINTS)?);
        }
        Format::Drawing => return Err(ImageError::Drawing),
    };
    let head = head(format, bytes)?;
    let mut picture = decode(format, bytes, &Spare::default())?;
    picture.apply_orientation(head.orientation);
    Ok(eight_bit(picture))
}

/// The points of a picture, to be written over.
fn points_of(picture: &mut DynamicImage) -> Option<&mut [u8]> {
    Some(match picture {
        DynamicImage::ImageLuma8(points) => points,
        DynamicImage::ImageLumaA8(points) => points,
        DynamicImage::ImageRgb8(points) => points,
        DynamicImage::ImageRgba8(points) => points,
        _ => return None,
    })
}

/// Width and height, if a picture of these may be decoded.
fn small_enough((width, height): (u32, u32)) -> Result<(u32, u32), ImageError> {
    if u64::from(width) * u64::from(height) > u64::from(MOST_POINTS) {
        return Err(ImageError::TooManyPixels(width, height));
    }
    Ok((width, height))
}

/// What a file's first bytes say.
#[derive(Debug, Clone, Copy)]
struct Head {
    width: u32,
    height: u32,
    orientation: Orientation,
}

impl Head {
    /// The media type as which the file stays what it is; `None` if it must be recoded.
    fn kept_as(&self, format: ImageFormat, bytes: &[u8], widest: u32) -> Option<&'static str> {
        let media_type = match format {
            ImageFormat::Jpeg if !strip::has_four_colours(bytes) => "image/jpeg",
            ImageFormat::Png => "image/png",
            ImageFormat::Gif => "image/gif",
            _ => return None,
        };
        let upright = self.orientation == Orientation::NoTransforms;
        (upright && (self.width <= widest || moves(format, bytes))).then_some(media_type)
    }
}

/// Width and height as shown upright, and how to bring the picture there.
fn head(format: ImageFormat, bytes: &[u8]) -> Result<Head, ImageError> {
    let mut decoder = decoder(format, bytes)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(ImageError::Empty);
    }
    small_enough((width, height))?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let turned = matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (width, height) = if turned { (height, width) } else { (width, height) };
    Ok(Head { width, height, orientation })
}

fn decode(format: ImageFormat, bytes: &[u8], spare: &Spare) -> Result<DynamicImage, ImageError> {
    let decoder = decoder(format, bytes)?;
    let (width, height) = decoder.dimensions();
    let mut picture = blank(width, height, decoder.color_type(), spare);
    match picture.as_mut().and_then(points_of) {
        Some(points) => decoder.read_image(points)?,
        None => picture = Some(DynamicImage::from_decoder(decoder)?),
    }
    picture.ok_or(ImageError::Empty)
}

fn decoder(format: ImageFormat, bytes: &[u8]) -> Result<impl ImageDecoder, ImageError> {
    let mut reader = image::ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    Ok(reader.into_decoder()?)
}

/// Whether the file has a second frame.
fn moves(format: ImageFormat, bytes: &[u8]) -> bool {
    let bytes = Cursor::new(bytes);
    match format {
        ImageFormat::Gif => {
            let decoder = image::codecs::gif::GifDecoder::new(BufReader::new(bytes));
            decoder.is_ok_and(|decoder| decoder.into_frames().nth(1).is_some_and(|frame| frame.is_ok()))
        }
        ImageFormat::Png => {
            let decoder = image::codecs::png::PngDecoder::new(bytes);
            decoder.is_ok_and(|decoder| decoder.is_apng().unwrap_or(false))
        }
        ImageFormat::WebP => {
            let decoder = image::codecs::webp::WebPDecoder::new(bytes);
            decoder.is_ok_and(|decoder| decoder.has_animation())
        }
        _ => false,
    }
}

/// `height` to the scale of `to` to `from`, at least one point.
pub(crate) fn scaled(height: u32, to: u32, from: u32) -> u32 {
    let exact = (u64::from(height) * u64::from(to) + u64::from(from) / 2) / u64::from(from.max(1));
    u32::try_from(exact).unwrap_or(u32::MAX).max(1)
}

/// The picture with eight bits for each colour of a point.
fn eight_bit(picture: DynamicImage) -> DynamicImage {
    match picture {
        DynamicImage::ImageLuma16(_) => DynamicImage::ImageLuma8(picture.into_luma8()),
        DynamicImage::ImageLumaA16(_) => DynamicImage::ImageLumaA8(picture.into_luma_alpha8()),
        DynamicImage::ImageRgb16(_) | DynamicImage::ImageRgb32F(_) => {
            DynamicImage::ImageRgb8(picture.into_rgb8())
        }
        DynamicImage::ImageRgba16(_) | DynamicImage::ImageRgba32F(_) => {
            DynamicImage::ImageRgba8(picture.into_rgba8())
        }
        other => other,
    }
}

pub(crate) fn encode_jpeg(picture: &DynamicImage) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    let encoded = match picture {
        DynamicImage::ImageLuma8(gray) => gray.write_with_encoder(encoder),
        DynamicImage::ImageRgb8(colours) => colours.write_with_encoder(encoder),
        other => other.to_rgb8().write_with_encoder(encoder),
    };
    encoded?;
    Ok(bytes)
}

/// A PNG, written row by row: encoders of whole pictures hold the file twice.
pub(crate) fn encode_png(picture: &DynamicImage, spare: &Spare) -> Result<Vec<u8>, ImageError> {
    let colour = match picture {
        DynamicImage::ImageLuma8(_) => png::ColorType::Grayscale,
        DynamicImage::ImageLumaA8(_) => png::ColorType::GrayscaleAlpha,
        DynamicImage::ImageRgb8(_) => png::ColorType::Rgb,
        DynamicImage::ImageRgba8(_) => png::ColorType::Rgba,
        _ => return encode_png(&DynamicImage::ImageRgba8(picture.to_rgba8()), spare),
    };
    let points = picture.as_bytes();
    let mut bytes = spare.take(points.len() + points.len() / 8);
    let size = (picture.width(), picture.height());
    let row = (points.len() / size.1.max(1) as usize).max(1);
    let rows = |out: &mut dyn Write| points.chunks(row).try_for_each(|row| out.write_all(row));
    write_png(&mut bytes, size, colour, png::Compression::Fast, rows)?;
    if bytes.len() > points.len() + points.len() / 100 {
        // What does not compress is larger for the attempt.
        bytes.clear();
        write_png(&mut bytes, size, colour, png::Compression::NoCompression, rows)?;
    }
    Ok(bytes)
}

/// Writes a PNG with eight bits for each colour, whose rows this function writes.
pub(crate) fn write_png(
    bytes: &mut Vec<u8>,
    (width, height): (u32, u32),
    colour: png::ColorType,
    compression: png::Compression,
    rows: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), ImageError> {
    let mut encoder = png::Encoder::new(bytes, width, height);
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_filter(png::Filter::Adaptive);
    encoder.set_compression(compression);
    let written = encoder.write_header().map_err(io::Error::from).and_then(|mut head| {
        let mut writer = head.stream_writer()?;
        rows(&mut writer)?;
        writer.finish()?;
        Ok(())
    });
    written.map_err(ImageError::Encode)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let points = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90]));
        DynamicImage::ImageRgb8(points).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn fit_raster(format: ImageFormat, bytes: Vec<u8>) -> Result<Fitted, ImageError> {
        fit(Format::Raster(format), bytes, 1600, &Spare::default())
    }

    #[test]
    fn what_fits_stays_as_it_is() {
        let bytes = picture(1600, 10, ImageFormat::Png);
        let fitted = fit_raster(ImageFormat::Png, bytes.clone()).unwrap();
        assert_eq!(fitted.change, Change::None);
        assert_eq!((fitted.width, fitted.height, fitted.bytes), (1600, 10, bytes));
    }

    #[test]
    fn what_is_wider_is_sized_down_in_its_format() {
        for (media_type, format) in [("image/png", ImageFormat::Png), ("image/jpeg", ImageFormat::Jpeg)] {
            let fitted = fit_raster(format, picture(2000, 1000, format)).unwrap();
            assert_eq!((fitted.media_type, fitted.width, fitted.height), (media_type, 1600, 800));
            assert_eq!(image::guess_format(&fitted.bytes).unwrap(), format);
            assert_eq!(head(format, &fitted.bytes).unwrap().width, 1600);
        }
    }

    #[test]
    fn types_that_reading_systems_lack_are_recoded() {
        for format in [ImageFormat::WebP, ImageFormat::Bmp, ImageFormat::Tiff] {
            let fitted = fit_raster(format, picture(40, 30, format)).unwrap();
            assert_eq!(
                (fitted.media_type, fitted.width, fitted.change),
                ("image/png", 40, Change::Recoded),
                "{format:?}"
            );
        }
    }

    #[test]
    fn huge_pictures_are_refused_by_their_head() {
        let mut bytes = picture(8, 8, ImageFormat::Png);
        bytes[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
        let checksum = crc32fast::hash(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&checksum.to_be_bytes());
        let said = fit_raster(ImageFormat::Png, bytes).err().unwrap();
        assert!(matches!(said, ImageError::TooManyPixels(30000, 30000)));
    }

    /// A JPEG of 30 by 20 points whose upper left corner is red when it is turned as its Exif says.
    fn turned(orientation: u8) -> Vec<u8> {
        let jpeg = picture(30, 20, ImageFormat::Jpeg);
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
        let mut bytes = jpeg[..2].to_vec();
        bytes.extend([0xff, 0xe1]);
        bytes.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
        bytes.extend(exif);
        bytes.extend(&jpeg[2..]);
        bytes
    }

    #[test]
    fn pictures_are_turned_upright_and_say_nothing_of_their_camera() {
        let fitted = fit_raster(ImageFormat::Jpeg, turned(6)).unwrap();
        assert_eq!((fitted.width, fitted.height, fitted.change), (20, 30, Change::Recoded));
        let upright = image::load_from_memory(&fitted.bytes).unwrap();
        assert_eq!((upright.width(), upright.height()), (20, 30));
        let plain = fit_raster(ImageFormat::Jpeg, turned(1)).unwrap();
        assert_eq!((plain.width, plain.change), (30, Change::Stripped));
        for bytes in [fitted.bytes, plain.bytes] {
            assert!(!bytes.windows(4).any(|name| name == b"Exif"));
        }
    }
}
