//! Models of any shape, written as RSS, Atom and JSON Feed and read back.
#![no_main]

use offprint_fuzz::{models::Posts, written};

libfuzzer_sys::fuzz_target!(|posts: Posts| written::as_feeds(&posts));
