//! Tables as pages and checkers want them: scrolling where they are wide, without headers of nothing.

/// Cells in a row from which on a table scrolls rather than squeezes its words.
const WIDE: usize = 5;

/// The fragment with empty headers as plain cells, and with each wide table in a box that scrolls, and that keys can reach (WCAG 2.1, 2.1.1).
///
/// Text in the fragment has its `<` escaped, so that tags can be looked for as they are written.
pub(crate) fn scrolling(html: String) -> String {
    if !html.contains("<table>") {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 128);
    // For each table that the place is in: where it begins in `out`, cells of its widest row, of this row.
    let mut within: Vec<(usize, usize, usize)> = Vec::new();
    let mut rest = &*html;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at..];
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        out.push_str(&rest[..at]);
        let name = &tag[1..end.saturating_sub(1).max(1)];
        if name == "table" {
            within.push((out.len(), 0, 0));
        }
        if let Some((_, widest, cells)) = within.last_mut() {
            match name.split(' ').next() {
                Some("tr") => *cells = 0,
                Some("td" | "th") => {
                    *cells += 1;
                    *widest = (*widest).max(*cells);
                }
                _ => {}
            }
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
            && let Some((start, widest, _)) = within.pop()
            && widest >= WIDE
        {
            out.insert_str(start, "<div class=\"wide-table\" tabindex=\"0\">\n");
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
