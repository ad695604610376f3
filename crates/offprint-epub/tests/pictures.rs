//! Pictures: in the book once each, or told of.

mod opened;

use image::ImageFormat;
use offprint_core::*;
use offprint_epub::{CoverAs, EpubOptions, Theme};
use opened::*;
use std::io::Cursor;

fn drawn(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let points = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90]));
    let mut bytes = Cursor::new(Vec::new());
    points.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn album(files: &[(&str, Vec<u8>)]) -> Album {
    Album(files.iter().map(|(name, bytes)| (url(name), bytes.clone())).collect())
}

fn url(name: &str) -> String {
    format!("https://a.example/{name}")
}

fn pictures(book: &Opened) -> Vec<&str> {
    let is_own = |name: &&str| name.contains("/images/") && !name.contains("/cover.");
    book.names.iter().map(|name| &**name).filter(is_own).collect()
}

#[test]
fn each_file_is_in_the_book_once() {
    let png = drawn(60, 40, ImageFormat::Png);
    let album =
        album(&[("a.png", png.clone()), ("copy.png", png.clone()), ("b.gif", drawn(9, 9, ImageFormat::Gif))]);
    let figures = |names: &[&str]| names.iter().map(|name| figure(&url(name), Some("x"))).collect();
    let posts =
        vec![post("a", figures(&["a.png", "a.png", "copy.png"])), post("b", figures(&["b.gif", "a.png"]))];
    let (bytes, said) = bound(&edition(posts), &album, &[]);
    let book = Opened::new(&bytes);
    assert_eq!(said, []);
    assert_eq!(pictures(&book).len(), 2);
    assert_eq!(book.entries[pictures(&book)[0]], png, "as it is");
    assert_eq!(book.attributes("ch0001.xhtml", "img", "src").len(), 3);
}

#[test]
fn pictures_are_sized_down_and_recoded() {
    let album = album(&[
        ("wide.jpg", drawn(2000, 500, ImageFormat::Jpeg)),
        ("a.webp", drawn(50, 20, ImageFormat::WebP)),
    ]);
    let body = vec![figure(&url("wide.jpg"), Some("w")), figure(&url("a.webp"), None)];
    let book = Opened::new(&bound(&edition(vec![post("a", body)]), &album, &[]).0);
    assert_eq!(book.attributes("ch0001.xhtml", "img", "width"), ["1600", "50"]);
    assert_eq!(book.attributes("ch0001.xhtml", "img", "height"), ["400", "20"]);
    let types = book.attributes("content.opf", "item", "media-type");
    assert!(types.contains(&"image/png".to_owned()) && types.contains(&"image/jpeg".to_owned()));
    for name in pictures(&book) {
        let (width, _) = image::load_from_memory(&book.entries[name]).unwrap().into_rgb8().dimensions();
        assert!(width <= 1600);
    }
}

