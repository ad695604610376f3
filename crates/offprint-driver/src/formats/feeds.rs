//! RSS, Atom and JSON Feed.

use crate::combine;
use crate::format::{Context, Format, FormatInfo, Output, Resolver};
use crate::output::{Compression, open_as_many_as_allowed};
use crate::settings::{InvalidValue, Kind, Setting, SortOrder, Url, Value, Whole};
use offprint_core::Diagnostic;
use offprint_feed::{Atom, ContentAs, EmbedsAs, FeedOptions, Ids, JsonFeed, Rss, SiteId, Split};
use schemars::JsonSchema;
use serde::Deserialize;

/// Options of the feeds.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[cfg_attr(feature = "clap", command(next_help_heading = "Feeds"))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct FeedSettings {
    /// Posts in a feed document; older ones go into archives that never change (RFC 5005)
    #[cfg_attr(feature = "clap", arg(long, value_name = "N"))]
    pub page_size: Option<Setting<Whole<1, { u32::MAX }>>>,
    /// Say that the feed holds all posts there are, so that readers drop others (RFC 5005)
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub complete: Option<Setting<bool>>,
    /// One feed for each term of a taxonomy, or each `author`, `year` or `type`; and an OPML list of them
    #[cfg_attr(feature = "clap", arg(long, value_name = "TAXONOMY|author|year|type"))]
    pub split_by: Option<Setting<Split>>,
    /// Let browsers show a page in place of raw XML: writes `feed.css`
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub stylesheet: Option<Setting<bool>>,
    /// How videos and the like of other sites are shown [default: links]
    #[cfg_attr(feature = "clap", arg(long, value_name = "HOW"))]
    pub embeds: Option<Setting<Embeds>>,
    /// How Atom holds the text [default: html]
    #[cfg_attr(feature = "clap", arg(long, value_name = "HOW"))]
    pub atom_content: Option<Setting<AtomContent>>,
    /// Domain, and a date when it was the site's, for ids that outlive every change: `garden.example,2011`
    #[cfg_attr(feature = "clap", arg(long, value_name = "DOMAIN,DATE"))]
    pub site_id: Option<Setting<SiteId>>,
    /// What items are known by: names that do not change, or WordPress's guids [default: stable]
    #[cfg_attr(feature = "clap", arg(long, value_name = "KIND"))]
    pub ids: Option<Setting<IdKind>>,
    /// WebSub hub that is told of changes
    #[cfg_attr(feature = "clap", arg(long = "hub", value_name = "URL"))]
    #[serde(deserialize_with = "crate::settings::one_or_many")]
    pub hubs: Option<Vec<Setting<Url>>>,
    /// Minutes that readers may keep the feed
    #[cfg_attr(feature = "clap", arg(long, value_name = "MINUTES"))]
    pub ttl: Option<Setting<Whole<0, { u32::MAX }>>>,
    /// Picture of the feed (GIF, JPEG or PNG)
    #[cfg_attr(feature = "clap", arg(long, value_name = "URL"))]
    pub feed_image: Option<Setting<Url>>,
    /// Small square picture of the feed
    #[cfg_attr(feature = "clap", arg(long, value_name = "URL"))]
    pub feed_icon: Option<Setting<Url>>,
    /// Who may do what with the posts: `© 2025 The Garden Press`
    #[cfg_attr(feature = "clap", arg(long, value_name = "TEXT"))]
    pub feed_rights: Option<Setting<String>>,
    /// Apple's category of the podcast, where posts have sounds [default: News]
    #[cfg_attr(feature = "clap", arg(long, value_name = "CATEGORY"))]
    pub podcast_category: Option<Setting<String>>,
    /// Say that the podcast is not for children
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub podcast_explicit: Option<Setting<bool>>,
    /// Write compressed copies beside the feeds, for servers to send
    #[cfg_attr(feature = "clap", arg(long, value_name = "KIND", value_delimiter = ','))]
    #[serde(deserialize_with = "crate::settings::one_or_many")]
    pub compress: Option<Vec<Setting<Compression>>>,
}

combine!(FeedSettings {
    page_size,
    complete,
    split_by,
    stylesheet,
    embeds,
    atom_content,
    site_id,
    ids,
    hubs,
    ttl,
    feed_image,
    feed_icon,
    feed_rights,
    podcast_category,
    podcast_explicit,
    compress,
});

