//! Reading a condition: tokens, then descent by the grammar.

use super::{Comparison, Date, Flag, Match, Node, Number, Text};
use crate::selection::Bound;
use regex::{Regex, RegexBuilder};

/// How deep parentheses and `not` may be nested.
const DEEPEST: usize = 64;

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Number(i64),
    Quoted(String),
    /// A pattern, and whether letter case is aside.
    Pattern(String, bool),
    Sign(&'static str),
}

/// What a field is compared as.
enum Field {
    Flag(Flag),
    Number(Number),
    Date(Date),
    Text(Text),
}

struct Parser {
    /// The tokens, with their columns.
    tokens: Vec<(usize, Token)>,
    next: usize,
    /// The column behind the last.
    end: usize,
    depth: usize,
}

/// Why an expression cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {message}")]
#[non_exhaustive]
pub struct ParseError {
    /// The column of the first character that is wrong, from one.
    pub column: usize,
    /// What is wrong with it.
    pub message: String,
}

type Parsed<T> = Result<T, ParseError>;

/// Reads a condition.
pub(super) fn parse(text: &str) -> Parsed<Node> {
    let tokens = tokens(text)?;
    let end = text.trim_end().chars().count() + 1;
    let mut parser = Parser { tokens, next: 0, end, depth: 0 };
    let node = parser.condition()?;
    match parser.peek() {
        None => Ok(node),
        Some(Token::Sign(")")) => Err(parser.wrong("this `)` closes nothing")),
        Some(_) => Err(parser.wrong("`and` or `or` is missing")),
    }
}

fn tokens(text: &str) -> Parsed<Vec<(usize, Token)>> {
    let letters: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let column = at + 1;
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
        let token = match letter {
            letter if letter.is_whitespace() => {
                at += 1;
                continue;
            }
            '"' | '\'' => Token::Quoted(until(&letters, &mut at, letter, "the quote is never closed")?),
            '/' => {
                let pattern = until(&letters, &mut at, '/', "the regular expression is never closed")?;
                let aside = letters.get(at) == Some(&'i');
                at += usize::from(aside);
                Token::Pattern(pattern, aside)
            }
            letter if is_word(letter) => {
                let from = at;
                while letters.get(at).is_some_and(|&letter| is_word(letter)) {
                    at += 1;
                }
                let word: String = letters[from..at].iter().collect();
                word.parse().map_or_else(|_| Token::Word(word), Token::Number)
            }
            _ => {
                let two: String = letters[at..letters.len().min(at + 2)].iter().collect();
                let signs = ["==", "!=", "<=", ">=", "!~", "=", "<", ">", "~", "(", ")"];
                let sign = signs.into_iter().find(|sign| two.starts_with(sign));
                let sign = sign.ok_or_else(|| {
                    let message = format!("`{letter}` means nothing here");
                    ParseError { column, message }
                })?;
                at += sign.len();
                Token::Sign(if sign == "==" { "=" } else { sign })
            }
        };
        tokens.push((column, token));
    }
    Ok(tokens)
}

