//! The state of one walk over one post's HTML.

use super::arena::{Arena, NodeId};
use super::bounds::within_bounds;
use super::notes::{self, Notes};
use super::report::CleaningReport;
use super::rules::{self, Action, Cleaning, local};
use super::tidy::Kept;
pub(super) use super::visible::is_block;
use super::visible::visible_text;
use super::{custom, lines, mathml, notation::Notation, own_title, shortcodes, tidy};
use crate::diagnostic::{Remark, codes};
use crate::invisible::{without_controls, without_tricks};
use crate::model::{Block, Direction, Inline, Language, anchors_of_headings};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use url::Url;

/// Blocks and inlines are kept to this depth; what is nested deeper keeps its words alone.
pub(super) const MAX_DEPTH: usize = 100;

/// What the walk must know of the post around the HTML.
#[derive(Debug, Clone, Default)]
pub struct CleanContext {
    /// The URL that relative ones are resolved against: the post's own, else the site's. Without it they stay relative.
    pub base: Option<Url>,
    /// Whether `base` is only the site's URL, so that a fragment without its target (`#part`) stays one.
    pub base_is_site: bool,
    /// The post's title, so that a heading that repeats it at the beginning is found.
    pub title: Option<String>,
    /// The post's language, if known.
    pub language: Option<Language>,
    /// The post's direction, where it is not the language's.
    pub direction: Option<Direction>,
    /// The footnotes of the `footnotes` meta field: their ids and HTML.
    pub footnotes: Vec<(String, String)>,
    /// The rules that are switched on or off.
    pub cleaning: Cleaning,
}

/// What became of a post's HTML.
#[derive(Debug, Clone, Default)]
pub struct Cleaned {
    /// The model.
    pub blocks: Vec<Block>,
    /// What went, by rule.
    pub report: CleaningReport,
    /// What there is to say to the author, each once.
    pub warnings: Vec<Remark>,
}

/// A post's body.
pub fn clean_blocks(html: &str, context: &CleanContext) -> Cleaned {
    let html = without_controls(html);
    let converted = shortcodes::convert(&html, &context.cleaning);
    let (html, cut) = within_bounds(&converted.html);
    let mut arena = Arena::parse(&html);
    let custom = custom::apply(&mut arena, &context.cleaning);
    let notation = Notation::find(&arena, context.base.as_ref(), &context.cleaning);
    let mut anchors = heading_anchors(&arena);
    loop {
        let mut cleaner = Cleaner::new(&arena, context, &notation, anchors);
        cleaner.report.absorb(converted.report.clone());
        cleaner.report.absorb(custom.clone());
        converted.warnings.iter().for_each(|warning| cleaner.repeat(warning.clone()));
        if cut {
            cleaner.report.fired(local::BOUNDS, "");
            let message = "markup is nested too deep or has too many attributes: some tags were taken out";
            cleaner.warn(codes::MARKUP_TOO_COMPLEX, message.to_owned());
        }
        let blocks = cleaner.body();
        let found = anchors_of_headings(&blocks);
        // An anchor that went with its heading must not be linked to: walk again without it.
        if cleaner.anchors.values().all(|anchor| found.contains(anchor.as_str())) {
            return Cleaned { blocks, report: cleaner.report, warnings: cleaner.warnings };
        }
        anchors = cleaner.anchors;
        anchors.retain(|_, anchor| found.contains(anchor.as_str()));
    }
}

/// A title or a name: without invisible characters that change what is read.
pub fn clean_inlines(html: &str, context: &CleanContext) -> (Vec<Inline>, CleaningReport) {
    let html = without_controls(html);
    let converted = shortcodes::convert(&html, &context.cleaning);
    let mut arena = Arena::parse(&within_bounds(&converted.html).0);
    let custom = custom::apply(&mut arena, &context.cleaning);
    let notation = Notation::find(&arena, context.base.as_ref(), &context.cleaning);
    let mut cleaner = Cleaner::new(&arena, context, &notation, HashMap::new());
    cleaner.report.absorb(converted.report);
    cleaner.report.absorb(custom);
    let mut line = lines::children_to_inlines(&mut cleaner, arena.root());
    tidy::each_text(&mut line, &mut |text| {
        if let Cow::Owned(plain) = without_tricks(text) {
            *text = plain;
        }
    });
    (tidy::line(line, cleaner.kept()), cleaner.report)
}

