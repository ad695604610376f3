//! The faces that pages and covers are set in: the same on every machine.
//!
//! Nothing but data: what they are for and under which licences they come is told in `fonts/README.md`.
#![forbid(unsafe_code)]

macro_rules! faces {
    ($($file:literal),* $(,)?) => {
        &[$(($file, include_bytes!(concat!("../fonts/", $file, ".ttf")) as &'static [u8])),*]
    };
}

/// The faces, by file name without its ending: TrueType files. The first ten are the families for running text,
/// headings and program text (regular, bold, italic, bold italic; program text has no italics); the rest is to be tried
/// in this order when those lack a character.
pub const FACES: &[(&str, &[u8])] = faces![
    "SourceSerif4-Regular",
    "SourceSerif4-Bold",
    "SourceSerif4-It",
    "SourceSerif4-BoldIt",
    "SourceSans3-Regular",
    "SourceSans3-Bold",
    "SourceSans3-It",
    "SourceSans3-BoldIt",
    "SourceCodePro-Regular",
    "SourceCodePro-Bold",
    "NotoNaskhArabic-Regular",
    "NotoNaskhArabic-Bold",
    "NotoSerifHebrew-Regular",
    "NotoSerifHebrew-Bold",
    "NotoSerifDevanagari-Regular",
    "NotoSerifDevanagari-Bold",
    "NotoSerifThai-Regular",
    "NotoSerifThai-Bold",
    "DroidSansFallbackFull",
    "NanumSquareR",
    "DejaVuSans",
    "NotoEmoji-Regular",
    "NotoSansSymbols2-Regular",
    "NotoSerifArmenian-Regular",
    "NotoSerifBengali-Regular",
    "NotoSerifEthiopic-Regular",
    "NotoSerifGeorgian-Regular",
    "NotoSerifGujarati-Regular",
    "NotoSerifGurmukhi-Regular",
    "NotoSerifKannada-Regular",
    "NotoSerifKhmer-Regular",
    "NotoSerifLao-Regular",
    "NotoSerifMalayalam-Regular",
    "NotoSerifMyanmar-Regular",
    "NotoSerifSinhala-Regular",
    "NotoSerifTamil-Regular",
    "NotoSerifTelugu-Regular",
];

/// How many of the faces are the families; those behind them stand in for characters that they lack.
pub const FALLBACKS_FROM: usize = 10;

/// The face that formulas are set in: an OpenType file with CFF outlines and a `MATH` table.
pub const MATHEMATICS: &[u8] = include_bytes!("../fonts/STIXTwoMath-Regular.otf");

/// The licences of the families, which travel with their files: the beginning of the files' names, and the text.
pub const LICENCES: [(&str, &str); 3] = [
    ("SourceSerif4", include_str!("../fonts/LICENSE-SourceSerif4.txt")),
    ("SourceSans3", include_str!("../fonts/LICENSE-SourceSans3.txt")),
    ("SourceCodePro", include_str!("../fonts/LICENSE-SourceCodePro.txt")),
];

/// The file of a face; `None` for a name that is not in [`FACES`].
pub fn face(name: &str) -> Option<&'static [u8]> {
    FACES.iter().find(|(known, _)| *known == name).map(|(_, data)| *data)
}