crate::choices! {
    /// How players of other sites are shown.
    pub enum Embeds {
        /// Cards with a link
        Links = "links",
        /// Cards, and players of sites that are on a list
        Iframes = "iframes",
    }
}

crate::choices! {
    /// How Atom holds the text.
    pub enum AtomContent {
        /// Escaped HTML
        Html = "html",
        /// XHTML elements
        Xhtml = "xhtml",
    }
}

crate::choices! {
    /// What items are known by.
    pub enum IdKind {
        /// Names made of what never changes
        Stable = "stable",
        /// The guids of the site's own feed
        Wordpress = "wordpress",
    }
}

/// The options of a feed, and how its files are compressed.
#[derive(Debug, Clone)]
pub struct ResolvedFeed {
    /// The options of the feed.
    pub options: FeedOptions,
    /// How its files are compressed, beside themselves.
    pub copies: Vec<Compression>,
}

fn resolve(settings: &FeedSettings, resolver: &Resolver<'_>) -> Result<ResolvedFeed, Diagnostic> {
    judge(settings, resolver)?;
    let text = |setting: &Option<Setting<String>>| setting.as_deref().cloned();
    let url = |setting: &Option<Setting<Url>>| setting.as_deref().map(|url| url.0.clone());
    let is_on = |setting: &Option<Setting<bool>>| setting.as_deref().copied().unwrap_or(false);
    let mut options = FeedOptions::default();
    options.site_id = settings.site_id.as_deref().cloned();
    options.ids = match settings.ids.as_deref() {
        None | Some(IdKind::Stable) => Ids::Stable,
        Some(IdKind::Wordpress) => Ids::WordPress,
    };
    options.hubs = settings.hubs.iter().flatten().map(|url| url.0.clone()).collect();
    options.ttl = settings.ttl.as_deref().map(|minutes| **minutes);
    options.image = url(&settings.feed_image);
    options.icon = url(&settings.feed_icon);
    options.rights = text(&settings.feed_rights);
    let contributors = resolver.edition.contributors.iter().flatten();
    options.contributors = contributors.map(|contributor| contributor.0.name.clone()).collect();
    options.content = match settings.atom_content.as_deref() {
        None | Some(AtomContent::Html) => ContentAs::Html,
        Some(AtomContent::Xhtml) => ContentAs::Xhtml,
    };
    options.embeds = match settings.embeds.as_deref() {
        None | Some(Embeds::Links) => EmbedsAs::Links,
        Some(Embeds::Iframes) => EmbedsAs::Iframes,
    };
    options.page_size = settings.page_size.as_deref().map(|size| **size as usize);
    options.complete = is_on(&settings.complete);
    options.split = settings.split_by.as_deref().cloned();
    options.stylesheet = is_on(&settings.stylesheet);
    options.podcast_category = text(&settings.podcast_category);
    options.explicit = is_on(&settings.podcast_explicit);
    let copies = settings.compress.iter().flatten().map(|kind| **kind).collect();
    Ok(ResolvedFeed { options, copies })
}

/// What archives need: a URL to be found at, the order of time, and all posts in one feed.
fn judge(settings: &FeedSettings, resolver: &Resolver<'_>) -> Result<(), Diagnostic> {
    let Some(size) = &settings.page_size else { return Ok(()) };
    if resolver.edition.feed_url.is_none() {
        return Err(resolver.missing(size, "page-size", "feed-url"));
    }
    resolver.conflict((size, "page-size"), (&settings.split_by, "split-by"))?;
    let complete = settings.complete.clone().filter(|complete| **complete);
    resolver.conflict((size, "page-size"), (&complete, "complete"))?;
    resolver.conflict((size, "page-size"), (&resolver.selection.limit, "limit"))?;
    if resolver.selection.sort.as_deref().is_some_and(|order| *order != SortOrder::MinusDate) {
        let wrong = resolver.wrong(size, "`--page-size` needs the newest posts first");
        return Err(wrong.hint("leave `--sort` out: archives are cut by the date of publication"));
    }
    Ok(())
}

