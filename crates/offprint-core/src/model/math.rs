//! Mathematics in either notation.

use serde::Serialize;

/// Mathematics. At least one of the two notations is there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Math {
    /// TeX, without delimiters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tex: Option<String>,
    /// Presentation MathML from a closed list of elements and attributes, as a tree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mathml: Option<MathNode>,
}

/// A node of a MathML tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MathNode {
    /// An element: its name and attributes are of the closed list of MathML Core.
    Element {
        /// Its name: `math`, `mrow`, `mi`…
        name: &'static str,
        /// Its attributes, sorted by name.
        attributes: Vec<(&'static str, String)>,
        /// What it holds.
        children: Vec<MathNode>,
    },
    /// Characters within `mi`, `mn`, `mo`, `ms` or `mtext`.
    Text(String),
}

impl MathNode {
    /// Whether an element of this name is a token, which holds characters alone: in HTML, elements within it would not
    /// be what they are called.
    pub fn is_token(name: &str) -> bool {
        matches!(name, "mi" | "mn" | "mo" | "ms" | "mtext")
    }

    /// All its characters.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Element { children, .. } => children.iter().map(Self::text).collect(),
        }
    }
}
