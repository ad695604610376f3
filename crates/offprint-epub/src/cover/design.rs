//! The look of covers: where title, subtitle, date, publisher and picture stand, theme by theme.

use super::SIZE;
use super::text::{self, Style};
use crate::line::escape;
use crate::metadata::Metadata;
use crate::theme::Theme;
use offprint_core::Direction;
use std::fmt::Write;

const SERIF: &str = "Source Serif 4";
const SANS: &str = "Source Sans 3";

/// A cover's look.
pub(super) struct Design {
    /// Its colour below everything, in red, green and blue.
    pub(super) ground: [u8; 3],
    /// What is drawn below the text, as SVG.
    ornament: &'static str,
    pub(super) picture: Option<Place>,
    centred: bool,
    /// The space at the sides.
    margin: f32,
    /// Where the title begins, and how far down subtitle and title may reach.
    top: f32,
    floor: f32,
    title: Style,
    subtitle: Style,
    imprint: Style,
    /// Where the last line of the imprint stands.
    foot: f32,
}

/// A rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

const TITLE_SIZES: &[u32] = &[300, 270, 240, 212, 188, 166, 148, 132, 118, 104, 92, 82, 72, 64, 56, 50];
const MIDDLE_TITLE_SIZES: &[u32] = &[220, 196, 174, 154, 136, 120, 106, 94, 84, 74, 66, 58, 50];
const SUBTITLE_SIZES: &[u32] = &[84, 76, 68, 60, 54, 48, 42];
const IMPRINT_SIZES: &[u32] = &[54, 48, 42, 36];

const fn style(family: &'static str, weight: u16, fill: &'static str, sizes: &'static [u32]) -> Style {
    Style { family, weight, italic: false, fill, sizes, leading: 1.14, most_lines: 6, spacing: 0.0 }
}

/// The look of a theme, with or without a picture.
pub(super) fn of(theme: Theme, picture: bool) -> Design {
    match theme {
        Theme::Plain => plain(picture),
        Theme::Magazine => magazine(picture),
        Theme::Journal => journal(picture),
    }
}

fn plain(picture: bool) -> Design {
    let ink = "#22252b";
    Design {
        ground: [0xf4, 0xf0, 0xe6],
        ornament: if picture {
            "<rect x=\"150\" y=\"1330\" width=\"220\" height=\"12\" fill=\"#a3402a\"/>"
        } else {
            "<rect x=\"150\" y=\"300\" width=\"220\" height=\"12\" fill=\"#a3402a\"/>"
        },
        picture: picture.then_some(Place { x: 0, y: 0, width: SIZE.0, height: 1200 }),
        centred: false,
        margin: 150.0,
        top: if picture { 1400.0 } else { 400.0 },
        floor: if picture { 2230.0 } else { 2000.0 },
        title: Style {
            most_lines: if picture { 4 } else { 6 },
            ..style(SERIF, 700, ink, if picture { MIDDLE_TITLE_SIZES } else { TITLE_SIZES })
        },
        subtitle: Style {
            italic: true,
            leading: 1.28,
            most_lines: 3,
            ..style(SERIF, 400, "#4a4e57", SUBTITLE_SIZES)
        },
        imprint: Style { leading: 1.4, most_lines: 2, ..style(SANS, 400, ink, IMPRINT_SIZES) },
        foot: 2420.0,
    }
}

fn magazine(picture: bool) -> Design {
    Design {
        ground: [0x17, 0x32, 0x4d],
        ornament: if picture {
            "<rect x=\"0\" y=\"1380\" width=\"1600\" height=\"24\" fill=\"#f2b84b\"/>"
        } else {
            "<circle cx=\"1330\" cy=\"2130\" r=\"760\" fill=\"#1f4468\"/>\
             <circle cx=\"1480\" cy=\"2260\" r=\"430\" fill=\"#f2b84b\"/>\
             <rect x=\"120\" y=\"180\" width=\"1360\" height=\"24\" fill=\"#f2b84b\"/>"
        },
        picture: picture.then_some(Place { x: 0, y: 0, width: SIZE.0, height: 1380 }),
        centred: false,
        margin: 120.0,
        top: if picture { 1490.0 } else { 290.0 },
        floor: if picture { 2270.0 } else { 1500.0 },
        title: Style {
            leading: 1.04,
            most_lines: if picture { 4 } else { 6 },
            ..style(SANS, 700, "#ffffff", if picture { MIDDLE_TITLE_SIZES } else { TITLE_SIZES })
        },
        subtitle: Style { leading: 1.25, most_lines: 3, ..style(SANS, 400, "#dfe8f1", SUBTITLE_SIZES) },
        imprint: Style { leading: 1.35, most_lines: 2, ..style(SANS, 700, "#ffffff", IMPRINT_SIZES) },
        foot: 2440.0,
    }
}

