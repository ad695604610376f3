//! One type for everything that offprint has to say about its input.

use serde::Serialize;
use std::fmt;

/// How bad a [`Diagnostic`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is wrong with the output.
    Note,
    /// Something in the input is not as it should be; the output is whole all the same.
    Warning,
    /// Something could not be exported.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// Where in the input a [`Diagnostic`] belongs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Place {
    /// The file's name as the user gave it, or `-` for standard input; empty when there is none.
    pub origin: String,
    /// The slug (else the id) of the post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// A JSON pointer (RFC 6901) into the file: `/3/content/rendered`; empty for the whole file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub pointer: String,
}

impl Place {
    /// A whole file.
    pub fn file(origin: impl Into<String>) -> Self {
        Self { origin: origin.into(), ..Self::default() }
    }

    /// The same place, a JSON pointer further in.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Self {
        Self { pointer: format!("{}{pointer}", self.pointer), ..self.clone() }
    }

    /// The same place, said to be within the post of this label.
    #[must_use]
    pub fn within(&self, post: impl Into<String>) -> Self {
        Self { post: Some(post.into()), ..self.clone() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)?;
        if !self.pointer.is_empty() {
            write!(f, "#{}", self.pointer)?;
        }
        match &self.post {
            Some(post) if self.origin.is_empty() && self.pointer.is_empty() => write!(f, "post `{post}`"),
            Some(post) => write!(f, " (post `{post}`)"),
            None => Ok(()),
        }
    }
}

/// One message about one place, with what to do about it.
///
/// Printed as ``warning: posts.json#/3/content/rendered (post `bees`): message``, the hint on a line of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is the matter: lower case, no full stop, literals in back quotes.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without a hint.
    pub fn new(severity: Severity, place: &Place, message: impl Into<String>) -> Self {
        Self { severity, place: place.clone(), message: message.into(), hint: None }
    }

    /// Something that could not be exported.
    pub fn error(place: &Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, place, message)
    }

    /// Something that is not as it should be.
    pub fn warning(place: &Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, place, message)
    }

    /// Something worth knowing.
    pub fn note(place: &Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, place, message)
    }

    /// The same, with what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place.to_string();
        if place.is_empty() {
            write!(f, "{}: {}", self.severity, self.message)?;
        } else {
            write!(f, "{}: {place}: {}", self.severity, self.message)?;
        }
        match &self.hint {
            Some(hint) => write!(f, "\nhint: {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Diagnostic {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_names_file_pointer_and_post() {
        let place = Place::file("posts.json").at("/3/content/rendered").within("bees");
        let said = Diagnostic::warning(&place, "no text").hint("ask for `context=view`").to_string();
        assert_eq!(
            said,
            "warning: posts.json#/3/content/rendered (post `bees`): no text\nhint: ask for `context=view`"
        );
    }
}
