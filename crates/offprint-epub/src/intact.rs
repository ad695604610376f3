//! Whether a picture file is whole, found by walking its structure rather than by decoding its points.

/// What breaks the file off, in words; `None` if it is whole as far as its structure tells.
///
/// JPEG (ITU-T T.81 Annex B), PNG (ISO/IEC 15948 §5) and GIF (GIF89a) only; others count as whole.
pub(crate) fn flaw(media_type: &str, bytes: &[u8]) -> Option<&'static str> {
    match media_type {
        "image/jpeg" => walk_jpeg(bytes, |_, _| {}).err(),
        "image/png" => png(bytes),
        "image/gif" => gif(bytes),
        _ => None,
    }
}

const CUT: &str = "it is cut off";

/// Calls this with the marker and the contents of every segment of a JPEG, and tells where it ends: behind the marker
/// that follows its segments and scans.
///
/// # Errors
/// Says in words what is wrong when there is none.
pub(crate) fn walk_jpeg(bytes: &[u8], mut each: impl FnMut(u8, &[u8])) -> Result<usize, &'static str> {
    const BROKEN: Result<usize, &str> = Err("its JPEG segments are broken");
    let mut at = 2;
    // Between markers there are data from the first scan on.
    let mut scanning = false;
    loop {
        let marker = match bytes.get(at..).unwrap_or_default() {
            [] | [_] => return Err(CUT),
            [0xff, 0xff, ..] => {
                at += 1;
                continue;
            }
            [0xff, marker, ..] => *marker,
            data if scanning => {
                at += data.iter().position(|&byte| byte == 0xff).unwrap_or(data.len());
                continue;
            }
            _ => return BROKEN,
        };
        at += 2;
        match marker {
            0xd9 if scanning => return Ok(at),
            0xd9 => return BROKEN,
            0x01 | 0xd0..=0xd8 => continue,
            // Tables, further scans and what applications say may stand between scans; all else is damage that
            // decoders pass over.
            0xc4 | 0xda..=0xdd | 0xe0..=0xef | 0xfe => {}
            _ if scanning => continue,
            _ => {}
        }
        let Some(&[high, low]) = bytes.get(at..at + 2) else { return Err(CUT) };
        let end = at + usize::from(u16::from_be_bytes([high, low])).max(2);
        each(marker, bytes.get(at + 2..end).unwrap_or_default());
        at = end;
        scanning |= marker == 0xda;
    }
}

/// Chunks with right checksums up to `IEND`, at least one of them with data.
fn png(bytes: &[u8]) -> Option<&'static str> {
    const CUT: Option<&str> = Some(self::CUT);
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
    let mut pictures = 0;
    for block in gif_blocks(bytes) {
        match block {
            Ok([0x2c, ..]) => pictures += 1,
            Ok([0x3b]) if pictures == 0 => return Some("there is no picture in it"),
            Ok(_) => {}
            Err(flaw) => return Some(flaw),
        }
    }
    (pictures == 0).then_some(CUT)
}

/// The blocks of a GIF, up to its trailer: the header with its colour table, then pictures and extensions.
///
/// An error, which says in words what is wrong, is the last.
pub(crate) fn gif_blocks(bytes: &[u8]) -> impl Iterator<Item = Result<&[u8], &'static str>> {
    let mut rest = Some(bytes).filter(|bytes| !bytes.is_empty());
    let mut begun = false;
    std::iter::from_fn(move || {
        let now = rest.take()?;
        let length = if begun { gif_block(now) } else { gif_head(now) };
        begun = true;
        let Some((block, behind)) = length.and_then(|length| now.split_at_checked(length)) else {
            let known = matches!(now, [0x21 | 0x2c, ..]) || now.starts_with(b"GIF");
            return Some(Err(if known { CUT } else { "its GIF blocks are broken" }));
        };
        rest = Some(behind).filter(|behind| !behind.is_empty() && *block != [0x3b]);
        Some(Ok(block))
    })
}

fn gif_head(bytes: &[u8]) -> Option<usize> {
    Some(13 + table_size(*bytes.get(10)?))
}

/// The length of a block; `None` if it is of no known kind or longer than the file.
fn gif_block(bytes: &[u8]) -> Option<usize> {
    let mut at = match bytes.first()? {
        0x3b => return Some(1),
        0x2c => 11 + table_size(*bytes.get(9)?),
        0x21 => 2,
        _ => return None,
    };
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
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
