//! Where the files of posts go: templates, safe names, no two alike.

use crate::path_error::PathTemplateError;
use offprint_core::{DateTime, EditionInfo, Entry, edition::slugify};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, str::FromStr};

/// The longest name of a file or folder, in bytes, that every filesystem takes.
pub(crate) const LONGEST: usize = 255;

/// A path with fields: `{type}/{year}/{month}/{slug}.md`.
///
/// A field is a name in braces, filters behind it after `|`: `{author|lower}`, `{category|default:none}`. What a
/// field gives is one folder's or file's name, or part of one: a `/` in it becomes `-`. A folder that would have no
/// name is left out.
///
/// | field | what |
/// |---|---|
/// | `slug` | the slug, percent-decoded; the type and number of a post that has none |
/// | `title` | the title, its words joined by hyphens |
/// | `id`, `type`, `language` | WordPress's number and type of the post, its language's tag |
/// | `year`, `month`, `day`, `date` | when it was published, by the site's clock; `0000`, `00`… when that is not known |
/// | `author`, `category` | the name of the first, its words joined by hyphens |
/// | `position` | its place in the edition, from 1 |
///
/// | filter | what it does |
/// |---|---|
/// | `lower`, `upper` | changes the case |
/// | `slug` | joins words by hyphens, in lower case |
/// | `ascii` | leaves out what is not ASCII, once the marks of letters are taken off |
/// | `pad:N` | puts zeros before it, up to N characters |
/// | `cut:N` | takes the first N characters |
/// | `default:TEXT` | stands in for nothing |
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PathTemplate {
    source: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field(Field, Vec<Filter>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Slug,
    Title,
    Id,
    Kind,
    Language,
    Year,
    Month,
    Day,
    Date,
    Author,
    Category,
    Position,
}

pub(crate) const FIELDS: [(&str, Field); 12] = [
    ("slug", Field::Slug),
    ("title", Field::Title),
    ("id", Field::Id),
    ("type", Field::Kind),
    ("language", Field::Language),
    ("year", Field::Year),
    ("month", Field::Month),
    ("day", Field::Day),
    ("date", Field::Date),
    ("author", Field::Author),
    ("category", Field::Category),
    ("position", Field::Position),
];

#[derive(Debug, Clone, PartialEq, Eq)]
enum Filter {
    Lower,
    Upper,
    Slug,
    Ascii,
    Pad(usize),
    Cut(usize),
    Default(String),
}

impl FromStr for PathTemplate {
    type Err = PathTemplateError;

    fn from_str(source: &str) -> Result<Self, PathTemplateError> {
        if !source.ends_with(".md") && !source.ends_with(".markdown") && !source.ends_with(".mdx") {
            return Err(PathTemplateError::Extension);
        }
        if source.starts_with('/') || source.contains('\\') || source.split('/').any(|part| part == "..") {
            return Err(PathTemplateError::Outside);
        }
        let mut pieces = Vec::new();
        let mut rest = source;
        while let Some((text, after)) = rest.split_once('{') {
            if !text.is_empty() {
                pieces.push(Piece::Text(text.to_owned()));
            }
            let (field, after) =
                after.split_once('}').ok_or_else(|| PathTemplateError::Unclosed(after.to_owned()))?;
            pieces.push(piece(field)?);
            rest = after;
        }
        if rest.contains('}') {
            return Err(PathTemplateError::Unopened);
        }
        pieces.push(Piece::Text(rest.to_owned()));
        if !pieces.iter().any(|piece| matches!(piece, Piece::Field(..))) {
            return Err(PathTemplateError::Constant);
        }
        Ok(Self { source: source.to_owned(), pieces })
    }
}

fn piece(text: &str) -> Result<Piece, PathTemplateError> {
    let mut parts = text.split('|').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let field = FIELDS.iter().find(|(known, _)| *known == name).map(|(_, field)| *field);
    let Some(field) = field else {
        return Err(PathTemplateError::UnknownField { name: name.to_owned() });
    };
    Ok(Piece::Field(field, parts.map(filter).collect::<Result<_, _>>()?))
}

fn filter(text: &str) -> Result<Filter, PathTemplateError> {
    let (name, argument) = text.split_once(':').unwrap_or((text, ""));
    let number = || {
        let number = argument.parse().ok().filter(|number| (1..=LONGEST).contains(number));
        number.ok_or_else(|| PathTemplateError::Number { filter: name.to_owned() })
    };
    Ok(match name {
        "lower" => Filter::Lower,
        "upper" => Filter::Upper,
        "slug" => Filter::Slug,
        "ascii" => Filter::Ascii,
        "pad" => Filter::Pad(number()?),
        "cut" => Filter::Cut(number()?),
        "default" => Filter::Default(argument.to_owned()),
        _ => return Err(PathTemplateError::UnknownFilter { name: name.to_owned() }),
    })
}

impl TryFrom<String> for PathTemplate {
    type Error = PathTemplateError;

    fn try_from(source: String) -> Result<Self, PathTemplateError> {
        source.parse()
    }
}

impl From<PathTemplate> for String {
    fn from(template: PathTemplate) -> Self {
        template.source
    }
}

impl fmt::Display for PathTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

impl PathTemplate {
    /// The path of an entry, whose place in the edition counts from 0.
    fn path(&self, entry: &Entry, position: usize) -> String {
        let mut path = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => path.push_str(text),
                Piece::Field(field, filters) => {
                    let value = value(*field, entry, position);
                    let value = filters.iter().fold(value, |value, filter| filter.of(value));
                    path.extend(value.chars().map(|c| if c == '/' { '-' } else { c }));
                }
            }
        }
        // Jekyll takes a post's date from its name, and stops at one that is none.
        if let Some(rest) = path.strip_prefix("_posts/0000-00-00-") {
            path = format!("_posts/1970-01-01-{rest}");
        }
        safe_path(&path)
    }
}

