//! Cleaning, shape by shape: what WordPress, its themes and its plugins write, and what it becomes.
#![forbid(unsafe_code)]

use offprint_core::Block;
use offprint_core::html::{self, CleanContext, Cleaned, clean_blocks};
use offprint_html::{AsWritten, Options, blocks_to_html};

fn clean(html: &str) -> Cleaned {
    let context =
        CleanContext { base: "https://a.example/news/bees/".parse().ok(), ..CleanContext::default() };
    clean_blocks(html, &context)
}

#[track_caller]
fn check(html: &str, expected: &str) {
    let cleaned = clean(html);
    let options = Options { surroundings: &AsWritten, ..Options::default() };
    let written = blocks_to_html(&cleaned.blocks, &options);
    assert_eq!(written.replace('\n', ""), expected, "{html}");
}

/// The rule fires, and reports these words.
#[track_caller]
fn fires(html: &str, rule: &str, words: &str) {
    let cleaned = clean(html);
    let fired = cleaned.report.rules.get(rule);
    let said = fired.map(|fired| fired.words.join(" "));
    assert_eq!(said.as_deref(), Some(words), "{html}: {:?}", cleaned.report);
}

#[test]
fn text_blocks() {
    check("<p class='has-drop-cap wp-block-paragraph'>a</p>\n\n\n\n<p>b</p>", "<p>a</p><p>b</p>");
    check("loose text<p>a</p>tail", "<p>loose text</p><p>a</p><p>tail</p>");
    check("<h2 class='wp-block-heading' id='x'>T</h2>", "<h2 id=\"x\">T</h2>");
    check(
        "<h3><em>1. Whole</em></h3><h3>2. <em>Part</em></h3>",
        "<h3>1. Whole</h3><h3>2. <em>Part</em></h3>",
    );
    check("<h2></h2><p>&nbsp;</p><p><br></p><ol class='wp-block-list'></ol>", "");
    check("<div class='wp-block-columns'><div class='wp-block-column'><p>a</p></div></div>", "<p>a</p>");
    check("<p><span style='font-size: revert'>a</span></p>", "<p>a</p>");
    check(
        "<p><span style='font-weight:700'>a</span> <span style='font-style:italic'>b</span></p>",
        "<p><strong>a</strong> <em>b</em></p>",
    );
    check("<p>a<b style='font-weight:normal'>b</b></p>", "<p>ab</p>");
    check("<center><font color=red>a</font> <big>b</big> <tt>c</tt></center>", "<p>a b <code>c</code></p>");
    check("<em>a<p>b</p>c</em>", "<p><em>a</em></p><p><em>b</em></p><p><em>c</em></p>");
    check(
        "<a href='https://b.example/'><div>a</div><div>b</div></a>",
        "<p><a href=\"https://b.example/\">a</a></p><p><a href=\"https://b.example/\">b</a></p>",
    );
    check("<p>end. &nbsp;&nbsp;But 10&nbsp;km</p>", "<p>end. But 10\u{a0}km</p>");
}

#[test]
fn links_around_blocks() {
    let link = |text: &str| format!("<a href=\"https://b.example/\">{text}</a>");
    check("<a href='https://b.example/'><h3>a</h3></a>", &format!("<h3>{}</h3>", link("a")));
    check(
        "<a href='https://b.example/'><ul><li>a</li></ul></a>",
        &format!("<ul><li>{}</li></ul>", link("a")),
    );
    let picture = "<img src=\"https://a.example/x.jpg\" alt=\"A\">";
    check(
        "<a href='https://b.example/'><figure><img src='/x.jpg' alt='A'></figure></a>",
        &format!("<figure>{}</figure>", link(picture)),
    );
    check("<b><h2>a</h2><p>b</p></b>", "<h2>a</h2><p><strong>b</strong></p>");
}

#[test]
fn a_lazy_picture_and_its_twin_are_one() {
    let lazy = "<img class='lazyload' src='data:image/gif;base64,R0lGOD' data-src='/x.jpg' alt='A'>";
    let twin = "<noscript><img src='/x.jpg' alt='A'></noscript>";
    let figure = "<figure><img src=\"https://a.example/x.jpg\" alt=\"A\"></figure>";
    check(&format!("<p>{lazy}{twin}</p>"), figure);
    check(&format!("<p>{twin}{lazy}</p>"), figure);
}

