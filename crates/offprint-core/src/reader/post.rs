//! One JSON object to one post.

use super::fields::{self, decoded, is_raw, plain, rendered};
use super::side::SideTables;
use super::unknown::Unknown;
use super::{dates, excerpt, language, raw, side, terms};
use crate::detection::Facts;
use crate::diagnostic::{Diagnostic, Place, codes};
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
    /// What the input does not say about it; reported once for all posts.
    pub unknown: Unknown,
    /// Whether it was read as a model (`offprint inspect --json`), and thus not cleaned.
    pub is_model: bool,
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
        relative_links: 0,
    };
    let status = reading.status();
    let page = reading.page();
    let link = page.clone().filter(|_| has_public_link(&status));
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
    let mut context = reading.context(link.as_deref(), page.as_deref(), language.as_ref(), direction);
    let stated = reading.stated_title(&context);
    context.title = Some(inlines_text(&stated)).filter(|title| !title.is_empty());
    let base = context.base.as_ref();
    let protected = reading.protected();
    let body = if whole { reading.body(&context, protected) } else { Vec::new() };
    let title = reading.title(stated, &body, &slug, extent);
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
        authors: reading.authors(base),
        terms: terms::read(value, side, base),
        excerpt,
        featured: if whole { reading.featured(base) } else { None },
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
    let mut unknown = Unknown::of(&post);
    unknown.relative_urls += reading.relative_links;
    ReadPost { post, cleaned: reading.cleaned, diagnostics: reading.diagnostics, unknown, is_model: false }
}

/// Whether the link of a post with this status is its page, not a preview.
fn has_public_link(status: &Status) -> bool {
    matches!(status, Status::Publish | Status::Inherit | Status::Other(_))
}

/// The site's root in a URL of its REST API.
fn api_root(url: &str) -> Option<String> {
    let end =
        ["/wp-json/", "/?rest_route=", "/index.php?rest_route="].iter().find_map(|mark| url.find(mark))?;
    urls::absolute_url(&url[..end], None)
}

struct Reading<'a> {
    value: &'a Value,
    side: &'a SideTables,
    cleaning: &'a Cleaning,
    place: Place,
    diagnostics: Vec<Diagnostic>,
    cleaned: CleaningReport,
    /// How many links to the post itself are relative to a site that is not known.
    relative_links: usize,
}

