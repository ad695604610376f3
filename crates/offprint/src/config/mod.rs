//! `offprint.toml`: editions that are declared once and made for ever.
//!
//! The types say which keys there are and of what kind their values are; what a value means is the flag's affair whose
//! name it has.

mod edition;
mod error;
pub(crate) mod fields;
pub(crate) mod flags;
mod formats;
mod place;
pub(crate) mod schema;
mod site;
mod value;

pub(crate) use error::is_it;
pub(crate) use site::Config;

use crate::fetched;
use crate::files;
use crate::inputs::shown;
use crate::sink::reason;
use offprint_core::{Diagnostic, Place};
use place::Places;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::de::DeTable;
use value::Words;

/// A file of editions that has been read.
#[derive(Debug)]
pub(crate) struct ConfigFile {
    /// What it declares.
    pub(crate) config: Config,
    /// The folder that its paths are counted from.
    pub(crate) folder: PathBuf,
    name: String,
    text: String,
    places: Places,
}

/// Why a file of editions could not be read.
#[derive(Debug)]
pub(crate) enum Unread {
    /// The disk did not give it.
    Disk(Diagnostic),
    /// It is not as it should be.
    Wrong(Diagnostic),
}

impl ConfigFile {
    /// Reads the file.
    pub(crate) fn read(path: &Path) -> Result<Self, Unread> {
        let name = shown(path);
        let text = std::fs::read(path).map_err(|error| {
            let said = Diagnostic::error(&Place::file(&name), format!("cannot be read: {}", reason(&error)));
            Unread::Disk(said)
        })?;
        let text = String::from_utf8(text).map_err(|error| {
            let good =
                String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
            let message = "this is not UTF-8: save the file as UTF-8";
            Unread::Wrong(error::at(&name, &good, good.len(), "", message))
        })?;
        // A byte order mark is the editor's, not the file's.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        Self::parse(name, text, folder).map_err(Unread::Wrong)
    }

    fn parse(name: String, text: String, folder: PathBuf) -> Result<Self, Diagnostic> {
        let table = DeTable::parse(&text)
            .map_err(|error| error::of_toml(&name, &text, &Places::default(), &error))?;
        let places = Places::of(table.get_ref());
        let config = Config::deserialize(toml::Deserializer::from(table))
            .map_err(|error| error::of_toml(&name, &text, &places, &error))?;
        let file = Self { config, folder, name, text, places };
        file.judge()?;
        Ok(file)
    }

    /// What the types cannot say: names that files can have, each once.
    fn judge(&self) -> Result<(), Diagnostic> {
        if self.config.edition.is_empty() {
            let said = error::at(&self.name, &self.text, 0, "edition", "there is no edition in this file");
            return Err(said.hint("declare one: `[[edition]]` with `name` and `sources`"));
        }
        for (name, source) in &self.config.source {
            if [&source.paths, &source.url]
                .iter()
                .all(|words| words.as_ref().is_none_or(|words| words.0.is_empty()))
            {
                let message = "a source needs `paths` or `url`";
                return Err(self.wrong(&["source".to_owned(), name.clone()], message));
            }
        }
        for (index, edition) in self.config.edition.iter().enumerate() {
            let name = &edition.name;
            let is_plain =
                !name.trim().is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', '\0', ',']);
            if !is_plain {
                return Err(
                    self.wrong(&of_edition(index, "name"), &format!("`{name}` is not a plain file name"))
                );
            }
            if self.config.edition[..index].iter().any(|other| other.name.eq_ignore_ascii_case(name)) {
                let message = format!("there is an edition `{name}` already");
                return Err(self.wrong(&of_edition(index, "name"), &message));
            }
            if edition.sources.0.is_empty() {
                return Err(self.wrong(&of_edition(index, "sources"), "an edition needs a source"));
            }
        }
        Ok(())
    }

    /// A message about the value of a key.
    pub(crate) fn wrong(&self, path: &[String], message: &str) -> Diagnostic {
        // A value without a place of its own stands in the key above it: a text where a list may be.
        let key = (1..=path.len()).rev().find_map(|length| self.places.get(&path[..length]));
        let (offset, key) = key.map_or((0, String::new()), |key| (key.value(), key.shown()));
        error::at(&self.name, &self.text, offset, &key, message)
    }

    /// The files and folders that an edition reads, in order.
    pub(crate) fn inputs(&self, index: usize) -> Result<Vec<PathBuf>, Diagnostic> {
        let mut inputs = Vec::new();
        for (item, word) in self.config.edition[index].sources.0.iter().enumerate() {
            let mut path = of_edition(index, "sources");
            path.push(item.to_string());
            match self.config.source.get(&word.0) {
                Some(source) => {
                    for (item, part) in items(&source.paths) {
                        let path = ["source", &word.0, "paths", &item.to_string()].map(str::to_owned);
                        inputs.extend(self.matching(&part.0, &path)?);
                    }
                    for (item, part) in items(&source.url) {
                        let path = ["source", &word.0, "url", &item.to_string()].map(str::to_owned);
                        fetched::judge(&part.0).map_err(|message| self.wrong(&path, &message))?;
                        inputs.push(PathBuf::from(&part.0));
                    }
                }
                None => inputs.extend(self.matching(&word.0, &path)?),
            }
        }
        Ok(inputs)
    }

    /// A path as it is; with a `*` or `?`, the files that match, in order.
    fn matching(&self, pattern: &str, path: &[String]) -> Result<Vec<PathBuf>, Diagnostic> {
        let full = self.folder.join(pattern);
        if !pattern.contains(['*', '?', '[']) || full.exists() {
            if !full.exists() {
                let names: Vec<&String> = self.config.source.keys().collect();
                let message =
                    format!("there is no file, folder or source `{pattern}`{}", is_it(pattern, &names));
                return Err(self.wrong(path, &message));
            }
            return Ok(vec![full]);
        }
        // The folder is no pattern, whatever it is called.
        let escaped = Path::new(&glob::Pattern::escape(&shown(&self.folder))).join(pattern);
        let found = glob::glob(&shown(&escaped))
            .map_err(|error| self.wrong(path, &format!("`{pattern}` is no pattern: {}", error.msg)))?;
        // What runs remember is nobody's post.
        let mut found: Vec<PathBuf> =
            found.filter_map(Result::ok).filter(|path| !files::is_lock(path)).collect();
        found.sort();
        if found.is_empty() {
            return Err(self.wrong(path, &format!("`{pattern}` matches no file")));
        }
        Ok(found)
    }
}

/// Words that may be there, with their places.
fn items(words: &Option<Words>) -> impl Iterator<Item = (usize, &value::Word)> {
    words.iter().flat_map(|words| &words.0).enumerate()
}

/// The path of a key of an edition.
pub(crate) fn of_edition(index: usize, key: &str) -> Vec<String> {
    vec!["edition".to_owned(), index.to_string(), key.to_owned()]
}
