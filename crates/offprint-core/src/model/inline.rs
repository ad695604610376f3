//! What runs within a line.

use super::{Block, Direction, Language, Math};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A piece of running text.
///
/// Deliberately not `#[non_exhaustive]`, as [`Block`].
///
/// Invariants that the reader keeps: no two `Text` stand side by side, no `Text` is empty, white space is folded
/// to single spaces (a no-break space stays), no container is empty, links hold no links.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    /// Characters as a reader sees them: entities decoded, no markup, no control characters.
    Text(String),
    /// Stressed text (`em`, `i`).
    Emphasis(Vec<Inline>),
    /// Important text (`strong`, `b`).
    Strong(Vec<Inline>),
    /// Text that no longer holds (`del`, `s`).
    Strike(Vec<Inline>),
    /// Underlined or inserted text (`u`, `ins`).
    Underline(Vec<Inline>),
    /// Marked text (`mark` with a background).
    Highlight(Vec<Inline>),
    /// Lowered text (`sub`).
    Subscript(Vec<Inline>),
    /// Raised text (`sup`).
    Superscript(Vec<Inline>),
    /// Code within a line, text only.
    Code(String),
    /// A key or other input (`kbd`).
    Keyboard(Vec<Inline>),
    /// A quotation within a line (`q`), without its quotation marks.
    Quote(Vec<Inline>),
    /// An abbreviation and what it stands for (`abbr`).
    Abbreviation {
        /// What it stands for.
        title: Option<String>,
        /// The short form.
        content: Vec<Inline>,
    },
    /// A hyperlink.
    Link(Link),
    /// A picture within a line; one that stands alone is a [`Block::Figure`].
    Image(Image),
    /// A footnote: the mark stands here, the body is set where the format sets notes.
    Note(Note),
    /// Mathematics within a line.
    Math(Math),
    /// A line break that the author made.
    Break,
    /// Text in another language or direction than what surrounds it.
    Span {
        /// The language, when it differs.
        language: Option<Language>,
        /// The direction, when stated.
        direction: Option<Direction>,
        /// The text.
        content: Vec<Inline>,
    },
}

impl Inline {
    /// The line that it holds; `None` for what holds none.
    #[must_use]
    pub fn content(&self) -> Option<&[Self]> {
        match self {
            Self::Emphasis(content)
            | Self::Strong(content)
            | Self::Strike(content)
            | Self::Underline(content)
            | Self::Highlight(content)
            | Self::Subscript(content)
            | Self::Superscript(content)
            | Self::Keyboard(content)
            | Self::Quote(content)
            | Self::Abbreviation { content, .. }
            | Self::Link(Link { content, .. })
            | Self::Span { content, .. } => Some(content),
            Self::Text(_) | Self::Code(_) | Self::Image(_) | Self::Note(_) | Self::Math(_) | Self::Break => {
                None
            }
        }
    }

    /// As [`Inline::content`], to be changed.
    pub fn content_mut(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::Emphasis(content)
            | Self::Strong(content)
            | Self::Strike(content)
            | Self::Underline(content)
            | Self::Highlight(content)
            | Self::Subscript(content)
            | Self::Superscript(content)
            | Self::Keyboard(content)
            | Self::Quote(content)
            | Self::Abbreviation { content, .. }
            | Self::Link(Link { content, .. })
            | Self::Span { content, .. } => Some(content),
            Self::Text(_) | Self::Code(_) | Self::Image(_) | Self::Note(_) | Self::Math(_) | Self::Break => {
                None
            }
        }
    }
}

/// A hyperlink.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// An absolute URL of a scheme of [`LINK_SCHEMES`](crate::html::LINK_SCHEMES); a fragment (`#anchor`) in the same
    /// post; or a relative URL, where neither the post's URL nor the site's is known. Percent-encoding is as the author
    /// wrote it, byte for byte.
    pub url: String,
    /// The advisory title, if it says something that the text does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The text.
    pub content: Vec<Inline>,
}

/// A picture.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Image {
    /// URL of the picture to show: absolute, or relative where neither the post's URL nor the site's is known.
    pub url: String,
    /// `None`: the author gave none. `Some("")`: the picture is decoration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// The advisory title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Width in CSS pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height in CSS pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// URL of the largest known version, when it is not `url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub large: Option<String>,
    /// The attachment's id (`wp-image-ID`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<u64>,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// Its place among the notes of the post, from 1, in the order of the marks.
    pub number: u32,
    /// What it says.
    pub body: Vec<Block>,
}
