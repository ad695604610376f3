//! The faces: those in the crate, in the order they are tried, and those of the system on demand.

use crate::{glyph_text, style::Faces};
use fontique::Blob;
use offprint_fonts::{FACES as FILES, FALLBACKS_FROM};
use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
    raw::TableProvider,
    string::StringId,
};
use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock, OnceLock, RwLock},
};

/// The three families that text is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Family {
    /// Running text.
    Serif,
    /// Headings, tables, furniture.
    Sans,
    /// Program text.
    Mono,
    /// One of the theme's, by its place in [`OWN`].
    Own(u16),
}

/// A face, parsed when it is first used.
pub(crate) struct Face {
    /// The font file; what shaping takes.
    pub(crate) blob: Blob<u8>,
    /// The name of the font resource in content streams; the same on every machine for the same file.
    pub(crate) resource: String,
    /// Whether its strokes are heavy.
    pub(crate) bold: bool,
    /// What shaping is to make up: nothing.
    pub(crate) synthesis: fontique::Synthesis,
    data: &'static [u8],
    index: u32,
    parsed: OnceLock<Option<Parsed>>,
    /// Asked for at every place where a word may be divided.
    hyphen: OnceLock<Option<u16>>,
}

/// What a face says of itself.
pub(crate) struct Parsed {
    font: FontRef<'static>,
    latin: Vec<u16>,
    /// The PostScript name.
    pub(crate) name: String,
    /// Units per em.
    pub(crate) units: u16,
    /// Ascent and descent (negative) in units.
    pub(crate) ascent: i16,
    /// See `ascent`.
    pub(crate) descent: i16,
    /// The box of all glyphs, in units.
    pub(crate) bounds: [i16; 4],
    /// Whether it slants.
    pub(crate) italic: bool,
    /// Weight of the strokes, 400 is regular.
    pub(crate) weight: u16,
    advances: Vec<u16>,
    texts: OnceLock<BTreeMap<u16, Box<str>>>,
}

/// How many characters from U+0000 have their glyphs kept in a table.
const LATIN: usize = 0x250;

impl Face {
    fn new(data: &'static [u8], index: u32, resource: String, bold: bool) -> Self {
        let blob = Blob::new(Arc::new(data));
        let synthesis = fontique::Synthesis::default();
        Self {
            blob,
            resource,
            bold,
            synthesis,
            data,
            index,
            parsed: OnceLock::new(),
            hyphen: OnceLock::new(),
        }
    }

    /// The face's tables; `None` for a file that is no font with TrueType outlines.
    pub(crate) fn parsed(&self) -> Option<&Parsed> {
        self.parsed.get_or_init(|| parse(self.data, self.index)).as_ref()
    }

    /// The font file.
    pub(crate) fn data(&self) -> &'static [u8] {
        self.data
    }

    /// Which face of the file.
    pub(crate) fn index(&self) -> u32 {
        self.index
    }

    /// The glyph of a character; `None` when the face has none.
    pub(crate) fn glyph(&self, c: char) -> Option<u16> {
        let parsed = self.parsed()?;
        let glyph = match parsed.latin.get(c as usize) {
            Some(&glyph) => glyph,
            None => {
                parsed.font.charmap().map(c).map_or(0, |glyph| u16::try_from(glyph.to_u32()).unwrap_or(0))
            }
        };
        (glyph != 0 && !(is_ideograph(c) && parsed.is_blank(glyph))).then_some(glyph)
    }

    /// The glyph that is drawn at the end of a line within a word.
    pub(crate) fn hyphen(&self) -> Option<u16> {
        *self.hyphen.get_or_init(|| self.glyph('\u{2010}').or_else(|| self.glyph('-')))
    }

    /// Advance of a glyph in thousandths of an em, cut to a whole number as the file's widths are.
    pub(crate) fn width(&self, glyph: u16) -> i64 {
        let Some(parsed) = self.parsed() else { return 0 };
        (f32::from(parsed.advance(glyph)) * 1000.0 / f32::from(parsed.units.max(1))) as i64
    }

    /// Advance of a glyph at a size, in points.
    pub(crate) fn advance(&self, glyph: u16, size: f32) -> f32 {
        let Some(parsed) = self.parsed() else { return 0.0 };
        f32::from(parsed.advance(glyph)) * size / f32::from(parsed.units.max(1))
    }

    /// The characters that a glyph stands for wherever it is drawn, if the font tells.
    pub(crate) fn text_of(&self, glyph: u16) -> Option<&str> {
        let parsed = self.parsed()?;
        parsed.texts.get_or_init(|| glyph_text::texts(&parsed.font)).get(&glyph).map(|text| &**text)
    }

    /// Whether these are the very same face.
    pub(crate) fn is(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// Whether this character is one that always shows something: some faces claim them with glyphs that are blank.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

impl Parsed {
    /// Whether a glyph has no outline.
    fn is_blank(&self, glyph: u16) -> bool {
        let Ok(loca) = self.font.loca(None) else { return false };
        loca.get_raw(usize::from(glyph)) == loca.get_raw(usize::from(glyph) + 1)
    }

    /// Advance of a glyph in units.
    pub(crate) fn advance(&self, glyph: u16) -> u16 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }
}

