//! Sounds, films and files to fetch.

use super::arena::{Arena, NodeId};
use super::cleaner::Cleaner;
use super::flow::Flow;
use super::rules::local;
use super::{lines, tidy, urls};
use crate::model::{Block, Inline, Link, List, ListItem, ListKind, Media, MediaKind, Numbering};

/// `audio` and `video`: the file it plays. What browsers show that cannot play it is not text.
pub(super) fn player(cleaner: &mut Cleaner<'_>, node: NodeId, caption: Vec<Inline>, flow: &mut Flow) {
    match media_of(cleaner, node, caption) {
        Ok(media) => flow.push(Block::Media(media)),
        // Without a file there is still the caption.
        Err(caption) if !caption.is_empty() => flow.push(Block::Paragraph(caption)),
        Err(_) => {}
    }
}

/// A sound or film of which only the address is known.
pub(super) fn media_of_url(url: String, kind: MediaKind) -> Block {
    Block::Media(Media { kind, url, media_type: None, title: Vec::new(), poster: None, caption: Vec::new() })
}

/// The link that stands in a line for a sound or film.
pub(super) fn as_link(media: Media) -> Inline {
    let name = media.url.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(&media.url).to_owned();
    Inline::Link(Link { url: media.url, title: None, content: vec![Inline::Text(name)] })
}

/// The same within a line: a link.
pub(super) fn player_as_link(cleaner: &mut Cleaner<'_>, node: NodeId) -> Option<Inline> {
    media_of(cleaner, node, Vec::new()).ok().map(|media| cleaner.outside_links(as_link(media)))
}

/// `div.wp-block-file`: the first link, named by its text.
pub(super) fn file(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    let is_name =
        |&inner: &NodeId| arena.name(inner) == "a" && !arena.has_class(inner, "wp-block-file__button");
    let any = |&inner: &NodeId| arena.name(inner) == "a";
    let link = arena.descendants(node).find(is_name).or_else(|| arena.descendants(node).find(any));
    let url = link.and_then(|link| urls::link_url(arena.attribute(link, "href")?, cleaner.base()));
    let (Some(link), Some(url)) = (link, url.filter(|url| !url.starts_with('#'))) else {
        cleaner.flow_section(node, flow);
        return;
    };
    for other in arena.children(node).filter(|&child| child != link) {
        if arena.find(other, "a").is_none() && arena.text(other).is_none_or(|text| !text.trim().is_empty()) {
            if let Some((rule, _)) = cleaner.action(other) {
                cleaner.drop_node(rule, other);
            } else if arena.name(other) == "a" {
                cleaner.drop_node("file-button", other);
            }
        }
    }
    let title = tidy::line(lines::children_to_inlines(cleaner, link), cleaner.kept());
    let media_type = arena.attribute(link, "type").map(str::to_owned);
    let media = Media { kind: MediaKind::File, url, media_type, title, poster: None, caption: Vec::new() };
    flow.push(Block::Media(media));
}

/// `div.wp-playlist`: its tracks, from the JSON that the script beside them reads.
pub(super) fn playlist(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    let is_data = |&inner: &NodeId| arena.attribute(inner, "type") == Some("application/json");
    let data = arena.descendants(node).find(is_data).map(|script| arena.text_content(script));
    let data = data.and_then(|json| serde_json::from_str::<serde_json::Value>(&json).ok());
    let tracks = data.as_ref().and_then(|data| data["tracks"].as_array());
    let Some(tracks) = tracks else {
        cleaner.flow_section(node, flow);
        return;
    };
    cleaner.drop_node(local::FALLBACK, node);
    let is_video = data.as_ref().is_some_and(|data| data["type"] == "video");
    for track in tracks {
        let Some(url) = track["src"].as_str().and_then(|src| urls::link_url(src, cleaner.base())) else {
            continue;
        };
        let title = track["title"].as_str().map(str::trim).filter(|title| !title.is_empty());
        flow.push(Block::Media(Media {
            kind: if is_video { MediaKind::Video } else { MediaKind::Audio },
            url: without_version(url),
            media_type: track["type"].as_str().map(str::to_owned),
            title: title.map(|title| Inline::Text(tidy::fold_spaces(title))).into_iter().collect(),
            poster: None,
            caption: Vec::new(),
        }));
    }
}

/// `figure.wp-block-playlist`: its tracks stand in buttons, without the addresses of their files.
pub(super) fn track_list(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    let mut items = Vec::new();
    for track in arena.descendants(node).filter(|&inner| arena.has_class(inner, "wp-block-playlist-track")) {
        for hidden in arena.descendants(track).filter(|&inner| arena.has_class(inner, "screen-reader-text")) {
            cleaner.drop_node("screen-reader-text", hidden);
        }
        let part = |name: &str| {
            let span = arena.find_class(track, &format!("wp-block-playlist-track__{name}"))?;
            let own = arena.children(span).filter_map(|child| arena.text(child)).collect::<String>();
            Some(tidy::fold_spaces(&own).trim().to_owned()).filter(|text| !text.is_empty())
        };
        let parts: Vec<_> = ["title", "artist", "length"].into_iter().filter_map(part).collect();
        if !parts.is_empty() {
            let blocks = vec![Block::Paragraph(vec![Inline::Text(parts.join(" · "))])];
            items.push(ListItem { blocks, checked: None });
        }
    }
    if !items.is_empty() {
        let kind = ListKind::Ordered { start: 1, reversed: false, numbering: Numbering::Decimal };
        flow.push(Block::List(List { kind, tight: true, items }));
    }
    let caption = super::figures::caption(cleaner, node);
    if !caption.is_empty() {
        flow.push(Block::Paragraph(caption));
    }
}

fn media_of(cleaner: &mut Cleaner<'_>, node: NodeId, caption: Vec<Inline>) -> Result<Media, Vec<Inline>> {
    let arena = cleaner.arena;
    if arena.has_class(node, "wp-block-cover__video-background") {
        return Err(caption);
    }
    let source = arena.find(node, "source");
    let raw = own_source(arena, node).or_else(|| own_source(arena, source?)).or_else(|| {
        let link = arena.find(node, "a")?;
        arena.attribute(link, "href")
    });
    let url = raw.and_then(|raw| urls::link_url(raw, cleaner.base())).filter(|url| !url.starts_with('#'));
    let Some(url) = url else {
        cleaner.drop_node(local::FRAME, node);
        return Err(caption);
    };
    if !arena.text_content(node).trim().is_empty() {
        cleaner.drop_node(local::FALLBACK, node);
    }
    let media_type = arena.attribute(node, "type").or_else(|| arena.attribute(source?, "type"));
    let poster = arena.attribute(node, "poster").and_then(|poster| urls::picture_url(poster, cleaner.base()));
    Ok(Media {
        kind: if arena.name(node) == "video" { MediaKind::Video } else { MediaKind::Audio },
        url: without_version(url),
        media_type: media_type.map(|kind| kind.split(';').next().unwrap_or(kind).trim().to_owned()),
        title: Vec::new(),
        poster,
        caption,
    })
}

fn own_source(arena: &Arena, node: NodeId) -> Option<&str> {
    ["src", "data-src", "data-lazy-src"]
        .iter()
        .filter_map(|name| arena.attribute(node, name))
        .find(|source| !source.trim().is_empty() && !source.starts_with("data:"))
}

/// WordPress's player adds `?_=1` to tell several players of one file apart.
fn without_version(url: String) -> String {
    match url.rsplit_once("?_=") {
        Some((file, number)) if number.bytes().all(|b| b.is_ascii_digit()) => file.to_owned(),
        _ => url,
    }
}
