//! What a JSON object of WordPress's is.

use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::fmt;

/// The kinds of objects that a file may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    Post,
    /// A post of `rest/v1.1`, and a list of them under `posts`.
    WordPressComPost,
    WordPressComList,
    /// A post of the model, and a document of them (`offprint inspect --json`).
    Model,
    Inspected,
    /// `?_envelope`: the answer stands in `body`.
    Envelope,
    /// `{code, message, data}`.
    Error {
        code: String,
        message: String,
    },
    /// The root of the API: facts about the site.
    Site,
    Media,
    User,
    Term,
    Comment,
    /// The answer of `/types`, `/taxonomies` or `/statuses`: keyed by name.
    Types,
    Taxonomies,
    Statuses,
    /// One of them, alone.
    Type,
    Taxonomy,
    /// An earlier state of a post.
    Revision,
    /// A hit of `/search`: it names a post and does not hold it.
    SearchHit,
    /// The answer of `/oembed`: how to show a post elsewhere.
    Oembed,
    /// The site's settings.
    Settings,
    Unknown,
}

impl Shape {
    /// What a report calls it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Post | Self::WordPressComPost => "post",
            Self::WordPressComList => "list of posts",
            Self::Model => "post of the model",
            Self::Inspected => "inspected posts",
            Self::Envelope => "envelope",
            Self::Error { .. } => "error",
            Self::Site => "site description",
            Self::Media => "media item",
            Self::User => "user",
            Self::Term => "term",
            Self::Comment => "comment",
            Self::Types => "list of types",
            Self::Taxonomies => "list of taxonomies",
            Self::Statuses => "list of statuses",
            Self::Type => "type",
            Self::Taxonomy => "taxonomy",
            Self::Revision => "revision",
            Self::SearchHit => "search hit",
            Self::Oembed => "oEmbed answer",
            Self::Settings => "settings answer",
            Self::Unknown => "unknown",
        }
    }
}

/// The members that tell one shape from another, and nothing of what they hold.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Probe {
    id: Option<IgnoredAny>,
    content: Option<IgnoredAny>,
    title: Option<IgnoredAny>,
    excerpt: Option<IgnoredAny>,
    link: Option<IgnoredAny>,
    slug: Option<IgnoredAny>,
    date: Option<IgnoredAny>,
    guid: Option<IgnoredAny>,
    code: Option<Value>,
    message: Option<Value>,
    data: Option<IgnoredAny>,
    body: Option<IsList>,
    status: Option<IgnoredAny>,
    headers: Option<IgnoredAny>,
    namespaces: Option<IgnoredAny>,
    routes: Option<IgnoredAny>,
    source_url: Option<IgnoredAny>,
    media_details: Option<IgnoredAny>,
    mime_type: Option<IgnoredAny>,
    taxonomy: Option<IgnoredAny>,
    name: Option<IgnoredAny>,
    avatar_urls: Option<IgnoredAny>,
    author_name: Option<IgnoredAny>,
    description: Option<IgnoredAny>,
    rest_base: Option<IgnoredAny>,
    types: Option<IgnoredAny>,
    parent: Option<IgnoredAny>,
    url: Option<IgnoredAny>,
    subtype: Option<IgnoredAny>,
    html: Option<IgnoredAny>,
    version: Option<IgnoredAny>,
    provider_name: Option<IgnoredAny>,
    start_of_week: Option<IgnoredAny>,
    posts: Option<IsList>,
    found: Option<IgnoredAny>,
    namespace: Option<IgnoredAny>,
    #[serde(rename = "ID")]
    upper_id: Option<IgnoredAny>,
    #[serde(rename = "URL")]
    upper_url: Option<IgnoredAny>,
    #[serde(rename = "type")]
    kind: Option<Value>,
}

/// Whether a value is an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct IsList(bool);

impl<'de> Deserialize<'de> for IsList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Look;
        impl<'de> Visitor<'de> for Look {
            type Value = IsList;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any value")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<IsList, A::Error> {
                IgnoredAny.visit_seq(list).map(|_| IsList(true))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<IsList, A::Error> {
                IgnoredAny.visit_map(map).map(|_| IsList(false))
            }
            fn visit_str<E>(self, _: &str) -> Result<IsList, E> {
                Ok(IsList(false))
            }
            fn visit_bool<E>(self, _: bool) -> Result<IsList, E> {
                Ok(IsList(false))
            }
            fn visit_u64<E>(self, _: u64) -> Result<IsList, E> {
                Ok(IsList(false))
            }
            fn visit_i64<E>(self, _: i64) -> Result<IsList, E> {
                Ok(IsList(false))
            }
            fn visit_f64<E>(self, _: f64) -> Result<IsList, E> {
                Ok(IsList(false))
            }
        }
        deserializer.deserialize_any(Look)
    }
}

/// What this value is.
pub(super) fn of(json: &[u8]) -> Result<Shape, serde_json::Error> {
    if json.first() != Some(&b'{') {
        serde_json::from_slice::<IgnoredAny>(json)?;
        return Ok(Shape::Unknown);
    }
    let probe: Probe = serde_json::from_slice(json)?;
    Ok(of_probe(&probe, json))
}

