//! Ending a run before it is done.

use offprint_core::{Diagnostic, Place, codes};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Ends a run early. Clones are the same token.
#[derive(Debug, Clone, Default)]
pub struct CancelToken(Arc<AtomicBool>);

impl CancelToken {
    /// Asks the run to end: what it has not written yet it does not write.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Sleeps, but not much longer than until it is asked to end.
    pub(crate) fn sleep(&self, duration: Duration) {
        const PART: Duration = Duration::from_millis(50);
        let mut left = duration;
        while !left.is_zero() && !self.is_cancelled() {
            std::thread::sleep(left.min(PART));
            left = left.saturating_sub(PART);
        }
    }

    /// Whether it was asked to end.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// That a run was asked to end.
pub(crate) fn cancelled() -> Diagnostic {
    Diagnostic::new(codes::CANCELLED, &Place::default(), "the run was cancelled")
}
