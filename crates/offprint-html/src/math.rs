//! Mathematics: MathML where there is some, else TeX as code.

use crate::{
    options::{MathAs, Syntax, Vocabulary},
    writer::Writer,
};
use offprint_core::{Math, MathNode};

const NAMESPACE: &str = "http://www.w3.org/1998/Math/MathML";

impl Writer<'_> {
    pub(crate) fn math_to_html(&mut self, math: &Math) {
        let mathml =
            math.mathml.as_ref().filter(|_| self.options.math == MathAs::Mathml || math.tex.is_none());
        match (mathml, &math.tex) {
            (Some(node), _) if self.options.vocabulary == Vocabulary::Feeds => self.math_letters(node),
            (Some(MathNode::Element { name: "math", attributes, children }), tex) => {
                self.math_root(attributes, children, tex.as_deref());
            }
            (Some(node), tex) => self.math_root(&[], std::slice::from_ref(node), tex.as_deref()),
            (None, Some(tex)) => {
                self.open("code");
                self.text(tex);
                self.close("code");
            }
            (None, None) => {}
        }
    }

    fn math_root(&mut self, attributes: &[(&'static str, String)], children: &[MathNode], tex: Option<&str>) {
        self.start("math");
        // An HTML parser puts the element in the namespace itself.
        if self.options.syntax == Syntax::Xhtml {
            self.attribute("xmlns", NAMESPACE);
        }
        for (name, value) in attributes.iter().filter(|(name, _)| *name != "xmlns") {
            self.attribute(name, value);
        }
        // What looks like the end of a section is no part of any formula, but of an attack on those who read attributes.
        let safe = |tex: &&str| !["-->", "--!>", "</"].iter().any(|end| tex.contains(end));
        if let Some(tex) = tex.filter(safe)
            && !attributes.iter().any(|(name, _)| *name == "alttext")
        {
            self.attribute("alttext", tex);
        }
        self.end();
        children.iter().for_each(|child| self.math_node(child));
        self.close("math");
    }

    /// The letters of a formula, raised and lowered: what is left where MathML is not known.
    fn math_letters(&mut self, node: &MathNode) {
        match node {
            MathNode::Text(text) => self.text(text),
            MathNode::Element { name, children, .. } => {
                let scripts: &[&str] = match *name {
                    "msup" | "mover" => &["", "sup"],
                    "msub" | "munder" => &["", "sub"],
                    "msubsup" | "munderover" => &["", "sub", "sup"],
                    "mfrac" => &["sup", "sub"],
                    _ => &[],
                };
                for (place, child) in children.iter().enumerate() {
                    match scripts.get(place).filter(|script| !script.is_empty()) {
                        Some(script) => {
                            self.open(script);
                            self.math_letters(child);
                            self.close(script);
                        }
                        None => self.math_letters(child),
                    }
                }
            }
        }
    }

    fn math_node(&mut self, node: &MathNode) {
        match node {
            MathNode::Text(text) => self.text(text),
            MathNode::Element { name, attributes, children } => {
                self.start(name);
                for (name, value) in attributes {
                    self.attribute(name, value);
                }
                self.end();
                for child in children {
                    if MathNode::is_token(name) {
                        self.text(&child.text());
                    } else {
                        self.math_node(child);
                    }
                }
                self.close(name);
            }
        }
    }
}
