//! Which posts are exported, and in which order.

mod expression;
mod named;

pub use expression::{Expression, ParseError};
pub use named::PostName;

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::edition::slugify;
use crate::fingerprint;
use crate::model::{DateTime, Post, Status, Term};
use crate::outline::{Outline, Outliner};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

/// What to take. The default takes what is public, newest first.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Published at or after this.
    pub since: Option<Bound>,
    /// Published at or before this.
    pub until: Option<Bound>,
    /// Of one of these types; empty for all.
    pub types: Vec<String>,
    /// With a term of each taxonomy that is named here, and one of its slugs.
    pub terms: Vec<TermFilter>,
    /// By one of these authors: slug, number or name; empty for all.
    pub authors: Vec<String>,
    /// Of one of these statuses; empty for what is public.
    pub statuses: Vec<Status>,
    /// Whether every status is taken.
    pub any_status: bool,
    /// Whether posts behind a password are taken, as far as they can be read.
    pub include_protected: bool,
    /// Picked by hand, in this order; empty for all.
    pub posts: Vec<PostName>,
    /// None of these.
    pub exclude: Vec<PostName>,
    /// For which this holds.
    pub condition: Option<Expression>,
    /// At most so many.
    pub limit: Option<usize>,
    /// In this order.
    pub sort: Sort,
}

/// A limit in time: a day of the site's calendar, or a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// `2025-04-30`, the whole day.
    Day(String),
    /// `2025-04-30T12:00:00Z`
    Moment(DateTime),
}

impl Bound {
    /// Reads either form.
    pub fn parse(text: &str) -> Option<Self> {
        let moment = DateTime::parse(text)?;
        Some(if text.trim().len() == 10 { Self::Day(text.trim().to_owned()) } else { Self::Moment(moment) })
    }

    fn compare(&self, date: &DateTime) -> Ordering {
        match self {
            Self::Day(day) => date.date().as_str().cmp(day),
            Self::Moment(moment) => date.cmp(moment),
        }
    }
}

/// A term that posts must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermFilter {
    /// `category`, `post_tag`, `news-type`; `categories` and `tags` are understood.
    pub taxonomy: String,
    /// The slug, or the number.
    pub slug: String,
}

impl TermFilter {
    /// Reads `TAXONOMY:SLUG`.
    pub fn parse(text: &str) -> Option<Self> {
        let (taxonomy, slug) = text.split_once(':')?;
        let taxonomy = match taxonomy.trim() {
            "categories" => "category",
            "tags" | "tag" => "post_tag",
            other => other,
        };
        let slug = slug.trim();
        (!taxonomy.is_empty() && !slug.is_empty())
            .then(|| Self { taxonomy: taxonomy.to_owned(), slug: slug.to_owned() })
    }

    fn matches(&self, term: &Term) -> bool {
        term.taxonomy == self.taxonomy
            && (term.slug.as_deref() == Some(&self.slug)
                || term.id.is_some_and(|id| id.to_string() == self.slug)
                || !term.name.value.is_empty() && slugify(&term.name.value) == slugify(&self.slug))
    }
}

/// The order of posts; undated ones come last, ties are settled by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// By title, letter case aside.
    Title,
    /// By `menu_order`, then title.
    Menu,
}

/// What was left out, by reason: `draft`, `protected`, `before 2025-01-01`…
pub type LeftOut = BTreeMap<String, usize>;

/// A post that was taken: its place in the input, and its outline.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Its index in the reader.
    pub index: usize,
    /// The post, as far as order and edition need it.
    pub outline: Box<Outline>,
}

/// What a selection made of the posts.
#[derive(Debug, Default)]
pub struct Picked {
    /// Those taken, in order.
    pub posts: Vec<Taken>,
    /// Those left out, by reason.
    pub left_out: LeftOut,
    /// How often a post was given again.
    pub notes: Vec<Diagnostic>,
    /// How many different posts there were.
    pub found: usize,
}

/// Takes posts one by one, so that those left out need no memory. Of a post that is given more than once (by site,
/// type and number) the version changed last counts, whether it is taken or left out.
#[derive(Debug)]
pub struct Picker<'a> {
    selection: &'a Selection,
    seen: HashMap<u128, Seen>,
    taken: BTreeMap<usize, Box<Outline>>,
    outliner: Outliner,
    reasons: Vec<String>,
    anonymous: Vec<Option<usize>>,
    notes: Vec<Diagnostic>,
    /// The taxonomies whose terms stay in the outlines; `None` for all.
    taxonomies: Option<Vec<String>>,
    /// What stands against posts that were picked by hand, by their place in the list.
    held_back: BTreeMap<usize, String>,
}

