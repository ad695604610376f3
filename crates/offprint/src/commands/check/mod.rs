//! `offprint check`: reads a finished file back and says what is wrong with it.

#[cfg(feature = "formats")]
mod epub;
#[cfg(feature = "formats")]
mod feed;
mod outputs;

use crate::args::Check;
use crate::terminal::Printer;
use offprint_core::{Diagnostic, Place, codes};
use offprint_driver::{Exit, reason};
use std::io::Read;
use std::path::Path;

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Feed,
    Book,
    Unknown,
}

pub(crate) fn run(check: &Check, printer: &Printer) -> Exit {
    let mut exit = Exit::Done;
    for path in &check.files {
        let shown = path.to_string_lossy().into_owned();
        if path.is_dir() {
            outputs::check(path, printer);
            continue;
        }
        let bytes = match read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let said = Diagnostic::new(
                    codes::FILE_UNREADABLE,
                    &Place::file(&shown),
                    format!("cannot be read: {}", reason(&error)),
                );
                printer.say(&said);
                exit = exit.max(Exit::Environment);
                continue;
            }
        };
        match kind(&bytes) {
            #[cfg(feature = "formats")]
            Kind::Feed => feed::check(&check.feed, &shown, &bytes, printer),
            #[cfg(feature = "formats")]
            Kind::Book => epub::check(&shown, &bytes, printer),
            _ => printer.say(
                &Diagnostic::new(
                    codes::FILE_UNREADABLE,
                    &Place::file(&shown),
                    "this is nothing that can be checked",
                )
                .hint("give a feed (RSS, Atom or JSON Feed) or a book (EPUB)"),
            ),
        }
    }
    exit.max(printer.verdict())
}

fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(path)
}

fn kind(bytes: &[u8]) -> Kind {
    if bytes.starts_with(b"PK\x03\x04") {
        return Kind::Book;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match bytes.first() {
        Some(b'<' | b'{') => Kind::Feed,
        _ => Kind::Unknown,
    }
}
