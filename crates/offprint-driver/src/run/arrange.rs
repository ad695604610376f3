//! How posts become an edition: its language, its sections, the order.

use super::{front, language};
use crate::event::Journal;
use crate::request::ExportRequest;
use offprint_core::EditionInfo;
use offprint_core::grouping;
use offprint_core::reader::Reader;
use offprint_core::selection::Taken;

/// What is known of the edition, and the places of its posts in the reader.
pub(super) fn arrange(
    request: &ExportRequest,
    mut posts: Vec<Taken>,
    reader: &Reader,
    journal: &Journal<'_>,
) -> (EditionInfo, Vec<usize>) {
    language::find(&mut posts, reader);
    language::detected(&posts).iter().for_each(|diagnostic| journal.say(diagnostic));
    let mut info = request.edition.clone();
    if info.title.is_empty() && posts.len() > 1 {
        info.title = reader.site_name().map(str::to_owned).unwrap_or_default();
    }
    (info.language, info.direction) = language::of_edition(request.language.as_ref(), &posts, reader);
    let groups: Vec<_> =
        posts.iter().map(|taken| request.group_by.groups_of(&taken.outline, &info.language)).collect();
    let arrangement = grouping::arrange(&groups);
    let posts = arrangement.apply(posts);
    info.sections = arrangement.sections;
    info.front.highlights = front::highlights(&request.front, &posts, journal);
    let order = posts.iter().map(|taken| taken.index).collect();
    (info.of_posts(posts.into_iter().map(|taken| *taken.outline)), order)
}
