//! Pictures: found in the media store, read once, made ready for the file.

use crate::{deflated::deflate, picture_error::PictureError, strokes, svg};
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use offprint_core::{Image, MediaItem, MediaStore, media};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
    sync::{Arc, Mutex, OnceLock},
};

/// A picture as it stands in the file.
pub(crate) struct Picture {
    /// The name of its resource.
    pub(crate) key: Arc<str>,
    /// Pixels, as they are in the file.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Pixels, as the picture came; its size on the page goes by these.
    pub(crate) came: (u32, u32),
    pub(crate) samples: Samples,
}

/// The samples of a picture.
pub(crate) enum Samples {
    /// A JPEG file as it came, of this many components.
    Jpeg { bytes: Vec<u8>, components: u8 },
    /// Shapes, as the deflated stream of a drawing in pixels of CSS.
    Shapes { bytes: Vec<u8>, width: f32, height: f32 },
    /// Deflated samples of 8 bits, of this many components, and those of the transparency.
    Flat { bytes: Vec<u8>, components: u8, alpha: Option<Vec<u8>> },
}

/// Files larger than this are not read, and no picture is decoded to more.
const MOST: u64 = 256 << 20;

/// Pictures of no more bytes are kept for the next post that shows them.
const KEPT: usize = 64 << 10;

type Verdict = Result<Arc<Picture>, Arc<PictureError>>;
type Slot = Arc<OnceLock<Verdict>>;

/// The pictures of an edition: each file is read and decoded once, whichever post comes first.
pub(crate) struct Pictures<'a> {
    media: &'a dyn MediaStore,
    /// More pixels than this, across and down, are of no use on the page.
    most: Option<(u32, u32)>,
    slots: Mutex<BTreeMap<String, Slot>>,
}

impl<'a> Pictures<'a> {
    /// Pictures of this store.
    pub(crate) fn new(media: &'a dyn MediaStore, most: Option<(u32, u32)>) -> Self {
        Self { media, most, slots: Mutex::default() }
    }

    /// The picture at an address; `Err` says why there is none.
    pub(crate) fn find(&self, url: &str) -> Verdict {
        let item = self.media.find(url).ok_or(PictureError::Missing)?;
        let slot = match self.slots.lock() {
            Ok(mut slots) => slots.entry(item.key.clone()).or_default().clone(),
            Err(_) => return Err(PictureError::Poisoned.into()),
        };
        slot.get_or_init(|| self.read(&item).map(Arc::new).map_err(Arc::new)).clone()
    }

    fn read(&self, item: &MediaItem) -> Result<Picture, PictureError> {
        if item.size > MOST {
            return Err(PictureError::TooLarge);
        }
        let mut bytes = Vec::new();
        let reader = self.media.open(item).map_err(PictureError::Read)?;
        reader.take(MOST).read_to_end(&mut bytes).map_err(PictureError::Read)?;
        let key = format!("I{}", &blake3::hash(item.key.as_bytes()).to_hex()[..16]);
        if item.media_type == SVG {
            return shapes(key.into(), &bytes);
        }
        decode(key.into(), bytes, self.most)
    }

    /// The picture at an address cut to this width in its heights, if it is large enough for a cover.
    pub(crate) fn filling(&self, url: &str, aspect: f32) -> Option<Arc<Picture>> {
        const LEAST: u32 = 600;
        let item = self.media.find(url).filter(|item| item.size <= MOST)?;
        let mut bytes = Vec::new();
        self.media.open(&item).ok()?.take(MOST).read_to_end(&mut bytes).ok()?;
        let picture = decoded(&bytes).ok().filter(|picture| picture.width() >= LEAST)?;
        let (wide, high) = (picture.width() as f32, picture.height() as f32);
        let (width, height) = (wide.min(high * aspect), high.min(wide / aspect));
        // Faces are in the upper half of most pictures.
        let (x, y) = ((wide - width) / 2.0, (high - height) / 3.0);
        let cut = picture.crop_imm(x as u32, y as u32, (width as u32).max(1), (height as u32).max(1));
        self.keep(format!("cover of {}", item.key), cut)
    }

    /// A picture that is no file of the store, and the colour of its corner; `Err` says why there is none.
    pub(crate) fn given(&self, bytes: &[u8]) -> Result<(Arc<Picture>, [u8; 3]), PictureError> {
        let picture = decoded(bytes)?;
        let corner = picture.to_rgb8().get_pixel(0, 0).0;
        let kept = self.keep("cover".to_owned(), picture);
        kept.map(|picture| (picture, corner)).ok_or(PictureError::Undecodable)
    }

