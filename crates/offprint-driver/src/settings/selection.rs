//! Which posts are taken.

use super::group::Combine;
use super::listed::Listed;
use super::range::{Range, When};
use super::value::{InvalidValue, Kind, Setting, Value};
use super::values::Whole;
use offprint_core::selection::{Expression, PostName, Sort, TermFilter};
use schemars::JsonSchema;
use serde::Deserialize;

/// Time, type, terms, authors, status; posts by name; a condition; order and number.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[cfg_attr(feature = "clap", command(next_help_heading = "Selection"))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct SelectionSettings {
    /// Only posts published on or after this day or moment: `2025-05-01`, `2025-W18`, `2025-05`, `2025-Q2`, `2025`; or
    /// counted from `--date` (else today): `-7d`, `-2w`, `-3m`, `-1y`, `today`, `yesterday`, `this-week`, `last-month`
    #[cfg_attr(feature = "clap", arg(long, value_name = "WHEN", allow_hyphen_values = true))]
    pub since: Option<Setting<When>>,
    /// Only posts published on or before this day or moment; of a week, month or year its last day
    #[cfg_attr(feature = "clap", arg(long, value_name = "WHEN", allow_hyphen_values = true))]
    pub until: Option<Setting<When>>,
    /// Only posts published in this time, in place of `--since` and `--until`: `last-week`, `2025-05`, `A..B`; `-7d` for
    /// the seven days before `--date` (else today)
    #[cfg_attr(feature = "clap", arg(long, value_name = "RANGE", allow_hyphen_values = true))]
    pub range: Option<Setting<Range>>,
    /// Only posts of these types (`post`, `page`, `news-archive`)
    #[cfg_attr(feature = "clap", arg(long = "type", value_name = "TYPE", value_delimiter = ','))]
    #[serde(deserialize_with = "super::value::one_or_many")]
    pub types: Option<Vec<Setting<String>>>,
    /// Only posts with this term; of several in one taxonomy, one is enough
    #[cfg_attr(feature = "clap", arg(long = "term", value_name = "TAXONOMY:SLUG"))]
    #[serde(deserialize_with = "super::value::one_or_many")]
    pub terms: Option<Vec<Setting<Listed<TermFilter>>>>,
    /// Only posts by these authors: slug, number or name; `\,` is a comma within a name
    #[cfg_attr(feature = "clap", arg(long = "author", value_name = "AUTHOR"))]
    #[serde(deserialize_with = "super::value::one_or_many")]
    pub authors: Option<Vec<Setting<Listed<String>>>>,
    /// Posts of these statuses, `any` for all [default: publish]
    #[cfg_attr(feature = "clap", arg(long = "status", value_name = "STATUS", value_delimiter = ','))]
    #[serde(deserialize_with = "super::value::one_or_many")]
    pub statuses: Option<Vec<Setting<String>>>,
    /// Only these posts, in this order: number, slug or URL
    #[cfg_attr(feature = "clap", arg(long = "post", value_name = "POST"))]
    #[serde(deserialize_with = "super::value::one_or_many")]
    pub posts: Option<Vec<Setting<Listed<PostName>>>>,
    /// None of these posts: number, slug or URL
    #[cfg_attr(feature = "clap", arg(long, value_name = "POST"))]
    #[serde(deserialize_with = "super::value::one_or_many")]
    pub exclude: Option<Vec<Setting<Listed<PostName>>>>,
    /// Only posts for which this holds: `term("news-type") contains "ree-news" and words > 300 and not title ~
    /// /sponsored/i` (`docs/config.md` has the grammar)
    #[cfg_attr(feature = "clap", arg(long = "where", value_name = "EXPR"))]
    #[serde(rename = "where")]
    pub condition: Option<Setting<Expression>>,
    /// At most this many, after sorting
    #[cfg_attr(feature = "clap", arg(long, value_name = "N"))]
    pub limit: Option<Setting<Whole<0, { u32::MAX }>>>,
    /// Order [default: -date]
    #[cfg_attr(feature = "clap", arg(long, value_name = "ORDER", allow_hyphen_values = true))]
    pub sort: Option<Setting<SortOrder>>,
    /// Take posts behind a password, too, as far as their text is there
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub include_protected: Option<Setting<bool>>,
}

impl Combine for SelectionSettings {
    fn combine(self, mut other: Self) -> Self {
        // What is said in other words counts as well.
        if self.since.is_some() || self.until.is_some() || self.range.is_some() {
            (other.since, other.until, other.range) = (None, None, None);
        }
        if self.posts.is_some() || self.sort.is_some() {
            (other.posts, other.sort) = (None, None);
        }
        let Self {
            since,
            until,
            range,
            types,
            terms,
            authors,
            statuses,
            posts,
            exclude,
            condition,
            limit,
            sort,
            include_protected,
        } = self;
        Self {
            since: since.or(other.since),
            until: until.or(other.until),
            range: range.or(other.range),
            types: types.or(other.types),
            terms: terms.or(other.terms),
            authors: authors.or(other.authors),
            statuses: statuses.or(other.statuses),
            posts: posts.or(other.posts),
            exclude: exclude.or(other.exclude),
            condition: condition.or(other.condition),
            limit: limit.or(other.limit),
            sort: sort.or(other.sort),
            include_protected: include_protected.or(other.include_protected),
        }
    }
}

crate::choices! {
    /// The order of posts.
    pub enum SortOrder {
        /// Oldest first
        Date = "date",
        /// Newest first
        MinusDate = "-date",
        /// By title
        Title = "title",
        /// By the site's menu order
        Menu = "menu",
    }
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

impl Value for When {
    const KIND: Kind = Kind::Word;

    fn parse(text: &str) -> Result<Self, InvalidValue> {
        Self::parse(text)
    }
}

impl Value for Range {
    const KIND: Kind = Kind::Word;

    fn parse(text: &str) -> Result<Self, InvalidValue> {
        Self::parse(text)
    }
}

impl Value for TermFilter {
    const KIND: Kind = Kind::Word;

    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let expected = "of the form `TAXONOMY:SLUG`, such as `category:news`";
        Self::parse(text).ok_or_else(|| InvalidValue::not(expected))
    }
}

impl Value for Expression {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        Self::parse(text).map_err(|error| InvalidValue::new(error.to_string()))
    }
}
