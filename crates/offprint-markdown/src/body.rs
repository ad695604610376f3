//! The blocks of a post to lines of Markdown.

use crate::{
    anchors::Anchors,
    code, figures, html,
    inline::{Setting, inlines_to_markdown},
    lines::Lines,
    links::Links,
    lists, mdx, notes,
    options::{Flavor, Formulas, Style},
    pipe_table, templates,
    tokens::Surroundings,
    without_html,
};
use offprint_core::html::{is_living, is_living_file};
use offprint_core::{Block, Details, Division, Heading, Inline, Note, Post, Quote};
use std::{borrow::Cow, cell::RefCell};

/// What the writers of a post's blocks share.
#[derive(Default)]
pub(crate) struct Body<'a> {
    pub(crate) style: Style,
    links: Option<&'a Links<'a>>,
    anchors: Anchors,
    /// What goes before the number of a note, to keep the posts of one file apart.
    pub(crate) label: &'a str,
    /// How many levels headings are moved down.
    shift: u8,
    /// The notes whose marks are written: label and blocks.
    pub(crate) notes: RefCell<Vec<(String, Vec<Block>)>>,
}

/// How a post stands in its file.
#[derive(Clone, Copy, Default)]
pub(crate) struct Standing<'a> {
    /// For whom it is written.
    pub(crate) style: Style,
    /// What is known of files around.
    pub(crate) links: Option<&'a Links<'a>>,
    /// What keeps the names and notes of this post apart from those of others in the file.
    pub(crate) label: Option<&'a str>,
    /// How many levels headings are moved down.
    pub(crate) shift: u8,
}

/// The text of a post, notes at the end.
pub(crate) fn post_to_text(post: &Post, standing: Standing<'_>) -> String {
    let anchors = Anchors::of(post, standing.label);
    let label = standing.label.unwrap_or_default();
    let (style, links, shift) = (standing.style, standing.links, standing.shift);
    let body = Body { style, links, anchors, label, shift, notes: RefCell::default() };
    let mut lines = Lines::new(style.separator());
    if style.no_html {
        blocks_to_lines(&mut lines, &without_html::blocks(&post.body, style), Flow::default(), &body);
    } else {
        blocks_to_lines(&mut lines, &post.body, Flow::default(), &body);
    }
    notes::notes_to_lines(&mut lines, &body);
    templates::defused(lines.finish(), style.flavor)
}

/// The title of a post as a heading, which bears this name.
pub(crate) fn title_to_heading(post: &Post, level: u8, id: Option<&str>, style: Style) -> String {
    let body = Body { style, ..Body::default() };
    let mut around = Around { body: &body, notes: false };
    let content = inlines_to_markdown(&post.title.value, Setting::Heading, &mut around);
    let (before, after) = named(id, style);
    templates::defused(format!("{} {before}{content}{after}\n", "#".repeat(usize::from(level))), style.flavor)
}

/// What gives a heading its name: before its text and behind it.
fn named(id: Option<&str>, style: Style) -> (String, String) {
    match id {
        Some(id) if style.flavor.names_headings() => (String::new(), format!(" {{#{id}}}")),
        Some(id) if !style.no_html => (format!("<a id=\"{}\"></a>", html::attribute(id)), String::new()),
        _ => (String::new(), String::new()),
    }
}

/// Some words of the edition as a heading.
pub(crate) fn words_to_heading(words: &str, level: usize, style: Style) -> String {
    let body = Body { style, ..Body::default() };
    let words = [Inline::Text(words.to_owned())];
    let mut around = Around { body: &body, notes: false };
    let content = inlines_to_markdown(&words, Setting::Heading, &mut around);
    templates::defused(format!("{} {content}\n", "#".repeat(level)), style.flavor)
}

/// Some words of a file's own, as a line.
pub(crate) fn words_to_line(words: &[Inline], style: Style) -> String {
    let body = Body { style, ..Body::default() };
    let text = inlines_to_markdown(words, Setting::Paragraph, &mut Around { body: &body, notes: false });
    templates::defused(text, style.flavor)
}

/// How blocks follow each other.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Flow {
    /// Without blank lines between them.
    pub(crate) tight: bool,
    /// Where the first paragraph stands, if that matters.
    pub(crate) first: Option<Setting>,
    /// A task's box, before the first paragraph.
    pub(crate) checkbox: Option<bool>,
    /// Whether a list takes the other kind of marker, to be told from the list before it.
    pub(crate) other_marker: bool,
}

