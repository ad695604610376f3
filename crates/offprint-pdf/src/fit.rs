//! Line breaking: of all ways to divide a paragraph, the one whose lines together are best (Knuth and Plass,
//! "Breaking paragraphs into lines", 1981), and the plain way for ragged text.

use crate::{
    fonts::Family,
    hyphens,
    shape::{self, Break, Kind, Shaped},
};
use std::ops::Range;

/// A line: clusters from `from` to `to`, with the spaces that are dropped to `end`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Line {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) end: usize,
    /// Whether a hyphen is drawn at its end.
    pub(crate) hyphen: bool,
    /// Whether it ends within a word without a hyphen that is drawn for it.
    pub(crate) parted: bool,
    /// Whether it ends its paragraph or stands before a line end that the author made.
    pub(crate) last: bool,
    /// Its width before it is stretched, without the hyphen and what hangs beyond its edges.
    pub(crate) natural: f32,
    /// How far it begins before the left edge.
    pub(crate) hung: f32,
}

/// How much a space may be stretched and shrunk at ratio 1, in its own widths.
pub(crate) const STRETCH: f32 = 0.5;
pub(crate) const SHRINK: f32 = 0.34;
/// How much room may be put between letters at ratio 1, in ems.
pub(crate) const TRACKING: f32 = 0.007;
/// How much wider and narrower letters may be drawn at ratio 1, in their own widths.
pub(crate) const WIDENING: f32 = 0.011;
pub(crate) const NARROWING: f32 = 0.012;
/// The same between characters of scripts without spaces.
const WIDE_TRACKING: f32 = 0.05;
/// Lines looser than this ask for hyphenation.
const LOOSE: f32 = 1.85;

/// Demerits of a line that ends with a hyphen: one put in, one of the word's own.
#[derive(Debug, Clone, Copy)]
struct Hyphens {
    put_in: f64,
    own: f64,
    /// Of a hundred lines, so many at most should end with one.
    most: usize,
    /// What costs more is not asked before there are as many lines.
    after: usize,
}

/// What hyphens cost; the later ones where a post has many such lines already. With the last one, lines
/// are filled as far as they can be.
const HYPHENATED: [Hyphens; 4] = [
    Hyphens { put_in: 9.0e5, own: 2.0e5, most: 6, after: 0 },
    Hyphens { put_in: 2.0e6, own: 1.0e6, most: 6, after: 0 },
    Hyphens { put_in: 5.5e6, own: 4.5e6, most: 9, after: 60 },
    Hyphens { put_in: 2.0e7, own: 1.8e7, most: 100, after: 0 },
];
/// Demerits of a paragraph whose last line begins with the rest of a word.
const REST_ALONE: f64 = 3.0e6;
/// Lines looser than this are not filled any more, and what each unit beyond it costs.
const FULL: f32 = 1.92;
const GAPING: f64 = 6.0e6;

/// Sums over the clusters before each place.
pub(crate) struct Sums {
    width: Vec<f32>,
    stretch: Vec<f32>,
    shrink: Vec<f32>,
}

impl Sums {
    pub(crate) fn new(shaped: &Shaped) -> Self {
        let count = shaped.clusters.len() + 1;
        let mut sums = Self { width: vec![0.0; count], stretch: vec![0.0; count], shrink: vec![0.0; count] };
        for (at, cluster) in shaped.clusters.iter().enumerate() {
            let size = shaped.text.styles.get(usize::from(cluster.style)).map_or(0.0, |style| style.size);
            let (stretch, shrink) = match cluster.kind {
                Kind::Space if gives(shaped, at) => (cluster.advance * STRETCH, cluster.advance * SHRINK),
                Kind::Text if is_spaceless(shaped, at) => (size * WIDE_TRACKING, size * WIDE_TRACKING * 0.2),
                Kind::Text => {
                    let apart = if cluster.level % 2 == 0 { size * TRACKING } else { 0.0 };
                    (apart + cluster.advance * WIDENING, apart * 0.5 + cluster.advance * NARROWING)
                }
                _ => (0.0, 0.0),
            };
            sums.width[at + 1] = sums.width[at] + cluster.advance;
            sums.stretch[at + 1] = sums.stretch[at] + stretch;
            sums.shrink[at + 1] = sums.shrink[at] + shrink;
        }
        sums
    }

