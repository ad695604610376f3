//! SVG, read and drawn: what comes out are shapes or points, so that scripts, addresses and fonts of the file stay behind.
#![forbid(unsafe_code)]

use image::DynamicImage;
use resvg::tiny_skia::{Pixmap, Transform};
pub use resvg::usvg;
use resvg::usvg::{ImageHrefResolver, ImageKind, Options, Tree, fontdb};
use std::sync::{Arc, LazyLock};

/// Drawings of more bytes are not read.
pub const LARGEST: usize = 8 << 20;

/// The faces that text is drawn in.
static FACES: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut faces = fontdb::Database::new();
    for (_, data) in offprint_fonts::FACES {
        faces.load_font_source(fontdb::Source::Binary(Arc::new(*data)));
    }
    faces.set_serif_family("Source Serif 4");
    faces.set_sans_serif_family("Source Sans 3");
    faces.set_cursive_family("Source Serif 4");
    faces.set_fantasy_family("Source Serif 4");
    faces.set_monospace_family("Source Code Pro");
    Arc::new(faces)
});

/// Why an SVG cannot be drawn; the text is the end of a sentence about it.
#[derive(Debug, thiserror::Error)]
#[error("cannot be drawn: {}", one_line(.0))]
pub struct Error(#[source] usvg::Error);

/// An error's text on one line, without its full stop.
fn one_line(error: &usvg::Error) -> String {
    error.to_string().replace('\n', " ").trim_end_matches('.').to_owned()
}

/// The tree of an SVG, with its pictures answered by this function; none are ever read from elsewhere.
///
/// # Errors
/// When it is not a drawing, or not one of SVG.
pub fn parsed(
    bytes: &[u8],
    picture: impl Fn(&str) -> Option<ImageKind> + Send + Sync,
) -> Result<Tree, Error> {
    let options = Options {
        font_family: "Source Serif 4".to_owned(),
        fontdb: Arc::clone(&FACES),
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(move |href, _| picture(href)),
        },
        ..Options::default()
    };
    Tree::from_data(bytes, &options).map_err(Error)
}

/// The points of a tree; `None` when there would be none.
pub fn drawn(tree: &usvg::Tree, scale: f32) -> Option<DynamicImage> {
    let to_whole = |length: f32| (length * scale).round() as u32;
    let (width, height) = (to_whole(tree.size().width()), to_whole(tree.size().height()));
    let mut points = Pixmap::new(width.max(1), height.max(1))?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut points.as_mut());
    let (width, height) = (points.width(), points.height());
    let image = image::RgbaImage::from_raw(width, height, points.take_demultiplied())?;
    let opaque = image.pixels().all(|point| point.0[3] == u8::MAX);
    let image = DynamicImage::ImageRgba8(image);
    Some(if opaque { DynamicImage::ImageRgb8(image.into_rgb8()) } else { image })
}
