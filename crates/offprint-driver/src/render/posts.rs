//! The posts of an edition: made when they are wanted, a batch at a time, and kept only when they are few.

use crate::report::CleaningReport;
use offprint_core::reader::{ReadPost, Reader, Unknown};
use offprint_core::{Diagnostic, Post};
use rayon::prelude::*;
use std::sync::Mutex;

/// Posts that are at work at a time: enough for every core, few enough to be small.
pub(crate) const BATCH: usize = 64;
/// Posts of this much input, in bytes, are kept for the next format; more are read again.
const KEPT: u64 = 24 << 20;

/// The posts, in the edition's order.
#[derive(Debug)]
pub(crate) struct Posts<'a> {
    reader: &'a Reader,
    /// Their places in the reader.
    order: Vec<usize>,
    kept: Vec<Option<Post>>,
    /// What is said of each post once: diagnostics, and what cleaning took away.
    said: Mutex<Said>,
}

#[derive(Debug, Default)]
struct Said {
    /// How many posts have had their say.
    posts: usize,
    diagnostics: Vec<Diagnostic>,
    /// What the input does not say of them.
    unknown: Unknown,
    report: CleaningReport,
}

impl<'a> Posts<'a> {
    /// The posts at these places of the reader; what is to be reported of them goes into `report`.
    pub(crate) fn new(reader: &'a Reader, order: Vec<usize>, report: CleaningReport) -> Self {
        let said = Mutex::new(Said { report, ..Said::default() });
        Self { reader, order, kept: Vec::new(), said }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.order.len()
    }

    /// Makes all of them at once, if they are few, because they are wanted `times` times.
    pub(crate) fn keep(&mut self, times: usize) {
        let size: u64 = self.order.iter().map(|&index| self.reader.size(index)).sum();
        if times > 1 && size <= KEPT {
            let made: Vec<_> = self.order.par_iter().map(|&index| self.reader.post(index)).collect();
            self.kept = made.into_iter().map(|made| self.hear(made)).collect();
        }
    }

    /// Calls `work` with each post of a part, on all cores; what could not be made is left out.
    pub(crate) fn each<T: Send>(
        &self,
        part: std::ops::Range<usize>,
        work: impl Fn(usize, &Post) -> T + Sync,
    ) -> Vec<T> {
        if !self.kept.is_empty() {
            let kept = |position: usize| self.kept[position].as_ref().map(|post| work(position, post));
            return part.into_par_iter().filter_map(kept).collect();
        }
        let made = |position: usize| {
            let read = self.reader.post(self.order[position]);
            let done = read.as_ref().ok().map(|read| work(position, &read.post));
            // What was said is kept, the text is not.
            let read = read.map(|read| ReadPost { post: without_body(read.post), ..read });
            (position, read, done)
        };
        let made: Vec<_> = part.into_par_iter().map(made).collect();
        let mut all = Vec::with_capacity(made.len());
        for (position, read, done) in made {
            if position >= self.said.lock().map_or(usize::MAX, |said| said.posts) {
                self.hear(read);
            }
            all.extend(done);
        }
        all
    }

    /// Notes what reading had to say; the post.
    fn hear(&self, read: Result<ReadPost, Diagnostic>) -> Option<Post> {
        let mut said = self.said.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        said.posts += 1;
        match read {
            Ok(read) => {
                said.report.add(&read);
                said.diagnostics.extend(read.diagnostics);
                said.unknown.absorb(read.unknown);
                Some(read.post)
            }
            Err(diagnostic) => {
                said.diagnostics.push(diagnostic);
                None
            }
        }
    }

    /// What is to be said and has not been taken yet.
    pub(crate) fn take_said(&self) -> Vec<Diagnostic> {
        let mut said = self.said.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut all: Vec<Diagnostic> = said.diagnostics.drain(..).collect();
        all.extend(std::mem::take(&mut said.unknown).diagnostics());
        all
    }

    /// What cleaning took away, of all posts that were made.
    pub(crate) fn report(self) -> CleaningReport {
        self.said.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).report
    }
}

fn without_body(post: Post) -> Post {
    Post { body: Vec::new(), ..post }
}

/// Calls `work` with every post of the reader, in order, made a batch at a time.
pub(crate) fn every(reader: &Reader, mut work: impl FnMut(Result<ReadPost, Diagnostic>)) {
    for from in (0..reader.len()).step_by(BATCH) {
        let to = (from + BATCH).min(reader.len());
        let made: Vec<_> = (from..to).into_par_iter().map(|index| reader.post(index)).collect();
        made.into_iter().for_each(&mut work);
    }
}
