//! The rules that go by names alone: which elements are dropped, which only lose their tags.
//!
//! One row, one rule, one case that it must meet. Tokens of `class` are matched whole or by a stated prefix, never as a
//! bare substring. Where several rows match an element, the first counts.

use super::Action::{Drop, Unwrap};
use super::Test::{Class, ClassPrefix, Id, IdPrefix, Tag, Wrapper};
use super::{Action, Level, Rule, Standing, Test};

const fn rule(
    name: &'static str,
    action: Action,
    about: &'static str,
    case: &'static str,
    tests: &'static [Test],
) -> Rule {
    Rule { name, about, case, standing: Standing::On, level: Level::Full, action, tests }
}

/// A rule without which the output would not be safe, or would hold what nobody ever saw.
const fn fixed(name: &'static str, about: &'static str, case: &'static str, tests: &'static [Test]) -> Rule {
    Rule { name, about, case, standing: Standing::Fixed, level: Level::None, action: Drop, tests }
}

/// The table.
pub(super) static TABLE: &[Rule] = &[
    // What is never text.
    fixed(
        "script",
        "scripts, styles and what else is for browsers alone",
        "<p>a</p><script>gone()</script>",
        &[Tag("script"), Tag("style"), Tag("link"), Tag("meta"), Tag("base"), Tag("template")],
    ),
    rule(
        "screen-reader-text",
        Drop,
        "words that only screen readers say: `(opens in a new tab)`",
        "<p><a href='https://b.example/'>a<span class='sr-only'> (gone)</span></a></p>",
        &[Class("sr-only"), Class("screen-reader-text"), Class("visually-hidden")],
    ),
    fixed(
        "password-form",
        "the form that asks for a post's password",
        "<form class='post-password-form'><p>gone</p></form>",
        &[Class("post-password-form")],
    ),
    // Core blocks that are layout or describe the site at that hour.
    rule(
        "spacer",
        Drop,
        "empty room between blocks",
        "<div class='wp-block-spacer' aria-hidden='true'></div>",
        &[Class("wp-block-spacer")],
    )
    .from(Level::Safe),
    rule(
        "social-links",
        Drop,
        "icons that lead to the author's profiles",
        "<ul class='wp-block-social-links'><li><a href='https://b.example/'><svg></svg><span>gone</span></a></li></ul>",
        &[Class("wp-block-social-links")],
    ),
    rule(
        "cover-background",
        Drop,
        "the colour and the decorative film behind a cover",
        "<div class='wp-block-cover'><span class='wp-block-cover__background'></span><p>a</p></div>",
        &[Class("wp-block-cover__background"), Class("wp-block-cover__video-background")],
    ),
    rule(
        "file-button",
        Drop,
        "the second link of a file block, and its preview",
        "<p>a <a class='wp-block-file__button' href='https://b.example/x.pdf'>gone</a></p>",
        &[Class("wp-block-file__button"), Class("wp-block-file__embed")],
    ),
    rule(
        "site-furniture",
        Drop,
        "blocks that describe the site at that hour: latest posts, menus, comments, calendars",
        "<ul class='wp-block-latest-posts'><li>gone</li></ul>",
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
    rule(
        "external-link-icon",
        Drop,
        "the icon that marks a link to another site",
        "<p><a href='https://b.example/'>a<i class='wpel-icon'>gone</i></a></p>",
        &[Class("wpel-icon")],
    ),
    rule(
        "bloom",
        Drop,
        "forms and triggers of Elegant Themes' Bloom",
        "<p>a</p><span class='et_bloom_bottom_trigger'>gone</span>",
        &[ClassPrefix("et_bloom")],
    ),
    rule(
        "monarch",
        Drop,
        "share buttons of Elegant Themes' Monarch",
        "<div class='et_social_inline et_social_mobile_on'>gone</div>",
        &[ClassPrefix("et_social_")],
    ),
    rule(
        "jetpack",
        Drop,
        "Jetpack's share buttons, related posts, subscriptions and advertisements",
        "<div class='sharedaddy sd-sharing-enabled'>gone</div>",
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
        "share buttons: AddToAny, AddThis, Shareaholic, ShareThis, Heateor",
        "<div class='addtoany_share_save_container'>gone</div>",
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
        "lists of the post's headings: exporters make their own",
        "<div id='ez-toc-container'><ul><li>gone</li></ul></div>",
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
        "lists of other posts: YARPP, Contextual Related Posts, Elementor's posts",
        "<div class='yarpp-related'>gone</div>",
        &[Class("yarpp-related"), Class("crp_related"), Class("elementor-widget-posts")],
    ),
    rule(
        "author-box",
        Drop,
        "who wrote it, set below every post",
        "<div class='saboxplugin-wrap'>gone</div>",
        &[Class("saboxplugin-wrap")],
    ),
    rule(
        "form",
        Drop,
        "forms to write to the site or to subscribe",
        "<div class='wpforms-container'>gone</div>",
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
    )
    .from(Level::None),
    rule(
        "advertisement",
        Drop,
        "advertisements and the places kept for them",
        "<ins class='adsbygoogle'>gone</ins>",
        &[
            Class("adsbygoogle"),
            IdPrefix("div-gpt-ad"),
            Class("adthrive-ad"),
            Tag("amp-ad"),
            ClassPrefix("code-block-"),
        ],
    ),
    rule(
        "comments-widget",
        Drop,
        "comments of other services",
        "<div class='fb-comments'>gone</div>",
        &[Class("fb-comments")],
    ),
    rule(
        "print-button",
        Drop,
        "buttons that print or mail the page",
        "<div class='printfriendly'>gone</div>",
        &[Class("printfriendly"), Class("pf-button")],
    ),
    rule(
        "rating",
        Drop,
        "stars, counts of views, and reading times",
        "<div class='kk-star-ratings'>gone</div>",
        &[Class("kk-star-ratings"), Class("post-views"), Class("rt-reading-time")],
    ),
    rule(
        "consent-notice",
        Drop,
        "what consent tools show in place of an embed",
        "<div class='cmplz-blocked-content-notice'>gone</div>",
        &[
            Class("cmplz-blocked-content-notice"),
            Class("cmplz-blocked-content-container__notice"),
            Class("_brlbs-content-blocker"),
            Class("cookie-consent-notice"),
            Class("wpconsent-iframe-overlay-content"),
        ],
    ),
    // Builders: widgets that are furniture, then the wrappers.
    rule(
        "builder-share-bar",
        Drop,
        "share buttons of page builders",
        "<div class='elementor-widget-share-buttons'>gone</div>",
        &[Class("elementor-widget-share-buttons"), ClassPrefix("et_pb_social")],
    ),
    rule(
        "builder-spacer",
        Drop,
        "empty room of page builders",
        "<div class='vc_empty_space'></div>",
        &[Class("elementor-widget-spacer"), Class("vc_empty_space")],
    )
    .from(Level::Safe),
    rule(
        "builder-posts",
        Drop,
        "lists of other posts that page builders make",
        "<div class='et_pb_blog_grid'>gone</div>",
        &[ClassPrefix("et_pb_blog")],
    ),
    rule(
        "elementor",
        Unwrap,
        "wrappers of Elementor",
        "<div class='elementor-section'><div class='elementor-widget-container'><p>a</p></div></div>",
        &[Wrapper("elementor"), Wrapper("e-con")],
    )
    .from(Level::Safe),
    rule(
        "divi",
        Unwrap,
        "wrappers of Divi",
        "<div class='et_pb_section'><div class='et_pb_text_inner'><p>a</p></div></div>",
        &[Wrapper("et_pb_")],
    )
    .from(Level::Safe),
    rule(
        "wpbakery",
        Unwrap,
        "wrappers of WPBakery",
        "<div class='vc_row wpb_row'><div class='wpb_wrapper'><p>a</p></div></div>",
        &[Wrapper("vc_"), Wrapper("wpb_")],
    )
    .from(Level::Safe),
    rule(
        "other-builder",
        Unwrap,
        "wrappers of Thrive, Beaver Builder and SiteOrigin",
        "<div class='fl-row'><p>a</p></div>",
        &[Wrapper("thrv_wrapper"), Wrapper("fl-"), Wrapper("panel-grid"), Wrapper("so-panel")],
    )
    .from(Level::Safe),
    // Controls and foreign content.
    fixed(
        "control",
        "fields and buttons that do nothing on paper",
        "<p>a</p><select><option>gone</option></select>",
        &[Tag("input"), Tag("button"), Tag("select"), Tag("textarea"), Tag("datalist"), Tag("option")],
    ),
    fixed(
        "foreign-object",
        "plug-ins, drawings and frames that bring their own content",
        "<p>a</p><object>gone</object>",
        &[Tag("object"), Tag("embed"), Tag("applet"), Tag("svg"), Tag("canvas"), Tag("map"), Tag("frameset")],
    ),
    fixed(
        "page-furniture",
        "the title of a page, dialogs and meters",
        "<p>a</p><dialog>gone</dialog>",
        &[Tag("title"), Tag("dialog"), Tag("progress"), Tag("meter")],
    ),
    rule(
        "old-markup",
        Unwrap,
        "elements that only say how text looks",
        "<center>a</center>",
        &[Tag("center"), Tag("font"), Tag("big"), Tag("nobr"), Tag("blink"), Tag("marquee")],
    )
    .from(Level::Safe),
];
