//! `offprint check book.epub`: the structure of a book, as a first gate.

use crate::terminal::Printer;
use std::io::Cursor;

/// Says what is wrong with a book, and that it was looked at.
pub(crate) fn check(origin: &str, bytes: &[u8], printer: &Printer) {
    let said = offprint_epub::check(Cursor::new(bytes), origin);
    said.iter().for_each(|diagnostic| printer.say(diagnostic));
    let errors = if said.len() == 1 { "1 error".to_owned() } else { format!("{} errors", said.len()) };
    printer.tell(&format!("checked {origin} (EPUB): {errors}"));
}
