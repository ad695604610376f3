//! Shortcodes of builders and plugins that are left in HTML, before it is parsed: decoded, converted or removed.
//!
//! What they become is HTML again, for the one parse there is; so nothing here needs to be trusted. Code is not
//! touched. Captions, players, code and formulas are found after the parse, by [`notation`](super::notation).

mod decode;
mod elements;
mod keys;
mod scan;
mod values;
mod words;

use super::cleaner::is_block;
use super::report::CleaningReport;
use super::rules::{Cleaning, local};
use crate::diagnostic::{Remark, codes};
use crate::shortcodes::syntax::Tag;
use crate::shortcodes::table::is_known_alone;
use crate::shortcodes::{Family, ShortcodeRule, family_of};
use scan::Scan;
use std::borrow::Cow;
use std::collections::HashMap;

/// Encoded HTML within encoded HTML.
const DEPTH: usize = 4;

/// HTML without the shortcodes that are recognized before the parse, and what became of them.
#[derive(Debug)]
pub(super) struct Converted<'a> {
    pub(super) html: Cow<'a, str>,
    pub(super) report: CleaningReport,
    pub(super) warnings: Vec<Remark>,
}

/// Converts the shortcodes of a text.
pub(super) fn convert<'a>(html: &'a str, cleaning: &Cleaning) -> Converted<'a> {
    let bytes = html.as_bytes();
    let mut converted =
        Converted { html: Cow::Borrowed(html), report: CleaningReport::default(), warnings: Vec::new() };
    if memchr::memchr(b'[', bytes).is_none() && memchr::memmem::find(bytes, b"%5B").is_none() {
        return converted;
    }
    let mut work = html.len().saturating_mul(16) + 100_000;
    if let Some(made) = Pass::run(html, cleaning, &mut converted, &mut work, 0) {
        converted.html = Cow::Owned(made);
    }
    converted
}

/// Something in the HTML that may have to change.
enum Found {
    /// A tag of a shortcode, and the index of its partner.
    Shortcode { start: usize, tag: Tag, partner: Option<usize> },
    /// A tag of an element with a shortcode among its values.
    Element { start: usize, end: usize },
}

impl Found {
    fn start(&self) -> usize {
        match self {
            Self::Shortcode { start, .. } | Self::Element { start, .. } => *start,
        }
    }
}

/// One pass over one text.
struct Pass<'p, 'a> {
    html: &'a str,
    cleaning: &'p Cleaning,
    report: &'p mut CleaningReport,
    warnings: &'p mut Vec<Remark>,
    work: &'p mut usize,
    depth: usize,
    out: String,
    /// All before this is in `out`.
    at: usize,
    /// Whether what follows is a block of its own.
    breaks: bool,
    /// Ends of elements that are written where a tag's partner is, by the partner's index.
    ends: HashMap<usize, &'static str>,
}

impl<'p, 'a> Pass<'p, 'a> {
    /// The text with its shortcodes converted; `None` when there is nothing to do.
    fn run(
        html: &'a str,
        cleaning: &'p Cleaning,
        into: &'p mut Converted<'_>,
        work: &'p mut usize,
        depth: usize,
    ) -> Option<String> {
        let found = Scan::new(html, cleaning, work).all();
        if found.is_empty() {
            return None;
        }
        let Converted { report, warnings, .. } = into;
        let out = String::with_capacity(html.len());
        let mut pass = Pass {
            html,
            cleaning,
            report,
            warnings,
            work,
            depth,
            out,
            at: 0,
            breaks: false,
            ends: HashMap::new(),
        };
        for index in 0..found.len() {
            pass.step(&found, index);
        }
        pass.copy_to(html.len());
        Some(pass.out)
    }

    fn step(&mut self, found: &[Found], index: usize) {
        let start = found[index].start();
        if start < self.at {
            return;
        }
        match &found[index] {
            Found::Element { end, .. } => {
                self.copy_to(start);
                let (element, unresolved) = elements::without_shortcodes(&self.html[start..*end]);
                self.out.push_str(&element);
                self.at = *end;
                if let Some(address) = unresolved {
                    self.report.fired(local::SHORTCODE_TAG, "");
                    let message =
                        format!("the address `{address}` needs a plugin of the site and was left out");
                    self.warn(Remark::new(codes::URL_UNRESOLVED, message));
                }
            }
            Found::Shortcode { tag, partner, .. } => {
                let partner = partner.and_then(|partner| match &found[partner] {
                    Found::Shortcode { start, tag, .. } => {
                        Some(Partner { index: partner, start: *start, tag })
                    }
                    Found::Element { .. } => None,
                });
                self.shortcode(start, tag, partner, index);
            }
        }
    }

