//! The formats: one row each.

use crate::args::{self, Formats};
use crate::export::{Bound, Job, bind};
use clap::builder::PossibleValue;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use offprint_core::Diagnostic;

/// A format that posts are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Rss,
    Atom,
    JsonFeed,
    Epub,
    Markdown,
    Pdf,
}

/// What the command line must know of a format.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) format: Format,
    /// Its name in `--to`.
    pub(crate) name: &'static str,
    alias: Option<&'static str>,
    /// What it is, in a few words.
    help: &'static str,
    /// The endings of file names that tell it.
    endings: &'static [&'static str],
    /// Whether it is a feed.
    pub(crate) is_feed: bool,
    /// Whether its bytes are text, fit for a terminal.
    pub(crate) text: bool,
}

/// The table.
pub(crate) const TABLE: [Row; 6] = [
    Row {
        format: Format::Rss,
        is_feed: true,
        name: "rss",
        alias: None,
        help: "RSS 2.0 with the whole text: `feed.rss`",
        endings: &["rss", "xml"],
        text: true,
    },
    Row {
        format: Format::Atom,
        is_feed: true,
        name: "atom",
        alias: None,
        help: "Atom 1.0: `feed.atom`",
        endings: &["atom"],
        text: true,
    },
    Row {
        format: Format::JsonFeed,
        is_feed: true,
        name: "json-feed",
        alias: None,
        help: "JSON Feed 1.1: `feed.json`",
        endings: &["json"],
        text: true,
    },
    Row {
        format: Format::Epub,
        is_feed: false,
        name: "epub",
        alias: None,
        help: "EPUB 3.3: `NAME.epub`",
        endings: &["epub"],
        text: false,
    },
    Row {
        format: Format::Markdown,
        is_feed: false,
        name: "markdown",
        alias: Some("md"),
        help: "Markdown with front matter, a file each: `markdown/SLUG.md`",
        endings: &["md", "markdown", "mdx"],
        text: true,
    },
    Row {
        format: Format::Pdf,
        is_feed: false,
        name: "pdf",
        alias: None,
        help: "PDF, tagged (PDF/UA-1, PDF/A-2a): `NAME.pdf`",
        endings: &["pdf"],
        text: false,
    },
];

impl Format {
    /// The format's row.
    pub(crate) fn row(self) -> &'static Row {
        TABLE.iter().find(|row| row.format == self).unwrap_or(&TABLE[0])
    }

    /// The file that it writes into a folder, or the folder that it writes many into.
    pub(crate) fn usual_file(self, name: &str) -> String {
        match self {
            Self::Rss => "feed.rss".to_owned(),
            Self::Atom => "feed.atom".to_owned(),
            Self::JsonFeed => "feed.json".to_owned(),
            Self::Epub => format!("{name}.epub"),
            Self::Markdown => "markdown/".to_owned(),
            Self::Pdf => format!("{name}.pdf"),
        }
    }

    /// The format that this ending of a file name tells.
    pub(crate) fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        TABLE.iter().find(|row| row.endings.contains(&ending.as_str())).map(|row| row.format)
    }

    /// Reads one word of `--to`.
    pub(crate) fn parse_list() -> impl TypedValueParser<Value = Formats> {
        let value = |row: &Row| PossibleValue::new(row.name).help(row.help).aliases(row.alias);
        let all = PossibleValue::new("all").help("All of these");
        PossibleValuesParser::new(TABLE.iter().map(value).chain([all])).map(|word| {
            let of_name = |row: &&Row| row.name == word || row.alias == Some(word.as_str());
            Formats(match TABLE.iter().find(of_name) {
                Some(row) => vec![row.format],
                None => TABLE.iter().map(|row| row.format).collect(),
            })
        })
    }

    /// Writes the edition in this format: into its usual files, or into the one that the job names.
    pub(crate) fn write(self, job: &mut Job<'_>) -> Result<Bound, Diagnostic> {
        let path = job.file.clone();
        let media = job.media;
        let feed = |path| {
            let mut options = job.export.feeds.options(job.edition);
            options.path = path;
            options
        };
        match self {
            Self::Rss => bind(&offprint_feed::Rss::new(feed(path)).media(media), job),
            Self::Atom => bind(&offprint_feed::Atom::new(feed(path)).media(media), job),
            Self::JsonFeed => bind(&offprint_feed::JsonFeed::new(feed(path)).media(media), job),
            Self::Epub => {
                let mut options = args::epub::options(job.export)?;
                options.path = path;
                bind(&offprint_epub::Epub::new(options).media(media), job)
            }
            Self::Markdown => {
                let mut options = job.export.markdown.options(path.as_deref().map(std::path::Path::new));
                options.path = path;
                bind(&offprint_markdown::Markdown::new(options).media(media), job)
            }
            Self::Pdf => {
                let options = job.export.pdf.options(path, &job.export.imprint)?;
                bind(&offprint_pdf::Pdf::new(options).media(media), job)
            }
        }
    }
}