    /// Takes in points under a key that no file of the store has.
    fn keep(&self, name: String, mut points: DynamicImage) -> Option<Arc<Picture>> {
        /// Pixels along the longer side: sharp on paper of any usual size.
        const SIDE: u32 = 2600;
        if points.width().max(points.height()) > SIDE {
            points = points.resize(SIDE, SIDE, image::imageops::FilterType::CatmullRom);
        }
        let key: Arc<str> = format!("I{}", &blake3::hash(name.as_bytes()).to_hex()[..16]).into();
        let (width, height) = (points.width(), points.height());
        let samples = again(&points).ok()?;
        let picture = Arc::new(Picture { key, width, height, came: (width, height), samples });
        let slot = Slot::default();
        slot.set(Ok(picture.clone())).ok()?;
        self.slots.lock().ok()?.insert(name, slot);
        Some(picture)
    }

    /// The picture with this resource name.
    pub(crate) fn named(&self, name: &Arc<str>) -> Option<Arc<Picture>> {
        let slots = self.slots.lock().ok()?;
        let mut ready = slots.values().filter_map(|slot| slot.get()?.as_ref().ok());
        ready.find(|picture| picture.key == *name).cloned()
    }

    /// Lets go of a large picture that is in the file; should another post show it, it is read once more.
    pub(crate) fn forget(&self, name: &Arc<str>) {
        if let Ok(mut slots) = self.slots.lock() {
            slots.retain(|_, slot| {
                !matches!(slot.get(), Some(Ok(picture)) if picture.key == *name && picture.bytes() > KEPT)
            });
        }
    }
}

impl Picture {
    fn bytes(&self) -> usize {
        match &self.samples {
            Samples::Jpeg { bytes, .. } | Samples::Shapes { bytes, .. } => bytes.len(),
            Samples::Flat { bytes, alpha, .. } => bytes.len() + alpha.as_ref().map_or(0, Vec::len),
        }
    }

    /// How large it is shown, in points, where there is room: at the size the page gives it, 96 pixels to the inch,
    /// else at 150; `room` is the width of the column.
    pub(crate) fn size(&self, image: &Image, room: f32) -> (f32, f32) {
        let (width, height) = (self.came.0.max(1) as f32, self.came.1.max(1) as f32);
        let shown = match (image.width.filter(|&n| n > 0), image.height.filter(|&n| n > 0)) {
            (Some(wide), _) => wide as f32 * 0.75,
            (None, Some(high)) => high as f32 * 0.75 * width / height,
            (None, None) => (width * 0.75).min((width * 0.48).max(room * 0.5)),
        };
        let shown = shown.clamp(1.0, 4000.0);
        (shown, shown * height / width)
    }
}

/// The media type of drawings.
const SVG: &str = "image/svg+xml";

/// An SVG, as shapes or as points.
fn shapes(key: Arc<str>, bytes: &[u8]) -> Result<Picture, PictureError> {
    let whole = |length: f32| (length.round() as u32).max(1);
    let (samples, (wide, high), (width, height)) = match svg::read(bytes)? {
        svg::Read::Shapes(drawing) => {
            let bytes = deflate(&strokes::form(&drawing))?;
            let size = (drawing.width, drawing.height);
            (Samples::Shapes { bytes, width: size.0, height: size.1 }, size, (whole(size.0), whole(size.1)))
        }
        svg::Read::Points(points, size) => {
            let pixels = (points.width(), points.height());
            (flat(&points)?, size, pixels)
        }
    };
    Ok(Picture { key, width, height, came: (whole(wide), whole(high)), samples })
}

