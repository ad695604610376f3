//! The pictures of a book: looked up, checked, made fit for reading systems, each once.

use crate::gate::Gate;
use crate::image_error::ImageError;
use crate::recode::{self, Change, Fitted};
use crate::spare::Spare;
use crate::{intact, packed};
use offprint_core::{MediaItem, MediaStore, Remark, codes, media};
use std::collections::HashMap;
use std::fmt;
use std::io::{self, Read, Seek, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use zip::{CompressionMethod, ZipWriter};

/// Files larger than this are not read.
const LARGEST: u64 = 64 << 20;

/// Memory that all threads together may take for decoding at a time; a picture that takes more is decoded alone.
const MOST_AT_ONCE: u64 = 32 << 20;

/// Recoded pictures that wait for the book in memory, in bytes; those beyond are made again when the book takes them.
const MOST_KEPT: usize = 4 << 20;

/// The pictures that posts have asked for so far.
///
/// Many threads may ask at once; each file is judged once, and what comes out does not depend on who asked first.
pub(crate) struct Shelf<'a> {
    media: &'a dyn MediaStore,
    widest: u32,
    known: Mutex<HashMap<String, Arc<OnceLock<Verdict>>>>,
    gate: Gate,
    spare: Spare,
    kept: AtomicUsize,
}

type Verdict = Result<Arc<Picture>, Arc<ImageError>>;

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
    /// What the editor should know of it, as the end of a sentence.
    pub(crate) remark: Option<Remark>,
    item: MediaItem,
    change: Change,
    /// What was recoded, until the book takes it.
    kept: Mutex<Option<Vec<u8>>>,
}

/// Why a picture is not in the book.
#[derive(Debug, Clone)]
pub(crate) enum Lack {
    /// The store does not have it.
    Missing,
    /// It is there, but not fit to show.
    Unfit(Arc<ImageError>),
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("it is not at hand"),
            Self::Unfit(flaw) => flaw.fmt(f),
        }
    }
}

impl<'a> Shelf<'a> {
    pub(crate) fn new(media: &'a dyn MediaStore, widest: u32) -> Self {
        Self {
            media,
            widest: widest.max(1),
            known: Mutex::default(),
            gate: Gate::new(MOST_AT_ONCE),
            spare: Spare::default(),
            kept: AtomicUsize::new(0),
        }
    }

    /// The picture at the first of these addresses that leads to a good one.
    pub(crate) fn picture<'u>(&self, urls: impl Iterator<Item = &'u str>) -> Result<Arc<Picture>, Lack> {
        let mut lack = Lack::Missing;
        for url in urls {
            let Some(item) = self.media.find(url) else { continue };
            match self.judge(&item) {
                Ok(picture) => return Ok(picture),
                Err(flaw) if matches!(lack, Lack::Missing) => lack = Lack::Unfit(flaw),
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
        if picture.change == Change::None {
            io::copy(&mut self.media.open(&picture.item)?, zip)?;
            return Ok(());
        }
        let kept = picture.kept.lock().unwrap_or_else(PoisonError::into_inner).take();
        match kept {
            Some(bytes) => {
                self.kept.fetch_sub(bytes.len(), Ordering::Relaxed);
                zip.write_all(&bytes)
            }
            None => {
                let bytes = self.fit(&picture.item).map_err(io::Error::other)?.bytes;
                zip.write_all(&bytes)?;
                self.spare.give(bytes);
                Ok(())
            }
        }
    }

    /// The picture decoded, for the cover; `None` when it cannot be had.
    pub(crate) fn decoded(&self, picture: &Picture) -> Option<image::DynamicImage> {
        let bytes = self.read(&picture.item).ok()?;
        recode::decoded(recode::format_of(media::sniff(&bytes)?)?, &bytes).ok()
    }

    fn judge(&self, item: &MediaItem) -> Verdict {
        let cell = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(item.key.clone()).or_default())
        };
        // Outside of the lock: others may judge other files meanwhile.
        let judged =
            || self.fit(item).map(|fitted| Arc::new(self.picture_of(fitted, item))).map_err(Arc::new);
        cell.get_or_init(judged).clone()
    }

    fn fit(&self, item: &MediaItem) -> Result<Fitted, ImageError> {
        if item.size > LARGEST {
            return Err(ImageError::TooManyBytes(LARGEST));
        }
        let mut weight = item.size;
        loop {
            let _pass = self.gate.enter(weight);
            let bytes = self.read(item)?;
            let media_type = media::sniff(&bytes).ok_or(ImageError::NotAnImage)?;
            let Some(format) = recode::format_of(media_type) else {
                return Err(ImageError::Unsupported(media_type));
            };
            if let Some(flaw) = intact::flaw(media_type, &bytes) {
                return Err(ImageError::Damaged(flaw));
            }
            let more = recode::weight(format, &bytes, self.widest)?;
            if more > weight {
                // Nobody holds a file while others are at work on theirs: it is read again.
                weight = more;
                self.spare.give(bytes);
                continue;
            }
            let mut fitted = recode::fit(format, bytes, self.widest, &self.spare)?;
            if fitted.remark.is_none() && is_named_wrongly(&item.key, media_type) {
                let message = format!("it is `{media_type}`, whatever its name says");
                fitted.remark = Some(Remark::new(codes::IMAGE_FORMAT_MISMATCH, message));
            }
            return Ok(fitted);
        }
    }

    fn read(&self, item: &MediaItem) -> Result<Vec<u8>, ImageError> {
        let mut bytes = self.spare.take(usize::try_from(item.size.min(LARGEST)).unwrap_or(0));
        let file = self.media.open(item).map_err(ImageError::Read)?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(ImageError::Read)?;
        if bytes.len() as u64 > LARGEST { Err(ImageError::TooManyBytes(LARGEST)) } else { Ok(bytes) }
    }

    fn picture_of(&self, fitted: Fitted, item: &MediaItem) -> Picture {
        let ending = match fitted.media_type {
            "image/jpeg" => "jpg",
            "image/gif" => "gif",
            _ => "png",
        };
        let name = blake3::hash(&fitted.bytes).to_hex();
        // What takes long to make is kept while there is room.
        let length = fitted.bytes.len();
        let keep = fitted.change == Change::Recoded
            && self.kept.fetch_add(length, Ordering::Relaxed) + length <= MOST_KEPT;
        if fitted.change == Change::Recoded && !keep {
            self.kept.fetch_sub(length, Ordering::Relaxed);
        }
        Picture {
            path: format!("images/{}.{ending}", &name[..16]),
            media_type: fitted.media_type,
            width: fitted.width,
            height: fitted.height,
            animated: fitted.animated,
            remark: fitted.remark,
            item: item.clone(),
            change: fitted.change,
            kept: Mutex::new(self.kept_or_given(fitted.bytes, keep)),
        }
    }
}

impl Shelf<'_> {
    /// The bytes, if they are kept: no larger than they must be.
    fn kept_or_given(&self, mut bytes: Vec<u8>, keep: bool) -> Option<Vec<u8>> {
        if keep {
            bytes.shrink_to_fit();
            return Some(bytes);
        }
        self.spare.give(bytes);
        None
    }
}

/// Whether the name's ending tells another type of picture.
fn is_named_wrongly(name: &str, media_type: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let told = match ending.as_deref() {
        Some("jpg" | "jpeg" | "jpe") => "image/jpeg",
        Some("png") => "image/png",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        Some("svg") => "image/svg+xml",
        Some("avif") => "image/avif",
        _ => return false,
    };
    told != media_type
}