/// The version of a post that counts so far.
#[derive(Debug, Clone, Copy)]
struct Seen {
    index: usize,
    modified: Option<DateTime>,
    /// Which reason stands against it.
    reason: Option<usize>,
}

impl<'a> Picker<'a> {
    /// A picker for this selection.
    pub fn new(selection: &'a Selection) -> Self {
        Self {
            selection,
            seen: HashMap::new(),
            taken: BTreeMap::new(),
            outliner: Outliner::default(),
            reasons: Vec::new(),
            anonymous: Vec::new(),
            notes: Vec::new(),
            taxonomies: None,
            held_back: BTreeMap::new(),
        }
    }

    /// The same, keeping of terms only those of these taxonomies: what was selected by is not needed any more.
    #[must_use]
    pub fn keeping(self, taxonomies: Vec<String>) -> Self {
        Self { taxonomies: Some(taxonomies), ..self }
    }

    fn take(&mut self, index: usize, post: &Post) {
        let outline = self.outliner.outline(post, self.taxonomies.as_deref());
        self.taken.insert(index, Box::new(outline));
    }

    /// Looks at the next post.
    pub fn look_at(&mut self, index: usize, outline: &Post) {
        let reason = self.selection.reason_against(outline);
        if let (Some(reason), Some(name)) = (&reason, named::position(&self.selection.posts, outline)) {
            self.held_back.insert(name, reason.clone());
        }
        let reason = reason.map(|reason| self.reason(reason));
        let Some(identity) = identity(outline) else {
            self.anonymous.push(reason);
            if reason.is_none() {
                self.take(index, outline);
            }
            return;
        };
        let seen = Seen { index, modified: outline.modified, reason };
        if let Some(&before) = self.seen.get(&identity) {
            let place = Place::file(&outline.provenance.origin)
                .at(&outline.provenance.pointer)
                .within(outline.label());
            let message = "given more than once: the version changed last is taken";
            self.notes.push(Diagnostic::new(codes::POST_DUPLICATE, &place, message));
            if outline.modified <= before.modified {
                return;
            }
            // The newer version stands where the older stood.
            self.taken.remove(&before.index);
        }
        self.seen.insert(identity, seen);
        if reason.is_none() {
            self.take(index, outline);
        }
    }

    fn reason(&mut self, reason: String) -> usize {
        let known = self.reasons.iter().position(|known| *known == reason);
        known.unwrap_or_else(|| {
            self.reasons.push(reason);
            self.reasons.len() - 1
        })
    }

    /// The posts that are taken, in order, and what was left out.
    pub fn finish(self) -> Picked {
        let Self { selection, seen, taken, reasons, anonymous, mut notes, held_back, .. } = self;
        let found = seen.len() + anonymous.len();
        let mut left_out = LeftOut::new();
        for reason in seen.into_values().map(|seen| seen.reason).chain(anonymous).flatten() {
            *left_out.entry(reasons[reason].clone()).or_default() += 1;
        }
        let mut posts: Vec<Taken> =
            taken.into_iter().map(|(index, outline)| Taken { index, outline }).collect();
        if selection.posts.is_empty() {
            posts.sort_by(|a, b| selection.compare(&a.outline, &b.outline).then(a.index.cmp(&b.index)));
        } else {
            posts.sort_by_cached_key(|taken| named::place(&selection.posts, &taken.outline));
        }
        notes.extend(named::missing(
            &selection.posts,
            &posts.iter().map(|taken| &*taken.outline),
            &held_back,
        ));
        if let Some(limit) = selection.limit
            && posts.len() > limit
        {
            left_out.insert("over the limit".to_owned(), posts.len() - limit);
            posts.truncate(limit);
        }
        Picked { posts, left_out, notes, found }
    }
}

/// What tells a post from all others: site, type and number, else its address or guid. A hash, for there may be
/// very many.
fn identity(post: &Post) -> Option<u128> {
    let number = post.id.map(|id| id.to_string());
    let identity = number.as_ref().or(post.link.as_ref()).or(post.guid.as_ref())?;
    let site = post.site.as_deref().map(|site| site.split("://").last().unwrap_or(site));
    Some(fingerprint::of((site, &post.kind, identity)))
}

