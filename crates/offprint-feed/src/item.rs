//! What all three formats say of a post.

use crate::{
    content::post_to_content,
    text::{absolute_iri, clean, line, web_address},
};
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
    /// What readers know the post by: the guid as it is, so that those who know the site's own feed know it again.
    pub(crate) identifier: String,
    /// The same where it must be an absolute IRI.
    pub(crate) iri: String,
    /// HTML; may be empty.
    pub(crate) content: String,
    /// Plain text.
    pub(crate) summary: Option<String>,
    pub(crate) published: Option<DateTime>,
    pub(crate) modified: Option<DateTime>,
    pub(crate) featured: Option<(String, &'a Image)>,
    pub(crate) enclosures: Vec<Enclosure>,
}

/// A sound of the post.
pub(crate) struct Enclosure {
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

impl<'a> Item<'a> {
    pub(crate) fn new(
        post: &'a Post,
        position: usize,
        edition: &EditionInfo,
        media: &dyn MediaStore,
    ) -> Self {
        let link = post.link.as_deref().and_then(web_address);
        let stem = edition.entries.get(position).map_or("", |entry| entry.stem.as_str());
        let summary = post.excerpt.as_ref().map(|excerpt| clean(&excerpt.value).trim().to_owned());
        let summary = summary.filter(|summary| !summary.is_empty());
        let featured = post.featured.as_ref();
        Self {
            place: Place::file(&*post.provenance.origin).at(&post.provenance.pointer).within(post.label()),
            title: title(post, summary.as_deref()),
            content: post_to_content(post, link.as_deref(), stem, edition),
            identifier: identifier(post),
            iri: iri(post),
            published: post.published.filter(in_range),
            modified: post.modified.filter(in_range),
            featured: featured.and_then(|image| Some((web_address(&image.url)?, image))),
            enclosures: enclosures(&post.body, media),
            link,
            summary,
            post,
        }
    }

    /// Its last change, as far as it is known.
    pub(crate) fn changed(&self) -> Option<DateTime> {
        self.modified.or(self.published)
    }

    /// The authors that have names.
    pub(crate) fn authors(&self) -> impl Iterator<Item = Writer> {
        self.post.authors.iter().filter_map(|author: &Author| {
            let name = line(author.name.as_deref()?)?;
            Some(Writer { name, url: author.url.as_deref().and_then(web_address) })
        })
    }

    /// Taxonomy, slug and name of each term.
    pub(crate) fn terms(&self) -> impl Iterator<Item = (String, Option<String>, String)> {
        self.post.terms.iter().filter_map(|term| {
            let taxonomy = line(&term.taxonomy).unwrap_or_else(|| "term".to_owned());
            Some((taxonomy, term.slug.as_deref().and_then(line), line(&term.name.value)?))
        })
    }
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

/// The guid, else the link, else a name made of site, type and id.
fn identifier(post: &Post) -> String {
    let known = [&post.guid, &post.link].into_iter().flatten().find_map(|known| line(known));
    known.unwrap_or_else(|| made_identifier(post))
}

/// The first of these that is an absolute IRI (RFC 4287 §4.2.6).
fn iri(post: &Post) -> String {
    let known = [&post.guid, &post.link].into_iter().flatten().find_map(|known| absolute_iri(known));
    known.map_or_else(|| made_identifier(post), str::to_owned)
}

fn made_identifier(post: &Post) -> String {
    let bare = Post {
        id: post.id,
        site: post.site.clone(),
        kind: post.kind.clone(),
        slug: post.slug.clone(),
        ..Post::default()
    };
    let mut name = String::new();
    for c in bare.identifier().chars() {
        if c.is_alphanumeric() || matches!(c, ':' | ',' | '.' | '-' | '_' | '~' | '+' | '@') {
            name.push(c);
        } else {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| name.push_str(&format!("%{byte:02X}")));
        }
    }
    name
}

/// Years that RFC 822 and RFC 3339 can write.
fn in_range(date: &DateTime) -> bool {
    (1..=9999).contains(&date.civil().year())
        && (1..=9999).contains(&DateTime::utc(date.timestamp).civil().year())
}

fn enclosures(blocks: &[Block], media: &dyn MediaStore) -> Vec<Enclosure> {
    struct Sounds<'a> {
        media: &'a dyn MediaStore,
        found: Vec<Enclosure>,
    }
    impl Visitor for Sounds<'_> {
        fn block(&mut self, block: &Block) {
            if let Block::Media(Media { kind: MediaKind::Audio, url, media_type, .. }) = block
                && let Some(address) = web_address(url)
                && !self.found.iter().any(|known| known.url == address)
            {
                let item = self.media.find(url);
                let length = item.as_ref().map(|item| item.size);
                let media_type = item.map(|item| item.media_type).or_else(|| media_type.clone());
                if let Some(media_type) = media_type.as_deref().and_then(line) {
                    self.found.push(Enclosure { url: address, media_type, length });
                }
            }
            walk_block(self, block);
        }
    }
    let mut sounds = Sounds { media, found: Vec::new() };
    walk_blocks(&mut sounds, blocks);
    sounds.found
}