/// What stands between this letter and the next like it; a backslash takes the meaning from the letter after it.
fn until(letters: &[char], at: &mut usize, closing: char, unclosed: &str) -> Parsed<String> {
    let column = *at + 1;
    let mut text = String::new();
    *at += 1;
    while let Some(&letter) = letters.get(*at) {
        *at += 1;
        match letter {
            letter if letter == closing => return Ok(text),
            '\\' if letters.get(*at) == Some(&closing) => {
                text.push(closing);
                *at += 1;
            }
            letter => text.push(letter),
        }
    }
    Err(ParseError { column, message: unclosed.to_owned() })
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(_, token)| token)
    }

    fn wrong(&self, message: &str) -> ParseError {
        let column = self.tokens.get(self.next).map_or(self.end, |(column, _)| *column);
        ParseError { column, message: message.to_owned() }
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.peek().cloned();
        self.next += 1;
        token
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let is = matches!(self.peek(), Some(Token::Word(there)) if there == word);
        self.next += usize::from(is);
        is
    }

    fn takes_sign(&mut self, sign: &str) -> bool {
        let is = matches!(self.peek(), Some(Token::Sign(there)) if *there == sign);
        self.next += usize::from(is);
        is
    }

    fn condition(&mut self) -> Parsed<Node> {
        let mut nodes = vec![self.both()?];
        while self.takes_word("or") {
            nodes.push(self.both()?);
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::Or(nodes) })
    }

    fn both(&mut self) -> Parsed<Node> {
        let mut nodes = vec![self.not()?];
        while self.takes_word("and") {
            nodes.push(self.not()?);
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::And(nodes) })
    }

    fn not(&mut self) -> Parsed<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong("this is nested too deep"));
        }
        let node = if self.takes_word("not") {
            Node::Not(Box::new(self.not()?))
        } else if self.takes_sign("(") {
            let node = self.condition()?;
            if !self.takes_sign(")") {
                return Err(self.wrong("a `)` is missing"));
            }
            node
        } else {
            self.test()?
        };
        self.depth -= 1;
        Ok(node)
    }

    fn test(&mut self) -> Parsed<Node> {
        let Some(Token::Word(name)) = self.peek().cloned() else {
            return Err(self.wrong("a test such as `words > 300` is missing"));
        };
        let field = self.field(&name)?;
        match field {
            Field::Flag(flag) => Ok(Node::Flag(flag)),
            Field::Number(number) => {
                let comparison = self.comparison(&name)?;
                let Some(&Token::Number(value)) = self.peek() else {
                    return Err(self.wrong(&format!("`{name}` is compared with a number")));
                };
                self.next += 1;
                Ok(Node::Number(number, comparison, value))
            }
            Field::Date(date) => {
                let comparison = self.comparison(&name)?;
                let bound = match self.peek() {
                    Some(Token::Quoted(text)) => Bound::parse(text),
                    _ => None,
                };
                let bound = bound.ok_or_else(|| {
                    self.wrong(&format!("`{name}` is compared with a day or a moment, such as '2025-05-01'"))
                })?;
                self.next += 1;
                Ok(Node::Date(date, comparison, bound))
            }
            Field::Text(text) => self.text(&name, text),
        }
    }

    fn text(&mut self, name: &str, field: Text) -> Parsed<Node> {
        let wrong = self.wrong(&format!("`{name}` is compared by `=`, `!=`, `contains`, `~` and `!~`"));
        let sign = match self.take() {
            Some(Token::Word(word)) if word == "contains" => "contains",
            Some(Token::Sign(sign @ ("=" | "!=" | "~" | "!~"))) => sign,
            _ => return Err(wrong),
        };
        let wanted = if sign.ends_with('~') {
            let Some(Token::Pattern(pattern, aside)) = self.peek() else {
                return Err(self.wrong(&format!("`{sign}` takes a regular expression, such as /sponsored/i")));
            };
            Match::Regex(self.regex(pattern, *aside)?)
        } else {
            let Some(Token::Quoted(text)) = self.peek().cloned() else {
                return Err(self.wrong(&format!("`{name}` is compared with a text in quotes")));
            };
            if sign == "contains" { Match::Contains(text) } else { Match::Whole(text) }
        };
        self.next += 1;
        Ok(if sign.starts_with('!') { Node::NoText(field, wanted) } else { Node::Text(field, wanted) })
    }

    fn regex(&self, pattern: &str, aside: bool) -> Parsed<Regex> {
        let built = RegexBuilder::new(pattern).case_insensitive(aside).size_limit(1 << 20).build();
        built.map_err(|error| {
            let text = error.to_string();
            let reason = text.lines().last().unwrap_or_default().trim_start_matches("error: ");
            self.wrong(&format!("this is no regular expression: {reason}"))
        })
    }

    fn comparison(&mut self, name: &str) -> Parsed<Comparison> {
        let comparison = match self.peek() {
            Some(Token::Sign("=")) => Comparison::Equal,
            Some(Token::Sign("!=")) => Comparison::NotEqual,
            Some(Token::Sign("<")) => Comparison::Less,
            Some(Token::Sign("<=")) => Comparison::LessOrEqual,
            Some(Token::Sign(">")) => Comparison::Greater,
            Some(Token::Sign(">=")) => Comparison::GreaterOrEqual,
            _ => {
                return Err(
                    self.wrong(&format!("`{name}` is compared by `=`, `!=`, `<`, `<=`, `>` and `>=`"))
                );
            }
        };
        self.next += 1;
        Ok(comparison)
    }

    fn field(&mut self, name: &str) -> Parsed<Field> {
        let field = match name {
            "id" => Field::Number(Number::Id),
            "words" => Field::Number(Number::Words),
            "comments" => Field::Number(Number::Comments),
            "menu-order" => Field::Number(Number::MenuOrder),
            "date" => Field::Date(Date::Published),
            "modified" => Field::Date(Date::Modified),
            "title" => Field::Text(Text::Title),
            "slug" => Field::Text(Text::Slug),
            "type" => Field::Text(Text::Type),
            "status" => Field::Text(Text::Status),
            "link" => Field::Text(Text::Link),
            "site" => Field::Text(Text::Site),
            "language" => Field::Text(Text::Language),
            "format" => Field::Text(Text::Format),
            "text" => Field::Text(Text::Content),
            "author" => Field::Text(Text::Author),
            "protected" => Field::Flag(Flag::Protected),
            "sticky" => Field::Flag(Flag::Sticky),
            "term" => {
                self.next += 1;
                return self.taxonomy();
            }
            "and" | "or" => return Err(self.wrong("a test such as `words > 300` is missing")),
            _ => {
                return Err(self.wrong(&format!(
                    "there is no field `{name}`: there are id, words, comments, menu-order, date, modified, title, slug, \
                     type, status, link, site, language, format, text, author, term(\"TAXONOMY\"), protected and sticky"
                )));
            }
        };
        self.next += 1;
        Ok(field)
    }

    /// `("category")`
    fn taxonomy(&mut self) -> Parsed<Field> {
        let needed = "`term` needs a taxonomy, as in term(\"category\")";
        if !self.takes_sign("(") {
            return Err(self.wrong(needed));
        }
        let Some(Token::Quoted(taxonomy)) = self.peek().cloned() else { return Err(self.wrong(needed)) };
        self.next += 1;
        if !self.takes_sign(")") {
            return Err(self.wrong("a `)` is missing"));
        }
        let taxonomy = match taxonomy.as_str() {
            "categories" => "category".to_owned(),
            "tag" | "tags" => "post_tag".to_owned(),
            _ => taxonomy,
        };
        Ok(Field::Text(Text::Term(taxonomy)))
    }
}
