//! What an edition says of itself.

use super::value::Setting;
use super::values::{Url, Word};
use crate::combine;
use offprint_core::GroupBy;
use offprint_core::model::{DateTime, Language};
use schemars::JsonSchema;
use serde::Deserialize;

/// Title, language, date and addresses of an edition, and how it is divided.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[cfg_attr(feature = "clap", command(next_help_heading = "Edition"))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct EditionSettings {
    /// Title of the edition; in a file it may hold fields such as `{week}` [default: the only post's title, else the site's
    /// name]
    #[cfg_attr(feature = "clap", arg(long))]
    pub title: Option<Setting<String>>,
    /// Subtitle; in a file it may hold fields
    #[cfg_attr(feature = "clap", arg(long))]
    pub subtitle: Option<Setting<String>>,
    /// Publisher
    #[cfg_attr(feature = "clap", arg(long))]
    pub publisher: Option<Setting<String>>,
    /// Main language, as a BCP 47 tag [default: that of most words of its posts, else `und`]
    #[cfg_attr(feature = "clap", arg(long, value_name = "TAG"))]
    pub language: Option<Setting<Language>>,
    /// Date of the edition, and the one that relative ranges are counted from [default: the newest change of its posts;
    /// ranges from today]
    #[cfg_attr(feature = "clap", arg(long))]
    pub date: Option<Setting<DateTime>>,
    /// URL of the site; relative links and pictures are resolved against it [default: the posts' own]
    #[cfg_attr(feature = "clap", arg(long, value_name = "URL"))]
    pub site_url: Option<Setting<Url>>,
    /// URL that the feeds will have: of their folder, or of the feed itself
    #[cfg_attr(feature = "clap", arg(long, value_name = "URL"))]
    pub feed_url: Option<Setting<Url>>,
    /// Sections: by the terms of a taxonomy (`category`, `tag`, one of your own), `author`, `month`, `type`, or `none`
    /// [default: none]
    #[cfg_attr(feature = "clap", arg(long, value_name = "WHAT"))]
    pub group_by: Option<Setting<GroupBy>>,
    /// What the edition is about, in a few sentences; in a file it may hold fields [default: made from its posts]
    #[cfg_attr(feature = "clap", arg(long, value_name = "TEXT"))]
    pub description: Option<Setting<String>>,
    /// Which issue it is, in words: `No. 12`; in a file it may hold fields: `No. {week}`
    #[cfg_attr(feature = "clap", arg(long, value_name = "TEXT"))]
    pub issue: Option<Setting<String>>,
    /// Series that the edition belongs to
    #[cfg_attr(feature = "clap", arg(long, value_name = "NAME"))]
    pub series: Option<Setting<String>>,
    /// Its place in the series: `12`; in a file it may hold fields
    #[cfg_attr(feature = "clap", arg(long, value_name = "NUMBER"))]
    pub series_number: Option<Setting<Word>>,
    /// Rights under which it is given: a sentence, a licence's name or URL
    #[cfg_attr(feature = "clap", arg(long, value_name = "TEXT"))]
    pub rights: Option<Setting<String>>,
    /// Who made it, besides the posts' authors: a MARC relator and a name, such as `edt:Ada Gardener`
    #[cfg_attr(feature = "clap", arg(long = "contributor", value_name = "ROLE:NAME"))]
    #[serde(deserialize_with = "super::value::one_or_many")]
    pub contributors: Option<Vec<Setting<super::imprint::Contributor>>>,
}

combine!(EditionSettings {
    title,
    subtitle,
    publisher,
    language,
    date,
    site_url,
    feed_url,
    group_by,
    description,
    issue,
    series,
    series_number,
    rights,
    contributors,
});
