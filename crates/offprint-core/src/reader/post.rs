//! One JSON object to one post.

use super::fields::{self, decoded, is_raw, plain, rendered};
use super::side::SideTables;
use super::{dates, excerpt, language, raw, side, terms};
use crate::detection::Facts;
use crate::diagnostic::{Diagnostic, Place};
use crate::html::{CleanContext, Cleaning, CleaningReport, clean_blocks, clean_inlines, urls};
use crate::model::{
    Author, Direction, Image, Inline, Language, Post, Provenance, Sourced, Status, blocks_text, first_words,
    inlines_text,
};
use serde_json::{Map, Value};
use std::sync::OnceLock;
use url::Url;

/// A text of so many bytes is no post that somebody wrote: a picture within the text, a dump, a broken plugin.
const VAST: usize = 16 << 20;
/// Words of a title that is made from the body.
const TITLE_WORDS: usize = 8;

/// A post, and what reading it had to say.
#[derive(Debug, Clone)]
pub struct ReadPost {
    /// The post.
    pub post: Post,
    /// What cleaning took away.
    pub cleaned: CleaningReport,
    /// What is odd about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// What else is known when a post is read.
pub(super) struct Around<'a> {
    pub(super) side: &'a SideTables,
    pub(super) cleaning: &'a Cleaning,
    /// The language that the user states of the edition.
    pub(super) language: Option<&'a Language>,
    /// What the post's letters tell; found once.
    pub(super) facts: &'a OnceLock<Facts>,
}

/// Reads a post; whatever is missing or of the wrong shape is told, and the rest is kept.
pub(super) fn read(value: &Value, place: &Place, around: &Around<'_>) -> ReadPost {
    read_to(value, place, around, Extent::Whole)
}

/// Reads what selection and order need; the body only where the title must be made from it. The language is that which
/// the post states, if `wants_language` does not ask for more.
pub(super) fn outline(
    value: &Value,
    place: &Place,
    around: &Around<'_>,
    wants_language: &dyn Fn(&Post) -> bool,
) -> Post {
    let titled = rendered(value.get("title")).is_some_and(|title| !title.trim().is_empty());
    let extent = if titled { Extent::Outline } else { Extent::Whole };
    let mut post = read_to(value, place, around, extent).post;
    if post.title_text().is_empty() {
        // What looked like a title was none.
        post = read_to(value, place, around, Extent::Whole).post;
    }
    if wants_language(&post) {
        let stated = language::stated(value, around.side, post.site.as_deref());
        let (language, direction) = language::found(value, &stated, around);
        (post.language, post.direction) = (Some(language), direction);
    }
    Post { body: Vec::new(), excerpt: None, featured: None, meta: Map::new(), ..post }
}

/// How much of a post is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Whole,
    Outline,
}

fn read_to(value: &Value, place: &Place, around: &Around<'_>, extent: Extent) -> ReadPost {
    let whole = extent == Extent::Whole;
    let Around { side, cleaning, .. } = *around;
    let id = fields::id(value.get("id"));
    let raw_slug = fields::text(value, "slug").or_else(|| fields::text(value, "generated_slug"));
    let slug = raw_slug.map(decoded).or_else(|| id.map(|id| id.to_string())).unwrap_or_default();
    let label = if slug.is_empty() { "(no slug)" } else { &slug };
    let mut reading = Reading {
        value,
        side,
        cleaning,
        place: place.within(label),
        diagnostics: Vec::new(),
        cleaned: CleaningReport::default(),
    };
    let status = reading.status();
    let link = reading.link(&status);
    let site = reading.site(link.as_deref());
    reading.check_shapes();
    let published = reading.date("date", "date_gmt");
    let modified = reading.date("modified", "modified_gmt").or(published);
    let stated = language::stated(value, side, site.as_deref());
    // A title as it was typed gets the quotation marks of its language.
    let (language, direction) = if whole || is_raw(value.get("title")) {
        let (language, direction) = language::found(value, &stated, around);
        (Some(language), direction)
    } else {
        (stated.by_post.map(Sourced::read), None)
    };
    let context = reading.context(link.as_deref(), language.as_ref(), direction);
    let protected = reading.protected();
    let body = if whole { reading.body(&context, protected) } else { Vec::new() };
    let title = reading.title(&context, &body, &slug, extent);
    let excerpt = if whole { reading.excerpt(&context, &body) } else { None };
    let post = Post {
        id,
        site,
        kind: reading.kind(),
        protected,
        slug,
        link,
        guid: rendered(value.get("guid")).map(|guid| plain(guid.trim())).filter(|guid| !guid.is_empty()),
        title,
        published,
        modified,
        authors: reading.authors(),
        terms: terms::read(value, side),
        excerpt,
        featured: if whole { reading.featured() } else { None },
        language,
        direction,
        comments: reading.comments(id),
        menu_order: value.get("menu_order").and_then(Value::as_i64).unwrap_or(0),
        sticky: value.get("sticky").and_then(Value::as_bool).unwrap_or(false),
        format: fields::text(value, "format").filter(|format| *format != "standard").map(str::to_owned),
        body,
        meta: if whole { reading.meta() } else { Map::new() },
        provenance: Provenance { origin: place.origin.clone(), pointer: place.pointer.clone() },
        status,
    };
    ReadPost { post, cleaned: reading.cleaned, diagnostics: reading.diagnostics }
}

