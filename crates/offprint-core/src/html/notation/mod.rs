//! Other notations that authors write into their text: WordPress's own shortcodes, code in shortcodes, and TeX between its
//! delimiters. They are found before the walk, in text alone (never in code), and change what the text shows.

mod shortcodes;
mod tex;

use super::arena::{Arena, NodeId};
use super::rules::Cleaning;
use crate::model::{Block, Inline};
use std::collections::HashMap;
use std::ops::Range;

/// What a part of a text node shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// The characters themselves.
    Text(Range<usize>),
    /// Nothing: the rule that took it, and what it was.
    Gone(&'static str, String),
    /// Something within the line.
    Inline(Inline),
    /// Something set apart.
    Block(Block),
    /// A picture and its caption begin, and end.
    CaptionBegins,
    CaptionEnds,
}

/// The text nodes that show something else than their characters.
#[derive(Debug, Default)]
pub(super) struct Notation {
    pieces: HashMap<NodeId, Vec<Piece>>,
}

impl Notation {
    /// What a text node shows, if not its characters alone.
    pub(super) fn of(&self, node: NodeId) -> Option<&[Piece]> {
        self.pieces.get(&node).map(Vec::as_slice)
    }

    /// Finds all of them.
    pub(super) fn find(arena: &Arena, base: Option<&url::Url>, cleaning: &Cleaning) -> Self {
        let texts = texts(arena);
        if texts.is_empty() {
            return Self::default();
        }
        let mut cuts = Cuts { arena, texts, cuts: HashMap::new(), formulas: Vec::new() };
        tex::find(&mut cuts);
        shortcodes::find(&mut cuts, base, cleaning);
        cuts.finish()
    }
}

/// The text nodes outside code in document order; none when no text holds a sign of another notation.
fn texts(arena: &Arena) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut any = false;
    let mut verbatim: Option<NodeId> = None;
    for node in arena.descendants(arena.root()) {
        if let Some(top) = verbatim {
            if arena.is_under(node, top) {
                continue;
            }
            verbatim = None;
        }
        match arena.text(node) {
            Some(text) => {
                any |= text.contains('[') || text.contains("\\(") || text.contains('$');
                found.push(node);
            }
            None if is_verbatim(arena.name(node)) => verbatim = Some(node),
            None => {}
        }
    }
    if any { found } else { Vec::new() }
}

fn is_verbatim(name: &str) -> bool {
    matches!(
        name,
        "pre"
            | "code"
            | "kbd"
            | "samp"
            | "tt"
            | "script"
            | "style"
            | "textarea"
            | "math"
            | "svg"
            | "xmp"
            | "listing"
            | "plaintext"
            | "template"
            | "iframe"
            | "noframes"
            | "noembed"
            | "title"
    )
}

/// A place in the text: which text node, and which byte of it.
type Spot = (usize, usize);

/// The cuts that were made so far: for each text node (by its index), ranges and what stands in their place.
struct Cuts<'a> {
    arena: &'a Arena,
    texts: Vec<NodeId>,
    cuts: HashMap<usize, Vec<(Range<usize>, Piece)>>,
    formulas: Vec<(Spot, Spot)>,
}

