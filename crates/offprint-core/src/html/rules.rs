//! The cleaning rules that go by names alone: which elements are dropped, which only lose their tags.
//!
//! One row, one rule. Tokens of `class` are matched whole or by a stated prefix, never as a bare substring. Rules that
//! need to look around an element (empty paragraphs, twins of lazy pictures) stand in the code that meets it, under the
//! names of [`LOCAL_RULES`].

use super::arena::{Arena, NodeId};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a rule does with an element that it matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    /// The element goes, with all it holds; its words are reported.
    Drop,
    /// The element goes, what it holds stays.
    Unwrap,
}

/// A way to recognise an element.
#[derive(Debug, Clone, Copy)]
enum Test {
    /// An element of this name.
    Tag(&'static str),
    /// A whole token of `class`.
    Class(&'static str),
    /// The start of a token of `class`.
    ClassPrefix(&'static str),
    /// The whole `id`.
    Id(&'static str),
    /// The start of the `id`.
    IdPrefix(&'static str),
}

/// A row of the table.
#[derive(Debug)]
pub(crate) struct Rule {
    /// What reports call it.
    pub(crate) name: &'static str,
    /// What it does.
    pub(crate) action: Action,
    tests: &'static [Test],
}

use Action::{Drop, Unwrap};
use Test::{Class, ClassPrefix, Id, IdPrefix, Tag};

const fn rule(name: &'static str, action: Action, tests: &'static [Test]) -> Rule {
    Rule { name, action, tests }
}

/// The table. Where several rows match an element, the first counts.
static RULES: &[Rule] = &[
    // What is never text.
    rule(
        "script",
        Drop,
        &[Tag("script"), Tag("style"), Tag("link"), Tag("meta"), Tag("base"), Tag("template")],
    ),
    rule(
        "screen-reader-text",
        Drop,
        &[Class("sr-only"), Class("screen-reader-text"), Class("visually-hidden")],
    ),
    rule("password-form", Drop, &[Class("post-password-form")]),
    // Core blocks that are layout or describe the site at that hour.
    rule("spacer", Drop, &[Class("wp-block-spacer")]),
    rule("social-links", Drop, &[Class("wp-block-social-links")]),
    rule(
        "cover-background",
        Drop,
        &[Class("wp-block-cover__background"), Class("wp-block-cover__video-background")],
    ),
    rule("file-button", Drop, &[Class("wp-block-file__button"), Class("wp-block-file__embed")]),
    rule(
        "site-furniture",
        Drop,
        &[
            Class("wp-block-latest-posts"),
            Class("wp-block-latest-comments"),
            Class("wp-block-archives"),
            Class("wp-block-categories"),
            Class("wp-block-tag-cloud"),
            Class("wp-block-calendar"),
            Class("wp-block-page-list"),
            ClassPrefix("wp-block-navigation"),
            Class("wp-block-home-link"),
            Class("wp-block-search"),
            Class("wp-block-loginout"),
            ClassPrefix("wp-block-query"),
            Class("wp-block-post-template"),
            ClassPrefix("wp-block-terms-query"),
            ClassPrefix("wp-block-comment"),
            ClassPrefix("wp-block-post-comments"),
            ClassPrefix("wp-block-post-author"),
            Class("wp-block-post-date"),
            Class("wp-block-post-terms"),
            Class("wp-block-post-title"),
            Class("wp-block-post-featured-image"),
            Class("wp-block-post-excerpt"),
            Class("wp-block-post-navigation-link"),
            Class("wp-block-post-time-to-read"),
            Class("wp-block-avatar"),
            Class("wp-block-read-more"),
            Class("wp-block-breadcrumbs"),
            Class("wp-block-site-title"),
            Class("wp-block-site-tagline"),
            Class("wp-block-site-logo"),
            Class("wp-block-rss"),
            Class("wp-block-widget-group"),
            Class("wp-block-legacy-widget"),
            Class("components-placeholder"),
        ],
    ),
    // Plugin residue.
    rule("external-link-icon", Drop, &[Class("wpel-icon")]),
    rule("bloom", Drop, &[ClassPrefix("et_bloom")]),
    rule("monarch", Drop, &[ClassPrefix("et_social_")]),
    rule(
        "jetpack",
        Drop,
        &[
            Class("sharedaddy"),
            Class("sd-block"),
            Id("jp-relatedposts"),
            Class("jp-relatedposts"),
            Class("jp-post-flair"),
            Class("wp-block-jetpack-subscriptions"),
            Class("jetpack_subscription_widget"),
            IdPrefix("atatags-"),
        ],
    ),
    rule(
        "share-bar",
        Drop,
        &[
            Class("addtoany_share_save_container"),
            Class("a2a_kit"),
            ClassPrefix("addthis_"),
            Class("shareaholic-canvas"),
            Class("sharethis-inline-share-buttons"),
            Class("heateor_sss_sharing_container"),
            Class("twitter-share-button"),
            ClassPrefix("social-share"),
            ClassPrefix("share-buttons"),
        ],
    ),
    rule(
        "table-of-contents",
        Drop,
        &[
            Id("ez-toc-container"),
            Class("wp-block-yoast-seo-table-of-contents"),
            Class("wp-block-rank-math-toc-block"),
            Id("toc_container"),
            Class("lwptoc"),
            Class("elementor-widget-table-of-contents"),
        ],
    ),
    rule(
        "related-posts",
        Drop,
        &[Class("yarpp-related"), Class("crp_related"), Class("elementor-widget-posts")],
    ),
    rule("author-box", Drop, &[Class("saboxplugin-wrap")]),
    rule(
        "form",
        Drop,
        &[
            Class("mc4wp-form"),
            Class("wpforms-container"),
            Class("formkit-form"),
            Class("wpcf7"),
            Class("gform_wrapper"),
            ClassPrefix("tve-leads"),
            Class("elementor-widget-form"),
            ClassPrefix("et_pb_contact"),
            Tag("form"),
        ],
    ),
    rule(
        "advertisement",
        Drop,
        &[
            Class("adsbygoogle"),
            IdPrefix("div-gpt-ad"),
            Class("adthrive-ad"),
            Tag("amp-ad"),
            ClassPrefix("code-block-"),
        ],
    ),
    rule("comments-widget", Drop, &[Class("fb-comments")]),
    rule("print-button", Drop, &[Class("printfriendly"), Class("pf-button")]),
    rule("rating", Drop, &[Class("kk-star-ratings"), Class("post-views"), Class("rt-reading-time")]),
    // Builders: widgets that are furniture, then the wrappers.
    rule("builder-share-bar", Drop, &[Class("elementor-widget-share-buttons"), ClassPrefix("et_pb_social")]),
    rule("builder-spacer", Drop, &[Class("elementor-widget-spacer"), Class("vc_empty_space")]),
    rule("builder-posts", Drop, &[ClassPrefix("et_pb_blog")]),
    // Controls and foreign content.
    rule(
        "control",
        Drop,
        &[Tag("input"), Tag("button"), Tag("select"), Tag("textarea"), Tag("datalist"), Tag("option")],
    ),
    rule(
        "foreign-object",
        Drop,
        &[Tag("object"), Tag("embed"), Tag("applet"), Tag("svg"), Tag("canvas"), Tag("map"), Tag("frameset")],
    ),
    rule("page-furniture", Drop, &[Tag("title"), Tag("dialog"), Tag("progress"), Tag("meter")]),
    rule(
        "old-markup",
        Unwrap,
        &[Tag("center"), Tag("font"), Tag("big"), Tag("nobr"), Tag("blink"), Tag("marquee")],
    ),
];

/// The names of the rules that stand in code, with what each does; they are reported like those of the table.
pub(crate) mod local {
    /// A paragraph, heading, list or link without anything to show.
    pub(crate) const EMPTY: &str = "empty-element";
    /// `span` whose only purpose was a style.
    pub(crate) const STYLE: &str = "styled-span";
    /// A heading wholly in emphasis.
    pub(crate) const HEADING_EMPHASIS: &str = "heading-emphasis";
    /// The mark between teaser and text.
    pub(crate) const MORE: &str = "more";
    /// A separator at an end or beside another.
    pub(crate) const SEPARATOR: &str = "stray-separator";
    /// An address that must not live.
    pub(crate) const UNSAFE_URL: &str = "unsafe-url";
    /// The attributes that automatic link plugins leave.
    pub(crate) const AUTO_LINK: &str = "link-whisper";
    /// A tracking pixel or an avatar.
    pub(crate) const TRACKING: &str = "tracking-pixel";
    /// A picture without any usable source.
    pub(crate) const NO_SOURCE: &str = "picture-without-source";
    /// The `noscript` twin of a lazy picture or film.
    pub(crate) const NOSCRIPT: &str = "noscript-twin";
    /// A picture of an emoji, now the character.
    pub(crate) const EMOJI: &str = "emoji-picture";
    /// Words that became the title or address of an embed's link card.
    pub(crate) const EMBED: &str = "embed-card";
    /// What browsers show that cannot play a sound or film.
    pub(crate) const FALLBACK: &str = "media-fallback";
    /// A footnote's mark: numbered again.
    pub(crate) const NOTE_MARK: &str = "footnote-mark";
    /// The way back from a footnote.
    pub(crate) const NOTE_BACK: &str = "footnote-back-link";
    /// A button that leads nowhere.
    pub(crate) const BUTTON: &str = "button-without-link";
    /// The icon that opens an accordion.
    pub(crate) const TOGGLE: &str = "accordion-icon";
    /// A mathematical formula's rendering: its notation is kept.
    pub(crate) const MATHS: &str = "maths-rendering";
    /// A frame without an address.
    pub(crate) const FRAME: &str = "empty-frame";
    /// The link to the rest of a text that is here.
    pub(crate) const MORE_LINK: &str = "more-link";
    /// Tags past the bounds on nesting and attributes.
    pub(crate) const BOUNDS: &str = "out-of-bounds";
    /// Markup nested too deep to be kept; its words stay.
    pub(crate) const DEPTH: &str = "too-deep";
}

struct Index {
    tags: HashMap<&'static str, usize>,
    classes: HashMap<&'static str, usize>,
    class_prefixes: Vec<(&'static str, usize)>,
    ids: HashMap<&'static str, usize>,
    id_prefixes: Vec<(&'static str, usize)>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index {
        tags: HashMap::new(),
        classes: HashMap::new(),
        class_prefixes: Vec::new(),
        ids: HashMap::new(),
        id_prefixes: Vec::new(),
    };
    for (row, rule) in RULES.iter().enumerate() {
        for test in rule.tests {
            match *test {
                Tag(name) => drop(index.tags.entry(name).or_insert(row)),
                Class(name) => drop(index.classes.entry(name).or_insert(row)),
                ClassPrefix(prefix) => index.class_prefixes.push((prefix, row)),
                Id(name) => drop(index.ids.entry(name).or_insert(row)),
                IdPrefix(prefix) => index.id_prefixes.push((prefix, row)),
            }
        }
    }
    index
});

/// The rule that matches this element, if any.
pub(crate) fn rule_of(arena: &Arena, node: NodeId) -> Option<&'static Rule> {
    let index = &*INDEX;
    let mut row = index.tags.get(arena.name(node)).copied();
    let mut take = |found: Option<usize>| row = [row, found].into_iter().flatten().min();
    for class in arena.classes(node) {
        take(index.classes.get(class).copied());
        take(index.class_prefixes.iter().find(|(prefix, _)| class.starts_with(prefix)).map(|&(_, row)| row));
    }
    if let Some(id) = arena.attribute(node, "id") {
        take(index.ids.get(id).copied());
        take(index.id_prefixes.iter().find(|(prefix, _)| id.starts_with(prefix)).map(|&(_, row)| row));
    }
    row.map(|row| &RULES[row])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: Option<&str>) {
        let arena = Arena::parse(html);
        let first = arena.children(arena.root()).next().unwrap();
        assert_eq!(rule_of(&arena, first).map(|rule| rule.name), expected, "{html}");
    }

    #[test]
    fn whole_tokens_or_stated_prefixes() {
        check("<span class='et_bloom_bottom_trigger'></span>", Some("bloom"));
        check("<span class='my_et_bloom'></span>", None);
        check("<div class='sharedaddy sd-sharing'>", Some("jetpack"));
        check("<div class='my-sharedaddy'>", None);
        check("<div id='div-gpt-ad-7'>", Some("advertisement"));
        check("<div class='wp-block-query is-layout-flow'>", Some("site-furniture"));
        check("<div class='wp-block-group'>", None);
        check("<span class='sr-only'> (opens)</span>", Some("screen-reader-text"));
        check("<script>1</script>", Some("script"));
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
