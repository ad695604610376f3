//! Files, folders and standard input, read into posts.

use crate::exit::Exit;
use crate::printer::Printer;
use offprint_core::reader::{ReadPost, Reader};
use offprint_core::{Diagnostic, Place};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::io::Read;
use std::path::{Path, PathBuf};

/// What reading gave.
#[derive(Debug)]
pub(crate) struct Inputs {
    /// The posts, in the order of the input.
    pub(crate) posts: Vec<ReadPost>,
    /// The site's name, if its description was among the files.
    pub(crate) site_name: Option<String>,
    /// What there is to say about the files, not about single posts.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// How bad it was: a file that the disk did not give is the environment's fault.
    pub(crate) exit: Exit,
}

/// Reads all of them.
pub(crate) fn read(paths: &[PathBuf], printer: &Printer) -> Inputs {
    let mut reader = Reader::default();
    let mut exit = Exit::Done;
    let mut diagnostics = Vec::new();
    for path in paths {
        let before = (reader.len(), reader.diagnostics().len());
        match files_of(path) {
            Ok(files) => {
                for file in files {
                    match bytes_of(&file) {
                        Ok(bytes) => reader.add(&shown(&file), bytes),
                        Err(error) => {
                            exit = exit.max(fault(&error));
                            diagnostics.push(unreadable(&file, &error));
                        }
                    }
                }
                if path.is_dir() && before == (reader.len(), reader.diagnostics().len()) {
                    let nothing =
                        Diagnostic::error(&Place::file(shown(path)), "there is no post in this folder");
                    diagnostics
                        .push(nothing.hint(
                            "offprint reads its `.json`, `.ndjson`, `.jsonl`, `.xml` and `.wxr` files",
                        ));
                }
            }
            Err(error) => {
                exit = exit.max(fault(&error));
                diagnostics.push(unreadable(path, &error));
            }
        }
    }
    diagnostics.splice(0..0, reader.diagnostics().iter().cloned());
    let made: Vec<_> = (0..reader.len()).into_par_iter().map(|index| reader.post(index)).collect();
    let mut posts = Vec::with_capacity(made.len());
    for made in made {
        match made {
            Ok(post) => posts.push(post),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    for (kind, count) in reader.others() {
        let many = if *count == 1 { String::new() } else { "s".to_owned() };
        diagnostics
            .push(Diagnostic::note(&Place::default(), format!("read {count} {kind}{many} beside the posts")));
    }
    diagnostics.iter().for_each(|diagnostic| printer.say(diagnostic));
    Inputs { posts, site_name: reader.site_name().map(str::to_owned), diagnostics, exit }
}

/// A file's name as messages say it.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The files that a path names: itself, or those of a folder and the folders in it, sorted as people count.
fn files_of(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if path.as_os_str() == "-" || !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if hidden {
                continue;
            }
            // A link to a folder may lead in a circle: only true folders are entered.
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if is_read(&path) && path.is_file() {
                found.push(path);
            }
        }
    }
    found.sort_by(|a, b| natural(&a.to_string_lossy(), &b.to_string_lossy()));
    Ok(found)
}

fn is_read(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    matches!(ending.as_deref(), Some("json" | "ndjson" | "jsonl" | "xml" | "wxr"))
}

fn bytes_of(path: &Path) -> std::io::Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(path)
}

fn fault(error: &std::io::Error) -> Exit {
    if error.kind() == std::io::ErrorKind::NotFound { Exit::Input } else { Exit::Environment }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let place = Place::file(shown(path));
    match error.kind() {
        std::io::ErrorKind::NotFound => Diagnostic::error(&place, "there is no such file or folder")
            .hint("give saved answers, or `-` for standard input"),
        _ => Diagnostic::error(&place, format!("cannot be read: {}", crate::sink::reason(error))),
    }
}

/// `page-2` before `page-10`: runs of digits compare as numbers.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a.chars().peekable(), b.chars().peekable());
    loop {
        match (a.peek().copied(), b.peek().copied()) {
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let number = |letters: &mut std::iter::Peekable<std::str::Chars<'_>>| {
                    let mut digits = String::new();
                    while let Some(digit) = letters.next_if(char::is_ascii_digit) {
                        digits.push(digit);
                    }
                    digits.trim_start_matches('0').to_owned()
                };
                let (x, y) = (number(&mut a), number(&mut b));
                match x.len().cmp(&y.len()).then_with(|| x.cmp(&y)) {
                    Ordering::Equal => {}
                    order => return order,
                }
            }
            (Some(x), Some(y)) if x == y => {
                a.next();
                b.next();
            }
            (x, y) => return x.cmp(&y),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_count() {
        assert_eq!(natural("page-2.json", "page-10.json"), Ordering::Less);
        assert_eq!(natural("a", "b"), Ordering::Less);
        assert_eq!(natural("page-02", "page-2"), Ordering::Equal);
        assert_eq!(natural("a1b2", "a1b10"), Ordering::Less);
    }
}
