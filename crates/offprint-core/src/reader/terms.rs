//! Which member of a post is which taxonomy, and what its numbers are called.

use super::fields::{self, decoded};
use super::side::{self, KnownTerm, SideTables};
use crate::html::urls;
use crate::model::{Sourced, Term};
use serde_json::Value;
use std::collections::HashMap;
use url::Url;

/// The terms of a post, in the order of its members; URLs of their pages may be relative to the site.
pub(super) fn read(post: &Value, side: &SideTables, base: Option<&Url>) -> Vec<Term> {
    let mut terms = members(post, side);
    for term in &mut terms {
        term.link = term.link.take().and_then(|link| urls::absolute_url(&link, base));
    }
    terms
}

fn members(post: &Value, side: &SideTables) -> Vec<Term> {
    let Some(object) = post.as_object() else { return Vec::new() };
    let linked = linked_taxonomies(post);
    let embedded = embedded_terms(post);
    let classes = class_list(post);
    let mut named: Vec<(&str, &[Value])> = Vec::new();
    for (key, value) in object {
        if is_core_member(key) {
            continue;
        }
        if let Some(taxonomy) = taxonomy_of(key, &linked, side).or_else(|| guessed(key, value, &classes))
            && let Some(ids) = value.as_array()
        {
            named.push((taxonomy, ids));
        }
    }
    let known: Vec<&str> = named.iter().map(|(taxonomy, _)| *taxonomy).collect();
    let mut terms = Vec::new();
    for &(taxonomy, ids) in &named {
        let slugs = class_slugs(&classes, taxonomy, &known);
        let zipped = slugs.len() == ids.len();
        for (index, value) in ids.iter().enumerate() {
            let slug = if zipped { Some(slugs[index]) } else { None };
            terms.extend(term(taxonomy, value, slug, &embedded, side));
        }
    }
    // Members were left out (`_fields`, or an export has none), but the terms themselves came along.
    if named.is_empty() {
        terms.extend(embedded.in_order);
    }
    terms
}

/// `class_list`: an array, or an object with numbers for keys and gaps between them.
fn class_list(post: &Value) -> Vec<&str> {
    match post.get("class_list") {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        Some(Value::Object(object)) => {
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_by_key(|(key, _)| key.parse::<u64>().unwrap_or(u64::MAX));
            entries.into_iter().filter_map(|(_, value)| value.as_str()).collect()
        }
        _ => Vec::new(),
    }
}

/// `_links["wp:term"]`: the key is the last part of the address, the taxonomy stands beside it.
fn linked_taxonomies(post: &Value) -> HashMap<&str, &str> {
    let links = post.pointer("/_links/wp:term").and_then(Value::as_array);
    let entries = links.into_iter().flatten().filter_map(|link| {
        let taxonomy = fields::text(link, "taxonomy")?;
        let href = fields::text(link, "href")?;
        let path = href.split_once("rest_route=").map_or(href, |(_, route)| route);
        let path = path.split(['?', '&']).next().unwrap_or(path);
        Some((path.trim_end_matches('/').rsplit('/').next()?, taxonomy))
    });
    entries.collect()
}

#[derive(Debug, Default)]
struct Embedded {
    by_id: HashMap<(String, u64), KnownTerm>,
    in_order: Vec<Term>,
}

/// `_embedded["wp:term"]`: lists of terms; what is no term (an error, nothing) is passed over.
fn embedded_terms(post: &Value) -> Embedded {
    let mut embedded = Embedded::default();
    let lists = post.pointer("/_embedded/wp:term").and_then(Value::as_array);
    for value in lists.into_iter().flatten().filter_map(Value::as_array).flatten() {
        if let Some((taxonomy, id, term)) = side::named_term(value) {
            embedded.in_order.push(known_term(&taxonomy, id, &term));
            if let Some(id) = id {
                embedded.by_id.insert((taxonomy, id), term);
            }
        }
    }
    embedded
}

fn taxonomy_of<'a>(key: &'a str, linked: &HashMap<&str, &'a str>, side: &'a SideTables) -> Option<&'a str> {
    if let Some(taxonomy) = linked.get(key) {
        return Some(taxonomy);
    }
    if let Some(taxonomy) = side.taxonomies.get(key) {
        return Some(taxonomy);
    }
    match key {
        "categories" => Some("category"),
        "tags" => Some("post_tag"),
        _ => None,
    }
}

/// Without any other word, a member of numbers is a taxonomy when `class_list` has its name as a prefix.
fn guessed<'a>(key: &'a str, value: &Value, classes: &[&str]) -> Option<&'a str> {
    let ids = value.as_array()?;
    let numbers = !ids.is_empty() && ids.iter().all(|id| id.as_u64().is_some());
    let prefix = format!("{key}-");
    (numbers && classes.iter().any(|class| class.starts_with(&prefix))).then_some(key)
}

