//! Front matter: what site generators read before the text, in each one's own keys.

mod fields;
mod yaml;

pub(crate) use fields::Fields;

use crate::{
    options::{Flavor, FrontMatter, MarkdownOptions},
    pages::Page,
};
use fields::{Mapping, Value};
use offprint_core::{EditionInfo, Post, Status};
use std::collections::{HashMap, HashSet};

/// What front matter takes from elsewhere than the post.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    /// The post's address of today.
    pub(crate) link: Option<String>,
    /// The address or the path of its picture.
    pub(crate) image: Option<String>,
    /// The page whose path a generator keeps.
    pub(crate) page: Option<Page>,
    /// What the generator calls the post, when that is not its slug.
    pub(crate) slug: Option<String>,
}

/// The key under which a generator takes the path of a page.
pub(crate) fn permalink_key(flavor: Flavor) -> Option<&'static str> {
    match flavor {
        Flavor::Hugo => Some("url"),
        Flavor::Jekyll => Some("permalink"),
        Flavor::Zola => Some("path"),
        _ => None,
    }
}

/// The flavour's names of what they do not all call the same.
struct Keys {
    modified: &'static str,
    authors: &'static str,
    image: &'static str,
    language: &'static str,
    description: &'static str,
}

fn keys(flavor: Flavor) -> Keys {
    let usual = Keys {
        modified: "lastmod",
        authors: "authors",
        image: "image",
        language: "language",
        description: "description",
    };
    match flavor {
        Flavor::CommonMark | Flavor::Gfm | Flavor::Mdx => usual,
        Flavor::Hugo => Keys { image: "images", ..usual },
        Flavor::Jekyll => Keys { modified: "last_modified_at", authors: "author", language: "lang", ..usual },
        Flavor::Zola => Keys { modified: "updated", ..usual },
        Flavor::Astro => Keys { modified: "updatedDate", image: "heroImage", language: "lang", ..usual },
        Flavor::Obsidian => Keys { modified: "updated", image: "cover", language: "lang", ..usual },
        Flavor::Pandoc => Keys {
            modified: "date-modified",
            authors: "author",
            language: "lang",
            description: "abstract",
            ..usual
        },
    }
}

