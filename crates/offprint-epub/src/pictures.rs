//! The pictures of a book: looked up, checked, made fit for reading systems, each once.

use crate::recode::{self, Fitted};
use crate::{intact, packed};
use offprint_core::{MediaItem, MediaStore, media};
use std::collections::HashMap;
use std::fmt;
use std::io::{self, Read, Seek, Write};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use zip::{CompressionMethod, ZipWriter};

/// Files larger than this are not read.
const LARGEST: u64 = 128 << 20;

/// The pictures that posts have asked for so far.
///
/// Many threads may ask at once; each file is read and recoded once, and what comes out does not depend on who asked
/// first.
pub(crate) struct Shelf<'a> {
    media: &'a dyn MediaStore,
    widest: u32,
    known: Mutex<HashMap<String, Arc<OnceLock<Verdict>>>>,
}

type Verdict = Result<Arc<Picture>, String>;

/// A picture that is in the book.
#[derive(Debug)]
pub(crate) struct Picture {
    /// Its address within the book, named for what is in it: `images/0f3c….jpg`.
    pub(crate) path: String,
    /// Its media type, one of EPUB 3.3 §3.2's core types.
    pub(crate) media_type: &'static str,
    /// Its width in pixels, as shown upright.
    pub(crate) width: u32,
    /// Its height in pixels, as shown upright.
    pub(crate) height: u32,
    /// Whether it moves.
    pub(crate) animated: bool,
    item: MediaItem,
    /// Whether the book holds other bytes than the file; kept here until the book takes them.
    recoded: Option<Mutex<Option<Vec<u8>>>>,
}

/// Why a picture is not in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lack {
    /// The store does not have it.
    Missing,
    /// It is there, but not fit to show; in words.
    Unfit(String),
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("it is not at hand"),
            Self::Unfit(flaw) => f.write_str(flaw),
        }
    }
}

impl<'a> Shelf<'a> {
    pub(crate) fn new(media: &'a dyn MediaStore, widest: u32) -> Self {
        Self { media, widest: widest.max(1), known: Mutex::default() }
    }

    /// The picture at the first of these addresses that leads to a good one.
    pub(crate) fn picture<'u>(&self, urls: impl Iterator<Item = &'u str>) -> Result<Arc<Picture>, Lack> {
        let mut lack = Lack::Missing;
        for url in urls {
            let Some(item) = self.media.find(url) else { continue };
            match self.judge(&item) {
                Ok(picture) => return Ok(picture),
                Err(flaw) if lack == Lack::Missing => lack = Lack::Unfit(flaw),
                Err(_) => {}
            }
        }
        Err(lack)
    }

    /// Writes the bytes of a picture into the book, as they are: pictures do not deflate.
    pub(crate) fn copy_to<W: Write + Seek>(
        &self,
        picture: &Picture,
        zip: &mut ZipWriter<W>,
    ) -> io::Result<()> {
        zip.start_file(format!("OEBPS/{}", picture.path), packed::options(CompressionMethod::Stored))?;
        let Some(kept) = &picture.recoded else {
            io::copy(&mut self.media.open(&picture.item)?, zip)?;
            return Ok(());
        };
        let kept = kept.lock().unwrap_or_else(PoisonError::into_inner).take();
        match kept {
            Some(bytes) => zip.write_all(&bytes),
            // An earlier book has taken them.
            None => zip.write_all(&self.fit(&picture.item).map_err(io::Error::other)?.bytes),
        }
    }

    fn judge(&self, item: &MediaItem) -> Verdict {
        let cell = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(item.key.clone()).or_default())
        };
        // Outside of the lock: others may judge other files meanwhile.
        cell.get_or_init(|| self.fit(item).map(|fitted| Arc::new(Picture::new(fitted, item)))).clone()
    }

    fn fit(&self, item: &MediaItem) -> Result<Fitted, String> {
        let too_large = || format!("it is larger than {} MiB", LARGEST >> 20);
        if item.size > LARGEST {
            return Err(too_large());
        }
        let unread = |error: io::Error| format!("it cannot be read: {error}");
        let mut bytes = Vec::with_capacity(usize::try_from(item.size).unwrap_or(0).min(1 << 24));
        let file = self.media.open(item).map_err(unread)?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unread)?;
        if bytes.len() as u64 > LARGEST {
            return Err(too_large());
        }
        let media_type = match media::sniff(&bytes) {
            Some(kind @ ("image/jpeg" | "image/png" | "image/gif" | "image/webp")) => kind,
            Some(other) => return Err(format!("`{other}` cannot be shown in a book")),
            None => return Err("it is not a picture".to_owned()),
        };
        match intact::flaw(media_type, &bytes) {
            Some(flaw) => Err(flaw.to_owned()),
            None => recode::fit(media_type, bytes, self.widest),
        }
    }
}

impl Picture {
    fn new(fitted: Fitted, item: &MediaItem) -> Self {
        let ending = match fitted.media_type {
            "image/jpeg" => "jpg",
            "image/gif" => "gif",
            _ => "png",
        };
        let name = blake3::hash(&fitted.bytes).to_hex();
        Self {
            path: format!("images/{}.{ending}", &name[..16]),
            media_type: fitted.media_type,
            width: fitted.width,
            height: fitted.height,
            animated: fitted.animated,
            item: item.clone(),
            recoded: fitted.changed.then(|| Mutex::new(Some(fitted.bytes))),
        }
    }
}
