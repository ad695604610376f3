//! Tables.

use crate::writer::Writer;
use offprint_core::{Align, Cell, Row, Scope, Table};

impl<'a> Writer<'a> {
    pub(crate) fn table_to_html(&mut self, table: &'a Table) {
        let parts = [("thead", &table.head), ("tbody", &table.body), ("tfoot", &table.foot)];
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
        for (name, rows) in parts {
            if !rows.is_empty() {
                self.rows_to_html(name, rows);
            }
        }
        self.close_block("table");
    }

    fn rows_to_html(&mut self, part: &str, rows: &'a [Row]) {
        self.open(part);
        self.out.push('\n');
        for (index, row) in rows.iter().enumerate() {
            self.open("tr");
            self.out.push('\n');
            for cell in &row.cells {
                // A span that reaches past its part of the table is an error (HTML §4.9.12.1).
                let below = u32::try_from(rows.len() - index).unwrap_or(u32::MAX);
                self.table_cell_to_html(cell, cell.rowspan.clamp(1, below.min(65534)));
            }
            self.close_block("tr");
        }
        self.close_block(part);
    }

    fn table_cell_to_html(&mut self, cell: &'a Cell, rowspan: u32) {
        let name = if cell.header { "th" } else { "td" };
        self.start(name);
        if cell.header
            && let Some(scope) = cell.scope
        {
            self.attribute("scope", if scope == Scope::Row { "row" } else { "col" });
        }
        if cell.colspan > 1 {
            self.attribute("colspan", &cell.colspan.min(1000).to_string());
        }
        if rowspan > 1 {
            self.attribute("rowspan", &rowspan.to_string());
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
        self.cell_to_html(&cell.blocks);
        self.close_block(name);
    }
}
