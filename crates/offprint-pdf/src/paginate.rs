//! Page breaking: of all ways to divide the rows of a post, the one whose pages together are best; and how the rows
//! of a page are set apart or closer so that its foot is level with the others'.

use crate::{
    floats,
    frame::{Galley, KEEP, Row, height},
};

/// A page, or a column of one: rows from `from` to `to`, the table head repeated above them, and the notes at its foot.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Page {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) head: Option<usize>,
    pub(crate) notes: Vec<usize>,
}

/// The heights that there are: of the first few pages or columns, and of all others.
#[derive(Debug, Clone)]
pub(crate) struct Depths {
    pub(crate) first: Vec<f32>,
    pub(crate) rest: f32,
    /// Distance of baselines, by which heights are judged.
    pub(crate) leading: f32,
}

impl Depths {
    /// The height of the page or column of this number.
    pub(crate) fn of(&self, index: usize) -> f32 {
        self.first.get(index).copied().unwrap_or(self.rest)
    }
}

/// Space between text and notes, in which the rule stands.
pub(crate) const NOTES_GAP: f32 = 16.0;
/// Space between notes.
pub(crate) const NOTE_GAP: f32 = 2.0;

/// What a line that is lacking at the foot of a page costs, squared with their number: where space between blocks
/// makes up for it, and where nothing does.
const LINE: f64 = 8.0;
const SHORT: f64 = 240.0;
/// What a page costs.
const PAGE: f64 = 120.0;
/// What it costs to leave the rest of a page free that another post began.
const LEFT_FREE: f64 = 200.0;
/// What it costs to show a picture on the next page.
const FLOATED: f64 = 150.0;
/// The last page of a post should hold this many lines.
const LAST_LINES: f32 = 5.2;
/// What a line lacking there costs, squared with their number.
const LAST: f64 = 2500.0;
/// What it costs to take all the room that can be taken from gaps and pictures.
const TIGHT: f64 = 160.0;

/// How much a gap may grow and shrink, in its own heights, and how much at most in lines.
const GROW: f32 = 1.8;
const GROW_LINES: f32 = 1.15;
const SHRINK: f32 = 0.3;
/// How much each row may be set apart from the one above where gaps are not enough, in lines.
const APART: f32 = 0.035;

/// Notes that are too high to stand at the foot of a page of this depth; they become rows at the end of the post.
pub(crate) fn notes_too_high(galley: &Galley, depth: f32) -> bool {
    galley.rows.iter().any(|row| notes_height(galley, &row.notes) > depth * 0.5)
}

/// Height of notes at the foot of a page, with the space above them.
pub(crate) fn notes_height(galley: &Galley, notes: &[usize]) -> f32 {
    let rows = notes.iter().filter_map(|&note| galley.notes.get(note));
    let sum: f32 = rows.map(|rows| height(rows) + NOTE_GAP).sum();
    if notes.is_empty() { 0.0 } else { sum + NOTES_GAP }
}

/// What stands on a page so far.
#[derive(Debug, Default, Clone, Copy)]
struct Load {
    used: f32,
    notes: f32,
    /// How much gaps and rows can give, and take.
    grow: f32,
    shrink: f32,
}

impl Load {
    fn add(&mut self, galley: &Galley, from: usize, at: usize, leading: f32) {
        let row = &galley.rows[at];
        self.used += row.height;
        self.shrink += row.elastic.map_or(0.0, |elastic| elastic.0);
        if at > from {
            self.used += row.before;
            self.grow += APART * leading;
            if is_loose(&galley.rows, at) {
                self.grow += grow_of(row, leading);
                self.shrink += row.before * SHRINK;
            }
        }
        if !row.notes.is_empty() {
            let own = notes_height(galley, &row.notes);
            self.notes += if self.notes > 0.0 { own - NOTES_GAP } else { own };
        }
    }
}

fn grow_of(row: &Row, leading: f32) -> f32 {
    (row.before * GROW + 1.0).min(leading * GROW_LINES)
}

