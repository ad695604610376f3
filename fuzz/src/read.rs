//! Bytes to posts.

use crate::{models::Posts, soundness, written};
use offprint_core::{Edition, EditionInfo, Post, reader::Reader};

/// Reads these bytes as a file; every post of it must be sound.
pub fn bytes(bytes: &[u8]) {
    let mut reader = Reader::default();
    reader.add("input.json", bytes.to_vec());
    for index in 0..reader.len() {
        match reader.post(index) {
            // A model in JSON is as it was made; what is written of it is judged.
            Ok(read) if read.is_model => {
                written::as_html(&Posts(Edition::new(EditionInfo::default(), vec![read.post])))
            }
            Ok(read) => post(&read.post),
            Err(_) => {}
        }
    }
}

fn post(post: &Post) {
    soundness::of_blocks(&post.body);
    soundness::of_line(&post.title.value);
    let names = post.terms.iter().map(|term| &term.name.value);
    let authors = post.authors.iter().filter_map(|author| author.name.as_ref());
    let excerpt = post.excerpt.iter().map(|excerpt| &excerpt.value);
    for text in names.chain(authors).chain(excerpt) {
        soundness::of_text(text);
    }
    for url in [&post.link, &post.site].into_iter().flatten() {
        soundness::of_url(url);
    }
}
