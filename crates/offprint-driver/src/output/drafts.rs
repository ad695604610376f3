//! Drafts of files: none outlives a run, however it ends.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::NamedTempFile;

/// The drafts that are being written. Whoever makes one, puts it in place or takes it away holds the lock.
static DRAFTS: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn drafts() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    DRAFTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps a draft on the list for as long as it is one.
pub(super) struct Listed(PathBuf);

impl Listed {
    /// Makes a draft that is on the list from its first moment.
    pub(super) fn draft(
        make: impl FnOnce() -> io::Result<NamedTempFile>,
    ) -> io::Result<(NamedTempFile, Self)> {
        let mut drafts = drafts();
        let draft = make()?;
        drafts.insert(draft.path().to_owned());
        let listed = Self(draft.path().to_owned());
        Ok((draft, listed))
    }

    /// Puts the draft in its place; a run that is told to end meanwhile ends before or after.
    pub(super) fn settle<T>(self, place: impl FnOnce() -> T) -> T {
        let drafts = drafts();
        let placed = place();
        drop(drafts);
        placed
    }
}

impl Drop for Listed {
    fn drop(&mut self) {
        drafts().remove(&self.0);
    }
}

/// Removes the drafts of this process, and lets nobody begin another: to be called by what ends the process, such as a
/// handler of signals, right before it does.
pub fn remove_drafts() {
    let drafts = drafts();
    for draft in drafts.iter() {
        let _ = std::fs::remove_file(draft);
    }
    // Held until the end.
    std::mem::forget(drafts);
}
