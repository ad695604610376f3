//! WordPress's own export (WXR: RSS 2.0 with the namespaces of versions 1.0 to 1.2).
//!
//! [`scan`] finds the items without parsing them and holds one at a time; [`Channel`] keeps what the rest says of the
//! site; [`item`] makes of one item the object that the REST API would answer, so that posts of both are read by the
//! same code.

mod channel;
mod element;
mod item;
mod php;
mod scan;

pub use channel::Channel;
pub use element::Problem;
pub use item::{Item, ItemKind, item};
pub use scan::{Part, scan};

/// Whether these bytes begin an XML document: a declaration or the root of a feed.
pub fn is_xml(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = |with: &[u8]| start.get(..with.len()).is_some_and(|has| has.eq_ignore_ascii_case(with));
    [b"<?xml".as_slice(), b"<rss", b"<rdf", b"<channel", b"<feed"].into_iter().any(begins)
}
