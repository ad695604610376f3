//! Posts to files: one each, or all in one.

use crate::{
    body::{Standing, post_to_text, title_to_heading, words_to_heading, words_to_line},
    contents,
    front::{self, Around},
    front_matter::{Fields, Places, edition_to_fields, fields_to_json_line, fields_to_text, post_to_fields},
    links::{Links, rename},
    options::{Flavor, MarkdownOptions, Style},
    pages::{Page, page_id, pages_of},
    paths::paths_of,
};
use offprint_core::{
    Diagnostic, EditionInfo, Exporter, MediaItem, MediaStore, NoMedia, Place, Post, Sink, SinkFile, Summary,
    codes, exporter::write_file,
};
use std::{
    cell::RefCell,
    collections::HashSet,
    fmt::{self, Write as _},
};

/// The Markdown exporter.
pub struct Markdown<'m> {
    options: MarkdownOptions,
    media: &'m dyn MediaStore,
}

impl fmt::Debug for Markdown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Markdown").field("options", &self.options).finish_non_exhaustive()
    }
}

/// The files of one edition: the paths of its posts, and the pages that generators make of them.
#[derive(Debug)]
pub struct Plan<'a> {
    edition: &'a EditionInfo,
    /// Both are empty where all posts go into one file.
    paths: Vec<String>,
    pages: Vec<Page>,
}

/// Where the Markdown goes.
enum Layout<'a> {
    Folder(&'a str),
    File(&'a str),
}

impl Markdown<'_> {
    /// An exporter with these options, without media.
    pub fn new(options: MarkdownOptions) -> Self {
        Self { options, media: &NoMedia }
    }

    /// The same, with the media of this store.
    #[must_use]
    pub fn media<'b>(self, media: &'b dyn MediaStore) -> Markdown<'b> {
        Markdown { options: self.options, media }
    }

    fn layout(&self) -> Layout<'_> {
        match self.options.path.as_deref() {
            None => Layout::Folder("markdown"),
            Some(path) if path.is_empty() || path.ends_with('/') => Layout::Folder(path),
            Some(path) => Layout::File(path),
        }
    }

    /// Whether a file tells of the edition: what the editor wrote has no other place.
    fn has_index(&self, edition: &EditionInfo) -> bool {
        self.options.index || front::is_any(edition)
    }
}

/// A post, as its file's text or as its part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    position: usize,
    text: String,
    /// A line of `posts.ndjson`, when there is to be one.
    line: Option<String>,
    /// The files that the text leads to, each with its path.
    media: Vec<(String, MediaItem)>,
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
    post_to_markdown_with(post, &MarkdownOptions::default())
}

/// The same with options, as far as they do not look beyond this post.
pub fn post_to_markdown_with(post: &Post, options: &MarkdownOptions) -> String {
    let image = post.featured.as_ref().map(|image| image.url.clone());
    let page = post.link.as_deref().and_then(|link| options.page_of(link));
    let places = Places { link: post.link.clone(), image, page, slug: None };
    let fields = post_to_fields(post, &places, options);
    with_front_matter(
        &fields,
        &post_to_text(post, Standing { style: options.style(), ..Standing::default() }),
        options,
    )
}

/// Front matter, a blank line, the text.
fn with_front_matter(fields: &Fields, body: &str, options: &MarkdownOptions) -> String {
    let mut text = fields_to_text(fields, options);
    if !body.is_empty() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(body);
    }
    text
}

/// A post as a part of a file: its title as a heading, when, by whom and where it appeared, the text.
fn post_to_part(post: &Post, position: usize, edition: &EditionInfo, options: &MarkdownOptions) -> String {
    let style = options.style();
    let level = title_level(edition);
    let label = label_of(edition, position);
    let id = name_of(edition, position, style);
    let mut text = title_to_heading(post, level, id.as_deref(), style);
    let byline = byline(post, options);
    if !byline.is_empty() {
        let _ = write!(text, "\n{byline}\n");
    }
    let body =
        post_to_text(post, Standing { style, label: Some(&label), shift: level - 1, ..Standing::default() });
    if !body.is_empty() {
        text.push('\n');
        text.push_str(&body);
    }
    text
}

/// What keeps the names and notes of this post apart from those of others in the file.
fn label_of(edition: &EditionInfo, position: usize) -> String {
    let label =
        edition.entries.get(position).map_or_else(|| position.to_string(), |entry| entry.stem.clone());
    // A label of a note may hold no white space; one with the number is short and safe.
    if label.is_ascii() { label } else { format!("post-{}", position + 1) }
}

/// The name of a post's title in the file, where a list of the edition leads there and headings can have one.
fn name_of(edition: &EditionInfo, position: usize, style: Style) -> Option<String> {
    let listed = edition.front.excerpts || edition.front.highlights.contains(&position);
    let can = style.flavor.names_headings() || !style.no_html;
    (listed && can).then(|| label_of(edition, position))
}

/// Under sections, posts are a level lower.
fn title_level(edition: &EditionInfo) -> u8 {
    if edition.sections.iter().any(|section| section.title.is_some()) { 2 } else { 1 }
}