struct Reading<'a> {
    value: &'a Value,
    side: &'a SideTables,
    cleaning: &'a Cleaning,
    place: Place,
    diagnostics: Vec<Diagnostic>,
    cleaned: CleaningReport,
}

impl Reading<'_> {
    fn warn(&mut self, pointer: &str, message: impl Into<String>, hint: &str) {
        let mut diagnostic = Diagnostic::warning(&self.place.at(pointer), message);
        if !hint.is_empty() {
            diagnostic = diagnostic.hint(hint);
        }
        self.diagnostics.push(diagnostic);
    }

    /// Says which members have a shape that cannot be read; they count as not there.
    fn check_shapes(&mut self) {
        let odd =
            |name: &str, fits: fn(&Value) -> bool| self.value.get(name).is_some_and(|value| !fits(value));
        let list = |value: &Value| value.is_array() || value.is_null();
        let keyed = |value: &Value| value.is_array() || value.is_object() || value.is_null();
        let members: [(&str, &str, bool); 5] = [
            ("class_list", "a list", odd("class_list", keyed)),
            ("categories", "a list of numbers", odd("categories", list)),
            ("tags", "a list of numbers", odd("tags", list)),
            ("_links", "an object", odd("_links", keyed)),
            ("_embedded", "an object", odd("_embedded", keyed)),
        ];
        for (name, wanted, is_odd) in members {
            if is_odd {
                self.warn(&format!("/{name}"), format!("`{name}` is not {wanted} and was left out"), "");
            }
        }
        let terms = self.value.pointer("/_embedded/wp:term");
        if terms.is_some_and(|terms| !terms.is_array()) {
            self.warn("/_embedded/wp:term", "the embedded terms are no list and were left out", "");
        }
    }

    fn status(&self) -> Status {
        fields::text(self.value, "status").map_or(Status::Publish, Status::parse)
    }

    fn kind(&self) -> String {
        if let Some(kind) = fields::text(self.value, "type") {
            return kind.to_owned();
        }
        let about = self.value.pointer("/_links/about/0/href").and_then(Value::as_str);
        let last = about.and_then(|href| href.trim_end_matches('/').rsplit('/').next());
        last.unwrap_or("post").to_owned()
    }

    /// The canonical address; drafts and the like have only a preview's.
    fn link(&mut self, status: &Status) -> Option<String> {
        let raw = fields::text(self.value, "link")?;
        let url = urls::link_url(raw, None).filter(|url| url.starts_with("http"));
        if url.is_none() {
            self.warn("/link", format!("`{raw}` is no web address and was left out"), "");
        }
        url.filter(|_| matches!(status, Status::Publish | Status::Inherit | Status::Other(_)))
    }

    /// The site: the root of the API's address, else the host of the link.
    fn site(&self, link: Option<&str>) -> Option<String> {
        let api = self.value.pointer("/_links/self/0/href").and_then(Value::as_str);
        let api = api.and_then(|href| {
            let end = href
                .find("/wp-json/")
                .or_else(|| href.find("/?rest_route="))
                .or_else(|| href.find("/index.php?rest_route="))?;
            urls::link_url(&href[..end], None)
        });
        let of_link = || {
            let link = link?;
            let (scheme, rest) = link.split_once("://")?;
            Some(format!("{scheme}://{}", rest.split(['/', '?', '#']).next()?))
        };
        // What an export says of itself.
        let api = api.or_else(|| urls::link_url(fields::text(self.value, "_site")?, None));
        let known = || self.side.site.url.clone().map(|url| url.trim_end_matches('/').to_owned());
        api.map(|url| url.trim_end_matches('/').to_owned()).or_else(known).or_else(of_link)
    }

    fn date(&mut self, local: &'static str, utc: &'static str) -> Option<crate::model::DateTime> {
        let dated = dates::read(self.value, local, utc, &self.side.site);
        if let Some((member, warning)) = dated.warning {
            self.warn(&format!("/{member}"), warning, "");
        }
        dated.date
    }

    fn context(
        &self,
        link: Option<&str>,
        language: Option<&Sourced<Language>>,
        direction: Option<Direction>,
    ) -> CleanContext {
        let base = link.map(str::to_owned).or_else(|| self.site(None));
        CleanContext {
            base: base.and_then(|base| Url::parse(&base).ok()),
            language: language.map(|language| language.value.clone()),
            direction,
            footnotes: self.footnotes(),
            cleaning: self.cleaning.clone(),
        }
    }

    /// `meta.footnotes`: a JSON string of ids and HTML.
    fn footnotes(&self) -> Vec<(String, String)> {
        let Some(text) = self.value.pointer("/meta/footnotes").and_then(Value::as_str) else {
            return Vec::new();
        };
        let notes = serde_json::from_str::<Value>(text).unwrap_or_default();
        let pair = |note: &Value| {
            Some((fields::text(note, "id")?.to_owned(), fields::text(note, "content")?.to_owned()))
        };
        notes.as_array().into_iter().flatten().filter_map(pair).collect()
    }

    /// Whether a password guards it.
    fn protected(&self) -> bool {
        let flag = self.value.pointer("/content/protected").and_then(Value::as_bool).unwrap_or(false);
        flag || fields::text(self.value, "password").is_some()
    }

    /// The body; of a locked post there is none.
    fn body(&mut self, context: &CleanContext, protected: bool) -> Vec<crate::model::Block> {
        let content = self.value.get("content");
        let Some(html) = rendered(content) else {
            let message = if content.is_some() {
                "`content` has an unknown shape"
            } else {
                "this file has no content of the post"
            };
            self.warn(
                "/content",
                message,
                "ask the site with `context=view`, and name `content` in `_fields`",
            );
            return Vec::new();
        };
        if html.len() > VAST {
            let message = format!(
                "the text is {} MB long: every format needs more than twenty times that in memory",
                html.len() / 1_000_000
            );
            let hint =
                "look for a picture or a dump in it; leave the post out with `--exclude`, or give it alone";
            self.warn(if is_raw(content) { "/content/raw" } else { "/content/rendered" }, message, hint);
        }
        let form_alone = protected && html.contains("post-password-form");
        if protected && (html.trim().is_empty() || form_alone) {
            let hint = "fetch it with its password (`?password=`) to have its text";
            self.warn(
                "/content/rendered",
                "the post is locked: only its title and fields are exported",
                hint,
            );
        } else if html.trim().is_empty() {
            self.warn("/content/rendered", "the post's content is empty", "");
        }
        let rendered = is_raw(content).then(|| {
            let around = raw::Surroundings {
                side: self.side,
                id: fields::id(self.value.get("id")),
                footnotes: &context.footnotes,
                language: context.language.as_ref(),
                cleaning: self.cleaning,
            };
            raw::content(html, &around)
        });
        let cleaned = clean_blocks(rendered.as_ref().map_or(html, |rendered| &rendered.html), context);
        let raw::Rendered { report, warnings, .. } = rendered.unwrap_or_default();
        self.cleaned.absorb(report);
        self.cleaned.absorb(cleaned.report);
        for warning in warnings {
            self.warn("/content/raw", warning, "");
        }
        for warning in cleaned.warnings {
            self.warn("/content/rendered", warning, "");
        }
        cleaned.blocks
    }

    /// The title, else the first words, else the slug.
    fn title(
        &mut self,
        context: &CleanContext,
        body: &[crate::model::Block],
        slug: &str,
        extent: Extent,
    ) -> Sourced<Vec<Inline>> {
        let title = self.value.get("title");
        let html = rendered(title).unwrap_or_default();
        let curled = is_raw(title).then(|| raw::title(html, context.language.as_ref()));
        let (title, _) = clean_inlines(curled.as_deref().unwrap_or(html), context);
        if !inlines_text(&title).is_empty() {
            return Sourced::read(title);
        }
        if extent == Extent::Outline {
            return Sourced::default();
        }
        let text = blocks_text(body);
        let first = first_words(&text, TITLE_WORDS);
        let derived = if !first.is_empty() {
            first
        } else if slug.is_empty() || slug.bytes().all(|byte| byte.is_ascii_digit()) {
            "(untitled)".to_owned()
        } else {
            slug.replace('-', " ")
        };
        Sourced::derived(vec![Inline::Text(derived)])
    }

    /// The site's own excerpt; made from the cleaned text when it is automatic, damaged, or not there.
    fn excerpt(&mut self, context: &CleanContext, body: &[crate::model::Block]) -> Option<Sourced<String>> {
        let excerpt = self.value.get("excerpt");
        let html = rendered(excerpt).unwrap_or_default();
        let made = is_raw(excerpt).then(|| raw::excerpt(html, context.language.as_ref()));
        let html = made.as_deref().unwrap_or(html);
        let cleaned = clean_blocks(html, context);
        let text = blocks_text(&cleaned.blocks);
        let line = text.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        let stated = excerpt::Stated { text: line, html, report: &cleaned.report };
        let body = blocks_text(body);
        let source = rendered(self.value.get("content")).unwrap_or_default();
        let damaged = stated.is_damaged();
        if !damaged && !stated.is_automatic(&body, source) {
            return Some(Sourced::read(excerpt::on_one_line(&stated.text)));
        }
        let made = excerpt::made(&body);
        if !made.is_empty() {
            return Some(Sourced::derived(made));
        }
        // A locked post has no text to make one from.
        let text = excerpt::on_one_line(&stated.text);
        let text = if damaged { excerpt::mended(&text) } else { text };
        (!text.is_empty()).then(|| Sourced::read(text))
    }

    /// The embedded author, else the known user, else what a plugin says, else the number alone.
    fn authors(&mut self) -> Vec<Author> {
        let gone = self.value.pointer("/_embedded/author/0/code").and_then(Value::as_str).map(str::to_owned);
        if let Some(code) = gone {
            let said = format!("the site does not tell the author: `{code}`");
            self.warn("/_embedded/author/0", said, "");
        }
        let id = fields::id(self.value.get("author"));
        let embedded = self.value.pointer("/_embedded/author").and_then(Value::as_array);
        let named: Vec<Author> = embedded.into_iter().flatten().filter_map(side::user).collect();
        if !named.is_empty() {
            return named;
        }
        let Some(id) = id else { return Vec::new() };
        if let Some(known) = self.side.users.get(&id) {
            return vec![known.clone()];
        }
        let name = self.value.pointer("/yoast_head_json/author").and_then(Value::as_str).map(plain);
        vec![Author { id: Some(id), name: name.filter(|name| !name.is_empty()), ..Author::default() }]
    }

    /// The comments that came with the post, or beside it. An embedded list is cut at a hundred; then there are at
    /// least so many. Where the site's list of comments was read, a post that it does not name has none.
    fn comments(&self, id: Option<u64>) -> Option<u32> {
        let lists = self.value.pointer("/_embedded/replies").and_then(Value::as_array);
        let told = lists.into_iter().flatten().filter(|list| list.is_array());
        let embedded = told.flat_map(|list| list.as_array().into_iter().flatten());
        let embedded = embedded.filter(|comment| comment.get("author_name").is_some()).count();
        let listed = !self.side.comments.is_empty();
        let beside = id.filter(|_| listed).map(|id| self.side.comments.get(&id).copied().unwrap_or(0));
        let embedded = u32::try_from(embedded).ok().filter(|count| *count > 0);
        // An export and WordPress.com's older API count them.
        let counted = ["/comment_count", "/discussion/comment_count"];
        let counted = counted.iter().find_map(|pointer| self.value.pointer(pointer)?.as_u64());
        let counted = counted.and_then(|count| u32::try_from(count).ok());
        embedded.max(beside).max(counted)
    }

    fn featured(&mut self) -> Option<Image> {
        let embedded = self.value.pointer("/_embedded/wp:featuredmedia/0");
        if let Some(image) = embedded.and_then(side::media) {
            return Some(image);
        }
        let id = fields::id(self.value.get("featured_media"));
        if let Some(image) = id.and_then(|id| self.side.media.get(&id)) {
            return Some(image.clone());
        }
        let jetpack = fields::text(self.value, "jetpack_featured_media_url")
            .and_then(|url| urls::picture_url(url, None));
        if jetpack.is_none() && embedded.is_some() && id.is_some() {
            let said = "the featured picture is gone from the site, or may not be read";
            self.warn("/_embedded/wp:featuredmedia/0", said, "");
        }
        jetpack.map(|url| Image { url, id, ..Image::default() })
    }

    /// `meta` and `acf` as they are; `[]`, `false` and `null` mean none.
    fn meta(&self) -> Map<String, Value> {
        let mut meta = Map::new();
        for name in ["meta", "acf"] {
            if let Some(Value::Object(object)) = self.value.get(name) {
                let inner: Map<_, _> = object
                    .iter()
                    .filter(|(key, _)| *key != "footnotes")
                    .map(|(k, v)| (k.clone(), v.clone()))
                    .collect();
                if !inner.is_empty() {
                    meta.insert(name.to_owned(), Value::Object(inner));
                }
            }
        }
        meta
    }
}
