//! Pictures: which source to show, and what is no picture at all.

use super::arena::{Arena, NodeId};
use super::cleaner::Cleaner;
use super::rules::local;
use super::{lines, mathml, tidy, trackers, urls};
use crate::model::{Image, Inline, Math};

/// What an `img` shows.
pub(super) enum Shown {
    Picture(Image),
    /// An emoji or another picture of text.
    Text(String),
    /// A picture of a formula.
    Math(Math),
    Nothing,
}

/// Where lazy loaders keep the true source, the first that is there counts.
const LAZY_SOURCES: [&str; 11] = [
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-orig-file",
    "data-large-file",
    "nitro-lazy-src",
    "data-opt-src",
    "data-cfsrc",
    "fifu-data-src",
    "data-url",
    "data-echo",
];

const LAZY_SOURCE_SETS: [&str; 3] = ["data-srcset", "data-lazy-srcset", "srcset"];

/// What this `img` shows.
pub(super) fn shown(cleaner: &mut Cleaner<'_>, node: NodeId) -> Shown {
    let arena = cleaner.arena;
    if let Some(text) = emoji(arena, node) {
        cleaner.report.fired(local::EMOJI, "");
        return Shown::Text(text);
    }
    if let Some(math) = mathml::math_of_picture(arena, node) {
        cleaner.report.fired(local::MATHS, "");
        return Shown::Math(math);
    }
    if cleaner.applies(local::TRACKING) && is_tracker(arena, node) {
        cleaner.report.fired(local::TRACKING, "");
        return Shown::Nothing;
    }
    let typed = cleaner.kept().typing;
    let twin = noscript_twin(arena, node);
    let url = source(cleaner, node).or_else(|| source(cleaner, twin?)).or_else(|| last_source(cleaner, node));
    let Some(url) = url else {
        cleaner.report.fired(local::NO_SOURCE, "");
        let alt = attribute_of(arena, node, "alt").or_else(|| attribute_of(arena, twin?, "alt"));
        return alt.map_or(Shown::Nothing, Shown::Text);
    };
    let attribute = |name: &str| arena.attribute(node, name);
    let number =
        |name: &str| attribute(name)?.trim().trim_end_matches("px").parse::<u32>().ok().filter(|&n| n > 0);
    let id = arena.classes(node).find_map(|class| class.strip_prefix("wp-image-")?.parse().ok());
    let clean = |text: &str| tidy::fold_spaces(text).trim().to_owned();
    let alt = attribute("alt").or_else(|| arena.attribute(twin?, "alt")).map(clean);
    let title = if typed { attribute("title").map(str::to_owned) } else { attribute("title").map(clean) };
    let title = title.filter(|title| !title.is_empty() && (typed || Some(title) != alt.as_ref()));
    let large = largest(cleaner, node).filter(|large| *large != url);
    Shown::Picture(Image { url, alt, title, width: number("width"), height: number("height"), large, id })
}

/// A `noscript`: nothing when it repeats the picture or film before it, else what it holds.
pub(super) fn noscript(cleaner: &mut Cleaner<'_>, node: NodeId, line: &mut Vec<Inline>) {
    let arena = cleaner.arena;
    if repeats(arena, node) {
        cleaner.report.fired(local::NOSCRIPT, "");
        return;
    }
    line.extend(lines::children_to_inlines(cleaner, node));
}

fn repeats(arena: &Arena, node: NodeId) -> bool {
    let holds_picture = arena.find(node, "img").or_else(|| arena.find(node, "iframe")).is_some();
    let is_shown = |beside: NodeId| {
        matches!(arena.name(beside), "img" | "iframe" | "picture" | "div" | "video")
            || arena.find(beside, "img").is_some()
    };
    let is_lazy = |beside: NodeId| {
        arena.name(beside) == "img" && LAZY_SOURCES.iter().any(|name| arena.attribute(beside, name).is_some())
    };
    holds_picture && (before(arena, node).is_some_and(is_shown) || after(arena, node).is_some_and(is_lazy))
}

