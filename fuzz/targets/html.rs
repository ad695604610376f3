//! HTML of any kind, cleaned as a post's body and as its title.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| offprint_fuzz::clean::html(&String::from_utf8_lossy(bytes)));
