//! Writes hostile HTML as posts of WordPress into the file that is named, for the checks that open them in a browser.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a program of the tests")]

use offprint_tests::payloads;

fn main() {
    let path = std::env::args_os().nth(1).expect("the file to write");
    let payloads = payloads::all();
    let posts = payloads::posts(&payloads).to_string();
    std::fs::write(&path, posts).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let origins: Vec<_> = payloads.iter().map(|payload| payload.origin.as_str()).collect();
    println!("{}", serde_json::Value::from(origins));
}