fn journal(picture: bool) -> Design {
    let ink = "#1d1d1b";
    Design {
        ground: [0xff; 3],
        ornament: "<rect x=\"70\" y=\"70\" width=\"1460\" height=\"2420\" fill=\"none\" stroke=\"#1d1d1b\" stroke-width=\"10\"/>\
                   <rect x=\"98\" y=\"98\" width=\"1404\" height=\"2364\" fill=\"none\" stroke=\"#1d1d1b\" stroke-width=\"3\"/>",
        picture: picture.then_some(Place { x: 240, y: 1180, width: 1120, height: 840 }),
        centred: true,
        margin: 220.0,
        top: if picture { 330.0 } else { 620.0 },
        floor: if picture { 1100.0 } else { 1950.0 },
        title: Style {
            most_lines: if picture { 4 } else { 6 },
            ..style(SERIF, 400, ink, MIDDLE_TITLE_SIZES)
        },
        subtitle: Style {
            italic: true,
            leading: 1.3,
            most_lines: 3,
            ..style(SERIF, 400, "#44423d", SUBTITLE_SIZES)
        },
        imprint: Style { leading: 1.45, most_lines: 2, ..style(SERIF, 400, ink, IMPRINT_SIZES) },
        foot: 2330.0,
    }
}

/// What is drawn over ground and picture: ornament and text.
pub(super) fn svg(design: &Design, metadata: &Metadata, direction: Direction, date: Option<&str>) -> String {
    let (width, height) = SIZE;
    let mut svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">");
    // What stands at the side where lines begin stands at the other in scripts from right to left.
    let mirror =
        if direction == Direction::Rtl { format!("translate({width} 0) scale(-1 1)") } else { String::new() };
    let _ = write!(svg, "<g transform=\"{mirror}\">{}</g>", design.ornament);
    let mut hand = Hand { svg, design, direction };
    let text_width = width as f32 - 2.0 * design.margin;
    let subtitle =
        metadata.subtitle.as_deref().map(|subtitle| text::set(subtitle, &design.subtitle, text_width));
    let gap = 50.0;
    let below = subtitle.as_ref().map_or(0.0, |set| hand.height(set, &design.subtitle) + gap);
    // The title as large as leaves room for the subtitle.
    let room = design.floor - design.top - below;
    let mut sizes = design.title.sizes;
    let title = loop {
        let set = text::set(&metadata.title, &Style { sizes, ..design.title }, text_width);
        if hand.height(&set, &design.title) <= room || sizes.len() < 2 {
            break set;
        }
        sizes =
            sizes.iter().position(|&size| size == set.size).and_then(|at| sizes.get(at + 1..)).unwrap_or(&[]);
        if sizes.is_empty() {
            break set;
        }
    };
    let used = hand.height(&title, &design.title) + below;
    let mut y =
        if design.centred { design.top + (design.floor - design.top - used) / 2.0 } else { design.top };
    y = hand.lines(&title, &design.title, y);
    if let Some(subtitle) = &subtitle {
        hand.lines(subtitle, &design.subtitle, y + gap);
    }
    let imprint: Vec<_> = [metadata.publisher.as_deref(), date].into_iter().flatten().collect();
    let sets: Vec<_> = imprint.iter().map(|line| text::set(line, &design.imprint, text_width)).collect();
    let mut y = design.foot - sets.iter().map(|set| hand.height(set, &design.imprint)).sum::<f32>();
    for set in &sets {
        y = hand.lines(set, &design.imprint, y);
    }
    hand.svg.push_str("</svg>");
    hand.svg
}

struct Hand<'a> {
    svg: String,
    design: &'a Design,
    direction: Direction,
}

impl Hand<'_> {
    fn height(&self, set: &text::Set, style: &Style) -> f32 {
        set.lines.len() as f32 * set.size as f32 * style.leading
    }

    /// Writes the lines from this height down; where the next thing may stand.
    fn lines(&mut self, set: &text::Set, style: &Style, top: f32) -> f32 {
        let size = set.size as f32;
        let right_to_left = self.direction == Direction::Rtl;
        let width = SIZE.0 as f32;
        let (x, anchor) = match (self.design.centred, right_to_left) {
            (true, _) => (width / 2.0, "middle"),
            (false, false) => (self.design.margin, "start"),
            (false, true) => (width - self.design.margin, "end"),
        };
        let mut y = top;
        for line in &set.lines {
            // The renderer lays lines out from left to right unless they say otherwise (UAX #9, RLE and PDF).
            let (open, close) = if right_to_left { ("\u{202b}", "\u{202c}") } else { ("", "") };
            let _ = write!(
                self.svg,
                "<text x=\"{x}\" y=\"{}\" text-anchor=\"{anchor}\" xml:space=\"preserve\" {}>{open}{}{close}</text>",
                y + size * 0.86,
                text::attributes(style, size),
                escape(line)
            );
            y += size * style.leading;
        }
        y
    }
}
