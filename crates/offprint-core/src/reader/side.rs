//! What other answers of the same site tell about its posts.

use super::attachments::{self, Attachment};
use super::fields::{self, decoded, plain};
use super::shape::Shape;
use crate::html::urls;
use crate::model::{Author, Image, Language};
use jiff::tz::{Offset, TimeZone};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// Tables of things that posts name by number.
#[derive(Debug, Default)]
pub(super) struct SideTables {
    /// The site's URL as the user states it.
    pub(super) site_url: Option<String>,
    pub(super) site: SiteFacts,
    pub(super) users: HashMap<u64, Author>,
    pub(super) media: HashMap<u64, Image>,
    /// All files of the media library, for text that names them by number.
    pub(super) attachments: BTreeMap<u64, Attachment>,
    /// The raw text of blocks that posts name by number.
    pub(super) reusable_blocks: HashMap<u64, String>,
    /// By taxonomy and number.
    pub(super) terms: HashMap<(String, u64), KnownTerm>,
    /// How many comments of each post were among the answers.
    pub(super) comments: HashMap<u64, u32>,
    /// Names of taxonomies by the keys under which posts list their terms.
    pub(super) taxonomies: HashMap<String, String>,
}

/// What is known of the site itself.
#[derive(Debug, Default)]
pub(super) struct SiteFacts {
    pub(super) name: Option<String>,
    pub(super) url: Option<String>,
    /// The site's clock: a named zone, or a fixed offset.
    pub(super) clock: Option<TimeZone>,
    pub(super) language: Option<Language>,
}

impl SiteFacts {
    /// Adds what another answer says; the first to say a thing is believed.
    pub(super) fn take(&mut self, other: Self) {
        self.name = self.name.take().or(other.name);
        self.url = self.url.take().or(other.url);
        self.clock = self.clock.take().or(other.clock);
        self.language = self.language.take().or(other.language);
    }
}

/// A term that some answer describes.
#[derive(Debug, Clone)]
pub(super) struct KnownTerm {
    pub(super) name: String,
    pub(super) slug: Option<String>,
    pub(super) link: Option<String>,
}

impl SideTables {
    /// Takes in an object that is no post.
    pub(super) fn take(&mut self, shape: &Shape, value: &Value) {
        match shape {
            Shape::Site => self.site.take(site(value)),
            Shape::Settings => self.site.take(settings(value)),
            Shape::User => {
                if let Some((id, user)) = fields::id(value.get("id")).zip(user(value)) {
                    self.users.insert(id, user);
                }
            }
            Shape::Media => {
                if let Some((id, file)) = fields::id(value.get("id")).zip(attachments::read(value)) {
                    self.attachments.insert(id, file);
                }
                if let Some((id, image)) = fields::id(value.get("id")).zip(media(value)) {
                    self.media.insert(id, image);
                }
            }
            Shape::Term => {
                if let Some((key, term)) = term(value) {
                    self.terms.insert(key, term);
                }
            }
            Shape::Comment => {
                let approved = fields::text(value, "status").is_none_or(|status| status == "approved");
                if let Some(post) = fields::id(value.get("post")).filter(|_| approved) {
                    *self.comments.entry(post).or_default() += 1;
                }
            }
            Shape::Taxonomy => {
                if let Some(name) = fields::text(value, "slug") {
                    let base = fields::text(value, "rest_base").unwrap_or(name);
                    self.taxonomies.insert(base.to_owned(), name.to_owned());
                }
            }
            Shape::Taxonomies => {
                for (name, taxonomy) in value.as_object().into_iter().flatten() {
                    let base = fields::text(taxonomy, "rest_base").unwrap_or(name);
                    self.taxonomies.insert(base.to_owned(), name.clone());
                }
            }
            _ => {}
        }
    }
}

impl SideTables {
    /// Takes in a `wp_block`: a block that posts name by its number.
    pub(super) fn take_reusable_block(&mut self, value: &Value) {
        let raw = value.pointer("/content/raw").and_then(Value::as_str);
        if let Some((id, raw)) = fields::id(value.get("id")).zip(raw) {
            self.reusable_blocks.insert(id, raw.to_owned());
        }
    }
}

/// A user: one that has a name. Error objects of deleted users have none.
pub(super) fn user(value: &Value) -> Option<Author> {
    let name = plain(fields::text(value, "name")?);
    let url = ["link", "url"]
        .iter()
        .filter_map(|name| fields::text(value, name))
        .find_map(|url| urls::link_url(url, None));
    Some(Author {
        id: fields::id(value.get("id")),
        name: Some(name).filter(|name| !name.is_empty()),
        slug: fields::text(value, "slug").map(decoded),
        url,
    })
}

/// A picture of the media library: one that has a source; a whole site description may stand in its place.
pub(super) fn media(value: &Value) -> Option<Image> {
    let url = urls::picture_url(fields::text(value, "source_url")?, None)?;
    let mime = fields::text(value, "mime_type").unwrap_or("image/");
    if !mime.starts_with("image/") {
        return None;
    }
    let details = value.get("media_details");
    let size = |name: &str| fields::pixels(details.and_then(|details| details.get(name)));
    let alt = value.get("alt_text").and_then(Value::as_str).map(plain).filter(|alt| !alt.is_empty());
    Some(Image {
        url,
        alt,
        width: size("width"),
        height: size("height"),
        id: fields::id(value.get("id")),
        ..Image::default()
    })
}

/// A term: one that has a taxonomy and a name.
pub(super) fn term(value: &Value) -> Option<((String, u64), KnownTerm)> {
    let (taxonomy, id, term) = named_term(value)?;
    Some(((taxonomy, id?), term))
}

/// A term whose number may not be known: exports name terms by their slugs.
pub(super) fn named_term(value: &Value) -> Option<(String, Option<u64>, KnownTerm)> {
    let taxonomy = fields::text(value, "taxonomy")?.to_owned();
    let id = fields::id(value.get("id"));
    let name = plain(fields::text(value, "name")?);
    let slug = fields::text(value, "slug").map(decoded);
    let link = fields::text(value, "link").and_then(|link| urls::link_url(link, None));
    Some((taxonomy, id, KnownTerm { name, slug, link }))
}

fn site(value: &Value) -> SiteFacts {
    let offset = match value.get("gmt_offset") {
        Some(Value::Number(hours)) => hours.as_f64(),
        Some(Value::String(hours)) => hours.trim().parse().ok(),
        _ => None,
    };
    #[expect(clippy::cast_possible_truncation, reason = "within a day's seconds, checked")]
    let offset = offset.filter(|hours| hours.abs() <= 14.0).map(|hours: f64| (hours * 3600.0).round() as i32);
    // A named zone has summer time: the offset of the hour in which the site was asked says less.
    let zone = fields::text(value, "timezone_string").and_then(|zone| TimeZone::get(zone).ok());
    let fixed = || offset.and_then(|seconds| Offset::from_seconds(seconds).ok()).map(TimeZone::fixed);
    SiteFacts {
        name: fields::text(value, "name").map(plain),
        url: ["home", "url"].iter().find_map(|name| urls::absolute_url(fields::text(value, name)?, None)),
        clock: zone.or_else(fixed),
        language: None,
    }
}

/// The settings' answer: what an editor's login may see.
fn settings(value: &Value) -> SiteFacts {
    SiteFacts {
        name: fields::text(value, "title").map(plain),
        url: fields::text(value, "url").and_then(|url| urls::absolute_url(url, None)),
        clock: fields::text(value, "timezone").and_then(|zone| TimeZone::get(zone).ok()),
        language: fields::text(value, "language").and_then(Language::parse),
    }
}