/// The front matter of a post: keys and values in the flavour's order, as far as they are asked for.
pub(crate) fn post_to_fields(post: &Post, places: &Places, options: &MarkdownOptions) -> Fields {
    let flavor = options.flavor;
    let keys = keys(flavor);
    let mut out: Fields = Vec::new();
    let mut put = |key: &str, value: Option<Value>| out.extend(value.map(|value| (key.to_owned(), value)));
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    put("title", text(&post.title_text()));
    put(if flavor == Flavor::Astro { "pubDate" } else { "date" }, post.published.map(Value::Moment));
    put(keys.modified, post.modified.map(Value::Moment));
    put(
        "slug",
        text(places.slug.as_deref().unwrap_or(&post.slug))
            .filter(|_| flavor != Flavor::Zola || places.page.is_none()),
    );
    match permalink_key(flavor) {
        Some(key) => {
            put(key, places.page.as_ref().map(|page| Value::Text(path_of_site(&page.path, flavor))));
            let alias = places.page.as_ref().and_then(|page| page.alias.as_deref());
            let key = if flavor == Flavor::Jekyll { "redirect_from" } else { "aliases" };
            put(key, alias.map(|alias| Value::texts([&*path_of_site(alias, flavor)])));
        }
        None if matches!(flavor, Flavor::Gfm | Flavor::CommonMark) => {
            put("url", places.link.as_deref().and_then(text));
        }
        None => {}
    }
    let is_source = !matches!(flavor, Flavor::Gfm | Flavor::CommonMark | Flavor::Zola);
    put("source", places.link.as_deref().filter(|_| is_source).and_then(text));
    let id = post.id.and_then(|id| i64::try_from(id).ok()).map(Value::Whole);
    let kind = text(&post.kind).filter(|_| !post.kind.is_empty());
    let status = text(post.status.as_str()).filter(|_| post.status != Status::Publish);
    let image = places.image.as_deref().and_then(text);
    let language = post.language.as_ref().and_then(|language| text(language.value.known()?.as_str()));
    if flavor != Flavor::Zola {
        put("id", id.clone());
        put("type", kind.clone());
        put("status", status.clone());
    }
    put(keys.authors, authors(post, flavor));
    if flavor != Flavor::Zola {
        let taken: Vec<String> = FIXED.iter().map(|key| (*key).to_owned()).collect();
        out.extend(taxonomies(post, flavor, &taken));
    }
    let mut put = |key: &str, value: Option<Value>| out.extend(value.map(|value| (key.to_owned(), value)));
    put(keys.description, post.excerpt.as_ref().and_then(|excerpt| text(&excerpt.value)));
    if flavor != Flavor::Zola {
        let list = |image| if flavor == Flavor::Hugo { Value::List(vec![image]) } else { image };
        put(keys.image, image.clone().map(list));
        put(keys.language, language.clone());
    }
    // A generator must not publish what WordPress does not; a later date keeps a planned post back by itself.
    if !matches!(post.status, Status::Publish | Status::Future | Status::Inherit) {
        match flavor {
            Flavor::Jekyll => put("published", Some(Value::Truth(false))),
            _ => put("draft", Some(Value::Truth(true))),
        }
    }
    put("weight", (post.menu_order != 0).then_some(Value::Whole(post.menu_order)));
    if flavor == Flavor::Zola {
        let terms = taxonomies(post, flavor, &[]);
        put("taxonomies", (!terms.is_empty()).then_some(Value::Map(terms)));
        let extra = [
            ("source", places.link.as_deref().and_then(text)),
            ("id", id),
            ("type", kind),
            ("status", status),
            ("image", image),
            ("language", language),
            ("meta", meta(post, options)),
        ];
        let extra: Fields =
            extra.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
        put("extra", (!extra.is_empty()).then_some(Value::Map(extra)));
    } else {
        put("meta", meta(post, options));
    }
    chosen(out, options)
}

/// The front matter of a file that holds a whole edition.
pub(crate) fn edition_to_fields(edition: &EditionInfo, options: &MarkdownOptions) -> Fields {
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let fields = [
        ("title", text(&edition.title)),
        ("subtitle", edition.subtitle.as_deref().and_then(text)),
        ("date", edition.date.map(Value::Moment)),
        ("publisher", edition.publisher.as_deref().and_then(text)),
        ("url", edition.site_url.as_deref().and_then(text)),
        ("language", edition.language.known().and_then(|language| text(language.as_str()))),
    ];
    // Zola has keys of its own and takes no others.
    let own = |key: &str| options.flavor != Flavor::Zola || matches!(key, "title" | "date");
    // A site's own address is no path of a page.
    let page = |key: &str| key != "url" || permalink_key(options.flavor) != Some("url");
    let fields = fields.into_iter().filter(|(key, _)| own(key) && page(key));
    chosen(fields.filter_map(|(key, value)| Some((key.to_owned(), value?))).collect(), options)
}

/// The fields between the fences of their format, a line end behind; nothing for none.
pub(crate) fn fields_to_text(fields: &Fields, options: &MarkdownOptions) -> String {
    match options.front_matter() {
        FrontMatter::None => String::new(),
        FrontMatter::Yaml => {
            let mut out = String::from("---\n");
            yaml::mapping(&mut out, fields, 0);
            out + "---\n"
        }
        FrontMatter::Toml => {
            let text = toml::to_string(&Mapping { pairs: fields, toml: true }).unwrap_or_default();
            format!("+++\n{text}+++\n")
        }
        FrontMatter::Json => {
            let json =
                serde_json::to_string_pretty(&Mapping { pairs: fields, toml: false }).unwrap_or_default();
            if options.flavor == Flavor::Hugo { json + "\n" } else { format!("---json\n{json}\n---\n") }
        }
    }
}

/// The fields as one line of JSON, and where the file is.
pub(crate) fn fields_to_json_line(fields: &Fields, path: &str) -> String {
    let mut fields = fields.clone();
    fields.insert(0, ("path".to_owned(), Value::Text(path.to_owned())));
    serde_json::to_string(&Mapping { pairs: &fields, toml: false }).unwrap_or_default() + "\n"
}

