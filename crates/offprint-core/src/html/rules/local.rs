//! The rules that must look around an element, or into its text: they stand in the code that meets it, under these
//! names.

use super::Level;
use super::Standing::{self, Fixed, Off, On};

/// What is known of a rule that stands in code.
#[derive(Debug)]
pub(crate) struct LocalRule {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) standing: Standing,
    pub(super) level: Level,
    /// HTML that it must meet; empty for those whose cases are too long to show.
    pub(super) case: &'static str,
}

const fn local(name: &'static str, standing: Standing, about: &'static str, case: &'static str) -> LocalRule {
    let level = match standing {
        Fixed => Level::None,
        On | Off => Level::Full,
    };
    LocalRule { name, about, standing, level, case }
}

impl LocalRule {
    /// The same, from this level on.
    const fn from(mut self, level: Level) -> Self {
        self.level = level;
        self
    }
}

/// Paragraphs, headings, lists and links without anything to show.
pub(crate) const EMPTY: &str = "empty-element";
/// Links that lead nowhere: their text stays.
pub(crate) const DEAD_LINK: &str = "dead-link";
/// `span`s whose only purpose was a style.
pub(crate) const STYLE: &str = "styled-span";
/// Emphasis over the whole of a heading.
pub(crate) const HEADING_EMPHASIS: &str = "heading-emphasis";
/// The mark between teaser and text.
pub(crate) const MORE: &str = "more";
/// Separators at an end of the post, or beside one another.
pub(crate) const SEPARATOR: &str = "stray-separator";
/// URLs of a scheme that is not allowed (`javascript:`, `data:`, `file:`), and credentials.
pub(crate) const UNSAFE_URL: &str = "unsafe-url";
/// Attributes and titles of links that plugins set by keyword.
pub(crate) const AUTO_LINK: &str = "link-whisper";
/// Links that plugins set by keyword: only their text stays.
pub(crate) const UNLINK: &str = "automatic-links";
/// Pictures that count readers, and avatars.
pub(crate) const TRACKING: &str = "tracking-pixel";
/// `utm_*`, `fbclid`, `gclid`, `mc_cid` and `mc_eid` in links.
pub(crate) const PARAMETERS: &str = "tracking-parameters";
/// Pictures without any usable URL; their alternative text stays.
pub(crate) const NO_SOURCE: &str = "picture-without-source";
/// The second copy of a lazy picture or film.
pub(crate) const NOSCRIPT: &str = "noscript-twin";
/// Pictures of emoji, now the characters.
pub(crate) const EMOJI: &str = "emoji-picture";
/// Words that became the title or address of a link card.
pub(crate) const EMBED: &str = "embed-card";
/// What browsers show that cannot play a sound or film.
pub(crate) const FALLBACK: &str = "media-fallback";
/// The mark of a footnote: notes are numbered again.
pub(crate) const NOTE_MARK: &str = "footnote-mark";
/// The way back from a footnote.
pub(crate) const NOTE_BACK: &str = "footnote-back-link";
/// The second copy of a footnote, shown as a tooltip.
pub(crate) const NOTE_TWIN: &str = "footnote-twin";
/// Buttons that lead nowhere.
pub(crate) const BUTTON: &str = "button-without-link";
/// The icon that opens an accordion.
pub(crate) const TOGGLE: &str = "accordion-icon";
/// The rendering of a formula: its notation is kept.
pub(crate) const MATHS: &str = "maths-rendering";
/// Frames without an address.
pub(crate) const FRAME: &str = "empty-frame";
/// The link to the rest of a text that is here.
pub(crate) const MORE_LINK: &str = "more-link";
/// The `read more` that ends a block.
pub(crate) const READ_MORE: &str = "read-more-link";
/// “The post … appeared first on …” at the end.
pub(crate) const APPEARED: &str = "appeared-first-on";
/// Pull quotes: they repeat the text.
pub(crate) const PULL_QUOTE: &str = "pull-quote";
/// Numbers beside the lines of code.
pub(crate) const GUTTER: &str = "line-numbers";
/// The coloured copy of code of which the plain text is kept.
pub(crate) const CODE_TWIN: &str = "code-rendering";
/// Tags of builders' shortcodes; what stands between them stays.
pub(crate) const SHORTCODE_TAG: &str = "shortcode-wrapper";
/// Shortcodes of forms, advertisements, share bars and sliders.
pub(crate) const SHORTCODE_DROP: &str = "shortcode-furniture";
/// Shortcodes of media and code, now what they stand for.
pub(crate) const SHORTCODE_MAP: &str = "shortcode-media";
/// Tags of shortcodes that nobody here knows; what stands between them stays.
pub(crate) const SHORTCODE_PAIR: &str = "unknown-shortcode-pair";
/// HTML that builders keep in base64, now decoded.
pub(crate) const SHORTCODE_ENCODED: &str = "shortcode-encoded";
/// The tag of an unknown shortcode; its words and links stay.
pub(crate) const SHORTCODE_WORDS: &str = "unknown-shortcode-words";
/// Shortcodes that `--shortcodes` or a rule of the configuration takes out.
pub(crate) const SHORTCODE_CHOSEN: &str = "chosen-shortcode";
/// Shortcodes without an end that nobody here knows.
pub(crate) const SHORTCODE_ALONE: &str = "unknown-shortcodes";
/// A heading at the beginning that repeats the post's title.
pub(crate) const OWN_TITLE: &str = "repeated-title";
/// Tags past the bounds on nesting and attributes.
pub(crate) const BOUNDS: &str = "out-of-bounds";
/// Markup nested too deep to be kept; its words stay.
pub(crate) const DEPTH: &str = "too-deep";
/// Blocks that the server makes when a page is asked for: raw text has none of their words.
pub(crate) const DYNAMIC_BLOCK: &str = "dynamic-block";
/// Blocks that their author hid.
pub(crate) const HIDDEN_BLOCK: &str = "hidden-block";

