//! YAML front matter: what static site generators read before the text.

use offprint_core::{EditionInfo, Post, Status};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// The front matter of a post, with its two fences.
pub(crate) fn post_to_front_matter(post: &Post) -> String {
    let mut yaml = Yaml::default();
    yaml.string("title", &post.title_text());
    yaml.moment("date", post.published.map(|date| date.rfc3339()));
    yaml.moment("lastmod", post.modified.map(|date| date.rfc3339()));
    yaml.string("slug", &post.slug);
    yaml.optional("url", post.link.as_deref());
    if let Some(id) = post.id {
        yaml.pair("id", &id.to_string());
    }
    yaml.optional("type", Some(&*post.kind).filter(|kind| !kind.is_empty()));
    if post.status != Status::Publish {
        yaml.string("status", post.status.as_str());
    }
    let authors: Vec<&str> = post.author_names().filter(|name| !name.trim().is_empty()).collect();
    yaml.list("authors", &authors);
    taxonomies(&mut yaml, post);
    yaml.optional("description", post.excerpt.as_ref().map(|excerpt| &*excerpt.value));
    yaml.optional("image", post.featured.as_ref().map(|image| &*image.url));
    yaml.optional("language", post.language.as_ref().map(offprint_core::Language::as_str));
    // A generator must not publish what WordPress does not; a later date keeps a planned post back by itself.
    if !matches!(post.status, Status::Publish | Status::Future | Status::Inherit) {
        yaml.pair("draft", "true");
    }
    yaml.finish()
}

/// The front matter of a file that holds a whole edition.
pub(crate) fn edition_to_front_matter(edition: &EditionInfo) -> String {
    let mut yaml = Yaml::default();
    yaml.string("title", &edition.title);
    yaml.optional("subtitle", edition.subtitle.as_deref());
    yaml.moment("date", edition.date.map(|date| date.rfc3339()));
    yaml.optional("publisher", edition.publisher.as_deref());
    yaml.optional("url", edition.site_url.as_deref());
    yaml.string("language", edition.language.as_str());
    yaml.finish()
}

/// The keys that a taxonomy of the same name must not take.
const TAKEN: [&str; 16] = [
    "title",
    "date",
    "lastmod",
    "slug",
    "url",
    "id",
    "type",
    "status",
    "authors",
    "categories",
    "tags",
    "description",
    "image",
    "language",
    "draft",
    "layout",
];

/// A list for each taxonomy, in the order of the source; two of WordPress's own have the names generators know.
fn taxonomies(yaml: &mut Yaml, post: &Post) {
    let mut lists: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut known: HashSet<(&str, &str)> = HashSet::new();
    for term in post.terms.iter().filter(|term| !term.taxonomy.is_empty()) {
        let (taxonomy, name) = (&*term.taxonomy, &*term.name.value);
        let place = *places.entry(taxonomy).or_insert(lists.len());
        if place == lists.len() {
            lists.push((taxonomy, Vec::new()));
        }
        if !name.trim().is_empty() && known.insert((taxonomy, name)) {
            lists[place].1.push(name);
        }
    }
    for (taxonomy, names) in lists {
        match taxonomy {
            "category" => yaml.list("categories", &names),
            "post_tag" => yaml.list("tags", &names),
            other if TAKEN.contains(&other) => yaml.list(&format!("taxonomy-{other}"), &names),
            other => yaml.list(other, &names),
        }
    }
}

/// A mapping in YAML block style.
#[derive(Default)]
struct Yaml {
    text: String,
}

impl Yaml {
    fn pair(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.text, "{}: {value}", scalar(key));
    }

    fn string(&mut self, key: &str, value: &str) {
        self.pair(key, &scalar(value));
    }

    fn optional(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.string(key, value);
        }
    }

    /// A moment stays plain: YAML 1.1 parsers make a date of it, as generators expect.
    fn moment(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            self.pair(key, &value);
        }
    }

    fn list(&mut self, key: &str, values: &[&str]) {
        if values.is_empty() {
            return;
        }
        let _ = writeln!(self.text, "{}:", scalar(key));
        for value in values {
            let _ = writeln!(self.text, "  - {}", scalar(value));
        }
    }

    fn finish(self) -> String {
        format!("---\n{}---\n", self.text)
    }
}

