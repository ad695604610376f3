//! Standard error: what is said, how far a run is, and what happens when it is told to end.

mod printer;
mod progress;
mod signals;
mod wording;

pub(crate) use printer::Printer;
pub(crate) use signals::watch as watch_signals;
