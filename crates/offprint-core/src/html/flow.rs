//! Blocks: what stands one below the other.

use super::arena::NodeId;
use super::cleaner::{Cleaner, is_anchor_in, is_block};
use super::notation::Piece;
use super::rules::{Action, local};
use super::{
    code, embeds, figures, inline_code, lines, lists, mathml, media, notes, paragraphs, tables, tidy, wraps,
};
use crate::model::{Block, Details, Division, Heading, Inline, Quote};

/// Blocks in the making: those that are done, and the line that is being filled.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    pub(super) line: Vec<Inline>,
    /// Inline elements that hold blocks: each line within them is wrapped in them.
    wraps: Vec<lines::Wrap>,
    /// Whether the line is that of a captioned picture.
    in_caption: bool,
    /// What of the form of its lines is kept.
    pub(super) kept: tidy::Kept,
}

impl Flow {
    /// Ends the line: its paragraphs, or figures where they hold nothing but pictures.
    pub(super) fn end_line(&mut self) {
        for line in paragraphs::paragraphs(std::mem::take(&mut self.line), self.kept) {
            match figures::pictures_alone(line, self.kept) {
                Ok(figures) => self.blocks.extend(figures.into_iter().map(Block::Figure)),
                Err(line) => self.blocks.push(Block::Paragraph(line)),
            }
        }
    }

    /// Ends the line and adds a block.
    pub(super) fn push(&mut self, block: Block) {
        self.end_line();
        self.blocks.push(block);
    }

    /// Adds to the line.
    pub(super) fn push_inline(&mut self, inline: Inline) {
        let wrapped = self.wraps.iter().rev().fold(inline, |inner, wrap| wrap.around(vec![inner]));
        self.line.push(wrapped);
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_line();
        self.blocks
    }
}

