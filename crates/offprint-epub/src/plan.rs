//! The order of a book: which pages there are, and how the contents lead to them.

use crate::chapter::About;
use crate::contents::{Landmark, Node};
use crate::labels::Labels;
use crate::line::one_line;
use crate::outline::Mark;
use crate::{front, links, names, pages};
use offprint_core::EditionInfo;

/// A page between the contents and the credits.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Leaf<'a> {
    /// The page that opens the section at this place, with its title.
    Part(usize, &'a str),
    /// A post.
    Chapter(&'a About),
}

/// The pages of the text in reading order; sections of which no post is in the book have none.
pub(crate) fn leaves<'a>(edition: &'a EditionInfo, chapters: &'a [About]) -> Vec<Leaf<'a>> {
    let mut leaves = Vec::with_capacity(chapters.len());
    let mut rest = chapters.iter().peekable();
    let mut end = 0;
    for (index, section) in edition.sections.iter().enumerate() {
        end += section.posts;
        if rest.peek().is_some_and(|chapter| chapter.position < end)
            && let Some(title) = section.title.as_deref().filter(|title| one_line(title).is_some())
        {
            leaves.push(Leaf::Part(index, title));
        }
        while let Some(chapter) = rest.next_if(|chapter| chapter.position < end) {
            leaves.push(Leaf::Chapter(chapter));
        }
    }
    leaves.extend(rest.map(Leaf::Chapter));
    leaves
}

impl Leaf<'_> {
    /// The name of its file.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Part(section, _) => names::part(*section),
            Self::Chapter(about) => names::chapter(about.position),
        }
    }
}

/// The contents: sections, their posts, and so many levels of the posts' headings.
pub(crate) fn nodes(leaves: &[Leaf<'_>], edition: &EditionInfo, levels: u8) -> Vec<Node> {
    let labels = Labels::of(&edition.language);
    let mut nodes: Vec<Node> = front::nodes(edition);
    let mut within = None;
    let mut end = 0;
    for leaf in leaves {
        match leaf {
            Leaf::Part(section, title) => {
                end = edition.sections.iter().take(section + 1).map(|section| section.posts).sum();
                within = Some(nodes.len());
                let label = one_line(title).unwrap_or_default();
                nodes.push(Node { label, href: leaf.name(), part: true, ..Node::default() });
            }
            Leaf::Chapter(about) => {
                let node = chapter_to_node(about, levels);
                match within.filter(|_| about.position < end).and_then(|part| nodes.get_mut(part)) {
                    Some(part) => part.children.push(node),
                    None => nodes.push(node),
                }
            }
        }
    }
    let sources =
        Node { label: labels.sources.to_owned(), href: names::CREDITS.to_owned(), ..Node::default() };
    nodes.push(sources);
    nodes
}

fn chapter_to_node(about: &About, levels: u8) -> Node {
    let mut marks = about.marks.iter().filter(|mark| mark.depth <= levels).peekable();
    Node {
        label: about.title.clone(),
        href: names::chapter(about.position),
        writing: about.writing.clone(),
        part: false,
        children: marks_to_nodes(about, &mut marks, 1),
    }
}

fn marks_to_nodes<'a>(
    about: &About,
    marks: &mut std::iter::Peekable<impl Iterator<Item = &'a Mark>>,
    depth: u8,
) -> Vec<Node> {
    let mut nodes = Vec::new();
    while let Some(mark) = marks.next_if(|mark| mark.depth >= depth) {
        nodes.push(Node {
            label: mark.title.clone(),
            href: links::href(about.position, Some(&mark.anchor)),
            writing: about.writing.clone(),
            part: false,
            children: marks_to_nodes(about, marks, mark.depth + 1),
        });
    }
    nodes
}

/// The pages of the chapters: their labels and addresses, in reading order.
pub(crate) fn pages(leaves: &[Leaf<'_>]) -> Vec<(String, String)> {
    let of_chapter = |leaf: &Leaf<'_>| match leaf {
        Leaf::Part(..) => Vec::new(),
        Leaf::Chapter(about) => (1..=about.pages)
            .map(|page| {
                let href = format!("{}#{}", names::chapter(about.position), pages::id(page));
                (pages::label(about.position, page), href)
            })
            .collect(),
    };
    leaves.iter().flat_map(of_chapter).collect()
}

/// The landmarks (EPUB 3.3 §7.4.3).
pub(crate) fn landmarks(leaves: &[Leaf<'_>], edition: &EditionInfo, cover: bool) -> Vec<Landmark> {
    let labels = Labels::of(&edition.language);
    let landmark =
        |kind, label: &str, href: &str| Landmark { kind, label: label.to_owned(), href: href.to_owned() };
    let mut landmarks = Vec::new();
    if cover {
        landmarks.push(landmark("cover", labels.cover, names::COVER));
    }
    landmarks.push(landmark("titlepage", labels.title_page, names::TITLE));
    landmarks.extend(front::landmarks(edition));
    let contents = if edition.front.excerpts { names::OVERVIEW } else { names::CONTENTS };
    landmarks.push(landmark("toc", labels.contents, contents));
    if let Some(first) = leaves.first() {
        landmarks.push(landmark("bodymatter", labels.text, &first.name()));
    }
    landmarks.push(landmark("other-credits", labels.sources, names::CREDITS));
    landmarks
}
