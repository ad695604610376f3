//! What all three formats say of a post.

use crate::{
    content::{post_to_content, words_of_pictures},
    options::{FeedOptions, Ids, nanoseconds, stable_id},
    text::{absolute_iri, clean, line, web_address},
};
use jiff::SignedDuration;
use offprint_core::{
    Author, Block, DateTime, EditionInfo, Image, Media, MediaKind, MediaStore, Place, Post, Visitor,
    walk_block, walk_blocks,
};

/// A post, made ready for an item.
pub(crate) struct Item<'a> {
    pub(crate) post: &'a Post,
    pub(crate) place: Place,
    /// Plain text on one line; never blank.
    pub(crate) title: String,
    pub(crate) link: Option<String>,
    /// What readers know the post by.
    pub(crate) identifier: String,
    /// The text, as HTML or XHTML; may be empty.
    pub(crate) content: String,
    /// Plain text; what pictures show, where there are no words.
    pub(crate) summary: Option<String>,
    pub(crate) published: Option<DateTime>,
    pub(crate) modified: Option<DateTime>,
    pub(crate) featured: Option<(String, &'a Image)>,
    pub(crate) media: Vec<Attachment>,
}

/// A sound or a film of the post.
pub(crate) struct Attachment {
    pub(crate) kind: MediaKind,
    pub(crate) url: String,
    pub(crate) media_type: String,
    /// In bytes, when the file is at hand.
    pub(crate) length: Option<u64>,
}

/// A known author.
pub(crate) struct Writer {
    pub(crate) name: String,
    pub(crate) url: Option<String>,
}

/// A term of the post.
pub(crate) struct ItemTerm {
    pub(crate) taxonomy: String,
    pub(crate) slug: Option<String>,
    pub(crate) name: String,
    pub(crate) link: Option<String>,
}

impl<'a> Item<'a> {
    pub(crate) fn new(
        post: &'a Post,
        edition: &EditionInfo,
        options: &FeedOptions,
        media: &dyn MediaStore,
        xhtml: bool,
    ) -> Self {
        let link = post.link.as_deref().and_then(web_address);
        let given = post.excerpt.as_ref().map(|excerpt| clean(&excerpt.value).trim().to_owned());
        let summary =
            given.filter(|summary| !summary.is_empty()).or_else(|| line(&words_of_pictures(&post.body)));
        let featured = post.featured.as_ref();
        Self {
            place: post.place(),
            title: title(post, summary.as_deref()),
            content: post_to_content(post, link.as_deref(), edition, options.embeds, xhtml),
            identifier: match options.ids {
                Ids::Stable => stable_id(post, options.site_id.as_ref()),
                Ids::WordPress => {
                    let known =
                        [&post.guid, &post.link].into_iter().flatten().find_map(|known| absolute_iri(known));
                    known.map_or_else(|| stable_id(post, options.site_id.as_ref()), str::to_owned)
                }
            },
            published: post.published.filter(plausible),
            modified: post.modified.filter(plausible),
            featured: featured.and_then(|image| Some((web_address(&image.url)?, image))),
            media: attachments(&post.body, media),
            link,
            summary,
            post,
        }
    }

    /// Its last change, to the part of a second that tells it apart from others.
    pub(crate) fn changed(&self, otherwise: DateTime) -> DateTime {
        let date = self.modified.or(self.published).unwrap_or(otherwise);
        exactly(date, self.post)
    }

    /// The authors that have names.
    pub(crate) fn authors(&self) -> impl Iterator<Item = Writer> {
        self.post.authors.iter().filter_map(|author: &Author| {
            let name = line(author.name.as_deref()?)?;
            Some(Writer { name, url: author.url.as_deref().and_then(web_address) })
        })
    }

