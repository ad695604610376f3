//! The guard at the door: HTML leaves for other people's readers only through ammonia.

use crate::players::is_player;
use ammonia::Builder;
use offprint_core::html::LINK_SCHEMES;
use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

/// This HTML with nothing in it but what the feeds' list allows. What `offprint-html` writes without classes and
/// styles passes unchanged, which makes this an oracle for tests.
pub fn guarded(html: &str) -> String {
    // The line end that begins a text is lost to HTML's parser, unless there is one more before it.
    let html = html.replace("<pre>\n", "<pre>\n\n");
    // ammonia names this one character; feeds hold it itself.
    GUARD.clean(&with_seams(&html)).to_string().replace("&nbsp;", "\u{a0}")
}

/// The same with comments in long text, which the guard takes out again: html5ever looks through all that is left of a
/// text for every character that it escapes, which takes time that grows with the square of the text.
fn with_seams(html: &str) -> Cow<'_, str> {
    const LONG: usize = 4096;
    let mut seams = String::new();
    let mut kept = 0;
    let mut at = 0;
    for piece in html.split_inclusive('<') {
        let text = at + piece.find('>').map_or(0, |end| end + 1);
        let end = at + piece.len();
        let mut cut = text;
        while end - cut > LONG {
            // Never within a character or a reference: they hold none of these but as their first.
            let found = html.as_bytes()[cut + LONG..end].iter().position(|b| matches!(b, b' ' | b'&' | 0xc2));
            let Some(found) = found else { break };
            cut += LONG + found;
            seams.push_str(&html[kept..cut]);
            seams.push_str("<!---->");
            kept = cut;
        }
        at = end;
    }
    if kept == 0 {
        return Cow::Borrowed(html);
    }
    seams.push_str(&html[kept..]);
    Cow::Owned(seams)
}

/// The same, and frames for the players on the list.
pub(crate) fn guarded_with_players(html: &str) -> String {
    GUARD_OF_PLAYERS.clean(html).to_string().replace("&nbsp;", "\u{a0}")
}

static GUARD: LazyLock<Builder<'static>> = LazyLock::new(builder);

static GUARD_OF_PLAYERS: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = builder();
    builder
        .add_tags(["iframe"])
        .add_tag_attributes("iframe", ["src", "title", "width", "height", "allowfullscreen"]);
    builder.attribute_filter(|element, attribute, value| match (element, attribute) {
        ("iframe", "src") => is_player(value).then(|| value.into()),
        _ => Some(value.into()),
    });
    builder
});

fn builder() -> Builder<'static> {
    let words = |list: &'static str| list.split_whitespace();
    let mut attributes = HashMap::from(ATTRIBUTES.map(|(tag, names)| (tag, words(names).collect())));
    attributes.extend(words(MATHML).map(|tag| (tag, words(MATHML_ATTRIBUTES).collect())));
    let mut builder = Builder::empty();
    builder
        .tags(words(TAGS).chain(words(MATHML)).collect())
        .tag_attributes(attributes)
        .generic_attributes(["id", "lang", "dir"].into())
        .url_schemes(LINK_SCHEMES.into())
        .link_rel(None);
    builder
}

const TAGS: &str = "a abbr audio b blockquote br caption cite code dd details div dl dt em figcaption figure footer \
    h1 h2 h3 h4 h5 h6 hr img kbd li mark ol p pre q s section span strong sub summary sup table tbody td tfoot th \
    thead tr u ul video";

const ATTRIBUTES: [(&str, &str); 10] = [
    ("a", "href title"),
    ("abbr", "title"),
    ("audio", "controls preload src"),
    ("details", "open"),
    ("img", "src alt title width height"),
    ("li", "value"),
    ("ol", "start reversed type"),
    ("td", "colspan rowspan"),
    ("th", "colspan rowspan scope"),
    ("video", "controls preload src poster"),
];

/// What the model's `MathNode` may hold.
const MATHML: &str = "maction math menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom \
    mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none \
    semantics";

const MATHML_ATTRIBUTES: &str = "accent accentunder alttext columnspan depth display displaystyle fence form height \
    linethickness lspace mathvariant rowspan rspace scriptlevel stretchy width";

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_not_on_the_list_does_not_leave() {
        let hostile = "<p onclick=\"x\" class=\"c\" style=\"d\">a<script>b</script><a href=\"javascript:c\">d</a>\
                       <iframe src=\"https://e.example\"></iframe><img src=\"data:x\" onerror=\"f\"></p>";
        let left = super::guarded(hostile);
        for word in ["onclick", "class", "style", "<script", "javascript", "iframe", "data:", "onerror"] {
            assert!(!left.contains(word), "{word} in {left}");
        }
    }

    #[test]
    fn long_text_passes_whole() {
        for piece in ["&amp;", "word ", "«a» ", "漢字", "&lt;b&gt;"] {
            let text = format!("<p>{}<em>x</em></p><pre>{}</pre>", piece.repeat(5000), piece.repeat(3000));
            assert!(super::guarded(&text) == text, "{piece}");
        }
    }

    #[test]
    fn a_text_may_begin_with_an_empty_line() {
        let text = "<pre>\n\nA\n</pre><pre>B</pre>";
        assert_eq!(super::guarded(text), text);
    }

    #[test]
    fn players_on_the_list_pass() {
        let frame =
            |src: &str| format!("<iframe src=\"{src}\" title=\"t\" width=\"560\" height=\"315\"></iframe>");
        let good = frame("https://player.vimeo.com/video/1");
        assert_eq!(super::guarded_with_players(&good), good);
        assert!(!super::guarded_with_players(&frame("https://evil.example/")).contains("evil"));
        assert!(!super::guarded(&good).contains("iframe"));
    }

    #[test]
    fn mathematics_passes_whole() {
        let math = "<p><math display=\"block\" alttext=\"x\"><mrow><mo stretchy=\"false\" lspace=\"0em\">(</mo>\
                    <mfrac linethickness=\"0\"><mi mathvariant=\"normal\">n</mi><mi>k</mi></mfrac><mfenced><mn>2</mn>\
                    </mfenced><mmultiscripts><mi>x</mi><none></none><mprescripts></mprescripts></mmultiscripts>\
                    <mspace width=\"1em\"></mspace></mrow></math></p>";
        assert_eq!(super::guarded(math), math);
    }
}
