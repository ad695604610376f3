//! The command line: each flag in one place, from which help and `docs/cli.md` are made.

pub(crate) mod config;
pub(crate) mod epub;
pub(crate) mod feeds;
pub(crate) mod front;
pub(crate) mod imprint;
pub(crate) mod listed;
pub(crate) mod markdown;
mod pdf;
pub(crate) mod run;
pub(crate) mod selection;
pub(crate) mod shortcodes;

use crate::config::schema;
use crate::exit::Exit;
use crate::formats::Format;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use offprint_core::GroupBy;
use offprint_core::html::{self, Cleaning, Level, Standing};
use offprint_core::model::{DateTime, Language};
use std::io::Write;
use std::path::PathBuf;

pub(crate) use pdf::PdfArguments;

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
    Check(crate::check::Check),
    /// List the rules of cleaning: what each takes away, and whether it is on
    Rules,
    /// Write an `offprint.toml` to begin with
    Init(crate::init::Init),
}

/// What is made from the program's own definitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Page {
    /// `docs/cli.md`
    Cli,
    /// `docs/config.md`
    Config,
    /// `docs/offprint.schema.json`
    Schema,
    /// `docs/diagnostics.md`
    Diagnostics,
}

#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Treat warnings as errors: exit with 1 when there is one
    #[arg(long, global = true, help_heading = "Messages")]
    pub(crate) deny_warnings: bool,
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
    /// Files or folders of saved answers; `-` for standard input; addresses of the REST API, to be fetched page by page
    /// [default: the editions of `offprint.toml`]
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) config: config::ConfigArguments,
    #[command(flatten)]
    pub(crate) run: run::RunArguments,
    /// Formats, separated by commas; `md` for markdown, `all` for all
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', value_parser = Format::parse_list())]
    pub(crate) to: Vec<Formats>,
    /// Folder to write into; a file (told by its ending) for one format; `-` for standard output. For editions of
    /// `offprint.toml` the folder in which each has its own
    #[arg(short, long, value_name = "OUT")]
    pub(crate) out: Option<PathBuf>,
    /// Stem of the EPUB's and PDF's file names [default: the edition's title, else the only post's slug]
    #[arg(long, value_parser = parse_name)]
    pub(crate) name: Option<String>,
    /// Folder of pictures and other media [default: `media` beside an input]
    #[arg(long, value_name = "DIR")]
    pub(crate) media: Option<PathBuf>,
    /// Write what cleaning took away, by rule and post, as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
    #[command(flatten)]
    pub(crate) markdown: markdown::MarkdownArguments,
    #[command(flatten)]
    pub(crate) edition: EditionArguments,
    #[command(flatten)]
    pub(crate) imprint: imprint::ImprintArguments,
    #[command(flatten)]
    pub(crate) front: front::FrontArguments,
    #[command(flatten)]
    pub(crate) selection: selection::SelectionArguments,
    #[command(flatten)]
    pub(crate) epub: epub::EpubArguments,
    #[command(flatten)]
    pub(crate) pdf: PdfArguments,
    #[command(flatten)]
    pub(crate) feeds: feeds::FeedArguments,
}

impl Export {
    /// All that outputs hang on beside their inputs, as text that is the same for the same: neither which editions of a
    /// file are made, nor how a run goes about it.
    pub(crate) fn fingerprint(&self) -> String {
        // Without `..`, so that no flag is forgotten.
        let Self {
            inputs,
            config: _,
            run: _,
            to,
            out,
            name,
            media,
            report,
            reading,
            markdown,
            edition,
            imprint,
            front,
            selection,
            epub,
            pdf,
            feeds,
        } = self;
        let places = (inputs, to, out, name, media, report);
        let front = front.fingerprint();
        format!(
            "{places:?} {reading:?} {edition:?} {imprint:?} {front} {selection:?} {markdown:?} {epub:?} {pdf:?} {feeds:?}"
        )
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Reading and cleaning")]
pub(crate) struct ReadingArguments {
    /// Time zone of the site, for dates that come without their offset: `Europe/Paris` [default: the site's own, else
    /// UTC]
    #[arg(long, value_name = "ZONE", value_parser = parse_timezone)]
    pub(crate) timezone: Option<String>,
    /// How much cleaning does; `--keep` and `--drop` switch single rules on top of it
    #[arg(long, value_name = "LEVEL", default_value = "full")]
    pub(crate) cleaning: CleaningLevel,
    /// Rules of cleaning to switch off: what they would drop stays (`offprint rules` lists them)
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = parse_kept)]
    pub(crate) keep: Vec<&'static str>,
    /// Rules to switch on that are off by default, or at the level of `--cleaning`
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = parse_dropped)]
    pub(crate) drop: Vec<&'static str>,
    #[command(flatten)]
    pub(crate) shortcodes: shortcodes::ShortcodeArguments,
}