    pub(crate) fn terms(&self) -> impl Iterator<Item = ItemTerm> {
        self.post.terms.iter().filter_map(|term| {
            Some(ItemTerm {
                taxonomy: line(&term.taxonomy).unwrap_or_else(|| "term".to_owned()),
                slug: term.slug.as_deref().and_then(line),
                name: line(&term.name.value)?,
                link: term.link.as_deref().and_then(web_address),
            })
        })
    }

    /// The sound that makes it an episode: the first that is at hand, so that its length is known.
    pub(crate) fn episode(&self) -> Option<(&Attachment, u64)> {
        let sounds = self.media.iter().filter(|media| media.kind == MediaKind::Audio);
        sounds.filter_map(|sound| Some((sound, sound.length?))).next()
    }

    /// The one file that RSS lets an item enclose: a sound, else a film.
    pub(crate) fn enclosure(&self) -> Option<(&Attachment, u64)> {
        self.episode().or_else(|| self.media.iter().filter_map(|film| Some((film, film.length?))).next())
    }

    /// How many comments there are, and where they can be read.
    pub(crate) fn comments(&self) -> Option<(u32, Option<String>)> {
        let count = self.post.comments?;
        let page =
            self.link.as_deref().map(|link| format!("{}#comments", link.split('#').next().unwrap_or(link)));
        Some((count, page))
    }
}

/// A date with the part of a second by which a post is told apart.
pub(crate) fn exactly(date: DateTime, post: &Post) -> DateTime {
    let whole = date.timestamp.as_second();
    let exact = jiff::Timestamp::from_second(whole).ok();
    let exact =
        exact.and_then(|moment| moment.checked_add(SignedDuration::from_nanos(nanoseconds(post))).ok());
    DateTime { timestamp: exact.unwrap_or(date.timestamp), ..date }
}

fn title(post: &Post, summary: Option<&str>) -> String {
    let cut = |text: &str| {
        let mut words = text.split_whitespace();
        let start = words.by_ref().take(8).collect::<Vec<_>>().join(" ");
        if words.next().is_some() { format!("{start}…") } else { start }
    };
    let from_summary = || summary.map(cut).and_then(|text| line(&text));
    line(&post.title_text())
        .or_else(from_summary)
        .or_else(|| line(&post.label()))
        .unwrap_or_else(|| "…".to_owned())
}

/// Dates that a feed may tell: of years that RFC 822 and RFC 3339 can write, and not before 1970, where readers take
/// them for a clock that was not set.
fn plausible(date: &DateTime) -> bool {
    date.timestamp >= jiff::Timestamp::UNIX_EPOCH
        && (1970..=9999).contains(&date.civil().year())
        && DateTime::utc(date.timestamp).civil().year() <= 9999
}

fn attachments(blocks: &[Block], media: &dyn MediaStore) -> Vec<Attachment> {
    struct Found<'a> {
        media: &'a dyn MediaStore,
        found: Vec<Attachment>,
    }
    impl Visitor for Found<'_> {
        fn block(&mut self, block: &Block) {
            if let Block::Media(Media {
                kind: kind @ (MediaKind::Audio | MediaKind::Video),
                url,
                media_type,
                ..
            }) = block
                && let Some(address) = web_address(url)
                && !self.found.iter().any(|known| known.url == address)
            {
                let item = self.media.find(url);
                let length = item.as_ref().map(|item| item.size);
                let media_type = item.map(|item| item.media_type).or_else(|| media_type.clone());
                if let Some(media_type) = media_type.as_deref().and_then(line) {
                    self.found.push(Attachment { kind: *kind, url: address, media_type, length });
                }
            }
            walk_block(self, block);
        }
    }
    let mut found = Found { media, found: Vec::new() };
    walk_blocks(&mut found, blocks);
    found.found
}

/// The post's language as a tag; `None` when it is unknown and the feed says nothing else of it.
pub(crate) fn own_language<'a>(post: &'a Post, edition: &'a EditionInfo) -> Option<&'a str> {
    let language = post.language_or(&edition.language);
    (!language.is_unknown() || !edition.language.is_unknown()).then_some(language.as_str())
}
