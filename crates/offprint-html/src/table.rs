//! Tables.

use crate::{
    grid::{GridRow, grid},
    writer::Writer,
};
use offprint_core::{Align, Cell, Scope, Table};

impl<'a> Writer<'a> {
    pub(crate) fn table_to_html(&mut self, table: &'a Table) {
        let [head, body, foot] = grid(table);
        let parts = [("thead", head), ("tbody", body), ("tfoot", foot)];
        if parts.iter().all(|(_, rows)| rows.is_empty()) {
            return self.paragraph_to_html(&table.caption);
        }
        self.open("table");
        self.out.push('\n');
        if !table.caption.is_empty() {
            self.open("caption");
            self.inlines_to_html(&table.caption);
            self.close_block("caption");
        }
        for (name, rows) in &parts {
            if !rows.is_empty() {
                self.rows_to_html(name, rows);
            }
        }
        self.close_block("table");
    }

    fn rows_to_html(&mut self, part: &str, rows: &[GridRow<'a>]) {
        self.open(part);
        self.out.push('\n');
        for row in rows {
            self.open("tr");
            self.out.push('\n');
            for (cell, spans) in row.row.cells.iter().zip(&row.spans) {
                self.table_cell_to_html(cell, *spans);
            }
            self.close_block("tr");
        }
        self.close_block(part);
    }

    fn table_cell_to_html(&mut self, cell: &'a Cell, (columns, rows): (usize, usize)) {
        let name = if cell.header { "th" } else { "td" };
        self.start(name);
        if cell.header
            && let Some(scope) = cell.scope
        {
            self.attribute("scope", if scope == Scope::Row { "row" } else { "col" });
        }
        for (name, span) in [("colspan", columns), ("rowspan", rows)] {
            if span > 1 {
                self.attribute(name, &span.to_string());
            }
        }
        if self.options.styles {
            match cell.align {
                Some(Align::Left) => self.attribute("style", "text-align: left"),
                Some(Align::Center) => self.attribute("style", "text-align: center"),
                Some(Align::Right) => self.attribute("style", "text-align: right"),
                Some(Align::Wide | Align::Full) | None => {}
            }
        }
        self.end();
        let around = self.in_header_cell;
        self.in_header_cell |= cell.header;
        self.cell_to_html(&cell.blocks);
        self.in_header_cell = around;
        self.close_block(name);
    }
}
