//! WordPress's own shortcodes, written as it renders them.

use super::shortcodes::{self, KNOWN, Shortcode, WithoutEnd};
use super::{Rendered, Surroundings, markup};
use crate::diagnostic::codes;
use crate::reader::attachments::{Attachment, mime_of};
use serde_json::json;
use std::fmt::Write as _;

/// Shortcodes within shortcodes: an embed in a caption.
const DEPTH: usize = 4;

/// The keys under which players name their files.
const FILES: [&str; 13] =
    ["src", "mp3", "m4a", "ogg", "wav", "flac", "wma", "mp4", "m4v", "webm", "ogv", "mov", "flv"];

/// HTML with the shortcodes expanded.
pub(super) fn shortcodes(html: &str, around: &Surroundings<'_>, rendered: &mut Rendered) -> String {
    expand(html, around, rendered, 0)
}

fn expand(html: &str, around: &Surroundings<'_>, rendered: &mut Rendered, depth: usize) -> String {
    if !html.contains('[') || depth >= DEPTH {
        return html.to_owned();
    }
    let mut out = String::with_capacity(html.len());
    let mut without_end = WithoutEnd::default();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'[', b'<', &html.as_bytes()[at..]) {
        let start = at + found;
        out.push_str(&html[at..start]);
        at = start;
        if html.as_bytes()[start] == b'<' {
            // Brackets within a tag are an attribute's.
            let end = markup::pieces(&html[start..]).next().map_or(1, |piece| match piece {
                markup::Piece::Tag(tag) | markup::Piece::Comment(tag) => tag.len(),
                markup::Piece::Text(_) => 1,
            });
            out.push_str(&html[start..start + end]);
            at += end;
            continue;
        }
        // `[[gallery]]` shows the shortcode itself.
        let doubled = html[start..].starts_with("[[");
        let code = shortcodes::at(html, start + usize::from(doubled), &KNOWN, &mut without_end);
        let treated = |code: &Shortcode<'_>| around.cleaning.shortcodes().rule_for(code.name).is_some();
        match code {
            // The cleaner keeps it or takes it away; the one with attributes would be found again there.
            Some(code) if treated(&code) || doubled && !code.attributes.is_empty() => {
                out.push('[');
                at += 1 + usize::from(doubled);
                if doubled {
                    out.push('[');
                }
            }
            Some(code) if doubled && html[code.end..].starts_with(']') => {
                out.push_str(&html[start + 1..code.end]);
                at = code.end + 1;
            }
            Some(code) if !doubled => {
                at = code.end;
                let made = write(&code, around, rendered, depth);
                let alone = out.trim_end().ends_with("<p>") && html[at..].trim_start().starts_with("</p>");
                if alone {
                    out.truncate(out.trim_end().len() - "<p>".len());
                    at += html[at..].find("</p>").map_or(0, |end| end + "</p>".len());
                }
                out.push_str(&made);
            }
            _ => {
                out.push('[');
                at += 1;
            }
        }
    }
    out.push_str(&html[at..]);
    out
}

fn write(code: &Shortcode<'_>, around: &Surroundings<'_>, rendered: &mut Rendered, depth: usize) -> String {
    match code.name {
        "caption" | "wp_caption" => caption(code, around, rendered, depth),
        "gallery" => gallery(code, around, rendered),
        "audio" | "video" => player(code, around),
        "playlist" => playlist(code, around),
        _ => embed(code),
    }
}

/// `[caption]<img> words[/caption]`, and the old form whose words are an attribute.
fn caption(code: &Shortcode<'_>, around: &Surroundings<'_>, rendered: &mut Rendered, depth: usize) -> String {
    let content = expand(code.content.unwrap_or_default(), around, rendered, depth + 1);
    let (picture, words) = match content.find("<img").and_then(|at| Some(at + content[at..].find('>')? + 1)) {
        Some(end) => {
            let rest = &content[end..];
            let close =
                rest.trim_start().strip_prefix("</a>").map_or(end, |after| content.len() - after.len());
            (&content[..close], content[close..].trim())
        }
        None => (content.as_str(), ""),
    };
    let words = if words.is_empty() { code.get("caption").unwrap_or_default() } else { words };
    if words.is_empty() {
        return content;
    }
    let align = code.text("align").unwrap_or("alignnone");
    let id = code.text("id").map(|id| format!(" id=\"{}\"", markup::escaped(id))).unwrap_or_default();
    format!(
        "<figure{id} class=\"wp-caption {}\">{picture}<figcaption class=\"wp-caption-text\">{words}</figcaption></figure>",
        markup::escaped(align)
    )
}

/// `[gallery ids="1,2"]`; without numbers, the pictures that were uploaded to the post.
fn gallery(code: &Shortcode<'_>, around: &Surroundings<'_>, rendered: &mut Rendered) -> String {
    let ids = |key: &str| numbers(code.get(key).unwrap_or_default());
    let mut named = ids("ids");
    named.append(&mut ids("include"));
    if named.is_empty() {
        let post = code.text("id").and_then(|id| id.parse().ok()).or(around.id);
        let exclude = ids("exclude");
        named = uploaded(around, post, "image/");
        named.retain(|id| !exclude.contains(id));
    }
    gallery_of(&named, code.text("link").unwrap_or("post"), around, rendered)
}