#[test]
fn bad_files_are_told_of_and_the_book_is_whole() {
    let mut cut = drawn(300, 200, ImageFormat::Jpeg);
    cut.truncate(cut.len() * 2 / 3);
    let mut huge = drawn(8, 8, ImageFormat::Png);
    huge[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let checksum = crc32fast::hash(&huge[12..29]);
    huge[29..33].copy_from_slice(&checksum.to_be_bytes());
    let files = [
        ("cut.jpg", cut),
        ("huge.png", huge),
        ("text.png", b"<html>not here</html>".to_vec()),
        ("empty.gif", Vec::new()),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g>".to_vec()),
        ("collage.avif", b"\0\0\0\x18ftypavif\0\0\0\0mif1avif".to_vec()),
        ("photo.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec()),
        ("named-wrongly.jpg", drawn(30, 20, ImageFormat::Png)),
    ];
    let album = album(&files);
    let names = files.iter().map(|(name, _)| *name).chain(["gone.png"]);
    let body: Vec<_> = names.map(|name| figure(&url(name), Some(name))).collect();
    let (bytes, said) = bound(&edition(vec![post("a", body)]), &album, &[]);
    let book = Opened::new(&bytes);
    assert_eq!(book.attributes("ch0001.xhtml", "img", "alt"), ["named-wrongly.jpg"]);
    assert!(pictures(&book)[0].ends_with(".png"), "named for what it is");
    let links = book.attributes("ch0001.xhtml", "a", "href");
    for (name, code) in [
        ("cut.jpg", codes::IMAGE_INVALID),
        ("huge.png", codes::MEDIA_TOO_LARGE),
        ("text.png", codes::IMAGE_FORMAT_UNSUPPORTED),
        ("empty.gif", codes::IMAGE_FORMAT_UNSUPPORTED),
        ("drawing.svg", codes::IMAGE_INVALID),
        ("collage.avif", codes::IMAGE_INVALID),
        ("photo.heic", codes::IMAGE_FORMAT_UNSUPPORTED),
        ("gone.png", codes::MEDIA_MISSING),
    ] {
        assert!(links.contains(&url(name)), "{name}: a link in its place");
        let told: Vec<_> = said.iter().filter(|said| said.message.contains(&url(name))).collect();
        assert_eq!(told.len(), 1, "{name}");
        assert_eq!(told[0].code, code, "{name}: {}", told[0].message);
        assert!(told[0].hint.is_some() && told[0].place.post.as_deref() == Some("a"));
    }
    let (notes, warnings): (Vec<_>, Vec<_>) = said.iter().partition(|said| said.severity == Severity::Note);
    assert!(warnings.iter().all(|said| said.severity == Severity::Warning));
    assert!(notes.len() == 1 && notes[0].message.contains("named-wrongly.jpg"));
    assert!(notes[0].is(codes::IMAGE_FORMAT_MISMATCH));
}

#[test]
fn a_larger_version_stands_in() {
    let album = album(&[("a.png", drawn(60, 40, ImageFormat::Png))]);
    let image = Image { url: url("a-30x20.png"), large: Some(url("a.png")), ..Image::default() };
    let body = vec![Block::Figure(Figure { image, ..Figure::default() })];
    let (bytes, said) = bound(&edition(vec![post("a", body)]), &album, &[]);
    assert_eq!((pictures(&Opened::new(&bytes)).len(), said.len()), (1, 0));
}

#[test]
fn accessibility_claims_are_true_of_the_book() {
    let album = album(&[("a.png", drawn(60, 40, ImageFormat::Png))]);
    let claims = |body: Vec<Block>| {
        let book = Opened::new(&bound(&edition(vec![post("a", body)]), &album, &[]).0);
        let has = |property: &str, value: &str| book.meta(property).iter().any(|said| said == value);
        assert_eq!(book.meta("schema:accessibilitySummary").len(), 1);
        (has("schema:accessMode", "visual"), has("schema:accessibilityFeature", "alternativeText"))
    };
    assert_eq!(claims(vec![paragraph("x")]), (true, true), "the cover has a text");
    assert_eq!(claims(vec![figure(&url("a.png"), Some("x"))]), (true, true));
    assert_eq!(claims(vec![figure(&url("a.png"), Some("x")), figure(&url("a.png"), None)]), (true, false));
    assert_eq!(claims(vec![figure(&url("gone.png"), None)]), (true, true));
}

#[test]
fn the_editors_cover_comes_first() {
    let edition = edition(vec![post("a", vec![])]);
    let png = drawn(600, 900, ImageFormat::Png);
    let mut options = EpubOptions::default();
    options.cover = CoverAs::Given(png.clone());
    let book = Opened::new(&bound_with(options, &edition, &NoMedia, &[]).0);
    assert_eq!(book.spine()[0], "cover.xhtml");
    assert_eq!(book.entries["OEBPS/images/cover.png"], png);
    assert!(book.attributes("content.opf", "item", "properties").contains(&"cover-image".to_owned()));
    let mut options = EpubOptions::default();
    options.cover = CoverAs::Given(b"no picture".to_vec());
    let (bytes, said) = bound_with(options, &edition, &NoMedia, &[]);
    assert_eq!(Opened::new(&bytes).spine()[0], "cover.xhtml", "one is drawn");
    assert!(said[0].message.contains("it is not a picture"));
    let mut options = EpubOptions::default();
    options.cover = CoverAs::None;
    assert_eq!(Opened::new(&bound_with(options, &edition, &NoMedia, &[]).0).spine()[0], "title.xhtml");
}

#[test]
fn covers_are_drawn_in_every_theme_and_script() {
    let album = album(&[("wide.jpg", drawn(900, 500, ImageFormat::Jpeg))]);
    for theme in [Theme::Plain, Theme::Magazine, Theme::Journal] {
        for (title, language, picture) in
            [("The Garden in May", "en", true), ("بستان الربيع", "ar", false), ("夜の記録", "ja", true)]
        {
            let mut post = post("a", vec![]);
            let image = Image { url: url("wide.jpg"), ..Image::default() };
            post.featured = picture.then_some(image);
            let mut edition = edition(vec![post]);
            edition.info.title = title.to_owned();
            edition.info.language = Language::parse(language).unwrap();
            let mut options = EpubOptions::default();
            options.theme = theme;
            let book = Opened::new(&bound_with(options, &edition, &album, &[]).0);
            let name = if picture { "OEBPS/images/cover.jpg" } else { "OEBPS/images/cover.png" };
            let cover = image::load_from_memory(&book.entries[name]).unwrap().into_rgb8();
            assert_eq!(cover.dimensions(), (1600, 2560));
            let ground = *cover.get_pixel(20, 2550);
            let differing = cover.pixels().filter(|point| **point != ground).count();
            assert!(differing > 20_000, "{theme:?} {title}: there is something to see");
        }
    }
}

const AVIF: [(&str, &[u8]); 4] = [
    ("colours.avif", include_bytes!("avif/colours.avif")),
    ("full.avif", include_bytes!("avif/full.avif")),
    ("grey.avif", include_bytes!("avif/grey.avif")),
    ("transparent.avif", include_bytes!("avif/transparent.avif")),
];

#[test]
fn avif_is_shown_as_what_every_reading_system_knows() {
    for (name, bytes) in AVIF {
        let album = album(&[(name, bytes.to_vec())]);
        let (book, said) = bound(&edition(vec![post("a", vec![figure(&url(name), Some("x"))])]), &album, &[]);
        assert_eq!(said, [], "{name}");
        let book = Opened::new(&book);
        let shown = image::load_from_memory(&book.entries[pictures(&book)[0]]).unwrap();
        assert_eq!((shown.width(), shown.height()), (64, 48), "{name}");
        assert_eq!(pictures(&book)[0].ends_with(".png"), name == "transparent.avif", "{name}");
        let near = |x: u32, y: u32, wanted: [u8; 4]| {
            let point = image::GenericImageView::get_pixel(&shown, x, y).0;
            let off = point.iter().zip(wanted).map(|(is, wanted)| is.abs_diff(wanted)).max();
            assert!(off <= Some(8), "{name} at {x}, {y}: {point:?}, not {wanted:?}");
        };
        if name == "grey.avif" {
            near(8, 40, [20, 20, 20, 255]);
            near(56, 40, [220, 220, 220, 255]);
            continue;
        }
        let below = if name == "transparent.avif" { 64 } else { 255 };
        let colours = [[200, 30, 30], [30, 160, 60], [40, 60, 200], [240, 220, 40]];
        for (x, [red, green, blue]) in (8..).step_by(16).zip(colours) {
            near(x, 8, [red, green, blue, 255]);
            near(x, 40, [red, green, blue, below]);
        }
    }
}

#[test]
fn broken_avif_is_told_of() {
    let (name, bytes) = AVIF[0];
    for length in (20..bytes.len()).step_by(13) {
        let mut flipped = bytes.to_vec();
        flipped[length] ^= 0x55;
        for (broken, must) in [(bytes[..length].to_vec(), true), (flipped, false)] {
            let album = album(&[(name, broken)]);
            let body = vec![figure(&url(name), Some("x"))];
            let (book, said) = bound(&edition(vec![post("a", body)]), &album, &[]);
            let lost = pictures(&Opened::new(&book)).is_empty();
            assert_eq!(lost, !said.is_empty(), "{length}: {said:?}");
            assert!(lost || !must, "cut at {length}");
        }
    }
}
