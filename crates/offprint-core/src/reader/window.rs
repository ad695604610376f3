//! The part of a source that is being looked at: it moves on as values are found, and grows with the longest.

use super::source::Source;
use std::io;

/// Bytes that are read at a time, at least.
const CHUNK: usize = 256 * 1024;
/// A value that does not end within this is taken for broken.
const LONGEST: usize = 512 * 1024 * 1024;

#[derive(Debug)]
pub(super) struct Window<'a> {
    source: &'a dyn Source,
    held: Vec<u8>,
    /// Where in the source the window begins.
    base: u64,
    /// The last place whose line and column were asked for, and these.
    mark: (usize, usize, usize),
}

impl<'a> Window<'a> {
    /// A window at the source's beginning.
    pub(super) fn new(source: &'a dyn Source) -> io::Result<Self> {
        let mut window = Self { source, held: Vec::new(), base: 0, mark: (0, 1, 1) };
        window.more()?;
        Ok(window)
    }

    /// What it shows.
    pub(super) fn bytes(&self) -> &[u8] {
        self.source.whole().unwrap_or(&self.held)
    }

    /// Where in the source a place in the window is.
    pub(super) fn offset(&self, at: usize) -> u64 {
        self.base + at as u64
    }

    /// Whether the source ends where the window does.
    pub(super) fn at_end(&self) -> bool {
        self.source.whole().is_some() || self.offset(self.held.len()) >= self.source.len()
    }

    /// Whether a value that begins at `at` may still grow.
    pub(super) fn may_grow(&self, at: usize) -> bool {
        !self.at_end() && self.held.len() - at < LONGEST
    }

    /// Shows more, twice as much at least; `false` when there is no more.
    pub(super) fn more(&mut self) -> io::Result<bool> {
        if self.at_end() {
            return Ok(false);
        }
        let left = self.source.len() - self.offset(self.held.len());
        let count = usize::try_from(left).unwrap_or(usize::MAX).min(self.held.len().max(CHUNK));
        let from = self.held.len();
        let offset = self.offset(from);
        self.held.resize(from + count, 0);
        self.source.read_at(offset, &mut self.held[from..])?;
        Ok(true)
    }

    /// Lets go of what stands before `at`; where `at` is now.
    pub(super) fn pass(&mut self, at: usize) -> usize {
        if self.source.whole().is_some() || at < CHUNK {
            return at;
        }
        let (line, column) = self.position(at);
        self.mark = (0, line, column);
        self.held.drain(..at);
        self.base += at as u64;
        // One long value must not keep its room for ever.
        self.held.shrink_to(CHUNK * 4);
        0
    }

    /// Line and column of a place in the window, both from 1. Places are asked for in order: only what lies between
    /// is counted.
    pub(super) fn position(&mut self, at: usize) -> (usize, usize) {
        let (from, line, column) = self.mark;
        let between = &self.bytes()[from.min(at)..at];
        let lines = memchr::memchr_iter(b'\n', between).count();
        let column = match memchr::memrchr(b'\n', between) {
            Some(line_end) => between.len() - line_end,
            None => column + between.len(),
        };
        self.mark = (at, line + lines, column);
        (line + lines, column)
    }
}