fn noscript_twin(arena: &Arena, node: NodeId) -> Option<NodeId> {
    let beside = [after(arena, node), before(arena, node)].into_iter().flatten();
    let twin = beside.into_iter().find(|&beside| arena.name(beside) == "noscript")?;
    arena.find(twin, "img")
}

/// The nearest sibling before this one that is more than white space.
fn before(arena: &Arena, node: NodeId) -> Option<NodeId> {
    std::iter::successors(arena.previous(node), |&n| arena.previous(n)).find(|&n| is_seen(arena, n))
}

/// The nearest sibling after this one that is more than white space.
fn after(arena: &Arena, node: NodeId) -> Option<NodeId> {
    std::iter::successors(arena.next(node), |&n| arena.next(n)).find(|&n| is_seen(arena, n))
}

fn is_seen(arena: &Arena, node: NodeId) -> bool {
    arena.text(node).is_none_or(|text| !text.trim().is_empty())
}

/// The source to show: the plain one, unless it is a stand-in for a lazy one.
fn source(cleaner: &Cleaner<'_>, node: NodeId) -> Option<String> {
    let arena = cleaner.arena;
    let plain = arena.attribute(node, "src").map(str::trim).unwrap_or_default();
    let lazy_class =
        arena.classes(node).any(|c| c.starts_with("lazyload") || c == "jetpack-lazy-image" || c == "lazy");
    let stand_in = plain.is_empty()
        || plain.starts_with("data:")
        || plain == "about:blank"
        || trackers::is_stand_in(plain);
    let resolve = |raw: &str| urls::picture_url(raw, cleaner.base());
    if !stand_in && !lazy_class {
        return resolve(plain);
    }
    let real = |url: &String| !url.starts_with("data:") && !trackers::is_stand_in(url);
    let lazy =
        || LAZY_SOURCES.iter().filter_map(|name| arena.attribute(node, name)).find_map(resolve).filter(real);
    let set = || {
        let sets = LAZY_SOURCE_SETS.iter().filter_map(|name| arena.attribute(node, name));
        sets.filter_map(largest_of).find_map(|url| resolve(&url))
    };
    // A `data:` picture longer than any stand-in is the picture itself.
    let own = || (!stand_in || plain.len() > 400).then(|| resolve(plain)).flatten();
    lazy().or_else(set).or_else(own)
}

/// The plain source of an element that has no other: its name may be a stand-in's, but it is what a browser shows.
fn last_source(cleaner: &Cleaner<'_>, node: NodeId) -> Option<String> {
    let plain = cleaner.arena.attribute(node, "src").map(str::trim).unwrap_or_default();
    let shown = trackers::is_stand_in(plain) && !trackers::keeps_a_place(cleaner.arena, node, plain);
    shown.then(|| urls::picture_url(plain, cleaner.base())).flatten()
}

/// An attribute's text on one line, when it is not blank.
fn attribute_of(arena: &Arena, node: NodeId, name: &str) -> Option<String> {
    let text = tidy::fold_spaces(arena.attribute(node, name)?);
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The largest picture that the element names, when it is larger than what it shows.
fn largest(cleaner: &Cleaner<'_>, node: NodeId) -> Option<String> {
    let arena = cleaner.arena;
    let own = ["data-orig-file", "data-large-file"].iter().find_map(|name| arena.attribute(node, name));
    let set = || LAZY_SOURCE_SETS.iter().filter_map(|name| arena.attribute(node, name)).find_map(largest_of);
    urls::picture_url(&own.map(str::to_owned).or_else(set)?, cleaner.base())
}

/// The candidate of the greatest width (or density) in a `srcset`; `data:` ones do not count.
fn largest_of(set: &str) -> Option<String> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates(set) {
        let mut parts = candidate.split_ascii_whitespace();
        let Some(url) = parts.next().filter(|url| !url.starts_with("data:")) else { continue };
        let size =
            parts.next().and_then(|size| size.trim_end_matches(['w', 'x']).parse().ok()).unwrap_or(1.0);
        if best.is_none_or(|(largest, _)| size > largest) {
            best = Some((size, url));
        }
    }
    best.map(|(_, url)| url.to_owned())
}

