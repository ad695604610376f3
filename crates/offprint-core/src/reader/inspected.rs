//! Posts that `offprint inspect --json` printed, or a program in another language made: the model itself, as JSON.
//!
//! They are not cleaned again, but the JSON is not trusted for that. The URLs of the post itself are checked here, by
//! the rules for those that are read from WordPress. Its body is checked where it is written, as that of every model
//! made by hand: exporters ask [`is_living`](crate::html::is_living) of every URL, and escape all text.

use super::post::{Around, ReadPost};
use super::unknown::Unknown;
use super::{open, split};
use crate::detection::{self, Facts, Stated, Texts};
use crate::diagnostic::{Diagnostic, Place, Severity, codes};
use crate::html::{CleaningReport, urls};
use crate::model::{Direction, Image, Language, Post, Sourced, blocks_text};
use schemars::Schema;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use serde_path_to_error::Segment;
use std::fmt::Write as _;

/// So many arrays and objects may be within one another: more than any post that was read has, as few as fit a
/// thread's stack.
const MAX_DEPTH: usize = 800;

/// What an inspected document says of the site, beside its posts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Site {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// The JSON Schema (2020-12) of a post of `offprint inspect --json`, which is what is read of it.
pub fn post_schema() -> Schema {
    schemars::schema_for!(Post)
}

/// Reads what a document says of the site.
pub(super) fn site(json: &[u8]) -> Result<Site, String> {
    let site: Site = serde_json::from_slice(json).map_err(|error| error.to_string())?;
    Ok(Site { url: site.url.and_then(|url| urls::absolute_url(&url, None)), ..site })
}

/// Reads a post; `begins` is the line and the column of its JSON.
pub(super) fn read(
    json: &[u8],
    begins: (usize, usize),
    place: &Place,
    around: &Around<'_>,
) -> Result<ReadPost, Diagnostic> {
    let mut post = parsed(json, begins, place)?;
    let diagnostics = check_urls(&mut post, place);
    if around.language.is_some() || post.language.is_none() {
        let facts = around.facts.get_or_init(|| facts(&post));
        let (language, direction) = resolved(&post, around.language, facts);
        (post.language, post.direction) = (Some(language), direction);
    }
    let unknown = Unknown::of(&post);
    let cleaned = CleaningReport::default();
    Ok(ReadPost { post, cleaned, diagnostics, unknown, is_model: true })
}

/// The same without what selection and order do not need. Its letters are looked at only if `wants_language` asks.
pub(super) fn outline(
    json: &[u8],
    begins: (usize, usize),
    place: &Place,
    around: &Around<'_>,
    wants_language: &dyn Fn(&Post) -> bool,
) -> Result<Post, Diagnostic> {
    let mut post = parsed(json, begins, place)?;
    check_urls(&mut post, place);
    if wants_language(&post) {
        let facts = around.facts.get_or_init(|| facts(&post));
        let (language, direction) = resolved(&post, around.language, facts);
        (post.language, post.direction) = (Some(language), direction);
    }
    Ok(Post { body: Vec::new(), excerpt: None, featured: None, meta: Map::new(), ..post })
}

fn parsed(json: &[u8], begins: (usize, usize), place: &Place) -> Result<Post, Diagnostic> {
    let mended = match serde_json::from_slice::<IgnoredAny>(json) {
        Ok(_) => None,
        Err(error) => Some(split::mended(json).ok_or_else(|| open::broken(error, begins, place))?),
    };
    let Some(tree) = tree(mended.as_deref().unwrap_or(json)) else {
        return Err(Diagnostic::new(
            codes::INVALID_JSON,
            place,
            format!("the post is nested more than {MAX_DEPTH} levels deep"),
        ));
    };
    let mut post = Post::deserialize(&tree).map_err(|_| misfit(&tree, place))?;
    if post.provenance.origin.is_empty() {
        post.provenance.origin.clone_from(&place.origin);
        post.provenance.pointer.clone_from(&place.pointer);
    }
    Ok(post)
}

/// Leaves out what is no URL of its kind, and says so.
fn check_urls(post: &mut Post, place: &Place) -> Vec<Diagnostic> {
    let place = place.within(post.label());
    let mut diagnostics = Vec::new();
    let mut check = |url: &mut Option<String>, pointer: String, allowed: fn(&str) -> Option<String>| {
        let Some(given) = url.take() else { return };
        *url = allowed(&given);
        if url.is_none() {
            let said = format!("the URL `{given}` is not allowed here and was left out");
            diagnostics.push(Diagnostic::new(codes::LINK_UNSAFE, &place.at(&pointer), said));
        }
    };
    let web = |url: &str| urls::absolute_url(url, None);
    let link = |url: &str| urls::link_url(url, None);
    check(&mut post.link, "/link".to_owned(), web);
    check(&mut post.site, "/site".to_owned(), web);
    for (index, author) in post.authors.iter_mut().enumerate() {
        check(&mut author.url, format!("/authors/{index}/url"), link);
    }
    for (index, term) in post.terms.iter_mut().enumerate() {
        check(&mut term.link, format!("/terms/{index}/link"), link);
    }
    post.featured = post.featured.take().and_then(|mut image| {
        let picture = |url: &str| urls::picture_url(url, None);
        let mut url = Some(std::mem::take(&mut image.url));
        check(&mut url, "/featured/url".to_owned(), picture);
        check(&mut image.large, "/featured/large".to_owned(), picture);
        Some(Image { url: url?, ..image })
    });
    diagnostics
}