impl Cuts<'_> {
    fn text(&self, index: usize) -> &str {
        self.arena.text(self.texts[index]).unwrap_or_default()
    }

    fn cut(&mut self, index: usize, range: Range<usize>, piece: Piece) {
        self.cuts.entry(index).or_default().push((range, piece));
    }

    /// Takes a part of one text node away.
    fn take(&mut self, index: usize, range: Range<usize>, rule: &'static str) {
        let gone = self.text(index)[range.clone()].to_owned();
        self.cut(index, range, Piece::Gone(rule, gone));
    }

    /// Takes all text between two spots away; `None` for the rule when it is shown elsewhere.
    fn take_between(&mut self, from: Spot, to: Spot, rule: Option<&'static str>) {
        for index in from.0..=to.0 {
            let start = if index == from.0 { from.1 } else { 0 };
            let end = if index == to.0 { to.1 } else { self.text(index).len() };
            if start >= end {
                continue;
            }
            match rule {
                Some(rule) => self.take(index, start..end, rule),
                None => self.cut(index, start..end, Piece::Text(0..0)),
            }
        }
    }

    /// The text between two spots as it was typed: a `br` is a line end, a new paragraph two.
    fn typed_between(&self, from: Spot, to: Spot) -> String {
        let mut typed = String::new();
        for index in from.0..=to.0 {
            let start = if index == from.0 { from.1 } else { 0 };
            let end = if index == to.0 { to.1 } else { self.text(index).len() };
            let mut own = &self.text(index)[start..end.max(start)];
            if index > from.0 {
                let ends = line_ends(self.arena, self.texts[index - 1], self.texts[index]);
                if ends > 0 {
                    own = own.strip_prefix('\n').unwrap_or(own);
                    let there = typed.len() - typed.trim_end_matches('\n').len();
                    typed.extend(std::iter::repeat_n('\n', ends.saturating_sub(there)));
                }
            }
            typed.push_str(own);
        }
        typed
    }

    /// Notes that a formula stands here; formulas come in order.
    fn note_formula(&mut self, from: Spot, to: Spot) {
        self.formulas.push((from, to));
    }

    /// Whether this spot is within a formula.
    fn is_in_formula(&self, spot: Spot) -> bool {
        let before = self.formulas.partition_point(|(from, _)| *from <= spot);
        before > 0 && spot < self.formulas[before - 1].1
    }

    /// Whether not more lies between two spots than a tag of media can be around.
    fn is_near(&self, from: Spot, to: Spot) -> bool {
        const MOST: usize = 8_000;
        if to.0 - from.0 > 40 {
            return false;
        }
        let length: usize = (from.0..=to.0).map(|index| self.text(index).len()).sum();
        length - from.1 - (self.text(to.0).len() - to.1) <= MOST
    }

    fn finish(self) -> Notation {
        let mut pieces = HashMap::with_capacity(self.cuts.len());
        for (index, mut cuts) in self.cuts {
            let node = self.texts[index];
            let length = self.arena.text(node).unwrap_or_default().len();
            cuts.sort_by_key(|(range, _)| (range.start, range.end));
            let mut made = Vec::with_capacity(cuts.len() * 2 + 1);
            let mut at = 0;
            for (range, piece) in cuts {
                if range.start < at {
                    continue;
                }
                if range.start > at {
                    made.push(Piece::Text(at..range.start));
                }
                at = range.end;
                if piece != Piece::Text(0..0) {
                    made.push(piece);
                }
            }
            if at < length {
                made.push(Piece::Text(at..length));
            }
            pieces.insert(node, made);
        }
        Notation { pieces }
    }
}

/// How many line ends lie between two text nodes that follow one another.
fn line_ends(arena: &Arena, from: NodeId, to: NodeId) -> usize {
    let mut ends = 0;
    let mut at = arena.successor(from);
    while let Some(node) = at.filter(|&node| node != to) {
        match arena.name(node) {
            "br" => ends += 1,
            "p" => ends = ends.max(2),
            "div" | "li" => ends = ends.max(1),
            _ => {}
        }
        at = arena.successor(node);
    }
    ends
}

#[cfg(test)]
mod tests {
    use crate::html::{CleanContext, Cleaned, Cleaning, clean_blocks};

    fn clean(html: &str) -> Cleaned {
        clean_blocks(html, &CleanContext::default())
    }

    fn check(html: &str, expected: &str) {
        let cleaned = clean(html);
        let shown = serde_json::to_string(&cleaned.blocks).unwrap_or_default();
        assert_eq!(shown, expected, "{html}");
    }

    fn words(html: &str, expected: &str) {
        assert_eq!(crate::model::words(&clean(html).blocks).join(" "), expected, "{html}");
    }

    #[test]
    fn wrappers_and_pairs_lose_their_tags() {
        words("<p>[vc_row el_class=”x”][vc_column_text]a</p><p>b[/vc_column_text][/vc_row]</p>", "a b");
        words("[et_pb_section][et_pb_text admin_label=”T”]<p>a</p>[/et_pb_text][/et_pb_section]", "a");
        words("<p>[one_half]a[/one_half][one_half_last]b[/one_half_last] <em>[row]c[/row]</em></p>", "a b c");
        words("<p>[quiet_word x=”1″]a[/quiet_word]</p>", "a");
        words(
            "<p>[et_pb_button button_text=”Go on” button_url=”https://b.example/”][/et_pb_button]</p>",
            "Go on",
        );
    }

