//! Pictures made fit for reading systems: in a format that all of them show, and no larger than a page can use.

use image::codecs::{jpeg::JpegEncoder, png::PngEncoder};
use image::metadata::Orientation;
use image::{AnimationDecoder, DynamicImage, ImageDecoder, ImageFormat, Limits, imageops::FilterType};
use std::io::{BufReader, Cursor};

/// Pictures of more points are not decoded, and not given to reading systems either.
const MOST_POINTS: u64 = 60_000_000;

/// Memory that one decoding may take.
const MOST_MEMORY: u64 = 320 << 20;

/// Quality of JPEG (of 100) that keeps photographs without visible loss.
const QUALITY: u8 = 84;

/// A picture that may go into a book.
pub(crate) struct Fitted {
    pub(crate) media_type: &'static str,
    /// As shown upright.
    pub(crate) width: u32,
    /// As shown upright.
    pub(crate) height: u32,
    pub(crate) animated: bool,
    pub(crate) bytes: Vec<u8>,
    /// Whether these are other bytes than those given.
    pub(crate) changed: bool,
}

/// The picture as it is, if it is JPEG, PNG or GIF and not wider than this; else sized down, and JPEG or PNG.
///
/// # Errors
/// Says in words why it cannot be shown.
pub(crate) fn fit(media_type: &'static str, bytes: Vec<u8>, widest: u32) -> Result<Fitted, String> {
    let format = match media_type {
        "image/jpeg" => ImageFormat::Jpeg,
        "image/gif" => ImageFormat::Gif,
        "image/webp" => ImageFormat::WebP,
        _ => ImageFormat::Png,
    };
    let (width, height, orientation) = head(format, &bytes)?;
    let animated = format == ImageFormat::Gif && moves(&bytes);
    let narrow = width <= widest;
    if format != ImageFormat::WebP && (narrow || animated) {
        return Ok(Fitted { media_type, width, height, animated, bytes, changed: false });
    }
    let lossy = format == ImageFormat::Jpeg || (format == ImageFormat::WebP && is_lossy_webp(&bytes));
    let mut picture = decode(format, &bytes)?;
    drop(bytes);
    picture.apply_orientation(orientation);
    let (width, height) = if narrow { (width, height) } else { (widest, scaled(height, widest, width)) };
    if !narrow {
        picture = picture.resize_exact(width, height, FilterType::CatmullRom);
    }
    let jpeg = lossy && !picture.color().has_alpha();
    let bytes = if jpeg { encode_jpeg(&picture) } else { encode_png(picture) }?;
    let media_type = if jpeg { "image/jpeg" } else { "image/png" };
    Ok(Fitted { media_type, width, height, animated: false, bytes, changed: true })
}

/// Width and height as shown upright, and how to bring the picture there; from the file's first bytes.
fn head(format: ImageFormat, bytes: &[u8]) -> Result<(u32, u32, Orientation), String> {
    let mut decoder = decoder(format, bytes)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err("it has no points".to_owned());
    }
    if u64::from(width) * u64::from(height) > MOST_POINTS {
        return Err(format!("it is {width} × {height} points large"));
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let turned = matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    Ok(if turned { (height, width, orientation) } else { (width, height, orientation) })
}

fn decode(format: ImageFormat, bytes: &[u8]) -> Result<DynamicImage, String> {
    DynamicImage::from_decoder(decoder(format, bytes)?).map_err(undecodable)
}

fn decoder(format: ImageFormat, bytes: &[u8]) -> Result<impl ImageDecoder, String> {
    let mut reader = image::ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    reader.into_decoder().map_err(undecodable)
}

/// What the decoder says, as the end of a sentence.
#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn undecodable(error: image::ImageError) -> String {
    let said = error.to_string().replace('\n', " ");
    format!("it cannot be decoded: {}", said.trim_end_matches('.'))
}

/// Whether a GIF has a second frame.
fn moves(bytes: &[u8]) -> bool {
    let decoder = image::codecs::gif::GifDecoder::new(BufReader::new(Cursor::new(bytes)));
    decoder.is_ok_and(|decoder| decoder.into_frames().nth(1).is_some_and(|frame| frame.is_ok()))
}

/// Whether a WebP holds a `VP8 ` bitstream (RFC 9649 §2.5), the lossy one.
fn is_lossy_webp(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    !head.windows(4).any(|name| name == b"VP8L")
}

/// `height` to the scale of `to` to `from`, at least one point.
fn scaled(height: u32, to: u32, from: u32) -> u32 {
    let exact = (u64::from(height) * u64::from(to) + u64::from(from) / 2) / u64::from(from.max(1));
    u32::try_from(exact).unwrap_or(u32::MAX).max(1)
}

fn encode_jpeg(picture: &DynamicImage) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    let encoded = match picture {
        DynamicImage::ImageLuma8(gray) => gray.write_with_encoder(encoder),
        other => other.to_rgb8().write_with_encoder(encoder),
    };
    encoded.map_err(undecodable)?;
    Ok(bytes)
}

fn encode_png(picture: DynamicImage) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new(&mut bytes);
    let eight_bit = match picture {
        DynamicImage::ImageLuma16(_) => DynamicImage::ImageLuma8(picture.into_luma8()),
        DynamicImage::ImageLumaA16(_) => DynamicImage::ImageLumaA8(picture.into_luma_alpha8()),
        DynamicImage::ImageRgb16(_) => DynamicImage::ImageRgb8(picture.into_rgb8()),
        DynamicImage::ImageRgba16(_) => DynamicImage::ImageRgba8(picture.into_rgba8()),
        other => other,
    };
    eight_bit.write_with_encoder(encoder).map_err(undecodable)?;
    Ok(bytes)
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

    #[test]
    fn what_fits_stays_as_it_is() {
        let bytes = picture(1600, 10, ImageFormat::Png);
        let fitted = fit("image/png", bytes.clone(), 1600).unwrap();
        assert!(!fitted.changed);
        assert_eq!((fitted.width, fitted.height, fitted.bytes), (1600, 10, bytes));
    }

    #[test]
    fn what_is_wider_is_sized_down_in_its_format() {
        for (media_type, format) in [("image/png", ImageFormat::Png), ("image/jpeg", ImageFormat::Jpeg)] {
            let fitted = fit(media_type, picture(2000, 1000, format), 1600).unwrap();
            assert_eq!((fitted.media_type, fitted.width, fitted.height), (media_type, 1600, 800));
            assert_eq!(image::guess_format(&fitted.bytes).unwrap(), format);
            assert_eq!(head(format, &fitted.bytes).unwrap().0, 1600);
        }
    }

    #[test]
    fn webp_is_recoded() {
        let fitted = fit("image/webp", picture(40, 30, ImageFormat::WebP), 1600).unwrap();
        assert_eq!((fitted.media_type, fitted.width, fitted.changed), ("image/png", 40, true));
    }

    #[test]
    fn huge_pictures_are_refused_by_their_head() {
        let mut bytes = picture(8, 8, ImageFormat::Png);
        bytes[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
        let checksum = crc32fast::hash(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&checksum.to_be_bytes());
        let said = fit("image/png", bytes, 1600).err().unwrap();
        assert_eq!(said, "it is 30000 × 30000 points large");
    }
}
