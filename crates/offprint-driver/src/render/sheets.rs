//! One format's part of a run.

use super::posts::{BATCH, Posts};
use offprint_core::{Diagnostic, EditionInfo, Exporter, MediaStore, Sink, Summary};
use std::collections::VecDeque;

/// One format's part of a run.
pub(crate) struct Job<'a> {
    pub(crate) edition: &'a EditionInfo,
    pub(crate) posts: &'a Posts<'a>,
    pub(crate) media: &'a dyn MediaStore,
    pub(crate) sink: &'a mut dyn Sink,
    /// The one file to write, in place of the format's usual ones.
    pub(crate) file: Option<String>,
    /// Called with the number of posts that are done; `false` ends the run.
    pub(crate) progress: &'a dyn Fn(usize) -> bool,
}

/// What a format wrote, and the posts that it could not render.
#[derive(Debug)]
pub(crate) struct Bound {
    pub(crate) summary: Summary,
    pub(crate) failures: Vec<Diagnostic>,
}

/// Renders on all cores, batch by batch, and binds in order.
pub(crate) fn bind<E: Exporter>(exporter: &E, job: &mut Job<'_>) -> Result<Bound, Diagnostic> {
    let plan = exporter.plan(job.edition)?;
    let mut sheets = Sheets {
        exporter,
        plan: &plan,
        posts: job.posts,
        next: 0,
        ready: VecDeque::new(),
        failures: Vec::new(),
        progress: job.progress,
    };
    let summary = exporter.bind(&plan, &mut sheets, job.sink)?;
    Ok(Bound { summary, failures: sheets.failures })
}

struct Sheets<'a, 'p, E: Exporter> {
    exporter: &'a E,
    plan: &'p E::Plan<'a>,
    posts: &'a Posts<'a>,
    next: usize,
    ready: VecDeque<E::Sheet>,
    failures: Vec<Diagnostic>,
    progress: &'a dyn Fn(usize) -> bool,
}

impl<E: Exporter> Iterator for Sheets<'_, '_, E> {
    type Item = E::Sheet;

    fn next(&mut self) -> Option<E::Sheet> {
        while self.ready.is_empty() && self.next < self.posts.len() {
            let from = self.next;
            let to = (from + BATCH).min(self.posts.len());
            self.next = to;
            let (exporter, plan) = (self.exporter, self.plan);
            let made = self.posts.each(from..to, |position, post| exporter.render(plan, post, position));
            for sheet in made {
                match sheet {
                    Ok(sheet) => self.ready.push_back(sheet),
                    Err(diagnostic) => self.failures.push(diagnostic),
                }
            }
            if !(self.progress)(to) {
                return None;
            }
        }
        self.ready.pop_front()
    }
}
