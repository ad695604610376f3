//! Values of one argument between commas, some of which may have commas of their own.

use super::value::{InvalidValue, Kind, Setting, Value};

/// What one argument gives: `a,b`; `\\,` is a comma within a value. In a file, each item of a list is one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T>(pub Vec<T>);

impl<T: Clone> Listed<T> {
    /// The values of all of them, in order.
    pub fn all(given: Option<&[Setting<Self>]>) -> Vec<T> {
        given.unwrap_or_default().iter().flat_map(|listed| listed.0.iter().cloned()).collect()
    }
}

impl<T: Value> Value for Listed<T> {
    const KIND: Kind = Kind::Word;

    fn parse(text: &str) -> Result<Self, InvalidValue> {
        parts(text).iter().map(|part| T::parse(part)).collect::<Result<_, _>>().map(Self)
    }

    fn parse_item(text: &str) -> Result<Self, InvalidValue> {
        Ok(Self(vec![T::parse(text)?]))
    }
}

/// The values between commas; `\\` before a comma or another `\\` takes their meaning away.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let last = parts.len() - 1;
        match letter {
            '\\' => parts[last].push(letters.next_if(|next| matches!(next, ',' | '\\')).unwrap_or(letter)),
            ',' => parts.push(String::new()),
            letter => parts[last].push(letter),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_within_values() {
        let check = |text: &str, expected: &[&str]| assert_eq!(parts(text), expected, "{text}");
        check("a,b", &["a", "b"]);
        check(r"Doe\, Jane,ada", &["Doe, Jane", "ada"]);
        check(r"a\\,b\c", &["a\\", "b\\c"]);
    }
}
