//! Bars of progress, on a terminal only.

use indicatif::{ProgressBar, ProgressStyle};
use std::cell::RefCell;
use std::io::IsTerminal;

/// Fewer posts are done before a bar could be read.
const FEW: usize = 20;

/// The bar of the format that is at work.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    is_shown: bool,
    bar: RefCell<Option<ProgressBar>>,
}

impl Progress {
    /// Bars that are shown where standard error is a terminal.
    pub(crate) fn new(quiet: bool) -> Self {
        Self { is_shown: !quiet && std::io::stderr().is_terminal(), bar: RefCell::default() }
    }

    /// Moves the bar of this format.
    pub(crate) fn set(&self, format: &str, done: usize, total: usize) {
        if !self.is_shown || total < FEW {
            return;
        }
        let mut bar = self.bar.borrow_mut();
        let bar = bar.get_or_insert_with(|| {
            let bar = ProgressBar::new(total as u64).with_prefix(format.to_owned());
            let style = ProgressStyle::with_template("{prefix:>10} {wide_bar} {pos}/{len} posts");
            style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style))
        });
        bar.set_position(done as u64);
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
