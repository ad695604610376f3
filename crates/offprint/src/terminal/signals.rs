//! Ctrl-C, and the other ways in which a run is told to end: no draft of a file outlives it.

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
            offprint_driver::remove_drafts();
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