/// The authors and the date, linked to where the post appeared.
fn byline(post: &Post, options: &MarkdownOptions) -> String {
    use offprint_core::{Inline, Link};
    let mut words: Vec<String> = post.author_names().map(str::to_owned).collect();
    words.extend(post.published.map(|date| date.date()));
    let mut words = vec![Inline::Text(words.join(", "))];
    if let Some(url) = &post.link {
        let url = rename(&options.site_aliases, url).unwrap_or_else(|| url.clone());
        if words == [Inline::Text(String::new())] {
            words = vec![Inline::Text(url.clone())];
        }
        words = vec![Inline::Link(Link { url, title: None, content: words })];
    }
    words_to_line(&words, options.style())
}

impl Exporter for Markdown<'_> {
    type Plan<'e>
        = Plan<'e>
    where
        Self: 'e;
    type Sheet = Sheet;

    fn plan<'e>(&'e self, edition: &'e EditionInfo) -> Result<Plan<'e>, Diagnostic> {
        if matches!(self.layout(), Layout::File(_)) {
            return Ok(Plan { edition, paths: Vec::new(), pages: Vec::new() });
        }
        let template = self.options.post_path.clone();
        let template = template.or_else(|| self.options.flavor.path().parse().ok());
        let index = self.has_index(edition).then(|| self.options.flavor.index());
        let paths = template.map_or_else(Vec::new, |template| paths_of(edition, &template, index));
        let pages = pages_of(edition, &self.options, &paths);
        Ok(Plan { edition, paths, pages })
    }

    fn render(&self, plan: &Plan<'_>, post: &Post, position: usize) -> Result<Sheet, Diagnostic> {
        let (options, edition) = (&self.options, plan.edition);
        let today = |url: &String| rename(&options.site_aliases, url).unwrap_or_else(|| url.clone());
        let link = post.link.as_ref().map(today);
        if matches!(self.layout(), Layout::File(_)) {
            let text = if edition.entries.len() > 1 {
                post_to_part(post, position, edition, options)
            } else {
                let image = post.featured.as_ref().map(|image| today(&image.url));
                let page = link.as_deref().and_then(|link| options.page_of(link));
                let fields = post_to_fields(post, &Places { link, image, page, slug: None }, options);
                let standing = Standing { style: options.style(), ..Standing::default() };
                with_front_matter(&fields, &post_to_text(post, standing), options)
            };
            return Ok(Sheet { position, text, line: None, media: Vec::new() });
        }
        let (paths, pages) = (&*plan.paths, &*plan.pages);
        let here = paths.get(position).map_or("post.md", |path| &**path);
        let (page, taken) = (pages.get(position), RefCell::default());
        let links = Links { edition, options, media: self.media, paths, pages, here, page, taken };
        let image = post.featured.as_ref().map(|image| links.front_image(&image.url));
        // Astro calls a page by its slug.
        let slug = (options.flavor == Flavor::Astro).then(|| page_id(here).to_owned());
        let fields = post_to_fields(post, &Places { link, image, page: page.cloned(), slug }, options);
        let standing = Standing { style: options.style(), links: Some(&links), ..Standing::default() };
        let text = with_front_matter(&fields, &post_to_text(post, standing), options);
        let line = options.posts_ndjson.then(|| fields_to_json_line(&fields, here));
        Ok(Sheet { position, text, line, media: links.taken.into_inner() })
    }

    fn bind(
        &self,
        plan: &Plan<'_>,
        sheets: &mut dyn Iterator<Item = Sheet>,
        out: &mut dyn Sink,
    ) -> Result<Summary, Diagnostic> {
        match self.layout() {
            Layout::Folder(folder) => self.bind_folder(folder, plan, sheets, out),
            Layout::File(path) => self.bind_file(path, plan.edition, sheets, out),
        }
    }
}

