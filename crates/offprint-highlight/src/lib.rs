//! Program text in its parts, by the grammars of syntect, for the formats that colour it.
#![forbid(unsafe_code)]

use offprint_core::Code;
use std::sync::LazyLock;
use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};
use syntect::util::LinesWithEndings;

/// Longer texts stay plain: grammars of regular expressions can be slow.
const LONGEST: usize = 64 << 10;

static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// What a part of a program is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Said to people.
    Comment,
    /// Text between quotation marks.
    String,
    /// A number, a truth value.
    Constant,
    /// A word of the language itself.
    Keyword,
    /// The name of a function, a type, an element.
    Entity,
}

impl Kind {
    /// The class that style sheets know it by.
    pub fn class(self) -> &'static str {
        match self {
            Self::Comment => "hl-comment",
            Self::String => "hl-string",
            Self::Constant => "hl-constant",
            Self::Keyword => "hl-keyword",
            Self::Entity => "hl-entity",
        }
    }
}

/// The kinds of the parts by the names of TextMate's scopes, the first that fits from within.
const KINDS: [(&str, Kind); 8] = [
    ("comment", Kind::Comment),
    ("punctuation.definition.comment", Kind::Comment),
    ("string", Kind::String),
    ("constant", Kind::Constant),
    ("keyword", Kind::Keyword),
    ("storage", Kind::Keyword),
    ("entity.name", Kind::Entity),
    ("support.function", Kind::Entity),
];

/// Parts of a program's text, each with what it is, if it is anything; put together they are the text.
pub type Parts = Vec<(Option<Kind>, String)>;

/// The parts of a text in a language that there is a grammar for.
pub fn parts(code: &Code) -> Option<Parts> {
    if code.text.len() > LONGEST {
        return None;
    }
    let syntax = GRAMMARS.find_syntax_by_token(code.language.as_deref()?)?;
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut parts: Parts = Vec::new();
    for line in LinesWithEndings::from(&code.text) {
        let changes = state.parse_line(line, &GRAMMARS).ok()?;
        for (text, change) in ScopeRegionIterator::new(&changes, line) {
            stack.apply(change).ok()?;
            if text.is_empty() {
                continue;
            }
            let kind = kind_of(&stack);
            match parts.last_mut() {
                Some((known, before)) if *known == kind => before.push_str(text),
                _ => parts.push((kind, text.to_owned())),
            }
        }
    }
    Some(parts)
}

fn kind_of(stack: &ScopeStack) -> Option<Kind> {
    stack.as_slice().iter().rev().find_map(|scope| {
        let name = scope.build_string();
        let fits = |prefix: &str| {
            name.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        KINDS.iter().find(|(prefix, _)| fits(prefix)).map(|(_, kind)| *kind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_the_text() {
        let text = "// a\nfn main() {\n    let x = \"<b>\"; 1\n}";
        let code = Code { language: Some("rust".into()), text: text.into() };
        let parts = parts(&code).unwrap();
        assert_eq!(parts.iter().map(|(_, text)| &**text).collect::<String>(), text);
        let has =
            |kind, text: &str| parts.iter().any(|(known, part)| *known == Some(kind) && part.trim() == text);
        assert!(has(Kind::Comment, "// a") && has(Kind::String, "\"<b>\"") && has(Kind::Entity, "main"));
    }

    #[test]
    fn an_unknown_language_stays_plain() {
        let code = |language: Option<&str>| Code { language: language.map(str::to_owned), text: "x".into() };
        assert_eq!(parts(&code(Some("brainweave"))), None);
        assert_eq!(parts(&code(None)), None);
    }
}
