//! What each glyph of a font stands for: its characters, told by the character map and by the substitutions that
//! lead to it (OpenType `cmap` and `GSUB`). The font alone decides, so every post of every run says the same.

use skrifa::{
    FontRef, MetadataProvider,
    raw::{
        ReadError, TableProvider,
        tables::gsub::{LigatureSubst, LigatureSubstFormat1, SingleSubst, SubstitutionSubtables},
    },
};
use std::collections::BTreeMap;

/// The text of each glyph that has one.
pub(crate) fn texts(font: &FontRef<'_>) -> BTreeMap<u16, Box<str>> {
    let mut texts: BTreeMap<u16, Box<str>> = BTreeMap::new();
    for (c, glyph) in font.charmap().mappings() {
        let (Some(c), Ok(glyph)) = (char::from_u32(c), u16::try_from(glyph.to_u32())) else { continue };
        let text = ligature(c).map_or_else(|| c.to_string(), str::to_owned).into_boxed_str();
        let slot = texts.entry(glyph).or_insert_with(|| text.clone());
        // Of several characters that share a glyph, the plain one: a space rather than a no-break space.
        if rank(c) < slot.chars().next().map_or(u32::MAX, rank) {
            *slot = text;
        }
    }
    texts.remove(&0);
    // A ligature may be made of substituted glyphs, so a few rounds are needed until nothing is new.
    for _ in 0..4 {
        let before = texts.len();
        let _ = substitutions(font, &mut texts);
        if texts.len() == before {
            break;
        }
    }
    texts
}

/// The letters of a ligature that Unicode has a code point for.
fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

fn rank(c: char) -> u32 {
    match u32::from(c) {
        // Modifier letters look like the marks that are meant: an apostrophe, not U+02BC.
        code @ 0x2b0..=0x2ff => code + 0x10_0000,
        // Compatibility forms and private uses come last.
        code @ (0xa0 | 0xad | 0x2000..=0x200a | 0x2126 | 0x212a | 0x212b) => code + 0x20_0000,
        code @ (0x2e80..=0x2fdf | 0xe000..=0xf8ff | 0xf900..=0xfaff | 0xfb00..=0xfdff | 0xfe70..=0xfeff) => {
            code + 0x20_0000
        }
        code => code,
    }
}

fn substitutions(font: &FontRef<'_>, texts: &mut BTreeMap<u16, Box<str>>) -> Result<(), ReadError> {
    let lookups = font.gsub()?.lookup_list()?;
    for lookup in lookups.lookups().iter() {
        match lookup?.subtables()? {
            SubstitutionSubtables::Single(tables) => {
                for table in tables.iter() {
                    let _ = single(&table?, texts);
                }
            }
            SubstitutionSubtables::Ligature(tables) => {
                for table in tables.iter() {
                    let LigatureSubst::Format1(table) = table? else { continue };
                    let _ = ligatures(&table, texts);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn single(table: &SingleSubst<'_>, texts: &mut BTreeMap<u16, Box<str>>) -> Result<(), ReadError> {
    let mut say = |from: u16, to: u16| {
        if let Some(text) = texts.get(&from).cloned() {
            texts.entry(to).or_insert(text);
        }
    };
    match table {
        SingleSubst::Format1(table) => {
            let delta = table.delta_glyph_id();
            for from in table.coverage()?.iter() {
                let from = from.to_u32() as u16;
                say(from, from.wrapping_add_signed(delta));
            }
        }
        SingleSubst::Format2(table) => {
            for (from, to) in table.coverage()?.iter().zip(table.substitute_glyph_ids()) {
                say(from.to_u32() as u16, to.get().to_u16());
            }
        }
        // Formats for more glyphs than a content stream can name.
        _ => {}
    }
    Ok(())
}

fn ligatures(table: &LigatureSubstFormat1<'_>, texts: &mut BTreeMap<u16, Box<str>>) -> Result<(), ReadError> {
    for (first, set) in table.coverage()?.iter().zip(table.ligature_sets().iter()) {
        let Some(start) = texts.get(&(first.to_u32() as u16)).cloned() else { continue };
        for ligature in set?.ligatures().iter() {
            let ligature = ligature?;
            let parts = ligature.component_glyph_ids().iter().map(|glyph| texts.get(&glyph.get().to_u16()));
            let Some(parts) = parts.collect::<Option<Vec<_>>>() else { continue };
            let mut text = start.to_string();
            parts.iter().for_each(|part| text.push_str(part));
            texts.entry(ligature.ligature_glyph().to_u16()).or_insert_with(|| text.into_boxed_str());
        }
    }
    Ok(())
}