    /// Whether this is in the middle of a sentence, where `[toc]` is a word.
    fn is_within_words(&self, start: usize, end: usize) -> bool {
        let before = self.html[..start].trim_end().chars().next_back();
        let after = self.html[end..].trim_start().chars().next();
        !matches!(before, None | Some('>' | ']')) && !matches!(after, None | Some('<' | '['))
    }

    fn shortcode(&mut self, start: usize, tag: &Tag, partner: Option<Partner<'_>>, index: usize) {
        let family = family_of(&tag.name);
        let counts = match family {
            Family::Unknown if tag.closes => partner.is_some() || tag.name.contains(['_', '-']),
            Family::Unknown => partner.is_some() || tag.is_unmistakable(),
            Family::Media | Family::Code | Family::CodeLines | Family::Latex => true,
            _ => {
                let address = tag.bare().is_some_and(|value| value.contains("://"));
                let alone = is_known_alone(&tag.name)
                    && (tag.name.contains('_') || !self.is_within_words(start, tag.end));
                partner.is_some() || tag.is_unmistakable() || address || alone || {
                    // `[vc_row full]`: no word has such a name.
                    !tag.attributes.is_empty() && tag.name.contains('_')
                }
            }
        };
        // What the user names is one, however it looks.
        if !counts && !self.cleaning.shortcodes().is_named(&tag.name) {
            return;
        }
        let (name, end) = (tag.name.as_str(), tag.end);
        match self.cleaning.shortcodes().rule_for(name) {
            Some(ShortcodeRule::Keep) => return,
            Some(ShortcodeRule::Drop) => {
                self.remove(
                    start,
                    partner.as_ref().filter(|_| !tag.closes).map_or(end, Partner::end),
                    local::SHORTCODE_CHOSEN,
                );
                return;
            }
            // Code stays code, whatever becomes of its tags.
            Some(ShortcodeRule::Unwrap)
                if !matches!(family, Family::Code | Family::CodeLines | Family::Latex) =>
            {
                // What only machines read goes with its tags.
                let whole = matches!(family, Family::Furniture | Family::Encoded) && !tag.closes;
                let end = partner.as_ref().filter(|_| whole).map_or(end, Partner::end);
                self.remove(start, end, local::SHORTCODE_CHOSEN);
                self.breaks |= !matches!(family, Family::Unknown | Family::Media);
                return;
            }
            _ => {}
        }
        match family {
            // Line breaks within a tag would keep it from being found as one.
            Family::Media if tag.has_markup && !tag.closes => {
                self.copy_to(start);
                self.out.push_str(&values::escaped(&written(tag)));
                self.at = end;
            }
            Family::Code | Family::CodeLines | Family::Latex | Family::Media => {}
            Family::Furniture if self.cleaning.applies(local::SHORTCODE_DROP) => {
                // Between tags whose name is a word there may be text of the author's.
                let whole = !tag.closes && tag.name.contains(['_', '-']);
                let end = partner.as_ref().filter(|_| whole).map_or(end, Partner::end);
                self.remove(start, end, local::SHORTCODE_DROP);
            }
            Family::Encoded if self.cleaning.applies(local::SHORTCODE_ENCODED) => {
                self.encoded(start, tag, partner.as_ref());
            }
            Family::Layout if self.cleaning.applies(local::SHORTCODE_TAG) => {
                self.remove(start, end, local::SHORTCODE_TAG);
                self.breaks = true;
                if name == "et_pb_line_break_holder" || name == "et_pb_br_holder" {
                    self.remove_comment_marks();
                }
            }
            Family::Unknown => self.unknown(start, tag, partner, index),
            Family::Furniture | Family::Encoded | Family::Layout => {}
            _ if self.cleaning.applies(local::SHORTCODE_TAG) => {
                self.element(start, tag, family, partner, index);
            }
            _ => {}
        }
    }