    fn width(&self, from: usize, to: usize) -> f32 {
        self.width[to.max(from)] - self.width[from]
    }
}

/// Whether a space is one between words: those of program text stay as they are.
pub(crate) fn gives(shaped: &Shaped, at: usize) -> bool {
    let style = shaped.text.styles.get(usize::from(shaped.clusters[at].style));
    style.is_none_or(|style| style.family != Family::Mono)
}

/// Whether the cluster is of a script that is written without spaces between words.
pub(crate) fn is_spaceless(shaped: &Shaped, at: usize) -> bool {
    let cluster = &shaped.clusters[at];
    shaped.text_of(cluster).chars().next().is_some_and(shape::is_spaceless)
}

/// How many lines of a post go on in the next one, and how many of them end with a divided word.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Divided {
    lines: usize,
    divided: usize,
}

impl Divided {
    /// With these lines, too.
    fn with(self, lines: &[Line]) -> Self {
        let inner = lines.iter().filter(|line| !line.last);
        let divided = inner.clone().filter(|line| line.hyphen || line.parted).count();
        Self { lines: self.lines + inner.count(), divided: self.divided + divided }
    }

    /// Whether these are more of a hundred.
    fn are_over(self, most: usize) -> bool {
        self.divided * 100 > self.lines * most
    }
}

/// Lines for justified text of this width. Words are divided where that helps, and the less readily the more there are
/// already; without a count of those, not at all.
pub(crate) fn justified(shaped: &mut Shaped, width: f32, divided: Option<&mut Divided>) -> Vec<Line> {
    hyphens::mark_own(shaped);
    loosen(shaped, width, true);
    let sums = Sums::new(shaped);
    let whole = lines(shaped, &sums, width, HYPHENATED[0]);
    let Some(divided) = divided else { return whole };
    if whole.iter().all(|line| ratio(&sums, line, width) <= LOOSE) {
        *divided = divided.with(&whole);
        return whole;
    }
    hyphens::mark_soft(shaped);
    hyphens::mark(shaped);
    let mut best = Vec::new();
    for hyphens in HYPHENATED {
        best = lines(shaped, &sums, width, hyphens);
        if !divided.with(&best).are_over(hyphens.most) || divided.lines < hyphens.after {
            break;
        }
    }
    *divided = divided.with(&best);
    best
}

fn ratio(sums: &Sums, line: &Line, width: f32) -> f32 {
    let free = width - line.natural;
    if line.last && free >= 0.0 {
        return 0.0;
    }
    let stretch = sums.stretch[line.to] - sums.stretch[line.from];
    if free < -0.01 { f32::INFINITY } else { free / stretch.max(0.01) }
}

/// Allows breaks within what is wider than a line: in a word where it may be divided, in an address at its seams, else
/// anywhere.
pub(crate) fn loosen(shaped: &mut Shaped, width: f32, hyphenate: bool) {
    let mut from = 0;
    let mut sum = 0.0;
    for at in 0..shaped.clusters.len() {
        sum += visible(shaped, at);
        if sum > width && at > from {
            divide(shaped, from, at, hyphenate);
            let open = (from..at).rev().find(|&index| shaped.clusters[index].after != Break::No);
            from = open.map_or(at, |open| open + 1);
            sum = (from..=at).map(|index| visible(shaped, index)).sum();
        }
        if shaped.clusters[at].after != Break::No {
            from = at + 1;
            sum = 0.0;
        }
    }
}

