//! Tables: columns as wide as their content asks for, heads that are repeated on every page.

use crate::{
    compose::{Breaking, Column, Composer},
    fonts::{self, Family},
    frame::{Colour, Ink, KEEP, Row},
    grid::{Grid, Placed},
    line::Stand,
    theme::Theme,
    tree::{ARTIFACT, NodeId, Role},
};
use offprint_core::{Align, Block, Scope, Table, blocks_text};

/// Space within a cell, beside and above its text.
const PAD_X: f32 = 5.0;
const PAD_Y: f32 = 3.0;
/// Rows higher than this part of a page are divided.
const DIVIDED: f32 = 0.4;

/// A cell that is set.
struct Set<'a> {
    placed: Placed<'a>,
    rows: Vec<Row>,
}

/// The columns of a table on the page.
struct Columns {
    x: Vec<f32>,
    width: Vec<f32>,
    rtl: bool,
    size: f32,
    grey: Colour,
}

impl Composer<'_> {
    pub(crate) fn table(&mut self, table: &Table, column: &Column) {
        let grid = Grid::new(table);
        if grid.columns == 0 {
            return;
        }
        self.galley.gap(self.theme.figure);
        let node = self.tree.node(column.node, Role::Table);
        if !table.caption.is_empty() {
            // A table's caption stands where its columns begin.
            let caption = column.under(node);
            let rows = self.caption_rows(&table.caption, Stand::Start, &caption);
            for row in rows {
                self.push(Row { penalty: KEEP, ..row }, column);
            }
            self.galley.gap(5.0);
        }
        let columns = columns(&grid, column, self.theme);
        let parts = [(Role::Head, &grid.head), (Role::Rows, &grid.body), (Role::Foot, &grid.foot)];
        let mut head = None;
        for (role, part) in parts {
            if part.is_empty() {
                continue;
            }
            // A head or a foot needs a body to belong to (PDF/UA-1 §7.2): alone, it is the body.
            let tag = if grid.body.is_empty() { Role::Rows } else { role };
            let part_node = self.tree.node(node, tag);
            let mut rows = self.part_rows(part, part_node, &columns, column, role == Role::Head);
            if let Some(first) = rows.first_mut()
                && role != Role::Rows
            {
                rule(first, &columns, 0.0, 0.9);
            }
            if role == Role::Head {
                let height = crate::frame::height(&rows);
                head = (height < self.theme.depth * 0.3).then(|| {
                    self.galley.heads.push(rows.iter().map(furniture).collect());
                    self.galley.heads.len() - 1
                });
                rows.iter_mut().for_each(|row| row.penalty = KEEP);
                if let Some(last) = rows.last_mut() {
                    let at = last.height - 0.6;
                    rule(last, &columns, at, 0.6);
                }
            } else {
                rows.iter_mut().for_each(|row| row.head = head);
            }
            rows.into_iter().for_each(|row| self.push(row, column));
        }
        self.galley.gap(self.theme.figure);
    }

    /// The rows of one part of a table.
    fn part_rows(
        &mut self,
        part: &[Vec<Placed<'_>>],
        node: NodeId,
        columns: &Columns,
        column: &Column,
        head: bool,
    ) -> Vec<Row> {
        let mut set: Vec<Vec<Set<'_>>> = Vec::with_capacity(part.len());
        for cells in part {
            let row = self.tree.node(node, Role::Row);
            set.push(cells.iter().map(|placed| self.cell(placed, row, columns, column, head)).collect());
        }
        let mut heights = heights(&set);
        // Rows that a tall cell ties together must go on one page; if they cannot, the tie is undone.
        let whole: f32 = heights.iter().sum();
        if whole > self.theme.depth * 0.8 && tied_too_long(&set, &heights, self.theme.depth * 0.8) {
            set.iter_mut().flatten().for_each(|cell| cell.placed.rows = 1);
            heights = self::heights(&set);
        }
        let mut out = Vec::new();
        let count = set.len();
        let spans: Vec<(usize, usize, usize, usize)> = set
            .iter()
            .enumerate()
            .flat_map(|(at, cells)| cells.iter().map(move |cell| (at, cell)))
            .filter(|(_, cell)| cell.placed.rows > 1)
            .map(|(at, cell)| {
                (at, at + cell.placed.rows, cell.placed.column, cell.placed.column + cell.placed.columns)
            })
            .collect();
        for (at, cells) in set.into_iter().enumerate() {
            let covered = |from: usize| {
                spans.iter().any(|span| span.0 <= at && at + 1 < span.1 && (span.2..span.3).contains(&from))
            };
            let tied = spans.iter().any(|span| span.0 <= at && at + 1 < span.1);
            let mut rows = if heights[at] > self.theme.depth * DIVIDED && !tied {
                slices(cells, self.theme.depth * 0.16)
            } else {
                vec![row_of(cells, heights[at])]
            };
            if let Some(last) = rows.last_mut() {
                let free: Vec<usize> = (0..columns.width.len()).filter(|&from| !covered(from)).collect();
                let y = last.height - 0.4;
                if at + 1 < count {
                    for from in free {
                        let fill = Ink::Fill {
                            x: columns.x[from],
                            y,
                            width: columns.width[from],
                            height: 0.4,
                            colour: self.theme.rule,
                        };
                        last.ink.push(fill);
                    }
                }
                last.penalty = if tied { KEEP } else { 50.0 };
                if at == 0 || at + 2 == count {
                    last.penalty = last.penalty.max(300.0);
                }
            }
            out.extend(rows);
        }
        if let Some(last) = out.last_mut() {
            let at = last.height - 0.9;
            rule(last, columns, at, 0.9);
        }
        out
    }

    fn cell<'p>(
        &mut self,
        placed: &Placed<'p>,
        row: NodeId,
        columns: &Columns,
        column: &Column,
        head: bool,
    ) -> Set<'p> {
        let header = placed.cell.is_some_and(|cell| cell.header) || head;
        let node = self.tree.node(row, if header { Role::HeaderCell } else { Role::Cell });
        let scope =
            placed.cell.and_then(|cell| cell.scope).unwrap_or(if head { Scope::Column } else { Scope::Row });
        let attributes = self.tree.attributes(node);
        attributes.scope = header.then_some(if scope == Scope::Column { "Column" } else { "Row" });
        let spans = (placed.columns as u32, placed.rows as u32);
        attributes.spans = (spans != (1, 1)).then_some(spans);
        let Some(cell) = placed.cell else { return Set { placed: *placed, rows: Vec::new() } };
        let (x, width) = columns.place(placed);
        let stand = match cell.align {
            Some(Align::Left) => Stand::Left,
            Some(Align::Center) => Stand::Center,
            Some(Align::Right) => Stand::Right,
            _ => Stand::Start,
        };
        let look = Column {
            x: x + PAD_X,
            width: (width - 2.0 * PAD_X).max(8.0),
            size: columns.size,
            leading: columns.size * self.theme.table_leading / self.theme.table,
            family: Family::Sans,
            bold: column.bold || header,
            italic: false,
            stand,
            paragraph: 3.0,
            bars: Vec::new(),
            depth: 0,
            ..column.under(node)
        };
        Set { placed: *placed, rows: self.aside(&cell.blocks, &look) }
    }

    /// Blocks as rows that are not in the galley yet; their notes are.
    fn aside(&mut self, blocks: &[Block], column: &Column) -> Vec<Row> {
        let mut outer = std::mem::take(&mut self.galley);
        std::mem::swap(&mut self.galley.notes, &mut outer.notes);
        std::mem::swap(&mut self.galley.heads, &mut outer.heads);
        match blocks {
            // Most cells are one paragraph, which in a cell needs no node of its own.
            [Block::Paragraph(content)] => {
                let text = self.inlines_to_text(content, column, column.node);
                self.paragraph(text, column, Breaking::Ragged);
            }
            _ => self.blocks_to_rows(blocks, column),
        }
        std::mem::swap(&mut self.galley, &mut outer);
        self.galley.notes = outer.notes;
        self.galley.heads = outer.heads;
        let mut rows = outer.rows;
        for row in &mut rows {
            row.page_break = false;
            row.head = None;
        }
        rows
    }
}

