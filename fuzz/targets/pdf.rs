//! Models of any shape, written as a PDF and read back.
#![no_main]

use offprint_fuzz::{models::Posts, written};

libfuzzer_sys::fuzz_target!(|posts: Posts| written::as_pdf(&posts));
