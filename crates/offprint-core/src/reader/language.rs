//! The language of a post: what it states, what its site states, else what its letters tell.

use super::fields::{self, rendered};
use super::post::Around;
use super::side::SideTables;
use crate::detection::{self, Stated, Texts};
use crate::model::{Direction, Language, Sourced};
use serde_json::Value;

/// What is stated of a post's language.
///
/// Plugins for several languages add a member to each post, and their taxonomy to exports. An SEO plugin's locale is
/// the site's, and so is the language of an export.
pub(super) fn stated(post: &Value, side: &SideTables, site: Option<&str>) -> Stated {
    let member = |name: &str| Language::parse(fields::text(post, name)?);
    let by_post = ["lang", "locale", "language"].into_iter().find_map(member).or_else(|| of_taxonomy(post));
    let of_plugin = || Language::parse(post.pointer("/yoast_head_json/og_locale")?.as_str()?);
    // Another site may be in the same input.
    let is_of_it = || match (&side.site.url, site) {
        (Some(known), Some(site)) => known.trim_end_matches('/') == site,
        _ => true,
    };
    let of_settings = || side.site.language.clone().filter(|_| is_of_it());
    Stated { by_post, by_site: member(SITE_LANGUAGE).or_else(of_plugin).or_else(of_settings) }
}

/// The member in which a post from an export carries the language of its site.
pub(super) const SITE_LANGUAGE: &str = "_site_language";

/// The term of the taxonomy `language`, by which Polylang sorts posts.
fn of_taxonomy(post: &Value) -> Option<Language> {
    let lists = post.pointer("/_embedded/wp:term")?.as_array()?;
    let mut terms = lists.iter().filter_map(Value::as_array).flatten();
    let term = terms.find(|term| fields::text(term, "taxonomy") == Some("language"))?;
    Language::parse(fields::text(term, "slug")?)
}

/// The post's language, and its direction where that is not the language's; its text is looked at once.
pub(super) fn found(
    post: &Value,
    stated: &Stated,
    around: &Around<'_>,
) -> (Sourced<Language>, Option<Direction>) {
    let facts = around.facts.get_or_init(|| {
        let text = |name: &str| rendered(post.get(name)).unwrap_or_default();
        let texts = Texts { title: text("title"), excerpt: text("excerpt"), content: text("content") };
        detection::facts(&texts, |script| stated.is_missing(script))
    });
    detection::resolve(stated, around.language, facts)
}
