//! Shaping: text into clusters of glyphs with their widths, directions and break opportunities.

use crate::{
    fonts::{self, Face},
    frame::Glyph,
    text::{LINE_END, OBJECT, StyledText},
};
use fontique::Language;
use parlance::{FontFeature, Tag};
use parley_engine::{
    Analysis, AnalysisDataSources, AnalysisOptions, Analyzer, BaseDirection, FontInstanceRef, FontSelector,
    ShapeOptions, ShapedText, Shaper,
    itemize::{Item, Segment},
    shape::{CharCluster, Coverage},
};
use std::cell::RefCell;

/// What a cluster is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// A space that stretches and is dropped at the end of a line.
    Space,
    /// A line end that the author made.
    LineEnd,
    /// The object of this number.
    Object(u16),
    /// Characters that no font has.
    Missing,
    /// Characters that are not seen: joiners, marks of direction.
    Unseen,
}

/// What may be done after a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Break {
    No,
    /// The line may end.
    Yes,
    /// The line may end behind a hyphen of the word's own.
    Own,
    /// The line may end within a word as it is written.
    Seam,
    /// The line may end with a hyphen that is drawn for it.
    Hyphen,
    /// The line must end.
    Must,
}

/// The smallest stretch of text that can be set alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cluster {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) advance: f32,
    /// Its glyphs in `Shaped::glyphs`, from left to right.
    pub(crate) glyphs: (u32, u32),
    pub(crate) style: u16,
    pub(crate) face: u16,
    pub(crate) level: u8,
    pub(crate) kind: Kind,
    pub(crate) after: Break,
}

/// A shaped paragraph, in logical order.
pub(crate) struct Shaped {
    pub(crate) text: StyledText,
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) faces: Vec<&'static Face>,
    /// The characters that no font has.
    pub(crate) missing: String,
    /// Whether any of it runs from right to left.
    pub(crate) mixed: bool,
    /// Whether punctuation hangs beyond the edges of its lines.
    pub(crate) hangs: bool,
    /// Whether a word that no line holds is said whole where it begins.
    pub(crate) whole: bool,
}

#[derive(Default)]
struct Workshop {
    analyzer: Analyzer,
    analysis: Analysis,
    shaper: Shaper,
    shaped: ShapedText,
    styles: Vec<u16>,
}

thread_local! {
    static WORKSHOP: RefCell<Workshop> = RefCell::new(Workshop::default());
}

/// Shapes a paragraph; `system` allows the fonts of the system for what the crate's do not have.
pub(crate) fn shape(text: StyledText, system: bool) -> Shaped {
    WORKSHOP.with_borrow_mut(|workshop| workshop.shape(text, system))
}

impl Workshop {
    fn shape(&mut self, text: StyledText, system: bool) -> Shaped {
        let direction = if text.rtl { BaseDirection::Rtl } else { BaseDirection::Ltr };
        let options = AnalysisOptions { base_direction: direction, ..AnalysisOptions::default() };
        self.analyzer.analyze(&text.text, &options, &mut self.analysis);
        let mut items: Vec<Item<'_>> = Vec::with_capacity(text.runs.len());
        self.styles.clear();
        let mut from = 0;
        for &(end, style) in &text.runs {
            let count = text.text[from..end].chars().count();
            self.styles.extend(std::iter::repeat_n(style, count));
            let from_before = std::mem::replace(&mut from, end);
            let look = &text.styles[usize::from(style)];
            let options = ShapeOptions {
                font_size: look.size,
                language: Language::parse(&look.language).ok(),
                features: if text.text[from_before..end].chars().any(is_arabic) {
                    WITHOUT_LIGATURES
                } else {
                    &[]
                },
                variations: &[],
            };
            let char_end = self.styles.len() as u32;
            items.push(Item { char_end, options });
        }
        let mut pick = Pick { text: &text, system, missing: String::new(), last: None };
        if !items.is_empty() {
            self.shaper.shape_text(
                &text.text,
                &self.analysis,
                &self.styles,
                items,
                &mut pick,
                &mut self.shaped,
            );
        }
        let missing = pick.missing;
        let mut shaped = self.collect(text, missing);
        shaped.mixed = !self.analysis.bidi_levels().is_empty();
        shaped
    }