/// Candidates are separated by commas that white space follows, or that end a descriptor: URLs may hold commas.
fn candidates(set: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = set.trim_start_matches([' ', ',', '\n', '\t']);
    while !rest.is_empty() {
        let url_end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (url, after) = rest.split_at(url_end);
        if let Some(bare) = url.strip_suffix(',') {
            found.push(bare);
            rest = after;
        } else {
            let end = after.find(',').unwrap_or(after.len());
            found.push(&rest[..url_end + end]);
            rest = &after[end..];
        }
        rest = rest.trim_start_matches([' ', ',', '\n', '\t', '\r']);
    }
    found
}

/// The text of a picture of text.
pub(super) fn emoji(arena: &Arena, node: NodeId) -> Option<String> {
    let source = arena.attribute(node, "src").unwrap_or_default();
    let is_emoji = arena.has_class(node, "wp-smiley")
        || arena.has_class(node, "emoji")
        || source.contains("s.w.org/images/core/emoji")
        || source.contains("/wp-includes/images/smilies/");
    let alt = arena.attribute(node, "alt").map(str::trim).filter(|alt| !alt.is_empty())?;
    is_emoji.then(|| alt.to_owned())
}

/// Whether the picture counts readers, or is hidden for good.
fn is_tracker(arena: &Arena, node: NodeId) -> bool {
    let style: String = arena.attribute(node, "style").unwrap_or_default().split_ascii_whitespace().collect();
    trackers::is_tracker(arena, node)
        || (style.contains("display:none") && noscript_twin(arena, node).is_none())
}

#[cfg(test)]
mod tests {
    use super::super::cleaner::{CleanContext, clean_blocks};
    use super::*;

    fn check(html: &str, expected: &str) {
        let cleaned = clean_blocks(html, &CleanContext::default());
        let urls: Vec<_> = cleaned
            .blocks
            .iter()
            .map(|block| match block {
                crate::model::Block::Figure(figure) => figure.image.url.clone(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(urls.join(" "), expected, "{html}");
    }

    #[test]
    fn the_true_source() {
        let blank = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
        check("<img src='https://a.example/x.jpg'>", "https://a.example/x.jpg");
        check(
            &format!(
                "<img src='{blank}' data-src='https://a.example/y.jpg'><noscript><img src='https://a.example/y.jpg'></noscript>"
            ),
            "https://a.example/y.jpg",
        );
        check(
            &format!("<img src='{blank}'><noscript><img src='https://a.example/z.jpg'></noscript>"),
            "https://a.example/z.jpg",
        );
        check(
            "<img class='lazyload' src='https://a.example/placeholder.png' data-srcset='https://a.example/s.jpg 300w, https://a.example/l.jpg 900w'>",
            "https://a.example/l.jpg",
        );
        check("<img src='https://pixel.wp.com/b.gif' width=1 height=1>", "");
        check("<img src=''>", "");
    }

    #[test]
    fn source_sets() {
        assert_eq!(largest_of("a.jpg 1x, b.jpg 2x").as_deref(), Some("b.jpg"));
        assert_eq!(largest_of("a,1.jpg 300w, data:x 900w").as_deref(), Some("a,1.jpg"));
        assert_eq!(largest_of("a.jpg"), Some("a.jpg".into()));
        assert_eq!(largest_of(""), None);
    }

    #[test]
    fn emoji_become_characters() {
        check(
            "<p>Hi <img class='wp-smiley' alt=':)' src='https://a.example/x.gif'></p>",
            "Paragraph([Text(\"Hi :)\")])",
        );
    }
}
