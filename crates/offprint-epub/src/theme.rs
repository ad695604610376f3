//! Themes: what books look like, as style sheets.

use std::fmt::Write;

/// A look. Colours and the size of text are always the reader's; themes differ in faces, headings, paragraphs and the
/// pages around the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// A quiet book: serifs, space between paragraphs.
    #[default]
    Plain,
    /// Headings without serifs, large titles, drop caps where the script has them.
    Magazine,
    /// Centred headings, indented and justified paragraphs, small caps.
    Journal,
}

/// What every theme rests on.
const BASE: &str = include_str!("css/base.css");
const MAGAZINE: &str = include_str!("css/magazine.css");
const JOURNAL: &str = include_str!("css/journal.css");
const CODE: &str = include_str!("css/code.css");

/// The faces that may travel with a book: the family as style sheets call it, the file, weight and slant.
const FACES: [(&str, &str, &str, &str); 10] = [
    ("Source Serif 4", "SourceSerif4-Regular", "normal", "normal"),
    ("Source Serif 4", "SourceSerif4-Bold", "bold", "normal"),
    ("Source Serif 4", "SourceSerif4-It", "normal", "italic"),
    ("Source Serif 4", "SourceSerif4-BoldIt", "bold", "italic"),
    ("Source Sans 3", "SourceSans3-Regular", "normal", "normal"),
    ("Source Sans 3", "SourceSans3-Bold", "bold", "normal"),
    ("Source Sans 3", "SourceSans3-It", "normal", "italic"),
    ("Source Sans 3", "SourceSans3-BoldIt", "bold", "italic"),
    ("Source Code Pro", "SourceCodePro-Regular", "normal", "normal"),
    ("Source Code Pro", "SourceCodePro-Bold", "bold", "normal"),
];

impl Theme {
    /// The families of running text and of headings.
    fn families(self) -> &'static [&'static str] {
        match self {
            Self::Magazine => &["Source Serif 4", "Source Sans 3", "Source Code Pro"],
            Self::Plain | Self::Journal => &["Source Serif 4", "Source Code Pro"],
        }
    }

    fn sheet(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Magazine => MAGAZINE,
            Self::Journal => JOURNAL,
        }
    }

    /// The style sheet of a book: the base, the theme, what the options ask for, and the editor's own rules last.
    pub(crate) fn style(self, fonts: bool, code: bool, own: Option<&str>) -> String {
        let mut style = String::with_capacity(BASE.len() + 4096);
        if fonts {
            for (family, file, weight, slant) in self.faces() {
                let _ = writeln!(
                    style,
                    "@font-face {{ font-family: \"{family}\"; font-weight: {weight}; font-style: {slant}; \
                     src: url(\"{}\"); }}",
                    path(file)
                );
            }
            style.push('\n');
        }
        style.push_str(BASE);
        style.push_str(self.sheet());
        if code {
            style.push_str(CODE);
        }
        if fonts {
            style.push_str("\nbody { font-family: \"Source Serif 4\", serif; }\n");
            style.push_str("code, kbd, pre, samp { font-family: \"Source Code Pro\", monospace; }\n");
            if self == Self::Magazine {
                style.push_str(
                    "h1, h2, h3, h4, h5, h6, .byline, figcaption, table { font-family: \"Source Sans 3\", sans-serif; }\n",
                );
            }
        }
        if let Some(own) = own {
            style.push_str("\n/* The editor’s own */\n\n");
            style.push_str(own);
            style.push('\n');
        }
        style
    }

    fn faces(self) -> impl Iterator<Item = (&'static str, &'static str, &'static str, &'static str)> {
        FACES.into_iter().filter(move |(family, ..)| self.families().contains(family))
    }

    /// The files that travel with a book: their paths in it, media types and bytes, licences last.
    pub(crate) fn font_files(self) -> Vec<(String, &'static str, &'static [u8])> {
        let faces = self
            .faces()
            .filter_map(|(_, file, ..)| Some((path(file), "font/ttf", offprint_fonts::face(file)?)));
        let mut files: Vec<_> = faces.collect();
        for (stem, text) in offprint_fonts::LICENCES {
            if self.faces().any(|(_, file, ..)| file.starts_with(stem)) {
                files.push((format!("fonts/LICENSE-{stem}.txt"), "text/plain", text.as_bytes()));
            }
        }
        files
    }
}

fn path(file: &str) -> String {
    format!("fonts/{file}.ttf")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_theme_sets_colours_or_the_size_of_text() {
        for theme in [Theme::Plain, Theme::Magazine, Theme::Journal] {
            let style = theme.style(true, false, None);
            for rule in style.split('}') {
                let (selector, body) = rule.split_once('{').unwrap_or((rule, ""));
                for declaration in body.split(';') {
                    let (property, value) = declaration.split_once(':').unwrap_or((declaration, ""));
                    let property = property.trim();
                    let kept = ["inherit", "none", "transparent"].contains(&value.trim());
                    assert!(
                        kept || !["color", "background", "background-color"].contains(&property),
                        "{rule}"
                    );
                    let absolute = ["px", "pt", "cm", "mm"].iter().any(|unit| value.trim().ends_with(unit));
                    assert!(!(property == "font-size" && absolute), "{rule}");
                    assert!(!(selector.trim() == "body" && property == "font-size"), "{rule}");
                }
            }
            assert!(!style.contains("!important"));
        }
    }

    #[test]
    fn fonts_travel_with_their_licences() {
        let files = Theme::Magazine.font_files();
        assert_eq!(files.iter().filter(|(_, kind, _)| *kind == "text/plain").count(), 3);
        assert!(files.iter().all(|(path, _, bytes)| path.is_ascii() && !bytes.is_empty()));
    }
}
