//! What stands before the posts of an edition, made of what the editor asked for and of the posts that there are.

use crate::event::Journal;
use crate::names;
use crate::render::BATCH;
use crate::report::CleaningReport;
use crate::request::{EditorText, ExportRequest, Front};
use crate::words::shown;
use offprint_core::edition::slugify;
use offprint_core::front::{EditorNote, excerpt_of};
use offprint_core::html::CleanContext;
use offprint_core::reader::Reader;
use offprint_core::selection::Taken;
use offprint_core::{Diagnostic, EditionInfo, Place, Severity, codes};
use rayon::prelude::*;

/// Completes what is known of an edition by what is to stand before its posts, which lie at these places of the reader.
pub(super) fn add(
    info: &mut EditionInfo,
    request: &ExportRequest,
    order: &[usize],
    reader: &Reader,
    report: &mut CleaningReport,
    journal: &Journal<'_>,
) {
    let context = CleanContext {
        base: info
            .site_url
            .as_deref()
            .and_then(|site| format!("{}/", site.trim_end_matches('/')).parse().ok()),
        base_is_site: true,
        language: Some(info.language.clone()),
        direction: info.direction,
        cleaning: request.cleaning.clone(),
        ..CleanContext::default()
    };
    let mut read = |written: &EditorText, named: &str| -> EditorNote {
        let read = EditorNote::read(&written.text, &context);
        let place = match &written.file {
            Some(file) => Place::file(shown(file)),
            None => Place::default().within(named),
        };
        for warning in read.warnings {
            journal.say(&warning.at(&place));
        }
        report.add_text(&place.origin, named, &read.cleaned);
        read.note
    };
    let note = request.front.note.as_ref().map(|written| read(written, "editors-note"));
    for (name, written) in &request.front.introductions {
        match section_of(info, name) {
            Ok(section) => {
                let note = read(written, name);
                // A heading of its own is the text's first; the section has its title already.
                let title = note.title.map(|title| {
                    offprint_core::Block::Heading(offprint_core::Heading {
                        level: 2,
                        content: vec![offprint_core::Inline::Text(title)],
                        anchor: None,
                    })
                });
                info.sections[section].introduction = title.into_iter().chain(note.body).collect();
            }
            Err(said) => journal.say(&said),
        }
    }
    let highlights = &info.front.highlights;
    let excerpts = request.front.excerpts;
    let wanted: Vec<usize> = if excerpts { (0..order.len()).collect() } else { highlights.clone() };
    for part in wanted.chunks(BATCH) {
        let made: Vec<_> = part
            .par_iter()
            .map(|&place| reader.post(order[place]).ok().and_then(|read| excerpt_of(&read.post)))
            .collect();
        for (&place, excerpt) in part.iter().zip(made) {
            info.entries[place].excerpt = excerpt;
        }
    }
    (info.front.note, info.front.excerpts) = (note, excerpts);
}

/// The places of the posts that are recommended; those that are not there are named.
pub(super) fn highlights(front: &Front, posts: &[Taken], journal: &Journal<'_>) -> Vec<usize> {
    let mut places = Vec::new();
    for name in &front.highlights {
        match posts.iter().position(|taken| name.names(&taken.outline)) {
            Some(place) if !places.contains(&place) => places.push(place),
            Some(_) => {}
            None => journal.say(&Diagnostic::new(
                codes::HIGHLIGHT_NOT_FOUND,
                &Place::default(),
                format!("the highlight `{}` is not among the edition's posts", name.as_str()),
            )),
        }
    }
    places
}

/// The section of this title or slug; else what to say: a section may be empty this week, or its name misspelt.
fn section_of(info: &EditionInfo, name: &str) -> Result<usize, Diagnostic> {
    let wanted = name.to_lowercase();
    let named = |section: &offprint_core::Section| {
        section.key.as_ref().is_some_and(|key| key.to_lowercase() == wanted)
            || section.title.as_ref().is_some_and(|title| title.to_lowercase() == wanted)
    };
    let alike = |section: &offprint_core::Section| {
        let slug = slugify(name);
        !slug.is_empty() && section.title.as_ref().is_some_and(|title| slugify(title) == slug)
    };
    let found = info.sections.iter().position(named).or_else(|| info.sections.iter().position(alike));
    found.ok_or_else(|| {
        let titles: Vec<&str> = info.sections.iter().filter_map(|section| section.title.as_deref()).collect();
        let lower: Vec<String> = titles.iter().map(|title| title.to_lowercase()).collect();
        let nearest = names::nearest(&wanted, lower.iter().map(String::as_str));
        let nearest = nearest.and_then(|near| lower.iter().position(|title| title == near));
        let message = format!("there is no section `{name}` to introduce");
        match nearest {
            Some(place) => {
                let message = format!("{message}; is it `{}`?", titles[place]);
                Diagnostic::new(codes::SECTION_NOT_FOUND, &Place::default(), message)
            }
            None => {
                Diagnostic::new(codes::SECTION_NOT_FOUND, &Place::default(), message).severity(Severity::Note)
            }
        }
    })
}