    #[test]
    fn words_in_brackets_are_words() {
        for text in ["a [1] [sic] […] [email] [row] [BACK SOON]", "[unheard_of]", "[[gallery]]", "[/b] a [b]"]
        {
            words(&format!("<p>{text}</p>"), text);
        }
        words("<p><code>[vc_row]a[/vc_row]</code></p>", "[vc_row]a[/vc_row]");
        assert_eq!(clean("<p>[tide x=”1″]</p>").warnings.len(), 1);
    }

    #[test]
    fn furniture_goes_with_all_it_holds() {
        words("<p>a [contact-form-7 id=”44″ title=”T”]</p>", "a");
        words("<p>[contact-form]b</p><p>c[/contact-form] d</p>", "d");
        words("<p>[rev_slider alias=”f”][toc][addtoany] a</p>", "a");
    }

    #[test]
    fn media_and_code_become_nodes() {
        check(
            "<p>[youtube https://www.youtube.com/watch?v=abc]</p>",
            r#"[{"embed":{"url":"https://www.youtube.com/watch?v=abc","provider":"YouTube"}}]"#,
        );
        check(
            "<p>[embed]https://youtu.be/abc[/embed]</p>",
            r#"[{"embed":{"url":"https://youtu.be/abc","provider":"YouTube"}}]"#,
        );
        check(
            r#"<p>[audio mp3="https://a.example/x.mp3"][/audio]</p>"#,
            r#"[{"media":{"kind":"audio","url":"https://a.example/x.mp3"}}]"#,
        );
        check(
            "<p>[sourcecode language=”python”]</p><p>if a:<br />\n    b()</p><p>[/sourcecode]</p>",
            r#"[{"code":{"language":"python","text":"if a:\n    b()"}}]"#,
        );
        check(
            "<p>[caption id=”attachment_8″ width=”9″]<img src='https://a.example/x.jpg' alt='A'> Of <em>it</em>[/caption]</p>",
            r#"[{"figure":{"image":{"url":"https://a.example/x.jpg","alt":"A"},"caption":[{"text":"Of "},{"emphasis":[{"text":"it"}]}]}}]"#,
        );
    }

    #[test]
    fn formulas() {
        check(
            r"<p>a \(x^2\) b</p>",
            r#"[{"paragraph":[{"text":"a "},{"math":{"tex":"x^2"}},{"text":" b"}]}]"#,
        );
        check("<p>$$<br />\nx = 1<br />\n$$</p>", r#"[{"math":{"tex":"x = 1"}}]"#);
        check(r"<p>\[ a &lt; b \]</p>", r#"[{"math":{"tex":"a < b"}}]"#);
        check("<p>$latex e=mc^2$</p>", r#"[{"paragraph":[{"math":{"tex":"e=mc^2"}}]}]"#);
        check("<p>[latex]e^{i\\pi}[/latex]</p>", r#"[{"paragraph":[{"math":{"tex":"e^{i\\pi}"}}]}]"#);
        words("<p>It costs $5 or $6, and $$$ is dear.</p>", "It costs $5 or $6, and $$$ is dear.");
    }

    #[test]
    fn rules_can_be_switched() {
        let with = |cleaning: Cleaning, html: &str| {
            let context = CleanContext { cleaning, ..CleanContext::default() };
            crate::model::words(&clean_blocks(html, &context).blocks).join(" ")
        };
        let kept = Cleaning::default().keep("shortcode-wrapper");
        assert_eq!(with(kept, "<p>[vc_row]a[/vc_row]</p>"), "[vc_row]a[/vc_row]");
        let dropped = Cleaning::default().drop("unknown-shortcodes");
        assert_eq!(with(dropped, "<p>a [tide x=”1″] [sic]</p>"), "a [sic]");
    }
}
