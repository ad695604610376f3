//! Values of one flag between commas, some of which may have commas of their own.

/// What one flag gives: `a,b`; `\\,` is a comma within a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed<T>(Vec<T>);

impl<T: Clone> Listed<T> {
    /// The values of all flags, in order.
    pub(crate) fn all(flags: &[Self]) -> Vec<T> {
        flags.iter().flat_map(|flag| flag.0.iter().cloned()).collect()
    }
}

/// A parser of lists, by one of their values.
pub(crate) fn listed<T>(
    one: fn(&str) -> Result<T, String>,
) -> impl Fn(&str) -> Result<Listed<T>, String> + Clone {
    move |text| parts(text).iter().map(|part| one(part)).collect::<Result<_, _>>().map(Listed)
}

/// A value as it stands in a list.
pub(crate) fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace(',', "\\,")
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
        for value in ["a", "Doe, Jane", r"a\,b\\", ","] {
            check(&escaped(value), &[value]);
        }
    }
}
