//! Posts picked by hand: by number, slug or address.

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::model::Post;
use crate::outline::Outline;
use std::collections::BTreeMap;

/// What an editor calls a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostName(String);

impl PostName {
    /// A number, a slug or an address.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// Whether it is this post. Of an address neither the scheme counts nor a slash at the end.
    pub fn names(&self, post: &Outline) -> bool {
        self.is(post.id, &post.slug, post.link.as_deref())
    }

    fn is(&self, id: Option<u64>, slug: &str, link: Option<&str>) -> bool {
        if let Some(address) = place_of(&self.0) {
            return link.and_then(place_of) == Some(address);
        }
        slug == self.0 || id.is_some_and(|id| id.to_string() == self.0)
    }

    /// As it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An address without scheme, fragment and slash at the end; `None` for what is none.
fn place_of(text: &str) -> Option<&str> {
    let (_, place) = text.split_once("://")?;
    Some(place.split('#').next().unwrap_or(place).trim_end_matches('/'))
}

/// The place that a list of names gives a post.
pub(super) fn position(names: &[PostName], post: &Post) -> Option<usize> {
    names.iter().position(|name| name.is(post.id, &post.slug, post.link.as_deref()))
}

/// The same, of a post that was taken.
pub(super) fn place(names: &[PostName], post: &Outline) -> Option<usize> {
    names.iter().position(|name| name.names(post))
}

/// Says which names found no post that was taken, and why if it is known.
pub(super) fn missing<'a>(
    names: &[PostName],
    taken: &(impl Iterator<Item = &'a Outline> + Clone),
    reasons: &BTreeMap<usize, String>,
) -> Vec<Diagnostic> {
    let gone = names.iter().enumerate().filter(|(_, name)| !taken.clone().any(|post| name.names(post)));
    let said = gone.map(|(index, name)| {
        let name = name.as_str();
        let (code, message) = match reasons.get(&index) {
            Some(reason) => {
                (codes::POST_SKIPPED, format!("the hand-picked post `{name}` is held back: {reason}"))
            }
            None => (codes::POST_NOT_FOUND, format!("the hand-picked post `{name}` is not in the input")),
        };
        Diagnostic::new(code, &Place::default(), message)
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_slugs_and_addresses_name_posts() {
        let post = Post {
            id: Some(5096),
            slug: "bees".into(),
            link: Some("https://garden.example/news/bees/".into()),
            ..Post::default()
        };
        let check = |name: &str, expected| {
            assert_eq!(
                PostName::parse(name).unwrap().is(post.id, &post.slug, post.link.as_deref()),
                expected,
                "{name}"
            );
        };
        check("5096", true);
        check(" bees ", true);
        check("http://garden.example/news/bees#top", true);
        check("https://garden.example/news/", false);
        check("509", false);
        assert!(PostName::parse(" ").is_none());
    }
}
