//! Tables as pages and checkers want them: scrolling where they are wide, without headers of nothing.

/// Cells in a row from which on a table scrolls rather than squeezes its words.
const WIDE: usize = 5;

/// The letters that stand side by side on a phone, or on a page in large letters: a table whose words need more room
/// than that, each column by its longest, scrolls, too.
const LETTERS: usize = 40;

/// What the space around a cell takes, in letters.
const AROUND: usize = 3;

/// A table that the place is in.
#[derive(Default)]
struct Table {
    /// Where it begins in what is written.
    start: usize,
    /// The longest word of each column, in letters.
    columns: Vec<usize>,
    /// The column of the cell that is looked at, from 1.
    cell: usize,
    /// The letters of the word that is looked at.
    word: usize,
}

impl Table {
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            // Scripts from here on break between any two signs.
            self.word = if c.is_whitespace() || c >= '\u{2e80}' { 0 } else { self.word + 1 };
            if let Some(longest) = self.cell.checked_sub(1).and_then(|at| self.columns.get_mut(at)) {
                *longest = self.word.max(*longest);
            }
        }
    }

    fn tag(&mut self, name: &str) {
        match name {
            "tr" => self.cell = 0,
            "td" | "th" => {
                self.cell += 1;
                self.columns.resize(self.columns.len().max(self.cell), 0);
            }
            "p" | "br/" | "li" | "div" => {}
            _ => return,
        }
        self.word = 0;
    }

    fn is_wide(&self) -> bool {
        let letters = self.columns.iter().sum::<usize>() + AROUND * self.columns.len();
        self.columns.len() >= WIDE || (self.columns.len() > 1 && letters > LETTERS)
    }
}

/// The fragment with empty headers as plain cells, and with each wide table in a box that scrolls, and that keys can reach (WCAG 2.1, 2.1.1).
///
/// Text in the fragment has its `<` escaped, so that tags can be looked for as they are written.
pub(crate) fn scrolling(html: String) -> String {
    if !html.contains("<table>") {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 128);
    let mut within: Vec<Table> = Vec::new();
    let mut rest = &*html;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at..];
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        out.push_str(&rest[..at]);
        let name = &tag[1..end.saturating_sub(1).max(1)];
        if let Some(table) = within.last_mut() {
            table.text(&rest[..at]);
            table.tag(name.split(' ').next().unwrap_or_default());
        }
        if name == "table" {
            within.push(Table { start: out.len(), ..Table::default() });
        }
        // A header of nothing is none (WCAG 2.1, 1.3.1).
        if name.split(' ').next() == Some("th") && tag[end..].starts_with("</th>") {
            let attributes = name["th".len()..].replace(" scope=\"col\"", "").replace(" scope=\"row\"", "");
            out.push_str(&format!("<td{attributes}></td>"));
            rest = &tag[end + "</th>".len()..];
            continue;
        }
        out.push_str(&tag[..end]);
        if name == "/table"
            && let Some(table) = within.pop()
            && table.is_wide()
        {
            out.insert_str(table.start, "<div class=\"wide-table\" tabindex=\"0\">\n");
            out.push_str("\n</div>");
        }
        rest = &tag[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: usize) -> String {
        format!("<table>\n<tr>\n{}</tr>\n</table>", "<td>x</td>".repeat(columns))
    }

    #[test]
    fn only_wide_tables_scroll() {
        assert_eq!(scrolling(table(4)), table(4));
        let wide = scrolling(format!("<p>&lt;table></p>{}<p>z</p>", table(5)));
        let boxed = format!("<div class=\"wide-table\" tabindex=\"0\">\n{}\n</div>", table(5));
        assert_eq!(wide, format!("<p>&lt;table></p>{boxed}<p>z</p>"));
    }

    #[test]
    fn tables_of_long_words_scroll() {
        let row = |cells: [&str; 3]| {
            let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
            format!("<table>\n<tr>{cells}</tr>\n</table>")
        };
        let short = row([
            "one and another word",
            "two <em>words</em>",
            "日本語の文は何処でも折れる、長い文でも折れる",
        ]);
        assert_eq!(scrolling(short.clone()), short);
        let long = row(["Buy/<em>sell/exchange</em>", "Percentage", "Bitcoin/Ethereum"]);
        assert!(scrolling(long).starts_with("<div class=\"wide-table\""));
    }

    #[test]
    fn empty_headers_are_cells() {
        let row = |cells: &str| format!("<table><tr>{cells}</tr></table>");
        assert_eq!(
            scrolling(row("<th scope=\"col\" colspan=\"2\"></th><th>x</th>")),
            row("<td colspan=\"2\"></td><th>x</th>")
        );
    }

    #[test]
    fn tables_in_tables_are_told_apart() {
        let outer = format!("<table><tr><td>{}</td></tr></table>", table(6));
        let boxed = scrolling(outer);
        assert!(boxed.starts_with("<table><tr><td><div class=\"wide-table\""));
        assert_eq!(boxed.matches("<div").count(), boxed.matches("</div>").count());
    }
}