impl Selection {
    fn reason_against(&self, post: &Post) -> Option<String> {
        self.reason_before_condition(post).or_else(|| {
            let fails = self.condition.as_ref().is_some_and(|condition| !condition.holds(post));
            fails.then(|| "the condition does not hold".to_owned())
        })
    }

    /// Whether the text of this post must be known to judge it: everything but the condition takes it.
    pub fn needs_text_of(&self, outline: &Post) -> bool {
        self.condition.as_ref().is_some_and(Expression::needs_text)
            && self.reason_before_condition(outline).is_none()
    }

    /// Whether the language of this post, all else of which is known, is worth finding: the condition asks for it, or
    /// the post will be taken in any case.
    pub fn needs_language_of(&self, outline: &Post) -> bool {
        if self.condition.as_ref().is_some_and(Expression::needs_language) {
            return self.reason_before_condition(outline).is_none();
        }
        self.limit.is_none() && !self.needs_text_of(outline) && self.reason_against(outline).is_none()
    }

    fn reason_before_condition(&self, post: &Post) -> Option<String> {
        let of_status = match (&post.status, self.any_status) {
            (_, true) => true,
            (status, _) if self.statuses.is_empty() => *status == Status::Publish,
            (status, _) => self.statuses.contains(status),
        };
        if !of_status {
            return Some(post.status.as_str().to_owned());
        }
        if post.protected && !self.include_protected {
            return Some("protected".to_owned());
        }
        if !self.types.is_empty() && !self.types.contains(&post.kind) {
            return Some("other type".to_owned());
        }
        if let Some(bound) = &self.since
            && post.published.as_ref().is_none_or(|date| bound.compare(date) == Ordering::Less)
        {
            return Some("too old".to_owned());
        }
        if let Some(bound) = &self.until
            && post.published.as_ref().is_none_or(|date| bound.compare(date) == Ordering::Greater)
        {
            return Some("too new".to_owned());
        }
        if !self.has_terms(post) {
            return Some("other terms".to_owned());
        }
        let by = |wanted: &String| {
            post.authors.iter().any(|author| {
                author.slug.as_ref() == Some(wanted)
                    || author.id.is_some_and(|id| id.to_string() == *wanted)
                    || author.name.as_ref().is_some_and(|name| name.to_lowercase() == wanted.to_lowercase())
            })
        };
        if !self.authors.is_empty() && !self.authors.iter().any(by) {
            return Some("other author".to_owned());
        }
        if !self.posts.is_empty() && named::position(&self.posts, post).is_none() {
            return Some("not picked".to_owned());
        }
        named::position(&self.exclude, post).map(|_| "excluded".to_owned())
    }

    /// One of the named terms in every taxonomy that is named.
    fn has_terms(&self, post: &Post) -> bool {
        self.terms.iter().all(|filter| {
            let mut of_taxonomy = self.terms.iter().filter(|other| other.taxonomy == filter.taxonomy);
            of_taxonomy.any(|filter| post.terms.iter().any(|term| filter.matches(term)))
        })
    }