/// Says where in the post, and why, it does not fit the model.
fn misfit(tree: &Value, place: &Place) -> Diagnostic {
    let (mut pointer, mut said) = (String::new(), "the post does not fit the model".to_owned());
    if let Err(error) = serde_path_to_error::deserialize::<_, Post>(tree) {
        for segment in error.path() {
            let _ = match segment {
                Segment::Seq { index } => write!(pointer, "/{index}"),
                Segment::Map { key } => write!(pointer, "/{}", key.replace('~', "~0").replace('/', "~1")),
                Segment::Enum { variant } => write!(pointer, "/{variant}"),
                Segment::Unknown => Ok(()),
            };
        }
        said = error.into_inner().to_string();
    }
    Diagnostic::new(codes::FIELD_INVALID, &place.at(&pointer), said)
        .severity(Severity::Error)
        .hint("compare the post with `docs/post.schema.json`")
}

/// What the letters of the text tell. A language that was detected is not looked for again.
fn facts(post: &Post) -> Facts {
    let title = html(&post.title_text());
    let excerpt = post.excerpt.as_ref().map(|excerpt| html(&excerpt.value)).unwrap_or_default();
    let content = html(&blocks_text(&post.body));
    let texts = Texts { title: &title, excerpt: &excerpt, content: &content };
    match &post.language {
        Some(known) => detection::facts(&texts, |_| false).with_language(&known.value),
        None => detection::facts(&texts, |_| true),
    }
}

/// Text as HTML, a paragraph a line.
fn html(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 64);
    for line in text.lines() {
        html.push_str("<p>");
        html.push_str(&line.replace('&', "&amp;").replace('<', "&lt;"));
        html.push_str("</p>\n");
    }
    html
}

/// The language and direction of a post. What was stated, or detected without a language of the edition, stays.
fn resolved(
    post: &Post,
    edition: Option<&Language>,
    facts: &Facts,
) -> (Sourced<Language>, Option<Direction>) {
    match &post.language {
        Some(known) if !known.derived || edition.is_none() => (known.clone(), post.direction),
        _ => detection::resolve(&Stated::default(), edition, facts),
    }
}

/// An array or an object that has not ended.
enum Open {
    Array(Vec<Value>),
    Object(Map<String, Value>, Option<String>),
}

/// The value of valid JSON; `None` when it is nested too deep. serde_json's own parser takes 127 levels, and lists
/// within lists soon have more.
fn tree(json: &[u8]) -> Option<Value> {
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    loop {
        at = split::skip(json, at, b",:");
        let value = match *json.get(at)? {
            b'[' | b'{' if open.len() >= MAX_DEPTH => return None,
            b'[' => {
                open.push(Open::Array(Vec::new()));
                at += 1;
                continue;
            }
            b'{' => {
                open.push(Open::Object(Map::new(), None));
                at += 1;
                continue;
            }
            b']' | b'}' => {
                at += 1;
                match open.pop()? {
                    Open::Array(values) => Value::Array(values),
                    Open::Object(members, _) => Value::Object(members),
                }
            }
            _ => {
                let end = split::value_end(json, at)?;
                let value = serde_json::from_slice(&json[at..end]).ok()?;
                at = end;
                value
            }
        };
        match (open.last_mut(), value) {
            (None, value) => return Some(value),
            (Some(Open::Array(values)), value) => values.push(value),
            (Some(Open::Object(_, key @ None)), Value::String(name)) => *key = Some(name),
            (Some(Open::Object(members, key)), value) => {
                members.insert(key.take()?, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    #[test]
    fn a_tree_is_what_serde_json_reads() {
        let json = br#" {"a": [1, -2.5e3, true, null, "x\"y\\", {"b": {}}], "": [], "c": "d,:[", "a~/": {"e": "f"}} "#;
        assert_eq!(tree(json), serde_json::from_slice(json).ok());
        assert_eq!(tree(b"\"x\""), Some(Value::from("x")));
        let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(tree(deep(MAX_DEPTH).as_bytes()).is_some());
        assert_eq!(tree(deep(MAX_DEPTH + 1).as_bytes()), None);
    }

    #[test]
    fn misfits_are_named_by_their_place() {
        let check = |json: &str, pointer: &str, said: &str| {
            let error = parsed(json.as_bytes(), (1, 1), &Place::file("m.json").at("/posts/3")).unwrap_err();
            assert_eq!(error.place.pointer, format!("/posts/3{pointer}"), "{error}");
            assert!(error.message.contains(said), "{error}");
        };
        check(r#"{"body":[{"paragraph":[{"txt":"a"}]}]}"#, "/body/0/paragraph/0", "unknown variant `txt`");
        check(r#"{"published":"yesterday"}"#, "/published", "not an RFC 3339 date");
        check(r#"{"body":[{"code":{"text":3}}]}"#, "/body/0/code/text", "invalid type");
        let math = r#"{"body":[{"math":{"mathml":{"element":{"name":"script"}}}}]}"#;
        check(math, "/body/0/math/mathml", "`script` is not an element");
        check(r#"{"language":{"value":"!"}}"#, "/language/value", "not a language tag");
    }

    #[test]
    fn what_is_left_out_is_empty() {
        let post = parsed(br#"{"body":["rule"],"words":3}"#, (1, 1), &Place::file("m.json")).unwrap();
        assert_eq!(post.body, [Block::Rule]);
        assert_eq!(post.provenance.origin, "m.json");
    }
}
