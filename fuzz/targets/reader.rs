//! Bytes of any kind, read as a file of posts.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| offprint_fuzz::read::bytes(bytes));
