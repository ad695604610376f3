//! The pages around the text: cover, title page, the pages that open sections, and the credits.

use crate::book::Cover;
use crate::chapter::About;
use crate::labels::Labels;
use crate::line::{escape, one_line};
use crate::metadata::Metadata;
use crate::page::{self, Page, Writing, language_attributes};
use crate::{links, names};
use offprint_core::EditionInfo;
use std::fmt::{self, Write};

/// How many authors a title page names; with more, each post names its own.
const AUTHORS_ON_TITLE_PAGE: usize = 6;

/// The page of the cover.
pub(crate) fn cover_to_page(cover: &Cover, metadata: &Metadata, edition: &EditionInfo) -> String {
    let labels = Labels::of(&edition.language);
    let body = format!(
        "<section epub:type=\"cover\" class=\"cover\" aria-label=\"{}\">\n\
         <p><img src=\"{}\" width=\"{}\" height=\"{}\" role=\"doc-cover\" alt=\"{}\"/></p>\n\
         </section>",
        labels.cover,
        cover.path,
        cover.width,
        cover.height,
        escape(&metadata.title),
    );
    let (title, writing) = (&*metadata.title, &Writing::of_edition(edition));
    page::page(&Page { title, writing, class: "front", kind: "frontmatter", body: &body })
}

/// The title page.
pub(crate) fn title_to_page(metadata: &Metadata, edition: &EditionInfo) -> String {
    let mut body = String::from("<section epub:type=\"titlepage\" class=\"title-page\">\n");
    let _ = writeln!(body, "<h1 class=\"book-title\">{}</h1>", escape(&metadata.title));
    if let Some(subtitle) = &metadata.subtitle {
        let _ = writeln!(body, "<p class=\"book-subtitle\" role=\"doc-subtitle\">{}</p>", escape(subtitle));
    }
    if (1..=AUTHORS_ON_TITLE_PAGE).contains(&metadata.creators.len()) {
        let names: Vec<_> = metadata.creators.iter().map(|name| escape(name)).collect();
        let _ = writeln!(body, "<p class=\"book-authors\">{}</p>", names.join("<br/>"));
    }
    if !metadata.contributors.is_empty() {
        let names: Vec<_> = metadata.contributors.iter().map(|(name, _)| escape(name)).collect();
        let _ = writeln!(body, "<p class=\"book-contributors\">{}</p>", names.join("<br/>"));
    }
    body.push_str("<div class=\"imprint\">\n");
    let series = metadata.series.as_ref().map(|(name, position)| match position {
        Some(position) => format!("{name} {position}"),
        None => name.clone(),
    });
    for (class, line) in [("book-series", &series), ("book-issue", &metadata.issue)] {
        if let Some(line) = line {
            let _ = writeln!(body, "<p class=\"{class}\">{}</p>", escape(line));
        }
    }
    if let Some(publisher) = &metadata.publisher {
        let _ = writeln!(body, "<p class=\"book-publisher\">{}</p>", escape(publisher));
    }
    if let Some(date) = page::showable(edition.date.as_ref()) {
        let _ =
            writeln!(body, "<p class=\"book-date\">{}</p>", page::time(date, &Writing::of_edition(edition)));
    }
    if let Some(site) = metadata.site.as_deref().and_then(links::outward_to_html) {
        let _ = writeln!(body, "<p class=\"book-site\">{site}</p>");
    }
    body.push_str("</div>\n</section>");
    let (title, writing) = (&*metadata.title, &Writing::of_edition(edition));
    page::page(&Page { title, writing, class: "front", kind: "frontmatter", body: &body })
}