/// How wide what cannot be divided between lines is at most.
pub(crate) fn widest_word(shaped: &Shaped) -> f32 {
    let (mut widest, mut sum) = (0.0_f32, 0.0);
    for at in 0..shaped.clusters.len() {
        sum += visible(shaped, at);
        widest = widest.max(sum);
        if shaped.clusters[at].after != Break::No {
            sum = 0.0;
        }
    }
    widest.max(0.01)
}

fn visible(shaped: &Shaped, at: usize) -> f32 {
    match shaped.clusters[at].kind {
        Kind::Space => 0.0,
        _ => shaped.clusters[at].advance,
    }
}

/// Allows breaks between these clusters, of which no line holds all.
fn divide(shaped: &mut Shaped, from: usize, at: usize, hyphenate: bool) {
    let closed = |shaped: &Shaped| -> Vec<usize> {
        let all = from..at;
        all.filter(|&index| {
            shaped.clusters[index].after == Break::No && shaped.clusters[index].kind != Kind::Unseen
        })
        .collect()
    };
    let before = closed(shaped);
    if hyphenate {
        hyphens::mark_from(shaped, from);
    }
    if closed(shaped).len() < before.len() {
        return;
    }
    let seams = seams(shaped, from, at);
    let word = hyphenate && seams.is_empty() && hyphens::is_word(shaped, from, at);
    let after = if word { Break::Hyphen } else { Break::Seam };
    for index in if seams.is_empty() { before } else { seams } {
        shaped.clusters[index].after = after;
    }
}

/// Where an address between these clusters may be broken.
fn seams(shaped: &Shaped, from: usize, at: usize) -> Vec<usize> {
    let is_open = |index: usize| {
        shaped.clusters[index].after == Break::No
            && shaped.clusters[index].kind != Kind::Unseen
            && (is_seam(shaped, index) && (index + 1 == at || !is_seam(shaped, index + 1))
                || index + 1 < at && is_before_hyphen(shaped, index))
    };
    (from..at).filter(|&index| is_open(index)).collect()
}

/// Allows breaks at the seams of what is wider than a line, and nowhere else.
pub(crate) fn open_seams(shaped: &mut Shaped, width: f32) {
    let mut from = 0;
    for at in 0..shaped.clusters.len() {
        if shaped.clusters[at].after == Break::No && at + 1 < shaped.clusters.len() {
            continue;
        }
        let wide: f32 = (from..=at).map(|index| visible(shaped, index)).sum();
        if wide > width {
            for index in seams(shaped, from, at) {
                shaped.clusters[index].after = Break::Seam;
            }
        }
        from = at + 1;
    }
}

/// Whether an address may be broken after this character.
fn is_seam(shaped: &Shaped, at: usize) -> bool {
    shaped.text_of(&shaped.clusters[at]).ends_with(['/', '_', '.', '?', '&', '=', ',', '+'])
}

/// Whether a hyphen within an address comes next: at the end of a line, nobody could tell whose it is.
fn is_before_hyphen(shaped: &Shaped, at: usize) -> bool {
    let text = |at: usize| shaped.text_of(&shaped.clusters[at]);
    text(at + 1) == "-" && text(at).ends_with(char::is_alphanumeric)
}

/// The best way to a place, for each number of hyphenated lines (0, 1, 2) that end there.
#[derive(Clone, Copy)]
struct Way {
    cost: f64,
    before: usize,
    hyphens: usize,
}

const NO_WAY: Way = Way { cost: f64::INFINITY, before: 0, hyphens: 0 };

fn lines(shaped: &Shaped, sums: &Sums, width: f32, hyphenated: Hyphens) -> Vec<Line> {
    let mut out = Vec::new();
    let mut from = 0;
    for at in 0..shaped.clusters.len() {
        if shaped.clusters[at].after == Break::Must {
            best_lines(shaped, sums, from..at + 1, (width, hyphenated), &mut out);
            from = at + 1;
        }
    }
    if from < shaped.clusters.len() {
        best_lines(shaped, sums, from..shaped.clusters.len(), (width, hyphenated), &mut out);
    }
    out
}

