//! Models of any shape, written as an EPUB and read back.
#![no_main]

use offprint_fuzz::{models::Posts, written};

libfuzzer_sys::fuzz_target!(|posts: Posts| written::as_epub(&posts));
