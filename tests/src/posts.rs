//! Posts for tests that need one of their own.

use serde_json::{Value, json};
use std::{fs, path::Path};

/// A post as WordPress answers it, with this slug, this title and this rendered content.
pub fn post(id: u64, slug: &str, title: &str, content: &str) -> Value {
    let link = format!("https://fieldnotes.example/{slug}/");
    json!({
        "id": id,
        "date": "2025-03-01T09:30:00",
        "date_gmt": "2025-03-01T08:30:00",
        "guid": { "rendered": format!("https://fieldnotes.example/?p={id}") },
        "modified": "2025-03-02T10:00:00",
        "modified_gmt": "2025-03-02T09:00:00",
        "slug": slug,
        "status": "publish",
        "type": "post",
        "link": link,
        "title": { "rendered": title },
        "content": { "rendered": content, "protected": false },
        "excerpt": { "rendered": "", "protected": false },
        "author": 1,
        "featured_media": 0,
        "categories": [],
        "tags": [],
    })
}

/// Writes a value as a JSON file and gives its path as text.
pub fn write(folder: &Path, name: &str, value: &Value) -> String {
    let path = folder.join(name);
    fs::write(&path, value.to_string()).expect("the input is written");
    path.to_string_lossy().into_owned()
}
