//! Which diagnostics make a run fail, and which do not count.

use crate::settings::MessageSettings;
use offprint_core::codes::Code;
use offprint_core::{Diagnostic, Severity};

/// What diagnostics do to a run, beside errors failing it. What is allowed comes before what is denied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Policy {
    /// Every warning fails it.
    pub deny_warnings: bool,
    /// These fail it, whatever their severity.
    pub deny: Vec<Code>,
    /// Warnings and notes that neither fail it nor are said; a report holds them.
    pub allow: Vec<Code>,
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
        let warning = diagnostic.severity == Severity::Warning;
        // What could not be done is always said.
        if self.allow.contains(&diagnostic.code) && diagnostic.severity != Severity::Error {
            Treatment::Allowed
        } else if self.deny.contains(&diagnostic.code) || (self.deny_warnings && warning) {
            Treatment::Denied
        } else {
            Treatment::Usual
        }
    }
}

impl From<&MessageSettings> for Policy {
    fn from(settings: &MessageSettings) -> Self {
        Self {
            deny_warnings: settings.deny_warnings.as_deref().copied().unwrap_or(false),
            deny: settings.deny.iter().flatten().map(|code| code.0).collect(),
            allow: settings.allow.iter().flatten().map(|code| code.0).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use offprint_core::{Place, codes};

    #[test]
    fn what_is_allowed_comes_before_what_is_denied() {
        let missing = Diagnostic::new(codes::MEDIA_MISSING, &Place::default(), "there is no picture");
        let usual = Policy::default();
        let denied = Policy { deny: vec![codes::MEDIA_MISSING], ..Policy::default() };
        let strict = Policy { deny_warnings: true, ..Policy::default() };
        let allowed = Policy { allow: vec![codes::MEDIA_MISSING], ..strict.clone() };
        assert_eq!(usual.of(&missing), Treatment::Usual);
        assert_eq!(denied.of(&missing), Treatment::Denied);
        assert_eq!(strict.of(&missing), Treatment::Denied);
        assert_eq!(allowed.of(&missing), Treatment::Allowed);
    }
}
