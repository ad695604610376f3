//! Models of any shape, written as HTML and XHTML: ammonia finds nothing to remove, an XML parser nothing to mend. They
//! are what they were after a way through JSON.
#![no_main]

use offprint_fuzz::{models::Posts, written};

libfuzzer_sys::fuzz_target!(|posts: Posts| {
    written::as_html(&posts);
    written::through_json(&posts);
});
