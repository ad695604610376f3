//! A rendered post.

use crate::{
    item::Item,
    options::{FeedOptions, Group},
};
use offprint_core::{DateTime, Place};

/// One post as an item of a feed, finished but for its identifier, which must be unique in the feed.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub(crate) place: Place,
    /// Where the post stands among the edition's.
    pub(crate) position: usize,
    pub(crate) identifier: String,
    pub(crate) permalink: bool,
    pub(crate) changed: Option<DateTime>,
    /// The feeds that it belongs to, where there are several.
    pub(crate) groups: Vec<Group>,
    /// Whether it is an episode of a podcast.
    pub(crate) episode: bool,
    pub(crate) before: String,
    pub(crate) after: String,
}

impl Sheet {
    /// A sheet of this item: what stands before its identifier, and after it.
    pub(crate) fn new(
        item: &Item<'_>,
        position: usize,
        options: &FeedOptions,
        before: String,
        after: String,
    ) -> Self {
        Self {
            permalink: item.link.as_ref() == Some(&item.identifier),
            changed: item.published.max(item.modified),
            place: item.place.clone(),
            identifier: item.identifier.clone(),
            groups: options.split.as_ref().map(|split| split.groups(item.post)).unwrap_or_default(),
            episode: item.episode().is_some(),
            position,
            before,
            after,
        }
    }
}
