//! Posts to files: one each, or all in one.

use crate::{
    body::{Standing, post_to_text, title_to_heading, words_to_heading},
    front_matter::{edition_to_front_matter, post_to_front_matter},
};
use offprint_core::{Diagnostic, EditionInfo, Exporter, Post, Sink, SinkFile, Summary, exporter::write_file};
use std::fmt::Write as _;

/// Where the Markdown goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// A file for each post, `STEM.md`, in this folder (`/` between folders; empty for the output folder itself).
    Folder(String),
    /// One file of this path. Of an edition with one post it is that post's file; of more it holds the edition's front
    /// matter, then each post under its title.
    File(String),
}

/// The Markdown exporter: GitHub Flavored Markdown with YAML front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Markdown {
    layout: Layout,
}

impl Markdown {
    /// An exporter to files laid out so.
    pub fn new(layout: Layout) -> Self {
        Self { layout }
    }
}

impl Default for Markdown {
    /// A file for each post, in `markdown/`.
    fn default() -> Self {
        Self::new(Layout::Folder("markdown".to_owned()))
    }
}

/// A post, as its file's text or as its part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    position: usize,
    text: String,
}

impl Sheet {
    /// The Markdown.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A post as a file of its own: front matter, a blank line, the text. The title is in the front matter alone, where
/// site generators take it from.
pub fn post_to_markdown(post: &Post) -> String {
    let mut text = post_to_front_matter(post);
    let body = post_to_text(post, Standing::default());
    if !body.is_empty() {
        text.push('\n');
        text.push_str(&body);
    }
    text
}

/// A post as a part of a file: its title as a heading, when, by whom and where it appeared, the text.
fn post_to_part(post: &Post, position: usize, edition: &EditionInfo) -> String {
    let level = title_level(edition);
    let label =
        edition.entries.get(position).map_or_else(|| position.to_string(), |entry| entry.stem.clone());
    // A label of a note may hold no white space; one with the number is short and safe.
    let label = if label.is_ascii() { label } else { format!("post-{}", position + 1) };
    let mut text = title_to_heading(post, level);
    let byline = byline(post);
    if !byline.is_empty() {
        let _ = write!(text, "\n{byline}\n");
    }
    let body = post_to_text(post, Standing { label: Some(&label), shift: level - 1 });
    if !body.is_empty() {
        text.push('\n');
        text.push_str(&body);
    }
    text
}

/// Under sections, posts are a level lower.
fn title_level(edition: &EditionInfo) -> u8 {
    if edition.sections.iter().any(|section| section.title.is_some()) { 2 } else { 1 }
}

/// The authors and the date, linked to where the post appeared.
fn byline(post: &Post) -> String {
    use offprint_core::{Inline, Link};
    let mut words: Vec<String> = post.author_names().map(str::to_owned).collect();
    words.extend(post.published.map(|date| date.date()));
    let mut words = vec![Inline::Text(words.join(", "))];
    if let Some(url) = &post.link {
        if words == [Inline::Text(String::new())] {
            words = vec![Inline::Text(url.clone())];
        }
        words = vec![Inline::Link(Link { url: url.clone(), title: None, content: words })];
    }
    crate::body::words_to_line(&words)
}

impl Exporter for Markdown {
    type Sheet = Sheet;

    fn render(&self, post: &Post, position: usize, edition: &EditionInfo) -> Result<Sheet, Diagnostic> {
        let text = match &self.layout {
            Layout::File(_) if edition.entries.len() > 1 => post_to_part(post, position, edition),
            _ => post_to_markdown(post),
        };
        Ok(Sheet { position, text })
    }

    fn bind(
        &self,
        edition: &EditionInfo,
        sheets: &mut dyn Iterator<Item = Sheet>,
        out: &mut dyn Sink,
    ) -> Result<Summary, Diagnostic> {
        match &self.layout {
            Layout::Folder(folder) => bind_folder(folder, edition, sheets, out),
            Layout::File(path) => bind_file(path, edition, sheets, out),
        }
    }
}

fn bind_folder(
    folder: &str,
    edition: &EditionInfo,
    sheets: &mut dyn Iterator<Item = Sheet>,
    out: &mut dyn Sink,
) -> Result<Summary, Diagnostic> {
    let mut summary = Summary::default();
    for sheet in sheets {
        let stem = edition.entries.get(sheet.position).map_or("post", |entry| &*entry.stem);
        let path = match folder.trim_end_matches('/') {
            "" => format!("{stem}.md"),
            folder => format!("{folder}/{stem}.md"),
        };
        summary.files.push(write_file(out, &path, sheet.text.as_bytes())?);
    }
    Ok(summary)
}

fn bind_file(
    path: &str,
    edition: &EditionInfo,
    sheets: &mut dyn Iterator<Item = Sheet>,
    out: &mut dyn Sink,
) -> Result<Summary, Diagnostic> {
    let mut file = out.create(path)?;
    let parts = edition.entries.len() > 1;
    if parts {
        write(&mut *file, &edition_to_front_matter(edition))?;
    }
    let mut section = None;
    for sheet in sheets {
        if parts {
            let now = section_of(edition, sheet.position);
            if section != Some(now)
                && let Some(title) = edition.sections.get(now).and_then(|section| section.title.as_deref())
            {
                write(&mut *file, &format!("\n{}", words_to_heading(title)))?;
            }
            section = Some(now);
            write(&mut *file, "\n")?;
        }
        write(&mut *file, &sheet.text)?;
    }
    Ok(Summary { files: vec![file.finish()?], diagnostics: Vec::new() })
}

fn write(file: &mut dyn SinkFile, text: &str) -> Result<(), Diagnostic> {
    file.write_all(text.as_bytes()).map_err(|error| file.failure(&error))
}

/// The section that the post at this position is in.
fn section_of(edition: &EditionInfo, position: usize) -> usize {
    let mut end = 0;
    let before = |section: &&offprint_core::Section| {
        end += section.posts;
        end <= position
    };
    edition.sections.iter().take_while(before).count()
}
