//! Composing: the state in which a post's blocks become rows.

use crate::{
    balance, fit,
    fonts::Family,
    frame::{Bar, Colour, Galley, Mark, Row},
    line::{self, Stand},
    options::{Links, PdfOptions},
    picture::Pictures,
    shape::{self, Break, Shaped},
    text::{NO_LINK, Style, StyledText},
    theme::Theme,
    tree::{NodeId, Tree},
};
use offprint_core::{Diagnostic, EditionInfo, Place};
use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

/// Where blocks stand.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Left edge.
    pub(crate) x: f32,
    pub(crate) width: f32,
    /// The node that the blocks hang under.
    pub(crate) node: NodeId,
    /// BCP 47.
    pub(crate) language: Arc<str>,
    pub(crate) rtl: bool,
    pub(crate) size: f32,
    pub(crate) leading: f32,
    pub(crate) family: Family,
    pub(crate) italic: bool,
    pub(crate) bold: bool,
    pub(crate) colour: Colour,
    /// How the lines of paragraphs stand.
    pub(crate) stand: Stand,
    /// Space between paragraphs.
    pub(crate) paragraph: f32,
    /// Lists within lists.
    pub(crate) depth: usize,
    /// Bars that run beside or behind the rows.
    pub(crate) bars: Vec<Bar>,
}

impl Column {
    /// The style of its plain text, within this piece of content.
    pub(crate) fn style(&self, slot: u32) -> Style {
        Style {
            family: self.family,
            size: self.size,
            bold: self.bold,
            italic: self.italic,
            colour: self.colour,
            rise: 0.0,
            underline: false,
            strike: false,
            marked: false,
            slot,
            link: NO_LINK,
            language: self.language.clone(),
            hyphenate: true,
        }
    }

    /// The same, under another node.
    pub(crate) fn under(&self, node: NodeId) -> Self {
        Self { node, ..self.clone() }
    }

    /// The same, further in where reading begins.
    pub(crate) fn indented(&self, by: f32) -> Self {
        let by = by.min((self.width - 4.0 * self.size).max(self.width * 0.3));
        let x = if self.rtl { self.x } else { self.x + by };
        Self { x, width: self.width - by, ..self.clone() }
    }

    /// How its running text stands when nothing else is asked for.
    pub(crate) fn text_stand(&self) -> Stand {
        Stand::Justified
    }

    /// How its ragged text stands.
    pub(crate) fn plain_stand(&self) -> Stand {
        Stand::Start
    }

    /// The same, for captions and notes.
    pub(crate) fn small(&self, theme: &Theme) -> Self {
        Self { size: theme.small, leading: theme.small_leading, ..self.clone() }
    }
}

/// A post in the making.
pub(crate) struct Composer<'a> {
    pub(crate) tree: Tree,
    pub(crate) galley: Galley,
    /// Rows over all columns, at the top of the first page, and the space below them.
    pub(crate) spanning: Vec<Row>,
    pub(crate) below_spanning: f32,
    /// How many columns its pages have.
    pub(crate) columns: usize,
    /// How many marked contents the first page has already.
    pub(crate) marks_before: u16,
    /// Whether the post runs from right to left.
    pub(crate) rtl: bool,
    pub(crate) edition: &'a EditionInfo,
    pub(crate) pictures: &'a Pictures<'a>,
    pub(crate) theme: &'a Theme,
    pub(crate) options: &'a PdfOptions,
    pub(crate) place: Place,
    /// The post's page on the web, without a fragment.
    pub(crate) page: Option<String>,
    /// The names that links within the post may lead to.
    pub(crate) anchors: HashSet<String>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Characters that no font has.
    pub(crate) missing: BTreeMap<char, ()>,
    /// Levels of the headings that are open, as in the source, for levels without gaps.
    pub(crate) levels: Vec<u8>,
    /// The level of the page's heading that the post's own title has.
    pub(crate) base_level: u8,
    /// How many bars there are.
    pub(crate) bars: u32,
    /// How many addresses of links are told in notes.
    pub(crate) addresses: usize,
    /// How many of its lines end with a divided word.
    pub(crate) divided: fit::Divided,
    /// How many notes are open.
    pub(crate) in_note: usize,
}

/// How a paragraph is broken into lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breaking {
    /// Justified where the measure allows.
    Text,
    /// Ragged.
    Ragged,
    /// Ragged, as titles in lists: words that no line holds are said whole.
    Listed,
    /// Ragged and about equally long lines.
    Balanced,
}

/// Below this measure text is set ragged: too few spaces share out what is free.
const NARROWEST: f32 = 190.0;