    fn collect(&self, text: StyledText, missing: String) -> Shaped {
        let mut out = Shaped {
            clusters: Vec::with_capacity(text.text.len()),
            glyphs: Vec::with_capacity(text.text.len()),
            faces: Vec::new(),
            missing,
            mixed: false,
            hangs: false,
            whole: false,
            text,
        };
        if out.text.text.is_empty() {
            return out;
        }
        let faces: Vec<u16> = self.shaped.fonts().iter().map(|font| out.face(font.font.data.id())).collect();
        let mut objects = 0;
        for (index, run) in self.shaped.runs().iter().enumerate() {
            let slice = self.shaped.run_slice(index as u32);
            let level = run.bidi_level.to_u8();
            let face = faces.get(run.font_index).copied().unwrap_or(0);
            let atoms = slice.atoms_start();
            for atom in atoms {
                let bytes = slice.text_byte_range(atom.char_range());
                if atom.is_soft_wrap_opportunity_before() && out.parts_words(bytes.clone()) {
                    out.allow_break();
                }
                let first = out.glyphs.len() as u32;
                let mut parts: Vec<u32> = atom.shaped_clusters_range().collect();
                if level % 2 == 1 {
                    parts.reverse();
                }
                for part in parts {
                    let glyphs = slice.shaped_cluster_glyphs(part);
                    out.glyphs.extend(glyphs.map(|glyph| Glyph {
                        id: u16::try_from(glyph.id).unwrap_or(0),
                        advance: glyph.advance,
                        dx: glyph.x,
                        dy: -glyph.y,
                    }));
                }
                let style = atom.characters().first().map_or(0, |c| c.style_index);
                let over = if level == 0 { out.tamed(first as usize, style, face, bytes.start) } else { 0.0 };
                let glyphs = (first, out.glyphs.len() as u32);
                let cluster = Cluster {
                    start: bytes.start as u32,
                    end: bytes.end as u32,
                    advance: atom.advance() - over,
                    glyphs,
                    style,
                    face,
                    level,
                    kind: Kind::Text,
                    after: Break::No,
                };
                out.push(cluster, &mut objects);
            }
        }
        out
    }
}

impl Shaped {
    /// The characters of a cluster.
    pub(crate) fn text_of(&self, cluster: &Cluster) -> &str {
        self.text.text.get(cluster.start as usize..cluster.end as usize).unwrap_or_default()
    }

    /// What of these bytes is seen, or joins what is, as it was written.
    pub(crate) fn said(&self, bytes: std::ops::Range<u32>) -> String {
        self.written(bytes).filter(|&c| !is_unseen(c) || c == '\u{200c}' || c == '\u{200d}').collect()
    }

    /// These bytes as they were written.
    pub(crate) fn written(&self, bytes: std::ops::Range<u32>) -> impl Iterator<Item = char> {
        let (from, to) = (bytes.start as usize, bytes.end as usize);
        let written = &self.text.written;
        self.text.text.get(from..to).unwrap_or_default().char_indices().map(move |(at, c)| {
            match written.binary_search_by_key(&(from + at), |written| written.0) {
                Ok(found) => written[found].1,
                Err(_) => c,
            }
        })
    }

    fn face(&mut self, id: u64) -> u16 {
        let face = fonts::by_blob(id);
        match self.faces.iter().position(|other| other.is(face)) {
            Some(at) => at as u16,
            None => {
                self.faces.push(face);
                (self.faces.len() - 1) as u16
            }
        }
    }

    /// Takes back what kerning sets letters too far apart: readers of the file see a space there. How much it was.
    fn tamed(&mut self, first: usize, style: u16, face: u16, start: usize) -> f32 {
        /// Of an em; at a tenth, and letters have room between them in some lines, readers see a space.
        const MOST: f32 = 0.06;
        let alphabetic = self.text.text.get(start..).and_then(|text| text.chars().next());
        if !alphabetic.is_some_and(|c| u32::from(c) < 0x590 && c != ' ') {
            return 0.0;
        }
        let size = self.text.styles.get(usize::from(style)).map_or(0.0, |style| style.size);
        let face = self.faces[usize::from(face)];
        let mut over = 0.0;
        for glyph in &mut self.glyphs[first..] {
            let most = face.advance(glyph.id, size) + MOST * size;
            over += (glyph.advance - most).max(0.0);
            glyph.advance = glyph.advance.min(most);
        }
        over
    }

    /// Whether words are parted before these bytes, of all places where UAX #14 lets a line end: at spaces, and in
    /// scripts that have none. Within a word – behind a slash, a dash – a line's end would look like one between words,
    /// and be read as one; for hyphens of its own, see `hyphens`.
    fn parts_words(&self, next: std::ops::Range<usize>) -> bool {
        let Some(last) = self.clusters.last() else { return false };
        // Who reads back a line that ends with a hyphen takes it for a divided word.
        let word = self.clusters.iter().rev().find(|cluster| cluster.kind != Kind::Space);
        if last.kind == Kind::Space && word.is_some_and(|word| self.text_of(word).ends_with(['-', '‐'])) {
            return false;
        }
        let before = self.text_of(last).chars().next_back().unwrap_or(' ');
        let after = self.text.text.get(next).and_then(|text| text.chars().next()).unwrap_or(' ');
        // Korean is written with spaces between words, and a word is not divided.
        let hangul = is_hangul(before) && is_hangul(after);
        matches!(last.kind, Kind::Space | Kind::LineEnd | Kind::Object(_))
            || matches!(before, '\u{200b}' | '\u{3000}' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}')
            || after == OBJECT
            || (is_spaceless(before) || is_spaceless(after)) && !hangul
    }