impl Markdown<'_> {
    fn bind_folder(
        &self,
        folder: &str,
        plan: &Plan<'_>,
        sheets: &mut dyn Iterator<Item = Sheet>,
        out: &mut dyn Sink,
    ) -> Result<Summary, Diagnostic> {
        let below = |path: &str| match folder.trim_end_matches('/') {
            "" => path.to_owned(),
            folder => format!("{folder}/{path}"),
        };
        let Plan { edition, paths, pages } = plan;
        let index = self.has_index(edition);
        let mut summary = Summary::default();
        let mut copied: HashSet<String> = HashSet::new();
        let mut shown: Vec<usize> = Vec::new();
        let mut list: Option<Box<dyn SinkFile>> = None;
        for sheet in sheets {
            let path = paths.get(sheet.position).map_or("post.md", |path| &**path);
            summary.files.push(write_file(out, &below(path), sheet.text.as_bytes())?);
            for (path, item) in &sheet.media {
                if copied.insert(path.clone()) {
                    match copy(self.media, item, &below(path), out)? {
                        Ok(written) => summary.files.push(written),
                        Err(said) => summary.diagnostics.push(said),
                    }
                }
            }
            if let Some(line) = &sheet.line {
                let file = match &mut list {
                    Some(file) => file,
                    None => list.insert(out.create(&below("posts.ndjson"))?),
                };
                write(&mut **file, line)?;
            }
            if index {
                shown.push(sheet.position);
            }
        }
        if let Some(list) = list {
            summary.files.push(list.finish()?);
        }
        if index {
            let here = self.options.flavor.index();
            let (options, media, page, taken) = (&self.options, self.media, None, RefCell::default());
            let links = Links { edition, options, media, paths, pages, here, page, taken };
            let text = contents::edition_to_contents(self.around(edition, Some(&links), 2), &links, &shown);
            summary.files.push(write_file(out, &below(here), text.as_bytes())?);
            for (path, item) in links.taken.take() {
                if copied.insert(path.clone()) {
                    match copy(self.media, &item, &below(&path), out)? {
                        Ok(written) => summary.files.push(written),
                        Err(said) => summary.diagnostics.push(said),
                    }
                }
            }
        }
        Ok(summary)
    }

    fn around<'a>(&'a self, edition: &'a EditionInfo, links: Option<&'a Links<'a>>, level: u8) -> Around<'a> {
        Around { edition, options: &self.options, links, level }
    }

    /// What stands before the posts of one file: note, highlights, contents with excerpts.
    fn before_posts(&self, edition: &EditionInfo) -> Vec<String> {
        let around = self.around(edition, None, 1);
        let style = self.options.style();
        let link = |place: usize| {
            let entry = edition.entries.get(place)?;
            let title = if entry.title.is_empty() { &entry.stem } else { &entry.title };
            Some(front::link_within(title, name_of(edition, place, style).as_deref(), style))
        };
        let mut parts = vec![around.note(), around.highlights(&link)];
        if edition.front.excerpts {
            let items =
                (0..edition.entries.len()).filter_map(|place| around.item(place, &link(place)?, true));
            let items = items.collect::<Vec<_>>().join("\n");
            parts.push(format!("{}\n{items}", around.heading(edition.front_words().contents)));
        }
        parts.retain(|part| !part.is_empty());
        parts
    }

    fn bind_file(
        &self,
        path: &str,
        edition: &EditionInfo,
        sheets: &mut dyn Iterator<Item = Sheet>,
        out: &mut dyn Sink,
    ) -> Result<Summary, Diagnostic> {
        let mut file = out.create(path)?;
        let parts = edition.entries.len() > 1;
        let mut begun = false;
        if parts {
            let front = fields_to_text(&edition_to_fields(edition, &self.options), &self.options);
            begun = !front.is_empty();
            write(&mut *file, &front)?;
            for part in self.before_posts(edition) {
                write(&mut *file, if begun { "\n" } else { "" })?;
                write(&mut *file, &part)?;
                begun = true;
            }
        }
        let mut section = None;
        for sheet in sheets {
            if parts {
                let now = section_of(edition, sheet.position);
                if section != Some(now)
                    && let Some(title) =
                        edition.sections.get(now).and_then(|section| section.title.as_deref())
                {
                    let gap = if begun { "\n" } else { "" };
                    begun = true;
                    write(&mut *file, &format!("{gap}{}", words_to_heading(title, 1, self.options.style())))?;
                    write(&mut *file, &self.around(edition, None, 1).introduction(now))?;
                }
                section = Some(now);
                if begun {
                    write(&mut *file, "\n")?;
                }
                begun = true;
            }
            write(&mut *file, &sheet.text)?;
        }
        Ok(Summary::new(vec![file.finish()?]))
    }
}

/// Copies a file of the media; what cannot be read is said, and left out.
fn copy(
    media: &dyn MediaStore,
    item: &MediaItem,
    path: &str,
    out: &mut dyn Sink,
) -> Result<Result<offprint_core::Written, Diagnostic>, Diagnostic> {
    let unreadable = |error: std::io::Error| {
        let message = format!("the file cannot be read: {error}");
        Diagnostic::new(codes::MEDIA_UNREADABLE, &Place::file(item.key.clone()), message)
            .hint("the posts lead to a copy of it that is not there")
            .caused_by(error)
    };
    let mut reader = match media.open(item) {
        Ok(reader) => reader,
        Err(error) => return Ok(Err(unreadable(error))),
    };
    let mut file = out.create(path)?;
    let mut piece = vec![0; 1 << 16];
    loop {
        let length = match reader.read(&mut piece) {
            Ok(0) => return Ok(Ok(file.finish()?)),
            Ok(length) => length,
            Err(error) => return Ok(Err(unreadable(error))),
        };
        file.write_all(&piece[..length]).map_err(|error| file.failure(&error))?;
    }
}

fn write(file: &mut dyn SinkFile, text: &str) -> Result<(), Diagnostic> {
    file.write_all(text.as_bytes()).map_err(|error| file.failure(&error))
}

/// The section that the post at this position is in.
pub(crate) fn section_of(edition: &EditionInfo, position: usize) -> usize {
    let mut end = 0;
    let before = |section: &&offprint_core::Section| {
        end += section.posts;
        end <= position
    };
    edition.sections.iter().take_while(before).count()
}
