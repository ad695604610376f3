//! What is fuzzed, and what is judged of it. A target's file is one line; all of its work is here.
//!
//! [`read`] and [`clean`] are given bytes, [`written`] is given [`models`] that the reader would never make. Every one
//! of them panics on a finding.

pub mod clean;
pub mod models;
pub mod read;
pub mod soundness;
pub mod written;
