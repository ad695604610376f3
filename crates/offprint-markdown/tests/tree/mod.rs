//! What a Markdown file says and what the model says, both as a tree of elements, brought to one form.
#![allow(dead_code)]

pub(crate) mod canon;
pub(crate) mod expected;
pub(crate) mod read;
pub(crate) mod xml;

use offprint_core::Post;

/// A node of the tree.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    Element { name: String, attributes: Vec<(String, String)>, children: Vec<Node> },
    Text(String),
}

impl Node {
    pub(crate) fn new(name: &str, children: Vec<Node>) -> Self {
        Self::Element { name: name.into(), attributes: Vec::new(), children }
    }

    pub(crate) fn with(name: &str, attributes: &[(&str, &str)], children: Vec<Node>) -> Self {
        let attributes = attributes.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        Self::Element { name: name.into(), attributes, children }
    }

    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Element { name, .. } => name,
            Self::Text(_) => "",
        }
    }
}

/// The tree as indented lines, for the eye and for comparing.
pub(crate) fn show(nodes: &[Node]) -> String {
    let mut out = String::new();
    show_at(nodes, 0, &mut out);
    out
}

fn show_at(nodes: &[Node], depth: usize, out: &mut String) {
    for node in nodes {
        out.push_str(&"  ".repeat(depth));
        match node {
            Node::Text(text) => out.push_str(&format!("{text:?}\n")),
            Node::Element { name, attributes, children } => {
                out.push_str(name);
                for (name, value) in attributes {
                    out.push_str(&format!(" {name}={value:?}"));
                }
                out.push('\n');
                show_at(children, depth + 1, out);
            }
        }
    }
}

/// The text of a file behind its front matter.
pub(crate) fn body(markdown: &str) -> &str {
    let rest = markdown.strip_prefix("---\n").expect("front matter");
    let end = rest.find("\n---\n").expect("end of the front matter");
    &rest[end + 5..]
}

/// Compares a post with its Markdown; the difference, if there is one.
pub(crate) fn difference(post: &Post) -> Option<String> {
    let markdown = offprint_markdown::post_to_markdown(post);
    let text = body(&markdown);
    compare(expected::post_to_tree(post), read::markdown_to_tree(text), text)
}

/// Compares what is wanted with what was read.
pub(crate) fn compare(want: Vec<Node>, got: Result<Vec<Node>, String>, text: &str) -> Option<String> {
    let mut want = canon::canonical(want);
    let got = match got {
        Ok(tree) => {
            let mut got = canon::canonical(tree);
            agree(&mut want, &mut got);
            show(&got)
        }
        Err(error) => error,
    };
    let want = show(&want);
    (want != got).then(|| format!("--- markdown\n{text}\n--- model\n{want}\n--- read\n{got}"))
}

/// Where one side says nothing of a list's tightness, the other may say what it likes.
fn agree(want: &mut [Node], got: &mut [Node]) {
    for (want, got) in want.iter_mut().zip(got) {
        let (
            Node::Element { attributes: a, children: c, .. },
            Node::Element { attributes: b, children: d, .. },
        ) = (want, got)
        else {
            continue;
        };
        let tight = |(name, _): &&mut (String, String)| name == "tight";
        if let (Some((_, a)), Some((_, b))) = (a.iter_mut().find(tight), b.iter_mut().find(tight))
            && (a == "any" || b == "any")
        {
            *a = "any".into();
            *b = "any".into();
        }
        agree(c, d);
    }
}
