//! Conditions on posts, written as an expression.
//!
//! ```text
//! condition = both { "or" both }
//! both      = not { "and" not }
//! not       = "not" not | "(" condition ")" | test
//! test      = "protected" | "sticky"
//!           | number-field ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) number
//!           | date-field   ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) day or moment, quoted
//!           | text-field   ( "=" | "!=" | "contains" ) text, quoted
//!           | text-field   ( "~" | "!~" ) /regular expression/ or /regular expression/i
//! ```
//!
//! `author` and `term("taxonomy")` are text fields of several values: a test holds when it does for one of them, `!=`
//! and `!~` when it does for all.

mod parse;

pub use parse::ParseError;

use crate::model::{Block, Post, words};
use crate::selection::Bound;
use regex::Regex;
use std::cmp::Ordering;

/// A condition that has been read.
#[derive(Debug, Clone)]
pub struct Expression {
    root: Node,
}

#[derive(Debug, Clone)]
enum Node {
    Or(Vec<Node>),
    And(Vec<Node>),
    Not(Box<Node>),
    Flag(Flag),
    Number(Number, Comparison, i64),
    Date(Date, Comparison, Bound),
    Text(Text, Match),
    /// `!=` and `!~`: no value of the field matches.
    NoText(Text, Match),
}

#[derive(Debug, Clone, Copy)]
enum Flag {
    Protected,
    Sticky,
}

#[derive(Debug, Clone, Copy)]
enum Number {
    Id,
    Words,
    Comments,
    MenuOrder,
}

#[derive(Debug, Clone, Copy)]
enum Date {
    Published,
    Modified,
}

#[derive(Debug, Clone)]
enum Text {
    Title,
    Slug,
    Type,
    Status,
    Link,
    Site,
    Language,
    Format,
    Content,
    Author,
    /// The terms of a taxonomy, by slug and name.
    Term(String),
}

#[derive(Debug, Clone, Copy)]
enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone)]
enum Match {
    /// The whole value, letter case counts.
    Whole(String),
    /// A part of it, letter case aside; of a field with several values, the whole of one.
    Contains(String),
    Regex(Regex),
}

impl Expression {
    /// Reads a condition.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        parse::parse(text).map(|root| Self { root })
    }

    /// Whether outlines do not do, for it asks for the text.
    pub fn needs_text(&self) -> bool {
        self.root.needs_text()
    }

    /// Whether it asks for the language.
    pub(super) fn needs_language(&self) -> bool {
        self.root.needs_language()
    }

    /// Whether it holds for this post.
    pub fn holds(&self, post: &Post) -> bool {
        self.root.holds(post)
    }
}

impl Node {
    fn needs_text(&self) -> bool {
        match self {
            Self::Or(nodes) | Self::And(nodes) => nodes.iter().any(Self::needs_text),
            Self::Not(node) => node.needs_text(),
            Self::Number(Number::Words, ..) => true,
            Self::Text(field, _) | Self::NoText(field, _) => matches!(field, Text::Content),
            _ => false,
        }
    }

    fn needs_language(&self) -> bool {
        match self {
            Self::Or(nodes) | Self::And(nodes) => nodes.iter().any(Self::needs_language),
            Self::Not(node) => node.needs_language(),
            Self::Text(field, _) | Self::NoText(field, _) => matches!(field, Text::Language),
            _ => false,
        }
    }

    fn holds(&self, post: &Post) -> bool {
        match self {
            Self::Or(nodes) => nodes.iter().any(|node| node.holds(post)),
            Self::And(nodes) => nodes.iter().all(|node| node.holds(post)),
            Self::Not(node) => !node.holds(post),
            Self::Flag(Flag::Protected) => post.protected,
            Self::Flag(Flag::Sticky) => post.sticky,
            Self::Number(field, comparison, number) => {
                field.of(post).is_some_and(|value| comparison.holds(value.cmp(number)))
            }
            Self::Date(field, comparison, bound) => {
                let date = match field {
                    Date::Published => post.published,
                    Date::Modified => post.modified,
                };
                date.is_some_and(|date| comparison.holds(bound.compare(&date)))
            }
            Self::Text(field, wanted) => field.any(post, wanted),
            Self::NoText(field, wanted) => !field.any(post, wanted),
        }
    }
}

impl Number {
    fn of(self, post: &Post) -> Option<i64> {
        match self {
            Self::Id => post.id.and_then(|id| i64::try_from(id).ok()),
            Self::Words => i64::try_from(words(&post.body).len()).ok(),
            Self::Comments => post.comments.map(i64::from),
            Self::MenuOrder => Some(post.menu_order),
        }
    }
}

impl Text {
    /// Whether one of the field's values is what is wanted.
    fn any(&self, post: &Post, wanted: &Match) -> bool {
        let is = |value: Option<&str>| value.is_some_and(|value| wanted.holds(value));
        match self {
            Self::Title => is(Some(&post.title_text())),
            Self::Slug => is(Some(&post.slug)),
            Self::Type => is(Some(&post.kind)),
            Self::Status => is(Some(post.status.as_str())),
            Self::Link => is(post.link.as_deref()),
            Self::Site => is(post.site.as_deref()),
            Self::Language => {
                let known = post.language.as_ref().and_then(|language| language.value.known());
                is(known.map(crate::model::Language::as_str))
            }
            Self::Format => is(Some(post.format.as_deref().unwrap_or("standard"))),
            Self::Content => is(Some(&text_of(&post.body))),
            Self::Author => post.authors.iter().any(|author| {
                [&author.slug, &author.name].into_iter().flatten().any(|value| wanted.holds_whole(value))
            }),
            Self::Term(taxonomy) => post.terms.iter().filter(|term| term.taxonomy == *taxonomy).any(|term| {
                term.slug.as_deref().is_some_and(|slug| wanted.holds_whole(slug))
                    || !term.name.value.is_empty() && wanted.holds_whole(&term.name.value)
            }),
        }
    }
}

