//! Things of other sites: their page for people, their title, and the words that came with them.

use super::arena::{Arena, NodeId};
use super::cleaner::Cleaner;
use super::flow::Flow;
use super::rules::local;
use super::{tidy, urls};
use crate::model::{Block, Embed, Inline, Link};

/// Attributes in which a frame's address may stand, lazy and consent-gated ones after the plain one.
const SOURCES: [&str; 9] = [
    "src",
    "data-src",
    "data-lazy-src",
    "data-litespeed-src",
    "data-src-cmplz",
    "data-cookieblock-src",
    "consent-original-src-_",
    "data-orig-src",
    "data-url",
];

/// The block: `figure.wp-block-embed` and its wrapper, which hold a frame, a quotation, or the bare address.
pub(super) fn embed(cleaner: &mut Cleaner<'_>, node: NodeId, caption: Vec<Inline>, flow: &mut Flow) {
    let arena = cleaner.arena;
    let provider =
        arena.classes(node).find_map(|class| class.strip_prefix("is-provider-")).map(provider_name);
    let quoted_post = arena.descendants(node).find(|&inner| arena.has_class(inner, "wp-embedded-content"));
    let mut made = cleaner.flow();
    if let Some(quote) = quoted_post.filter(|&inner| arena.name(inner) == "blockquote") {
        post_card(cleaner, quote, &mut made);
    } else if let Some(quote) = arena.descendants(node).find(|&inner| is_embedded_quote(arena, inner)) {
        quoted(cleaner, quote, &mut made);
    } else if let Some(inner) = arena.descendants(node).find(|&inner| is_frame(arena, inner)) {
        frame(cleaner, inner, Vec::new(), &mut made);
        drop_rest(cleaner, node, inner);
    } else {
        bare_address(cleaner, node, &mut made);
    }
    match made.blocks.as_mut_slice() {
        [Block::Embed(embed)] => {
            embed.caption = caption;
            if let Some(provider) = provider.filter(|_| embed.provider == urls::host(&embed.url)) {
                embed.provider = provider;
            }
            made.blocks.into_iter().for_each(|block| flow.push(block));
        }
        _ => {
            made.blocks.into_iter().for_each(|block| flow.push(block));
            if !caption.is_empty() {
                flow.push(Block::Paragraph(caption));
            }
        }
    }
}

/// A frame or a lazy stand-in for one.
pub(super) fn frame(cleaner: &mut Cleaner<'_>, node: NodeId, caption: Vec<Inline>, flow: &mut Flow) {
    match frame_of(cleaner, node) {
        Some(embed) => flow.push(Block::Embed(Embed { caption, ..embed })),
        None if !caption.is_empty() => flow.push(Block::Paragraph(caption)),
        None => {}
    }
}

/// The same within a line: a link.
pub(super) fn frame_as_link(cleaner: &mut Cleaner<'_>, node: NodeId) -> Option<Inline> {
    frame_of(cleaner, node).map(|embed| cleaner.outside_links(as_link(embed)))
}

/// The link that stands in a line for an embed.
pub(super) fn as_link(embed: Embed) -> Inline {
    let text = embed.title.unwrap_or(embed.provider);
    Inline::Link(Link { url: embed.url, title: None, content: vec![Inline::Text(text)] })
}

/// Whether this `blockquote` stands for a post of another site.
pub(super) fn is_embedded_quote(arena: &Arena, node: NodeId) -> bool {
    const CLASSES: [&str; 6] = [
        "wp-embedded-content",
        "twitter-tweet",
        "instagram-media",
        "tiktok-embed",
        "tiktok-video",
        "fb-post",
    ];
    arena.name(node) == "blockquote" && arena.classes(node).any(|class| CLASSES.contains(&class))
}

