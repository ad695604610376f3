//! Tables.

use super::arena::{Arena, NodeId};
use super::cleaner::Cleaner;
use super::flow::Flow;
use super::rules::{Action, local};
use super::{lines, tidy};
use crate::model::{Align, Block, Cell, Division, Inline, Row, Scope, Table};

/// HTML's limit for `colspan`.
const MAX_COLSPAN: u32 = 1000;
/// Columns past this are of one cell each, and span no rows.
const MAX_COLUMNS: usize = MAX_COLSPAN as usize;
/// HTML's limit for `rowspan`.
const MAX_ROWSPAN: u32 = 65_534;

/// A `table`; `caption` is that of the figure around it.
pub(super) fn table(cleaner: &mut Cleaner<'_>, node: NodeId, caption: Vec<Inline>, flow: &mut Flow) {
    let arena = cleaner.arena;
    if let Some(code) = super::code::numbered(cleaner, node) {
        flow.push(Block::Code(code));
        if !caption.is_empty() {
            flow.push(Block::Paragraph(caption));
        }
        return;
    }
    let mut table = Table { caption, ..Table::default() };
    for part in arena.children(node) {
        match arena.name(part) {
            "caption" => {
                let line = tidy::line(lines::children_to_inlines(cleaner, part), cleaner.kept());
                if table.caption.is_empty() {
                    table.caption = line;
                } else if !line.is_empty() {
                    flow.push(Block::Paragraph(line));
                }
            }
            "thead" => table.head.extend(rows(cleaner, part)),
            "tfoot" => table.foot.extend(rows(cleaner, part)),
            "tbody" => table.body.extend(rows(cleaner, part)),
            _ => {}
        }
    }
    [&mut table.head, &mut table.body, &mut table.foot].into_iter().for_each(|rows| bound_spans(rows));
    let filled =
        [&table.head, &table.body, &table.foot].into_iter().flatten().any(|row| !row.cells.is_empty());
    if !filled {
        cleaner.report.fired(local::EMPTY, "");
        if !table.caption.is_empty() {
            flow.push(Block::Paragraph(table.caption));
        }
        return;
    }
    // Markdown's tables cannot be without a row of headers: one of empty cells stands for none.
    let blank = |row: &Row| row.cells.iter().all(|cell| cell.blocks.is_empty());
    if table.head.iter().all(blank) && !(table.body.is_empty() && table.foot.is_empty()) {
        table.head.clear();
    }
    // A table that begins with a row of headers and says no head has that row for one.
    let all_headers = |row: &Row| row.cells.iter().all(|cell| cell.header && cell.rowspan == 1);
    if table.head.is_empty() && table.body.len() > 1 && all_headers(&table.body[0]) && !blank(&table.body[0])
    {
        table.head.push(table.body.remove(0));
    }
    flow.push(Block::Table(table));
}

fn rows(cleaner: &mut Cleaner<'_>, part: NodeId) -> Vec<Row> {
    let arena = cleaner.arena;
    let in_head = arena.name(part) == "thead";
    let mut rows = Vec::new();
    for row in arena.children(part).filter(|&row| arena.name(row) == "tr") {
        if cleaner.notes.is_told(row) {
            super::notes::drop_rest_of_row(cleaner, row);
            continue;
        }
        if let Some((rule, Action::Drop)) = cleaner.action(row) {
            cleaner.drop_node(rule, row);
            continue;
        }
        let mut cells = Vec::new();
        for cell in arena.children(row).filter(|&cell| matches!(arena.name(cell), "td" | "th")) {
            cells.push(cell_of(cleaner, cell, row, in_head));
        }
        if !cells.is_empty() {
            rows.push(Row { cells });
        }
    }
    rows
}

