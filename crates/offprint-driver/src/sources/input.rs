//! Files, folders and standard input, taken into a reader.

use super::fetched::{Fetched, is_url};
use super::files;
use crate::exit::Exit;
use crate::render::every;
use crate::words::{reason, shown};
use offprint_core::html::Cleaning;
use offprint_core::reader::{ReadPost, Reader};
use offprint_core::{Diagnostic, Place, codes};
use std::path::{Path, PathBuf};

/// What the inputs hold.
#[derive(Debug)]
#[non_exhaustive]
pub struct Input {
    /// The posts, not made yet, in the order of the input.
    pub reader: Reader,
    /// What there is to say about the files, not about single posts.
    pub diagnostics: Vec<Diagnostic>,
    /// How bad it was: a file that the disk did not give is the environment's fault.
    pub exit: Exit,
}

impl Input {
    /// Calls `work` with every post, in order; they are made on all cores.
    pub fn posts(&self, work: impl FnMut(Result<ReadPost, Diagnostic>)) {
        every(&self.reader, work);
    }
}

/// Goes through all of them.
pub(crate) fn read(
    paths: &[PathBuf],
    cleaning: Cleaning,
    timezone: Option<&str>,
    fetched: &Fetched,
) -> Input {
    let mut reader = Reader::with_cleaning(cleaning);
    let mut exit = Exit::Done;
    let mut diagnostics = Vec::new();
    for path in paths {
        let before = (reader.len(), reader.diagnostics().len());
        if is_url(path) {
            match fetched.pages(path) {
                Ok(pages) => {
                    for page in pages.iter() {
                        reader.add_source(&page.address, Box::new(page.source.clone()));
                    }
                }
                Err(said) => {
                    exit = Exit::Environment;
                    diagnostics.push(said);
                }
            }
            continue;
        }
        match files::of_path(path) {
            Ok(files) => {
                for file in files {
                    match files::open(&file) {
                        Ok(source) => reader.add_source(&shown(&file), source),
                        Err(error) => {
                            exit = exit.max(fault(&error));
                            diagnostics.push(unreadable(&file, error));
                        }
                    }
                }
                if path.is_dir() && before == (reader.len(), reader.diagnostics().len()) {
                    let nothing = Diagnostic::new(
                        codes::FOLDER_EMPTY,
                        &Place::file(shown(path)),
                        "there is no post in this folder",
                    );
                    diagnostics.push(nothing.hint(format!("offprint reads its {} files", files::ENDINGS)));
                }
            }
            Err(error) => {
                exit = exit.max(fault(&error));
                diagnostics.push(unreadable(path, error));
            }
        }
    }
    if let Some(zone) = timezone
        && let Err(error) = reader.set_timezone(zone)
    {
        diagnostics.push(Diagnostic::new(codes::OPTION_INVALID, &Place::default(), error.to_string()));
    }
    diagnostics.splice(0..0, reader.diagnostics().iter().cloned());
    for (kind, count) in reader.others() {
        let many = match *count {
            1 => (*kind).to_owned(),
            _ => match kind.strip_suffix('y') {
                Some(stem) => format!("{stem}ies"),
                None => format!("{kind}s"),
            },
        };
        diagnostics.push(Diagnostic::new(
            codes::RELATED_DATA_READ,
            &Place::default(),
            format!("read {count} {many} beside the posts"),
        ));
    }
    Input { reader, diagnostics, exit }
}

fn fault(error: &std::io::Error) -> Exit {
    match error.kind() {
        std::io::ErrorKind::NotFound
        | std::io::ErrorKind::InvalidData
        | std::io::ErrorKind::InvalidInput
        | std::io::ErrorKind::UnexpectedEof => Exit::Input,
        _ => Exit::Environment,
    }
}

fn unreadable(path: &Path, error: std::io::Error) -> Diagnostic {
    let place = Place::file(shown(path));
    let diagnostic = match error.kind() {
        std::io::ErrorKind::NotFound => {
            Diagnostic::new(codes::FILE_NOT_FOUND, &place, "there is no such file or folder")
                .hint("give saved answers, or `-` for standard input")
        }
        std::io::ErrorKind::InvalidData
        | std::io::ErrorKind::InvalidInput
        | std::io::ErrorKind::UnexpectedEof => {
            Diagnostic::new(codes::ARCHIVE_DAMAGED, &place, format!("cannot be unpacked: {}", reason(&error)))
                .hint("the archive is damaged or was cut off: save it again")
        }
        _ => Diagnostic::new(codes::FILE_UNREADABLE, &place, format!("cannot be read: {}", reason(&error))),
    };
    diagnostic.caused_by(error)
}