/// A gallery of these pictures, which lead to their page (`post`), their file (`file`), or nowhere (`none`).
pub(super) fn gallery_of(
    ids: &[u64],
    link: &str,
    around: &Surroundings<'_>,
    rendered: &mut Rendered,
) -> String {
    let mut out = String::new();
    let mut missing = Vec::new();
    for id in ids {
        let (Some(picture), Some(file)) = (picture(*id, around), around.side.attachments.get(id)) else {
            missing.push(id.to_string());
            continue;
        };
        out.push_str("<figure class=\"gallery-item\"><div class=\"gallery-icon\">");
        let leads = match link {
            "file" => Some(file.url.as_str()),
            "none" => None,
            _ => file.link.as_deref(),
        };
        match leads {
            Some(url) => {
                let _ = write!(out, "<a href=\"{}\">{picture}</a>", markup::escaped(url));
            }
            None => out.push_str(&picture),
        }
        out.push_str("</div>");
        if !file.caption.is_empty() {
            let words = super::texturize::curl(&file.caption, around.language);
            let _ = write!(out, "<figcaption class=\"wp-caption-text gallery-caption\">{words}</figcaption>");
        }
        out.push_str("</figure>");
    }
    if !missing.is_empty() {
        let said = format!("a gallery names pictures that are not among the files: {}", missing.join(", "));
        rendered.warn(codes::ATTACHMENT_MISSING, said);
    }
    if out.is_empty() { out } else { format!("<div class=\"gallery\">{out}</div>") }
}

/// The `img` of a picture of the media library.
pub(super) fn picture(id: u64, around: &Surroundings<'_>) -> Option<String> {
    let file = around.side.attachments.get(&id).filter(|file| file.mime.starts_with("image/"))?;
    let mut img = format!("<img class=\"wp-image-{id}\" src=\"{}\"", markup::escaped(&file.url));
    let _ = write!(img, " alt=\"{}\"", markup::escaped(&file.alt));
    for (name, pixels) in [("width", file.width), ("height", file.height)] {
        if let Some(pixels) = pixels {
            let _ = write!(img, " {name}=\"{pixels}\"");
        }
    }
    img.push_str(" />");
    Some(img)
}

/// `[audio]` and `[video]`; without a file, the first one that was uploaded to the post.
fn player(code: &Shortcode<'_>, around: &Surroundings<'_>) -> String {
    let named = FILES.iter().find_map(|key| code.text(key)).or_else(|| {
        let bare = code.text("0").filter(|bare| bare.starts_with("http"));
        bare.or_else(|| code.content.map(str::trim).filter(|content| content.starts_with("http")))
    });
    let url = named.map(str::to_owned).or_else(|| {
        let ids = uploaded(around, around.id, &format!("{}/", code.name));
        Some(around.side.attachments.get(ids.first()?)?.url.clone())
    });
    let Some(url) = url else { return code.content.unwrap_or_default().to_owned() };
    let poster = code.text("poster").map(|url| format!(" poster=\"{}\"", markup::escaped(url)));
    let poster = poster.unwrap_or_default();
    let kind = match mime_of(&url) {
        "" => String::new(),
        mime => format!(" type=\"{mime}\""),
    };
    let name = code.name;
    let url = markup::escaped(&url);
    format!("<{name} class=\"wp-{name}-shortcode\"{poster}><source{kind} src=\"{url}\" /></{name}>")
}

fn playlist(code: &Shortcode<'_>, around: &Surroundings<'_>) -> String {
    let kind = if code.text("type") == Some("video") { "video" } else { "audio" };
    let mut ids = numbers(code.text("ids").or_else(|| code.text("include")).unwrap_or_default());
    if ids.is_empty() {
        ids = uploaded(around, around.id, &format!("{kind}/"));
    }
    let track = |file: &Attachment| json!({ "src": file.url, "type": file.mime, "title": file.title });
    let tracks: Vec<_> = ids.iter().filter_map(|id| around.side.attachments.get(id)).map(track).collect();
    if tracks.is_empty() {
        return String::new();
    }
    let data = json!({ "type": kind, "tracks": tracks }).to_string().replace("</", "<\\/");
    format!("<div class=\"wp-playlist\"><script type=\"application/json\">{data}</script></div>")
}

/// `[embed]`, `[youtube]` and the like: an address, or the number of a film.
fn embed(code: &Shortcode<'_>) -> String {
    let values =
        [code.content.map(str::trim), code.text("src"), code.text("url"), code.text("id"), code.text("0")];
    let Some(value) = values.into_iter().flatten().find(|value| !value.is_empty()) else {
        return String::new();
    };
    let url = match code.name {
        _ if value.starts_with("http") => value.replace("&amp;", "&"),
        "youtube" => format!("https://www.youtube.com/watch?v={value}"),
        "vimeo" => format!("https://vimeo.com/{value}"),
        "wpvideo" => format!("https://videopress.com/v/{value}"),
        _ => return value.to_owned(),
    };
    let url = markup::escaped(&url);
    format!("<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">{url}</div></figure>")
}

fn numbers(list: &str) -> Vec<u64> {
    list.split([',', ' ']).filter_map(|id| id.trim().parse().ok()).collect()
}

/// The files of a kind that were uploaded to a post, in its own order.
fn uploaded(around: &Surroundings<'_>, post: Option<u64>, kind: &str) -> Vec<u64> {
    let Some(post) = post else { return Vec::new() };
    let files = around.side.attachments.iter();
    let mut found: Vec<_> = files
        .filter(|(_, file)| file.parent == Some(post) && file.mime.starts_with(kind))
        .map(|(id, file)| (file.menu_order, *id))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id).collect()
}
