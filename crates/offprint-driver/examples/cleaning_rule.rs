//! Cleans posts by a custom rule, and prints them as Markdown: `cleaning_rule FILE`.
#![allow(clippy::print_stdout, reason = "the example prints what it made")]

use offprint_core::exporter::MemorySink;
use offprint_core::html::{Action, CustomRule};
use offprint_driver::{Driver, ExportSettings, Mode, Session, Target};
use std::{error::Error, path::PathBuf, process::ExitCode};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let file = std::env::args_os().nth(1).map(PathBuf::from).ok_or("usage: cleaning_rule FILE")?;

    // A rule is a name for reports, a CSS selector, an action, and a reason for people.
    let rule = CustomRule::new("newsletter-box", ".newsletter-box", Action::Drop, "our theme's sign-up box")?;
    let mut settings = ExportSettings::default();
    settings.reading.rule = Some(vec![rule.into()]);
    settings.output.formats = Some(vec!["markdown".to_owned().into()]);

    // The files stay in memory.
    let driver = Driver::new();
    let files = MemorySink::default();
    let target = Target::Memory(files.clone());
    let request = driver.request([&file], target, &settings, Mode::default())?;
    let report = driver.run(&request);
    for (path, bytes) in files.into_files() {
        println!("==> {path} <==\n{}", String::from_utf8(bytes)?);
    }

    // The report counts; each post knows the words that went.
    for (rule, count) in &report.cleaned {
        println!("{rule}: {count} times");
    }
    driver.read(&[file], &settings.reading, &Session::new()).posts(|post| {
        for (rule, fired) in post.iter().flat_map(|post| &post.cleaned.rules) {
            println!("{rule}: {}", fired.words.join(" "));
        }
    });
    Ok(report.exit.into())
}