/// The page that opens a section.
pub(crate) fn part_to_page(
    title: &str,
    introduction: &str,
    references: &[&About],
    edition: &EditionInfo,
) -> String {
    let title = one_line(title).unwrap_or_default();
    let introduced = if introduction.is_empty() { "" } else { " introduced" };
    let mut body = format!(
        "<section epub:type=\"part\" role=\"doc-part\" class=\"part-page{introduced}\" aria-labelledby=\"title\">\n\
         <h1 id=\"title\">{}</h1>\n",
        escape(&title)
    );
    if !introduction.is_empty() {
        let _ = writeln!(body, "<div class=\"introduction\">\n{introduction}\n</div>");
    }
    let writing = &Writing::of_edition(edition);
    if !references.is_empty() {
        let labels = Labels::of(&writing.language);
        let attributes = labels.attributes_within(writing);
        let _ = writeln!(body, "<h2{attributes}>{}</h2>\n<ul class=\"references\">", labels.also);
        for about in references {
            let _ = writeln!(
                body,
                "<li><a href=\"{}\"{}>{}</a></li>",
                names::chapter(about.position),
                language_attributes(about.writing.as_ref()),
                escape(&about.title)
            );
        }
        body.push_str("</ul>\n");
    }
    body.push_str("</section>");
    page::page(&Page { title: &title, writing, class: "part", kind: "bodymatter", body: &body })
}

/// Writes the credits: of each post its author, its days, its rights and where it stands on the web; then the rights to the
/// whole.
pub(crate) fn credits_to_page(
    chapters: &[About],
    metadata: &Metadata,
    edition: &EditionInfo,
    out: &mut dyn Write,
) -> fmt::Result {
    let writing = &Writing::of_edition(edition);
    let labels = Labels::of(&writing.language);
    let attributes = labels.attributes_within(writing);
    let title = labels.sources;
    let page = Page { title, writing, class: "credits", kind: "backmatter", body: "" };
    out.write_str(&page::beginning(&page))?;
    writeln!(
        out,
        "<section epub:type=\"other-credits\" role=\"doc-credits\" aria-labelledby=\"title\">\n\
         <h1 id=\"title\"{attributes}>{title}</h1>\n<ol class=\"sources\">",
    )?;
    for about in chapters {
        write!(
            out,
            "<li><p><a class=\"source-title\" href=\"{}\"{}>{}</a>",
            names::chapter(about.position),
            language_attributes(about.writing.as_ref()),
            escape(&about.title)
        )?;
        let mut facts: Vec<String> =
            about.authors.iter().map(|name| format!("<bdi>{}</bdi>", escape(name))).collect();
        facts.extend(page::showable(about.published.as_ref()).map(|date| page::time(date, writing)));
        // Of one that was changed on the day of its birth, that day says enough.
        let changed = about
            .modified
            .filter(|modified| about.published.is_none_or(|published| published.date() < modified.date()));
        if let Some(changed) = page::showable(changed.as_ref()) {
            let label = format!("<span{attributes}>{}</span>", labels.updated);
            facts.push(format!("{label} {}", page::time(changed, writing)));
        }
        if !facts.is_empty() {
            write!(out, "<br/>\n<span class=\"source-facts\">{}</span>", facts.join(" · "))?;
        }
        if let Some(licence) = &about.licence {
            write!(out, "<br/>\n<span class=\"source-rights\">{}</span>", rights_to_html(licence))?;
        }
        if let Some(link) = about.link.as_deref().and_then(links::outward_to_html) {
            write!(out, "<br/>\n<span class=\"source-link\">{link}</span>")?;
        }
        out.write_str("</p></li>\n")?;
    }
    out.write_str("</ol>\n")?;
    if let Some(rights) = &metadata.rights {
        writeln!(out, "<p class=\"rights\">{}</p>", rights_to_html(rights))?;
    }
    out.write_str("</section>")?;
    out.write_str(page::END)
}

/// A licence's address as a link, its name or a sentence as they are.
fn rights_to_html(rights: &str) -> String {
    links::outward_to_html(rights).unwrap_or_else(|| format!("<bdi>{}</bdi>", escape(rights)))
}
