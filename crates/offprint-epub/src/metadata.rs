//! What a book says of itself, computed from what is in it.

use crate::chapter::About;
use crate::line::{one_line, shortened};
use offprint_core::{Contributor, EditionInfo, Language};
use std::collections::HashSet;
use uuid::Uuid;

/// The metadata of a book; every text is on one line and visible.
#[derive(Debug)]
pub(crate) struct Metadata {
    /// A name-based UUID (RFC 9562 §5.5) of site and edition: the same for every issue of the same edition.
    pub(crate) uuid: Uuid,
    pub(crate) title: String,
    pub(crate) subtitle: Option<String>,
    /// Which issue of the edition it is.
    pub(crate) issue: Option<String>,
    /// The known authors, each once, in order of appearance.
    pub(crate) creators: Vec<String>,
    /// Others who made it: names and MARC relators.
    pub(crate) contributors: Vec<(String, String)>,
    /// The series, and the place in it.
    pub(crate) series: Option<(String, Option<String>)>,
    pub(crate) rights: Option<String>,
    pub(crate) publisher: Option<String>,
    /// The edition's first, then those of its posts.
    pub(crate) languages: Vec<Language>,
    /// The names of the posts' terms, each once.
    pub(crate) subjects: Vec<String>,
    pub(crate) description: Option<String>,
    /// The site's address.
    pub(crate) site: Option<String>,
    /// Where the text was taken from: the post of a book of one, else the site.
    pub(crate) source: Option<String>,
    /// The edition's day: `2025-04-30`.
    pub(crate) date: Option<String>,
    /// When the edition was last changed, as EPUB 3.3 §5.5.6 wants it; the earliest date of ZIP when nobody knows.
    pub(crate) modified: String,
    pub(crate) access: Access,
}

/// What matters for accessibility (EPUB Accessibility 1.1 §2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Access {
    /// Pictures shown, the cover included.
    pub(crate) pictures: usize,
    /// How many of them have no alternative text.
    pub(crate) without_alt: usize,
    pub(crate) animated: bool,
    pub(crate) mathml: bool,
    /// Whether there are marks of pages.
    pub(crate) pages: bool,
}

impl Metadata {
    pub(crate) fn new(edition: &EditionInfo, chapters: &[About]) -> Self {
        let title = one_line(&edition.title)
            .or_else(|| chapters.first().map(|about| about.title.clone()))
            .unwrap_or_else(|| "Posts".to_owned());
        let site = edition.site_url.as_deref().and_then(one_line);
        let only = if let [only] = chapters { Some(only) } else { None };
        let subtitle = edition.subtitle.as_deref().and_then(one_line);
        let shown = |sum: fn(&About) -> usize| chapters.iter().map(sum).sum::<usize>();
        let day = crate::page::showable(edition.date.as_ref());
        Self {
            uuid: identifier(edition, &title),
            issue: edition.issue.as_deref().and_then(one_line),
            contributors: contributors(edition),
            series: edition.series.as_ref().and_then(|series| {
                Some((one_line(&series.name)?, series.position.as_deref().and_then(one_line)))
            }),
            rights: edition.rights.as_deref().and_then(one_line),
            creators: distinct(chapters.iter().flat_map(|about| &about.authors)),
            publisher: edition.publisher.as_deref().and_then(one_line),
            languages: languages(edition, chapters),
            subjects: distinct(chapters.iter().flat_map(|about| &about.terms)),
            description: edition
                .description
                .as_deref()
                .and_then(one_line)
                .or_else(|| description(subtitle.as_deref(), only, chapters)),
            source: only.and_then(|about| about.link.clone()).or_else(|| site.clone()),
            date: day.map(offprint_core::DateTime::date),
            modified: day
                .map_or_else(|| "1980-01-01T00:00:00Z".to_owned(), offprint_core::DateTime::rfc3339_utc),
            access: Access {
                pictures: shown(|about| about.shown),
                without_alt: shown(|about| about.without_alt),
                animated: chapters.iter().any(|about| about.animated),
                mathml: chapters.iter().any(|about| about.mathml),
                pages: chapters.iter().any(|about| about.pages > 0),
            },
            title,
            subtitle,
            site,
        }
    }
}

fn contributors(edition: &EditionInfo) -> Vec<(String, String)> {
    let known = |role: &str| role.len() == 3 && role.bytes().all(|byte| byte.is_ascii_lowercase());
    let one = |contributor: &Contributor| {
        let role = if known(&contributor.role) { &*contributor.role } else { "ctb" };
        Some((one_line(&contributor.name)?, role.to_owned()))
    };
    edition.contributors.iter().filter_map(one).collect()
}

fn identifier(edition: &EditionInfo, title: &str) -> Uuid {
    let site = edition.site_url.as_deref().unwrap_or_default().trim_end_matches('/');
    let name = if edition.name.is_empty() { title } else { &edition.name };
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{site}/#edition={name}").as_bytes())
}

