//! Feeds: RSS 2.0, Atom 1.0 (RFC 4287) and JSON Feed 1.1, with the whole text of every post.
//!
//! [`Rss`], [`Atom`] and [`JsonFeed`] are exporters alike: a post is rendered once, to the bytes of its item; binding
//! copies them between a head and a tail. All HTML passes ammonia on its way out. Nothing comes from the clock: a
//! feed is as new as its newest post.
#![forbid(unsafe_code)]

mod atom;
mod bind;
pub mod check;
mod content;
mod feed;
mod front;
mod guard;
mod item;
mod json_feed;
mod opml;
mod options;
mod players;
mod rss;
mod sheet;
mod stylesheet;
mod text;
mod xml;

pub use atom::Atom;
pub use guard::guarded;
pub use json_feed::JsonFeed;
pub use options::{ContentAs, EmbedsAs, FeedOptions, Ids, SiteId, Split};
pub use rss::Rss;
pub use sheet::Sheet;

#[cfg(test)]
mod tests;