/// The slugs of a taxonomy's terms in `class_list`; a class belongs to the longest taxonomy that it begins with.
fn class_slugs<'a>(classes: &[&'a str], taxonomy: &str, known: &[&str]) -> Vec<&'a str> {
    let prefix =
        |taxonomy: &str| if taxonomy == "post_tag" { "tag-".to_owned() } else { format!("{taxonomy}-") };
    let own = prefix(taxonomy);
    let belongs = |class: &&&str| {
        let longest = known
            .iter()
            .map(|name| prefix(name))
            .filter(|prefix| class.starts_with(prefix))
            .max_by_key(String::len);
        longest.as_deref() == Some(&own)
    };
    classes.iter().filter(belongs).map(|class| &class[own.len()..]).collect()
}

fn term(
    taxonomy: &str,
    value: &Value,
    slug: Option<&str>,
    embedded: &Embedded,
    side: &SideTables,
) -> Option<Term> {
    // A plugin may put the whole term where its number should be.
    if let Some((key, known)) = side::term(value) {
        return Some(known_term(&key.0, Some(key.1), &known));
    }
    let id = fields::id(Some(value))
        .or_else(|| fields::id(value.get("id")).or_else(|| fields::id(value.get("term_id"))))?;
    let key = (taxonomy.to_owned(), id);
    if let Some(known) = embedded.by_id.get(&key).or_else(|| side.terms.get(&key)) {
        return Some(known_term(taxonomy, Some(id), known));
    }
    let slug = slug.filter(|slug| is_readable(slug, id));
    // A number is no name for readers: without another the term has none.
    let name = slug.map(name_of_slug).unwrap_or_default();
    Some(Term {
        taxonomy: taxonomy.to_owned(),
        id: Some(id),
        slug: slug.map(decoded),
        name: Sourced::derived(name),
        link: None,
    })
}

fn known_term(taxonomy: &str, id: Option<u64>, known: &KnownTerm) -> Term {
    Term {
        taxonomy: taxonomy.to_owned(),
        id,
        slug: known.slug.clone(),
        name: Sourced::read(known.name.clone()),
        link: known.link.clone(),
    }
}

/// In `class_list` a slug of digits is replaced by the number, and encoded letters are lost.
fn is_readable(slug: &str, id: u64) -> bool {
    slug != id.to_string() && slug.chars().any(char::is_alphabetic) && !slug.contains('%')
}

/// `ree-news` as people write it: `Ree News`.
fn name_of_slug(slug: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect::<String>())
            .unwrap_or_default()
    };
    decoded(slug).split(['-', '_']).filter(|part| !part.is_empty()).map(word).collect::<Vec<_>>().join(" ")
}

fn is_core_member(key: &str) -> bool {
    matches!(
        key,
        "id" | "date"
            | "date_gmt"
            | "guid"
            | "modified"
            | "modified_gmt"
            | "slug"
            | "status"
            | "type"
            | "link"
            | "title"
            | "content"
            | "excerpt"
            | "author"
            | "featured_media"
            | "comment_status"
            | "ping_status"
            | "sticky"
            | "template"
            | "format"
            | "meta"
            | "acf"
            | "class_list"
            | "parent"
            | "menu_order"
            | "password"
            | "permalink_template"
            | "generated_slug"
            | "_links"
            | "_embedded"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(post: &Value, expected: &[&str]) {
        let terms = read(post, &SideTables::default(), None);
        let show = |term: &Term| {
            let mark = if term.name.derived { "~" } else { "" };
            format!("{}:{}{mark}", term.taxonomy, term.name.value)
        };
        assert_eq!(terms.iter().map(show).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn names_from_class_list() {
        let links = serde_json::json!({"wp:term": [
            {"taxonomy": "news-type", "href": "https://a.example/wp-json/wp/v2/news-type?post=1"},
            {"taxonomy": "news", "href": "https://a.example/?rest_route=/wp/v2/news&post=1"}]});
        let classes = ["post-1", "news-type-ree-news", "news-type-7", "news-bees"];
        let post =
            serde_json::json!({"news-type": [3, 7], "news": ["9"], "class_list": classes, "_links": links});
        check(&post, &["news-type:Ree News~", "news-type:~", "news:Bees~"]);
    }

    #[test]
    fn an_object_with_gaps_and_names_that_are_escaped() {
        let post = serde_json::json!({
            "tags": [5, 6], "categories": [1],
            "class_list": {"0": "post-1", "10": "tag-late", "2": "tag-early", "11": "category-x"},
            "_embedded": {"wp:term": [[{"id": 1, "taxonomy": "category", "name": "Steel &amp; Iron", "slug": "s"}], {"code": "x"}]}
        });
        check(&post, &["post_tag:Early~", "post_tag:Late~", "category:Steel & Iron"]);
    }
}