/// The points of a file, the right way up.
fn decoded(bytes: &[u8]) -> Result<DynamicImage, PictureError> {
    if media::sniff(bytes) == Some(SVG) {
        let tree = offprint_drawing::parsed(bytes, |_| None)?;
        let longer = tree.size().width().max(tree.size().height());
        return offprint_drawing::drawn(&tree, 2400.0 / longer.max(1.0)).ok_or(PictureError::TooNarrow);
    }
    if is_avif(bytes) {
        return decode_avif(bytes);
    }
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    if decoder.total_bytes() > MOST || decoder.total_bytes() == 0 {
        return Err(PictureError::TooLarge);
    }
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn is_avif(bytes: &[u8]) -> bool {
    media::sniff(bytes) == Some("image/avif")
}

fn decode_avif(bytes: &[u8]) -> Result<DynamicImage, PictureError> {
    // Four bytes a point.
    Ok(offprint_avif::decode(bytes, (MOST / 4) as u32)?)
}

/// A picture that was decoded, no larger than it is asked for.
fn sampled(
    key: Arc<str>,
    mut picture: DynamicImage,
    most: Option<(u32, u32)>,
    lossy: bool,
) -> Result<Picture, PictureError> {
    let came = (picture.width(), picture.height());
    if let Some((across, down)) = most.filter(|&most| !fits(came, most)) {
        picture = picture.resize(across, down, image::imageops::FilterType::CatmullRom);
    }
    let (width, height) = (picture.width(), picture.height());
    let samples = if lossy && !picture.color().has_alpha() {
        again(&picture).map_err(PictureError::Encode)?
    } else {
        flat(&picture)?
    };
    Ok(Picture { key, width, height, came, samples })
}

/// A little more than is asked for is not worth the loss of encoding anew.
fn fits((width, height): (u32, u32), most: (u32, u32)) -> bool {
    width <= most.0 + most.0 / 5 && height <= most.1 + most.1 / 5
}

fn decode(key: Arc<str>, bytes: Vec<u8>, most: Option<(u32, u32)>) -> Result<Picture, PictureError> {
    if is_avif(&bytes) {
        return sampled(key, decode_avif(&bytes)?, most, true);
    }
    let reader = || {
        let mut reader = ImageReader::new(Cursor::new(&bytes)).with_guessed_format().ok()?;
        let mut limits = Limits::default();
        limits.max_alloc = Some(MOST);
        reader.limits(limits);
        Some(reader)
    };
    let opened = reader().ok_or(PictureError::Undecodable)?;
    let jpeg = opened.format() == Some(image::ImageFormat::Jpeg);
    let mut decoder = opened.into_decoder()?;
    let orientation = decoder.orientation()?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(PictureError::Empty);
    }
    // A limit on the decoder's own memory says nothing of what it is asked to fill.
    if decoder.total_bytes() > MOST {
        return Err(PictureError::TooLarge);
    }
    if let Some(fault) = jpeg.then(|| fault_of_jpeg(&bytes)).flatten() {
        return Err(PictureError::Damaged(fault));
    }
    let plain = plain_jpeg(&bytes);
    if jpeg
        && orientation == image::metadata::Orientation::NoTransforms
        && most.is_none_or(|most| fits((width, height), most))
        && let Some(components) = plain
    {
        // Readers of PDF forgive less than browsers: a file that cannot be decoded must not get into it.
        DynamicImage::from_decoder(decoder)?;
        let came = (width, height);
        return Ok(Picture { key, width, height, came, samples: Samples::Jpeg { bytes, components } });
    }
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    sampled(key, picture, most, media::is_lossy(&bytes))
}

/// The components of a JPEG that readers of PDF show as browsers do: grey or colour, 8 bits, baseline or
/// progressive.
fn plain_jpeg(bytes: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let (&0xff, &marker) = (bytes.get(at)?, bytes.get(at + 1)?) else { return None };
        if marker == 0xff {
            at += 1;
            continue;
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        match marker {
            // Adobe's marker says that three components are RGB as they stand, or that four are inverted.
            0xee if bytes.get(at + 4..at + 9) == Some(b"Adobe") && bytes.get(at + 15) != Some(&1) => {
                return None;
            }
            0xc0..=0xc2 => {
                let (bits, components) = (*bytes.get(at + 4)?, *bytes.get(at + 9)?);
                return (bits == 8 && matches!(components, 1 | 3)).then_some(components);
            }
            0xda | 0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return None,
            _ => at += 2 + length,
        }
    }
}

