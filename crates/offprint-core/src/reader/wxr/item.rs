//! One item of an export as the object that the REST API would answer.

use super::channel::Channel;
use super::element::{self, Element, Problem};
use super::php;
use crate::reader::language::SITE_LANGUAGE;
use serde_json::{Map, Value, json};

/// An item, read.
#[derive(Debug)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// In the shape of the REST API's answers; texts are `raw`.
    pub value: Value,
    /// What was wrong with its XML.
    pub problem: Option<Problem>,
    /// How many comments are shown of it; they hold e-mail and network addresses and are not read.
    pub comments: usize,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// A post, a page or an entry of a custom type.
    Post,
    /// A file of the media library.
    Media,
    /// A block that posts name by its number (`wp_block`).
    ReusableBlock,
    /// Something of the site's own; what reports call it.
    Other(&'static str),
}

/// Reads one item.
///
/// # Errors
/// When it is no item of WordPress's: it has neither a number, a type nor content.
pub fn item(xml: &str, channel: &Channel) -> Result<Item, Problem> {
    let mut prefixes = channel.prefixes.clone();
    let (elements, problem) = element::parse(xml, &mut prefixes);
    let empty = Element::default();
    let item = elements.iter().find(|element| element.name == "item").unwrap_or(&empty);
    // Other feeds have content, too.
    let content: &[&str] = if channel.is_export() { &["content:encoded"] } else { &[] };
    if !["wp:post_id", "wp:post_type"].iter().chain(content).any(|name| item.child(name).is_some()) {
        return Err(problem.unwrap_or(Problem::NotAnItem));
    }
    let kind = kind_of(item.text_of("wp:post_type").unwrap_or("post"));
    let comments = comments(item);
    let value = match kind {
        ItemKind::Media => media(item),
        ItemKind::Other(_) => Value::Null,
        ItemKind::Post | ItemKind::ReusableBlock => post(item, channel),
    };
    Ok(Item { kind, value, problem, comments })
}

/// How many comments the site shows: approved ones, without the notices that other sites sent.
fn comments(item: &Element) -> usize {
    let shown = |comment: &&Element| {
        comment.name == "wp:comment"
            && comment.text_of("wp:comment_approved").is_none_or(|approved| approved.trim() == "1")
            && !matches!(comment.text_of("wp:comment_type"), Some("pingback" | "trackback"))
    };
    item.children.iter().filter(shown).count()
}

fn kind_of(post_type: &str) -> ItemKind {
    match post_type {
        "attachment" => ItemKind::Media,
        "wp_block" => ItemKind::ReusableBlock,
        "nav_menu_item" | "wp_navigation" => ItemKind::Other("menu item"),
        "revision" => ItemKind::Other("revision"),
        "wp_template"
        | "wp_template_part"
        | "wp_global_styles"
        | "custom_css"
        | "customize_changeset"
        | "wp_font_family"
        | "wp_font_face" => ItemKind::Other("part of a theme"),
        "oembed_cache" | "user_request" | "wp_guideline" | "acf-field" | "acf-field-group" => {
            ItemKind::Other("record of a plugin")
        }
        _ => ItemKind::Post,
    }
}

fn post(item: &Element, channel: &Channel) -> Value {
    let text = |name: &str| item.child(name).map_or("", |child| child.text.as_str());
    let locked = item.text_of("wp:post_password").is_some();
    let meta = meta(item);
    let mut post = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            post.insert(name.to_owned(), value);
        }
    };
    put("id", number(item, "wp:post_id"));
    put("date", date(item, "wp:post_date"));
    put("date_gmt", date(item, "wp:post_date_gmt"));
    put("modified", date(item, "wp:post_modified"));
    put("modified_gmt", date(item, "wp:post_modified_gmt"));
    put("slug", json!(text("wp:post_name").trim()));
    put("status", string(item, "wp:status"));
    put("type", json!(item.text_of("wp:post_type").unwrap_or("post")));
    put("link", string(item, "link"));
    if let Some(guid) = item.text_of("guid") {
        put("guid", json!({ "rendered": guid }));
    }
    put("title", json!({ "raw": text("title") }));
    put("content", json!({ "raw": text("content:encoded"), "protected": locked }));
    put("excerpt", json!({ "raw": text("excerpt:encoded"), "protected": locked }));
    put("parent", number(item, "wp:post_parent"));
    put("menu_order", number(item, "wp:menu_order"));
    put("sticky", json!(item.text_of("wp:is_sticky") == Some("1")));
    let comments = comments(item);
    if comments > 0 {
        put("comment_count", json!(comments));
    }
    put("comment_status", string(item, "wp:comment_status"));
    put(SITE_LANGUAGE, channel.language.as_deref().map_or(Value::Null, Value::from));
    put("_site", channel.url.as_deref().map_or(Value::Null, Value::from));
    let thumbnail = meta.get("_thumbnail_id").and_then(Value::as_str).and_then(|id| id.parse::<u64>().ok());
    put("featured_media", json!(thumbnail.unwrap_or(0)));
    let author = author(item, channel);
    if let Some(author) = &author {
        put("author", author.get("id").cloned().unwrap_or(Value::Null));
    }
    let (terms, format) = terms(item, channel);
    put("format", format.map_or(Value::Null, Value::from));
    // What begins with an underscore is WordPress's and plugins' own.
    let shown: Map<_, _> = meta.into_iter().filter(|(key, _)| !key.starts_with('_')).collect();
    put("meta", Value::Object(shown));
    put("_embedded", json!({ "author": author.into_iter().collect::<Vec<_>>(), "wp:term": [terms] }));
    Value::Object(post)
}

