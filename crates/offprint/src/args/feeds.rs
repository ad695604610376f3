//! The options of feeds.

use super::parse_url;
use clap::{Args, ValueEnum};
use offprint_core::EditionInfo;
use offprint_feed::{ContentAs, EmbedsAs, FeedOptions, Ids, SiteId, Split};

/// What `offprint export` is told about feeds.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Feeds")]
pub(crate) struct FeedArguments {
    /// Posts in a feed document; older ones go into archives that never change (RFC 5005)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), requires = "feed_url", conflicts_with_all = ["split_by", "complete", "limit"])]
    pub(crate) page_size: Option<u32>,
    /// Say that the feed holds all posts there are, so that readers drop others (RFC 5005)
    #[arg(long)]
    complete: bool,
    /// One feed for each term of a taxonomy, or each `author`, `year` or `type`; and an OPML list of them
    #[arg(long, value_name = "TAXONOMY|author|year|type", value_parser = parse_split)]
    split_by: Option<Split>,
    /// Let browsers show a page in place of raw XML: writes `feed.css`
    #[arg(long)]
    pub(crate) stylesheet: bool,
    /// How videos and the like of other sites are shown
    #[arg(long, value_name = "HOW", default_value = "links")]
    embeds: Embeds,
    /// How Atom holds the text
    #[arg(long, value_name = "HOW", default_value = "html")]
    atom_content: AtomContent,
    /// Domain, and a date when it was the site's, for ids that outlive every change: `garden.example,2011`
    #[arg(long, value_name = "DOMAIN,DATE", value_parser = parse_site_id)]
    site_id: Option<SiteId>,
    /// What items are known by: names that do not change, or WordPress's guids
    #[arg(long, value_name = "KIND", default_value = "stable")]
    ids: IdKind,
    /// WebSub hub that is told of changes
    #[arg(long = "hub", value_name = "URL", value_parser = parse_url)]
    hubs: Vec<String>,
    /// Minutes that readers may keep the feed
    #[arg(long, value_name = "MINUTES")]
    ttl: Option<u32>,
    /// Picture of the feed (GIF, JPEG or PNG)
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    feed_image: Option<String>,
    /// Small square picture of the feed
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    feed_icon: Option<String>,
    /// Who may do what with the posts: `© 2025 The Garden Press`
    #[arg(long, value_name = "TEXT")]
    feed_rights: Option<String>,
    /// Apple's category of the podcast, where posts have sounds [default: News]
    #[arg(long, value_name = "CATEGORY")]
    podcast_category: Option<String>,
    /// Say that the podcast is not for children
    #[arg(long)]
    podcast_explicit: bool,
    /// Write compressed copies beside the feeds, for servers to send
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub(crate) compress: Vec<Compression>,
}

impl Compression {
    /// What a copy's name ends with.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Gz => "gz",
            Self::Br => "br",
        }
    }
}

/// How a copy is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Compression {
    /// Gzip: `feed.rss.gz`
    Gz,
    /// Brotli: `feed.rss.br`
    Br,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Embeds {
    /// Cards with a link
    Links,
    /// Cards, and players of sites that are on a list
    Iframes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AtomContent {
    /// Escaped HTML
    Html,
    /// XHTML elements
    Xhtml,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum IdKind {
    /// Names made of what never changes
    Stable,
    /// The guids of the site's own feed
    Wordpress,
}

impl FeedArguments {
    /// The flags that were given and write several files.
    pub(crate) fn several(&self) -> impl Iterator<Item = &'static str> {
        let several = [
            (self.page_size.is_some(), "--page-size"),
            (self.split_by.is_some(), "--split-by"),
            (self.stylesheet, "--stylesheet"),
        ];
        several.into_iter().filter_map(|(given, name)| given.then_some(name))
    }

    /// Whether a file stays open for each group of posts.
    pub(crate) fn splits(&self) -> bool {
        self.split_by.is_some()
    }

    /// What groups have feeds of their own, if any.
    pub(crate) fn split(&self) -> Option<&Split> {
        self.split_by.as_ref()
    }

    /// The same, as the exporters take them.
    pub(crate) fn options(&self, edition: &EditionInfo) -> FeedOptions {
        let mut options = FeedOptions::default();
        options.site_id.clone_from(&self.site_id);
        options.ids = match self.ids {
            IdKind::Stable => Ids::Stable,
            IdKind::Wordpress => Ids::WordPress,
        };
        options.hubs.clone_from(&self.hubs);
        options.ttl = self.ttl;
        options.image.clone_from(&self.feed_image);
        options.icon.clone_from(&self.feed_icon);
        options.rights.clone_from(&self.feed_rights);
        options.contributors =
            edition.contributors.iter().map(|contributor| contributor.name.clone()).collect();
        options.content = match self.atom_content {
            AtomContent::Html => ContentAs::Html,
            AtomContent::Xhtml => ContentAs::Xhtml,
        };
        options.embeds = match self.embeds {
            Embeds::Links => EmbedsAs::Links,
            Embeds::Iframes => EmbedsAs::Iframes,
        };
        options.page_size = self.page_size.map(|size| size as usize);
        options.complete = self.complete;
        options.split.clone_from(&self.split_by);
        options.stylesheet = self.stylesheet;
        options.podcast_category.clone_from(&self.podcast_category);
        options.explicit = self.podcast_explicit;
        options
    }
}

fn parse_split(text: &str) -> Result<Split, String> {
    match text.trim() {
        "" => Err("name a taxonomy, or `author`, `year` or `type`".to_owned()),
        "author" => Ok(Split::Author),
        "year" => Ok(Split::Year),
        "type" => Ok(Split::Type),
        "categories" => Ok(Split::Taxonomy("category".to_owned())),
        "tags" | "tag" => Ok(Split::Taxonomy("post_tag".to_owned())),
        taxonomy => Ok(Split::Taxonomy(taxonomy.to_owned())),
    }
}

fn parse_site_id(text: &str) -> Result<SiteId, String> {
    SiteId::parse(text)
        .ok_or_else(|| "not of the form `DOMAIN,DATE`, such as `garden.example,2011`".to_owned())
}
