//! Nothing: to build it makes cargo choose the features of the tests, and it needs no crate of ours.
#![forbid(unsafe_code)]

fn main() {}