/// The places where a line may end: the cluster after it, whether a hyphen stands there, whether it is drawn.
pub(crate) fn places(shaped: &Shaped, from: usize, to: usize) -> Vec<(usize, bool, bool)> {
    let mut places = vec![(from, false, false)];
    for at in from..to - 1 {
        let cluster = &shaped.clusters[at];
        match cluster.after {
            Break::Hyphen => places.push((at + 1, true, true)),
            Break::Yes | Break::Seam => places.push((at + 1, false, false)),
            Break::Own => places.push((at + 1, true, false)),
            Break::No | Break::Must => {}
        }
    }
    places.push((to, false, false));
    places
}

fn best_lines(
    shaped: &Shaped,
    sums: &Sums,
    part: Range<usize>,
    (width, hyphenated): (f32, Hyphens),
    out: &mut Vec<Line>,
) {
    let places = places(shaped, part.start, part.end);
    let mut ways = vec![[NO_WAY; 3]; places.len()];
    ways[0][0].cost = 0.0;
    for j in 1..places.len() {
        let last = j + 1 == places.len();
        for i in (0..j).rev() {
            let line = line_between(shaped, sums, places[i].0, places[j].0, places[j].2, last);
            let fits = cost(sums, &line, hyphen_width(shaped, &line), width);
            let Some(mut own) = fits.or_else(|| (i + 1 == j).then_some(1.0e9)) else { break };
            if last && j > 1 && line.natural < width * 0.12 {
                own += 8.0e4;
            }
            for hyphens in 0..3 {
                let way = ways[i][hyphens];
                let now = if places[j].1 { hyphens + 1 } else { 0 };
                if way.cost.is_infinite() || now > 2 {
                    continue;
                }
                let mut own = own;
                if places[j].1 {
                    own += if places[j].2 { hyphenated.put_in } else { hyphenated.own };
                    own += 1.2e5 * hyphens as f64;
                }
                if last && hyphens > 0 {
                    own += REST_ALONE;
                }
                if way.cost + own < ways[j][now].cost {
                    ways[j][now] = Way { cost: way.cost + own, before: i, hyphens };
                }
            }
        }
        // Three hyphens in a row, and nothing else: begin anew rather than lose the text.
        if ways[j].iter().all(|way| way.cost.is_infinite()) {
            let best =
                (0..3).min_by(|&a, &b| ways[j - 1][a].cost.total_cmp(&ways[j - 1][b].cost)).unwrap_or(0);
            ways[j][0] = Way { cost: ways[j - 1][best].cost + 1.0e9, before: j - 1, hyphens: best };
        }
    }
    let mut at = places.len() - 1;
    let mut state = (0..3).min_by(|&a, &b| ways[at][a].cost.total_cmp(&ways[at][b].cost)).unwrap_or(0);
    let first = out.len();
    while at > 0 {
        let way = ways[at][state];
        let last = at + 1 == places.len();
        out.push(line_between(shaped, sums, places[way.before].0, places[at].0, places[at].2, last));
        (at, state) = (way.before, way.hyphens);
    }
    out[first..].reverse();
}

pub(crate) fn line_between(
    shaped: &Shaped,
    sums: &Sums,
    from: usize,
    end: usize,
    hyphen: bool,
    last: bool,
) -> Line {
    let mut to = end;
    while to > from && matches!(shaped.clusters[to - 1].kind, Kind::Space | Kind::LineEnd) {
        to -= 1;
    }
    let (left, right) = hanging(shaped, from, to, hyphen);
    let parted =
        !last && to == end && to > from && matches!(shaped.clusters[to - 1].after, Break::Seam | Break::Own);
    Line { from, to, end, hyphen, parted, last, natural: sums.width(from, to) - left - right, hung: left }
}

