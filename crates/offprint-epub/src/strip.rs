//! What files say beside their pictures, taken out without decoding them: places, cameras, names, thumbnails.

use image::ImageFormat;
use img_parts::jpeg::{Jpeg, markers};
use img_parts::png::Png;

/// The file without it; `None` when there is nothing to take out, or the file's structure is not understood.
///
/// Colour profiles stay, as does what decoding needs.
pub(crate) fn stripped(format: ImageFormat, bytes: &[u8]) -> Option<Vec<u8>> {
    match format {
        ImageFormat::Jpeg => jpeg(bytes),
        ImageFormat::Png => png(bytes),
        _ => None,
    }
}

/// Whether a JPEG is in four colours, for print: many reading systems show those inverted or not at all.
pub(crate) fn has_four_colours(bytes: &[u8]) -> bool {
    let Ok(jpeg) = Jpeg::from_bytes(bytes.to_vec().into()) else { return false };
    // The frame header (ITU-T T.81 §B.2.2): precision, height, width, number of components.
    let is_frame = |marker: u8| matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
    let frame = jpeg.segments().iter().find(|segment| is_frame(segment.marker()));
    frame.is_some_and(|frame| frame.contents().get(5) == Some(&4))
}

fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut jpeg = Jpeg::from_bytes(bytes.to_vec().into()).ok()?;
    let before = jpeg.segments().len();
    jpeg.segments_mut().retain(|segment| match segment.marker() {
        markers::APP2 => segment.contents().starts_with(b"ICC_PROFILE\0"),
        markers::APP0 | markers::APP14 => true,
        markers::APP1..=markers::APP15 | markers::COM => false,
        _ => true,
    });
    (jpeg.segments().len() < before).then(|| jpeg.encoder().bytes().to_vec())
}

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut png = Png::from_bytes(bytes.to_vec().into()).ok()?;
    let before = png.chunks().len();
    png.chunks_mut()
        .retain(|chunk| !matches!(&chunk.kind(), b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" | b"tIME"));
    (png.chunks().len() < before).then(|| png.encoder().bytes().to_vec())
}
