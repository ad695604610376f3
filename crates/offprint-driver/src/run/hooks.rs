//! Commands that an edition runs after it was written.

use crate::event::Journal;
use crate::exit::Exit;
use crate::report::EditionReport;
use crate::settings::InvalidValue;
use crate::words::reason;
use offprint_core::{Diagnostic, Place, codes};
use std::process::{Command, Stdio};

/// The word that stands for a file.
const FILE: &str = "{file}";

/// A command in words, as a shell would see them: quotes hold words together, nothing else has a meaning.
///
/// # Errors
/// When it is no command.
pub(crate) fn words(text: &str) -> Result<Vec<String>, InvalidValue> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for letter in text.chars() {
        match (quote, letter) {
            (Some(open), letter) if letter == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None, letter) if letter.is_whitespace() => words.extend(word.take()),
            (_, letter) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    match (quote, words.is_empty()) {
        (Some(open), _) => Err(InvalidValue::new(format!("the quote {open} is never closed"))),
        (None, true) => Err(InvalidValue::new("this is no command")),
        (None, false) => Ok(words),
    }
}

/// Runs the commands; the first that fails ends it.
pub(super) fn run(commands: &[Vec<String>], report: &EditionReport, journal: &Journal<'_>) -> Exit {
    for command in commands {
        let with_file = command.iter().any(|word| word.contains(FILE));
        let files: Vec<&str> = match (with_file, report.outputs.is_empty()) {
            (false, _) => vec![""],
            (true, false) => report.outputs.keys().map(String::as_str).collect(),
            (true, true) => report.files.iter().map(|file| file.path.as_str()).collect(),
        };
        for file in files {
            let words: Vec<String> = command.iter().map(|word| word.replace(FILE, file)).collect();
            if let Err(said) = run_one(&words) {
                journal.say(&said);
                return Exit::Environment;
            }
        }
    }
    Exit::Done
}

fn run_one(words: &[String]) -> Result<(), Diagnostic> {
    let shown = words.join(" ");
    let place = Place::default();
    let Some((program, arguments)) = words.split_first() else {
        return Err(Diagnostic::new(codes::HOOK_FAILED, &place, "a command has no words"));
    };
    let mut command = Command::new(program);
    // Standard output is for data of ours.
    command.args(arguments).stdin(Stdio::null()).stdout(std::io::stderr());
    let ended = command.status().map_err(|error| {
        Diagnostic::new(codes::HOOK_FAILED, &place, format!("`{shown}` cannot be run: {}", reason(&error)))
            .hint("commands of `after` are run without a shell: name a program on the path")
    })?;
    match ended.code() {
        Some(0) => Ok(()),
        Some(code) => {
            Err(Diagnostic::new(codes::HOOK_FAILED, &place, format!("`{shown}` ended with {code}")))
        }
        None => Err(Diagnostic::new(codes::HOOK_FAILED, &place, format!("`{shown}` was stopped"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_words_together() {
        let check = |text: &str, expected: &[&str]| assert_eq!(words(text).unwrap(), expected, "{text}");
        check("gzip -k {file}", &["gzip", "-k", "{file}"]);
        check("mail -s 'The week' \"a b\"@x ''", &["mail", "-s", "The week", "a b@x", ""]);
        check("echo $HOME *;", &["echo", "$HOME", "*;"]);
        assert!(words("echo 'a").is_err() && words("  ").is_err());
    }
}
