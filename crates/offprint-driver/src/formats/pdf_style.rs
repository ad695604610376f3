//! A theme of one's own for the PDF: a TOML file, and the font files that it names.

use crate::format::Resolver;
use crate::settings::Setting;
use crate::words::reason;
use offprint_core::Diagnostic;
use offprint_pdf::{Faces, Fonts, Style};
use std::fmt;
use std::path::{Path, PathBuf};

/// What is wrong with a theme file.
#[derive(Debug)]
struct InvalidStyle(String);

impl fmt::Display for InvalidStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The style and the fonts of a theme file.
///
/// # Errors
/// When the file, or a font that it names, cannot be read.
pub(super) fn read(
    path: &Setting<PathBuf>,
    resolver: &Resolver<'_>,
) -> Result<(Style, Fonts<Vec<u8>>), Diagnostic> {
    let bytes = resolver.read_setting(path)?;
    style(&bytes, &resolver.path(path), resolver)
        .map_err(|error| resolver.wrong(path, &format!("`{}`: {error}", path.to_string_lossy())))
}

fn style(
    bytes: &[u8],
    path: &Path,
    resolver: &Resolver<'_>,
) -> Result<(Style, Fonts<Vec<u8>>), InvalidStyle> {
    let text = std::str::from_utf8(bytes).map_err(|_| InvalidStyle("it is not UTF-8".to_owned()))?;
    let style: Style =
        toml::from_str(text).map_err(|error| InvalidStyle(error.to_string().trim_end().to_owned()))?;
    // Fonts are named as they are from the theme's own folder.
    let folder = path.parent().unwrap_or(Path::new(""));
    let load = |file: &String| {
        let bytes = resolver
            .read(&folder.join(file))
            .map_err(|error| InvalidStyle(format!("font `{file}`: {}", reason(&error))))?;
        let known = offprint_pdf::is_font(&bytes);
        known.then_some(bytes).ok_or_else(|| InvalidStyle(format!("font `{file}` has no TrueType outlines")))
    };
    let family = |faces: &Option<Faces<String>>| match faces {
        Some(faces) if is_family(&faces.regular) => installed(faces, &load).map(Some),
        Some(faces) => faces.try_map(&mut |file| load(file)).map(Some),
        None => Ok(None),
    };
    let fonts = Fonts { text: family(&style.fonts.text)?, headings: family(&style.fonts.headings)? };
    Ok((style, fonts))
}

/// Whether this names a family of fonts rather than a file.
fn is_family(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    !["ttf", "otf", "ttc", "otc", "woff", "woff2"].contains(&ending.to_ascii_lowercase().as_str())
}

/// The faces of an installed family; those that are named apart are files.
fn installed(
    faces: &Faces<String>,
    load: &dyn Fn(&String) -> Result<Vec<u8>, InvalidStyle>,
) -> Result<Faces<Vec<u8>>, InvalidStyle> {
    let name = &faces.regular;
    let found = |bold, italic| {
        offprint_pdf::installed_font(name, bold, italic).filter(|bytes| offprint_pdf::is_font(bytes))
    };
    let other = |file: &Option<String>, bold, italic| match file {
        Some(file) => load(file).map(Some),
        None => Ok(found(bold, italic)),
    };
    let regular = found(false, false).ok_or_else(|| {
        InvalidStyle(format!("no font `{name}` with TrueType outlines is installed, and no file is named so"))
    })?;
    Ok(Faces {
        regular,
        bold: other(&faces.bold, true, false)?,
        italic: other(&faces.italic, false, true)?,
        bold_italic: other(&faces.bold_italic, true, true)?,
    })
}