/// The words of the text, a space between them.
fn text_of(blocks: &[Block]) -> String {
    words(blocks).join(" ")
}

impl Comparison {
    fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterOrEqual => order.is_ge(),
        }
    }
}

impl Match {
    fn holds(&self, value: &str) -> bool {
        match self {
            Self::Whole(wanted) => value == wanted,
            Self::Contains(wanted) => value.to_lowercase().contains(&wanted.to_lowercase()),
            Self::Regex(regex) => regex.is_match(value),
        }
    }

    /// The same for one of several values: what contains a value has it as a whole.
    fn holds_whole(&self, value: &str) -> bool {
        match self {
            Self::Contains(wanted) => value.to_lowercase() == wanted.to_lowercase(),
            _ => self.holds(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Author, DateTime, Inline, Sourced, Term};

    fn post() -> Post {
        let term = |slug: &str, name: &str| Term {
            taxonomy: "news-type".into(),
            slug: Some(slug.into()),
            name: Sourced::read(name.into()),
            ..Term::default()
        };
        Post {
            id: Some(7),
            kind: "news".into(),
            slug: "bees".into(),
            title: Sourced::read(vec![Inline::Text("Sponsored: Bees".into())]),
            published: DateTime::parse("2025-05-04T23:30:00-06:00"),
            authors: vec![Author { name: Some("Ada Gardener".into()), ..Author::default() }],
            terms: vec![term("ree-news", "REE News"), term("bees", "Bees")],
            body: vec![Block::Paragraph(vec![Inline::Text("Three small words".into())])],
            sticky: true,
            ..Post::default()
        }
    }

    #[track_caller]
    fn check(text: &str, expected: bool) {
        let expression = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(expression.holds(&post()), expected, "{text}");
    }

    #[test]
    fn tests_of_every_kind() {
        check("id = 7", true);
        check("words > 2 and words <= 3", true);
        check("comments = 0", false);
        check("sticky and not protected", true);
        check("type = \"news\"", true);
        check("type != 'news'", false);
        check("title contains 'BEES'", true);
        check("title ~ /^sponsored/", false);
        check("title ~ /^sponsored/i", true);
        check("title !~ /wasps/", true);
        check("text contains 'small words'", true);
        check("author contains 'ada gardener'", true);
        check("author contains 'ada'", false);
        check("author ~ /Ada/", true);
        check("term(\"news-type\") contains 'ree-news'", true);
        check("term('news-type') = 'Bees'", true);
        check("term('news-type') != 'ree-news'", false);
        check("term('category') = 'ree-news'", false);
        check("format = 'standard'", true);
    }

    #[test]
    fn days_are_of_the_site_s_calendar() {
        check("date = '2025-05-04'", true);
        check("date < '2025-05-05'", true);
        check("date >= '2025-05-05T05:30:00Z'", true);
        check("modified > '2000-01-01'", false);
    }

    #[test]
    fn and_binds_before_or() {
        check("id = 1 and id = 2 or id = 7", true);
        check("id = 7 or id = 1 and id = 2", true);
        check("(id = 7 or id = 1) and id = 2", false);
        check("not id = 1 and not (id = 2)", true);
        check("term('news-type') contains 'ree-news' and words > 2 and not title ~ /wasps/i", true);
    }

    #[test]
    fn the_text_is_asked_for_when_it_is_needed() {
        let needs = |text: &str| Expression::parse(text).unwrap().needs_text();
        assert!(needs("id = 1 or not words > 3") && needs("text ~ /a/") && !needs("id = 1 and title = 'a'"));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_column() {
        let said = |text: &str, expected: &str| {
            assert_eq!(Expression::parse(text).unwrap_err().to_string(), expected, "{text}");
        };
        said("", "column 1: a test such as `words > 300` is missing");
        said(
            "wrods > 3",
            "column 1: there is no field `wrods`: there are id, words, comments, menu-order, date, \
              modified, title, slug, type, status, link, site, language, format, text, author, term(\"TAXONOMY\"), \
              protected and sticky",
        );
        said("words ~ /a/", "column 7: `words` is compared by `=`, `!=`, `<`, `<=`, `>` and `>=`");
        said("words > 'x'", "column 9: `words` is compared with a number");
        said("date > '1.5.'", "column 8: `date` is compared with a day or a moment, such as '2025-05-01'");
        said("title > 'x'", "column 7: `title` is compared by `=`, `!=`, `contains`, `~` and `!~`");
        said("title ~ 'x'", "column 9: `~` takes a regular expression, such as /sponsored/i");
        said("title ~ /(/", "column 9: this is no regular expression: unclosed group");
        said("title = 'x", "column 9: the quote is never closed");
        said("(id = 1", "column 8: a `)` is missing");
        said("id = 1 id = 2", "column 8: `and` or `or` is missing");
        said("term = 'x'", "column 6: `term` needs a taxonomy, as in term(\"category\")");
        said("id = 1 and", "column 11: a test such as `words > 300` is missing");
        said("id = 1 & x", "column 8: `&` means nothing here");
        let deep = format!("{}id = 1", "(".repeat(500));
        assert!(
            Expression::parse(&deep).err().is_some_and(|error| error.message == "this is nested too deep")
        );
    }
}
