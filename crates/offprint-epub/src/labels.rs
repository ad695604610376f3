//! The few words that a book says by itself, and dates as people write them, in the edition's language.

mod languages;

use crate::page::Writing;
use languages::ALL;
use offprint_core::{DateTime, Direction, Language};

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Labels {
    /// The language that the words are in; `en` stands in for languages that are not here.
    pub(crate) language: &'static str,
    /// The heading of the contents.
    pub(crate) contents: &'static str,
    /// The heading of the page that says where the posts come from.
    pub(crate) sources: &'static str,
    /// What stands before the address of one post.
    pub(crate) source: &'static str,
    /// What stands before the day on which a post was last changed.
    pub(crate) updated: &'static str,
    /// The title page, in the landmarks.
    pub(crate) title_page: &'static str,
    /// The cover, in the landmarks.
    pub(crate) cover: &'static str,
    /// Where the text begins, in the landmarks.
    pub(crate) text: &'static str,
    /// The name of the landmarks.
    pub(crate) landmarks: &'static str,
    /// The name of the list of pages.
    pub(crate) pages: &'static str,
    /// What stands above a section's references to posts of other sections.
    pub(crate) also: &'static str,
    /// The months as a date has them; none where dates are written in numbers.
    months: [&'static str; 12],
    /// A date: `{d}`, `{m}` (of `months`, else the number) and `{y}`.
    date: &'static str,
}

impl Labels {
    /// The words of this language, else the English ones.
    pub(crate) fn of(language: &Language) -> &'static Self {
        ALL.iter().find(|labels| labels.language == primary(language)).unwrap_or(&ALL[0])
    }

    /// The attributes that an element with these words needs where this language is spoken.
    pub(crate) fn attributes_within(&self, writing: &Writing) -> String {
        if primary(&writing.language) == self.language {
            return String::new();
        }
        let dir = if writing.direction == Direction::Rtl { " dir=\"ltr\"" } else { "" };
        format!(" lang=\"{0}\" xml:lang=\"{0}\"{dir}", self.language)
    }

    /// The day as people write it: `30 April 2025`.
    pub(crate) fn day(&self, date: &DateTime) -> String {
        let date = date.civil().date();
        let month = usize::try_from(date.month()).unwrap_or(1);
        let name = match self.months.get(month - 1) {
            Some(&name) if !name.is_empty() => name.to_owned(),
            _ => month.to_string(),
        };
        let filled = self.date.replace("{d}", &date.day().to_string());
        filled.replace("{m}", &name).replace("{y}", &date.year().to_string())
    }
}

/// The primary subtag, Hebrew by its newer name.
fn primary(language: &Language) -> &str {
    match language.primary() {
        "iw" => "he",
        primary => primary,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(tag: &str) -> String {
        let language = Language::parse(tag).unwrap();
        Labels::of(&language).day(&DateTime::parse("2025-03-05T23:59:00-06:00").unwrap())
    }

    #[test]
    fn days_of_the_sites_calendar() {
        assert_eq!(day("en-GB"), "5 March 2025");
        assert_eq!(day("de"), "5. März 2025");
        assert_eq!(day("ja"), "2025年3月5日");
        assert_eq!(day("sw"), "5 March 2025");
    }

    #[test]
    fn stand_in_words_say_their_language() {
        let attributes = |tag| {
            let language = Language::parse(tag).unwrap();
            let direction = language.direction();
            Labels::of(&language).attributes_within(&Writing { language, direction })
        };
        assert_eq!(attributes("fr-CA"), "");
        assert_eq!(attributes("sw"), " lang=\"en\" xml:lang=\"en\"");
        assert_eq!(attributes("und"), " lang=\"en\" xml:lang=\"en\"");
        assert_eq!(attributes("ur"), " lang=\"en\" xml:lang=\"en\" dir=\"ltr\"");
    }
}
