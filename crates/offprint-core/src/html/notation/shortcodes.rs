//! Shortcodes that become nodes: WordPress's own, code and formulas. Those of builders and plugins were converted
//! before the parse.
//!
//! Only names that are known and pairs that match are touched: `[1]`, `[sic]` and `[…]` are text.

use super::{Cuts, Piece, Spot};
use crate::html::embeds::embed_of;
use crate::html::media::media_of_url;
use crate::html::rules::{Cleaning, local};
use crate::html::urls;
use crate::model::{Block, Code, Inline, Math, MediaKind};
use crate::shortcodes::syntax::{Source, Tag, tag_at};
use crate::shortcodes::table::{CODE_WITHOUT_LANGUAGE, is_known_alone};
use crate::shortcodes::{Family, Shortcodes, family_of};
use std::collections::HashMap;
use std::ops::Range;
use url::Url;

/// A tag, where it stands, and where its partner does.
struct Placed {
    text: usize,
    tag: Tag,
    range: Range<usize>,
    partner: Option<usize>,
}

/// Cuts all of them.
pub(super) fn find(cuts: &mut Cuts<'_>, base: Option<&Url>, cleaning: &Cleaning) {
    if cleaning.shortcodes().all == Shortcodes::Keep {
        return;
    }
    let placed = paired(cuts);
    if !cleaning.applies(local::SHORTCODE_MAP) {
        return;
    }
    let mut past: Spot = (0, 0);
    for at in 0..placed.len() {
        let Placed { text, tag, range, partner } = &placed[at];
        let is_kept = cleaning.shortcodes().keeps(&tag.name);
        if is_kept || (*text, range.start) < past || cuts.is_in_formula((*text, range.start)) {
            continue;
        }
        let end = partner.map(|partner| &placed[partner]).filter(|_| !tag.closes);
        match family_of(&tag.name) {
            Family::Code | Family::CodeLines | Family::Latex => {
                if let Some(end) = end.filter(|end| is_code(cuts, &placed[at], end)) {
                    past = (end.text, end.range.end);
                    verbatim(cuts, &placed[at], end);
                }
            }
            Family::Media if !tag.closes => {
                if let Some(to) = media(cuts, &placed[at], end, base) {
                    past = to;
                }
            }
            _ => {}
        }
    }
}

/// A language whose name is a word is one where there are lines of program text.
fn is_code(cuts: &Cuts<'_>, begin: &Placed, end: &Placed) -> bool {
    family_of(&begin.tag.name) != Family::CodeLines
        || cuts
            .typed_between((begin.text, begin.range.end), (end.text, end.range.start))
            .trim()
            .contains('\n')
}

/// All tags of these families, each end with the last beginning of its name before it. Of `[[name a="b"]]`, which is how
/// authors write about shortcodes, the outer brackets are cut.
fn paired(cuts: &mut Cuts<'_>) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    let mut open: HashMap<String, Vec<usize>> = HashMap::new();
    for text in 0..cuts.texts.len() {
        let found = tags(cuts.text(text));
        for bracket in found.brackets {
            cuts.cut(text, bracket..bracket + 1, Piece::Text(0..0));
        }
        for (range, tag) in found.tags {
            let here = placed.len();
            let mut partner = None;
            if tag.closes {
                partner = open.get_mut(&tag.name).and_then(Vec::pop);
                if let Some(begin) = partner {
                    placed[begin].partner = Some(here);
                }
            } else if !tag.closed {
                open.entry(tag.name.clone()).or_default().push(here);
            }
            placed.push(Placed { text, tag, range, partner });
        }
    }
    placed
}

/// What is found in one text.
#[derive(Default)]
struct Tags {
    tags: Vec<(Range<usize>, Tag)>,
    /// The outer ones of doubled brackets.
    brackets: Vec<usize>,
}

fn tags(text: &str) -> Tags {
    let mut found = Tags::default();
    let mut work = text.len().saturating_mul(16) + 10_000;
    let (mut at, mut close) = (0, 0);
    while let Some(start) = memchr::memchr(b'[', &text.as_bytes()[at..]).map(|next| at + next) {
        // Without an end there is no tag; the nearest is looked for once.
        if close <= start {
            match memchr::memchr(b']', &text.as_bytes()[start..]) {
                Some(next) => close = start + next,
                None => return found,
            }
        }
        at = start + 1;
        if text[at..].starts_with('[') {
            let Some(tag) = tag_at(text, at, Source::Text, &mut work) else {
                at += 1;
                continue;
            };
            let ending = format!("[/{}]]", tag.name);
            let near = &text.as_bytes()[tag.end..text.len().min(tag.end + 8_000)];
            let end = match text[tag.end..].starts_with(']') {
                true => Some(tag.end),
                false => memchr::memmem::find(near, ending.as_bytes())
                    .map(|next| tag.end + next + ending.len() - 1),
            };
            // `[[Page]]` and `[[gallery]]` are no more than words.
            match end {
                Some(end) => {
                    if tag.is_unmistakable() || is_known_alone(&tag.name) {
                        found.brackets.extend([start, end]);
                    }
                    at = end + 1;
                }
                None => at += 1,
            }
            continue;
        }
        let Some(tag) = tag_at(text, start, Source::Text, &mut work) else { continue };
        at = tag.end;
        if !matches!(family_of(&tag.name), Family::Media | Family::Code | Family::CodeLines | Family::Latex) {
            continue;
        }
        found.tags.push((start..tag.end, tag));
    }
    found
}

