//! The command line. The options of an export are declared by the driver and by its formats; what is here is the
//! terminal's alone.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{
    ArgMatches, Args, Command as Clap, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
};
use offprint_driver::settings::{MessageSettings, ReadingSettings, Setting};
use offprint_driver::{Driver, ExportSettings, Mode};
use std::ffi::OsString;
use std::path::PathBuf;

/// The file of editions that is read and written when none is named.
pub(crate) const CONFIG_FILE: &str = "offprint.toml";

/// WordPress posts as RSS, Atom, JSON Feed, EPUB, Markdown and PDF
///
/// Reads posts as WordPress's REST API gives them (saved JSON: one post, an array, NDJSON, a folder), cleans them,
/// and writes them in the formats you name.
#[derive(Debug, Parser)]
#[command(
    name = "offprint",
    version,
    max_term_width = 100,
    propagate_version = true,
    arg_required_else_help = true
)]
#[command(
    after_help = "exit codes: 0 done, 1 the input's fault (or a warning with --deny-warnings), 2 usage, 3 environment"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write posts in other formats
    Export(Box<Export>),
    /// Show what is in the input
    Inspect(Inspect),
    /// Read finished files back and say what is wrong with them
    Check(Check),
    /// List the rules of cleaning: what each takes away, and whether it is on
    Rules,
    /// Write an `offprint.toml` to begin with
    Init(Init),
}

#[derive(Debug, Args)]
pub(crate) struct Common {
    #[command(flatten)]
    pub(crate) messages: MessageSettings,
    /// When to use colours; `NO_COLOR` is honoured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Messages")]
    pub(crate) color: Color,
    /// Print errors only
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Messages")]
    pub(crate) quiet: bool,
    /// Print notes, too
    #[arg(short, long, global = true, help_heading = "Messages")]
    pub(crate) verbose: bool,
    /// Threads to use; the output is the same with any number [default: all cores]
    #[arg(long, global = true, value_name = "N", help_heading = "Messages", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Files or folders of saved answers; `-` for standard input; URLs of the REST API, to be fetched page by page
    /// [default: the editions of `offprint.toml`]
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Folder to write into; a file (by its extension) for one format; `-` for standard output. For editions of
    /// `offprint.toml` the folder in which each has its own
    #[arg(short, long, value_name = "OUT", help_heading = "Output")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) settings: ExportSettings,
    #[command(flatten)]
    pub(crate) config: Config,
    #[command(flatten)]
    pub(crate) run: Run,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Editions of a file")]
pub(crate) struct Config {
    /// File that declares editions (see `docs/config.md`) [default: `offprint.toml`, when no INPUT is given]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Only these editions of the file, by name
    #[arg(long = "edition", value_name = "NAME", value_delimiter = ',')]
    pub(crate) editions: Vec<String>,
}

impl Config {
    /// The option that was given although only a file of editions has use for it.
    pub(crate) fn given(&self) -> Option<&'static str> {
        match (&self.config, self.editions.as_slice()) {
            (Some(_), _) => Some("--config"),
            (None, [_, ..]) => Some("--edition"),
            (None, []) => None,
        }
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Automation")]
pub(crate) struct Run {
    /// Write nothing; say what would be written, and why
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Write only when an input, an option or an output is not as `offprint.lock.json` (beside the outputs) remembers it
    #[arg(long)]
    pub(crate) if_changed: bool,
    /// Print a report of the run as JSON: posts, outputs with sizes and hashes, what was said and cleaned, how long it took
    #[arg(long)]
    pub(crate) json: bool,
}

impl Run {
    pub(crate) fn mode(&self) -> Mode {
        let mut mode = Mode::default();
        (mode.dry_run, mode.if_changed, mode.hashes) = (self.dry_run, self.if_changed, self.json);
        mode
    }
}

#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// Files or folders of saved answers; `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Print all that is known as JSON, for programs
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingSettings,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Files to check: feeds (RSS, Atom, JSON Feed), books (EPUB); `-` for standard input; folders of outputs, whether
    /// these are as they were written
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[cfg(feature = "formats")]
    #[command(flatten)]
    pub(crate) feed: FeedCheck,
}

#[cfg(feature = "formats")]
#[derive(Debug, Args)]
#[command(next_help_heading = "Feeds")]
pub(crate) struct FeedCheck {
    /// Address that the feed is served from, to be compared with the one it names
    #[arg(long, value_name = "URL")]
    pub(crate) location: Option<Setting<offprint_driver::settings::Url>>,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Where the posts are: files and folders of saved answers or exports, addresses of the REST API [default: what is
    /// found here]
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// The file to write
    #[arg(long, value_name = "FILE", default_value = CONFIG_FILE)]
    pub(crate) config: PathBuf,
    /// Write it even when there is one already
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Tells the streams and clap's own messages.
    pub(crate) fn write_global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// The command line with the options of the driver's formats.
pub(crate) fn command(driver: &Driver) -> Clap {
    let formats = formats(driver);
    Arguments::command().mut_subcommand("export", |export| {
        let about = export.get_about().cloned().unwrap_or_default();
        let export = export.mut_arg("formats", |argument| argument.value_parser(formats));
        let tables = driver.formats().tables();
        // A group's own description is that of its table, not of the command.
        tables.iter().fold(export, |export, table| table.augment(export)).about(about)
    })
}

/// Reads the name of a format, or `all`.
fn formats(driver: &Driver) -> impl TypedValueParser<Value = Setting<String>> {
    let value = |info: &offprint_driver::FormatInfo| {
        PossibleValue::new(info.name).help(info.about).aliases(info.alias)
    };
    let all = PossibleValue::new("all").help("All of these");
    let values: Vec<PossibleValue> = driver.formats().infos().map(value).chain([all]).collect();
    PossibleValuesParser::new(values).map(Setting::from)
}

/// Reads the arguments.
pub(crate) fn parse(
    driver: &Driver,
    words: impl IntoIterator<Item = OsString>,
) -> Result<Arguments, clap::Error> {
    let matches = command(driver).try_get_matches_from(words)?;
    let mut arguments = Arguments::from_arg_matches(&matches)?;
    if let (Command::Export(export), Some((_, matches))) = (&mut arguments.command, matches.subcommand()) {
        add_formats(driver, &mut export.settings, matches)?;
        export.settings.messages = arguments.common.messages.clone();
    }
    Ok(arguments)
}

fn add_formats(
    driver: &Driver,
    settings: &mut ExportSettings,
    matches: &ArgMatches,
) -> Result<(), clap::Error> {
    for table in driver.formats().tables() {
        settings.formats.set(table.name, table.from_matches(matches)?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        command(&Driver::new()).debug_assert();
    }
}
