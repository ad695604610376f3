//! Pictures that nobody looks at: those that count readers, and those that keep a place.
//!
//! A file's name proves nothing (`pixel.8.pro.jpg` is a telephone): what counts is the size, the host, and the
//! addresses of known trackers.

use super::arena::{Arena, NodeId};
use super::urls;

/// Hosts whose pictures count readers; their subdomains are meant, too.
const HOSTS: [&str; 21] = [
    "pixel.wp.com",
    "stats.wordpress.com",
    "feedburner.com",
    "doubleclick.net",
    "google-analytics.com",
    "feedsportal.com",
    "list-manage.com",
    "met.vgwort.de",
    "scorecardresearch.com",
    "quantserve.com",
    "statcounter.com",
    "sitemeter.com",
    "counter.theconversation.com",
    "bat.bing.com",
    "px.ads.linkedin.com",
    "mc.yandex.ru",
    "counter.yadro.ru",
    "tracking.feedpress.it",
    "feeds.wordpress.com",
    "ct.pinterest.com",
    "analytics.twitter.com",
];

/// The same, by how their names begin.
const HOST_PREFIXES: [&str; 2] = ["ir-", "rcm-"];

/// Trackers on hosts that also have pictures to look at: the host, and how the path begins.
const PATHS: [(&str, &str); 3] =
    [("facebook.com", "/tr"), ("blogger.googleusercontent.com", "/tracker/"), ("t.co", "/i/adsct")];

/// Scripts that answer with a picture of one pixel.
const SCRIPTS: [&str; 2] = ["/piwik.php", "/matomo.php"];

/// Names of pictures that lazy loaders show until the true one is there, and that old layouts keep a place with.
const STAND_INS: [&str; 12] = [
    "placeholder",
    "lazy_placeholder",
    "lazy-placeholder",
    "lazy",
    "blank",
    "spacer",
    "transparent",
    "clear",
    "trans",
    "pixel",
    "1x1",
    "1x1.trans",
];

/// Whether this picture counts readers or is an avatar, whatever it is called.
pub(super) fn is_tracker(arena: &Arena, node: NodeId) -> bool {
    let source = ["src", "data-src", "data-lazy-src"].iter().find_map(|name| arena.attribute(node, name));
    source.is_some_and(|source| is_tracking_address(source.trim())) || is_a_dot(arena, node)
}

fn is_tracking_address(source: &str) -> bool {
    let source =
        source.strip_prefix("//").map_or_else(|| source.to_owned(), |rest| format!("https://{rest}"));
    let host = urls::host(&source);
    let of_host =
        |name: &str| host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let path = source.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
    let (path, query) = path.unwrap_or_default().split_once('?').unwrap_or((path.unwrap_or_default(), ""));
    let of_amazon = host.contains("assoc-amazon.")
        || host.contains("amazon-adsystem.") && HOST_PREFIXES.iter().any(|start| host.starts_with(start));
    let below = |start: &str| {
        path.strip_prefix(start)
            .is_some_and(|rest| start.ends_with('/') || rest.is_empty() || rest.starts_with('/'))
    };
    of_amazon
        || of_host("gravatar.com")
        || HOSTS.iter().any(|name| of_host(name))
        || PATHS.iter().any(|(name, start)| of_host(name) && below(start))
        || SCRIPTS.iter().any(|script| path.ends_with(script))
        || query.split('&').any(|parameter| parameter == "republication-pixel=true")
}

/// Whether the picture is of one pixel at most, or as thin as that with nothing said of its other side.
fn is_a_dot(arena: &Arena, node: NodeId) -> bool {
    let [width, height] = ["width", "height"].map(|side| stated(arena, node, side));
    match (width, height) {
        (Some(width), Some(height)) => width <= 1.0 && height <= 1.0,
        (Some(side), None) | (None, Some(side)) => side <= 1.0,
        (None, None) => false,
    }
}

/// Whether only a lazy loader or a layout would show what this address leads to: it says no more than that something
/// else is to come, and the true source is looked for elsewhere.
pub(super) fn is_stand_in(url: &str) -> bool {
    !url.starts_with("data:") && STAND_INS.contains(&stem(url).0)
}

/// Whether an element without any other source shows nothing that anybody would miss. Only transparent pictures that
/// are named as such and not said to be larger than a line; what was uploaded to the site is looked at.
pub(super) fn keeps_a_place(arena: &Arena, node: NodeId, url: &str) -> bool {
    let (name, ending) = stem(url);
    let transparent = matches!(ending, "gif" | "png" | "svg") && is_stand_in(url) && name != "placeholder";
    let uploaded =
        url.contains("/uploads/") || arena.classes(node).any(|class| class.starts_with("wp-image-"));
    let sides = ["width", "height"].map(|side| stated(arena, node, side));
    // What its author describes is not there to keep a place.
    let described = arena.attribute(node, "alt").is_some_and(|alt| !alt.trim().is_empty());
    let thin = sides.iter().flatten().any(|&side| side <= 1.0);
    transparent && !uploaded && !described && (thin || sides == [None, None])
}

