//! Which editions of `offprint.toml` are made.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(next_help_heading = "Editions of a file")]
pub(crate) struct ConfigArguments {
    /// File that declares editions (see `docs/config.md`) [default: `offprint.toml`, when no INPUT is given]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Only these editions of the file, by name
    #[arg(long = "edition", value_name = "NAME", value_delimiter = ',')]
    pub(crate) editions: Vec<String>,
}

impl ConfigArguments {
    /// The flag that was given although only a file of editions has use for it.
    pub(crate) fn given(&self) -> Option<&'static str> {
        match (&self.config, self.editions.as_slice()) {
            (Some(_), _) => Some("--config"),
            (None, [_, ..]) => Some("--edition"),
            (None, []) => None,
        }
    }
}