/// Whether the gap above this row may be more or less than it is.
fn is_loose(rows: &[Row], at: usize) -> bool {
    rows[at].before > 0.0 && !rows[at].fixed && rows[at - 1].penalty < KEEP
}

/// The best way to a row.
#[derive(Clone, Copy)]
struct Way {
    cost: f64,
    /// Where its last page begins.
    from: usize,
    /// How many pages there were before that, as far as that matters.
    state: usize,
    /// Whether that page begins with a picture that the page before it left.
    carried: bool,
    /// The picture that the page leaves to the next one.
    left: Option<usize>,
}

const NO_WAY: Way = Way { cost: f64::INFINITY, from: 0, state: 0, carried: false, left: None };

/// The best ways to each row: by the number of pages before, as long as their depths differ, and by whether a picture
/// is left.
type Ways = Vec<[Vec<Way>; 2]>;

/// Divides the rows into pages of these depths. Pictures that are left to the head of the next page change their places
/// among the rows.
pub(crate) fn pages(galley: &mut Galley, depths: &Depths) -> Vec<Page> {
    let states = depths.first.len() + 1;
    let mut best: Ways =
        vec![[vec![NO_WAY; galley.rows.len() + 1], vec![NO_WAY; galley.rows.len() + 1]]; states];
    best[0][0][0].cost = 0.0;
    for from in 0..galley.rows.len() {
        for state in 0..states {
            for carried in [false, true] {
                ways_on(galley, depths, &mut best, (from, state, carried));
            }
        }
    }
    way_back(galley, &best)
}

/// Goes on from a row by pages of all lengths.
fn ways_on(galley: &Galley, depths: &Depths, best: &mut Ways, (from, state, carried): (usize, usize, bool)) {
    let rows = &galley.rows;
    let way = best[state][usize::from(carried)][from];
    if way.cost.is_infinite() {
        return;
    }
    let depth = depths.of(state);
    let next = (state + 1).min(best.len() - 1);
    // The rest of a page that another post began may be left free.
    let free = state == 0 && from == 0 && best.len() > 1 && depth < depths.rest * 0.999;
    if free && way.cost < best[next][0][0].cost {
        best[next][0][0] = Way { cost: way.cost + LEFT_FREE, state, ..NO_WAY };
    }
    let head = head_of(galley, from).map_or(0.0, |head| height(&galley.heads[head]));
    let mut load = Load { used: head, ..Load::default() };
    if let Some(picture) = way.left.filter(|_| carried) {
        load.used += rows[picture].height + rows[picture].before;
        load.shrink += rows[picture].elastic.map_or(0.0, |elastic| elastic.0);
    }
    // The page without its last picture, which the text behind overtakes.
    let mut without: Option<(usize, Load)> = None;
    let mut full = false;
    for at in from..rows.len() {
        let to = at + 1;
        if at > from && rows[at].page_break {
            break;
        }
        if at > from && floats::may_float(rows, at) {
            without = Some((at, load));
        } else if let Some((_, load)) = without.as_mut().filter(|_| floats::may_overtake(&rows[at])) {
            load.add(galley, from, at, depths.leading);
        } else {
            without = None;
        }
        load.add(galley, from, at, depths.leading);
        let is_over = |load: &Load| load.used + load.notes - depth > load.shrink + 0.05;
        full |= is_over(&load) && at > from;
        without = without.filter(|(_, load)| !is_over(load));
        if full && without.is_none() {
            break;
        }
        let arrived = Way { cost: 0.0, from, state, carried, left: None };
        if !full {
            let cost = way.cost + page_cost(rows, to, &load, depth, depths.leading);
            if cost < best[next][0][to].cost {
                best[next][0][to] = Way { cost, ..arrived };
            }
        }
        // Something must come after the picture.
        if let Some((picture, load)) = without.filter(|(picture, _)| *picture < at)
            && rows.get(to).is_some_and(|row| !row.page_break)
        {
            let cost = way.cost + page_cost(rows, to, &load, depth, depths.leading) + FLOATED;
            if cost < best[next][1][to].cost {
                best[next][1][to] = Way { cost, left: Some(picture), ..arrived };
            }
        }
    }
}