impl Composer<'_> {
    /// Lets the rows so far stand over all columns.
    pub(crate) fn span_columns(&mut self) {
        self.spanning = std::mem::take(&mut self.galley.rows);
        self.below_spanning = self.galley.take_gap();
    }

    /// The colour of a link in text of this colour.
    pub(crate) fn link_colour(&self, around: Colour) -> Colour {
        if self.options.links == Links::Plain { around } else { self.theme.link }
    }

    /// Shapes text, and keeps in mind what no font has.
    pub(crate) fn shape(&mut self, text: StyledText) -> Shaped {
        let shaped = shape::shape(text, self.options.system_fonts);
        self.missing.extend(shaped.missing.chars().filter(|&c| !shape::is_unseen(c)).map(|c| (c, ())));
        shaped
    }

    /// Sets a paragraph in a column: rows, kept from widows and orphans.
    pub(crate) fn paragraph(&mut self, text: StyledText, column: &Column, breaking: Breaking) {
        let rows = self.paragraph_rows(text, column, breaking);
        let last = rows.len();
        let wrapped: Vec<bool> = rows.iter().map(|row| row.goes_on).collect();
        for (at, mut row) in rows.into_iter().enumerate() {
            // No first line alone at the foot, no last line alone at the head: of the paragraph, and of what the
            // author's line breaks part.
            let begins = at == 0 || !wrapped[at - 1];
            let parted = wrapped[at] && (begins || wrapped.get(at + 1) == Some(&false));
            if last > 1 && (at == 0 || at + 2 == last || parted) {
                row.penalty = crate::frame::KEEP;
            }
            self.push(row, column);
        }
    }

    /// Adds a row of a column.
    pub(crate) fn push(&mut self, mut row: Row, column: &Column) {
        row.bars.extend_from_slice(&column.bars);
        self.galley.push(row);
    }

    /// A number for a bar of its own.
    pub(crate) fn bar_number(&mut self) -> u32 {
        self.bars += 1;
        self.bars
    }

    /// The rows of a paragraph.
    pub(crate) fn paragraph_rows(
        &mut self,
        text: StyledText,
        column: &Column,
        breaking: Breaking,
    ) -> Vec<Row> {
        if text.text.is_empty() {
            return Vec::new();
        }
        let mut shaped = self.shape(text);
        let whole = matches!(breaking, Breaking::Balanced | Breaking::Listed);
        // Some who read the file place the rest of a word that is said whole behind its first line.
        let edge = if whole && fit::widest_word(&shaped) > column.width { column.size * 0.6 } else { 0.0 };
        let width = column.width - edge;
        let scale = match breaking {
            Breaking::Balanced => balance::scale(&mut shaped, width, column.bold),
            Breaking::Text | Breaking::Ragged | Breaking::Listed => 1.0,
        };
        let narrowed;
        let column = if scale < 1.0 {
            let mut text = shaped.text;
            text.styles.iter_mut().for_each(|style| style.size *= scale);
            shaped = self.shape(text);
            narrowed =
                Column { size: column.size * scale, leading: column.leading * scale, ..column.clone() };
            &narrowed
        } else {
            column
        };
        let justify =
            breaking == Breaking::Text && column.stand == Stand::Justified && column.width >= NARROWEST;
        shaped.hangs = self.options.hanging_punctuation && justify && !shaped.mixed && !shaped.text.rtl;
        shaped.whole = whole;
        let lines = match breaking {
            Breaking::Balanced => balance::balanced(&mut shaped, width),
            Breaking::Text if justify => fit::justified(&mut shaped, column.width, Some(&mut self.divided)),
            Breaking::Text | Breaking::Ragged | Breaking::Listed => fit::ragged(&mut shaped, width),
        };
        let stand = match column.stand {
            Stand::Justified if !justify => Stand::Start,
            other => other,
        };
        lines.iter().map(|line| row_of(&shaped, line, column, stand)).collect()
    }
}

/// One line as a row.
fn row_of(shaped: &Shaped, line: &fit::Line, column: &Column, stand: Stand) -> Row {
    let (mut above, mut below) = (column.leading - column.size * 0.36, column.size * 0.36);
    for cluster in &shaped.clusters[line.from..line.to] {
        if let shape::Kind::Object(number) = cluster.kind
            && let Some(object) = shaped.text.objects.get(usize::from(number))
        {
            above = above.max(object.height() + 1.0);
            below = below.max(object.depth() + 1.0);
        }
    }
    let baseline = above;
    let mut row = Row::new(baseline + below);
    line::set(shaped, line, (column.x, baseline, column.width), stand, &mut row.ink, &mut row.links);
    // A page that ends within a word makes its reader turn it to read the rest, and parts the word for who copies it.
    row.penalty = match line.to.checked_sub(1).map(|last| shaped.clusters[last].after) {
        _ if line.hyphen => 5.0e4,
        Some(Break::Own) if line.parted => 5.0e4,
        Some(Break::Seam) if line.parted => 30.0,
        _ => 0.0,
    };
    row.goes_on = !line.last;
    let (from, to) = byte_range(shaped, line);
    let notes = shaped.text.notes.iter().filter(|(at, _)| (from..to).contains(at));
    row.notes = notes.map(|&(_, note)| note).collect();
    row.marks.extend(row.notes.iter().map(|&note| Mark::Place(crate::notes::mark_place(note))));
    row
}

fn byte_range(shaped: &Shaped, line: &fit::Line) -> (usize, usize) {
    let from = shaped.clusters.get(line.from).map_or(0, |cluster| cluster.start as usize);
    let to = shaped.clusters.get(line.end.max(1) - 1).map_or(from, |cluster| cluster.end as usize);
    (from, to)
}