/// What is wrong with the order of a JPEG's segments (ITU-T T.81, B.2), which decoders forgive and readers of PDF
/// may not: its frame comes once, before the scans, and the end comes last.
fn fault_of_jpeg(bytes: &[u8]) -> Option<&'static str> {
    let (mut at, mut scanning) = (2, false);
    loop {
        let (Some(&first), Some(&marker)) = (bytes.get(at), bytes.get(at + 1)) else {
            return Some("is cut short");
        };
        match (first, marker) {
            (0xff, 0xd9) => return (!scanning).then_some("has no picture in it"),
            (0xff, 0xff) => at += 1,
            (0xff, 0x00 | 0xd0..=0xd7) if scanning => at += 2,
            (0xff, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf) if scanning => {
                return Some("is damaged");
            }
            (0xff, 0xc0..=0xcf | 0xda..=0xfe) => {
                let length = bytes.get(at + 2..at + 4).map_or(0, |l| u16::from_be_bytes([l[0], l[1]]));
                scanning |= marker == 0xda;
                at += 2 + usize::from(length);
            }
            (0xff, _) => return Some("is damaged"),
            _ if scanning => at += 1,
            _ => return Some("is damaged"),
        }
    }
}

/// A JPEG that has to be turned or converted, encoded anew.
fn again(picture: &DynamicImage) -> Result<Samples, image::ImageError> {
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 92);
    picture.to_rgb8().write_with_encoder(encoder)?;
    Ok(Samples::Jpeg { bytes, components: 3 })
}

fn flat(picture: &DynamicImage) -> std::io::Result<Samples> {
    let alpha = if picture.color().has_alpha() {
        let alpha: Vec<u8> = picture.to_rgba8().pixels().map(|pixel| pixel.0[3]).collect();
        alpha.iter().any(|&value| value != 255).then_some(alpha)
    } else {
        None
    };
    let colours = picture.to_rgb8().into_raw();
    let grey = colours.chunks_exact(3).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    let colours = if grey { colours.chunks_exact(3).map(|pixel| pixel[0]).collect() } else { colours };
    Ok(Samples::Flat {
        bytes: deflate(&colours)?,
        components: if grey { 1 } else { 3 },
        alpha: alpha.map(|alpha| deflate(&alpha)).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Samples, decode};
    use image::{ImageFormat, RgbImage};
    use std::io::Cursor;

    fn file(format: ImageFormat) -> Vec<u8> {
        let picture = RgbImage::from_fn(64, 48, |x, y| image::Rgb([x as u8 * 4, y as u8 * 5, 90]));
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn fault(bytes: &[u8]) -> String {
        decode("I".into(), bytes.to_vec(), None).err().map(|why| why.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_whole_jpeg_stays_as_it_is() {
        let mut bytes = file(ImageFormat::Jpeg);
        bytes.extend(b"what a camera left behind");
        let picture = decode("I".into(), bytes.clone(), None).ok().unwrap();
        assert_eq!((picture.width, picture.height), (64, 48));
        assert!(matches!(picture.samples, Samples::Jpeg { bytes: same, components: 3 } if same == bytes));
    }

    #[test]
    fn pixels_that_the_paper_cannot_show_are_left_out() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png] {
            let picture = decode("I".into(), file(format), Some((32, 100))).ok().unwrap();
            assert_eq!((picture.width, picture.height, picture.came), (32, 24, (64, 48)));
        }
    }

    #[test]
    fn avif_is_upright_and_becomes_a_jpeg() {
        let bytes = include_bytes!("../tests/turned.avif");
        let picture = decode("I".into(), bytes.to_vec(), None).ok().unwrap();
        assert_eq!((picture.width, picture.height), (48, 64));
        assert!(matches!(picture.samples, Samples::Jpeg { components: 3, .. }));
        let why = fault(&bytes[..bytes.len() - 9]);
        assert!(why.starts_with("cannot be decoded"), "{why}");
    }

    #[test]
    fn a_bad_jpeg_is_none() {
        let bytes = file(ImageFormat::Jpeg);
        assert_eq!(fault(&bytes[..bytes.len() - 2]), "is cut short");
        assert_eq!(fault(&bytes[..bytes.len() - 20]), "is cut short");
        let mut two_frames = bytes.clone();
        let end = two_frames.len() - 2;
        two_frames[end - 8..end - 6].copy_from_slice(&[0xff, 0xc0]);
        assert_eq!(fault(&two_frames), "is damaged");
        for length in 0..bytes.len() {
            assert!(!fault(&bytes[..length]).is_empty(), "{length} bytes of it are no picture");
        }
    }

    #[test]
    fn a_picture_that_claims_too_much_is_none() {
        let mut bytes = file(ImageFormat::Png);
        bytes[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let crc = checksum(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&crc.to_be_bytes());
        assert_eq!(fault(&bytes), "is too large");
    }

    fn checksum(bytes: &[u8]) -> u32 {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        crc.sum()
    }
}
