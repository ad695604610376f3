//! `offprint`: WordPress posts as feeds, EPUB, Markdown and PDF.
#![forbid(unsafe_code)]

use offprint_driver::Driver;
use std::process::ExitCode;

/// Many threads making many small things: an allocator made for that halves the time spent on memory.
/// Without huge pages, and with what is free given back soon, it holds little more than what is in use.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    offprint::run(&Driver::new(), std::env::args_os())
}
