//! One type for every message about the input, the settings and the output.

pub mod codes;

pub use codes::Code;

use serde::Serialize;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

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

/// A message that has no place yet: the caller knows where it belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What kind of message it is.
    pub code: Code,
    /// The message, as [`Diagnostic::message`].
    pub message: String,
}

impl Remark {
    /// A remark of this kind.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// The diagnostic about this place.
    pub fn at(self, place: &Place) -> Diagnostic {
        Diagnostic::new(self.code, place, self.message)
    }
}

/// One message about one place, with what to do about it.
///
/// Printed as ``warning: posts.json#/3/content/rendered (post `bees`): message``, the hint on a line of its own.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What kind of message it is.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is the matter: lower case, no full stop, literals in back quotes.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The error that caused it; [`Error::source`] returns it.
    #[serde(skip)]
    pub source: Option<Arc<dyn Error + Send + Sync>>,
}

impl Diagnostic {
    /// A diagnostic with the usual severity of its code, without a hint.
    pub fn new(code: Code, place: &Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            place: place.clone(),
            message: message.into(),
            hint: None,
            source: None,
        }
    }

    /// The same, with another severity than its code usually has.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same, with what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, with the error that caused it.
    #[must_use]
    pub fn caused_by(mut self, error: impl Error + Send + Sync + 'static) -> Self {
        self.source = Some(Arc::new(error));
        self
    }

    /// Whether it is of this kind.
    #[must_use]
    pub fn is(&self, code: Code) -> bool {
        self.code == code
    }
}

/// Causes are not compared.
impl PartialEq for Diagnostic {
    fn eq(&self, other: &Self) -> bool {
        let parts = |it: &Self| (it.code, it.severity);
        parts(self) == parts(other)
            && self.place == other.place
            && self.message == other.message
            && self.hint == other.hint
    }
}

impl Eq for Diagnostic {}

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

impl Error for Diagnostic {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|error| error as &(dyn Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_names_file_pointer_and_post() {
        let place = Place::file("posts.json").at("/3/content/rendered").within("bees");
        let diagnostic =
            Diagnostic::new(codes::CONTENT_EMPTY, &place, "no text").hint("ask for `context=view`");
        assert_eq!(
            diagnostic.to_string(),
            "warning: posts.json#/3/content/rendered (post `bees`): no text\nhint: ask for `context=view`"
        );
    }

    #[test]
    fn the_code_is_the_first_member_and_the_cause_is_none() {
        let cause = std::io::Error::other("disk on fire");
        let diagnostic = Diagnostic::new(codes::FILE_UNREADABLE, &Place::file("a"), "cannot be read")
            .severity(Severity::Warning)
            .caused_by(cause);
        assert_eq!(
            serde_json::to_string(&diagnostic).unwrap(),
            r#"{"code":"file-unreadable","severity":"warning","place":{"origin":"a"},"message":"cannot be read"}"#
        );
        assert_eq!(diagnostic.source().unwrap().to_string(), "disk on fire");
        let without = Diagnostic { source: None, ..diagnostic.clone() };
        assert!(diagnostic == without && diagnostic.is(codes::FILE_UNREADABLE));
    }
}
