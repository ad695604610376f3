//! What is stated of a post's language, and what its letters say to that.

use super::Facts;
use super::script::Script;
use crate::model::{Direction, Language, Sourced};

/// What is stated of a post's language, from near to far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stated {
    /// By the post itself.
    pub(crate) by_post: Option<Language>,
    /// By its site: a setting that posts in other languages may share.
    pub(crate) by_site: Option<Language>,
}

impl Stated {
    /// Whether the language must be found in the text: nothing is stated, or a site's statement cannot be true of a
    /// text in this script.
    pub(crate) fn is_missing(&self, script: Option<Script>) -> bool {
        self.by_post.is_none() && !self.by_site.as_ref().is_some_and(|site| fits(site, script))
    }
}

/// Whether a text in this script can be in the language.
fn fits(language: &Language, script: Option<Script>) -> bool {
    match (Script::of_language(language), script) {
        (Some(expected), Some(found)) => expected == found,
        _ => true,
    }
}

/// The post's language, and its direction where that is not the language's. What the user states of the edition goes
/// before what was detected in few words, and gives detected languages their region.
pub(crate) fn resolve(
    stated: &Stated,
    edition: Option<&Language>,
    facts: &Facts,
) -> (Sourced<Language>, Option<Direction>) {
    let of_site = stated.by_site.as_ref().filter(|site| fits(site, facts.script));
    let language = match stated.by_post.as_ref().or(of_site) {
        Some(stated) => Sourced::read(stated.clone()),
        None => without_statement(edition, facts),
    };
    let own = language.value.direction();
    let has_own = !language.value.is_unknown() && fits(&language.value, facts.script);
    let direction = facts.direction.filter(|&direction| !has_own && direction != own);
    (language, direction)
}

fn without_statement(edition: Option<&Language>, facts: &Facts) -> Sourced<Language> {
    let runs_so =
        |edition: &&Language| facts.direction.is_none_or(|direction| direction == edition.direction());
    let edition = edition.filter(|edition| fits(edition, facts.script)).filter(runs_so);
    let Some(detected) = facts.language.and_then(|tag| Language::parse(tag.as_str())) else {
        return match edition {
            Some(edition) => Sourced::read(edition.clone()),
            None => Sourced::derived(Language::default()),
        };
    };
    match edition {
        // `pt-BR` says more than `pt`, but `zh` less than `zh-Hant`.
        Some(edition) if detected.primary() == edition.primary() => {
            let is_less = detected.as_str().len() > edition.as_str().len();
            if is_less { Sourced::derived(detected) } else { Sourced::read(edition.clone()) }
        }
        Some(edition) if !facts.is_long => Sourced::read(edition.clone()),
        _ => Sourced::derived(detected),
    }
}
