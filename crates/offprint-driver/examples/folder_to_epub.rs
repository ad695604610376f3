//! Writes the posts of a folder as an EPUB: `folder_to_epub FOLDER BOOK.epub`.
#![allow(clippy::print_stdout, reason = "the example prints what it wrote")]

use offprint_driver::{Driver, ExportSettings, Mode};
use std::{error::Error, process::ExitCode};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, book] = arguments.as_slice() else { return Err("usage: FOLDER BOOK.epub".into()) };

    let driver = Driver::new();
    let request = driver.request([folder], book.clone(), &ExportSettings::default(), Mode::default())?;
    let report = driver.run(&request);

    report.diagnostics.iter().for_each(|diagnostic| println!("{diagnostic}"));
    println!("{book}: {} posts", report.posts.len());
    Ok(report.exit.into())
}
