//! What a group of options is: the same type for a command line, a file and a program.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// Two sources of the same options as one.
pub trait Combine: Sized {
    /// These options, and the other's where these say nothing.
    #[must_use]
    fn combine(self, other: Self) -> Self;
}

impl<T> Combine for Option<T> {
    fn combine(self, other: Self) -> Self {
        self.or(other)
    }
}

/// What clap must know of a group, where there is a command line.
#[cfg(feature = "clap")]
pub trait Arguments: clap::Args {}
#[cfg(feature = "clap")]
impl<T: clap::Args> Arguments for T {}

/// Without a command line, nothing.
#[cfg(not(feature = "clap"))]
pub trait Arguments {}
#[cfg(not(feature = "clap"))]
impl<T> Arguments for T {}

/// A group of options. Every field is an `Option`; its doc comment is its help, and its description in the schema.
pub trait Group:
    Arguments + Clone + Combine + Debug + Default + DeserializeOwned + JsonSchema + Send + Sync + 'static
{
}

impl<T> Group for T where
    T: Arguments + Clone + Combine + Debug + Default + DeserializeOwned + JsonSchema + Send + Sync + 'static
{
}
