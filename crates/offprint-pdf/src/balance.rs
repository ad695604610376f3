//! Lines of headings: as few as need be, about equally long, and no word alone in the last one.

use crate::{
    fit::{self, Line, Sums},
    shape::{Break, Kind, Shaped},
};

/// Headings of more lines than these are set like ragged text, each line as full as it goes.
const MOST_LINES: usize = 8;
/// Those with more places for lines to end, too: nobody reads so many words as a heading.
const MOST_PLACES: usize = 400;
/// What it costs to leave one word alone in the last line, in squares of the width.
const ALONE: f32 = 50.0;

/// Below this part of their size, headings are broken at the seams of an address instead.
const SMALL: f32 = 0.8;
/// No heading is set smaller than in this part of its size.
const SMALLEST: f32 = 0.5;
/// How much smaller a heading may be so that no word is left alone.
const SMALLER: [f32; 5] = [0.97, 0.94, 0.91, 0.88, 0.85];

/// In what part of its size a heading is set: whole, unless its longest word has no room in a line, or one would be left
/// alone in the last one, which only a `heading` shuns.
pub(crate) fn scale(shaped: &mut Shaped, width: f32, heading: bool) -> f32 {
    let fitting = |shaped: &Shaped| width / fit::widest_word(shaped);
    if fitting(shaped) < SMALL {
        fit::open_seams(shaped, width);
    }
    let fits = fitting(shaped);
    if fits < 1.0 {
        return (fits * 0.99).max(SMALLEST);
    }
    let mut alone = |scale: f32| {
        let lines = balanced(shaped, width / scale);
        ends_alone(shaped, &lines)
    };
    if !heading || !alone(1.0) {
        return 1.0;
    }
    SMALLER.into_iter().find(|&scale| !alone(scale)).unwrap_or(1.0)
}

/// Lines for headings: no more than need be, and about equally long.
pub(crate) fn balanced(shaped: &mut Shaped, width: f32) -> Vec<Line> {
    fit::loosen(shaped, width, false);
    let sums = Sums::new(shaped);
    let mut out = Vec::new();
    let mut full = fit::greedy(shaped, &sums, width).into_iter().peekable();
    // The author's line ends stay; what stands between two of them is balanced.
    while full.peek().is_some() {
        let mut part = Vec::new();
        for line in full.by_ref() {
            part.push(line);
            if line.last {
                break;
            }
        }
        match evened(shaped, &sums, &part, width) {
            Some(lines) => out.extend(lines),
            None => out.extend(part),
        }
    }
    out
}

/// Whether a heading's last line is one word, below others.
fn ends_alone(shaped: &Shaped, lines: &[Line]) -> bool {
    lines.len() > 1 && lines.last().is_some_and(|line| is_alone(shaped, line.from, line.to))
}

/// Whether no space parts these clusters.
fn is_alone(shaped: &Shaped, from: usize, to: usize) -> bool {
    shaped.clusters[from..to].iter().all(|cluster| cluster.kind != Kind::Space)
        && !is_within_a_word(shaped, from)
}

/// Whether a word goes on from the line before to the one that begins here.
fn is_within_a_word(shaped: &Shaped, from: usize) -> bool {
    from.checked_sub(1).is_some_and(|before| {
        let before = &shaped.clusters[before];
        before.kind == Kind::Text && matches!(before.after, Break::Yes | Break::Seam)
    })
}

/// As many lines as these, of which the squares of what they differ from equal ones are least.
fn evened(shaped: &Shaped, sums: &Sums, full: &[Line], width: f32) -> Option<Vec<Line>> {
    let (first, last) = (full.first()?, full.last()?);
    let count = full.len();
    if !(2..=MOST_LINES).contains(&count) {
        return None;
    }
    let places = fit::places(shaped, first.from, last.end);
    if places.len() > MOST_PLACES {
        return None;
    }
    let line = |from: usize, to: usize| {
        let (end, _, hyphen) = places[to];
        fit::line_between(shaped, sums, places[from].0, end, hyphen, to + 1 == places.len())
    };
    let even = full.iter().map(|line| line.natural).sum::<f32>() / count as f32;
    // The best way to each place with each number of lines: what it costs, and where its last line begins.
    let mut ways = vec![vec![(f32::INFINITY, 0); places.len()]; count + 1];
    ways[0][0].0 = 0.0;
    for to in 1..places.len() {
        for from in (0..to).rev() {
            let set = line(from, to);
            let over = set.natural + fit::hyphen_width(shaped, &set) > width + 0.01;
            if over && from + 1 < to {
                break;
            }
            let off = (set.natural - even) / width;
            let alone = to + 1 == places.len() && is_alone(shaped, set.from, set.to);
            let own = off * off + if alone { ALONE } else { 0.0 };
            for number in 1..=count {
                let cost = ways[number - 1][from].0 + own;
                if cost < ways[number][to].0 {
                    ways[number][to] = (cost, from);
                }
            }
        }
    }
    let mut to = places.len() - 1;
    if ways[count][to].0.is_infinite() {
        return None;
    }
    let mut lines = Vec::with_capacity(count);
    for number in (1..=count).rev() {
        let from = ways[number][to].1;
        lines.push(line(from, to));
        to = from;
    }
    lines.reverse();
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        shape,
        text::{Style, StyledText},
    };

    fn shaped(said: &str) -> Shaped {
        let style = Style { size: 20.0, bold: true, ..Style::plain() };
        let mut text = StyledText::default();
        text.push(said, &style);
        shape::shape(text, false)
    }

    fn lines(said: &str, width: f32) -> Vec<String> {
        let mut shaped = shaped(said);
        let lines = balanced(&mut shaped, width);
        let text = |line: &Line| {
            shaped.clusters[line.from..line.to].iter().map(|cluster| shaped.text_of(cluster)).collect()
        };
        lines.iter().map(text).collect()
    }

    #[test]
    fn no_long_word_is_left_alone_where_another_can_go_with_it() {
        for width in 200..330 {
            let lines = lines("How the harbour keeps its extraordinarily odd lamplighters", width as f32);
            assert!(lines.last().is_some_and(|line| line.contains(' ')), "{lines:?}");
        }
    }

    #[test]
    fn lines_are_about_equally_long() {
        assert_eq!(lines("one two six ten one two six ten", 220.0), ["one two six ten", "one two six ten"]);
    }

    #[test]
    fn a_heading_of_two_words_is_set_smaller_rather_than_with_one_alone() {
        let mut shaped = shaped("Lamplighters considerations");
        let width = shaped.clusters.iter().map(|cluster| cluster.advance).sum::<f32>();
        assert!(
            balanced(&mut shaped, width * 0.95).len() == 2 && scale(&mut shaped, width * 0.95, false) == 1.0
        );
        assert_eq!(scale(&mut shaped, width * 0.95, true), 0.94);
        assert_eq!(scale(&mut shaped, width * 0.7, true), 1.0, "too small to be read as a heading");
    }

    #[test]
    fn a_name_of_a_file_is_parted_at_its_seams_and_a_long_word_is_set_smaller() {
        let mut name = shaped("tests__data__blocks__core__cover-with-caption.html");
        assert_eq!(scale(&mut name, 200.0, true), 1.0);
        let mut word = shaped("Donaudampfschifffahrtsgesellschaft");
        assert!((0.5..0.8).contains(&scale(&mut word, 200.0, true)));
    }
}
