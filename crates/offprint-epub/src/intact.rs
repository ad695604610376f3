//! Whether a picture file is whole, found by walking its structure rather than by decoding its points.

/// What breaks the file off, in words; `None` if it is whole as far as its structure tells.
///
/// JPEG (ITU-T T.81 Annex B), PNG (ISO/IEC 15948 §5) and GIF (GIF89a) only; others count as whole.
pub(crate) fn flaw(media_type: &str, bytes: &[u8]) -> Option<&'static str> {
    match media_type {
        "image/jpeg" => jpeg(bytes),
        "image/png" => png(bytes),
        "image/gif" => gif(bytes),
        _ => None,
    }
}

/// Segments up to the first scan; then the end marker somewhere behind it.
fn jpeg(bytes: &[u8]) -> Option<&'static str> {
    const BROKEN: Option<&str> = Some("its JPEG segments are broken");
    const CUT: Option<&str> = Some("it is cut off");
    let mut at = 2;
    loop {
        let marker = match bytes.get(at..at + 2) {
            None => return CUT,
            Some([0xff, 0xff]) => {
                at += 1;
                continue;
            }
            Some([0xff, marker]) => *marker,
            Some(_) => return BROKEN,
        };
        at += 2;
        if marker == 0xd9 {
            return BROKEN;
        }
        if matches!(marker, 0x01 | 0xd0..=0xd8) {
            continue;
        }
        let Some(&[high, low]) = bytes.get(at..at + 2) else { return CUT };
        at += usize::from(u16::from_be_bytes([high, low])).max(2);
        if marker == 0xda {
            break;
        }
    }
    let scan = bytes.get(at..).unwrap_or_default();
    if scan.windows(2).any(|pair| pair == [0xff, 0xd9]) { None } else { CUT }
}

/// Chunks with right checksums up to `IEND`, at least one of them with data.
fn png(bytes: &[u8]) -> Option<&'static str> {
    const CUT: Option<&str> = Some("it is cut off");
    let mut at = 8;
    let mut data = false;
    loop {
        let Some(&[a, b, c, d]) = bytes.get(at..at + 4) else { return CUT };
        let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).unwrap_or(usize::MAX);
        let Some(end) = length.checked_add(at + 8) else { return CUT };
        let (Some(chunk), Some(&[a, b, c, d])) = (bytes.get(at + 4..end), bytes.get(end..end + 4)) else {
            return CUT;
        };
        if crc32fast::hash(chunk) != u32::from_be_bytes([a, b, c, d]) {
            return Some("a checksum in it is wrong");
        }
        match chunk.get(..4) {
            Some(b"IDAT") => data = true,
            Some(b"IEND") if data => return None,
            Some(b"IEND") => return Some("there is no picture in it"),
            _ => {}
        }
        at = end + 4;
    }
}

/// Blocks up to the trailer, at least one of them a picture. A missing trailer is common and harms nobody.
fn gif(bytes: &[u8]) -> Option<&'static str> {
    const CUT: Option<&str> = Some("it is cut off");
    let Some(&flags) = bytes.get(10) else { return CUT };
    let mut at = 13 + table_size(flags);
    let mut pictures = 0;
    loop {
        match bytes.get(at) {
            Some(0x2c) => {
                let Some(&flags) = bytes.get(at + 9) else { return CUT };
                at += 11 + table_size(flags);
                pictures += 1;
            }
            Some(0x21) => at += 2,
            Some(0x3b) | None if at <= bytes.len() && pictures > 0 => return None,
            Some(0x3b) => return Some("there is no picture in it"),
            Some(_) => return Some("its GIF blocks are broken"),
            None => return CUT,
        }
        loop {
            let Some(&length) = bytes.get(at) else { return CUT };
            at += 1 + usize::from(length);
            if length == 0 {
                break;
            }
        }
    }
}

fn table_size(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, ImageFormat};
    use std::io::Cursor;

    fn encoded(format: ImageFormat) -> Vec<u8> {
        let mut picture = image::RgbImage::new(33, 21);
        for (x, y, point) in picture.enumerate_pixels_mut() {
            *point = image::Rgb([(x * 7) as u8, (y * 11) as u8, (x * y) as u8]);
        }
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(picture).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn whole_files_pass_and_cut_ones_do_not() {
        for (media_type, format) in [
            ("image/jpeg", ImageFormat::Jpeg),
            ("image/png", ImageFormat::Png),
            ("image/gif", ImageFormat::Gif),
        ] {
            let bytes = encoded(format);
            assert_eq!(flaw(media_type, &bytes), None, "{media_type}");
            for length in 3..bytes.len() - 2 {
                assert!(flaw(media_type, &bytes[..length]).is_some(), "{media_type} cut at {length}");
            }
        }
    }

    #[test]
    fn a_wrong_checksum_is_seen() {
        let mut bytes = encoded(ImageFormat::Png);
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        assert_eq!(flaw("image/png", &bytes), Some("a checksum in it is wrong"));
    }
}