/// How far the characters at the edges of a line hang beyond these, where that is asked for: as far as makes the edge
/// look straight.
fn hanging(shaped: &Shaped, from: usize, to: usize, hyphen: bool) -> (f32, f32) {
    if !shaped.hangs || from >= to {
        return (0.0, 0.0);
    }
    let (first, last) = (&shaped.clusters[from], &shaped.clusters[to - 1]);
    let part_of = |cluster: &shape::Cluster, part: fn(char) -> f32| {
        shaped.text_of(cluster).chars().next().map_or(0.0, |c| part(c) * cluster.advance)
    };
    let left = part_of(first, |c| match c {
        '“' | '”' | '„' | '"' | '‘' | '’' | '‚' | '\'' => 0.6,
        '«' | '»' | '‹' | '›' => 0.4,
        '(' | '[' => 0.15,
        _ => 0.0,
    });
    let right = if hyphen {
        let size = shaped.text.styles.get(usize::from(last.style)).map_or(0.0, |style| style.size);
        let face = shaped.faces[usize::from(last.face)];
        face.hyphen().map_or(0.0, |glyph| face.advance(glyph, size) * 0.6)
    } else {
        part_of(last, |c| match c {
            '.' | ',' | '“' | '”' | '"' | '‘' | '’' | '\'' => 0.7,
            ':' | ';' | '-' | '‐' => 0.5,
            '«' | '»' | '‹' | '›' | '!' | '?' | '–' => 0.3,
            '—' | ')' | ']' => 0.15,
            _ => 0.0,
        })
    };
    (left, right)
}

/// Width of the hyphen that is drawn at the end of a line.
pub(crate) fn hyphen_width(shaped: &Shaped, line: &Line) -> f32 {
    if !line.hyphen || line.to == 0 {
        return 0.0;
    }
    let before = &shaped.clusters[line.to - 1];
    let size = shaped.text.styles.get(usize::from(before.style)).map_or(0.0, |style| style.size);
    let face = shaped.faces[usize::from(before.face)];
    face.hyphen().map_or(0.0, |glyph| face.advance(glyph, size))
}

/// Demerits of a line; `None` when it does not go in.
fn cost(sums: &Sums, line: &Line, hyphen: f32, width: f32) -> Option<f64> {
    let free = width - line.natural - hyphen;
    if free < 0.0 {
        let shrink = sums.shrink[line.to] - sums.shrink[line.from];
        let ratio = -free / shrink.max(0.001);
        return (ratio <= 1.0 || free > -0.01).then(|| demerits(ratio));
    }
    if line.last {
        return Some(100.0);
    }
    let stretch = sums.stretch[line.to] - sums.stretch[line.from];
    let ratio = (free / stretch.max(0.01)).min(40.0);
    // Beyond this the line does not reach the margin: see `line`.
    let gaping = f64::from((ratio - FULL).max(0.0)) * GAPING;
    Some(demerits(ratio) + gaping)
}

fn demerits(ratio: f32) -> f64 {
    let badness = 100.0 * f64::from(ratio).powi(3);
    (10.0 + badness) * (10.0 + badness)
}

/// Lines for ragged text: as many as need be, each as full as it goes.
pub(crate) fn ragged(shaped: &mut Shaped, width: f32) -> Vec<Line> {
    hyphens::mark_own(shaped);
    loosen(shaped, width, true);
    hyphens::mark_soft(shaped);
    let sums = Sums::new(shaped);
    greedy(shaped, &sums, width)
}

pub(crate) fn greedy(shaped: &Shaped, sums: &Sums, width: f32) -> Vec<Line> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut good: Option<Line> = None;
    let count = shaped.clusters.len();
    let mut at = 0;
    while at < count {
        let after = shaped.clusters[at].after;
        let last = at + 1 == count || after == Break::Must;
        if last || after != Break::No {
            let line = line_between(shaped, sums, from, at + 1, after == Break::Hyphen && !last, last);
            let wide = line.natural + hyphen_width(shaped, &line) > width + 0.01;
            if wide && let Some(line) = good.take() {
                from = line.end;
                at = from;
                out.push(line);
                continue;
            }
            if last || wide {
                from = at + 1;
                out.push(line);
                good = None;
            } else {
                good = Some(line);
            }
        }
        at += 1;
    }
    out
}
