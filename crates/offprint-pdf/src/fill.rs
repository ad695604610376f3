//! Justification: what is free in a line goes to its spaces, its letters and the room between them.

use crate::{
    fit::{self, Line},
    shape::{Cluster, Kind, Shaped},
};

/// A space is never wider than this many of its own widths; the line stays short instead.
const WIDEST: f32 = 1.95;
/// The most room put between letters, in ems.
const TRACKING: f32 = 0.0135;
/// The same where a line would lack a little to the edge otherwise.
const MOST_TRACKING: f32 = 0.03;
/// How much wider and narrower letters are drawn at most, of their own width; nobody sees so little.
const MOST_WIDENED: f32 = 0.024;
const MOST_NARROWED: f32 = 0.014;

/// How the free width of a line is shared out.
#[derive(Default)]
pub(crate) struct Fill {
    /// For each space, in widths of a space.
    space: f32,
    /// For each letter, in ems.
    pub(crate) letter: f32,
    /// For each character of scripts without spaces, in points.
    wide: f32,
    /// For the letters themselves, in their own widths.
    pub(crate) wider: f32,
    /// What was free and is not any more.
    pub(crate) used: f32,
}

impl Fill {
    pub(crate) fn new(shaped: &Shaped, line: &Line, free: f32) -> Self {
        let (mut spaces, mut ems, mut wide, mut letters) = (0.0, 0.0, 0.0, 0.0);
        for at in line.from..line.to {
            let cluster = &shaped.clusters[at];
            let size = size_of(shaped, cluster);
            match cluster.kind {
                Kind::Space if fit::gives(shaped, at) => spaces += cluster.advance,
                Kind::Text if fit::is_spaceless(shaped, at) => wide += f32::from(u8::from(at + 1 < line.to)),
                Kind::Text => {
                    letters += cluster.advance;
                    ems += if cluster.level.is_multiple_of(2) && at + 1 < line.to { size } else { 0.0 };
                }
                _ => {}
            }
        }
        let mut fill = Self::default();
        if wide > spaces {
            // Where there are hardly any spaces, all characters move apart a little.
            let most = size_of(shaped, &shaped.clusters[line.from]) * 0.18;
            fill.wide = (free / wide).clamp(-most, most);
            fill.used = fill.wide * wide;
            return fill;
        }
        // Spaces, letters and the room between them share alike, until they have done what they can.
        let ratio = if free > 0.0 {
            free / (spaces * fit::STRETCH + letters * fit::WIDENING + ems * fit::TRACKING).max(0.01)
        } else {
            free / (spaces * fit::SHRINK + letters * fit::NARROWING + ems * fit::TRACKING * 0.5).max(0.01)
        };
        let (space, letter, wider) = if free > 0.0 {
            (fit::STRETCH, fit::TRACKING, fit::WIDENING)
        } else {
            (fit::SHRINK, fit::TRACKING * 0.5, fit::NARROWING)
        };
        fill.space = (space * ratio).clamp(-0.36, WIDEST - 1.0);
        fill.letter = (letter * ratio).clamp(-TRACKING / 3.0, TRACKING);
        fill.wider = (wider * ratio).clamp(-MOST_NARROWED, MOST_WIDENED);
        if spaces > 0.0 {
            let rest = free - fill.letter * ems - fill.wider * letters;
            fill.space = (rest / spaces).clamp(-0.4, WIDEST - 1.0);
        }
        fill.used = fill.space * spaces + fill.letter * ems + fill.wider * letters;
        let lacking = (free - fill.used) / ems.max(0.01);
        if lacking > 0.0 && fill.letter + lacking <= MOST_TRACKING {
            fill.letter += lacking;
            fill.used = free;
        }
        fill
    }

    /// The room after a cluster beyond its own width; `last` says that it ends the line.
    pub(crate) fn extra(&self, shaped: &Shaped, at: usize, last: bool) -> f32 {
        let cluster = &shaped.clusters[at];
        match cluster.kind {
            Kind::Space if fit::gives(shaped, at) => cluster.advance * self.space,
            Kind::Text if last => 0.0,
            Kind::Text if self.wide != 0.0 && fit::is_spaceless(shaped, at) => self.wide,
            Kind::Text if cluster.level.is_multiple_of(2) && !fit::is_spaceless(shaped, at) => {
                size_of(shaped, cluster) * self.letter
            }
            _ => 0.0,
        }
    }
}

fn size_of(shaped: &Shaped, cluster: &Cluster) -> f32 {
    shaped.text.styles.get(usize::from(cluster.style)).map_or(0.0, |style| style.size)
}