impl ReadingArguments {
    /// A rule of `--drop` that the level has switched on anyway.
    pub(crate) fn on_already(&self) -> Option<&'static str> {
        let level = self.level();
        let is_on = |known: &html::RuleInfo| known.standing != Standing::Off && known.level <= level;
        html::rules().filter(is_on).map(|known| known.name).find(|name| self.drop.contains(name))
    }

    fn level(&self) -> Level {
        match self.cleaning {
            CleaningLevel::Full => Level::Full,
            CleaningLevel::Safe => Level::Safe,
            CleaningLevel::None => Level::None,
        }
    }

    /// The rules as they are switched.
    pub(crate) fn rules(&self) -> Cleaning {
        let kept = self.keep.iter().fold(Cleaning::at(self.level()), |cleaning, rule| cleaning.keep(rule));
        let switched = self.drop.iter().fold(kept, |cleaning, rule| cleaning.drop(rule));
        self.shortcodes.apply(switched)
    }
}

/// How much cleaning does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CleaningLevel {
    /// Remove what plugins, themes and editors left in the text
    Full,
    /// Remove trackers and machine residue, but nothing that a reader could see
    Safe,
    /// Remove only what is not safe: scripts, forms, dangerous URLs
    None,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Edition")]
pub(crate) struct EditionArguments {
    /// Title of the edition [default: the only post's title, else the site's name]
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Subtitle
    #[arg(long)]
    pub(crate) subtitle: Option<String>,
    /// Publisher
    #[arg(long)]
    pub(crate) publisher: Option<String>,
    /// Main language, as a BCP 47 tag [default: that of most words of its posts, else `und`]
    #[arg(long, value_name = "TAG", value_parser = parse_language)]
    pub(crate) language: Option<Language>,
    /// Date of the edition [default: the newest change of its posts]
    #[arg(long, value_parser = parse_date)]
    pub(crate) date: Option<DateTime>,
    /// URL of the site; relative links and pictures are resolved against it [default: the posts' own]
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    pub(crate) site_url: Option<String>,
    /// Address that the feeds will have: of the folder they lie in, or of the very feed
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    pub(crate) feed_url: Option<String>,
    /// Sections: by the terms of a taxonomy (`category`, `tag`, one of your own), `author`, `month`, `type`, or `none`
    #[arg(long, value_name = "WHAT", default_value = "none", value_parser = parse_group_by)]
    pub(crate) group_by: GroupBy,
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
    pub(crate) reading: ReadingArguments,
}

/// What one word of `--to` names: one format, or all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Formats(pub(crate) Vec<Format>);

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

/// Prints a page of the reference.
pub(crate) fn print_docs(page: Page) -> Exit {
    let text = match page {
        Page::Cli => {
            let options = clap_markdown::MarkdownOptions::new().title("Command line".to_owned());
            clap_markdown::help_markdown_command_custom(&Arguments::command(), &options.show_footer(false))
        }
        Page::Config => schema::page(),
        Page::Schema => format!("{:#}\n", schema::schema()),
        Page::Diagnostics => offprint_core::codes::page(),
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(_) => Exit::Environment,
    }
}

fn parse_timezone(text: &str) -> Result<String, String> {
    match jiff::tz::TimeZone::get(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("not a zone of the IANA database, such as `Europe/Paris`".to_owned()),
    }
}

fn parse_kept(text: &str) -> Result<&'static str, String> {
    let rule = parse_rule(text)?;
    match rule.standing {
        Standing::On => Ok(rule.name),
        Standing::Off => Err(format!("`{text}` is off already; switch it on with `--drop`")),
        Standing::Fixed => Err(format!("`{text}` cannot be switched off: the output would not be sound")),
    }
}

fn parse_dropped(text: &str) -> Result<&'static str, String> {
    let rule = parse_rule(text)?;
    match rule.standing {
        // A rule that is on by default may be off at the level of `--cleaning`.
        Standing::Off | Standing::On => Ok(rule.name),
        Standing::Fixed => Err(format!("`{text}` is on already, and stays so")),
    }
}

fn parse_rule(text: &str) -> Result<html::RuleInfo, String> {
    html::rules().find(|rule| rule.name == text).ok_or_else(|| {
        let near = |rule: &html::RuleInfo| strsim::jaro_winkler(rule.name, text);
        let nearest = html::rules().max_by(|a, b| near(a).total_cmp(&near(b)));
        let nearest =
            nearest.filter(|rule| near(rule) > 0.75).map(|rule| format!("; is it `{}`?", rule.name));
        format!("there is no such rule{}; `offprint rules` lists them", nearest.unwrap_or_default())
    })
}

fn parse_name(text: &str) -> Result<String, String> {
    let plain = !text.trim().is_empty() && !text.starts_with('.') && !text.contains(['/', '\\', '\0']);
    if plain { Ok(text.to_owned()) } else { Err("not a plain file name".to_owned()) }
}

fn parse_language(text: &str) -> Result<Language, String> {
    Language::parse(text).ok_or_else(|| "not a language tag such as `en` or `pt-BR`".to_owned())
}

fn parse_date(text: &str) -> Result<DateTime, String> {
    DateTime::parse(text)
        .ok_or_else(|| "not a date such as `2025-04-30` or `2025-04-30T12:00:00Z`".to_owned())
}

fn parse_group_by(text: &str) -> Result<GroupBy, std::convert::Infallible> {
    text.parse()
}

pub(crate) fn parse_url(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest) if !rest.is_empty() && !text.contains(char::is_whitespace) => Ok(text.to_owned()),
        _ => Err("not an address that begins with `https://` or `http://`".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }
}
