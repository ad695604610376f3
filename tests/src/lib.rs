//! What the end-to-end tests share: the program as it was built, the fixtures, and independent readers of every
//! format that offprint writes.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

pub mod archive;
pub mod fragment;
pub mod giants;
pub mod golden;
pub mod harmless;
pub mod modules;
pub mod payloads;
pub mod places;
pub mod poppler;
pub mod posts;
pub mod program;
pub mod words;
