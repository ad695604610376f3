//! What becomes of shortcodes, by their kind.

use crate::html::{CleanContext, Cleaned, Cleaning, ShortcodeRule, Shortcodes, clean_blocks, clean_inlines};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

fn context(cleaning: Cleaning) -> CleanContext {
    CleanContext { base: "https://quay.example/news/tea/".parse().ok(), cleaning, ..CleanContext::default() }
}

fn clean(html: &str) -> Cleaned {
    clean_blocks(html, &context(Cleaning::default()))
}

fn shown(cleaned: &Cleaned) -> String {
    serde_json::to_string(&cleaned.blocks).unwrap_or_default()
}

#[track_caller]
fn words(html: &str, expected: &str) {
    assert_eq!(crate::model::words(&clean(html).blocks).join(" "), expected, "{html}");
}

#[track_caller]
fn model(html: &str, expected: &str) {
    assert_eq!(shown(&clean(html)), expected, "{html}");
}

fn packed(html: &str) -> String {
    let percent = percent_encoding::utf8_percent_encode(html, percent_encoding::NON_ALPHANUMERIC);
    STANDARD.encode(percent.to_string())
}

#[test]
fn encoded_html_is_decoded() {
    let html = packed("<p>Seven <b>kettles</b> &amp; a lamp</p><script>gone()</script>");
    model(
        &format!("<p>[vc_row][vc_column][vc_raw_html]{html}[/vc_raw_html][/vc_column][/vc_row]</p><p>z</p>"),
        r#"[{"paragraph":[{"text":"Seven "},{"strong":[{"text":"kettles"}]},{"text":" & a lamp"}]},{"paragraph":[{"text":"z"}]}]"#,
    );
    let twice = STANDARD.encode(packed("<p>a</p>"));
    assert_eq!(clean(&format!("[vc_raw_html]{twice}[/vc_raw_html]")).blocks.len(), 1);
    words(&format!("<p>a</p>[vc_raw_js]{}[/vc_raw_js]<p>b</p>", packed("<script>gone()</script>")), "a b");
    words(&format!("[fusion_code]{}[/fusion_code]", STANDARD.encode("<p>One lamp</p>")), "One lamp");
    // Typography makes a product of `3x4`, paragraphs are made of lines.
    let long = packed(&"<p>Tea</p>".repeat(20));
    words(
        &format!("<p>[vc_raw_html]{}<br />\n{}[/vc_raw_html]</p>", &long[..76], &long[76..]),
        &["Tea"; 20].join(" "),
    );
    words("<p>[vc_raw_html]<b>Not</b> encoded[/vc_raw_html]</p>", "Not encoded");
}

#[test]
fn encoded_html_is_cleaned_like_any() {
    let inner =
        format!("<p>a</p>[vc_raw_html]{}[/vc_raw_html][nectar_btn text=\"Ring\"]", packed("<p>b</p>"));
    words(&format!("[vc_raw_html]{}[/vc_raw_html] c", packed(&inner)), "a b Ring c");
    for open in [
        "<!-- ",
        "<script>",
        "<select><option>",
        "<textarea>",
        "<a href='",
        "<table><tr><td>",
        "<svg>",
        "<object>",
    ] {
        let html =
            format!("<p>a</p>[vc_raw_html]{}[/vc_raw_html]<p>z</p>", packed(&format!("<p>b</p>{open}")));
        words(&html, "a b z");
    }
    let deep =
        (0..8).fold("<p>x</p>".to_owned(), |html, _| format!("[vc_raw_html]{}[/vc_raw_html]", packed(&html)));
    assert!(crate::model::words(&clean(&format!("{deep}<p>z</p>")).blocks).ends_with(&["z".to_owned()]));
}

