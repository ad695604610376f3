//! Where the cells of a table stand, so that spans fit (HTML §4.9.12).

use offprint_core::{Row, Table};

/// A row that has cells, and the spans of each: columns, rows.
pub(crate) struct GridRow<'a> {
    pub(crate) row: &'a Row,
    pub(crate) spans: Vec<(usize, usize)>,
}

/// The rows of head, body and foot. Rows without cells are left out, and columns that no cell begins in; spans are as
/// much shorter, end with their part of the table, and never reach over another cell.
pub(crate) fn grid(table: &Table) -> [Vec<GridRow<'_>>; 3] {
    let parts = [&table.head, &table.body, &table.foot].map(|rows| placed(rows));
    let mut begins = Vec::new();
    for place in parts.iter().flatten().flat_map(|(_, places)| places) {
        if begins.len() <= place.column {
            begins.resize(place.column + 1, false);
        }
        begins[place.column] = true;
    }
    let count = |place: &Place| {
        let after = begins.iter().skip(place.column).take(place.columns);
        (after.filter(|begins| **begins).count().max(1), place.rows)
    };
    parts.map(|rows| {
        let spanned = rows.into_iter().map(|(row, places)| (row, places.iter().map(count).collect()));
        spanned.map(|(row, spans)| GridRow { row, spans }).collect()
    })
}

struct Place {
    column: usize,
    columns: usize,
    rows: usize,
}

fn placed(rows: &[Row]) -> Vec<(&Row, Vec<Place>)> {
    // How many rows with cells there are up to each row.
    let mut filled = vec![0];
    for row in rows {
        filled.push(filled.last().unwrap_or(&0) + usize::from(!row.cells.is_empty()));
    }
    // For each column, the first row that no cell from above covers.
    let mut free_at: Vec<usize> = Vec::new();
    let mut placed = Vec::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| !row.cells.is_empty()) {
        let mut column = 0;
        let mut places = Vec::new();
        for cell in &row.cells {
            let covered = |column: usize| free_at.get(column).is_some_and(|&free| free > index);
            while covered(column) {
                column += 1;
            }
            let wanted = cell.columns();
            let columns = 1 + (column + 1..column + wanted).take_while(|&next| !covered(next)).count();
            let end = (index + cell.rows()).min(rows.len());
            if free_at.len() < column + columns {
                free_at.resize(column + columns, 0);
            }
            free_at[column..column + columns].fill(end);
            places.push(Place { column, columns, rows: filled[end] - filled[index] });
            column += columns;
        }
        placed.push((row, places));
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use offprint_core::Cell;

    fn spans(rows: &[&[(u32, u32)]]) -> Vec<Vec<(usize, usize)>> {
        let cell = |&(colspan, rowspan): &(u32, u32)| Cell { colspan, rowspan, ..Cell::default() };
        let body = rows.iter().map(|cells| Row { cells: cells.iter().map(cell).collect() }).collect();
        let table = Table { body, ..Table::default() };
        let [_, body, _] = grid(&table);
        body.into_iter().map(|row| row.spans).collect()
    }

    #[test]
    fn spans_fit() {
        assert_eq!(spans(&[&[(2, 1)], &[(1, 1), (1, 1)]]), [vec![(2, 1)], vec![(1, 1), (1, 1)]]);
        assert_eq!(spans(&[&[(3, 1)], &[(3, 9)]]), [[(1, 1)], [(1, 1)]], "columns that nothing begins in");
        assert_eq!(spans(&[&[(1, 2)], &[], &[(1, 1)]]), [[(1, 1)], [(1, 1)]], "rows without cells");
        let around = spans(&[&[(1, 1), (1, 2)], &[(2, 1), (1, 1)]]);
        assert_eq!(around, [vec![(1, 1), (1, 2)], vec![(1, 1), (1, 1)]], "over another cell");
        assert_eq!(spans(&[&[(0, 0), (1000, 65534)]]), [vec![(1, 1), (1, 1)]]);
    }
}
