//! Raw text to HTML, a case a line.

use super::*;
use crate::reader::attachments::Attachment;

fn side() -> SideTables {
    let mut side = SideTables::default();
    let file = |url: &str, mime: &str, caption: &str| Attachment {
        url: format!("https://a.example/{url}"),
        mime: mime.to_owned(),
        alt: format!("alt of {url}"),
        caption: caption.to_owned(),
        title: url.to_owned(),
        width: Some(40),
        height: Some(30),
        parent: Some(9),
        ..Attachment::default()
    };
    side.attachments.insert(1, file("1.jpg", "image/jpeg", "One"));
    side.attachments.insert(2, file("2.jpg", "image/jpeg", ""));
    side.attachments.insert(3, file("3.mp3", "audio/mpeg", ""));
    side.reusable_blocks.insert(5, "<!-- wp:paragraph --><p>again</p><!-- /wp:paragraph -->".to_owned());
    side.reusable_blocks.insert(6, "<!-- wp:block {\"ref\":6} /--><p>self</p>".to_owned());
    side
}

fn rendered(raw: &str) -> Rendered {
    let side = side();
    let footnotes = [("n1".to_owned(), "A <em>note</em>.".to_owned())];
    let cleaning = crate::html::Cleaning::default();
    let (id, language) = (Some(9), None);
    content(raw, &Surroundings { side: &side, id, footnotes: &footnotes, language, cleaning: &cleaning })
}

fn check(raw: &str, expected: &str) {
    assert_eq!(rendered(raw).html.trim(), expected, "{raw}");
}

fn warns(raw: &str, expected: &str) {
    let warnings: Vec<String> = rendered(raw).warnings.into_iter().map(|warning| warning.message).collect();
    assert_eq!(warnings.join("; "), expected, "{raw}");
}

fn drops(raw: &str, rule: &str, words: &[&str]) {
    let fired = rendered(raw).report.rules.remove(rule).unwrap_or_default();
    assert_eq!(
        (fired.count, fired.words.iter().map(String::as_str).collect::<Vec<_>>()),
        (1, words.to_vec())
    );
}

#[test]
fn blocks() {
    check("<!-- wp:paragraph -->\n<p>a</p>\n<!-- /wp:paragraph -->", "<p>a</p>");
    check("<!-- wp:block {\"ref\":5} /-->", "<p>again</p>");
    check(
        "<!-- wp:list {\"start\":4} --><ol><li>a</li></ol><!-- /wp:list -->",
        "<ol start=\"4\"><li>a</li></ol>",
    );
    check("<!-- wp:more --><!--more--><!-- /wp:more -->", "<!--more-->");
    check("<!-- wp:shortcode -->a\nb<!-- /wp:shortcode -->", "<p>a<br />\nb</p>");
    check(
        "<!-- wp:x/code {\"language\":\"php\"} --><pre>\"a\"</pre><!-- /wp:x/code -->",
        "<pre data-lang=\"php\">\"a\"</pre>",
    );
    check(
        "<!-- wp:embed {\"url\":\"https://a.example/?b\\u0026c\"} /-->",
        "<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\nhttps://a.example/?b&amp;c\n</div></figure>",
    );
    check(
        "<!-- wp:footnotes /-->",
        "<ol class=\"wp-block-footnotes\"><li id=\"n1\">A <em>note</em>. <a href=\"#n1-link\" aria-label=\"Jump to footnote reference 1\">↩︎</a></li></ol>",
    );
    // No paragraphs are made among blocks, and broken ones cost no text.
    check("<!-- wp:html -->\na\n\nb", "a\n\nb");
    check("<!-- /wp:html -->a<!-- wp:html {broken -->b", "ab");
}