/// Only the keys that are asked for, under the names that are.
fn chosen(mut fields: Fields, options: &MarkdownOptions) -> Fields {
    if !options.fields.is_empty() {
        fields.retain(|(key, _)| options.fields.contains(key));
    }
    for (key, _) in &mut fields {
        if let Some(name) = options.rename.get(key) {
            key.clone_from(name);
        }
    }
    fields
}

/// A path of the site as front matter has it: Zola's begin without a slash.
fn path_of_site(path: &str, flavor: Flavor) -> String {
    if flavor == Flavor::Zola { path.trim_matches('/').to_owned() } else { path.to_owned() }
}

fn authors(post: &Post, flavor: Flavor) -> Option<Value> {
    let names: Vec<&str> = post.author_names().filter(|name| !name.trim().is_empty()).collect();
    match names.as_slice() {
        [] => None,
        [name] if flavor == Flavor::Jekyll => Some(Value::Text((*name).to_owned())),
        names => Some(Value::texts(names.iter().copied())),
    }
}

fn meta(post: &Post, options: &MarkdownOptions) -> Option<Value> {
    if !options.meta || post.meta.is_empty() {
        return None;
    }
    Value::of_json(&serde_json::Value::Object(post.meta.clone()))
}

/// The keys that a taxonomy of the same name must not take.
const FIXED: [&str; 32] = [
    "title",
    "aliases",
    "redirect_from",
    "date",
    "pubDate",
    "lastmod",
    "last_modified_at",
    "updated",
    "updatedDate",
    "date-modified",
    "slug",
    "url",
    "permalink",
    "path",
    "source",
    "id",
    "type",
    "status",
    "author",
    "authors",
    "description",
    "abstract",
    "image",
    "images",
    "heroImage",
    "cover",
    "lang",
    "language",
    "draft",
    "published",
    "layout",
    "meta",
];

