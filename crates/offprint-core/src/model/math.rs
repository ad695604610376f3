//! Mathematics in either notation.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use std::borrow::Cow;

/// MathML Core's presentation elements.
const ELEMENTS: [&str; 31] = [
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "mspace",
    "msup",
    "msub",
    "msubsup",
    "mfrac",
    "msqrt",
    "mroot",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
    "mstyle",
    "mpadded",
    "mphantom",
    "merror",
    "menclose",
    "mfenced",
    "none",
    "semantics",
    "maction",
];

/// Attributes that change what is shown and cannot do harm.
const ATTRIBUTES: [&str; 18] = [
    "accent",
    "accentunder",
    "columnspan",
    "depth",
    "dir",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "linethickness",
    "lspace",
    "mathvariant",
    "rowspan",
    "rspace",
    "scriptlevel",
    "stretchy",
    "width",
];

/// The element of this name in the closed list.
pub(crate) fn mathml_element(name: &str) -> Option<&'static str> {
    ELEMENTS.iter().find(|&&known| known == name).copied()
}

/// The attribute of this name in the closed list.
pub(crate) fn mathml_attribute(name: &str) -> Option<&'static str> {
    ATTRIBUTES.iter().find(|&&known| known == name).copied()
}

/// Mathematics. At least one of the two notations is there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
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

/// A node as it is in JSON: its names are not known to be of the closed lists.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "MathNode")]
enum UncheckedNode {
    /// An element: its name and attributes are of the closed list of MathML Core.
    Element {
        /// Its name: `math`, `mrow`, `mi`…
        #[schemars(extend("enum" = ELEMENTS))]
        name: String,
        /// Its attributes, sorted by name.
        #[serde(default)]
        attributes: Vec<(String, String)>,
        /// What it holds.
        #[serde(default)]
        children: Vec<MathNode>,
    },
    /// Characters within `mi`, `mn`, `mo`, `ms` or `mtext`.
    Text(String),
}

impl<'de> Deserialize<'de> for MathNode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        UncheckedNode::deserialize(deserializer)?.try_into().map_err(D::Error::custom)
    }
}

impl JsonSchema for MathNode {
    fn schema_name() -> Cow<'static, str> {
        UncheckedNode::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        UncheckedNode::json_schema(generator)
    }
}

impl TryFrom<UncheckedNode> for MathNode {
    type Error = String;

    fn try_from(node: UncheckedNode) -> Result<Self, String> {
        let (name, attributes, children) = match node {
            UncheckedNode::Text(text) => return Ok(Self::Text(text)),
            UncheckedNode::Element { name, attributes, children } => (name, attributes, children),
        };
        let known =
            mathml_element(&name).ok_or_else(|| format!("`{name}` is not an element of MathML Core"))?;
        let attribute = |(name, value): (String, String)| match mathml_attribute(&name) {
            Some(known) => Ok((known, value)),
            None => Err(format!("`{name}` is not an allowed attribute of MathML")),
        };
        let attributes = attributes.into_iter().map(attribute).collect::<Result<_, _>>()?;
        Ok(Self::Element { name: known, attributes, children })
    }
}