    /// A shortcode that is not in the table.
    fn unknown(&mut self, start: usize, tag: &Tag, partner: Option<Partner<'_>>, index: usize) {
        if partner.is_some() || tag.closes {
            if !self.cleaning.applies(local::SHORTCODE_PAIR) {
                return;
            }
            if tag.closes {
                self.copy_to(start);
                let end = self.ends.remove(&index).unwrap_or_default();
                self.out.push_str(end);
                self.skip(start, tag.end, local::SHORTCODE_PAIR);
                return;
            }
            self.inline(start, tag, partner, local::SHORTCODE_PAIR);
        } else if self.cleaning.wants(local::SHORTCODE_ALONE) {
            self.remove(start, tag.end, local::SHORTCODE_ALONE);
        } else if self.cleaning.applies(local::SHORTCODE_WORDS) {
            self.inline(start, tag, None, local::SHORTCODE_WORDS);
            let message = format!(
                "the shortcode `[{}]` is not known: its words and links stay, the rest is in the report",
                tag.name
            );
            self.warn(Remark::new(codes::SHORTCODE_UNKNOWN, message));
        } else {
            let message = format!("the shortcode `[{}]` is not known and stays as text", tag.name);
            self.warn(Remark::new(codes::SHORTCODE_UNKNOWN, message));
        }
    }

    /// Words and links within the line; on lines of their own when nothing else is there.
    fn inline(&mut self, start: usize, tag: &Tag, partner: Option<Partner<'_>>, rule: &'static str) {
        self.copy_to(start);
        let inner = partner.as_ref().map(|partner| &self.html[tag.end..partner.start]);
        let own = words::Own::of(tag, Family::Unknown, inner);
        let alone = begins_block(&self.out) && ends_block(&self.html[tag.end..]);
        let mut parts = Vec::new();
        parts.extend(own.picture.clone());
        parts.extend(own.words.iter().map(words::Word::html));
        if !parts.is_empty() {
            self.begin_line();
            let spaced = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == '>');
            if !spaced(self.out.chars().next_back()) && !self.out.ends_with(['(', '“', '‘', '«']) {
                self.out.push(' ');
            }
            self.out.push_str(&parts.join(if alone { "<br>" } else { " " }));
            if inner.is_some_and(|inner| !inner.trim().is_empty()) {
                self.out.push_str(if alone { "<br>" } else { " " });
            } else if self.html[tag.end..].starts_with(char::is_alphanumeric) {
                self.out.push(' ');
            }
        }
        if let (Some(link), Some(partner)) = (own.link_around, partner) {
            self.out.push_str(&link);
            self.ends.insert(partner.index, "</a>");
        }
        self.skip(start, tag.end, rule);
    }

    /// An element of a builder: blocks of its own.
    fn element(
        &mut self,
        start: usize,
        tag: &Tag,
        family: Family,
        partner: Option<Partner<'_>>,
        index: usize,
    ) {
        self.copy_to(start);
        if tag.closes {
            let end = self.ends.remove(&index).unwrap_or_default();
            self.out.push_str(end);
            self.skip(start, tag.end, local::SHORTCODE_TAG);
            self.breaks = true;
            return;
        }
        let inner = partner.as_ref().map(|partner| &self.html[tag.end..partner.start]);
        let own = words::Own::of(tag, family, inner);
        self.out.push_str(&own.blocks());
        let mut end = tag.end;
        if let Some(partner) = partner {
            if own.takes_inner {
                // The address between the tags is the picture's.
                end = partner.end();
            } else if let Some((begin, close)) = own.around() {
                self.begin_line();
                self.out.push_str(&begin);
                self.ends.insert(partner.index, close);
            }
        }
        self.skip(start, end, local::SHORTCODE_TAG);
        self.breaks = self.ends.is_empty() || self.breaks;
        if own.begins_inner() {
            self.breaks = false;
        }
    }

    /// HTML in base64.
    fn encoded(&mut self, start: usize, tag: &Tag, partner: Option<&Partner<'_>>) {
        if tag.closes {
            self.remove(start, tag.end, local::SHORTCODE_ENCODED);
            return;
        }
        let rest = &self.html[tag.end..];
        let (inner, end) = match partner {
            Some(partner) => (&self.html[tag.end..partner.start], partner.end()),
            // The end was cut off.
            None => {
                let length =
                    rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '[')).unwrap_or(rest.len());
                let length = if decode::is_one_word(&rest[..length]) { length } else { 0 };
                (&rest[..length], tag.end + length)
            }
        };
        if tag.name == "vc_raw_js" {
            self.remove(start, end, local::SHORTCODE_ENCODED);
            return;
        }
        match decode::html_of(inner) {
            decode::Decoded::Html(html) if self.depth < DEPTH => {
                self.copy_to(start);
                let mut inner = Converted {
                    html: Cow::Borrowed(""),
                    report: CleaningReport::default(),
                    warnings: Vec::new(),
                };
                let made = Pass::run(&html, self.cleaning, &mut inner, self.work, self.depth + 1);
                self.report.absorb(inner.report);
                inner.warnings.into_iter().for_each(|warning| self.warn(warning));
                self.out.push_str("<div>");
                self.out.push_str(&made.unwrap_or(html));
                self.out.push_str("</div>");
                self.skip(start, end, local::SHORTCODE_ENCODED);
                self.breaks = true;
            }
            decode::Decoded::Plain => {
                // What is between the tags is text that anybody can read.
                self.remove(start, tag.end, local::SHORTCODE_ENCODED);
                self.breaks = true;
            }
            decode::Decoded::Html(_) | decode::Decoded::Broken => {
                self.remove(start, end, local::SHORTCODE_ENCODED);
                let message = format!("what `[{}]` holds cannot be decoded and was left out", tag.name);
                self.warn(Remark::new(codes::SHORTCODE_UNDECODABLE, message));
            }
        }
    }

    /// Copies what is before this.
    fn copy_to(&mut self, end: usize) {
        let text = &self.html[self.at.min(end)..end];
        self.at = self.at.max(end);
        let shown = text.trim_start();
        if self.breaks && !shown.is_empty() {
            if !(shown.starts_with('<') && is_block(&tag_name_of(shown))) {
                self.begin_line();
            }
            self.breaks = false;
        }
        self.out.push_str(text);
    }

    /// What follows is a line of its own, if it must be.
    fn begin_line(&mut self) {
        if self.breaks && !begins_block(&self.out) {
            self.out.push_str("<div></div>");
        }
        self.breaks = false;
    }

    /// Copies what is before, and leaves this out but for the tags of elements in it.
    fn remove(&mut self, start: usize, end: usize, rule: &'static str) {
        self.copy_to(start);
        self.out.push_str(&elements::structure_of(&self.html[start..end]));
        self.skip(start, end, rule);
    }

    /// Goes past this, and reports its words.
    fn skip(&mut self, start: usize, end: usize, rule: &'static str) {
        self.report.fired(rule, &decode::shortened(&values::text_of(&self.html[start..end])));
        self.at = end;
    }

    /// Divi's line ends in code are comments that typography made text: `<!– [et_pb_line_break_holder] –>`.
    fn remove_comment_marks(&mut self) {
        const BEGINS: [&str; 4] = ["&lt;!&#8211;", "&lt;!–", "&lt;!--", "<!–"];
        const ENDS: [&str; 5] = ["&#8211;&gt;", "–&gt;", "--&gt;", "–>", "&#8211;>"];
        let before = self.out.trim_end();
        if let Some(mark) = BEGINS.iter().find(|mark| before.ends_with(**mark)) {
            let length = before.len() - mark.len();
            self.out.truncate(length);
            let rest = &self.html[self.at..];
            let after = rest.trim_start();
            if let Some(mark) = ENDS.iter().find(|mark| after.starts_with(**mark)) {
                self.at += rest.len() - after.len() + mark.len();
            }
        }
    }

    fn warn(&mut self, warning: Remark) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}

