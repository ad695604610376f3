//! Shortcodes that are left in the text because the plugin that answered them is gone.
//!
//! Only names that are known and pairs that match are touched: `[1]`, `[sic]` and `[…]` are text.

use super::tags::{Tag, tags};
use super::{Cuts, Piece, Spot};
use crate::html::embeds::embed_of;
use crate::html::media::media_of_url;
use crate::html::rules::{Cleaning, local};
use crate::html::urls;
use crate::model::{Block, Code, Inline, Link, Math, MediaKind};
use std::collections::HashMap;
use url::Url;

/// Names that begin so lay out a page.
const WRAPPER_PREFIXES: [&str; 10] =
    ["vc_", "et_pb_", "fusion_", "cs_", "fl_", "av_", "tatsu_", "mk_", "one_", "two_"];
/// These, too.
const WRAPPERS: [&str; 12] = [
    "column",
    "columns",
    "col",
    "row",
    "section",
    "container",
    "three_fourth",
    "three_fourth_last",
    "four_fifth",
    "clear",
    "divider",
    "spacer",
];
/// Names that begin so stand for what no reader needs.
const FURNITURE_PREFIXES: [&str; 8] =
    ["contact-form", "gravityform", "mc4wp", "ads", "addtoany", "wpforms", "ninja_form", "sharethis"];
/// These, too.
const FURNITURE: [&str; 9] = [
    "toc",
    "rev_slider",
    "layerslider",
    "smartslider3",
    "formidable",
    "mailpoet_form",
    "jetpack_subscription_form",
    "newsletter_form",
    "social_share",
];
/// Names of code; the language is the name, but for the first three.
const CODE: [&str; 16] = [
    "code",
    "sourcecode",
    "crayon",
    "php",
    "js",
    "javascript",
    "css",
    "html",
    "xml",
    "python",
    "bash",
    "sql",
    "java",
    "ruby",
    "csharp",
    "cpp",
];
/// Names of media and quotations that WordPress itself knows.
const MEDIA: [&str; 8] =
    ["caption", "wp_caption", "gallery", "audio", "video", "playlist", "embed", "youtube"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Wrapper,
    Furniture,
    Code,
    Latex,
    Media,
    Unknown,
}

fn family(tag: &Tag) -> Family {
    let name = tag.name.as_str();
    let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| name.starts_with(prefix));
    if MEDIA.contains(&name) || name == "vimeo" {
        Family::Media
    } else if name == "latex" {
        Family::Latex
    } else if CODE.contains(&name) {
        Family::Code
    } else if begins(&WRAPPER_PREFIXES) || WRAPPERS.contains(&name) {
        Family::Wrapper
    } else if begins(&FURNITURE_PREFIXES)
        || FURNITURE.contains(&name)
        || (name == "sc" && tag.attribute("name").is_some())
    {
        Family::Furniture
    } else {
        Family::Unknown
    }
}

/// A tag, where it stands, and where its partner does.
struct Placed {
    text: usize,
    tag: Tag,
    partner: Option<usize>,
}

/// Cuts all of them.
pub(super) fn find(cuts: &mut Cuts<'_>, base: Option<&Url>, cleaning: &Cleaning) {
    let placed = paired(cuts);
    let mut past: Spot = (0, 0);
    for at in 0..placed.len() {
        let Placed { text, tag, partner } = &placed[at];
        if (*text, tag.range.start) < past || cuts.is_in_formula((*text, tag.range.start)) {
            continue;
        }
        let partner = partner.map(|partner| &placed[partner]);
        let end = partner.filter(|_| !tag.closes);
        match family(tag) {
            // Words such as `[row]` alone are no layout: a pair or attributes must say so.
            Family::Wrapper
                if cleaning.applies(local::SHORTCODE_TAG)
                    && (partner.is_some() || !tag.attributes.is_empty() || tag.name.contains('_')) =>
            {
                cuts.take(*text, tag.range.clone(), local::SHORTCODE_TAG);
                cuts.cut(*text, tag.range.end..tag.range.end, Piece::Parts);
                if let Some(button) = button(tag, base) {
                    cuts.cut(*text, tag.range.end..tag.range.end, Piece::Inline(button));
                }
            }
            Family::Furniture if !tag.closes && cleaning.applies(local::SHORTCODE_DROP) => {
                let bare_word = end.is_none() && tag.attributes.is_empty() && !tag.name.contains(['-', '_']);
                if bare_word && tag.name != "toc" && tag.name != "addtoany" {
                    continue;
                }
                let begin = (*text, tag.range.start);
                past = end.map_or((*text, tag.range.end), |end| (end.text, end.tag.range.end));
                cuts.take_between(begin, past, Some(local::SHORTCODE_DROP));
            }
            Family::Code | Family::Latex if cleaning.applies(local::SHORTCODE_MAP) => {
                if let Some(end) = end {
                    past = (end.text, end.tag.range.end);
                    verbatim(cuts, *text, tag, end);
                }
            }
            Family::Media if !tag.closes && cleaning.applies(local::SHORTCODE_MAP) => {
                if let Some(to) = media(cuts, *text, tag, end, base) {
                    past = to;
                }
            }
            Family::Unknown if partner.is_some() && cleaning.applies(local::SHORTCODE_PAIR) => {
                cuts.take(*text, tag.range.clone(), local::SHORTCODE_PAIR);
            }
            Family::Unknown if looks_like_one(tag) && partner.is_none() => {
                if cleaning.wants(local::SHORTCODE_ALONE) {
                    cuts.take(*text, tag.range.clone(), local::SHORTCODE_ALONE);
                } else {
                    let said = format!("the shortcode `[{}]` is not known and stays as text", tag.name);
                    cuts.warnings.push(said);
                }
            }
            _ => {}
        }
    }
}

