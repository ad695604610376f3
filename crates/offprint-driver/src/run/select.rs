//! Which posts are taken.

use crate::event::{Event, Journal};
use crate::exit::Exit;
use crate::render::BATCH;
use crate::report::EditionReport;
use crate::request::ExportRequest;
use crate::words::shown;
use offprint_core::grouping::GroupBy;
use offprint_core::reader::Reader;
use offprint_core::selection::{LeftOut, Picked, Picker, Selection, Taken};
use offprint_core::{Diagnostic, Place, Post, codes};
use rayon::prelude::*;

/// The posts, in order; `None` when nothing is left to export.
pub(super) fn select(
    request: &ExportRequest,
    reader: &Reader,
    report: &mut EditionReport,
    journal: &Journal<'_>,
) -> Option<Vec<Taken>> {
    let Picked { posts, left_out, notes, found } = pick(request, reader, journal);
    if journal.cancel().is_cancelled() {
        return None;
    }
    journal.say_all(&notes);
    tell_left_out(&left_out, posts.is_empty(), journal);
    report.left_out = left_out;
    if !posts.is_empty() {
        return Some(posts);
    }
    let place = match request.sources.as_slice() {
        [source] => Place::file(shown(source)),
        _ => Place::default(),
    };
    let nothing = match (found, journal.verdict()) {
        (0, Exit::Done) => Diagnostic::new(codes::INPUT_EMPTY, &place, "there is no post in the input")
            .hint("give saved answers of `/wp-json/wp/v2/posts` or of another post type"),
        (0, _) => return None,
        _ => Diagnostic::new(
            codes::NOTHING_SELECTED,
            &place,
            format!("no post is left to export of those read ({found})"),
        )
        .hint("widen the selection: `--status any`, `--include-protected`, `--since`, `--type`, `--term`"),
    };
    journal.say(&nothing);
    None
}

/// Looks at every post, a batch at a time; those that are left out are forgotten at once.
fn pick(request: &ExportRequest, reader: &Reader, journal: &Journal<'_>) -> Picked {
    let selection = &request.selection;
    // Paths may name a category, sections any taxonomy.
    let mut taxonomies = vec!["category".to_owned()];
    if let GroupBy::Taxonomy(taxonomy) = &request.group_by {
        taxonomies.push(taxonomy.clone());
    }
    let mut picker = Picker::new(selection).keeping(taxonomies);
    for from in (0..reader.len()).step_by(BATCH) {
        if journal.cancel().is_cancelled() {
            break;
        }
        let to = (from + BATCH).min(reader.len());
        let outlines: Vec<_> =
            (from..to).into_par_iter().map(|index| outline(reader, selection, index)).collect();
        for (index, outline) in (from..to).zip(outlines) {
            match outline {
                Ok(outline) => picker.look_at(index, &outline),
                Err(diagnostic) => journal.say(&diagnostic),
            }
        }
    }
    picker.finish()
}

/// A post as far as selection must know it.
fn outline(reader: &Reader, selection: &Selection, index: usize) -> Result<Post, Diagnostic> {
    let outline = reader.outline_with_language(index, &|post| selection.needs_language_of(post))?;
    if selection.needs_text_of(&outline) {
        let Post { body, language, direction, .. } = reader.post(index)?.post;
        return Ok(Post { body, language, direction, ..outline });
    }
    Ok(outline)
}

fn tell_left_out(left_out: &LeftOut, all: bool, journal: &Journal<'_>) {
    for (reason, &count) in left_out {
        let option = match reason.as_str() {
            "protected" => Some("--include-protected".to_owned()),
            "draft" | "future" | "pending" | "private" => Some(format!("--status {reason}")),
            _ => None,
        };
        // What is not public is always told; what the selection asked for is a note.
        if option.is_some() || all {
            journal.tell(&Event::HeldBack { count, reason, option });
        } else {
            let posts = if count == 1 { "post" } else { "posts" };
            journal.say(&Diagnostic::new(
                codes::POSTS_SKIPPED,
                &Place::default(),
                format!("held back {count} {posts}: {reason}"),
            ));
        }
    }
}