impl Reading<'_> {
    fn warn(&mut self, code: codes::Code, pointer: &str, message: impl Into<String>, hint: &str) {
        let mut diagnostic = Diagnostic::new(code, &self.place.at(pointer), message);
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
                let message = format!("`{name}` is not {wanted} and was left out");
                self.warn(codes::FIELD_INVALID, &format!("/{name}"), message, "");
            }
        }
        let terms = self.value.pointer("/_embedded/wp:term");
        if terms.is_some_and(|terms| !terms.is_array()) {
            let message = "the embedded terms are no list and were left out";
            self.warn(codes::FIELD_INVALID, "/_embedded/wp:term", message, "");
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

    /// Returns the absolute URL of the post's page; of drafts and the like it is a preview's.
    fn page(&mut self) -> Option<String> {
        let raw = fields::text(self.value, "link")?;
        let url = urls::absolute_url(raw, self.root(None).as_ref());
        if url.is_none() {
            if urls::link_url(raw, None).is_some_and(|url| urls::is_relative(&url)) {
                self.relative_links += 1;
            } else {
                let said = format!("the link `{raw}` is not an `http` or `https` URL and was left out");
                self.warn(codes::LINK_INVALID, "/link", said, "");
            }
        }
        url
    }

    /// Returns the URL that a relative link of the post is resolved against: the site's, as the user, the API's URL, the
    /// export or another answer states it; else that of the page's host.
    fn root(&self, page: Option<&str>) -> Option<Url> {
        let site = self.side.site_url.clone().or_else(|| self.site(page))?;
        // Without the slash, the last part would count as a file.
        Url::parse(&format!("{}/", site.trim_end_matches('/'))).ok()
    }

    /// Returns the site's URL: the root of the API's, else what the export or another answer states, else the user's,
    /// else the host of the post's page.
    fn site(&self, page: Option<&str>) -> Option<String> {
        let api = self.value.pointer("/_links/self/0/href").and_then(Value::as_str).and_then(api_root);
        let of_page = || {
            let (scheme, rest) = page?.split_once("://")?;
            Some(format!("{scheme}://{}", rest.split(['/', '?', '#']).next()?))
        };
        // What an export says of itself.
        let api = api.or_else(|| urls::absolute_url(fields::text(self.value, "_site")?, None));
        let known = || self.side.site.url.clone().or_else(|| api_root(&self.place.origin));
        let site = api.or_else(known).map(|url| url.trim_end_matches('/').to_owned());
        site.or_else(of_page).or_else(|| self.side.site_url.clone())
    }

    fn date(&mut self, local: &'static str, utc: &'static str) -> Option<crate::model::DateTime> {
        let dated = dates::read(self.value, local, utc, &self.side.site);
        if let Some((member, warning)) = dated.warning {
            self.warn(warning.code, &format!("/{member}"), warning.message, "");
        }
        dated.date
    }

    /// What cleaning must know: `link` is the post's public URL, `page` that or a preview's.
    fn context(
        &self,
        link: Option<&str>,
        page: Option<&str>,
        language: Option<&Sourced<Language>>,
        direction: Option<Direction>,
    ) -> CleanContext {
        let own = link.and_then(|link| Url::parse(link).ok());
        CleanContext {
            base_is_site: own.is_none(),
            base: own.or_else(|| self.root(page)),
            title: None,
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
                codes::CONTENT_MISSING,
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
            let pointer = if is_raw(content) { "/content/raw" } else { "/content/rendered" };
            self.warn(codes::CONTENT_TOO_LARGE, pointer, message, hint);
        }
        let form_alone = protected && html.contains("post-password-form");
        if protected && (html.trim().is_empty() || form_alone) {
            let hint = "fetch it with its password (`?password=`) to have its text";
            self.warn(
                codes::POST_LOCKED,
                "/content/rendered",
                "the post is locked: only its title and fields are exported",
                hint,
            );
        } else if html.trim().is_empty() {
            self.warn(codes::CONTENT_EMPTY, "/content/rendered", "the post's content is empty", "");
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
            self.warn(warning.code, "/content/raw", warning.message, "");
        }
        for warning in cleaned.warnings {
            self.warn(warning.code, "/content/rendered", warning.message, "");
        }
        cleaned.blocks
    }

    /// The title that the input states; empty when it states none.
    fn stated_title(&self, context: &CleanContext) -> Vec<Inline> {
        let title = self.value.get("title");
        let html = rendered(title).unwrap_or_default();
        let curled = is_raw(title).then(|| raw::title(html, context.language.as_ref()));
        clean_inlines(curled.as_deref().unwrap_or(html), context).0
    }

    /// The title, else the first words, else the slug.
    fn title(
        &mut self,
        stated: Vec<Inline>,
        body: &[crate::model::Block],
        slug: &str,
        extent: Extent,
    ) -> Sourced<Vec<Inline>> {
        if !inlines_text(&stated).is_empty() {
            return Sourced::read(stated);
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
        let stated = excerpt::Stated { text: line, html };
        stated.or_made_from(&blocks_text(body), rendered(self.value.get("content")).unwrap_or_default())
    }

    /// The embedded author, else the known user, else what a plugin says, else the number alone.
    fn authors(&mut self, base: Option<&Url>) -> Vec<Author> {
        let gone = self.value.pointer("/_embedded/author/0/code").and_then(Value::as_str).map(str::to_owned);
        if let Some(code) = gone {
            let said = format!("the site does not tell the author: `{code}`");
            self.warn(codes::AUTHOR_UNAVAILABLE, "/_embedded/author/0", said, "");
        }
        let id = fields::id(self.value.get("author"));
        let embedded = self.value.pointer("/_embedded/author").and_then(Value::as_array);
        // The URL of an author's page may be relative to the site.
        let placed = |author: Author| Author {
            url: author.url.as_deref().and_then(|url| urls::absolute_url(url, base)),
            ..author
        };
        let users = embedded.into_iter().flatten().filter_map(side::user);
        let named: Vec<Author> = users.map(placed).collect();
        if !named.is_empty() {
            return named;
        }
        let Some(id) = id else { return Vec::new() };
        if let Some(known) = self.side.users.get(&id) {
            return vec![placed(known.clone())];
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

    fn featured(&mut self, base: Option<&Url>) -> Option<Image> {
        let embedded = self.value.pointer("/_embedded/wp:featuredmedia/0");
        let placed = |image: Image| Some(Image { url: urls::picture_url(&image.url, base)?, ..image });
        if let Some(image) = embedded.and_then(side::media).and_then(placed) {
            return Some(image);
        }
        let id = fields::id(self.value.get("featured_media"));
        if let Some(image) = id.and_then(|id| self.side.media.get(&id)) {
            return placed(image.clone());
        }
        let jetpack = fields::text(self.value, "jetpack_featured_media_url")
            .and_then(|url| urls::picture_url(url, base));
        if jetpack.is_none() && embedded.is_some() && id.is_some() {
            let said = "the featured picture is gone from the site, or may not be read";
            self.warn(codes::FEATURED_MEDIA_UNAVAILABLE, "/_embedded/wp:featuredmedia/0", said, "");
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
