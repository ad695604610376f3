//! The specimen: every node of the model.

mod tree;

#[test]
fn the_specimen_reads_back() {
    let mut post = offprint_core::specimen::post();
    if let Some(offprint_core::Block::Paragraph(_)) = post.body.first() {
        post.body.remove(0);
    }
    let difference = tree::difference(&post);
    assert!(difference.is_none(), "{}", difference.unwrap_or_default());
}