/// A list for each taxonomy, in the order of the source; two of WordPress's own have the names generators know.
fn taxonomies(post: &Post, flavor: Flavor, taken: &[String]) -> Fields {
    let mut fields: Fields = Vec::new();
    let mut lists: Vec<(&str, Vec<String>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut known: HashSet<(&str, String)> = HashSet::new();
    let named = |term: &&offprint_core::Term| !term.taxonomy.is_empty() && !term.name.value.trim().is_empty();
    for term in post.terms.iter().filter(named) {
        let taxonomy = &*term.taxonomy;
        let name = &*term.name.value;
        let name = match (flavor, taxonomy) {
            // Obsidian's tags hold no spaces.
            (Flavor::Obsidian, "post_tag") => name.split_whitespace().collect::<Vec<_>>().join("-"),
            _ => name.to_owned(),
        };
        let place = *places.entry(taxonomy).or_insert(lists.len());
        if place == lists.len() {
            lists.push((taxonomy, Vec::new()));
        }
        if !name.trim().is_empty() && known.insert((taxonomy, name.clone())) {
            lists[place].1.push(name);
        }
    }
    for (taxonomy, names) in lists {
        let key = match taxonomy {
            "category" => "categories".to_owned(),
            "post_tag" => "tags".to_owned(),
            other
                if taken.iter().any(|key| key == other)
                    || matches!(other, "categories" | "tags" | "weight") =>
            {
                format!("taxonomy-{other}")
            }
            other => other.to_owned(),
        };
        if !names.is_empty() {
            fields.push((key, Value::texts(names.iter().map(String::as_str))));
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use offprint_core::{Author, DateTime, Sourced, Term};

    fn post() -> Post {
        let term = |taxonomy: &str, name: &str| Term {
            taxonomy: taxonomy.into(),
            name: Sourced::read(name.into()),
            ..Term::default()
        };
        Post {
            id: Some(7),
            kind: "news-archive".into(),
            slug: "bees".into(),
            title: Sourced::read(vec![offprint_core::Inline::Text("Yes: bees".into())]),
            published: DateTime::parse("2025-04-30T12:11:12-06:00"),
            authors: vec![Author { name: Some("Ann".into()), ..Author::default() }],
            terms: vec![
                term("post_tag", "yes"),
                term("news-type", "Wild & free"),
                term("post_tag", "bee keeping"),
                term("slug", "x"),
            ],
            meta: serde_json::json!({"depth": 2, "none": null, "list": [{"a": true}]})
                .as_object()
                .unwrap()
                .clone(),
            status: Status::Draft,
            ..Post::default()
        }
    }

    fn written(options: &MarkdownOptions) -> String {
        let link = "https://a.example/2025/bees/";
        let (image, page) = (Some("b.png".into()), options.page_of(link));
        let places = Places { link: Some(link.into()), image, page, slug: None };
        fields_to_text(&post_to_fields(&post(), &places, options), options)
    }

    fn of(flavor: Flavor) -> MarkdownOptions {
        MarkdownOptions { flavor, ..MarkdownOptions::default() }
    }

    #[test]
    fn each_flavour_has_its_own_keys() {
        let gfm = written(&of(Flavor::Gfm));
        assert!(
            gfm.contains(
                "\ndate: 2025-04-30T12:11:12-06:00\nslug: bees\nurl: https://a.example/2025/bees/\nid: 7\n"
            ),
            "{gfm}"
        );
        assert!(
            gfm.contains(
                "\ntags:\n  - 'yes'\n  - bee keeping\nnews-type:\n  - Wild & free\ntaxonomy-slug:\n  - x\n"
            ),
            "{gfm}"
        );
        assert!(gfm.contains("\ndraft: true\n"), "{gfm}");
        let hugo = written(&of(Flavor::Hugo));
        assert!(hugo.contains("\nurl: /2025/bees/\nsource: https://a.example/2025/bees/\n"), "{hugo}");
        assert!(hugo.contains("\nimages:\n  - b.png\n"), "{hugo}");
        let jekyll = written(&of(Flavor::Jekyll));
        assert!(
            jekyll.contains("\npermalink: /2025/bees/\n") && jekyll.contains("\nauthor: Ann\n"),
            "{jekyll}"
        );
        assert!(jekyll.contains("\npublished: false\n"), "{jekyll}");
        let zola = written(&of(Flavor::Zola));
        assert!(
            zola.starts_with(
                "+++\ntitle = \"Yes: bees\"\ndate = 2025-04-30T12:11:12-06:00\npath = \"2025/bees\"\n"
            ),
            "{zola}"
        );
        assert!(zola.contains("\n[taxonomies]\ntags = [\"yes\", \"bee keeping\"]\nnews-type = ["), "{zola}");
        assert!(written(&of(Flavor::Obsidian)).contains("  - bee-keeping\n"));
        assert!(written(&of(Flavor::Astro)).contains("\npubDate: 2025-04-30T12:11:12-06:00\n"));
    }

    #[test]
    fn keys_are_chosen_and_renamed() {
        let mut options = of(Flavor::Gfm);
        options.fields = vec!["title".into(), "date".into()];
        options.rename = [("date".to_owned(), "pubDate".to_owned())].into();
        assert_eq!(written(&options), "---\ntitle: 'Yes: bees'\npubDate: 2025-04-30T12:11:12-06:00\n---\n");
        options.front_matter = Some(FrontMatter::Json);
        let json = written(&options);
        assert!(json.starts_with("---json\n{\n") && json.ends_with("}\n---\n"), "{json}");
        options.front_matter = Some(FrontMatter::None);
        assert_eq!(written(&options), "");
    }

    #[test]
    fn meta_is_told_when_asked_for_in_all_formats() {
        let mut options = of(Flavor::Gfm);
        options.meta = true;
        let yaml = written(&options);
        assert!(yaml.ends_with("\nmeta:\n  depth: 2\n  list:\n    - a: true\n---\n"), "{yaml}");
        options.front_matter = Some(FrontMatter::Toml);
        let toml = written(&options);
        let table: toml::Table = toml.trim_matches(['+', '\n']).parse().expect(&toml);
        assert_eq!(table["meta"]["list"][0]["a"].as_bool(), Some(true));
        assert!(table["date"].is_datetime());
    }
}
