//! Page breaking: of all ways to divide the rows of a post, the one whose pages together are best.

use crate::{
    frame::{Galley, KEEP, Row, height},
    theme,
};

/// A page: rows from `from` to `to`, the table head repeated above them, and the notes at its foot.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Page {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) head: Option<usize>,
    pub(crate) notes: Vec<usize>,
}

/// Space between text and notes, in which the rule stands.
pub(crate) const NOTES_GAP: f32 = 16.0;
/// Space between notes.
pub(crate) const NOTE_GAP: f32 = 2.0;

/// What a line that is lacking at the foot of a page costs, squared with their number.
const LINE: f32 = 8.0;
/// What a page costs.
const PAGE: f32 = 120.0;
/// The last page of a post should hold this many lines.
const LAST_LINES: f32 = 5.0;

/// Notes that are too high to stand at the foot of a page; they become rows at the end of the post.
pub(crate) fn notes_too_high(galley: &Galley) -> bool {
    let limit = theme::DEPTH * 0.5;
    galley.rows.iter().any(|row| notes_height(galley, &row.notes) > limit)
}

/// Height of notes at the foot of a page, with the space above them.
pub(crate) fn notes_height(galley: &Galley, notes: &[usize]) -> f32 {
    let rows = notes.iter().filter_map(|&note| galley.notes.get(note));
    let sum: f32 = rows.map(|rows| height(rows) + NOTE_GAP).sum();
    if notes.is_empty() { 0.0 } else { sum + NOTES_GAP }
}

/// Divides the rows into pages of this depth.
pub(crate) fn pages(galley: &Galley, depth: f32) -> Vec<Page> {
    let rows = &galley.rows;
    let mut best: Vec<(f32, usize)> = vec![(f32::INFINITY, 0); rows.len() + 1];
    best[0].0 = 0.0;
    for from in 0..rows.len() {
        if best[from].0.is_infinite() {
            continue;
        }
        let mut used = head_of(galley, from).map_or(0.0, |head| height(&galley.heads[head]));
        let mut notes = 0.0;
        for to in from + 1..=rows.len() {
            let row = &rows[to - 1];
            if to > from + 1 && row.page_break {
                break;
            }
            used += row.height + if to > from + 1 { row.before } else { 0.0 };
            if !row.notes.is_empty() {
                let own = notes_height(galley, &row.notes);
                notes += if notes > 0.0 { own - NOTES_GAP } else { own };
            }
            let over = used + notes - depth;
            if over > 0.05 && to > from + 1 {
                break;
            }
            let cost = best[from].0 + page_cost(rows, to, depth - used - notes, used);
            if cost < best[to].0 {
                best[to] = (cost, from);
            }
        }
    }
    let mut pages = Vec::new();
    let mut to = rows.len();
    while to > 0 {
        let from = best[to].1;
        let notes = rows[from..to].iter().flat_map(|row| row.notes.iter().copied()).collect();
        pages.push(Page { from, to, head: head_of(galley, from), notes });
        to = from;
    }
    pages.reverse();
    pages
}

/// The table head that is repeated when a page begins with this row.
fn head_of(galley: &Galley, from: usize) -> Option<usize> {
    galley.rows.get(from)?.head.filter(|&head| head < galley.heads.len())
}

fn page_cost(rows: &[Row], to: usize, free: f32, used: f32) -> f32 {
    let lines = free.max(0.0) / theme::LEADING;
    let ends = rows.get(to).is_none_or(|row| row.page_break);
    if ends {
        let lacking = (LAST_LINES - used / theme::LEADING).max(0.0);
        return PAGE + lacking * lacking * 60.0;
    }
    let penalty = rows[to - 1].penalty.min(KEEP);
    let short = if free < -0.05 { 1.0e6 } else { 0.0 };
    PAGE + LINE * lines * lines + penalty + short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn galley(count: usize) -> Galley {
        let mut galley = Galley::default();
        (0..count).for_each(|_| galley.push(Row::new(10.0)));
        galley
    }

    #[test]
    fn a_kept_row_goes_to_the_next_page_with_its_neighbour() {
        let mut galley = galley(12);
        galley.rows[9].penalty = KEEP;
        let ends: Vec<usize> = pages(&galley, 100.0).iter().map(|page| page.to).collect();
        assert_eq!(ends.last(), Some(&12));
        assert!(!ends.contains(&10));
    }

    #[test]
    fn notes_take_room_on_the_page_of_their_mark() {
        let mut galley = galley(10);
        galley.notes.push(vec![Row::new(30.0)]);
        galley.rows[0].notes.push(0);
        let pages = pages(&galley, 100.0);
        assert_eq!(pages.len(), 2);
        assert_eq!(pages[0].notes, [0]);
        assert!(pages[0].to <= 5);
    }

    #[test]
    fn a_row_that_begins_a_page_does() {
        let mut galley = galley(4);
        galley.rows[2].page_break = true;
        let ends: Vec<usize> = pages(&galley, 100.0).iter().map(|page| page.to).collect();
        assert_eq!(ends, [2, 4]);
    }
}