impl Columns {
    fn place(&self, placed: &Placed<'_>) -> (f32, f32) {
        let to = (placed.column + placed.columns).min(self.width.len());
        let width = self.width[placed.column..to].iter().sum();
        let first = if self.rtl { to.saturating_sub(1) } else { placed.column };
        (self.x.get(first).copied().unwrap_or(0.0), width)
    }
}

/// How wide the columns are.
fn columns(grid: &Grid<'_>, column: &Column, theme: &Theme) -> Columns {
    let count = grid.columns;
    let mut size = theme.table.min(column.size);
    let (least, most) = wishes(grid, size, theme.measure);
    let (mut x, mut room) = (column.x, column.width);
    let (needs, likes): (f32, f32) = (least.iter().sum(), most.iter().sum());
    if needs > room && column.x == theme.left && column.width == theme.measure {
        x -= theme.reach();
        room += 2.0 * theme.reach();
    }
    let width: Vec<f32> = if likes <= room {
        let wanted = if likes > column.width * 0.55 { likes.max(column.width) } else { likes };
        let share = (wanted - likes) / count as f32;
        if likes <= column.width {
            (x, room) = (column.x, column.width);
        }
        most.iter().map(|width| width + share).collect()
    } else if needs <= room {
        let share = (room - needs) / (likes - needs).max(0.01);
        least.iter().zip(&most).map(|(least, most)| least + (most - least) * share).collect()
    } else {
        size *= (room / needs).clamp(0.6, 1.0);
        least.iter().map(|width| width * room / needs).collect()
    };
    let total: f32 = width.iter().sum();
    if column.x == theme.left && total > column.width {
        x = theme.left + (theme.full - total) / 2.0;
    } else if column.rtl {
        x += room - total;
    }
    let mut places = vec![0.0; count];
    let mut at = x;
    let order: Vec<usize> = if column.rtl { (0..count).rev().collect() } else { (0..count).collect() };
    for index in order {
        places[index] = at;
        at += width[index];
    }
    Columns { x: places, width, rtl: column.rtl, size, grey: theme.grey }
}

