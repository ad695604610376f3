//! A file that tells what is in the edition.

use crate::{
    body::{words_to_heading, words_to_line},
    exporter::section_of,
    front::Around,
    front_matter::{edition_to_fields, fields_to_text},
    links::Links,
    options::Flavor,
    paths::stem_of,
};
use offprint_core::{Inline, Link};

/// The edition's front matter, what the editor puts before the posts, and a list of links to the posts at these
/// positions, under the titles of their sections.
pub(crate) fn edition_to_contents(around: Around<'_>, links: &Links<'_>, shown: &[usize]) -> String {
    let (edition, options) = (around.edition, around.options);
    let mut text = fields_to_text(&edition_to_fields(edition, options), options);
    // Generators show the title that front matter has; elsewhere it is the file's heading.
    if text.is_empty() || matches!(options.flavor, Flavor::CommonMark | Flavor::Gfm | Flavor::Pandoc) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&words_to_heading(&edition.title, 1, options.style()));
    }
    let link = |position: usize| {
        let listed = shown.contains(&position).then_some(position)?;
        link_to(listed, links)
    };
    let before = [around.note(), around.highlights(&link)];
    for part in before.iter().filter(|part| !part.is_empty()) {
        text.push('\n');
        text.push_str(part);
    }
    let untitled = edition.sections.iter().all(|section| section.title.is_none());
    if untitled && before.iter().any(|part| !part.is_empty()) {
        text.push('\n');
        text.push_str(&around.heading(edition.front_words().contents));
    }
    // Posts of other sections that belong to this one as well.
    let also = |section: Option<usize>| -> String {
        let places = section.and_then(|at| edition.sections.get(at)).map_or(&[][..], |at| &at.references);
        let gap = if edition.front.excerpts { "\n" } else { "" };
        places.iter().filter_map(|&place| Some(format!("{gap}- {}\n", link(place)?))).collect()
    };
    let mut section = None;
    for (number, &position) in shown.iter().enumerate() {
        let Some((entry, link)) = edition.entries.get(position).zip(link_to(position, links)) else {
            continue;
        };
        let now = section_of(edition, position);
        let titled = edition.sections.get(now).and_then(|section| section.title.as_deref());
        if section != Some(now) {
            text.push_str(&also(section));
        }
        if section != Some(now)
            && let Some(title) = titled
        {
            text.push('\n');
            text.push_str(&words_to_heading(title, 2, options.style()));
            text.push_str(&around.introduction(now));
        }
        if number == 0 || edition.front.excerpts || (section != Some(now) && titled.is_some()) {
            text.push('\n');
        }
        section = Some(now);
        let date = entry.published.map_or_else(String::new, |date| format!(" ({})", date.date()));
        let line = format!("{link}{date}");
        text.push_str(&around.item(position, &line, edition.front.excerpts).unwrap_or_default());
    }
    text.push_str(&also(section));
    text
}

/// What leads to the file of a post, or to its page.
fn link_to(position: usize, links: &Links<'_>) -> Option<String> {
    let (entry, path) = links.edition.entries.get(position).zip(links.paths.get(position))?;
    let title = if entry.title.is_empty() { path } else { &entry.title };
    let words = vec![Inline::Text(title.to_owned())];
    Some(match links.options.flavor {
        Flavor::Obsidian if !title.contains(['[', ']', '|']) => format!("[[{}|{title}]]", stem_of(path)),
        _ => {
            let link = Link { url: links.page(position), title: None, content: words };
            words_to_line(&[Inline::Link(link)], links.options.style())
        }
    })
}