/// A button says its words and its address in attributes.
fn button(tag: &Tag, base: Option<&Url>) -> Option<Inline> {
    let text = tag.attribute("button_text").filter(|text| !tag.closes && !text.trim().is_empty())?;
    let content = vec![Inline::Text(text.to_owned())];
    let url = tag.attribute("button_url").and_then(|url| urls::link_url(url, base));
    Some(match url.filter(|url| !url.starts_with('#')) {
        Some(url) => Inline::Link(Link { url, title: None, content }),
        None => Inline::Text(text.to_owned()),
    })
}

/// `[email]` and `[sic]` are words; a name with an attribute that has a name is a shortcode.
fn looks_like_one(tag: &Tag) -> bool {
    !tag.closes && tag.attributes.iter().any(|(key, _)| !key.is_empty())
}

/// All tags, each end with the last beginning of its name before it.
fn paired(cuts: &Cuts<'_>) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    let mut open: HashMap<String, Vec<usize>> = HashMap::new();
    for text in 0..cuts.texts.len() {
        for tag in tags(cuts.text(text)) {
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
            placed.push(Placed { text, tag, partner });
        }
    }
    placed
}

/// Code or TeX: all that stands between, as it was typed.
fn verbatim(cuts: &mut Cuts<'_>, text: usize, tag: &Tag, end: &Placed) {
    let (begin, stop) = ((text, tag.range.end), (end.text, end.tag.range.start));
    let typed = cuts.typed_between(begin, stop);
    let shown = if family(tag) == Family::Latex {
        let tex = crate::html::mathml::untexturized(typed.trim());
        Piece::Inline(Inline::Math(Math { tex: Some(tex), mathml: None }))
    } else {
        let typed = typed.trim_matches('\n').trim_end().to_owned();
        let stated = ["language", "lang"].iter().find_map(|name| tag.attribute(name)).map(str::to_lowercase);
        let own = (!CODE[..3].contains(&tag.name.as_str())).then(|| tag.name.clone());
        if !typed.contains('\n') && begin.0 == stop.0 && !stands_alone(cuts, text, tag, end) {
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
    cuts.take(text, tag.range.clone(), local::SHORTCODE_MAP);
    if !empty {
        // What is shown stands where the text began.
        let first = if begin.0 == stop.0 { stop.1 } else { cuts.text(text).len() };
        cuts.cut(text, begin.1..first, shown);
        if begin.0 != stop.0 {
            cuts.take_between((begin.0 + 1, 0), stop, None);
        }
    }
    cuts.take(end.text, end.tag.range.clone(), local::SHORTCODE_MAP);
}

/// Whether nothing else stands in the text that holds the tags.
fn stands_alone(cuts: &Cuts<'_>, text: usize, tag: &Tag, end: &Placed) -> bool {
    let own = cuts.text(text);
    own[..tag.range.start].trim().is_empty() && own[end.tag.range.end..].trim().is_empty()
}

/// Media: what the tag names, as a node; where it ends.
fn media(
    cuts: &mut Cuts<'_>,
    text: usize,
    tag: &Tag,
    end: Option<&Placed>,
    base: Option<&Url>,
) -> Option<Spot> {
    let end = end.filter(|end| cuts.is_near((text, tag.range.end), (end.text, end.tag.range.start)));
    let inner = end.map(|end| {
        let typed = cuts.typed_between((text, tag.range.end), (end.text, end.tag.range.start));
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
            cuts.take(text, tag.range.clone(), local::SHORTCODE_MAP);
            let end = end?;
            cuts.cut(text, tag.range.end..tag.range.end, Piece::CaptionBegins);
            cuts.take(end.text, end.tag.range.clone(), local::SHORTCODE_MAP);
            let stop = end.tag.range.end..end.tag.range.end;
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
            cuts.take(text, tag.range.clone(), local::SHORTCODE_MAP);
            return Some((text, tag.range.end));
        }
    };
    cuts.take(text, tag.range.start..tag.range.end, local::SHORTCODE_MAP);
    let Some(end) = end else {
        // A place of no width behind the tag shows the node.
        cuts.cut(text, tag.range.end..tag.range.end, Piece::Block(block));
        return Some((text, tag.range.end));
    };
    let past = (end.text, end.tag.range.end);
    cuts.cut(text, tag.range.end..tag.range.end, Piece::Block(block));
    cuts.take_between((text, tag.range.end), past, Some(local::SHORTCODE_MAP));
    Some(past)
}
