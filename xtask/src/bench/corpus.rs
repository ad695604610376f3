//! Many posts made from one.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The posts that copies are made of: a fixture, and a real post where the folder `shared` lies beside the workspace.
pub(crate) fn sources(root: &Path) -> Vec<PathBuf> {
    let fixture = root.join("fixtures/posts/core-blocks.json");
    let real = root.ancestors().skip(1).map(|folder| folder.join("shared/samples/news-archive-5096.json"));
    std::iter::once(fixture).chain(real.into_iter().find(|path| path.exists())).collect()
}

/// Copies that differ in number, slug, address, date, title and words.
pub(crate) fn copies(source: &Path, number: usize) -> Result<Value> {
    let text = std::fs::read_to_string(source).with_context(|| source.display().to_string())?;
    let mut post: Value = serde_json::from_str(&text)?;
    if let Some(first) = post.as_array().and_then(|posts| posts.first()) {
        post = first.clone();
    }
    (0..number).map(|index| copy(&post, index)).collect()
}

fn copy(post: &Value, index: usize) -> Result<Value> {
    let mut copy = post.clone();
    let text = |value: &Value| value.as_str().map(str::to_owned).context("a post has its fields");
    let slug = format!("{}-{index}", text(&post["slug"])?);
    let date = format!("2025-{:02}-{:02}T08:{:02}:00", index / 28 % 12 + 1, index % 28 + 1, index % 60);
    copy["id"] = json!(index + 1);
    copy["link"] = json!(format!("{}/{slug}/", text(&post["link"])?.trim_end_matches('/')));
    copy["guid"]["rendered"] = json!(format!("https://copies.example/?p={}", index + 1));
    for field in ["date", "date_gmt", "modified", "modified_gmt"] {
        copy[field] = json!(date);
    }
    copy["slug"] = json!(slug);
    copy["title"]["rendered"] = json!(format!("{} ({index})", text(&post["title"]["rendered"])?));
    copy["content"]["rendered"] = json!(change(&text(&post["content"]["rendered"])?, index));
    Ok(copy)
}

/// Turns about the words of plain paragraphs, so that no two copies break into the same lines.
fn change(html: &str, index: usize) -> String {
    let mut changed = String::with_capacity(html.len());
    for (number, part) in html.split("</p>").enumerate() {
        if number > 0 {
            changed.push_str("</p>");
        }
        match part.rsplit_once('>') {
            Some((before, words)) => {
                changed.push_str(before);
                changed.push('>');
                changed.push_str(&turned(words, index + number));
            }
            None => changed.push_str(part),
        }
    }
    changed
}

fn turned(text: &str, by: usize) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    let length = words.len();
    words.rotate_left(by % length.max(1));
    words.join(" ")
}