#[test]
fn lists() {
    check(
        "<ul class='wp-block-list'>\n<li>a:\n<ul class='wp-block-list'>\n<li>b</li>\n</ul>\n</li>\n</ul>",
        "<ul><li>a:<ul><li>b</li></ul></li></ul>",
    );
    check(
        "<ol start='3' reversed type='I'><li>a</li></ol>",
        "<ol start=\"3\" reversed=\"\" type=\"I\"><li>a</li></ol>",
    );
    check("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>");
    check("<ul><li></li><li>a</li></ul>", "<ul><li>a</li></ul>");
    check("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>");
    check("<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a</dt><dd>b</dd></dl>");
}

#[test]
fn quotations_and_kept_space() {
    check(
        "<blockquote class='wp-block-quote'><p>a</p><cite>b</cite></blockquote>",
        "<blockquote><p>a</p><footer>— <cite>b</cite></footer></blockquote>",
    );
    check(
        "<blockquote><p>a</p><p><cite>— <em>b</em></cite></p></blockquote>",
        "<blockquote><p>a</p><footer>— <cite>b</cite></footer></blockquote>",
    );
    check(
        "<pre class='wp-block-code'><code lang='rust'>a &lt; b\n\n  c</code></pre>",
        "<pre><code>a &lt; b  c</code></pre>",
    );
    check("<pre class='brush: php; title: ; notranslate'>x<br>y</pre>", "<pre><code>xy</code></pre>");
}

#[test]
fn rules_and_marks() {
    check("<hr><p>a</p><hr class='wp-block-separator'><hr><p>b</p><hr>", "<p>a</p><hr><p>b</p>");
    check("<p>a</p><!--more Go on--><p>b</p>", "<p>a</p><p>b</p>");
    check("<p>a<!--more--></p><div class='wp-block-spacer' aria-hidden='true'></div>", "<p>a</p>");
}

#[test]
fn pictures() {
    let figure = "<figure><img src=\"https://a.example/x.jpg\" alt=\"A\"></figure>";
    check("<p><img class='alignleft size-full wp-image-9' src='/x.jpg' alt='A' loading='lazy'></p>", figure);
    check(
        "<figure class='wp-block-image size-large'><a href='https://a.example/x.jpg'><img src='/x.jpg' alt='A'></a></figure>",
        figure,
    );
    check("<strong><img src='/x.jpg' alt='A'></strong>", figure);
    check(
        "<div id='attachment_7' class='wp-caption' style='width: 310px'><img src='/x.jpg' alt='A'><p class='wp-caption-text'>C</p></div>",
        "<figure><img src=\"https://a.example/x.jpg\" alt=\"A\"><figcaption>C</figcaption></figure>",
    );
    check("<p>a<img src='https://pixel.wp.com/g.gif' width='1' height='1'></p>", "<p>a</p>");
    check(
        "<p>a <img class='emoji' alt='🙂' src='https://s.w.org/images/core/emoji/1f642.svg'></p>",
        "<p>a 🙂</p>",
    );
}

#[test]
fn media_and_embeds() {
    let embed = "<figure class='wp-block-embed is-provider-youtube'><div class='wp-block-embed__wrapper'>\
                 <iframe title='T' src='https://www.youtube.com/embed/abc?feature=oembed'></iframe></div></figure>";
    let written =
        blocks_to_html(&clean(embed).blocks, &Options { surroundings: &AsWritten, ..Options::default() });
    assert!(written.contains("https://www.youtube.com/watch?v=abc") && written.contains('T'), "{written}");
    assert!(!written.contains("iframe"), "{written}");
    fires("<p>x</p><iframe></iframe>", "empty-frame", "");
    fires(
        "<figure class='wp-block-embed'><div class='wp-block-embed__wrapper'>https://b.example/1</div></figure>",
        "embed-card",
        "https://b.example/1",
    );
    let file = "<div class='wp-block-file'><a href='/f.pdf'>Plan</a><a href='/f.pdf' class='wp-block-file__button' download>Get</a></div>";
    fires(file, "file-button", "Get");
    assert!(offprint_core::words(&clean(file).blocks) == ["Plan"]);
    check(
        "<div class='wp-block-button'><a class='wp-block-button__link' href='/x'>Go</a></div>",
        "<p><a href=\"https://a.example/x\">Go</a></p>",
    );
    fires(
        "<div class='wp-block-button'><a class='wp-block-button__link'>Go</a></div>",
        "button-without-link",
        "Go",
    );
}

