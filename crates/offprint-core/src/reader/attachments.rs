//! Files of the media library, as posts name them by number.

use super::fields;
use serde_json::Value;

/// A file of the media library.
#[derive(Debug, Clone, Default)]
pub(super) struct Attachment {
    pub(super) url: String,
    /// Its type by the answer, else by the file's ending: `image/jpeg`.
    pub(super) mime: String,
    pub(super) alt: String,
    /// HTML.
    pub(super) caption: String,
    pub(super) title: String,
    /// Its page.
    pub(super) link: Option<String>,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
    /// The post that it was uploaded to.
    pub(super) parent: Option<u64>,
    pub(super) menu_order: i64,
}

/// Of an object of `/wp/v2/media`: one that has a source.
pub(super) fn read(value: &Value) -> Option<Attachment> {
    let url = fields::text(value, "source_url")?.to_owned();
    let details = value.get("media_details");
    let size = |name: &str| fields::pixels(details.and_then(|details| details.get(name)));
    let stated = fields::text(value, "mime_type");
    let text = |name: &str| fields::rendered(value.get(name)).unwrap_or_default().trim().to_owned();
    Some(Attachment {
        mime: stated.unwrap_or_else(|| mime_of(&url)).to_owned(),
        alt: value.get("alt_text").and_then(Value::as_str).unwrap_or_default().to_owned(),
        caption: text("caption"),
        title: text("title"),
        link: fields::text(value, "link").map(str::to_owned),
        width: size("width"),
        height: size("height"),
        parent: fields::id(value.get("post")),
        menu_order: value.get("menu_order").and_then(Value::as_i64).unwrap_or(0),
        url,
    })
}

/// The media type of a file by its ending, as WordPress tells it; empty when it is none of these.
pub(super) fn mime_of(url: &str) -> &'static str {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "jpg" | "jpeg" | "jpe" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        "bmp" => "image/bmp",
        "tif" | "tiff" => "image/tiff",
        "heic" => "image/heic",
        "ico" => "image/x-icon",
        "mp3" | "m4a" | "m4b" => "audio/mpeg",
        "ogg" | "oga" => "audio/ogg",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "wma" => "audio/x-ms-wma",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "ogv" => "video/ogg",
        "mov" => "video/quicktime",
        "wmv" => "video/x-ms-wmv",
        "flv" => "video/x-flv",
        "pdf" => "application/pdf",
        _ => "",
    }
}
