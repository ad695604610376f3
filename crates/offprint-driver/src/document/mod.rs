//! A file of settings as text: where each key and value is written.

mod place;

pub(crate) use place::Places;

use crate::settings::Setting;
use crate::words::shown;
use offprint_core::{Diagnostic, Place, codes};
use place::line_and_column;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, Error};

/// The text of a file, and the places in it.
#[derive(Debug)]
pub(crate) struct Document {
    /// The file's name as messages say it.
    name: String,
    text: String,
    /// The folder that its paths are counted from.
    folder: PathBuf,
    places: Places,
}

impl Document {
    /// A file of this name and text.
    ///
    /// # Errors
    /// When the text is no TOML.
    pub(crate) fn parse(path: &Path, text: String) -> Result<Self, Diagnostic> {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let mut document = Self { name: shown(path), text, folder, places: Places::default() };
        document.places = match DeTable::parse(&document.text) {
            Ok(table) => Places::of(table.get_ref()),
            Err(error) => return Err(document.unreadable(&error)),
        };
        Ok(document)
    }

    /// The tables of the file.
    pub(crate) fn table(&self) -> DeTable<'_> {
        DeTable::parse(&self.text).map(toml::Spanned::into_inner).unwrap_or_default()
    }

    /// The folder that paths are counted from.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A path of the file as the program sees it.
    pub(crate) fn path(&self, written: &Path) -> PathBuf {
        self.folder.join(written)
    }

    /// A message about the value of a key.
    pub(crate) fn wrong(&self, path: &[&str], message: &str) -> Diagnostic {
        let path: Vec<String> = path.iter().map(|&part| part.to_owned()).collect();
        // A value without a place of its own is in the key above it: a text where a list may be.
        let key = (1..=path.len()).rev().find_map(|length| self.places.get(&path[..length]));
        let (offset, key) = key.map_or((0, String::new()), |key| (key.value(), key.shown()));
        self.at(offset, &key, message)
    }

    /// A message about the value that is written there.
    pub(crate) fn wrong_at(&self, span: &Range<usize>, message: &str) -> Diagnostic {
        let key = self.places.at(span).map(place::Key::shown).unwrap_or_default();
        self.at(span.start, &key, message)
    }

    /// The path of the table that the key of a value is in.
    pub(crate) fn above(&self, span: &Range<usize>) -> Option<Vec<String>> {
        let key = self.places.at(span)?;
        Some(key.path[..key.path.len().saturating_sub(1)].to_vec())
    }

    /// That a file, whose beginning is good, is not UTF-8.
    pub(crate) fn not_utf8(path: &Path, good: String) -> Diagnostic {
        let (name, end) = (shown(path), good.len());
        let document = Self { name, text: good, folder: PathBuf::new(), places: Places::default() };
        document.at(end, "", "this is not UTF-8: save the file as UTF-8")
    }

    /// What the types of the keys have against the file.
    pub(crate) fn of_toml(&self, error: &Error) -> Diagnostic {
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        self.wrong_at(&error.span().unwrap_or(0..0), &message)
    }

    /// What TOML has against the file, which has no keys yet.
    fn unreadable(&self, error: &Error) -> Diagnostic {
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        let start = error.span().unwrap_or(0..0).start;
        self.at(start, &self.key_at(start), &message)
    }

    /// The key of the line that this offset is in.
    fn key_at(&self, offset: usize) -> String {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = self.text[start..].lines().next().unwrap_or_default();
        let Some((key, _)) = line.split_once('=') else {
            return line.trim().trim_matches(['[', ']']).to_owned();
        };
        let header = self.text[..start].lines().rev().map(str::trim).find(|line| line.starts_with('['));
        let header = header.map(|line| line.trim_matches(['[', ']']).trim());
        let header = header.filter(|header| !header.is_empty());
        header.into_iter().chain([key.trim()]).collect::<Vec<_>>().join(".")
    }

    /// A message about this place of the file.
    pub(crate) fn at(&self, offset: usize, key: &str, message: &str) -> Diagnostic {
        let (line, column) = line_and_column(&self.text, offset);
        let place = Place::file(format!("{}:{line}:{column}", self.name));
        if key.is_empty() {
            return Diagnostic::new(codes::CONFIG_INVALID, &place, message);
        }
        Diagnostic::new(codes::CONFIG_INVALID, &place, format!("`{key}`: {message}"))
    }
}

/// A message about a value, wherever it is from.
pub(crate) fn wrong_value<T>(document: Option<&Document>, setting: &Setting<T>, message: &str) -> Diagnostic {
    match (document, setting.span()) {
        (Some(document), Some(span)) => document.wrong_at(&span, message),
        _ => Diagnostic::new(codes::OPTION_INVALID, &Place::default(), message),
    }
}

/// An option that was given: where in a file, and its name.
#[derive(Debug, Clone)]
pub(crate) struct Given<'n> {
    span: Option<Range<usize>>,
    name: &'n str,
}

impl<'n> Given<'n> {
    pub(crate) fn new<T>(setting: &Setting<T>, name: &'n str) -> Self {
        Self { span: setting.span(), name }
    }
}

/// Refuses two options that do not go together, at the one that a file has.
pub(crate) fn conflict(
    document: Option<&Document>,
    one: Option<Given<'_>>,
    other: Option<Given<'_>>,
) -> Result<(), Diagnostic> {
    let (Some(one), Some(other)) = (one, other) else { return Ok(()) };
    let message = |name: &str| format!("this does not go together with `{name}`");
    Err(match (document, one.span, other.span) {
        (Some(document), Some(span), _) => document.wrong_at(&span, &message(other.name)),
        (Some(document), None, Some(span)) => document.wrong_at(&span, &message(one.name)),
        _ => {
            let message = format!("`--{}` does not go together with `--{}`", one.name, other.name);
            Diagnostic::new(codes::OPTION_CONFLICT, &Place::default(), message).hint("leave one of them out")
        }
    })
}

/// That one option needs another.
pub(crate) fn missing<T>(
    document: Option<&Document>,
    setting: &Setting<T>,
    name: &str,
    needed: &str,
) -> Diagnostic {
    let message = match setting.span() {
        Some(_) => format!("`{needed}` is needed for what is asked"),
        None => format!("`--{name}` needs `--{needed}`"),
    };
    wrong_value(document, setting, &message)
}
