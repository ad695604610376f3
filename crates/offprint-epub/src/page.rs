//! What every page of a book begins and ends with.

use crate::labels::Labels;
use crate::line::escape;
use crate::names;
use offprint_core::{DateTime, Direction, EditionInfo, Language, Post};

/// A language, and the direction that its text runs in: of text in an unknown language the letters tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Writing {
    pub(crate) language: Language,
    pub(crate) direction: Direction,
}

impl Writing {
    /// What is the edition's own.
    pub(crate) fn of_edition(edition: &EditionInfo) -> Self {
        Self { language: edition.language.clone(), direction: edition.direction() }
    }

    /// A post's.
    pub(crate) fn of_post(post: &Post, edition: &EditionInfo) -> Self {
        Self { language: post.language_or(&edition.language).clone(), direction: post.direction_or(edition) }
    }
}

/// A page in parts.
pub(crate) struct Page<'a> {
    /// What the window's bar would say; never empty.
    pub(crate) title: &'a str,
    pub(crate) writing: &'a Writing,
    /// The class of `body`.
    pub(crate) class: &'a str,
    /// Which part of the book it is in (EPUB 3 Structural Semantics: `frontmatter`, `bodymatter`, `backmatter`).
    pub(crate) kind: &'a str,
    /// What stands within `body`, as XHTML.
    pub(crate) body: &'a str,
}

/// The page as an XHTML document (EPUB 3.3 §6.1).
pub(crate) fn page(page: &Page<'_>) -> String {
    let mut out = beginning(page);
    out.reserve(page.body.len() + END.len());
    out.push_str(page.body);
    out.push_str(END);
    out
}

/// What stands before the body of a page.
pub(crate) fn beginning(page: &Page<'_>) -> String {
    let Page { title, writing: Writing { language, direction }, class, kind, .. } = page;
    let dir = direction.as_str();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         lang=\"{language}\" xml:lang=\"{language}\" dir=\"{dir}\">\n\
         <head>\n\
         <meta charset=\"UTF-8\"/>\n\
         <title>{}</title>\n\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"{}\"/>\n\
         </head>\n\
         <body class=\"{class}\" epub:type=\"{kind}\" dir=\"{dir}\">\n",
        escape(title),
        names::STYLE,
    )
}

/// What stands behind the body of a page.
pub(crate) const END: &str = "\n</body>\n</html>\n";

/// A date that people and programs read.
pub(crate) fn time(date: &DateTime, writing: &Writing) -> String {
    let labels = Labels::of(&writing.language);
    let attributes = labels.attributes_within(writing);
    format!("<time datetime=\"{}\"{attributes}>{}</time>", date.rfc3339(), escape(&labels.day(date)))
}

/// A date that a page can show: HTML and the package know years of four digits only, in every time zone.
pub(crate) fn showable(date: Option<&DateTime>) -> Option<&DateTime> {
    date.filter(|date| (2..=9998).contains(&date.civil().year()))
}

/// `lang`, `xml:lang` and `dir` of an element in another language than the page's.
pub(crate) fn language_attributes(writing: Option<&Writing>) -> String {
    writing.map_or_else(String::new, |Writing { language, direction }| {
        format!(" lang=\"{language}\" xml:lang=\"{language}\" dir=\"{}\"", direction.as_str())
    })
}