    fn compare(&self, a: &Outline, b: &Outline) -> Ordering {
        let newest = || match (&a.published, &b.published) {
            (Some(a), Some(b)) => b.cmp(a),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        let title = || a.title.to_lowercase().cmp(&b.title.to_lowercase());
        let order = match self.sort {
            Sort::Newest => newest(),
            Sort::Oldest if a.published.is_some() && b.published.is_some() => newest().reverse(),
            Sort::Oldest => newest(),
            Sort::Title => title(),
            Sort::Menu => a.menu_order.cmp(&b.menu_order).then_with(title),
        };
        order.then_with(|| (&a.site, &a.kind, a.id, &a.slug).cmp(&(&b.site, &b.kind, b.id, &b.slug)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Sourced;

    fn post(id: u64, date: &str, title: &str) -> Post {
        Post {
            id: Some(id),
            kind: "post".into(),
            published: DateTime::parse(date),
            title: Sourced::read(vec![crate::model::Inline::Text(title.into())]),
            ..Post::default()
        }
    }

    fn ids(selection: &Selection, posts: &[Post]) -> (Vec<u64>, LeftOut) {
        let picked = pick(selection, posts);
        (picked.posts.iter().filter_map(|taken| taken.outline.id).collect(), picked.left_out)
    }

    fn pick(selection: &Selection, posts: &[Post]) -> Picked {
        let mut picker = Picker::new(selection);
        posts.iter().enumerate().for_each(|(index, post)| picker.look_at(index, post));
        picker.finish()
    }

    #[test]
    fn order() {
        let posts = || {
            vec![
                post(1, "2025-01-02", "b"),
                post(2, "", "a"),
                post(3, "2025-01-03", "C"),
                post(4, "2025-01-02", "d"),
            ]
        };
        let sorted = |sort| ids(&Selection { sort, ..Selection::default() }, &posts()).0;
        assert_eq!(sorted(Sort::Newest), [3, 1, 4, 2]);
        assert_eq!(sorted(Sort::Oldest), [1, 4, 3, 2]);
        assert_eq!(sorted(Sort::Title), [2, 1, 3, 4]);
    }

    #[test]
    fn bounds_are_whole_days_of_the_site() {
        let posts =
            || vec![post(1, "2025-01-02T23:30:00-06:00", "a"), post(2, "2025-01-03T00:10:00-06:00", "b")];
        let until = Selection { until: Bound::parse("2025-01-02"), ..Selection::default() };
        assert_eq!(ids(&until, &posts()).0, [1]);
        let since = Selection { since: Bound::parse("2025-01-03T06:00:00Z"), ..Selection::default() };
        assert_eq!(ids(&since, &posts()).0, [2]);
    }

    #[test]
    fn what_is_not_public_is_held_back_and_counted() {
        let draft = Post { status: Status::Draft, ..post(1, "2025-01-01", "a") };
        let locked = Post { protected: true, ..post(2, "2025-01-01", "b") };
        let posts = vec![draft, locked, post(3, "2025-01-01", "c")];
        let (taken, left_out) = ids(&Selection::default(), &posts);
        assert_eq!(taken, [3]);
        assert_eq!(left_out.get("draft"), Some(&1));
        assert_eq!(left_out.get("protected"), Some(&1));
        let all = Selection { any_status: true, include_protected: true, ..Selection::default() };
        assert_eq!(ids(&all, &posts).0.len(), 3);
    }

    #[test]
    fn what_is_picked_by_hand_keeps_its_order_and_what_is_missing_is_named() {
        let names = |all: &[&str]| all.iter().filter_map(|name| PostName::parse(name)).collect::<Vec<_>>();
        let draft = Post { status: Status::Draft, ..post(4, "2025-01-04", "d") };
        let posts = || {
            vec![
                post(1, "2025-01-02", "a"),
                post(2, "2025-01-01", "b"),
                post(3, "2025-01-03", "c"),
                draft.clone(),
            ]
        };
        let picked = Selection { posts: names(&["3", "9", "1", "4"]), ..Selection::default() };
        let picked = pick(&picked, &posts());
        let said: Vec<&str> = picked.notes.iter().map(|note| note.message.as_str()).collect();
        let missing =
            ["the hand-picked post `9` is not in the input", "the hand-picked post `4` is held back: draft"];
        assert_eq!(picked.posts.iter().filter_map(|taken| taken.outline.id).collect::<Vec<_>>(), [3, 1]);
        assert_eq!(said, missing);
        let exclude = Selection { exclude: names(&["3"]), ..Selection::default() };
        assert_eq!(ids(&exclude, &posts()).0, [1, 2]);
    }

    #[test]
    fn the_newest_version_is_kept() {
        let old = Post { modified: DateTime::parse("2025-01-01"), ..post(1, "2025-01-01", "old") };
        let new = Post { modified: DateTime::parse("2025-02-01"), ..post(1, "2025-01-01", "new") };
        let picked = pick(&Selection::default(), &[new.clone(), old.clone()]);
        assert_eq!((&*picked.posts[0].outline.title, picked.posts.len()), ("new", 1));
        assert_eq!((picked.notes.len(), picked.found), (1, 1));
        // A draft that was made of a public post takes it away.
        let draft = Post { status: Status::Draft, ..new };
        let picked = pick(&Selection::default(), &[old, draft]);
        assert_eq!((picked.posts.len(), picked.left_out.get("draft")), (0, Some(&1)));
    }

    #[test]
    fn terms() {
        let mut tagged = post(1, "2025-01-01", "a");
        tagged.terms = vec![Term {
            taxonomy: "news-type".into(),
            name: Sourced::derived("Ree News".into()),
            ..Term::default()
        }];
        let with = |text: &str| Selection {
            terms: TermFilter::parse(text).into_iter().collect(),
            ..Selection::default()
        };
        assert_eq!(ids(&with("news-type:ree-news"), std::slice::from_ref(&tagged)).0, [1]);
        assert!(ids(&with("news-type:other"), &[tagged]).0.is_empty());
    }
}
