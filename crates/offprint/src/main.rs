//! `offprint`: WordPress posts as feeds, EPUB, Markdown and PDF.
//!
//! Everything that touches the disk, the terminal or the clock is in this crate.
#![forbid(unsafe_code)]
#![expect(clippy::disallowed_methods, reason = "the command line is where the disk is")]

mod args;
mod check;
mod clock;
mod compressed;
mod config;
mod editions;
mod exit;
mod export;
mod fetched;
mod files;
mod formats;
mod front;
mod hashes;
mod hooks;
mod init;
mod inputs;
mod inspect;
mod interrupt;
mod language;
mod lock;
mod manual;
mod media_folder;
mod memory;
mod overwrite;
mod posts;
mod printer;
mod range;
mod report;
mod rules;
mod run_report;
mod sink;
mod targets;

/// Many threads making many small things: an allocator made for that halves the time spent on memory.
/// Without huge pages, and with what is free given back soon, it holds little more than what is in use.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use clap::Parser;
use exit::Exit;
use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(exit) = manual::asked_for() {
        return exit.into();
    }
    let arguments = match args::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers, not errors.
            let shown = error.print();
            let wrong_use = error.use_stderr();
            return if wrong_use { Exit::Usage } else { shown.map_or(Exit::Environment, |()| Exit::Done) }
                .into();
        }
    };
    arguments.common.color.write_global();
    let printer = printer::Printer::new(&arguments.common);
    interrupt::watch();
    let exit = match &arguments.command {
        args::Command::Export(export) => export::run(export, &arguments.common, &printer),
        args::Command::Inspect(inspect) => inspect::run(inspect, &arguments.common, &printer),
        args::Command::Check(check) => check::run(check, &arguments.common, &printer),
        args::Command::Rules => rules::run(&printer),
        args::Command::Init(init) => init::run(init, &printer),
    };
    printer.close();
    exit.into()
}