/// Blocks, one below the other.
pub(crate) fn blocks_to_lines(lines: &mut Lines, blocks: &[Block], flow: Flow, body: &Body<'_>) {
    let mut flat = Vec::new();
    flatten(blocks, &mut flat);
    let mut flow = flow;
    if flow.checkbox.is_some()
        && !matches!(flat.first(), Some(Block::Paragraph(content)) if !is_blank(content))
    {
        let ticked = flow.checkbox.take() == Some(true);
        let empty = if body.style.no_html { "&nbsp;" } else { body.style.separator() };
        lines.line(&format!("{}{empty}", checkbox(ticked, body.style)));
    }
    let mut last: Option<&Block> = None;
    for block in flat {
        let (before, asked) = (lines.len(), lines.asked());
        if let Some(last) = last {
            if !flow.tight {
                lines.separate();
            }
            flow.other_marker &= matches!(block, Block::List(_));
            if lists::would_merge(last, block) {
                if body.style.no_html {
                    flow.other_marker = !flow.other_marker;
                } else {
                    lines.line(body.style.separator());
                    if !flow.tight {
                        lines.separate();
                    }
                }
            }
        }
        block_to_lines(lines, block, flow, body);
        if lines.len() > before {
            last = Some(block);
            flow.first = None;
            flow.checkbox = None;
        } else {
            lines.ask_again(asked);
        }
    }
}

/// Divisions that say nothing are looked through.
fn flatten<'b>(blocks: &'b [Block], flat: &mut Vec<&'b Block>) {
    for block in blocks {
        match block {
            Block::Division(Division { language: None, direction: None, blocks }) => flatten(blocks, flat),
            block => flat.push(block),
        }
    }
}

/// Whether nothing of this would be seen.
pub(crate) fn is_blank(content: &[Inline]) -> bool {
    inlines_to_markdown(content, Setting::Paragraph, &mut Around { body: &Body::default(), notes: true })
        .is_empty()
}

fn block_to_lines(lines: &mut Lines, block: &Block, flow: Flow, body: &Body<'_>) {
    match block {
        Block::Paragraph(content) => {
            let setting = flow.first.unwrap_or(Setting::Paragraph);
            paragraph(lines, content, setting, flow.checkbox, body);
        }
        Block::Verse(content) if body.style.no_html || body.inlines_want_markdown(content) => {
            paragraph(lines, content, Setting::Poem, None, body);
        }
        Block::Heading(heading) => heading_to_lines(lines, heading, body),
        Block::List(list) => lists::list_to_lines(lines, list, flow.other_marker, body),
        Block::Quote(quote) => quote_to_lines(lines, quote, body),
        Block::PullQuote(quote) if !flow.tight || body.wants_markdown(block) => {
            lines.line(&body.open_tag(PULL_QUOTE));
            lines.separate();
            quote_to_lines(lines, quote, body);
            lines.separate();
            lines.line("</figure>");
        }
        Block::Code(code) => code::code_to_lines(lines, code, body),
        Block::Preformatted(content) if body.inlines_want_markdown(content) => {
            paragraph(lines, &as_poem(content), Setting::Poem, None, body);
        }
        Block::Table(table) => pipe_table::table_to_lines(lines, table, flow.tight, body),
        Block::Figure(_) | Block::Gallery(_) | Block::Media(_) | Block::Embed(_) => {
            figures::figure_to_lines(lines, block, flow.tight, body);
        }
        Block::Details(details) if !flow.tight || body.wants_markdown(block) => {
            details_to_lines(lines, details, body);
        }
        Block::Division(division)
            if !flow.tight || html::want_markdown(&division.blocks, body.style.flavor) =>
        {
            let attributes = html::language_attributes(division.language.as_ref(), division.direction);
            lines.line(&body.open_tag(&format!("<div{attributes}>")));
            lines.separate();
            blocks_to_lines(lines, &division.blocks, Flow::default(), body);
            lines.separate();
            lines.line("</div>");
        }
        Block::Math(math) => match math.tex.as_deref().filter(|tex| !tex.trim().is_empty()) {
            Some(tex) => formula(lines, tex.trim_matches('\n'), body),
            None => block_to_html_lines(lines, block, body),
        },
        // After a paragraph, and after the marker of a list item, `---` is something else.
        Block::Rule => lines.line(if lines.in_item() { "___" } else { "---" }),
        Block::Definitions(_)
        | Block::PullQuote(_)
        | Block::Verse(_)
        | Block::Preformatted(_)
        | Block::Details(_)
        | Block::Division(_)
        | Block::PageBreak => {
            block_to_html_lines(lines, block, body);
        }
    }
}