fn several(settings: &FeedSettings) -> Option<&'static str> {
    let several = [
        (settings.page_size.is_some(), "--page-size"),
        (settings.split_by.is_some(), "--split-by"),
        (settings.stylesheet.as_deref() == Some(&true), "--stylesheet"),
    ];
    several.into_iter().find_map(|(given, name)| given.then_some(name))
}

/// Whether a path is that of the feed, of an archive, of one group's feed, or of what goes with them.
fn may_write(feed: &ResolvedFeed, extension: &str, path: &str) -> bool {
    let compressed = feed.copies.iter().map(|kind| kind.extension());
    let plain = compressed.fold(path, |name, extension| {
        name.strip_suffix(extension).and_then(|name| name.strip_suffix('.')).unwrap_or(name)
    });
    let ends = plain.rsplit_once('.').is_some_and(|(_, own)| own == extension);
    let options = &feed.options;
    let archive = options.page_size.is_some() && plain.starts_with("feed-archive-") && ends;
    let split = options.split.as_ref().map(Split::folder).is_some_and(|folder| {
        plain == format!("{folder}-{extension}.opml") || (plain.starts_with(&format!("{folder}/")) && ends)
    });
    plain == format!("feed.{extension}") || archive || split || (options.stylesheet && plain == "feed.css")
}

fn info(name: &'static str, file: &'static str, extensions: &'static [&'static str]) -> FormatInfo {
    let mut info = FormatInfo::new(name, "", "");
    info.output = Output::File(file);
    info.extensions = extensions;
    info.is_text = true;
    info.table = "feeds";
    info.table_about = "Options of the feeds.";
    info
}

/// Implements [`Format`] for a feed.
macro_rules! feed {
    ($(#[$doc:meta])* $format:ident, $exporter:ident, $name:literal, $extension:literal, $extensions:expr, $about:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $format;

        impl Format for $format {
            type Settings = FeedSettings;
            type Options = ResolvedFeed;
            type Exporter<'a> = $exporter<'a>;

            fn info(&self) -> FormatInfo {
                FormatInfo { about: $about, ..info($name, concat!("feed.", $extension), $extensions) }
            }

            fn resolve(&self, settings: &FeedSettings, resolver: &Resolver<'_>) -> Result<ResolvedFeed, Diagnostic> {
                resolve(settings, resolver)
            }

            fn exporter<'a>(&'a self, feed: ResolvedFeed, context: Context<'a>) -> $exporter<'a> {
                let mut options = feed.options;
                // A file stays open for each group of posts.
                if options.split.is_some() {
                    open_as_many_as_allowed();
                }
                options.path = context.file.map(str::to_owned);
                $exporter::new(options).media(context.media)
            }

            fn several(&self, settings: &FeedSettings) -> Option<&'static str> {
                several(settings)
            }

            fn may_write(&self, feed: &ResolvedFeed, path: &str) -> bool {
                may_write(feed, $extension, path)
            }

            fn copies(&self, feed: &ResolvedFeed) -> Vec<Compression> {
                feed.copies.clone()
            }
        }
    };
}

feed!(
    /// RSS 2.0.
    RssFormat, Rss, "rss", "rss", &["rss", "xml"], "RSS 2.0 with the whole text: `feed.rss`"
);
feed!(
    /// Atom 1.0.
    AtomFormat, Atom, "atom", "atom", &["atom"], "Atom 1.0: `feed.atom`"
);
feed!(
    /// JSON Feed 1.1.
    JsonFeedFormat, JsonFeed, "json-feed", "json", &["json"], "JSON Feed 1.1: `feed.json`"
);

impl Value for Split {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        match text.trim() {
            "" => Err(InvalidValue::new("name a taxonomy, or `author`, `year` or `type`")),
            "author" => Ok(Self::Author),
            "year" => Ok(Self::Year),
            "type" => Ok(Self::Type),
            "categories" => Ok(Self::Taxonomy("category".to_owned())),
            "tags" | "tag" => Ok(Self::Taxonomy("post_tag".to_owned())),
            taxonomy => Ok(Self::Taxonomy(taxonomy.to_owned())),
        }
    }
}

impl Value for SiteId {
    const KIND: Kind = Kind::Text;

    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let expected = "of the form `DOMAIN,DATE`, such as `garden.example,2011`";
        Self::parse(text).ok_or_else(|| InvalidValue::not(expected))
    }
}
