//! The cells of a table in their columns, as HTML places them.

use offprint_core::{Cell, Row, Table};
use std::collections::BTreeSet;

/// A cell in its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed<'a> {
    /// The cell; `None` for a place that no cell takes.
    pub(crate) cell: Option<&'a Cell>,
    pub(crate) column: usize,
    pub(crate) columns: usize,
    pub(crate) rows: usize,
}

/// A table, its places all taken.
#[derive(Debug)]
pub(crate) struct Grid<'a> {
    pub(crate) columns: usize,
    pub(crate) head: Vec<Vec<Placed<'a>>>,
    pub(crate) body: Vec<Vec<Placed<'a>>>,
    pub(crate) foot: Vec<Vec<Placed<'a>>>,
}

impl<'a> Grid<'a> {
    /// Places the cells. Columns that no cell begins or ends in are left out, so a span over a thousand columns
    /// that are not there is no matter.
    pub(crate) fn new(table: &'a Table) -> Self {
        let mut parts = [&table.head, &table.body, &table.foot].map(|rows| place(rows));
        let mut edges: BTreeSet<usize> = BTreeSet::from([0]);
        for placed in parts.iter().flatten().flatten() {
            edges.insert(placed.column);
            edges.insert(placed.column + placed.columns);
        }
        let edges: Vec<usize> = edges.into_iter().collect();
        let index = |edge: usize| edges.binary_search(&edge).unwrap_or(0);
        for placed in parts.iter_mut().flatten().flatten() {
            let (from, to) = (index(placed.column), index(placed.column + placed.columns));
            (placed.column, placed.columns) = (from, to - from);
        }
        let columns = edges.len() - 1;
        parts.iter_mut().for_each(|rows| fill(rows, columns));
        let [head, body, foot] = parts;
        Self { columns, head, body, foot }
    }
}

fn place(rows: &[Row]) -> Vec<Vec<Placed<'_>>> {
    let mut out = Vec::with_capacity(rows.len());
    // For each column: how many further rows a cell from above covers.
    let mut covered: Vec<usize> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut placed = Vec::with_capacity(row.cells.len());
        let mut column = 0;
        let mut taken = covered.clone();
        covered.iter_mut().for_each(|left| *left = left.saturating_sub(1));
        for cell in &row.cells {
            while taken.get(column).is_some_and(|&left| left > 0) {
                column += 1;
            }
            let mut columns = cell.columns();
            // A span ends where a cell from above stands.
            if let Some(free) =
                (column..column + columns).position(|at| taken.get(at).is_some_and(|&left| left > 0))
            {
                columns = free.max(1);
            }
            let span = cell.rows().min(rows.len() - at);
            placed.push(Placed { cell: Some(cell), column, columns, rows: span });
            if covered.len() < column + columns {
                covered.resize(column + columns, 0);
                taken.resize(column + columns, 0);
            }
            for at in column..column + columns {
                covered[at] = span - 1;
                taken[at] = 1;
            }
            column += columns;
        }
        out.push(placed);
    }
    out
}

/// Takes the places that are left with cells that are not there.
fn fill(rows: &mut [Vec<Placed<'_>>], columns: usize) {
    let mut covered = vec![0_usize; columns];
    for row in rows {
        let mut taken: Vec<bool> = covered.iter().map(|&left| left > 0).collect();
        covered.iter_mut().for_each(|left| *left = left.saturating_sub(1));
        for placed in row.iter() {
            for at in placed.column..(placed.column + placed.columns).min(columns) {
                taken[at] = true;
                covered[at] = covered[at].max(placed.rows - 1);
            }
        }
        let free = (0..columns).filter(|&at| !taken[at]);
        row.extend(free.map(|column| Placed { cell: None, column, columns: 1, rows: 1 }));
        row.sort_by_key(|placed| placed.column);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(colspan: u32, rowspan: u32) -> Cell {
        Cell { colspan, rowspan, ..Cell::default() }
    }

    #[test]
    fn spans_are_placed_and_gaps_are_filled() {
        let body = vec![
            Row { cells: vec![cell(1, 2), cell(2, 1)] },
            Row { cells: vec![cell(1, 1)] },
            Row { cells: vec![cell(1000, 1)] },
        ];
        let table = Table { body, ..Table::default() };
        let grid = Grid::new(&table);
        let shape = |row: usize| {
            grid.body[row]
                .iter()
                .map(|placed| (placed.column, placed.columns, placed.cell.is_some()))
                .collect::<Vec<_>>()
        };
        assert_eq!(grid.columns, 4);
        assert_eq!(shape(0), [(0, 1, true), (1, 2, true), (3, 1, false)]);
        assert_eq!(shape(1), [(1, 1, true), (2, 1, false), (3, 1, false)]);
        assert_eq!(shape(2), [(0, 4, true)]);
    }
}