/// One walk.
pub(super) struct Cleaner<'a> {
    pub(super) arena: &'a Arena,
    pub(super) context: &'a CleanContext,
    pub(super) report: CleaningReport,
    pub(super) warnings: Vec<Remark>,
    pub(super) notes: Notes,
    /// Links that lead back from notes.
    pub(super) ways_back: HashSet<NodeId>,
    /// Text nodes that show something else than their characters.
    pub(super) notation: &'a Notation,
    /// The level of the last heading.
    pub(super) heading_level: Option<u8>,
    /// Headings' ids as written, and the anchors that they become.
    pub(super) anchors: HashMap<String, String>,
    used_anchors: HashSet<String>,
    has_block: HashSet<NodeId>,
    pub(super) depth: usize,
    pub(super) in_link: bool,
    /// Whether white space is kept as it is, as in `pre`.
    pub(super) keeps_space: bool,
    pub(super) language: Option<Language>,
    pub(super) direction: Direction,
}

impl<'a> Cleaner<'a> {
    fn new(
        arena: &'a Arena,
        context: &'a CleanContext,
        notation: &'a Notation,
        anchors: HashMap<String, String>,
    ) -> Self {
        Self {
            arena,
            context,
            report: CleaningReport::default(),
            warnings: Vec::new(),
            notes: Notes::find(arena, &context.footnotes),
            ways_back: HashSet::new(),
            notation,
            heading_level: None,
            anchors,
            used_anchors: HashSet::new(),
            has_block: elements_with_blocks(arena),
            depth: 0,
            in_link: false,
            keeps_space: false,
            language: context.language.clone(),
            direction: context
                .direction
                .or_else(|| context.language.as_ref().map(Language::direction))
                .unwrap_or_default(),
        }
    }

    fn body(&mut self) -> Vec<Block> {
        let mut blocks = self.blocks_of(self.arena.root());
        self.addresses_alone(&mut blocks);
        let mut blocks = tidy::body(blocks, &mut self.report, &self.context.cleaning);
        if self.applies(local::OWN_TITLE)
            && let Some(title) = &self.context.title
        {
            let page = self.page().map(Url::as_str);
            own_title::drop_repeated(&mut blocks, title, page, &mut self.report);
        }
        blocks
    }

    /// This inline, or its text alone when it is a link within another one.
    pub(super) fn outside_links(&self, inline: Inline) -> Inline {
        match inline {
            Inline::Link(mut link) if self.in_link && link.content.len() == 1 => link.content.remove(0),
            inline => inline,
        }
    }

