//! Notes: their marks, and what they say at the end.

use crate::{
    body::{Body, Flow, blocks_to_lines},
    html,
    lines::Lines,
};
use offprint_core::Note;

/// The notes that were marked, one below the other.
pub(crate) fn notes_to_lines(lines: &mut Lines, body: &Body<'_>) {
    if body.style.flavor.is_extended() { notes(lines, body) } else { notes_as_list(lines, body) }
}

/// The notes that were marked, each after its mark.
fn notes(lines: &mut Lines, body: &Body<'_>) {
    let mut done = 0;
    loop {
        // A note may hold notes.
        let Some((label, blocks)) = body.notes.borrow().get(done).cloned() else { break };
        done += 1;
        lines.separate();
        let note = lines.enter(&format!("[^{label}]: "), "    ");
        blocks_to_lines(lines, &blocks, Flow::default(), body);
        lines.leave(note);
    }
}

/// The notes for who knows none: a list with names that the marks lead to.
fn notes_as_list(lines: &mut Lines, body: &Body<'_>) {
    if body.notes.borrow().is_empty() {
        return;
    }
    let html = !body.style.no_html;
    lines.separate();
    if html {
        lines.lines("<section class=\"footnotes\">\n<ol>");
    }
    let mut done = 0;
    loop {
        let Some((label, blocks)) = body.notes.borrow().get(done).cloned() else { break };
        done += 1;
        lines.separate();
        if html {
            lines.line(&format!("<li id=\"fn-{}\">", html::attribute(&label)));
            lines.separate();
            blocks_to_lines(lines, &blocks, Flow::default(), body);
            lines.separate();
            lines.line(&format!("<a href=\"#fnref-{}\">↩</a>", html::attribute(&label)));
            lines.separate();
            lines.line("</li>");
        } else {
            let note = lines.enter(&format!("{done}. "), "   ");
            blocks_to_lines(lines, &blocks, Flow::default(), body);
            lines.leave(note);
        }
    }
    if html {
        lines.lines("</ol>\n</section>");
    }
}

impl Body<'_> {
    /// The mark of a note, whose body is taken along.
    pub(crate) fn note(&self, note: &Note) -> String {
        let style = self.style;
        let separator = if self.label.is_empty() { "" } else { "-" };
        let label = format!("{}{separator}{}", self.label, note.number);
        let mut notes = self.notes.borrow_mut();
        if !notes.iter().any(|(known, _)| *known == label) {
            notes.push((label.clone(), note.body.clone()));
        }
        match (style.flavor.is_extended(), style.no_html) {
            (true, _) => format!("[^{label}]"),
            (false, true) => format!("\\[{}\\]", note.number),
            (false, false) => format!(
                "<sup><a id=\"fnref-{0}\" href=\"#fn-{0}\">{1}</a></sup>",
                html::attribute(&label),
                note.number
            ),
        }
    }
}