/// A block as an HTML block.
pub(crate) fn block_to_html_lines(lines: &mut Lines, block: &Block, body: &Body<'_>) {
    let mut out = String::new();
    html::blocks_to_html(&mut out, std::slice::from_ref(block), body);
    lines.lines(body.html(&out).trim_end_matches('\n'));
}

fn paragraph(
    lines: &mut Lines,
    content: &[Inline],
    setting: Setting,
    checkbox: Option<bool>,
    body: &Body<'_>,
) {
    let text = body.markdown(content, setting);
    if text.is_empty() {
        return;
    }
    // A paragraph of tags alone would be no paragraph to MDX.
    let is_tags = |inline: &Inline| match inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Code(_) | Inline::Link(_) | Inline::Image(_) | Inline::Note(_) | Inline::Break => false,
        Inline::Emphasis(_) | Inline::Strong(_) | Inline::Strike(_) => false,
        _ => true,
    };
    if body.style.flavor == Flavor::Mdx && setting == Setting::Paragraph && content.iter().all(is_tags) {
        lines.lines(&format!("<p>{text}</p>"));
        return;
    }
    match checkbox {
        Some(ticked) => lines.lines(&format!("{}{text}", self::checkbox(ticked, body.style))),
        None => lines.lines(&text),
    }
}

/// The box of a task, a space behind it.
fn checkbox(ticked: bool, style: Style) -> &'static str {
    match (style.flavor.is_extended(), style.no_html, ticked) {
        (true, _, true) => "[x] ",
        (true, _, false) => "[ ] ",
        (false, true, true) => "☑ ",
        (false, true, false) => "☐ ",
        (false, false, true) => "<input type=\"checkbox\" checked disabled> ",
        (false, false, false) => "<input type=\"checkbox\" disabled> ",
    }
}

fn heading_to_lines(lines: &mut Lines, heading: &Heading, body: &Body<'_>) {
    let hashes = "#".repeat(usize::from(body.level(heading.level)));
    let mut text = body.markdown(&heading.content, Setting::Heading);
    let named = body.style.flavor.names_headings();
    if named
        && text.ends_with('}')
        && let Some(at) = text.rfind('{')
    {
        // Braces at the end would be the heading's attributes.
        text.replace_range(at..=at, "&#123;");
    }
    let (before, after) = self::named(body.anchor_id(heading).as_deref(), body.style);
    lines.line(format!("{hashes} {before}{text}{after}").trim_end());
}

fn quote_to_lines(lines: &mut Lines, quote: &Quote, body: &Body<'_>) {
    let container = lines.enter("> ", "> ");
    blocks_to_lines(lines, &quote.blocks, Flow { first: Some(Setting::Quotation), ..Flow::default() }, body);
    let cite = body.markdown(&quote.attribution, Setting::Citation);
    if !cite.is_empty() {
        lines.separate();
        lines.lines(&cite);
    }
    lines.leave(container);
}

/// Lines of preformatted text as lines of a poem.
fn as_poem(content: &[Inline]) -> Vec<Inline> {
    let mut poem = Vec::new();
    for inline in content {
        match inline {
            Inline::Text(text) => {
                for (number, line) in text.split('\n').enumerate() {
                    if number > 0 {
                        poem.push(Inline::Break);
                    }
                    if !line.is_empty() {
                        poem.push(Inline::Text(line.to_owned()));
                    }
                }
            }
            inline => poem.push(inline.clone()),
        }
    }
    poem
}

/// Mathematics between lines.
fn formula(lines: &mut Lines, tex: &str, body: &Body<'_>) {
    let tex = &templates::spaced(tex, body.style.flavor);
    let blank = tex.lines().any(|line| line.trim().is_empty());
    match body.style.flavor.formulas() {
        Formulas::Dollars | Formulas::Doubled if !blank && !tex.contains('$') => {
            lines.line("$$");
            lines.lines(tex);
            lines.line("$$");
        }
        _ => code::fenced(lines, "math", tex),
    }
}

/// What opens a pull quote.
pub(crate) const PULL_QUOTE: &str = "<figure class=\"wp-block-pullquote\">";