fn parse(data: &'static [u8], index: u32) -> Option<Parsed> {
    let font = FontRef::from_index(data, index).ok()?;
    // Content streams name glyphs by number, and the numbers are mapped by `CIDToGIDMap`, which only
    // TrueType outlines may have (ISO 32000-1 §9.7.4.2).
    font.glyf().ok()?;
    let head = font.head().ok()?;
    let hhea = font.hhea().ok()?;
    let name = font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first();
    let name: String =
        name.map(|name| name.chars().filter(char::is_ascii_graphic).collect()).unwrap_or_default();
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let count = font.maxp().ok()?.num_glyphs();
    let advances =
        (0..count).map(|glyph| metrics.advance_width(glyph.into()).unwrap_or(0.0) as u16).collect();
    let charmap = font.charmap();
    let glyph_of =
        |c: u32| char::from_u32(c).and_then(|c| charmap.map(c)).map_or(0, |glyph| glyph.to_u32() as u16);
    Some(Parsed {
        latin: (0..LATIN as u32).map(glyph_of).collect(),
        name: if name.is_empty() { "Font".to_owned() } else { name },
        units: head.units_per_em(),
        ascent: hhea.ascender().to_i16(),
        descent: hhea.descender().to_i16(),
        bounds: [head.x_min(), head.y_min(), head.x_max(), head.y_max()],
        italic: hhea.caret_slope_run() != 0,
        weight: font.os2().map_or(400, |os2| os2.us_weight_class()),
        advances,
        texts: OnceLock::new(),
        font,
    })
}

const EMOJI: &str = "NotoEmoji-Regular";

static FACES: LazyLock<Vec<Face>> = LazyLock::new(|| {
    let face = |(at, (name, data)): (usize, &(&str, &'static [u8]))| {
        Face::new(data, 0, format!("F{at}"), name.contains("Bold"))
    };
    FILES.iter().enumerate().map(face).collect()
});

/// The face that a family is set in.
pub(crate) fn face_of(family: Family, bold: bool, italic: bool) -> &'static Face {
    let at = match family {
        Family::Serif => usize::from(bold) + 2 * usize::from(italic),
        Family::Sans => 4 + usize::from(bold) + 2 * usize::from(italic),
        Family::Mono => 8 + usize::from(bold),
        Family::Own(number) => {
            let own = OWN.read().ok().and_then(|own| own.get(usize::from(number)).copied());
            return own.map_or(&FACES[0], |faces| faces[usize::from(bold) + 2 * usize::from(italic)]);
        }
    };
    &FACES[at]
}

/// The families of themes: regular, bold, italic, bold italic.
static OWN: LazyLock<RwLock<Vec<[&'static Face; 4]>>> = LazyLock::new(Default::default);

/// The family of these files; `None` when one of them is no font that can be embedded.
pub(crate) fn own_family(files: &Faces<Vec<u8>>) -> Option<Family> {
    let regular = of_file(&files.regular)?;
    let face = |file: &Option<Vec<u8>>| file.as_ref().map_or(Some(regular), |file| of_file(file));
    let faces = [regular, face(&files.bold)?, face(&files.italic)?, face(&files.bold_italic)?];
    let mut own = OWN.write().ok()?;
    let known = own.iter().position(|other| other.iter().zip(&faces).all(|(a, b)| a.is(b)));
    let at = known.unwrap_or_else(|| {
        own.push(faces);
        own.len() - 1
    });
    u16::try_from(at).ok().map(Family::Own)
}

/// The face of a font file.
pub(crate) fn of_file(bytes: &[u8]) -> Option<&'static Face> {
    let key = format!("S{}", &blake3::hash(bytes).to_hex()[..16]);
    let mut found = SYSTEM.lock().ok()?;
    if let Some(face) = found.get(&key).copied() {
        return Some(face);
    }
    // A font stays for as long as the program runs, as those of the crate do.
    let data: &'static [u8] = Box::leak(bytes.to_vec().into_boxed_slice());
    let mut face = Face::new(data, 0, key.clone(), false);
    face.bold = face.parsed()?.weight >= 600;
    let face: &'static Face = Box::leak(Box::new(face));
    found.insert(key, face);
    Some(face)
}

