//! Markdown: the tree that cmark-gfm reads, against the model.

use super::Context;
use crate::{editions::Edition, tally::Tally};
use std::path::Path;

/// All checks of an edition's Markdown.
pub(crate) fn all(context: &Context<'_>, edition: &Edition, folder: &Path, posts: &Path, tally: &mut Tally) {
    if edition.has("markdown") || edition.has("md") {
        tally.check("cmark-gfm, markdown: the tree", || {
            context.conformance("markdown.py", posts, &folder.join("markdown"))
        });
    }
}
