//! Program text in its parts, by the grammars of syntect.

use offprint_core::Code;
use std::sync::LazyLock;
use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};
use syntect::util::LinesWithEndings;

/// Longer texts stay plain: grammars of regular expressions can be slow.
const LONGEST: usize = 64 << 10;

static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// The classes of the parts by the names of TextMate's scopes, the first that fits from within.
const CLASSES: [(&str, &str); 8] = [
    ("comment", "hl-comment"),
    ("punctuation.definition.comment", "hl-comment"),
    ("string", "hl-string"),
    ("constant", "hl-constant"),
    ("keyword", "hl-keyword"),
    ("storage", "hl-keyword"),
    ("entity.name", "hl-entity"),
    ("support.function", "hl-entity"),
];

/// The parts of a text in a language that there is a grammar for.
pub(crate) fn parts(code: &Code) -> Option<Vec<(Option<&'static str>, String)>> {
    if code.text.len() > LONGEST {
        return None;
    }
    let syntax = GRAMMARS.find_syntax_by_token(code.language.as_deref()?)?;
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut parts: Vec<(Option<&'static str>, String)> = Vec::new();
    for line in LinesWithEndings::from(&code.text) {
        let changes = state.parse_line(line, &GRAMMARS).ok()?;
        for (text, change) in ScopeRegionIterator::new(&changes, line) {
            stack.apply(change).ok()?;
            if text.is_empty() {
                continue;
            }
            let class = class_of(&stack);
            match parts.last_mut() {
                Some((known, before)) if *known == class => before.push_str(text),
                _ => parts.push((class, text.to_owned())),
            }
        }
    }
    Some(parts)
}

fn class_of(stack: &ScopeStack) -> Option<&'static str> {
    stack.as_slice().iter().rev().find_map(|scope| {
        let name = scope.build_string();
        let fits = |prefix: &str| {
            name.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        CLASSES.iter().find(|(prefix, _)| fits(prefix)).map(|(_, class)| *class)
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
        let has = |class, text: &str| {
            parts.iter().any(|(known, part)| *known == Some(class) && part.trim() == text)
        };
        assert!(has("hl-comment", "// a") && has("hl-string", "\"<b>\"") && has("hl-entity", "main"));
    }

    #[test]
    fn an_unknown_language_stays_plain() {
        let code = |language: Option<&str>| Code { language: language.map(str::to_owned), text: "x".into() };
        assert_eq!(parts(&code(Some("brainweave"))), None);
        assert_eq!(parts(&code(None)), None);
    }
}