/// The other tag of a pair.
struct Partner<'f> {
    index: usize,
    start: usize,
    tag: &'f Tag,
}

impl Partner<'_> {
    fn end(&self) -> usize {
        self.tag.end
    }
}

/// A tag as it would be typed on one line.
fn written(tag: &Tag) -> String {
    let mut text = format!("[{}", tag.name);
    for found in &tag.attributes {
        let value = found.value.split_whitespace().collect::<Vec<_>>().join(" ");
        let quote = if value.contains('"') { '\'' } else { '"' };
        let key = if found.key.is_empty() { String::new() } else { format!("{}=", found.key) };
        text.push_str(&format!(" {key}{quote}{value}{quote}"));
    }
    text.push_str(if tag.closed { " /]" } else { "]" });
    text
}

/// Whether a block begins behind this.
fn begins_block(before: &str) -> bool {
    let before = before.trim_end();
    if before.is_empty() {
        return true;
    }
    let tag = before.ends_with('>').then(|| before.rfind('<')).flatten();
    tag.is_some_and(|tag| is_block(&tag_name_of(&before[tag..])) || before[tag..].starts_with("<br"))
}

/// Whether a block ends before this.
fn ends_block(after: &str) -> bool {
    let after = after.trim_start();
    after.is_empty() || after.starts_with('<') && (is_block(&tag_name_of(after)) || after.starts_with("<br"))
}

/// The name of the tag that begins here, in lower case.
fn tag_name_of(tag: &str) -> String {
    let tag = tag.trim_start_matches(['<', '/']);
    let end = tag.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(tag.len());
    tag[..end].to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