fn value(field: Field, entry: &Entry, position: usize) -> String {
    let day = |pattern: &str, none: &str| {
        let clock = entry.published.as_ref().map(DateTime::civil);
        clock.map_or_else(|| none.to_owned(), |clock| clock.strftime(pattern).to_string())
    };
    match field {
        Field::Slug if entry.slug.is_empty() => entry.stem.clone(),
        Field::Slug => entry.slug.clone(),
        Field::Title => slugify(&entry.title),
        Field::Id => entry.id.map_or_else(String::new, |id| id.to_string()),
        Field::Kind => entry.kind.to_string(),
        Field::Language => entry.language.as_ref().map_or_else(String::new, |tag| tag.as_str().to_owned()),
        Field::Year => day("%Y", "0000"),
        Field::Month => day("%m", "00"),
        Field::Day => day("%d", "00"),
        Field::Date => day("%Y-%m-%d", "0000-00-00"),
        Field::Author => slugify(entry.author.as_deref().unwrap_or_default()),
        Field::Category => slugify(entry.category.as_deref().unwrap_or_default()),
        Field::Position => (position + 1).to_string(),
    }
}

impl Filter {
    fn of(&self, value: String) -> String {
        match self {
            Self::Lower => value.to_lowercase(),
            Self::Upper => value.to_uppercase(),
            Self::Slug => slugify(&value),
            Self::Ascii => {
                use unicode_normalization::UnicodeNormalization;
                let ascii: String = value.nfd().filter(char::is_ascii).collect();
                ascii.trim_matches('-').to_owned()
            }
            Self::Pad(width) => {
                let missing = width.saturating_sub(value.chars().count());
                format!("{}{value}", "0".repeat(missing))
            }
            Self::Cut(length) => value.chars().take(*length).collect(),
            Self::Default(text) if value.is_empty() => text.clone(),
            Self::Default(_) => value,
        }
    }
}

