//! What editors write themselves, in CommonMark: to the model by way of HTML, so that it is cleaned as posts are.

use crate::html::{CleanContext, Cleaned, clean_blocks};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use std::collections::HashMap;

/// Text in CommonMark, with tables, strikethrough, task lists and footnotes as GitHub has them. HTML in it is cleaned by
/// the same rules as a post's; a block of metadata at its beginning (`---`) is nobody's to read.
pub fn commonmark_to_blocks(text: &str, context: &CleanContext) -> Cleaned {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut notes = Footnotes::default();
    let events: Vec<Event<'_>> =
        Parser::new_ext(text, options).filter_map(|event| notes.outside(event)).collect();
    let mut written = String::with_capacity(text.len() * 2);
    html::push_html(&mut written, events.into_iter());
    let mut context = context.clone();
    context.footnotes.extend(notes.bodies);
    clean_blocks(&written, &context)
}

/// Footnotes, taken out of the text: their marks and bodies become what WordPress makes of its own.
#[derive(Default)]
struct Footnotes<'a> {
    numbers: HashMap<CowStr<'a>, usize>,
    /// Names, and the HTML of the bodies.
    bodies: Vec<(String, String)>,
    open: Option<(CowStr<'a>, Vec<Event<'a>>)>,
}

impl<'a> Footnotes<'a> {
    /// The event as it stands in the text; `None` when it is a note's.
    fn outside(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        let event = match event {
            Event::FootnoteReference(name) => {
                let next = self.numbers.len() + 1;
                let number = *self.numbers.entry(name).or_insert(next);
                let mark = format!(
                    "<sup class=\"fn\" data-fn=\"note-{number}\"><a href=\"#note-{number}\">*</a></sup>"
                );
                Event::InlineHtml(mark.into())
            }
            other => other,
        };
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => self.open = Some((name, Vec::new())),
            Event::End(TagEnd::FootnoteDefinition) => {
                let (name, events) = self.open.take()?;
                let next = self.numbers.len() + 1;
                let number = *self.numbers.entry(name).or_insert(next);
                let mut body = String::new();
                html::push_html(&mut body, events.into_iter());
                self.bodies.push((format!("note-{number}"), body));
            }
            event => match &mut self.open {
                Some((_, events)) => events.push(event),
                None => return Some(event),
            },
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Inline, inlines_text};

    fn blocks(text: &str) -> Vec<Block> {
        commonmark_to_blocks(text, &CleanContext::default()).blocks
    }

    #[test]
    fn constructs_become_nodes() {
        let text = "---\ntitle: Not said\n---\n\n# From us\n\nTwo *beds* and ~~one~~ path.\n\n- [x] dug\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
        let made = blocks(text);
        assert!(
            matches!(&made[0], Block::Heading(heading) if inlines_text(&heading.content) == "From us"),
            "{made:?}"
        );
        assert!(
            matches!(&made[1], Block::Paragraph(words) if words.iter().any(|word| matches!(word, Inline::Emphasis(_))))
        );
        assert!(matches!(&made[2], Block::List(list) if list.items[0].checked == Some(true)), "{made:?}");
        assert!(matches!(&made[3], Block::Table(_)));
        assert_eq!(made.len(), 4);
    }

    #[test]
    fn footnotes_stand_where_they_are_marked() {
        let made = blocks("Beds[^a] and paths[^b].\n\n[^b]: Of gravel.\n\n[^a]: Raised *ones*.\n");
        let [Block::Paragraph(words)] = &made[..] else { panic!("{made:?}") };
        let notes = words.iter().filter_map(|word| match word {
            Inline::Note(note) => Some(crate::model::blocks_text(&note.body).trim().to_owned()),
            _ => None,
        });
        assert_eq!(notes.collect::<Vec<_>>(), ["Raised ones.", "Of gravel."]);
    }

    #[test]
    fn html_in_it_is_cleaned() {
        let cleaned = commonmark_to_blocks(
            "Seen <b onclick=\"x()\">by *all*</b>.\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))\n",
            &CleanContext::default(),
        );
        let text = format!("{:?}", cleaned.blocks);
        assert!(text.contains("Strong") && text.contains("Emphasis"), "{text}");
        assert!(!text.contains("alert") && !text.contains("onclick"), "{text}");
        assert!(!cleaned.report.rules.is_empty());
    }
}
