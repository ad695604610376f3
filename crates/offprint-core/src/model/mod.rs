//! The typed document that every input becomes and every output is made from.
//!
//! It follows pandoc's division into blocks and inlines, cut to what WordPress posts hold. There is no
//! raw-HTML node: what the model cannot name does not leave the program.

mod block;
mod date;
mod inline;
mod language;
mod math;
mod plain;
mod post;
mod walk;

pub use block::*;
pub use date::DateTime;
pub use inline::*;
pub use language::{Direction, Language};
pub use math::{Math, MathNode};
pub(crate) use math::{mathml_attribute, mathml_element};
pub use plain::{blocks_text, first_words, inlines_text, words};
pub use post::*;
pub use walk::{Visitor, anchors_of_headings, walk_block, walk_blocks, walk_inline, walk_inlines};
