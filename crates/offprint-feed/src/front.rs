//! What the editor puts before the posts, as the first item: readers show items, and hardly anything else of a feed.

use crate::{
    options::{FeedOptions, stable_id},
    sheet::Sheet,
};
use offprint_core::{
    Author, Block, Diagnostic, EditionInfo, Heading, Inline, Link, List, ListItem, ListKind, Post, Sourced,
    blocks_text, first_words,
};

/// Words of the item's summary.
const SUMMARY: usize = 55;

/// The sheet of this item, if there is anything to tell.
///
/// # Errors
/// As `render` has.
pub(crate) fn sheet(
    edition: &EditionInfo,
    options: &FeedOptions,
    render: impl FnOnce(&Post) -> Result<Sheet, Diagnostic>,
) -> Result<Option<Sheet>, Diagnostic> {
    let Some(post) = post(edition) else { return Ok(None) };
    let identifier = identifier(&post, edition, options);
    Ok(Some(Sheet { identifier, permalink: false, groups: Vec::new(), ..render(&post)? }))
}

/// The same for an edition however often it is made, another for each issue: title and issue tell them apart.
fn identifier(post: &Post, edition: &EditionInfo, options: &FeedOptions) -> String {
    let issue = edition.issue.as_deref().unwrap_or_default();
    let slug = format!("{}/{}/{issue}", edition.name, edition.title);
    let nameless = Post { kind: post.kind.clone(), slug, ..Post::default() };
    stable_id(&nameless, options.site_id.as_ref())
}

/// Note, highlights and introductions as a post; `None` when there is none of them.
fn post(edition: &EditionInfo) -> Option<Post> {
    let note = edition.note_as_post();
    let own = edition.front.note.as_ref().and_then(|note| note.title.as_ref());
    let title = match (&note, own) {
        (Some(note), None) => format!("{}: {}", note.title_text(), edition.title),
        (_, Some(own)) => own.clone(),
        (None, None) => edition.title.clone(),
    };
    let mut post = note.unwrap_or_default();
    post.kind = "editors-note".to_owned();
    let mut said = first_words(&blocks_text(&post.body), SUMMARY);
    highlights(edition, &mut post.body);
    for section in edition.sections.iter().filter(|section| !section.introduction.is_empty()) {
        post.body.extend(section.title.as_deref().map(heading));
        post.body.extend(section.introduction.iter().cloned());
    }
    if post.body.is_empty() {
        return None;
    }
    let editors = edition.contributors.iter().filter(|contributor| contributor.role == "edt");
    post.authors =
        editors.map(|editor| Author { name: Some(editor.name.clone()), ..Author::default() }).collect();
    post.title = Sourced::read(vec![Inline::Text(title)]);
    post.published = edition.date;
    post.modified = edition.date;
    if said.is_empty() {
        said = first_words(&blocks_text(&post.body), SUMMARY);
    }
    post.excerpt = Some(Sourced::derived(said)).filter(|said| !said.value.is_empty());
    Some(post)
}

fn highlights(edition: &EditionInfo, body: &mut Vec<Block>) {
    let entries = edition.front.highlights.iter().filter_map(|&place| edition.entries.get(place));
    let item = |entry: &offprint_core::Entry| {
        let title = vec![Inline::Text(entry.title.clone())];
        let title = match &entry.link {
            Some(url) => vec![Inline::Link(Link { url: url.clone(), title: None, content: title })],
            None => title,
        };
        let excerpt = entry.excerpt.clone();
        let excerpt = excerpt.map(|excerpt| Block::Paragraph(vec![Inline::Text(excerpt.into_string())]));
        let blocks = std::iter::once(Block::Paragraph(title)).chain(excerpt).collect();
        ListItem { blocks, checked: None }
    };
    let items: Vec<ListItem> = entries.filter(|entry| !entry.title.is_empty()).map(item).collect();
    if !items.is_empty() {
        let tight = items.iter().all(|item| item.blocks.len() == 1);
        body.push(heading(edition.front_words().highlights));
        body.push(Block::List(List { kind: ListKind::Bullet, tight, items }));
    }
}

fn heading(title: &str) -> Block {
    let content = vec![Inline::Text(title.to_owned())];
    Block::Heading(Heading { level: 2, content, anchor: None })
}