fn way_back(galley: &mut Galley, best: &Ways) -> Vec<Page> {
    let mut ways = Vec::new();
    let mut to = galley.rows.len();
    let cost = |state: &usize| best[*state][0][to].cost;
    let mut state = (0..best.len()).min_by(|a, b| cost(a).total_cmp(&cost(b))).unwrap_or(0);
    let mut carried = false;
    while to > 0 || state > 0 {
        let way = best[state][usize::from(carried)][to];
        ways.push((way, to));
        (to, state, carried) = (way.from, way.state, way.carried);
    }
    ways.reverse();
    let mut pages = Vec::with_capacity(ways.len());
    for (way, to) in ways {
        if let Some(picture) = way.left {
            floats::carry(&mut galley.rows, picture, to);
        }
        let (from, to) = (way.from - usize::from(way.carried), to - usize::from(way.left.is_some()));
        let notes = galley.rows[from..to].iter().flat_map(|row| row.notes.iter().copied()).collect();
        pages.push(Page { from, to, head: head_of(galley, from).filter(|_| to > from), notes });
    }
    pages
}

/// Takes back page breaks of the author's that would leave a page of a few lines.
pub(crate) fn drop_thin_page_breaks(rows: &mut [Row], leading: f32) {
    let mut end = rows.len();
    for at in (0..rows.len()).rev().filter(|&at| at > 0) {
        if !rows[at].page_break {
            continue;
        }
        if height(&rows[at..end]) < LAST_LINES * leading {
            rows[at].page_break = false;
        } else {
            end = at;
        }
    }
}

/// The table head that is repeated when a page begins with this row.
fn head_of(galley: &Galley, from: usize) -> Option<usize> {
    galley.rows.get(from)?.head.filter(|&head| head < galley.heads.len())
}

fn page_cost(rows: &[Row], to: usize, load: &Load, depth: f32, leading: f32) -> f64 {
    let free = depth - load.used - load.notes;
    let mut cost = PAGE;
    if free < -0.05 {
        let part = f64::from((-free / load.shrink.max(0.1)).min(100.0));
        cost += if -free > load.shrink + 0.05 { 1.0e6 } else { 30.0 + TIGHT * part * part };
    }
    let ends = rows.get(to).is_none_or(|row| row.page_break);
    if ends {
        let lacking = f64::from((LAST_LINES - load.used / leading).max(0.0));
        return cost + lacking * lacking * LAST;
    }
    let lines = f64::from(free.max(0.0) / leading);
    let short = f64::from((free - load.grow - 0.5 * leading).max(0.0) / leading);
    cost + LINE * lines * lines + SHORT * short * short + f64::from(rows[to - 1].penalty.min(KEEP))
}

