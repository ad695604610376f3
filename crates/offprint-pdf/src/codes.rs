//! The codes by which content streams name glyphs (ISO 32000-1 §9.7.6.2): one byte, its character's own, for those of
//! ASCII, and two for all others. Text is shorter so, and deflates better, than with two bytes for each.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The first code of two bytes.
const TWO: u16 = 0x8000;

/// Entries that a block of a character map may have (Adobe Technical Note 5014).
const MOST: usize = 100;

/// The codes of a face's glyphs.
pub(crate) struct Codes {
    /// The codes of one byte, by glyph; empty for faces with more glyphs than there are codes of two bytes beside them.
    short: BTreeMap<u16, u8>,
}

impl Codes {
    /// The codes of a face with so many glyphs; `glyph_of` knows those of characters (0: none).
    pub(crate) fn new(count: u16, glyph_of: impl Fn(u8) -> u16) -> Self {
        let mut short = BTreeMap::new();
        if count <= TWO {
            for c in b' '..=b'~' {
                let glyph = glyph_of(c);
                if glyph != 0 {
                    short.entry(glyph).or_insert(c);
                }
            }
        }
        Self { short }
    }

    /// Writes the code of a glyph.
    pub(crate) fn push(&self, glyph: u16, out: &mut Vec<u8>) {
        match self.short.get(&glyph) {
            Some(&code) => out.push(code),
            None if self.short.is_empty() => out.extend(glyph.to_be_bytes()),
            None => out.extend((TWO | glyph).to_be_bytes()),
        }
    }

    fn hexadecimal(&self, glyph: u16) -> String {
        let mut code = Vec::new();
        self.push(glyph, &mut code);
        code.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02X}");
            text
        })
    }

    /// The character map from codes to the glyphs' numbers (§9.7.5); `None` where codes are those numbers, which is
    /// `Identity-H`.
    pub(crate) fn encoding(&self, name: &str, glyphs: impl Iterator<Item = u16>) -> Option<String> {
        let entry = |glyph: u16| (self.hexadecimal(glyph), glyph.to_string());
        (!self.short.is_empty()).then(|| self.map(name, 1, "cidchar", glyphs.map(entry)))
    }

    /// The character map from codes to text (§9.10.3); `None` as for `encoding`.
    pub(crate) fn to_unicode(&self, name: &str, glyphs: &BTreeMap<u16, Box<str>>) -> Option<String> {
        let entry = |(&glyph, text): (&u16, &Box<str>)| {
            let said = text.encode_utf16().fold("<".to_owned(), |mut said, unit| {
                let _ = write!(said, "{unit:04X}");
                said
            });
            (self.hexadecimal(glyph), said + ">")
        };
        (!self.short.is_empty()).then(|| self.map(name, 2, "bfchar", glyphs.iter().map(entry)))
    }

    fn map(
        &self,
        name: &str,
        kind: u8,
        operator: &str,
        entries: impl Iterator<Item = (String, String)>,
    ) -> String {
        let (short, long): (Vec<_>, Vec<_>) = entries.partition(|(code, _)| code.len() == 2);
        let mut map = format!(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
             /CIDSystemInfo <</Registry (Adobe)/Ordering (Identity)/Supplement 0>> def\n\
             /CMapName /{name} def\n/CMapType {kind} def\n/WMode 0 def\n\
             2 begincodespacerange\n<20> <7E>\n<{TWO:04X}> <FFFF>\nendcodespacerange\n"
        );
        for block in short.chunks(MOST).chain(long.chunks(MOST)) {
            let _ = writeln!(map, "{} begin{operator}", block.len());
            for (code, value) in block {
                let _ = writeln!(map, "<{code}> {value}");
            }
            let _ = writeln!(map, "end{operator}");
        }
        map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_takes_one_byte_and_all_else_two() {
        let codes = Codes::new(900, |c| u16::from(c) - 30);
        let mut out = Vec::new();
        for glyph in [35, 2, 800] {
            codes.push(glyph, &mut out);
        }
        assert_eq!(out, b"A \x83\x20");
        let map = codes.encoding("F0", [2, 35, 800].into_iter()).unwrap();
        assert!(
            map.contains("2 begincidchar\n<20> 2\n<41> 35\nendcidchar\n1 begincidchar\n<8320> 800\n"),
            "{map}"
        );
        let texts = BTreeMap::from([(35, "A".into()), (800, "ffi".into())]);
        let map = codes.to_unicode("F0", &texts).unwrap();
        assert!(map.contains("<41> <0041>\n") && map.contains("<8320> <006600660069>\n"), "{map}");
    }

    #[test]
    fn a_face_of_very_many_glyphs_keeps_their_numbers() {
        let codes = Codes::new(TWO + 1, u16::from);
        let mut out = Vec::new();
        codes.push(65, &mut out);
        assert_eq!(out, [0, 65]);
        assert_eq!(codes.encoding("F0", [65].into_iter()), None);
    }
}