    fn allow_break(&mut self) {
        if let Some(last) = self.clusters.last_mut()
            && last.after == Break::No
        {
            last.after = Break::Yes;
        }
    }

    fn push(&mut self, mut cluster: Cluster, objects: &mut u16) {
        let text = self.text.text.get(cluster.start as usize..cluster.end as usize).unwrap_or_default();
        let first = text.chars().next().unwrap_or(' ');
        let size = self.text.styles.get(usize::from(cluster.style)).map_or(0.0, |style| style.size);
        let undrawn = {
            let glyphs = &self.glyphs[cluster.glyphs.0 as usize..cluster.glyphs.1 as usize];
            glyphs.iter().any(|glyph| glyph.id == 0)
        };
        if first == LINE_END {
            cluster.kind = Kind::LineEnd;
            cluster.after = Break::Must;
            cluster.advance = 0.0;
        } else if first == OBJECT {
            cluster.kind = Kind::Object(*objects);
            cluster.advance =
                self.text.objects.get(usize::from(*objects)).map_or(0.0, super::text::Object::width);
            *objects += 1;
        } else if text.chars().all(is_unseen) {
            cluster.kind = Kind::Unseen;
            cluster.advance = 0.0;
        } else if first == ' ' {
            cluster.kind = Kind::Space;
        } else if undrawn {
            cluster.kind = Kind::Missing;
            cluster.advance = size * 0.62;
        }
        self.clusters.push(cluster);
    }
}

/// Ligatures that Arabic can do without join whole words to one glyph, whose characters readers then put in the
/// wrong order; those that it cannot do without are another feature (`rlig`).
const WITHOUT_LIGATURES: &[FontFeature] = &[FontFeature::new(Tag::new(b"liga"), 0)];

/// Whether the character is of a script that is written without spaces between words, or a picture.
pub(crate) fn is_spaceless(c: char) -> bool {
    matches!(u32::from(c), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x2e80..=0xa4cf | 0xf900..=0xfaff | 0xff00..=0xffef | 0x20000..=0x3ffff)
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}')
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}')
}

/// Characters that are never drawn (Default_Ignorable_Code_Point), of which text is full.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}

struct Pick<'a> {
    text: &'a StyledText,
    system: bool,
    missing: String,
    last: Option<&'static Face>,
}

impl Pick<'_> {
    fn face_for(
        &mut self,
        cluster: &mut CharCluster,
        own: &'static Face,
        text: &str,
        bold: bool,
    ) -> &'static Face {
        let emoji = cluster.is_emoji() && !text.is_ascii();
        let mut best: Option<(Coverage, &'static Face)> = None;
        // What went before often tells what comes after: a sentence in another script.
        let own = (!emoji).then_some(own);
        let last = self.last.filter(|face| own.is_none_or(|own| !own.is(face)) && !emoji);
        for face in own.into_iter().chain(last).chain(fonts::fallbacks(bold, emoji)) {
            let coverage = cluster.calculate_coverage(|c| face.glyph(c).is_some(), &AnalysisDataSources);
            if coverage.is_complete() {
                return face;
            }
            if best.is_none_or(|(most, _)| coverage > most) {
                best = Some((coverage, face));
            }
        }
        if self.system
            && let Some(face) = fonts::system_face(text, bold)
        {
            return face;
        }
        if !text.contains([LINE_END, OBJECT]) && !text.chars().all(is_unseen) {
            self.missing.push_str(text);
        }
        match (best, self.last) {
            (Some((_, face)), _) | (None, Some(face)) => face,
            (None, None) => fonts::face_of(fonts::Family::Serif, false, false),
        }
    }
}

impl FontSelector for &mut Pick<'_> {
    fn select_font(
        &mut self,
        _segment: &Segment,
        _options: &ShapeOptions<'_>,
        cluster: &mut CharCluster,
    ) -> Option<FontInstanceRef<'_>> {
        let range = cluster.range();
        let text = self.text.text.get(range.start as usize..range.end as usize).unwrap_or_default();
        let at = self.text.runs.partition_point(|run| run.0 <= range.start as usize);
        let style = self.text.runs.get(at).and_then(|run| self.text.styles.get(usize::from(run.1)));
        let (family, bold, italic) = style
            .map_or((fonts::Family::Serif, false, false), |style| (style.family, style.bold, style.italic));
        let own = fonts::face_of(family, bold, italic);
        let face = self.face_for(cluster, own, text, bold);
        self.last = Some(face);
        Some(FontInstanceRef { data: &face.blob, index: face.index(), synthesis: &face.synthesis })
    }
}