/// A string that every YAML parser reads back as that string, on one line.
fn scalar(text: &str) -> String {
    if text.chars().any(|c| !is_plainly_printable(c)) {
        // Line breaks and what YAML cannot hold as it is are written as escapes; JSON's are YAML's.
        return double_quoted(text);
    }
    let written = serde_yaml_ng::to_string(text).unwrap_or_default();
    let written = written.strip_suffix('\n').unwrap_or(&written);
    if written == text && !is_string_to_all(text) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    if written.is_empty() || written.contains('\n') { double_quoted(text) } else { written.to_owned() }
}

/// Whether a plain scalar is a string in YAML 1.1 and 1.2 alike. The serializer goes by 1.2, where dates, `12:30:00`
/// (base 60), `1_000`, `0b1`, `=` and `<<` are strings.
fn is_string_to_all(text: &str) -> bool {
    const WORDS: [&str; 10] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"];
    let number = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'))
        && text.chars().all(|c| c.is_ascii_hexdigit() || "xXoO_:.,+- tTzZinINfFaA".contains(c));
    // Some parsers see a number in an exponent alone.
    let exponent = text.strip_prefix(['e', 'E']).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    let word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    !number && !exponent && !word && !matches!(text, "=" | "<<")
}

/// Whether a character can stand in a scalar as it is: YAML 1.1 takes NEL and the Unicode separators for line breaks.
fn is_plainly_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn double_quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_plainly_printable(c) => out.push(c),
            c => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use offprint_core::{Author, Sourced, Term};

    #[test]
    fn strings_that_look_like_something_else_are_quoted() {
        let quoted = [
            "yes",
            "On",
            "off",
            "y",
            "~",
            "null",
            "True",
            "2025-01-01",
            "2025-04-30T12:11:12Z",
            "1e3",
            "12",
            "017",
            "0b11",
            "1_000",
            "12:30:45",
            "-1",
            ".5",
            ".inf",
            "=",
            "<<",
            "@a",
            "`a",
            "#a",
            "- a",
            "a: b",
            "a #b",
            "a:",
            "",
            " a",
            "e3",
            "a\nb",
        ];
        for text in quoted {
            let written = scalar(text);
            assert!(written.starts_with(['\'', '"']), "{text:?} as {written}");
            assert_eq!(serde_yaml_ng::from_str::<String>(&written).ok().as_deref(), Some(text));
        }
        for text in ["Bees", "R&D: no", "12 rules", "https://a.example/?b=1", "日本", "it's", "a-b"] {
            let written = scalar(text);
            assert_eq!(serde_yaml_ng::from_str::<String>(&written).ok().as_deref(), Some(text));
        }
        assert_eq!(scalar("12 rules"), "12 rules");
        assert_eq!(scalar("it's"), "it's");
    }

    #[test]
    fn a_post_s_front_matter() {
        let term = |taxonomy: &str, name: &str| Term {
            taxonomy: taxonomy.into(),
            name: Sourced::read(name.into()),
            ..Term::default()
        };
        let post = Post {
            title: Sourced::read(vec![offprint_core::Inline::Text("Yes: 1".into())]),
            slug: "yes".into(),
            kind: "page".into(),
            status: Status::Private,
            authors: vec![Author { id: Some(3), ..Author::default() }],
            terms: vec![
                term("category", "A"),
                term("season", "Spring"),
                term("category", "B"),
                term("type", "T"),
            ],
            published: offprint_core::DateTime::parse("2025-04-30T12:11:12-06:00"),
            ..Post::default()
        };
        assert_eq!(
            post_to_front_matter(&post),
            "---\ntitle: 'Yes: 1'\ndate: 2025-04-30T12:11:12-06:00\nslug: 'yes'\ntype: page\nstatus: private\n\
             categories:\n  - A\n  - B\nseason:\n  - Spring\ntaxonomy-type:\n  - T\ndraft: true\n---\n"
        );
    }
}