/// A quotation that stands for a post of another site: its words, its author and its address.
pub(super) fn quoted(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    if arena.has_class(node, "wp-embedded-content") {
        post_card(cleaner, node, flow);
        return;
    }
    let stated =
        ["cite", "data-instgrm-permalink", "data-href"].iter().find_map(|name| arena.attribute(node, name));
    let links = arena.descendants(node).filter(|&inner| arena.name(inner) == "a").collect::<Vec<_>>();
    let last = || links.iter().rev().find_map(|&link| arena.attribute(link, "href"));
    let url = stated.or_else(last).and_then(|url| urls::link_url(url, cleaner.base()));
    let quote = cleaner.blocks_of(node);
    match url.filter(|url| !url.starts_with('#')) {
        Some(url) => {
            let provider = provider_of(&url);
            flow.push(Block::Embed(Embed { provider, url, quote, ..Embed::default() }));
        }
        None => quote.into_iter().for_each(|block| flow.push(block)),
    }
}

/// WordPress's own pair of a quotation with the title and a frame: one card.
fn post_card(cleaner: &mut Cleaner<'_>, quote: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    let link = arena.find(quote, "a");
    let url = link.and_then(|link| urls::link_url(arena.attribute(link, "href")?, cleaner.base()));
    let Some(url) = url.filter(|url| !url.starts_with('#')) else {
        let blocks = cleaner.blocks_of(quote);
        blocks.into_iter().for_each(|block| flow.push(block));
        return;
    };
    cleaner.drop_node(local::EMBED, quote);
    let title = tidy::fold_spaces(&cleaner.visible_text(quote)).trim().to_owned();
    let provider = provider_of(&url);
    let title = (!title.is_empty()).then_some(title);
    flow.push(Block::Embed(Embed { url, provider, title, ..Embed::default() }));
}

/// The address as text, when the site could not look it up.
fn bare_address(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    let wrapper = arena.find_class(node, "wp-block-embed__wrapper").unwrap_or(node);
    let text = cleaner.visible_text(wrapper);
    let only = text.split_whitespace().collect::<Vec<_>>();
    if let [address] = only.as_slice()
        && let Some(url) = urls::absolute_url(address, None)
    {
        cleaner.report.fired(local::EMBED, address);
        let (provider, url) = player_page(&url).unwrap_or_else(|| (provider_of(&url), url));
        flow.push(Block::Embed(Embed { url, provider, ..Embed::default() }));
        return;
    }
    let caption = |&child: &NodeId| arena.name(child) == "figcaption";
    let children: Vec<_> = arena.children(node).filter(|child| !caption(child)).collect();
    let mut blocks = cleaner.blocks_of_nodes(children);
    match link_card(&mut blocks) {
        Some(embed) => flow.push(Block::Embed(embed)),
        None => blocks.into_iter().for_each(|block| flow.push(block)),
    }
}

/// What is left of an embed where its player cannot be: a link alone, the words that came with it quoted before it.
fn link_card(blocks: &mut Vec<Block>) -> Option<Embed> {
    let quoted = match blocks.as_slice() {
        [_] => false,
        [Block::Quote(quote), _] => quote.attribution.is_empty(),
        _ => return None,
    };
    let Some(Block::Paragraph(line)) = blocks.last() else { return None };
    let [Inline::Link(Link { url, content, .. })] = line.as_slice() else { return None };
    let [Inline::Text(text)] = content.as_slice() else { return None };
    if url.starts_with('#') {
        return None;
    }
    let (provider, url) = player_page(url).unwrap_or_else(|| (provider_of(url), url.clone()));
    let title = (*text != url).then(|| text.clone());
    let quote = match blocks.swap_remove(0) {
        Block::Quote(quote) if quoted => quote.blocks,
        _ => Vec::new(),
    };
    Some(Embed { url, provider, title, quote, caption: Vec::new() })
}

fn is_frame(arena: &Arena, node: NodeId) -> bool {
    matches!(arena.name(node), "iframe" | "lite-youtube") || arena.has_class(node, "rll-youtube-player")
}

/// What stands beside the frame in the block (notices of consent tools, twins) goes, but for the caption.
fn drop_rest(cleaner: &mut Cleaner<'_>, node: NodeId, frame: NodeId) {
    let arena = cleaner.arena;
    let in_caption = |text: NodeId| {
        std::iter::successors(arena.parent(text), |&n| arena.parent(n))
            .take_while(|&n| n != node)
            .any(|n| arena.name(n) == "figcaption" || n == frame)
    };
    let texts: Vec<_> =
        arena.descendants(node).filter(|&n| arena.text(n).is_some() && !in_caption(n)).collect();
    for text in texts {
        if arena.text(text).is_some_and(|text| !text.trim().is_empty()) && !is_in_hidden(arena, text, node) {
            cleaner.drop_node(local::EMBED, text);
        }
    }
}