/// The file of a face of the system's, by its family's name; `None` when there is no such family, or none of its faces is
/// as bold and as slanted.
pub(crate) fn named(family: &str, bold: bool, italic: bool) -> Option<Vec<u8>> {
    let options = fontique::CollectionOptions { shared: false, system_fonts: true };
    let family = fontique::Collection::new(options).family_by_name(family)?;
    let weight = fontique::FontWeight::new(if bold { 700.0 } else { 400.0 });
    let style = if italic { fontique::FontStyle::Italic } else { fontique::FontStyle::Normal };
    let info = family.match_font(fontique::FontWidth::NORMAL, style, weight, false)?;
    let is_bold = info.weight().value() >= 600.0;
    let is_italic = info.style() != fontique::FontStyle::Normal;
    let blob = info.load(Some(&mut fontique::SourceCache::default()))?;
    // A file of several faces is read as its first one.
    ((is_bold, is_italic) == (bold, italic) && info.index() == 0).then(|| blob.data().to_vec())
}

/// The faces to try when the family has no glyph, the wanted weight before the other.
pub(crate) fn fallbacks(bold: bool, emoji: bool) -> impl Iterator<Item = &'static Face> {
    let first = FILES.iter().zip(FACES.iter()).filter(move |((name, _), _)| emoji && *name == EMOJI);
    let pairs = FILES.iter().zip(FACES.iter()).enumerate().skip(FALLBACKS_FROM).map(|(_, pair)| pair);
    // A regular face stands for a missing bold one, so only the wrong one of a pair is passed over.
    let wanted = pairs.filter(move |((name, _), face)| {
        let stem = name.trim_end_matches("-Regular");
        let paired = !face.bold && FILES.iter().any(|(other, _)| other.strip_suffix("-Bold") == Some(stem));
        if bold { !paired } else { !face.bold }
    });
    first.chain(wanted).map(|(_, face)| face)
}

/// The face whose file has this number; the first one if none has.
pub(crate) fn by_blob(id: u64) -> &'static Face {
    let own = FACES.iter().find(|face| face.blob.id() == id);
    let system =
        || SYSTEM.lock().ok().and_then(|found| found.values().copied().find(|face| face.blob.id() == id));
    own.or_else(system).unwrap_or(&FACES[0])
}

static SYSTEM: LazyLock<std::sync::Mutex<BTreeMap<String, &'static Face>>> = LazyLock::new(Default::default);

/// A face of the system for characters that no face of the crate has; found by way of the system's own order.
pub(crate) fn system_face(text: &str, bold: bool) -> Option<&'static Face> {
    let mut collection =
        fontique::Collection::new(fontique::CollectionOptions { shared: false, system_fonts: true });
    let names: Vec<String> = {
        let mut names: Vec<String> = collection.family_names().map(str::to_owned).collect();
        names.sort();
        names
    };
    let mut cache = fontique::SourceCache::default();
    let weight = fontique::FontWeight::new(if bold { 700.0 } else { 400.0 });
    for name in names {
        let Some(family) = collection.family_by_name(&name) else { continue };
        let attributes = fontique::Attributes { weight, ..fontique::Attributes::default() };
        let Some(info) = family.match_font(attributes.width, attributes.style, attributes.weight, false)
        else {
            continue;
        };
        let Some(blob) = info.load(Some(&mut cache)) else { continue };
        let key = format!("S{}", &blake3::hash(blob.data()).to_hex()[..16]);
        let mut found = SYSTEM.lock().ok()?;
        let face = *found.entry(key.clone()).or_insert_with(|| {
            // A font stays for as long as the program runs, as those of the crate do.
            let data: &'static [u8] = Box::leak(blob.data().to_vec().into_boxed_slice());
            Box::leak(Box::new(Face::new(data, info.index(), key, bold)))
        });
        if text.chars().all(|c| face.glyph(c).is_some()) {
            return Some(face);
        }
    }
    None
}
