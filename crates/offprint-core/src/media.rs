//! Pictures and other files that posts refer to, as exporters see them.

use std::io::{self, Read};

/// A file that is at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaItem {
    /// A name that is the same for the same file, whatever address led to it; opaque to exporters.
    pub key: String,
    /// Its media type, from its first bytes, not from its name: `image/jpeg`.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Where exporters look files up. A missing one is an answer, not an error.
pub trait MediaStore: Sync {
    /// Finds the file of this URL, if the store has it. The URL is relative where the site's URL is unknown.
    fn find(&self, url: &str) -> Option<MediaItem>;

    /// The bytes of a file that `find` gave.
    ///
    /// # Errors
    /// When the file is gone or cannot be read.
    fn open(&self, item: &MediaItem) -> io::Result<Box<dyn Read + Send>>;
}

/// A store without files.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoMedia;

impl MediaStore for NoMedia {
    fn find(&self, _url: &str) -> Option<MediaItem> {
        None
    }

    fn open(&self, item: &MediaItem) -> io::Result<Box<dyn Read + Send>> {
        Err(io::Error::new(io::ErrorKind::NotFound, item.key.clone()))
    }
}

/// The media type that the first bytes of a file tell, for the types WordPress takes; at least 16 bytes are wanted.
pub fn sniff(head: &[u8]) -> Option<&'static str> {
    let text = || {
        String::from_utf8_lossy(&head[..head.len().min(256)])
            .trim_start_matches('\u{feff}')
            .trim_start()
            .to_owned()
    };
    let is_drawing = |text: &str| {
        let prologue = ["<?xml", "<!--", "<!DOCTYPE svg"].iter().any(|start| text.starts_with(start));
        text.starts_with("<svg") || (prologue && (text.contains("<svg") || text.contains("<!DOCTYPE svg")))
    };
    match head {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => Some("image/avif"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'h' | b'm', b'e' | b'i', b'i' | b'c' | b'f', ..] => {
            Some("image/heic")
        }
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some("video/mp4"),
        [b'%', b'P', b'D', b'F', ..] => Some("application/pdf"),
        [b'I', b'D', b'3', ..] | [0xff, 0xf2..=0xfb, ..] => Some("audio/mpeg"),
        [b'O', b'g', b'g', b'S', ..] => Some("audio/ogg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => Some("audio/wav"),
        [b'P', b'K', 3, 4, ..] => Some("application/zip"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some("image/bmp"),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Some("image/tiff"),
        [0, 0, 1, 0, 1..=64, 0, ..] => Some("image/x-icon"),
        _ if is_drawing(&text()) => Some("image/svg+xml"),
        _ => None,
    }
}

/// Whether a picture's type loses shades, so that encoding it as another such type loses no more to speak of: JPEG, AVIF,
/// and WebP without a `VP8L` bitstream (RFC 9649 §2.6).
#[must_use]
pub fn is_lossy(bytes: &[u8]) -> bool {
    match sniff(bytes) {
        Some("image/jpeg" | "image/avif") => true,
        Some("image/webp") => !bytes[..bytes.len().min(4096)].windows(4).any(|name| name == b"VP8L"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn first_bytes_tell_the_type() {
        assert_eq!(super::sniff(b"\x89PNG\r\n\x1a\n0000"), Some("image/png"));
        assert_eq!(super::sniff(b"RIFF....WEBPVP8 "), Some("image/webp"));
        assert_eq!(super::sniff(b"  <svg xmlns='x'>"), Some("image/svg+xml"));
        assert_eq!(super::sniff(b"hello"), None);
    }

    #[test]
    fn types_tell_whether_shades_are_lost() {
        assert!(super::is_lossy(b"RIFF....WEBPVP8 "));
        assert!(!super::is_lossy(b"RIFF....WEBPVP8L"));
        assert!(super::is_lossy(b"\xff\xd8\xff\xe0"));
        assert!(!super::is_lossy(b"\x89PNG\r\n\x1a\n0000"));
    }
}
