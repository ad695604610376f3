//! The first pass: epub-builder makes the package, with placeholders for what the book already holds.

use crate::contents::Landmark;
use crate::metadata::Metadata;
use crate::plan::Leaf;
use crate::{front, names};
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ReferenceType, ZipLibrary};
use offprint_core::EditionInfo;
use std::io;

/// What the package is made of.
pub(crate) struct Parts<'a> {
    pub(crate) metadata: &'a Metadata,
    pub(crate) edition: &'a EditionInfo,
    pub(crate) leaves: &'a [Leaf<'a>],
    pub(crate) landmarks: &'a [Landmark],
    /// The pages that are not posts, by name: their XHTML.
    pub(crate) pages: &'a [(String, String)],
    /// The pictures' paths and media types; the cover's is not among them.
    pub(crate) pictures: &'a [(String, &'static str)],
    /// The path and the media type of the cover.
    pub(crate) cover: Option<(&'a str, &'static str)>,
    /// The style sheet.
    pub(crate) style: &'a str,
    /// Fonts and their licences: paths, media types and bytes.
    pub(crate) fonts: &'a [(String, &'static str, &'static [u8])],
}

/// The package as epub-builder writes it: a ZIP in which chapters and pictures are empty entries.
///
/// # Errors
/// As epub-builder says; nothing in a post brings it about.
pub(crate) fn build(parts: &Parts<'_>) -> epub_builder::Result<Vec<u8>> {
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    describe(&mut builder, parts)?;
    builder.stylesheet(parts.style.as_bytes())?;
    if let Some((path, media_type)) = parts.cover {
        builder.add_cover_image(path, io::empty(), media_type)?;
        add_page(&mut builder, parts, names::COVER, Some(ReferenceType::Cover))?;
    }
    add_page(&mut builder, parts, names::TITLE, Some(ReferenceType::TitlePage))?;
    for (name, _) in front::before_contents(parts.edition) {
        add_page(&mut builder, parts, name, None)?;
    }
    if parts.edition.front.excerpts {
        add_page(&mut builder, parts, names::OVERVIEW, None)?;
    }
    for (index, leaf) in parts.leaves.iter().enumerate() {
        let first = (index == 0).then_some(ReferenceType::Text);
        add_page(&mut builder, parts, &leaf.name(), first)?;
    }
    add_page(&mut builder, parts, names::CREDITS, None)?;
    for (path, media_type) in parts.pictures {
        builder.add_resource(path, io::empty(), *media_type)?;
    }
    for (path, media_type, bytes) in parts.fonts {
        builder.add_resource(path, *bytes, *media_type)?;
    }
    let mut bytes = Vec::new();
    builder.generate(&mut bytes)?;
    Ok(bytes)
}

fn describe(builder: &mut EpubBuilder<ZipLibrary>, parts: &Parts<'_>) -> epub_builder::Result<()> {
    let metadata = parts.metadata;
    builder.epub_version(EpubVersion::V33);
    builder.set_title(&*metadata.title);
    builder.set_authors(metadata.creators.clone());
    builder.set_languages(metadata.languages.iter().map(ToString::to_string).collect());
    builder.set_subjects(metadata.subjects.clone());
    builder.set_description(metadata.description.iter().cloned().collect());
    builder.set_generator(concat!("offprint ", env!("CARGO_PKG_VERSION")));
    builder.set_toc_name(crate::labels::Labels::of(&parts.edition.language).contents);
    builder.set_uuid(metadata.uuid);
    // Without a date of ours, it would take the clock's.
    builder.set_modified_date(metadata.modified.parse().unwrap_or_default());
    // `epub_direction` would be ignored.
    builder.metadata("direction", parts.edition.direction().as_str())?;
    Ok(())
}

fn add_page(
    builder: &mut EpubBuilder<ZipLibrary>,
    parts: &Parts<'_>,
    name: &str,
    reference: Option<ReferenceType>,
) -> epub_builder::Result<()> {
    let text = parts.pages.iter().find(|(page, _)| page == name).map_or("", |(_, text)| text);
    let mut content = EpubContent::new(name, text.as_bytes());
    if let Some(reference) = reference {
        // Only what has a title becomes a landmark.
        let label = parts.landmarks.iter().find(|landmark| landmark.href == name);
        content = content.reftype(reference).title(label.map_or(name, |landmark| &landmark.label));
    }
    builder.add_content(content)?;
    Ok(())
}
