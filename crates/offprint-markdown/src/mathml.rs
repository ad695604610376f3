//! Formulas as MathML, which is HTML's own.

use crate::html::{open_tag, text, wrap};
use offprint_core::{Math, MathNode};
use std::fmt::Write as _;

/// A formula as MathML, else its TeX as code.
pub(crate) fn math_to_html(out: &mut String, math: &Math) {
    match (&math.mathml, &math.tex) {
        (Some(node), _) if is_math(node) => math_node_to_html(out, node),
        (Some(node), _) => wrap(out, "math", |out| math_node_to_html(out, node)),
        (None, Some(tex)) => wrap(out, "code", |out| text(out, tex)),
        (None, None) => {}
    }
}

/// Whether it is the root of a formula.
pub(crate) fn is_math(node: &MathNode) -> bool {
    matches!(node, MathNode::Element { name: "math", .. })
}

/// MathML, which is HTML's own.
pub(crate) fn math_node_to_html(out: &mut String, node: &MathNode) {
    match node {
        MathNode::Text(content) => text(out, content),
        MathNode::Element { name, attributes, children } => {
            out.push_str(&open_tag(name, attributes.iter().map(|(name, value)| (*name, &**value))));
            for child in children {
                if MathNode::is_token(name) {
                    text(out, &child.text());
                } else {
                    math_node_to_html(out, child);
                }
            }
            let _ = write!(out, "</{name}>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_hold_characters_alone() {
        let element = |name, children| MathNode::Element { name, attributes: Vec::new(), children };
        let within = element("msup", vec![MathNode::Text("a<b".into())]);
        let mut out = String::new();
        math_node_to_html(&mut out, &element("mtext", vec![within]));
        assert_eq!(out, "<mtext>a&lt;b</mtext>");
    }
}
