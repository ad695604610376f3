//! The project's automation: `cargo xtask TASK`.
//!
//! Whatever a contributor or a server has to do to this repository is a task here, so that both do the same.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "automation reads and writes files")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "automation talks to a terminal")]

mod archive;
mod bench;
mod bless;
mod checks;
mod dist;
mod docs;
mod editions;
mod export;
mod fuzz;
mod licences;
mod manual;
mod process;
mod release;
mod tally;
mod test;
mod tools;
mod workspace;

use clap::{Parser, Subcommand};
use std::process::ExitCode;
use workspace::Workspace;

#[derive(Parser)]
#[command(name = "xtask", bin_name = "cargo xtask", about = "The project's automation", version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write the editions of `offprint.toml` to `target/export`
    Export(export::Options),
    /// Check everything: format, lints, documentation, tests, exports, and what other people's programs say of them
    Test(test::Options),
    /// Install the programs of others that `test` asks, and nothing else
    Tools,
    /// Rewrite the golden files of `fixtures/golden` from what offprint writes now
    Bless(bless::Options),
    /// Regenerate `docs/cli.md`, `docs/config.md`, its schema, `docs/diagnostics.md`, the man pages and the completions
    /// from the program's own definitions
    Docs(docs::Options),
    /// Compare offprint's time and memory with its peers'
    Bench(bench::Options),
    /// Fuzz reading, cleaning and writing; a finding is an error that names its input
    Fuzz(fuzz::Options),
    /// Pack the program, its manual and everybody's licences into one archive: the same, wherever it is packed
    Dist(dist::Options),
    /// Rehearse the release of a version; with `--execute`, make it
    Release(release::Options),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = Workspace::locate().and_then(|workspace| match &arguments.task {
        Task::Export(options) => export::run(&workspace, options),
        Task::Test(options) => test::run(&workspace, options),
        Task::Tools => tools::Tools::ready(&workspace).map(drop),
        Task::Bless(options) => bless::run(&workspace, options),
        Task::Docs(options) => docs::run(&workspace, options),
        Task::Bench(options) => bench::run(&workspace, options),
        Task::Fuzz(options) => fuzz::run(&workspace, options),
        Task::Dist(options) => dist::run(&workspace, options),
        Task::Release(options) => release::run(&workspace, options),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            // As offprint itself: 3 when the machine lacks something, 1 when the work is at fault.
            ExitCode::from(if error.is::<tools::Missing>() { 3 } else { 1 })
        }
    }
}
