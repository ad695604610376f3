//! Real posts, where a corpus of them lies beside the workspace: their pages, judged by their frames.
#![expect(clippy::disallowed_methods, reason = "a test may read files")]
#![expect(clippy::print_stderr, reason = "the figures are printed")]

use super::figures::{self, Figures};
use crate::{
    options::PdfOptions,
    picture::Pictures,
    sheet::{self, Desk},
    theme::Theme,
};
use image::{DynamicImage, ImageFormat};
use offprint_core::{EditionInfo, MediaItem, MediaStore, NoMedia, Post, blocks_text, reader::Reader};
use std::{
    collections::BTreeSet,
    fs,
    io::{self, Cursor, Read},
    path::{Path, PathBuf},
};

/// The folder of the corpus.
fn corpus() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().map(|folder| folder.join("shared/corpus")).find(|folder| folder.exists())
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "json" || ending == "xml") {
            out.push(path);
        }
    }
}

/// Different posts of the corpus, those with something to read.
fn posts(corpus: &Path) -> Vec<Post> {
    let mut reader = Reader::default();
    for folder in ["wp-rest", "wp-rest-core", "wp-rest-7.1", "wxr", "../samples"] {
        let mut paths = Vec::new();
        files(&corpus.join(folder), &mut paths);
        for path in paths {
            let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            reader.add(&name, fs::read(&path).expect("the corpus is read"));
        }
    }
    let mut seen = BTreeSet::new();
    let read = (0..reader.len()).filter_map(|at| reader.post(at).ok()).map(|read| read.post);
    read.filter(|post| {
        let text = blocks_text(&post.body);
        text.split_whitespace().count() > 40 && seen.insert(text)
    })
    .collect()
}

/// Gives every address a picture, of a size that hangs on the address.
struct AnyPicture;

impl MediaStore for AnyPicture {
    fn find(&self, url: &str) -> Option<MediaItem> {
        let sum: usize = url.bytes().map(usize::from).sum();
        let (width, height) =
            [(1200, 800), (1024, 576), (640, 960), (900, 900), (2000, 700), (300, 200)][sum % 6];
        Some(MediaItem { key: format!("{width}x{height}"), media_type: "image/png".into(), size: 1000 })
    }

    fn open(&self, item: &MediaItem) -> io::Result<Box<dyn Read + Send>> {
        let (width, height) = item.key.split_once('x').expect("a size");
        let points =
            DynamicImage::new_luma8(width.parse().expect("a width"), height.parse().expect("a height"));
        let mut bytes = Cursor::new(Vec::new());
        points.write_to(&mut bytes, ImageFormat::Png).map_err(io::Error::other)?;
        Ok(Box::new(Cursor::new(bytes.into_inner())))
    }
}

fn judge(posts: &[Post], media: &dyn MediaStore) -> Figures {
    let options = PdfOptions::default();
    let theme = Theme::new(&options);
    let pictures = Pictures::new(media, None);
    let edition = EditionInfo::default();
    let desk = Desk { edition: &edition, pictures: &pictures, theme: &theme, options: &options };
    let mut figures = Figures::default();
    for post in posts {
        let mut composer = sheet::composed(post, desk);
        let pages = figures::pages(&mut composer.galley, &theme);
        figures.add(&composer.galley, &pages, &theme, &post.label());
    }
    figures
}

fn hold(figures: &Figures, what: &str) {
    eprintln!("{what}: {}", figures.said());
    figures.short.iter().for_each(|place| eprintln!("  ends short: {place}"));
    for (fault, (count, places)) in &figures.faults {
        eprintln!("  {count} × {fault}");
        places.iter().for_each(|place| eprintln!("      {place}"));
    }
    assert!(figures.pages >= 200, "{} pages are too few", figures.pages);
    assert!(figures.faults.is_empty(), "see above");
    let length = figures.characters as f32 / figures.whole as f32;
    assert!((60.0..=72.0).contains(&length), "lines of {length} characters");
    assert!(figures.hyphenated * 10 <= figures.lines, "too many hyphens");
    assert!(figures.wide * 100 <= figures.justified, "too many wide spaces");
    assert!(figures.ragged * 50 <= figures.lines, "too many lines short of the edge");
    assert!(figures.short.len() * 100 <= figures.pages, "too many pages end short");
}

#[test]
fn pages_of_real_posts_are_set_well() {
    let Some(corpus) = corpus() else {
        eprintln!("skipped: there is no corpus of real posts");
        return;
    };
    let posts = posts(&corpus);
    let plain = judge(&posts, &NoMedia);
    hold(&plain, "without pictures");
    assert!(plain.short.is_empty(), "text alone fills its pages");
    hold(&judge(&posts, &AnyPicture), "with pictures");
    let sample: Vec<Post> =
        posts.into_iter().filter(|post| post.provenance.origin.starts_with("news-archive-5096")).collect();
    if !sample.is_empty() {
        let figures = judge(&sample, &NoMedia);
        eprintln!("one long read: {}", figures.said());
        assert!(figures.hyphenated * 10 <= figures.lines, "too many hyphens");
    }
}
