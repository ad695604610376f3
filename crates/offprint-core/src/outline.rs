//! A post as order, sections and the edition see it: without its text.

use crate::model::{DateTime, Direction, Language, Post, Sourced, Term};
use std::sync::Arc;

/// What is kept of a post between selection and the edition. There may be very many, so it is small: what all posts of
/// a site share is held once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// WordPress's number.
    pub id: Option<u64>,
    /// The site's address.
    pub site: Option<Arc<str>>,
    /// WordPress's post type.
    pub kind: Arc<str>,
    /// The slug, percent-decoded.
    pub slug: Box<str>,
    /// The canonical address.
    pub link: Option<Box<str>>,
    /// The title as plain text, on one line.
    pub title: Box<str>,
    /// When it was published.
    pub published: Option<DateTime>,
    /// When it was last changed.
    pub modified: Option<DateTime>,
    /// The names of its known authors.
    pub authors: Box<[Arc<str>]>,
    /// Its terms, of those taxonomies that matter.
    pub terms: Box<[Classed]>,
    /// The language: stated, or derived from the text.
    pub language: Option<Sourced<Language>>,
    /// The direction, where it is not the language's.
    pub direction: Option<Direction>,
    /// How many words the text has, about; 0 when that was not asked.
    pub words: u32,
    /// Position among pages.
    pub menu_order: i64,
}

/// A term as sections see it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Classed {
    /// The taxonomy's name.
    pub taxonomy: Arc<str>,
    /// What tells the term from others of its taxonomy: the slug, else the name.
    pub key: Arc<str>,
    /// The name to show.
    pub name: Arc<str>,
}

/// Makes outlines that share what is the same in them.
#[derive(Debug, Default)]
pub(crate) struct Outliner {
    shared: std::collections::HashSet<Arc<str>>,
}

impl Outliner {
    fn share(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.shared.get(text) {
            return known.clone();
        }
        let new: Arc<str> = text.into();
        self.shared.insert(new.clone());
        new
    }

    fn language(&mut self, language: &Sourced<Language>) -> Sourced<Language> {
        Sourced { value: Language::shared(self.share(language.value.as_str())), derived: language.derived }
    }

    /// The outline of a post, with the terms of these taxonomies; `None` for all.
    pub(crate) fn outline(&mut self, post: &Post, taxonomies: Option<&[String]>) -> Outline {
        let matters = |term: &&Term| taxonomies.is_none_or(|known| known.contains(&term.taxonomy));
        let terms = post.terms.iter().filter(matters).map(|term| Classed {
            taxonomy: self.share(&term.taxonomy),
            key: self.share(term.slug.as_ref().unwrap_or(&term.name.value)),
            name: self.share(&term.name.value),
        });
        let terms = terms.collect();
        Outline {
            id: post.id,
            site: post.site.as_deref().map(|site| self.share(site)),
            kind: self.share(&post.kind),
            slug: post.slug.as_str().into(),
            link: post.link.as_deref().map(Into::into),
            title: post.title_text().into(),
            published: post.published,
            modified: post.modified,
            authors: post.author_names().map(|name| self.share(name)).collect(),
            terms,
            language: post.language.as_ref().map(|language| self.language(language)),
            direction: post.direction,
            words: 0,
            menu_order: post.menu_order,
        }
    }
}

impl From<&Post> for Outline {
    fn from(post: &Post) -> Self {
        Outliner::default().outline(post, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_posts_share_is_held_once_and_terms_of_no_matter_not_at_all() {
        let term = |taxonomy: &str, name: &str| Term {
            taxonomy: taxonomy.into(),
            name: Sourced::read(name.into()),
            ..Term::default()
        };
        let post = Post {
            site: Some("https://garden.example".into()),
            kind: "post".into(),
            terms: vec![term("category", "Soil"), term("post_tag", "worms")],
            ..Post::default()
        };
        let mut outliner = Outliner::default();
        let category = ["category".to_owned()];
        let (one, two) = (outliner.outline(&post, Some(&category)), outliner.outline(&post, Some(&category)));
        assert_eq!(one.terms.len(), 1);
        assert_eq!((&*one.terms[0].key, &*one.terms[0].name), ("Soil", "Soil"));
        assert!(Arc::ptr_eq(&one.kind, &two.kind) && Arc::ptr_eq(&one.terms[0].name, &two.terms[0].name));
        assert_eq!(Outline::from(&post).terms.len(), 2);
    }
}
