//! Which diagnostics make a run fail, and which do not count.

use crate::settings::MessageSettings;
use offprint_core::{Diagnostic, Severity};

/// What diagnostics do to a run, beside errors failing it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Policy {
    /// Every warning fails it.
    pub deny_warnings: bool,
}

/// What becomes of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treatment {
    /// It is said, and counts as what it is.
    Usual,
    /// It fails the run.
    Denied,
    /// It does not count, and is not said.
    Allowed,
}

impl Policy {
    /// What becomes of this one.
    pub fn of(&self, diagnostic: &Diagnostic) -> Treatment {
        if self.deny_warnings && diagnostic.severity == Severity::Warning {
            return Treatment::Denied;
        }
        Treatment::Usual
    }
}

impl From<&MessageSettings> for Policy {
    fn from(settings: &MessageSettings) -> Self {
        Self { deny_warnings: settings.deny_warnings.as_deref().copied().unwrap_or(false) }
    }
}
