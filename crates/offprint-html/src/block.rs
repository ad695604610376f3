//! What stands one below the other.

use crate::{
    options::{DetailsAs, Vocabulary},
    writer::Writer,
};
use offprint_core::{Block, Code, Details, Division, Heading, Inline, Quote, inlines_text};

impl<'a> Writer<'a> {
    pub(crate) fn blocks_to_html(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block_to_html(block);
        }
    }

    fn block_to_html(&mut self, block: &'a Block) {
        match block {
            Block::Paragraph(content) => self.paragraph_to_html(content),
            Block::Heading(heading) => self.heading_to_html(heading),
            Block::List(list) => self.list_to_html(list),
            Block::Definitions(groups) => self.definitions_to_html(groups),
            Block::Quote(quote) => self.quote_to_html(quote),
            Block::PullQuote(quote) => self.pull_quote_to_html(quote),
            Block::Verse(content) => self.verse_to_html(content),
            Block::Code(code) => self.code_to_html(code),
            Block::Preformatted(content) => self.preformatted_to_html(content),
            Block::Table(table) => self.table_to_html(table),
            Block::Figure(figure) => self.figure_to_html(figure),
            Block::Gallery(gallery) => self.gallery_to_html(gallery),
            Block::Media(media) => self.media_to_html(media),
            Block::Embed(embed) => self.embed_to_html(embed),
            Block::Details(details) => self.details_to_html(details),
            Block::Math(math) => {
                self.start("p");
                self.class("math");
                self.end();
                self.math_to_html(math);
                self.close_block("p");
            }
            Block::Rule => self.rule_to_html(""),
            Block::PageBreak => self.rule_to_html("page-break"),
            Block::Division(division) => self.division_to_html(division),
        }
    }

    pub(crate) fn paragraph_to_html(&mut self, content: &'a [Inline]) {
        if content.is_empty() {
            return;
        }
        self.open("p");
        self.inlines_to_html(content);
        self.close_block("p");
    }

    /// Text without an element when a single paragraph is all there is, else the blocks.
    pub(crate) fn cell_to_html(&mut self, blocks: &'a [Block]) {
        match blocks {
            [Block::Paragraph(content)] => self.inlines_to_html(content),
            [] => {}
            _ => {
                self.out.push('\n');
                self.blocks_to_html(blocks);
            }
        }
    }

    fn heading_to_html(&mut self, heading: &'a Heading) {
        if heading.content.is_empty() {
            return;
        }
        let level = heading.level.saturating_add(self.options.heading_shift).clamp(1, 6);
        let name = if self.in_header_cell { "p".to_owned() } else { format!("h{level}") };
        self.start(&name);
        if let Some(anchor) = &heading.anchor
            && self.anchors.contains(anchor)
        {
            let id = self.id_of(anchor);
            if self.ids.insert(id.clone()) {
                self.attribute("id", &id);
            }
        }
        self.end();
        self.inlines_to_html(&heading.content);
        self.close_block(&name);
    }

    fn quote_to_html(&mut self, quote: &'a Quote) {
        self.open("blockquote");
        self.out.push('\n');
        self.blocks_to_html(&quote.blocks);
        if !quote.attribution.is_empty() {
            let plain = self.in_header_cell || self.options.vocabulary == Vocabulary::Feeds;
            let name = if plain { "p" } else { "footer" };
            self.open(name);
            self.attribution_to_html(&quote.attribution);
            self.close_block(name);
        }
        self.close_block("blockquote");
    }

    fn pull_quote_to_html(&mut self, quote: &'a Quote) {
        self.start("figure");
        self.class("pull-quote");
        self.end();
        self.out.push('\n');
        self.open("blockquote");
        self.out.push('\n');
        self.blocks_to_html(&quote.blocks);
        self.close_block("blockquote");
        if !quote.attribution.is_empty() {
            self.open("figcaption");
            self.attribution_to_html(&quote.attribution);
            self.close_block("figcaption");
        }
        self.close_block("figure");
    }

    fn attribution_to_html(&mut self, attribution: &'a [Inline]) {
        // Many authors write the dash themselves.
        if !inlines_text(attribution).starts_with(['—', '–', '―', '-', '~', '‒']) {
            self.text("— ");
        }
        self.open("cite");
        self.inlines_to_html(attribution);
        self.close("cite");
    }

    fn verse_to_html(&mut self, content: &'a [Inline]) {
        if content.is_empty() {
            return;
        }
        self.start("p");
        self.class("verse");
        self.end();
        let around = self.verse.replace(true);
        self.inlines_to_html(content);
        self.verse = around;
        self.close_block("p");
    }

    fn code_to_html(&mut self, code: &Code) {
        self.open("pre");
        self.start("code");
        if let Some(language) = &code.language
            && self.options.classes
        {
            let name: String = language.split_whitespace().collect::<Vec<_>>().join("-");
            self.attribute("class", &format!("language-{name}"));
        }
        self.end();
        match self.options.surroundings.code(code) {
            Some(parts) => parts.iter().for_each(|(class, text)| self.code_part_to_html(*class, text)),
            None => self.text(&code.text),
        }
        self.close("code");
        self.close_block("pre");
    }

    fn code_part_to_html(&mut self, class: Option<&str>, text: &str) {
        let Some(class) = class else { return self.text(text) };
        self.start("span");
        self.attribute("class", class);
        self.end();
        self.text(text);
        self.close("span");
    }

    fn preformatted_to_html(&mut self, content: &'a [Inline]) {
        if content.is_empty() {
            return;
        }
        self.open("pre");
        // An HTML parser drops a newline right after the tag (HTML §13.1.2.5), an XML parser does not.
        let first = matches!(content.first(), Some(Inline::Text(text)) if text.starts_with(['\n', '\r']));
        if first && self.options.syntax == crate::Syntax::Html {
            self.out.push('\n');
        }
        self.inlines_to_html(content);
        self.close_block("pre");
    }

    fn details_to_html(&mut self, details: &'a Details) {
        if self.options.vocabulary == Vocabulary::Feeds {
            if !details.summary.is_empty() {
                self.open("p");
                self.open("strong");
                self.inlines_to_html(&details.summary);
                self.close("strong");
                self.close_block("p");
            }
            return self.blocks_to_html(&details.blocks);
        }
        self.start("details");
        if details.open || self.options.details == DetailsAs::Open {
            self.attribute("open", "");
        }
        self.end();
        self.out.push('\n');
        self.open("summary");
        if details.summary.is_empty() {
            self.text("…");
        }
        self.inlines_to_html(&details.summary);
        self.close_block("summary");
        self.blocks_to_html(&details.blocks);
        self.close_block("details");
    }

    fn rule_to_html(&mut self, class: &str) {
        self.start("hr");
        if !class.is_empty() {
            self.class(class);
        }
        self.end_void();
        self.out.push('\n');
    }

    fn division_to_html(&mut self, division: &'a Division) {
        if division.language.is_none() && division.direction.is_none() {
            return self.blocks_to_html(&division.blocks);
        }
        self.start("div");
        self.language(division.language.as_ref(), division.direction);
        self.end();
        self.out.push('\n');
        self.blocks_to_html(&division.blocks);
        self.close_block("div");
    }
}