#[test]
fn what_blocks_do_not_say() {
    warns(
        "<!-- wp:block {\"ref\":8} /-->",
        "the reusable block 8 is not among the files: what it says is missing here",
    );
    warns("<!-- wp:block {\"ref\":6} /-->", "the reusable block 6 holds itself");
    warns(
        "<!-- wp:acme/map {\"a\":1} /-->",
        "the block `acme/map` has no text in the file: its plugin makes it",
    );
    drops("<!-- wp:latest-posts /-->", "dynamic-block", &[]);
    let hidden = "<!-- wp:paragraph {\"metadata\":{\"blockVisibility\":false}} --><p>not <b>now</b></p><!-- /wp:paragraph -->";
    drops(hidden, "hidden-block", &["not", "now"]);
    check(hidden, "");
}

#[test]
fn captions() {
    check(
        "[caption id=\"attachment_1\" align=\"alignleft\" width=\"40\"]<a href=\"b\"><img src=\"a\" /></a> It's <em>c</em>[/caption]",
        "<figure id=\"attachment_1\" class=\"wp-caption alignleft\"><a href=\"b\"><img src=\"a\" /></a><figcaption class=\"wp-caption-text\">It’s <em>c</em></figcaption></figure>",
    );
    check(
        "[caption caption=\"old\"]<img src=\"a\">[/caption]",
        "<figure class=\"wp-caption alignnone\"><img src=\"a\"><figcaption class=\"wp-caption-text\">old</figcaption></figure>",
    );
    check("[caption]<img src=\"a\">[/caption]", "<img src=\"a\">");
}

#[test]
fn galleries_and_players() {
    let two = "<div class=\"gallery\"><figure class=\"gallery-item\"><div class=\"gallery-icon\"><img class=\"wp-image-2\" src=\"https://a.example/2.jpg\" alt=\"alt of 2.jpg\" width=\"40\" height=\"30\" /></div></figure></div>";
    check("[gallery ids=\"2\"]", two);
    check("[gallery exclude=\"1\"]", two);
    check("[gallery ids=\"77\"]", "");
    warns("[gallery ids=\"77,78\"]", "a gallery names pictures that are not among the files: 77, 78");
    check(
        "[audio mp3=\"https://a.example/b.mp3\"][/audio]",
        "<audio class=\"wp-audio-shortcode\"><source type=\"audio/mpeg\" src=\"https://a.example/b.mp3\" /></audio>",
    );
    check(
        "[audio]",
        "<audio class=\"wp-audio-shortcode\"><source type=\"audio/mpeg\" src=\"https://a.example/3.mp3\" /></audio>",
    );
    check(
        "[playlist ids=\"3\"]",
        "<div class=\"wp-playlist\"><script type=\"application/json\">{\"type\":\"audio\",\"tracks\":[{\"src\":\"https://a.example/3.mp3\",\"type\":\"audio/mpeg\",\"title\":\"3.mp3\"}]}</script></div>",
    );
}

#[test]
fn addresses() {
    let embed = "<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">https://www.youtube.com/watch?v=x</div></figure>";
    check("[embed width=\"1\"]https://www.youtube.com/watch?v=x[/embed]", embed);
    check("[youtube x]", embed);
    check("[youtube=https://www.youtube.com/watch?v=x]", embed);
    check("a\nhttps://youtu.be/x\nb", "<p>a</p>\n<p>https://youtu.be/x</p>\n<p>b</p>");
    check("[[gallery]] and [unknown] [1]", "<p>[gallery] and [unknown] [1]</p>");
    check("<a title=\"[gallery]\">a</a>", "<p><a title=\"[gallery]\">a</a></p>");
}

#[test]
fn pictures_of_builders_have_their_addresses() {
    let made = rendered("[vc_row][vc_single_image image=\"1\" img_size=\"full\"][/vc_row]").html;
    assert!(made.contains("custom_src=\"https://a.example/1.jpg\" img_alt=\"alt of 1.jpg\""), "{made}");
    let made = rendered("[vc_gallery images=\"1,2\"]").html;
    assert!(made.contains("<div class=\"gallery\">") && made.contains("2.jpg"), "{made}");
    let made = rendered("[vc_single_image image=\"77\"] [[vc_single_image image=\"1\"]]").html;
    assert!(!made.contains("https:"), "{made}");
}