/// A file's name without its ending, and the ending.
fn stem(url: &str) -> (&str, &str) {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').unwrap_or((name, ""))
}

/// What the element says of one of its sides, in CSS pixels.
fn stated(arena: &Arena, node: NodeId, side: &str) -> Option<f64> {
    let style = arena.attribute(node, "style").unwrap_or_default();
    let styled = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    let styled = styled.rev().find(|(name, _)| name.trim().eq_ignore_ascii_case(side));
    let styled = styled.map(|(_, value)| value.trim().trim_end_matches("!important"));
    // A style overrides the attribute, also where it is no length in pixels.
    let value = styled.map_or_else(|| pixels(arena.attribute(node, side)?), pixels);
    value.filter(|value| value.is_finite() && *value >= 0.0)
}

fn pixels(value: &str) -> Option<f64> {
    let value = value.trim();
    let number = value.strip_suffix("px").or_else(|| value.strip_suffix("PX")).unwrap_or(value);
    number.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::cleaner::{CleanContext, clean_blocks};

    /// Whether the picture of this element is kept; what is dropped is in the report.
    fn check(attributes: &str, kept: bool) {
        let cleaned = clean_blocks(&format!("<p>Word <img {attributes}></p>"), &CleanContext::default());
        let shown = format!("{:?}", cleaned.blocks).contains("Image");
        assert_eq!(shown, kept, "{attributes}: {:?}", cleaned.blocks);
        let reported = ["tracking-pixel", "picture-without-source"]
            .iter()
            .any(|&rule| cleaned.report.rules.contains_key(rule));
        assert_eq!(reported, !kept, "{attributes}: {:?}", cleaned.report);
    }

    #[test]
    fn names_alone_drop_nothing() {
        for name in [
            "pixel.8.pro.jpg",
            "pixel.jpg",
            "spacer-stairs.jpg",
            "1x1-meeting.png",
            "1x1.room.webp",
            "blank.verse.jpg",
            "transparent.labels.png",
            "lazy.sunday.jpg",
            "placeholder.jpg",
            "tracker.png",
            "counter.gif",
        ] {
            check(&format!("src='https://a.example/files/{name}'"), true);
            check(&format!("src='https://a.example/files/{name}' width='600' height='400'"), true);
        }
        check("src='https://a.example/wp-content/uploads/2024/05/pixel.png'", true);
        check("src='https://a.example/pixel.png' class='wp-image-7'", true);
        check("src='https://a.example/pixel.png' width='640'", true);
        check("src='https://www.facebook.com/trees.jpg'", true);
        check("src='https://a.example/x.jpg' width='1' height='20'", true);
        check("src='https://a.example/x.jpg' width='100%'", true);
        check("src='https://a.example/x.jpg' width='1' style='width: 100%; height: auto'", true);
        check("src='https://notdoubleclick.net/x.jpg'", true);
        check("src='https://images-na.ssl-images-amazon.com/x.jpg'", true);
    }

    #[test]
    fn trackers_go() {
        for attributes in [
            "src='https://a.example/pixel.8.pro.jpg' width='1' height='1'",
            "src='https://a.example/x.php' width='0' height='0'",
            "src='https://a.example/x.php' width='1px' height='1px'",
            "src='https://a.example/x.php' style='width: 1px; height:1px !important'",
            "src='https://a.example/x.php' width='1'",
            "src='https://pixel.wp.com/g.gif?v=ext'",
            "src='//stats.wordpress.com/b.gif'",
            "src='https://ad.doubleclick.net/x;sz=1x1'",
            "src='https://ir-na.amazon-adsystem.com/e/ir?t=x'",
            "src='https://www.assoc-amazon.de/e/ir?t=x'",
            "src='https://ssl-vg03.met.vgwort.de/na/0123'",
            "src='https://www.facebook.com/tr?id=1&noscript=1'",
            "src='https://stats.a.example/matomo.php?idsite=1'",
            "src='https://a.example/?republication-pixel=true&post=7'",
            "src='https://a.example/spacer.gif'",
            "src='https://a.example/1x1.trans.gif'",
            "src='https://a.example/spacer.gif' width='300' height='1'",
            "data-src='https://pixel.wp.com/g.gif'",
            "src='https://secure.gravatar.com/avatar/0?s=40'",
        ] {
            check(attributes, false);
        }
    }

    #[test]
    fn a_stand_in_gives_way_to_the_true_source() {
        let lazy =
            "src='https://a.example/wp-content/uploads/placeholder.png' data-src='https://a.example/b.jpg'";
        let cleaned = clean_blocks(&format!("<p>Word <img {lazy}></p>"), &CleanContext::default());
        let shown = format!("{:?}", cleaned.blocks);
        assert!(shown.contains("https://a.example/b.jpg") && !shown.contains("placeholder"), "{shown}");
    }
}
