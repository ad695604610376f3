//! The blocks of a post to lines of Markdown.

use crate::{
    anchors::Anchors,
    destination::back_quote_runs,
    figures, html,
    inline::{Setting, inlines_to_markdown},
    lines::Lines,
    lists, pipe_table,
    tokens::Surroundings,
};
use offprint_core::{Block, Code, Details, Division, Heading, Inline, Note, Post, Quote};
use std::{borrow::Cow, cell::RefCell};

/// What the writers of a post's blocks share.
#[derive(Debug, Default)]
pub(crate) struct Body<'a> {
    anchors: Anchors,
    /// What goes before the number of a note, to keep the posts of one file apart.
    label: &'a str,
    /// How many levels headings are moved down.
    shift: u8,
    /// The notes whose marks are written: label and blocks.
    notes: RefCell<Vec<(String, Vec<Block>)>>,
}

/// How a post stands in its file.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Standing<'a> {
    /// What keeps the names and notes of this post apart from those of others in the file.
    pub(crate) label: Option<&'a str>,
    /// How many levels headings are moved down.
    pub(crate) shift: u8,
}

/// The text of a post, notes at the end.
pub(crate) fn post_to_text(post: &Post, standing: Standing<'_>) -> String {
    let anchors = Anchors::of(post, standing.label);
    let label = standing.label.unwrap_or_default();
    let body = Body { anchors, label, shift: standing.shift, notes: RefCell::default() };
    let mut lines = Lines::default();
    blocks_to_lines(&mut lines, &post.body, Flow::default(), &body);
    let mut done = 0;
    loop {
        // A note may hold notes.
        let Some((label, blocks)) = body.notes.borrow().get(done).cloned() else { break };
        done += 1;
        lines.separate();
        let note = lines.enter(&format!("[^{label}]: "), "    ");
        blocks_to_lines(&mut lines, &blocks, Flow::default(), &body);
        lines.leave(note);
    }
    lines.finish()
}

/// The title of a post as a heading.
pub(crate) fn title_to_heading(post: &Post, level: u8) -> String {
    let body = Body::default();
    let mut around = Around { body: &body, notes: false };
    let content = inlines_to_markdown(&post.title.value, Setting::Heading, &mut around);
    format!("{} {content}\n", "#".repeat(usize::from(level)))
}

/// Some words of the edition as a heading.
pub(crate) fn words_to_heading(words: &str) -> String {
    let body = Body::default();
    let words = [Inline::Text(words.to_owned())];
    let mut around = Around { body: &body, notes: false };
    format!("# {}\n", inlines_to_markdown(&words, Setting::Heading, &mut around))
}