fn of_probe(probe: &Probe, json: &[u8]) -> Shape {
    let kind = probe.kind.as_ref().and_then(Value::as_str);
    if probe.body.is_some() && probe.status.is_some() && probe.headers.is_some() {
        return Shape::Envelope;
    }
    if probe.body == Some(IsList(true)) && probe.content.is_none() && probe.code.is_none() {
        return Shape::Model;
    }
    if let (Some(Value::String(code)), Some(message), true) =
        (&probe.code, &probe.message, probe.id.is_none())
    {
        let message = message.as_str().unwrap_or_default().to_owned();
        return Shape::Error { code: code.clone(), message };
    }
    if probe.routes.is_some() && (probe.namespaces.is_some() || probe.namespace.is_some()) {
        return Shape::Site;
    }
    if probe.upper_id.is_some() && probe.upper_url.is_some() && probe.title.is_some() {
        return Shape::WordPressComPost;
    }
    if probe.posts.is_some() && probe.found.is_some() {
        return Shape::WordPressComList;
    }
    if probe.posts == Some(IsList(true)) {
        return Shape::Inspected;
    }
    if probe.version.is_some() && probe.html.is_some() && probe.provider_name.is_some() {
        return Shape::Oembed;
    }
    if probe.start_of_week.is_some() && probe.title.is_some() && probe.id.is_none() {
        return Shape::Settings;
    }
    if probe.id.is_some() && probe.url.is_some() && probe.subtype.is_some() && probe.content.is_none() {
        return Shape::SearchHit;
    }
    // A revision has no address and no type, but a parent.
    if probe.id.is_some()
        && probe.parent.is_some()
        && probe.content.is_some()
        && probe.link.is_none()
        && kind.is_none()
        && probe.status.is_none()
    {
        return Shape::Revision;
    }
    if probe.source_url.is_some()
        || probe.media_details.is_some()
        || (probe.mime_type.is_some() && kind == Some("attachment"))
    {
        return Shape::Media;
    }
    if probe.taxonomy.is_some() && probe.name.is_some() {
        return Shape::Term;
    }
    let describes_somebody = probe.id.is_some() && probe.slug.is_some() && probe.description.is_some();
    if probe.name.is_some() && (probe.avatar_urls.is_some() || (describes_somebody && probe.url.is_some())) {
        return Shape::User;
    }
    // One of `/types` or `/taxonomies`, alone.
    if probe.rest_base.is_some() && probe.name.is_some() && probe.id.is_none() {
        return if probe.types.is_some() { Shape::Taxonomy } else { Shape::Type };
    }
    if probe.author_name.is_some() && probe.content.is_some() {
        return Shape::Comment;
    }
    let says_something = probe.content.is_some() || probe.title.is_some() || probe.excerpt.is_some();
    let is_placed = probe.link.is_some() || probe.slug.is_some() || probe.guid.is_some();
    if probe.id.is_some()
        && (says_something || probe.link.is_some() || probe.slug.is_some())
        && probe.name.is_none()
    {
        return Shape::Post;
    }
    if says_something && is_placed && (probe.date.is_some() || probe.content.is_some()) {
        return Shape::Post;
    }
    keyed(json)
}

/// Answers that are keyed by name, told by what stands under the first key.
fn keyed(json: &[u8]) -> Shape {
    let Ok(Value::Object(object)) = serde_json::from_slice::<Value>(json) else { return Shape::Unknown };
    let has = |name: &str| !object.is_empty() && object.values().all(|value| value.get(name).is_some());
    if has("taxonomies") && has("rest_base") {
        Shape::Types
    } else if has("types") && has("rest_base") {
        Shape::Taxonomies
    } else if has("slug") && has("public") {
        Shape::Statuses
    } else {
        Shape::Unknown
    }
}

/// What to do about an error of the REST API.
pub(super) fn advice(code: &str) -> &'static str {
    match code {
        "rest_post_invalid_page_number" => "the page is past the last one: leave it out",
        "rest_no_route" => "the site has no such address: look at `/wp-json/` for those it has",
        "rest_post_invalid_id" | "rest_user_invalid_id" => "the post is gone from the site",
        "rest_post_incorrect_password" => "the post's password was wrong",
        "rest_forbidden"
        | "rest_forbidden_context"
        | "rest_not_logged_in"
        | "rest_cannot_access"
        | "rest_cannot_read"
        | "rest_cannot_read_post" => "the site wants a login for this: fetch it with one",
        _ => "save the answer again; the site's message says what was wrong with the request",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: &str) {
        assert_eq!(of(json.as_bytes()).unwrap().name(), expected, "{json}");
    }

    #[test]
    fn shapes() {
        check(r#"{"id":1,"title":{"rendered":"x"},"link":"https://a.example"}"#, "post");
        check(r#"{"id":1,"date":"x","slug":"y"}"#, "post");
        check(r#"{"code":"rest_no_route","message":"No","data":{"status":404}}"#, "error");
        check(r#"{"body":[],"status":200,"headers":{}}"#, "envelope");
        check(r#"{"kind":"post","status":"publish","title":{},"body":[]}"#, "post of the model");
        check(r#"{"schema":1,"posts":[],"diagnostics":[]}"#, "inspected posts");
        check(r#"{"found":1,"posts":[]}"#, "list of posts");
        check(r#"{"name":"x","namespaces":[],"routes":{}}"#, "site description");
        check(r#"{"id":1,"source_url":"x","media_details":{},"title":{}}"#, "media item");
        check(r#"{"id":1,"name":"x","slug":"x","taxonomy":"category"}"#, "term");
        check(r#"{"id":1,"name":"x","avatar_urls":{}}"#, "user");
        check(r#"{"category":{"types":["post"],"rest_base":"categories"}}"#, "list of taxonomies");
        check(r#"{"a":1}"#, "unknown");
        check("3", "unknown");
        assert!(of(b"{\"a\":}").is_err());
    }
}
