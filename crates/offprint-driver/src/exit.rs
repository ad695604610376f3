//! How a run ended.

use serde::{Serialize, Serializer};

/// How a run ended; the worst of several counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything was done.
    #[default]
    Done = 0,
    /// Something in the input could not be exported, or a diagnostic was denied.
    Input = 1,
    /// The request cannot be carried out as it is.
    Usage = 2,
    /// The disk or another part of the environment failed.
    Environment = 3,
}

impl Serialize for Exit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(*self as u8)
    }
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a request was refused.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Refusal {
    /// What is wrong.
    pub diagnostic: offprint_core::Diagnostic,
    /// How a run ends that is refused.
    pub exit: Exit,
}

impl Refusal {
    /// The environment's fault.
    pub(crate) fn environment(diagnostic: offprint_core::Diagnostic) -> Self {
        Self { diagnostic, exit: Exit::Environment }
    }
}

impl From<offprint_core::Diagnostic> for Refusal {
    /// Most are wrong requests.
    fn from(diagnostic: offprint_core::Diagnostic) -> Self {
        Self { diagnostic, exit: Exit::Usage }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.diagnostic.fmt(f)
    }
}

impl std::error::Error for Refusal {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.diagnostic)
    }
}
