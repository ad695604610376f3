//! Ctrl-C, and the other ways in which a run is told to end: no draft of a file outlives it.

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
pub(crate) struct Listed(PathBuf);

impl Listed {
    /// Makes a draft that is on the list from its first moment.
    pub(crate) fn draft(
        make: impl FnOnce() -> io::Result<NamedTempFile>,
    ) -> io::Result<(NamedTempFile, Self)> {
        let mut drafts = drafts();
        let draft = make()?;
        drafts.insert(draft.path().to_owned());
        let listed = Self(draft.path().to_owned());
        Ok((draft, listed))
    }

    /// Puts the draft in its place; a run that is told to end meanwhile ends before or after.
    pub(crate) fn settle<T>(self, place: impl FnOnce() -> T) -> T {
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

/// From now on, a run that is told to end takes its drafts away first, and then ends as it would have.
#[cfg(unix)]
pub(crate) fn watch() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    // What is ignored stays so: by `nohup`, or in the background of a script.
    let ignored = ignored();
    let heard = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| ignored & (1 << (signal - 1)) == 0);
    let Ok(mut signals) = signal_hook::iterator::Signals::new(heard.collect::<Vec<_>>()) else { return };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            // Held until the end: nobody begins another draft.
            let drafts = drafts();
            for draft in drafts.iter() {
                let _ = std::fs::remove_file(draft);
            }
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

/// Elsewhere a draft may stay; it never has a finished file's name.
#[cfg(not(unix))]
pub(crate) fn watch() {}

/// The signals that this process was started to ignore, a bit each, where the system tells.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
