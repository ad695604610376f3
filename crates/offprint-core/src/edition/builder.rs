//! The builder of an edition's info.

use super::{Contributor, EditionInfo, Section, Series};
use crate::front::FrontMatter;
use crate::model::{DateTime, Direction, Language};

/// Builds an [`EditionInfo`]. What is not set stays empty; [`EditionInfo::of_posts`] and [`Edition::new`] make title,
/// date, site and name from the posts where they are empty.
///
/// ```
/// use offprint_core::{Edition, EditionInfo, Language, Series, specimen};
///
/// let info = EditionInfo::builder()
///     .title("The Week")
///     .publisher("Garden Press")
///     .series(Series::new("Weeks", Some("12".to_owned())))
///     .contributor("Ada Gardener", "edt")
///     .language(Language::parse("en").unwrap())
///     .build();
/// let edition = Edition::new(info, vec![specimen::post()]);
/// assert_eq!(edition.info.name, "the-week");
/// ```
///
/// [`Edition::new`]: super::Edition::new
#[derive(Debug, Clone, Default)]
#[must_use = "call `build` to get the info"]
pub struct EditionInfoBuilder {
    info: EditionInfo,
}

impl EditionInfo {
    /// A builder without anything set.
    pub fn builder() -> EditionInfoBuilder {
        EditionInfoBuilder::default()
    }
}

impl EditionInfoBuilder {
    /// Sets the title.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.info.title = title.into();
        self
    }

    /// Sets the subtitle.
    pub fn subtitle(mut self, subtitle: impl Into<String>) -> Self {
        self.info.subtitle = Some(subtitle.into());
        self
    }

    /// Sets the publisher.
    pub fn publisher(mut self, publisher: impl Into<String>) -> Self {
        self.info.publisher = Some(publisher.into());
        self
    }

    /// Sets the description, a few sentences.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.info.description = Some(description.into());
        self
    }

    /// Sets the issue: `No. 12`.
    pub fn issue(mut self, issue: impl Into<String>) -> Self {
        self.info.issue = Some(issue.into());
        self
    }

    /// Sets the series.
    pub fn series(mut self, series: Series) -> Self {
        self.info.series = Some(series);
        self
    }

    /// Sets the rights: a license's name or URL, or a sentence.
    pub fn rights(mut self, rights: impl Into<String>) -> Self {
        self.info.rights = Some(rights.into());
        self
    }

    /// Adds a contributor, with a MARC relator code: `edt`, `ill`, `trl`, `pht`.
    pub fn contributor(mut self, name: impl Into<String>, role: impl Into<String>) -> Self {
        self.info.contributors.push(Contributor::new(name, role));
        self
    }

    /// Replaces the contributors.
    pub fn contributors(mut self, contributors: impl IntoIterator<Item = Contributor>) -> Self {
        self.info.contributors = contributors.into_iter().collect();
        self
    }

    /// Sets the main language.
    pub fn language(mut self, language: Language) -> Self {
        self.info.language = language;
        self
    }

    /// Sets the direction, where it differs from the language's.
    pub fn direction(mut self, direction: Direction) -> Self {
        self.info.direction = Some(direction);
        self
    }

    /// Sets the date.
    pub fn date(mut self, date: DateTime) -> Self {
        self.info.date = Some(date);
        self
    }

    /// Sets the site's URL.
    pub fn site_url(mut self, url: impl Into<String>) -> Self {
        self.info.site_url = Some(url.into());
        self
    }

    /// Sets the public URL of the feed, or of the folder it is in.
    pub fn feed_url(mut self, url: impl Into<String>) -> Self {
        self.info.feed_url = Some(url.into());
        self
    }

    /// Sets the stem of single-file outputs: `NAME.epub`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.info.name = name.into();
        self
    }

    /// Sets the editor's pages before the posts.
    pub fn front(mut self, front: FrontMatter) -> Self {
        self.info.front = front;
        self
    }

    /// Sets the sections. Their `posts` must add up to the number of posts.
    pub fn sections(mut self, sections: impl IntoIterator<Item = Section>) -> Self {
        self.info.sections = sections.into_iter().collect();
        self
    }

    /// The info, without entries: [`EditionInfo::of_posts`] or [`Edition::new`](super::Edition::new) adds them.
    #[must_use]
    pub fn build(self) -> EditionInfo {
        self.info
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setter_sets_its_field() {
        let date = DateTime::parse("2025-04-30").unwrap();
        let series = Series::new("a", Some("2".to_owned()));
        let french = Language::parse("fr").unwrap();
        let info = EditionInfo::builder()
            .title("t")
            .subtitle("s")
            .publisher("p")
            .description("d")
            .issue("i")
            .series(series.clone())
            .rights("r")
            .contributor("c", "edt")
            .language(french.clone())
            .direction(Direction::Rtl)
            .date(date)
            .site_url("https://a.example")
            .feed_url("https://a.example/feed/")
            .name("n")
            .sections([Section::new(Some("x".to_owned()), 3)])
            .build();
        assert_eq!(
            (&*info.title, info.subtitle.as_deref(), info.publisher.as_deref()),
            ("t", Some("s"), Some("p"))
        );
        assert_eq!((info.description.as_deref(), info.issue.as_deref()), (Some("d"), Some("i")));
        assert_eq!(info.series, Some(series));
        assert_eq!(
            (info.rights.as_deref(), &*info.contributors),
            (Some("r"), &[Contributor::new("c", "edt")][..])
        );
        assert_eq!((&info.language, info.direction, info.date), (&french, Some(Direction::Rtl), Some(date)));
        assert_eq!(info.site_url.as_deref(), Some("https://a.example"));
        assert_eq!((info.feed_url.as_deref(), &*info.name), (Some("https://a.example/feed/"), "n"));
        assert_eq!((info.sections[0].title.as_deref(), info.sections[0].posts), (Some("x"), 3));
    }
}
