//! Tables with pipes (GFM §4.10), their columns aligned; what pipes cannot say is an HTML table.

use crate::{
    body::{Body, block_to_html_lines},
    figures,
    inline::Setting,
    lines::Lines,
};
use offprint_core::{Align, Block, Cell, Inline, Row, Table};
use unicode_width::UnicodeWidthStr;

/// Wider tables are written without padding: nobody can see such lines side by side.
const WIDEST: usize = 160;

/// A table.
pub(crate) fn table_to_lines(lines: &mut Lines, table: &Table, tight: bool, body: &Body<'_>) {
    let columns = table.columns();
    if columns == 0 {
        let caption = body.markdown(&table.caption, Setting::Paragraph);
        if !caption.is_empty() {
            lines.lines(&caption);
        }
        return;
    }
    let unsaid = (tight && !table.caption.is_empty()) || !body.style.flavor.is_extended();
    let rows = if unsaid && !body.style.no_html { None } else { pipe_rows(table, columns, body) };
    let Some(rows) = rows else {
        block_to_html_lines(lines, &Block::Table(table.clone()), body);
        return;
    };
    if table.caption.is_empty() {
        rows_to_lines(lines, &rows, &alignments(table, columns));
        return;
    }
    lines.line(&body.open_tag("<figure>"));
    lines.separate();
    rows_to_lines(lines, &rows, &alignments(table, columns));
    lines.separate();
    figures::caption_to_lines(lines, &table.caption, body);
    lines.line("</figure>");
}

/// The cells of a table that pipes can say: one row of headers (or none, then it is empty), no spans, no foot, and no
/// cell that wants more than a line.
fn pipe_rows(table: &Table, columns: usize, body: &Body<'_>) -> Option<Vec<Vec<String>>> {
    let plain = |cell: &Cell| cell.colspan <= 1 && cell.rowspan <= 1 && can_be_line(&cell.blocks, body);
    let heads =
        |row: &Row| row.cells.iter().all(|cell| plain(cell) && cell.scope != Some(offprint_core::Scope::Row));
    let cells = |row: &Row| row.cells.iter().all(|cell| plain(cell) && !cell.header);
    // Parsers fill short rows with empty cells.
    let even = table.head.iter().chain(&table.body).all(|row| row.cells.len() == columns);
    let fits = even
        && table.head.len() <= 1
        && table.foot.is_empty()
        && table.head.iter().all(heads)
        && table.body.iter().all(cells);
    if !fits {
        return None;
    }
    let mut rows = Vec::with_capacity(table.body.len() + 1);
    let none = Row::default();
    for row in std::iter::once(table.head.first().unwrap_or(&none)).chain(&table.body) {
        let mut texts = Vec::with_capacity(columns);
        for cell in &row.cells {
            texts.push(escape_pipes(&cell_to_markdown(cell, body))?);
        }
        texts.resize(columns, String::new());
        rows.push(texts);
    }
    Some(rows)
}

/// Whether the content of a cell can be written in one line; paragraphs are parted by two breaks.
fn can_be_line(blocks: &[Block], body: &Body<'_>) -> bool {
    match blocks {
        [] | [Block::Paragraph(_)] => true,
        [Block::Paragraph(_), rest @ ..] if !body.style.no_html => {
            rest.iter().all(|block| matches!(block, Block::Paragraph(_)))
        }
        [Block::Figure(figure)] => figure.caption.is_empty(),
        _ => false,
    }
}

fn cell_to_markdown(cell: &Cell, body: &Body<'_>) -> String {
    match &*cell.blocks {
        [Block::Paragraph(content)] => body.markdown(content, Setting::Cell),
        [Block::Paragraph(_), ..] => {
            let mut line: Vec<Inline> = Vec::new();
            for block in &cell.blocks {
                let Block::Paragraph(content) = block else { continue };
                if !line.is_empty() {
                    line.extend([Inline::Break, Inline::Break]);
                }
                line.extend(content.iter().cloned());
            }
            body.markdown(&line, Setting::Cell)
        }
        [Block::Figure(figure)] => figures::picture_to_markdown(figure, Setting::Cell, body),
        _ => String::new(),
    }
}

/// Pipes with a backslash: rows are split before anything else is read. `None` when a backslash stands before one
/// already, where parsers differ.
fn escape_pipes(text: &str) -> Option<String> {
    if !text.contains('|') {
        return Some(text.to_owned());
    }
    let mut out = String::with_capacity(text.len() + 4);
    let mut slashes = 0;
    for c in text.chars() {
        match c {
            '\\' => slashes += 1,
            '|' if slashes % 2 == 1 => return None,
            '|' => {
                out.push('\\');
                slashes = 0;
            }
            _ => slashes = 0,
        }
        out.push(c);
    }
    Some(out)
}

/// How each column stands: as all its cells do that say so, and only if all of its body does.
fn alignments(table: &Table, columns: usize) -> Vec<Option<Align>> {
    let of = |column: usize| {
        let mut cells = table.body.iter().map(|row| row.cells.get(column).and_then(|cell| cell.align));
        let head = table.head.first().and_then(|row| row.cells.get(column)).and_then(|cell| cell.align);
        let first = match cells.next() {
            Some(first) => first,
            None => head,
        };
        first.filter(|_| cells.all(|align| align == first) && head.is_none_or(|head| Some(head) == first))
    };
    (0..columns).map(of).collect()
}

fn rows_to_lines(lines: &mut Lines, rows: &[Vec<String>], alignments: &[Option<Align>]) {
    let mut widths = vec![3; alignments.len()];
    for row in rows {
        for (width, text) in widths.iter_mut().zip(row) {
            *width = (*width).max(text.width());
        }
    }
    if widths.iter().map(|width| width + 3).sum::<usize>() > WIDEST {
        widths.fill(0);
    }
    for (index, row) in rows.iter().enumerate() {
        let mut line = String::from("|");
        for ((text, width), align) in row.iter().zip(&widths).zip(alignments) {
            cell_to_line(&mut line, text, *width, *align);
        }
        lines.line(&line);
        if index == 0 {
            lines.line(&delimiter_row(&widths, alignments));
        }
    }
}

fn cell_to_line(line: &mut String, text: &str, width: usize, align: Option<Align>) {
    let room = width.saturating_sub(text.width());
    let left = match align {
        Some(Align::Right) => room,
        Some(Align::Center) => room / 2,
        _ => 0,
    };
    line.push(' ');
    line.extend(std::iter::repeat_n(' ', left));
    line.push_str(text);
    line.extend(std::iter::repeat_n(' ', room - left));
    line.push_str(" |");
}

fn delimiter_row(widths: &[usize], alignments: &[Option<Align>]) -> String {
    let mut line = String::from("|");
    for (width, align) in widths.iter().zip(alignments) {
        let (left, right) = match align {
            Some(Align::Left) => (":", ""),
            Some(Align::Center) => (":", ":"),
            Some(Align::Right) => ("", ":"),
            _ => ("", ""),
        };
        let hyphens = (*width).max(3) - left.len() - right.len();
        line.push_str(&format!(" {left}{}{right} |", "-".repeat(hyphens)));
    }
    line
}