/// The least and the most width that each column can use.
fn wishes(grid: &Grid<'_>, size: f32, measure: f32) -> (Vec<f32>, Vec<f32>) {
    let (mut least, mut most) =
        (vec![2.0 * PAD_X + size; grid.columns], vec![2.0 * PAD_X + size; grid.columns]);
    let cells = [&grid.head, &grid.body, &grid.foot].into_iter().flatten().flatten();
    let mut wide: Vec<&Placed<'_>> = Vec::new();
    for placed in cells {
        if placed.columns > 1 {
            wide.push(placed);
            continue;
        }
        let (word, line) = self::measure(placed, size);
        let at = placed.column;
        least[at] = least[at].max(word + 2.0 * PAD_X);
        most[at] = most[at].max(line + 2.0 * PAD_X);
    }
    for placed in wide {
        let (word, line) = self::measure(placed, size);
        let range = placed.column..(placed.column + placed.columns).min(grid.columns);
        for (wish, wanted) in [(&mut least, word), (&mut most, line)] {
            let have: f32 = wish[range.clone()].iter().sum();
            let lack = (wanted + 2.0 * PAD_X - have).max(0.0) / range.len().max(1) as f32;
            wish[range.clone()].iter_mut().for_each(|width| *width += lack);
        }
    }
    // A column is never so greedy that the others starve.
    most.iter_mut().for_each(|width| *width = width.min(measure));
    least.iter_mut().zip(&most).for_each(|(least, most)| *least = least.min(*most));
    (least, most)
}

/// Width of the longest word and of the longest line of a cell.
fn measure(placed: &Placed<'_>, size: f32) -> (f32, f32) {
    let Some(cell) = placed.cell else { return (0.0, 0.0) };
    let face = fonts::face_of(Family::Sans, cell.header, false);
    let wide = |c: char| match face.glyph(c) {
        Some(glyph) => face.advance(glyph, size),
        None => size,
    };
    let text = blocks_text(&cell.blocks);
    let (mut word, mut line) = (0.0_f32, 0.0_f32);
    for text in text.lines() {
        line = line.max(text.chars().map(wide).sum());
        for piece in text.split([' ', '\u{200b}']) {
            let spaceless = piece.chars().any(|c| u32::from(c) >= 0x2e80);
            let width = if spaceless { size * 2.0 } else { piece.chars().map(wide).sum() };
            word = word.max(width);
        }
    }
    let picture = cell.blocks.iter().any(|block| {
        matches!(block, Block::Figure(_) | Block::Gallery(_) | Block::Media(_) | Block::Embed(_))
    });
    let floor = if picture { 80.0 } else { 0.0 };
    // A little more than is needed, for the rounding of shaping.
    (word.min(110.0).max(floor) + 1.0, line.max(floor * 2.0) + 1.5)
}