/// A file of the media library, in the shape of `/wp/v2/media`.
fn media(item: &Element) -> Value {
    let meta = meta(item);
    let text = |name: &str| item.child(name).map_or("", |child| child.text.trim());
    let of_meta = |name: &str| meta.get(name).and_then(Value::as_str);
    let guid = || item.text_of("guid").filter(|guid| guid.starts_with("http"));
    let url = item.text_of("wp:attachment_url").or_else(guid);
    let size = of_meta("_wp_attachment_metadata").map(php::size).unwrap_or_default();
    let mut details = Map::new();
    for (name, pixels) in [("width", size.0), ("height", size.1)] {
        if let Some(pixels) = pixels {
            details.insert(name.to_owned(), json!(pixels));
        }
    }
    json!({
        "id": number(item, "wp:post_id"),
        "type": "attachment",
        "source_url": url,
        "link": text("link"),
        "title": { "rendered": text("title") },
        "alt_text": of_meta("_wp_attachment_image_alt").unwrap_or_default(),
        "caption": { "rendered": text("excerpt:encoded") },
        "description": { "rendered": text("content:encoded") },
        "mime_type": url.map_or("", crate::reader::attachments::mime_of),
        "media_details": details,
        "post": number(item, "wp:post_parent"),
        "menu_order": number(item, "wp:menu_order"),
    })
}

fn number(item: &Element, name: &str) -> Value {
    item.text_of(name).and_then(|text| text.parse::<i64>().ok()).map_or(Value::Null, Value::from)
}

fn string(item: &Element, name: &str) -> Value {
    item.text_of(name).map_or(Value::Null, Value::from)
}

/// `Y-m-d H:i:s` as the REST API writes it. Drafts have a zero time in UTC, which counts as none.
fn date(item: &Element, name: &str) -> Value {
    match item.text_of(name) {
        Some(text) if !text.starts_with("0000-00-00") => json!(text.replacen(' ', "T", 1)),
        _ => Value::Null,
    }
}

/// The author by login; one that the channel does not know keeps the login for a name.
fn author(item: &Element, channel: &Channel) -> Option<Value> {
    let login = item.text_of("dc:creator")?;
    let known = channel.authors.get(login);
    let name = known.and_then(|author| author.name.as_deref()).unwrap_or(login);
    let mut author = Map::from_iter([("name".to_owned(), json!(name))]);
    if let Some(id) = known.and_then(|author| author.id) {
        author.insert("id".to_owned(), json!(id));
    }
    Some(Value::Object(author))
}