#[test]
fn what_cannot_be_decoded_goes_and_is_told() {
    for broken in [
        "JTNDcCU*zRQ==",
        &STANDARD.encode([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 4, 5, 6, 7]),
        &STANDARD.encode([0xff; 90]),
    ] {
        let cleaned = clean(&format!("<p>a</p><p>[vc_raw_html]{broken}[/vc_raw_html]</p><p>b</p>"));
        assert_eq!(crate::model::words(&cleaned.blocks).join(" "), "a b", "{broken}");
        let fired = &cleaned.report.rules["shortcode-encoded"];
        assert!(fired.words.concat().contains(broken), "{fired:?}");
        assert_eq!(cleaned.warnings.len(), 1, "{:?}", cleaned.warnings);
    }
    // What was cut off is decoded as far as it goes.
    words("<p>a</p>[vc_raw_html]JTNDcCUzRUElM0MlMkZwJTNFQUJD b", "a A ABC b");
}

#[test]
fn elements_of_builders_say_their_words() {
    let link = |text: &str, url: &str| {
        format!(r#"{{"paragraph":[{{"link":{{"url":"{url}","content":[{{"text":"{text}"}}]}}}}]}}"#)
    };
    let button = link("Ring the bell", "https://quay.example/bell");
    for html in [
        "[nectar_btn size=&#8221;large&#8221; text=&#8221;Ring the bell&#8221; url=&#8221;https://quay.example/bell&#8221;]",
        "<p>[vc_btn title=\"Ring the bell\" link=\"url:https%3A%2F%2Fquay.example%2Fbell|title:Bell|target:_blank\"]</p>",
        "[av_button label='Ring the bell' link='manually,https://quay.example/bell' link_target='']",
        "[fusion_button link=\"https://quay.example/bell\" title=\"\" target=\"_self\"]Ring the bell[/fusion_button]",
        "[button text=\"Ring the bell\" link=\"/bell\"]",
        "[bt_bb_button text=\"Ring the bell\" url=\"/bell\" size=\"small\"][/bt_bb_button]",
        "[et_pb_button button_text=”Ring the bell” button_url=”/bell” /]",
        "[tatsu_button button_text= \"Ring the bell\" url= \"/bell\" type= \"medium\"][/tatsu_button]",
    ] {
        model(html, &format!("[{button}]"));
    }
    model(
        "[vc_custom_heading text=\"Low water\" font_container=\"tag:h3|text_align:left\"]",
        r#"[{"heading":{"level":3,"content":[{"text":"Low water"}]}}]"#,
    );
    model(
        "[av_heading heading='Low water' tag='h4' padding='10'][/av_heading]",
        r#"[{"heading":{"level":4,"content":[{"text":"Low water"}]}}]"#,
    );
    model(
        "[fusion_title size=\"2\"]Low water[/fusion_title]",
        r#"[{"heading":{"level":2,"content":[{"text":"Low water"}]}}]"#,
    );
    words(
        "[milestone number=”250″ subject=”Crossings” symbol=”+” symbol_position=”after”]",
        "250+ Crossings",
    );
    words(
        "[nectar_cta heading_tag=\"h3\" text=\"All aboard\" link_text=\"See times\" url=\"/times\"]",
        "All aboard See times",
    );
    words("[et_pb_toggle title=”When?” admin_label=”T”]<p>At dusk.</p>[/et_pb_toggle]", "When? At dusk.");
    words(
        "[vc_cta h2=\"Lamps\" h4=\"and kettles\" btn_title=\"Buy\"]<p>Soon.</p>[/vc_cta]",
        "Lamps and kettles Buy Soon.",
    );
    words(
        "[vc_progress_bar values=\"%5B%7B%22label%22%3A%22Tea%22%2C%22value%22%3A%2290%22%7D%5D\" units=\"%\"]",
        "Tea 90",
    );
    words("[nectar_icon icon_family=\"fontawesome\" icon_size=\"30\"]a", "a");
    words("a [woocommerce_cart] [products limit=\"4\"] [table id=5 /] [wpgmza id=\"1\"] b", "a b");
}

#[test]
fn pictures_and_films() {
    let picture = r#"[{"figure":{"image":{"url":"https://quay.example/boat.jpg","alt":"A boat"}}}]"#;
    for html in [
        "[image_with_animation image_url=&#8221;https://quay.example/boat.jpg&#8221; alt=&#8221;A boat&#8221; animation=&#8221;Fade In&#8221;]",
        "<p>[et_pb_image src=\"/boat.jpg\" alt=\"A boat\" /]</p>",
        "[fusion_imageframe image_id=\"12|full\" alt=\"A boat\"]https://quay.example/boat.jpg[/fusion_imageframe]",
        "[tide_photo src=\"/boat.jpg\" alt=\"A boat\"]",
    ] {
        model(html, picture);
    }
    words("[image_with_animation image_url=\"1234\" animation=\"Fade In\"]a", "a");
    let film = r#"[{"embed":{"url":"https://youtu.be/abc","provider":"YouTube"}}]"#;
    for html in ["[vc_video link=\"https://youtu.be/abc\"]", "[et_pb_video src=\"https://youtu.be/abc\" /]"] {
        model(html, film);
    }
    model(
        "[fusion_youtube id=\"abc\" width=\"600\" /]",
        r#"[{"embed":{"url":"https://www.youtube.com/watch?v=abc","provider":"YouTube"}}]"#,
    );
}

#[test]
fn unknown_shortcodes_leave_words_and_links() {
    words(
        "<p>a [tide_box title=”High water” text=”Nine o’clock” colour=”#fff” n=”3″] b</p>",
        "a High water Nine o’clock b",
    );
    model(
        "<p>[tide text=\"Go\" href=\"https://b.example/\"]</p>",
        r#"[{"paragraph":[{"link":{"url":"https://b.example/","content":[{"text":"Go"}]}}]}]"#,
    );
    model(
        "<p>[tide url=\"https://b.example/\"]</p>",
        r#"[{"paragraph":[{"link":{"url":"https://b.example/","content":[{"text":"https://b.example/"}]}}]}]"#,
    );
    model(
        "<p>[tide url='https://b.example/']Go <em>on</em>[/tide]</p>",
        r#"[{"paragraph":[{"link":{"url":"https://b.example/","content":[{"text":"Go "},{"emphasis":[{"text":"on"}]}]}}]}]"#,
    );
    let cleaned = clean("<p>[tide text=\"Go\" colour=\"plum\"]</p>");
    assert!(cleaned.report.rules["unknown-shortcode-words"].words.concat().contains("plum"));
    for (html, expected) in [
        ("<p>a [tide x=\"]\" title=\"b\"] c</p>", "a b c"),
        ("<p>a [tide id=5 y2=6] c</p>", "a c"),
        ("<p>a [tide\n text=\"b\"<br />\n colour=\"red\" /] c</p>", "a b c"),
        ("<p>[tide text=\"a</p>\n<p>b\"]</p>", "a b"),
        ("<p>[tide x=\"1\"]a</p><p>b[/tide]</p>", "a b"),
        ("<p>[tide x=\"1\"]a [tide x=\"2\"]b[/tide]</p>", "a b"),
        ("<p>a[/tide_box] b</p>", "a b"),
        ("<table><tr><td>[tide text=\"a\"]</td><td>b</td></tr></table>", "a b"),
        ("<figure><img src='/x.jpg'><figcaption>a [tide text=\"b\"]</figcaption></figure>", "a b"),
        ("<p><a href='/x'>[tide text=\"a\"]</a></p>", "a"),
        ("<h2>a [tide id=\"5\"]</h2>", "a"),
    ] {
        words(html, expected);
    }
    let (title, _) = clean_inlines("Tea [tide text=\"now\" id=\"5\"]", &context(Cleaning::default()));
    assert_eq!(crate::model::inlines_text(&title), "Tea now");
}

#[test]
fn words_in_brackets_and_code_stay() {
    for text in [
        "a [1] [sic] […] [email] [row] [BACK SOON] [table of contents] [map of the island]",
        "[unheard_of]",
        "[[gallery]] [[Page]]",
        "[/b] a [b]",
        "[see n=5] [x_1] [p=0.05] [image not found]",
    ] {
        words(&format!("<p>{text}</p>"), text);
    }
    words("<p>[[tide a=”b”]] [[gallery ids=”1″]]</p>", "[tide a=”b”] [gallery ids=”1″]");
    words("<p>[[tide a=”b”]c[/tide]]</p>", "[tide a=”b”]c[/tide]");
    for code in ["code", "pre", "kbd", "samp", "tt"] {
        words(&format!("<{code}>[tide text=\"b\"]</{code}>"), "[tide text=\"b\"]");
    }
    words("<p>[php]$x = \"[tide text='b']\";[/php]</p>", "$x = \"[tide text='b']\";");
}

#[test]
fn shortcodes_in_values_of_elements() {
    model(
        "<p><a href=\"[site_url]/tea\">a</a> <a href=\"[ferry id='3']\">b</a> <a href=\"/x?a[b]=c\">c</a></p>",
        r#"[{"paragraph":[{"link":{"url":"https://quay.example/tea","content":[{"text":"a"}]}},{"text":" b "},{"link":{"url":"https://quay.example/x?a[b]=c","content":[{"text":"c"}]}}]}]"#,
    );
    let cleaned = clean("<p><img src='/boat.jpg' alt='A [tide x=\"1\"] boat [1]'></p>");
    assert!(shown(&cleaned).contains(r#""alt":"A boat [1]""#), "{}", shown(&cleaned));
}

#[test]
fn shortcodes_can_be_kept_or_dropped() {
    let with = |cleaning: Cleaning, html: &str| {
        crate::model::words(&clean_blocks(html, &context(cleaning)).blocks).join(" ")
    };
    let html = "<p>[vc_row]a[/vc_row] [tide text=\"b\"] [sic] [youtube]https://youtu.be/abc[/youtube]</p>";
    let keep = Cleaning::default().with_shortcodes(Shortcodes::Keep);
    assert_eq!(
        with(keep, html),
        "[vc_row]a[/vc_row] [tide text=\"b\"] [sic] [youtube]https://youtu.be/abc[/youtube]"
    );
    let drop = Cleaning::default().with_shortcodes(Shortcodes::Drop);
    assert_eq!(
        with(drop, "<p>[vc_row]a[/vc_row] [tide text=\"b\"] [sic] [gallery ids=\"1\"]</p>"),
        "a [sic]"
    );
    let one = |rule| Cleaning::default().with_shortcode("my_box", rule);
    let html = "<p>a [my_box title=\"b\"]c[/my_box] d [tide text=\"e\"]</p>";
    assert_eq!(with(one(ShortcodeRule::Keep), html), "a [my_box title=\"b\"]c[/my_box] d e");
    assert_eq!(with(one(ShortcodeRule::Drop), html), "a d e");
    assert_eq!(with(one(ShortcodeRule::Unwrap), html), "a c d e");
    assert_eq!(with(Cleaning::default(), html), "a b c d e");
    let off = Cleaning::default().keep("unknown-shortcode-words");
    assert_eq!(with(off, "<p>a [tide x=\"1\"]</p>"), "a [tide x=\"1\"]");
}

#[test]
fn lines_are_parted_where_a_builder_parts_them() {
    model(
        "<p>[vc_row]a[/vc_row][vc_row]b[/vc_row]</p>",
        r#"[{"paragraph":[{"text":"a"}]},{"paragraph":[{"text":"b"}]}]"#,
    );
    let rtl = shown(&clean("<p dir='rtl'>[vc_column_text]ש[/vc_column_text]</p>"));
    assert!(rtl.contains("rtl"), "{rtl}");
    words("<blockquote>[mc4wp_form id=\"1\"]</blockquote><p>a</p>", "a");
    words("<div>[contact-form]<p>x</p></div><p>[/contact-form]a</p>", "a");
}
