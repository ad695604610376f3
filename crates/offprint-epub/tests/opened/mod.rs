//! A book opened again, as a reading system would.
#![allow(dead_code, reason = "each test file uses its part")]

use offprint_core::exporter::MemorySink;
use offprint_core::*;
use offprint_epub::{Epub, EpubOptions};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// A store over a map from addresses to bytes.
#[derive(Default)]
pub(crate) struct Album(pub(crate) BTreeMap<String, Vec<u8>>);

impl MediaStore for Album {
    fn find(&self, url: &str) -> Option<MediaItem> {
        let bytes = self.0.get(url)?;
        let media_type = media::sniff(bytes).unwrap_or("text/plain").to_owned();
        Some(MediaItem { key: url.to_owned(), media_type, size: bytes.len() as u64 })
    }

    fn open(&self, item: &MediaItem) -> std::io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(Cursor::new(self.0[&item.key].clone())))
    }
}

/// The bytes of this edition's book, and what was said about it. Posts whose place is in `lost` are not rendered.
pub(crate) fn bound(edition: &Edition, media: &dyn MediaStore, lost: &[usize]) -> (Vec<u8>, Vec<Diagnostic>) {
    bound_with(EpubOptions::default(), edition, media, lost)
}

pub(crate) fn bound_with(
    mut options: EpubOptions,
    edition: &Edition,
    media: &dyn MediaStore,
    lost: &[usize],
) -> (Vec<u8>, Vec<Diagnostic>) {
    options.path = Some("book.epub".into());
    let epub = Epub::new(options).media(media);
    let plan = epub.plan(&edition.info).unwrap();
    let posts = edition.posts.iter().enumerate().filter(|(position, _)| !lost.contains(position));
    let mut sheets = posts.map(|(position, post)| epub.render(&plan, post, position).unwrap());
    let mut out = MemorySink::default();
    let summary = epub.bind(&plan, &mut sheets, &mut out).unwrap();
    let bytes = out.bytes("book.epub").unwrap();
    assert_eq!(summary.files, [Written { path: "book.epub".into(), bytes: bytes.len() as u64 }]);
    (bytes, summary.diagnostics)
}

/// A book's entries, in their order.
pub(crate) struct Opened {
    pub(crate) names: Vec<String>,
    pub(crate) entries: BTreeMap<String, Vec<u8>>,
}

