//! Posts put into sections: by a taxonomy, by author, by month, by type.

mod wording;

use crate::edition::Section;
use crate::model::Language;
use crate::outline::Outline;
use std::collections::HashMap;
use std::convert::Infallible;
use std::str::FromStr;
use wording::Wording;

/// The name of a month (1 to 12) as this language writes it alone: `May`; its number where months have none.
pub fn month_name(language: &Language, month: i8) -> String {
    Wording::of(language).month_name(month)
}

/// What an edition's sections are made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum GroupBy {
    /// One section without a title.
    #[default]
    None,
    /// The terms of this taxonomy: `category`.
    Taxonomy(String),
    /// The authors.
    Author,
    /// The months in which the posts were published, by the site's calendar.
    Month,
    /// WordPress's post types.
    Type,
}

/// A section that a post may stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What tells it from others; `None` for posts that belong nowhere, which stand last.
    pub key: Option<String>,
    /// Its title.
    pub title: String,
}

/// Posts in sections.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Arrangement {
    /// The posts as they were numbered, in the order that the sections have them.
    pub order: Vec<usize>,
    /// The sections, in order; their references are places in the new order.
    pub sections: Vec<Section>,
}

impl FromStr for GroupBy {
    type Err = Infallible;

    /// `none`, `author`, `month`, `type`, else the name of a taxonomy; `tag` is WordPress's `post_tag`.
    fn from_str(name: &str) -> Result<Self, Infallible> {
        Ok(match name.trim() {
            "" | "none" => Self::None,
            "author" => Self::Author,
            "month" => Self::Month,
            "type" => Self::Type,
            "tag" => Self::Taxonomy("post_tag".to_owned()),
            taxonomy => Self::Taxonomy(taxonomy.to_owned()),
        })
    }
}

impl GroupBy {
    /// The sections that this post belongs to, the one to stand in first; never empty. Titles that offprint makes are
    /// in the edition's language.
    pub fn groups_of(&self, post: &Outline, language: &Language) -> Vec<Group> {
        let wording = Wording::of(language);
        let group = |key: &str, title: &str| Group { key: Some(key.to_owned()), title: title.to_owned() };
        let mut groups = match self {
            Self::None => return vec![Group { key: None, title: String::new() }],
            Self::Taxonomy(taxonomy) => {
                let of_taxonomy = post.terms.iter().filter(|term| *term.taxonomy == **taxonomy);
                let named = of_taxonomy.filter(|term| !term.name.trim().is_empty());
                named.map(|term| group(&term.key, &term.name)).collect()
            }
            Self::Author => post.authors.iter().map(|name| group(name, name)).collect(),
            Self::Month => match &post.published {
                Some(date) => {
                    let day = date.civil().date();
                    let key = format!("{:04}-{:02}", day.year(), day.month());
                    vec![group(&key, &wording.month(day.year(), day.month()))]
                }
                None => Vec::new(),
            },
            Self::Type => vec![group(&post.kind, &wording.kind(&post.kind))],
        };
        if groups.is_empty() {
            groups.push(Group { key: None, title: wording.others.to_owned() });
        }
        groups
    }
}

/// Puts posts, of which only the sections they belong to need be known, into these sections.
///
/// A post stands once, in the first of its sections; the others refer to it. Sections come in the order in which the
/// posts first name them, posts stay in their order, and those that belong nowhere stand last. A section that would
/// hold nothing but references is none.
pub fn arrange(groups: &[Vec<Group>]) -> Arrangement {
    let mut titles: Vec<&Group> = Vec::new();
    let mut index: HashMap<Option<&str>, usize> = HashMap::new();
    let mut members: Vec<Vec<usize>> = Vec::new();
    for (post, groups) in groups.iter().enumerate() {
        let Some(first) = groups.first() else { continue };
        let at = *index.entry(first.key.as_deref()).or_insert_with(|| {
            titles.push(first);
            members.push(Vec::new());
            titles.len() - 1
        });
        members[at].push(post);
    }
    let mut places: Vec<usize> = (0..titles.len()).collect();
    places.sort_by_key(|&at| titles[at].key.is_none());
    let order: Vec<usize> = places.iter().flat_map(|&at| &members[at]).copied().collect();
    let mut new_place = vec![0; groups.len()];
    for (place, &post) in order.iter().enumerate() {
        new_place[post] = place;
    }
    let mut references: Vec<Vec<usize>> = vec![Vec::new(); titles.len()];
    for (post, groups) in groups.iter().enumerate() {
        for group in groups.iter().skip(1) {
            if let Some(&at) = index.get(&group.key.as_deref())
                && groups.first().is_some_and(|first| first.key != group.key)
                && !references[at].contains(&new_place[post])
            {
                references[at].push(new_place[post]);
            }
        }
    }
    let section = |&at: &usize| Section {
        title: Some(titles[at].title.clone()).filter(|title| !title.trim().is_empty()),
        key: titles[at].key.clone(),
        introduction: Vec::new(),
        posts: members[at].len(),
        references: std::mem::take(&mut references[at]),
    };
    let sections = places.iter().map(section).collect();
    Arrangement { order, sections }
}

