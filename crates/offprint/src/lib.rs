//! The command line of offprint, as a library: a program with formats of its own gets all of it.
//!
//! ```no_run
//! use offprint_driver::Driver;
//! use std::process::ExitCode;
//!
//! fn main() -> ExitCode {
//!     // `Driver::new().with_format(…)` adds a format.
//!     offprint::run(&Driver::new(), std::env::args_os())
//! }
//! ```
//!
//! What is here: arguments, the terminal and exit codes. What is done is the affair of [`offprint_driver`].
#![forbid(unsafe_code)]
#![expect(clippy::disallowed_methods, reason = "the command line reads and writes files that are no posts")]

mod args;
mod commands;
mod terminal;

use args::Command;
use commands::{check, export, init, inspect, manual, rules};
use offprint_driver::{Driver, Exit, Policy};
use std::ffi::OsString;
use std::process::ExitCode;
use terminal::{Printer, watch_signals};

/// Runs the command that these arguments name; the first is the program's own name.
pub fn run(driver: &Driver, arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words: Vec<OsString> = arguments.into_iter().collect();
    if let Some(exit) = manual::asked_for(driver, words.get(1..).unwrap_or_default()) {
        return exit.into();
    }
    let arguments = match args::parse(driver, words) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers, not errors.
            let printed = error.print();
            let wrong_use = error.use_stderr();
            let exit = if printed.is_err() { Exit::Environment } else { Exit::Done };
            return if wrong_use { Exit::Usage.into() } else { exit.into() };
        }
    };
    let common = &arguments.common;
    common.color.write_global();
    if let Some(threads) = common.threads {
        // The pool can be made once; a second run in one process keeps the first.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
    }
    let printer = Printer::new(common.quiet, common.verbose, Policy::from(&common.messages));
    watch_signals();
    let exit = match &arguments.command {
        Command::Export(export) => export::run(driver, export, &printer),
        Command::Inspect(inspect) => inspect::run(driver, inspect, &printer),
        Command::Check(check) => check::run(check, &printer),
        Command::Rules => rules::run(&printer),
        Command::Init(init) => init::run(init, &printer),
    };
    printer.close();
    exit.into()
}