/// The paths of all entries of an edition, in their order: no two are alike on a filesystem that does not tell case.
///
/// Of entries that want the same path the one that was published first has it, whatever the edition's order; the others
/// get a number. None gets the path of `index`, the file that tells of the edition.
pub(crate) fn paths_of(edition: &EditionInfo, template: &PathTemplate, index: Option<&str>) -> Vec<String> {
    let wanted = edition.entries.iter().enumerate();
    let wanted: Vec<String> = wanted.map(|(position, entry)| template.path(entry, position)).collect();
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (position, path) in wanted.iter().enumerate() {
        groups.entry(path.to_lowercase()).or_default().push(position);
    }
    let mut paths = wanted.clone();
    let index = index.filter(|path| groups.contains_key(*path));
    if groups.len() == wanted.len() && index.is_none() {
        return paths;
    }
    let names: Vec<String> = groups.keys().cloned().collect();
    let mut taken: std::collections::BTreeSet<String> = names.into_iter().collect();
    for (name, mut positions) in groups {
        positions.sort_by_key(|&position| {
            let entry = &edition.entries[position];
            (entry.published.map(|date| date.timestamp), entry.id, position)
        });
        let mut number = 2;
        let first = if index == Some(&*name) { 0 } else { 1 };
        for position in positions.into_iter().skip(first) {
            loop {
                let path = numbered(&wanted[position], number);
                number += 1;
                if taken.insert(path.to_lowercase()) {
                    paths[position] = path;
                    break;
                }
            }
        }
    }
    paths
}

/// The path with a number: behind the file's name, or behind the folder's of a page bundle.
fn numbered(path: &str, number: usize) -> String {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "md"));
    if is_index(file) && !folder.is_empty() {
        return format!("{}/{file}", with_suffix(folder, number));
    }
    let stem = with_suffix(stem, number);
    if folder.is_empty() { format!("{stem}.{ending}") } else { format!("{folder}/{stem}.{ending}") }
}

/// The name of a file with a number behind its stem.
pub(crate) fn with_number(name: &str, number: usize) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{}.{ending}", with_suffix(stem, number)),
        None => with_suffix(name, number),
    }
}

fn with_suffix(name: &str, number: usize) -> String {
    let suffix = format!("-{number}");
    let last = name.rsplit('/').next().unwrap_or(name).len();
    let mut name = name.to_owned();
    for _ in 0..(last + suffix.len() + 10).saturating_sub(LONGEST) {
        name.pop();
    }
    name + &suffix
}

/// Whether a file of this name is the text of a page bundle, which has its folder for itself.
pub(crate) fn is_index(file: &str) -> bool {
    matches!(file.rsplit('/').next(), Some("index.md" | "index.mdx" | "index.markdown"))
}

/// A path whose every part is a name that filesystems take; never empty.
pub(crate) fn safe_path(path: &str) -> String {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let folders = folders.split('/').map(|part| safe_name(part, LONGEST)).filter(|part| !part.is_empty());
    let mut parts: Vec<String> = folders.collect();
    let stem = safe_name(stem, LONGEST - ending.len() - 1);
    let stem = if stem.is_empty() { "post".to_owned() } else { stem };
    parts.push(if ending.is_empty() { stem } else { format!("{stem}.{ending}") });
    parts.join("/")
}

/// A name that Windows, macOS and Linux take, of at most so many bytes: without characters that are refused
/// somewhere, no dots or spaces at its edges, no name of a device.
pub(crate) fn safe_name(name: &str, longest: usize) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut safe: String = name
        .nfc()
        .filter(|&c| !is_invisible(c))
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '\\' | '|' | '?' | '*' | '/' => '-',
            c if c.is_control() => '-',
            c => c,
        })
        .collect();
    while safe.len() > longest {
        safe.pop();
    }
    let safe = safe.trim_matches(' ').trim_end_matches(['.', ' ']);
    let base = safe.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let digit = base.strip_prefix("com").or_else(|| base.strip_prefix("lpt")).unwrap_or_default();
    let port = matches!(digit, "¹" | "²" | "³") || (digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit());
    if port || matches!(&*base, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$") {
        let room = safe.len().min(longest.saturating_sub(1));
        return format!("_{}", &safe[..safe.floor_char_boundary(room)]);
    }
    // A leading dot hides a file.
    if safe.starts_with('.') { format!("_{}", safe.trim_start_matches('.')) } else { safe.to_owned() }
}

/// Characters that turn text around or are not seen, and hide what a name says.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}

/// A path without the ending of its file.
pub(crate) fn stem_of(path: &str) -> &str {
    [".md", ".mdx", ".markdown"].iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path)
}

/// The way from the folder of one path to another path, as a relative address: not percent-encoded.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = &from[..from.len() - 1];
    let shared = folders.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut way = "../".repeat(folders.len() - shared);
    way.push_str(&to[shared..].join("/"));
    way
}

#[cfg(test)]
mod tests {
    use super::*;
    use offprint_core::{Edition, Post};

