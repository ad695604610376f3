//! What is remembered beside the outputs, and what a run may not replace.

mod lock;
mod memory;
mod overwrite;

pub use lock::{FILE as LOCK_FILE, Lock, State};
pub(crate) use memory::Memory;
pub(crate) use overwrite::{Reads, Writes};
