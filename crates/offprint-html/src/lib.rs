//! From the model to fragments of HTML: one writer, two syntaxes.
//!
//! [`blocks_to_html`] writes what stands within a page's `body` (HTML5, or XHTML5 as EPUB wants it),
//! [`inlines_to_html`] what stands within a line. What surrounds a fragment answers where pictures and links lead
//! ([`Surroundings`]). The writer keeps to HTML's content models whatever the model holds, escapes everything, and
//! follows no address but `http`, `https`, `mailto`, `tel` and those that the surroundings give.
#![forbid(unsafe_code)]

mod address;
mod block;
mod escape;
mod figure;
mod grid;
mod inline;
mod list;
mod math;
mod note;
mod options;
mod table;
mod wording;
mod writer;

pub use escape::{escape_attribute, escape_text, is_allowed};
pub use options::{
    AsWritten, DetailsAs, MathAs, MediaAs, Notes, Options, Own, Picture, Surroundings, Syntax, Vocabulary,
};

pub use wording::picture_label;

use offprint_core::{Block, Inline};
use writer::Writer;

/// A fragment of flow content: these blocks, and their notes after them.
///
/// With [`Notes::Popups`] the fragment uses the prefix `epub:`, which the page must declare
/// (`xmlns:epub="http://www.idpf.org/2007/ops"`).
pub fn blocks_to_html(blocks: &[Block], options: &Options) -> String {
    let mut writer = Writer::new(options, blocks);
    writer.blocks_to_html(blocks);
    writer.notes_to_html();
    writer.finish()
}

/// A fragment of phrasing content. Notes are left out, mark and body, for there is no place for the bodies.
pub fn inlines_to_html(inlines: &[Inline], options: &Options) -> String {
    let mut writer = Writer::without_notes(options);
    writer.inlines_to_html(inlines);
    writer.finish()
}

#[cfg(test)]
mod tests;