#[test]
fn links() {
    check(
        "<p><a class='wpil_keyword_link' href='https://a.example/x' title='X' data-wpil-keyword-link='linked'>a</a></p>",
        "<p><a href=\"https://a.example/x\">a</a></p>",
    );
    check(
        "<p><a href='https://b.example/?M=%B0%FC&amp;c=1' target='_blank' rel='noopener'>a<span class='sr-only'> (opens)</span></a></p>",
        "<p><a href=\"https://b.example/?M=%B0%FC&amp;c=1\">a</a></p>",
    );
    check(
        "<p><a href='/x'><span class='screen-reader-text'>only</span></a></p>",
        "<p><a href=\"https://a.example/x\">only</a></p>",
    );
    check("<p><a href='javascript:alert(1)'>a</a> <a href='#'>b</a></p>", "<p>a b</p>");
    check(
        "<h2 id='t'>T</h2><p><a href='#t'>a</a> <a href='#gone'>b</a></p>",
        "<h2 id=\"t\">T</h2><p><a href=\"#t\">a</a> <a href=\"https://a.example/news/bees/#gone\">b</a></p>",
    );
    fires("<p><a href='java&#x03;script:x'>a</a></p>", "unsafe-url", "");
}

#[test]
fn residue_goes_and_is_counted() {
    fires("<p>a</p><span class='et_bloom_bottom_trigger'></span>", "bloom", "");
    fires("<div class='sharedaddy'>Share this</div>", "jetpack", "Share this");
    fires("<div class='wp-block-latest-posts'>Old news</div>", "site-furniture", "Old news");
    fires("<div id='ez-toc-container'>Contents</div>", "table-of-contents", "Contents");
    fires(
        "<p>a<span class='sr-only'> (opens in a new tab)</span></p>",
        "screen-reader-text",
        "(opens in a new tab)",
    );
    fires("<form>Your name <input></form>", "form", "Your name");
    fires("<div class='adsbygoogle'>Ad</div>", "advertisement", "Ad");
    fires("<script>var x</script><p>a</p>", "script", "");
}

#[test]
fn tables() {
    check(
        "<figure class='wp-block-table'><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table><figcaption>c</figcaption></figure>",
        "<table><caption>c</caption><thead><tr><th scope=\"col\">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
    );
    let wide = clean("<table><tr><td colspan='99999999999' rowspan='-3'>a</td></tr></table>");
    let [Block::Table(table)] = wide.blocks.as_slice() else { panic!("{:?}", wide.blocks) };
    assert_eq!((table.body[0].cells[0].colspan, table.body[0].cells[0].rowspan), (1000, 1));
}

#[test]
fn footnotes() {
    let html = "<p>a<sup data-fn='u' class='fn'><a href='#u' id='u-link'>1</a></sup></p>\
                <ol class='wp-block-footnotes'><li id='u'>N <a href='#u-link' aria-label='Jump to footnote reference 1'>↩︎</a></li></ol>";
    assert_eq!(offprint_core::words(&clean(html).blocks), ["a", "N"]);
    fires(html, "footnote-back-link", "↩︎");
    fires(html, "footnote-mark", "1");
}

#[test]
fn languages() {
    check("<p>a <span lang='fr'>b</span></p>", "<p>a <span lang=\"fr\">b</span></p>");
    check(
        "<p dir='ltr'>a</p><p dir='rtl' lang='he'>ש</p>",
        "<p>a</p><div lang=\"he\" dir=\"rtl\"><p>ש</p></div>",
    );
}

