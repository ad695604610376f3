//! The words of a post's HTML without a parse: enough of them to know the language by.

use super::Texts;
use super::script::{Script, has_no_spaces};
use std::ops::Range;

/// So much text, in bytes, tells the language; more only takes time.
const ENOUGH: usize = 3_000;
/// Longer runs of ASCII are data, not words.
const LONGEST_WORD: usize = 60;
/// A shortcode's tag is not longer.
const LONGEST_SHORTCODE: usize = 600;
/// Elements whose content is not prose.
const SKIPPED: [&str; 18] = [
    "script", "style", "code", "pre", "kbd", "samp", "svg", "math", "textarea", "select", "button",
    "template", "noscript", "iframe", "object", "audio", "video", "head",
];
/// Elements that end a paragraph.
const BLOCKS: [&str; 37] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "figure",
    "figcaption",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "main",
    "nav",
    "address",
    "details",
    "summary",
    "hr",
    "center",
];

/// The beginning of a post's text, a paragraph a line, and how many words all of it has.
#[derive(Debug, Default)]
pub(super) struct Sample {
    text: String,
    /// Where the word that is being read begins in `text`.
    word: usize,
    /// The same of its paragraph.
    paragraph: usize,
    /// Whether the text is long enough.
    is_full: bool,
    /// What the word that is being read has.
    has_letters: bool,
    sampled: Count,
    all: Count,
}

/// Words between spaces, and the letters of scripts that have none.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    words: u32,
    /// Han, kana: about two a word.
    ideographs: u32,
    /// Thai, Lao, Khmer, Burmese: about five a word.
    unspaced: u32,
}

impl Count {
    fn total(self) -> u32 {
        self.words + self.ideographs / 2 + self.unspaced / 5
    }
}

impl Sample {
    pub(super) fn new(texts: &Texts<'_>) -> Self {
        let mut sample = Self::default();
        sample.html(texts.title);
        sample.html(texts.content);
        // An excerpt often repeats how the text begins.
        if sample.words() < super::LONG && !texts.excerpt.is_empty() {
            let mut excerpt = Self::default();
            excerpt.html(texts.excerpt);
            let start: String = excerpt.text.chars().take(30).collect();
            if !sample.text.contains(start.trim_end_matches(|c: char| !c.is_alphanumeric())) {
                sample.html(texts.excerpt);
            }
        }
        sample
    }

    /// The text, a paragraph a line.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// How many words [`Self::text`] has.
    pub(super) fn sampled_words(&self) -> u32 {
        self.sampled.total()
    }

    /// How many words there are in all.
    pub(super) fn words(&self) -> u32 {
        self.all.total()
    }

    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = memchr::memchr3(b'<', b'&', b'[', rest.as_bytes()) {
            self.push(&rest[..at]);
            rest = &rest[at..];
            rest = match rest.as_bytes()[0] {
                b'<' => self.tag(rest),
                b'&' => self.reference(rest),
                _ => self.bracket(rest),
            };
        }
        self.push(rest);
        self.end_paragraph();
    }

    /// Goes past the tag or comment at the beginning of `rest`; past all of an element without prose.
    fn tag<'a>(&mut self, rest: &'a str) -> &'a str {
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment.find("-->").map_or("", |end| &comment[end + 3..]);
        }
        let after = &rest[1..];
        let (name, closes) = match after.strip_prefix('/') {
            Some(name) => (name, true),
            None => (after, false),
        };
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if length == 0 && !after.starts_with(['!', '?', '/']) {
            self.push("<");
            return after;
        }
        let name = &name[..length];
        let is_one_of = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        let after = &after[tag_end(after)..];
        if is_one_of(&BLOCKS) {
            self.end_paragraph();
        } else if name.eq_ignore_ascii_case("br") || name.eq_ignore_ascii_case("img") {
            self.end_word();
        } else if !closes && is_one_of(&SKIPPED) {
            self.end_word();
            return past_element(after, name);
        }
        after
    }

    /// Takes the character that a reference stands for.
    fn reference<'a>(&mut self, rest: &'a str) -> &'a str {
        let end = rest.bytes().take(34).position(|byte| byte == b';');
        let decoded = end.and_then(|end| Some((decoded(&rest[1..end])?, end)));
        if let Some((decoded, end)) = decoded {
            self.push(decoded.encode_utf8(&mut [0; 4]));
            &rest[end + 1..]
        } else {
            self.push("&");
            &rest[1..]
        }
    }

    /// Goes past a shortcode's tag; brackets that hold words are text.
    fn bracket<'a>(&mut self, rest: &'a str) -> &'a str {
        if let Some(range) = shortcode(rest) {
            self.end_word();
            &rest[range.end..]
        } else {
            self.push("[");
            &rest[1..]
        }
    }

    fn push(&mut self, text: &str) {
        let mut newlines = 0;
        for c in text.chars() {
            if c.is_whitespace() {
                self.end_word();
                newlines += u32::from(c == '\n');
                if newlines == 2 {
                    self.end_paragraph();
                }
                continue;
            }
            newlines = 0;
            if c == '\u{ad}' {
                continue;
            }
            if c.is_alphabetic() {
                self.letter(c);
            }
            if !self.is_full {
                self.text.push(c);
            }
        }
    }

    fn letter(&mut self, c: char) {
        match Script::of_letter(c) {
            Some(Script::Cjk)
                if !('\u{1100}'..='\u{11ff}').contains(&c) && !('\u{ac00}'..='\u{d7a3}').contains(&c) =>
            {
                self.all.ideographs += 1;
                self.sampled.ideographs += u32::from(!self.is_full);
            }
            Some(script) if has_no_spaces(script) => {
                self.all.unspaced += 1;
                self.sampled.unspaced += u32::from(!self.is_full);
            }
            _ => self.has_letters = true,
        }
    }

    fn end_word(&mut self) {
        let has_letters = std::mem::take(&mut self.has_letters);
        if self.is_full {
            self.all.words += u32::from(has_letters);
            return;
        }
        let word = &self.text[self.word..];
        if word.is_empty() {
            return;
        }
        if is_address(word) {
            self.text.truncate(self.word);
            return;
        }
        self.all.words += u32::from(has_letters);
        self.sampled.words += u32::from(has_letters);
        self.text.push(' ');
        self.word = self.text.len();
        self.is_full = self.word >= ENOUGH;
    }

    fn end_paragraph(&mut self) {
        self.end_word();
        if self.text.len() > self.paragraph {
            self.text.push('\n');
            (self.word, self.paragraph) = (self.text.len(), self.text.len());
        }
    }
}

