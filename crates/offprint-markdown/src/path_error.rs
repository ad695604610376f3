//! Why a template of paths is invalid.

use crate::paths::{FIELDS, LONGEST};

/// Why a template of paths is invalid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PathTemplateError {
    /// It does not end like a Markdown file.
    #[error("a path must end in `.md`, `.mdx` or `.markdown`")]
    Extension,
    /// It leaves the output folder.
    #[error("a path must stay within the output folder, with `/` between its folders")]
    Outside,
    /// A field has no closing brace.
    #[error("`{{{0}` has no closing brace")]
    Unclosed(String),
    /// A closing brace has no opening one.
    #[error("a `}}` closes nothing")]
    Unopened,
    /// It has no field.
    #[error("without a field such as `{{slug}}` all posts would have one path")]
    Constant,
    /// There is no such field.
    #[error("there is no field `{name}`; there are {known}", known = known_fields())]
    UnknownField {
        /// The name that was given.
        name: String,
    },
    /// There is no such filter.
    #[error("there is no filter `{name}`; there are {KNOWN_FILTERS}")]
    UnknownFilter {
        /// The name that was given.
        name: String,
    },
    /// The filter's argument is not a number in its range.
    #[error("`{filter}` wants a number up to {LONGEST}: `{filter}:4`")]
    Number {
        /// The name of the filter.
        filter: String,
    },
}

/// The filters, as a message lists them.
const KNOWN_FILTERS: &str = "`lower`, `upper`, `slug`, `ascii`, `pad:N`, `cut:N`, `default:TEXT`";

/// The fields, as a message lists them.
fn known_fields() -> String {
    let names: Vec<String> = FIELDS.iter().map(|(name, _)| format!("`{name}`")).collect();
    names.join(", ")
}
