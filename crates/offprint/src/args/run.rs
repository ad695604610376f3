//! How a run is made by automation.

use clap::Args;

#[derive(Debug, Args, Default)]
#[command(next_help_heading = "Automation")]
pub(crate) struct RunArguments {
    /// Write nothing; tell what would be written, and why
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Write only when an input, an option or an output is not as `offprint.lock.json` (beside the outputs) remembers it
    #[arg(long)]
    pub(crate) if_changed: bool,
    /// Print a report of the run as JSON: posts, outputs with sizes and hashes, what was said and cleaned, how long it took
    #[arg(long)]
    pub(crate) json: bool,
    /// Whether what was written is remembered in any case.
    #[arg(skip)]
    pub(crate) lock: bool,
}