/// Some words of a file's own, as a line.
pub(crate) fn words_to_line(words: &[Inline]) -> String {
    inlines_to_markdown(words, Setting::Paragraph, &mut Around { body: &Body::default(), notes: false })
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
        lines.line(if ticked { "[x] <!-- -->" } else { "[ ] <!-- -->" });
    }
    let mut last: Option<&Block> = None;
    for block in flat {
        let before = lines.len();
        if let Some(last) = last {
            if !flow.tight {
                lines.separate();
            }
            if lists::would_merge(last, block) {
                lines.line("<!-- -->");
                if !flow.tight {
                    lines.separate();
                }
            }
        }
        block_to_lines(lines, block, flow, body);
        if lines.len() > before {
            last = Some(block);
            flow.first = None;
            flow.checkbox = None;
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
fn is_blank(content: &[Inline]) -> bool {
    inlines_to_markdown(content, Setting::Paragraph, &mut Around { body: &Body::default(), notes: true })
        .is_empty()
}

fn block_to_lines(lines: &mut Lines, block: &Block, flow: Flow, body: &Body<'_>) {
    match block {
        Block::Paragraph(content) => {
            let setting = flow.first.unwrap_or(Setting::Paragraph);
            paragraph(lines, content, setting, flow.checkbox, body);
        }
        Block::Verse(content) => paragraph(lines, content, Setting::Poem, None, body),
        Block::Heading(heading) => heading_to_lines(lines, heading, body),
        Block::List(list) => lists::list_to_lines(lines, list, body),
        Block::Quote(quote) | Block::PullQuote(quote) => quote_to_lines(lines, quote, body),
        Block::Code(code) => code_to_lines(lines, code, body),
        Block::Preformatted(content) if html::inlines_want_markdown(content) => {
            paragraph(lines, &as_poem(content), Setting::Poem, None, body);
        }
        Block::Table(table) => pipe_table::table_to_lines(lines, table, flow.tight, body),
        Block::Figure(_) | Block::Gallery(_) | Block::Media(_) | Block::Embed(_) => {
            figures::figure_to_lines(lines, block, flow.tight, body);
        }
        Block::Details(details) if !flow.tight || html::want_markdown(std::slice::from_ref(block)) => {
            details_to_lines(lines, details, body);
        }
        Block::Division(division) if !flow.tight || html::want_markdown(&division.blocks) => {
            let attributes = html::language_attributes(division.language.as_ref(), division.direction);
            lines.line(&format!("<div{attributes}>"));
            lines.separate();
            blocks_to_lines(lines, &division.blocks, Flow::default(), body);
            lines.separate();
            lines.line("</div>");
        }
        Block::Math(math) => match math.tex.as_deref().filter(|tex| !tex.trim().is_empty()) {
            Some(tex) => fenced(lines, "math", tex.trim_matches('\n')),
            None => block_to_html_lines(lines, block, body),
        },
        // After a paragraph, and after the marker of a list item, `---` is something else.
        Block::Rule => lines.line(if lines.in_item() { "___" } else { "---" }),
        Block::Definitions(_)
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
    lines.lines(out.trim_end_matches('\n'));
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
    match checkbox {
        Some(true) => lines.lines(&format!("[x] {text}")),
        Some(false) => lines.lines(&format!("[ ] {text}")),
        None => lines.lines(&text),
    }
}

fn heading_to_lines(lines: &mut Lines, heading: &Heading, body: &Body<'_>) {
    let hashes = "#".repeat(usize::from(body.level(heading.level)));
    let text = body.markdown(&heading.content, Setting::Heading);
    let anchor = body.anchor_id(heading).map(|id| format!("<a id=\"{}\"></a>", html::attribute(&id)));
    lines.line(format!("{hashes} {}{text}", anchor.unwrap_or_default()).trim_end());
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

fn code_to_lines(lines: &mut Lines, code: &Code, body: &Body<'_>) {
    let language = code.language.as_deref().unwrap_or_default();
    if language == "math" {
        // A fence of this name is mathematics.
        block_to_html_lines(lines, &Block::Code(code.clone()), body);
        return;
    }
    fenced(lines, language, &code.text);
}

/// A fence longer than any within.
fn fenced(lines: &mut Lines, language: &str, text: &str) {
    let longest = back_quote_runs(text).into_iter().max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let mut info = String::new();
    for c in language.chars() {
        match c {
            c if c.is_whitespace() || c.is_control() || c == '`' => info.push('-'),
            '\\' => info.push_str("\\\\"),
            '&' => info.push_str("&amp;"),
            c => info.push(c),
        }
    }
    lines.line(&format!("{fence}{info}"));
    if !text.is_empty() {
        lines.lines(&text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}"));
    }
    lines.line(&fence);
}

fn details_to_lines(lines: &mut Lines, details: &Details, body: &Body<'_>) {
    let mut summary = String::from("<summary>");
    html::phrase_to_html(&mut summary, &details.summary, body);
    summary.push_str("</summary>");
    lines.line(if details.open { "<details open>" } else { "<details>" });
    lines.lines(&summary);
    lines.separate();
    blocks_to_lines(lines, &details.blocks, Flow::default(), body);
    lines.separate();
    lines.line("</details>");
}

impl Body<'_> {
    /// Running text as Markdown.
    pub(crate) fn markdown(&self, content: &[Inline], setting: Setting) -> String {
        inlines_to_markdown(content, setting, &mut Around { body: self, notes: true })
    }

    /// Markdown within an HTML block: between blank lines.
    pub(crate) fn island(&self, blocks: &[Block]) -> String {
        let mut lines = Lines::default();
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

    /// Where a link leads, in the file.
    pub(crate) fn address_of<'u>(&self, url: &'u str) -> Cow<'u, str> {
        self.anchors.address(url)
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
        let separator = if self.body.label.is_empty() { "" } else { "-" };
        let label = format!("{}{separator}{}", self.body.label, note.number);
        let mut notes = self.body.notes.borrow_mut();
        if !notes.iter().any(|(known, _)| *known == label) {
            notes.push((label.clone(), note.body.clone()));
        }
        format!("[^{label}]")
    }

    fn address(&self, url: &'t str) -> Cow<'t, str> {
        self.body.address_of(url)
    }
}