impl Arrangement {
    /// The posts in the new order.
    pub fn apply<T>(&self, posts: Vec<T>) -> Vec<T> {
        let mut posts: Vec<Option<T>> = posts.into_iter().map(Some).collect();
        self.order.iter().filter_map(|&post| posts.get_mut(post).and_then(Option::take)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Author, DateTime, Post, Sourced, Term};

    fn post(number: u64, terms: &[&str], date: &str) -> Post {
        let term = |name: &&str| Term {
            taxonomy: "category".into(),
            slug: Some(name.to_lowercase()),
            name: Sourced::read((*name).to_owned()),
            ..Term::default()
        };
        Post {
            id: Some(number),
            kind: "post".into(),
            terms: terms.iter().map(term).collect(),
            published: DateTime::parse(date),
            ..Post::default()
        }
    }

    fn grouped(by: &str, language: &str, posts: &[Post]) -> (Vec<u64>, Vec<Section>) {
        let by: GroupBy = by.parse().unwrap();
        let language = Language::parse(language).unwrap();
        let groups: Vec<_> = posts.iter().map(|post| by.groups_of(&post.into(), &language)).collect();
        let arrangement = arrange(&groups);
        let ids = arrangement.apply(posts.to_vec()).iter().filter_map(|post| post.id).collect();
        (ids, arrangement.sections)
    }

    fn section(title: &str, posts: usize, references: &[usize]) -> Section {
        let title = Some(title.to_owned()).filter(|title| !title.is_empty());
        Section { title, posts, references: references.to_vec(), ..Section::default() }
    }

    /// Sections without what tells them apart.
    fn shown(sections: Vec<Section>) -> Vec<Section> {
        sections.into_iter().map(|section| Section { key: None, ..section }).collect()
    }

    #[test]
    fn a_post_stands_once_and_other_sections_refer_to_it() {
        let posts = [
            post(1, &[], "2025-01-01"),
            post(2, &["Soil", "Water"], "2025-01-02"),
            post(3, &["Water"], "2025-02-01"),
            post(4, &["Soil", "Soil", "Air"], "2025-02-02"),
        ];
        let (ids, sections) = grouped("category", "en", &posts);
        assert_eq!(ids, [2, 4, 3, 1]);
        let keys: Vec<_> = sections.iter().map(|section| section.key.as_deref()).collect();
        assert_eq!(keys, [Some("soil"), Some("water"), None]);
        assert_eq!(
            shown(sections),
            [section("Soil", 2, &[]), section("Water", 1, &[0]), section("Other posts", 1, &[])]
        );
    }

    #[test]
    fn months_are_of_the_sites_calendar_and_in_the_editions_language() {
        let posts = [
            post(1, &[], "2025-05-31T23:30:00-06:00"),
            post(2, &[], "2025-06-01T00:10:00-06:00"),
            post(3, &[], "2025-05-01"),
        ];
        let titles = |language| {
            let (ids, sections) = grouped("month", language, &posts);
            assert_eq!(ids, [1, 3, 2]);
            sections.into_iter().filter_map(|section| section.title).collect::<Vec<_>>()
        };
        assert_eq!(titles("en"), ["May 2025", "June 2025"]);
        assert_eq!(titles("pl"), ["maj 2025", "czerwiec 2025"]);
        assert_eq!(titles("ja"), ["2025年5月", "2025年6月"]);
        assert_eq!(titles("sw"), ["May 2025", "June 2025"]);
    }

    #[test]
    fn types_and_authors() {
        let mut page = post(1, &[], "");
        page.kind = "news-archive".into();
        page.authors = vec![Author { name: Some("Ada".into()), ..Author::default() }];
        let posts = [page, post(2, &[], "")];
        assert_eq!(
            shown(grouped("type", "en", &posts).1),
            [section("News archive", 1, &[]), section("Posts", 1, &[])]
        );
        assert_eq!(
            shown(grouped("author", "en", &posts).1),
            [section("Ada", 1, &[]), section("Other posts", 1, &[])]
        );
        assert_eq!(shown(grouped("none", "en", &posts).1), [section("", 2, &[])]);
    }
}
