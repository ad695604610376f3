//! Text with its styles, flattened from the model's inlines: what shaping takes.

use crate::drawing::Drawing;
use crate::{
    fonts::Family,
    frame::Colour,
    letters,
    tree::{NodeId, Slot},
};
use std::sync::Arc;

/// No link.
pub(crate) const NO_LINK: NodeId = NodeId::MAX;

/// A character that stands for an [`Object`].
pub(crate) const OBJECT: char = '\u{fffc}';

/// A line end that the author made.
pub(crate) const LINE_END: char = '\u{2028}';

/// How characters look and what they belong to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Style {
    pub(crate) family: Family,
    pub(crate) size: f32,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) colour: Colour,
    /// How far above the baseline.
    pub(crate) rise: f32,
    pub(crate) underline: bool,
    pub(crate) strike: bool,
    pub(crate) marked: bool,
    pub(crate) slot: Slot,
    /// The `Link` node, or [`NO_LINK`].
    pub(crate) link: NodeId,
    /// BCP 47.
    pub(crate) language: Arc<str>,
    /// Whether words may be hyphenated.
    pub(crate) hyphenate: bool,
}

/// Something in a line that is not text.
#[derive(Debug, Clone)]
pub(crate) enum Object {
    /// A picture: its key, its size, its `Figure` node.
    Picture { key: Arc<str>, width: f32, height: f32, node: NodeId },
    /// A formula: how far down its baseline is, what it says.
    Formula { drawing: Arc<Drawing>, ascent: f32, said: Box<str>, node: NodeId },
    /// A task's box.
    Task { ticked: bool, size: f32, node: NodeId },
}

impl Object {
    /// Width in points.
    pub(crate) fn width(&self) -> f32 {
        match self {
            Self::Picture { width, .. } => *width,
            Self::Formula { drawing, .. } => drawing.width,
            Self::Task { size, .. } => *size,
        }
    }

    /// Height above the baseline in points.
    pub(crate) fn height(&self) -> f32 {
        match self {
            Self::Picture { height, .. } => *height,
            Self::Formula { ascent, .. } => *ascent,
            Self::Task { size, .. } => *size,
        }
    }

    /// How far it reaches below the baseline in points.
    pub(crate) fn depth(&self) -> f32 {
        match self {
            Self::Formula { drawing, ascent, .. } => drawing.height - ascent,
            Self::Picture { .. } | Self::Task { .. } => 0.0,
        }
    }
}

/// A paragraph's text.
#[derive(Debug, Clone, Default)]
pub(crate) struct StyledText {
    pub(crate) text: String,
    pub(crate) styles: Vec<Style>,
    /// Where each stretch ends in `text`, and its style.
    pub(crate) runs: Vec<(usize, u16)>,
    /// What the [`OBJECT`] characters stand for, in order.
    pub(crate) objects: Vec<Object>,
    /// Where the author allows a hyphen (U+00AD, which is not in `text`).
    pub(crate) hyphens: Vec<usize>,
    /// Characters that others are drawn for: byte in `text` of the other, in order, and the character as it was written.
    pub(crate) written: Vec<(usize, char)>,
    /// Where notes are marked: byte in `text`, place in the galley's notes.
    pub(crate) notes: Vec<(usize, usize)>,
    /// Whether the paragraph runs from right to left.
    pub(crate) rtl: bool,
}

#[cfg(test)]
impl Style {
    /// Running text of 10 points that nothing is said of, for tests.
    pub(crate) fn plain() -> Self {
        Self {
            family: Family::Serif,
            size: 10.0,
            bold: false,
            italic: false,
            colour: [0; 3],
            rise: 0.0,
            underline: false,
            strike: false,
            marked: false,
            slot: 1,
            link: NO_LINK,
            language: "en".into(),
            hyphenate: true,
        }
    }
}

impl StyledText {
    /// Adds characters in a style.
    pub(crate) fn push(&mut self, text: &str, style: &Style) {
        let mut before = self.text.len();
        for c in text.chars() {
            match c {
                '\u{ad}' => self.hyphens.push(self.text.len()),
                '\n' | '\r' | '\u{2029}' | '\u{b}' | '\u{c}' | '\u{85}' => self.text.push(LINE_END),
                '\t' => self.text.push_str("    "),
                OBJECT => self.text.push('\u{fffd}'),
                c if c.is_control() || is_noncharacter(c) => {}
                c => match letters::plain(c) {
                    None => self.text.push(c),
                    Some((plain, look)) => {
                        if self.text.len() > before {
                            self.end_run(style);
                        }
                        self.written.push((self.text.len(), c));
                        self.text.push(plain);
                        self.end_run(&look.of(style));
                        before = self.text.len();
                    }
                },
            }
        }
        if self.text.len() > before {
            self.end_run(style);
        }
    }

    /// Adds something that is not text.
    pub(crate) fn object(&mut self, object: Object, style: &Style) {
        self.text.push(OBJECT);
        self.objects.push(object);
        self.end_run(style);
    }

    fn end_run(&mut self, style: &Style) {
        let end = self.text.len();
        // Styles come back soon or not at all: a paragraph of thousands of links has thousands of them.
        let recent = self.styles.len().saturating_sub(64);
        let at = match self.styles[recent..].iter().rposition(|other| other == style) {
            Some(at) => recent + at,
            None => {
                self.styles.push(style.clone());
                self.styles.len() - 1
            }
        };
        // More styles than the shaper counts: the last one stands for the rest.
        let at = at.min(usize::from(u16::MAX) - 1) as u16;
        match self.runs.last_mut() {
            Some(run) if run.1 == at => run.0 = end,
            _ => self.runs.push((end, at)),
        }
    }
}

fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}