/// Cuts spans at the end of the part, and at the column where a table is as wide as HTML lets one cell be: a megabyte
/// of cells could claim a billion columns, each of which every format would have to go through.
fn bound_spans(rows: &mut [Row]) {
    // For each column: how many further rows a cell from above covers.
    let mut covered: Vec<u32> = Vec::new();
    let mut last_covered = 0;
    let many = rows.len();
    for (index, row) in rows.iter_mut().enumerate() {
        let left = u32::try_from(many - index).unwrap_or(MAX_ROWSPAN);
        let mut column = 0;
        for cell in &mut row.cells {
            while column < last_covered && covered[column] > 0 {
                covered[column] -= 1;
                column += 1;
            }
            let room = MAX_COLUMNS.saturating_sub(column);
            cell.colspan = cell.colspan.min(u32::try_from(room).unwrap_or(1)).max(1);
            cell.rowspan = if room == 0 { 1 } else { cell.rowspan.min(left) };
            let end = column + cell.colspan as usize;
            if cell.rowspan > 1 || column < last_covered {
                covered.resize(covered.len().max(end), 0);
                covered[column..end].fill(cell.rowspan - 1);
                last_covered = last_covered.max(end);
            }
            column = end;
        }
        covered[column.min(last_covered)..last_covered]
            .iter_mut()
            .for_each(|rows| *rows = rows.saturating_sub(1));
        while last_covered > 0 && covered[last_covered - 1] == 0 {
            last_covered -= 1;
        }
    }
}

fn cell_of(cleaner: &mut Cleaner<'_>, node: NodeId, row: NodeId, in_head: bool) -> Cell {
    let arena = cleaner.arena;
    let span = |name: &str, most: u32| {
        let digits: String = arena.attribute(node, name).unwrap_or("1").trim().chars().take(12).collect();
        u32::try_from(digits.parse::<u64>().unwrap_or(1)).unwrap_or(most).clamp(1, most)
    };
    let (colspan, rowspan) = (span("colspan", MAX_COLSPAN), span("rowspan", MAX_ROWSPAN));
    let header = arena.name(node) == "th";
    let scope = match arena.attribute(node, "scope").map(str::to_ascii_lowercase).as_deref() {
        _ if !header => None,
        Some("col" | "colgroup") => Some(Scope::Column),
        Some("row" | "rowgroup") => Some(Scope::Row),
        _ if in_head => Some(Scope::Column),
        _ => Some(if siblings_are_headers(arena, row) { Scope::Column } else { Scope::Row }),
    };
    let (language, direction) = cleaner.stated_language(node);
    let mut blocks = cleaner.in_language(language.as_ref(), direction, |cleaner| {
        cleaner.deeper(|cleaner| cleaner.blocks_of(node)).unwrap_or_default()
    });
    if !blocks.is_empty() && (language.is_some() || direction.is_some()) {
        blocks = vec![Block::Division(Division { language, direction, blocks })];
    }
    Cell { blocks, header, scope, colspan, rowspan, align: align(arena, node) }
}

fn siblings_are_headers(arena: &Arena, row: NodeId) -> bool {
    arena.children(row).filter(|&cell| arena.name(cell) == "td").count() == 0
}

fn align(arena: &Arena, node: NodeId) -> Option<Align> {
    let style = arena.attribute(node, "style").unwrap_or_default();
    let styled = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    let mut styled = styled
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("text-align"))
        .map(|(_, value)| value.trim());
    let stated = arena.attribute(node, "data-align").or_else(|| arena.attribute(node, "align"));
    let class = arena.classes(node).find_map(|class| class.strip_prefix("has-text-align-"));
    match stated.or(class).or(styled.next_back()).map(str::to_ascii_lowercase).as_deref() {
        Some("left") => Some(Align::Left),
        Some("center") => Some(Align::Center),
        Some("right") => Some(Align::Right),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(rows: &[&[(u32, u32)]]) -> Vec<Vec<(u32, u32)>> {
        let cell = |&(colspan, rowspan): &(u32, u32)| Cell { colspan, rowspan, ..Cell::default() };
        let mut rows: Vec<Row> =
            rows.iter().map(|row| Row { cells: row.iter().map(cell).collect() }).collect();
        bound_spans(&mut rows);
        rows.iter().map(|row| row.cells.iter().map(|cell| (cell.colspan, cell.rowspan)).collect()).collect()
    }

    #[test]
    fn spans_end_where_the_table_does() {
        assert_eq!(spans(&[&[(2, 2), (1, 1)], &[(1, 9)]]), [vec![(2, 2), (1, 1)], vec![(1, 1)]]);
        let wide = spans(&[&[(1000, 65_534)], &[(1000, 65_534)], &[(1000, 65_534), (7, 7)]]);
        assert_eq!(wide, [vec![(1000, 3)], vec![(1, 1)], vec![(1, 1), (1, 1)]]);
        assert_eq!(spans(&[&[(600, 2), (600, 2), (3, 3)], &[(5, 1)]])[0], [(600, 2), (400, 2), (1, 1)]);
    }
}
