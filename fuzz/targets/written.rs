//! Models of any shape, written as HTML and XHTML: ammonia finds nothing to remove, an XML parser nothing to mend.
#![no_main]

use offprint_fuzz::{models::Posts, written};

libfuzzer_sys::fuzz_target!(|posts: Posts| written::as_html(&posts));