fn heights(set: &[Vec<Set<'_>>]) -> Vec<f32> {
    let height = |cell: &Set<'_>| crate::frame::height(&cell.rows) + 2.0 * PAD_Y;
    let single = |cells: &Vec<Set<'_>>| {
        cells.iter().filter(|cell| cell.placed.rows <= 1).map(height).fold(2.0 * PAD_Y, f32::max)
    };
    let mut heights: Vec<f32> = set.iter().map(single).collect();
    for (at, cells) in set.iter().enumerate() {
        for cell in cells.iter().filter(|cell| cell.placed.rows > 1) {
            let to = (at + cell.placed.rows).min(heights.len());
            let lack = height(cell) - heights[at..to].iter().sum::<f32>();
            if lack > 0.0
                && let Some(last) = heights[..to].last_mut()
            {
                *last += lack;
            }
        }
    }
    heights
}

fn tied_too_long(set: &[Vec<Set<'_>>], heights: &[f32], limit: f32) -> bool {
    set.iter().enumerate().any(|(at, cells)| {
        cells.iter().any(|cell| {
            let to = (at + cell.placed.rows).min(heights.len());
            cell.placed.rows > 1 && heights[at..to].iter().sum::<f32>() > limit
        })
    })
}

fn row_of(cells: Vec<Set<'_>>, height: f32) -> Row {
    let mut out = Row::new(height);
    for cell in cells {
        let mut y = PAD_Y;
        for (at, row) in cell.rows.into_iter().enumerate() {
            if at > 0 {
                y += row.before;
            }
            let next = y + row.height;
            absorb(&mut out, row, y);
            y = next;
        }
    }
    out
}

/// A row that is higher than a page likes, in slices that each hold some lines of every cell.
fn slices(cells: Vec<Set<'_>>, limit: f32) -> Vec<Row> {
    let mut rest: Vec<std::iter::Peekable<std::vec::IntoIter<Row>>> =
        cells.into_iter().map(|cell| cell.rows.into_iter().peekable()).collect();
    let mut out: Vec<Row> = Vec::new();
    while rest.iter_mut().any(|rows| rows.peek().is_some()) {
        let mut slice = Row::new(0.0);
        let top = if out.is_empty() { PAD_Y } else { 0.0 };
        for rows in &mut rest {
            let mut y = top;
            let mut first = true;
            while let Some(row) = rows.next_if(|row| first || y + row.before + row.height <= limit) {
                y += if first { 0.0 } else { row.before };
                first = false;
                let next = y + row.height;
                absorb(&mut slice, row, y);
                y = next;
            }
            slice.height = slice.height.max(y);
        }
        out.push(slice);
    }
    if let Some(last) = out.last_mut() {
        last.height += PAD_Y;
    }
    out
}

fn absorb(out: &mut Row, mut row: Row, y: f32) {
    row.shift(0.0, y);
    let bars = row.bars.iter().map(|bar| Ink::Fill {
        x: bar.x,
        y,
        width: bar.width,
        height: row.height,
        colour: bar.colour,
    });
    out.ink.extend(bars);
    out.ink.append(&mut row.ink);
    out.links.append(&mut row.links);
    out.notes.append(&mut row.notes);
    out.marks.append(&mut row.marks);
}

/// A rule across all columns.
fn rule(row: &mut Row, columns: &Columns, y: f32, height: f32) {
    let x = columns.x.iter().copied().fold(f32::INFINITY, f32::min);
    let width = columns.width.iter().sum();
    row.ink.push(Ink::Fill { x, y, width, height, colour: columns.grey });
}

/// A row without meaning: a head that was read before.
fn furniture(row: &Row) -> Row {
    let mut row = row.clone();
    row.links.clear();
    row.notes.clear();
    row.marks.clear();
    for ink in &mut row.ink {
        match ink {
            Ink::Text(run) => {
                run.slot = ARTIFACT;
                run.actual = None;
            }
            Ink::Picture { slot, .. }
            | Ink::Drawing { slot, .. }
            | Ink::Missing { slot, .. }
            | Ink::Frame { slot, .. } => {
                *slot = ARTIFACT;
            }
            Ink::Fill { .. } => {}
        }
    }
    row
}
