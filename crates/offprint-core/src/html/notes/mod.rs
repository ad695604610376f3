//! Footnotes: the mark becomes the note itself, where it is first marked; the list at the end goes.

mod find;
mod separators;

use super::arena::{Arena, NodeId};
use super::cleaner::{CleanContext, Cleaner, clean_blocks};
use super::flow::Flow;
use super::lines;
use super::rules::local;
use crate::model::{Block, Inline, List, ListItem, ListKind, Note, Numbering};
use std::collections::{HashMap, HashSet};

/// The notes of a post: where each body stands, and which marks were met.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The marks, and the names of their notes.
    marks: HashMap<NodeId, String>,
    bodies: HashMap<String, Body>,
    /// The elements that hold bodies, and the notes that these are of.
    holders: HashMap<NodeId, String>,
    /// Elements that hold nothing but these notes.
    containers: HashMap<NodeId, Vec<String>>,
    /// Elements that say again what a note says, or head the list of notes.
    twins: HashSet<NodeId>,
    /// `sup` elements that hold several marks.
    groups: HashSet<NodeId>,
    /// Commas and brackets beside marks.
    separators: HashSet<NodeId>,
    /// The names of marks to which hand-made notes lead back.
    ways_back: HashSet<String>,
    /// Notes that were looked at and say nothing.
    silent: HashSet<String>,
    numbers: HashMap<String, u32>,
    last: u32,
    open: bool,
}

/// Where the text of a note is.
#[derive(Debug, Clone)]
enum Body {
    /// In an element of the post.
    Element(NodeId),
    /// In an attribute.
    Html(String),
}

impl Notes {
    /// Finds marks and bodies.
    pub(super) fn find(arena: &Arena, meta: &[(String, String)]) -> Self {
        let mut notes = find::find(arena);
        // The block may have been taken out of the text; the post's meta still has what it said.
        for (id, html) in meta {
            notes.bodies.entry(id.clone()).or_insert_with(|| Body::Html(html.clone()));
        }
        notes
    }

    fn add_body(&mut self, key: &str, holder: NodeId, body: Body) {
        self.bodies.entry(key.to_owned()).or_insert(body);
        self.holders.entry(holder).or_insert_with(|| key.to_owned());
    }

    /// Whether this element marks a note or several, or stands between marks.
    pub(super) fn is_mark(&self, node: NodeId) -> bool {
        self.marks.contains_key(&node) || self.groups.contains(&node) || self.separators.contains(&node)
    }

    /// Whether this text only parts marks that show nothing.
    pub(super) fn is_separator(&self, text: NodeId) -> bool {
        self.separators.contains(&text)
    }

    /// Whether this element marks a note that has a body.
    fn is_live(&self, node: NodeId) -> bool {
        let has_body = |key: &String| self.bodies.contains_key(key) && !self.silent.contains(key);
        let known = |node: NodeId| self.marks.get(&node).is_some_and(has_body);
        known(node) || self.groups.contains(&node)
    }

    /// Whether all that this element holds has been told as notes.
    pub(super) fn is_told(&self, node: NodeId) -> bool {
        let told = |key: &String| self.numbers.contains_key(key);
        self.holders.get(&node).is_some_and(told)
            || self.containers.get(&node).is_some_and(|keys| !keys.is_empty() && keys.iter().all(told))
    }

    /// Whether this element only repeats a note.
    pub(super) fn is_twin(&self, node: NodeId) -> bool {
        self.twins.contains(&node)
    }
}

/// A mark: the note itself, where it is first marked; a raised number after that.
pub(super) fn mark(cleaner: &mut Cleaner<'_>, node: NodeId, line: &mut Vec<Inline>) {
    if cleaner.notes.groups.contains(&node) {
        separators::group(cleaner, node, line);
        return;
    }
    if cleaner.notes.separators.contains(&node) {
        separators::separator(cleaner, node, line);
        return;
    }
    let id = cleaner.notes.marks.get(&node).cloned().unwrap_or_default();
    if let Some(number) = cleaner.notes.numbers.get(&id) {
        line.push(Inline::Superscript(vec![Inline::Text(number.to_string())]));
        cleaner.drop_node(local::NOTE_MARK, node);
        return;
    }
    let told = !cleaner.notes.open && !cleaner.notes.silent.contains(&id);
    let body = if told { body(cleaner, &id) } else { None };
    let Some(body) = body else {
        if told {
            cleaner.notes.silent.insert(id);
        }
        let children = lines::children_to_inlines(cleaner, node);
        let raised = cleaner.arena.name(node) == "sup";
        line.extend(if raised { vec![Inline::Superscript(children)] } else { children });
        return;
    };
    // A tooltip within the mark is the note itself, or its twin: it is told or reported by itself.
    let arena = cleaner.arena;
    for inner in arena.descendants(node).filter(|&inner| arena.text(inner).is_some()).collect::<Vec<_>>() {
        let in_twin = std::iter::successors(arena.parent(inner), |&at| arena.parent(at))
            .take_while(|&at| at != node)
            .find(|&at| cleaner.notes.is_twin(at));
        match in_twin {
            None => cleaner.drop_node(local::NOTE_MARK, inner),
            Some(_) if cleaner.notes.is_body_of(node, &id, arena) => {}
            Some(_) => cleaner.drop_node(local::NOTE_TWIN, inner),
        }
    }
    cleaner.notes.last += 1;
    let number = cleaner.notes.last;
    cleaner.notes.numbers.insert(id, number);
    line.push(Inline::Note(Note { number, body }));
}

