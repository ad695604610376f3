//! Tables.

use super::arena::{Arena, NodeId};
use super::cleaner::Cleaner;
use super::flow::Flow;
use super::rules::{Action, local};
use super::{lines, tidy};
use crate::model::{Align, Block, Cell, Division, Inline, Row, Scope, Table};

/// HTML's limit for `colspan`.
const MAX_COLSPAN: u32 = 1000;
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
                let line = tidy::line(lines::children_to_inlines(cleaner, part));
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
    let filled =
        [&table.head, &table.body, &table.foot].into_iter().flatten().any(|row| !row.cells.is_empty());
    if !filled {
        cleaner.report.fired(local::EMPTY, "");
        if !table.caption.is_empty() {
            flow.push(Block::Paragraph(table.caption));
        }
        return;
    }
    // A table that begins with a row of headers and says no head has that row for one.
    let all_headers = |row: &Row| row.cells.iter().all(|cell| cell.header && cell.rowspan == 1);
    if table.head.is_empty() && table.body.len() > 1 && all_headers(&table.body[0]) {
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
