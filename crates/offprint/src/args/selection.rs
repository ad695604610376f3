//! Which posts are taken.

use super::listed::{Listed, listed};
use crate::range::{Ends, Range, When};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use offprint_core::Status;
use offprint_core::selection::{Expression, PostName, Selection, Sort, TermFilter};

#[derive(Debug, Args)]
#[command(next_help_heading = "Selection")]
pub(crate) struct SelectionArguments {
    /// Only posts published on or after this day or moment: `2025-05-01`, `2025-W18`, `2025-05`, `2025-Q2`, `2025`; or
    /// counted from `--date` (else today): `-7d`, `-2w`, `-3m`, `-1y`, `today`, `yesterday`, `this-week`, `last-month`
    #[arg(long, value_name = "WHEN", value_parser = When::parse, allow_hyphen_values = true)]
    since: Option<When>,
    /// Only posts published on or before this day or moment; of a week, month or year its last day
    #[arg(long, value_name = "WHEN", value_parser = When::parse, allow_hyphen_values = true)]
    until: Option<When>,
    /// Only posts published in this time, in place of `--since` and `--until`: `last-week`, `2025-05`, `A..B`; `-7d` for
    /// the seven days before `--date` (else today)
    #[arg(long, value_name = "RANGE", value_parser = Range::parse, allow_hyphen_values = true, conflicts_with_all = ["since", "until"])]
    range: Option<Range>,
    /// Only posts of these types (`post`, `page`, `news-archive`)
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    pub(crate) types: Vec<String>,
    /// Only posts with this term; of several in one taxonomy, one is enough
    #[arg(long = "term", value_name = "TAXONOMY:SLUG", value_parser = listed(parse_term))]
    pub(crate) terms: Vec<Listed<TermFilter>>,
    /// Only posts by these authors: slug, number or name; `\,` is a comma within a name
    #[arg(long = "author", value_name = "AUTHOR", value_parser = listed(|name| Ok(name.to_owned())))]
    pub(crate) authors: Vec<Listed<String>>,
    /// Posts of these statuses, `any` for all [default: publish]
    #[arg(long = "status", value_name = "STATUS", value_delimiter = ',')]
    pub(crate) statuses: Vec<String>,
    /// Only these posts, in this order: number, slug or address
    #[arg(long = "post", value_name = "POST", value_parser = listed(parse_post), conflicts_with = "sort")]
    posts: Vec<Listed<PostName>>,
    /// None of these posts: number, slug or address
    #[arg(long, value_name = "POST", value_parser = listed(parse_post))]
    exclude: Vec<Listed<PostName>>,
    /// Only posts for which this holds: `term("news-type") contains "ree-news" and words > 300 and not title ~
    /// /sponsored/i` (`docs/config.md` tells the grammar)
    #[arg(long = "where", value_name = "EXPR", value_parser = Expression::parse)]
    condition: Option<Expression>,
    /// At most this many, after sorting
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Order
    #[arg(long, value_name = "ORDER", default_value = "-date", allow_hyphen_values = true)]
    pub(crate) sort: SortOrder,
    /// Take posts behind a password, too, as far as their text is there
    #[arg(long)]
    pub(crate) include_protected: bool,
}

impl SelectionArguments {
    /// The two ends of the time in which posts were published.
    pub(crate) fn ends(&self) -> Ends {
        match self.range.as_ref().map(Range::ends) {
            Some((since, until)) => Ends { since: Some(since), until: Some(until) },
            None => Ends { since: self.since.clone(), until: self.until.clone() },
        }
    }

    /// The same, as the core takes it; relative ranges are counted from this date.
    ///
    /// # Errors
    /// When the range has no days.
    pub(crate) fn selection(
        &self,
        today: impl FnOnce() -> Result<Date, String>,
    ) -> Result<Selection, String> {
        let ends = self.ends();
        // The clock is asked only when something hangs on it.
        let today = if ends.is_relative() { today()? } else { Date::default() };
        let (since, until) = ends.bounds(today)?;
        Ok(Selection {
            since,
            until,
            types: self.types.clone(),
            terms: Listed::all(&self.terms),
            authors: Listed::all(&self.authors),
            statuses: self.statuses.iter().map(|status| Status::parse(status)).collect(),
            any_status: self.statuses.iter().any(|status| status == "any"),
            include_protected: self.include_protected,
            posts: Listed::all(&self.posts),
            exclude: Listed::all(&self.exclude),
            condition: self.condition.clone(),
            limit: self.limit,
            sort: self.sort.into(),
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SortOrder {
    /// Oldest first
    #[value(name = "date")]
    Date,
    /// Newest first
    #[value(name = "-date")]
    MinusDate,
    /// By title
    #[value(name = "title")]
    Title,
    /// By the site's menu order
    #[value(name = "menu")]
    Menu,
}

impl From<SortOrder> for Sort {
    fn from(order: SortOrder) -> Self {
        match order {
            SortOrder::Date => Self::Oldest,
            SortOrder::MinusDate => Self::Newest,
            SortOrder::Title => Self::Title,
            SortOrder::Menu => Self::Menu,
        }
    }
}

fn parse_term(text: &str) -> Result<TermFilter, String> {
    TermFilter::parse(text)
        .ok_or_else(|| "not of the form `TAXONOMY:SLUG`, such as `category:news`".to_owned())
}

pub(crate) fn parse_post(text: &str) -> Result<PostName, String> {
    PostName::parse(text).ok_or_else(|| "not a number, a slug or an address".to_owned())
}