/// Code or TeX: all that stands between, as it was typed.
fn verbatim(cuts: &mut Cuts<'_>, placed: &Placed, end: &Placed) {
    let Placed { text, tag, range, .. } = placed;
    let text = *text;
    let (begin, stop) = ((text, range.end), (end.text, end.range.start));
    let typed = cuts.typed_between(begin, stop);
    let shown = if family_of(&tag.name) == Family::Latex {
        let tex = crate::html::mathml::untexturized(typed.trim());
        Piece::Inline(Inline::Math(Math { tex: Some(tex), mathml: None }))
    } else {
        let typed = typed.trim_matches('\n').trim_end().to_owned();
        let stated = ["language", "lang"].iter().find_map(|name| tag.attribute(name)).map(str::to_lowercase);
        let own = (!CODE_WITHOUT_LANGUAGE.contains(&tag.name.as_str())).then(|| tag.name.clone());
        if !typed.contains('\n') && begin.0 == stop.0 && !stands_alone(cuts, placed, end) {
            Piece::Inline(Inline::Code(typed))
        } else {
            Piece::Block(Block::Code(Code { language: stated.or(own), text: typed }))
        }
    };
    let empty = match &shown {
        Piece::Inline(Inline::Code(code)) => code.trim().is_empty(),
        Piece::Block(Block::Code(code)) => code.text.trim().is_empty(),
        Piece::Inline(Inline::Math(math)) => math.tex.as_deref().is_none_or(str::is_empty),
        _ => false,
    };
    cuts.take(text, range.clone(), local::SHORTCODE_MAP);
    if !empty {
        // What is shown stands where the text began.
        let first = if begin.0 == stop.0 { stop.1 } else { cuts.text(text).len() };
        cuts.cut(text, begin.1..first, shown);
        if begin.0 != stop.0 {
            cuts.take_between((begin.0 + 1, 0), stop, None);
        }
    }
    cuts.take(end.text, end.range.clone(), local::SHORTCODE_MAP);
}

/// Whether nothing else stands in the text that holds the tags.
fn stands_alone(cuts: &Cuts<'_>, begin: &Placed, end: &Placed) -> bool {
    let own = cuts.text(begin.text);
    own[..begin.range.start].trim().is_empty() && own[end.range.end..].trim().is_empty()
}

/// Media: what the tag names, as a node; where it ends.
fn media(cuts: &mut Cuts<'_>, placed: &Placed, end: Option<&Placed>, base: Option<&Url>) -> Option<Spot> {
    let Placed { text, tag, range, .. } = placed;
    let text = *text;
    let end = end.filter(|end| cuts.is_near((text, range.end), (end.text, end.range.start)));
    let inner = end.map(|end| {
        let typed = cuts.typed_between((text, range.end), (end.text, end.range.start));
        typed.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let address =
        |raw: &str| urls::link_url(raw, base).filter(|url| urls::is_web(url) || urls::is_relative(url));
    let raw = inner.as_deref().filter(|inner| !inner.is_empty()).or_else(|| tag.bare());
    let of = |names: &[&str]| names.iter().find_map(|name| tag.attribute(name)).or(raw).and_then(address);
    let block = match tag.name.as_str() {
        "audio" => media_of_url(of(&["src", "mp3", "m4a", "ogg", "wav", "flac"])?, MediaKind::Audio),
        "video" => media_of_url(of(&["src", "mp4", "m4v", "webm", "ogv", "flv"])?, MediaKind::Video),
        "embed" => Block::Embed(embed_of(&of(&["src", "url"])?)),
        "youtube" => {
            let id = |raw: &str| format!("https://www.youtube.com/watch?v={raw}");
            let stated = ["id", "url", "src", "video"].iter().find_map(|name| tag.attribute(name)).or(raw)?;
            let url = if stated.contains('/') { address(stated)? } else { address(&id(stated))? };
            Block::Embed(embed_of(&url))
        }
        "vimeo" => {
            let stated = ["id", "url", "src"].iter().find_map(|name| tag.attribute(name)).or(raw)?;
            let url =
                if stated.contains('/') { stated.to_owned() } else { format!("https://vimeo.com/{stated}") };
            Block::Embed(embed_of(&address(&url)?))
        }
        "caption" | "wp_caption" => {
            // The picture and its words stand between the tags; older ones have the words in an attribute.
            cuts.take(text, range.clone(), local::SHORTCODE_MAP);
            let end = end?;
            cuts.cut(text, range.end..range.end, Piece::CaptionBegins);
            cuts.take(end.text, end.range.clone(), local::SHORTCODE_MAP);
            let stop = end.range.end..end.range.end;
            if let Some(caption) = tag.attribute("caption") {
                let caption = Inline::Text(format!(" {caption}"));
                cuts.cut(end.text, stop.clone(), Piece::Inline(caption));
            }
            cuts.cut(end.text, stop, Piece::CaptionEnds);
            return None;
        }
        // Of WordPress's own, without anything that says what: somebody writes about it.
        _ if tag.attributes.is_empty() && end.is_none() => return None,
        // Without the media library nobody knows which pictures were meant.
        _ => {
            cuts.take(text, range.clone(), local::SHORTCODE_MAP);
            return Some((text, range.end));
        }
    };
    cuts.take(text, range.start..range.end, local::SHORTCODE_MAP);
    let Some(end) = end else {
        // A place of no width behind the tag shows the node.
        cuts.cut(text, range.end..range.end, Piece::Block(block));
        return Some((text, range.end));
    };
    let past = (end.text, end.range.end);
    cuts.cut(text, range.end..range.end, Piece::Block(block));
    cuts.take_between((text, range.end), past, Some(local::SHORTCODE_MAP));
    Some(past)
}