    fn edition(posts: Vec<Post>) -> EditionInfo {
        Edition::new(EditionInfo::default(), posts).info
    }

    fn post(slug: &str, id: u64, date: &str) -> Post {
        Post {
            slug: slug.into(),
            id: Some(id),
            kind: "post".into(),
            published: DateTime::parse(date),
            ..Post::default()
        }
    }

    #[track_caller]
    fn check(template: &str, post: Post, want: &str) {
        assert_eq!(paths_of(&edition(vec![post]), &template.parse().unwrap(), None), [want]);
    }

    #[test]
    fn fields_and_filters() {
        let bees = || post("bees", 7, "2025-04-30T23:30:00-06:00");
        check("{type}/{year}/{month}/{slug}.md", bees(), "post/2025/04/bees.md");
        check("{id|pad:4}-{slug|upper}.md", bees(), "0007-BEES.md");
        check("{author|default:nobody}/{category}/{slug|cut:2}.md", bees(), "nobody/be.md");
        check("{slug|ascii}.md", post("éa/ñ", 1, "2025-04-30"), "ea-n.md");
        check("{slug}/index.md", post("日本語", 1, "2025-04-30"), "日本語/index.md");
        check("{slug}.md", post("...", 9, "2025-04-30"), "post-9.md");
        check("{title|default:CON}.md", post("a", 9, "2025-04-30"), "_CON.md");
    }

    #[test]
    fn what_is_no_template_says_why() {
        let why = |text: &str| text.parse::<PathTemplate>().unwrap_err();
        assert!(
            why("{slog}.md").to_string().starts_with("there is no field `slog`; there are `slug`, `title`")
        );
        assert!(
            why("{slug|round}.md").to_string().starts_with("there is no filter `round`; there are `lower`")
        );
        assert_eq!(
            why("{slug|pad:x}.md").to_string(),
            format!("`pad` wants a number up to {LONGEST}: `pad:4`")
        );
        assert_eq!(why("{slug.md").to_string(), "`{slug.md` has no closing brace");
        assert_eq!(why("slug}.md").to_string(), "a `}` closes nothing");
        assert_eq!(why("{slug"), PathTemplateError::Extension);
        assert_eq!(why("a/b.md"), PathTemplateError::Constant);
        assert_eq!(why("../{slug}.md"), PathTemplateError::Outside);
    }

    #[test]
    fn twins_are_numbered_by_date_whatever_the_order() {
        let (a, b, c) =
            (post("bees", 3, "2025-03-01"), post("Bees", 2, "2025-02-01"), post("bees", 1, "2025-01-01"));
        let template: PathTemplate = "{slug}.md".parse().unwrap();
        let paths = |posts: Vec<Post>| paths_of(&edition(posts), &template, None);
        assert_eq!(paths(vec![a.clone(), b.clone(), c.clone()]), ["bees-3.md", "bees-2.md", "bees.md"]);
        assert_eq!(paths(vec![c, a, b]), ["bees.md", "bees-3.md", "bees-2.md"]);
        assert_eq!(numbered("bees/index.md", 2), "bees-2/index.md");
    }

    #[test]
    fn no_post_takes_the_place_of_the_edition() {
        let template: PathTemplate = "{slug}.md".parse().unwrap();
        let of = |index| paths_of(&edition(vec![post("Index", 1, "2025-01-01")]), &template, index);
        assert_eq!(of(Some("index.md")), ["index-2.md"]);
        assert_eq!(of(Some("_index.md")), ["index.md"]);
        assert_eq!(of(None), ["index.md"]);
    }

    #[test]
    fn names_fit_every_filesystem() {
        assert_eq!(safe_path("a:b/nul.txt/com1.md"), "a-b/_nul.txt/_com1.md");
        assert_eq!(safe_path(".git/ x. .md"), "_git/x.md");
        assert!(safe_path(&format!("{}.md", "é".repeat(200))).len() <= 255);
    }

    #[test]
    fn ways_between_files() {
        assert_eq!(relative("a/b.md", "a/c.md"), "c.md");
        assert_eq!(relative("a/b/c.md", "d.md"), "../../d.md");
        assert_eq!(relative("c.md", "a/d.md"), "a/d.md");
    }
}