fn details_to_lines(lines: &mut Lines, details: &Details, body: &Body<'_>) {
    let mut summary = String::from("<summary>");
    html::phrase_to_html(&mut summary, &details.summary, body);
    summary.push_str("</summary>");
    let summary = body.html(&summary);
    lines.line(&body.open_tag(if details.open { "<details open>" } else { "<details>" }));
    lines.lines(&summary);
    lines.separate();
    blocks_to_lines(lines, &details.blocks, Flow::default(), body);
    lines.separate();
    lines.line("</details>");
}

impl Body<'_> {
    /// HTML as the flavor takes it.
    pub(crate) fn html<'h>(&self, html: &'h str) -> Cow<'h, str> {
        if self.style.flavor == Flavor::Mdx { Cow::Owned(mdx::from_html(html)) } else { Cow::Borrowed(html) }
    }

    /// The start tag of an element that has Markdown in it, marked for kramdown.
    pub(crate) fn open_tag<'h>(&self, tag: &'h str) -> Cow<'h, str> {
        match tag.strip_suffix('>').filter(|_| self.style.flavor == Flavor::Jekyll) {
            Some(tag) => Cow::Owned(format!("{tag} markdown=\"1\">")),
            None => self.html(tag),
        }
    }

    /// Whether a block holds what only Markdown can say.
    pub(crate) fn wants_markdown(&self, block: &Block) -> bool {
        html::want_markdown(std::slice::from_ref(block), self.style.flavor)
    }

    fn inlines_want_markdown(&self, content: &[Inline]) -> bool {
        html::inlines_want_markdown(content, self.style.flavor)
    }

    /// Running text as Markdown.
    pub(crate) fn markdown(&self, content: &[Inline], setting: Setting) -> String {
        inlines_to_markdown(content, setting, &mut Around { body: self, notes: true })
    }

    /// Markdown within an HTML block: between blank lines.
    pub(crate) fn island(&self, blocks: &[Block]) -> String {
        let mut lines = Lines::new(self.style.separator());
        blocks_to_lines(&mut lines, blocks, Flow::default(), self);
        format!("\n\n{}\n", lines.finish())
    }

    /// The level of a heading in the file.
    pub(crate) fn level(&self, level: u8) -> u8 {
        level.max(1).saturating_add(self.shift).min(6)
    }

    /// The name that a heading must carry.
    pub(crate) fn anchor_id(&self, heading: &Heading) -> Option<String> {
        self.anchors.id_of(heading).map(str::to_owned)
    }

    /// Where a link leads, in the file or out of it: nowhere, if it must not be followed.
    pub(crate) fn address_of<'u>(&self, url: &'u str) -> Cow<'u, str> {
        if !is_living(url) {
            return Cow::Borrowed("#");
        }
        match self.links.and_then(|links| links.address(url)) {
            Some(address) => Cow::Owned(address),
            None => self.anchors.address(url),
        }
    }

    /// Where a sound or a film is, or a picture of HTML.
    pub(crate) fn file_of<'u>(&self, url: &'u str) -> Cow<'u, str> {
        if !self.style.flavor.copies_pictures_alone() {
            return self.picture_of(url);
        }
        if !is_living_file(url) {
            return Cow::Borrowed("#");
        }
        match self.links.and_then(|links| links.renamed(url)) {
            Some(address) => Cow::Owned(address),
            None => Cow::Borrowed(url),
        }
    }

    /// Where a picture of Markdown is.
    pub(crate) fn picture_of<'u>(&self, url: &'u str) -> Cow<'u, str> {
        if !is_living_file(url) {
            return Cow::Borrowed("#");
        }
        match self.links.and_then(|links| links.picture(url)) {
            Some(address) => Cow::Owned(address),
            None => Cow::Borrowed(url),
        }
    }
}

/// What running text asks of the body.
pub(crate) struct Around<'b, 'a> {
    body: &'b Body<'a>,
    /// Whether notes are taken along; a title has none.
    notes: bool,
}

impl<'t> Surroundings<'t> for Around<'_, '_> {
    fn note(&mut self, note: &'t Note) -> String {
        if !self.notes {
            return String::new();
        }
        self.body.note(note)
    }

    fn address(&self, url: &'t str) -> Cow<'t, str> {
        self.body.address_of(url)
    }

    fn picture(&self, url: &'t str) -> Cow<'t, str> {
        self.body.picture_of(url)
    }

    fn wiki_name(&self, url: &str) -> Option<String> {
        self.body.links?.wiki_name(url)
    }

    fn style(&self) -> Style {
        self.body.style
    }
}
