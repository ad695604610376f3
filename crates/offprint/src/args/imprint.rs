//! What an edition says of itself beyond its title, and what it looks like: for the formats that are books.

use clap::{Args, ValueEnum};
use offprint_core::{Contributor, EditionInfo, Series};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(next_help_heading = "Edition")]
pub(crate) struct ImprintArguments {
    /// What the edition is about, in a few sentences [default: made from its posts]
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// Which issue it is, in words: `No. 12`
    #[arg(long, value_name = "TEXT")]
    issue: Option<String>,
    /// Series that the edition belongs to
    #[arg(long, value_name = "NAME")]
    series: Option<String>,
    /// Its place in the series: `12`
    #[arg(long, value_name = "NUMBER", requires = "series")]
    series_number: Option<String>,
    /// Under which rights it is given: a sentence, a licence's name or address
    #[arg(long, value_name = "TEXT")]
    rights: Option<String>,
    /// Who made it, besides the posts' authors: a MARC relator and a name, such as `edt:Ada Gardener`
    #[arg(long = "contributor", value_name = "ROLE:NAME", value_parser = parse_contributor)]
    contributors: Vec<Contributor>,
    /// What the books look like
    #[arg(long, value_name = "NAME", default_value = "plain")]
    pub(crate) theme: ThemeName,
    /// Picture for the cover of books: JPEG, PNG, WebP or SVG [default: one is drawn, in the theme]
    #[arg(long, value_name = "FILE")]
    pub(crate) cover: Option<PathBuf>,
    /// No cover: books begin with their title page
    #[arg(long, conflicts_with = "cover")]
    pub(crate) no_cover: bool,
    /// Colour program text in books, as far as its language is known
    #[arg(long)]
    pub(crate) highlight: bool,
}

/// The looks that EPUB and PDF share by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ThemeName {
    /// A quiet book
    Plain,
    /// Large headings without serifs
    Magazine,
    /// Centred headings, indented and justified paragraphs
    Journal,
}

impl ImprintArguments {
    /// Adds it to what is known of the edition.
    pub(crate) fn tell(&self, info: &mut EditionInfo) {
        info.description.clone_from(&self.description);
        info.issue.clone_from(&self.issue);
        info.series = self.series.clone().map(|name| Series::new(name, self.series_number.clone()));
        info.rights.clone_from(&self.rights);
        info.contributors.clone_from(&self.contributors);
    }
}

fn parse_contributor(text: &str) -> Result<Contributor, String> {
    let (role, name) = text.split_once(':').unwrap_or_default();
    let known = role.len() == 3 && role.bytes().all(|byte| byte.is_ascii_lowercase());
    if !known || name.trim().is_empty() {
        return Err("not of the form `ROLE:NAME`, such as `edt:Ada Gardener`".to_owned());
    }
    Ok(Contributor::new(name.trim(), role))
}
