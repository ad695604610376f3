//! Models of any shape, written as Markdown and read back.
#![no_main]

use offprint_fuzz::{models::Posts, written};

libfuzzer_sys::fuzz_target!(|posts: Posts| written::as_markdown(&posts));