/// Whether this is a URL, a file, an e-mail address, or data.
fn is_address(word: &str) -> bool {
    word.contains("://")
        || word.contains('@')
        || word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with("www.")
        || (word.len() > LONGEST_WORD && word.is_ascii())
}

/// Where a tag ends: behind its `>`, which may also be within quotes.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quotation mark that nobody closed.
    tag.find('>').map_or(tag.len(), |at| at + 1)
}

/// What is behind the end tag of an element.
fn past_element<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&rest.as_bytes()[from..], b"</") {
        let tag = from + at + 2;
        let end = tag + name.len();
        if rest.get(tag..end).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return &rest[end + tag_end(&rest[end..])..];
        }
        from = tag;
    }
    ""
}

/// Where a shortcode's tag is, if there is one at the beginning: a name alone, or with attributes.
fn shortcode(rest: &str) -> Option<Range<usize>> {
    let inner = rest[1..].trim_start_matches('/');
    if !inner.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let end = rest.bytes().take(LONGEST_SHORTCODE).position(|byte| byte == b']')?;
    let inside = &rest[1..end];
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '/');
    (inside.contains('=') || inside.chars().all(is_name)).then_some(0..end + 1)
}

/// The character that a reference names.
fn decoded(name: &str) -> Option<char> {
    let code = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        },
        None => html5ever::data::NAMED_ENTITIES.get(&*format!("{name};"))?.0,
    };
    char::from_u32(code).filter(|&c| c != '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sampled(content: &str) -> (String, u32) {
        let sample = Sample::new(&Texts { content, ..Texts::default() });
        (sample.text().to_owned(), sample.words())
    }

    #[test]
    fn words_are_taken_and_markup_code_addresses_and_shortcodes_are_not() {
        let html = "<!-- wp:paragraph {\"a\":1} --><p title=\"a > b\">Bees&#8217; caf&eacute;s &amp; h<em>on</em>ey</p>\n\
                    <pre>let x = 1;</pre><P>See https://a.example/x, mail@a.example or <code>fn main</code> here</P>\
                    [gallery ids=\"1,2\"]line<br>break[/caption] [sic] [two words]<script>var a = '<p>';</script>";
        let (text, words) = sampled(html);
        assert_eq!(text, "Bees’ cafés & honey \nSee or here \nline break [two words] \n");
        assert_eq!(words, 10);
    }

    #[test]
    fn broken_markup_ends_nothing_but_itself() {
        assert_eq!(sampled("a < b &nope; & c [x <i>d").0, "a < b &nope; & c [x d \n");
        assert_eq!(sampled("a <!-- b").0, "a \n");
        assert_eq!(sampled("a <i title=\"b>c").0, "a c \n");
        assert_eq!(sampled("a <code>b").0, "a \n");
        assert_eq!(sampled("&#0;&#xd800;&#x1F600;&").0, "&#0;&#xd800;😀& \n");
    }

    #[test]
    fn paragraphs_end_at_blocks_and_blank_lines_and_the_sample_is_small() {
        assert_eq!(sampled("one\ntwo\n\nthree<li>four</li>").0, "one two \nthree \nfour \n");
        let (text, words) = sampled(&"honey ".repeat(100_000));
        assert!((ENOUGH..ENOUGH + 10).contains(&text.len()));
        assert_eq!(words, 100_000);
    }

    #[test]
    fn scripts_without_spaces_have_words_too() {
        assert_eq!(sampled("蜂蜜を集める。").1, 3);
        assert_eq!(sampled("ผึ้งทำน้ำผึ้ง").1, 2);
        assert_eq!(sampled("꿀벌이 꿀을 모은다").1, 3);
    }

    #[test]
    fn an_excerpt_counts_only_when_it_says_something_new() {
        let words =
            |excerpt| Sample::new(&Texts { excerpt, content: "Bees make honey in May", title: "" }).words();
        assert_eq!(words("<p>Bees make honey&hellip;</p>"), 5);
        assert_eq!(words("<p>Wasps do not</p>"), 8);
    }
}