impl Cleaner<'_> {
    /// Blocks in the making, with none so far.
    pub(super) fn flow(&self) -> Flow {
        Flow { kept: self.kept(), ..Flow::default() }
    }

    /// The blocks under a node.
    pub(super) fn blocks_of(&mut self, node: NodeId) -> Vec<Block> {
        let mut flow = self.flow();
        self.flow_children(node, &mut flow);
        flow.finish()
    }

    /// The blocks that these nodes make.
    pub(super) fn blocks_of_nodes(&mut self, nodes: impl IntoIterator<Item = NodeId>) -> Vec<Block> {
        let mut flow = self.flow();
        let nodes: Vec<_> = nodes.into_iter().collect();
        let went = self.deeper(|cleaner| nodes.iter().for_each(|&node| cleaner.flow_node(node, &mut flow)));
        if went.is_none() {
            let texts = nodes.iter().map(|&node| Inline::Text(self.visible_text(node)));
            flow.line.extend(texts);
        }
        flow.finish()
    }

    /// Lets the children of a node follow one another in the flow.
    pub(super) fn flow_children(&mut self, node: NodeId, flow: &mut Flow) {
        let went = self.deeper(|cleaner| {
            let arena = cleaner.arena;
            for child in arena.children(node) {
                cleaner.flow_node(child, flow);
            }
        });
        if went.is_none() {
            let text = self.visible_text(node);
            flow.push_inline(Inline::Text(text));
        }
    }

    /// The children of a node as blocks of their own in the flow.
    pub(super) fn flow_section(&mut self, node: NodeId, flow: &mut Flow) {
        flow.end_line();
        self.flow_children(node, flow);
        flow.end_line();
    }

    fn flow_node(&mut self, node: NodeId, flow: &mut Flow) {
        if let Some(text) = self.arena.text(node).filter(|_| !self.notes.is_separator(node)) {
            self.flow_text(node, text, flow);
            return;
        }
        if let Some(comment) = self.arena.comment(node) {
            self.flow_comment(comment.trim(), flow);
            return;
        }
        if self.notes.is_mark(node) {
            let mut inlines = Vec::new();
            notes::mark(self, node, &mut inlines);
            inlines.into_iter().for_each(|inline| flow.push_inline(inline));
            return;
        }
        if self.is_told_elsewhere(node) {
            return;
        }
        match self.action(node) {
            Some((rule, Action::Drop)) => {
                // A task's box is read by the list.
                if !lists::is_task_box(self.arena, node) {
                    self.drop_node(rule, node);
                }
                return;
            }
            Some((rule, Action::Unwrap)) => {
                self.report.fired(rule, "");
                let block = is_block(self.arena.name(node));
                if block {
                    self.flow_section(node, flow);
                } else {
                    self.flow_children(node, flow);
                }
                return;
            }
            _ => {}
        }
        if is_block(self.arena.name(node)) || self.is_block_by_class(node) {
            self.flow_block_in_language(node, flow);
        } else if self.has_block(node) {
            self.flow_around_blocks(node, flow);
        } else if let Some(code) = inline_code::as_block(self, node).filter(|_| flow.wraps.is_empty()) {
            flow.push(Block::Code(code));
        } else {
            let mut inlines = Vec::new();
            lines::node_to_inlines(self, node, &mut inlines);
            inlines.into_iter().for_each(|inline| flow.push_inline(inline));
        }
    }

    /// The characters of a text node, or what stands in their place.
    fn flow_text(&mut self, node: NodeId, text: &str, flow: &mut Flow) {
        let Some(pieces) = self.notation.of(node).map(<[Piece]>::to_vec) else {
            flow.push_inline(Inline::Text(text.to_owned()));
            return;
        };
        for piece in pieces {
            match piece {
                Piece::Text(range) => flow.push_inline(Inline::Text(text[range].to_owned())),
                Piece::Gone(rule, words) => self.report.fired(rule, &words),
                Piece::Inline(inline) => flow.push_inline(inline),
                Piece::Block(block) => flow.push(block),
                Piece::CaptionBegins => {
                    flow.end_line();
                    flow.in_caption = true;
                }
                Piece::CaptionEnds => {
                    let line = std::mem::take(&mut flow.line);
                    if flow.in_caption
                        && let Some(figure) = figures::captioned(&line, flow.kept)
                    {
                        flow.push(Block::Figure(figure));
                    } else {
                        flow.line = line;
                    }
                    flow.in_caption = false;
                }
            }
        }
    }

    fn flow_comment(&mut self, comment: &str, flow: &mut Flow) {
        if comment == "nextpage" {
            flow.push(Block::PageBreak);
        } else if comment == "more" || comment.starts_with("more ") {
            self.report.fired(local::MORE, "");
        }
    }

    /// A `span.wp-block-math` and its like: inline by name, block by meaning.
    fn is_block_by_class(&self, node: NodeId) -> bool {
        let name = self.arena.name(node);
        mathml::is_display(self.arena, node)
            || (name == "a" && self.arena.has_class(node, "wp-block-button__link"))
            || self.arena.has_class(node, "schema-faq-question")
    }

    /// An inline element that holds blocks: its meaning is laid around each line within.
    fn flow_around_blocks(&mut self, node: NodeId, flow: &mut Flow) {
        match lines::Wrap::of(self, node) {
            Some(wrap) => {
                let is_link = wrap.is_link();
                let outer = self.in_link;
                self.in_link |= is_link;
                let before = flow.blocks.len();
                flow.wraps.push(wrap.clone());
                self.flow_children(node, flow);
                flow.wraps.pop();
                let kept = flow.kept;
                flow.blocks[before..].iter_mut().for_each(|block| wraps::around_block(block, &wrap, kept));
                self.in_link = outer;
            }
            None => self.flow_children(node, flow),
        }
    }

    fn flow_block_in_language(&mut self, node: NodeId, flow: &mut Flow) {
        let (language, direction) = self.stated_language(node);
        if language.is_none() && direction.is_none() {
            self.flow_block(node, flow);
            return;
        }
        let mut inner = Flow { wraps: flow.wraps.clone(), ..self.flow() };
        self.in_language(language.as_ref(), direction, |cleaner| cleaner.flow_block(node, &mut inner));
        let blocks = inner.finish();
        if !blocks.is_empty() {
            flow.push(Block::Division(Division { language, direction, blocks }));
        }
    }

    fn flow_block(&mut self, node: NodeId, flow: &mut Flow) {
        match self.arena.name(node) {
            _ if mathml::is_display(self.arena, node) => mathml::block(self, node, flow),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node, flow),
            "ul" | "ol" | "menu" | "dir" => lists::list(self, node, flow),
            "dl" => lists::definitions(self, node, flow),
            "blockquote" => self.quote(node, flow),
            "pre" | "xmp" | "listing" | "plaintext" => code::preformatted(self, node, flow),
            "table" => tables::table(self, node, Vec::new(), flow),
            "figure" => figures::figure(self, node, flow),
            "hr" => flow.push(Block::Rule),
            "details" => self.details(node, flow),
            "audio" | "video" => media::player(self, node, Vec::new(), flow),
            "iframe" | "lite-youtube" => embeds::frame(self, node, Vec::new(), flow),
            "math" => mathml::block(self, node, flow),
            "a" => self.button(node, flow),
            _ if self.arena.has_class(node, "schema-faq-question") => self.question(node, flow),
            "p" | "div" | "section" | "article" | "aside" | "li" => self.container(node, flow),
            _ => self.flow_section(node, flow),
        }
    }

    fn container(&mut self, node: NodeId, flow: &mut Flow) {
        let before = flow.blocks.len();
        if self.known_container(node, flow) {
            return;
        }
        let filled = !flow.line.is_empty();
        self.flow_section(node, flow);
        self.address_alone(before, flow);
        let empty = flow.blocks.len() == before && !filled;
        if self.arena.name(node) == "p" && empty && self.applies(local::EMPTY) {
            self.report.fired(local::EMPTY, "");
        }
    }

    /// A paragraph that is nothing but an address which WordPress would have asked how to show it.
    fn address_alone(&mut self, before: usize, flow: &mut Flow) {
        let [.., Block::Paragraph(line)] = flow.blocks.as_slice() else { return };
        if flow.blocks.len() == before + 1
            && let Some(embed) = embeds::address_alone(line)
        {
            self.report.fired(local::EMBED, &crate::model::inlines_text(line));
            flow.blocks.pop();
            flow.blocks.push(Block::Embed(embed));
        }
    }

    /// The same of lines that stand in no element of their own.
    pub(super) fn addresses_alone(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            if let Block::Paragraph(line) = block
                && let Some(embed) = embeds::address_alone(line)
            {
                self.report.fired(local::EMBED, &crate::model::inlines_text(line));
                *block = Block::Embed(embed);
            }
        }
    }

    /// Containers that their class gives a meaning.
    fn known_container(&mut self, node: NodeId, flow: &mut Flow) -> bool {
        let arena = self.arena;
        let has = |class: &str| arena.has_class(node, class);
        if has("wp-caption") || has("wp-block-image") && arena.find(node, "figure").is_none() {
            figures::figure(self, node, flow);
        } else if has("gallery") || has("tiled-gallery") {
            figures::gallery(self, node, flow);
        } else if has("wp-block-cover") {
            figures::cover(self, node, flow);
        } else if has("wp-block-file") {
            media::file(self, node, flow);
        } else if has("wp-video") || has("wp-audio-shortcode") {
            self.flow_section(node, flow);
        } else if has("wp-playlist") {
            media::playlist(self, node, flow);
        } else if has("wp-block-embed") || has("wp-block-embed__wrapper") {
            embeds::embed(self, node, Vec::new(), flow);
        } else if has("rll-youtube-player") {
            embeds::frame(self, node, Vec::new(), flow);
        } else if has("wp-block-math") && arena.find(node, "math").is_some() {
            mathml::block(self, node, flow);
        } else if has("crayon-syntax") {
            code::crayon(self, node, flow);
        } else if has("wp-block-accordion-heading") || has("wp-block-accordion-item__heading") {
            self.accordion_heading(node, flow);
        } else if has("wp-block-tabs") {
            self.tabs(node, flow);
        } else if has("wp-block-button") {
            self.button(node, flow);
        } else {
            return false;
        }
        true
    }

    fn heading(&mut self, node: NodeId, flow: &mut Flow) {
        let level = self.arena.name(node).as_bytes().get(1).map_or(2, |digit| digit.saturating_sub(b'0'));
        let marked = self.arena.descendants(node).find(|&inner| {
            is_anchor_in(self.arena, inner, node) && self.arena.attribute(inner, "id").is_some()
        });
        let id = self.arena.attribute(node, "id").or_else(|| self.arena.attribute(marked?, "id"));
        let toggle = self.arena.find_class(node, "wp-block-accordion-heading__toggle-title");
        if let Some(title) = toggle {
            self.drop_beside(title, node);
        }
        let content = tidy::line(lines::children_to_inlines(self, toggle.unwrap_or(node)), self.kept());
        if content.is_empty() && self.applies(local::EMPTY) {
            self.report.fired(local::EMPTY, "");
            return;
        }
        let (content, unwrapped) = if self.applies(local::HEADING_EMPHASIS) {
            tidy::without_whole_emphasis(content)
        } else {
            (content, false)
        };
        if unwrapped {
            self.report.fired(local::HEADING_EMPHASIS, "");
        }
        let alone =
            if self.kept().typing { Err(content) } else { figures::pictures_alone(content, self.kept()) };
        let content = match alone {
            Ok(figures) => {
                figures.into_iter().for_each(|figure| flow.push(Block::Figure(figure)));
                return;
            }
            Err(content) => content,
        };
        let anchor = id.and_then(|id| self.take_anchor(id));
        let level = level.clamp(1, 6);
        self.heading_level = Some(level);
        flow.push(Block::Heading(Heading { level, content, anchor }));
    }

    /// The question of a list of questions: a heading below the last one.
    fn question(&mut self, node: NodeId, flow: &mut Flow) {
        let content = tidy::line(lines::children_to_inlines(self, node), self.kept());
        let content = tidy::without_whole_emphasis(content).0;
        if !content.is_empty() {
            let level = self.heading_level.map_or(3, |level| (level + 1).min(6));
            flow.push(Block::Heading(Heading { level, content, anchor: None }));
        }
    }

    fn accordion_heading(&mut self, node: NodeId, flow: &mut Flow) {
        let arena = self.arena;
        let title = arena
            .find_class(node, "wp-block-accordion-heading__toggle-title")
            .or_else(|| arena.find(node, "button"))
            .unwrap_or(node);
        self.drop_beside(title, node);
        let content = tidy::line(lines::children_to_inlines(self, title), self.kept());
        if !content.is_empty() {
            flow.push(Block::Heading(Heading { level: 3, content, anchor: None }));
        }
    }

    /// Reports the words of a heading that are not in its title: the icon of a toggle.
    fn drop_beside(&mut self, title: NodeId, heading: NodeId) {
        let (all, own) = (self.visible_text(heading), self.visible_text(title));
        self.report.fired(local::TOGGLE, &all.replacen(&own, " ", 1));
    }

    /// Tabs: each label as a heading over its panel, in order.
    fn tabs(&mut self, node: NodeId, flow: &mut Flow) {
        let arena = self.arena;
        let is_label = |&inner: &NodeId| arena.attribute(inner, "role") == Some("tab");
        let panel_of = |label: NodeId| {
            let id = arena.attribute(label, "aria-controls")?;
            let panel = arena.descendants(node).find(|&inner| arena.attribute(inner, "id") == Some(id))?;
            Some((label, panel))
        };
        let labels: Vec<_> = arena.descendants(node).filter(is_label).collect();
        let panels: Vec<_> = labels.iter().filter_map(|&label| panel_of(label)).collect();
        if panels.is_empty() || panels.len() < labels.len() {
            self.flow_section(node, flow);
            return;
        }
        for (label, panel) in panels {
            let content = tidy::line(lines::children_to_inlines(self, label), self.kept());
            if !content.is_empty() {
                flow.push(Block::Heading(Heading { level: 3, content, anchor: None }));
            }
            self.flow_section(panel, flow);
        }
    }

    fn quote(&mut self, node: NodeId, flow: &mut Flow) {
        if embeds::is_embedded_quote(self.arena, node) {
            embeds::quoted(self, node, flow);
            return;
        }
        if let Some(quote) = self.quote_of(node) {
            flow.push(Block::Quote(quote));
        }
    }

    /// The quotation in a `blockquote`, its attribution apart; `None` when there is nothing in it.
    pub(super) fn quote_of(&mut self, node: NodeId) -> Option<Quote> {
        let arena = self.arena;
        let is_cite = |&child: &NodeId| {
            let only_cite = || {
                let mut inner =
                    arena.children(child).filter(|&n| arena.text(n).is_none_or(|t| !t.trim().is_empty()));
                inner.next().is_some_and(|n| arena.name(n) == "cite") && inner.next().is_none()
            };
            match arena.name(child) {
                "cite" => true,
                "footer" => arena.find(child, "cite").is_some(),
                "p" => only_cite(),
                _ => false,
            }
        };
        let children: Vec<_> = arena.children(node).collect();
        let cite = children.iter().copied().rev().find(is_cite);
        let mut blocks = self.blocks_of_nodes(children.into_iter().filter(|&child| Some(child) != cite));
        self.addresses_alone(&mut blocks);
        let attribution = cite.map_or_else(Vec::new, |cite| {
            let inner =
                if arena.name(cite) == "cite" { cite } else { arena.find(cite, "cite").unwrap_or(cite) };
            // A dash beside the `cite` of a `footer` is an ornament, other words are the author's.
            let around = arena.text_content(cite).replacen(&arena.text_content(inner), "", 1);
            let ornament = around.chars().all(|c| c.is_whitespace() || tidy::is_dash(c));
            let whole = if ornament { inner } else { cite };
            tidy::attribution(lines::children_to_inlines(self, whole), self.kept())
        });
        let filled = !blocks.is_empty() || !attribution.is_empty();
        (filled || !self.applies(local::EMPTY)).then_some(Quote { blocks, attribution })
    }

    fn details(&mut self, node: NodeId, flow: &mut Flow) {
        let arena = self.arena;
        let summary = arena.children(node).find(|&child| arena.name(child) == "summary");
        let title = summary.map_or_else(Vec::new, |summary| lines::children_to_inlines(self, summary));
        let rest: Vec<_> = arena.children(node).filter(|&child| Some(child) != summary).collect();
        let mut blocks = self.blocks_of_nodes(rest);
        self.addresses_alone(&mut blocks);
        let summary = tidy::line(title, self.kept());
        if !summary.is_empty() || !blocks.is_empty() {
            let open = arena.attribute(node, "open").is_some();
            flow.push(Block::Details(Details { summary, open, blocks }));
        }
    }

    /// A button is a paragraph with a link; without an address it is nothing.
    fn button(&mut self, node: NodeId, flow: &mut Flow) {
        let arena = self.arena;
        let link = if arena.name(node) == "a" { Some(node) } else { arena.find(node, "a") };
        let Some(link) = link.filter(|&link| arena.attribute(link, "href").is_some()) else {
            if self.applies(local::BUTTON) {
                self.drop_node(local::BUTTON, node);
            } else {
                self.flow_section(node, flow);
            }
            return;
        };
        flow.end_line();
        let mut line = Vec::new();
        lines::node_to_inlines(self, link, &mut line);
        line.into_iter().for_each(|inline| flow.push_inline(inline));
        flow.end_line();
    }
}