/// All of them.
pub(super) static LOCAL: &[LocalRule] = &[
    local(
        EMPTY,
        On,
        "paragraphs, headings, lists and links without anything to show",
        "<p>a</p><p>&nbsp;</p>",
    ),
    local(
        DEAD_LINK,
        On,
        "links that lead nowhere: to `#`, or without an address; their text stays",
        "<p><a href='#'>a</a></p>",
    ),
    local(
        STYLE,
        Fixed,
        "`span`s whose only purpose was a style",
        "<p><span style='font-size: revert'>a</span></p>",
    ),
    local(HEADING_EMPHASIS, On, "emphasis over the whole of a heading", "<h2><strong>a</strong></h2>"),
    local(MORE, Fixed, "the mark between teaser and text", "<p>a</p><!--more--><p>b</p>"),
    local(SEPARATOR, On, "separators at an end of the post, or beside one another", "<hr><p>a</p>"),
    local(
        UNSAFE_URL,
        Fixed,
        "URLs of a scheme that is not allowed (`javascript:`, `data:`, `file:`), and credentials",
        "<p><a href='javascript:gone()'>a</a></p>",
    ),
    local(
        AUTO_LINK,
        On,
        "attributes and titles of links that plugins set by keyword",
        "<p><a class='wpil_keyword_link' href='https://b.example/' title='gone'>a</a></p>",
    )
    .from(Level::Safe),
    local(
        UNLINK,
        Off,
        "links that plugins set by keyword: only their text stays",
        "<p><a class='wpil_keyword_link' href='https://b.example/'>a</a></p>",
    ),
    local(
        TRACKING,
        On,
        "pictures that count readers, and avatars",
        "<p>a<img src='https://pixel.wp.com/g.gif' width='1' height='1'></p>",
    )
    .from(Level::Safe),
    local(
        PARAMETERS,
        Off,
        "`utm_*`, `fbclid`, `gclid`, `mc_cid` and `mc_eid` in links",
        "<p><a href='https://b.example/?utm_source=x&amp;y=1'>a</a></p>",
    ),
    local(
        NO_SOURCE,
        Fixed,
        "pictures without any usable URL: their alternative text stays",
        "<p>a<img src=''></p>",
    ),
    local(
        NOSCRIPT,
        Fixed,
        "the second copy of a lazy picture or film",
        "<p><img data-src='https://b.example/x.jpg' class='lazyload'><noscript><img src='https://b.example/x.jpg'></noscript></p>",
    ),
    local(
        EMOJI,
        Fixed,
        "pictures of emoji, now the characters",
        "<p>a <img class='emoji' alt='🙂' src='https://s.w.org/images/core/emoji/1f642.svg'></p>",
    ),
    local(
        EMBED,
        Fixed,
        "words that became the title or address of a link card",
        "<figure class='wp-block-embed'><div class='wp-block-embed__wrapper'>https://b.example/gone</div></figure>",
    ),
    local(
        FALLBACK,
        Fixed,
        "what browsers show that cannot play a sound or film",
        "<audio src='https://b.example/x.mp3'>gone</audio>",
    ),
    local(
        NOTE_MARK,
        Fixed,
        "the mark of a footnote: notes are numbered again",
        "<p>a<sup class='fn' data-fn='x'><a href='#x' id='x-link'>1</a></sup></p><ol class='wp-block-footnotes'><li id='x'>b</li></ol>",
    ),
    local(
        NOTE_BACK,
        Fixed,
        "the way back from a footnote",
        "<p>a<sup class='fn' data-fn='x'><a href='#x' id='x-link'>1</a></sup></p><ol class='wp-block-footnotes'><li id='x'>b <a href='#x-link' aria-label='Jump to footnote reference 1'>↩︎</a></li></ol>",
    ),
    local(
        NOTE_TWIN,
        Fixed,
        "the second copy of a footnote, shown as a tooltip",
        "<p>a<span class='footnote_referrer'><a><sup class='footnote_plugin_tooltip_text' id='footnote_plugin_tooltip_5_1_1'>[1]</sup></a><span class='footnote_tooltip' id='footnote_plugin_tooltip_text_5_1_1'>gone</span></span></p><table class='footnotes_reference_container'><tr><td><a id='footnote_plugin_reference_5_1_1'>1</a></td><td class='footnote_plugin_text'>b</td></tr></table>",
    ),
    local(
        BUTTON,
        On,
        "buttons that lead nowhere",
        "<div class='wp-block-button'><a class='wp-block-button__link'>gone</a></div>",
    ),
    local(
        TOGGLE,
        Fixed,
        "the icon that opens an accordion",
        "<h3 class='wp-block-accordion-heading'><button class='wp-block-accordion-heading__toggle'><span class='wp-block-accordion-heading__toggle-title'>a</span><span>+</span></button></h3>",
    ),
    local(MATHS, Fixed, "the rendering of a formula: its notation is kept", "<p><math><mi>x</mi></math></p>"),
    local(FRAME, Fixed, "frames without an address", "<p>a</p><iframe></iframe>"),
    local(
        MORE_LINK,
        On,
        "the link to the rest of a text that is here",
        "<p>a <a class='more-link' href='https://b.example/'>gone</a></p>",
    ),
    local(
        READ_MORE,
        On,
        "the `read more` that ends a block",
        "<p>a <a class='read-more-button' href='https://b.example/'>gone</a></p>",
    ),
    local(
        APPEARED,
        On,
        "“The post … appeared first on …” at the end",
        "<p>a</p><p>The post <a href='https://a.example/'>x</a> appeared first on <a href='https://a.example/'>y</a>.</p>",
    ),
    local(
        PULL_QUOTE,
        Off,
        "pull quotes: they repeat the text",
        "<p>a</p><figure class='wp-block-pullquote'><blockquote><p>gone</p></blockquote></figure>",
    ),
    local(
        GUTTER,
        Fixed,
        "numbers beside the lines of code",
        "<table><tr><td>1<br>2</td><td class='code'><pre><code>a\nb</code></pre></td></tr></table>",
    ),
    local(
        CODE_TWIN,
        Fixed,
        "the coloured copy of code of which the plain text is kept",
        "<div class='crayon-syntax'><textarea class='crayon-plain'>a</textarea><table class='crayon-table'><tr><td>gone</td></tr></table></div>",
    ),
    local(
        SHORTCODE_TAG,
        On,
        "tags of builders' shortcodes; their words, links and pictures, and what is between them, stay",
        "<p>[vc_row el_class=&#8221;x&#8221;]a[/vc_row]</p>",
    )
    .from(Level::Safe),
    local(
        SHORTCODE_DROP,
        On,
        "shortcodes of forms, advertisements, share bars, sliders, maps, shops, and lists of posts",
        "<p>a [contact-form-7 id=&#8221;5&#8243;]</p>",
    )
    .from(Level::Safe),
    local(
        SHORTCODE_MAP,
        On,
        "shortcodes of media and code, now what they stand for",
        "<p>[youtube]https://youtu.be/abc[/youtube]</p>",
    )
    .from(Level::Safe),
    local(
        SHORTCODE_PAIR,
        On,
        "tags of shortcodes that nobody here knows; what stands between them stays",
        "<p>[unheard_of a=&#8221;b&#8221;]a[/unheard_of]</p>",
    )
    .from(Level::Safe),
    local(
        SHORTCODE_ENCODED,
        On,
        "base64 of builders' HTML, now the HTML; scripts in it, and what cannot be decoded, are dropped",
        "<p>[vc_raw_html]JTNDcCUzRWElM0MlMkZwJTNF[/vc_raw_html]</p>",
    )
    .from(Level::Safe),
    local(
        SHORTCODE_WORDS,
        On,
        "tags of unknown shortcodes with attributes; their words and links stay",
        "<p>[unheard_of text=&#8221;a&#8221; url=&#8221;https://b.example/&#8221; id=&#8221;5&#8243;]</p>",
    )
    .from(Level::Safe),
    local(SHORTCODE_CHOSEN, Fixed, "shortcodes that `--shortcodes` or `--shortcode` takes out", ""),
    local(
        SHORTCODE_ALONE,
        Off,
        "shortcodes without an end that nobody here knows",
        "<p>a [unheard_of id=&#8221;5&#8243;]</p>",
    ),
    local(OWN_TITLE, On, "a heading at the beginning that repeats the post's title", ""),
    local(BOUNDS, Fixed, "tags past the bounds on nesting and attributes", ""),
    local(DEPTH, Fixed, "markup nested too deep to be kept; its words stay", ""),
    local(DYNAMIC_BLOCK, Fixed, "in raw text, blocks that the server makes for every page anew", ""),
    local(HIDDEN_BLOCK, Fixed, "in raw text, blocks that their author hid", ""),
];
