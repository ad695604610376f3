//! Builders' shortcodes that name pictures by their number in the media library.

use super::expand::gallery_of;
use super::{Rendered, Surroundings, markup};
use crate::shortcodes::syntax::{Source, Tag, tag_at};
use crate::shortcodes::{Family, family_of};

/// Keys of a picture's number.
const NUMBERS: [&str; 9] =
    ["image", "image_url", "image_id", "img", "media", "attachment", "attachment_id", "id", "photo"];
/// Galleries, and the keys of their pictures' numbers.
const GALLERIES: [(&str, &str); 8] = [
    ("vc_gallery", "images"),
    ("vc_images_carousel", "images"),
    ("vc_media_grid", "include"),
    ("et_pb_gallery", "gallery_ids"),
    ("av_gallery", "ids"),
    ("av_masonry_gallery", "ids"),
    ("ux_gallery", "ids"),
    ("bt_bb_masonry_image_grid", "images"),
];

/// HTML in which these shortcodes have the addresses of their pictures, and galleries are galleries.
pub(super) fn with_addresses(html: String, around: &Surroundings<'_>, rendered: &mut Rendered) -> String {
    if around.side.attachments.is_empty() || !html.contains('[') {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    let mut work = html.len().saturating_mul(16) + 10_000;
    let mut at = 0;
    while let Some(start) = html[at..].find('[').map(|found| at + found) {
        out.push_str(&html[at..start]);
        at = start + 1;
        let doubled = html[at..].starts_with('[') || html[..start].ends_with('[');
        let tag = if doubled { None } else { tag_at(&html, start, Source::Html, &mut work) };
        let made = tag
            .as_ref()
            .filter(|tag| !tag.closes && around.cleaning.shortcodes().rule_for(&tag.name).is_none());
        let made =
            made.and_then(|tag| Some((tag.end, made_of(&html[start..tag.end], tag, around, rendered)?)));
        match made {
            Some((end, made)) => {
                out.push_str(&made);
                at = end;
            }
            None => out.push('['),
        }
    }
    out.push_str(&html[at..]);
    out
}

fn made_of(written: &str, tag: &Tag, around: &Surroundings<'_>, rendered: &mut Rendered) -> Option<String> {
    if let Some((_, key)) = GALLERIES.iter().find(|(name, _)| *name == tag.name) {
        let ids =
            tag.attribute(key)?.split(',').filter_map(|id| id.trim().parse().ok()).collect::<Vec<u64>>();
        let made = gallery_of(&ids, "none", around, rendered);
        return (!made.is_empty()).then_some(made);
    }
    if family_of(&tag.name) != Family::Picture {
        return None;
    }
    let number = |key: &&str| tag.attribute(key)?.split('|').next()?.trim().parse::<u64>().ok();
    let file = NUMBERS.iter().filter_map(number).find_map(|id| around.side.attachments.get(&id))?;
    if !file.mime.starts_with("image/") {
        return None;
    }
    let body = written.strip_suffix(']')?;
    let (body, end) = body.strip_suffix('/').map_or((body, "]"), |body| (body, "/]"));
    let value = |text: &str| markup::escaped(text).replace('[', "&#91;").replace(']', "&#93;");
    let has_alt = ["alt", "image_alt", "alt_text"]
        .iter()
        .any(|key| tag.attribute(key).is_some_and(|alt| !alt.is_empty()));
    let alt = if has_alt { String::new() } else { format!(" img_alt=\"{}\"", value(&file.alt)) };
    Some(format!("{body} custom_src=\"{}\"{alt} {end}", value(&file.url)))
}
