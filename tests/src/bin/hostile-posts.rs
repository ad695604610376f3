//! Writes hostile HTML as posts of WordPress into the file that is named, for the checks that open them in a browser.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a program of the tests")]

use offprint_tests::payloads::{self, Payload};

fn main() {
    let path = std::env::args_os().nth(1).expect("the file to write");
    let (mut payloads, text): (Vec<_>, Vec<_>) =
        payloads::all().into_iter().partition(|payload| payload.html.contains('<'));
    // What has no tag is text and references: a post can hold many.
    payloads.extend(text.chunks(40).map(|some| Payload {
        origin: some[0].origin.clone(),
        html: some.iter().map(|payload| payload.html.as_str()).collect::<Vec<_>>().join("\n"),
    }));
    let posts = payloads::posts(&payloads).to_string();
    std::fs::write(&path, posts).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let origins: Vec<_> = payloads.iter().map(|payload| payload.origin.as_str()).collect();
    println!("{}", serde_json::Value::from(origins));
}