/// The terms, categories first and tags next as the REST API has them, and the post format, which is a term here.
fn terms(item: &Element, channel: &Channel) -> (Vec<Value>, Option<String>) {
    let mut format = None;
    let mut found: Vec<(u8, Value)> = Vec::new();
    for category in item.children.iter().filter(|child| child.name == "category") {
        let Some(domain) = category.attribute("domain") else { continue };
        let taxonomy = if domain == "tag" { "post_tag" } else { domain };
        let slug = category.attribute("nicename").unwrap_or_default();
        if taxonomy == "post_format" {
            format = Some(slug.strip_prefix("post-format-").unwrap_or(slug).to_owned());
            continue;
        }
        let known = channel.terms.get(&(taxonomy.to_owned(), slug.to_owned()));
        let written = category.text.trim();
        let name = if written.is_empty() { known.map_or(slug, |(_, name)| name) } else { written };
        if name.is_empty() {
            continue;
        }
        let rank = match taxonomy {
            "category" => 0,
            "post_tag" => 1,
            _ => 2,
        };
        let mut term = json!({ "taxonomy": taxonomy, "name": name, "slug": slug });
        if let (Some((Some(id), _)), Some(object)) = (known, term.as_object_mut()) {
            object.insert("id".to_owned(), json!(id));
        }
        // Old exports name each term twice, with its address and without.
        if !found.iter().any(|(_, other)| other["taxonomy"] == taxonomy && other["name"] == name) {
            found.push((rank, term));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    (found.into_iter().map(|(_, term)| term).collect(), format)
}

/// Fields by key; a key that stands twice has a list.
fn meta(item: &Element) -> Map<String, Value> {
    let mut meta = Map::new();
    for field in item.children.iter().filter(|child| child.name == "wp:postmeta") {
        let Some(key) = field.text_of("wp:meta_key") else { continue };
        if key.starts_with("_edit_") || key.starts_with("_oembed_") {
            continue;
        }
        let text = field.child("wp:meta_value").map_or("", |value| value.text.as_str());
        let value = Value::from(text);
        match meta.get_mut(key) {
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
            None => drop(meta.insert(key.to_owned(), value)),
        }
    }
    meta
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Borrow;

    const HEAD: &str = "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><language>de</language>\
        <wp:base_blog_url>https://a.example/</wp:base_blog_url>\
        <wp:author><wp:author_id>7</wp:author_id><wp:author_login>iris</wp:author_login>\
        <wp:author_display_name>Iris &amp;amp; Co</wp:author_display_name></wp:author>\
        <wp:tag><wp:term_id>3</wp:term_id><wp:tag_slug>a</wp:tag_slug><wp:tag_name>A</wp:tag_name></wp:tag>";

    fn read(xml: &str) -> Item {
        let mut channel = Channel::default();
        assert!(channel.read(HEAD).is_none());
        item(&format!("<item>{xml}</item>"), &channel).unwrap()
    }

    fn check(xml: &str, pointer: &str, expected: impl Borrow<Value>) {
        let read = read(&format!("<wp:post_id>1</wp:post_id>{xml}"));
        assert_eq!(read.value.pointer(pointer).cloned().unwrap_or_default(), *expected.borrow(), "{xml}");
    }

    #[test]
    fn fields() {
        check("<title>a &amp;amp; b</title>", "/title/raw", json!("a &amp; b"));
        check("<wp:post_date>2024-01-02 03:04:05</wp:post_date>", "/date", json!("2024-01-02T03:04:05"));
        check("<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>", "/date_gmt", Value::Null);
        check("<wp:post_password>x</wp:post_password>", "/content/protected", json!(true));
        check("<wp:post_password>x</wp:post_password>", "/password", Value::Null);
        check("<dc:creator>iris</dc:creator>", "/_embedded/author/0/name", json!("Iris &amp; Co"));
        check("<dc:creator>iris</dc:creator>", "/author", json!(7));
        check("<dc:creator>gone</dc:creator>", "/_embedded/author/0", json!({"name": "gone"}));
        check("", "/_site_language", json!("de"));
        check("", "/_site", json!("https://a.example"));
    }

    #[test]
    fn terms_and_format() {
        let terms = "<category domain='genre' nicename='b'>B</category><category domain='tag' nicename='a'>A</category>\
            <category domain='tag'>A</category><category>A</category>\
            <category domain='post_format' nicename='post-format-aside'>Aside</category>";
        check(
            terms,
            "/_embedded/wp:term/0/0",
            json!({"taxonomy": "post_tag", "name": "A", "slug": "a", "id": 3}),
        );
        check(terms, "/_embedded/wp:term/0/1", json!({"taxonomy": "genre", "name": "B", "slug": "b"}));
        check(terms, "/_embedded/wp:term/0/2", Value::Null);
        check(terms, "/format", json!("aside"));
    }

    #[test]
    fn meta_fields() {
        let field = |key: &str, value: &str| {
            format!(
                "<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"
            )
        };
        let all = [("a", "1"), ("a", "2"), ("_edit_last", "1"), ("_thumbnail_id", "9"), ("footnotes", "[]")];
        let xml: String = all.iter().map(|(key, value)| field(key, value)).collect();
        check(&xml, "/meta", json!({"a": ["1", "2"], "footnotes": "[]"}));
        check(&xml, "/featured_media", json!(9));
    }

    #[test]
    fn kinds() {
        let kind = |name: &str| read(&format!("<wp:post_type>{name}</wp:post_type>")).kind;
        assert_eq!(kind("page"), ItemKind::Post);
        assert_eq!(kind("attachment"), ItemKind::Media);
        assert_eq!(kind("wp_block"), ItemKind::ReusableBlock);
        assert_eq!(kind("nav_menu_item"), ItemKind::Other("menu item"));
        assert!(item("<item><title>x</title></item>", &Channel::default()).is_err());
    }
}
