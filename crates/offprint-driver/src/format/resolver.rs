//! What options are resolved with: the file that they are from, and what other groups say.

use crate::document::{Document, Given, conflict, missing, wrong_value};
use crate::output::Target;
use crate::settings::{EditionSettings, FrontSettings, ImprintSettings, SelectionSettings, Setting, Theme};
use crate::words::{reason, shown};
use offprint_core::{Diagnostic, Place, codes};
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// The cover of a book.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Cover {
    /// One is drawn.
    Drawn,
    /// There is none.
    None,
    /// The bytes of a picture.
    Given(Vec<u8>),
}

/// Resolves options. It alone reads the files that they name, and remembers which those were.
#[derive(Debug)]
pub struct Resolver<'a> {
    pub(crate) document: Option<&'a Document>,
    /// What the edition says of itself.
    pub edition: &'a EditionSettings,
    /// What its books look like.
    pub imprint: &'a ImprintSettings,
    /// What comes before its posts.
    pub front: &'a FrontSettings,
    /// Which posts are taken.
    pub selection: &'a SelectionSettings,
    /// Where it is written to.
    pub target: &'a Target,
    files: RefCell<Vec<PathBuf>>,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(
        document: Option<&'a Document>,
        (edition, imprint): (&'a EditionSettings, &'a ImprintSettings),
        (front, selection): (&'a FrontSettings, &'a SelectionSettings),
        target: &'a Target,
    ) -> Self {
        Self { document, edition, imprint, front, selection, target, files: RefCell::default() }
    }

    /// A path: one of a file of settings is counted from that file's folder.
    pub fn path(&self, setting: &Setting<PathBuf>) -> PathBuf {
        match (self.document, setting.span()) {
            (Some(document), Some(_)) => document.path(setting),
            _ => (**setting).clone(),
        }
    }

    /// The bytes of a file, which count as an input of the run.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, path: &Path) -> Result<Vec<u8>, std::io::Error> {
        self.files.borrow_mut().push(path.to_owned());
        std::fs::read(path)
    }

    /// The bytes of a file that an option names.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read_setting(&self, setting: &Setting<PathBuf>) -> Result<Vec<u8>, Diagnostic> {
        let path = self.path(setting);
        self.read(&path).map_err(|error| {
            let message = format!("cannot be read: {}", reason(&error));
            let diagnostic = match setting.span() {
                Some(_) => self.wrong(setting, &format!("`{}`: {message}", setting.to_string_lossy())),
                None => Diagnostic::new(codes::FILE_UNREADABLE, &Place::file(shown(&path)), message),
            };
            diagnostic.caused_by(error)
        })
    }

    /// A message about an option, with its place in the file that it is from.
    pub fn wrong<T>(&self, setting: &Setting<T>, message: &str) -> Diagnostic {
        wrong_value(self.document, setting, message)
    }

    /// That one option needs another.
    pub fn missing<T>(&self, setting: &Setting<T>, name: &str, needed: &str) -> Diagnostic {
        missing(self.document, setting, name, needed)
    }

    /// Refuses two options that do not go together.
    ///
    /// # Errors
    /// When both are given.
    pub fn conflict<T, U>(
        &self,
        (one, name): (&Setting<T>, &str),
        (other, other_name): (&Option<Setting<U>>, &str),
    ) -> Result<(), Diagnostic> {
        let other = other.as_ref().map(|other| Given::new(other, other_name));
        conflict(self.document, Some(Given::new(one, name)), other)
    }

    /// The theme of books.
    pub fn theme(&self) -> Theme {
        self.imprint.theme.as_deref().copied().unwrap_or(Theme::Plain)
    }

    /// Whether program text is coloured.
    pub fn highlight(&self) -> bool {
        self.imprint.highlight.as_deref().copied().unwrap_or(false)
    }

    /// The cover of books.
    ///
    /// # Errors
    /// When its picture cannot be read.
    pub fn cover(&self) -> Result<Cover, Diagnostic> {
        match (&self.imprint.cover, self.imprint.no_cover.as_deref()) {
            (Some(path), _) => self.read_setting(path).map(Cover::Given),
            (None, Some(true)) => Ok(Cover::None),
            (None, _) => Ok(Cover::Drawn),
        }
    }

    /// The files that were read.
    pub(crate) fn into_files(self) -> Vec<PathBuf> {
        let mut files = self.files.into_inner();
        files.sort();
        files.dedup();
        files
    }
}