fn languages(edition: &EditionInfo, chapters: &[About]) -> Vec<Language> {
    let mut languages = vec![edition.language.clone()];
    let own = chapters.iter().filter_map(|about| about.writing.as_ref());
    for language in own.filter_map(|writing| writing.language.known()) {
        if !languages.contains(language) {
            languages.push(language.clone());
        }
    }
    languages
}

/// The subtitle; else the summary of the only post; else the titles.
fn description(subtitle: Option<&str>, only: Option<&About>, chapters: &[About]) -> Option<String> {
    let own = subtitle.map(str::to_owned);
    let excerpt = || only.and_then(|about| about.excerpt.clone()).map(|text| shortened(&text, 1000));
    let titles = || {
        let titles: Vec<_> = chapters.iter().take(40).map(|about| &*about.title).collect();
        (chapters.len() > 1).then(|| shortened(&titles.join(" · "), 400))
    };
    own.or_else(excerpt).or_else(titles)
}

fn distinct<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut met = HashSet::new();
    texts.filter(|text| met.insert(*text)).cloned().collect()
}

impl Access {
    /// The statements, as properties of the schema.org vocabulary and their values.
    pub(crate) fn statements(&self) -> Vec<(&'static str, String)> {
        let mut said = vec![("schema:accessMode", "textual".to_owned())];
        let mut say = |property, value: &str| said.push((property, value.to_owned()));
        if self.pictures > 0 {
            say("schema:accessMode", "visual");
            say("schema:accessModeSufficient", "textual,visual");
        }
        if self.without_alt == 0 {
            say("schema:accessModeSufficient", "textual");
        }
        for feature in ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
        {
            say("schema:accessibilityFeature", feature);
        }
        if self.pictures > 0 && self.without_alt == 0 {
            say("schema:accessibilityFeature", "alternativeText");
        }
        if self.mathml {
            say("schema:accessibilityFeature", "MathML");
        }
        if self.pages {
            say("schema:accessibilityFeature", "pageBreakMarkers");
            say("schema:accessibilityFeature", "pageNavigation");
            // EPUB Accessibility 1.1 §3.4.3: no other book has these pages.
            say("pageBreakSource", "none");
        }
        say("schema:accessibilityHazard", if self.animated { "unknown" } else { "none" });
        say("schema:accessibilitySummary", &self.summary());
        said
    }

    fn summary(&self) -> String {
        let mut summary = String::from(
            "The text can be read from beginning to end with any reading system and in any size; \
             contents and headings lead through it.",
        );
        summary.push_str(&match (self.pictures, self.without_alt) {
            (0, _) => " There are no pictures.".to_owned(),
            (_, 0) => " Every picture has an alternative text.".to_owned(),
            (all, bare) if all == bare => " The pictures have no alternative texts.".to_owned(),
            (all, bare) => format!(" {bare} of {all} pictures have no alternative text."),
        });
        if self.mathml {
            summary.push_str(" Formulas are given as MathML.");
        }
        if self.animated {
            summary.push_str(" Some pictures move; they have not been checked for flashing.");
        }
        summary
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(access: Access) -> Vec<String> {
        access.statements().into_iter().map(|(_, value)| value).collect()
    }

    #[test]
    fn accessibility_is_claimed_only_where_it_is_true() {
        let text = features(Access::default());
        assert!(!text.contains(&"visual".to_owned()) && !text.contains(&"alternativeText".to_owned()));
        assert!(text.contains(&"textual".to_owned()) && text.contains(&"none".to_owned()));
        let full = features(Access { pictures: 2, ..Access::default() });
        assert!(full.contains(&"visual".to_owned()) && full.contains(&"alternativeText".to_owned()));
        let bare = Access { pictures: 2, without_alt: 1, ..Access::default() };
        assert!(!features(bare).contains(&"alternativeText".to_owned()));
        let sufficient = |access: Access| {
            let of = |(property, value): (&str, String)| {
                (property == "schema:accessModeSufficient").then_some(value)
            };
            access.statements().into_iter().filter_map(of).collect::<Vec<_>>()
        };
        assert_eq!(sufficient(bare), ["textual,visual"]);
        assert!(bare.summary().contains("1 of 2 pictures have no alternative text"));
        assert!(
            features(Access { pictures: 1, animated: true, ..Access::default() })
                .contains(&"unknown".to_owned())
        );
    }

    #[test]
    fn the_identifier_is_of_the_edition_not_of_its_content() {
        let mut edition = EditionInfo::default();
        edition.name = "week".into();
        edition.site_url = Some("https://a.example/".into());
        let first = Metadata::new(&edition, &[]).uuid;
        edition.title = "Another title".into();
        edition.site_url = Some("https://a.example".into());
        assert_eq!(Metadata::new(&edition, &[]).uuid, first);
        edition.name = "month".into();
        assert_ne!(Metadata::new(&edition, &[]).uuid, first);
    }
}