/// What becomes of HTML at a level.
#[track_caller]
fn check_at(level: html::Level, html: &str, expected: &str) {
    let context = CleanContext {
        base: "https://a.example/news/bees/".parse().ok(),
        cleaning: html::Cleaning::at(level),
        ..CleanContext::default()
    };
    let options = Options { surroundings: &AsWritten, ..Options::default() };
    let written = blocks_to_html(&clean_blocks(html, &context).blocks, &options);
    assert_eq!(written.replace('\n', ""), expected, "{html} at {level:?}");
}

#[test]
fn levels_of_cleaning() {
    use html::Level::{Full, None, Safe};
    let check_all = |html: &str, full: &str, safe: &str, none: &str| {
        check_at(Full, html, full);
        check_at(Safe, html, safe);
        check_at(None, html, none);
    };
    check_all("<hr><p>a</p><hr><hr>", "<p>a</p>", "<hr><p>a</p><hr><hr>", "<hr><p>a</p><hr><hr>");
    let empty_items = "<ul><li></li><li>a</li></ul>";
    check_all(empty_items, "<ul><li>a</li></ul>", empty_items, empty_items);
    let to_top = "<p><a href=\"https://a.example/news/bees/#\">a</a></p>";
    check_all("<p><a href='#'>a</a></p>", "<p>a</p>", to_top, to_top);
    let no_text = "<p>a<a href=\"https://b.example/\"></a></p>";
    for level in [Full, Safe, None] {
        let context = CleanContext { cleaning: html::Cleaning::at(level), ..CleanContext::default() };
        let model = format!("{:?}", clean_blocks(no_text, &context).blocks);
        assert_eq!(model.contains("Link"), level != Full, "{level:?}: {model}");
    }
    let pixel = "<p>a<img src=\"https://a.example/p.gif\" alt=\"\" width=\"1\" height=\"1\"></p>";
    check_all(pixel, "<p>a</p>", "<p>a</p>", pixel);
    let shared = "<div class='sharedaddy'>Share</div>";
    check_all(shared, "", "<p>Share</p>", "<p>Share</p>");
    check_all(
        "<p>[vc_row a=&#8221;b&#8221;]a[/vc_row]</p>",
        "<p>a</p>",
        "<p>a</p>",
        "<p>[vc_row a=”b”]a[/vc_row]</p>",
    );
    check_all("<p>a&nbsp;&nbsp;b</p>", "<p>a b</p>", "<p>a\u{a0}\u{a0}b</p>", "<p>a\u{a0}\u{a0}b</p>");
    for level in [Full, Safe, None] {
        let hostile =
            "<p onclick='x()'><a href='javascript:x()'>a</a></p><script>x()</script><form>b<input></form>";
        check_at(level, hostile, "<p>a</p>");
    }
}

#[test]
fn hostile_input_is_bounded() {
    let deep = "<div><em>".repeat(5_000) + "word";
    assert_eq!(offprint_core::words(&clean(&deep).blocks), ["word"]);
    let lists = "<ul><li>x".repeat(3_000);
    assert_eq!(offprint_core::words(&clean(&lists).blocks).len(), 3_000);
    let quotes = "<blockquote>".repeat(5_000) + "word";
    assert_eq!(offprint_core::words(&clean(&quotes).blocks), ["word"]);
    check("<p>a\u{0}\u{3}b\u{202e}</p>", "<p>ab\u{202e}</p>");
}

