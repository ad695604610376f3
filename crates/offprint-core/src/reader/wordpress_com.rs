//! Posts of WordPress.com's older API (`/rest/v1.1/sites/SITE/posts`), brought into the shape of `wp/v2`.
//!
//! There titles and texts are plain strings, dates carry their offset, and terms are objects keyed by their names.

use serde_json::{Map, Value, json};

/// One post.
pub(super) fn to_rest(post: &Value) -> Value {
    let text = |name: &str| post.get(name).and_then(Value::as_str);
    let rendered = |name: &str| text(name).map(|text| json!({ "rendered": text }));
    let protected = text("password").is_some_and(|password| !password.is_empty());
    let mut rest = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value.filter(|value| !value.is_null()) {
            rest.insert(name.to_owned(), value);
        }
    };
    for (name, theirs) in [
        ("id", "ID"),
        ("date", "date"),
        ("modified", "modified"),
        ("slug", "slug"),
        ("status", "status"),
        ("type", "type"),
        ("link", "URL"),
        ("sticky", "sticky"),
        ("format", "format"),
        ("menu_order", "menu_order"),
        ("lang", "lang"),
    ] {
        set(name, post.get(theirs).cloned());
    }
    set("guid", rendered("guid"));
    set("title", rendered("title"));
    set("excerpt", rendered("excerpt"));
    set("content", text("content").map(|html| json!({ "rendered": html, "protected": protected })));
    set("author", post.pointer("/author/ID").cloned());
    set("featured_media", post.pointer("/post_thumbnail/ID").cloned());
    set("meta", metadata(post));
    set("discussion", post.get("discussion").cloned());
    set(
        "_embedded",
        Some(json!({ "author": author(post), "wp:featuredmedia": picture(post), "wp:term": terms(post) })),
    );
    Value::Object(rest)
}

fn author(post: &Value) -> Vec<Value> {
    let Some(author) = post.get("author").filter(|author| author.get("name").is_some()) else {
        return Vec::new();
    };
    let slug = author.get("nice_name").or_else(|| author.get("login"));
    vec![json!({ "id": author["ID"], "name": author["name"], "slug": slug, "link": author["URL"] })]
}

fn picture(post: &Value) -> Vec<Value> {
    let thumbnail = post.get("post_thumbnail");
    let url = thumbnail.and_then(|picture| picture.get("URL")).or_else(|| post.get("featured_image"));
    let Some(url) = url.and_then(Value::as_str).filter(|url| !url.is_empty()) else { return Vec::new() };
    let of = |name: &str| thumbnail.and_then(|picture| picture.get(name)).cloned().unwrap_or_default();
    vec![json!({
        "id": of("ID"),
        "source_url": url,
        "alt_text": of("alt"),
        "media_details": { "width": of("width"), "height": of("height") },
    })]
}

/// `categories` and `tags`, and the taxonomies of `terms`, each keyed by its terms' names.
fn terms(post: &Value) -> Vec<Vec<Value>> {
    let named = [("category", "categories"), ("post_tag", "tags")];
    let fixed = named.iter().filter_map(|(taxonomy, member)| Some((*taxonomy, post.get(member)?)));
    let others = post.get("terms").and_then(Value::as_object).into_iter().flatten();
    let others = others
        .map(|(taxonomy, terms)| (taxonomy.as_str(), terms))
        .filter(|(taxonomy, _)| !matches!(*taxonomy, "category" | "post_tag"));
    let term = |taxonomy: &str, name: &str, term: &Value| {
        let link = term.get("URL").cloned().unwrap_or_default();
        let name = term.get("name").and_then(Value::as_str).unwrap_or(name);
        json!({ "id": term["ID"], "name": name, "slug": term["slug"], "taxonomy": taxonomy, "link": link })
    };
    fixed
        .chain(others)
        .map(|(taxonomy, terms)| {
            let terms = terms.as_object().into_iter().flatten();
            terms.map(|(name, value)| term(taxonomy, name, value)).collect()
        })
        .collect()
}

/// `metadata`: a list of keys and values.
fn metadata(post: &Value) -> Option<Value> {
    let mut meta = Map::new();
    for entry in post.get("metadata")?.as_array()? {
        if let Some(key) = entry.get("key").and_then(Value::as_str)
            && !key.starts_with('_')
        {
            meta.insert(key.to_owned(), entry.get("value").cloned().unwrap_or_default());
        }
    }
    Some(Value::Object(meta))
}

#[cfg(test)]
mod tests {
    use super::super::Reader;

    #[test]
    fn a_list_of_wordpress_com() {
        let list = r#"{"found":2,"posts":[
            {"ID":7,"site_ID":3,"author":{"ID":5,"name":"Ada &amp; Co","nice_name":"ada","URL":"https://a.example"},
             "date":"2025-03-01T10:00:00+02:00","modified":"2025-03-02T10:00:00+02:00","title":"One &amp; all",
             "URL":"https://garden.example/one/","content":"<p>Text.</p>","excerpt":"","slug":"one","status":"publish",
             "password":"","type":"post","guid":"https://garden.example/?p=7",
             "categories":{"Beds":{"ID":4,"name":"Beds","slug":"beds"}},"tags":{},
             "terms":{"category":{"Beds":{"ID":4}},"season":{"Late spring":{"ID":9,"slug":"late-spring"}}}},
            {"ID":8,"title":"Locked","content":"","password":"x","URL":"https://garden.example/two/","type":"post"}],
            "meta":{"links":{}}}"#;
        let mut reader = Reader::default();
        reader.add("list.json", list.as_bytes().to_vec());
        assert_eq!((reader.len(), reader.diagnostics()), (2, &[][..]));
        let post = reader.post(0).unwrap().post;
        assert_eq!(post.provenance.pointer, "/posts/0");
        assert_eq!((post.id, post.title_text().as_str(), post.slug.as_str()), (Some(7), "One & all", "one"));
        assert_eq!(post.published.unwrap().rfc3339(), "2025-03-01T10:00:00+02:00");
        assert_eq!(post.author_names().collect::<Vec<_>>(), ["Ada & Co"]);
        let terms: Vec<_> = post.terms.iter().map(|t| (t.taxonomy.as_str(), t.name.value.as_str())).collect();
        assert_eq!(terms, [("category", "Beds"), ("season", "Late spring")]);
        assert!(reader.post(1).unwrap().post.protected);
    }
}