/// Where the rows of a page begin, from the top of its text, and how much each picture that may be smaller gives up.
pub(crate) fn tops(galley: &Galley, page: &Page, depth: f32, leading: f32) -> (Vec<f32>, Vec<f32>) {
    let rows = &galley.rows[page.from..page.to];
    let mut load =
        Load { used: page.head.map_or(0.0, |head| height(&galley.heads[head])), ..Load::default() };
    let mut y = load.used;
    for at in page.from..page.to {
        load.add(galley, page.from, at, leading);
    }
    let free = depth - load.used - load.notes;
    let ends = galley.rows.get(page.to).is_none_or(|row| row.page_break);
    let apart = APART * leading;
    let spread = apart * rows.len().saturating_sub(1) as f32;
    // First the gaps grow, then all rows are set apart a very little.
    let gaps = (load.grow - spread).max(0.0);
    let wanted = if ends { 0.0 } else { free.clamp(0.0, load.grow + 2.0 * leading) };
    let (grow, extra) = if wanted > load.grow + leading * 0.5 {
        // What cannot be reached is not half reached for.
        (0.0, 0.0)
    } else {
        (
            (wanted / gaps.max(0.01)).min(1.0),
            ((wanted - gaps).max(0.0) / rows.len().saturating_sub(1).max(1) as f32).min(apart),
        )
    };
    let shrink = if free < 0.0 { (-free / load.shrink.max(0.01)).min(1.0) } else { 0.0 };
    let (mut tops, mut smaller) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            y += row.before + extra;
            if is_loose(&galley.rows, page.from + index) {
                y += grow_of(row, leading) * grow - row.before * SHRINK * shrink;
            }
        }
        tops.push(y);
        let less = row.elastic.map_or(0.0, |elastic| elastic.0 * shrink);
        smaller.push(less);
        y += row.height - less;
    }
    (tops, smaller)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn galley(count: usize) -> Galley {
        let mut galley = Galley::default();
        (0..count).for_each(|_| galley.push(Row::new(10.0)));
        galley
    }

    fn depths(first: &[f32]) -> Depths {
        Depths { first: first.to_vec(), rest: 100.0, leading: 10.0 }
    }

    fn ends(galley: &mut Galley, depths: &Depths) -> Vec<usize> {
        pages(galley, depths).iter().map(|page| page.to).collect()
    }

    #[test]
    fn a_kept_row_goes_to_the_next_page_with_its_neighbour() {
        let mut galley = galley(12);
        galley.rows[9].penalty = KEEP;
        let ends = ends(&mut galley, &depths(&[]));
        assert_eq!(ends.last(), Some(&12));
        assert!(!ends.contains(&10));
    }

    #[test]
    fn notes_take_room_on_the_page_of_their_mark() {
        let mut galley = galley(10);
        galley.notes.push(vec![Row::new(30.0)]);
        galley.rows[0].notes.push(0);
        let pages = pages(&mut galley, &depths(&[]));
        assert_eq!(pages.len(), 2);
        assert_eq!(pages[0].notes, [0]);
        assert!(pages[0].to <= 5);
    }

    #[test]
    fn a_row_that_begins_a_page_does() {
        let mut galley = galley(4);
        galley.rows[2].page_break = true;
        assert_eq!(ends(&mut galley, &depths(&[])), [2, 4]);
    }

    #[test]
    fn a_last_page_is_not_left_with_a_line_or_two() {
        let ends = ends(&mut galley(11), &depths(&[]));
        assert_eq!(ends.len(), 2);
        assert!(ends[1] - ends[0] >= 5, "{ends:?}");
    }

    #[test]
    fn pages_of_other_depths_come_first() {
        assert_eq!(ends(&mut galley(24), &depths(&[30.0, 40.0]))[..2], [3, 7]);
        assert_eq!(ends(&mut galley(20), &depths(&[100.0]))[..], [10, 20]);
    }

    #[test]
    fn gaps_grow_until_the_foot_is_level() {
        let mut galley = Galley::default();
        for at in 0..12 {
            if at % 3 == 0 {
                galley.gap(6.0);
            }
            galley.push(Row::new(10.0));
        }
        let page = Page { from: 0, to: 8, head: None, notes: Vec::new() };
        let (tops, _) = tops(&galley, &page, 100.0, 10.0);
        assert!((tops[7] + 10.0 - 100.0).abs() < 0.6, "{tops:?}");
    }

    #[test]
    fn a_picture_gives_up_height_for_the_row_below_it() {
        let mut galley = galley(8);
        galley.rows[4].elastic = Some((5.0, 0.5));
        galley.rows[4].height = 34.0;
        galley.rows[6].penalty = KEEP;
        let page = pages(&mut galley, &depths(&[])).remove(0);
        assert_eq!(page.to, 8);
        let (tops, smaller) = tops(&galley, &page, 100.0, 10.0);
        assert!((tops[7] + 10.0 - 100.0).abs() < 0.1 && smaller[4] > 3.9, "{tops:?}");
    }
}
