//! What files say beside their pictures, taken out without decoding them: places, cameras, names, thumbnails.

use crate::intact;
use image::ImageFormat;
use img_parts::Bytes;
use img_parts::jpeg::{Jpeg, markers};
use img_parts::png::Png;

/// The file without it; `None` when there is nothing to take out, or the file's structure is not understood.
///
/// Colour profiles stay, as does what decoding needs, and how often a moving picture begins again.
pub(crate) fn stripped(format: ImageFormat, bytes: &Bytes) -> Option<Vec<u8>> {
    let stripped = match format {
        ImageFormat::Jpeg => jpeg(bytes),
        ImageFormat::Png => png(bytes),
        ImageFormat::Gif => gif(bytes),
        _ => None,
    };
    stripped.filter(|stripped| stripped.len() < bytes.len())
}

/// Whether a JPEG is in four colours, for print: many reading systems show those inverted or not at all.
pub(crate) fn has_four_colours(bytes: &[u8]) -> bool {
    // The frame header (ITU-T T.81 §B.2.2): precision, height, width, number of components.
    let is_frame = |marker: u8| matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
    let mut colours = None;
    let _ = intact::walk_jpeg(bytes, |marker, contents| {
        if is_frame(marker) && colours.is_none() {
            colours = contents.get(5).copied();
        }
    });
    colours == Some(4)
}

/// Cameras put further pictures and films behind the end, with places and times of their own.
fn jpeg(bytes: &Bytes) -> Option<Vec<u8>> {
    let mut jpeg = Jpeg::from_bytes(bytes.slice(..intact::walk_jpeg(bytes, |_, _| {}).ok()?)).ok()?;
    jpeg.segments_mut().retain(|segment| match segment.marker() {
        markers::APP2 => segment.contents().starts_with(b"ICC_PROFILE\0"),
        markers::APP0 | markers::APP14 => true,
        markers::APP1..=markers::APP15 | markers::COM => false,
        _ => true,
    });
    Some(jpeg.encoder().bytes().into())
}

fn png(bytes: &Bytes) -> Option<Vec<u8>> {
    let mut png = Png::from_bytes(bytes.clone()).ok()?;
    png.chunks_mut()
        .retain(|chunk| !matches!(&chunk.kind(), b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" | b"tIME"));
    Some(png.encoder().bytes().into())
}

/// Comments, and what applications keep for themselves, are extensions (GIF89a §23–26), as is what is needed to show
/// the pictures.
fn gif(bytes: &Bytes) -> Option<Vec<u8>> {
    let is_shown = |block: &[u8]| match block {
        [0x21, 0xff, 11, name @ ..] => {
            [&b"NETSCAPE2.0"[..], b"ANIMEXTS1.0", b"ICCRGBG1012"].iter().any(|kept| name.starts_with(kept))
        }
        [0x21, label, ..] => *label == 0xf9,
        _ => true,
    };
    let mut kept = Vec::with_capacity(bytes.len());
    for block in intact::gif_blocks(bytes) {
        let block = block.ok()?;
        if is_shown(block) {
            kept.extend_from_slice(block);
        }
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn encoded(format: ImageFormat) -> Vec<u8> {
        let points = image::RgbImage::from_fn(40, 30, |x, y| image::Rgb([x as u8, y as u8, 90]));
        let mut bytes = Cursor::new(Vec::new());
        image::DynamicImage::ImageRgb8(points).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn strip(format: ImageFormat, bytes: Vec<u8>) -> Option<Vec<u8>> {
        stripped(format, &Bytes::from(bytes))
    }

    #[test]
    fn what_says_nothing_stays() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif] {
            assert_eq!(strip(format, encoded(format)), None, "{format:?}");
        }
    }

    #[test]
    fn comments_and_xmp_of_gifs_go_and_their_repetition_stays() {
        let plain = encoded(ImageFormat::Gif);
        let screen = 13 + if plain[10] & 0x80 == 0 { 0 } else { 3 << ((plain[10] & 7) + 1) };
        let repeat = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
        let mut said = plain[..screen].to_vec();
        said.extend_from_slice(repeat);
        said.extend_from_slice(b"\x21\xfe\x05where\0");
        // XMP stands there without lengths; a trailer that counts down leads out of it (XMP, part 3, §1.1.2).
        said.extend_from_slice(b"\x21\xff\x0bXMP DataXMP<x:xmpmeta>who</x:xmpmeta>\x01");
        said.extend((0..=255).rev());
        said.push(0);
        said.extend_from_slice(&plain[screen..]);
        said.extend_from_slice(b"behind the end");
        let wanted = [&plain[..screen], repeat, &plain[screen..]].concat();
        assert_eq!(strip(ImageFormat::Gif, said), Some(wanted));
    }

    #[test]
    fn what_stands_behind_a_jpeg_goes() {
        let plain = encoded(ImageFormat::Jpeg);
        let two = [&plain[..], &plain[..]].concat();
        assert_eq!(strip(ImageFormat::Jpeg, two), Some(plain));
    }
}
