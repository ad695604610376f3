//! Embedding: the faces that are used, cut to the glyphs that are used, as printpdf's font dictionaries.

use crate::{fonts::Face, paint::Used};
use printpdf::{
    Codepoint, FontId, FontMetrics, FontType, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle,
    PdfFontMetricsStub, PdfPage, PdfSaveOptions, Pt, Rect, TextItem,
};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// A document that holds the fonts, and for each the map from the glyph numbers that codes stand for to those of the
/// embedded file (ISO 32000-1 §9.7.4.2).
pub(crate) struct Embedded {
    pub(crate) document: lopdf::Document,
    pub(crate) maps: BTreeMap<String, Vec<u8>>,
}

/// Embeds the fonts that are used.
pub(crate) fn fonts(used: &Used) -> Embedded {
    let mut pdf = PdfDocument::new("");
    let mut maps = BTreeMap::new();
    let mut ops = Vec::new();
    for (name, (face, glyphs)) in &used.glyphs {
        let Some(face) = face else { continue };
        let mut remapper = GlyphRemapper::new();
        glyphs.keys().for_each(|&glyph| {
            remapper.remap(glyph);
        });
        let Some(font) = parsed_font(face, glyphs, &remapper) else { continue };
        maps.insert(name.clone(), glyph_map(glyphs, &remapper));
        let id = FontId(name.clone());
        pdf.resources.fonts.map.insert(id.clone(), PdfFont::new(font));
        let font = PdfFontHandle::External(id);
        let codepoints =
            glyphs.iter().map(|(&gid, text)| Codepoint { gid, offset: 0.0, cid: Some(text.to_string()) });
        ops.push(Op::SetFont { font, size: Pt(1.0) });
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codepoints.collect())] });
    }
    let page = Rect::from_wh(Pt(1.0), Pt(1.0));
    pdf.pages.push(PdfPage { media_box: page.clone(), trim_box: page.clone(), crop_box: page, ops });
    let options = PdfSaveOptions { subset_fonts: false, ..PdfSaveOptions::default() };
    let document = printpdf::to_lopdf_doc(&pdf, &options, &mut Vec::new());
    Embedded { document, maps }
}

fn parsed_font(
    face: &'static Face,
    glyphs: &BTreeMap<u16, Box<str>>,
    remapper: &GlyphRemapper,
) -> Option<ParsedFont> {
    let parsed = face.parsed()?;
    let bytes = subsetter::subset(face.data(), face.index(), remapper).ok()?;
    // ISO 32000-1 §9.6.4: six letters tell subsets of one font apart.
    let hash = blake3::hash(&bytes);
    let tag: String = hash.as_bytes().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
    let [x_min, y_min, x_max, y_max] = parsed.bounds;
    Some(ParsedFont {
        original_bytes: bytes,
        font_index: 0,
        font_name: Some(format!("{tag}+{}", parsed.name)),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: glyphs.keys().map(|&glyph| (glyph, parsed.advance(glyph))).collect(),
        units_per_em: parsed.units,
        font_metrics: FontMetrics { ascent: parsed.ascent, descent: parsed.descent },
        font_type: FontType::TrueType,
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: parsed.units,
            x_min,
            y_min,
            x_max,
            y_max,
            caret_slope_rise: 1000,
            caret_slope_run: if parsed.italic { 212 } else { 0 },
            us_weight_class: parsed.weight,
        },
    })
}

fn glyph_map(glyphs: &BTreeMap<u16, Box<str>>, remapper: &GlyphRemapper) -> Vec<u8> {
    let last = glyphs.keys().next_back().copied().unwrap_or(0);
    (0..=last).flat_map(|glyph| remapper.get(glyph).unwrap_or(0).to_be_bytes()).collect()
}