fn is_in_hidden(arena: &Arena, node: NodeId, top: NodeId) -> bool {
    std::iter::successors(arena.parent(node), |&n| arena.parent(n))
        .take_while(|&n| n != top)
        .any(|n| matches!(arena.name(n), "script" | "style" | "iframe" | "template"))
}

fn frame_of(cleaner: &mut Cleaner<'_>, node: NodeId) -> Option<Embed> {
    let arena = cleaner.arena;
    let video = arena
        .attribute(node, "videoid")
        .or_else(|| arena.attribute(node, "data-id").filter(|_| arena.has_class(node, "rll-youtube-player")));
    let raw =
        SOURCES.iter().filter_map(|name| arena.attribute(node, name)).map(str::trim).find(|source| {
            !source.is_empty() && !source.starts_with("about:") && !source.starts_with("data:")
        });
    let url = match (video, raw) {
        (Some(id), _) => Some(format!("https://www.youtube.com/watch?v={}", id.trim())),
        (None, Some(raw)) => {
            urls::link_url(raw, cleaner.base()).filter(|url| urls::is_web(url) || urls::is_relative(url))
        }
        (None, None) => None,
    };
    let Some(url) = url else {
        cleaner.drop_node(local::FRAME, node);
        return None;
    };
    let title = arena.attribute(node, "title").or_else(|| arena.attribute(node, "playlabel"));
    let title =
        title.map(|title| tidy::fold_spaces(title).trim().to_owned()).filter(|title| !title.is_empty());
    let embed = embed_of(&url);
    let generic = |title: &String| title.eq_ignore_ascii_case(&format!("{} video player", embed.provider));
    let title = title.filter(|title| !generic(title));
    Some(Embed { title, ..embed })
}

/// The embed of an address for people or for players.
pub(super) fn embed_of(url: &str) -> Embed {
    let (provider, url) = player_page(url).unwrap_or_else(|| (provider_of(url), url.to_owned()));
    Embed { url, provider, ..Embed::default() }
}

/// The embed that a line is, when it is nothing but the address of something that WordPress would show in its place,
/// or the link that it writes when the site did not answer.
pub(super) fn address_alone(line: &[Inline]) -> Option<Embed> {
    match line {
        [Inline::Text(text)] => embed_of_address(text),
        [Inline::Link(link)] => match link.content.as_slice() {
            [Inline::Text(text)] if text.trim() == link.url => embed_of_address(text),
            _ => None,
        },
        _ => None,
    }
}

/// The embed that an address by itself stands for, if it leads to one of those sites that WordPress asks how to show
/// their pages.
pub fn embed_of_address(text: &str) -> Option<Embed> {
    let text = text.trim();
    if !(text.starts_with("https://") || text.starts_with("http://")) || text.contains(char::is_whitespace) {
        return None;
    }
    let url = urls::absolute_url(text, None)?;
    let host = urls::host(&url);
    let answers = PROVIDERS
        .iter()
        .any(|known| host == *known || host.strip_suffix(known).is_some_and(|sub| sub.ends_with('.')));
    (answers && url.split("://").nth(1)?.contains('/')).then(|| embed_of(&url))
}

/// The sites that WordPress asks how to show their pages (its list of oEmbed providers).
const PROVIDERS: [&str; 33] = [
    "youtube.com",
    "youtu.be",
    "vimeo.com",
    "dailymotion.com",
    "dai.ly",
    "flickr.com",
    "flic.kr",
    "smugmug.com",
    "scribd.com",
    "wordpress.tv",
    "crowdsignal.com",
    "poll.fm",
    "twitter.com",
    "x.com",
    "soundcloud.com",
    "open.spotify.com",
    "imgur.com",
    "issuu.com",
    "mixcloud.com",
    "ted.com",
    "animoto.com",
    "tumblr.com",
    "kickstarter.com",
    "kck.st",
    "cloudup.com",
    "reverbnation.com",
    "reddit.com",
    "speakerdeck.com",
    "tiktok.com",
    "pinterest.com",
    "bsky.app",
    "pca.st",
    "canva.com",
];