impl Notes {
    /// Whether the body of this note stands within its mark.
    fn is_body_of(&self, mark: NodeId, key: &str, arena: &Arena) -> bool {
        match self.bodies.get(key) {
            Some(&Body::Element(body)) => {
                std::iter::successors(Some(body), |&at| arena.parent(at)).any(|at| at == mark)
            }
            _ => false,
        }
    }
}

/// WordPress's list of notes: what was marked is told already, the rest stays a list.
pub(super) fn rest_of_list(cleaner: &mut Cleaner<'_>, node: NodeId, flow: &mut Flow) {
    let arena = cleaner.arena;
    let mut items = Vec::new();
    for item in arena.children(node).filter(|&item| arena.name(item) == "li") {
        if cleaner.notes.is_told(item) {
            continue;
        }
        let blocks = body_of(cleaner, item);
        if !blocks.is_empty() {
            items.push(ListItem { blocks, checked: None });
        }
    }
    if !items.is_empty() {
        let kind = ListKind::Ordered { start: 1, reversed: false, numbering: Numbering::Decimal };
        flow.push(Block::List(List { kind, tight: true, items }));
    }
}

/// A row of a table of notes that was told: what stands in it beside the note.
pub(super) fn drop_rest_of_row(cleaner: &mut Cleaner<'_>, row: NodeId) {
    let arena = cleaner.arena;
    for cell in arena.children(row).filter(|&cell| !arena.has_class(cell, "footnote_plugin_text")) {
        cleaner.drop_node(local::NOTE_MARK, cell);
    }
}

/// A container of notes that were all told: what stands in it beside them.
pub(super) fn drop_rest_of_container(cleaner: &mut Cleaner<'_>, node: NodeId) {
    let arena = cleaner.arena;
    let in_text = |inner: NodeId| {
        std::iter::successors(arena.parent(inner), |&at| arena.parent(at))
            .take_while(|&at| at != node)
            .any(|at| arena.has_class(at, "footnote_plugin_text"))
    };
    for text in arena.descendants(node).filter(|&inner| arena.text(inner).is_some()).collect::<Vec<_>>() {
        if !in_text(text) {
            cleaner.drop_node(local::NOTE_MARK, text);
        }
    }
}

fn body(cleaner: &mut Cleaner<'_>, id: &str) -> Option<Vec<Block>> {
    match cleaner.notes.bodies.get(id).cloned() {
        Some(Body::Element(item)) => {
            cleaner.notes.open = true;
            let keeps_space = std::mem::take(&mut cleaner.keeps_space);
            let blocks = cleaner.deeper(|cleaner| body_of(cleaner, item));
            cleaner.keeps_space = keeps_space;
            cleaner.notes.open = false;
            blocks.filter(|blocks| !blocks.is_empty())
        }
        Some(Body::Html(html)) => cleaned_apart(cleaner, &html),
        None => None,
    }
}

fn cleaned_apart(cleaner: &mut Cleaner<'_>, html: &str) -> Option<Vec<Block>> {
    let context = CleanContext { footnotes: Vec::new(), title: None, ..cleaner.context.clone() };
    let cleaned = clean_blocks(html, &context);
    cleaner.report.absorb(cleaned.report);
    (!cleaned.blocks.is_empty()).then_some(cleaned.blocks)
}

/// What a note's item says, without the way back.
fn body_of(cleaner: &mut Cleaner<'_>, item: NodeId) -> Vec<Block> {
    let arena = cleaner.arena;
    let back: Vec<_> = arena.descendants(item).filter(|&node| leads_back(cleaner, node)).collect();
    for &link in &back {
        cleaner.drop_node(local::NOTE_BACK, link);
    }
    let ends = separators::ends(arena, item, &back);
    cleaner.ways_back.extend(back);
    let mut blocks = cleaner.blocks_of_nodes(arena.children(item));
    separators::without_separators(cleaner, &mut blocks, ends);
    blocks
}

