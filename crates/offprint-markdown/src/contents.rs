//! A file that tells what is in the edition.

use crate::{
    body::{words_to_heading, words_to_line},
    exporter::section_of,
    front_matter::{edition_to_fields, fields_to_text},
    options::{Flavor, MarkdownOptions},
};
use offprint_core::{EditionInfo, Inline, Link};

/// The edition's front matter, and a list of links to the posts at these positions, under the titles of their sections.
pub(crate) fn edition_to_contents(
    edition: &EditionInfo,
    paths: &[String],
    shown: &[usize],
    options: &MarkdownOptions,
) -> String {
    let mut text = fields_to_text(&edition_to_fields(edition, options), options);
    // Generators show the title that front matter has; elsewhere it is the file's heading.
    if text.is_empty() || matches!(options.flavor, Flavor::CommonMark | Flavor::Gfm | Flavor::Pandoc) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&words_to_heading(&edition.title, 1, options.style()));
    }
    let mut section = None;
    for (number, &position) in shown.iter().enumerate() {
        let Some((entry, path)) = edition.entries.get(position).zip(paths.get(position)) else { continue };
        let now = section_of(edition, position);
        let titled = edition.sections.get(now).and_then(|section| section.title.as_deref());
        if section != Some(now)
            && let Some(title) = titled
        {
            text.push('\n');
            text.push_str(&words_to_heading(title, 2, options.style()));
        }
        if number == 0 || (section != Some(now) && titled.is_some()) {
            text.push('\n');
        }
        section = Some(now);
        let title = if entry.title.is_empty() { path } else { &entry.title };
        let words = vec![Inline::Text(title.clone())];
        let kept = entry.link.as_deref().and_then(|link| options.kept_path(link));
        let name = path.rsplit_once('.').map_or(&**path, |(name, _)| name);
        let link = match options.flavor {
            Flavor::Obsidian if !title.contains(['[', ']', '|']) => format!("[[{name}|{title}]]"),
            _ => {
                let url =
                    kept.unwrap_or_else(|| path.replace('%', "%25").replace(' ', "%20").replace('#', "%23"));
                words_to_line(&[Inline::Link(Link { url, title: None, content: words })], options.style())
            }
        };
        let date = entry.published.map_or_else(String::new, |date| format!(" ({})", date.date()));
        text.push_str(&format!("- {link}{date}\n"));
    }
    crate::templates::defused(text, options.flavor)
}