    pub(super) fn base(&self) -> Option<&'a Url> {
        self.context.base.as_ref()
    }

    /// The post's own URL, if it is known.
    pub(super) fn page(&self) -> Option<&'a Url> {
        self.base().filter(|_| !self.context.base_is_site)
    }

    /// Whether a block stands somewhere under this element.
    pub(super) fn has_block(&self, node: NodeId) -> bool {
        self.has_block.contains(&node)
    }

    /// The rule for this element; what assistive technology alone reads stays when it is all that a link says.
    pub(super) fn action(&self, node: NodeId) -> Option<(&'static str, Action)> {
        let rule = rules::rule_of(self.arena, node, &self.context.cleaning)?;
        if rule.name == "script" && mathml::is_tex_script(self.arena, node) {
            return None;
        }
        if rule.name == "screen-reader-text" && self.is_all_of_a_link(node) {
            return None;
        }
        Some((rule.name, rule.action))
    }

    /// Whether what this element holds has been said already: as a note, or as the way back from one.
    pub(super) fn is_told_elsewhere(&mut self, node: NodeId) -> bool {
        if self.ways_back.contains(&node) {
            return true;
        }
        if self.notes.is_twin(node) {
            self.drop_node(local::NOTE_TWIN, node);
            return true;
        }
        if !self.notes.is_told(node) {
            return false;
        }
        if self.arena.has_class(node, "footnotes_reference_container") {
            notes::drop_rest_of_container(self, node);
        }
        true
    }

    /// Whether a rule that is on by default still is.
    pub(super) fn applies(&self, rule: &str) -> bool {
        self.context.cleaning.applies(rule)
    }

    /// What of the form that the author gave to a line is kept.
    pub(super) fn kept(&self) -> Kept {
        Kept { typing: self.context.cleaning.keeps_typing(), empty_links: !self.applies(local::EMPTY) }
    }

    /// Whether a rule that is off by default was switched on.
    pub(super) fn wants(&self, rule: &str) -> bool {
        self.context.cleaning.wants(rule)
    }

    /// Takes an element away, and reports its words.
    pub(super) fn drop_node(&mut self, rule: &'static str, node: NodeId) {
        let text = self.visible_text(node);
        self.report.fired(rule, &text);
    }

    /// The text under a node that a browser shows.
    pub(super) fn visible_text(&self, node: NodeId) -> String {
        visible_text(self.arena, node)
    }

    /// An anchor for a heading with this id, once.
    pub(super) fn take_anchor(&mut self, id: &str) -> Option<String> {
        let anchor = self.anchors.get(id)?.clone();
        self.used_anchors.insert(anchor.clone()).then_some(anchor)
    }

    /// Says something to the author, once.
    pub(super) fn warn(&mut self, code: codes::Code, message: String) {
        self.repeat(Remark { code, message });
    }

    fn repeat(&mut self, warning: Remark) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// The language and direction that an element states, where they differ from what surrounds it.
    pub(super) fn stated_language(&self, node: NodeId) -> (Option<Language>, Option<Direction>) {
        let arena = self.arena;
        let tag = arena.attribute(node, "lang").or_else(|| arena.attribute(node, "xml:lang"));
        let language = tag.and_then(Language::parse).filter(|tag| Some(tag) != self.language.as_ref());
        let around = language.as_ref().map_or(self.direction, Language::direction);
        let direction = match arena.attribute(node, "dir").map(str::to_ascii_lowercase).as_deref() {
            Some("rtl") => Some(Direction::Rtl),
            Some("ltr") => Some(Direction::Ltr),
            _ => None,
        };
        let direction = direction.or_else(|| (around != self.direction).then_some(around));
        (language, direction.filter(|&stated| stated != self.direction))
    }

    /// Does something while another language and direction hold.
    pub(super) fn in_language<T>(
        &mut self,
        language: Option<&Language>,
        direction: Option<Direction>,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = (self.language.clone(), self.direction);
        if let Some(language) = language {
            self.language = Some(language.clone());
        }
        self.direction = direction.unwrap_or(self.direction);
        let made = work(self);
        (self.language, self.direction) = before;
        made
    }

    fn is_all_of_a_link(&self, node: NodeId) -> bool {
        let mut at = self.arena.parent(node);
        while let Some(parent) = at {
            if self.arena.name(parent) == "a" {
                let all = self.arena.text_content(parent);
                let own = self.arena.text_content(node);
                return self.arena.find(parent, "img").is_none() && all.trim() == own.trim();
            }
            at = self.arena.parent(parent);
        }
        false
    }
}

fn elements_with_blocks(arena: &Arena) -> HashSet<NodeId> {
    let mut marked = HashSet::new();
    for node in arena.descendants(arena.root()) {
        if is_block(arena.name(node)) {
            let mut at = arena.parent(node);
            while let Some(parent) = at {
                if !marked.insert(parent) {
                    break;
                }
                at = arena.parent(parent);
            }
        }
    }
    marked
}

fn heading_anchors(arena: &Arena) -> HashMap<String, String> {
    let mut anchors = HashMap::new();
    let mut taken = HashSet::new();
    let mut heading: Option<NodeId> = None;
    for node in arena.descendants(arena.root()) {
        let name = arena.name(node);
        if matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            heading = Some(node);
        } else if !(heading.is_some_and(|heading| is_anchor_in(arena, node, heading))) {
            continue;
        }
        let Some(id) = arena.attribute(node, "id").filter(|id| !id.is_empty()) else { continue };
        let plain = id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
        let anchor = if plain { id.to_owned() } else { crate::edition::slugify(id) };
        if !anchor.is_empty() && taken.insert(anchor.clone()) {
            anchors.insert(id.to_owned(), anchor);
        }
    }
    anchors
}

/// Whether this element names the heading that it stands in: a plugin's, or the empty link that Markdown is given.
pub(super) fn is_anchor_in(arena: &Arena, node: NodeId, heading: NodeId) -> bool {
    match arena.name(node) {
        "span" => arena.has_class(node, "ez-toc-section"),
        "a" => arena.parent(node) == Some(heading) && arena.children(node).next().is_none(),
        _ => false,
    }
}

impl Cleaner<'_> {
    /// Goes one level deeper, or says that it is too deep.
    pub(super) fn deeper<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= MAX_DEPTH {
            self.report.fired(local::DEPTH, "");
            return None;
        }
        self.depth += 1;
        let made = work(self);
        self.depth -= 1;
        Some(made)
    }
}