fn leads_back(cleaner: &Cleaner<'_>, node: NodeId) -> bool {
    let arena = cleaner.arena;
    if arena.name(node) != "a" {
        return false;
    }
    let named = || find::fragment(arena, node).is_some_and(|name| cleaner.notes.ways_back.contains(name));
    arena.attribute(node, "aria-label").is_some_and(|label| label.starts_with("Jump to"))
        || arena.has_class(node, "easy-footnote-to-top")
        || find::fragment(arena, node).is_some_and(|name| name.ends_with("-link"))
        || arena.text_content(node).trim_start().starts_with('↩')
        || named()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Visitor, blocks_text, walk_blocks, walk_inline};

    /// The text with each note's number and text in braces.
    fn check(html: &str, expected: &str) {
        struct All(Vec<String>);
        impl Visitor for All {
            fn inline(&mut self, inline: &Inline) {
                if let Inline::Note(note) = inline {
                    self.0.push(format!("{}: {}", note.number, blocks_text(&note.body).trim()));
                }
                walk_inline(self, inline);
            }
        }
        let cleaned = clean_blocks(html, &CleanContext::default());
        let mut all = All(Vec::new());
        walk_blocks(&mut all, &cleaned.blocks);
        let count = cleaned.blocks.len();
        assert_eq!(format!("{count} | {}", all.0.join(" | ")), expected, "{html}\n{:?}", cleaned.blocks);
    }

    #[test]
    fn easy_footnotes() {
        let mark = "<p>a<span id='easy-footnote-1-7' class='easy-footnote-margin-adjust'></span><span class='easy-footnote'>\
                    <a href='https://a.example/x/#easy-footnote-bottom-1-7' title='Short.'><sup>1</sup></a></span></p>";
        let list = "<div class='easy-footnote-title'><h4>Notes:</h4></div><ol class='easy-footnotes-wrapper'>\
                    <li class='easy-footnote-single'><span id='easy-footnote-bottom-1-7' class='easy-footnote-margin-adjust'></span>\
                    Long.<a class='easy-footnote-to-top' href='#easy-footnote-1-7'></a></li></ol>";
        check(&format!("{mark}{list}"), "1 | 1: Long.");
        check(mark, "1 | 1: Short.");
    }

    #[test]
    fn modern_footnotes() {
        check(
            "<p>a<sup class='modern-footnotes-footnote' data-mfn='1'><a href='javascript:void(0)'>1</a></sup>\
             <span class='modern-footnotes-footnote__note' data-mfn='1'>Told here.</span> b</p>",
            "1 | 1: Told here.",
        );
    }

    #[test]
    fn footnotes_in_a_table() {
        check(
            "<p>a<span class='footnote_referrer'><a><sup id='footnote_plugin_tooltip_5_1_1'>[1]</sup></a>\
             <span class='footnote_tooltip' id='footnote_plugin_tooltip_text_5_1_1'>Told …</span></span> b</p>\
             <div class='speaker-mute footnotes_reference_container'><div><p><span>References</span></p></div><div><table><tbody>\
             <tr><th class='footnote_plugin_index'><a id='footnote_plugin_reference_5_1_1'>1</a></th>\
             <td class='footnote_plugin_text'>Told whole.</td></tr></tbody></table></div></div>",
            "1 | 1: Told whole.",
        );
        check(
            "<p>a<span class='footnote_referrer'><sup id='footnote_plugin_tooltip_2'>1</sup>\
             <span class='footnote_tooltip' id='footnote_plugin_tooltip_text_2'>Told here.</span></span></p>",
            "1 | 1: Told here.",
        );
    }

    #[test]
    fn notes_set_by_hand() {
        let mark = "<p>a<sup><a id='r1' href='#n1'>1</a></sup> b<sup id='r2'><a href='#n2'>2</a></sup></p>";
        check(
            &format!(
                "{mark}<ol><li id='n1'>One. <a href='#r1'>back</a></li><li id='n2'><p>Two. <a href='#r2'>↑</a></p></li></ol>"
            ),
            "1 | 1: One. | 2: Two.",
        );
        check(&format!("{mark}<p id='n1'><a href='#r1'>1.</a> One.</p>"), "1 | 1: One.");
        // Several marks in one element are as many notes.
        let many = "<p>a<sup>[<a id='r1' href='#n1'>1</a>, <a id='r2' href='#n2'>2</a>]</sup> b</p>";
        check(
            &format!(
                "{many}<p id='n1'><a href='#r1'>1</a>. One.</p><p id='n2'>[<a href='#r2'>2</a>] Two.</p>"
            ),
            "1 | 1: One. | 2: Two.",
        );
        check(&format!("{many}<p id='n2'>Two. (<a href='#r2'>back</a>).</p>"), "1 | 1: Two.");
        // Only what leads back is a note.
        check(&format!("{mark}<p id='n1'>One.</p>"), "2 | ");
    }

    /// What is in the first paragraph, after notes were made.
    fn check_line(html: &str, expected: &str) {
        let cleaned = clean_blocks(html, &CleanContext::default());
        let Some(Block::Paragraph(line)) = cleaned.blocks.first() else { panic!("{html}: no paragraph") };
        let shown: Vec<String> = line
            .iter()
            .map(|inline| match inline {
                Inline::Note(note) => format!("({}: {})", note.number, blocks_text(&note.body).trim()),
                Inline::Superscript(content) => format!("^{}", crate::model::inlines_text(content)),
                other => crate::model::inlines_text(std::slice::from_ref(other)),
            })
            .collect();
        assert_eq!(shown.concat(), expected, "{html}\n{:?}", cleaned.blocks);
    }

    #[test]
    fn separators_of_marks_go_with_them() {
        let mark = |number: u8| format!("<a id='r{number}' href='#n{number}'>{number}</a>");
        let body = |number: u8| format!("<p id='n{number}'>Body <a href='#r{number}'>↩</a></p>");
        let (one, two, three) = (mark(1), mark(2), mark(3));
        for separator in [",", ", ", " , "] {
            let marks = format!("<p>a<sup>{one}{separator}{two}</sup> b</p>");
            check_line(&format!("{marks}{}{}", body(1), body(2)), "a(1: Body)^,(2: Body)b");
            check_line(&format!("{marks}{}", body(1)), "a(1: Body)b");
            check_line(&format!("{marks}{}", body(2)), "a(1: Body)b");
        }
        let marks = format!("<p>a<sup>[{one}][{two}]; ({three})</sup></p>");
        check_line(&format!("{marks}{}{}", body(1), body(3)), "a(1: Body)^;(2: Body)");
        // Marks apart, with a raised comma between.
        let core = "<p>a<sup class='fn' data-fn='x'><a href='#x'>1</a></sup><sup>, </sup><sup class='fn' data-fn='y'>\
                    <a href='#y'>2</a></sup></p>";
        let bodies = "<ol class='wp-block-footnotes'><li id='x'>X</li><li id='y'>Y</li></ol>";
        check_line(&format!("{core}{bodies}"), "a(1: X)^,(2: Y)");
        let bracketed = format!("<p>a<sup>[</sup><sup>{one}</sup><sup>]</sup></p>{}", body(1));
        check_line(&bracketed, "a(1: Body)");
        // Marks that show nothing leave nothing.
        check_line("<p>a<sup><a href='#n1'></a>, <a href='#n2'></a></sup> b</p>", "a b");
        check_line("<p>a<sup><a href='#n1'></a></sup>, <sup><a href='#n2'></a></sup> b</p>", "a b");
        check_line("<p>a<sup>[<a href='#n1'></a>]</sup></p>", "a");
        // What is no mark keeps its comma.
        check_line("<p>a<sup>1</sup>, <sup>2</sup> b</p>", "a^1,^2b");
    }

    #[test]
    fn separators_of_links_back_go_with_them() {
        let core = |body: &str| {
            format!(
                "<p>a<sup class='fn' data-fn='x'><a href='#x' id='x-link'>1</a></sup></p>\
                 <ol class='wp-block-footnotes'><li id='x'>{body}</li></ol>"
            )
        };
        let back = "<a href='#x-link' aria-label='Jump to footnote reference 1'>↩</a>";
        for body in [
            format!("One. {back}, {back}"),
            format!("One. {back}; {back}"),
            format!("One. [{back}]"),
            format!("One. ({back})"),
            format!("One ({back})."),
            format!("One.<sup>[{back}]</sup>"),
            format!("{back} One."),
            format!("{back}. One."),
            format!("[{back}] One."),
            format!("^ {back}, {back} One."),
        ] {
            check_line(&core(&body), "a(1: One.)");
        }
        check_line(&core(&format!("One (two) {back}")), "a(1: One (two))");
        check_line(&core(&format!("{back} (One) two")), "a(1: (One) two)");
        check_line(&core(&format!("One, {back} two.")), "a(1: One, two.)");
    }
}