impl Opened {
    /// Opens it and checks what every book must hold.
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut opened = Self { names: Vec::new(), entries: BTreeMap::new() };
        for index in 0..zip.len() {
            let mut entry = zip.by_index(index).unwrap();
            assert_eq!(entry.last_modified(), Some(zip::DateTime::default()), "{}", entry.name());
            assert!(entry.extra_data().is_none_or(<[u8]>::is_empty), "{}", entry.name());
            if index == 0 {
                assert_eq!((entry.name(), entry.compression()), ("mimetype", zip::CompressionMethod::Stored));
            }
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            opened.names.push(entry.name().to_owned());
            assert!(
                opened.entries.insert(entry.name().to_owned(), bytes).is_none(),
                "twice: {}",
                entry.name()
            );
        }
        assert_eq!(opened.entries["mimetype"], b"application/epub+zip");
        opened.check();
        opened
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        let bytes = self.entries.get(&format!("OEBPS/{name}")).unwrap_or_else(|| panic!("no {name}"));
        std::str::from_utf8(bytes).unwrap()
    }

    /// The elements of this name in this file, each by a function of its own.
    pub(crate) fn each<T>(
        &self,
        file: &str,
        name: &str,
        of: impl Fn(roxmltree::Node<'_, '_>) -> T,
    ) -> Vec<T> {
        let document = parse(self.text(file));
        document.descendants().filter(|node| node.tag_name().name() == name).map(of).collect()
    }

    pub(crate) fn attributes(&self, file: &str, name: &str, attribute: &str) -> Vec<String> {
        let values = self.each(file, name, |node| node.attribute(attribute).map(str::to_owned));
        values.into_iter().flatten().collect()
    }

    /// The files of the spine, in reading order.
    pub(crate) fn spine(&self) -> Vec<String> {
        let hrefs: BTreeMap<_, _> = self
            .each("content.opf", "item", |item| {
                (item.attribute("id").unwrap().to_owned(), item.attribute("href").unwrap().to_owned())
            })
            .into_iter()
            .collect();
        self.attributes("content.opf", "itemref", "idref").iter().map(|id| hrefs[id].clone()).collect()
    }

    /// The chapters of the spine.
    pub(crate) fn chapters(&self) -> Vec<String> {
        self.spine().into_iter().filter(|name| name.starts_with("ch")).collect()
    }

    /// The values of `meta` with this property.
    pub(crate) fn meta(&self, property: &str) -> Vec<String> {
        let of = |meta: roxmltree::Node<'_, '_>| {
            let text = meta.text().unwrap_or_default().to_owned();
            (meta.attribute("property") == Some(property)).then_some(text)
        };
        self.each("content.opf", "meta", of).into_iter().flatten().collect()
    }

    /// The texts of the elements of this name in the package.
    pub(crate) fn dc(&self, name: &str) -> Vec<String> {
        self.each("content.opf", name, |node| node.text().unwrap_or_default().to_owned())
    }

    fn check(&self) {
        let hrefs = self.attributes("content.opf", "item", "href");
        for href in &hrefs {
            assert!(self.entries.contains_key(&format!("OEBPS/{href}")), "in the manifest only: {href}");
        }
        for name in self.names.iter().filter_map(|name| name.strip_prefix("OEBPS/")) {
            assert!(name == "content.opf" || hrefs.contains(&name.to_owned()), "not in the manifest: {name}");
            assert!(name.is_ascii());
        }
        let pages: BTreeMap<_, _> = hrefs
            .iter()
            .filter(|href| href.ends_with(".xhtml"))
            .map(|href| (href.clone(), ids_of(self.text(href))))
            .collect();
        ids_of(self.text("content.opf"));
        ids_of(self.text("toc.ncx"));
        for (page, ids) in &pages {
            assert!(
                self.text(page).starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>")
            );
            let title = self.each(page, "title", |title| title.text().unwrap_or_default().trim().to_owned());
            assert!(title.iter().all(|title| !title.is_empty()) && title.len() == 1, "{page}: {title:?}");
            for href in self.attributes(page, "a", "href") {
                self.check_link(page, ids, &href, &pages);
            }
            for src in self.attributes(page, "img", "src") {
                assert!(hrefs.contains(&src), "{page}: {src}");
            }
            assert_eq!(
                self.each(page, "img", |_| ()).len(),
                self.attributes(page, "img", "alt").len(),
                "{page}: a picture without `alt`"
            );
            self.check_headings(page);
        }
        for src in self.attributes("toc.ncx", "content", "src") {
            self.check_link("toc.ncx", &[], &src, &pages);
        }
        let listed = self.attributes("nav.xhtml", "a", "href");
        let listed: Vec<_> = listed.iter().filter(|href| self.chapters().contains(href)).cloned().collect();
        // The first of them once more as the landmark of the text, unless a section's page comes before it.
        assert_eq!(listed[..self.chapters().len()], self.chapters(), "the contents' order is the spine's");
    }

    fn check_link(&self, page: &str, own: &[String], href: &str, pages: &BTreeMap<String, Vec<String>>) {
        if ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| href.starts_with(scheme)) {
            return;
        }
        let (file, fragment) = href.split_once('#').map_or((href, None), |(file, id)| (file, Some(id)));
        let ids =
            if file.is_empty() { own } else { pages.get(file).unwrap_or_else(|| panic!("{page}: {href}")) };
        if let Some(fragment) = fragment {
            let id = percent_encoding::percent_decode_str(fragment).decode_utf8().unwrap();
            assert!(ids.iter().any(|known| *known == id), "{page}: {href} leads nowhere");
        }
    }

    fn check_headings(&self, page: &str) {
        let document = parse(self.text(page));
        let level =
            |node: roxmltree::Node<'_, '_>| node.tag_name().name().strip_prefix('h')?.parse::<u8>().ok();
        let mut before = 0;
        for level in document.descendants().filter_map(level) {
            assert!(level <= before + 1, "{page}: h{level} after h{before}");
            assert!(level > 1 || before == 0, "{page}: two h1");
            before = level;
        }
    }
}

/// The file as a tree, the document type that XHTML pages begin with left out.
pub(crate) fn parse(text: &str) -> roxmltree::Document<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    roxmltree::Document::parse_with_options(text, options).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn ids_of(text: &str) -> Vec<String> {
    let document = parse(text);
    let mut ids: Vec<_> =
        document.descendants().filter_map(|node| node.attribute("id")).map(str::to_owned).collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "ids are unique");
    ids
}

pub(crate) fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

pub(crate) fn paragraph(content: &str) -> Block {
    Block::Paragraph(vec![text(content)])
}

pub(crate) fn heading(level: u8, content: &str, anchor: Option<&str>) -> Block {
    Block::Heading(Heading { level, content: vec![text(content)], anchor: anchor.map(str::to_owned) })
}

pub(crate) fn link(url: &str) -> Inline {
    Inline::Link(Link { url: url.to_owned(), title: None, content: vec![text("there")] })
}

pub(crate) fn figure(url: &str, alt: Option<&str>) -> Block {
    let image = Image { url: url.to_owned(), alt: alt.map(str::to_owned), ..Image::default() };
    Block::Figure(Figure { image, ..Figure::default() })
}

/// A post at `https://a.example/NAME/`.
pub(crate) fn post(name: &str, body: Vec<Block>) -> Post {
    Post {
        site: Some("https://a.example".into()),
        kind: "post".into(),
        slug: name.to_owned(),
        link: Some(format!("https://a.example/{name}/")),
        title: Sourced::read(vec![text(&format!("Post {name}"))]),
        published: DateTime::parse("2025-03-04T23:06:07-05:00"),
        body,
        ..Post::default()
    }
}

pub(crate) fn edition(posts: Vec<Post>) -> Edition {
    let mut info = EditionInfo::default();
    info.title = "Some posts".into();
    info.name = "some".into();
    info.language = Language::parse("en").unwrap();
    Edition::new(info, posts)
}
