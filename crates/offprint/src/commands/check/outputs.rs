//! Whether the outputs of a run are still as they were written.

use crate::terminal::Printer;
use offprint_core::{Diagnostic, Place, codes};
use offprint_driver::reason;
use offprint_driver::state::{LOCK_FILE as FILE, Lock};
use std::path::{Path, PathBuf};

/// Compares the outputs in a folder, and in the folders within it, with what their locks remember.
pub(crate) fn check(folder: &Path, printer: &Printer) {
    let shown = folder.to_string_lossy();
    let locks = match locks(folder) {
        Ok(locks) => locks,
        Err(error) => {
            let message = format!("cannot be read: {}", reason(&error));
            return printer.say(&Diagnostic::new(codes::LOCK_MISSING, &Place::file(shown), message));
        }
    };
    if locks.is_empty() {
        let message = format!("there is no `{FILE}` in this folder");
        let said = Diagnostic::new(codes::LOCK_MISSING, &Place::file(shown), message);
        return printer
            .say(&said.hint("editions of `offprint.toml` are remembered, and exports with `--if-changed`"));
    }
    for path in locks {
        let place = Place::file(path.to_string_lossy());
        let Some(lock) = Lock::read(&path) else {
            printer.say(&Diagnostic::new(codes::LOCK_INVALID, &place, "this is no lock that offprint wrote"));
            continue;
        };
        let faults = lock.faults(&path);
        if faults.is_empty() {
            let files = lock.outputs.len();
            let many = if files == 1 { "file is" } else { "files are" };
            let folder = path.parent().unwrap_or(Path::new("")).to_string_lossy();
            let more = match lock.left_behind.len() {
                0 => String::new(),
                count => format!(" (and {count} of earlier runs)"),
            };
            printer.tell(&format!("{folder}: {files} {many} as written{more}"));
        }
        for (file, fault) in faults {
            printer.say(
                &Diagnostic::new(codes::OUTPUT_CHANGED, &Place::file(file), fault).hint("export it again"),
            );
        }
    }
}

/// The locks of a folder, in order: its own, those of single files, and those of the folders within it.
fn locks(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if name == FILE || (name.ends_with(".lock.json") && Lock::read(&entry.path()).is_some()) {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}