/// The page for people of a known player's address.
fn player_page(url: &str) -> Option<(String, String)> {
    let host = urls::host(url);
    let path = url.split("://").nth(1)?.split_once('/')?.1;
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = path.split('#').next().unwrap_or(path).trim_end_matches('/');
    let parameter = |name: &str| {
        query.split(['&', '#']).find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=').map(str::to_owned))
    };
    let page = match host {
        "youtube.com" | "youtube-nocookie.com" | "m.youtube.com" => {
            let id = path.strip_prefix("embed/").or_else(|| path.strip_prefix("v/"))?;
            if id == "videoseries" {
                format!("https://www.youtube.com/playlist?list={}", parameter("list")?)
            } else {
                let start = parameter("start").map(|seconds| format!("&t={seconds}")).unwrap_or_default();
                format!("https://www.youtube.com/watch?v={id}{start}")
            }
        }
        "player.vimeo.com" => format!("https://vimeo.com/{}", path.strip_prefix("video/")?),
        "w.soundcloud.com" => {
            let target = parameter("url")?;
            let target = percent_encoding::percent_decode_str(&target).decode_utf8().ok()?.into_owned();
            urls::absolute_url(&target, None)?
        }
        "open.spotify.com" => format!("https://open.spotify.com/{}", path.strip_prefix("embed/")?),
        "dailymotion.com" | "geo.dailymotion.com" => {
            format!("https://www.dailymotion.com/video/{}", path.strip_prefix("embed/video/")?)
        }
        "ted.com" | "embed.ted.com" => format!("https://www.ted.com/{path}"),
        _ => return None,
    };
    Some((provider_of(&page), page))
}

/// Who serves a page, as people write it: `YouTube`; the host where that is not known.
pub fn provider_of(url: &str) -> String {
    let host = urls::host(url);
    let name = match host {
        "youtube.com" | "youtu.be" | "m.youtube.com" => "YouTube",
        "vimeo.com" => "Vimeo",
        "soundcloud.com" | "api.soundcloud.com" => "SoundCloud",
        "open.spotify.com" => "Spotify",
        "twitter.com" | "x.com" => "X",
        "instagram.com" => "Instagram",
        "tiktok.com" => "TikTok",
        "facebook.com" => "Facebook",
        "dailymotion.com" => "Dailymotion",
        "flickr.com" => "Flickr",
        "ted.com" => "TED",
        "bsky.app" => "Bluesky",
        host => host,
    };
    name.to_owned()
}

fn provider_name(slug: &str) -> String {
    match slug {
        "youtube" => "YouTube".to_owned(),
        "soundcloud" => "SoundCloud".to_owned(),
        "tiktok" => "TikTok".to_owned(),
        "wordpress-tv" => "WordPress.tv".to_owned(),
        slug => {
            let mut words = slug.split('-').filter(|word| !word.is_empty()).map(|word| {
                let mut letters = word.chars();
                letters
                    .next()
                    .map(|first| first.to_uppercase().chain(letters).collect::<String>())
                    .unwrap_or_default()
            });
            let first = words.next().unwrap_or_default();
            words.fold(first, |name, word| format!("{name} {word}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_and_their_pages() {
        let page = |url: &str| player_page(url).map(|(provider, url)| format!("{provider} {url}"));
        let check = |url: &str, expected: &str| assert_eq!(page(url).as_deref(), Some(expected));
        check(
            "https://www.youtube.com/embed/abc?feature=oembed",
            "YouTube https://www.youtube.com/watch?v=abc",
        );
        check(
            "https://www.youtube-nocookie.com/embed/abc?start=9",
            "YouTube https://www.youtube.com/watch?v=abc&t=9",
        );
        check("https://player.vimeo.com/video/123?dnt=1", "Vimeo https://vimeo.com/123");
        check(
            "https://w.soundcloud.com/player/?visual=true&url=https%3A%2F%2Fsoundcloud.com%2Fa%2Fb",
            "SoundCloud https://soundcloud.com/a/b",
        );
        assert_eq!(page("https://maps.example/embed?x"), None);
    }
}