/// `docs/cleaning.md` is made here; `cargo xtask bless` writes it.
#[test]
fn the_rules_are_documented() {
    use std::fmt::Write as _;
    let mut page = String::from(
        "# Cleaning\n\n\
         What themes, plugins and builders left in a post goes by these rules; nothing else does. Reports (`--report`)\n\
         count by their names and hold the words that went. `--keep RULE` switches a rule off that is *on*, `--drop RULE`\n\
         one on that is *off*; those that are *always* on keep the output sound.\n\n\
         `--cleaning LEVEL` (`level` in `[cleaning]`, `cleaning` in an edition) chooses how much is cleaned. Each level\n\
         switches on its own rules and those of the levels before it; `--keep` and `--drop` switch single rules on top:\n\n\
         - `none`: only what safety demands, and what puts content into its own form: footnotes, embeds, formulas.\n\
         \x20 Scripts, event handlers, forms and dangerous URLs go. Everything else stays: separators at the ends, empty\n\
         \x20 headings and list items, links without text or target, leftover shortcodes, no-break spaces, titles, emphasis\n\
         \x20 beside emphasis, white space in code.\n\
         - `safe`: also removes trackers and machine residue that is never words (counting pixels, wrappers and tags of\n\
         \x20 builders, attributes that plugins add to links), but no words and no structure that a reader could see.\n\
         - `full` (default): all rules that are *on*. Runs of no-break spaces become one space, neighboring elements of one\n\
         \x20 kind become one, titles that repeat the text go.\n\n\
         ## Rules of your own\n\n\
         Add custom rules for what only your theme or plugins leave in posts. Declare them in `offprint.toml`, for all\n\
         editions:\n\n\
         ```toml\n\
         [[cleaning.rule]]\n\
         name = \"newsletter-box\"\n\
         selector = \".newsletter-box, aside > p[id^=signup-]\"\n\
         action = \"drop\"\n\
         reason = \"sign-up box of our theme\"\n\
         ```\n\n\
         - `name` is in reports (`--report`, `--json`): lowercase words joined by hyphens, not the name of a built-in rule.\n\
         - `selector` is a list of CSS selectors: types, classes, ids, attributes, all combinators, `:not()`, `:is()`,\n\
         \x20 `:has()`, `:nth-child()` and their like. A post has no `html` and no `body`. Pseudo-classes that need a browser\n\
         \x20 (`:hover`) and pseudo-elements (`::before`) are invalid.\n\
         - `action` is `drop` (remove the element with all it holds, and report its words) or `unwrap` (remove its tags\n\
         \x20 only). Elements whose text is not part of the post (`script`, `style`, `iframe`, form fields, SVG, MathML) and\n\
         \x20 parts of tables and figures (`td`, `figcaption`) are not unwrapped.\n\
         - `reason` is for people who read the file; it can be left out.\n\n\
         Custom rules apply before all built-in rules, at every level. Selectors match the HTML as it was parsed; if several\n\
         rules match an element, the first one applies. Nothing inside a dropped element is matched. `[[edition.rule]]`\n\
         declares rules of one edition, which then has none of the `[[cleaning.rule]]`. In code, use `CustomRule` and\n\
         `Cleaning::with_rule`: see `crates/offprint-driver/examples/cleaning_rule.rs`.\n\n\
         ## Built-in rules\n\n\
         This page is made by a test.\n\n\
         | rule | default | from level | what it takes away | such as | becomes |\n|---|---|---|---|---|---|\n",
    );
    let code = |text: &str| match text {
        "" => String::new(),
        text => format!("`` {} ``", text.replace('|', "\\|").replace('\n', "⏎")),
    };
    for rule in html::rules() {
        let standing = match rule.standing {
            html::Standing::On => "on",
            html::Standing::Off => "off",
            html::Standing::Fixed => "always",
        };
        let level = match (rule.standing, rule.level) {
            (html::Standing::Off, _) => "–",
            (_, html::Level::None) => "none",
            (_, html::Level::Safe) => "safe",
            (_, html::Level::Full) => "full",
        };
        let cleaning = html::Cleaning::default().drop(rule.name);
        let context = CleanContext { cleaning, ..CleanContext::default() };
        let options = Options { surroundings: &AsWritten, ..Options::default() };
        let written = blocks_to_html(&clean_blocks(rule.case, &context).blocks, &options);
        let (case, written) = (code(rule.case), code(written.trim()));
        let _ = writeln!(
            page,
            "| `{}` | {standing} | {level} | {} | {case} | {written} |",
            rule.name, rule.about
        );
    }
    offprint_tests::golden::compare_file("docs/cleaning.md", &page)
        .unwrap_or_else(|difference| panic!("{difference}"));
}
